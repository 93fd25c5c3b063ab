//! The second step of a sign-in: codes of an authenticator app (RFC 6238), and recovery codes (security 4.8).

use jiff::{SignedDuration, Timestamp};
use ring::hmac;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::dice::{Dice, NoDice};
use super::id::UserId;
use super::password::temporary::{ALPHABET, relaxed};
use super::secret::{RecoveryCode, TotpSecret};

/// So long a code of an app is shown.
const STEP: i64 = 30;
/// So many digits it has.
const DIGITS: usize = 6;
/// So many recovery codes are made at a time.
pub const CODES: usize = 10;
/// So many symbols of 31 one has: 119 bits.
pub const SYMBOLS: usize = 24;
/// A proof is fresh for so long: then powerful deeds ask for another one (R-115, ASVS 7.5.1).
pub const FRESH: SignedDuration = SignedDuration::from_mins(10);
/// The letters of base 32 (RFC 4648), in which apps take a secret.
const BASE_32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// An authenticator app, as its person sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct App {
    /// Since when.
    pub added_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Timestamp,
}

/// What was typed where a code is asked for.
#[derive(Debug)]
pub enum Typed {
    /// Six digits: a code of the app.
    App(Zeroizing<String>),
    /// Anything else: a recovery code, in the form in which it is hashed.
    Recovery(Zeroizing<String>),
}

impl Typed {
    /// Blanks, hyphens and letter case do not matter. Nothing when nothing was typed.
    pub fn read(typed: &str) -> Option<Self> {
        let code = relaxed(typed);
        if code.is_empty() {
            None
        } else if code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()) {
            Some(Self::App(code))
        } else {
            Some(Self::Recovery(code))
        }
    }
}

/// By what somebody proved who he is, beside the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Factor {
    /// A code of the authenticator app.
    App,
    /// A passkey.
    Passkey,
    /// A recovery code, which is used up by it.
    RecoveryCode,
}

/// What the log keeps of a sign-in by a password alone, where it keeps [`Factor::id`] of others.
pub const BY_PASSWORD: &str = "password";

impl Factor {
    /// The stable name in the log.
    pub const fn id(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Passkey => "passkey",
            Self::RecoveryCode => "recovery-code",
        }
    }
}

/// The thirty seconds of a moment, counted.
pub fn step(now: Timestamp) -> i64 {
    now.as_second().div_euclid(STEP)
}

/// What an app shows in a step (HMAC-SHA-1, as every app computes it).
pub fn code(secret: &TotpSecret, step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret.expose());
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag[tag.len() - 1] & 0x0f);
    let four = [tag[at] & 0x7f, tag[at + 1], tag[at + 2], tag[at + 3]];
    format!("{:0DIGITS$}", u32::from_be_bytes(four) % 1_000_000)
}

/// The step of which a code is: this one or the one before. None is good twice: that is for the store to see.
pub fn matching_step(secret: &TotpSecret, typed: &str, now: Timestamp) -> Option<i64> {
    let now = step(now);
    // Both are compared, always.
    let matches = [now - 1, now].map(|step| (step, code(secret, step).as_bytes().ct_eq(typed.as_bytes())));
    matches.into_iter().find(|(_, same)| bool::from(*same)).map(|(step, _)| step)
}

/// A secret as a person types it into an app: base 32, in groups of four.
pub fn spelled(secret: &TotpSecret) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(40));
    // Five bytes are eight letters.
    for (place, five) in secret.expose().chunks(5).enumerate() {
        let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        for letter in 0..8_usize {
            if letter.is_multiple_of(4) && (place, letter) != (0, 0) {
                out.push(' ');
            }
            let index = usize::try_from(bits >> (35 - 5 * letter) & 31).unwrap_or(0);
            out.push(char::from(BASE_32[index]));
        }
    }
    out
}

/// What the square holds: the address that an app reads.
pub fn address(secret: &TotpSecret, organisation: &str, user_name: &str) -> Zeroizing<String> {
    let plain = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let issuer = plain(organisation);
    let secret = Zeroizing::new(spelled(secret).replace(' ', ""));
    Zeroizing::new(format!("otpauth://totp/{issuer}:{}?secret={}&issuer={issuer}", plain(user_name), &*secret))
}

/// New recovery codes, shown as `kxwm-4r7p-qz9t-h3cv-b2da-77wx`.
///
/// # Errors
/// [`NoDice`] without randomness.
pub fn recovery_codes(dice: &mut impl Dice) -> Result<Vec<RecoveryCode>, NoDice> {
    (0..CODES).map(|_| recovery_code(dice)).collect()
}

fn recovery_code(dice: &mut impl Dice) -> Result<RecoveryCode, NoDice> {
    let mut shown = String::with_capacity(SYMBOLS + SYMBOLS / 4);
    let mut symbols = 0;
    while symbols < SYMBOLS {
        let thrown = Zeroizing::new(dice.bytes::<32>()?);
        // Bytes of 248 and above are thrown again, so that every symbol is equally likely.
        for byte in thrown.iter().filter(|byte| **byte < 248).take(SYMBOLS - symbols) {
            if symbols > 0 && symbols % 4 == 0 {
                shown.push('-');
            }
            shown.push(char::from(ALPHABET[usize::from(*byte % 31)]));
            symbols += 1;
        }
    }
    Ok(RecoveryCode(shown))
}

/// What the store keeps of a recovery code: good for one person only (A44).
pub fn recovery_hash(user: UserId, typed: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(user.uuid().as_bytes());
    hash.update(relaxed(typed).as_bytes());
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Count(u64);

    impl Dice for Count {
        fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoDice> {
            for byte in bytes {
                self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *byte = self.0.to_be_bytes()[0];
            }
            Ok(())
        }
    }

    fn rfc() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890").unwrap()
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        for (second, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(&rfc(), step(at(second))), expected, "{second}");
        }
    }

    #[test]
    fn a_code_is_good_in_its_step_and_the_next_one() {
        let now = at(1_234_567_890);
        let shown = code(&rfc(), step(now));
        for (moved, good) in [(-30, false), (0, true), (30, true), (60, false)] {
            let found = matching_step(&rfc(), &shown, now + SignedDuration::from_secs(moved));
            assert_eq!(found, good.then(|| step(now)), "{moved}");
        }
        assert_eq!(matching_step(&rfc(), "", now), None);
    }

    #[test]
    fn a_secret_is_spelled_in_base_32_and_stands_in_the_address() {
        assert_eq!(*spelled(&rfc()), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            *address(&rfc(), "Noordzee & Co", "bram@noordzee.example"),
            "otpauth://totp/Noordzee%20%26%20Co:bram%40noordzee.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Noordzee%20%26%20Co"
        );
    }

    #[test]
    fn recovery_codes_are_ten_of_their_own_and_belong_to_one_person() {
        let codes = recovery_codes(&mut Count(1)).unwrap();
        let mut shown: Vec<_> = codes.iter().map(|code| code.expose().to_owned()).collect();
        assert!(shown.iter().all(|code| code.len() == SYMBOLS + 5 && relaxed(code).len() == SYMBOLS), "{shown:?}");
        shown.sort_unstable();
        shown.dedup();
        assert_eq!(shown.len(), CODES);
        let [one, other] = [1, 2].map(|id| UserId::from_uuid(uuid::Uuid::from_u128(id)));
        assert_eq!(recovery_hash(one, &shown[0]), recovery_hash(one, &shown[0].to_uppercase().replace('-', " ")));
        assert_ne!(recovery_hash(one, &shown[0]), recovery_hash(other, &shown[0]));
        assert!(matches!(Typed::read("123 456"), Some(Typed::App(code)) if *code == "123456"));
        assert!(matches!(Typed::read(&shown[0]), Some(Typed::Recovery(_))));
        assert!(Typed::read(" - ").is_none());
    }
}
