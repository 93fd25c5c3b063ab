//! `GET /sign-ins`: the sign-in log, newest first.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::audit::Filter;
use crate::domain::audit_file::MOST_ROWS;
use crate::domain::download_event::File;
use crate::domain::failure::SignInFailure;
use crate::domain::organisation::Organisation;
use crate::domain::paging::{PageSize, Slice, Start};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::service::audit::{self, Query};
use crate::service::audit_file::{self, Form};
use crate::service::audit_names::Names;
use crate::service::portal::Portal;
use crate::service::sign_ins;
use crate::web::caller::Caller;
use crate::web::days::{day, whole_days};
use crate::web::download::{self, Format};
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::place;
use crate::web::view::audit::{DONE, REFUSED};
use crate::web::view::sign_ins::{INTERRUPTED, SignIns, SignInsQuery};
use crate::web::whom;

/// The longest name or address to look for.
const LONGEST: usize = 200;

/// A page of the log. A filter that makes no sense comes back with the reason beside its field.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for an address that we did not write.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (mut asked, start, size) = caller.query(asked).await?;
    let query = judged(&mut asked, &caller.app.site.organisation, start.clone(), size);
    let (me, listed) = caller
        .page(async move |portal, read, me| {
            let (query, sound) = query.map_or_else(|| (Query::default(), false), |query| (query, true));
            let listed = sign_ins::list(portal, read, &me.actor, &query).await?;
            Ok(sound.then_some(listed))
        })
        .await?;
    let status = if listed.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (entries, missed, names) = listed.map_or_else(
        || (Slice { rows: vec![], before: None, after: None }, None, Names::default()),
        |listed| (listed.entries, listed.missed, listed.names),
    );
    let page = caller.view(&me, Section::Audit, None)?;
    caller.html(status, &SignIns { page, query: asked, size, start, entries, missed, names })
}

/// The same rows as a file.
///
/// # Errors
/// 403 by the policy and for other sites, 422 for a filter that makes no sense, 429 while the same person reads a file, 503 when too many do.
pub async fn file(caller: Caller) -> Result<HttpResponse, Error> {
    let organisation = &caller.app.site.organisation;
    let (query, list) = caller
        .query(|fields| {
            let (mut asked, start, size) = asked(fields)?;
            let query = judged(&mut asked, organisation, start, size).ok_or(ErrorKind::BadForm)?;
            Ok((query, asked.address("/sign-ins").link()))
        })
        .await?;
    let (me, ()) = caller.page(async |_, _, me| Ok(me.actor.check(Permission::ViewAudit)?)).await?;
    let today = organisation.time_zone.to_datetime(me.now).date();
    let name = format!("{}-{today}-at-most-{MOST_ROWS}.csv", File::SignIns.id());
    let begin =
        async move |portal: &Portal, actor: Actor| audit_file::file(portal, &actor, Form::SignIns, &query, list).await;
    download::send(&caller, &me, Format::Csv, &name, begin).await
}

fn asked(mut fields: Fields) -> Result<(SignInsQuery, Start, PageSize), Error> {
    let person = Field::of(whom::taken(&mut fields, "person"));
    let mut given = |name: &str| Field::of(fields.take(name).map(|value| value.trim().to_owned()).unwrap_or_default());
    let query = SignInsQuery {
        person,
        result: given("result"),
        reason: given("reason"),
        from: given("from"),
        to: given("to"),
        address: given("address"),
    };
    let (start, size) = place::taken(&mut fields)?;
    fields.finish()?;
    let sound = match &start {
        Start::After(cursor) | Start::Before(cursor) => audit::is_place(cursor),
        Start::First => true,
    };
    if sound { Ok((query, start, size)) } else { Err(ErrorKind::BadForm.into()) }
}

/// The filter as the service wants it, or nothing: then each bad field carries its reason.
fn judged(asked: &mut SignInsQuery, organisation: &Organisation, start: Start, size: PageSize) -> Option<Query> {
    for field in [&mut asked.person, &mut asked.address] {
        if field.value.chars().count() > LONGEST {
            field.refuse(Complaint::TooLong { most: LONGEST });
        }
    }
    if !["", DONE, INTERRUPTED, REFUSED].contains(&asked.result.value.as_str()) {
        asked.result.refuse(Complaint::NotAChoice);
    }
    let known = SignInFailure::ALL.into_iter().any(|failure| failure.id() == asked.reason.value);
    if !asked.reason.value.is_empty() && !known {
        asked.reason.refuse(Complaint::NotAChoice);
    }
    let (from, to) = (day(&mut asked.from), day(&mut asked.to));
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        asked.from.refuse(Complaint::FromAfterTo);
    }
    if asked.fields().iter().any(|(_, field)| field.is_bad()) {
        return None;
    }
    let given = |field: &Field| Some(field.value.clone()).filter(|value| !value.is_empty());
    let (from, until) = whole_days(from, to, organisation);
    let filter = Filter {
        succeeded: given(&asked.result).map(|result| result != REFUSED),
        interrupted: given(&asked.result).filter(|result| result != REFUSED).map(|result| result == INTERRUPTED),
        reason: given(&asked.reason),
        address: given(&asked.address),
        from,
        until,
        ..Filter::default()
    };
    Some(Query { person: given(&asked.person), filter, start, size, ..Query::default() })
}
