//! The rule, guess by guess.

use super::*;

const POLICY: LockoutPolicy =
    LockoutPolicy { threshold: 10, first_seconds: 60, longest_seconds: 900, most_in_a_row: 100, forget_hours: 24 };

/// Somebody who guesses.
struct Guesser {
    policy: LockoutPolicy,
    recognised: bool,
    now: Timestamp,
    guesses: Guesses,
}

impl Guesser {
    fn new(recognised: bool) -> Self {
        let now = Timestamp::constant(1_800_000_000, 0);
        Self { policy: POLICY, recognised, now, guesses: Guesses::default() }
    }

    fn guess(&mut self, mark: Mark) -> Charge {
        let attempt = Attempt { mark: Some(mark), recognised: self.recognised, address: Some("192.0.2.7") };
        let charge = self.policy.charge(&self.guesses, &attempt, self.now);
        if let Charge::Counted(after) = &charge {
            self.guesses = after.clone();
        }
        charge
    }

    fn wait(&mut self, seconds: i64) {
        self.now = self.now.checked_add(SignedDuration::from_secs(seconds)).unwrap();
    }

    /// How long the door is closed now.
    fn closed(&self) -> Option<i64> {
        match self.guesses.lock(self.now)? {
            Lock::Until(until) => Some(until.duration_since(self.now).as_secs()),
            Lock::Off => Some(i64::MAX),
        }
    }
}

#[test]
fn nine_different_guesses_leave_the_door_open_and_the_tenth_closes_it_for_a_minute() {
    let mut guesser = Guesser::new(false);
    for mark in 1..=9 {
        assert!(matches!(guesser.guess(mark), Charge::Counted(_)));
        assert_eq!(guesser.closed(), None, "{mark}");
    }
    guesser.guess(10);
    assert_eq!(guesser.closed(), Some(60));
    assert!(matches!(guesser.guess(11), Charge::Locked(Lock::Until(_))));
    assert_eq!(guesser.guesses.failures, 10, "a closed door counts nothing");
    guesser.wait(59);
    assert_eq!(guesser.closed(), Some(1));
    guesser.wait(1);
    assert_eq!(guesser.closed(), None);
}

#[test]
fn one_of_the_last_three_again_costs_nothing() {
    let mut guesser = Guesser::new(false);
    for _ in 0..50 {
        guesser.guess(7);
    }
    assert_eq!(guesser.guesses.failures, 1);
    for mark in (0..60).map(|round| round % 3) {
        guesser.guess(mark);
    }
    assert_eq!((guesser.guesses.failures, guesser.closed()), (4, None));
    for mark in (0..6).map(|round| 10 + round % 4) {
        guesser.guess(mark);
    }
    assert_eq!(guesser.guesses.failures, 10, "four in turns are never the same as the last three");
    assert_eq!(guesser.closed(), Some(60));
}

#[test]
fn every_wrong_guess_after_the_wait_doubles_it_up_to_a_quarter_of_an_hour() {
    let mut guesser = Guesser::new(false);
    for mark in 1..=10 {
        guesser.guess(mark);
    }
    for (mark, seconds) in (11..).zip([120, 240, 480, 900, 900]) {
        guesser.wait(guesser.closed().unwrap());
        guesser.guess(mark);
        assert_eq!(guesser.closed(), Some(seconds));
    }
    guesser.wait(900);
    // The same as the last one, but the door was closed before.
    guesser.guess(15);
    assert_eq!(guesser.closed(), Some(900));
}

#[test]
fn a_hundred_in_a_row_close_the_door_to_strangers_until_somebody_opens_it() {
    for (recognised, closed) in [(false, i64::MAX), (true, 900)] {
        let mut guesser = Guesser::new(recognised);
        for mark in 1..=100 {
            guesser.wait(guesser.closed().unwrap_or(0));
            assert!(matches!(guesser.guess(mark), Charge::Counted(_)), "{mark}");
        }
        assert_eq!(guesser.closed(), Some(closed), "recognised: {recognised}");
    }
}

#[test]
fn a_quiet_day_forgets_all_but_the_count_in_a_row() {
    let mut guesser = Guesser::new(false);
    for round in 0..11 {
        for mark in 0..9 {
            guesser.guess(round * 10 + mark);
        }
        assert_eq!((guesser.guesses.failures, guesser.closed()), (9, None));
        guesser.wait(24 * 3600);
    }
    guesser.guess(1000);
    assert_eq!((guesser.guesses.failures, guesser.guesses.in_a_row, guesser.closed()), (1, 100, Some(i64::MAX)));
}

#[test]
fn the_last_addresses_are_kept_each_once() {
    let mut guesses = Guesses::default();
    let now = Timestamp::constant(1_800_000_000, 0);
    for (mark, address) in (1..).zip(["a", "b", "a", "c", "d"]) {
        let attempt = Attempt { mark: Some(mark), recognised: false, address: Some(address) };
        let Charge::Counted(after) = POLICY.charge(&guesses, &attempt, now) else { panic!("{mark}") };
        guesses = after;
    }
    assert_eq!(guesses.addresses, ["d", "c", "a"]);
}

#[test]
fn no_number_runs_over() {
    let policy = LockoutPolicy { threshold: 1, first_seconds: 18_000, longest_seconds: 5, ..POLICY };
    for beyond in [0, 1, 40, 63, 64, u32::MAX] {
        assert_eq!(policy.duration(beyond).as_secs(), 18_000);
    }
    let full = Guesses { failures: u32::MAX, in_a_row: u32::MAX, ..Guesses::default() };
    let attempt = Attempt { mark: Some(1), recognised: true, address: None };
    let Charge::Counted(after) = POLICY.charge(&full, &attempt, Timestamp::MAX) else { panic!() };
    assert_eq!((after.failures, after.in_a_row), (u32::MAX, u32::MAX));
}

#[test]
fn every_factor_is_read_back() {
    for factor in Factor::ALL {
        assert_eq!(Factor::from_id(factor.id()), Some(factor));
    }
}

#[test]
fn a_clock_that_is_set_back_makes_no_lock_longer_than_twice_its_length_and_gives_one_guess_away() {
    let mut guesser = Guesser::new(false);
    for mark in 1..=10 {
        guesser.guess(mark);
    }
    guesser.wait(-60);
    assert_eq!(guesser.closed(), Some(120));
    for days in [0, 90] {
        guesser.wait(-days * 24 * 3600 - 1);
        assert_eq!(guesser.closed(), None, "{days}");
    }
    guesser.guess(11);
    assert_eq!(guesser.closed(), Some(120), "the second lock, from now on");
    // What no time opens is opened by no clock.
    guesser.guesses.locked_until = Some(NEVER);
    guesser.wait(-90 * 24 * 3600);
    assert_eq!(guesser.closed(), Some(i64::MAX));
}
