//! A statement that its connection keeps prepared.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId, SqlQuery};
use diesel::sql_query;

/// A statement that is sent with few different texts, and so is worth keeping prepared. Without this wrapper diesel has every UPDATE
/// parsed, planned and forgotten, one journey to the database each time, because it can not know how many texts there are; so also
/// every SELECT with a piece of written SQL in it.
pub(super) struct Kept<S>(S);

/// [`Kept`], behind any statement.
pub(super) trait Keep: Sized {
    /// For statements whose text never carries a value.
    fn kept(self) -> Kept<Self> {
        Kept(self)
    }
}

impl<S: QueryFragment<Pg>> Keep for S {}

/// The beginning of a transaction that reads one moment.
pub(super) fn begin_reading() -> Kept<SqlQuery> {
    sql_query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").kept()
}

/// The beginning of a transaction that may write.
pub(super) fn begin() -> Kept<SqlQuery> {
    sql_query("BEGIN").kept()
}

/// The end of a transaction, as a statement like any other: on one connection it can not overtake what was sent for before it, also
/// when that must first be prepared, because preparing and sending is done for one statement after the other.
pub(super) fn commit() -> Kept<SqlQuery> {
    sql_query("COMMIT").kept()
}

impl<S: QueryFragment<Pg>> QueryFragment<Pg> for Kept<S> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _: &Pg) -> QueryResult<bool> {
        Ok(true)
    }
}

impl<S: Query> Query for Kept<S> {
    type SqlType = S::SqlType;
}

impl<S> QueryId for Kept<S> {
    type QueryId = ();
    // Found again by its text.
    const HAS_STATIC_QUERY_ID: bool = false;
}
