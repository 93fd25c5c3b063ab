//! The report of password resets: its closed lists, under the names that Azure gave them (R-321…R-325).

use jiff::Timestamp;

use super::id::{RequestId, ResetId, UserId};
use super::reset_detail::Detail;
use super::self_service::Method;

/// How a password came to be another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The person, on the page for a forgotten password.
    SelfService,
    /// An administrator, with a temporary one.
    Administrator,
    /// The person, who signed in with a temporary one for the first time.
    FirstSignIn,
}

impl Kind {
    /// Every kind, in the order of the chart.
    pub const ALL: [Self; 3] = [Self::SelfService, Self::Administrator, Self::FirstSignIn];

    /// The stable name in rows and addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::SelfService => "self-service",
            Self::Administrator => "administrator",
            Self::FirstSignIn => "first-sign-in",
        }
    }

    /// Reads [`Kind::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// What came of it. Two values are ours: a report that is never late also shows what is on its way, and who opens the own account
/// again needed no new password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// There is a new password.
    Succeeded,
    /// The account is open again, with the password of before (ours; R-224).
    Unlocked,
    /// It could come to nothing.
    Failed,
    /// Too many tries.
    Blocked,
    /// The person went back.
    Cancelled,
    /// The person asked for help.
    ContactedAdministrator,
    /// Nobody went on.
    Abandoned,
    /// Somebody may still go on.
    UnderWay,
}

impl Outcome {
    /// Every value.
    pub const ALL: [Self; 8] = [
        Self::Succeeded,
        Self::Unlocked,
        Self::Failed,
        Self::Blocked,
        Self::Cancelled,
        Self::ContactedAdministrator,
        Self::Abandoned,
        Self::UnderWay,
    ];

    /// The stable name in rows and addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Unlocked => "unlocked",
            Self::Failed => "failed",
            Self::Blocked => "blocked",
            Self::Cancelled => "cancelled",
            Self::ContactedAdministrator => "contacted-administrator",
            Self::Abandoned => "abandoned",
            Self::UnderWay => "under-way",
        }
    }

    /// Reads [`Outcome::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.id() == id)
    }

    /// The word in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "Succeeded",
            Self::Unlocked => "Unlocked",
            Self::Failed => "Failed",
            Self::Blocked => "Blocked",
            Self::Cancelled => "Canceled",
            Self::ContactedAdministrator => "Contacted admin",
            Self::Abandoned => "Abandoned",
            Self::UnderWay => "In progress",
        }
    }
}

/// By what somebody proves who he is, or gets in. The report knows more of them than this program offers: their names are Azure's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A code by mail.
    Email,
    /// A code by text message.
    Sms,
    /// A call to a mobile phone.
    MobileVoice,
    /// A call to the office.
    OfficeVoice,
    /// Questions that were agreed on.
    Questions,
    /// A code of an app.
    App,
    /// A passkey (ours).
    Passkey,
    /// What an administrator gave.
    TemporaryPassword,
}

impl Channel {
    /// Every value.
    pub const ALL: [Self; 8] = [
        Self::Email,
        Self::Sms,
        Self::MobileVoice,
        Self::OfficeVoice,
        Self::Questions,
        Self::App,
        Self::Passkey,
        Self::TemporaryPassword,
    ];

    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::MobileVoice => "mobile-voice",
            Self::OfficeVoice => "office-voice",
            Self::Questions => "questions",
            Self::App => "app",
            Self::Passkey => "passkey",
            Self::TemporaryPassword => "temporary-password",
        }
    }

    /// Reads [`Channel::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.id() == id)
    }

    /// The words in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "Alternate Email",
            Self::Sms => "Mobile Phone (SMS)",
            Self::MobileVoice => "Mobile Phone",
            Self::OfficeVoice => "Office Phone",
            Self::Questions => "Security Questions",
            Self::App => "Authenticator App",
            Self::Passkey => "Passkey",
            Self::TemporaryPassword => "Temporary Password",
        }
    }
}

impl From<Method> for Channel {
    fn from(method: Method) -> Self {
        match method {
            Method::Mail => Self::Email,
            Method::Text => Self::Sms,
            Method::App => Self::App,
            Method::Passkey => Self::Passkey,
            Method::Questions => Self::Questions,
        }
    }
}

/// One row of the report.
#[derive(Debug, Clone)]
pub struct Reset {
    /// Which.
    pub id: ResetId,
    /// When it began.
    pub at: Timestamp,
    /// How.
    pub kind: Kind,
    /// Whose password.
    pub user: UserId,
    /// The user name of then.
    pub user_name: String,
    /// Whether that person held a role then, where that is known.
    pub was_administrator: Option<bool>,
    /// Who did it, where it was somebody else.
    pub by: Option<UserId>,
    /// The name of then.
    pub by_name: String,
    /// What was proved, in its order.
    pub methods: Vec<Channel>,
    /// What came of it.
    pub outcome: Outcome,
    /// How far it came.
    pub detail: Detail,
    /// The request that began it: the rows of the audit log are found by it.
    pub request: RequestId,
}

impl Reset {
    /// The headings of the file: the columns of R-321, and who did it.
    pub const HEADINGS: [&'static str; 8] =
        ["User", "Role", "Date and Time", "Method(s) Used", "Result", "Details", "Kind", "Done By"];

    /// The cells, in the order of the headings.
    pub fn cells(&self) -> [String; 8] {
        let methods: Vec<_> = self.methods.iter().map(|channel| channel.name()).collect();
        let role = match self.was_administrator {
            Some(true) => "Admin",
            Some(false) => "User",
            None => "",
        };
        [
            self.user_name.clone(),
            role.to_owned(),
            self.at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            methods.join(" + "),
            self.outcome.name().to_owned(),
            // What is on its way was not abandoned yet.
            if self.outcome == Outcome::UnderWay { String::new() } else { self.detail.name() },
            self.kind.id().to_owned(),
            self.by_name.clone(),
        ]
    }
}
