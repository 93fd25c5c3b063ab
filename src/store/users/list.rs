//! Lists of people: filters, orders, search; constant in time at a million (platform.md).

use std::collections::HashMap;

use diesel::dsl::IntoBoxed;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_query;
use diesel_async::RunQueryDsl;
use futures_util::future::join;
use jiff::Timestamp;
use uuid::Uuid;

use super::words::{Listed, Words};
use super::{UserColumns, UserRow, everybody};
use crate::domain::fold::fold;
use crate::domain::id::UserId;
use crate::domain::paging::{Count, Cursor, PageSize, Slice, Start};
use crate::domain::people::{Direction, PeopleFilter, Sort, View};
use crate::domain::profile::Profile;
use crate::domain::user::{Source, Status, User};
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::limited::{Capped, Limited};
use crate::store::schema::{group_member, throttle, users};

pub(in crate::store) type People<'a> = IntoBoxed<'a, users::table, Pg>;

/// Postgres may keep a plan made for other words; searches are planned for their own (SET LOCAL ends with the read).
const PLAN_EACH: &str = "SET LOCAL plan_cache_mode = force_custom_plan";

/// One page of people. `last` promises that nothing is read after it.
///
/// # Errors
/// The store's.
pub async fn page(
    read: &Read<'_>,
    filter: &PeopleFilter,
    sort: Sort,
    direction: Direction,
    start: &Start,
    size: PageSize,
    last: bool,
) -> Result<Slice<User>, StoreError> {
    let walk = if matches!(start, Start::Before(_)) { direction.reversed() } else { direction };
    let place = start.place();
    let rows = size.rows() + 1;
    let words = words_of(read, filter, sort).await?;
    if last {
        read.close_with_next();
    }
    let rows: Vec<UserRow> = if let Some(words) = words {
        let listed = Listed { columns: UserColumns, words, place: place.cloned(), walk, rows };
        read.run(listed.load(&mut read.conn())).await?
    } else if sort == Sort::Name && place.is_none() && filter.is_open() {
        everybody::page(read, walk, rows).await?
    } else {
        let query = from_place(narrowed(users::table.into_boxed(), filter), sort, walk, place);
        let query = Limited { query: ordered(query, sort, walk).select(UserColumns), rows };
        planned(read, filter, query.load(&mut read.conn())).await?
    };
    let people = rows.into_iter().map(User::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Slice::cut(people, start, size, |user| place_of(user, sort)))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
struct DetailsRow {
    id: Uuid,
    mail: Option<String>,
    other_mails: Option<String>,
    company_name: Option<String>,
    employee_id: Option<String>,
    employee_type: Option<String>,
    hire_date: Option<String>,
    office: Option<String>,
    mobile: Option<String>,
    telephone: Option<String>,
    street_address: Option<String>,
    postal_code: Option<String>,
    city: Option<String>,
    state: Option<String>,
    country: Option<String>,
    usage_location: Option<String>,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    created_at: Timestamp,
}

/// What only some columns tell of these people, in their order.
///
/// # Errors
/// The store's.
pub async fn details(read: &Read<'_>, people: &[User]) -> Result<Vec<Profile>, StoreError> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.id.uuid()).collect();
    let query = users::table.filter(users::id.eq_any(ids)).select(DetailsRow::as_select());
    let rows: Vec<DetailsRow> = read.run(query.load(&mut read.conn())).await?;
    let mut known: HashMap<Uuid, DetailsRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(people.iter().map(|person| known.remove(&person.id.uuid()).map(Profile::from).unwrap_or_default()).collect())
}

impl From<DetailsRow> for Profile {
    fn from(row: DetailsRow) -> Self {
        Self {
            mail: row.mail,
            other_mails: row.other_mails,
            company_name: row.company_name,
            employee_id: row.employee_id,
            employee_type: row.employee_type,
            hire_date: row.hire_date,
            office: row.office,
            mobile: row.mobile,
            telephone: row.telephone,
            street_address: row.street_address,
            postal_code: row.postal_code,
            city: row.city,
            state: row.state,
            country: row.country,
            usage_location: row.usage_location,
            created_at: Some(row.created_at),
            ..Self::default()
        }
    }
}

/// How many people a filter shows, counted no further than [`Count::LIMIT`].
///
/// # Errors
/// The store's.
pub async fn count(read: &Read<'_>, filter: &PeopleFilter) -> Result<Count, StoreError> {
    let query = Capped(narrowed(users::table.into_boxed(), filter).select(users::id));
    let counted: i64 = planned(read, filter, query.get_result(&mut read.conn())).await?;
    Ok(Count::capped(counted))
}

/// The people with these ids, by name; nobody for an id that nobody has.
///
/// # Errors
/// The store's.
pub async fn these(read: &Read<'_>, ids: &[UserId]) -> Result<Vec<User>, StoreError> {
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let query = users::table.filter(users::id.eq_any(ids)).order((users::sort_name, users::id)).select(UserColumns);
    let rows: Vec<UserRow> = read.run(query.load(&mut read.conn())).await?;
    rows.into_iter().map(User::try_from).collect()
}

/// The ids of the first people that words find: for filters that take a name.
///
/// # Errors
/// The store's.
pub async fn ids(read: &Read<'_>, words: &str, most: usize) -> Result<Vec<UserId>, StoreError> {
    let filter = PeopleFilter { search: Some(words.to_owned()), ..PeopleFilter::default() };
    let query = Limited {
        query: narrowed(users::table.into_boxed(), &filter).order((users::sort_name, users::id)).select(users::id),
        rows: most,
    };
    let found: Vec<uuid::Uuid> = planned(read, &filter, query.load(&mut read.conn())).await?;
    Ok(found.into_iter().map(UserId::from_uuid).collect())
}

/// The words of a search that is nothing but a search: their lists are in the order of names already.
pub(super) async fn words_of(read: &Read<'_>, filter: &PeopleFilter, sort: Sort) -> Result<Option<Words>, StoreError> {
    match &filter.search {
        Some(search) if sort == Sort::Name && filter.is_search_alone() => Words::of(read, &fold(search)).await,
        _ => Ok(None),
    }
}

pub(super) async fn planned<T>(
    read: &Read<'_>,
    filter: &PeopleFilter,
    query: impl Future<Output = QueryResult<T>>,
) -> Result<T, StoreError> {
    if filter.search.is_none() {
        return read.run(query).await;
    }
    read.run(async {
        let plan = sql_query(PLAN_EACH).kept();
        let (set, answer) = join(plan.execute(&mut read.conn()), query).await;
        set?;
        answer
    })
    .await
}

pub(in crate::store) fn narrowed<'a>(mut query: People<'a>, filter: &PeopleFilter) -> People<'a> {
    query = match filter.view {
        View::All => query,
        View::Temporary => query.filter(users::status.eq(Status::TemporaryPassword.code())),
        View::NeverSignedIn => query.filter(users::status.eq(Status::NeverSignedIn.code())),
        View::Blocked => query.filter(users::status.eq(Status::Blocked.code())),
        View::Locked => query.filter(users::id.eq_any(locked())),
        View::Administrators => query.filter(users::role_bits.ne(0)),
        View::External => query.filter(users::source.eq(Source::External.id())).filter(users::source.ne("local")),
        View::Directory => query.filter(users::source.eq(Source::Directory.id())).filter(users::source.ne("local")),
    };
    if let Some(status) = filter.status {
        query = query.filter(users::status.eq(status.code()));
    }
    if let Some(department) = &filter.department {
        query = query.filter(users::department_key.eq(fold(department)));
    }
    if let Some(inside) = &filter.group {
        let groups: Vec<_> = inside.all.iter().map(|group| group.uuid()).collect();
        let members = group_member::table.filter(group_member::group_id.eq_any(groups)).select(group_member::user_id);
        query = query.filter(users::id.eq_any(members));
    }
    if let Some(these) = &filter.these {
        query = query.filter(users::id.eq_any(these.iter().map(|id| id.uuid()).collect::<Vec<_>>()));
    }
    if let Some(search) = &filter.search {
        query = matching(query, &fold(search));
    }
    query
}

/// Whom wrong passwords keep out at this moment. What time has opened since is taken off within a minute, too.
#[diesel::dsl::auto_type(no_type_alias)]
fn locked() -> _ {
    throttle::table.filter(throttle::locked_until.gt(diesel::dsl::now)).select(throttle::user_id)
}

/// All words must be found somewhere. Words of one or two letters have no trigrams: alone they are the start of the name.
fn matching<'a>(mut query: People<'a>, folded: &str) -> People<'a> {
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.iter().all(|word| word.chars().count() < 3) {
        return query.filter(users::sort_name.like(format!("{}%", escaped(folded))));
    }
    for word in words {
        query = query.filter(users::search_text.like(format!("%{}%", escaped(word))));
    }
    query
}

fn escaped(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '%' | '_') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

/// The bound is spelled out so that the index can jump to it: `a >= x AND (a > x OR id > y)`.
pub(super) fn from_place<'a>(query: People<'a>, sort: Sort, walk: Direction, place: Option<&Cursor>) -> People<'a> {
    let query = if sort == Sort::Department { query.filter(users::department_key.is_not_null()) } else { query };
    let Some(Cursor { keys, id }) = place else { return query };
    let id = *id;
    match (sort, keys.as_slice(), walk) {
        (Sort::Name, [name], Direction::Ascending) => query
            .filter(users::sort_name.ge(name.clone()))
            .filter(users::sort_name.gt(name.clone()).or(users::id.gt(id))),
        (Sort::Name, [name], Direction::Descending) => query
            .filter(users::sort_name.le(name.clone()))
            .filter(users::sort_name.lt(name.clone()).or(users::id.lt(id))),
        (Sort::Department, [department, name], Direction::Ascending) => {
            query.filter(users::department_key.assume_not_null().ge(department.clone())).filter(
                users::department_key
                    .assume_not_null()
                    .gt(department.clone())
                    .or(users::sort_name.gt(name.clone()).or(users::sort_name.eq(name.clone()).and(users::id.gt(id)))),
            )
        }
        (Sort::Department, [department, name], Direction::Descending) => {
            query.filter(users::department_key.assume_not_null().le(department.clone())).filter(
                users::department_key
                    .assume_not_null()
                    .lt(department.clone())
                    .or(users::sort_name.lt(name.clone()).or(users::sort_name.eq(name.clone()).and(users::id.lt(id)))),
            )
        }
        // A cursor of another order: Cursor::decode has refused it.
        _ => query.filter(users::id.is_null()),
    }
}

pub(super) fn ordered(query: People<'_>, sort: Sort, walk: Direction) -> People<'_> {
    match (sort, walk) {
        (Sort::Name, Direction::Ascending) => query.order((users::sort_name.asc(), users::id.asc())),
        (Sort::Name, Direction::Descending) => query.order((users::sort_name.desc(), users::id.desc())),
        (Sort::Department, Direction::Ascending) => {
            query.order((users::department_key.asc(), users::sort_name.asc(), users::id.asc()))
        }
        (Sort::Department, Direction::Descending) => {
            query.order((users::department_key.desc(), users::sort_name.desc(), users::id.desc()))
        }
    }
}

fn place_of(user: &User, sort: Sort) -> Cursor {
    let name = fold(&user.display_name);
    let keys = match sort {
        Sort::Name => vec![name],
        Sort::Department => vec![user.department.as_deref().map(fold).unwrap_or_default(), name],
    };
    Cursor { keys, id: user.id.uuid() }
}
