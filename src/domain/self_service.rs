//! Whether somebody may reset the own password, by which proofs, and how often it may be tried (R-170… ).

use jiff::{SignedDuration, Timestamp};

use super::role::Roles;
use super::settings::self_service::{Reach, SelfService};
use super::user::{Source, Status};

/// A proof of who somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// A code that is sent to the address for codes.
    Mail,
    /// A code that is sent to the phone for codes, once its whole number was typed.
    Text,
    /// A code of the authenticator app, or a recovery code in its place.
    App,
    /// A passkey that its device offers by itself.
    Passkey,
    /// Answers to some of the own security questions: one proof, however many they are, and none of an administrator.
    Questions,
}

impl Method {
    /// Every method, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Mail, Self::Text, Self::App, Self::Passkey, Self::Questions];

    /// The stable name in forms, rows and audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Mail => "email",
            Self::Text => "sms",
            Self::App => "app",
            Self::Passkey => "passkey",
            Self::Questions => "questions",
        }
    }

    /// Reads [`Method::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.id() == id)
    }

    /// Whether it proves anything of somebody with these roles.
    pub fn counts_for(self, roles: Roles) -> bool {
        self != Self::Questions || roles.is_empty()
    }
}

/// Why somebody can not reset the own password here. The code is for the service desk; it is told to nobody who has proved nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It is open to nobody.
    Off,
    /// The password does not live here.
    Elsewhere,
    /// It is open to others.
    NotInGroup,
    /// Too few proofs are known of this person.
    TooFewProofs,
    /// The account is blocked.
    Blocked,
}

impl Refusal {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::Off, Self::Elsewhere, Self::NotInGroup, Self::TooFewProofs, Self::Blocked];

    /// The code that people read out on the phone, as Azure's troubleshooting tables name them.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Off => "SSPR_0009",
            Self::Elsewhere => "SSPR_0010",
            Self::Blocked => "SSPR_0011",
            Self::NotInGroup => "SSPR_0013",
            Self::TooFewProofs => "SSPR_0014",
        }
    }

    /// Whether the person may be told by mail: an account that is blocked, or lives elsewhere, gets none (A7, A15).
    pub const fn is_told(self) -> bool {
        matches!(self, Self::NotInGroup | Self::TooFewProofs)
    }
}

/// What counts of a person.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "what is known of a person, each thing apart from the others")]
pub struct Facts {
    /// The roles: whoever holds any is an administrator.
    pub roles: Roles,
    /// Whether the account may be used.
    pub status: Status,
    /// Where the password lives.
    pub source: Source,
    /// Where it lives in the directory outside: whether it is written there for people who forgot it.
    pub is_written: bool,
    /// Whether it is among the groups that were chosen, and not among those left out.
    pub is_chosen: bool,
    /// Whether an address for codes is known, and mail is sent.
    pub has_mail: bool,
    /// Whether a phone for codes is known, and text messages are sent.
    pub has_phone: bool,
    /// Whether there is an authenticator app.
    pub has_app: bool,
    /// Whether there is a passkey that its device offers by itself.
    pub has_passkey: bool,
    /// Whether as many security questions are answered as are asked.
    pub has_questions: bool,
}

/// What leaves this house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sends {
    /// Mail.
    pub mail: bool,
    /// Text messages.
    pub texts: bool,
}

/// How somebody may go about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// By these proofs.
    pub methods: Vec<Method>,
    /// So many of them.
    pub needed: usize,
}

/// An administrator proves it twice, whatever is decided for others.
pub const ADMINISTRATORS_PROVE: usize = 2;

/// What is offered to everybody who asks, known or not: nothing on the page may tell who exists.
pub fn offered(policy: &SelfService, sends: Sends) -> Vec<Method> {
    if policy.reach == Reach::Nobody { vec![] } else { counted(policy, sends) }
}

/// What counts as a proof, whomever it is open to.
pub fn counted(policy: &SelfService, sends: Sends) -> Vec<Method> {
    let open = |method: &Method| match method {
        Method::Mail => policy.mail && sends.mail,
        Method::Text => policy.text && sends.texts,
        Method::App => policy.app,
        Method::Passkey => policy.passkey,
        Method::Questions => policy.questions,
    };
    let methods: Vec<_> = Method::ALL.into_iter().filter(open).collect();
    // Six digits alone open nothing, also where what was decided beside them works nowhere here.
    let is_app_alone = methods == [Method::App] && !policy.mail && policy.proofs == 1;
    if is_app_alone { vec![] } else { methods }
}

/// How many proofs somebody with these roles is asked for.
pub fn needed(policy: &SelfService, roles: Roles) -> usize {
    if roles.is_empty() { usize::from(policy.proofs) } else { ADMINISTRATORS_PROVE }
}

/// Whether somebody may reset the own password, and how.
///
/// # Errors
/// Why not.
pub fn way(policy: &SelfService, facts: &Facts) -> Result<Way, Refusal> {
    let is_administrator = !facts.roles.is_empty();
    match policy.reach {
        Reach::Nobody => return Err(Refusal::Off),
        // Administrators keep it whatever the groups say.
        Reach::Selected if !facts.is_chosen && !is_administrator => return Err(Refusal::NotInGroup),
        Reach::Selected | Reach::Everybody => {}
    }
    if facts.source != Source::Local && !(facts.source == Source::Directory && facts.is_written) {
        return Err(Refusal::Elsewhere);
    }
    if facts.status == Status::Blocked {
        return Err(Refusal::Blocked);
    }
    let methods: Vec<Method> = offered(policy, Sends { mail: facts.has_mail, texts: facts.has_phone })
        .into_iter()
        .filter(|method| match method {
            Method::Mail => facts.has_mail,
            Method::Text => facts.has_phone,
            Method::App => facts.has_app,
            Method::Passkey => facts.has_passkey,
            Method::Questions => facts.has_questions,
        })
        .filter(|method| method.counts_for(facts.roles))
        .collect();
    let needed = needed(policy, facts.roles);
    if methods.len() < needed { Err(Refusal::TooFewProofs) } else { Ok(Way { methods, needed }) }
}

/// A self-service reset lasts so long.
pub const FLOW_LASTS: SignedDuration = SignedDuration::from_mins(15);
/// After so many wrong proofs it is over.
pub const MOST_WRONG: usize = 5;
/// Wrong proofs count for so long, and so many of them close the way for as long (R-250a).
pub const COUNTED: SignedDuration = SignedDuration::from_hours(24);
/// So many codes are sent within an hour (security 4.7).
const SENDS_AN_HOUR: usize = 3;
/// And within a day (F27).
const SENDS_A_DAY: usize = 10;
/// So many may begin within an hour from one address (R-250f).
const BEGINS_AN_HOUR: usize = 20;
/// An hour, for what is counted within one.
pub const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A limit of helping oneself that a person meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Wrong proofs have closed the way.
    Closed,
    /// No further code is sent.
    Codes,
    /// No answers to security questions are kept.
    Answers,
}

/// What was tried of late: about one account, or a name that nobody has, or from one address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tries {
    /// When a proof was wrong, the oldest first.
    pub wrong: Vec<Timestamp>,
    /// When a code was sent, or would have been; of an address: when somebody began.
    pub sent: Vec<Timestamp>,
}

impl Tries {
    /// What still counts now.
    #[must_use]
    pub fn now(mut self, now: Timestamp) -> Self {
        let counts = |at: &Timestamp| now.duration_since(*at) < COUNTED;
        self.wrong.retain(counts);
        self.sent.retain(counts);
        self
    }

    /// Until when the way is closed for wrong proofs, if it is.
    pub fn closed_until(&self, now: Timestamp) -> Option<Timestamp> {
        // The fifth closes it for as long as they count; whatever comes behind it closes it no longer.
        let closing = *self.wrong.get(MOST_WRONG - 1)?;
        after(closing, COUNTED).filter(|until| *until > now)
    }

    /// Until when no further code is sent, if that is so.
    pub fn no_code_until(&self, now: Timestamp) -> Option<Timestamp> {
        let hour = self.full(SENDS_AN_HOUR, HOUR, now);
        let day = self.full(SENDS_A_DAY, COUNTED, now);
        hour.max(day)
    }

    /// Until when nobody begins from an address, if that is so.
    pub fn no_begin_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.full(BEGINS_AN_HOUR, HOUR, now)
    }

    fn full(&self, most: usize, within: SignedDuration, now: Timestamp) -> Option<Timestamp> {
        let oldest = *self.sent.len().checked_sub(most).and_then(|at| self.sent.get(at))?;
        after(oldest, within).filter(|until| *until > now)
    }
}

fn after(at: Timestamp, so_long: SignedDuration) -> Option<Timestamp> {
    at.checked_add(so_long).ok()
}

#[cfg(test)]
#[path = "self_service_tests.rs"]
mod tests;
