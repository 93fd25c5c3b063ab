//! What became of a write, in the codes that administrators know, and what a sign-in there says.

use crate::domain::directory::fault::{Fault, Trouble};

/// Why a directory refuses to write a password, or to open an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// For a reason that we do not know.
    Other,
    /// There is no such person any more.
    NotFound,
    /// Several have the same name.
    Several,
    /// Our account may not.
    NoPermission,
    /// The account is disabled there.
    Disabled,
    /// The account is locked there.
    Locked,
    /// The current password is not the right one.
    WrongCurrent,
    /// The current password is right and has ended: its person may not even change it there.
    Ended,
    /// The new password breaks a rule there that is not named.
    Policy,
    /// It is too short, or too simple.
    Quality,
    /// It was used before.
    InHistory,
    /// The last change was too short a time ago.
    TooYoung,
    /// The directory is not set up for that.
    Configuration,
    /// The account is protected: an administrator's over there (R-070 e).
    Protected,
    /// The password has characters that can not be sent.
    Unfit,
}

impl Refusal {
    /// Every refusal.
    pub const ALL: [Self; 15] = [
        Self::Other,
        Self::NotFound,
        Self::Several,
        Self::NoPermission,
        Self::Disabled,
        Self::Locked,
        Self::WrongCurrent,
        Self::Ended,
        Self::Policy,
        Self::Quality,
        Self::InHistory,
        Self::TooYoung,
        Self::Configuration,
        Self::Protected,
        Self::Unfit,
    ];

    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Other => "refused",
            Self::NotFound => "not-found",
            Self::Several => "several",
            Self::NoPermission => "no-permission",
            Self::Disabled => "disabled",
            Self::Locked => "locked",
            Self::WrongCurrent => "wrong-current",
            Self::Ended => "ended",
            Self::Policy => "policy",
            Self::Quality => "quality",
            Self::InHistory => "in-history",
            Self::TooYoung => "too-young",
            Self::Configuration => "configuration",
            Self::Protected => "protected",
            Self::Unfit => "unfit",
        }
    }

    /// Reads [`Refusal::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.id() == id)
    }

    /// The code of.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Other => "33001",
            Self::NotFound => "33002",
            Self::Several => "33003",
            Self::NoPermission => "33004",
            Self::Disabled => "33005",
            Self::Locked => "33006",
            Self::WrongCurrent => "33007",
            Self::Ended | Self::Policy | Self::Quality | Self::InHistory | Self::TooYoung => "33008",
            Self::Configuration => "33009",
            Self::Protected => "80231367",
            Self::Unfit => "32003",
        }
    }

    /// Whether another password may be taken.
    pub const fn is_about_password(self) -> bool {
        matches!(self, Self::Policy | Self::Quality | Self::InHistory | Self::Unfit)
    }
}

/// What became of a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// It is done.
    Done,
    /// It is done, but the directory will not ask for another password, for a reason of its own.
    Undemanded(String),
    /// It is done, but wrong guesses keep the account closed all the same: it could not be opened with it.
    Closed {
        /// What the directory said.
        said: String,
        /// Whether it will not ask for another password either.
        undemanded: bool,
    },
    /// The directory says no, in words of its own beside ours.
    Refused(Refusal, String),
    /// It could not be asked: nothing was changed.
    NotAsked(Fault),
    /// It was asked and did not answer, nor does it tell now which password is right (F30).
    Unknown(Fault),
}

impl Written {
    /// The stable names of what is done.
    pub const DONE: [&'static str; 3] = ["done", "done-undemanded", "done-closed"];

    /// Whether it is done, whatever the directory asks for afterwards.
    pub const fn is_done(&self) -> bool {
        matches!(self, Self::Done | Self::Undemanded(_) | Self::Closed { .. })
    }

    /// Whether it is done, and the directory will not ask for another password.
    pub const fn is_undemanded(&self) -> bool {
        matches!(self, Self::Undemanded(_) | Self::Closed { undemanded: true, .. })
    }

    /// Whether it is done, and wrong guesses keep the account closed.
    pub const fn is_closed(&self) -> bool {
        matches!(self, Self::Closed { .. })
    }

    /// From a row: what its stable name says. Unknown is what nobody understands.
    pub fn of(id: &str) -> Self {
        match (id, Refusal::from_id(id), Trouble::from_id(id)) {
            ("done", ..) => Self::Done,
            ("done-undemanded", ..) => Self::Undemanded(String::new()),
            ("done-closed", ..) => Self::Closed { said: String::new(), undemanded: false },
            (_, Some(refusal), _) => Self::Refused(refusal, String::new()),
            (_, _, Some(trouble)) => Self::NotAsked(Fault::new(trouble, "")),
            _ => Self::unknown(),
        }
    }

    /// Nobody knows, and it is read back later.
    pub fn unknown() -> Self {
        Self::Unknown(Fault::new(Trouble::Answer, ""))
    }

    /// The stable name in rows.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Undemanded(_) => "done-undemanded",
            Self::Closed { .. } => "done-closed",
            Self::Refused(refusal, _) => refusal.id(),
            Self::NotAsked(fault) => fault.trouble.id(),
            Self::Unknown(_) => "unknown",
        }
    }

    /// What the directory said.
    pub fn said(&self) -> &str {
        match self {
            Self::Done => "",
            Self::Undemanded(said) | Self::Closed { said, .. } | Self::Refused(_, said) => said,
            Self::NotAsked(fault) | Self::Unknown(fault) => &fault.said,
        }
    }
}

/// What a directory says of a password at sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// Right.
    Right,
    /// Right, and another one must be chosen: it was reset (773), or has ended (532).
    MustChange,
    /// Wrong.
    Wrong,
    /// The account is disabled (533).
    Disabled,
    /// The account's time is over (701).
    Expired,
    /// The account is locked (775), or may not sign in now.
    Locked,
    /// Nothing was judged: our account finds nobody there.
    Absent,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_a_write_is_read_back_from_its_row() {
        let refused = Refusal::ALL.map(|refusal| Written::Refused(refusal, String::new()));
        let not = Trouble::ALL.map(|trouble| Written::NotAsked(Fault::new(trouble, "")));
        let done = Written::DONE.map(Written::of);
        assert!(done.iter().all(Written::is_done) && matches!(done[2], Written::Closed { .. }));
        let others = done.into_iter().chain([Written::of("unknown")]);
        for written in refused.into_iter().chain(not).chain(others) {
            assert_eq!(Written::of(written.id()), written);
        }
    }
}
