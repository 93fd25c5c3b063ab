//! Three handles on one connection: to read, to write in a deed, to keep house. Only the store sees the connection inside.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use diesel::dsl::now as database_now;
use diesel::sql_types::Timestamptz;
use diesel::{IntoSql, QueryResult};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::FutureExt as _;
use futures_util::future::{Either, join, select};
use jiff::{SignedDuration, Timestamp};
use tokio::time::timeout;

use super::error::StoreError;
use super::kept::{begin_reading, commit};
use super::open::Open;

type Pending<'c> = Pin<Box<dyn Future<Output = QueryResult<()>> + 'c>>;

/// A statement that a deed leaves for its end.
type Left<'c> = Pin<Box<dyn Future<Output = Result<(), StoreError>> + 'c>>;

/// The end of a read's transaction, on its way. Holds the connection until it is answered.
type Ending = Pin<Box<dyn Future<Output = ()> + Send>>;

/// So long an end is waited for.
const ENDING: Duration = Duration::from_secs(8);

/// Where a read stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// More queries may come.
    Open,
    /// One more query comes.
    Closing,
    /// No more queries come: the end of the transaction went along with the last.
    Over,
}

/// Reads one moment of the database. Postgres itself refuses a write through it.
pub struct Read<'c> {
    conn: &'c AsyncPgConnection,
    begin: RefCell<Option<Pending<'c>>>,
    end: RefCell<Option<Ending>>,
    stage: Cell<Stage>,
    offset: SignedDuration,
    now: Cell<Option<Timestamp>>,
}

impl<'c> Read<'c> {
    /// The transaction begins together with the first query, so that opening it costs no round trip of its own.
    pub(super) fn new(open: &'c Arc<Open>, offset: SignedDuration) -> Self {
        let conn = open.conn();
        let begin = async move { begin_reading().execute(&mut &*conn).await.map(|_| ()) };
        let owned = Arc::clone(open);
        let end = async move {
            if commit().execute(&mut owned.conn()).await.is_ok() {
                owned.over();
            }
        };
        Self {
            conn,
            begin: RefCell::new(Some(Box::pin(begin))),
            end: RefCell::new(Some(Box::pin(end))),
            stage: Cell::new(Stage::Open),
            offset,
            now: Cell::new(None),
        }
    }

    pub(super) fn conn(&self) -> &'c AsyncPgConnection {
        self.conn
    }

    /// Whether no transaction began.
    pub(super) fn is_idle(&self) -> bool {
        self.begin.borrow().is_some()
    }

    /// Ends the transaction, unless that is on its way already.
    pub(super) fn finish(self) {
        if let Some(end) = self.end.take() {
            by_itself(end);
        }
    }

    /// Promises that the next query is the last one, so that the end of the transaction travels along with it. A query that is also
    /// the first one needs no transaction: it sees one moment by itself. Inside a deed it promises nothing: that ends by itself.
    pub fn close_with_next(&self) {
        if self.stage.get() == Stage::Open && self.end.borrow().is_some() {
            self.stage.set(Stage::Closing);
        }
    }

    /// Runs a query, behind whatever must be sent first. Behind the last query it is refused.
    pub(super) async fn run<T>(&self, query: impl Future<Output = QueryResult<T>>) -> Result<T, StoreError> {
        if self.stage.get() == Stage::Closing && self.is_idle() {
            return self.alone(query).await;
        }
        let begin = self.begin.take();
        let first = async {
            match begin {
                Some(begin) => begin.await,
                None => Ok(()),
            }
        };
        let asked = pin!(join(first, query));
        let (opened, answer) = match self.stage.get() {
            Stage::Over => return Err(StoreError::Unfit),
            Stage::Open => asked.await,
            Stage::Closing => self.ended_behind(asked).await,
        };
        opened?;
        Ok(answer?)
    }

    async fn alone<T>(&self, query: impl Future<Output = QueryResult<T>>) -> Result<T, StoreError> {
        self.stage.set(Stage::Over);
        self.end.take();
        let answer = query.await;
        if answer.is_err() {
            // In doubt the connection is not used again.
            self.begin.take();
        }
        Ok(answer?)
    }

    /// Sends the end of the transaction behind the last query; nobody waits for its answer, because nothing was written.
    async fn ended_behind<T>(&self, last: impl Future<Output = T> + Unpin) -> T {
        self.stage.set(Stage::Over);
        let Some(end) = self.end.take() else { return last.await };
        match select(last, end).await {
            Either::Left((answer, end)) => {
                by_itself(end);
                answer
            }
            Either::Right(((), last)) => last.await,
        }
    }

    /// The database's time, moved by what a test asked for. One value for the whole read.
    pub async fn now(&self) -> Result<Timestamp, StoreError> {
        if let Some(now) = self.now.get() {
            return Ok(now);
        }
        let question = diesel::select(database_now.into_sql::<Timestamptz>());
        let told: jiff_diesel::Timestamp = match self.stage.get() {
            // Behind the last query the time is still told: it is no part of what was read.
            Stage::Over => question.get_result(&mut self.conn()).await?,
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
    number: i64,
    left: Vec<Left<'c>>,
}

impl<'c> Tx<'c> {
    /// `number` is Postgres's own number of the transaction.
    pub(super) fn new(conn: &'c AsyncPgConnection, told: Timestamp, number: i64, offset: SignedDuration) -> Self {
        Self { conn, now: moved(told, offset), number, left: vec![] }
    }

    /// Leaves a statement for the end of the deed: it travels along with the audit rows and the commit. For what nothing in the deed
    /// must see or know the number of; where it fails, the deed fails.
    pub(super) fn leave<T>(&mut self, statement: impl Future<Output = QueryResult<T>> + 'c) {
        self.left.push(Box::pin(async move { Ok(statement.await.map(drop)?) }));
    }

    pub(super) fn take_left(&mut self) -> Vec<Left<'c>> {
        std::mem::take(&mut self.left)
    }

    pub(super) fn conn(&self) -> &'c AsyncPgConnection {
        self.conn
    }

    /// By this number Postgres tells what became of the transaction.
    pub(super) fn number(&self) -> i64 {
        self.number
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
            end: RefCell::new(None),
            stage: Cell::new(Stage::Open),
            offset: SignedDuration::ZERO,
            now: Cell::new(Some(self.now)),
        }
    }
}

/// Writes what is no deed of anybody: that a session was seen, that tables were tidied, that a hash is sealed under newer keys.
/// Accepted by `store::sessions`, `store::addresses`, `store::bulk`, `store::credentials`, `store::findings`, `store::letters`,
/// `store::lockout`, `store::password_ends`, `store::reset_figures`, `store::reset_tries`, `store::resets`, `store::second_steps`,
/// `store::source_limit` and `store::users::choice` alone.
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

/// Nothing was written: nobody must wait for the end of the transaction. Somebody must go on asking for it, though, because it may
/// stand between the connection and its next statement. A connection that does not end it is dropped.
fn by_itself(mut end: Ending) {
    if (&mut end).now_or_never().is_none() {
        tokio::spawn(timeout(ENDING, end));
    }
}

fn moved(told: Timestamp, offset: SignedDuration) -> Timestamp {
    told.saturating_add(offset).unwrap_or(told)
}
