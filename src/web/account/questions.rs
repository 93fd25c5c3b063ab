//! `GET, POST /account/security/questions` and their removal: the own answers to security questions. What is typed is never shown again.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::address::back;
use crate::domain::question::{Unfit, misfits};
use crate::domain::secret::Answer;
use crate::service::error::Error as ServiceError;
use crate::service::self_service::answers::{self, Kept};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::fault::QuestionFault;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::account_questions::{ANSWERS, AccountQuestions, QUESTIONS, Row};
use crate::web::{forms, paths, proof};

/// The form.
///
/// # Errors
/// The gate's; 404 where answers prove nothing.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    is_open(&caller, &me)?;
    if let Some(asked) = proof::before_page(&caller, &me, paths::ACCOUNT_QUESTIONS).await? {
        return Ok(asked);
    }
    let (bank, number) = answers::bank(&caller.app.portal);
    let page = caller.view(&me, Section::None, None)?;
    let rows = (0..number).map(|_| Row::default()).collect();
    caller.html(StatusCode::OK, &AccountQuestions { page, bank, rows, refused: None })
}

/// Takes the answers.
///
/// # Errors
/// The gate's, 403 for a foreign form, 404 where answers prove nothing, 422 for a form that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::QUESTIONS, &mut fields)?;
    is_open(&caller, &me)?;
    // Before a proof is asked for: what it carries along is written into a page.
    let mut typed: Vec<_> = ANSWERS.iter().map(|name| fields.take_password(name).unwrap_or_default()).collect();
    if let Some(asked) = proof::before(&caller, &me, forms::QUESTIONS, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    let chosen: Vec<_> = QUESTIONS.iter().map(|name| fields.take(name).unwrap_or_default()).collect();
    fields.finish()?;
    let (bank, number) = answers::bank(&caller.app.portal);
    typed.truncate(number);
    let given: Vec<(String, Option<Answer>)> =
        chosen.into_iter().zip(typed.iter().map(Answer::read)).take(number).collect();
    let mut rows: Vec<_> =
        given.iter().map(|(id, _)| Row { question: Field::of(id.clone()), answer: Field::default() }).collect();
    for (at, unfit) in misfits(&bank, &given) {
        rows[at].refuse(unfit);
    }
    let page = caller.view(&me, Section::None, Some(ticket.key))?;
    let refused = ticket.stale.then_some(Complaint::PageTooOld);
    let mut view = AccountQuestions { page, bank, rows, refused };
    let given: Option<Vec<_>> = given.into_iter().map(|(id, answer)| Some((id, answer?))).collect();
    let (Some(given), true) = (given, view.is_fine()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let kept = caller.run(&me, async move |portal| answers::keep(portal, &visitor, &actor, given, key).await).await;
    match kept {
        Ok(Kept::Done) => caller.tell(Flash::QuestionsSaved),
        Ok(refused @ (Kept::Moved | Kept::NotBefore(_))) => {
            let too_often = matches!(refused, Kept::NotBefore(_));
            let fault = if too_often { QuestionFault::TooOften } else { QuestionFault::Changed };
            view.refused = Some(Complaint::Question(fault));
            return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
        // The first press did it, or the session is over: the next page tells.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(back(&me)?))
}

/// Takes the answers away.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn remove(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::REMOVE_QUESTIONS, &mut fields)?;
    if let Some(asked) = proof::before(&caller, &me, forms::REMOVE_QUESTIONS, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    fields.finish()?;
    if ticket.stale {
        return Err(ErrorKind::BadForm.into());
    }
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    match caller.run(&me, async move |portal| answers::remove(portal, &visitor, &actor, key).await).await {
        Ok(()) => caller.tell(Flash::QuestionsRemoved),
        // The first press did it.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(paths::ACCOUNT_SECURITY))
}

/// Where answers prove nothing of whoever comes, there is no such page.
fn is_open(caller: &Caller, me: &Me) -> Result<(), Error> {
    let is_open = answers::are_open(&caller.app.portal, me.person()?.user.roles);
    if is_open { Ok(()) } else { Err(ServiceError::NotFound.into()) }
}

impl Row {
    fn refuse(&mut self, unfit: Unfit) {
        let (field, fault) = match unfit {
            Unfit::NoQuestion => (&mut self.question, QuestionFault::Missing),
            Unfit::QuestionTwice => (&mut self.question, QuestionFault::Twice),
            Unfit::Length => (&mut self.answer, QuestionFault::Length),
            Unfit::AnswerTwice => (&mut self.answer, QuestionFault::Alike),
        };
        field.refuse(Complaint::Question(fault));
    }
}
