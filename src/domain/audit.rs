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

/// What came of a row, as it is written beside those whom it is about. Rows of before say neither this nor their activity there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Success,
    /// A sign-in that asked for more and is no answer yet.
    Interrupted,
    /// Refused.
    Failure,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Success, Self::Interrupted, Self::Failure];

    /// Of a row as it is stored.
    pub fn of(activity: &str, succeeded: bool, details: &str) -> Self {
        match succeeded {
            false => Self::Failure,
            true if activity == SIGN_IN && !details.contains(&full_session()) => Self::Interrupted,
            true => Self::Success,
        }
    }

    /// As it is stored.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Interrupted => "interrupted",
            Self::Failure => "failure",
        }
    }
}

/// What the details of a sign-in hold that opened everything.
pub fn full_session() -> String {
    format!("\"session\":\"{}\"", SessionKind::Full.id())
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
    /// What may have come of the rows that are asked for.
    pub fn outcomes(&self) -> Vec<Outcome> {
        let asked = |outcome: &Outcome| {
            let (failed, interrupted) = (*outcome == Outcome::Failure, *outcome == Outcome::Interrupted);
            self.succeeded.is_none_or(|succeeded| succeeded != failed)
                && self.interrupted.is_none_or(|asked| asked == interrupted)
        };
        Outcome::ALL.into_iter().filter(asked).collect()
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::activity::USER_UPDATED;

    #[test]
    fn what_came_of_a_row_is_told_by_its_result_and_by_the_session_of_a_sign_in() {
        let full = "{\"session\":\"full\"}";
        for (activity, succeeded, details, outcome) in [
            (SIGN_IN, true, full, Outcome::Success),
            (SIGN_IN, true, "{\"session\":\"second-step\"}", Outcome::Interrupted),
            (SIGN_IN, false, "{}", Outcome::Failure),
            (USER_UPDATED, true, "{}", Outcome::Success),
            (USER_UPDATED, false, full, Outcome::Failure),
        ] {
            assert_eq!(Outcome::of(activity, succeeded, details), outcome, "{activity} {succeeded} {details}");
        }
    }

    #[test]
    fn a_filter_knows_what_may_have_come_of_its_rows() {
        let outcomes = |succeeded, interrupted| Filter { succeeded, interrupted, ..Filter::default() }.outcomes();
        assert_eq!(outcomes(None, None), Outcome::ALL);
        assert_eq!(outcomes(Some(true), None), [Outcome::Success, Outcome::Interrupted]);
        assert_eq!(outcomes(Some(true), Some(true)), [Outcome::Interrupted]);
        assert_eq!(outcomes(Some(true), Some(false)), [Outcome::Success]);
        assert_eq!(outcomes(Some(false), None), [Outcome::Failure]);
        assert_eq!(outcomes(Some(false), Some(true)), []);
    }
}
