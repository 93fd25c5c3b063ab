//! `GET /users/suggest`: a few people whom words find.

use actix_web::HttpResponse;

use crate::domain::people::PeopleFilter;
use crate::service::users::directory;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::suggestion::{self, Suggestion};

/// The first people by name.
///
/// # Errors
/// 403 for people without a role, 422 for a query that is not ours.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let Some(words) = caller.query(suggestion::words).await? else {
        caller.enter().await?;
        return suggestion::answer(&[]);
    };
    let filter = PeopleFilter { search: Some(words), ..PeopleFilter::default() };
    let people = caller.page(async move |_, read, me| directory::first(read, &me.actor, &filter).await).await?.1;
    let proposed: Vec<_> = people
        .into_iter()
        .map(|user| Suggestion {
            label: [Some(user.display_name), user.department].into_iter().flatten().collect::<Vec<_>>().join(", "),
            name: user.user_name.to_string(),
        })
        .collect();
    suggestion::answer(&proposed)
}
