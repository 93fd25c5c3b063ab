//! Passkeys: keys of a device that its person unlocks, as a second step (`WebAuthn` Level 3; ASVS 6.7).

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::attribute::{self, line};
use super::id::{PasskeyId, ResetId, SessionId};

/// So many one person has at most.
pub const MOST: usize = 10;
/// So long a device may take to answer.
pub const CEREMONY_LASTS: SignedDuration = SignedDuration::from_mins(5);
/// So many characters a name has at most.
pub const LONGEST_NAME: usize = 60;

/// A passkey, as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Which.
    pub id: PasskeyId,
    /// What its person calls it.
    pub name: String,
    /// Since when.
    pub added_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

/// What a device is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A new passkey.
    Add,
    /// The second step of a sign-in.
    SignIn,
    /// A proof in the middle of a session.
    Proof,
    /// A proof of a self-service reset.
    Reset,
}

impl Purpose {
    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::SignIn => "sign-in",
            Self::Proof => "proof",
            Self::Reset => "reset",
        }
    }
}

/// A question to a device: one at a time for each purpose of a session. Its answer is good there alone (A48).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceremony {
    /// What for.
    pub purpose: Purpose,
    /// For which session.
    pub bound_to: Uuid,
}

impl Ceremony {
    /// Of a session.
    pub const fn of(purpose: Purpose, session: SessionId) -> Self {
        Self { purpose, bound_to: session.uuid() }
    }

    /// Of a self-service reset.
    pub const fn of_reset(reset: ResetId) -> Self {
        Self { purpose: Purpose::Reset, bound_to: reset.uuid() }
    }

    /// Where its sealed state belongs: to no other question.
    pub fn place(&self) -> Vec<u8> {
        [b"passkey-ceremony".as_slice(), self.purpose.id().as_bytes(), self.bound_to.as_bytes()].concat()
    }
}

/// Why a device's answer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing waits for it: it took too long, or it was given before.
    Over,
    /// It is not one of this person's, not for this site, not for this question, or not signed as it must be.
    Wrong,
    /// The device counts less than before: there are two of it.
    Copied,
}

/// Why a name does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAName {
    /// There is none.
    Missing,
    /// Too many characters.
    TooLong,
    /// A character that cannot be seen, or that turns the text around.
    Invisible,
}

/// What somebody calls a passkey, without blanks around it.
///
/// # Errors
/// [`NotAName`].
pub fn name(typed: &str) -> Result<String, NotAName> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match line(&name, LONGEST_NAME) {
        Ok("") => Err(NotAName::Missing),
        Ok(_) => Ok(name),
        Err(attribute::Unfit::Invisible) => Err(NotAName::Invisible),
        Err(_) => Err(NotAName::TooLong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_no_blank() {
        assert_eq!(name("  My   phone "), Ok("My phone".to_owned()));
        assert_eq!(name(" \u{2003} "), Err(NotAName::Missing));
        assert_eq!(name("x\u{202e}y"), Err(NotAName::Invisible));
        assert_eq!(name(&"é".repeat(LONGEST_NAME)), Ok("é".repeat(LONGEST_NAME)));
        assert_eq!(name(&"é".repeat(LONGEST_NAME + 1)), Err(NotAName::TooLong));
    }

    #[test]
    fn no_two_questions_have_one_place() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let place = |purpose, bound_to| Ceremony { purpose, bound_to }.place();
        assert_ne!(place(Purpose::Proof, one), place(Purpose::SignIn, one));
        assert_ne!(place(Purpose::Proof, one), place(Purpose::Proof, other));
    }
}
