//! Logs and reports as files: who took which, to be told in the audit log.

use std::borrow::Cow;

use super::activity::{self, BROKEN_OFF};
use super::permission::Permission;

/// Which file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum File {
    /// The report of password resets.
    PasswordResets,
    /// Who can reset the own password.
    Registration,
    /// Who registered what.
    Registered,
    /// The audit log.
    AuditLog,
    /// The sign-in log.
    SignIns,
}

impl File {
    /// Every file.
    pub const ALL: [Self; 5] =
        [Self::PasswordResets, Self::Registration, Self::Registered, Self::AuditLog, Self::SignIns];

    /// The stable name in audit rows and in the name of the file.
    pub const fn id(self) -> &'static str {
        match self {
            Self::PasswordResets => "password-resets",
            Self::Registration => "registration",
            Self::Registered => "registration-activity",
            Self::AuditLog => "audit-log",
            Self::SignIns => "sign-ins",
        }
    }

    /// Reads [`File::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.id() == id)
    }

    /// The right that it takes: what it holds is no more than the page of the same rows shows.
    pub const fn permission(self) -> Permission {
        match self {
            Self::PasswordResets | Self::AuditLog => Permission::ViewOwnAudit,
            Self::Registration | Self::Registered | Self::SignIns => Permission::ViewAudit,
        }
    }
}

/// How a file ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// How many rows were sent.
    pub rows: u64,
    /// Whether that were all that it holds; otherwise it was broken off.
    pub whole: bool,
    /// Whether there were more rows than a file holds.
    pub cut: bool,
}

/// A file was asked for, or came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownloadEvent {
    /// Which.
    pub file: File,
    /// The address of the page with the same rows.
    pub list: String,
    /// At its end: how.
    pub end: Option<Ended>,
}

impl DownloadEvent {
    /// The activity name.
    pub const fn activity(&self) -> &'static str {
        if self.end.is_some() { activity::FILE_ENDED } else { activity::FILE_BEGUN }
    }

    /// The reason of a failure; nothing for a success.
    pub const fn failure(&self) -> Option<&'static str> {
        if let Some(Ended { whole: false, .. }) = self.end { Some(BROKEN_OFF) } else { None }
    }

    /// Names and values.
    pub fn details(&self) -> Vec<(Cow<'static, str>, String)> {
        let mut details = vec![("file".into(), self.file.id().to_owned()), ("list".into(), self.list.clone())];
        details.extend(self.end.map(|end| ("rows".into(), end.rows.to_string())));
        details.extend(self.end.filter(|end| end.cut).map(|_| ("cut".into(), "true".to_owned())));
        details
    }
}
