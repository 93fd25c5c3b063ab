//! What happens when people help themselves, to be told in the audit log.

use std::borrow::Cow;

use jiff::Timestamp;

use super::activity;
use super::contact::Point;
use super::failure::ChangeFailure;
use super::permission::Permission;
use super::self_service::{Method, Refusal};
use super::subject::Subject;

/// One step of somebody who helps himself, or what an administrator does about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfServiceEvent {
    /// Whose account; nothing for a name that nobody has.
    pub user: Option<Subject>,
    /// What.
    pub step: Step,
}

/// The steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Somebody named an account, to reset its password.
    Begun {
        /// A keyed hash of a name that nobody has: people type passwords there.
        unknown_name: Option<String>,
        /// Why it will come to nothing, if it will.
        refusal: Option<Refusal>,
    },
    /// A code was sent.
    CodeSent {
        /// To this address, masked.
        to: String,
    },
    /// A code was asked for, and none could be sent.
    CodeAsked,
    /// A proof was right.
    Proved(Method),
    /// A proof was wrong.
    NotProved(Method),
    /// The number of the phone for codes was to be typed, and was another one: nothing is sent.
    NumberWrong,
    /// Too many were wrong: the way is closed for a day.
    Closed,
    /// The new password broke rules.
    PasswordRefused,
    /// Somebody who can not go on asked for help.
    HelpAsked {
        /// How many were written to; with none, nobody will come.
        told: usize,
    },
    /// The person went back, and wants no new password.
    Cancelled,
    /// A step was tried before its time (A1).
    OutOfOrder,
    /// The password was reset.
    Done {
        /// How many live sessions it ended.
        sessions_ended: u64,
        /// By which proofs.
        methods: Vec<Method>,
    },
    /// The person opened the own account again, and kept the password.
    Unlocked {
        /// How many doors guesses had touched.
        doors: usize,
        /// By which proofs.
        methods: Vec<Method>,
    },
    /// The person gave an address or a phone for codes: a code is on its way to it.
    AddressGiven {
        /// Which.
        point: Point,
        /// The address, masked.
        to: String,
    },
    /// The code for it was wrong.
    AddressNotProved(Point),
    /// The person gave an address or a phone for codes, and showed that it reaches him.
    AddressAdded {
        /// Which.
        point: Point,
        /// The address, masked.
        to: String,
        /// Whether in the place of another one.
        replaces: bool,
    },
    /// The person took the address or the phone for codes away.
    AddressRemoved(Point),
    /// The person answered security questions.
    QuestionsAnswered {
        /// How many.
        number: usize,
        /// Whether in the place of earlier answers.
        replaces: bool,
    },
    /// The person took the own answers away.
    QuestionsRemoved,
    /// The person says that the own proofs are right.
    ProofsReviewed,
    /// The person wants to see to the own proofs later.
    RegistrationPutOff {
        /// Not before then.
        until: Timestamp,
    },
    /// An administrator asks for all proofs anew, and took those of before away.
    RegistrationDemanded {
        /// Ticket or reason, as typed.
        reason: String,
        /// The proofs that there were.
        methods: Vec<&'static str>,
        /// How many live sessions it ended.
        sessions_ended: u64,
    },
    /// The person was written to, because proofs are missing.
    Invited,
    /// An administrator opened the way again that wrong proofs had closed.
    Opened,
    /// An administrator tried whether mail leaves.
    MailTried {
        /// To this address, masked.
        to: String,
    },
}

impl SelfServiceEvent {
    /// The activity name.
    pub const fn activity(&self) -> &'static str {
        match &self.step {
            Step::Begun { .. }
            | Step::CodeSent { .. }
            | Step::CodeAsked
            | Step::Proved(_)
            | Step::NotProved(_)
            | Step::NumberWrong
            | Step::PasswordRefused
            | Step::HelpAsked { .. }
            | Step::Cancelled
            | Step::OutOfOrder => activity::SELF_RESET_STEP,
            Step::Closed => activity::SELF_RESET_CLOSED,
            Step::Done { .. } => activity::SELF_RESET,
            Step::Unlocked { .. } => activity::SELF_UNLOCK,
            Step::AddressGiven { point, .. } | Step::AddressNotProved(point) | Step::AddressAdded { point, .. } => {
                match point {
                    Point::Mail => activity::PROOF_REGISTERED,
                    Point::Phone | Point::AlternativePhone => activity::PHONE_REGISTERED,
                }
            }
            Step::AddressRemoved(Point::Mail) => activity::PROOF_REMOVED,
            Step::AddressRemoved(Point::Phone | Point::AlternativePhone) => activity::PHONE_REMOVED,
            Step::QuestionsAnswered { .. } => activity::QUESTIONS_REGISTERED,
            Step::QuestionsRemoved => activity::QUESTIONS_REMOVED,
            Step::ProofsReviewed => activity::PROOFS_REVIEWED,
            Step::RegistrationPutOff { .. } => activity::REGISTRATION_PUT_OFF,
            Step::RegistrationDemanded { .. } => activity::REGISTRATION_DEMANDED,
            Step::Invited => activity::REGISTRATION_INVITED,
            Step::Opened => activity::SELF_RESET_OPENED,
            Step::MailTried { .. } => activity::MAIL_TRIED,
        }
    }

    /// The permission that it may come from.
    pub const fn permission(&self) -> Permission {
        match &self.step {
            Step::AddressGiven { .. }
            | Step::AddressNotProved(_)
            | Step::AddressAdded { .. }
            | Step::AddressRemoved(_)
            | Step::QuestionsAnswered { .. }
            | Step::QuestionsRemoved
            | Step::ProofsReviewed
            | Step::RegistrationPutOff { .. } => Permission::ManageOwnSecurity,
            Step::RegistrationDemanded { .. } => Permission::ChangeSensitive,
            Step::Opened => Permission::Unlock,
            Step::MailTried { .. } | Step::Invited => Permission::ManageSettings,
            _ => Permission::ResetOwnPassword,
        }
    }

    /// The reason of a failure; nothing for a success.
    pub const fn failure(&self) -> Option<&'static str> {
        match &self.step {
            Step::Begun { refusal: Some(refusal), .. } => Some(refusal.code()),
            Step::Begun { unknown_name: Some(_), .. } => Some("unknown-user"),
            Step::NotProved(Method::Questions) => Some("wrong-answers"),
            Step::NotProved(_) | Step::AddressNotProved(_) => Some("wrong-code"),
            Step::NumberWrong => Some("wrong-number"),
            Step::Closed => Some("too-many-codes"),
            Step::PasswordRefused => Some(ChangeFailure::Policy.id()),
            Step::OutOfOrder => Some("out-of-order"),
            _ => None,
        }
    }

    /// Names and values. Never a secret, nor anything of one.
    pub fn details(&self) -> Vec<(Cow<'static, str>, String)> {
        let step = |name: &str| ("step".into(), name.to_owned());
        match &self.step {
            Step::Begun { unknown_name, .. } => {
                let unknown = unknown_name.iter().map(|name| ("unknown_name".into(), name.clone()));
                std::iter::once(step("user-name")).chain(unknown).collect()
            }
            Step::CodeSent { to } | Step::AddressGiven { to, .. } => vec![step("code-sent"), ("to".into(), to.clone())],
            Step::Proved(method) | Step::NotProved(method) => {
                vec![step("proof"), ("method".into(), method.id().to_owned())]
            }
            Step::NumberWrong => vec![step("number"), ("method".into(), Method::Text.id().to_owned())],
            Step::CodeAsked => vec![step("code-asked")],
            Step::PasswordRefused => vec![step("new-password")],
            Step::OutOfOrder => vec![step("out-of-order")],
            Step::Cancelled => vec![step("cancelled")],
            Step::HelpAsked { told } => vec![step("help"), ("told".into(), told.to_string())],
            Step::Done { sessions_ended, methods } => {
                let methods: Vec<_> = methods.iter().map(|method| method.id()).collect();
                vec![("sessions_ended".into(), sessions_ended.to_string()), ("methods".into(), methods.join(", "))]
            }
            Step::Unlocked { doors, methods } => {
                let methods: Vec<_> = methods.iter().map(|method| method.id()).collect();
                vec![("doors".into(), doors.to_string()), ("methods".into(), methods.join(", "))]
            }
            Step::AddressAdded { point, to, replaces } => {
                vec![
                    ("method".into(), proved_by(*point).id().to_owned()),
                    ("to".into(), to.clone()),
                    ("replaces".into(), replaces.to_string()),
                ]
            }
            Step::AddressNotProved(point) => vec![step("proof"), ("method".into(), proved_by(*point).id().to_owned())],
            Step::AddressRemoved(point) => vec![("method".into(), proved_by(*point).id().to_owned())],
            Step::QuestionsAnswered { number, replaces } => vec![
                ("method".into(), Method::Questions.id().to_owned()),
                ("questions".into(), number.to_string()),
                ("anew".into(), replaces.to_string()),
            ],
            Step::QuestionsRemoved => vec![("method".into(), Method::Questions.id().to_owned())],
            Step::MailTried { to } => vec![("to".into(), to.clone())],
            Step::RegistrationPutOff { until } => vec![("until".into(), until.to_string())],
            Step::RegistrationDemanded { reason, methods, sessions_ended } => vec![
                ("reason".into(), reason.clone()),
                ("methods".into(), methods.join(", ")),
                ("sessions_ended".into(), sessions_ended.to_string()),
            ],
            Step::Closed | Step::Opened | Step::ProofsReviewed | Step::Invited => vec![],
        }
    }
}

/// By which proof codes at such an address count.
const fn proved_by(point: Point) -> Method {
    match point {
        Point::Mail => Method::Mail,
        Point::Phone | Point::AlternativePhone => Method::Text,
    }
}
