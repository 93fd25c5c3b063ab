//! What a code means for whoever is on the telephone: the tables of as data. Cause, meaning and fix are words; which codes there are is
//! told here (T-138).

use super::activity;
use super::denial::Denial;
use super::directory::fault::Trouble as Away;
use super::directory::outcome::Refusal as There;
use super::failure::{ChangeFailure, SignInFailure};
use super::self_service::Refusal;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// Self-service is open to nobody (`SSPR_0009`).
    SelfServiceOff,
    /// The password lives elsewhere (`SSPR_0010`).
    Elsewhere,
    /// The account is blocked, for a reset (`SSPR_0011`).
    ResetOfBlocked,
    /// Azure's licence (`SSPR_0012`).
    Licence,
    /// Self-service is open to others (`SSPR_0013`).
    NotInGroup,
    /// Too few proofs are known (`SSPR_0014`).
    TooFewProofs,
    /// The directory had trouble with the account (`SSPR_0029`).
    DirectoryTrouble,
    /// The directory could not be reached (`SSPR_0030`).
    DirectoryAway,
    /// Nobody has the name.
    UnknownUser,
    /// The password was wrong.
    WrongPassword,
    /// The account is blocked.
    Blocked,
    /// There is no password here.
    NoPassword,
    /// The temporary password is over.
    TemporaryOver,
    /// The code was wrong.
    WrongCode,
    /// The passkey was none of the person's.
    WrongPasskey,
    /// The passkey answered too late, or twice.
    PasskeyOver,
    /// There is a copy of the passkey.
    PasskeyCopied,
    /// Too many codes were wrong.
    TooManyCodes,
    /// Too many passwords were wrong.
    Locked,
    /// Very many passwords were wrong.
    PasswordOff,
    /// The directory outside has the account disabled.
    DisabledThere,
    /// The account has expired there.
    ExpiredThere,
    /// The account is locked there.
    LockedThere,
    /// Nobody is found there.
    AbsentThere,
    /// The password changed meanwhile.
    Superseded,
    /// The new password breaks a rule.
    Policy,
    /// A step was left out.
    OutOfOrder,
    /// The file did not come to its end.
    BrokenOff,
    /// The new password breaks a rule of the directory outside.
    PolicyThere,
    /// The directory does not let our account write there.
    NoRightThere,
    /// Nobody knows what became of a write to the directory.
    UnknownThere,
    /// An answer to a security question was wrong.
    WrongAnswers,
    /// The number that was typed is not that of the phone.
    WrongNumber,
    /// Whoever wanted it may not do it, or not as the account stands.
    Denied,
}

impl Trouble {
    /// Every one, in the order of the page.
    pub const ALL: [Self; 34] = [
        Self::SelfServiceOff,
        Self::Elsewhere,
        Self::ResetOfBlocked,
        Self::Licence,
        Self::NotInGroup,
        Self::TooFewProofs,
        Self::DirectoryTrouble,
        Self::DirectoryAway,
        Self::UnknownUser,
        Self::WrongPassword,
        Self::Blocked,
        Self::NoPassword,
        Self::TemporaryOver,
        Self::WrongCode,
        Self::WrongPasskey,
        Self::PasskeyOver,
        Self::PasskeyCopied,
        Self::TooManyCodes,
        Self::Locked,
        Self::PasswordOff,
        Self::DisabledThere,
        Self::ExpiredThere,
        Self::LockedThere,
        Self::AbsentThere,
        Self::Superseded,
        Self::Policy,
        Self::OutOfOrder,
        Self::BrokenOff,
        Self::PolicyThere,
        Self::NoRightThere,
        Self::UnknownThere,
        Self::WrongAnswers,
        Self::WrongNumber,
        Self::Denied,
    ];

    /// The code, as people read it out and as rows of the audit log keep it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SelfServiceOff => Refusal::Off.code(),
            Self::Elsewhere => Refusal::Elsewhere.code(),
            Self::ResetOfBlocked => Refusal::Blocked.code(),
            Self::Licence => "SSPR_0012",
            Self::NotInGroup => Refusal::NotInGroup.code(),
            Self::TooFewProofs => Refusal::TooFewProofs.code(),
            Self::DirectoryTrouble => "SSPR_0029",
            Self::DirectoryAway => "SSPR_0030",
            Self::UnknownUser => SignInFailure::UnknownUser.id(),
            Self::WrongPassword => SignInFailure::WrongPassword.id(),
            Self::Blocked => SignInFailure::Blocked.id(),
            Self::NoPassword => SignInFailure::NoPassword.id(),
            Self::TemporaryOver => SignInFailure::TemporaryPasswordOver.id(),
            Self::WrongCode => SignInFailure::WrongCode.id(),
            Self::WrongPasskey => SignInFailure::WrongPasskey.id(),
            Self::PasskeyOver => SignInFailure::PasskeyOver.id(),
            Self::PasskeyCopied => SignInFailure::PasskeyCopied.id(),
            Self::TooManyCodes => SignInFailure::TooManyCodes.id(),
            Self::Locked => SignInFailure::Locked.id(),
            Self::PasswordOff => SignInFailure::PasswordOff.id(),
            Self::DisabledThere => SignInFailure::DirectoryDisabled.id(),
            Self::ExpiredThere => SignInFailure::DirectoryExpired.id(),
            Self::LockedThere => SignInFailure::DirectoryLocked.id(),
            Self::AbsentThere => SignInFailure::DirectoryAbsent.id(),
            Self::Superseded => SignInFailure::Superseded.id(),
            Self::Policy => ChangeFailure::Policy.id(),
            Self::OutOfOrder => "out-of-order",
            Self::BrokenOff => "broken-off",
            Self::PolicyThere => There::Policy.code(),
            Self::NoRightThere => There::NoPermission.code(),
            Self::UnknownThere => "unknown",
            Self::WrongAnswers => "wrong-answers",
            Self::WrongNumber => "wrong-number",
            Self::Denied => "denied",
        }
    }

    /// What a code means; upper or lower case does not matter to whoever listens. The directory's own codes are among them.
    pub fn of(code: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().find(|trouble| trouble.code().eq_ignore_ascii_case(code));
        known.or_else(|| There::ALL.into_iter().find(|refusal| refusal.code() == code).map(Self::there))
    }

    /// What the reason of a row means: the same word means one thing here and another one in the directory.
    pub fn of_row(activity: &str, reason: &str) -> Option<Self> {
        let there = There::from_id(reason).filter(|_| activity::is_in_directory(activity)).map(Self::there);
        let away = || Away::from_id(reason).map(|_| Self::DirectoryAway);
        // As rows told it once.
        let policy = || (reason == "policy").then_some(Self::Policy);
        let denied = || Denial::ALL.into_iter().any(|denial| denial.id() == reason).then_some(Self::Denied);
        there.or_else(|| Self::of(reason)).or_else(away).or_else(policy).or_else(denied)
    }

    const fn there(refusal: There) -> Self {
        match refusal {
            There::Ended | There::Policy | There::Quality | There::InHistory | There::TooYoung | There::Unfit => {
                Self::PolicyThere
            }
            There::NoPermission | There::Configuration => Self::NoRightThere,
            There::Disabled => Self::DisabledThere,
            There::Locked => Self::LockedThere,
            There::WrongCurrent => Self::WrongPassword,
            There::Other | There::NotFound | There::Several | There::Protected => Self::DirectoryTrouble,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_of_a_failed_sign_in_or_reset_is_explained() {
        for failure in SignInFailure::ALL {
            assert!(Trouble::of(failure.id()).is_some(), "{failure:?}");
        }
        for refusal in Refusal::ALL {
            assert!(Trouble::of(&refusal.code().to_lowercase()).is_some(), "{refusal:?}");
        }
        assert_eq!(Trouble::of("SSPR_9999"), None);
        for refusal in There::ALL {
            assert!(Trouble::of(refusal.code()).is_some(), "{refusal:?}");
            assert!(Trouble::of_row(activity::WRITEBACK_RESET, refusal.id()).is_some(), "{refusal:?}");
        }
        for away in Away::ALL {
            assert_eq!(Trouble::of_row(activity::WRITEBACK_RESET, away.id()), Some(Trouble::DirectoryAway), "{away:?}");
        }
        for denial in Denial::ALL {
            assert!(Trouble::of_row(activity::PASSWORD_RESET, denial.id()).is_some(), "{denial:?}");
        }
        assert_eq!(Trouble::of_row(activity::SIGN_IN, "locked"), Some(Trouble::Locked));
        assert_eq!(Trouble::of_row(activity::WRITEBACK_RESET, "locked"), Some(Trouble::LockedThere));
        assert_eq!(Trouble::of_row(activity::WRITEBACK_RESET, "policy"), Some(Trouble::PolicyThere));
        assert_eq!(Trouble::of_row(activity::PASSWORD_RESET, "policy"), Some(Trouble::Policy));
        assert!(Trouble::ALL.into_iter().all(|trouble| Trouble::of(trouble.code()) == Some(trouble)));
    }
}
