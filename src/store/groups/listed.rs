//! The statement that reads a page of the people in some groups from the beginnings of the groups' lists.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::domain::paging::Cursor;
use crate::domain::people::Direction;
use crate::store::users::UserColumns;

/// The people of some groups together: `rows` of them, from a place on, by name.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) groups: Vec<Uuid>,
    pub(super) place: Option<Cursor>,
    pub(super) walk: Direction,
    pub(super) rows: usize,
}

/// How many people are in some groups together, counted no further than `most`.
#[derive(Debug)]
pub(super) struct Counted {
    pub(super) groups: Vec<Uuid>,
    pub(super) most: u32,
}

/// One group's list behind the place, without whoever is not there any more.
fn push_list<'b>(
    out: &mut AstPass<'_, 'b, Pg>,
    place: Option<&'b Cursor>,
    walk: Direction,
    rows: usize,
) -> QueryResult<()> {
    out.push_sql("SELECT sort_name, user_id FROM group_member WHERE group_id = one AND living");
    let (behind, way) = if walk == Direction::Ascending { (">", "") } else { ("<", " DESC") };
    if let Some(Cursor { keys, id }) = place {
        out.push_sql(&format!(" AND (sort_name, user_id) {behind} ("));
        out.push_bind_param::<Text, String>(&keys[0])?;
        out.push_sql(", ");
        out.push_bind_param::<SqlUuid, Uuid>(id)?;
        out.push_sql(")");
    }
    out.push_sql(&format!(" ORDER BY sort_name{way}, user_id{way} LIMIT {rows}"));
    Ok(())
}

impl QueryFragment<Pg> for Listed {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let way = if self.walk == Direction::Ascending { "" } else { " DESC" };
        out.push_sql("SELECT ");
        UserColumns.walk_ast(out.reborrow())?;
        out.push_sql(" FROM (SELECT DISTINCT sort_name, user_id FROM unnest(");
        out.push_bind_param::<Array<SqlUuid>, Vec<Uuid>>(&self.groups)?;
        out.push_sql(") AS groups (one) CROSS JOIN LATERAL (");
        push_list(&mut out, self.place.as_ref(), self.walk, self.rows)?;
        out.push_sql(&format!(
            ") AS list ORDER BY sort_name{way}, user_id{way} LIMIT {}) AS page JOIN users ON users.id = page.user_id \
             ORDER BY page.sort_name{way}, page.user_id{way}",
            self.rows
        ));
        Ok(())
    }
}

impl QueryFragment<Pg> for Counted {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let rows = self.most as usize + 1;
        // One large group is enough to know that there are more; only many small ones are looked through for people in several.
        out.push_sql("SELECT CASE WHEN EXISTS (SELECT FROM unnest(");
        out.push_bind_param::<Array<SqlUuid>, Vec<Uuid>>(&self.groups)?;
        out.push_sql(") AS groups (one) WHERE (SELECT count(*) FROM (");
        push_list(&mut out, None, Direction::Ascending, rows)?;
        out.push_sql(&format!(
            ") AS list) = {rows}) THEN {rows} ELSE (SELECT count(*) FROM (SELECT DISTINCT user_id FROM unnest("
        ));
        out.push_bind_param::<Array<SqlUuid>, Vec<Uuid>>(&self.groups)?;
        out.push_sql(") AS groups (one) CROSS JOIN LATERAL (");
        push_list(&mut out, None, Direction::Ascending, rows)?;
        out.push_sql(&format!(") AS list LIMIT {rows}) AS counted) END"));
        Ok(())
    }
}

impl Query for Listed {
    type SqlType = <UserColumns as Expression>::SqlType;
}

impl Query for Counted {
    type SqlType = BigInt;
}

impl QueryId for Listed {
    type QueryId = ();
    // Prepared statements are found by their text: the same shape, the same statement.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl QueryId for Counted {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
