//! Smart lockout: what wrong guesses at a secret cost, and how long they close the door (R-090…R-099, decisions "Lockout").

use jiff::{SignedDuration, Timestamp};

use super::failure::SignInFailure;
use super::permission::Permission;

/// A secret that can be guessed at. Each is counted for itself, wherever it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Factor {
    /// The password, at the sign-in page.
    Password,
    /// One's own password, asked for again of somebody who has signed in.
    CurrentPassword,
    /// What stands behind the password: a code of an app, a recovery code, a passkey.
    SecondStep,
}

impl Factor {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Password, Self::CurrentPassword, Self::SecondStep];

    /// Those at which the password is guessed at: another password opens them, and so does whoever proves who he is without it.
    pub const OF_THE_PASSWORD: [Self; 2] = [Self::Password, Self::CurrentPassword];

    /// The stable name.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::CurrentPassword => "current-password",
            Self::SecondStep => "second-step",
        }
    }

    /// Reads [`Factor::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|factor| factor.id() == id)
    }

    /// What somebody does who guesses at it.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Password | Self::SecondStep => Permission::SignIn,
            Self::CurrentPassword => Permission::ChangeOwnPassword,
        }
    }
}

/// A keyed hash of what was typed, too short to be turned back: it tells a repeated guess from a new one.
pub type Mark = i32;

/// So many of the last wrong guesses are known again.
const KNOWN_AGAIN: usize = 3;
/// So many addresses of wrong guesses are kept, the newest first.
const ADDRESSES: usize = 3;
/// No deed's moment lies so far before that of another one which it sees: a clock that differs by more was set back.
const SHORTEST_STEP: SignedDuration = SignedDuration::from_mins(1);
/// A door that no time opens again is closed until then (9999-01-01).
pub const NEVER: Timestamp = Timestamp::constant(253_370_764_800, 0);

/// The rule. Its numbers are settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockoutPolicy {
    /// So many wrong guesses close the door.
    pub threshold: u32,
    /// So long at first, in seconds; every further wrong guess doubles it (T-75).
    pub first_seconds: u32,
    /// Never longer than this, in seconds.
    pub longest_seconds: u32,
    /// So many in a row, and the password opens only from devices that are recognised (NIST SP 800-63B-4 3.2.2).
    pub most_in_a_row: u32,
    /// After so many quiet hours wrong guesses are forgotten, except for the count in a row.
    pub forget_hours: u32,
}

impl Default for LockoutPolicy {
    fn default() -> Self {
        Self { threshold: 10, first_seconds: 60, longest_seconds: 900, most_in_a_row: 100, forget_hours: 24 }
    }
}

impl LockoutPolicy {
    /// Of the second step: whoever guesses there has the password already, so five are enough (security 4.7, 4.8). No setting.
    pub const SECOND_STEP: Self =
        Self { threshold: 5, first_seconds: 900, longest_seconds: 900, most_in_a_row: 100, forget_hours: 24 };
}

/// So many wrong second steps behind the right password, and it is told: somebody else may know it (security 4.7).
pub const TOLD_AT: u32 = 20;

/// How long a door is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Until then.
    Until(Timestamp),
    /// Until somebody opens it: an administrator, a new password, or a sign-in from a recognised device.
    Off,
}

impl Lock {
    fn of(until: Timestamp) -> Self {
        if until >= NEVER { Self::Off } else { Self::Until(until) }
    }

    /// The end, where time brings one.
    pub const fn until(self) -> Option<Timestamp> {
        match self {
            Self::Until(until) => Some(until),
            Self::Off => None,
        }
    }
}

impl From<Lock> for SignInFailure {
    fn from(lock: Lock) -> Self {
        match lock {
            Lock::Until(_) => Self::Locked,
            Lock::Off => Self::PasswordOff,
        }
    }
}

/// The wrong guesses at one secret of one person, from recognised devices or from everywhere else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guesses {
    /// How many count.
    pub failures: u32,
    /// How many there were without a success between them, however long it took.
    pub in_a_row: u32,
    /// The last of them, the newest last.
    pub recent: Vec<Mark>,
    /// Where the last of them came from, the newest first, each once.
    pub addresses: Vec<String>,
    /// The first that counts.
    pub first_at: Option<Timestamp>,
    /// The last.
    pub last_at: Option<Timestamp>,
    /// When the door opens again; may be past.
    pub locked_until: Option<Timestamp>,
}

/// A secret of somebody at which somebody has guessed wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorState {
    /// Which secret.
    pub factor: Factor,
    /// Whether from recognised devices.
    pub recognised: bool,
    /// The guesses.
    pub guesses: Guesses,
}

/// A guess before it is judged.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// What was typed; nothing where the same is another guess every time, as a code of thirty seconds is.
    pub mark: Option<Mark>,
    /// Whether the device is recognised.
    pub recognised: bool,
    /// Where it comes from.
    pub address: Option<&'a str>,
}

/// What a guess costs before it is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Charge {
    /// The door is closed: it is not judged at all.
    Locked(Lock),
    /// One of the last ones again: it costs nothing.
    Repeat,
    /// It counts as wrong until it turns out to be right.
    Counted(Guesses),
}

impl Guesses {
    /// Whether the door is closed.
    pub fn lock(&self, now: Timestamp) -> Option<Lock> {
        let until = self.locked_until.filter(|until| *until > now)?;
        // A clock that was set back makes no lock longer: one that closed further ahead than it is long is over. The next wrong guess closes
        // the door again, so such a step is worth one guess.
        let is_ahead = self
            .last_at
            .filter(|_| until < NEVER)
            .is_some_and(|closed| closed.duration_since(now) > until.duration_since(closed).max(SHORTEST_STEP));
        (!is_ahead).then(|| Lock::of(until))
    }

    fn remembered(&self, policy: &LockoutPolicy, now: Timestamp) -> Self {
        let quiet = SignedDuration::from_hours(policy.forget_hours.into());
        match self.last_at {
            Some(last) if now.duration_since(last) >= quiet => Self { in_a_row: self.in_a_row, ..Self::default() },
            _ => self.clone(),
        }
    }
}

impl LockoutPolicy {
    /// Charges a guess before it is judged. Once the door was closed, every wrong guess closes it again, a repeated one too.
    pub fn charge(&self, before: &Guesses, attempt: &Attempt<'_>, now: Timestamp) -> Charge {
        if let Some(lock) = before.lock(now) {
            return Charge::Locked(lock);
        }
        let mut after = before.remembered(self, now);
        let repeat = attempt.mark.is_some_and(|mark| after.recent.contains(&mark));
        if repeat && after.failures < self.threshold {
            return Charge::Repeat;
        }
        if let Some(mark) = attempt.mark.filter(|_| !repeat) {
            after.recent.push(mark);
            let surplus = after.recent.len().saturating_sub(KNOWN_AGAIN);
            after.recent.drain(..surplus);
        }
        if let Some(address) = attempt.address {
            after.addresses.retain(|known| known != address);
            after.addresses.insert(0, address.to_owned());
            after.addresses.truncate(ADDRESSES);
        }
        after.failures = after.failures.saturating_add(1);
        after.in_a_row = after.in_a_row.saturating_add(1);
        after.first_at = after.first_at.or(Some(now));
        after.last_at = Some(now);
        after.locked_until = self.closed_until(&after, attempt.recognised, now);
        Charge::Counted(after)
    }

    fn closed_until(&self, after: &Guesses, recognised: bool, now: Timestamp) -> Option<Timestamp> {
        if !recognised && after.in_a_row >= self.most_in_a_row {
            return Some(NEVER);
        }
        let beyond = after.failures.checked_sub(self.threshold)?;
        Some(now.saturating_add(self.duration(beyond)).unwrap_or(NEVER))
    }

    /// How long the door stays closed after so many guesses beyond the first that closed it.
    pub fn duration(&self, beyond: u32) -> SignedDuration {
        let doubled = 1_u64.checked_shl(beyond).unwrap_or(u64::MAX).saturating_mul(self.first_seconds.into());
        let longest = self.longest_seconds.max(self.first_seconds);
        SignedDuration::from_secs(i64::try_from(doubled).unwrap_or(i64::MAX).min(longest.into()))
    }
}

#[cfg(test)]
#[path = "lockout_tests.rs"]
mod tests;
