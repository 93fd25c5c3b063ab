//! Does what the time has come for while the program runs: learning what was decided, the turns of jobs, removing for good what was
//! deleted thirty days ago.

use std::time::{Duration, Instant};

use super::house::{Acting, House};
use crate::service::groups::purge::purge;
use crate::service::job_turns;
use crate::service::lockout_upkeep;
use crate::service::settings;
use crate::service::users::deletion;
use crate::store::db::Db;

/// A job that was just ordered begins so soon.
const BEAT: Duration = Duration::from_secs(1);
/// Nothing that is deleted stays much longer than promised.
const TIDY: Duration = Duration::from_mins(1);
/// A full step is followed by the next one so soon: pages come first.
const PAUSE: Duration = Duration::from_millis(200);

/// One server's hand that tidies and works. Every server has one; what one of them is at, the others leave to it.
pub struct Tidier {
    house: House,
    db: Db,
    troubled: bool,
}

impl Tidier {
    /// With a way to the database of its own.
    ///
    /// # Errors
    /// When the pool can not be built.
    pub fn new(house: &House) -> anyhow::Result<Self> {
        Ok(Self { house: house.clone(), db: house.db(Acting::App, 1)?, troubled: false })
    }

    /// Works until it is dropped.
    pub async fn run(&mut self) {
        let mut tidied: Option<Instant> = None;
        loop {
            let mut done = self.look().await;
            if done.is_ok() {
                done = self.work().await.map(|_| ());
            }
            if done.is_ok() && tidied.is_none_or(|at| at.elapsed() >= TIDY) {
                done = self.beat().await.map(|_| ());
                tidied = Some(Instant::now());
            }
            self.note(done);
            tokio::time::sleep(BEAT).await;
        }
    }

    /// Learns what administrators decided on another server.
    ///
    /// # Errors
    /// The store's.
    pub async fn look(&self) -> anyhow::Result<()> {
        Ok(settings::renew(&self.db, &self.house.settings).await?)
    }

    /// Does every job that waits. Says how many.
    ///
    /// # Errors
    /// The store's; no randomness.
    pub async fn work(&self) -> anyhow::Result<usize> {
        let mut jobs = 0;
        while job_turns::work(&self.db, &self.house.program("bulk operation")?).await? {
            jobs += 1;
        }
        Ok(jobs)
    }

    /// Removes everybody and every group whose time is over, some at a time. Says how many.
    ///
    /// # Errors
    /// The store's; no randomness.
    pub async fn beat(&self) -> anyhow::Result<usize> {
        while job_turns::forget_old(&self.db).await? > 0 {}
        while lockout_upkeep::step(&self.db, &self.house.program("see to locks")?).await? > 0 {}
        let mut all = usize::try_from(purge(&self.db, &self.house.program("purge deleted groups")?).await?)?;
        loop {
            let purged = deletion::purge_expired(&self.db, &self.house.program("purge deleted users")?).await?;
            if purged == 0 {
                return Ok(all);
            }
            all += purged;
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Trouble is told once, and its end.
    fn note(&mut self, beat: anyhow::Result<()>) {
        match beat {
            Err(error) if !self.troubled => {
                tracing::error!(
                    "jobs, and the end of what is deleted, can not be seen to now; it is tried again every second: {error:#}"
                );
                self.troubled = true;
            }
            Ok(()) if self.troubled => {
                tracing::info!("jobs, and the end of what is deleted, are seen to again");
                self.troubled = false;
            }
            Ok(()) | Err(_) => {}
        }
    }
}
