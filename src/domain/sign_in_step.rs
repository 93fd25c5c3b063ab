//! The steps of a sign-in: by what each came about, and what it went on from.

use super::activity::SIGN_IN;
use super::audit::Entry;
use super::id::SessionId;
use super::second_step::{BY_PASSWORD, Factor};
use super::session::SessionKind;

/// By what somebody proved who he is at a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// The password, which lives here.
    Password,
    /// The password, which lives in the directory outside.
    OutsidePassword,
    /// The second step.
    Second(Factor),
}

impl Means {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Password,
        Self::OutsidePassword,
        Self::Second(Factor::App),
        Self::Second(Factor::Passkey),
        Self::Second(Factor::RecoveryCode),
    ];

    /// The stable name in audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Password => BY_PASSWORD,
            Self::OutsidePassword => "directory-password",
            Self::Second(Factor::App) => "app",
            Self::Second(Factor::Passkey) => "passkey",
            Self::Second(Factor::RecoveryCode) => "recovery-code",
        }
    }
}

/// The last step of a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// By what; nothing where that is not known.
    pub by: Option<Means>,
    /// The session of the step before it.
    pub after: Option<SessionId>,
}

impl Step {
    /// The first, by a password.
    pub const fn first(by: Means) -> Self {
        Self { by: Some(by), after: None }
    }
}

impl Entry {
    /// The session by which the steps of one sign-in are known; nothing for a sign-in of one step, and for what is none.
    pub fn whole_sign_in(&self) -> Option<SessionId> {
        let asks = |kind: &str| kind == SessionKind::SecondStep.id();
        let of_it = self.failure.is_some() || self.detail("session").is_some_and(asks);
        self.went_on_from().or_else(|| self.session.filter(|_| self.activity == SIGN_IN && of_it))
    }

    /// The session of the step before this one.
    pub fn went_on_from(&self) -> Option<SessionId> {
        self.detail("after").filter(|_| self.activity == SIGN_IN)?.parse().ok()
    }

    /// How many steps the sign-in asks for, where the row tells.
    pub fn steps_asked(&self) -> Option<u8> {
        if self.activity != SIGN_IN {
            None
        } else if self.whole_sign_in().is_some() {
            Some(2)
        } else {
            // Rows of before the proof was kept tell the kind alone, as do those of a second step.
            self.detail("method").filter(|_| self.failure.is_none()).map(|_| 1)
        }
    }
}
