//! `GET /roles/{role}`: what a role allows, who holds it, whom to give it to.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::paging::{Cursor, PageSize, Start};
use crate::domain::people::PeopleFilter;
use crate::domain::role::Role;
use crate::domain::target::Target;
use crate::service::roles;
use crate::service::users::directory::{self, Query};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::roles::{Candidate, RoleShow};

/// The longest search.
const LONGEST_SEARCH: usize = 200;

/// What the address asks for.
#[derive(Clone)]
struct Asked {
    search: Option<String>,
    start: Start,
    size: PageSize,
}

/// A role's page.
///
/// # Errors
/// The gate's, 404 for a role that is none, 422 for an address that asks for what does not exist.
pub async fn show(caller: Caller, role: Path<String>) -> Result<HttpResponse, Error> {
    let asked = caller.query(asked).await?;
    let role = Role::ALL.into_iter().find(|known| known.id() == role.as_str());
    let again = asked.clone();
    let (me, (holders, found)) = caller
        .page(async move |portal, read, me| {
            let role = role.ok_or(crate::service::error::Error::NotFound)?;
            let holders = roles::holders(read, &me.actor, role, &again.start, again.size).await?;
            let Some(search) = again.search else { return Ok((holders, None)) };
            let filter = PeopleFilter { search: Some(search), ..PeopleFilter::default() };
            let query = Query { filter, ..Query::default() };
            let people = directory::list(portal, read, &query).await?.shown_to(&me.actor)?.slice;
            let more = people.after.is_some();
            let candidate = |user| {
                let denial = me.actor.check_role(role, &Target::from(&user)).err().map(|denied| denied.denial);
                Candidate { user, denial }
            };
            Ok((holders, Some((people.rows.into_iter().map(candidate).collect(), more))))
        })
        .await?;
    let page = RoleShow {
        page: caller.view(&me, Section::Roles, None)?,
        role: role.ok_or(ErrorKind::NotFound)?,
        search: asked.search.unwrap_or_default(),
        size: asked.size,
        holders,
        found,
    };
    caller.html(StatusCode::OK, &page)
}

fn asked(mut fields: Fields) -> Result<Asked, Error> {
    let bad = || Error::Page(ErrorKind::BadForm);
    let mut given =
        |name: &str| fields.take(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let (search, after, before, size) = (given("q"), given("after"), given("before"), given("size"));
    fields.finish()?;
    if search.as_ref().is_some_and(|search| search.chars().count() > LONGEST_SEARCH) {
        return Err(bad());
    }
    let place = |word: &str| Cursor::decode(word, 1).ok().filter(roles::is_place).ok_or_else(bad);
    let start = match (after, before) {
        (None, None) => Start::First,
        (Some(after), None) => Start::After(place(&after)?),
        (None, Some(before)) => Start::Before(place(&before)?),
        (Some(_), Some(_)) => return Err(bad()),
    };
    let size = size.map_or(Ok(PageSize::default()), |size| PageSize::parse(&size).map_err(|_| bad()))?;
    Ok(Asked { search, start, size })
}
