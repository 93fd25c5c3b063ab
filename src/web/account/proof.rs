//! `POST /account/proof`: a proof before a page that needs one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::passkey::Purpose;
use crate::domain::secret::PlainPassword;
use crate::service::second_step::ceremony;
use crate::service::second_step::proof::Means;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::{forms, paths, proof, question};

/// Asks one of the visitor's passkeys to sign.
///
/// # Errors
/// The gate's, 403 for a foreign form; 404 for whoever has none.
pub async fn ask(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    question::put(&caller, &body, async |portal, visitor| ceremony::ask(portal, visitor, Purpose::Proof).await).await
}

/// Takes the proof, and leads on.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    caller.ticket(&me, forms::PROOF, &mut fields)?;
    let means = proof::means(&mut fields).unwrap_or_else(|| Means::Typed(PlainPassword::default()));
    let next = fields.take("next").filter(|next| paths::local(next).is_some());
    let next = next.unwrap_or_else(|| paths::ACCOUNT_SECURITY.to_owned());
    fields.finish()?;
    let (answer, field) = proof::taken(&caller, &me, means).await?;
    if let Some(answer) = answer {
        return Ok(answer.response().unwrap_or_else(|| caller.go(&next)));
    }
    let mut page = proof::empty(&caller, &me, &next, proof::asked(&caller).await?)?;
    page.proof = field;
    caller.html(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
