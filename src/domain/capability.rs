//! Who has registered proofs, whom self-service is open to, and who is able to use it (R-329…R-331, T-133).

use super::id::UserId;
use super::role::Roles;
use super::self_service::Method;

/// Which people the report shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Standing {
    /// Everybody.
    #[default]
    Everybody,
    /// Those who have registered as many proofs as are asked for.
    Registered,
    /// Those whom self-service is open to.
    Enabled,
    /// Both: they can reset the own password.
    Capable,
    /// Those whom it is open to, and who lack proofs.
    Lacking,
    /// Those who may sign in and have a second step: an app or a passkey.
    TwoStep,
    /// Those who may sign in and have a passkey.
    Passwordless,
}

impl Standing {
    /// Every one, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Everybody,
        Self::Registered,
        Self::Enabled,
        Self::Capable,
        Self::Lacking,
        Self::TwoStep,
        Self::Passwordless,
    ];
    /// Those with a counter, in the order of the page.
    pub const COUNTED: [Self; 6] =
        [Self::Registered, Self::Enabled, Self::Capable, Self::Lacking, Self::TwoStep, Self::Passwordless];

    /// The stable name in addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Everybody => "all",
            Self::Registered => "registered",
            Self::Enabled => "enabled",
            Self::Capable => "capable",
            Self::Lacking => "lacking",
            Self::TwoStep => "two-step",
            Self::Passwordless => "passwordless",
        }
    }

    /// Reads [`Standing::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.id() == id)
    }
}

/// What somebody has registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Proof {
    /// An address for codes.
    Email,
    /// A phone for codes.
    Sms,
    /// An authenticator app.
    App,
    /// A passkey: a second step at sign-in; a proof of a forgotten password where its device offers it by itself (decision 45).
    Passkey,
    /// Answers to security questions.
    Questions,
}

impl Proof {
    /// Every one, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Email, Self::Sms, Self::App, Self::Passkey, Self::Questions];

    /// What a proof of a reset is registered as.
    pub const fn of(method: Method) -> Self {
        match method {
            Method::Mail => Self::Email,
            Method::Text => Self::Sms,
            Method::App => Self::App,
            Method::Passkey => Self::Passkey,
            Method::Questions => Self::Questions,
        }
    }

    /// The stable name in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::App => "app",
            Self::Passkey => "passkey",
            Self::Questions => "questions",
        }
    }

    /// The words in files, after Azure's.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "Alternate Email",
            Self::Sms => "Mobile Phone (SMS)",
            Self::App => "Authenticator App",
            Self::Passkey => "Passkey",
            Self::Questions => "Security Questions",
        }
    }

    /// Reads [`Proof::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|proof| proof.id() == id)
    }
}

/// One person in the report.
#[derive(Debug, Clone)]
pub struct Capability {
    /// Who.
    pub id: UserId,
    /// The name that signs in.
    pub user_name: String,
    /// The name that others see.
    pub display_name: String,
    /// The roles.
    pub roles: Roles,
    /// What is registered.
    pub methods: Vec<Proof>,
    /// Whether there are as many usable proofs as are asked for.
    pub registered: bool,
    /// Whether self-service is open to the person.
    pub enabled: bool,
    /// Whether the person may sign in here: the account is open, and is none of elsewhere.
    pub signs_in: bool,
    /// How many more proofs are needed; none of whoever has enough, or may not anyway.
    pub missing: usize,
}

impl Capability {
    /// Tells how many more are needed, where these proofs count and so many of somebody without a role; administrators give two.
    pub fn judge(&mut self, counted: &[Method], of_people: u8) {
        let needed = if self.roles.is_empty() { usize::from(of_people) } else { 2 };
        let counts = |method: &&Method| method.counts_for(self.roles) && self.methods.contains(&Proof::of(**method));
        let has = counted.iter().filter(counts).count();
        // As many as are asked for, and not enough: an app alone opens nothing.
        let missing = needed.saturating_sub(has).max(1);
        self.missing = if self.registered || !self.enabled { 0 } else { missing };
    }

    /// Whether the person can reset the own password.
    pub const fn capable(&self) -> bool {
        self.registered && self.enabled
    }

    /// Whether the person can prove a second step at sign-in: there is a strong proof, and nothing keeps it out.
    pub fn two_step(&self) -> bool {
        self.signs_in && [Proof::App, Proof::Passkey].iter().any(|strong| self.methods.contains(strong))
    }

    /// Whether the person has a passkey to sign in with.
    pub fn passwordless(&self) -> bool {
        self.signs_in && self.methods.contains(&Proof::Passkey)
    }

    /// The headings of the file.
    pub const HEADINGS: [&'static str; 8] = [
        "userPrincipalName",
        "userDisplayName",
        "isSsprRegistered",
        "isSsprEnabled",
        "isSsprCapable",
        "methodsRegistered",
        "isMfaCapable",
        "isPasswordlessCapable",
    ];

    /// The cells, in the order of the headings.
    pub fn cells(&self) -> [String; 8] {
        let methods: Vec<_> = self.methods.iter().map(|method| method.id()).collect();
        [
            self.user_name.clone(),
            self.display_name.clone(),
            self.registered.to_string(),
            self.enabled.to_string(),
            self.capable().to_string(),
            methods.join(" "),
            self.two_step().to_string(),
            self.passwordless().to_string(),
        ]
    }
}
