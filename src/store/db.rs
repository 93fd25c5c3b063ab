//! The database's doors: read, write, keep house. Nothing commits without a [`Change`].

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use deadpool::managed::QueueMode;
use diesel::dsl::sql;
use diesel::sql_types::{BigInt, Bool};
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::FutureExt;
use futures_util::future::{join3, try_join_all};
use rustls::ClientConfig;
use uuid::Uuid;

use super::begin::{self, Person};
use super::clock_offset::ClockOffset;
use super::conn::{Bookkeeping, Linking, Read, Tx};
use super::connect::connect;
use super::error::{MaybeDenied, StoreError};
use super::kept::commit;
use super::ledger::{self, AnotherDatabase, Ledger};
use super::limit::Limit;
use super::open::{Open, Sealed};
use super::settle::{self, Sent};
use super::traffic::Traffic;
use crate::domain::id::UserId;
use crate::domain::permit::{Change, Denied};
use crate::domain::record::Record;
use crate::failpoint::{self, Failpoint};

/// No caller waits longer for a connection.
const PATIENCE: Duration = Duration::from_secs(2);

/// So many audit rows at most have the commit along with them.
const MOST_TOGETHER: usize = 16;

/// The advisory lock of whoever links the audit log.
pub(super) const CHAIN: i64 = 0x6c61_7463_6861_696e;

/// How to reach the database.
#[derive(Clone)]
pub struct DbOptions {
    /// A Postgres URL or key-value string.
    pub url: String,
    /// TLS for hosts reached over a network; nothing for sockets and loopback.
    pub tls: Option<Arc<ClientConfig>>,
    /// The role that serving connections take, when the URL is the owner's.
    pub role: Option<&'static str>,
    /// At most so many connections.
    pub connections: usize,
    /// Nobody waits longer for an answer of a connection; nothing for commands.
    pub limit: Option<Duration>,
    /// How audit rows are authenticated, and by which server.
    pub ledger: Ledger,
    /// The shift of time.
    pub clock: ClockOffset,
}

/// A pool of connections and its doors. One a worker thread.
pub struct Db {
    pool: Pool<AsyncPgConnection>,
    limit: Limit,
    ledger: Ledger,
    clock: ClockOffset,
    traffic: Arc<Traffic>,
}

impl Db {
    /// Makes the pool; connects when first asked. `traffic` counts for the whole process.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the pool can not be built.
    pub fn new(options: DbOptions, traffic: Arc<Traffic>) -> Result<Self, StoreError> {
        let DbOptions { url, tls, role, connections, limit, ledger, clock } = options;
        let mut config = ManagerConfig::<AsyncPgConnection>::default();
        config.recycling_method = RecyclingMethod::Fast;
        config.custom_setup = Box::new(move |url| {
            let (url, tls) = (url.to_owned(), tls.clone());
            async move { connect(&url, tls, role).await }.boxed()
        });
        let manager = AsyncDieselConnectionManager::new_with_config(url, config);
        let pool = Pool::builder(manager)
            .max_size(connections)
            // The connection that was used last is the one that Postgres and the processor still have at hand.
            .queue_mode(QueueMode::Lifo)
            .build()
            .map_err(|error| StoreError::Unavailable(Box::new(error)))?;
        traffic.watch(&pool);
        Ok(Self { pool, limit: Limit(limit), ledger, clock, traffic })
    }

    /// How many changes this process has committed: whoever keeps a copy of something knows when it is old.
    pub fn writes(&self) -> u64 {
        self.traffic.commits()
    }

    /// How rows of the audit log are authenticated.
    pub(super) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Reads one moment. A write inside is refused by Postgres.
    ///
    /// # Errors
    /// Whatever the closure gives, and the store's own.
    pub async fn read<T, E: From<StoreError>>(
        &self,
        page: impl AsyncFnOnce(&Read<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let open = Arc::new(Open::new(self.check_out().await?));
        let read = Read::new(&open, self.clock.get());
        let outcome = self.limit.keep(page(&read)).await?;
        if read.is_idle() {
            open.over();
        } else {
            read.finish();
        }
        outcome
    }

    /// Does a deed: commits when the closure returns a [`Change`], with its audit rows in the same transaction. A refusal by the
    /// policy rolls back and leaves a row of its own.
    ///
    /// # Errors
    /// Whatever the closure gives, and the store's own.
    pub async fn write<T, E>(&self, deed: impl AsyncFnOnce(&mut Tx<'_>) -> Result<Change<T>, E>) -> Result<T, E>
    where
        E: From<StoreError> + MaybeDenied,
    {
        self.told(self.attempt(None, async |tx: &mut Tx<'_>, _| deed(tx).await).await).await
    }

    /// A deed about one person, who is locked until it ends (nothing where nobody has that id). Beginning and locking are one journey.
    ///
    /// # Errors
    /// Whatever the closure gives, and the store's own.
    pub async fn write_about<T, E>(
        &self,
        person: UserId,
        deed: impl AsyncFnOnce(&mut Tx<'_>, Option<Person>) -> Result<Change<T>, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError> + MaybeDenied,
    {
        self.told(self.attempt(Some(person), deed).await).await
    }

    async fn told<T, E: From<StoreError> + MaybeDenied>(&self, outcome: Result<T, E>) -> Result<T, E> {
        if let Err(error) = &outcome
            && let Some(denied) = error.denied()
        {
            self.refused(denied).await?;
        }
        outcome
    }

    /// Writes down a refusal that met somebody before any deed began.
    ///
    /// # Errors
    /// The store's.
    pub async fn refused(&self, denied: &Denied) -> Result<(), StoreError> {
        let open = Open::new(self.check_out().await?);
        let records = [Record::from(denied)];
        let written = async {
            let (tx, _) = begin::deed(open.conn(), self.clock.get(), None).await?;
            let sealed = self.seal(tx, &records).await;
            open.close(sealed).await
        };
        self.limit.keep(written).await??;
        self.traffic.written(&records);
        Ok(())
    }

    /// Writes what is no deed: one statement.
    ///
    /// # Errors
    /// The store's.
    pub async fn keep_house<T>(
        &self,
        chore: impl AsyncFnOnce(&mut Bookkeeping<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let open = Open::new(self.check_out().await?);
        let done = self.limit.keep(chore(&mut Bookkeeping::new(open.conn()))).await??;
        open.over();
        Ok(done)
    }

    /// Links rows of the audit log, in a transaction that only one server at a time gets; nothing when another one is at it.
    ///
    /// # Errors
    /// The store's.
    pub async fn link<T>(
        &self,
        step: impl AsyncFnOnce(&Linking<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let open = Open::new(self.check_out().await?);
        self.limit.keep(self.linked(open, step)).await?
    }

    async fn linked<T>(
        &self,
        open: Open,
        step: impl AsyncFnOnce(&Linking<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let conn = open.conn();
        let told = begin::chore(conn).await?;
        let ours = diesel::select(sql::<Bool>("pg_try_advisory_xact_lock(").bind::<BigInt, _>(CHAIN).sql(")"));
        let done = match ours.get_result::<bool>(&mut &*conn).await {
            Ok(true) => step(&Linking::new(conn, told, self.clock.get())).await.map(Some),
            Ok(false) => Ok(None),
            Err(error) => Err(error.into()),
        };
        // Where it failed, the connection is not used again: it may lead to a database that takes no writes any more.
        let done = done?;
        open.end("COMMIT").await?;
        Ok(done)
    }

    async fn attempt<T, E: From<StoreError>>(
        &self,
        about: Option<UserId>,
        deed: impl AsyncFnOnce(&mut Tx<'_>, Option<Person>) -> Result<Change<T>, E>,
    ) -> Result<T, E> {
        let open = Open::new(self.check_out().await?);
        let (mut tx, person) = self.limit.keep(begin::deed(open.conn(), self.clock.get(), about)).await??;
        failpoint::reached(Failpoint::DeedBegun);
        let done = self.limit.keep(deed(&mut tx, person)).await?;
        match done.and_then(|change| change.into_parts().ok_or_else(|| StoreError::Unfit.into())) {
            Ok((records, value)) => {
                failpoint::reached(Failpoint::DeedDone);
                let request =
                    records.as_slice().first().map_or_else(Uuid::nil, |record| record.actor.origin.request.uuid());
                let sent = Sent { number: tx.number(), at: tx.now(), request };
                let committed = match self.limit.keep(self.seal(tx, &records)).await {
                    Ok(sealed) => self.limit.keep(open.close(sealed)).await.flatten(),
                    Err(late) => {
                        // Whatever it still holds is let go before anybody asks what became of it.
                        drop(open);
                        Err(late)
                    }
                };
                if let Err(error) = committed {
                    settle::settle(async || self.check_out().await, sent, error).await?;
                }
                failpoint::reached(Failpoint::DeedCommitted);
                self.traffic.committed(&records);
                Ok(value)
            }
            Err(error) => {
                drop(tx);
                // The answer is the deed's own, whether or not somebody hears of its end.
                drop(self.limit.keep(open.end("ROLLBACK")).await);
                Err(error)
            }
        }
    }

    /// Sends what the deed left for its end, the audit rows, and the commit behind them: one journey, unless it is much.
    async fn seal(&self, mut tx: Tx<'_>, records: &[Record]) -> Sealed {
        let left = tx.take_left();
        let few = left.len() + records.len() <= MOST_TOGETHER;
        let failed = Cell::new(false);
        let left = async { try_join_all(left).await.inspect_err(|_| failed.set(true)) };
        let append = async { ledger::append(&tx, &self.ledger, records).await.inspect_err(|_| failed.set(true)) };
        let end = async {
            // Asked when the rest was just sent: what has failed already was not sent.
            if failed.get() || !few { None } else { Some(commit().execute(&mut tx.conn()).await.map(|_| ())) }
        };
        let (left, written, committed) = join3(left, append, end).await;
        Sealed { written: left.and(written), committed }
    }

    async fn check_out(&self) -> Result<Object<AsyncPgConnection>, StoreError> {
        if !(self.ledger.is_ours)() {
            return Err(StoreError::Unavailable(Box::new(AnotherDatabase)));
        }
        match tokio::time::timeout(PATIENCE, self.pool.get()).await {
            Ok(Ok(conn)) => Ok(conn),
            Ok(Err(error)) => Err(StoreError::Unavailable(Box::new(error))),
            Err(late) => {
                self.traffic.waited_in_vain();
                Err(StoreError::Busy(Box::new(late)))
            }
        }
    }
}
