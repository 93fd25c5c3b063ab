//! Who waits for a hashing thread: two lanes, each first come first served and bounded, and no place takes all of the anonymous one.

use std::collections::HashMap;
use std::collections::VecDeque;

use tokio::sync::oneshot;

use super::argon::Memory;
use super::hash_pool::{Lane, Place};

/// So many signed-in people may overtake somebody anonymous before it is his turn.
const IN_A_ROW: usize = 4;

/// What a thread does, in its own memory.
pub(super) type Work = Box<dyn FnOnce(&mut Memory) + Send>;

/// Somebody's hash.
pub(super) struct Job {
    /// Told when a thread takes the job; closed when the caller has gone away.
    pub(super) started: oneshot::Sender<()>,
    pub(super) work: Work,
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
                    self.signed_in.retain(|job| !job.started.is_closed());
                }
                if self.signed_in.len() >= self.limit {
                    return Err(Full);
                }
                self.signed_in.push_back(job);
            }
            Lane::Anonymous(place) => {
                if self.anonymous.len() >= self.limit {
                    self.anonymous.retain(|(_, job)| !job.started.is_closed());
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

    /// The next job whose caller still waits, and tells him that his wait is over.
    pub(super) fn take(&mut self) -> Option<Work> {
        loop {
            let anonymous_turn = self.in_a_row >= IN_A_ROW || self.signed_in.is_empty();
            let (job, in_a_row) = if anonymous_turn && !self.anonymous.is_empty() {
                (self.anonymous.pop_front()?.1, 0)
            } else {
                (self.signed_in.pop_front()?, if self.anonymous.is_empty() { 0 } else { self.in_a_row + 1 })
            };
            if job.started.send(()).is_ok() {
                self.in_a_row = in_a_row;
                return Some(job.work);
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

    use tokio::sync::oneshot::error::TryRecvError;

    use super::*;

    const HOME: Place = Place::NOWHERE;

    /// A queue of named jobs, and the names in the order in which they were done.
    struct Bench {
        queue: Queue,
        done: (mpsc::Sender<String>, mpsc::Receiver<String>),
        waiting: Vec<oneshot::Receiver<()>>,
    }

    impl Bench {
        fn new(limit: usize) -> Self {
            Self { queue: Queue::new(limit), done: mpsc::channel(), waiting: Vec::new() }
        }

        fn push(&mut self, lane: Lane, name: &str) -> Result<(), Full> {
            let (started, start) = oneshot::channel();
            let (name, done) = (name.to_owned(), self.done.0.clone());
            self.queue.push(lane, Job { started, work: Box::new(move |_| done.send(name).unwrap()) })?;
            self.waiting.push(start);
            Ok(())
        }

        fn drain(mut self) -> Vec<String> {
            while let Some(work) = self.queue.take() {
                work(&mut Memory::default());
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
        bench.waiting.remove(0);
        bench.push(Lane::Anonymous(HOME), "a2").unwrap();
        bench.waiting.remove(0);
        assert_eq!(bench.drain(), ["a2"]);
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
        assert!(bench.waiting[3].try_recv() == Err(TryRecvError::Closed));
        assert_eq!(bench.drain(), ["f1", "f2", "o1", "o2"]);
    }

    #[test]
    fn a_closed_queue_takes_and_gives_nothing() {
        let mut bench = Bench::new(2);
        bench.push(Lane::SignedIn, "s1").unwrap();
        bench.queue.close();
        assert_eq!(bench.push(Lane::SignedIn, "s2"), Err(Full));
        assert!(bench.waiting[0].try_recv().is_err());
        assert!(bench.drain().is_empty());
    }
}
