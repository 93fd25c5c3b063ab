//! `GET /audit`: the audit log, newest first.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::activity;
use crate::domain::audit::Filter;
use crate::domain::organisation::Organisation;
use crate::domain::paging::{Cursor, PageSize, Slice, Start};
use crate::service::audit::{self, Query};
use crate::service::audit_names::Names;
use crate::web::caller::Caller;
use crate::web::days::{day, whole_days};
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::audit::{AuditIndex, AuditQuery, DONE, REFUSED};
use crate::web::whom;

/// The longest name to look for.
const LONGEST_NAME: usize = 200;

/// A page of the log. A filter that makes no sense comes back with the reason beside its field.
///
/// # Errors
/// The gate's, 422 for an address that we did not write.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (mut asked, start, size) = caller.query(asked).await?;
    let query = judged(&mut asked, &caller.app.site.organisation, start.clone(), size);
    let (me, listed) = caller
        .page(async move |portal, read, me| match query {
            Some(query) => audit::list(portal, read, &me.actor, &query).await.map(Some),
            None => Ok(None),
        })
        .await?;
    let status = if listed.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let none = || Slice { rows: vec![], before: None, after: None };
    let (entries, missed, no_group, names) = listed.map_or_else(
        || (none(), None, None, Names::default()),
        |listed| (listed.entries, listed.missed, listed.no_group, listed.names),
    );
    let page = caller.view(&me, Section::Audit, None)?;
    let proof = caller.app.portal.proof.known();
    caller.html(status, &AuditIndex { page, query: asked, size, start, entries, missed, no_group, names, proof })
}

pub(super) fn asked(mut fields: Fields) -> Result<(AuditQuery, Start, PageSize), Error> {
    let bad = || Error::Page(ErrorKind::BadForm);
    let [person, actor, group] = ["person", "actor", "group"].map(|name| whom::taken(&mut fields, name));
    let mut given = |name: &str| fields.take(name).map(|value| value.trim().to_owned()).unwrap_or_default();
    let (activity, result) = (given("activity"), given("result"));
    let (service, category) = (given("service"), given("category"));
    let (from, to, code) = (given("from"), given("to"), given("code"));
    let (after, before, size) = (given("after"), given("before"), given("size"));
    fields.finish()?;
    let place = |word: &str| Cursor::decode(word, 1).ok().filter(audit::is_place).ok_or_else(bad);
    let start = match (after.as_str(), before.as_str()) {
        ("", "") => Start::First,
        (after, "") => Start::After(place(after)?),
        ("", before) => Start::Before(place(before)?),
        _ => return Err(bad()),
    };
    let size = if size.is_empty() { PageSize::default() } else { PageSize::parse(&size).map_err(|_| bad())? };
    let of = Field::of;
    let query = AuditQuery {
        person: of(person),
        group: of(group),
        actor: of(actor),
        service: of(service),
        category: of(category),
        activity: of(activity),
        result: of(result),
        from: of(from),
        to: of(to),
        code: of(code),
    };
    Ok((query, start, size))
}

/// The filter as the service wants it, or nothing: then each bad field carries its reason.
pub(super) fn judged(
    asked: &mut AuditQuery,
    organisation: &Organisation,
    start: Start,
    size: PageSize,
) -> Option<Query> {
    for (field, known) in
        [(&mut asked.service, activity::SERVICES.as_slice()), (&mut asked.category, activity::CATEGORIES.as_slice())]
    {
        if !field.value.is_empty() && !known.contains(&field.value.as_str()) {
            field.refuse(Complaint::NotAChoice);
        }
    }
    for name in [&mut asked.person, &mut asked.group, &mut asked.actor] {
        if name.value.chars().count() > LONGEST_NAME {
            name.refuse(Complaint::TooLong { most: LONGEST_NAME });
        }
    }
    if !asked.activity.value.is_empty() && !activity::ALL.contains(&asked.activity.value.as_str()) {
        asked.activity.refuse(Complaint::NotAChoice);
    }
    if !["", DONE, REFUSED].contains(&asked.result.value.as_str()) {
        asked.result.refuse(Complaint::NotAChoice);
    }
    let (from, to) = (day(&mut asked.from), day(&mut asked.to));
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        asked.from.refuse(Complaint::FromAfterTo);
    }
    let request = Some(&asked.code.value).filter(|code| !code.is_empty()).map(|code| code.to_lowercase().parse());
    if matches!(request, Some(Err(_))) {
        asked.code.refuse(Complaint::NotASupportCode);
    }
    if asked.is_bad() {
        return None;
    }
    let (begin, end) = whole_days(from, to, organisation);
    let given = |field: &Field| Some(field.value.clone()).filter(|value| !value.is_empty());
    Some(Query {
        person: given(&asked.person),
        group: given(&asked.group),
        actor: given(&asked.actor),
        filter: Filter {
            activity: given(&asked.activity),
            activities: activities(&asked.service.value, &asked.category.value),
            succeeded: given(&asked.result).map(|result| result == DONE),
            from: begin,
            until: end,
            request: request.and_then(Result::ok),
            ..Filter::default()
        },
        start,
        size,
    })
}

/// The activities of a service and a category; nothing where neither is asked for.
fn activities(service: &str, category: &str) -> Option<Vec<&'static str>> {
    let fits = |name: &&str| {
        (service.is_empty() || activity::service(name) == service)
            && (category.is_empty() || activity::category(name) == category)
    };
    let asked = !service.is_empty() || !category.is_empty();
    asked.then(|| activity::ALL.into_iter().filter(fits).collect())
}
