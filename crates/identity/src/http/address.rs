//! Where a request comes from.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};
use ipnet::IpNet;

use crate::state::AppState;

/// What proxies write down, each adding whom it was called by at the end.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address a request comes from: the other end of the connection, or, when that is a proxy the operator
/// trusts, whom it says it was called by. Where nobody knows (a router called without a connection), it is
/// the unspecified address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RemoteAddress(pub(crate) IpAddr);

impl FromRequestParts<AppState> for RemoteAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = known.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| address.ip());
        Ok(Self(caller(peer, &parts.headers, &state.settings().trusted_proxies)))
    }
}

/// Follows `X-Forwarded-For` from its end, for as long as the one who wrote an entry is trusted. Whatever
/// stands before the first stranger is that stranger's claim, and is not believed.
fn caller(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let mut caller = peer.to_canonical();
    if trusted.is_empty() {
        return caller;
    }
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    let lines = headers.get_all(FORWARDED_FOR).iter().rev();
    // A line that is not text ends the walk, as an entry that is no address does.
    let mut entries = lines.flat_map(|line| line.to_str().unwrap_or("?").rsplit(',')).map(read);
    while is_trusted(&caller) {
        let Some(Some(before)) = entries.next() else { break };
        caller = before;
    }
    caller
}

/// Reads one entry: an address, perhaps with a port, as some proxies write it.
fn read(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim();
    let bare = || entry.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    let address = entry.parse().ok().or_else(bare).or_else(|| Some(entry.parse::<SocketAddr>().ok()?.ip()));
    address.map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(peer: &str, lines: &[&str]) -> String {
        let trusted: Vec<IpNet> =
            ["10.0.0.0/8", "2001:db8:f::/48"].map(|network| network.parse().expect("a network")).to_vec();
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, line.parse().expect("a header"));
        }
        caller(peer.parse().expect("an address"), &headers, &trusted).to_string()
    }

    #[test]
    fn a_stranger_s_claim_is_not_believed() {
        assert_eq!(found("192.0.2.1", &["203.0.113.9"]), "192.0.2.1");
        assert_eq!(found("::ffff:192.0.2.1", &["203.0.113.9"]), "192.0.2.1");
    }

    #[test]
    fn a_trusted_proxy_s_word_counts_and_what_stood_there_before_does_not() {
        assert_eq!(found("10.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(found("::ffff:10.0.0.1", &["203.0.113.9"]), "203.0.113.9", "however its address is written");
        assert_eq!(found("10.0.0.1", &["198.51.100.7, 203.0.113.9"]), "203.0.113.9", "the first entry is a claim");
        assert_eq!(found("10.0.0.1", &["198.51.100.7", "203.0.113.9"]), "203.0.113.9", "in a line of its own, too");
        assert_eq!(found("10.0.0.1", &["203.0.113.9, 10.0.0.2,10.0.0.3"]), "203.0.113.9", "through three proxies");
        assert_eq!(found("2001:db8:f::1", &["203.0.113.9:4711"]), "203.0.113.9", "with a port");
        assert_eq!(found("10.0.0.1", &["[2001:db8::7]:443"]), "2001:db8::7");
        assert_eq!(found("10.0.0.1", &["[2001:db8::7]"]), "2001:db8::7");
    }

    #[test]
    fn where_the_trail_ends_the_last_one_known_is_the_caller() {
        assert_eq!(found("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(found("10.0.0.1", &[""]), "10.0.0.1");
        assert_eq!(found("10.0.0.1", &["203.0.113.9, unknown"]), "10.0.0.1", "not the claim before it");
        assert_eq!(found("10.0.0.1", &["203.0.113.9, unknown, 10.0.0.2"]), "10.0.0.2");
        assert_eq!(found("10.0.0.1", &["10.0.0.3,10.0.0.2"]), "10.0.0.3", "nobody but proxies");
    }
}
