//! Argon2id on a bounded set of threads, apart from everything that answers requests.
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use std::{fmt, io};

use rand::TryRng;
use rand::rngs::SysRng;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::argon::{self, HashCost, Memory, PhcString};
use super::hash_desk::Desk;
use super::hash_queue::{Answer, Job, Turn};

/// Whose turn it is first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// People with a session, and devices we know.
    SignedIn,
    /// Everybody else, by the place that it comes from.
    Anonymous(Place),
}

/// Where an anonymous visitor comes from, as far as the queue must tell one place from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place(u64);

impl Place {
    /// Of whoever comes from nowhere: what this machine does for itself, and visitors whose address is not known.
    pub const NOWHERE: Self = Self(0);

    /// Of an address, or the part of it that one subscriber has.
    pub fn of(address: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        address.hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// No thread was free in time: nothing was hashed, nothing was changed, and trying again soon is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords are waiting to be checked")]
pub struct Busy;

/// Why there is no pool.
#[derive(Debug, thiserror::Error)]
pub enum HashPoolError {
    /// Argon2 refuses the parameters.
    #[error(
        "Argon2id cannot run with {0:?}: choose at least 8 KiB for each lane, at most 256 MiB, and one pass or more."
    )]
    ImpossibleCost(HashCost),
    /// The operating system gave no random bytes.
    #[error("The operating system gives no random bytes for password salts: check that /dev/urandom exists.")]
    NoDice,
    /// The operating system gave no thread.
    #[error(
        "No thread can be started to hash passwords ({0}): raise the limit on threads for the user that runs Latchkey."
    )]
    NoThread(#[source] io::Error),
}

/// How much hashing may happen at once.
#[derive(Debug, Clone)]
pub struct HashPoolOptions {
    /// Threads, at least one.
    pub threads: usize,
    /// How many may wait in each lane.
    pub queue_per_lane: usize,
    /// How long one may wait for a thread.
    pub wait_limit: Duration,
    /// Behind a hash that took longer no answer waits for the next ones, which will take as long.
    pub brief: Duration,
    /// What each hash costs.
    pub cost: HashCost,
}

impl Default for HashPoolOptions {
    fn default() -> Self {
        let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let (wait_limit, brief) = (Duration::from_secs(2), Duration::from_millis(40));
        Self { threads, queue_per_lane: 32, wait_limit, brief, cost: HashCost::default() }
    }
}

/// The threads that hash. Dropping the pool ends them after the job in hand; who still waits is told `Busy`.
pub struct HashPool {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
    wait_limit: Duration,
    cost: HashCost,
    dummy: PhcString,
}

struct Shared {
    desk: Desk,
    hashes: AtomicU64,
    verifications: AtomicU64,
    allocations: AtomicU64,
}

impl HashPool {
    /// Starts the threads, after one hash that proves the parameters and becomes the dummy.
    pub fn start(options: &HashPoolOptions) -> Result<Self, HashPoolError> {
        let cost = options.cost;
        if !cost.is_possible() {
            return Err(HashPoolError::ImpossibleCost(cost));
        }
        let shared = Arc::new(Shared {
            desk: Desk::new(options.queue_per_lane, options.brief),
            hashes: AtomicU64::new(0),
            verifications: AtomicU64::new(0),
            allocations: AtomicU64::new(0),
        });
        let mut nobodys = Zeroizing::new([0; 32]);
        SysRng.try_fill_bytes(&mut *nobodys).map_err(|_| HashPoolError::NoDice)?;
        let dummy =
            argon::hash(&*nobodys, cost, &mut Memory::default(), &AtomicU64::new(0)).ok_or(HashPoolError::NoDice)?;
        let mut pool = Self { shared, threads: Vec::new(), wait_limit: options.wait_limit, cost, dummy };
        for number in 0..options.threads.max(1) {
            let shared = Arc::clone(&pool.shared);
            let thread =
                thread::Builder::new().name(format!("latchkey-hash-{number}")).spawn(move || shared.desk.serve());
            pool.threads.push(thread.map_err(HashPoolError::NoThread)?);
        }
        Ok(pool)
    }

    /// The hash of `password`, with a salt of its own.
    pub async fn hash(&self, lane: Lane, password: &[u8]) -> Result<PhcString, Busy> {
        self.hash_all(lane, &[password]).await?.pop().ok_or(Busy)
    }

    /// The hashes of several secrets, each with a salt of its own, in one turn: all of them, or none.
    pub async fn hash_all(&self, lane: Lane, secrets: &[&[u8]]) -> Result<Vec<PhcString>, Busy> {
        let secrets: Vec<_> = secrets.iter().map(|secret| Zeroizing::new(secret.to_vec())).collect();
        let (cost, shared) = (self.cost, Arc::clone(&self.shared));
        let hash = move |memory: &mut Memory, secret: &[u8]| {
            shared.hashes.fetch_add(1, Ordering::Relaxed);
            argon::hash(secret, cost, memory, &shared.allocations)
        };
        let hashes = self
            .submit(lane, move |memory| secrets.iter().map(|secret| hash(memory, secret)).collect::<Option<Vec<_>>>());
        hashes.await?.ok_or_else(|| {
            tracing::error!("the operating system gives no random bytes for a password salt");
            Busy
        })
    }

    /// Whether `password` is the one behind `phc`. A stored hash that cannot be read matches nothing and is logged; it takes as long as any
    /// other, and so does one that was cheaper to make.
    pub async fn verify(&self, lane: Lane, password: &[u8], phc: &str) -> Result<bool, Busy> {
        self.verify_all(lane, &[(password, phc)]).await
    }

    /// Whether every one of several secrets is the one behind its hash, in one turn: all are verified, whichever is wrong, or none.
    pub async fn verify_all(&self, lane: Lane, pairs: &[(&[u8], &str)]) -> Result<bool, Busy> {
        let own = |&(secret, phc): &(&[u8], &str)| (Zeroizing::new(secret.to_vec()), Zeroizing::new(phc.to_owned()));
        let pairs: Vec<_> = pairs.iter().map(own).collect();
        let (dummy, cost, shared) = (self.dummy.clone(), self.cost, Arc::clone(&self.shared));
        let verify = move |memory: &mut Memory, secret: &[u8], phc: &str| {
            shared.verifications.fetch_add(1, Ordering::Relaxed);
            argon::verify(secret, phc, cost, memory, &shared.allocations).unwrap_or_else(|| {
                tracing::error!("a stored hash cannot be read: the person can be given a new password, or answer anew");
                argon::verify(secret, dummy.expose(), cost, memory, &shared.allocations);
                false
            })
        };
        self.submit(lane, move |memory| pairs.iter().fold(true, |all, (secret, phc)| verify(memory, secret, phc) & all))
            .await
    }

    /// A hash that no password matches at today's cost, to be verified where there is no account, so that both take as long.
    pub fn dummy_phc(&self) -> &PhcString {
        &self.dummy
    }

    /// Whether `phc` was made at today's cost; if not, hash anew after the next successful sign-in.
    pub fn is_current(&self, phc: &str) -> bool {
        argon::is_current(phc, self.cost)
    }

    /// How many passwords were verified so far.
    pub fn verifications(&self) -> u64 {
        self.shared.verifications.load(Ordering::Relaxed)
    }

    /// How many wait for a thread.
    pub fn waiting(&self) -> usize {
        self.shared.desk.waiting()
    }

    /// How many passwords were hashed so far.
    pub fn hashes(&self) -> u64 {
        self.shared.hashes.load(Ordering::Relaxed)
    }

    /// How often a thread had to get memory; while the pool is busy, once per thread.
    pub fn allocations(&self) -> u64 {
        self.shared.allocations.load(Ordering::Relaxed)
    }

    async fn submit<T: Send + 'static>(
        &self,
        lane: Lane,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let (reply, mut answer) = oneshot::channel();
        let turn = Turn::default();
        let work = move |memory: &mut Memory| {
            let done = work(memory);
            // If the caller has gone away meanwhile, nobody misses the answer.
            Box::new(move || drop(reply.send(done))) as Answer
        };
        let job = Job { turn: turn.clone(), work: Box::new(work) };
        self.shared.desk.push(lane, job).map_err(|_full| Busy)?;
        let _leaving = Leaving(&turn);
        let told = match tokio::time::timeout(self.wait_limit, &mut answer).await {
            Ok(told) => told,
            // Only the wait for a thread has a limit: a job in hand is as good as done.
            Err(_late) if turn.decide() => return Err(Busy),
            Err(_late) => answer.await,
        };
        told.map_err(|_closed| Busy)
    }
}

/// A caller who goes away takes a job back that no thread has taken.
struct Leaving<'a>(&'a Turn);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.decide();
    }
}

impl Drop for HashPool {
    fn drop(&mut self) {
        self.shared.desk.close();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a hashing thread had ended before its time");
            }
        }
    }
}

impl fmt::Debug for HashPool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HashPool")
            .field("threads", &self.threads.len())
            .field("cost", &self.cost)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[path = "hash_pool_tests.rs"]
mod tests;
