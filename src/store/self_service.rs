//! Whom a change of the decisions about self-service reset would leave without it (R-175, T-82).

use diesel::pg::Pg;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use crate::domain::id::{GroupId, JobId};
use crate::domain::job::MOST;
use crate::domain::paging::Count;
use crate::domain::self_service::{ADMINISTRATORS_PROVE, Method};
use crate::domain::settings::self_service::Reach;

/// The decisions, with every group that they reach.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Who may.
    pub reach: Reach,
    /// The groups that may, and those within them.
    pub groups: Vec<GroupId>,
    /// The groups that may not, and those within them.
    pub without: Vec<GroupId>,
    /// Which proofs count.
    pub methods: Vec<Method>,
    /// How many proofs are asked for.
    pub proofs: u8,
    /// Whether it reaches people whose password lives in the directory outside.
    pub outside: bool,
    /// The names of the security questions that count.
    pub questions: Vec<String>,
    /// How many of them are asked.
    pub asks: usize,
}

/// Among the names of the proofs: a plan that reaches people of the directory outside, too. It is no proof.
const OUTSIDE: &str = "outside";
/// And so many questions that are asked, of those whose names stand there, too. No name of a proof or of a question is one of these.
const ASKS: [(usize, &str); 3] = [(3, "asks-3"), (4, "asks-4"), (5, "asks-5")];

impl Plan {
    /// The names of the proofs that count, [`OUTSIDE`], and where they count the names of the questions and how many are asked.
    pub(super) fn methods(&self) -> Vec<String> {
        let names = self.methods.iter().map(|method| method.id()).chain(self.outside.then_some(OUTSIDE));
        let mut names: Vec<String> = names.map(str::to_owned).collect();
        if self.methods.contains(&Method::Questions) {
            names.extend(self.questions.iter().cloned());
            names.extend(ASKS.into_iter().find(|(number, _)| *number == self.asks).map(|(_, name)| name.to_owned()));
        }
        names
    }
}

#[derive(diesel::QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// Whether a person `u` with a contact `c`, an app `a` and answers `s` has a proof, where the names of a plan are the argument `names`; `how`
/// passkeys are looked at, [`PROBED`] or as Postgres likes.
fn has(method: Method, names: usize, how: &str) -> String {
    match method {
        Method::Mail => "c.mail IS NOT NULL".to_owned(),
        Method::Text => "c.phone IS NOT NULL".to_owned(),
        Method::App => "a.user_id IS NOT NULL".to_owned(),
        Method::Passkey => format!("EXISTS (SELECT FROM passkey k WHERE k.user_id = u.id AND k.discoverable{how})"),
        Method::Questions => {
            let asks = ASKS.map(|(number, name)| format!("WHEN '{name}' = ANY (${names}) THEN {number}")).join(" ");
            format!(
                "u.role_bits = 0 AND (SELECT count(*) FROM unnest(s.questions) AS q (name) WHERE q.name = ANY (${names})) >= CASE {asks} END"
            )
        }
    }
}

/// Who is able under a plan whose five values begin at this place among the arguments.
fn able(first: usize, administrators: usize) -> String {
    format!("({} AND {} AND {})", lives(first), registered(first, administrators, ""), reached(first, ""))
}

/// Who has as many proofs as a plan asks for, whether it reaches them or not.
pub(super) fn registered(first: usize, administrators: usize, how: &str) -> String {
    let [methods, proofs] = [3, 4].map(|place| first + place);
    let counts = Method::ALL.map(|method| {
        format!("(CASE WHEN '{}' = ANY (${methods}) AND {} THEN 1 ELSE 0 END)", method.id(), has(method, methods, how))
    });
    format!("({} >= CASE WHEN u.role_bits <> 0 THEN {administrators} ELSE ${proofs} END)", counts.join(" + "))
}

/// For conditions that are asked of a few people: Postgres looks each of them up, and never reads a whole group for it.
pub(super) const PROBED: &str = " OFFSET 0";

/// Whom a plan reaches, whatever proofs there are; `how` groups are looked at, [`PROBED`] or as Postgres likes.
fn reached(first: usize, how: &str) -> String {
    let groups = first + 1;
    reached_as(
        first,
        &format!("EXISTS (SELECT FROM group_member m WHERE m.user_id = u.id AND m.group_id = ANY (${groups}){how})"),
        how,
    )
}

/// The same, where it is told otherwise who is in a group that may.
fn reached_as(first: usize, member: &str, how: &str) -> String {
    let (reach, without) = (first, first + 2);
    format!(
        "(${reach} = 'everybody' OR (${reach} = 'selected' AND (u.role_bits <> 0 OR ({member} AND (cardinality(${without}) = 0 \
         OR NOT EXISTS (SELECT FROM group_member m WHERE m.user_id = u.id AND m.group_id = ANY (${without}){how}))))))"
    )
}

/// Whose password lives where a plan reaches it.
fn lives(first: usize) -> String {
    format!("(u.source = 'local' OR (u.source = 'directory' AND '{OUTSIDE}' = ANY (${})))", first + 3)
}

/// Whom self-service is open to under a plan: the account can have a password here and is not blocked, the plan reaches it, and as many kinds of
/// proof are on offer as it must give. Whoever has too few of them lacks proofs; whoever could never have enough lacks none.
pub(super) fn open_to(first: usize, how: &str) -> String {
    open_where(first, &reached(first, how))
}

/// The same of people who are known to be in a group that may.
pub(super) fn open_to_members(first: usize, how: &str) -> String {
    open_where(first, &reached_as(first, "TRUE", how))
}

fn open_where(first: usize, reached: &str) -> String {
    let [methods, proofs] = [3, 4].map(|place| first + place);
    let offered = Method::ALL.map(|method| {
        let counts = if method == Method::Questions { " AND u.role_bits = 0" } else { "" };
        format!("('{}' = ANY (${methods}){counts})::int", method.id())
    });
    format!(
        "({} AND u.enabled AND {reached} AND {} >= CASE WHEN u.role_bits <> 0 THEN {ADMINISTRATORS_PROVE} ELSE ${proofs} END)",
        lives(first),
        offered.join(" + ")
    )
}

/// The answers of a person, as the conditions ask for them.
const ANSWERS: &str = "LEFT JOIN security_answers s ON s.user_id = u.id";

/// Those whom a plan reaches and who have too few proofs under it.
#[derive(Debug, Clone)]
pub struct Lacking {
    /// The plan.
    pub plan: Plan,
    /// Nobody who was written to since then; everybody where nothing is said.
    pub invited_before: Option<Timestamp>,
}

/// Whom: the five values of a plan, and a moment behind them.
fn lack() -> String {
    format!(
        "FROM users u LEFT JOIN authentication_contact c ON c.user_id = u.id LEFT JOIN authenticator_app a ON a.user_id = u.id {ANSWERS} \
         LEFT JOIN proof_registration r ON r.user_id = u.id WHERE {} AND NOT {} \
         AND ($6 IS NULL OR r.invited_at IS NULL OR r.invited_at < $6)",
        open_to(1, ""),
        registered(1, ADMINISTRATORS_PROVE, "")
    )
}

/// Puts those who lack proofs into a new job, in the order of their names: the first [`MOST`].
///
/// # Errors
/// The store's.
pub async fn gather(tx: &mut Tx<'_>, job: JobId, whom: &Lacking) -> Result<usize, StoreError> {
    let sql = format!(
        "INSERT INTO job_person (job_id, position, user_id, user_name) SELECT $7, \
         (row_number() OVER (ORDER BY sort_name, id))::int, id, user_name FROM (SELECT u.sort_name, u.id, u.user_name {} \
         ORDER BY u.sort_name, u.id LIMIT {MOST}) AS those",
        lack()
    );
    Ok(bound(sql, whom).bind::<SqlUuid, _>(job.uuid()).kept().execute(&mut tx.conn()).await?)
}

fn bound(sql: String, whom: &Lacking) -> BoxedSqlQuery<'static, Pg, SqlQuery> {
    let plan = &whom.plan;
    let ids = |groups: &[GroupId]| groups.iter().map(|group| group.uuid()).collect::<Vec<Uuid>>();
    sql_query(sql)
        .into_boxed::<Pg>()
        .bind::<Text, _>(plan.reach.id())
        .bind::<Array<SqlUuid>, _>(ids(&plan.groups))
        .bind::<Array<SqlUuid>, _>(ids(&plan.without))
        .bind::<Array<Text>, _>(plan.methods())
        .bind::<Integer, _>(i32::from(plan.proofs))
        .bind::<Nullable<Timestamptz>, _>(whom.invited_before.map(ToDiesel::to_diesel))
}

/// How many are able before and not after, counted no further than it is shown.
///
/// # Errors
/// The store's.
pub async fn stranded(read: &Read<'_>, before: &Plan, after: &Plan) -> Result<Count, StoreError> {
    let sql = format!(
        "SELECT count(*) AS number FROM (SELECT FROM users u LEFT JOIN authentication_contact c ON c.user_id = u.id \
         LEFT JOIN authenticator_app a ON a.user_id = u.id {ANSWERS} WHERE u.enabled \
         AND ({}) AND {} AND NOT {} LIMIT {}) AS those",
        Method::ALL.map(|method| format!("({})", has(method, 4, ""))).join(" OR "),
        able(1, ADMINISTRATORS_PROVE),
        able(6, ADMINISTRATORS_PROVE),
        Count::LIMIT + 1
    );
    let ids = |groups: &[GroupId]| groups.iter().map(|group| group.uuid()).collect::<Vec<Uuid>>();
    let query = sql_query(sql)
        .bind::<Text, _>(before.reach.id())
        .bind::<Array<SqlUuid>, _>(ids(&before.groups))
        .bind::<Array<SqlUuid>, _>(ids(&before.without))
        .bind::<Array<Text>, _>(before.methods())
        .bind::<Integer, _>(i32::from(before.proofs))
        .bind::<Text, _>(after.reach.id())
        .bind::<Array<SqlUuid>, _>(ids(&after.groups))
        .bind::<Array<SqlUuid>, _>(ids(&after.without))
        .bind::<Array<Text>, _>(after.methods())
        .bind::<Integer, _>(i32::from(after.proofs));
    let counted: Counted = read.run(query.kept().get_result(&mut read.conn())).await?;
    Ok(Count::capped(counted.number))
}
