//! How many are registered, enabled, able, and how many lack proofs. So many people are looked through for a number and no more: where that
//! does not tell it, it is not told.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Nullable, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::capability::{Asked, bound, placed};
use super::capability_crowd::{Crowd, PERSON, PROOFS, conditions, passwordless, two_step};
use super::capability_strong::strong;
use super::conn::Read;
use super::error::StoreError;
use super::kept::Keep as _;
use super::self_service::{Lacking, PROBED, Plan, open_to_members};
use crate::domain::capability::Standing;
use crate::domain::id::GroupId;
use crate::domain::paging::Count;

/// So many people are looked through for a number.
const LOOKED_THROUGH: i64 = 5_000;

/// What was found among those who were looked through.
#[derive(QueryableByName, Default, Clone, Copy)]
struct Found {
    #[diesel(sql_type = BigInt)]
    looked: i64,
    #[diesel(sql_type = BigInt)]
    registered: i64,
    #[diesel(sql_type = BigInt)]
    enabled: i64,
    #[diesel(sql_type = BigInt)]
    capable: i64,
    #[diesel(sql_type = BigInt)]
    lacking: i64,
    #[diesel(sql_type = BigInt)]
    two_step: i64,
    #[diesel(sql_type = BigInt)]
    passwordless: i64,
}

impl Found {
    fn number(self, standing: Standing) -> i64 {
        match standing {
            Standing::Everybody => self.looked,
            Standing::Registered => self.registered,
            Standing::Enabled => self.enabled,
            Standing::Capable => self.capable,
            Standing::Lacking => self.lacking,
            Standing::TwoStep => self.two_step,
            Standing::Passwordless => self.passwordless,
        }
    }

    /// The number, where it is known: everybody was looked at, or there are more than are counted.
    fn count(self, standing: Standing, most: i64) -> Option<Count> {
        told(self.number(standing), self.looked <= most)
    }
}

fn told(number: i64, all: bool) -> Option<Count> {
    let count = Count::capped(number);
    (all || matches!(count, Count::MoreThan(_))).then_some(count)
}

/// The numbers of `w`, `u`, `c` and `a`.
fn numbers() -> String {
    let (registered, enabled) = conditions();
    format!(
        "count(*) AS looked, count(*) FILTER (WHERE {registered}) AS registered, count(*) FILTER (WHERE {enabled}) AS enabled, \
         count(*) FILTER (WHERE {registered} AND {enabled}) AS capable, count(*) FILTER (WHERE {enabled} AND NOT {registered}) AS lacking, \
         count(*) FILTER (WHERE {}) AS two_step, count(*) FILTER (WHERE {}) AS passwordless",
        two_step(),
        passwordless()
    )
}

/// How many there are of some kinds; nothing where too many would have to be looked through.
///
/// # Errors
/// The store's.
pub async fn counts(
    read: &Read<'_>,
    asked: &Asked,
    kinds: &[Standing],
) -> Result<Vec<(Standing, Option<Count>)>, StoreError> {
    let mut known: Vec<(Crowd, Found)> = vec![];
    let mut counts = vec![];
    let (mut with_proofs, mut with_strong) = (None, None);
    for standing in kinds {
        let crowd = Crowd::of(&Asked { standing: *standing, ..asked.clone() });
        let found = match known.iter().find(|(of, _)| *of == crowd) {
            Some((_, found)) => *found,
            None if crowd == Crowd::Nobody => Found::default(),
            None => {
                let found = among(read, asked, crowd).await?;
                known.push((crowd, found));
                found
            }
        };
        let mut count = found.count(*standing, LOOKED_THROUGH);
        // Whoever has neither address nor phone nor app nor passkey nor answers has registered nothing: the few who have are soon looked through.
        if count.is_none() && matches!(standing, Standing::Registered | Standing::Capable) {
            let found = match with_proofs {
                Some(found) => found,
                None => among_registered(read, asked).await?,
            };
            with_proofs = Some(found);
            count = found.count(*standing, LOOKED_THROUGH);
        }
        // And whoever has a second step has an app or a passkey.
        if count.is_none() && matches!(standing, Standing::TwoStep | Standing::Passwordless) {
            let [both, keys] = match with_strong {
                Some(found) => found,
                None => strong(read, asked).await?,
            };
            with_strong = Some([both, keys]);
            let (number, all) = if *standing == Standing::TwoStep { both } else { keys };
            count = told(number, all);
        }
        counts.push((*standing, count));
    }
    Ok(counts)
}

async fn among(read: &Read<'_>, asked: &Asked, crowd: Crowd) -> Result<Found, StoreError> {
    let sql = format!("SELECT {} FROM {}", numbers(), crowd.people(LOOKED_THROUGH + 1));
    let query = placed(bound(sql, asked), None);
    read.run(query.kept().get_result(&mut read.conn())).await
}

async fn among_registered(read: &Read<'_>, asked: &Asked) -> Result<Found, StoreError> {
    let most = LOOKED_THROUGH + 1;
    let sql = format!(
        "SELECT {} FROM ((SELECT user_id AS id FROM authentication_contact WHERE mail IS NOT NULL OR phone IS NOT NULL LIMIT {most}) UNION \
         (SELECT user_id FROM authenticator_app LIMIT {most}) UNION (SELECT user_id FROM passkey LIMIT {most}) UNION \
         (SELECT user_id FROM security_answers LIMIT {most})) AS w {PERSON} {PROOFS} \
         WHERE $6 IS NULL OR EXISTS (SELECT FROM group_member g WHERE g.user_id = u.id AND g.group_id = ANY ($6) OFFSET 0)",
        numbers()
    );
    let all = format!(
        "SELECT count(*) AS looked, 0::bigint AS registered, 0::bigint AS enabled, 0::bigint AS capable, 0::bigint AS lacking, \
         0::bigint AS two_step, 0::bigint AS passwordless FROM ( \
         (SELECT FROM authentication_contact WHERE mail IS NOT NULL OR phone IS NOT NULL LIMIT {most}) UNION ALL (SELECT FROM authenticator_app LIMIT {most}) \
         UNION ALL (SELECT FROM passkey LIMIT {most}) UNION ALL (SELECT FROM security_answers LIMIT {most})) AS w"
    );
    let found: Found = read.run(bound(sql, asked).kept().get_result(&mut read.conn())).await?;
    // Whoever is deleted, or in no such group, was looked at all the same.
    let all: Found = read.run(sql_query(all).kept().get_result(&mut read.conn())).await?;
    Ok(Found { looked: all.looked, ..found })
}

#[derive(QueryableByName)]
struct OfGroup {
    #[diesel(sql_type = SqlUuid)]
    top: Uuid,
    #[diesel(sql_type = BigInt)]
    looked: i64,
    #[diesel(sql_type = BigInt)]
    capable: i64,
    #[diesel(sql_type = BigInt)]
    lacking: i64,
}

/// How many are able and how many lack proofs in each of some groups; `pairs` are the groups, each with every group in it and with itself.
///
/// # Errors
/// The store's.
pub async fn by_group(
    read: &Read<'_>,
    plan: &Plan,
    pairs: &[(GroupId, GroupId)],
) -> Result<HashMap<GroupId, [Option<Count>; 2]>, StoreError> {
    let tops = pairs.iter().filter(|(top, inside)| top == inside).count();
    // About as many people altogether, however many groups there are: of a larger one the list tells the numbers, which it leads to.
    let most: i64 = match tops {
        0 | 1 => LOOKED_THROUGH,
        2 => 1_500,
        3..=10 => 300,
        11..=20 => 150,
        _ => 60,
    };
    let (registered, mut enabled) = conditions();
    // Nobody has to be looked for in a group whose list was just read.
    if pairs.iter().all(|(_, inside)| plan.groups.contains(inside)) {
        enabled = open_to_members(1, PROBED);
    }
    let number = most + 1;
    // Whoever is in several of the groups is judged once, and each condition asked once.
    let sql = format!(
        "WITH inside AS MATERIALIZED (SELECT t.top, one.id FROM (SELECT DISTINCT top FROM unnest($7, $8) AS pair (top, inside)) AS t, \
            LATERAL (SELECT DISTINCT id FROM (SELECT member.user_id AS id \
                FROM (SELECT inside FROM unnest($7, $8) AS pair (top, inside) WHERE pair.top = t.top OFFSET 0) AS pair, \
                LATERAL (SELECT user_id FROM group_member WHERE group_id = pair.inside AND living ORDER BY sort_name, user_id \
                LIMIT {number}) AS member) AS all_of LIMIT {number}) AS one), \
         judged AS MATERIALIZED (SELECT w.id, CASE WHEN {enabled} THEN {registered} END AS able \
            FROM (SELECT DISTINCT id FROM inside) AS w {PERSON} {PROOFS}) \
         SELECT top, count(*) AS looked, count(*) FILTER (WHERE able) AS capable, count(*) FILTER (WHERE NOT able) AS lacking \
         FROM inside JOIN judged USING (id) GROUP BY top"
    );
    let asked = Asked::of(plan.clone(), Standing::Everybody, None);
    let ids = |of: fn(&(GroupId, GroupId)) -> GroupId| pairs.iter().map(|pair| of(pair).uuid()).collect::<Vec<Uuid>>();
    let query = bound(sql, &asked)
        .bind::<Array<SqlUuid>, _>(ids(|(top, _)| *top))
        .bind::<Array<SqlUuid>, _>(ids(|(_, inside)| *inside));
    let rows: Vec<OfGroup> = read.run(query.kept().load(&mut read.conn())).await?;
    let mut counts: HashMap<GroupId, [Option<Count>; 2]> =
        pairs.iter().map(|(top, _)| (*top, [Some(Count::Exactly(0)); 2])).collect();
    for row in rows {
        let all = row.looked <= most;
        counts.insert(GroupId::from_uuid(row.top), [told(row.capable, all), told(row.lacking, all)]);
    }
    Ok(counts)
}

#[derive(QueryableByName)]
struct Having {
    #[diesel(sql_type = BigInt)]
    looked: i64,
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How many have a recovery address, a phone for codes, an app, a passkey, answers to questions, two of them or more; nothing where too many would have to be looked through.
///
/// # Errors
/// The store's.
pub async fn methods(read: &Read<'_>) -> Result<[Option<Count>; 6], StoreError> {
    let most = LOOKED_THROUGH + 1;
    let several = " AND (EXISTS (SELECT FROM authentication_contact WHERE user_id = w.id AND mail IS NOT NULL OFFSET 0)::int \
        + EXISTS (SELECT FROM authentication_contact WHERE user_id = w.id AND phone IS NOT NULL OFFSET 0)::int \
        + EXISTS (SELECT FROM authenticator_app WHERE user_id = w.id OFFSET 0)::int \
        + EXISTS (SELECT FROM passkey WHERE user_id = w.id OFFSET 0)::int \
        + EXISTS (SELECT FROM security_answers WHERE user_id = w.id OFFSET 0)::int) >= 2";
    let living = "EXISTS (SELECT FROM users WHERE users.id = w.id OFFSET 0)";
    let mut counts = [None; 6];
    for (count, (people, more)) in counts.iter_mut().zip([
        ("SELECT user_id AS id FROM authentication_contact WHERE mail IS NOT NULL", ""),
        ("SELECT user_id AS id FROM authentication_contact WHERE phone IS NOT NULL", ""),
        ("SELECT user_id AS id FROM authenticator_app", ""),
        ("SELECT DISTINCT user_id AS id FROM passkey ORDER BY user_id", ""),
        ("SELECT user_id AS id FROM security_answers", ""),
        // Whoever has two has one that is not the address.
        (
            "SELECT user_id AS id FROM authenticator_app UNION SELECT user_id FROM passkey UNION SELECT user_id \
             FROM security_answers UNION SELECT user_id FROM authentication_contact WHERE phone IS NOT NULL ORDER BY id",
            several,
        ),
    ]) {
        let sql = format!(
            "SELECT count(*) AS looked, count(*) FILTER (WHERE {living}{more}) AS number FROM ({people} LIMIT {most}) AS w"
        );
        let found: Having = read.run(sql_query(sql).kept().get_result(&mut read.conn())).await?;
        *count = told(found.number, found.looked < most);
    }
    Ok(counts)
}

/// How many lack proofs, and how many of them were not written to since a moment; nothing where too many would have to be looked through.
///
/// # Errors
/// The store's.
pub async fn lacking(read: &Read<'_>, whom: &Lacking) -> Result<[Option<Count>; 2], StoreError> {
    let asked = Asked::of(whom.plan.clone(), Standing::Lacking, None);
    let crowd = Crowd::of(&asked);
    if crowd == Crowd::Nobody {
        return Ok([Some(Count::Exactly(0)); 2]);
    }
    let (registered, enabled) = conditions();
    let sql = format!(
        "SELECT count(*) AS looked, count(*) FILTER (WHERE {enabled} AND NOT {registered}) AS lacking, count(*) FILTER (WHERE {enabled} \
         AND NOT {registered} AND ($9 IS NULL OR r.invited_at IS NULL OR r.invited_at < $9)) AS due FROM {} \
         LEFT JOIN LATERAL (SELECT invited_at FROM proof_registration WHERE user_id = u.id OFFSET 0) AS r ON true",
        crowd.people(LOOKED_THROUGH + 1)
    );
    let query = placed(bound(sql, &asked), None).bind::<Nullable<Timestamptz>, _>(whom.invited_before.to_diesel());
    let found: Uninvited = read.run(query.kept().get_result(&mut read.conn())).await?;
    let all = found.looked <= LOOKED_THROUGH;
    Ok([told(found.lacking, all), told(found.due, all)])
}

#[derive(QueryableByName)]
struct Uninvited {
    #[diesel(sql_type = BigInt)]
    looked: i64,
    #[diesel(sql_type = BigInt)]
    lacking: i64,
    #[diesel(sql_type = BigInt)]
    due: i64,
}
