//! A temporary password as a thing that lives: who gave it and why, when it was first used, how it ended. Never the secret.

use jiff::Timestamp;

use super::temporary::is_over;
use crate::domain::check::Check;
use crate::domain::id::UserId;
use crate::domain::permit::{Actor, Who};
use crate::domain::subject::Subject;

/// How it came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// An administrator reset the password.
    Reset,
    /// Somebody new came.
    NewUser,
    /// The operator gave it on the host.
    Operator,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The person chose an own password.
    Used,
    /// A newer one took its place.
    Superseded,
    /// An administrator took it back.
    Revoked,
}

/// Who gives it, and what is known of why.
#[derive(Debug, Clone)]
pub struct Issue {
    /// How it comes about.
    pub origin: Origin,
    /// Who gives it; nothing for the operator.
    pub by: Option<UserId>,
    /// The name of then.
    pub by_name: String,
    /// How the caller was checked.
    pub verified_by: Option<Check>,
    /// Ticket or reason.
    pub reason: Option<String>,
    /// When it ends unless it was used.
    pub expires_at: Option<Timestamp>,
}

/// One temporary password.
#[derive(Debug, Clone)]
pub struct Issued {
    /// Whose.
    pub user: Subject,
    /// The display name.
    pub display_name: String,
    /// Since when.
    pub made_at: Timestamp,
    /// By whom and why.
    pub issue: Issue,
    /// When it first opened the change page.
    pub first_used_at: Option<Timestamp>,
    /// When and how it ended.
    pub ended: Option<(Timestamp, Ending)>,
}

/// Where one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has used it.
    Waiting,
    /// It was used, and the person may still choose an own password with it.
    Begun,
    /// Its time is over: somebody has to give a new one.
    Over,
    /// It ended.
    Ended(Ending),
}

impl Origin {
    /// The stable name in the store.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::NewUser => "new-user",
            Self::Operator => "operator",
        }
    }

    /// Reads [`Origin::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Reset, Self::NewUser, Self::Operator].into_iter().find(|origin| origin.id() == id)
    }
}

impl Ending {
    /// The stable name in the store.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Superseded => "superseded",
            Self::Revoked => "revoked",
        }
    }

    /// Reads [`Ending::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Used, Self::Superseded, Self::Revoked].into_iter().find(|ending| ending.id() == id)
    }
}

impl Issue {
    /// Of whoever acts, without check, reason and end.
    pub fn by(actor: &Actor, origin: Origin) -> Self {
        let (by, by_name) = match &actor.who {
            Who::Person { id, name, .. } => (Some(*id), name.as_str()),
            Who::Operator { command } => (None, *command),
            Who::Program { job } => (None, *job),
            Who::Guest => (None, ""),
        };
        Self { origin, by, by_name: by_name.to_owned(), verified_by: None, reason: None, expires_at: None }
    }
}

impl Issued {
    /// Where it stands at a moment.
    pub fn stage(&self, now: Timestamp) -> Stage {
        match (self.ended, self.first_used_at) {
            (Some((_, ending)), _) => Stage::Ended(ending),
            (None, used) if is_over(now, self.issue.expires_at, used) => Stage::Over,
            (None, Some(_)) => Stage::Begun,
            (None, None) => Stage::Waiting,
        }
    }
}
