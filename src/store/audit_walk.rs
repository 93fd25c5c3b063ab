//! The newest rows about some, by some, or of some activities: a few of each from its own place in an index, however long their history and
//! however many rows there are of everybody else.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::Read;
use super::error::StoreError;
use crate::domain::activity::{SELF_RESET_STEP, SIGN_IN};
use crate::domain::audit::{Filter, Outcome};
use crate::domain::id::{RequestId, UserId};
use crate::domain::paging::Start;

/// What is done; a step on the way to it says which.
pub(super) const WHOLE: &str = "details NOT LIKE '%\"step\":%'";
/// What is done, what failed, and proofs that were judged; of somebody whose name somebody has. An index knows the steps of a reset by these very
/// words.
pub(super) const JUDGED: &str = "((details NOT LIKE '%\"step\":%' OR details LIKE '%\"step\":\"proof\"%' OR result = 'failure') \
    AND reason IS DISTINCT FROM 'unknown-user')";
/// Sign-ins whose session opens next to nothing; an index knows them by these very words.
pub(super) const INTERRUPTED: &str = "details NOT LIKE '%\"session\":\"full\"%'";
/// All others.
pub(super) const UNINTERRUPTED: &str = "details LIKE '%\"session\":\"full\"%'";

/// Which index is walked, and from which of its places.
pub(super) struct Walk {
    keys: Vec<String>,
    along: Along,
    /// Whether judged steps of a reset are walked as well, along an index of their own: made-up names fill the one of activities.
    steps: bool,
}

#[derive(Clone, Copy)]
enum Along {
    Subjects,
    Actors,
    Activities,
}

impl Walk {
    /// How a filter is answered best; nothing where the log is walked as it is.
    pub(super) fn of(filter: &Filter) -> Option<Self> {
        let people = |ids: &[UserId]| ids.iter().map(|id| id.uuid().to_string()).collect();
        let (mut keys, along): (Vec<String>, Along) = match filter {
            Filter { subjects: Some(ids), group: None, .. } => (people(ids), Along::Subjects),
            Filter { group: Some(group), .. } => (vec![group.uuid().to_string()], Along::Subjects),
            Filter { actors: Some(ids), .. } => (people(ids), Along::Actors),
            Filter { activities: Some(names), .. } if filter.is_of_activities_alone() => {
                (names.iter().map(|&name| name.to_owned()).collect(), Along::Activities)
            }
            _ => return None,
        };
        let walked = keys.len();
        if filter.judged && matches!(along, Along::Activities) {
            keys.retain(|name| name != SELF_RESET_STEP);
        }
        Some(Self { steps: keys.len() < walked, keys, along })
    }

    /// The ids of all rows that can be among the next `rows`.
    ///
    /// # Errors
    /// The store's.
    pub(super) async fn newest(
        self,
        read: &Read<'_>,
        filter: &Filter,
        start: &Start,
        rows: usize,
    ) -> Result<Vec<Uuid>, StoreError> {
        // Values are bound in the order in which they are asked for.
        let query = sql_query(self.sql(filter, start))
            .into_boxed::<Pg>()
            .bind::<Array<Text>, _>(self.keys)
            .bind::<BigInt, _>(i64::try_from(rows).unwrap_or(i64::MAX));
        let place = match start {
            Start::First => None,
            Start::After(cursor) | Start::Before(cursor) => {
                let moment = cursor.moment().ok_or(StoreError::Corrupt("audit cursor"))?;
                Some((moment, cursor.id))
            }
        };
        let uuids = |ids: &Option<Vec<UserId>>| ids.as_ref().map(|ids| ids.iter().map(|id| id.uuid()).collect());
        let (subjects, actors): (Option<Vec<Uuid>>, Option<Vec<Uuid>>) =
            (uuids(&filter.subjects), uuids(&filter.actors));
        let query = query
            .bind::<Nullable<Timestamptz>, _>(filter.from.to_diesel())
            .bind::<Nullable<Timestamptz>, _>(filter.until.to_diesel())
            .bind::<Nullable<Timestamptz>, _>(place.map(|(moment, _)| moment).to_diesel())
            .bind::<Nullable<SqlUuid>, _>(place.map(|(_, id)| id))
            .bind::<Nullable<Array<SqlUuid>>, _>(subjects)
            .bind::<Nullable<Array<SqlUuid>>, _>(actors)
            .bind::<Nullable<Text>, _>(filter.activity.clone())
            .bind::<Nullable<Array<Text>>, _>(filter.activities.clone())
            .bind::<Nullable<Text>, _>(filter.reason.clone())
            .bind::<Nullable<Text>, _>(filter.address.clone())
            .bind::<Nullable<SqlUuid>, _>(filter.request.map(RequestId::uuid));
        let found: Vec<Found> = read.run(query.load(&mut read.conn())).await?;
        Ok(found.into_iter().map(|row| row.id).collect())
    }

    /// Conditions on values that are not asked for hold for every row, and cost nothing: the statement is planned anew with its values each time.
    /// Kept ready, Postgres would plan it for any values sooner or later, and read a whole history where there is much of one.
    fn sql(&self, filter: &Filter, start: &Start) -> String {
        let steps = format!("audit_event e WHERE e.activity = '{SELF_RESET_STEP}'");
        let (from, at, id) = match self.along {
            Along::Subjects => (
                "audit_target t JOIN audit_event e ON e.id = t.event_id WHERE t.target_id = key::uuid",
                "t.at",
                "t.event_id",
            ),
            Along::Actors => ("audit_event e WHERE e.actor_id = key::uuid", "e.at", "e.id"),
            Along::Activities => ("audit_event e WHERE e.activity = key", "e.at", "e.id"),
        };
        let (walk, behind) = match start {
            Start::Before(_) => ("ASC", format!("{at} >= $5 AND ({at} > $5 OR {id} > $6)")),
            Start::First | Start::After(_) => ("DESC", format!("{at} <= $5 AND ({at} < $5 OR {id} < $6)")),
        };
        // Written out, so that an index of what was refused can be chosen.
        let mut parts = String::new();
        let mut also = |part: &str| {
            parts.push_str(" AND ");
            parts.push_str(part);
        };
        match filter.succeeded {
            Some(true) => also("e.result = 'success'"),
            Some(false) => also("e.result = 'failure'"),
            None => {}
        }
        match filter.interrupted {
            Some(true) => also(&format!("e.{INTERRUPTED}")),
            Some(false) => also(&format!("e.{UNINTERRUPTED}")),
            None => {}
        }
        if filter.whole {
            also(&format!("e.{WHOLE}"));
        }
        if filter.judged {
            also(JUDGED);
        }
        // A row about somebody is found at that one's place already.
        let about = "EXISTS (SELECT FROM audit_target o WHERE o.event_id = e.id AND o.target_id = ANY ($7))";
        if !matches!((self.along, filter.group), (Along::Subjects, None)) {
            also(&format!("($7 IS NULL OR {about})"));
        }
        let newest = |from: &str, of: &str| {
            format!(
                "(SELECT {id} AS id, {at} AS at FROM {from} AND ($3 IS NULL OR {at} >= $3) \
                 AND ($4 IS NULL OR {at} < $4) AND ($5 IS NULL OR {behind}) AND ($8 IS NULL OR e.actor_id = ANY ($8)){of} \
                 AND ($11 IS NULL OR e.reason = $11) AND ($12 IS NULL OR e.address = $12) \
                 AND ($13 IS NULL OR e.request_id = $13){parts} ORDER BY {at} {walk}, {id} {walk} LIMIT $2)"
            )
        };
        let any = "SELECT one.* FROM unnest($1) AS key";
        // A row about two of them is found at both places, and is one.
        let all = |found: &str| {
            format!(
                "SELECT id FROM (SELECT DISTINCT id, at FROM ({found}) AS found) AS each ORDER BY at {walk}, id {walk} LIMIT $2"
            )
        };
        if matches!(self.along, Along::Subjects) && (filter.activity.is_some() || filter.activities.is_some()) {
            let known = newest(&format!("{from} AND t.activity = kind.activity AND t.outcome = kind.outcome"), "");
            let before = newest(&format!("{from} AND t.activity = '' AND t.outcome = ''"), OF_ACTIVITIES);
            let kinds = kinds(filter);
            return all(&format!(
                "{any}, ({kinds}) AS kind, LATERAL {known} AS one UNION ALL {any}, LATERAL {before} AS one"
            ));
        }
        let steps = if self.steps { format!(" UNION ALL {}", newest(&steps, OF_ACTIVITIES)) } else { String::new() };
        all(&format!("{any}, LATERAL {} AS one{steps}", newest(from, OF_ACTIVITIES)))
    }
}

/// What a row of the log must be of; those about somebody have a place for each activity and what came of it, but for rows of before.
const OF_ACTIVITIES: &str = " AND ($9 IS NULL OR e.activity = $9) AND ($10 IS NULL OR e.activity = ANY ($10))";

/// The places of rows about somebody that can hold what is asked for.
fn kinds(filter: &Filter) -> String {
    let outcomes: Vec<_> = filter.outcomes().into_iter().map(|outcome| format!("'{}'", outcome.id())).collect();
    format!(
        "SELECT activity, outcome FROM unnest(coalesce($10, ARRAY[$9])) AS activity, unnest(ARRAY[{}]::text[]) AS outcome \
         WHERE ($9 IS NULL OR activity = $9) AND (activity = '{SIGN_IN}' OR outcome <> '{}')",
        outcomes.join(", "),
        Outcome::Interrupted.id()
    )
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}
