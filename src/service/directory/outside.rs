//! The directory outside, as deeds reach it: through the gate, with the account of now.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use super::gate::Gate;
use super::setup::ACCOUNT_BELONGS;
use crate::domain::directory::access::Access;
use crate::domain::directory::door::{Directory, Visit};
use crate::domain::directory::entry::Entry;
use crate::domain::directory::fault::{Fault, Trouble};
use crate::domain::directory::outcome::Written;
use crate::domain::secret::{BindPassword, PlainPassword};
use crate::domain::settings::directory::Directory as Decided;
use crate::service::error::Error;
use crate::service::keys;
use crate::service::portal::Portal;
use crate::store::directory::account;

/// What all portals of a process share of it.
#[derive(Debug)]
pub struct Outside {
    /// The way there.
    pub directory: Arc<dyn Directory>,
    /// How many may use it.
    pub gate: Gate,
}

impl Outside {
    /// By this way.
    pub fn by(directory: Arc<dyn Directory>) -> Self {
        Self { directory, gate: Gate::default() }
    }
}

/// All that it takes to work there, and the moment; nothing where no password was given yet.
///
/// # Errors
/// The store's, and a seal that does not open.
pub async fn access(portal: &Portal, decided: &Decided) -> Result<(Option<Access>, Timestamp), Error> {
    let looked = portal.db.read(async |read| {
        let sealed = account::sealed(read).await?;
        Ok::<_, Error>((sealed, read.now().await?))
    });
    let (sealed, now) = looked.await?;
    let Some(sealed) = sealed.filter(|_| decided.is_set_up()) else { return Ok((None, now)) };
    let opened = keys::of_sealed(portal, &sealed).await?.directory.open(&sealed, ACCOUNT_BELONGS)?;
    let password = String::from_utf8(opened.to_vec()).map_err(|error| Error::Internal(Box::new(error)))?;
    Ok((Some(decided.access(BindPassword::new(password))), now))
}

/// Somebody, met in the directory: the visit goes on.
pub struct Met {
    /// The visit.
    pub visit: Box<dyn Visit>,
    /// Who, as the directory tells of her now.
    pub entry: Entry,
}

impl Met {
    /// Every reset opens the account as well, where wrong guesses have closed it; where that fails it is told, unless the new password itself
    /// has opened it.
    pub(super) async fn opened_with(&mut self, written: Written) -> Written {
        if !written.is_done() || !self.entry.state.locked {
            return written;
        }
        match self.visit.unlock(&self.entry.target).await {
            Written::Done => written,
            not => {
                Written::Closed { said: not.said().to_owned(), undemanded: matches!(written, Written::Undemanded(_)) }
            }
        }
    }
}

/// Writes what a person chose by herself. A policy over there may ask for another one whenever our account writes (`pwdMustChange`): that is taken
/// back, whatever stood there before. Where it can not be she is asked for another one, and the password is there all the same.
pub(super) async fn chosen(visit: &mut dyn Visit, name: &str, new: &PlainPassword) -> Written {
    let written = visit.reset(name, new, false).await;
    if written == Written::Done {
        visit.settle(name).await;
    }
    written
}

/// Goes in and meets somebody there; nothing where she is not there any more.
///
/// # Errors
/// What stands in the way.
pub async fn meet(portal: &Portal, access: &Access, anchor: &str) -> Result<Option<Met>, Fault> {
    let mut visit = portal.outside.directory.enter(access).await?;
    let entry = visit.by_anchor(anchor).await?;
    Ok(entry.map(|entry| Met { visit, entry }))
}

/// What a deed without a password for our account meets.
pub fn no_account() -> Fault {
    Fault::new(Trouble::Login, "no password was given for our account")
}

/// Milliseconds since then.
pub fn millis(since: Instant) -> u32 {
    u32::try_from(since.elapsed().as_millis()).unwrap_or(u32::MAX)
}
