//! What happened to proofs: registered or used at a reset, and what failed of it.

use jiff::Timestamp;

use super::activity::{SELF_RESET, SELF_RESET_CLOSED, SELF_RESET_STEP, SELF_UNLOCK};
use super::audit::Entry;
use super::capability::Proof;
use super::id::{EventId, UserId};
use super::registered::{self, proof_of};

/// What a proof was given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// To be known here.
    Registration,
    /// To get in without the password.
    Reset,
}

/// The activities of resets.
const RESETS: [&str; 4] = [SELF_RESET, SELF_RESET_STEP, SELF_RESET_CLOSED, SELF_UNLOCK];

impl Feature {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Registration, Self::Reset];

    /// The stable name in addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Reset => "reset",
        }
    }

    /// Reads [`Feature::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.id() == id)
    }

    /// The activities that tell of it; of both, where nothing is said.
    pub fn activities(one: Option<Self>) -> Vec<&'static str> {
        let of = |feature| one.is_none_or(|one| one == feature);
        let registrations = registered::ACTIVITIES.into_iter().filter(|_| of(Self::Registration));
        registrations.chain(RESETS.into_iter().filter(|_| of(Self::Reset))).collect()
    }
}

/// One row of the table.
#[derive(Debug, Clone)]
pub struct ProofEvent {
    /// The row of the audit log.
    pub event: EventId,
    /// When.
    pub at: Timestamp,
    /// Whose proof, with the user name of then; nobody's where a name was made up.
    pub user: Option<(UserId, String)>,
    /// What for.
    pub feature: Feature,
    /// By what, where that is known.
    pub methods: Vec<Proof>,
    /// The name of the activity, for the words of a failure.
    pub activity: String,
    /// Why it failed; nothing where it did not.
    pub failure: Option<String>,
}

impl ProofEvent {
    /// Reads it out of a row of the audit log; nothing for a row about anything else.
    pub fn of(entry: &Entry) -> Option<Self> {
        let registers = proof_of(&entry.activity);
        if registers.is_none() && !RESETS.contains(&entry.activity.as_str()) {
            return None;
        }
        // A number that was to be typed is of the phone, as a code is of what it came to.
        let named = entry.detail("method").or_else(|| entry.detail("methods")).unwrap_or_default();
        Some(Self {
            event: entry.id,
            at: entry.at,
            user: entry.subjects.first().and_then(|who| Some((who.person()?, who.name().to_owned()))),
            feature: if registers.is_some() { Feature::Registration } else { Feature::Reset },
            methods: registers.map_or_else(|| named.split(", ").filter_map(Proof::from_id).collect(), |one| vec![one]),
            activity: entry.activity.clone(),
            failure: entry.failure.clone(),
        })
    }
}
