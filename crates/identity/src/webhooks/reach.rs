//! Which addresses a delivery may go to.
//!
//! Whoever may add a webhook chooses an address this server then calls. Without a rule, that would open the
//! network around it: neighbours without passwords, a cloud's metadata service. So a delivery goes to public
//! addresses only, and the rule looks at the address that is connected to, whatever its name said before.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

use ipnet::{Ipv4Net, Ipv6Net};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// Which addresses a delivery may go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Public ones.
    Public,
    /// Those, and this machine: a demo.
    PublicAndThisMachine,
    /// All of them.
    Everywhere,
}

/// The IPv4 addresses that are not public (IANA's special-purpose registry; RFC 6890).
const SPECIAL_V4: [Ipv4Net; 15] = [
    v4([0, 0, 0, 0], 8),
    v4([10, 0, 0, 0], 8),
    v4([100, 64, 0, 0], 10),
    v4([127, 0, 0, 0], 8),
    v4([169, 254, 0, 0], 16),
    v4([172, 16, 0, 0], 12),
    v4([192, 0, 0, 0], 24),
    v4([192, 0, 2, 0], 24),
    v4([192, 88, 99, 0], 24),
    v4([192, 168, 0, 0], 16),
    v4([198, 18, 0, 0], 15),
    v4([198, 51, 100, 0], 24),
    v4([203, 0, 113, 0], 24),
    v4([224, 0, 0, 0], 4),
    v4([240, 0, 0, 0], 4),
];

/// All public IPv6 addresses are in here...
const GLOBAL_V6: Ipv6Net = v6([0x2000, 0, 0], 3);
/// ...but these in it are not, or lead to an IPv4 address of anybody's choice (Teredo, 6to4).
const SPECIAL_V6: [Ipv6Net; 4] =
    [v6([0x2001, 0, 0], 23), v6([0x2001, 0xdb8, 0], 32), v6([0x2002, 0, 0], 16), v6([0x3fff, 0, 0], 20)];

const fn v4([a, b, c, d]: [u8; 4], prefix: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), prefix)
}

const fn v6([a, b, c]: [u16; 3], prefix: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0), prefix)
}

/// Whether an address is public: anybody can reach it, and no network keeps it to itself.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|network| network.contains(&address)),
        IpAddr::V6(address) => {
            GLOBAL_V6.contains(&address) && !SPECIAL_V6.iter().any(|network| network.contains(&address))
        }
    }
}

impl Reach {
    fn admits(self, address: IpAddr) -> bool {
        match self {
            Self::Everywhere => true,
            Self::PublicAndThisMachine => address.to_canonical().is_loopback() || is_public(address),
            Self::Public => is_public(address),
        }
    }

    /// Whether the URL's host is a name, which is looked at once it is resolved, or an address that may be called.
    pub(super) fn admits_url(self, url: &Url) -> bool {
        match url.host() {
            Some(Host::Ipv4(address)) => self.admits(address.into()),
            Some(Host::Ipv6(address)) => self.admits(address.into()),
            Some(Host::Domain(_)) => true,
            None => false,
        }
    }
}

/// The name has only addresses that may not be called.
#[derive(Debug, thiserror::Error)]
#[error("the address is not public")]
pub(super) struct NotPublic;

/// Looks names up, and answers the addresses among them that may be called.
impl Resolve for Reach {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = *self;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            if found.is_empty() {
                return Err(io::Error::from(io::ErrorKind::NotFound).into());
            }
            let admitted: Vec<_> = found.into_iter().filter(|address| reach.admits(address.ip())).collect();
            if admitted.is_empty() { Err(NotPublic.into()) } else { Ok(Box::new(admitted.into_iter()) as Addrs) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(reach: Reach, address: &str) -> bool {
        reach.admits(address.parse().expect("an address"))
    }

    #[test]
    fn only_public_addresses_are_called() {
        for public in ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "2a00:1450::1"] {
            assert!(admits(Reach::Public, public), "{public}");
        }
        for special in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.31.255.255",
            "192.0.0.8",
            "192.168.1.1",
            "198.19.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "fe80::1",
            "fd00::1",
            "fec0::1",
            "ff02::1",
            "64:ff9b::a00:1",
            "2001::1",
            "2002:a00:1::",
            "2001:db8::1",
        ] {
            assert!(!admits(Reach::Public, special), "{special}");
            assert!(admits(Reach::Everywhere, special), "{special}");
        }
    }

    #[test]
    fn a_demo_may_call_its_own_machine_and_no_neighbour() {
        for own in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            assert!(admits(Reach::PublicAndThisMachine, own), "{own}");
        }
        for neighbour in ["10.0.0.1", "169.254.169.254", "fe80::1"] {
            assert!(!admits(Reach::PublicAndThisMachine, neighbour), "{neighbour}");
        }
    }

    #[test]
    fn an_address_is_the_same_however_it_is_written() {
        for disguised in ["https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/", "https://[::ffff:7f00:1]/"] {
            let url = disguised.parse().expect("a URL");
            assert!(!Reach::Public.admits_url(&url), "{disguised}");
        }
    }

    #[tokio::test]
    async fn a_name_of_this_machine_is_no_way_around() {
        let name = || "localhost".parse().expect("a name");
        let Err(refused) = Reach::Public.resolve(name()).await else { panic!("localhost is not public") };
        assert!(refused.is::<NotPublic>(), "{refused}");
        let found = Reach::PublicAndThisMachine.resolve(name()).await.expect("is this machine");
        assert!(found.count() > 0);
    }
}
