//! `GET /users/suggest`: a few people whom words find, for script that proposes managers. Without script the form finds them itself.

use actix_web::HttpResponse;
use actix_web::http::header;
use serde::Serialize;

use crate::domain::people::PeopleFilter;
use crate::service::users::directory;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::form::Fields;

use super::index::LONGEST_SEARCH;

/// Fewer letters find everybody.
const SHORTEST: usize = 2;

/// One proposal.
#[derive(Debug, Serialize)]
struct Proposal {
    /// The user name: what the field takes.
    name: String,
    /// Who that is.
    person: String,
}

/// The first people by name.
///
/// # Errors
/// 403 for people without a role, 422 for a query that is not ours.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let words = caller.query(words).await?;
    let filter = PeopleFilter { search: Some(words.clone()), ..PeopleFilter::default() };
    let people = if words.chars().count() < SHORTEST {
        caller.enter().await?;
        vec![]
    } else {
        caller.page(async move |_, read, me| directory::first(read, &me.actor, &filter).await).await?.1
    };
    let proposals: Vec<Proposal> = people
        .into_iter()
        .map(|user| Proposal {
            person: [Some(user.display_name), user.department].into_iter().flatten().collect::<Vec<_>>().join(", "),
            name: user.user_name.to_string(),
        })
        .collect();
    let body = serde_json::to_string(&proposals).map_err(|_| ErrorKind::Internal)?;
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/json")).body(body))
}

fn words(mut fields: Fields) -> Result<String, Error> {
    let words = fields.take("q").unwrap_or_default().trim().to_owned();
    fields.finish()?;
    if words.chars().count() > LONGEST_SEARCH { Err(ErrorKind::BadForm.into()) } else { Ok(words) }
}
