//! `GET, POST /users/bulk`: one thing for many people, those with a tick or all that a list shows; asked once, then a job.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError as _};

use crate::domain::access::Deed;
use crate::domain::id::UserId;
use crate::domain::job::MOST;
use crate::service::jobs::{self, Order, Ordered, Question, Whom};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::password_reset::LONGEST_REASON;
use crate::web::view::users_bulk::{BulkAsk, BulkRefused};
use crate::web::{forms, paths};

use super::index;

/// What the address or the form asks for.
struct Asked {
    deed: Deed,
    whom: Whom,
}

/// What would be done, to whom.
///
/// # Errors
/// The gate's, 403 for those who may do it to nobody, 422 for an address that asks for what does not exist.
pub async fn ask(caller: Caller) -> Result<HttpResponse, Error> {
    let asked = caller.query(asked).await?;
    let (me, question) = question(&caller, &asked).await?;
    let page = caller.view(&me, Section::Users, None)?;
    if let Some(denied) = question.denied {
        let denial = denied.denial;
        let status = Error::Denied(Box::new(denied)).status_code();
        return caller.html(status, &BulkRefused { page, deed: asked.deed, denial });
    }
    let mut ask = BulkAsk::of(page, asked.deed, asked.whom, question);
    if ask.is_nobody() {
        ask.refused = Some(Complaint::NobodyTicked);
    }
    let status = if ask.is_bad() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    caller.html(status, &ask)
}

/// Orders it.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn order(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::BULK, &mut fields)?;
    let reason = Field::of(fields.take("reason").unwrap_or_default());
    let asked = asked(fields)?;
    let (me, question) = question(&caller, &asked).await?;
    if let Some(denied) = question.denied {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    let page = caller.view(&me, Section::Users, Some(ticket.key))?;
    let mut ask = BulkAsk::of(page, asked.deed, asked.whom.clone(), question);
    ask.reason = reason;
    ask.refused = ticket.stale.then_some(Complaint::PageTooOld);
    if ask.is_nobody() {
        ask.refused = Some(Complaint::NobodyTicked);
    }
    let reason = ask.reason.value.trim().to_owned();
    if reason.is_empty() {
        ask.reason.refuse(Complaint::ReasonMissing);
    } else if reason.chars().count() > LONGEST_REASON {
        ask.reason.refuse(Complaint::TooLong { most: LONGEST_REASON });
    }
    if ask.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &ask);
    }
    let order = Order { deed: asked.deed, whom: asked.whom, reason, key: ticket.key };
    let actor = me.actor.clone();
    match caller.run(&me, async move |portal| jobs::order(portal, &actor, order).await).await {
        Ok(Ordered::Job(id)) => return Ok(caller.go(&paths::job(id))),
        Ok(Ordered::Nobody) => ask.refused = Some(Complaint::NobodyTicked),
        Ok(Ordered::TooMany) => ask.refused = Some(Complaint::TooManyPeople { most: MOST }),
        // The first press ordered it.
        Err(Error::Replayed) => return Ok(caller.go(paths::JOBS)),
        Err(error) => return Err(error),
    }
    caller.html(StatusCode::UNPROCESSABLE_ENTITY, &ask)
}

async fn question(caller: &Caller, asked: &Asked) -> Result<(Me, Question), Error> {
    let (deed, whom) = (asked.deed, asked.whom.clone());
    caller.page(async move |_, read, me| jobs::question(read, &me.actor, deed, &whom).await).await
}

fn asked(mut fields: Fields) -> Result<Asked, Error> {
    let bad = || Error::Page(ErrorKind::BadForm);
    let deed = fields.take("deed").and_then(|deed| Deed::from_id(&deed)).ok_or_else(bad)?;
    let all = match fields.take("all").as_deref() {
        None | Some("") => false,
        Some("yes") => true,
        Some(_) => return Err(bad()),
    };
    let ticks = fields.take_ticks("person_");
    let ticks = ticks.iter().map(|id| id.parse().map_err(|_| bad())).collect::<Result<Vec<UserId>, _>>()?;
    // The list's own address says who "all" are.
    let filter = index::query(fields)?.query.filter;
    Ok(Asked { deed, whom: if all { Whom::All(filter) } else { Whom::These(ticks) } })
}
