//! The client's address: the peer's, unless the peer is one of our own proxies and says whom it speaks for.

use std::net::IpAddr;

use actix_web::http::header::{self, HeaderMap, HeaderValue};
use ipnet::IpNet;

/// The networks of the proxies that are ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Trusts these networks and no other.
    pub fn new(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    /// The rightmost hop of `X-Forwarded-For` that is not ours. Whatever stands left of it, anybody may have written.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.holds(peer) {
            return peer;
        }
        let lines: Vec<&[u8]> = headers.get_all(header::X_FORWARDED_FOR).map(HeaderValue::as_bytes).collect();
        let mut client = peer;
        for hop in lines.iter().flat_map(|line| line.split(|byte| *byte == b',')).rev() {
            let hop = std::str::from_utf8(hop).ok().and_then(|hop| hop.trim().parse::<IpAddr>().ok());
            let Some(hop) = hop else { return peer };
            client = hop.to_canonical();
            if !self.holds(client) {
                break;
            }
        }
        client
    }

    fn holds(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, lines: &[&str]) -> String {
        let proxies = TrustedProxies::new(vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()]);
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::X_FORWARDED_FOR, HeaderValue::from_str(line).unwrap());
        }
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_stranger_speaks_for_nobody() {
        assert_eq!(client("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(client("203.0.113.9", &[]), "203.0.113.9");
    }

    #[test]
    fn our_proxy_speaks_for_the_rightmost_hop_that_is_not_ours() {
        assert_eq!(client("10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["6.6.6.6, 198.51.100.1, 10.2.3.4"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["6.6.6.6", "198.51.100.1,10.2.3.4"]), "198.51.100.1");
        assert_eq!(client("fd00::1", &["2001:db8::7"]), "2001:db8::7");
        assert_eq!(client("::ffff:10.0.0.1", &["::ffff:198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["10.9.9.9, 10.8.8.8"]), "10.9.9.9");
    }

    #[test]
    fn what_is_no_address_leaves_the_peer() {
        for line in ["", "unknown", "198.51.100.1:80", "198.51.100.1,", "198.51.100.1, x", "[::1]", "1.2.3"] {
            assert_eq!(client("10.0.0.1", &[line]), "10.0.0.1", "{line}");
        }
        assert_eq!(client("10.0.0.1", &["nonsense, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
    }
}
