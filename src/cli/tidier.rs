//! Does what the time has come for while the program runs: removes for good whoever was deleted thirty days ago.

use std::time::Duration;

use super::house::{Acting, House};
use crate::service::users::deletion;
use crate::store::db::Db;

/// Nobody stays much longer than promised.
const BEAT: Duration = Duration::from_mins(1);
/// A full step is followed by the next one so soon: pages come first.
const PAUSE: Duration = Duration::from_millis(200);

/// One server's hand that tidies. Every server has one; what one of them is at, the others leave to it.
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
        loop {
            let beat = self.beat().await;
            self.note(beat);
            tokio::time::sleep(BEAT).await;
        }
    }

    /// Removes everybody whose time is over, some at a time. Says how many.
    ///
    /// # Errors
    /// The store's; no randomness.
    pub async fn beat(&self) -> anyhow::Result<usize> {
        let mut all = 0;
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
    fn note(&mut self, beat: anyhow::Result<usize>) {
        match beat {
            Err(error) if !self.troubled => {
                tracing::error!(
                    "deleted people whose time is over can not be removed now; it is tried again every minute: {error:#}"
                );
                self.troubled = true;
            }
            Ok(_) if self.troubled => {
                tracing::info!("deleted people whose time is over are removed again");
                self.troubled = false;
            }
            Ok(_) | Err(_) => {}
        }
    }
}
