//! Who has registered proofs, whom self-service is open to, and who is able to use it: by the same conditions as the settings count with
//! (R-329…R-331). A page looks through so many people at most, and says where it stopped.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::conn::Read;
use super::error::StoreError;
use super::kept::Keep as _;
use super::self_service::{PROOFS, Plan, has, reached, registered};
use crate::domain::capability::{Capability, Standing};
use crate::domain::id::{GroupId, UserId};
use crate::domain::paging::{Count, Cursor};
use crate::domain::reset_report::Channel;
use crate::domain::role::Roles;
use crate::domain::self_service::{ADMINISTRATORS_PROVE, Method};

/// So many people are looked through for one page.
pub const WINDOW: i64 = 20_000;

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
}

#[derive(QueryableByName)]
struct Edge {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    sort_name: String,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    number: i64,
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
}

/// Some people, and where looking stopped before there were enough of them.
#[derive(Debug)]
pub struct Window {
    /// The people, by name, with their places.
    pub people: Vec<(Cursor, Capability)>,
    /// The last one who was looked at, where there are more behind.
    pub stopped: Option<Cursor>,
}

/// Whether it is open to a person who can have a password here.
fn enabled() -> String {
    format!("(u.source = 'local' AND u.enabled AND {})", reached(1))
}

fn condition(standing: Standing) -> String {
    let (registered, enabled) = (registered(1, ADMINISTRATORS_PROVE), enabled());
    let asked = match standing {
        Standing::Everybody => "TRUE".to_owned(),
        Standing::Registered => registered,
        Standing::Enabled => enabled,
        Standing::Capable => format!("({registered} AND {enabled})"),
        Standing::Lacking => format!("({enabled} AND NOT {registered})"),
    };
    format!(
        "{asked} AND ($6 IS NULL OR EXISTS (SELECT FROM group_member g WHERE g.user_id = u.id AND g.group_id = ANY ($6)))"
    )
}

fn bound(sql: String, asked: &Asked) -> BoxedSqlQuery<'static, Pg, SqlQuery> {
    let ids = |groups: &[GroupId]| groups.iter().map(|group| group.uuid()).collect::<Vec<Uuid>>();
    let plan = &asked.plan;
    sql_query(sql)
        .into_boxed::<Pg>()
        .bind::<Text, _>(plan.reach.id())
        .bind::<Array<SqlUuid>, _>(ids(&plan.groups))
        .bind::<Array<SqlUuid>, _>(ids(&plan.without))
        .bind::<Array<Text>, _>(plan.methods())
        .bind::<Integer, _>(i32::from(plan.proofs))
        .bind::<Nullable<Array<SqlUuid>>, _>(asked.groups.as_deref().map(ids))
}

/// The next people behind a place, by name: `rows` of them at most, out of the next [`WINDOW`].
///
/// # Errors
/// The store's.
pub async fn people(read: &Read<'_>, asked: &Asked, place: Option<&Cursor>, rows: usize) -> Result<Window, StoreError> {
    let (name, id) = match place {
        Some(Cursor { keys, id }) => (Some(keys.concat()), Some(*id)),
        None => (None, None),
    };
    let window = "(SELECT * FROM users WHERE ($7 IS NULL OR (sort_name >= $7 AND (sort_name > $7 OR id > $8))) ORDER BY sort_name, id LIMIT $9)";
    let methods = Method::ALL.map(|method| format!("CASE WHEN {} THEN '{}' END", has(method), method.id())).join(", ");
    let sql = format!(
        "SELECT u.id, u.user_name, u.display_name, u.sort_name, u.role_bits, array_remove(ARRAY[{methods}], NULL) AS methods, \
         {} AS registered, {} AS enabled FROM {window} AS u {PROOFS} WHERE {} ORDER BY u.sort_name, u.id LIMIT $10",
        registered(1, ADMINISTRATORS_PROVE),
        enabled(),
        condition(asked.standing)
    );
    let query = bound(sql, asked)
        .bind::<Nullable<Text>, _>(name.clone())
        .bind::<Nullable<SqlUuid>, _>(id)
        .bind::<BigInt, _>(WINDOW)
        .bind::<BigInt, _>(i64::try_from(rows).unwrap_or(i64::MAX));
    let found: Vec<Row> = read.run(query.kept().load(&mut read.conn())).await?;
    let stopped = if found.len() < rows { edge(read, name, id).await? } else { None };
    Ok(Window { people: found.into_iter().map(Row::read).collect(), stopped })
}

/// The last of the next [`WINDOW`] people, where there are that many.
async fn edge(read: &Read<'_>, name: Option<String>, id: Option<Uuid>) -> Result<Option<Cursor>, StoreError> {
    let query = sql_query(
        "SELECT id, sort_name FROM users WHERE ($1 IS NULL OR (sort_name >= $1 AND (sort_name > $1 OR id > $2))) \
         ORDER BY sort_name, id OFFSET $3 LIMIT 1",
    )
    .bind::<Nullable<Text>, _>(name)
    .bind::<Nullable<SqlUuid>, _>(id)
    .bind::<BigInt, _>(WINDOW - 1);
    let found: Option<Edge> = read.run(async { query.kept().get_result(&mut read.conn()).await.optional() }).await?;
    Ok(found.map(|edge| Cursor { keys: vec![edge.sort_name], id: edge.id }))
}

/// How many there are, counted no further than it is shown.
///
/// # Errors
/// The store's.
pub async fn count(read: &Read<'_>, asked: &Asked) -> Result<Count, StoreError> {
    let people = match asked.standing {
        Standing::Registered | Standing::Capable => WITH_A_PROOF,
        Standing::Everybody | Standing::Enabled | Standing::Lacking => "users u",
    };
    let sql = format!(
        "SELECT count(*) AS number FROM (SELECT FROM {people} {PROOFS} WHERE {} LIMIT {}) AS counted",
        condition(asked.standing),
        Count::LIMIT + 1
    );
    let counted: Counted = read.run(bound(sql, asked).kept().get_result(&mut read.conn())).await?;
    Ok(Count::capped(counted.number))
}

/// Whoever has any proof, each once: those with a recovery address, those with an app and no address, those with passkeys alone (by the
/// first of these). Read as far as it is counted, so none of it is sorted.
const WITH_A_PROOF: &str = "(SELECT user_id FROM authentication_contact WHERE mail IS NOT NULL \
     UNION ALL SELECT user_id FROM authenticator_app app \
     WHERE NOT EXISTS (SELECT FROM authentication_contact other WHERE other.user_id = app.user_id AND other.mail IS NOT NULL) \
     UNION ALL SELECT user_id FROM passkey key WHERE discoverable \
     AND NOT EXISTS (SELECT FROM authentication_contact other WHERE other.user_id = key.user_id AND other.mail IS NOT NULL) \
     AND NOT EXISTS (SELECT FROM authenticator_app other WHERE other.user_id = key.user_id) \
     AND NOT EXISTS (SELECT FROM passkey other WHERE other.user_id = key.user_id AND other.discoverable AND other.id < key.id)) \
     AS those JOIN users u ON u.id = those.user_id";

/// Whoever has this proof, each once.
const fn with(method: Method) -> &'static str {
    match method {
        Method::Mail => "authentication_contact c JOIN users u ON u.id = c.user_id WHERE c.mail IS NOT NULL",
        Method::App => "authenticator_app a JOIN users u ON u.id = a.user_id",
        Method::Passkey => {
            "passkey k JOIN users u ON u.id = k.user_id WHERE k.discoverable AND NOT EXISTS \
             (SELECT FROM passkey other WHERE other.user_id = k.user_id AND other.discoverable AND other.id < k.id)"
        }
    }
}

/// How many have two proofs or more; counted no further than it is shown.
///
/// # Errors
/// The store's.
pub async fn several(read: &Read<'_>) -> Result<Count, StoreError> {
    let number = Method::ALL.map(|method| format!("({})::int", has(method))).join(" + ");
    let sql = format!(
        "SELECT count(*) AS number FROM (SELECT FROM {WITH_A_PROOF} {PROOFS} WHERE {number} >= 2 LIMIT {}) AS counted",
        Count::LIMIT + 1
    );
    let counted: Counted = read.run(sql_query(sql).kept().get_result(&mut read.conn())).await?;
    Ok(Count::capped(counted.number))
}

/// How many have each proof; counted no further than it is shown.
///
/// # Errors
/// The store's.
pub async fn methods(read: &Read<'_>) -> Result<Vec<(Method, Count)>, StoreError> {
    let mut counts = vec![];
    for method in Method::ALL {
        let people = with(method);
        let sql =
            format!("SELECT count(*) AS number FROM (SELECT FROM {people} LIMIT {}) AS counted", Count::LIMIT + 1);
        let counted: Counted = read.run(sql_query(sql).kept().get_result(&mut read.conn())).await?;
        counts.push((method, Count::capped(counted.number)));
    }
    Ok(counts)
}

impl Row {
    fn read(self) -> (Cursor, Capability) {
        let place = Cursor { keys: vec![self.sort_name], id: self.id };
        let capability = Capability {
            id: UserId::from_uuid(self.id),
            user_name: self.user_name,
            display_name: self.display_name,
            roles: Roles::from_bits(self.role_bits),
            methods: self.methods.iter().filter_map(|id| Channel::from_id(id)).collect(),
            registered: self.registered,
            enabled: self.enabled,
        };
        (place, capability)
    }
}
