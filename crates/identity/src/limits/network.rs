//! What counts as one place.

use std::net::IpAddr;

use ipnet::IpNet;

use crate::settings::NetworkLimit;

/// How much of an IPv6 address a provider gives to a single customer, who commands all of it.
const CUSTOMER_PREFIX: u8 = 64;

/// What counts as one address: an IPv4 address, or the /64 network of a single IPv6 customer.
pub(super) fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        address @ IpAddr::V6(_) => cut(address, CUSTOMER_PREFIX),
        address @ IpAddr::V4(_) => address,
    }
}

/// The network around an address, as wide as the settings say.
pub(super) fn around(address: IpAddr, limit: &NetworkLimit) -> IpAddr {
    let address = address.to_canonical();
    cut(address, if address.is_ipv4() { limit.ipv4_prefix } else { limit.ipv6_prefix })
}

/// The network's first address. A prefix longer than addresses are is the address itself.
fn cut(address: IpAddr, prefix: u8) -> IpAddr {
    IpNet::new(address, prefix).map_or(address, |network| network.network())
}
