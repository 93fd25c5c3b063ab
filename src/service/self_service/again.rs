//! Another code for a reset that is on its way (R-227, peers 37).

use jiff::Timestamp;

use crate::domain::carrier::Budget;
use crate::domain::contact::Point;
use crate::domain::letter::Letter;
use crate::domain::permit::Actor;
use crate::domain::reset_detail::Detail;
use crate::domain::reset_report::Channel;
use crate::domain::secret::SentCode;
use crate::domain::self_service::Method;
use crate::domain::self_service_event::Step;
use crate::service::error::Error;
use crate::service::letters::{self, CODE_MINUTES};
use crate::service::portal::Portal;
use crate::service::stop::Stop;
use crate::store::conn::Tx;
use crate::store::{password_resets, users};

use super::begin::{post, send};
use super::proof::{Locked, event, keep, tried, with_flow};

/// What came of asking for another code.
#[derive(Debug)]
pub enum Sent {
    /// It is on its way, where there is an address.
    Yes,
    /// Not before then: too many were sent.
    NotBefore(Timestamp),
    /// The reset is over.
    Over,
}

/// Sends another code; the one of before is dead (peers 37).
///
/// # Errors
/// The store's.
pub async fn send_again(portal: &Portal, guest: &Actor, token: &[u8; 32]) -> Result<Sent, Error> {
    let code = SentCode::generate(&mut portal.dice())?;
    let deed = async |tx: &mut Tx<'_>, Locked { flow, user, about }: Locked| {
        let now = tx.now();
        let mut tries = tried(tx, &flow, about.as_ref()).await?;
        let [(_, name), (_, owns)] = &mut tries;
        if let Some(until) = name.closed_until(now).or_else(|| name.no_code_until(now)) {
            return Err(Stop::Because(Sent::NotBefore(until)));
        }
        name.sent.push(now);
        // Where nothing more is sent, the code that came before goes on working; it is counted all the same, so that no stranger fills the log.
        if letters::writes_none(portal, tx, Budget::Codes).await? {
            keep(tx, &tries).await?;
            return Ok(guest.may_reset_own().change(&event(about.as_ref(), Step::CodeAsked), Sent::Yes));
        }
        let sends = flow.open_methods().contains(&Method::Mail) && owns.no_code_until(now).is_none();
        let mut step = Step::CodeAsked;
        send(portal, tx, flow.clone(), &code).await?;
        if let Some(user) = user.as_ref().filter(|_| sends)
            && let Some(mail) = users::contact::find(&tx.reading(), user.id).await?.mail
        {
            owns.sent.push(now);
            let letter = Letter::ResetCode { code: code.again(), minutes: CODE_MINUTES };
            post(portal, tx, user, &mail, &letter).await?;
            step = Step::CodeSent { to: Point::Mail.masked(&mail) };
            let detail = Detail::AfterStarting(Channel::Email);
            password_resets::note(tx, flow.id, &flow.proved, None, detail).await?;
        }
        keep(tx, &tries).await?;
        Ok(guest.may_reset_own().change(&event(about.as_ref(), step), Sent::Yes))
    };
    with_flow(portal, token, Sent::Over, deed).await
}
