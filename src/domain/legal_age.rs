//! Whether the law takes a person for a child, and what a parent said: parental controls.

/// How old the law of the person's country takes her to be, as whoever keeps the directory has written it down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeGroup {
    /// A child; a parent decides.
    Minor,
    /// Older than a child, and not of age yet.
    NotAdult,
    /// Of age.
    Adult,
}

/// What a parent said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// Yes.
    Granted,
    /// No.
    Denied,
    /// The law asks for no parent here.
    NotRequired,
}

/// What follows from both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegalAge {
    /// A child, with no parent's word for it or with a no.
    MinorWithoutParentalConsent,
    /// A child whose parent agreed.
    MinorWithParentalConsent,
    /// A child where the law asks for no parent.
    MinorNoParentalConsentRequired,
    /// Older than a child, and not of age yet.
    NotAdult,
    /// Of age.
    Adult,
}

impl AgeGroup {
    /// Every group.
    pub const ALL: [Self; 3] = [Self::Minor, Self::NotAdult, Self::Adult];

    /// As it is stored and exported (`ageGroup` of R-001).
    pub const fn id(self) -> &'static str {
        match self {
            Self::Minor => "Minor",
            Self::NotAdult => "NotAdult",
            Self::Adult => "Adult",
        }
    }

    /// Reads [`AgeGroup::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.id() == id)
    }
}

impl Consent {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Granted, Self::Denied, Self::NotRequired];

    /// As it is stored and exported (`consentProvidedForMinor` of R-001).
    pub const fn id(self) -> &'static str {
        match self {
            Self::Granted => "Granted",
            Self::Denied => "Denied",
            Self::NotRequired => "NotRequired",
        }
    }

    /// Reads [`Consent::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|consent| consent.id() == id)
    }
}

impl LegalAge {
    /// What follows. A parent's word matters for a child alone.
    pub const fn of(group: AgeGroup, consent: Option<Consent>) -> Self {
        match (group, consent) {
            (AgeGroup::Adult, _) => Self::Adult,
            (AgeGroup::NotAdult, _) => Self::NotAdult,
            (AgeGroup::Minor, Some(Consent::Granted)) => Self::MinorWithParentalConsent,
            (AgeGroup::Minor, Some(Consent::NotRequired)) => Self::MinorNoParentalConsentRequired,
            (AgeGroup::Minor, Some(Consent::Denied) | None) => Self::MinorWithoutParentalConsent,
        }
    }

    /// As it is exported (`legalAgeGroupClassification` of R-001).
    pub const fn id(self) -> &'static str {
        match self {
            Self::MinorWithoutParentalConsent => "MinorWithoutParentalConsent",
            Self::MinorWithParentalConsent => "MinorWithParentalConsent",
            Self::MinorNoParentalConsentRequired => "MinorNoParentalConsentRequired",
            Self::NotAdult => "NotAdult",
            Self::Adult => "Adult",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parents_word_matters_for_a_child_alone() {
        let all = [None, Some(Consent::Granted), Some(Consent::Denied), Some(Consent::NotRequired)];
        for consent in all {
            assert_eq!(LegalAge::of(AgeGroup::Adult, consent), LegalAge::Adult);
            assert_eq!(LegalAge::of(AgeGroup::NotAdult, consent), LegalAge::NotAdult);
        }
        assert_eq!(
            all.map(|consent| LegalAge::of(AgeGroup::Minor, consent).id()),
            [
                "MinorWithoutParentalConsent",
                "MinorWithParentalConsent",
                "MinorWithoutParentalConsent",
                "MinorNoParentalConsentRequired"
            ]
        );
    }

    #[test]
    fn every_id_is_read_back() {
        for group in AgeGroup::ALL {
            assert_eq!(AgeGroup::from_id(group.id()), Some(group));
        }
        for consent in Consent::ALL {
            assert_eq!(Consent::from_id(consent.id()), Some(consent));
        }
        assert_eq!((AgeGroup::from_id("minor"), Consent::from_id("")), (None, None));
    }
}
