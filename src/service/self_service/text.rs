//! Codes of a reset to a phone: its whole number is typed first, and only then anything is sent (R-225, R-250b, T-91).

use jiff::{SignedDuration, Timestamp};

use crate::domain::carrier::Budget;
use crate::domain::contact::Point;
use crate::domain::letter::Letter;
use crate::domain::permit::Actor;
use crate::domain::reset_detail::Detail;
use crate::domain::reset_report::Channel;
use crate::domain::secret::SentCode;
use crate::domain::self_service::Method;
use crate::domain::self_service_event::Step;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::letters::{self, CODE_MINUTES, Recipient};
use crate::service::portal::Portal;
use crate::service::stop::Stop;
use crate::store::conn::Tx;
use crate::store::reset_tries;
use crate::store::{password_resets, resets, users};

use super::proof::{Locked, Proved, event, keep, tried, with_flow, wrong};
use super::{code_mac, counters, notices};

/// What came of typing a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texted {
    /// The code is on its way.
    Sent,
    /// It is the number, and no further code is sent to it before then.
    NotBefore(Timestamp),
    /// It is the number, and as many text messages were sent within the hour as may be.
    Spent,
    /// It counts as a wrong proof.
    Wrong(Proved),
}

/// Sends a code to the phone for codes of whoever the reset is about, where this is its number. Another number counts as a wrong proof,
/// also where there is no phone, and nobody: what a stranger learns is the same.
///
/// # Errors
/// The store's.
pub async fn send(portal: &Portal, guest: &Actor, token: &[u8; 32], number: &str) -> Result<Texted, Error> {
    let code = SentCode::generate(&mut portal.dice())?;
    let deed = async |tx: &mut Tx<'_>, Locked { mut flow, user, about }: Locked| {
        let now = tx.now();
        let mut tries = tried(tx, &flow, about.as_ref()).await?;
        let [(_, name), (_, owns)] = &mut tries;
        if let Some(until) = name.closed_until(now) {
            return Err(Stop::Because(Texted::Wrong(Proved::Closed(until))));
        }
        let is_open = flow.open_methods().contains(&Method::Text) && owns.closed_until(now).is_none();
        let user = user.filter(|_| is_open);
        if !is_number_of(tx, user.as_ref(), number).await? {
            let counted = (Method::Text, Step::NumberWrong);
            let (events, proved) = wrong(tx, flow, about.as_ref(), tries, counted).await?;
            return Ok(guest.may_reset_own().changes(&events, Texted::Wrong(proved)));
        }
        if letters::writes_none(portal, tx, Budget::Texts).await? {
            return Err(Stop::Because(Texted::Spent));
        }
        // What a person is sent by mail is counted by itself: one way being full leaves the other (R-250e).
        let counted = counters::texts_to(portal, number);
        let mut to_it = reset_tries::lock(tx, counted).await?.now(now);
        if let Some(until) = to_it.no_code_until(now) {
            return Err(Stop::Because(Texted::NotBefore(until)));
        }
        to_it.sent.push(now);
        reset_tries::keep(tx, counted, &to_it).await?;
        keep(tx, &tries).await?;
        let until = now + SignedDuration::from_mins(CODE_MINUTES.into());
        flow.text = Some((code_mac(&portal.keys.current(), Method::Text, &flow, &code).to_vec(), until));
        resets::keep(tx, &flow).await?;
        let about_whom = user.as_ref().map(|user| user.id);
        if let Some(user) = about_whom {
            let language = notices::language(portal, &tx.reading(), user).await?;
            let recipient = Recipient { to: number.to_owned(), language, about: about_whom };
            let letter = Letter::ResetText { code: code.again(), minutes: CODE_MINUTES };
            letters::write(portal, tx, recipient, &letter)?;
        }
        let detail = Detail::AfterStarting(Channel::Sms);
        password_resets::note(tx, flow.id, &flow.proved, None, detail).await?;
        let step = Step::CodeSent { to: Point::Phone.masked(number) };
        Ok(guest.may_reset_own().change(&event(about.as_ref(), step), Texted::Sent))
    };
    with_flow(portal, token, Texted::Wrong(Proved::Over), deed).await
}

async fn is_number_of(tx: &Tx<'_>, user: Option<&User>, number: &str) -> Result<bool, Error> {
    let Some(user) = user else { return Ok(false) };
    let phone = users::contact::find(&tx.reading(), user.id).await?.phone;
    Ok(phone.as_deref() == Some(number))
}
