//! `GET /groups/suggest`: a few groups whose names words find.

use actix_web::HttpResponse;

use crate::service::groups::directory::{self, GroupFilter};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::suggestion::{self, Suggestion};

/// The first groups by name.
///
/// # Errors
/// 403 for people without a role, 422 for a query that is not ours.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let Some(words) = caller.query(suggestion::words).await? else {
        caller.enter().await?;
        return suggestion::answer(&[]);
    };
    let filter = GroupFilter { search: Some(words), deleted: false };
    let groups = caller.page(async move |_, read, me| directory::first(read, &me.actor, &filter).await).await?.1;
    let proposed: Vec<_> = groups
        .into_iter()
        .map(|group| Suggestion { label: group.description.unwrap_or_default(), name: group.name })
        .collect();
    suggestion::answer(&proposed)
}
