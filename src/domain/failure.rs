//! Why somebody did not get in, or not on: stable codes for the audit log.

use super::passkey::Unfit;

/// Why a sign-in did not happen: stable codes for the log, never told to the visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInFailure {
    /// Nobody has this name.
    UnknownUser,
    /// The password is not the right one.
    WrongPassword,
    /// The account may not sign in.
    Blocked,
    /// There is no password here (never set, external or directory account).
    NoPassword,
    /// The temporary password is over: expired, or its half hour after first use has passed.
    TemporaryPasswordOver,
    /// The second step was wrong.
    WrongCode,
    /// The passkey was none of the person's, or did not answer this question.
    WrongPasskey,
    /// No question waited for the passkey: it took too long, or was answered before.
    PasskeyOver,
    /// The passkey counts less than before: there is a copy of it.
    PasskeyCopied,
    /// Too many wrong codes: none is looked at for a while.
    TooManyCodes,
    /// Too many wrong guesses: for a while nothing is judged.
    Locked,
    /// Far too many: the password opens only from recognised devices.
    PasswordOff,
    /// The account is disabled in the directory outside.
    DirectoryDisabled,
    /// The account has expired there.
    DirectoryExpired,
    /// The account is locked there.
    DirectoryLocked,
    /// Nobody is found there.
    DirectoryAbsent,
    /// The credential changed while the password was being checked.
    Superseded,
}

impl SignInFailure {
    /// Every reason.
    pub const ALL: [Self; 17] = [
        Self::UnknownUser,
        Self::WrongPassword,
        Self::Blocked,
        Self::NoPassword,
        Self::TemporaryPasswordOver,
        Self::WrongCode,
        Self::WrongPasskey,
        Self::PasskeyOver,
        Self::PasskeyCopied,
        Self::TooManyCodes,
        Self::Locked,
        Self::PasswordOff,
        Self::DirectoryDisabled,
        Self::DirectoryExpired,
        Self::DirectoryLocked,
        Self::DirectoryAbsent,
        Self::Superseded,
    ];

    /// The stable code.
    pub const fn id(self) -> &'static str {
        match self {
            Self::UnknownUser => "unknown-user",
            Self::WrongPassword => "wrong-password",
            Self::Blocked => "blocked",
            Self::NoPassword => "no-password",
            Self::TemporaryPasswordOver => "temporary-password-over",
            Self::WrongCode => "wrong-code",
            Self::WrongPasskey => "wrong-passkey",
            Self::PasskeyOver => "passkey-over",
            Self::PasskeyCopied => "passkey-copied",
            Self::TooManyCodes => "too-many-codes",
            Self::Locked => "locked",
            Self::PasswordOff => "password-off",
            Self::DirectoryDisabled => "directory-disabled",
            Self::DirectoryExpired => "directory-expired",
            Self::DirectoryLocked => "directory-locked",
            Self::DirectoryAbsent => "directory-absent",
            Self::Superseded => "superseded",
        }
    }
}

impl From<Unfit> for SignInFailure {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Over => Self::PasskeyOver,
            Unfit::Wrong => Self::WrongPasskey,
            Unfit::Copied => Self::PasskeyCopied,
        }
    }
}

/// Why a person's own change was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeFailure {
    /// The current password was wrong.
    WrongPassword,
    /// Too many wrong guesses: for a while nothing is judged.
    Locked,
    /// The new password breaks the policy.
    Policy,
}

impl ChangeFailure {
    /// The stable code (R-299 for the policy).
    pub const fn id(self) -> &'static str {
        match self {
            Self::WrongPassword => "wrong-password",
            Self::Locked => SignInFailure::Locked.id(),
            Self::Policy => "policy-violation",
        }
    }
}
