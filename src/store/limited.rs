//! Two wrappers around a query: a literal LIMIT, which Postgres plans better than a bound one, and a count that stops.

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::BigInt;

use crate::domain::paging::Count;

/// `query LIMIT rows`, the number written out.
pub(super) struct Limited<Q> {
    pub(super) query: Q,
    pub(super) rows: usize,
}

/// `SELECT count(*)` over at most one row more than [`Count::LIMIT`].
pub(super) struct Capped<Q>(pub(super) Q);

impl<Q> QueryId for Limited<Q> {
    type QueryId = ();
    // Prepared statements are found by their text: the same shape, the same statement.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q> QueryId for Capped<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Limited<Q> {
    type SqlType = Q::SqlType;
}

impl<Q: Query> Query for Capped<Q> {
    type SqlType = BigInt;
}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for Limited<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.query.walk_ast(out.reborrow())?;
        out.push_sql(" LIMIT ");
        out.push_sql(&self.rows.to_string());
        Ok(())
    }
}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for Capped<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("SELECT count(*) FROM (");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(" LIMIT ");
        out.push_sql(&(Count::LIMIT + 1).to_string());
        out.push_sql(") AS counted");
        Ok(())
    }
}
