//! The audit log as it is read back.

use jiff::Timestamp;

use super::activity::SIGN_IN;
use super::id::{EventId, GroupId, RequestId, SessionId, UserId};
use super::session::SessionKind;
use super::subject::About;

/// Who acted, as the row remembers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryActor {
    /// A person, with the user name of that moment.
    Person {
        /// Who.
        id: UserId,
        /// The user name.
        name: String,
    },
    /// Somebody who had not signed in.
    Guest,
    /// The operator, through a command.
    Operator {
        /// Which.
        command: String,
    },
    /// The program by itself.
    Program {
        /// The job.
        job: String,
    },
}

/// One row of the audit log.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The row.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// Who acted.
    pub actor: EntryActor,
    /// The activity name (`domain::activity`).
    pub activity: String,
    /// The category of the activity.
    pub category: String,
    /// The reason of a failure; nothing for a success.
    pub failure: Option<String>,
    /// Whom or what it is about.
    pub subjects: Vec<About>,
    /// Names and values.
    pub details: Vec<(String, String)>,
    /// The request: the support code.
    pub request: RequestId,
    /// The client's address.
    pub address: Option<String>,
    /// The session it came through.
    pub session: Option<SessionId>,
    /// The server that wrote it.
    pub instance: String,
}

impl Entry {
    /// Whether it is a sign-in that asked for more and is no answer yet: a second step, or another password.
    pub fn is_interrupted(&self) -> bool {
        let session = || self.detail("session").is_some_and(|kind| kind != SessionKind::Full.id());
        self.activity == SIGN_IN && self.failure.is_none() && session()
    }

    /// A detail by name.
    pub fn detail(&self, name: &str) -> Option<&str> {
        self.details.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Which rows of the audit log are asked for. All parts must hold.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only rows that one of these people did.
    pub actors: Option<Vec<UserId>>,
    /// Only rows about one of these people.
    pub subjects: Option<Vec<UserId>>,
    /// Only rows about this group.
    pub group: Option<GroupId>,
    /// Only this activity.
    pub activity: Option<String>,
    /// Only these activities: those of a category or service.
    pub activities: Option<Vec<&'static str>>,
    /// Only successes (`true`) or failures (`false`).
    pub succeeded: Option<bool>,
    /// Only sign-ins that asked for more (`true`), or those that did not (`false`).
    pub interrupted: Option<bool>,
    /// Only what is done, and no step on the way to it.
    pub whole: bool,
    /// Only what is done, what failed, and proofs that were judged on the way to it; nothing of names that nobody has.
    pub judged: bool,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
    /// Only failures for this reason.
    pub reason: Option<String>,
    /// Only what came from this address.
    pub address: Option<String>,
    /// Only rows of this request.
    pub request: Option<RequestId>,
}

impl Filter {
    /// Whether nothing but some activities is asked for, what came of them, and days.
    pub const fn is_of_activities_alone(&self) -> bool {
        matches!(
            self,
            Self {
                activities: Some(_),
                group: None,
                actors: None,
                subjects: None,
                activity: None,
                interrupted: None,
                reason: None,
                address: None,
                request: None,
                ..
            }
        )
    }
}
