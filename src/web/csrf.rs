//! The token of a form: made for one browser's binding and one form, masked afresh in every page, old after half a day.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use subtle::{Choice, ConstantTimeEq};

use super::signature::Signers;

const WINDOW_SECONDS: i64 = 12 * 60 * 60;
/// This window and the one before it.
const FRESH_WINDOWS: i64 = 2;
/// And the one ahead: another server's clock is there already, or ours was set back over the edge between two windows.
const AHEAD: i64 = 1;
/// How far back a token is still known as ours: a week.
const KNOWN_WINDOWS: i64 = 14;

/// What a token is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Made for this browser and form, at most a day ago; or a little ahead of our clock, within the next half-day.
    Fresh,
    /// Made for this browser and form, but too long ago: the form is shown again, filled.
    Old,
    /// Anything else.
    Foreign,
}

/// Makes and checks tokens.
#[derive(Debug, Clone)]
pub struct Csrf(Signers);

impl Csrf {
    /// With the keys that are for this alone.
    pub fn new(signers: impl Into<Signers>) -> Self {
        Self(signers.into())
    }

    /// A token for a form in this browser. A new `mask` in every page keeps compression from telling it (BREACH).
    pub fn issue(&self, binding: &[u8], form: &str, now: Timestamp, mask: [u8; 32]) -> String {
        let mut token = [0; 64];
        token[..32].copy_from_slice(&mask);
        token[32..].copy_from_slice(&self.0.sign(&[binding, form.as_bytes(), &window(now).to_be_bytes()]));
        for (byte, masked) in token[32..].iter_mut().zip(mask) {
            *byte ^= masked;
        }
        URL_SAFE_NO_PAD.encode(token)
    }

    /// Judges what a form brought, in a time that tells nothing.
    pub fn check(&self, binding: &[u8], form: &str, now: Timestamp, token: &str) -> Verdict {
        let mut given = [0; 64];
        if token.len() != 86 || URL_SAFE_NO_PAD.decode_slice(token, &mut given) != Ok(64) {
            return Verdict::Foreign;
        }
        let (mask, masked) = given.split_at_mut(32);
        for (byte, mask) in masked.iter_mut().zip(mask) {
            *byte ^= *mask;
        }
        let now = window(now);
        let signers = self.0.accepted();
        let made_within = |windows: std::ops::Range<i64>| {
            let times = windows.flat_map(|back| signers.iter().map(move |signer| (signer, now - back)));
            times.fold(Choice::from(0), |found, (signer, window)| {
                found | masked.ct_eq(&signer.sign(&[binding, form.as_bytes(), &window.to_be_bytes()]))
            })
        };
        let fresh = made_within(-AHEAD..FRESH_WINDOWS);
        let old = made_within(FRESH_WINDOWS..KNOWN_WINDOWS);
        match (bool::from(fresh), bool::from(old)) {
            (true, _) => Verdict::Fresh,
            (false, true) => Verdict::Old,
            (false, false) => Verdict::Foreign,
        }
    }
}

fn window(now: Timestamp) -> i64 {
    now.as_second().div_euclid(WINDOW_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    const BROWSER: &[u8] = b"one browser";

    fn noon() -> Timestamp {
        "2026-11-20T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_token_is_fresh_for_its_browser_and_form_and_for_no_other() {
        let csrf = Csrf::new([1; 32]);
        let token = csrf.issue(BROWSER, "sign-in", noon(), [9; 32]);
        assert_eq!(csrf.check(BROWSER, "sign-in", noon(), &token), Verdict::Fresh);
        assert_eq!(csrf.check(b"another browser", "sign-in", noon(), &token), Verdict::Foreign);
        assert_eq!(csrf.check(BROWSER, "sign-out", noon(), &token), Verdict::Foreign);
        assert_eq!(csrf.check(b"one browsersig", "n-in", noon(), &token), Verdict::Foreign);
        assert_eq!(Csrf::new([2; 32]).check(BROWSER, "sign-in", noon(), &token), Verdict::Foreign);
    }

    #[test]
    fn a_token_grows_old_after_its_second_half_day_and_is_unknown_after_a_week() {
        let csrf = Csrf::new([1; 32]);
        let token = csrf.issue(BROWSER, "f", noon(), [0; 32]);
        let after = |hours| csrf.check(BROWSER, "f", noon() + SignedDuration::from_hours(hours), &token);
        assert_eq!(after(23), Verdict::Fresh);
        assert_eq!(after(24), Verdict::Old);
        assert_eq!(after(14 * 12 - 1), Verdict::Old);
        assert_eq!(after(14 * 12), Verdict::Foreign);
    }

    #[test]
    fn a_token_of_a_clock_that_is_ahead_is_as_good_as_a_fresh_one_for_one_window_and_for_its_own_form_alone() {
        let csrf = Csrf::new([1; 32]);
        let token = csrf.issue(BROWSER, "f", noon(), [0; 32]);
        let before = |seconds| noon() - SignedDuration::from_secs(seconds);
        // Two servers, a second apart, on both sides of noon; or one whose clock was set back.
        for seconds in [1, 2 * 3600, 12 * 3600] {
            assert_eq!(csrf.check(BROWSER, "f", before(seconds), &token), Verdict::Fresh, "{seconds}");
            assert_eq!(csrf.check(b"another browser", "f", before(seconds), &token), Verdict::Foreign, "{seconds}");
            assert_eq!(csrf.check(BROWSER, "g", before(seconds), &token), Verdict::Foreign, "{seconds}");
        }
        assert_eq!(csrf.check(BROWSER, "f", before(12 * 3600 + 1), &token), Verdict::Foreign);
    }

    #[test]
    fn every_mask_gives_another_token_of_the_same_worth() {
        let csrf = Csrf::new([1; 32]);
        let one = csrf.issue(BROWSER, "f", noon(), [3; 32]);
        let two = csrf.issue(BROWSER, "f", noon(), [4; 32]);
        assert_ne!(one, two);
        assert_ne!(one[43..], two[43..]);
        assert_eq!(csrf.check(BROWSER, "f", noon(), &two), Verdict::Fresh);
    }

    #[test]
    fn no_flipped_cut_or_foreign_text_passes() {
        let csrf = Csrf::new([1; 32]);
        let token = csrf.issue(BROWSER, "f", noon(), [5; 32]);
        let bytes = URL_SAFE_NO_PAD.decode(&token).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let flipped = URL_SAFE_NO_PAD.encode(flipped);
            assert_eq!(csrf.check(BROWSER, "f", noon(), &flipped), Verdict::Foreign, "bit {bit}");
        }
        for length in 0..token.len() {
            assert_eq!(csrf.check(BROWSER, "f", noon(), &token[..length]), Verdict::Foreign);
        }
        for text in [format!("{token}A"), format!("{token}=="), format!(" {token}"), "é".repeat(43), "+".repeat(86)] {
            assert_eq!(csrf.check(BROWSER, "f", noon(), &text), Verdict::Foreign, "{text}");
        }
    }
}
