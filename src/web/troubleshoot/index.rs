//! `GET /troubleshoot?code=`: a support code, or the code of a reason → what happened, what it means, what helps.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::id::RequestId;
use crate::domain::trouble::Trouble;
use crate::service::{accounts, audit};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::{Complaint, Field};
use crate::web::page::Section;
use crate::web::view::troubleshoot::{Found, Troubleshoot};

/// Looks a code up; without one, all of them.
///
/// # Errors
/// The gate's, 422 for an address that we did not write.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let typed = caller
        .query(|mut fields| {
            let typed = fields.take("code").map(|code| code.trim().to_owned()).unwrap_or_default();
            fields.finish()?;
            Ok(typed)
        })
        .await?;
    let mut code = Field::of(typed);
    let request: Option<RequestId> = code.value.to_lowercase().parse().ok();
    let (me, (entries, accounts)) = caller
        .page(async move |_, read, me| {
            let Some(request) = request else { return Ok((None, BTreeMap::new())) };
            let entries = audit::of_request(read, &me.actor, request).await?;
            let accounts = accounts::of(read, &me.actor, &entries).await?;
            Ok((Some(entries), accounts))
        })
        .await?;
    let found = match (request, entries, Trouble::of(&code.value)) {
        (Some(request), Some(entries), _) => Some(Found::Request(request, entries)),
        (_, _, Some(trouble)) => Some(Found::Code(trouble)),
        _ => None,
    };
    let unknown = found.is_none() && !code.value.is_empty();
    if unknown {
        code.refuse(Complaint::NotACode);
    }
    let status = if unknown { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = caller.view(&me, Section::Audit, None)?;
    caller.html(status, &Troubleshoot { page, code, found, accounts })
}
