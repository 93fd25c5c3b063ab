//! How somebody whose password was reset gets back in (contract: `delivery`).

/// The way of a temporary password to its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Delivery {
    /// Shown once to the administrator, who tells it.
    #[default]
    Temporary,
    /// Sent to the address for codes of the person: the administrator never knows it.
    Code,
}

impl Delivery {
    /// Every way, as the page lists them.
    pub const ALL: [Self; 2] = [Self::Temporary, Self::Code];

    /// The fixed value of the contract.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Temporary => "temporary",
            Self::Code => "code",
        }
    }

    /// Reads [`Delivery::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|delivery| delivery.id() == id)
    }
}
