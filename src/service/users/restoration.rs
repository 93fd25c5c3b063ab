//! Bringing somebody back who was deleted: with everything as it was, under another user name where that one is taken (R-126, T-53).

use crate::domain::deletion::Deleted;
use crate::domain::event::Event;
use crate::domain::fold::canonical;
use crate::domain::id::{FormKey, UserId};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Change, Denied};
use crate::domain::profile::Profile;
use crate::domain::property::{Changed, Properties, Property};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{User, UserName};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::conn::{Read, Tx};
use crate::store::forms;
use crate::store::users::deleted;
use crate::store::users::names::{Kind, give, known, login_names, offer};
use crate::store::users::update::update;

use super::edit::elsewhere;
use super::names::{free, is_taken};

/// The name of the form, for its single use.
const FORM: &str = "restore-user";

/// Whom it would be about.
#[derive(Debug)]
pub struct Question {
    /// The id.
    pub id: UserId,
    /// About whom; nothing when the person is not deleted (any more).
    pub user: Option<User>,
    /// Why there is nothing to restore.
    pub denied: Option<Denied>,
}

/// What the form says.
#[derive(Debug)]
pub struct Restore {
    /// Another user name; nothing for the one of before.
    pub user_name: Option<UserName>,
    /// The form's single use.
    pub key: FormKey,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Restored {
    /// Back, with every name of before.
    Whole,
    /// Back; the mail address finds somebody else by now and does not sign in.
    WithoutMail,
    /// The user name is taken; these are free.
    Taken(Vec<String>),
}

/// Whom a restoration would be about.
///
/// # Errors
/// [`Error::NotFound`] for nobody.
pub async fn question(read: &Read<'_>, actor: &Actor, target: UserId) -> Result<Question, Error> {
    actor.check(Permission::ViewUsers)?;
    let known = somebody::find(read, target).await?;
    let denied = actor.check_on(Permission::RestoreUsers, &Target::from(&known)).err();
    Ok(Question { id: target, user: known.deletion.is_some().then_some(known.user), denied })
}

/// Restores somebody.
///
/// # Errors
/// [`Error::Denied`] where a role that would come back is out of reach; [`Error::Replayed`] when the form was used before, or the
/// person is not deleted (any more).
pub async fn restore(portal: &Portal, actor: &Actor, target: UserId, asked: Restore) -> Result<Restored, Error> {
    let wanted = asked.user_name.clone();
    let restored = portal.db.write(async |tx| {
        let person = deleted::lock(tx, target).await?.ok_or(Error::Replayed)?;
        let actor = &somebody::as_of_now(tx, actor, Permission::RestoreUsers).await?;
        let permit = actor.may_to(Permission::RestoreUsers, &Target::from(&person))?;
        let admin = actor.user().ok_or(Error::NotFound)?;
        if !forms::consume(tx, asked.key, admin, FORM, Some(target)).await? {
            return Err(Error::Replayed);
        }
        let (event, restored) = back(tx, actor, person, asked.user_name).await?;
        Ok(permit.change(&event, restored))
    });
    match restored.await {
        // Nothing was done: the form asks for another name.
        Err(Error::Internal(error)) if is_taken(error.as_ref()) => {
            portal.db.read(async |read| Ok(Restored::Taken(proposals(read, target, wanted).await?))).await
        }
        done => done,
    }
}

/// Restores somebody inside a deed, under the user name of before: one that is taken breaks the constraint `login_name_pkey`.
///
/// # Errors
/// As [`restore`]; [`Error::NotFound`] for somebody who is gone for good.
pub(in crate::service) async fn restored(tx: &mut Tx<'_>, actor: &Actor, target: UserId) -> Result<Change<()>, Error> {
    let Some(person) = deleted::lock(tx, target).await? else {
        somebody::find(&tx.reading(), target).await?;
        return Err(Error::Replayed);
    };
    let permit = actor.may_to(Permission::RestoreUsers, &Target::from(&person))?;
    let (event, _) = back(tx, actor, person, None).await?;
    Ok(permit.change(&event, ()))
}

/// Brings a locked person back, and says what is to be told of it.
async fn back(
    tx: &mut Tx<'_>,
    actor: &Actor,
    person: Deleted,
    wanted: Option<UserName>,
) -> Result<(Event, Restored), Error> {
    // The days are over (T-53), whether or not somebody has come to take it away.
    if person.deletion.purge_at <= tx.now() {
        return Err(Error::NotFound);
    }
    let subject = Target::from(&person);
    let (user, target) = (person.user, subject.id);
    let profile = deleted::profile(&tx.reading(), target).await?.ok_or(Error::NotFound)?;
    let mail = profile.mail.as_deref().map(canonical);
    let renamed = renamed(&user, wanted.as_ref());
    // A name that is kept elsewhere is only changed where somebody else has it here.
    if renamed.is_some()
        && Property::UserName.is_kept_by(user.source)
        && known(&tx.reading(), &[canonical(user.user_name.as_str())], Some(target)).await?.is_empty()
    {
        let denial = elsewhere(user.source);
        return Err(actor.refused(denial, Permission::RestoreUsers, &subject).into());
    }
    deleted::restore(tx, target).await?;
    name(tx, user, profile, wanted, renamed.as_ref()).await?;
    let mail_taken = match mail {
        Some(mail) => !known(&tx.reading(), &[mail], Some(target)).await?.is_empty(),
        None => false,
    };
    let outcome = if mail_taken { Restored::WithoutMail } else { Restored::Whole };
    Ok((Event::UserRestored { user: Subject::from(&subject), renamed, mail_taken }, outcome))
}

/// Brings a locked person back under a user name that nobody else has by now; of no deed of its own.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn bring_back(tx: &mut Tx<'_>, person: Deleted, wanted: UserName) -> Result<(), Error> {
    let id = person.user.id;
    let renamed = renamed(&person.user, Some(&wanted));
    let profile = deleted::profile(&tx.reading(), id).await?.ok_or(Error::NotFound)?;
    deleted::restore(tx, id).await?;
    name(tx, person.user, profile, Some(wanted), renamed.as_ref()).await
}

/// The user name from, and to; nothing where it stays.
fn renamed(user: &User, wanted: Option<&UserName>) -> Option<Changed> {
    let wanted = wanted.filter(|wanted| **wanted != user.user_name)?;
    let [before, after] = [&user.user_name, wanted].map(|name| Some(name.to_string()));
    Some(Changed { property: Property::UserName, before, after })
}

/// Gives somebody who is back the names that find the account. A user name that is taken breaks the constraint `login_name_pkey`; a
/// mail address that is taken stays with whoever has it.
async fn name(
    tx: &mut Tx<'_>,
    user: User,
    profile: Profile,
    wanted: Option<UserName>,
    renamed: Option<&Changed>,
) -> Result<(), Error> {
    if let Some((renamed, user_name)) = renamed.zip(wanted) {
        let properties = Properties { user_name, display_name: user.display_name.into(), profile, contact: None };
        update(tx, user.id, user.source, &properties, std::slice::from_ref(renamed)).await?;
        return Ok(());
    }
    for (name, kind) in login_names(&user.user_name, &profile) {
        match kind {
            Kind::UserName => give(tx, user.id, &name, kind).await?,
            Kind::Mail => drop(offer(tx, user.id, &name, kind).await?),
        }
    }
    Ok(())
}

/// User names that are free, like the one that is not.
async fn proposals(read: &Read<'_>, target: UserId, wanted: Option<UserName>) -> Result<Vec<String>, Error> {
    let known = somebody::find(read, target).await?;
    let profile = somebody::profile(read, &known).await?;
    let User { user_name, display_name, .. } = known.user;
    let (user_name, display_name) = (wanted.unwrap_or(user_name), display_name.into());
    Ok(free(read, &Properties { user_name, display_name, profile, contact: None }).await?)
}
