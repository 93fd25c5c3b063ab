//! `GET /reports/registration`: who can help himself, and who lacks what; `GET /reports/methods`: by what.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::capability::{Proof, Standing};
use crate::domain::download_event::File;
use crate::domain::paging::{Cursor, PageSize};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::service::portal::Portal;
use crate::service::reports::registration::{self, Query};
use crate::web::caller::Caller;
use crate::web::download::{self, Format};
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::report_registration::{RegistrationMethods, RegistrationReport};

/// The longest name to look for.
const LONGEST: usize = 200;

/// The people.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for an address that we did not write.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let query = caller.query(asked).await?;
    let wanted = query.clone();
    let (me, report) =
        caller.page(async move |portal, read, me| registration::report(portal, read, &me.actor, &wanted).await).await?;
    let page = caller.view(&me, Section::Reports, None)?;
    caller.html(StatusCode::OK, &RegistrationReport { page, query, report })
}

/// The same people as a file.
///
/// # Errors
/// 403 by the policy and for other sites, 422 as the page, 429 while the same person reads a file, 503 when too many do.
pub async fn file(caller: Caller) -> Result<HttpResponse, Error> {
    let query = caller.query(asked).await?;
    let (me, ()) = caller.page(async |_, _, me| Ok(me.actor.check(Permission::ViewAudit)?)).await?;
    let day = caller.app.site.organisation.time_zone.to_datetime(me.now).date();
    let name = format!("{}-{}-{day}.csv", File::Registration.id(), query.standing.id());
    let list = RegistrationReport::address_of(&query).link();
    let begin = async move |portal: &Portal, actor: Actor| registration::file(portal, &actor, &query, list).await;
    download::send(&caller, &me, Format::Csv, &name, begin).await
}

/// The methods.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn methods(caller: Caller) -> Result<HttpResponse, Error> {
    caller.query(|fields| Ok(fields.finish()?)).await?;
    let (me, methods) =
        caller.page(async move |portal, read, me| registration::methods(portal, read, &me.actor).await).await?;
    let page = caller.view(&me, Section::Reports, None)?;
    caller.html(StatusCode::OK, &RegistrationMethods { page, methods })
}

fn asked(mut fields: Fields) -> Result<Query, Error> {
    let bad = || Error::Page(ErrorKind::BadForm);
    let mut given =
        |name: &str| fields.take(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let (view, group, after, size) = (given("view"), given("group"), given("after"), given("size"));
    let (person, method) = (given("person"), given("method"));
    fields.finish()?;
    if [&group, &person].into_iter().flatten().any(|name| name.chars().count() > LONGEST) {
        return Err(bad());
    }
    Ok(Query {
        standing: view.map_or(Some(Standing::default()), |view| Standing::from_id(&view)).ok_or_else(bad)?,
        group,
        person,
        method: method.map(|method| Proof::from_id(&method).ok_or_else(bad)).transpose()?,
        place: after.map(|after| Cursor::decode(&after, 1).map_err(|_| bad())).transpose()?,
        size: size.map_or(Ok(PageSize::default()), |size| PageSize::parse(&size).map_err(|_| bad()))?,
    })
}
