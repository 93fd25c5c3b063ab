//! What happened to how somebody signs in, told by mail to whom it concerns (R-251…R-256).

use jiff::Timestamp;

/// What happened, to be told to whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub about: About,
    /// Whose account it is: the user name.
    pub user_name: String,
    /// When it happened, or will.
    pub at: Timestamp,
    /// From where, if that is known.
    pub address: Option<String>,
}

/// The occasions of a [`Notice`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// The person reset the own password.
    PasswordReset,
    /// The person changed the own password.
    PasswordChanged,
    /// An administrator reset it.
    ResetByAdministrator,
    /// The address for codes is another one.
    AddressChanged,
    /// The phone for codes is another one.
    PhoneChanged,
    /// The answers to the security questions are other ones, or none any more.
    QuestionsChanged,
    /// An authenticator app was added.
    AppAdded,
    /// The authenticator app was removed.
    AppRemoved,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// There are other recovery codes: those of before work no more.
    CodesMade,
    /// An administrator took the second step away.
    StepCleared,
    /// Another administrator reset the own password; told to the Global administrators.
    AdministratorReset,
    /// Somebody can not reset the own password and asks for help; told to whoever may.
    HelpAsked,
    /// The person opened the own account again, which guesses had closed.
    Unlocked,
    /// Proofs are missing: the person is invited to add some.
    Invited,
    /// An administrator took all proofs away and asks for them anew (T-104).
    RegistrationDemanded,
    /// Many wrong second steps came behind the right password; the Global administrators are told, too.
    PasswordKnown,
    /// Of a passkey there seems to be a copy; the Global administrators are told, too.
    PasskeyCopied,
    /// A recovery code was used: there is one less, and whoever has it was in.
    CodeUsed,
    /// An administrator took a temporary password back.
    PasswordTakenBack,
    /// An administrator closed the account and everything that opens it.
    Contained,
    /// Somebody at the server made the person a Global administrator again, with another password; the other ones are told, too.
    Recovered,
    /// The password ends by itself, then: it has not happened yet.
    PasswordEnds,
    /// Wrong passwords locked the account for a time: whoever typed them.
    AccountLocked,
    /// An administrator tried on the account what ours may write in the directory: the password is one that nobody knows.
    RightsTried,
}

impl About {
    /// Every occasion.
    pub const ALL: [Self; 26] = [
        Self::PasswordReset,
        Self::PasswordChanged,
        Self::ResetByAdministrator,
        Self::AddressChanged,
        Self::PhoneChanged,
        Self::QuestionsChanged,
        Self::AppAdded,
        Self::AppRemoved,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::CodesMade,
        Self::StepCleared,
        Self::AdministratorReset,
        Self::HelpAsked,
        Self::Unlocked,
        Self::Invited,
        Self::RegistrationDemanded,
        Self::PasswordKnown,
        Self::PasskeyCopied,
        Self::CodeUsed,
        Self::PasswordTakenBack,
        Self::Contained,
        Self::Recovered,
        Self::PasswordEnds,
        Self::AccountLocked,
        Self::RightsTried,
    ];

    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::PasswordReset => "password-reset",
            Self::PasswordChanged => "password-changed",
            Self::ResetByAdministrator => "reset-by-administrator",
            Self::AddressChanged => "address-changed",
            Self::PhoneChanged => "phone-changed",
            Self::QuestionsChanged => "questions-changed",
            Self::AppAdded => "app-added",
            Self::AppRemoved => "app-removed",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::CodesMade => "recovery-codes-made",
            Self::StepCleared => "second-step-cleared",
            Self::AdministratorReset => "administrator-reset",
            Self::HelpAsked => "help-asked",
            Self::Unlocked => "unlocked",
            Self::Invited => "invited",
            Self::RegistrationDemanded => "registration-demanded",
            Self::PasswordKnown => "password-known",
            Self::PasskeyCopied => "passkey-copied",
            Self::CodeUsed => "recovery-code-used",
            Self::PasswordTakenBack => "password-taken-back",
            Self::Contained => "contained",
            Self::Recovered => "recovered",
            Self::PasswordEnds => "password-ends",
            Self::AccountLocked => "account-locked",
            Self::RightsTried => "rights-tried",
        }
    }

    /// Whether it tells a person of the own account, and nobody else.
    pub const fn is_of_the_person(self) -> bool {
        !matches!(
            self,
            Self::Invited
                | Self::HelpAsked
                | Self::AdministratorReset
                | Self::PasswordKnown
                | Self::PasskeyCopied
                | Self::Recovered
        )
    }

    /// Reads [`About::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|about| about.id() == id)
    }
}
