//! Where a deed came from: every audit row keeps it.

use std::net::IpAddr;

use super::id::RequestId;

/// Where a deed came from: every audit row keeps it.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The request: support code and correlation id.
    pub request: RequestId,
    /// The client's address, when there is one.
    pub address: Option<IpAddr>,
    /// On what it runs, as its browser says.
    pub device: Option<String>,
}
