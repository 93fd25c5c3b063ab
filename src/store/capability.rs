//! Who has registered proofs, whom self-service is open to, and who is able to use it: by the same conditions as the settings count with
//! (R-329…R-331). A page looks through so many people at most, and says where it stopped.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::capability_crowd::{Crowd, SIGNS_IN, condition, conditions};
use super::conn::Read;
use super::error::StoreError;
use super::kept::Keep as _;
use super::self_service::Plan;
use crate::domain::capability::{Capability, Proof, Standing};
use crate::domain::id::{GroupId, UserId};
use crate::domain::paging::Cursor;
use crate::domain::role::Roles;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    user_name: String,
    #[diesel(sql_type = Text)]
    display_name: String,
    #[diesel(sql_type = Text)]
    sort_name: String,
    #[diesel(sql_type = Integer)]
    role_bits: i32,
    #[diesel(sql_type = Array<Text>)]
    methods: Vec<String>,
    #[diesel(sql_type = Bool)]
    registered: bool,
    #[diesel(sql_type = Bool)]
    enabled: bool,
    #[diesel(sql_type = Bool)]
    signs_in: bool,
}

#[derive(QueryableByName)]
struct Edge {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    sort_name: String,
}

/// What is asked of the people: the five values of the plan, and a group.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What is decided about self-service.
    pub plan: Plan,
    /// Which people.
    pub standing: Standing,
    /// Only those in one of these groups.
    pub groups: Option<Vec<GroupId>>,
    /// Only these people, whatever the groups; so many as were found at once.
    pub people: Option<Vec<UserId>>,
    /// Only those who have this.
    pub method: Option<Proof>,
}

impl Asked {
    /// What is asked of everybody, or of everybody in some groups.
    pub const fn of(plan: Plan, standing: Standing, groups: Option<Vec<GroupId>>) -> Self {
        Self { plan, standing, groups, people: None, method: None }
    }
}

/// Some people, and where looking stopped before there were enough of them.
#[derive(Debug)]
pub struct Window {
    /// The people, by name, with their places.
    pub people: Vec<(Cursor, Capability)>,
    /// The last one who was looked at, where there are more behind.
    pub stopped: Option<Cursor>,
    /// How many are looked at for one page.
    pub width: i64,
}

/// `$1` to `$6`: the plan, and the groups that were asked for, or the people.
pub(super) fn bound(sql: String, asked: &Asked) -> BoxedSqlQuery<'static, Pg, SqlQuery> {
    let ids = |groups: &[GroupId]| groups.iter().map(|group| group.uuid()).collect::<Vec<Uuid>>();
    let plan = &asked.plan;
    let among = match &asked.people {
        Some(people) => Some(people.iter().map(|one| one.uuid()).collect()),
        None => asked.groups.as_deref().map(ids),
    };
    sql_query(sql)
        .into_boxed::<Pg>()
        .bind::<Text, _>(plan.reach.id())
        .bind::<Array<SqlUuid>, _>(ids(&plan.groups))
        .bind::<Array<SqlUuid>, _>(ids(&plan.without))
        .bind::<Array<Text>, _>(plan.methods())
        .bind::<Integer, _>(i32::from(plan.proofs))
        .bind::<Nullable<Array<SqlUuid>>, _>(among)
}

/// `$7` and `$8`: behind whom.
pub(super) fn placed(
    query: BoxedSqlQuery<'static, Pg, SqlQuery>,
    place: Option<&Cursor>,
) -> BoxedSqlQuery<'static, Pg, SqlQuery> {
    let (name, id) = place.map(|place| (place.keys.concat(), place.id)).unzip();
    query.bind::<Nullable<Text>, _>(name).bind::<Nullable<SqlUuid>, _>(id)
}

/// The next people behind a place, by name: `rows` of them at most, out of the next so many that are looked through.
///
/// # Errors
/// The store's.
pub async fn people(read: &Read<'_>, asked: &Asked, place: Option<&Cursor>, rows: usize) -> Result<Window, StoreError> {
    let crowd = Crowd::of(asked);
    let width = crowd.width(asked);
    if crowd == Crowd::Nobody {
        return Ok(Window { people: vec![], stopped: None, width });
    }
    let (registered, enabled) = conditions();
    let sql = format!(
        "SELECT u.id, u.user_name, u.display_name, u.sort_name, u.role_bits, array_remove(ARRAY[ \
         CASE WHEN c.mail IS NOT NULL THEN 'email' END, CASE WHEN c.phone IS NOT NULL THEN 'sms' END, \
         CASE WHEN a.user_id IS NOT NULL THEN 'app' END, \
         CASE WHEN EXISTS (SELECT FROM passkey k WHERE k.user_id = u.id OFFSET 0) THEN 'passkey' END, \
         CASE WHEN s.user_id IS NOT NULL THEN 'questions' END], NULL) AS methods, \
         {registered} AS registered, {enabled} AS enabled, {SIGNS_IN} AS signs_in FROM {} WHERE {} ORDER BY w.sort_name, w.id LIMIT $9",
        crowd.people(width),
        condition(asked)
    );
    let query = placed(bound(sql, asked), place).bind::<BigInt, _>(i64::try_from(rows).unwrap_or(i64::MAX));
    let found: Vec<Row> = read.run(query.kept().load(&mut read.conn())).await?;
    let stopped = if found.len() < rows { edge(read, asked, crowd, place, width).await? } else { None };
    Ok(Window { people: found.into_iter().map(Row::read).collect(), stopped, width })
}

/// The last one who is looked at, where there are that many.
async fn edge(
    read: &Read<'_>,
    asked: &Asked,
    crowd: Crowd,
    place: Option<&Cursor>,
    width: i64,
) -> Result<Option<Cursor>, StoreError> {
    let sql = format!(
        "SELECT id, sort_name FROM ({}) AS w ORDER BY sort_name, id OFFSET {} LIMIT 1",
        crowd.next(width, "sort_name, id"),
        width - 1
    );
    let query = placed(bound(sql, asked), place);
    let found: Option<Edge> = read.run(async { query.kept().get_result(&mut read.conn()).await.optional() }).await?;
    Ok(found.map(|edge| Cursor { keys: vec![edge.sort_name], id: edge.id }))
}

impl Row {
    fn read(self) -> (Cursor, Capability) {
        let place = Cursor { keys: vec![self.sort_name], id: self.id };
        let capability = Capability {
            id: UserId::from_uuid(self.id),
            user_name: self.user_name,
            display_name: self.display_name,
            roles: Roles::from_bits(self.role_bits),
            methods: self.methods.iter().filter_map(|id| Proof::from_id(id)).collect(),
            registered: self.registered,
            enabled: self.enabled,
            signs_in: self.signs_in,
            missing: 0,
        };
        (place, capability)
    }
}
