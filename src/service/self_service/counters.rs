//! Under what is counted who helps himself, and what of it belongs to one person: seen and forgotten together (R-250d, R-250g).

use jiff::Timestamp;

use crate::domain::contact::Point;
use crate::domain::fold::canonical;
use crate::domain::id::UserId;
use crate::domain::self_service::Limit;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::addresses;
use crate::store::conn::{Read, Tx};
use crate::store::reset_tries::{self, Counted};
use crate::store::users;

/// Tries with a name, whoever has it: limits that a page tells of come from here, and are the same for a name that nobody has.
pub(super) fn by_name(portal: &Portal, name: &str) -> Counted {
    hashed(portal, &[b"tries of a name", name.as_bytes()])
}

/// Codes to a number, whoever asks for them: nobody's phone rings all night (R-250b).
pub(super) fn texts_to(portal: &Portal, number: &str) -> Counted {
    hashed(portal, &[b"texts to", number.as_bytes()])
}

/// Codes to a number that somebody gives as the own one. Counted apart from resets: nobody keeps a colleague from one in this way.
pub(super) fn given_number(portal: &Portal, number: &str) -> Counted {
    hashed(portal, &[b"given number", number.as_bytes()])
}

/// Addresses, or numbers, that somebody gives.
pub(super) fn given_by(portal: &Portal, point: Point, user: UserId) -> Counted {
    let what: &[u8] = match point {
        Point::Mail => b"addresses of",
        Point::Phone | Point::AlternativePhone => b"phones of",
    };
    hashed(portal, &[what, user.uuid().as_bytes()])
}

/// Answers that somebody keeps: each one is hashed.
pub(super) fn answers_of(portal: &Portal, user: UserId) -> Counted {
    hashed(portal, &[b"answers of", user.uuid().as_bytes()])
}

/// Letters to administrators about the tries of a name.
pub(super) fn help_for(portal: &Portal, name: Counted) -> Counted {
    hashed(portal, &[b"help for", &name.bytes()])
}

/// Letters to administrators that are asked for from one place.
pub(super) fn help_from(portal: &Portal, address: &str) -> Counted {
    hashed(portal, &[b"help from", address.as_bytes()])
}

/// Resets that begin in one place.
pub(super) fn resets_from(portal: &Portal, address: &str) -> Counted {
    hashed(portal, &[b"resets from", address.as_bytes()])
}

fn hashed(portal: &Portal, parts: &[&[u8]]) -> Counted {
    Counted::hashed(&portal.keys.current().code.mac(parts))
}

/// What of it is about one person.
struct About {
    names: Vec<Counted>,
    person: Counted,
    given: Vec<Counted>,
    answers: Counted,
    numbers: Vec<Counted>,
}

async fn about(portal: &Portal, read: &Read<'_>, user: &User) -> Result<About, Error> {
    let mail = users::one::profile(read, user.id).await?.and_then(|profile| profile.mail);
    let names = [Some(user.user_name.to_string()), mail].into_iter().flatten();
    // The number that is kept, and the one that waits for its code.
    let kept = users::contact::find(read, user.id).await?.phone;
    let waiting = addresses::find(read, user.id, Point::Phone).await?.map(|waits| waits.address);
    let numbers = kept.into_iter().chain(waiting);
    Ok(About {
        names: names.map(|name| by_name(portal, &canonical(&name))).collect(),
        person: Counted::person(user.id),
        given: [Point::Mail, Point::Phone].map(|point| given_by(portal, point, user.id)).to_vec(),
        answers: answers_of(portal, user.id),
        numbers: numbers.flat_map(|number| [texts_to(portal, &number), given_number(portal, &number)]).collect(),
    })
}

/// The limits that somebody meets now, each with its end.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn limits(
    portal: &Portal,
    read: &Read<'_>,
    user: &User,
) -> Result<Vec<(Limit, Timestamp)>, Error> {
    let now = read.now().await?;
    let about = about(portal, read, user).await?;
    let closed = reset_tries::find(read, about.person).await?.now(now).closed_until(now);
    let mut codes = None;
    for counted in about.names.into_iter().chain([about.person]).chain(about.given).chain(about.numbers) {
        codes = codes.max(reset_tries::find(read, counted).await?.now(now).no_code_until(now));
    }
    let answers = reset_tries::find(read, about.answers).await?.now(now).closed_until(now);
    let met = [(Limit::Closed, closed), (Limit::Codes, codes), (Limit::Answers, answers)];
    Ok(met.into_iter().filter_map(|(limit, until)| Some((limit, until?))).collect())
}

/// Forgets all that is counted about somebody, and under the name of a reset. Says whether there was anything. In the order in which
/// resets lock it: names, person, number.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn forget(
    portal: &Portal,
    tx: &mut Tx<'_>,
    user: &User,
    typed: Option<Counted>,
) -> Result<bool, Error> {
    let about = about(portal, &tx.reading(), user).await?;
    let names: Vec<_> = typed.into_iter().chain(about.names).collect();
    let helps: Vec<_> = names.iter().map(|name| help_for(portal, *name)).collect();
    let rest = about.given.into_iter().chain([about.answers]).chain(about.numbers);
    let mut forgotten = false;
    for counted in helps.into_iter().chain(names).chain([about.person]).chain(rest) {
        forgotten |= reset_tries::clear(tx, counted).await?;
    }
    Ok(forgotten)
}
