//! A new person (R-120…R-123, T-12, T-45, T-50).

use crate::domain::event::{Event, Subject};
use crate::domain::fold::{canonical, fold};
use crate::domain::id::{FormKey, UserId};
use crate::domain::password::temporary::TemporaryPassword;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::profile::{Manager, Profile};
use crate::domain::user::{PasswordKind, Source, User, UserName, sign_in_name};
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::passwords::replace;
use crate::service::portal::Portal;
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::users::create::{self, NewUser};
use crate::store::users::names;
use crate::store::{forms, users};

/// The name of the form, for its single use.
const FORM: &str = "new-user";
/// So many free names are proposed.
const PROPOSALS: usize = 2;
/// So many people are named where a manager is not clear.
const NAMED: usize = 5;

/// What the form says.
#[derive(Debug)]
pub struct NewPerson {
    /// The name that signs in.
    pub user_name: UserName,
    /// The name that others see.
    pub display_name: String,
    /// The rest.
    pub profile: Profile,
    /// Whether there is a temporary password at once.
    pub with_password: bool,
    /// The form's single use.
    pub key: FormKey,
}

/// What came of it.
#[derive(Debug)]
pub enum Created {
    /// There is somebody new, with a temporary password where one was asked for.
    Done(Box<User>, Option<TemporaryPassword>),
    /// Somebody is found by that user name already; these are free.
    NameTaken(Vec<String>),
    /// Somebody is found by that mail address already.
    MailTaken,
}

/// Makes somebody. Nobody has a role from the beginning.
///
/// # Errors
/// [`Error::Denied`], [`Error::Replayed`] when the form was used before.
pub async fn create(portal: &Portal, actor: &Actor, new: NewPerson) -> Result<Created, Error> {
    if let Err(denied) = actor.check(Permission::CreateUsers) {
        portal.db.refused(&denied).await?;
        return Err(denied.into());
    }
    let looked = portal.db.read(async |read| match actor.user() {
        Some(admin) if forms::used_at(read, new.key, admin).await?.is_some() => Err(Error::Replayed),
        _ => taken(read, &new).await,
    });
    if let Some(taken) = looked.await? {
        return Ok(taken);
    }
    let mut dice = portal.dice();
    let password = TemporaryPassword::generate(&mut dice)?;
    let id = portal.db.read(async |read| Ok::<_, Error>(UserId::new(read.now().await?, &mut dice)?)).await?;
    let prepared = if new.with_password {
        Some(replace::prepare(portal, Lane::SignedIn, id, PasswordKind::Temporary, password.expose()).await?)
    } else {
        None
    };
    let made = portal.db.write(async |tx| {
        let permit = actor.may(Permission::CreateUsers)?;
        if let Some(admin) = actor.user()
            && !forms::consume(tx, new.key, admin, FORM, Some(id)).await?
        {
            return Err(Error::Replayed);
        }
        let row = NewUser {
            id,
            user_name: &new.user_name,
            display_name: &new.display_name,
            source: Source::Local,
            profile: &new.profile,
        };
        create::create(tx, &row).await?;
        if let Some(prepared) = prepared {
            replace::replace(tx, prepared, actor.user(), None).await?;
        }
        let user = users::one::lock(tx, id).await?.ok_or(Error::NotFound)?;
        let subject = Subject { id, name: new.user_name.to_string() };
        Ok(permit.change(&Event::UserAdded { user: subject, with_password: new.with_password }, user))
    });
    match made.await {
        Ok(user) => Ok(Created::Done(Box::new(user), new.with_password.then_some(password))),
        // Somebody else was quicker.
        Err(Error::Internal(error)) if is_taken(error.as_ref()) => {
            let taken = portal.db.read(async |read| taken(read, &new).await).await?;
            taken.ok_or_else(|| Error::Internal(error))
        }
        Err(error) => Err(error),
    }
}

/// Whom a form that is sent again has made.
///
/// # Errors
/// [`Error::NotFound`] when this administrator never used that form.
pub async fn made_before(read: &Read<'_>, actor: &Actor, key: FormKey) -> Result<UserId, Error> {
    let admin = actor.user().ok_or(Error::NotFound)?;
    forms::subject(read, key, admin).await?.ok_or(Error::NotFound)
}

fn is_taken(error: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    matches!(error.downcast_ref(), Some(StoreError::Constraint(name)) if name == "login_name_pkey")
}

async fn taken(read: &Read<'_>, new: &NewPerson) -> Result<Option<Created>, Error> {
    let name = new.user_name.canonical();
    let mail = new.profile.mail.as_deref().map(canonical);
    let asked: Vec<String> = [Some(name.clone()), mail.clone()].into_iter().flatten().collect();
    let known = names::known(read, &asked).await?;
    if known.contains(&name) {
        return Ok(Some(Created::NameTaken(free(read, new).await?)));
    }
    Ok(mail.is_some_and(|mail| known.contains(&mail)).then_some(Created::MailTaken))
}

/// User names that nobody has, like the one that was asked for.
async fn free(read: &Read<'_>, new: &NewPerson) -> Result<Vec<String>, Error> {
    let (local, domain) = new.user_name.as_str().split_once('@').unwrap_or((new.user_name.as_str(), ""));
    let [given, surname] = [&new.profile.given_name, &new.profile.surname].map(|part| plain(part.as_deref()));
    let mut locals = vec![];
    if let (Some(initial), false) = (given.chars().next(), surname.is_empty()) {
        locals.extend([format!("{initial}.{surname}"), format!("{given}.{surname}")]);
    }
    locals.extend((2..=20).map(|number| format!("{local}{number}")));
    let candidates: Vec<String> =
        locals.iter().map(|local| format!("{local}@{domain}")).filter(|name| UserName::parse(name).is_ok()).collect();
    let canonicals: Vec<String> = candidates.iter().map(|name| canonical(name)).collect();
    let known = names::known(read, &canonicals).await?;
    Ok(candidates.into_iter().filter(|name| !known.contains(&canonical(name))).take(PROPOSALS).collect())
}

/// A name as a user name may hold it: folded, letters and digits alone.
fn plain(name: Option<&str>) -> String {
    fold(name.unwrap_or_default()).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The user name that a name suggests; nothing when its letters are of another script.
pub fn proposed(given_name: &str, surname: &str, domain: &str) -> Option<String> {
    let parts: Vec<String> =
        [given_name, surname].into_iter().map(|part| plain(Some(part))).filter(|part| !part.is_empty()).collect();
    let name = format!("{}@{domain}", parts.join("."));
    (!parts.is_empty() && UserName::parse(&name).is_ok()).then_some(name)
}

/// Who a manager is, from what was typed.
#[derive(Debug)]
pub enum Found {
    /// One person.
    One(Manager),
    /// Nobody.
    Nobody,
    /// Several: the user names of the first ones.
    Several(Vec<String>),
}

/// Finds a manager by user name, or by words that find one person alone.
///
/// # Errors
/// The store's.
pub async fn manager(portal: &Portal, read: &Read<'_>, typed: &str) -> Result<Found, Error> {
    let name = sign_in_name(typed, portal.organisation.default_domain());
    if let Some((user, ..)) = users::one::by_sign_in_name(read, &name).await? {
        return Ok(Found::One(Manager { id: user.id, display_name: user.display_name }));
    }
    let ids = users::list::ids(read, typed, NAMED + 1).await?;
    let mut found = vec![];
    for id in ids.iter().take(NAMED) {
        found.extend(users::one::find(read, *id).await?);
    }
    Ok(match found.len() {
        0 => Found::Nobody,
        1 => {
            let user = found.remove(0);
            Found::One(Manager { id: user.id, display_name: user.display_name })
        }
        _ => Found::Several(found.into_iter().map(|user| user.user_name.to_string()).collect()),
    })
}
