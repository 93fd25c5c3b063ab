//! The beginning or the end of the list of everybody, the page that is asked for most: its text is ready.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel_async::RunQueryDsl;

use super::{UserColumns, UserRow};
use crate::domain::people::Direction;
use crate::store::conn::Read;
use crate::store::error::StoreError;

/// Word for word what `list` would build, so that both are one prepared statement.
#[derive(Debug)]
struct Everybody<C> {
    columns: C,
    walk: Direction,
    rows: usize,
}

/// So many people by name, from the first one or from the last.
///
/// # Errors
/// The store's.
pub(super) async fn page(read: &Read<'_>, walk: Direction, rows: usize) -> Result<Vec<UserRow>, StoreError> {
    let everybody = Everybody { columns: UserColumns, walk, rows };
    read.run(everybody.load(&mut read.conn())).await
}

impl<C: QueryFragment<Pg>> QueryFragment<Pg> for Everybody<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("SELECT ");
        self.columns.walk_ast(out.reborrow())?;
        out.push_sql(match self.walk {
            Direction::Ascending => " FROM \"users\" ORDER BY \"users\".\"sort_name\" ASC, \"users\".\"id\" ASC LIMIT ",
            Direction::Descending => {
                " FROM \"users\" ORDER BY \"users\".\"sort_name\" DESC, \"users\".\"id\" DESC LIMIT "
            }
        });
        out.push_sql(&self.rows.to_string());
        Ok(())
    }
}

impl<C: Expression> Query for Everybody<C> {
    type SqlType = C::SqlType;
}

impl<C> QueryId for Everybody<C> {
    type QueryId = ();
    // Prepared statements are found by their text: the same shape, the same statement.
    const HAS_STATIC_QUERY_ID: bool = false;
}

#[cfg(test)]
mod tests {
    use super::super::list::ordered;
    use super::*;
    use crate::domain::people::Sort;
    use crate::store::limited::Limited;
    use crate::store::schema::users;

    #[test]
    fn the_text_is_the_one_that_the_list_builds() {
        for walk in [Direction::Ascending, Direction::Descending] {
            let built = ordered(users::table.into_boxed(), Sort::Name, walk).select(UserColumns);
            let built = Limited { query: built, rows: 26 };
            let ready = Everybody { columns: UserColumns, walk, rows: 26 };
            assert_eq!(
                diesel::debug_query::<Pg, _>(&ready).to_string(),
                diesel::debug_query::<Pg, _>(&built).to_string()
            );
        }
    }
}
