//! How the portal is used, counted by the hour: sign-ins, passwords, proofs, registrations.

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Sign-ins that opened the portal, by how many steps they took.
    Requirement,
    /// Passwords, codes and passkeys at sign-in, right or wrong.
    SignIn,
    /// Passwords that their people changed.
    Change,
    /// Accounts that were opened again.
    Unlock,
    /// Proofs on the page for a forgotten password, right or wrong.
    Proof,
    /// What people registered, or failed to.
    Registration,
}

impl What {
    /// Everything.
    pub const ALL: [Self; 6] =
        [Self::Requirement, Self::SignIn, Self::Change, Self::Unlock, Self::Proof, Self::Registration];

    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Requirement => "requirement",
            Self::SignIn => "sign-in",
            Self::Change => "change",
            Self::Unlock => "unlock",
            Self::Proof => "proof",
            Self::Registration => "registration",
        }
    }

    /// Reads [`What::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.id() == id)
    }
}

/// By how many steps somebody signed in.
pub const ONE_STEP: &str = "one";
/// See [`ONE_STEP`].
pub const TWO_STEPS: &str = "two";
/// What nobody noted at the time.
pub const NOT_NOTED: &str = "";

/// How often something came to something, in a day or an hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// `2026-11-28`, or `2026-11-28 14` where hours are asked for.
    pub slot: String,
    /// What.
    pub what: What,
    /// By what: the stable name of a proof, of how many steps, or nothing.
    pub method: String,
    /// Whether it came about.
    pub succeeded: bool,
    /// How often.
    pub number: u64,
}

/// How often something came about, or did not, by one method or by all.
pub fn total(numbers: &[Number], what: What, method: Option<&str>, succeeded: bool) -> u64 {
    let of = numbers.iter().filter(|number| number.what == what && number.succeeded == succeeded);
    of.filter(|number| method.is_none_or(|method| number.method == method)).map(|number| number.number).sum()
}
