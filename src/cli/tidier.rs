//! Does what the time has come for while the program runs: learning what was decided, the turns of jobs, word of passwords that end,
//! forgetting and removing for good what has had its time.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use futures_util::future::join3;
use tokio::sync::OnceCell;

use super::house::{Acting, House};
use crate::service::groups::purge::purge;
use crate::service::passwords::ending;
use crate::service::portal::Portal;
use crate::service::reports::{password_resets, usage};
use crate::service::users::deletion;
use crate::service::{job_turns, letters, lockout_upkeep, oblivion, retention, settings};
use crate::store::db::Db;
use crate::store::organisation;

/// What is decided holds everywhere so soon, and a job that was just ordered begins.
const BEAT: Duration = Duration::from_secs(1);
/// Nothing that is deleted stays much longer than promised.
const TIDY: Duration = Duration::from_mins(1);
/// A full step is followed by the next one so soon: pages come first.
const PAUSE: Duration = Duration::from_millis(200);

/// One server's hand that tidies and works. Every server has one; what one of them is at, the others leave to it.
pub struct Tidier {
    house: House,
    db: Db,
    /// For the turns of jobs and for letters; opened when first needed.
    portal: OnceCell<Portal>,
    /// The owner's way, for what pages may not: opened when something is to be forgotten.
    owner: OnceCell<Db>,
}

impl Tidier {
    /// With a way to the database of its own: a job does not keep what was decided from being learned.
    ///
    /// # Errors
    /// When the pool can not be built.
    pub fn new(house: &House) -> anyhow::Result<Self> {
        Ok(Self {
            house: house.clone(),
            db: house.db(Acting::App, 2)?,
            portal: OnceCell::new(),
            owner: OnceCell::new(),
        })
    }

    /// Works until it is dropped.
    pub async fn run(&self) {
        let looking = every(BEAT, "what administrators decided on other servers", async || self.look().await);
        let working = every(BEAT, "jobs", async || self.work().await.map(drop));
        let tidying = every(TIDY, "the end of what has had its time", async || self.beat().await.map(drop));
        join3(looking, working, tidying).await;
    }

    /// Learns what administrators decided on another server.
    ///
    /// # Errors
    /// The store's.
    pub async fn look(&self) -> anyhow::Result<()> {
        Ok(settings::renew(&self.db, &self.house.settings).await?)
    }

    /// Does every job that waits, turn by turn. Says how many turns that took.
    ///
    /// # Errors
    /// The store's; no randomness.
    pub async fn work(&self) -> anyhow::Result<usize> {
        let mut turns = 0;
        let portal = self.portal.get_or_try_init(async || self.open().await).await?;
        while job_turns::work(portal, &self.house.program("bulk operation")?).await? {
            turns += 1;
        }
        Ok(turns)
    }

    async fn open(&self) -> anyhow::Result<Portal> {
        let found = self.db.read(async |read| organisation::find(read).await).await?;
        self.house.portal(Acting::App, 1, Arc::new(found.context("there is no organisation yet")?))
    }

    /// Removes everybody and everything whose time is over, some at a time. Says how many people and groups. What meets trouble keeps
    /// nothing else from its end.
    ///
    /// # Errors
    /// The first trouble: the store's; no randomness.
    pub async fn beat(&self) -> anyhow::Result<usize> {
        // First: the rest may take hours where much is to be forgotten.
        let told = self.in_steps(async || self.tell_of_ends().await).await;
        let jobs = self.in_steps(async || Ok(job_turns::forget_old(&self.db).await?)).await;
        let letters = self.in_steps(async || Ok(letters::forget(&self.db).await?)).await;
        let forgotten = self.in_steps(async || Ok(oblivion::forget(&self.db).await?)).await;
        let counted = self.in_steps(async || Ok(password_resets::count_days(&self.db).await?)).await;
        let used = self.in_steps(async || Ok(usage::count(&self.db).await?)).await;
        let locks = self
            .in_steps(async || {
                let program = self.house.program("see to locks")?;
                Ok(lockout_upkeep::step(&self.db, &program).await?)
            })
            .await;
        let groups =
            async { Ok(usize::try_from(purge(&self.db, &self.house.program("purge deleted groups")?).await?)?) };
        let groups: anyhow::Result<usize> = groups.await;
        let people = self
            .in_steps(async || {
                let program = self.house.program("purge deleted users")?;
                Ok(deletion::purge_expired(&self.db, &program).await?)
            })
            .await;
        let kept = self.in_steps(async || self.forget_audit().await).await;
        jobs?;
        told?;
        kept?;
        letters?;
        forgotten?;
        counted?;
        used?;
        locks?;
        Ok(groups? + people?)
    }

    /// Writes to those whose passwords end soon.
    async fn tell_of_ends(&self) -> anyhow::Result<usize> {
        let portal = self.portal.get_or_try_init(async || self.open().await).await?;
        Ok(ending::tell(&self.db, portal).await?)
    }

    /// What the audit log keeps no more. Of everything else pages may do, only this takes the tables' owner.
    async fn forget_audit(&self) -> anyhow::Result<usize> {
        let decided = self.house.settings.get().retention;
        if !retention::is_due(&self.db, &decided).await? {
            return Ok(0);
        }
        let owner = self.owner.get_or_try_init(async || self.house.db(Acting::Owner, 1)).await?;
        let program = self.house.program("remove old audit log rows")?;
        Ok(retention::step(owner, &self.house.keys, &decided, &program).await?)
    }

    async fn in_steps(&self, step: impl AsyncFn() -> anyhow::Result<usize>) -> anyhow::Result<usize> {
        let mut all = 0;
        loop {
            let some = step().await?;
            if some == 0 {
                return Ok(all);
            }
            all += some;
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// Again and again; trouble is told once, and its end.
pub(super) async fn every(pause: Duration, what: &'static str, step: impl AsyncFn() -> anyhow::Result<()>) {
    let troubled = Cell::new(false);
    loop {
        match step().await {
            Err(error) if !troubled.replace(true) => {
                tracing::error!("{what} can not be seen to now; it is tried again: {error:#}");
            }
            Ok(()) if troubled.replace(false) => tracing::info!("{what}: seen to again"),
            Ok(()) | Err(_) => {}
        }
        tokio::time::sleep(pause).await;
    }
}
