//! What to do about a code, in words.

use crate::domain::trouble::Trouble;
use crate::i18n::{Words, t};

/// What went wrong.
pub fn cause<'a>(words: &'a Words, trouble: &Trouble) -> &'a str {
    match trouble {
        Trouble::SelfServiceOff => t!(words, "trouble-off-cause"),
        Trouble::Elsewhere => t!(words, "trouble-elsewhere-cause"),
        Trouble::ResetOfBlocked => t!(words, "trouble-reset-blocked-cause"),
        Trouble::Licence => t!(words, "trouble-licence-cause"),
        Trouble::NotInGroup => t!(words, "trouble-group-cause"),
        Trouble::TooFewProofs => t!(words, "trouble-proofs-cause"),
        Trouble::DirectoryTrouble => t!(words, "trouble-directory-cause"),
        Trouble::DirectoryAway => t!(words, "trouble-away-cause"),
        Trouble::UnknownUser => t!(words, "trouble-unknown-cause"),
        Trouble::WrongPassword => t!(words, "trouble-password-cause"),
        Trouble::Blocked => t!(words, "trouble-blocked-cause"),
        Trouble::NoPassword => t!(words, "trouble-none-cause"),
        Trouble::TemporaryOver => t!(words, "trouble-temporary-cause"),
        Trouble::WrongCode => t!(words, "trouble-code-cause"),
        Trouble::WrongPasskey => t!(words, "trouble-passkey-cause"),
        Trouble::PasskeyOver => t!(words, "trouble-passkey-over-cause"),
        Trouble::PasskeyCopied => t!(words, "trouble-passkey-copied-cause"),
        Trouble::TooManyCodes => t!(words, "trouble-codes-cause"),
        Trouble::Locked => t!(words, "trouble-locked-cause"),
        Trouble::PasswordOff => t!(words, "trouble-very-many-cause"),
        Trouble::DisabledThere => t!(words, "trouble-there-disabled-cause"),
        Trouble::ExpiredThere => t!(words, "trouble-there-expired-cause"),
        Trouble::LockedThere => t!(words, "trouble-there-locked-cause"),
        Trouble::Superseded => t!(words, "trouble-superseded-cause"),
        Trouble::Policy => t!(words, "trouble-policy-cause"),
        Trouble::OutOfOrder => t!(words, "trouble-order-cause"),
        Trouble::BrokenOff => t!(words, "trouble-broken-cause"),
    }
}

/// What that means.
pub fn meaning<'a>(words: &'a Words, trouble: &Trouble) -> &'a str {
    match trouble {
        Trouble::SelfServiceOff => t!(words, "trouble-off-meaning"),
        Trouble::Elsewhere => t!(words, "trouble-elsewhere-meaning"),
        Trouble::ResetOfBlocked => t!(words, "trouble-reset-blocked-meaning"),
        Trouble::Licence => t!(words, "trouble-licence-meaning"),
        Trouble::NotInGroup => t!(words, "trouble-group-meaning"),
        Trouble::TooFewProofs => t!(words, "trouble-proofs-meaning"),
        Trouble::DirectoryTrouble => t!(words, "trouble-directory-meaning"),
        Trouble::DirectoryAway => t!(words, "trouble-away-meaning"),
        Trouble::UnknownUser => t!(words, "trouble-unknown-meaning"),
        Trouble::WrongPassword => t!(words, "trouble-password-meaning"),
        Trouble::Blocked => t!(words, "trouble-blocked-meaning"),
        Trouble::NoPassword => t!(words, "trouble-none-meaning"),
        Trouble::TemporaryOver => t!(words, "trouble-temporary-meaning"),
        Trouble::WrongCode => t!(words, "trouble-code-meaning"),
        Trouble::WrongPasskey => t!(words, "trouble-passkey-meaning"),
        Trouble::PasskeyOver => t!(words, "trouble-passkey-over-meaning"),
        Trouble::PasskeyCopied => t!(words, "trouble-passkey-copied-meaning"),
        Trouble::TooManyCodes => t!(words, "trouble-codes-meaning"),
        Trouble::Locked => t!(words, "trouble-locked-meaning"),
        Trouble::PasswordOff => t!(words, "trouble-very-many-meaning"),
        Trouble::DisabledThere => t!(words, "trouble-there-disabled-meaning"),
        Trouble::ExpiredThere => t!(words, "trouble-there-expired-meaning"),
        Trouble::LockedThere => t!(words, "trouble-there-locked-meaning"),
        Trouble::Superseded => t!(words, "trouble-superseded-meaning"),
        Trouble::Policy => t!(words, "trouble-policy-meaning"),
        Trouble::OutOfOrder => t!(words, "trouble-order-meaning"),
        Trouble::BrokenOff => t!(words, "trouble-broken-meaning"),
    }
}

/// What helps.
pub fn fix<'a>(words: &'a Words, trouble: &Trouble) -> &'a str {
    match trouble {
        Trouble::SelfServiceOff => t!(words, "trouble-off-fix"),
        Trouble::Elsewhere => t!(words, "trouble-elsewhere-fix"),
        Trouble::ResetOfBlocked => t!(words, "trouble-reset-blocked-fix"),
        Trouble::Licence => t!(words, "trouble-licence-fix"),
        Trouble::NotInGroup => t!(words, "trouble-group-fix"),
        Trouble::TooFewProofs => t!(words, "trouble-proofs-fix"),
        Trouble::DirectoryTrouble => t!(words, "trouble-directory-fix"),
        Trouble::DirectoryAway => t!(words, "trouble-away-fix"),
        Trouble::UnknownUser => t!(words, "trouble-unknown-fix"),
        Trouble::WrongPassword => t!(words, "trouble-password-fix"),
        Trouble::Blocked => t!(words, "trouble-blocked-fix"),
        Trouble::NoPassword => t!(words, "trouble-none-fix"),
        Trouble::TemporaryOver => t!(words, "trouble-temporary-fix"),
        Trouble::WrongCode => t!(words, "trouble-code-fix"),
        Trouble::WrongPasskey => t!(words, "trouble-passkey-fix"),
        Trouble::PasskeyOver => t!(words, "trouble-passkey-over-fix"),
        Trouble::PasskeyCopied => t!(words, "trouble-passkey-copied-fix"),
        Trouble::TooManyCodes => t!(words, "trouble-codes-fix"),
        Trouble::Locked => t!(words, "trouble-locked-fix"),
        Trouble::PasswordOff => t!(words, "trouble-very-many-fix"),
        Trouble::DisabledThere => t!(words, "trouble-there-disabled-fix"),
        Trouble::ExpiredThere => t!(words, "trouble-there-expired-fix"),
        Trouble::LockedThere => t!(words, "trouble-there-locked-fix"),
        Trouble::Superseded => t!(words, "trouble-superseded-fix"),
        Trouble::Policy => t!(words, "trouble-policy-fix"),
        Trouble::OutOfOrder => t!(words, "trouble-order-fix"),
        Trouble::BrokenOff => t!(words, "trouble-broken-fix"),
    }
}
