//! `GET /`: the first page of administrators; everybody else goes to the own account.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::people::View as People;
use crate::domain::permission::Permission;
use crate::service::home;
use crate::service::passwords::age;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::paths;
use crate::web::view::home::Home;

/// What waits and what happened.
///
/// # Errors
/// The gate's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, home) = caller
        .page(async |portal, read, me| {
            if me.actor.check(Permission::ViewUsers).is_err() {
                return Ok(None);
            }
            let notice = match &me.visitor {
                Some(visitor) => age::noticed(portal, read, &visitor.user, visitor.now).await?,
                None => None,
            };
            Ok(Some((home::home(portal, read, &me.actor).await?, notice)))
        })
        .await?;
    let Some((home, notice)) = home else { return Ok(caller.go(paths::ACCOUNT)) };
    let page = Home {
        page: caller.view(&me, Section::Home, None)?,
        temporary: home.waiting,
        never_signed_in: home.numbers.of(People::NeverSignedIn),
        blocked: home.numbers.of(People::Blocked),
        notice,
        mine: home.own,
        newest: home.newest,
    };
    caller.html(StatusCode::OK, &page)
}
