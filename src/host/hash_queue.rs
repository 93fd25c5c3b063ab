//! Who waits for a hashing thread: two lanes, each first come first served and bounded, and no place takes all of the anonymous one.

use std::collections::HashMap;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::argon::Memory;
use super::hash_pool::{Lane, Place};

/// So many signed-in people may overtake somebody anonymous before it is his turn.
const IN_A_ROW: usize = 4;

/// What a thread does, in its own memory; and how its caller is told.
pub(super) type Work = Box<dyn FnOnce(&mut Memory) -> Answer + Send>;

/// Tells a caller what came of it.
pub(super) type Answer = Box<dyn FnOnce() + Send>;

/// Somebody's hash.
pub(super) struct Job {
    pub(super) turn: Turn,
    pub(super) work: Work,
}

/// A job that a thread has taken.
pub(super) struct Taken {
    pub(super) work: Work,
    /// Whether it came from the lane of those who come first.
    pub(super) is_signed_in: bool,
}

/// What becomes of a job that waits: a thread takes it, or its caller goes away. Whoever comes first decides.
#[derive(Debug, Clone, Default)]
pub(super) struct Turn(Arc<AtomicBool>);

impl Turn {
    /// Whether it was still open.
    pub(super) fn decide(&self) -> bool {
        !self.0.swap(true, Ordering::AcqRel)
    }

    /// Of a job that waits: whether its caller has gone away.
    fn is_given_up(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// The queue was full.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Full;

pub(super) struct Queue {
    signed_in: VecDeque<Job>,
    anonymous: VecDeque<(Place, Job)>,
    limit: usize,
    in_a_row: usize,
    closed: bool,
}

impl Queue {
    pub(super) fn new(limit: usize) -> Self {
        Self { signed_in: VecDeque::new(), anonymous: VecDeque::new(), limit, in_a_row: 0, closed: false }
    }

    pub(super) fn push(&mut self, lane: Lane, job: Job) -> Result<(), Full> {
        if self.closed {
            return Err(Full);
        }
        match lane {
            Lane::SignedIn => {
                if self.signed_in.len() >= self.limit {
                    // Who went away must not keep out who came.
                    self.signed_in.retain(|job| !job.turn.is_given_up());
                }
                if self.signed_in.len() >= self.limit {
                    return Err(Full);
                }
                self.signed_in.push_back(job);
            }
            Lane::Anonymous(place) => {
                if self.anonymous.len() >= self.limit {
                    self.anonymous.retain(|(_, job)| !job.turn.is_given_up());
                }
                if self.anonymous.len() >= self.limit {
                    self.make_room(place)?;
                }
                self.anonymous.push_back((place, job));
            }
        }
        Ok(())
    }

    /// Whoever floods the lane from one place gives way to another one: the last of the most is told to come back (security 4.4).
    fn make_room(&mut self, place: Place) -> Result<(), Full> {
        let mut waiting: HashMap<Place, usize> = HashMap::new();
        for (place, _) in &self.anonymous {
            *waiting.entry(*place).or_default() += 1;
        }
        let own = waiting.get(&place).copied().unwrap_or(0);
        let (fullest, most) = waiting.into_iter().max_by_key(|(_, jobs)| *jobs).ok_or(Full)?;
        if most <= own + 1 {
            return Err(Full);
        }
        let last = self.anonymous.iter().rposition(|(place, _)| *place == fullest).ok_or(Full)?;
        self.anonymous.remove(last);
        Ok(())
    }

    /// How many wait.
    pub(super) fn waiting(&self) -> usize {
        self.signed_in.len() + self.anonymous.len()
    }

    /// The next job whose caller still waits.
    pub(super) fn take(&mut self) -> Option<Taken> {
        loop {
            let anonymous_turn = self.in_a_row >= IN_A_ROW || self.signed_in.is_empty();
            let (job, is_signed_in, in_a_row) = if anonymous_turn && !self.anonymous.is_empty() {
                (self.anonymous.pop_front()?.1, false, 0)
            } else {
                (self.signed_in.pop_front()?, true, if self.anonymous.is_empty() { 0 } else { self.in_a_row + 1 })
            };
            if job.turn.decide() {
                self.in_a_row = in_a_row;
                return Some(Taken { work: job.work, is_signed_in });
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.signed_in.is_empty() && self.anonymous.is_empty()
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Ends the queue; who waits is told by his closed channel.
    pub(super) fn close(&mut self) {
        self.closed = true;
        self.signed_in.clear();
        self.anonymous.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use tokio::sync::oneshot;
    use tokio::sync::oneshot::error::TryRecvError;

    use super::*;

    const HOME: Place = Place::NOWHERE;

    /// A queue of named jobs, and the names in the order in which they were done.
    struct Bench {
        queue: Queue,
        done: (mpsc::Sender<String>, mpsc::Receiver<String>),
        /// The callers, in the order in which they came.
        callers: Vec<Caller>,
    }

    struct Caller {
        turn: Turn,
        answer: oneshot::Receiver<()>,
    }

    impl Bench {
        fn new(limit: usize) -> Self {
            Self { queue: Queue::new(limit), done: mpsc::channel(), callers: Vec::new() }
        }

        fn push(&mut self, lane: Lane, name: &str) -> Result<(), Full> {
            let (reply, answer) = oneshot::channel();
            let (name, done) = (name.to_owned(), self.done.0.clone());
            let turn = Turn::default();
            let work = move |_: &mut Memory| {
                done.send(name).unwrap();
                Box::new(move || reply.send(()).unwrap()) as Answer
            };
            self.queue.push(lane, Job { turn: turn.clone(), work: Box::new(work) })?;
            self.callers.push(Caller { turn, answer });
            Ok(())
        }

        fn drain(mut self) -> Vec<String> {
            while let Some(taken) = self.queue.take() {
                drop((taken.work)(&mut Memory::default()));
            }
            self.done.1.try_iter().collect()
        }
    }

    #[test]
    fn signed_in_people_come_first_but_let_every_fifth_be_anonymous() {
        let mut bench = Bench::new(10);
        for name in ["a1", "a2", "a3"] {
            bench.push(Lane::Anonymous(HOME), name).unwrap();
        }
        for name in ["s1", "s2", "s3", "s4", "s5", "s6"] {
            bench.push(Lane::SignedIn, name).unwrap();
        }
        assert_eq!(bench.drain(), ["s1", "s2", "s3", "s4", "a1", "s5", "s6", "a2", "a3"]);
    }

    #[test]
    fn a_full_lane_refuses_and_leaves_the_other_lane_alone() {
        let mut bench = Bench::new(2);
        bench.push(Lane::Anonymous(HOME), "a1").unwrap();
        bench.push(Lane::Anonymous(HOME), "a2").unwrap();
        assert_eq!(bench.push(Lane::Anonymous(HOME), "a3"), Err(Full));
        bench.push(Lane::SignedIn, "s1").unwrap();
        assert_eq!(bench.drain(), ["s1", "a1", "a2"]);
    }

    #[test]
    fn who_went_away_is_skipped_and_makes_room() {
        let mut bench = Bench::new(2);
        bench.push(Lane::Anonymous(HOME), "gone").unwrap();
        bench.push(Lane::Anonymous(HOME), "a1").unwrap();
        assert!(bench.callers[0].turn.decide());
        bench.push(Lane::Anonymous(HOME), "a2").unwrap();
        assert!(bench.callers[1].turn.decide());
        assert_eq!(bench.drain(), ["a2"]);
    }

    #[test]
    fn whoever_goes_away_behind_the_thread_that_took_his_job_is_too_late() {
        let mut bench = Bench::new(1);
        bench.push(Lane::SignedIn, "s1").unwrap();
        let taken = bench.queue.take().unwrap();
        assert!(taken.is_signed_in && !bench.callers[0].turn.decide());
        bench.push(Lane::Anonymous(HOME), "a1").unwrap();
        assert!(!bench.queue.take().unwrap().is_signed_in);
    }

    #[test]
    fn a_place_that_fills_the_lane_gives_way_to_others_until_they_have_as_much() {
        let (flood, office) = (Lane::Anonymous(Place::of("192.0.2.1/32")), Lane::Anonymous(Place::of("192.0.2.2/32")));
        let mut bench = Bench::new(4);
        for name in ["f1", "f2", "f3", "f4"] {
            bench.push(flood, name).unwrap();
        }
        assert_eq!(bench.push(flood, "f5"), Err(Full));
        bench.push(office, "o1").unwrap();
        bench.push(office, "o2").unwrap();
        assert_eq!(bench.push(office, "o3"), Err(Full), "half of it is enough");
        assert_eq!(bench.push(flood, "f6"), Err(Full));
        // Those who gave way are told at once.
        assert_eq!(bench.callers[3].answer.try_recv(), Err(TryRecvError::Closed));
        assert_eq!(bench.drain(), ["f1", "f2", "o1", "o2"]);
    }

    #[test]
    fn a_closed_queue_takes_and_gives_nothing() {
        let mut bench = Bench::new(2);
        bench.push(Lane::SignedIn, "s1").unwrap();
        bench.queue.close();
        assert_eq!(bench.push(Lane::SignedIn, "s2"), Err(Full));
        assert_eq!(bench.callers[0].answer.try_recv(), Err(TryRecvError::Closed));
        assert!(bench.drain().is_empty());
    }
}
