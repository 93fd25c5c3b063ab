//! Temporary passwords: made by the server, shown once, typed by a person over a bad phone line (security 4.6).

use std::cmp::Ordering;
use std::fmt;

use jiff::{SignedDuration, Timestamp};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::domain::dice::{Dice, NoDice};

/// 31 symbols without look-alikes: no i, l, o, 0, 1.
pub const ALPHABET: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// How many symbols: 79 bits.
pub const SYMBOLS: usize = 16;

/// After its first use a temporary password may open the change page for so long.
pub const AFTER_FIRST_USE: SignedDuration = SignedDuration::from_mins(30);

/// So long after its first use there can be an own password at the latest: it is typed at the end of [`AFTER_FIRST_USE`], the second step is
/// waited for, and the change page stays open; both for the life of their sessions.
pub const TO_AN_OWN_ONE: SignedDuration = SignedDuration::from_mins(45);

/// A temporary password, shown as `kxwm-4r7p-qz9t-h3cv`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct TemporaryPassword(String);

impl TemporaryPassword {
    /// Makes one. Bytes of 248 and above are thrown again, so that every symbol is equally likely; one without any digit is
    /// thrown again as a whole, so that it can be told from a word.
    ///
    /// # Errors
    /// [`NoDice`] without randomness.
    pub fn generate(dice: &mut impl Dice) -> Result<Self, NoDice> {
        loop {
            let mut symbols = Zeroizing::new(Vec::with_capacity(SYMBOLS));
            while symbols.len() < SYMBOLS {
                let thrown = Zeroizing::new(dice.bytes::<32>()?);
                let fair = thrown.iter().filter(|byte| **byte < 248).map(|byte| ALPHABET[usize::from(*byte % 31)]);
                let missing = SYMBOLS - symbols.len();
                symbols.extend(fair.take(missing));
            }
            if symbols.iter().any(u8::is_ascii_digit) {
                let mut shown = String::with_capacity(SYMBOLS + 3);
                for (place, symbol) in symbols.iter().enumerate() {
                    if place > 0 && place.is_multiple_of(4) {
                        shown.push('-');
                    }
                    shown.push(char::from(*symbol));
                }
                return Ok(Self(shown));
            }
        }
    }

    /// Reads one back that was sealed into a letter; nothing for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let symbols = text.bytes().filter(|byte| *byte != b'-').collect::<Vec<_>>();
        let plain = symbols.len() == SYMBOLS && symbols.iter().all(|byte| ALPHABET.contains(byte));
        plain.then(|| Self(text.to_owned()))
    }

    /// The same once more, for a letter.
    #[must_use]
    pub fn again(&self) -> Self {
        Self(self.0.clone())
    }

    /// As it is shown.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TemporaryPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TemporaryPassword(***)")
    }
}

/// What a typed temporary password is compared as: hyphens, blanks and letter case do not matter.
pub fn relaxed(typed: &str) -> Zeroizing<String> {
    Zeroizing::new(
        typed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
            .flat_map(char::to_lowercase)
            .collect(),
    )
}

/// How long a temporary password works before its first use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Expires {
    /// Until it is used, as the seeds say.
    #[default]
    Never,
    /// One hour.
    OneHour,
    /// Eight hours.
    EightHours,
    /// One day.
    OneDay,
    /// Seven days.
    SevenDays,
}

impl Expires {
    /// Every choice, as the page lists them.
    pub const ALL: [Self; 5] = [Self::Never, Self::OneHour, Self::EightHours, Self::OneDay, Self::SevenDays];

    /// The fixed value of the contract (`expires`).
    pub const fn id(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::OneHour => "1h",
            Self::EightHours => "8h",
            Self::OneDay => "24h",
            Self::SevenDays => "7d",
        }
    }

    /// Reads [`Expires::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|expires| expires.id() == id)
    }

    /// In hours; nothing for [`Expires::Never`].
    const fn hours(self) -> Option<i64> {
        match self {
            Self::Never => None,
            Self::OneHour => Some(1),
            Self::EightHours => Some(8),
            Self::OneDay => Some(24),
            Self::SevenDays => Some(7 * 24),
        }
    }

    /// The end, counted from `now`; nothing for [`Expires::Never`].
    pub fn end(self, now: Timestamp) -> Option<Timestamp> {
        now.checked_add(SignedDuration::from_hours(self.hours()?)).ok()
    }
}

/// The shorter one is less.
impl Ord for Expires {
    fn cmp(&self, other: &Self) -> Ordering {
        self.hours().unwrap_or(i64::MAX).cmp(&other.hours().unwrap_or(i64::MAX))
    }
}

impl PartialOrd for Expires {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether a temporary password may still open the change page.
pub fn is_over(now: Timestamp, expires_at: Option<Timestamp>, first_used_at: Option<Timestamp>) -> bool {
    match first_used_at {
        // Either way: a clock that was set back by more than the half hour does not make it longer.
        Some(used) => now.duration_since(used).abs() >= AFTER_FIRST_USE,
        None => expires_at.is_some_and(|end| now >= end),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// A small generator with a period long enough for statistics; never used outside tests.
    struct Splitmix(u64);

    impl Dice for Splitmix {
        fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoDice> {
            for byte in bytes {
                self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mut z = self.0;
                z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                *byte = (z >> 56) as u8;
            }
            Ok(())
        }
    }

    #[test]
    fn every_symbol_is_equally_likely_in_every_place() {
        const MANY: u32 = 100_000;
        let mut dice = Splitmix(1);
        let mut seen = HashSet::new();
        let mut counts = vec![[0_u32; 31]; SYMBOLS];
        for _ in 0..MANY {
            let password = TemporaryPassword::generate(&mut dice).unwrap();
            let symbols = relaxed(password.expose());
            assert_eq!((password.expose().len(), symbols.len()), (19, SYMBOLS));
            for (place, symbol) in symbols.bytes().enumerate() {
                counts[place][ALPHABET.iter().position(|s| *s == symbol).unwrap()] += 1;
            }
            assert!(seen.insert(password.expose().to_owned()));
        }
        // The whole-string rejection favours digits by 0.8 %; 100 is far beyond chance (p < 1e-8 at 30 degrees) yet lets that pass.
        for place in counts {
            let expected = f64::from(MANY) / 31.0;
            let chi: f64 = place.iter().map(|n| (f64::from(*n) - expected).powi(2) / expected).sum();
            assert!(chi < 100.0, "chi² {chi}");
        }
    }

    #[test]
    fn hyphens_blanks_and_case_do_not_matter() {
        assert_eq!(*relaxed(" KXWM 4r7p–qz9t-H3CV "), "kxwm4r7pqz9th3cv");
    }

    #[test]
    fn it_ends_half_an_hour_after_first_use_or_at_its_own_end() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let later = |minutes| now + SignedDuration::from_mins(minutes);
        assert!(!is_over(later(60 * 24 * 400), Expires::Never.end(now), None));
        assert!(!is_over(later(60 * 24 * 7 - 1), Expires::SevenDays.end(now), None));
        assert!(is_over(later(60 * 24 * 7), Expires::SevenDays.end(now), None));
        assert!(!is_over(later(29), None, Some(now)));
        assert!(is_over(later(30), None, Some(now)));
        // Of a clock that was set back.
        assert!(!is_over(now, None, Some(later(29))));
        assert!(is_over(now, None, Some(later(30))));
    }
}
