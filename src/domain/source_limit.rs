//! Where sign-ins come from, and how many of them may fail before the place has to wait (security 4.7, A34).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use jiff::{SignedDuration, Timestamp};

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

    /// Whether a place still waits that has to until then. A clock that was set back makes no wait longer than twice the longest one.
    pub fn holds(&self, until: Timestamp, now: Timestamp) -> bool {
        let longest = SignedDuration::from_mins(self.window_minutes.max(Self::NAMES_WAIT_MINUTES).into());
        until > now && until.duration_since(now) <= longest * 2
    }
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

/// What a place has to wait with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Sign-ins: too many failed.
    SignIns,
    /// Self-service resets: too many began (R-250f).
    Resets,
}

impl Held {
    /// Both.
    pub const ALL: [Self; 2] = [Self::SignIns, Self::Resets];

    /// The value in forms and in the audit log.
    pub const fn id(self) -> &'static str {
        match self {
            Self::SignIns => "sign-ins",
            Self::Resets => "resets",
        }
    }

    /// Reads [`Held::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|held| held.id() == id)
    }
}

/// A place that has to wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The address or network, as [`Source`] has it.
    pub source: String,
    /// With what.
    pub held: Held,
    /// Until when.
    pub until: Timestamp,
}

/// The places that somebody means by a text: those of an address, or the one that it names.
pub fn meant(text: &str) -> Vec<String> {
    match text.parse().map(Source::of) {
        Ok(Source { address, network }) => vec![address, network],
        Err(_) => vec![text.to_owned()],
    }
}

/// Whether a text is a place, as [`Source`] writes them.
pub fn is_place(text: &str) -> bool {
    let address: Option<IpAddr> = text.split_once('/').and_then(|(address, _)| address.parse().ok());
    address.map(Source::of).is_some_and(|source| source.address == text || source.network == text)
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
            assert!(is_place(narrow) && is_place(wide), "{address}");
            assert!(!is_place(address), "{address} alone");
        }
    }

    #[test]
    fn a_place_waits_until_its_time_is_over_and_not_until_a_clock_has_caught_up() {
        let (policy, now) = (SourcePolicy::default(), Timestamp::UNIX_EPOCH);
        let holds = |minutes| policy.holds(now + SignedDuration::from_mins(minutes), now);
        assert_eq!([-1, 0, 1, 15, 60, 120, 121].map(holds), [false, false, true, true, true, true, false]);
    }

    #[test]
    fn only_what_is_written_as_a_place_is_one() {
        for text in ["", "/32", "192.0.2.77/24", "192.0.2.77/", "192.0.2.0/24 ", "2001:DB8:1:2::/64", "x/32"] {
            assert!(!is_place(text), "{text:?}");
        }
        for held in Held::ALL {
            assert_eq!(Held::from_id(held.id()), Some(held));
        }
    }
}
