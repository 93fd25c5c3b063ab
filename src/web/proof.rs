//! A proof in the middle of a session: before a powerful deed somebody says again who he is, and the deed goes on with what was typed
//!

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::caller::{Caller, Ticket};
use super::error::Error;
use super::field::{Complaint, Field};
use super::flash::Flash;
use super::form::Fields;
use super::me::Me;
use super::page::Section;
use super::paths;
use super::view::proof::Proof;
use super::view_of;
use crate::service::error::Error as ServiceError;
use crate::service::second_step::proof::{self, Asked, Means, Proved};

/// Asks for a proof where the last one is too old, by a page that carries the form along, whose token was checked; or takes the one that
/// came with it. Nothing: the deed may go on.
///
/// # Errors
/// The gate's and the store's.
pub async fn before(
    caller: &Caller,
    me: &Me,
    form: &'static str,
    ticket: &Ticket,
    fields: &mut Fields,
) -> Result<Option<HttpResponse>, Error> {
    let means = means(fields);
    if me.person()?.is_fresh() {
        return Ok(None);
    }
    let (answer, field) = match means {
        None => (None, Field::default()),
        Some(means) => taken(caller, me, means).await?,
    };
    if let Some(answer) = answer {
        return Ok(answer.response());
    }
    let status = if field.is_bad() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Proof {
        page: caller.view(me, Section::None, Some(ticket.key))?,
        asked: asked(caller).await?,
        action: view_of::here(caller.http()),
        form,
        carried: fields.rest(),
        proof: field,
    };
    caller.html(status, &page).map(Some)
}

/// What came as a proof, if anything did: what a device answered goes before what was typed.
pub fn means(fields: &mut Fields) -> Option<Means> {
    let answer = fields.take("proof_passkey").filter(|answer| !answer.is_empty());
    let typed = fields.take_password("proof");
    answer.map(Means::Passkey).or(typed.map(Means::Typed))
}

/// Asks for a proof before a page is shown; nothing where the last one is fresh.
///
/// # Errors
/// The gate's and the store's.
pub async fn before_page(caller: &Caller, me: &Me, next: &str) -> Result<Option<HttpResponse>, Error> {
    if me.person()?.is_fresh() {
        return Ok(None);
    }
    let page = empty(caller, me, next, asked(caller).await?)?;
    caller.html(StatusCode::OK, &page).map(Some)
}

/// The page that leads on to `next`.
///
/// # Errors
/// Without randomness.
pub fn empty(caller: &Caller, me: &Me, next: &str, asked: Asked) -> Result<Proof, Error> {
    Ok(Proof {
        page: caller.view(me, Section::None, None)?,
        asked,
        action: paths::PROOF.to_owned(),
        form: super::forms::PROOF,
        carried: vec![("next".to_owned(), next.to_owned())],
        proof: Field::default(),
    })
}

/// How a proof that was typed ends the request, if it does.
#[derive(Debug)]
pub enum Answer {
    /// It does not: it was right.
    GoOn,
    /// The session is over.
    Over(HttpResponse),
}

impl Answer {
    /// The answer to send, if there is one.
    pub fn response(self) -> Option<HttpResponse> {
        match self {
            Self::GoOn => None,
            Self::Over(response) => Some(response),
        }
    }
}

/// Takes a proof. Without an answer it was wrong, as the field says.
///
/// # Errors
/// The store's.
pub async fn taken(caller: &Caller, me: &Me, means: Means) -> Result<(Option<Answer>, Field), Error> {
    let mut field = Field::default();
    if matches!(&means, Means::Typed(typed) if typed.is_empty()) {
        field.refuse(missing(asked(caller).await?));
        return Ok((None, field));
    }
    let (visitor, actor) = (me.person()?.clone(), me.actor.clone());
    let proved = caller.run(me, async move |portal| proof::prove(portal, &visitor, &actor, means).await).await?;
    Ok(match proved {
        Proved::Yes(token) => {
            caller.go_on(me, &token)?;
            (Some(Answer::GoOn), field)
        }
        Proved::TooMany => {
            caller.close();
            caller.tell(Flash::TooManyCodes);
            (Some(Answer::Over(caller.go(paths::SIGN_IN))), field)
        }
        Proved::No(why) => {
            field.refuse(why.into());
            (None, field)
        }
    })
}

const fn missing(asked: Asked) -> Complaint {
    match asked {
        Asked::Code { .. } => Complaint::CodeMissing,
        Asked::Password => Complaint::OwnPasswordMissing,
    }
}

/// What the visitor is asked for.
///
/// # Errors
/// The gate's and the store's.
pub async fn asked(caller: &Caller) -> Result<Asked, Error> {
    let read = caller.page(async |portal, read, me| {
        let visitor = me.visitor.as_ref().ok_or(ServiceError::NotFound)?;
        proof::asked(portal, read, visitor).await
    });
    Ok(read.await?.1)
}
