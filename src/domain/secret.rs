//! Secrets: wiped when dropped, hidden in `Debug`, without `Display`, `Serialize` or `Clone`; `expose` is the only way out.

use std::{fmt, mem};

use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::dice::{Dice, NoDice};
use super::fold::{answered, is_unseen};

/// In the composed form a text is so many times as long as it was typed, at most.
const LONGEST_SPELLING: usize = 3;

macro_rules! hidden {
    ($name:ident) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    };
}

/// A password as a person typed it. Nothing is trimmed or cut. Here it is judged and hashed in Unicode's composed form (NFC, NIST SP 800-63B-4
/// 3.1.1.2); a directory is sent what was typed, for nobody knows what it takes for the same.
#[derive(Zeroize, ZeroizeOnDrop, Default)]
pub struct PlainPassword {
    composed: String,
    /// What was typed, where that is another spelling.
    typed: Option<String>,
}
hidden!(PlainPassword);

impl PlainPassword {
    /// Takes what was typed. NFD and NFC spellings of one password become one here.
    pub fn new(mut typed: String) -> Self {
        // Room for any other spelling from the start (UAX 15): a buffer that grows leaves what was in it behind, unwiped.
        let mut composed = Zeroizing::new(String::with_capacity(typed.len().saturating_mul(LONGEST_SPELLING)));
        composed.extend(typed.nfc());
        let composed = mem::take(&mut *composed);
        if composed == typed {
            typed.zeroize();
            return Self { composed, typed: None };
        }
        Self { composed, typed: Some(typed) }
    }

    /// The way out; for hashing and for the rules.
    pub fn expose(&self) -> &str {
        &self.composed
    }

    /// The way out to a directory: byte for byte what was typed.
    pub fn as_typed(&self) -> &str {
        self.typed.as_deref().unwrap_or(&self.composed)
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.composed.is_empty()
    }

    /// Length in code points, as the policy counts (NIST SP 800-63B-4).
    pub fn code_points(&self) -> usize {
        self.composed.chars().count()
    }
}

/// The password of our own account in somebody else's directory.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct BindPassword(String);
hidden!(BindPassword);

impl BindPassword {
    /// Takes what was typed, or what was sealed.
    pub fn new(password: String) -> Self {
        Self(password)
    }

    /// The way out; for the bind and for sealing.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is none: a bind would be anonymous (RFC 4513 5.1.2).
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// 256 random bits that a browser's cookie carries; the store knows only their hash (ASVS 7.2.1).
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct SessionToken([u8; 32]);
hidden!(SessionToken);

impl SessionToken {
    /// A new token.
    ///
    /// # Errors
    /// [`NoDice`] without randomness.
    pub fn generate(dice: &mut impl Dice) -> Result<Self, NoDice> {
        Ok(Self(dice.bytes()?))
    }

    /// The way out; for the cookie and for hashing.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

/// What an authenticator app and the portal share: 160 random bits (security 4.8, A47).
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct TotpSecret([u8; 20]);
hidden!(TotpSecret);

impl TotpSecret {
    /// A new one.
    ///
    /// # Errors
    /// [`NoDice`] without randomness.
    pub fn generate(dice: &mut impl Dice) -> Result<Self, NoDice> {
        Ok(Self(dice.bytes()?))
    }

    /// From where it was sealed; nothing when it has another length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The way out; for computing codes, for sealing, and for the person's own app.
    pub fn expose(&self) -> &[u8; 20] {
        &self.0
    }
}

/// A code that stands in for a lost app, once. Shown when it is made; the store knows only its hash.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct RecoveryCode(pub(super) String);
hidden!(RecoveryCode);

impl RecoveryCode {
    /// As it is shown.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Eight digits that are sent to somebody: good once, and not for long (security 4.8). The store knows only their keyed hash.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct SentCode(String);
hidden!(SentCode);

impl SentCode {
    /// How many digits.
    pub const DIGITS: usize = 8;

    /// A new one. Of 64 random bits the remainder favours no code by more than one in 10¹¹.
    ///
    /// # Errors
    /// [`NoDice`] without randomness.
    pub fn generate(dice: &mut impl Dice) -> Result<Self, NoDice> {
        let number = u64::from_be_bytes(dice.bytes()?) % 100_000_000;
        Ok(Self(format!("{number:08}")))
    }

    /// The same code, for a letter beside its hash.
    #[must_use]
    pub fn again(&self) -> Self {
        Self(self.0.clone())
    }

    /// What was typed: blanks and hyphens do not matter. Nothing when it is no such code.
    pub fn read(typed: &str) -> Option<Self> {
        // Whoever types more than this types no code; nothing longer is looked at (A17).
        if typed.len() > 64 {
            return None;
        }
        let code: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        (code.len() == Self::DIGITS && code.bytes().all(|byte| byte.is_ascii_digit())).then_some(Self(code))
    }

    /// The way out; for the letter and for hashing.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// An answer to a security question, as it is hashed and compared: however it is spaced and capitalised.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Answer(String);
hidden!(Answer);

impl Answer {
    /// Fewest and most characters, blanks at the ends not counted.
    pub const LENGTH: (usize, usize) = (3, 40);

    /// What was typed; nothing when it is too short or too long.
    pub fn read(typed: &PlainPassword) -> Option<Self> {
        let (least, most) = Self::LENGTH;
        let length = typed.expose().trim().chars().filter(|symbol| !is_unseen(*symbol)).count();
        let mut answered = answered(typed.expose());
        let fits = (least..=most).contains(&length) && !answered.is_empty();
        fits.then(|| Self(std::mem::take(&mut *answered)))
    }

    /// Whether both are the same answer, as far as anybody can tell before they are hashed.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// The way out; for hashing.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_one_here_however_it_is_spelled_and_as_typed_elsewhere() {
        let (apart, together) = ("cafe\u{301} ", "caf\u{e9} ");
        let [one, other] = [apart, together].map(|typed| PlainPassword::new(typed.to_owned()));
        assert_eq!([one.expose(), other.expose()], [together, together]);
        assert_eq!([one.as_typed(), other.as_typed()], [apart, together]);
        assert_eq!((PlainPassword::default().as_typed(), PlainPassword::default().is_empty()), ("", true));
        assert_eq!(format!("{one:?}"), "PlainPassword(***)");
    }

    #[test]
    fn no_spelling_is_longer_than_there_is_room_for() {
        // Composing only shortens what was taken apart.
        for typed in '\0'..=char::MAX {
            let apart: usize = typed.nfd().map(char::len_utf8).sum();
            assert!(apart <= LONGEST_SPELLING * typed.len_utf8(), "{typed:?}");
        }
    }

    #[test]
    fn a_code_is_eight_digits_however_it_is_typed() {
        for typed in ["12345678", " 1234 5678 ", "1234-5678", "12 34 56 78"] {
            assert_eq!(SentCode::read(typed).map(|code| code.expose().to_owned()), Some("12345678".into()), "{typed}");
        }
        for typed in ["", " ", "1234567", "123456789", "1234567x", "null", "0", "١٢٣٤٥٦٧٨", &"1".repeat(65)] {
            assert!(SentCode::read(typed).is_none(), "{typed}");
        }
    }
}
