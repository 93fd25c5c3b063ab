//! What somebody registered: one row of the report of registrations (R-320, T-130).

use jiff::Timestamp;

use super::activity::{PASSKEY_ADDED, PHONE_REGISTERED, PROOF_REGISTERED, QUESTIONS_REGISTERED, SECOND_STEP_ADDED};
use super::audit::Entry;
use super::capability::Proof;
use super::id::{EventId, UserId};

/// The detail of such an event that keeps whether its person held a role then: `true` or `false`.
pub const ADMINISTRATOR: &str = "administrator";

/// The activities that tell of it.
pub const ACTIVITIES: [&str; 5] =
    [PROOF_REGISTERED, PHONE_REGISTERED, SECOND_STEP_ADDED, PASSKEY_ADDED, QUESTIONS_REGISTERED];

/// What such an activity registers; nothing for any other activity.
pub fn proof_of(activity: &str) -> Option<Proof> {
    Some(match activity {
        PROOF_REGISTERED => Proof::Email,
        PHONE_REGISTERED => Proof::Sms,
        SECOND_STEP_ADDED => Proof::App,
        PASSKEY_ADDED => Proof::Passkey,
        QUESTIONS_REGISTERED => Proof::Questions,
        _ => return None,
    })
}

/// One thing that one person registered.
#[derive(Debug, Clone)]
pub struct Registered {
    /// The row of the audit log.
    pub event: EventId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub user: UserId,
    /// The user name of then.
    pub user_name: String,
    /// Whether that person held a role then, where that is known.
    pub was_administrator: Option<bool>,
    /// What.
    pub what: Proof,
}

impl Registered {
    /// Reads it out of a row of the audit log; nothing for a row about anything else.
    pub fn of(entry: &Entry) -> Option<Self> {
        let what = proof_of(&entry.activity)?;
        let who = entry.subjects.first()?;
        Some(Self {
            event: entry.id,
            at: entry.at,
            user: who.person()?,
            user_name: who.name().to_owned(),
            was_administrator: entry.detail(ADMINISTRATOR).map(|value| value == "true"),
            what,
        })
    }

    /// The headings of the file.
    pub const HEADINGS: [&'static str; 4] = ["User", "Role", "Date and Time", "Data Registered"];

    /// The cells, in the order of the headings.
    pub fn cells(&self) -> [String; 4] {
        let role = match self.was_administrator {
            Some(true) => "Admin",
            Some(false) => "User",
            None => "",
        };
        [
            self.user_name.clone(),
            role.to_owned(),
            self.at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            self.what.name().to_owned(),
        ]
    }
}
