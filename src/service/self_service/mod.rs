//! People who forgot their password and help themselves: name, proofs, new password, in that order only (R-220…R-235, security 4.8).
pub mod address;
pub mod begin;
pub mod help;
pub mod notices;
pub mod opening;
pub mod password;
pub mod policy;
pub mod proof;
mod who;

use subtle::ConstantTimeEq as _;

use crate::domain::id::{ResetId, UserId};
use crate::domain::secret::SentCode;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::signin::session::token_hash;
use crate::store::conn::Read;
use crate::store::resets::{self, Flow};

/// The keyed hash of a code: good for one flow, one purpose and one person (A3, A13).
fn code_mac(portal: &Portal, flow: ResetId, user: Option<UserId>, code: &SentCode) -> [u8; 32] {
    let user = user.map(UserId::uuid).unwrap_or_default();
    portal.keys.current().code.mac(&[b"reset", flow.uuid().as_bytes(), user.as_bytes(), code.expose().as_bytes()])
}

/// Whether two hashes are the same, in the same time whichever bytes differ.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

/// The reset that a browser carries, while it can still come to something.
async fn alive(read: &Read<'_>, token: &[u8; 32]) -> Result<Option<Flow>, Error> {
    let flow = resets::find(read, &token_hash(token)).await?;
    let now = read.now().await?;
    Ok(flow.filter(|flow| !flow.is_over && flow.ends_at > now))
}
