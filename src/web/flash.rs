//! What the page after a deed says of it.

/// What happened before this page; told once. The cookie holds the id, never the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flash {
    /// A new password was chosen because it had to be.
    PasswordSet,
    /// The own password was changed.
    PasswordChanged,
    /// Signed out by oneself.
    SignedOut,
    /// Signed out because nothing happened for a while.
    TimedOut,
    /// The session was ended by somebody or something else.
    SessionEnded,
    /// Somebody was added.
    UserAdded,
    /// What is known of somebody was changed.
    UserSaved,
    /// It was so already.
    NothingChanged,
    /// Lists look as one wants them.
    ListSaved,
    /// Somebody may not sign in any more.
    Blocked,
    /// Somebody may sign in again.
    Unblocked,
    /// Somebody is signed out everywhere.
    SignedOutEverywhere,
}

impl Flash {
    /// Every message.
    pub const ALL: [Self; 12] = [
        Self::PasswordSet,
        Self::PasswordChanged,
        Self::SignedOut,
        Self::TimedOut,
        Self::SessionEnded,
        Self::UserAdded,
        Self::UserSaved,
        Self::NothingChanged,
        Self::ListSaved,
        Self::Blocked,
        Self::Unblocked,
        Self::SignedOutEverywhere,
    ];

    /// The value in the cookie.
    pub const fn id(self) -> &'static str {
        match self {
            Self::PasswordSet => "password-set",
            Self::PasswordChanged => "password-changed",
            Self::SignedOut => "signed-out",
            Self::TimedOut => "timed-out",
            Self::SessionEnded => "session-ended",
            Self::UserAdded => "user-added",
            Self::UserSaved => "user-saved",
            Self::NothingChanged => "nothing-changed",
            Self::ListSaved => "list-saved",
            Self::Blocked => "blocked",
            Self::Unblocked => "unblocked",
            Self::SignedOutEverywhere => "signed-out-everywhere",
        }
    }

    /// Reads [`Flash::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flash| flash.id() == id)
    }
}
