//! How far a reset of a password came, and why no further: the closed list of R-325, under the names that Azure gave them.

use super::reset_report::Channel;
use super::self_service::Refusal;

/// Why it could come to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The account is blocked.
    NotEnabled,
    /// Azure's; nobody needs a licence here.
    NotLicensed,
    /// The browser keeps no cookies.
    NoCookies,
    /// Too few proofs are known.
    TooFewMethods,
    /// The password lives elsewhere.
    Elsewhere,
    /// Where it lives could not be reached.
    Unreachable,
    /// Where it lives, it went wrong.
    TroubleElsewhere,
    /// It is open to others.
    NotInGroup,
    /// It is open to nobody.
    Off,
    /// A step was tried before its time (ours).
    OutOfOrder,
    /// An administrator who may not (ours).
    NotAllowed,
    /// The account is deleted (ours).
    Deleted,
    /// An administrator who would have reset the own password (ours).
    OwnAccount,
}

impl Why {
    const ALL: [Self; 13] = [
        Self::NotEnabled,
        Self::NotLicensed,
        Self::NoCookies,
        Self::TooFewMethods,
        Self::Elsewhere,
        Self::Unreachable,
        Self::TroubleElsewhere,
        Self::NotInGroup,
        Self::Off,
        Self::OutOfOrder,
        Self::NotAllowed,
        Self::Deleted,
        Self::OwnAccount,
    ];
}

impl From<Refusal> for Why {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Off => Self::Off,
            Refusal::Elsewhere => Self::Elsewhere,
            Refusal::NotInGroup => Self::NotInGroup,
            Refusal::TooFewProofs => Self::TooFewMethods,
            Refusal::Blocked => Self::NotEnabled,
        }
    }
}

/// More about what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Detail {
    /// Abandoned: a proof was still asked for.
    BeforeCompleting(Channel),
    /// Abandoned: a proof was begun.
    AfterStarting(Channel),
    /// Abandoned: nothing but the name was given.
    AfterUserName,
    /// Abandoned: every proof was given.
    BeforeNewPassword,
    /// Abandoned: a new password was tried.
    ChoosingPassword,
    /// Blocked: too many wrong codes or answers.
    TooMany(Channel),
    /// Blocked: too many wrong phone numbers.
    TooManyPhoneNumbers,
    /// Cancelled before the proofs.
    CancelledBeforeProofs,
    /// Cancelled before the new password.
    CancelledBeforePassword,
    /// Asked for help, after trying this.
    ContactedAfter(Channel),
    /// Asked for help, after nothing but the name (ours).
    ContactedAfterUserName,
    /// It could come to nothing.
    Failed(Why),
    /// There is a new password.
    Done,
    /// The account is open again, and the password is what it was (ours).
    Unlocked,
}

impl Detail {
    /// Every value that can be written down.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = [
            Self::AfterUserName,
            Self::BeforeNewPassword,
            Self::ChoosingPassword,
            Self::TooManyPhoneNumbers,
            Self::CancelledBeforeProofs,
            Self::CancelledBeforePassword,
            Self::ContactedAfterUserName,
            Self::Done,
            Self::Unlocked,
        ];
        let of = |channel| {
            [
                Self::BeforeCompleting(channel),
                Self::AfterStarting(channel),
                Self::TooMany(channel),
                Self::ContactedAfter(channel),
            ]
        };
        plain.into_iter().chain(Channel::ALL.into_iter().flat_map(of)).chain(Why::ALL.into_iter().map(Self::Failed))
    }

    /// The stable name in rows.
    pub fn id(self) -> String {
        let plain = match self {
            Self::BeforeCompleting(channel) => return format!("before-completing:{}", channel.id()),
            Self::AfterStarting(channel) => return format!("after-starting:{}", channel.id()),
            Self::TooMany(channel) => return format!("too-many:{}", channel.id()),
            Self::ContactedAfter(channel) => return format!("contacted-after:{}", channel.id()),
            Self::AfterUserName => "after-user-name",
            Self::BeforeNewPassword => "before-new-password",
            Self::ChoosingPassword => "choosing-password",
            Self::TooManyPhoneNumbers => "too-many-phone-numbers",
            Self::CancelledBeforeProofs => "before-proofs",
            Self::CancelledBeforePassword => "before-password",
            Self::ContactedAfterUserName => "contacted-after-user-name",
            Self::Failed(why) => match why {
                Why::NotEnabled => "not-enabled",
                Why::NotLicensed => "not-licensed",
                Why::NoCookies => "no-cookies",
                Why::TooFewMethods => "too-few-methods",
                Why::Elsewhere => "elsewhere",
                Why::Unreachable => "unreachable",
                Why::TroubleElsewhere => "trouble-elsewhere",
                Why::NotInGroup => "not-in-group",
                Why::Off => "off",
                Why::OutOfOrder => "out-of-order",
                Why::NotAllowed => "not-allowed",
                Why::Deleted => "deleted",
                Why::OwnAccount => "own-account",
            },
            Self::Done => "done",
            Self::Unlocked => "unlocked",
        };
        plain.to_owned()
    }

    /// Reads [`Detail::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::all().find(|detail| detail.id() == id)
    }

    /// The words in files, after Azure's.
    pub fn name(self) -> String {
        let plain = match self {
            Self::BeforeCompleting(channel) => return format!("Abandoned before completing {}", channel.name()),
            Self::AfterStarting(channel) => return format!("Abandoned after starting {}", channel.name()),
            Self::TooMany(channel) => return format!("Too many invalid attempts with {}", channel.name()),
            Self::ContactedAfter(channel) => return format!("Contacted admin after trying {}", channel.name()),
            Self::AfterUserName => "Abandoned after entering user ID",
            Self::BeforeNewPassword => "Abandoned before choosing a new password",
            Self::ChoosingPassword => "Abandoned while choosing a new password",
            Self::TooManyPhoneNumbers => "Too many attempts to verify a phone number",
            Self::CancelledBeforeProofs => "Canceled before passing the required methods",
            Self::CancelledBeforePassword => "Canceled before submitting a new password",
            Self::ContactedAfterUserName => "Contacted admin after entering user ID",
            Self::Failed(why) => match why {
                Why::NotEnabled => "User is not enabled",
                Why::NotLicensed => "User is not licensed",
                Why::NoCookies => "Cookies are not enabled",
                Why::TooFewMethods => "Insufficient methods are set",
                Why::Elsewhere => "User's password is managed elsewhere",
                Why::Unreachable => "The directory could not be reached",
                Why::TroubleElsewhere => "The directory had a problem while resetting",
                Why::NotInGroup => "User is not in a selected group",
                Why::Off => "Self-service reset is not enabled",
                Why::OutOfOrder => "A step was tried before its time",
                Why::NotAllowed => "The administrator was not allowed to",
                Why::Deleted => "User is deleted",
                Why::OwnAccount => "The administrator may not reset the own password this way",
            },
            Self::Done => "The password was reset",
            Self::Unlocked => "The account was unlocked and the password kept",
        };
        plain.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::reset_report::{Kind, Outcome};

    #[test]
    fn every_value_has_a_name_of_its_own_and_is_read_back() {
        let all: Vec<Detail> = Detail::all().collect();
        let ids: HashSet<String> = all.iter().map(|detail| detail.id()).collect();
        let names: HashSet<String> = all.iter().map(|detail| detail.name()).collect();
        assert_eq!((ids.len(), names.len(), all.len()), (54, 54, 54));
        for detail in all {
            assert_eq!(Detail::from_id(&detail.id()), Some(detail));
        }
        assert!(Outcome::ALL.into_iter().all(|outcome| Outcome::from_id(outcome.id()) == Some(outcome)));
        assert!(Kind::ALL.into_iter().all(|kind| Kind::from_id(kind.id()) == Some(kind)));
        assert!(Channel::ALL.into_iter().all(|channel| Channel::from_id(channel.id()) == Some(channel)));
    }
}
