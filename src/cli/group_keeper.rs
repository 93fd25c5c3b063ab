//! Takes deleted groups away for good, thirty days after, while the program runs.

use std::time::Duration;

use super::house::{Acting, House};
use crate::service::groups::purge::purge;
use crate::store::db::Db;

/// No group stays much longer than promised.
const BEAT: Duration = Duration::from_mins(1);

/// One server's hand. Every server has one; what one of them is at, the others leave to it.
pub struct GroupKeeper {
    house: House,
    db: Db,
    troubled: bool,
}

impl GroupKeeper {
    /// With a way to the database of its own.
    ///
    /// # Errors
    /// When the pool can not be built.
    pub fn new(house: &House) -> anyhow::Result<Self> {
        Ok(Self { house: house.clone(), db: house.db(Acting::App, 1)?, troubled: false })
    }

    /// Works until it is dropped. Trouble is told once, and its end.
    pub async fn run(&mut self) {
        loop {
            match self.beat().await {
                Err(error) if !self.troubled => {
                    tracing::error!(
                        "groups whose time is over can not be taken away now; it is tried again every minute: {error:#}"
                    );
                    self.troubled = true;
                }
                Ok(_) if self.troubled => {
                    tracing::info!("groups whose time is over are taken away again");
                    self.troubled = false;
                }
                Ok(_) | Err(_) => {}
            }
            tokio::time::sleep(BEAT).await;
        }
    }

    /// Takes every group away whose time is over. Says how many.
    ///
    /// # Errors
    /// The store's; no randomness.
    pub async fn beat(&self) -> anyhow::Result<u64> {
        Ok(purge(&self.db, &self.house.operator("serve")?).await?)
    }
}
