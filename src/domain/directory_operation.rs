//! The kinds of writes to the directory outside.

use super::activity;
use super::permission::Permission;

/// A kind of write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// An administrator gives a temporary password.
    Reset,
    /// The person changes the own password.
    Change,
    /// The person forgot it, and chooses another one.
    SelfReset,
    /// An administrator opens an account that wrong guesses have closed; the password stays.
    Unlock,
    /// The person does that, having given every proof.
    SelfUnlock,
    /// An administrator tries what our account may write: a password that nobody knows.
    Trial,
}

impl Operation {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Reset, Self::Change, Self::SelfReset, Self::Unlock, Self::SelfUnlock, Self::Trial];

    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Change => "change",
            Self::SelfReset => "self-reset",
            Self::Unlock => "unlock",
            Self::SelfUnlock => "self-unlock",
            Self::Trial => "trial",
        }
    }

    /// Reads [`Operation::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| operation.id() == id)
    }

    /// Whether it writes a password.
    pub const fn is_of_password(self) -> bool {
        matches!(self, Self::Reset | Self::Change | Self::SelfReset | Self::Trial)
    }

    /// Whether the directory is to ask for another password behind it: the person has not chosen this one.
    pub const fn is_temporary(self) -> bool {
        matches!(self, Self::Reset | Self::Trial)
    }

    /// Whether it brings about all that an earlier one would: another password does, and opens the account as well.
    pub const fn overtakes(self, earlier: Self) -> bool {
        self.is_of_password() || !earlier.is_of_password()
    }

    /// What it takes.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Reset => Permission::ResetInDirectory,
            Self::Change => Permission::ChangeOwnPassword,
            Self::SelfReset | Self::SelfUnlock => Permission::ResetOwnPassword,
            Self::Unlock => Permission::Unlock,
            Self::Trial => Permission::ManageDirectory,
        }
    }

    /// The activity name of its end.
    pub(super) const fn activity(self) -> &'static str {
        match self {
            Self::Reset => activity::WRITEBACK_RESET,
            Self::Change => activity::WRITEBACK_CHANGE,
            Self::SelfReset => activity::WRITEBACK_SELF_RESET,
            Self::Unlock | Self::SelfUnlock => activity::WRITEBACK_UNLOCK,
            Self::Trial => activity::DIRECTORY_RIGHTS,
        }
    }

    /// The codes of its beginning, its success and its failure. Azure has none for opening an account, nor for a trial: those of a
    /// reset, which does both.
    pub(super) const fn codes(self) -> [&'static str; 3] {
        match self {
            Self::SelfReset | Self::SelfUnlock => ["31001", "31002", "31003"],
            Self::Reset | Self::Unlock | Self::Trial => ["31009", "31010", "31011"],
            Self::Change => ["31006", "31007", "31008"],
        }
    }
}
