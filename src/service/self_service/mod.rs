//! People who forgot their password and help themselves: name, proofs, new password, in that order only (R-220…R-235, security 4.8).
pub mod address;
pub mod again;
pub mod answers;
pub mod begin;
pub mod cancel;
pub(in crate::service) mod counters;
pub mod help;
pub mod invitation;
pub mod notices;
pub mod opening;
pub mod password;
pub mod policy;
pub mod proof;
pub mod questions;
pub mod registration;
pub mod standing;
pub mod text;
pub mod unlock;
mod who;

use subtle::ConstantTimeEq as _;

use crate::domain::id::UserId;
use crate::domain::secret::SentCode;
use crate::domain::self_service::Method;
use crate::domain::user::User;
use crate::host::keys::Keys;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::signin::session::token_hash;
use crate::store::begin::Person;
use crate::store::conn::{Read, Tx};
use crate::store::resets::{self, Flow};

/// What the keyed hash of a code is made of: good for one flow, one proof and one person (A3, A13).
fn code_mac(keys: &Keys, method: Method, flow: &Flow, code: &SentCode) -> [u8; 32] {
    let user = flow.user.map(UserId::uuid).unwrap_or_default();
    let purpose: &[u8] = if method == Method::Text { b"reset by text" } else { b"reset" };
    keys.code.mac(&[purpose, flow.id.uuid().as_bytes(), user.as_bytes(), code.expose().as_bytes()])
}

/// Whether a hash is one of these keys or of those before them: a code outlives a rotation. Takes as long whichever bytes differ.
fn is_of(portal: &Portal, kept: &[u8], mac: impl Fn(&Keys) -> [u8; 32]) -> bool {
    portal.keys.accepted().iter().fold(false, |found, keys| found | bool::from(mac(keys).as_slice().ct_eq(kept)))
}

/// Whose reset it is, as the person is now; nothing where a block, another password, another role or another decision came in between
/// (A7, R-179, R-190).
pub(in crate::service) async fn still(
    portal: &Portal,
    tx: &Tx<'_>,
    flow: &Flow,
    person: Option<Person>,
) -> Result<Option<User>, Error> {
    let Some((user, epoch)) = person else { return Ok(None) };
    if flow.user != Some(user.id) || epoch != flow.epoch {
        return Ok(None);
    }
    let settings = portal.settings();
    let known = who::again(&tx.reading(), &settings, user).await?;
    let stands = known
        .way(portal, &settings.self_service, &known.user)
        .is_ok_and(|way| way.needed <= flow.needed && flow.proved.iter().all(|method| way.methods.contains(method)));
    Ok(stands.then_some(known.user))
}

/// The reset that a browser carries, while it can still come to something.
async fn alive(read: &Read<'_>, token: &[u8; 32]) -> Result<Option<Flow>, Error> {
    let flow = resets::find(read, &token_hash(token)).await?;
    let now = read.now().await?;
    Ok(flow.filter(|flow| !flow.is_over && flow.ends_at > now))
}
