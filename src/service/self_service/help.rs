//! Whoever can not go on asks for help: a letter to those who may reset passwords.

use crate::domain::carrier::Budget;
use crate::domain::event::Event;
use crate::domain::permit::Actor;
use crate::domain::reset_detail::Detail;
use crate::domain::reset_report::{Channel, Outcome};
use crate::domain::self_service::MOST_WRONG;
use crate::domain::self_service_event::{SelfServiceEvent, Step};
use crate::domain::source_limit::Source;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::service::error::Error;
use crate::service::letters;
use crate::service::portal::Portal;
use crate::service::signin::session::token_hash;
use crate::store::password_resets;
use crate::store::reset_tries;
use crate::store::{resets, users};

use super::{counters, notices};

/// Asks for help for the account that a browser's reset is about. Whoever asks learns nothing of whether there is such an account. As often as
/// codes are sent, and no oftener: nobody's mailbox is filled by it. Also when the reset is over because too much was wrong.
///
/// Says whether that reset goes on.
///
/// # Errors
/// The store's.
pub async fn ask(portal: &Portal, guest: &Actor, token: &[u8; 32]) -> Result<bool, Error> {
    let found = portal
        .db
        .read(async |read| {
            let now = read.now().await?;
            let flow = resets::find(read, &token_hash(token)).await?.filter(|flow| flow.ends_at > now);
            let Some(flow) = flow else { return Ok(None) };
            // One that came to its end, or was cancelled, needs none.
            let tries = reset_tries::find(read, flow.counted).await?.now(now);
            if flow.is_over && flow.wrong < MOST_WRONG && tries.closed_until(now).is_none() {
                return Ok(None);
            }
            let user = match flow.about {
                Some(id) => users::one::find(read, id).await?,
                None => None,
            };
            Ok::<_, Error>(Some((flow, user)))
        })
        .await?;
    let Some((flow, user)) = found else { return Ok(false) };
    let goes_on = !flow.is_over;
    portal
        .db
        .write(async |tx| {
            let now = tx.now();
            let counted = counters::help_for(portal, flow.counted);
            let mut tries = reset_tries::lock(tx, counted).await?.now(now);
            if tries.no_code_until(now).is_some() {
                return Err(Error::Replayed);
            }
            tries.sent.push(now);
            reset_tries::keep(tx, counted, &tries).await?;
            if let Some(address) = guest.origin.address.map(Source::of).map(|source| source.address) {
                let place = counters::help_from(portal, &address);
                let mut asked = reset_tries::lock(tx, place).await?.now(now);
                if asked.no_begin_until(now).is_some() {
                    return Err(Error::Replayed);
                }
                asked.sent.push(now);
                reset_tries::keep(tx, place, &asked).await?;
            }
            let told = match &user {
                _ if letters::writes_none(portal, tx, Budget::Help).await? => 0,
                Some(user) => notices::ask_for_help(portal, tx, guest, user).await?,
                None => 0,
            };
            let detail = match password_resets::detail(&tx.reading(), flow.id).await? {
                Some(Detail::AfterStarting(way) | Detail::TooMany(way)) => Detail::ContactedAfter(way),
                Some(Detail::TooManyPhoneNumbers) => Detail::ContactedAfter(Channel::Sms),
                _ => {
                    let proved = flow.proved.last().map(|method| Channel::from(*method));
                    proved.map_or(Detail::ContactedAfterUserName, Detail::ContactedAfter)
                }
            };
            let outcome = Some(Outcome::ContactedAdministrator);
            password_resets::note(tx, flow.id, &flow.proved, outcome, detail).await?;
            let user = user.as_ref().map(|user| Subject::from(&Target::from(user)));
            let event = Event::SelfService(SelfServiceEvent { user, step: Step::HelpAsked { told } });
            Ok(guest.may_reset_own().change(&event, goes_on))
        })
        .await
        .or_else(|error| if matches!(error, Error::Replayed) { Ok(goes_on) } else { Err(error) })
}
