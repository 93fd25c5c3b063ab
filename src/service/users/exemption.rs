//! A password that does not end by age for a time, although the policy says so: with an end and a reason.

use jiff::Timestamp;

use crate::domain::event::Event;
use crate::domain::id::{FormKey, UserId};
use crate::domain::password::expiry::Standing;
use crate::domain::password_event::PasswordEvent;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::passwords::age;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::conn::Read;
use crate::store::{credentials, forms, password_age};

/// The name of the form, for its single use.
const FORM: &str = "exemption";

/// What the page shows.
#[derive(Debug)]
pub struct Question {
    /// About whom.
    pub user: User,
    /// How the password stands; nothing where there is none here.
    pub standing: Option<Standing>,
    /// Until when it is exempt.
    pub until: Option<Timestamp>,
    /// Why there is nothing to decide.
    pub denied: Option<Denied>,
}

/// What the form says.
#[derive(Debug)]
pub struct Asked {
    /// Until when; nothing for no exemption any more.
    pub until: Option<Timestamp>,
    /// Ticket or reason.
    pub reason: Option<String>,
    /// The form's single use.
    pub key: FormKey,
}

/// How somebody's password stands, and whether that may be changed.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`] for nobody.
pub async fn question(portal: &Portal, read: &Read<'_>, actor: &Actor, target: UserId) -> Result<Question, Error> {
    actor.check(Permission::ViewUsers)?;
    let known = somebody::find(read, target).await?;
    let credential = credentials::find(read, target).await?;
    let now = read.now().await?;
    let standing = credential.as_ref().map(|credential| age::standing(portal, credential, now));
    let until = credential.and_then(|credential| credential.exempt_until).filter(|until| *until > now);
    let denied = actor.check_on(Permission::ChangeSensitive, &Target::from(&known)).err();
    Ok(Question { user: known.user, standing, until, denied })
}

/// Decides it.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before, it is so already, or there is no password here.
pub async fn decide(portal: &Portal, actor: &Actor, target: UserId, asked: Asked) -> Result<(), Error> {
    portal
        .db
        .write(async |tx| {
            let user = somebody::lock(tx, actor, Permission::ChangeSensitive, target).await?;
            let subject = Target::from(&user);
            let actor = &somebody::as_of_now(tx, actor, Permission::ChangeSensitive).await?;
            let permit = actor.may_to(Permission::ChangeSensitive, &subject)?;
            if let Some(admin) = actor.user()
                && !forms::consume(tx, asked.key, admin, FORM, Some(target)).await?
            {
                return Err(Error::Replayed);
            }
            if !password_age::exempt(tx, target, asked.until).await? {
                return Err(Error::Replayed);
            }
            let Asked { until, reason, .. } = asked;
            let event = PasswordEvent::Exempted { user: Subject::from(&subject), until, reason };
            Ok(permit.change(&Event::Password(event), ()))
        })
        .await
}
