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
use super::self_service::{PROBED, Plan, open_to, registered};
use crate::domain::capability::{Capability, Proof, Standing};
use crate::domain::id::{GroupId, UserId};
use crate::domain::paging::Cursor;
use crate::domain::role::Roles;
use crate::domain::self_service::ADMINISTRATORS_PROVE;
use crate::domain::settings::self_service::Reach;

/// So many people are looked through for one page.
pub const WINDOW: i64 = 10_000;
/// Of many groups, each is looked through no less far than this.
const LEAST: i64 = 500;

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
    /// How many are looked at for one page.
    pub width: i64,
}

/// Among whom the people are looked for: as few as can be told before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Crowd {
    /// Everybody.
    Everybody,
    /// Those in the groups that were asked for (`$6`).
    Groups,
    /// Those in the groups that self-service is open to (`$2`), and the administrators, who keep it whatever the groups say.
    Chosen,
    /// Nobody can be among them.
    Nobody,
}

impl Crowd {
    pub(super) fn of(asked: &Asked) -> Self {
        let needs_leave = matches!(asked.standing, Standing::Enabled | Standing::Capable | Standing::Lacking);
        match (&asked.groups, asked.plan.reach) {
            (_, Reach::Nobody) if needs_leave => Self::Nobody,
            (Some(_), _) => Self::Groups,
            (None, Reach::Selected) if needs_leave => Self::Chosen,
            (None, _) => Self::Everybody,
        }
    }

    /// How many of it are looked through for a page: of many groups less far in each, so that it comes to about as much.
    fn width(self, asked: &Asked) -> i64 {
        let groups = match self {
            Self::Groups => asked.groups.as_ref().map_or(1, Vec::len),
            Self::Chosen => asked.plan.groups.len() + 1,
            Self::Everybody | Self::Nobody => 1,
        };
        match groups {
            0 | 1 => WINDOW,
            2..=4 => WINDOW / 4,
            5..=20 => WINDOW / 20,
            _ => LEAST,
        }
    }

    /// The next so many of them by name, behind `$7` and `$8`: name and id, or of everybody whatever is wanted.
    fn next(self, number: i64, what: &str) -> String {
        let behind = |id: &str| format!("($7 IS NULL OR (sort_name >= $7 AND (sort_name > $7 OR {id} > $8)))");
        let all = |only: &str| {
            format!("SELECT {what} FROM users WHERE {only}{} ORDER BY sort_name, id LIMIT {number}", behind("id"))
        };
        let members = |groups: &str| {
            format!(
                "SELECT one.sort_name, one.user_id AS id FROM unnest({groups}) AS inside (id), LATERAL (SELECT sort_name, user_id \
                 FROM group_member WHERE group_id = inside.id AND living AND {} ORDER BY sort_name, user_id LIMIT {number}) AS one",
                behind("user_id")
            )
        };
        let once = |some: String| {
            format!("SELECT DISTINCT sort_name, id FROM ({some}) AS all_of ORDER BY sort_name, id LIMIT {number}")
        };
        match self {
            Self::Everybody => all(""),
            Self::Groups => once(members("$6")),
            Self::Chosen => once(format!("{} UNION ALL ({})", members("$2"), all("role_bits <> 0 AND "))),
            Self::Nobody => all("false AND "),
        }
    }

    /// The same with all that the conditions ask of each: one after the other, by the index of each table, whatever Postgres believes to know
    /// of how many there are.
    pub(super) fn people(self, number: i64) -> String {
        let person = if self == Self::Everybody { "CROSS JOIN LATERAL (SELECT w.*) AS u" } else { PERSON };
        format!(
            "({}) AS w {person} {PROOFS}",
            self.next(number, if self == Self::Everybody { "*" } else { "sort_name, id" })
        )
    }
}

/// Somebody whose id is known as `w.id`.
pub(super) const PERSON: &str = "JOIN LATERAL (SELECT * FROM users WHERE users.id = w.id OFFSET 0) AS u ON true";

/// With what the conditions are asked.
pub(super) const PROOFS: &str = "\
    LEFT JOIN LATERAL (SELECT mail, phone FROM authentication_contact WHERE user_id = u.id OFFSET 0) AS c ON true \
    LEFT JOIN LATERAL (SELECT user_id FROM authenticator_app WHERE user_id = u.id OFFSET 0) AS a ON true \
    LEFT JOIN LATERAL (SELECT user_id, questions FROM security_answers WHERE user_id = u.id OFFSET 0) AS s ON true";

/// Whether somebody has as many proofs as are asked for, and whether it is open to the person.
pub(super) fn conditions() -> (String, String) {
    (registered(1, ADMINISTRATORS_PROVE, PROBED), open_to(1, PROBED))
}

fn condition(standing: Standing) -> String {
    let (registered, enabled) = conditions();
    match standing {
        Standing::Everybody => "TRUE".to_owned(),
        Standing::Registered => registered,
        Standing::Enabled => enabled,
        Standing::Capable => format!("({registered} AND {enabled})"),
        Standing::Lacking => format!("({enabled} AND NOT {registered})"),
    }
}

/// `$1` to `$6`: the plan, and the groups that were asked for.
pub(super) fn bound(sql: String, asked: &Asked) -> BoxedSqlQuery<'static, Pg, SqlQuery> {
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
         {registered} AS registered, {enabled} AS enabled FROM {} WHERE {} ORDER BY w.sort_name, w.id LIMIT $9",
        crowd.people(width),
        condition(asked.standing)
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
            missing: 0,
        };
        (place, capability)
    }
}
