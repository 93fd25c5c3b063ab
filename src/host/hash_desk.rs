//! Where hashes are asked for, done and told: threads take a job, do it in memory of their own, and come back for the next.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::argon::Memory;
use super::hash_pool::Lane;
use super::hash_queue::{Answer, Full, Job, Queue, Taken};
use super::hash_tray::{Circumstances, Tray};

/// How long a thread without work keeps its memory: long enough for a busy minute, short enough for a small server at rest.
const KEEP_MEMORY: Duration = Duration::from_secs(1);

pub(super) struct Desk {
    inside: Mutex<Inside>,
    changed: Condvar,
}

struct Inside {
    queue: Queue,
    tray: Tray,
    /// So many jobs are being done.
    in_hand: usize,
}

impl Desk {
    pub(super) fn new(queue_per_lane: usize, brief: Duration) -> Self {
        let inside = Inside { queue: Queue::new(queue_per_lane), tray: Tray::new(brief), in_hand: 0 };
        Self { inside: Mutex::new(inside), changed: Condvar::new() }
    }

    pub(super) fn push(&self, lane: Lane, job: Job) -> Result<(), Full> {
        self.lock().queue.push(lane, job)?;
        self.changed.notify_one();
        Ok(())
    }

    /// How many wait for a thread.
    pub(super) fn waiting(&self) -> usize {
        self.lock().queue.waiting()
    }

    /// Sends the threads home, each after the job in hand.
    pub(super) fn close(&self) {
        self.lock().queue.close();
        self.changed.notify_all();
    }

    /// What a thread does until the desk is closed.
    pub(super) fn serve(&self) {
        let mut memory = Memory::default();
        while let Some(Taken { work, is_signed_in }) = self.next(&mut memory) {
            let began = Instant::now();
            let answer = catch_unwind(AssertUnwindSafe(|| work(&mut memory)));
            if answer.is_err() {
                tracing::error!("hashing a password panicked; the thread goes on");
            }
            self.done(answer.ok(), is_signed_in, began.elapsed());
        }
        // What is known is told, also at the end.
        let left = self.lock().tray.empty();
        tell(left);
    }

    /// The next job that somebody still waits for; nothing when the desk is closed.
    fn next(&self, memory: &mut Memory) -> Option<Taken> {
        let mut inside = self.lock();
        loop {
            if inside.queue.is_closed() {
                return None;
            }
            if let Some(taken) = inside.queue.take() {
                inside.in_hand += 1;
                return Some(taken);
            }
            // Those who were waited for have gone away.
            let left = inside.tray.empty();
            if !left.is_empty() {
                drop(inside);
                tell(left);
                inside = self.lock();
            } else if memory.is_held() {
                let (woken, wait) =
                    self.changed.wait_timeout(inside, KEEP_MEMORY).unwrap_or_else(PoisonError::into_inner);
                inside = woken;
                if wait.timed_out() && inside.queue.is_empty() {
                    drop(inside);
                    memory.release();
                    inside = self.lock();
                }
            } else {
                inside = self.changed.wait(inside).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    /// A job is done; without an answer where it failed.
    fn done(&self, answer: Option<Answer>, is_signed_in: bool, took: Duration) {
        let now = {
            let Inside { queue, tray, in_hand } = &mut *self.lock();
            *in_hand -= 1;
            let coming = queue.waiting() + *in_hand;
            answer.map(|answer| tray.put(answer, Circumstances { is_signed_in, coming, took }))
        };
        tell(now.unwrap_or_default());
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Outside of the lock: whoever is told may come back at once. Where one can not be told, the others are.
fn tell(answers: Vec<Answer>) {
    for answer in answers {
        if catch_unwind(AssertUnwindSafe(answer)).is_err() {
            tracing::error!("whoever had a password checked can not be told; the thread goes on");
        }
    }
}
