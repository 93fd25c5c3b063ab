//! Where sign-ins come from, and how many of them may fail before the place has to wait (security 4.7, A34).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The rule. Its numbers are settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourcePolicy {
    /// So many failures from one address (IPv6: one /64) within the window.
    pub per_address: u32,
    /// So many from its network (/24, IPv6: /48).
    pub per_network: u32,
    /// The window, in minutes; also how long the place waits at most.
    pub window_minutes: u32,
    /// So many different names from one address within [`SourcePolicy::NAMES_HOURS`] are a list that somebody tries.
    pub names: u32,
}

impl Default for SourcePolicy {
    fn default() -> Self {
        Self { per_address: 30, per_network: 300, window_minutes: 15, names: 15 }
    }
}

impl SourcePolicy {
    /// Within so many hours different names are counted.
    pub const NAMES_HOURS: u32 = 3;
    /// Whoever tries a list of names waits so long, in minutes.
    pub const NAMES_WAIT_MINUTES: u32 = 60;
    /// So many failures of one address are told one by one within a minute; of further ones the log tells how many they were.
    pub const TOLD_A_MINUTE: u32 = 20;
}

/// A place that sign-ins come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The address, or what one subscriber has.
    pub address: String,
    /// The network around it.
    pub network: String,
}

impl Source {
    /// Of an address. An IPv4 address in IPv6 clothes is the IPv4 address.
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => {
                let network = Ipv4Addr::from_bits(address.to_bits() & !0xff);
                Self { address: format!("{address}/32"), network: format!("{network}/24") }
            }
            IpAddr::V6(address) => {
                let cut = |bits: u32| Ipv6Addr::from_bits(address.to_bits() & !(u128::MAX >> bits));
                Self { address: format!("{}/64", cut(64)), network: format!("{}/48", cut(48)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_an_address_and_the_network_around_it() {
        for (address, narrow, wide) in [
            ("192.0.2.77", "192.0.2.77/32", "192.0.2.0/24"),
            ("::ffff:192.0.2.77", "192.0.2.77/32", "192.0.2.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
            ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ] {
            let source = Source::of(address.parse().unwrap());
            assert_eq!((source.address.as_str(), source.network.as_str()), (narrow, wide), "{address}");
        }
    }
}
