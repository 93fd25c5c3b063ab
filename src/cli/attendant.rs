//! Looks after the directory outside while the program runs: walks over its people, how it is, writes that were lost.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use futures_util::future::join;
use tokio::sync::OnceCell;

use super::house::{Acting, House};
use super::tidier::every;
use crate::service::directory::{drift, status, walk, writeback};
use crate::service::portal::Portal;
use crate::store::db::Db;
use crate::store::organisation;

/// A walk that was asked for begins so soon.
const BEAT: Duration = Duration::from_secs(1);
/// Somebody looks so often.
const LOOK: Duration = Duration::from_mins(1);

/// One server's hand. Every server has one; a walk that one of them is at the others leave to it.
pub struct Attendant {
    house: House,
    db: Db,
    portal: OnceCell<Portal>,
}

impl Attendant {
    /// With a way to the database of its own: a slow directory holds up no page.
    ///
    /// # Errors
    /// When the pool can not be built.
    pub fn new(house: &House) -> anyhow::Result<Self> {
        Ok(Self { house: house.clone(), db: house.db(Acting::App, 1)?, portal: OnceCell::new() })
    }

    /// Works until it is dropped.
    pub async fn run(&self) {
        let walking = every(BEAT, "the people of the directory", async || self.walk().await.map(drop));
        let looking = every(LOOK, "the state of the directory", async || self.look().await.map(drop));
        join(Box::pin(walking), Box::pin(looking)).await;
    }

    /// Walks, where a walk waits or its time has come. Says whether it did.
    ///
    /// # Errors
    /// The store's; no randomness.
    pub async fn walk(&self) -> anyhow::Result<bool> {
        Ok(walk::work(self.portal().await?, &self.house.program("load people from the directory")?).await?)
    }

    /// Looks how the directory is, and tells of writes that were lost. Says how many those are.
    ///
    /// # Errors
    /// The store's; no randomness.
    pub async fn look(&self) -> anyhow::Result<usize> {
        status::check(self.portal().await?).await?;
        let program = self.house.program("writes to the directory")?;
        Box::pin(drift::read_back(self.portal().await?, &program)).await?;
        Ok(writeback::tell_lost(&self.db, &program).await?)
    }

    async fn portal(&self) -> anyhow::Result<&Portal> {
        self.portal.get_or_try_init(async || self.open().await).await
    }

    async fn open(&self) -> anyhow::Result<Portal> {
        let found = self.db.read(async |read| organisation::find(read).await).await?;
        self.house.portal(Acting::App, 3, Arc::new(found.context("there is no organisation yet")?))
    }
}
