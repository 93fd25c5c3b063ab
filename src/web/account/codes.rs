//! `POST /account/security/codes`: new recovery codes, shown in the answer and nowhere else.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::app::shown_before;
use crate::service::second_step::own;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::security::{Codes, With};
use crate::web::{forms, proof};

/// Makes new codes; those of before are dead.
///
/// # Errors
/// The gate's, 403 for a foreign form, 422 for one that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::RECOVERY_CODES, &mut fields)?;
    if let Some(asked) = proof::before(&caller, &me, forms::RECOVERY_CODES, &ticket, &mut fields).await? {
        return Ok(asked);
    }
    fields.finish()?;
    let (visitor, actor, key) = (me.person()?.clone(), me.actor.clone(), ticket.key);
    let made = async move |portal: &_| own::make_codes(portal, &visitor, &actor, key).await;
    match caller.run(&me, made).await {
        Ok(codes) => {
            let page = caller.view(&me, Section::None, None)?;
            caller.html(StatusCode::OK, &Codes { page, codes, with: With::Nothing })
        }
        Err(Error::Replayed) => Ok(shown_before(&caller)),
        Err(error) => Err(error),
    }
}
