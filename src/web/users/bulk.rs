//! `GET, POST /users/bulk`: one thing for many people, those with a tick or all that a list shows; asked once, then a job.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError as _};

use crate::domain::attribute::Attribute;
use crate::domain::id::UserId;
use crate::domain::job::{Kind, MOST, PROPERTIES, Values};
use crate::domain::people::{Direction, Sort};
use crate::service::groups::person;
use crate::service::jobs::{self, Order, Ordered, Question, Wanted, Whom};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::password_reset::LONGEST_REASON;
use crate::web::view::users::address;
use crate::web::view::users_bulk::{BulkAsk, BulkRefused, EXPORT, NewValue};
use crate::web::{forms, paths, proof};

use super::{export, index};

/// What the address or the form asks for.
struct Asked {
    kind: Kind,
    whom: Whom,
}

/// What the address asks for.
enum Wish {
    /// To order something.
    Order(Asked),
    /// To take people along as a file: its address.
    Export(String),
    /// The same, of nobody.
    Nobody,
}

/// What would be done, to whom.
///
/// # Errors
/// The gate's, 403 for those who may do it to nobody, 422 for an address that asks for what does not exist.
pub async fn ask(caller: Caller) -> Result<HttpResponse, Error> {
    let asked = match caller.query(wish).await? {
        Wish::Order(asked) => asked,
        Wish::Export(file) => {
            caller.enter().await?;
            return Ok(caller.go(&file));
        }
        Wish::Nobody => {
            caller.enter().await?;
            caller.tell(Flash::NobodyTicked);
            return Ok(caller.go(paths::USERS));
        }
    };
    let (me, question) = question(&caller, &asked).await?;
    let page = caller.view(&me, Section::Users, None)?;
    if let Some(denied) = question.denied {
        let denial = denied.denial;
        let status = Error::Denied(Box::new(denied)).status_code();
        return caller.html(status, &BulkRefused { page, kind: asked.kind, denial });
    }
    let mut ask = BulkAsk::of(page, asked.kind, asked.whom, question);
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
    let is_powerful = fields.peek("deed").and_then(Kind::from_id).is_some_and(Kind::is_powerful);
    if is_powerful && let Some(asked) = proof::before(&caller, &me, forms::BULK, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let [reason, into, confirm] =
        ["reason", "into", "confirm"].map(|name| Field::of(fields.take(name).unwrap_or_default()));
    let typed = if fields.peek("deed") == Some(Kind::Edit.id()) { typed(&mut fields)? } else { vec![] };
    let asked = asked(fields)?;
    let (me, question) = question(&caller, &asked).await?;
    if let Some(denied) = question.denied {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    let page = caller.view(&me, Section::Users, Some(ticket.key))?;
    let mut ask = BulkAsk::of(page, asked.kind, asked.whom.clone(), question);
    (ask.reason, ask.into, ask.confirm) = (reason, into, confirm);
    ask.refused = ticket.stale.then_some(Complaint::PageTooOld);
    if ask.is_nobody() {
        ask.refused = Some(Complaint::NobodyTicked);
    }
    if asked.kind == Kind::Edit {
        ask.values = typed;
    }
    ask.judge_number();
    let reason = ask.reason.value.trim().to_owned();
    if reason.is_empty() {
        ask.reason.refuse(Complaint::ReasonMissing);
    } else if reason.chars().count() > LONGEST_REASON {
        ask.reason.refuse(Complaint::TooLong { most: LONGEST_REASON });
    }
    let wanted = wanted(&caller, &mut ask).await?;
    let (Some(wanted), false) = (wanted, ask.is_bad()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &ask);
    };
    let order = Order { wanted, whom: asked.whom, reason, key: ticket.key };
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
    let (kind, whom) = (asked.kind, asked.whom.clone());
    caller.page(async move |_, read, me| jobs::question(read, &me.actor, kind, &whom).await).await
}

/// What is to be done; nothing where a field does not say it, which is told beside it.
async fn wanted(caller: &Caller, ask: &mut BulkAsk) -> Result<Option<Wanted>, Error> {
    let name = match ask.kind {
        Kind::Access(deed) => return Ok(Some(Wanted::Access(deed))),
        Kind::Restore => return Ok(Some(Wanted::Restore)),
        Kind::Purge => return Ok(Some(Wanted::Purge)),
        Kind::Invite => return Ok(Some(Wanted::Invite)),
        Kind::Unlock => return Ok(Some(Wanted::Unlock)),
        Kind::Edit => return Ok(values(ask).map(Wanted::Edit)),
        Kind::AddToGroup => ask.into.value.clone(),
    };
    let group = caller.page(async move |_, read, me| person::named(read, &me.actor, &name).await).await?.1;
    if group.is_none() {
        ask.into.refuse(Complaint::GroupNotFound);
    }
    Ok(group.map(Wanted::AddToGroup))
}

/// The properties as they were typed.
fn typed(fields: &mut Fields) -> Result<Vec<NewValue>, Error> {
    let mut value = |attribute: Attribute| {
        let field = Field::of(fields.take(&format!("to_{}", attribute.id())).unwrap_or_default());
        let none = match fields.take(&format!("none_{}", attribute.id())).as_deref() {
            None => false,
            Some("yes") => true,
            Some(_) => return Err(Error::Page(ErrorKind::BadForm)),
        };
        Ok(NewValue { attribute, field, none })
    };
    PROPERTIES.into_iter().map(&mut value).collect()
}

/// What each shall have; nothing where a field is bad, or nothing is asked for.
fn values(ask: &mut BulkAsk) -> Option<Values> {
    let mut values = vec![];
    for NewValue { attribute, field, none } in &mut ask.values {
        match attribute.judge(&field.value) {
            Err(unfit) => field.refuse(unfit.into()),
            Ok(Some(_)) if *none => field.refuse(Complaint::ValueAndNone),
            Ok(None) if !*none => {}
            Ok(value) => values.push((*attribute, value)),
        }
    }
    let fine = ask.values.iter().all(|value| !value.field.is_bad());
    if fine && values.is_empty() {
        ask.refused.get_or_insert(Complaint::NothingToChange);
    }
    Some(values).filter(|values| fine && !values.is_empty())
}

fn wish(mut fields: Fields) -> Result<Wish, Error> {
    let Some(deed) = fields.take("deed").filter(|deed| !deed.is_empty()) else {
        return Err(Error::Page(ErrorKind::BadForm));
    };
    if deed != EXPORT {
        return Ok(Wish::Order(of_kind(&deed, fields)?));
    }
    let whom = whom(fields)?;
    Ok(match whom {
        Whom::Lacking => Wish::Nobody,
        Whom::These(people) if people.is_empty() => Wish::Nobody,
        Whom::These(people) => Wish::Export(export::address_of_these(&people)),
        Whom::All(filter) => {
            Wish::Export(address(paths::EXPORT_USERS, &filter, Sort::default(), Direction::default()).link())
        }
    })
}

fn asked(mut fields: Fields) -> Result<Asked, Error> {
    let deed = fields.take("deed").unwrap_or_default();
    of_kind(&deed, fields)
}

fn of_kind(deed: &str, fields: Fields) -> Result<Asked, Error> {
    // Whom an invitation goes to is no list's to say.
    let kind = Kind::from_id(deed).filter(|kind| *kind != Kind::Invite).ok_or(Error::Page(ErrorKind::BadForm))?;
    let whom = whom(fields)?;
    // No list shows all of the deleted and their filter: each is ticked.
    if kind.is_of_deleted() && matches!(whom, Whom::All(_)) {
        return Err(ErrorKind::BadForm.into());
    }
    Ok(Asked { kind, whom })
}

/// Those with a tick, or all whom the list's own address shows.
fn whom(mut fields: Fields) -> Result<Whom, Error> {
    let all = match fields.take("all").as_deref() {
        None | Some("") => false,
        Some("yes") => true,
        Some(_) => return Err(ErrorKind::BadForm.into()),
    };
    let ticks = ticked(&mut fields)?;
    let filter = index::query(fields)?.query.filter;
    Ok(if all { Whom::All(filter) } else { Whom::These(ticks) })
}

/// The people with a tick.
pub(super) fn ticked(fields: &mut Fields) -> Result<Vec<UserId>, Error> {
    let ticks = fields.take_ticks("person_");
    ticks.iter().map(|id| id.parse().map_err(|_| ErrorKind::BadForm.into())).collect()
}
