//! Letters on their way: what may come of sending one (security 4.12, F28).

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use jiff::Timestamp;

use super::id::LetterId;
use super::letter::Letter;
use super::organisation::Language;
use super::settings::Settings;

/// A letter on its way.
#[derive(Debug)]
pub struct Outgoing {
    /// Which; the same for every try, so that whoever gets it twice can tell.
    pub id: LetterId,
    /// To which address, or number.
    pub to: String,
    /// In which language.
    pub language: Language,
    /// What it says.
    pub letter: Letter,
    /// What administrators decided about how letters look.
    pub settings: Arc<Settings>,
    /// The moment of this try.
    pub at: Timestamp,
}

/// Why a letter did not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody answers there.
    Unreachable,
    /// The answer did not come in time.
    TooSlow,
    /// No safe connection could be made.
    Tls,
    /// The server does not take our name and password.
    Login,
    /// The server refuses for now; it is tried again.
    NotNow,
    /// The server refuses.
    Refused,
    /// What was to be sent can not be read by this server.
    Unread,
    /// What was to be sent can not be put together.
    Unfit,
}

impl Trouble {
    /// Every trouble.
    pub const ALL: [Self; 8] = [
        Self::Unreachable,
        Self::TooSlow,
        Self::Tls,
        Self::Login,
        Self::NotNow,
        Self::Refused,
        Self::Unread,
        Self::Unfit,
    ];

    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::TooSlow => "too-slow",
            Self::Tls => "tls",
            Self::Login => "login",
            Self::NotNow => "not-now",
            Self::Refused => "refused",
            Self::Unread => "unread",
            Self::Unfit => "unfit",
        }
    }

    /// Reads [`Trouble::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trouble| trouble.id() == id)
    }

    /// Whether trying again would be of no use.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Refused | Self::Unfit)
    }
}

/// A try that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// Why.
    pub trouble: Trouble,
    /// What the server said, in its own words; nothing of the letter.
    pub said: String,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.trouble.id(), self.said)
    }
}

/// Letters that anybody can cause, counted together: one kind never takes the room of another (R-250f).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Budget {
    /// Codes by mail, and why there is none.
    Codes,
    /// Requests for help: each one goes to up to a hundred people.
    Help,
    /// Text messages.
    Texts,
    /// Word of a lock, to whom it is about: whoever guesses at many accounts takes no room from codes.
    Locks,
}

impl Budget {
    /// By which way they leave.
    pub const fn way(self) -> Way {
        match self {
            Self::Codes | Self::Help | Self::Locks => Way::Mail,
            Self::Texts => Way::Text,
        }
    }

    /// In which queue they are counted, one deed behind the other: a flood of locks keeps no code waiting.
    pub const fn queue(self) -> i64 {
        match self {
            Self::Codes | Self::Help => 0,
            Self::Texts => 1,
            Self::Locks => 2,
        }
    }
}

/// By which way a letter leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By mail.
    Mail,
    /// As a text message.
    Text,
}

/// Whoever takes letters to where they go.
pub trait Carrier {
    /// Which letters it takes.
    const WAY: Way;

    /// Hands a letter over. Once it says so, somebody else answers for it.
    fn carry(&self, letter: &Outgoing) -> impl Future<Output = Result<(), Failed>>;
}
