//! The numbers beside the views, each counted no further than it is shown; and the departments to choose from.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use diesel_async::RunQueryDsl;

use crate::domain::paging::Count;
use crate::domain::people::View;
use crate::store::conn::Read;
use crate::store::error::StoreError;

/// How many people each view shows, in the order of [`View::ALL`].
pub type ViewCounts = [(View, Count); 8];

#[derive(QueryableByName)]
struct CountsRow {
    #[diesel(sql_type = BigInt)]
    everybody: i64,
    #[diesel(sql_type = BigInt)]
    temporary: i64,
    #[diesel(sql_type = BigInt)]
    never: i64,
    #[diesel(sql_type = BigInt)]
    administrators: i64,
    #[diesel(sql_type = BigInt)]
    external: i64,
    #[diesel(sql_type = BigInt)]
    directory: i64,
    #[diesel(sql_type = BigInt)]
    blocked: i64,
    #[diesel(sql_type = BigInt)]
    locked: i64,
}

#[derive(QueryableByName)]
struct DepartmentRow {
    #[diesel(sql_type = Text)]
    department: String,
}

/// Counts every view in one question; each part stops one row past [`Count::LIMIT`].
///
/// # Errors
/// The store's.
pub async fn views(read: &Read<'_>) -> Result<ViewCounts, StoreError> {
    let query = sql_query(
        "SELECT (SELECT count(*) FROM (SELECT FROM users LIMIT 1001) x) AS everybody, \
         (SELECT count(*) FROM (SELECT FROM users WHERE status = 2 LIMIT 1001) x) AS temporary, \
         (SELECT count(*) FROM (SELECT FROM users WHERE status = 1 LIMIT 1001) x) AS never, \
         (SELECT count(*) FROM (SELECT FROM users WHERE role_bits <> 0 LIMIT 1001) x) AS administrators, \
         (SELECT count(*) FROM (SELECT FROM users WHERE source = 'external' AND source <> 'local' LIMIT 1001) x) AS external, \
         (SELECT count(*) FROM (SELECT FROM users WHERE source = 'directory' AND source <> 'local' LIMIT 1001) x) AS directory, \
         (SELECT count(*) FROM (SELECT FROM users WHERE status = 3 LIMIT 1001) x) AS blocked, \
         (SELECT count(*) FROM (SELECT DISTINCT user_id FROM throttle JOIN users ON users.id = user_id \
          WHERE locked_until > now() LIMIT 1001) x) AS locked",
    );
    let row: CountsRow = read.run(query.get_result(&mut read.conn())).await?;
    Ok([
        (View::All, Count::capped(row.everybody)),
        (View::Temporary, Count::capped(row.temporary)),
        (View::NeverSignedIn, Count::capped(row.never)),
        (View::Administrators, Count::capped(row.administrators)),
        (View::External, Count::capped(row.external)),
        (View::Directory, Count::capped(row.directory)),
        (View::Blocked, Count::capped(row.blocked)),
        (View::Locked, Count::capped(row.locked)),
    ])
}

/// The first 200 departments by name, walked from one to the next in their index: never a scan of all people.
///
/// # Errors
/// The store's.
pub async fn departments(read: &Read<'_>) -> Result<Vec<String>, StoreError> {
    let query = sql_query(
        "WITH RECURSIVE walk AS ( \
            (SELECT department_key, department FROM users WHERE department_key IS NOT NULL \
             ORDER BY department_key, sort_name, id LIMIT 1) \
            UNION ALL \
            SELECT next.department_key, next.department FROM walk, LATERAL ( \
                SELECT department_key, department FROM users WHERE department_key > walk.department_key \
                ORDER BY department_key, sort_name, id LIMIT 1) AS next \
         ) SELECT department FROM walk LIMIT 200",
    );
    let rows: Vec<DepartmentRow> = read.run(query.load(&mut read.conn())).await?;
    Ok(rows.into_iter().map(|row| row.department).collect())
}
