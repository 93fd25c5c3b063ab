//! Why somebody did not get in, or not on: stable codes for the audit log.

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
    /// Too many wrong codes: none is looked at for a while.
    TooManyCodes,
    /// Too many wrong guesses: for a while nothing is judged.
    Locked,
    /// Far too many: the password opens only from recognised devices.
    PasswordOff,
    /// The credential changed while the password was being checked.
    Superseded,
}

impl SignInFailure {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::UnknownUser,
        Self::WrongPassword,
        Self::Blocked,
        Self::NoPassword,
        Self::TemporaryPasswordOver,
        Self::WrongCode,
        Self::TooManyCodes,
        Self::Locked,
        Self::PasswordOff,
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
            Self::TooManyCodes => "too-many-codes",
            Self::Locked => "locked",
            Self::PasswordOff => "password-off",
            Self::Superseded => "superseded",
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
