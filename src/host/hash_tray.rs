//! Answers that are told together: hashing sweeps the processor's caches, and only the first caller to be woken finds them swept.

use std::time::Duration;

use super::hash_queue::Answer;

/// So many are told together at most.
const TOGETHER: usize = 4;

/// Answers that are known and not yet told.
pub(super) struct Tray {
    answers: Vec<Answer>,
    brief: Duration,
}

/// Under which circumstances an answer became known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances {
    /// Whether its caller is in the lane of those who come first.
    pub(super) is_signed_in: bool,
    /// How many other hashes are in hand or wait for a thread: their answers come next.
    pub(super) coming: usize,
    /// How long the hash took.
    pub(super) took: Duration,
}

impl Tray {
    /// Behind a hash that took longer than `brief`, nobody waits for the next ones.
    pub(super) fn new(brief: Duration) -> Self {
        Self { answers: Vec::new(), brief }
    }

    /// Takes an answer, and gives those that are told now: all of them, or none yet.
    pub(super) fn put(&mut self, answer: Answer, around: Circumstances) -> Vec<Answer> {
        self.answers.push(answer);
        let can_be_filled = self.answers.len() < TOGETHER && self.answers.len() + around.coming >= TOGETHER;
        if can_be_filled && !around.is_signed_in && around.took <= self.brief { Vec::new() } else { self.empty() }
    }

    /// All of them, where no other one comes soon.
    pub(super) fn empty(&mut self) -> Vec<Answer> {
        std::mem::take(&mut self.answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUSY: Circumstances = Circumstances { is_signed_in: false, coming: 9, took: Duration::from_millis(13) };

    fn told(around: &[Circumstances]) -> Vec<usize> {
        let mut tray = Tray::new(Duration::from_millis(40));
        around.iter().map(|around| tray.put(Box::new(|| ()), *around).len()).collect()
    }

    #[test]
    fn where_others_wait_four_are_told_together() {
        assert_eq!(told(&[BUSY; 9]), [0, 0, 0, 4, 0, 0, 0, 4, 0]);
    }

    #[test]
    fn nobody_waits_for_an_answer_that_does_not_come_soon() {
        let alone = Circumstances { coming: 0, ..BUSY };
        let slow = Circumstances { took: Duration::from_millis(41), ..BUSY };
        assert_eq!(told(&[alone, BUSY, alone, BUSY, BUSY, slow]), [1, 0, 2, 0, 0, 3]);
    }

    #[test]
    fn nobody_waits_where_there_are_too_few_to_be_told_together() {
        let with = |coming| Circumstances { coming, ..BUSY };
        assert_eq!(told(&[with(2), with(3), with(2), with(1), with(0)]), [1, 0, 0, 0, 4]);
        assert_eq!(told(&[with(3), with(1)]), [0, 2]);
    }

    #[test]
    fn who_comes_first_does_not_wait_for_others() {
        let first = Circumstances { is_signed_in: true, ..BUSY };
        assert_eq!(told(&[first, BUSY, first]), [1, 0, 2]);
    }
}
