//! Answers that are told together: hashing sweeps the processor's caches, and only the first caller to be woken finds them swept.

use std::time::Duration;

use super::hash_queue::Answer;

/// So many are told together at most.
const TOGETHER: usize = 4;
/// Where a hash takes longer, nobody waits for somebody else's.
const BRIEF: Duration = Duration::from_millis(40);

/// Answers that are known and not yet told.
#[derive(Default)]
pub(super) struct Tray(Vec<Answer>);

/// Under which circumstances an answer became known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances {
    /// Whether its caller is in the lane of those who come first.
    pub(super) is_signed_in: bool,
    /// Whether others wait for a thread: only then does this one go on at once, and soon has another answer.
    pub(super) others_wait: bool,
    /// How long the hash took.
    pub(super) took: Duration,
}

impl Tray {
    /// Takes an answer, and gives those that are told now: all of them, or none yet.
    pub(super) fn put(&mut self, answer: Answer, around: Circumstances) -> Vec<Answer> {
        self.0.push(answer);
        let can_wait = around.others_wait && !around.is_signed_in && around.took <= BRIEF;
        if can_wait && self.0.len() < TOGETHER { Vec::new() } else { self.empty() }
    }

    /// All of them, where no other one comes soon.
    pub(super) fn empty(&mut self) -> Vec<Answer> {
        std::mem::take(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUSY: Circumstances =
        Circumstances { is_signed_in: false, others_wait: true, took: Duration::from_millis(13) };

    fn told(around: &[Circumstances]) -> Vec<usize> {
        let mut tray = Tray::default();
        around.iter().map(|around| tray.put(Box::new(|| ()), *around).len()).collect()
    }

    #[test]
    fn where_others_wait_four_are_told_together() {
        assert_eq!(told(&[BUSY; 9]), [0, 0, 0, 4, 0, 0, 0, 4, 0]);
    }

    #[test]
    fn nobody_waits_for_an_answer_that_does_not_come_soon() {
        let alone = Circumstances { others_wait: false, ..BUSY };
        let slow = Circumstances { took: Duration::from_millis(41), ..BUSY };
        assert_eq!(told(&[alone, BUSY, alone, BUSY, BUSY, slow]), [1, 0, 2, 0, 0, 3]);
    }

    #[test]
    fn who_comes_first_does_not_wait_for_others() {
        let first = Circumstances { is_signed_in: true, ..BUSY };
        assert_eq!(told(&[first, BUSY, first]), [1, 0, 2]);
    }
}
