//! `GET, POST /reset-password/verify`: the proofs, one after the other; a code is sent, or typed.

use std::time::Instant;

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};

use super::answers::Answers;
use super::{carried, guest, in_time, over};
use crate::domain::contact::Point;
use crate::domain::self_service::Method;
use crate::service::self_service::again::{self, Sent};
use crate::service::self_service::proof::{self, Proved};
use crate::service::self_service::questions;
use crate::service::self_service::standing::{self, Standing};
use crate::service::self_service::text::{self, Texted};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::fault::{PasskeyFault, QuestionFault};
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::{Page, Section};
use crate::web::view::reset::{Closed, Help, Verify};
use crate::web::{forms, paths};

/// What is wrong with what was sent.
enum Refused {
    /// With a proof.
    Proof(Method, Complaint),
    /// With the number of a phone, as typed.
    Number(String, Complaint),
    /// With some of the answers: their places.
    Answers(Vec<usize>),
}

/// What is open to this reset.
///
/// # Errors
/// The gate's and the store's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    caller.enter().await?;
    let Some(token) = carried(&caller) else { return Ok(over(&caller)) };
    let (me, standing) = looked_up(&caller, token).await?;
    let Some(standing) = standing else { return Ok(over(&caller)) };
    if standing.is_proved {
        return Ok(caller.go(paths::RESET_NEW));
    }
    answer(&caller, &me, standing, None, StatusCode::OK)
}

/// Takes a code, or sends another one.
///
/// # Errors
/// 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let started = Instant::now();
    let answer = taken(&caller, body).await;
    in_time(&caller, started).await;
    answer
}

/// Asks for a passkey: of whomever the reset is about, the question is the same.
///
/// # Errors
/// 403 for a foreign form, 404 where the reset is over or passkeys are no proof.
pub async fn ask(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    caller.ticket(&me, forms::ASK_PASSKEY, &mut fields)?;
    fields.finish()?;
    let token = carried(&caller).ok_or(ErrorKind::NotFound)?;
    let options = caller.run(&me, async move |portal| proof::ask_passkey(portal, &token).await).await?;
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/json")).body(options))
}

async fn taken(caller: &Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::RESET_PROVE, &mut fields)?;
    let method = fields.take("method").as_deref().and_then(Method::from_id);
    let code = fields.take("code").unwrap_or_default();
    let sends = fields.take("send").is_some();
    let number = fields.take("phone").unwrap_or_default();
    let answers = Answers::taken(&mut fields);
    fields.finish()?;
    let Some(token) = carried(caller) else { return Ok(over(caller)) };
    let refused = match method {
        _ if ticket.stale => Some(Refused::Proof(Method::Mail, Complaint::PageTooOld)),
        None => Some(Refused::Proof(Method::Mail, Complaint::MethodMissing)),
        Some(Method::Passkey) if !sends && code.is_empty() => {
            Some(Refused::Proof(Method::Passkey, Complaint::Passkey(PasskeyFault::Missing)))
        }
        Some(Method::Questions) if !sends => answers.refused().map(Refused::Answers),
        Some(method) if !sends && code.trim().is_empty() => Some(Refused::Proof(method, Complaint::SentCodeMissing)),
        Some(_) => None,
    };
    let (Some(method), None) = (method, &refused) else { return again(caller, token, refused).await };
    if sends && method == Method::Text {
        return texted(caller, &me, token, number).await;
    }
    let guest = guest(&me);
    if method == Method::Questions && !sends {
        let given = answers.given();
        let proved = async move |portal: &_| questions::prove(portal, &guest, &token, &given).await;
        let (proved, wrong) = (caller.run(&me, proved).await?, Complaint::Question(QuestionFault::Wrong));
        return after(caller, &me, token, proved, Refused::Proof(method, wrong)).await;
    }
    if sends {
        let sent = caller.run(&me, async move |portal| again::send_again(portal, &guest, &token).await).await?;
        return match sent {
            Sent::Yes => {
                caller.tell(Flash::ResetCodeSent);
                Ok(caller.go(paths::RESET_VERIFY))
            }
            // The page says until when.
            Sent::NotBefore(_) => Ok(caller.go(paths::RESET_VERIFY)),
            Sent::Over => Ok(over(caller)),
        };
    }
    let proved = caller.run(&me, async move |portal| proof::prove(portal, &guest, &token, method, &code).await).await?;
    let wrong = match method {
        Method::Passkey => Complaint::Passkey(PasskeyFault::Wrong),
        Method::Mail | Method::Text | Method::App | Method::Questions => Complaint::SentCodeWrong,
    };
    after(caller, &me, token, proved, Refused::Proof(method, wrong)).await
}

/// Takes the number of a phone: where it is the one, a code goes there.
async fn texted(caller: &Caller, me: &Me, token: [u8; 32], typed: String) -> Result<HttpResponse, Error> {
    let refused = |complaint| Refused::Number(typed.clone(), complaint);
    let Ok(Some(number)) = Point::Phone.judge(&typed) else {
        return again(caller, token, Some(refused(Complaint::NotInternational))).await;
    };
    let guest = guest(me);
    let texted = caller.run(me, async move |portal| text::send(portal, &guest, &token, &number).await).await?;
    match texted {
        Texted::Sent => {
            caller.tell(Flash::ResetTextSent);
            Ok(caller.go(paths::RESET_VERIFY))
        }
        Texted::NotBefore(until) => {
            let at = caller.view(me, Section::None, None)?.clock().within(&until).text();
            again(caller, token, Some(refused(Complaint::AddressWait { at }))).await
        }
        Texted::Spent => again(caller, token, Some(refused(Complaint::TextsSpent))).await,
        Texted::Wrong(proved) => after(caller, me, token, proved, refused(Complaint::NumberWrong)).await,
    }
}

/// Where a proof leads; a wrong one carries its complaint.
async fn after(
    caller: &Caller,
    me: &Me,
    token: [u8; 32],
    proved: Proved,
    wrong: Refused,
) -> Result<HttpResponse, Error> {
    match proved {
        Proved::All => Ok(caller.go(paths::RESET_NEW)),
        Proved::Half => Ok(caller.go(paths::RESET_VERIFY)),
        Proved::Wrong => again(caller, token, Some(wrong)).await,
        Proved::Unasked => {
            let (method, complaint) = match wrong {
                Refused::Proof(Method::Questions, _) => (Method::Questions, Complaint::Question(QuestionFault::Moved)),
                _ => (Method::Passkey, Complaint::Passkey(PasskeyFault::Over)),
            };
            again(caller, token, Some(Refused::Proof(method, complaint))).await
        }
        Proved::Over => Ok(over(caller)),
        Proved::Closed(until) => {
            let page = caller.view(me, Section::None, None)?;
            let help = help(caller, &page);
            caller.html(StatusCode::TOO_MANY_REQUESTS, &Closed { page, help, until })
        }
    }
}

/// The page once more, with what was wrong.
async fn again(caller: &Caller, token: [u8; 32], refused: Option<Refused>) -> Result<HttpResponse, Error> {
    let (me, standing) = looked_up(caller, token).await?;
    match standing {
        Some(standing) => answer(caller, &me, standing, refused, StatusCode::UNPROCESSABLE_ENTITY),
        None => Ok(over(caller)),
    }
}

async fn looked_up(caller: &Caller, token: [u8; 32]) -> Result<(Me, Option<Standing>), Error> {
    caller.page(async move |portal, read, _| standing::standing(portal, read, &token).await).await
}

fn answer(
    caller: &Caller,
    me: &Me,
    standing: Standing,
    refused: Option<Refused>,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let page = caller.view(me, Section::None, None)?;
    let help = help(caller, &page);
    if let Some(until) = standing.closed_until {
        return caller.html(StatusCode::TOO_MANY_REQUESTS, &Closed { page, help, until });
    }
    let mut view = Verify::empty(page, standing, help);
    match refused {
        Some(Refused::Proof(method, complaint)) => view.refuse(method, complaint),
        Some(Refused::Number(typed, complaint)) => view.refuse_number(typed, complaint),
        Some(Refused::Answers(places)) => view.refuse_answers(&places),
        None => {}
    }
    caller.html(status, &view)
}

/// Where people find help who have begun.
pub(super) fn help(caller: &Caller, page: &Page) -> Help {
    let portal = &caller.app.portal;
    Help::of(&portal.settings().self_service, page.words.language(), portal.has_mail)
}
