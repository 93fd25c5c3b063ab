//! One person's page.

use jiff::Timestamp;

use crate::domain::audit::Entry;
use crate::domain::blocking::Blocking;
use crate::domain::contact::Contact;
use crate::domain::failure::SignInFailure;
use crate::domain::id::UserId;
use crate::domain::lockout::{DoorState, Factor};
use crate::domain::password::expiry::Standing;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied};
use crate::domain::profile::Profile;
use crate::domain::second_step::App;
use crate::domain::self_service::Limit;
use crate::domain::target::Target;
use crate::domain::user::{Status, User};
use crate::service::audit;
use crate::service::directory::{reset as directory, signin, unlock};
use crate::service::error::Error;
use crate::service::passwords::age;
use crate::service::portal::Portal;
use crate::service::self_service::counters;
use crate::service::sign_in_check;
use crate::store::conn::Read;
use crate::store::{credentials, passkeys, second_steps, sessions, unlocking, users};

use super::contact;

/// What a person's page shows.
#[derive(Debug)]
pub struct Overview {
    /// The account.
    pub user: User,
    /// The rest.
    pub profile: Profile,
    /// How the person is reached to prove who she is, for whoever may know it.
    pub contact: Option<Contact>,
    /// How the password stands; nothing where there is none here.
    pub standing: Option<Standing>,
    /// The display name of whoever gave the password, when it was an administrator.
    pub given_by: Option<String>,
    /// How many sessions are alive.
    pub sessions: u64,
    /// Whether the viewer may change something of the person.
    pub may_edit: bool,
    /// Why the viewer may not change what is not sensitive; nothing when he may.
    pub edit_denied: Option<Denied>,
    /// Why the viewer may not reset the password; nothing when he may.
    pub reset_denied: Option<Denied>,
    /// Why the viewer may not block, or unblock; nothing when he may.
    pub block_denied: Option<Denied>,
    /// Why the viewer may not delete; nothing when he may.
    pub delete_denied: Option<Denied>,
    /// Who blocked the account, when and why, for whoever may undo it or read the audit log.
    pub blocking: Option<Blocking>,
    /// The secrets at which somebody has guessed wrong.
    pub doors: Vec<DoorState>,
    /// What limits of helping oneself the person meets now, each with its end (R-250g).
    pub reset_limits: Vec<(Limit, Timestamp)>,
    /// Whether the account is opened from here where wrong guesses have closed it in the directory outside.
    pub opens_there: bool,
    /// What stands in the way of the right password.
    pub obstacles: Vec<SignInFailure>,
    /// Why the viewer may not unlock; nothing when he may.
    pub unlock_denied: Option<Denied>,
    /// Why the viewer may not end the sessions; nothing when he may.
    pub sign_out_denied: Option<Denied>,
    /// The authenticator app, for whoever may take it away.
    pub app: Option<App>,
    /// How many passkeys there are, for whoever may take them away.
    pub passkeys: usize,
    /// What happened lately, as far as the viewer may see.
    pub recent: Vec<Entry>,
}

/// A person's page, for whoever may see the directory.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn overview(portal: &Portal, read: &Read<'_>, actor: &Actor, id: UserId) -> Result<Overview, Error> {
    actor.check(Permission::ViewUsers)?;
    of(portal, read, actor, id).await
}

/// A person's own page, for everybody.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn own(portal: &Portal, read: &Read<'_>, actor: &Actor) -> Result<Overview, Error> {
    of(portal, read, actor, actor.user().ok_or(Error::NotFound)?).await
}

async fn of(portal: &Portal, read: &Read<'_>, actor: &Actor, id: UserId) -> Result<Overview, Error> {
    let user = users::one::find(read, id).await?.ok_or(Error::NotFound)?;
    let profile = users::one::profile(read, id).await?.ok_or(Error::NotFound)?;
    let contact = contact::known(read, actor, &user).await?;
    let credential = credentials::find(read, id).await?;
    let standing = match &credential {
        Some(credential) => Some(age::standing(portal, credential, read.now().await?)),
        None => None,
    };
    let given_by = match credential.as_ref().and_then(|credential| credential.set_by) {
        Some(giver) => users::one::find(read, giver).await?.map(|giver| giver.display_name.into()),
        None => None,
    };
    let sessions = sessions::live(read, id).await?;
    let target = Target::from(&user);
    let denied = |permission| actor.check_on(permission, &target).err();
    let (reset_denied, block_denied, sign_out_denied) = (
        denied(directory::permission(portal, &user)),
        denied(Permission::ChangeSensitive),
        denied(Permission::RevokeSessions),
    );
    let (delete_denied, unlock_denied) = (denied(Permission::DeleteUsers), denied(Permission::Unlock));
    let (doors, now) = (unlocking::doors(read, id).await?, read.now().await?);
    // As a stranger's sign-in meets them.
    let closed = |factor| {
        let door = doors.iter().find(|door| door.factor == factor && !door.recognised);
        door.and_then(|door| door.guesses.lock(now))
    };
    let locks = (closed(Factor::Password), closed(Factor::SecondStep));
    let obstacles = sign_in_check::standing(&user, credential.as_ref(), locks, now).obstacles();
    let obstacles = signin::obstacles(portal, read, &user, obstacles).await?;
    let told = user.status == Status::Blocked && (block_denied.is_none() || actor.check(Permission::ViewAudit).is_ok());
    let blocking = if told { users::block::find(read, id).await? } else { None };
    let edit_denied = denied(Permission::EditUsers);
    let may_edit = block_denied.is_none() || edit_denied.is_none();
    let app = if block_denied.is_none() { second_steps::app(read, id).await? } else { None };
    let passkeys = if block_denied.is_none() { passkeys::number(read, id).await? } else { 0 };
    let reset_limits = counters::limits(portal, read, &user).await?;
    let opens_there = unlock::is_open(portal, &user);
    let recent = audit::recent_about(read, actor, id).await?;
    Ok(Overview {
        user,
        profile,
        contact,
        standing,
        given_by,
        sessions,
        may_edit,
        edit_denied,
        reset_denied,
        block_denied,
        delete_denied,
        blocking,
        doors,
        reset_limits,
        opens_there,
        obstacles,
        unlock_denied,
        sign_out_denied,
        app,
        passkeys,
        recent,
    })
}
