//! Three handles on one connection: to read, to write in a deed, to keep house. Only the store sees the connection inside.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;

use diesel::dsl::now as database_now;
use diesel::sql_types::Timestamptz;
use diesel::{IntoSql, QueryResult};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::join;
use jiff::{SignedDuration, Timestamp};

use super::error::StoreError;

type Pending<'c> = Pin<Box<dyn Future<Output = QueryResult<()>> + 'c>>;

/// Reads one moment of the database. Postgres itself refuses a write through it.
pub struct Read<'c> {
    conn: &'c AsyncPgConnection,
    begin: RefCell<Option<Pending<'c>>>,
    offset: SignedDuration,
    now: Cell<Option<Timestamp>>,
}

impl<'c> Read<'c> {
    /// `begin` travels together with the first query, so that opening the transaction costs no round trip of its own.
    pub(super) fn new(conn: &'c AsyncPgConnection, begin: Option<Pending<'c>>, offset: SignedDuration) -> Self {
        Self { conn, begin: RefCell::new(begin), offset, now: Cell::new(None) }
    }

    pub(super) fn conn(&self) -> &'c AsyncPgConnection {
        self.conn
    }

    pub(super) fn pending(&self) -> Option<Pending<'c>> {
        self.begin.borrow_mut().take()
    }

    /// Runs a query, behind whatever must be sent first.
    pub(super) async fn run<T>(&self, query: impl Future<Output = QueryResult<T>>) -> Result<T, StoreError> {
        match self.pending() {
            None => Ok(query.await?),
            Some(begin) => {
                let (opened, answer) = join(begin, query).await;
                opened?;
                Ok(answer?)
            }
        }
    }

    /// The database's time, moved by what a test asked for. One value for the whole read.
    pub async fn now(&self) -> Result<Timestamp, StoreError> {
        if let Some(now) = self.now.get() {
            return Ok(now);
        }
        let question = diesel::select(database_now.into_sql::<Timestamptz>());
        let told: jiff_diesel::Timestamp = self.run(question.get_result(&mut self.conn())).await?;
        Ok(self.note_now(told.to_jiff()))
    }

    /// Takes the time that came along with another query, so that nobody must ask for it.
    pub(super) fn note_now(&self, told: Timestamp) -> Timestamp {
        let now = self.now.get().unwrap_or_else(|| moved(told, self.offset));
        self.now.set(Some(now));
        now
    }
}

/// Writes, inside one deed's transaction.
pub struct Tx<'c> {
    conn: &'c AsyncPgConnection,
    now: Timestamp,
}

impl<'c> Tx<'c> {
    pub(super) fn new(conn: &'c AsyncPgConnection, told: Timestamp, offset: SignedDuration) -> Self {
        Self { conn, now: moved(told, offset) }
    }

    pub(super) fn conn(&self) -> &'c AsyncPgConnection {
        self.conn
    }

    /// The database's time at the start of the deed, moved by what a test asked for.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The same transaction, for functions that only read.
    pub fn reading(&self) -> Read<'c> {
        Read {
            conn: self.conn,
            begin: RefCell::new(None),
            offset: SignedDuration::ZERO,
            now: Cell::new(Some(self.now)),
        }
    }
}

/// Writes what is no deed of anybody: that a session was seen, that tables were tidied. Accepted by `store::sessions` and
/// `store::bulk` alone.
pub struct Bookkeeping<'c> {
    conn: &'c AsyncPgConnection,
}

impl<'c> Bookkeeping<'c> {
    pub(super) fn new(conn: &'c AsyncPgConnection) -> Self {
        Self { conn }
    }

    pub(super) fn conn(&self) -> &'c AsyncPgConnection {
        self.conn
    }
}

fn moved(told: Timestamp, offset: SignedDuration) -> Timestamp {
    told.saturating_add(offset).unwrap_or(told)
}
