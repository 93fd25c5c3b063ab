//! Setting the directory outside up: the account's password, and a test of every part before the next.

use crate::domain::dice::Dice as _;
use crate::domain::directory::access::{Fingerprint, Shown};
use crate::domain::directory::entry::Entry;
use crate::domain::directory::fault::{Fault, Trouble};
use crate::domain::directory_event::DirectoryEvent;
use crate::domain::event::Event;
use crate::domain::id::FormKey;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::secret::BindPassword;
use crate::domain::settings::directory::Directory;
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::service::somebody;
use crate::store::directory::account;
use crate::store::forms;

use super::outside::{access, no_account};
use super::trial::{self, Rights};

/// Where the sealed password belongs.
pub const ACCOUNT_BELONGS: &[u8] = b"directory account";
/// The name of the form, for its single use.
const FORM: &str = "directory-password";

/// What came of looking for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    /// This one.
    Found(Box<Entry>),
    /// Nobody has that name, or more than one.
    Nobody,
}

/// What a test found: each part that was reached, and the one that it stopped at.
#[derive(Debug, Default)]
pub struct Tested {
    /// The server answers, and shows this.
    pub greeted: Option<Shown>,
    /// It is one that we do not believe: this one.
    pub distrusted: Option<Fingerprint>,
    /// Our account is taken.
    pub signed_in: bool,
    /// The base is there.
    pub base: bool,
    /// The first people that are found there, as many as one page has.
    pub people: Option<usize>,
    /// The first security groups that are found, as many as one page has; nothing where groups are not loaded.
    pub groups: Option<usize>,
    /// What came of looking for somebody; nothing where that was not asked.
    pub person: Option<Looked>,
    /// What our account may write; nothing where that was not tried.
    pub rights: Option<Rights>,
    /// What it stopped at.
    pub fault: Option<Fault>,
}

impl Tested {
    /// Whether every part was in order.
    pub fn is_fine(&self) -> bool {
        let may_write = self.rights.as_ref().is_none_or(Rights::is_fine);
        self.fault.is_none() && self.people.is_some() && self.person != Some(Looked::Nobody) && may_write
    }
}

/// Whether a password was given for our account.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn has_password(read: &Reading<'_>, actor: &Actor) -> Result<bool, Error> {
    actor.check(Permission::ViewSettings)?;
    Ok(account::sealed(read).await?.is_some())
}

/// Takes the password of our account there.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before.
pub async fn give_password(portal: &Portal, actor: &Actor, password: &BindPassword, key: FormKey) -> Result<(), Error> {
    let nonce = portal.dice().bytes()?;
    let sealed = portal.keys.current().directory.seal(nonce, password.expose().as_bytes(), ACCOUNT_BELONGS)?;
    portal
        .db
        .write(async |tx| {
            let actor = &somebody::as_of_now(tx, actor, Permission::ManageDirectory).await?;
            let permit = actor.may(Permission::ManageDirectory)?;
            let person = actor.user().ok_or(Error::Replayed)?;
            if !forms::consume(tx, key, person, FORM, None).await? {
                return Err(Error::Replayed);
            }
            account::put(tx, &sealed).await?;
            Ok(permit.change(&Event::Directory(DirectoryEvent::AccountGiven), ()))
        })
        .await
}

/// Tries everything that is saved, part by part: nothing that was only typed is ever dialled (ASVS 1.3.6). With the single use of a form it is
/// also tried what our account may write to whoever was looked for.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before; the store's.
pub async fn test(
    portal: &Portal,
    actor: &Actor,
    login: Option<&str>,
    writes: Option<FormKey>,
) -> Result<Tested, Error> {
    if let Err(denied) = actor.check(Permission::ManageDirectory) {
        portal.db.refused(&denied).await?;
        return Err(denied.into());
    }
    let settings = portal.settings();
    let decided = &settings.directory;
    let mut tested = Tested::default();
    if let Err(fault) = steps((portal, actor), decided, (login, writes), &mut tested).await? {
        tested.fault = Some(fault);
    }
    Ok(tested)
}

async fn steps(
    (portal, actor): (&Portal, &Actor),
    decided: &Directory,
    (login, writes): (Option<&str>, Option<FormKey>),
    tested: &mut Tested,
) -> Result<Result<(), Fault>, Error> {
    if decided.host.is_empty() {
        return Ok(Err(Fault::new(Trouble::Unreachable, "")));
    }
    let (access, now) = access(portal, decided).await?;
    let (outside, server) = (&portal.outside, decided.server());
    let walked = async {
        let shown = outside.directory.greet(&server).await?;
        if let Some(fault) = shown.distrust {
            tested.distrusted = shown.certificate;
            return Err(fault);
        }
        tested.greeted = Some(shown);
        let access = access.ok_or_else(no_account)?;
        let mut visit = outside.directory.enter(&access).await?;
        tested.signed_in = true;
        visit.base().await?;
        tested.base = true;
        tested.people = Some(visit.page(None).await?.people.len());
        if let Some(base) = decided.group_base() {
            tested.groups = Some(visit.groups(base, None).await?.groups.len());
        }
        let mut hung = None;
        if let Some(login) = login {
            let mut found = visit.by_login(login).await?;
            let only = if found.len() == 1 { found.pop() } else { None };
            if let (Some(entry), Some(key)) = (&only, writes) {
                match Box::pin(trial::try_rights(portal, actor, (&access, visit), entry, key)).await {
                    Ok((rights, fault)) => (tested.rights, hung) = (Some(rights), fault),
                    Err(error) => return Ok(Err(error)),
                }
            }
            tested.person = Some(only.map_or(Looked::Nobody, |entry| Looked::Found(Box::new(entry))));
        }
        Ok(Ok(hung))
    };
    // A write that hangs is a failure of the directory's, though it is told as what it is.
    match outside.gate.through_to(now, walked, |done| done.as_ref().ok().and_then(Option::as_ref)).await {
        Ok(done) => done.map(|_| Ok(())),
        Err(fault) => Ok(Err(fault)),
    }
}
