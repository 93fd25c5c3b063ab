//! Mail: written down in the deed that it tells of, sent afterwards, so that no deed waits for a mail server (F28).

use std::sync::Arc;

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};

use super::error::Error;
use super::portal::{Portal, Reading};
use super::settings::Live;
use super::somebody;
use crate::domain::carrier::{Budget, Carrier, Failed, Outgoing, Trouble, Way};
use crate::domain::contact::Point;
use crate::domain::dice::Dice;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, LetterId, UserId};
use crate::domain::letter::{Kind, Letter};
use crate::domain::notice::{About, Notice};
use crate::domain::organisation::Language;
use crate::domain::paging::{PageSize, Slice, Start};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::settings::Settings;
use crate::failpoint::{self, Failpoint};
use crate::host::keyring::Keyring;
use crate::store::conn::{Read, Tx};
use crate::store::db::Db;
use crate::store::error::StoreError;
use crate::store::letter_turn::Turn;
use crate::store::letters::{self, New, Taken};
use crate::store::{forms, letter_lists};

pub use crate::store::letters::{Listed, State};

/// The name of the form of a test, for its single use.
const FORM: &str = "try-mail";
/// Letters that strangers cause are counted over so long.
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// Nobody wants a code that has ended.
pub const CODE_MINUTES: u16 = 10;
/// Somebody who was away for a weekend still wants to know what happened.
const NOTICES_KEPT: SignedDuration = SignedDuration::from_hours(72);
/// Another server takes a letter over after so long: longer than any try takes.
const LEASE: SignedDuration = SignedDuration::from_secs(120);
/// So many are sent at the same time.
const TOGETHER: i64 = 8;
/// So many of them at most are of the kinds that never come in masses: a thousand codes that strangers asked for do not hold up the word that a
/// password was changed (F27).
const FEW: i64 = 2;
/// The first pause after a failed try; each one is three times the last, up to the longest.
const PAUSE: SignedDuration = SignedDuration::from_secs(5);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(1);
/// So many are given up or forgotten at a time.
const STEP: i64 = 500;
/// What became of letters is kept for so long.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// To whom.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// The address.
    pub to: String,
    /// In which language.
    pub language: Language,
    /// Whose account it is about.
    pub about: Option<UserId>,
}

/// Writes a letter at the end of a deed. Without a server that takes it nothing is written, and nothing waits.
///
/// # Errors
/// [`Error::Internal`] when it can not be sealed.
pub fn write(portal: &Portal, tx: &mut Tx<'_>, recipient: Recipient, letter: &Letter) -> Result<(), Error> {
    if !(if letter.kind().is_text() { portal.has_texts } else { portal.has_mail }) {
        return Ok(());
    }
    let new = made(portal, tx.now(), recipient, letter)?;
    letters::put(tx, new);
    Ok(())
}

/// A letter as it is written down: sealed, and for as long as somebody wants it.
///
/// # Errors
/// [`Error::Internal`] when it can not be sealed.
pub(in crate::service) fn made(
    portal: &Portal,
    now: Timestamp,
    recipient: Recipient,
    letter: &Letter,
) -> Result<New, Error> {
    let mut dice = portal.dice();
    let id = LetterId::new(now, &mut dice)?;
    let sealed = portal.keys.current().mail.seal(dice.bytes()?, &letter.body(), &belongs(id))?;
    let stale_after = match letter {
        Letter::ResetCode { minutes, .. }
        | Letter::AddressCode { minutes, .. }
        | Letter::ResetText { minutes, .. }
        | Letter::PhoneText { minutes, .. } => SignedDuration::from_mins((*minutes).into()),
        Letter::SignInCode { until, .. } => until.duration_since(now),
        Letter::Trial | Letter::TextTrial | Letter::ResetRefused { .. } => {
            SignedDuration::from_mins(CODE_MINUTES.into())
        }
        // Behind the end, word of it is of no use.
        Letter::Notice(Notice { about: About::PasswordEnds, at, .. }) => NOTICES_KEPT.min(at.duration_since(now)),
        Letter::Notice(_) => NOTICES_KEPT,
    };
    let Recipient { to, language, about } = recipient;
    Ok(New { id, about, to, language, kind: letter.kind(), sealed, stale_after })
}

/// A page of letters, to be looked at, and of which kinds no more are written for strangers.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn page(
    portal: &Portal,
    read: &Reading<'_>,
    actor: &Actor,
    start: &Start,
    size: PageSize,
) -> Result<(Slice<Listed>, Vec<Budget>), Error> {
    actor.check(Permission::ViewSettings)?;
    let mut spent = vec![];
    for budget in [Budget::Codes, Budget::Help, Budget::Texts, Budget::Locks] {
        if is_spent(portal, read, budget).await? {
            spent.push(budget);
        }
    }
    Ok((letter_lists::page(read, start, size).await?, spent))
}

/// Whether strangers have caused as many letters within the last hour as was decided: then no further one is written for them, and nobody's
/// mailbox, and no mail server's good name, pays for a flood (R-250f). What people and administrators cause themselves goes on.
///
/// # Errors
/// The store's.
pub async fn is_spent(portal: &Portal, read: &Read<'_>, budget: Budget) -> Result<bool, Error> {
    let settings = portal.settings();
    let most = match budget.way() {
        Way::Mail => settings.self_service.mails_an_hour,
        Way::Text => settings.self_service.texts_an_hour,
    };
    let since = read.now().await?.saturating_sub(HOUR).unwrap_or(Timestamp::MIN);
    Ok(letter_lists::asked_since(read, budget, LetterId::least(since), most).await? >= most)
}

/// The same, in a deed that then writes no letter: whoever reads the log hears of it.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn writes_none(portal: &Portal, tx: &Tx<'_>, budget: Budget) -> Result<bool, Error> {
    letters::count_alone(tx, budget).await?;
    let spent = is_spent(portal, &tx.reading(), budget).await?;
    if spent {
        tracing::warn!(
            ?budget,
            "as many letters as may be were caused within an hour; no further ones are written for strangers"
        );
    }
    Ok(spent)
}

/// Writes a test letter to an address or a number.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before.
pub async fn try_out(
    portal: &Portal,
    actor: &Actor,
    language: Language,
    (way, to): (Way, &str),
    key: FormKey,
) -> Result<(), Error> {
    let (letter, point) = match way {
        Way::Mail => (Letter::Trial, Point::Mail),
        Way::Text => (Letter::TextTrial, Point::Phone),
    };
    portal
        .db
        .write(async |tx| {
            let actor = &somebody::as_of_now(tx, actor, Permission::ManageSettings).await?;
            let permit = actor.may(Permission::ManageSettings)?;
            let person = actor.user().ok_or(Error::Replayed)?;
            if !forms::consume(tx, key, person, FORM, None).await? {
                return Err(Error::Replayed);
            }
            write(portal, tx, Recipient { to: to.to_owned(), language, about: None }, &letter)?;
            let step = Step::MailTried { to: point.masked(to) };
            Ok(permit.change(&Event::SelfService(SelfServiceEvent { user: None, step }), ()))
        })
        .await
}

/// Sends some of what is due, at the same time. Says how many it tried.
///
/// # Errors
/// The store's.
pub async fn send<C: Carrier>(
    db: &Db,
    keys: &Keyring,
    live: &Live,
    dice: &mut impl Dice,
    carrier: &C,
) -> Result<usize, Error> {
    let settings = &live.get();
    let now = db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    // Written when it was true, and decided otherwise since.
    let of_end = settings.self_service.tell_of_end && settings.password_policy.expiry().is_some();
    let tells = [(About::PasswordEnds, of_end), (About::AccountLocked, settings.self_service.tell_of_lock)];
    let unwanted: Vec<_> =
        tells.into_iter().filter(|(_, tells)| !tells).map(|(about, _)| Kind::Notice(about)).collect();
    let taken = db
        .keep_house(async |house| {
            let mut taken = vec![];
            for (turn, until) in [(Turn::Few, FEW), (Turn::Awaited, TOGETHER - 1), (Turn::Anybody, TOGETHER)] {
                let room = until - i64::try_from(taken.len()).unwrap_or(until);
                taken.extend(letters::take(house, C::WAY, now, LEASE, (turn, room), &unwanted).await?);
            }
            Ok::<_, StoreError>(taken)
        })
        .await?;
    let tries = taken.len();
    if tries > 0 {
        failpoint::reached(Failpoint::LettersTaken);
    }
    let done = join_all(
        taken
            .into_iter()
            .map(async |letter| (letter.id, letter.tries, try_one(keys, settings, carrier, letter, now).await)),
    );
    for (id, tries, outcome) in done.await {
        failpoint::reached(Failpoint::LettersSent);
        let now = db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
        match outcome {
            Ok(()) => db.keep_house(async |house| letters::sent(house, id, now).await).await?,
            Err(why) => {
                tracing::warn!(letter = %id, tries, %why, "a letter was not sent");
                let next = (!why.trouble.is_final()).then(|| now.saturating_add(pause(tries, dice)).unwrap_or(now));
                db.keep_house(async |house| letters::failed(house, id, now, next, &why).await).await?;
            }
        }
        failpoint::reached(Failpoint::LetterNoted);
    }
    Ok(tries)
}

async fn try_one(
    keys: &Keyring,
    settings: &Arc<Settings>,
    carrier: &impl Carrier,
    letter: Taken,
    at: Timestamp,
) -> Result<(), Failed> {
    let Taken { id, to, language, kind, sealed, tries: _ } = letter;
    let opened = keys.of_sealed(&sealed).and_then(|keys| keys.mail.open(&sealed, &belongs(id)).ok());
    let letter = kind.zip(opened).and_then(|(kind, body)| Letter::read(kind, &body));
    // Another server may know a key or a kind that this one has not heard of yet.
    let Some(letter) = letter else { return Err(Failed { trouble: Trouble::Unread, said: String::new() }) };
    let settings = Arc::clone(settings);
    carrier.carry(&Outgoing { id, to, language, letter, settings, at }).await
}

/// A little longer or shorter each time, so that what failed together does not come back together.
fn pause(tries: u32, dice: &mut impl Dice) -> SignedDuration {
    let longer = PAUSE.saturating_mul(3_i32.saturating_pow(tries.saturating_sub(1).min(10)));
    let pause = longer.min(LONGEST_PAUSE);
    let by_chance = dice.bytes::<1>().map_or(0, |[byte]| i32::from(byte));
    pause + pause / 1024 * by_chance
}

/// Gives up some of what nobody wants any more, and forgets what is long over.
///
/// # Errors
/// The store's.
pub async fn give_up(db: &Db) -> Result<usize, Error> {
    let now = db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    Ok(db.keep_house(async |house| letters::give_up(house, now, STEP).await).await?)
}

/// Forgets some of what became of letters long ago. Says how many.
///
/// # Errors
/// The store's.
pub async fn forget(db: &Db) -> Result<usize, Error> {
    let now = db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    let before = now.checked_sub(KEPT).unwrap_or(now);
    Ok(db.keep_house(async |house| letters::forget(house, before, STEP).await).await?)
}

/// Where a sealed letter belongs.
fn belongs(id: LetterId) -> Vec<u8> {
    [id.uuid().as_bytes(), b"letter".as_slice()].concat()
}
