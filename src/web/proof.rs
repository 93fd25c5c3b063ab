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
use crate::domain::secret::PlainPassword;
use crate::service::error::Error as ServiceError;
use crate::service::second_step::proof::{self, Asked, Proved};

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
    let typed = fields.take_password("proof");
    if me.person()?.is_fresh() {
        return Ok(None);
    }
    let (answer, field) = match typed {
        None => (None, Field::default()),
        Some(typed) => taken(caller, me, &typed).await?,
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
pub async fn taken(caller: &Caller, me: &Me, typed: &PlainPassword) -> Result<(Option<Answer>, Field), Error> {
    let mut field = Field::default();
    let asked = asked(caller).await?;
    if typed.is_empty() {
        field.refuse(missing(asked));
        return Ok((None, field));
    }
    let (visitor, actor) = (me.person()?.clone(), me.actor.clone());
    let typed = PlainPassword::new(typed.expose().to_owned());
    let proved = caller.run(me, async move |portal| proof::prove(portal, &visitor, &actor, &typed).await).await?;
    Ok(match proved {
        Proved::Yes(token) => {
            caller.open(&token)?;
            (Some(Answer::GoOn), field)
        }
        Proved::TooMany => {
            caller.close();
            caller.tell(Flash::TooManyCodes);
            (Some(Answer::Over(caller.go(paths::SIGN_IN))), field)
        }
        Proved::No => {
            field.refuse(match asked {
                Asked::Code => Complaint::CodeWrong,
                Asked::Password => Complaint::OwnPasswordWrong,
            });
            (None, field)
        }
    })
}

const fn missing(asked: Asked) -> Complaint {
    match asked {
        Asked::Code => Complaint::CodeMissing,
        Asked::Password => Complaint::OwnPasswordMissing,
    }
}

/// What the visitor is asked for.
///
/// # Errors
/// The gate's and the store's.
pub async fn asked(caller: &Caller) -> Result<Asked, Error> {
    let read = caller.page(async |_, read, me| {
        let visitor = me.visitor.as_ref().ok_or(ServiceError::NotFound)?;
        proof::asked(read, visitor).await
    });
    Ok(read.await?.1)
}
