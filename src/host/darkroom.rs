//! Where pictures are read and drawn anew: away from the pages, and one at a time, because each stands in memory with all its pixels.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::timeout;

use crate::domain::id::UserId;
use crate::domain::picture::{Picture, Unfit};

/// One picture takes a fraction of a second; whoever waits longer stands behind a crowd.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a picture was not looked at.
#[derive(Debug, thiserror::Error)]
pub enum Closed {
    /// Too many are waiting.
    #[error("too many pictures are waiting")]
    Busy,
    /// A fault of ours.
    #[error("a picture could not be looked at")]
    Broken(#[from] JoinError),
}

/// The one place for pictures of a process.
#[derive(Debug)]
pub struct Darkroom {
    turn: Semaphore,
    /// Who waits or is being served.
    inside: Mutex<Vec<UserId>>,
}

/// Somebody's one place in the queue; given back when it is dropped.
struct Place<'a> {
    room: &'a Darkroom,
    whose: UserId,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.room.inside().retain(|other| *other != self.whose);
    }
}

impl Default for Darkroom {
    fn default() -> Self {
        Self { turn: Semaphore::new(1), inside: Mutex::default() }
    }
}

impl Darkroom {
    fn inside(&self) -> MutexGuard<'_, Vec<UserId>> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for somebody who has none yet: one hand shuts nobody else out.
    fn place(&self, whose: UserId) -> Option<Place<'_>> {
        let mut inside = self.inside();
        if inside.contains(&whose) {
            return None;
        }
        inside.push(whose);
        Some(Place { room: self, whose })
    }

    /// Takes a file for a picture, when its turn has come.
    ///
    /// # Errors
    /// [`Closed`].
    pub async fn develop(
        &self,
        whose: UserId,
        file: Vec<u8>,
        take: fn(&[u8]) -> Result<Picture, Unfit>,
    ) -> Result<Result<Picture, Unfit>, Closed> {
        let Some(_place) = self.place(whose) else { return Err(Closed::Busy) };
        let turn = timeout(PATIENCE, self.turn.acquire()).await;
        let Ok(Ok(_turn)) = turn else { return Err(Closed::Busy) };
        Ok(spawn_blocking(move || take(&file)).await?)
    }
}
