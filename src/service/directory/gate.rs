//! How much of a process may wait for the directory outside: four tasks at once, and none for a while after five failures (F29, F31).

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::domain::directory::fault::{Fault, Trouble};

/// So many are in the directory at once.
const AT_ONCE: usize = 4;
/// So many may wait for their turn, and none of them longer than this.
const QUEUE: usize = 64;
const PATIENCE: Duration = Duration::from_secs(2);
/// After so many failures in a row it is left alone.
const FAILURES: u32 = 5;
/// For so long; then one may try.
const REST: SignedDuration = SignedDuration::from_secs(30);

/// The gate.
#[derive(Debug)]
pub struct Gate {
    places: Semaphore,
    waiting: AtomicUsize,
    breaker: Mutex<Breaker>,
}

#[derive(Debug, Default)]
struct Breaker {
    failures: u32,
    resting_until: Option<Timestamp>,
}

impl Default for Gate {
    fn default() -> Self {
        Self { places: Semaphore::new(AT_ONCE), waiting: AtomicUsize::new(0), breaker: Mutex::default() }
    }
}

impl Gate {
    /// Whether the directory is left alone at this moment.
    pub fn rests(&self, now: Timestamp) -> bool {
        self.breaker().resting_until.is_some_and(|until| now < until)
    }

    /// Does something in the directory, when there is a place.
    ///
    /// # Errors
    /// [`Trouble::Resting`] where there is none, and whatever the work gives.
    pub async fn through<T>(&self, now: Timestamp, work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
        self.through_to(now, work, |_| None).await
    }

    /// The same for work that does not fail where the directory does: `fault` finds what was its fault.
    ///
    /// # Errors
    /// As [`Gate::through`].
    pub async fn through_to<T>(
        &self,
        now: Timestamp,
        work: impl Future<Output = Result<T, Fault>>,
        fault: impl FnOnce(&T) -> Option<&Fault>,
    ) -> Result<T, Fault> {
        self.admit(now)?;
        let _place = self.place().await?;
        let done = work.await;
        self.learn(now, done.as_ref().map_or_else(Some, fault));
        done
    }

    /// While it rests nobody is let in; when its time is over one may try, and everybody else waits for what comes of that.
    fn admit(&self, now: Timestamp) -> Result<(), Fault> {
        let mut breaker = self.breaker();
        match breaker.resting_until {
            Some(until) if now < until => Err(Fault::new(Trouble::Resting, "")),
            Some(_) => {
                breaker.resting_until = now.checked_add(REST).ok();
                Ok(())
            }
            None => Ok(()),
        }
    }

    async fn place(&self) -> Result<SemaphorePermit<'_>, Fault> {
        let busy = || Fault::new(Trouble::Resting, "");
        if let Ok(place) = self.places.try_acquire() {
            return Ok(place);
        }
        let queue = Queued::enter(&self.waiting).ok_or_else(busy)?;
        let place = timeout(PATIENCE, self.places.acquire()).await;
        drop(queue);
        place.ok().and_then(Result::ok).ok_or_else(busy)
    }

    /// What it says is no trouble of the directory's, wrong names and refusals among it, closes no gate.
    fn learn(&self, now: Timestamp, fault: Option<&Fault>) {
        let mut breaker = self.breaker();
        match fault.map(|fault| fault.trouble) {
            Some(trouble) if trouble.passes() => {
                breaker.failures = breaker.failures.saturating_add(1);
                if breaker.failures >= FAILURES {
                    breaker.resting_until = now.checked_add(REST).ok();
                }
            }
            _ => *breaker = Breaker::default(),
        }
    }

    fn breaker(&self) -> std::sync::MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the queue, given back when it is dropped.
struct Queued<'a>(&'a AtomicUsize);

impl<'a> Queued<'a> {
    fn enter(waiting: &'a AtomicUsize) -> Option<Self> {
        if waiting.fetch_add(1, Ordering::Relaxed) >= QUEUE {
            waiting.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        Some(Self(waiting))
    }
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    async fn fails(gate: &Gate, now: Timestamp) -> Trouble {
        let work = async { Err::<(), _>(Fault::new(Trouble::Unreachable, "")) };
        gate.through(now, work).await.unwrap_err().trouble
    }

    async fn works(gate: &Gate, now: Timestamp) -> Result<u8, Fault> {
        gate.through(now, async { Ok(7) }).await
    }

    #[tokio::test]
    async fn after_five_failures_the_directory_is_left_alone_and_then_one_may_try() {
        let gate = Gate::default();
        for _ in 0..5 {
            assert_eq!(fails(&gate, at(0)).await, Trouble::Unreachable);
        }
        assert!(gate.rests(at(29)));
        assert_eq!(fails(&gate, at(29)).await, Trouble::Resting);
        assert_eq!(works(&gate, at(29)).await.unwrap_err().trouble, Trouble::Resting);
        assert_eq!(fails(&gate, at(30)).await, Trouble::Unreachable, "one may try");
        assert!(gate.rests(at(31)), "and failed");
        assert_eq!(works(&gate, at(61)).await, Ok(7));
        assert!(!gate.rests(at(61)));
        assert_eq!(works(&gate, at(61)).await, Ok(7));
    }

    #[tokio::test]
    async fn work_that_hides_what_the_directory_did_is_looked_into() {
        let gate = Gate::default();
        for _ in 0..5 {
            let work = async { Ok(Fault::new(Trouble::TooSlow, "")) };
            assert!(gate.through_to(at(0), work, |fault| Some(fault)).await.is_ok());
        }
        assert!(gate.rests(at(0)));
    }

    #[tokio::test]
    async fn a_wrong_account_is_no_reason_to_leave_it_alone() {
        let gate = Gate::default();
        for _ in 0..9 {
            let work = async { Err::<(), _>(Fault::new(Trouble::Login, "")) };
            assert_eq!(gate.through(at(0), work).await.unwrap_err().trouble, Trouble::Login);
        }
        assert!(!gate.rests(at(0)));
    }

    #[tokio::test]
    async fn four_are_let_in_and_the_fifth_does_not_wait_for_ever() {
        let gate = Gate::default();
        let slow = || gate.through(at(0), async { std::future::pending::<Result<(), Fault>>().await });
        let four = futures_util::future::join_all([slow(), slow(), slow(), slow()]);
        let fifth = async {
            tokio::task::yield_now().await;
            works(&gate, at(0)).await
        };
        let fifth = tokio::select! {
            _ = four => None,
            fifth = fifth => Some(fifth),
        };
        assert_eq!(fifth.unwrap().unwrap_err().trouble, Trouble::Resting);
        assert_eq!(works(&gate, at(0)).await, Ok(7), "those who went away gave their places back");
    }
}
