//! The rows of jobs and of their people, as the database gives them.

use diesel::prelude::*;
use jiff::Timestamp;
use jiff_diesel::NullableTimestamp;
use uuid::Uuid;

use super::error::StoreError;
use super::schema::{job, job_person};
use crate::domain::attribute::Attribute;
use crate::domain::id::{GroupId, JobId, RequestId, SessionId, UserId};
use crate::domain::job::{IntoGroup, Job, Kind, Outcome, Person, State, Values, Work};
use crate::domain::subject::Subject;

#[derive(Queryable, Selectable, QueryableByName)]
#[diesel(table_name = job, check_for_backend(diesel::pg::Pg))]
pub(super) struct JobRow {
    id: Uuid,
    deed: String,
    state: String,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    made_at: Timestamp,
    made_by: Uuid,
    made_by_name: String,
    session_id: Uuid,
    request_id: Uuid,
    address: Option<String>,
    reason: String,
    total: i32,
    done: i32,
    passed_over: i32,
    stop_asked: bool,
    troubles: i32,
    #[diesel(deserialize_as = NullableTimestamp)]
    ended_at: Option<Timestamp>,
    group_id: Option<Uuid>,
    group_name: Option<String>,
    group_role_assignable: Option<bool>,
    properties: Option<String>,
}

/// What a job gives to its people, as the row keeps it.
pub(super) fn written(values: &Values) -> String {
    let line = |(attribute, value): &(Attribute, Option<String>)| {
        format!("{}={}", attribute.id(), value.as_deref().unwrap_or_default())
    };
    values.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn read(written: &str) -> Option<Values> {
    let value = |line: &str| {
        let (id, value) = line.split_once('=')?;
        let attribute = Attribute::ALL.into_iter().find(|attribute| attribute.id() == id)?;
        Some((attribute, Some(value.to_owned()).filter(|value| !value.is_empty())))
    };
    written.split('\n').map(value).collect()
}

impl TryFrom<JobRow> for Job {
    type Error = StoreError;

    fn try_from(row: JobRow) -> Result<Self, StoreError> {
        let kind = Kind::from_id(&row.deed).ok_or(StoreError::Corrupt("job deed"))?;
        let group = row.group_id.zip(row.group_name).zip(row.group_role_assignable);
        let work = match (kind, group) {
            (Kind::Access(deed), _) => Work::Access(deed),
            (Kind::AddToGroup, Some(((id, name), role_assignable))) => {
                Work::AddToGroup(IntoGroup { id: GroupId::from_uuid(id), name, role_assignable })
            }
            (Kind::Restore, _) => Work::Restore,
            (Kind::Purge, _) => Work::Purge,
            (Kind::Invite, _) => Work::Invite,
            (Kind::Unlock, _) => Work::Unlock,
            (Kind::Edit, _) => {
                let values = row.properties.as_deref().and_then(read);
                Work::Edit(values.ok_or(StoreError::Corrupt("job properties"))?)
            }
            (Kind::AddToGroup, None) => return Err(StoreError::Corrupt("job group")),
        };
        let number = |number: i32| u32::try_from(number).unwrap_or(0);
        Ok(Self {
            id: JobId::from_uuid(row.id),
            work,
            state: State::from_id(&row.state).ok_or(StoreError::Corrupt("job state"))?,
            made_at: row.made_at,
            made_by: Subject { id: UserId::from_uuid(row.made_by), name: row.made_by_name },
            session: SessionId::from_uuid(row.session_id),
            request: RequestId::from_uuid(row.request_id),
            address: row.address,
            reason: row.reason,
            total: number(row.total),
            done: number(row.done),
            passed_over: number(row.passed_over),
            stop_asked: row.stop_asked,
            troubles: number(row.troubles),
            ended_at: row.ended_at,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = job_person, check_for_backend(diesel::pg::Pg))]
pub(super) struct PersonRow {
    position: i32,
    user_id: Uuid,
    user_name: String,
    outcome: Option<String>,
}

impl TryFrom<PersonRow> for Person {
    type Error = StoreError;

    fn try_from(row: PersonRow) -> Result<Self, StoreError> {
        let outcome = row.outcome.map(|outcome| Outcome::from_id(&outcome).ok_or(StoreError::Corrupt("job outcome")));
        Ok(Self {
            position: row.position,
            id: UserId::from_uuid(row.user_id),
            user_name: row.user_name,
            outcome: outcome.transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_job_gives_survives_its_row() {
        let values = vec![(Attribute::City, Some("a=b, c".to_owned())), (Attribute::State, None)];
        assert_eq!(read(&written(&values)), Some(values));
        assert_eq!(read("shoe_size=44"), None);
        assert_eq!(read(""), None);
    }
}
