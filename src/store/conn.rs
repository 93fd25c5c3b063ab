//! Three handles on one connection: to read, to write in a deed, to keep house. Only the store sees the connection inside.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;

use diesel::dsl::now as database_now;
use diesel::sql_types::Timestamptz;
use diesel::{IntoSql, QueryResult};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::join3;
use jiff::{SignedDuration, Timestamp};

use super::error::StoreError;
use super::kept::commit;

type Pending<'c> = Pin<Box<dyn Future<Output = QueryResult<()>> + 'c>>;

/// Where a read stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// More queries may come.
    Open,
    /// One more query comes.
    Closing,
    /// No more queries come: the end of the transaction was sent along with the last. Whether it was answered.
    Over { ended: bool },
}

/// Reads one moment of the database. Postgres itself refuses a write through it.
pub struct Read<'c> {
    conn: &'c AsyncPgConnection,
    begin: RefCell<Option<Pending<'c>>>,
    stage: Cell<Stage>,
    offset: SignedDuration,
    now: Cell<Option<Timestamp>>,
}

impl<'c> Read<'c> {
    /// `begin` travels together with the first query, so that opening the transaction costs no round trip of its own.
    pub(super) fn new(conn: &'c AsyncPgConnection, begin: Option<Pending<'c>>, offset: SignedDuration) -> Self {
        Self { conn, begin: RefCell::new(begin), stage: Cell::new(Stage::Open), offset, now: Cell::new(None) }
    }

    pub(super) fn conn(&self) -> &'c AsyncPgConnection {
        self.conn
    }

    pub(super) fn pending(&self) -> Option<Pending<'c>> {
        self.begin.borrow_mut().take()
    }

    /// Whether the end of the transaction was sent along with the last query, and was answered.
    pub(super) fn ended(&self) -> Option<bool> {
        if let Stage::Over { ended } = self.stage.get() { Some(ended) } else { None }
    }

    /// Promises that the next query is the last one, so that the end of the transaction travels along with it.
    pub fn close_with_next(&self) {
        if self.stage.get() == Stage::Open {
            self.stage.set(Stage::Closing);
        }
    }

    /// Runs a query, behind whatever must be sent first. Behind the last query it is refused.
    pub(super) async fn run<T>(&self, query: impl Future<Output = QueryResult<T>>) -> Result<T, StoreError> {
        let last = match self.stage.get() {
            Stage::Open => false,
            Stage::Closing => true,
            Stage::Over { .. } => return Err(StoreError::Unfit),
        };
        let begin = async {
            match self.pending() {
                Some(begin) => begin.await,
                None => Ok(()),
            }
        };
        let end = async {
            if last {
                self.end().await;
            }
        };
        let (opened, answer, ()) = join3(begin, query, end).await;
        opened?;
        Ok(answer?)
    }

    async fn end(&self) {
        self.stage.set(Stage::Over { ended: false });
        let ended = commit().execute(&mut self.conn()).await.is_ok();
        self.stage.set(Stage::Over { ended });
    }

    /// The database's time, moved by what a test asked for. One value for the whole read.
    pub async fn now(&self) -> Result<Timestamp, StoreError> {
        if let Some(now) = self.now.get() {
            return Ok(now);
        }
        let question = diesel::select(database_now.into_sql::<Timestamptz>());
        let told: jiff_diesel::Timestamp = match self.stage.get() {
            // Behind the last query the time is still told: it is no part of what was read.
            Stage::Over { .. } => question.get_result(&mut self.conn()).await?,
            _ => self.run(question.get_result(&mut self.conn())).await?,
        };
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
            stage: Cell::new(Stage::Open),
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

/// Links rows of the audit log, one server at a time. Accepted by `store::chain` alone.
pub struct Linking<'c> {
    conn: &'c AsyncPgConnection,
    now: Timestamp,
}

impl<'c> Linking<'c> {
    pub(super) fn new(conn: &'c AsyncPgConnection, told: Timestamp, offset: SignedDuration) -> Self {
        Self { conn, now: moved(told, offset) }
    }

    pub(super) fn conn(&self) -> &'c AsyncPgConnection {
        self.conn
    }

    /// The database's time, moved by what a test asked for.
    pub fn now(&self) -> Timestamp {
        self.now
    }
}

fn moved(told: Timestamp, offset: SignedDuration) -> Timestamp {
    told.saturating_add(offset).unwrap_or(told)
}
