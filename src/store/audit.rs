//! The audit log, read back: newest first, by person, actor, activity, time, support code.

use std::collections::HashMap;

use diesel::dsl::{IntoBoxed, sql};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use serde_json::Value;
use uuid::Uuid;

use super::audit_walk::{self, Walk};
use super::conn::Read;
use super::error::StoreError;
use super::kept::Keep as _;
use super::limited::Limited;
use super::schema::{audit_event, audit_target};
use crate::domain::activity;
use crate::domain::audit::{Entry, EntryActor, Filter};
use crate::domain::group_event::Members;
use crate::domain::id::{EventId, GroupId, RequestId, SessionId, UserId};
use crate::domain::paging::{Cursor, PageSize, Slice, Start};
use crate::domain::subject::{About, GroupSubject, Subject};

type Events<'a> = IntoBoxed<'a, audit_event::table, Pg>;

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_event, check_for_backend(diesel::pg::Pg))]
struct EventRow {
    id: Uuid,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    at: Timestamp,
    actor_kind: String,
    actor_id: Option<Uuid>,
    actor_name: String,
    session_id: Option<Uuid>,
    address: Option<String>,
    activity: String,
    category: String,
    reason: Option<String>,
    request_id: Uuid,
    instance: String,
    details: String,
}

/// One page of the log, newest first.
///
/// # Errors
/// The store's.
pub async fn page(read: &Read<'_>, filter: &Filter, start: &Start, size: PageSize) -> Result<Slice<Entry>, StoreError> {
    let entries = rows(read, filter, start, size.rows() + 1).await?;
    Ok(Slice::cut(entries, start, size, place))
}

/// The place of a row in the log.
pub fn place(entry: &Entry) -> Cursor {
    Cursor::of_moment(entry.at, entry.id.uuid())
}

/// The next `rows` of the log, walking away from `start`: the newest first, backwards before a place.
///
/// # Errors
/// The store's.
pub async fn rows(read: &Read<'_>, filter: &Filter, start: &Start, rows: usize) -> Result<Vec<Entry>, StoreError> {
    let backwards = matches!(start, Start::Before(_));
    let log = audit_event::table.into_boxed();
    let mut query = match Walk::of(filter) {
        Some(walk) => log.filter(audit_event::id.eq_any(walk.newest(read, filter, start, rows).await?)),
        None => narrowed(log, filter),
    };
    if let Start::After(cursor) | Start::Before(cursor) = start {
        let at = moment(cursor)?.to_diesel();
        query = if backwards {
            query.filter(audit_event::at.ge(at)).filter(audit_event::at.gt(at).or(audit_event::id.gt(cursor.id)))
        } else {
            query.filter(audit_event::at.le(at)).filter(audit_event::at.lt(at).or(audit_event::id.lt(cursor.id)))
        };
    }
    query = if backwards {
        query.order((audit_event::at.asc(), audit_event::id.asc()))
    } else {
        query.order((audit_event::at.desc(), audit_event::id.desc()))
    };
    let query = Limited { query: query.select(EventRow::as_select()), rows };
    let rows: Vec<EventRow> = read.run(query.kept().load(&mut read.conn())).await?;
    with_subjects(read, rows).await
}

/// One row.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, id: EventId) -> Result<Option<Entry>, StoreError> {
    let rows: Vec<EventRow> = read
        .run(
            audit_event::table
                .filter(audit_event::id.eq(id.uuid()))
                .select(EventRow::as_select())
                .load(&mut read.conn()),
        )
        .await?;
    Ok(with_subjects(read, rows).await?.pop())
}

/// The newest name that the log has of whom or what some row is about.
///
/// # Errors
/// The store's.
pub async fn last_name(read: &Read<'_>, target: Uuid) -> Result<Option<String>, StoreError> {
    let query = audit_target::table
        .filter(audit_target::target_id.eq(target))
        .order((audit_target::at.desc(), audit_target::event_id.desc()))
        .select(audit_target::target_name)
        .limit(1)
        .kept();
    read.run(async { query.get_result(&mut read.conn()).await.optional() }).await
}

/// The rows with these ids, in no order.
///
/// # Errors
/// The store's.
pub async fn these(read: &Read<'_>, ids: &[EventId]) -> Result<Vec<Entry>, StoreError> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let query = audit_event::table.filter(audit_event::id.eq_any(ids)).select(EventRow::as_select());
    let rows: Vec<EventRow> = read.run(query.load(&mut read.conn())).await?;
    with_subjects(read, rows).await
}

/// Whether a cursor's one key is a moment.
pub fn is_moment(cursor: &Cursor) -> bool {
    moment(cursor).is_ok()
}

fn moment(cursor: &Cursor) -> Result<Timestamp, StoreError> {
    cursor.moment().ok_or(StoreError::Corrupt("audit cursor"))
}

/// By everything that names nobody.
fn narrowed<'a>(mut query: Events<'a>, filter: &Filter) -> Events<'a> {
    if let Some(activity) = &filter.activity {
        query = query.filter(audit_event::activity.eq(activity.clone()));
    }
    if let Some(activities) = &filter.activities {
        query = query.filter(audit_event::activity.eq_any(activities.clone()));
    }
    if let Some(succeeded) = filter.succeeded {
        query = query.filter(audit_event::result.eq(if succeeded { "success" } else { "failure" }));
    }
    if let Some(interrupted) = filter.interrupted {
        query =
            query.filter(sql::<Bool>(if interrupted { audit_walk::INTERRUPTED } else { audit_walk::UNINTERRUPTED }));
    }
    if filter.whole {
        query = query.filter(sql::<Bool>(audit_walk::WHOLE));
    }
    if filter.judged {
        query = query.filter(sql::<Bool>(audit_walk::JUDGED));
    }
    if let Some(from) = filter.from {
        query = query.filter(audit_event::at.ge(from.to_diesel()));
    }
    if let Some(until) = filter.until {
        query = query.filter(audit_event::at.lt(until.to_diesel()));
    }
    if let Some(reason) = &filter.reason {
        query = query.filter(audit_event::reason.eq(reason.clone()));
    }
    if let Some(address) = &filter.address {
        query = query.filter(audit_event::address.eq(address.clone()));
    }
    if let Some(request) = filter.request {
        query = query.filter(audit_event::request_id.eq(request.uuid()));
    }
    query
}

async fn with_subjects(read: &Read<'_>, rows: Vec<EventRow>) -> Result<Vec<Entry>, StoreError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut subjects: HashMap<Uuid, Vec<(Uuid, String)>> = HashMap::new();
    if !ids.is_empty() {
        let found: Vec<(Uuid, Uuid, String)> = read
            .run(
                audit_target::table
                    .filter(audit_target::event_id.eq_any(ids))
                    .order((audit_target::event_id, audit_target::position))
                    .select((audit_target::event_id, audit_target::target_id, audit_target::target_name))
                    .load(&mut read.conn()),
            )
            .await?;
        for (event, id, name) in found {
            subjects.entry(event).or_default().push((id, name));
        }
    }
    rows.into_iter().map(|row| entry(row, &mut subjects)).collect()
}

fn entry(row: EventRow, subjects: &mut HashMap<Uuid, Vec<(Uuid, String)>>) -> Result<Entry, StoreError> {
    let details: Vec<(String, String)> = match serde_json::from_str(&row.details) {
        Ok(Value::Object(details)) => details
            .into_iter()
            .map(|(name, value)| (name, value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
            .collect(),
        _ => return Err(StoreError::Corrupt("audit details")),
    };
    let actor = match (row.actor_kind.as_str(), row.actor_id) {
        ("person", Some(id)) => EntryActor::Person { id: UserId::from_uuid(id), name: row.actor_name },
        ("guest", None) => EntryActor::Guest,
        ("operator", None) => EntryActor::Operator { command: row.actor_name },
        ("program", None) => EntryActor::Program { job: row.actor_name },
        _ => return Err(StoreError::Corrupt("audit actor")),
    };
    Ok(Entry {
        subjects: about(&row.category, &details, subjects.remove(&row.id).unwrap_or_default()),
        id: EventId::from_uuid(row.id),
        at: row.at,
        actor,
        activity: row.activity,
        category: row.category,
        failure: row.reason,
        details,
        request: RequestId::from_uuid(row.request_id),
        address: row.address,
        session: row.session_id.map(SessionId::from_uuid),
        instance: row.instance,
    })
}

/// A row about groups begins with its group; who comes behind it is a person, unless a detail says that they are groups.
fn about(category: &str, details: &[(String, String)], subjects: Vec<(Uuid, String)>) -> Vec<About> {
    let groups = category == activity::GROUPS;
    let all = details.iter().any(|(name, value)| name == Members::DETAIL && value == Members::GROUPS);
    let about = |(place, (id, name)): (usize, (Uuid, String))| {
        if groups && (place == 0 || all) {
            About::Group(GroupSubject { id: GroupId::from_uuid(id), name })
        } else {
            About::Person(Subject { id: UserId::from_uuid(id), name })
        }
    };
    subjects.into_iter().enumerate().map(about).collect()
}
