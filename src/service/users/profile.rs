//! One person's page.

use jiff::Timestamp;

use crate::domain::audit::Entry;
use crate::domain::id::UserId;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied};
use crate::domain::profile::Profile;
use crate::domain::target::Target;
use crate::domain::user::User;
use crate::service::audit;
use crate::service::error::Error;
use crate::store::conn::Read;
use crate::store::{credentials, sessions, users};

/// How a password came to be.
#[derive(Debug)]
pub struct PasswordState {
    /// Since when.
    pub set_at: Timestamp,
    /// Who made it, when it was an administrator: id and name.
    pub set_by: Option<(UserId, String)>,
    /// When a temporary one was first used.
    pub first_used_at: Option<Timestamp>,
    /// When a temporary one ends.
    pub expires_at: Option<Timestamp>,
}

/// What a person's page shows.
#[derive(Debug)]
pub struct Overview {
    /// The account.
    pub user: User,
    /// The rest.
    pub profile: Profile,
    /// The password, if there is one here.
    pub password: Option<PasswordState>,
    /// How many sessions are alive.
    pub sessions: u64,
    /// Why the viewer may not reset the password; nothing when he may.
    pub reset_denied: Option<Denied>,
    /// What happened lately, as far as the viewer may see.
    pub recent: Vec<Entry>,
}

/// A person's page, for whoever may see the directory.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn overview(read: &Read<'_>, actor: &Actor, id: UserId) -> Result<Overview, Error> {
    actor.check(Permission::ViewUsers)?;
    of(read, actor, id).await
}

/// A person's own page, for everybody.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn own(read: &Read<'_>, actor: &Actor) -> Result<Overview, Error> {
    of(read, actor, actor.user().ok_or(Error::NotFound)?).await
}

async fn of(read: &Read<'_>, actor: &Actor, id: UserId) -> Result<Overview, Error> {
    let user = users::one::find(read, id).await?.ok_or(Error::NotFound)?;
    let profile = users::one::profile(read, id).await?.ok_or(Error::NotFound)?;
    let password = match credentials::find(read, id).await? {
        None => None,
        Some(credential) => {
            let by = match credential.set_by {
                Some(by) => users::one::find(read, by).await?.map(|by| (by.id, by.display_name)),
                None => None,
            };
            Some(PasswordState {
                set_at: credential.set_at,
                set_by: by,
                first_used_at: credential.first_used_at,
                expires_at: credential.expires_at,
            })
        }
    };
    let sessions = sessions::live(read, id).await?;
    let reset_denied = actor.check_on(Permission::ResetPassword, &Target::from(&user)).err();
    let recent = audit::recent_about(read, actor, id).await?;
    Ok(Overview { user, profile, password, sessions, reset_denied, recent })
}
