//! `POST /users/{id}/restore`: somebody who was deleted is back. Where the user name is taken, the answer asks for another one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::id::UserId;
use crate::domain::user::UserName;
use crate::service::error::Error as ServiceError;
use crate::service::users::restoration::{self, Question, Restore, Restored};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::deletion::RestoreAsk;
use crate::web::{forms, paths};

/// Restores somebody.
///
/// # Errors
/// The gate's, 403 by the policy, 404, 422 for a form that is not ours.
pub async fn restore(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    let (me, question) = question(&caller, &id).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::RESTORE_USER, &mut fields)?;
    if let Some(denied) = question.denied {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    let typed = fields.take("user_principal_name");
    fields.finish()?;
    // The first press did it, or somebody else: the page shows how it is.
    let Some(user) = question.user else { return Ok(caller.go(&paths::user(question.id))) };
    let page = caller.view(&me, Section::Users, Some(ticket.key))?;
    let mut ask = RestoreAsk { page, user, user_principal_name: Field::default(), refused: None };
    ask.refused = ticket.stale.then_some(Complaint::PageTooOld);
    // The button alone asks for no name; a field that was emptied does not either.
    let wanted = typed.filter(|typed| !typed.trim().is_empty());
    ask.user_principal_name = Field::of(wanted.clone().unwrap_or_else(|| ask.user.user_name.to_string()));
    let user_name = wanted.and_then(|_| judged(&mut ask));
    if ask.refused.is_some() || ask.user_principal_name.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &ask);
    }
    let (target, actor) = (ask.user.id, me.actor.clone());
    let asked = Restore { user_name, key: ticket.key };
    let done = caller.run(&me, async move |portal| restoration::restore(portal, &actor, target, asked).await);
    match done.await {
        Ok(Restored::Whole) => caller.tell(Flash::Restored),
        Ok(Restored::WithoutMail) => caller.tell(Flash::RestoredWithoutMail),
        Ok(Restored::Taken(free)) => {
            ask.user_principal_name.refuse(Complaint::NameTaken { free });
            return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &ask);
        }
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::user(target)))
}

/// The user name that was typed. The one of before is not judged again.
fn judged(ask: &mut RestoreAsk) -> Option<UserName> {
    let organisation = &ask.page.organisation;
    let typed = ask.user_principal_name.value.trim();
    if typed == ask.user.user_name.as_str() {
        return None;
    }
    let full =
        if typed.contains('@') { typed.to_owned() } else { format!("{typed}@{}", organisation.default_domain()) };
    let complaint = match UserName::parse(&full) {
        Ok(name) if organisation.domains.iter().any(|domain| domain.eq_ignore_ascii_case(name.domain())) => {
            return Some(name);
        }
        Ok(_) => Complaint::ForeignDomain { domains: organisation.domains.clone() },
        Err(error) => Complaint::NotAUserName(error),
    };
    ask.user_principal_name.refuse(complaint);
    None
}

async fn question(caller: &Caller, id: &str) -> Result<(Me, Question), Error> {
    let id: Option<UserId> = id.parse().ok();
    let read = caller
        .page(async move |_, read, me| restoration::question(read, &me.actor, id.ok_or(ServiceError::NotFound)?).await);
    read.await
}
