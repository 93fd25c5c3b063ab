//! How an administrator checked who asks.

/// How an administrator checked who asks for a reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Called the person back on a known number.
    CalledBack,
    /// Saw an identity document.
    SawId,
    /// The manager confirmed.
    ManagerConfirmed,
}

impl Check {
    /// Every way, as the page lists them.
    pub const ALL: [Self; 3] = [Self::CalledBack, Self::SawId, Self::ManagerConfirmed];

    /// The fixed value of the contract (`verified_by`).
    pub const fn id(self) -> &'static str {
        match self {
            Self::CalledBack => "called-back",
            Self::SawId => "saw-id",
            Self::ManagerConfirmed => "manager-confirmed",
        }
    }

    /// Reads [`Check::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|check| check.id() == id)
    }
}
