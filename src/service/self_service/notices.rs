//! Notices: what happened to how somebody signs in, told by mail to the person and to whom it concerns (R-251…R-256).

use jiff::{SignedDuration, Timestamp};

use crate::domain::carrier::Budget;
use crate::domain::id::{LetterId, UserId};
use crate::domain::letter::Letter;
use crate::domain::notice::{About, Notice};
use crate::domain::organisation::Language;
use crate::domain::permission::{Permission, sufficient};
use crate::domain::permit::Actor;
use crate::domain::role::Role;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::letters::{self, Recipient};
use crate::service::portal::Portal;
use crate::store::conn::{Read, Tx};
use crate::store::letter_lists;
use crate::store::users;
use crate::store::users::recipients::{self, Addressed};

/// So many are told at most.
const MOST: usize = 100;
/// Of locks somebody is told once in so long, however many there are.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The language in which somebody is written to.
pub(in crate::service) async fn language(portal: &Portal, read: &Read<'_>, user: UserId) -> Result<Language, Error> {
    let profile = users::one::profile(read, user).await?.unwrap_or_default();
    Ok(spoken(portal, profile.preferred_language.as_deref()))
}

/// The language that somebody prefers, as it is kept, or else the organisation's.
pub(in crate::service) fn spoken(portal: &Portal, preferred: Option<&str>) -> Language {
    preferred.and_then(Language::from_tag).unwrap_or(portal.organisation.language)
}

/// Tells a person what happened to the own account, at every address that is known; at the user name where there is none.
///
/// # Errors
/// The store's.
pub async fn tell(portal: &Portal, tx: &mut Tx<'_>, actor: &Actor, user: &User, about: About) -> Result<(), Error> {
    if !portal.has_mail {
        return Ok(());
    }
    let profile = users::one::profile(&tx.reading(), user.id).await?.unwrap_or_default();
    let contact = users::contact::find(&tx.reading(), user.id).await?;
    let mut addresses: Vec<String> = profile.mail.into_iter().chain(contact.mail).collect();
    addresses.dedup_by(|one, other| one.eq_ignore_ascii_case(other));
    if addresses.is_empty() {
        addresses.push(user.user_name.to_string());
    }
    let language = spoken(portal, profile.preferred_language.as_deref());
    for to in addresses {
        tell_at(portal, tx, actor, user, about, Recipient { to, language, about: Some(user.id) })?;
    }
    Ok(())
}

/// Tells a person that the address for codes is another one, also where it was before; unless it was decided otherwise.
///
/// # Errors
/// The store's.
pub async fn address_changed(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    user: &User,
    former: Option<String>,
) -> Result<(), Error> {
    if !portal.settings().self_service.tell_of_proofs {
        return Ok(());
    }
    tell(portal, tx, actor, user, About::AddressChanged).await?;
    let Some(to) = former else { return Ok(()) };
    let language = language(portal, &tx.reading(), user.id).await?;
    tell_at(portal, tx, actor, user, About::AddressChanged, Recipient { to, language, about: Some(user.id) })
}

/// Tells a person that the phone for codes is another one; unless it was decided otherwise.
///
/// # Errors
/// The store's.
pub async fn phone_changed(portal: &Portal, tx: &mut Tx<'_>, actor: &Actor, user: &User) -> Result<(), Error> {
    if portal.settings().self_service.tell_of_proofs {
        tell(portal, tx, actor, user, About::PhoneChanged).await?;
    }
    Ok(())
}

/// Tells a person that the answers to the security questions are other ones; unless it was decided otherwise.
///
/// # Errors
/// The store's.
pub(super) async fn answers_changed(portal: &Portal, tx: &mut Tx<'_>, actor: &Actor, user: &User) -> Result<(), Error> {
    if portal.settings().self_service.tell_of_proofs {
        tell(portal, tx, actor, user, About::QuestionsChanged).await?;
    }
    Ok(())
}

/// Tells a person that there is a recovery code less; unless it was decided otherwise.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn code_used(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    user: &User,
) -> Result<(), Error> {
    if portal.settings().self_service.tell_of_proofs {
        tell(portal, tx, actor, user, About::CodeUsed).await?;
    }
    Ok(())
}

/// Tells a person that wrong passwords closed the own account for a time, where that was decided: once a day, at the addresses that are known,
/// and no further than strangers may cause letters at all. Whoever it is, the same is looked at; only the letter itself is not everybody's.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn locked(
    portal: &Portal,
    tx: &mut Tx<'_>,
    guest: &Actor,
    person: &Subject,
) -> Result<(), Error> {
    if !portal.has_mail || !portal.settings().self_service.tell_of_lock {
        return Ok(());
    }
    let reader = recipients::reader(&tx.reading(), person.id).await?;
    let spent = letters::writes_none(portal, tx, Budget::Locks).await?;
    // Behind the queue: of two doors of one person that close at the same moment, one is told.
    let since = tx.now().saturating_sub(DAY).unwrap_or(Timestamp::MIN);
    let told = letter_lists::told_of_lock(&tx.reading(), person.id, LetterId::least(since)).await?;
    let Some(reader) = reader.filter(|_| !spent && !told) else { return Ok(()) };
    let letter = Letter::Notice(Notice {
        about: About::AccountLocked,
        user_name: person.name.clone(),
        at: tx.now(),
        address: guest.origin.address.map(|address| address.to_string()),
    });
    let language = spoken(portal, reader.language.as_deref());
    for to in reader.addresses {
        letters::write(portal, tx, Recipient { to, language, about: Some(person.id) }, &letter)?;
    }
    Ok(())
}

/// Tells the other Global administrators that one of the administrators reset the own password.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn tell_administrators(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    user: &User,
) -> Result<(), Error> {
    let others = recipients::holders(&tx.reading(), Role::GlobalAdministrator, user.id, MOST).await?;
    all(portal, tx, actor, user, (About::AdministratorReset, others)).map(drop)
}

/// Tells a person and the Global administrators of something that looks like an attack on the account (security 4.7, 4.8).
///
/// # Errors
/// The store's.
pub async fn warn(portal: &Portal, tx: &mut Tx<'_>, actor: &Actor, user: &User, about: About) -> Result<(), Error> {
    tell(portal, tx, actor, user, about).await?;
    let others = recipients::holders(&tx.reading(), Role::GlobalAdministrator, user.id, MOST).await?;
    all(portal, tx, actor, user, (about, others)).map(drop)
}

/// Tells whoever may help that somebody asks for it: the Password administrators, if there are none the User administrators, if there are
/// none the Global ones; of these, those whose role reaches this person, because the others could only pass it on. Says how many.
///
/// # Errors
/// The store's.
pub(super) async fn ask_for_help(portal: &Portal, tx: &mut Tx<'_>, actor: &Actor, user: &User) -> Result<usize, Error> {
    let able = sufficient(Permission::ResetPassword, &Target::from(user).traits);
    let asked = [Role::PasswordAdministrator, Role::UserAdministrator, Role::GlobalAdministrator];
    for role in asked.into_iter().filter(|role| able.has(*role)) {
        let helpers = recipients::holders(&tx.reading(), role, user.id, MOST).await?;
        if !helpers.is_empty() {
            return all(portal, tx, actor, user, (About::HelpAsked, helpers));
        }
    }
    Ok(0)
}

fn all(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    user: &User,
    (about, people): (About, Vec<Addressed>),
) -> Result<usize, Error> {
    let told = people.len();
    for Addressed { mail, language } in people {
        let language = spoken(portal, language.as_deref());
        // About whoever is helped: gone with that person.
        tell_at(portal, tx, actor, user, about, Recipient { to: mail, language, about: Some(user.id) })?;
    }
    Ok(told)
}

fn tell_at(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    user: &User,
    about: About,
    recipient: Recipient,
) -> Result<(), Error> {
    let notice = Notice {
        about,
        user_name: user.user_name.to_string(),
        at: tx.now(),
        address: actor.origin.address.map(|address| address.to_string()),
    };
    letters::write(portal, tx, recipient, &Letter::Notice(notice))
}
