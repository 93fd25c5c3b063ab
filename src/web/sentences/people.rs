//! Accounts in words: status, source, views, the choices of a reset.

use crate::domain::attribute::Attribute;
use crate::domain::check::Check;
use crate::domain::contact::Point;
use crate::domain::id::UserId;
use crate::domain::legal_age::{AgeGroup, Consent, LegalAge};
use crate::domain::password::temporary::Expires;
use crate::domain::people::{Missed, View};
use crate::domain::property::Property;
use crate::domain::user::{Source, Status};
use crate::i18n::{Words, t};
use crate::web::filters::Html;
use crate::web::symbol::{self, Symbol};

/// Why a filter shows no rows: its words stand for nobody in particular.
pub fn missed(words: &Words, missed: &Missed) -> String {
    match missed {
        Missed::Nobody(typed) => t!(words, "audit-none-person-title", words = typed.as_str()),
        Missed::TooMany(typed) => {
            t!(words, "audit-too-many-title", words = typed.as_str(), most = Missed::MOST)
        }
    }
}

/// A state in one word, with an icon: never colour alone.
#[derive(Debug, Clone, Copy)]
pub struct Badge<'a> {
    /// The class of its colour.
    pub tone: &'static str,
    /// The icon.
    pub symbol: Symbol,
    /// The word.
    pub text: &'a str,
}

/// The badge of a status.
pub fn badge<'a>(words: &'a Words, status: &Status) -> Badge<'a> {
    let (tone, symbol) = match status {
        Status::Active => ("ok", symbol::TICK_ROUND),
        Status::NeverSignedIn => ("info", symbol::DASHED),
        Status::TemporaryPassword => ("warn", symbol::KEY),
        Status::Blocked => ("", symbol::BARRED),
    };
    Badge { tone, symbol, text: self::status(words, status) }
}

/// The name of a property.
pub fn property(words: &Words, property: Property) -> &str {
    match property {
        Property::DisplayName => t!(words, "user-display-name"),
        Property::UserName => t!(words, "user-name"),
        Property::Manager => t!(words, "user-manager"),
        Property::Of(attribute) => self::attribute(words, attribute),
        Property::Contact(Point::Phone) => t!(words, "user-authentication-phone"),
        Property::Contact(Point::AlternativePhone) => t!(words, "user-authentication-alternative"),
        Property::Contact(Point::Mail) => t!(words, "user-authentication-mail"),
    }
}

/// The name of an attribute.
fn attribute(words: &Words, attribute: Attribute) -> &str {
    match attribute {
        Attribute::GivenName => t!(words, "user-given-name"),
        Attribute::Surname => t!(words, "user-surname"),
        Attribute::JobTitle => t!(words, "user-job"),
        Attribute::Department => t!(words, "user-department"),
        Attribute::CompanyName => t!(words, "user-company"),
        Attribute::EmployeeId => t!(words, "user-employee"),
        Attribute::EmployeeType => t!(words, "user-employee-type"),
        Attribute::HireDate => t!(words, "user-hire-date"),
        Attribute::Office => t!(words, "user-office"),
        Attribute::Mail => t!(words, "user-mail"),
        Attribute::OtherMails => t!(words, "user-other-mails"),
        Attribute::Mobile => t!(words, "user-mobile"),
        Attribute::Telephone => t!(words, "user-telephone"),
        Attribute::StreetAddress => t!(words, "user-street"),
        Attribute::PostalCode => t!(words, "user-postal-code"),
        Attribute::City => t!(words, "user-city"),
        Attribute::State => t!(words, "user-state"),
        Attribute::Country => t!(words, "user-country"),
        Attribute::UsageLocation => t!(words, "user-usage-location"),
        Attribute::PreferredLanguage => t!(words, "user-preferred-language"),
        Attribute::AgeGroup => t!(words, "user-age-group"),
        Attribute::Consent => t!(words, "user-consent"),
    }
}

/// An age group.
pub fn age_group(words: &Words, group: AgeGroup) -> &str {
    match group {
        AgeGroup::Minor => t!(words, "age-minor"),
        AgeGroup::NotAdult => t!(words, "age-not-adult"),
        AgeGroup::Adult => t!(words, "age-adult"),
    }
}

/// What a parent said.
pub fn consent(words: &Words, consent: Consent) -> &str {
    match consent {
        Consent::Granted => t!(words, "consent-granted"),
        Consent::Denied => t!(words, "consent-denied"),
        Consent::NotRequired => t!(words, "consent-not-required"),
    }
}

/// What the law takes somebody for.
pub fn legal_age(words: &Words, age: LegalAge) -> &str {
    match age {
        LegalAge::MinorWithoutParentalConsent => t!(words, "legal-minor-without"),
        LegalAge::MinorWithParentalConsent => t!(words, "legal-minor-with"),
        LegalAge::MinorNoParentalConsentRequired => t!(words, "legal-minor-not-required"),
        LegalAge::NotAdult => t!(words, "age-not-adult"),
        LegalAge::Adult => t!(words, "age-adult"),
    }
}

/// The word for a status.
pub fn status<'a>(words: &'a Words, status: &Status) -> &'a str {
    match status {
        Status::Active => t!(words, "status-active"),
        Status::NeverSignedIn => t!(words, "status-never"),
        Status::TemporaryPassword => t!(words, "status-temporary"),
        Status::Blocked => t!(words, "status-blocked"),
    }
}

/// The name of a view.
pub fn view<'a>(words: &'a Words, view: &View) -> &'a str {
    match view {
        View::All => t!(words, "users-view-all"),
        View::Temporary => t!(words, "users-view-temporary"),
        View::NeverSignedIn => t!(words, "users-view-never"),
        View::Administrators => t!(words, "users-view-administrators"),
        View::External => t!(words, "users-view-external"),
        View::Directory => t!(words, "users-view-directory"),
        View::Blocked => t!(words, "users-view-blocked"),
        View::Locked => t!(words, "users-view-locked"),
    }
}

/// Where an account lives.
pub fn source<'a>(words: &'a Words, source: &Source) -> &'a str {
    match source {
        Source::Local => t!(words, "user-source-local"),
        Source::Directory => t!(words, "user-source-directory"),
        Source::External => t!(words, "user-source-external"),
    }
}

/// How a caller was checked.
pub fn check<'a>(words: &'a Words, check: &Check) -> &'a str {
    match check {
        Check::CalledBack => t!(words, "check-called-back"),
        Check::SawId => t!(words, "check-saw-id"),
        Check::ManagerConfirmed => t!(words, "check-manager-confirmed"),
    }
}

/// How long a temporary password works.
pub fn expires<'a>(words: &'a Words, expires: &Expires) -> &'a str {
    match expires {
        Expires::Never => t!(words, "expires-never"),
        Expires::OneHour => t!(words, "expires-1h"),
        Expires::EightHours => t!(words, "expires-8h"),
        Expires::OneDay => t!(words, "expires-24h"),
        Expires::SevenDays => t!(words, "expires-7d"),
    }
}

/// The colour of an avatar: the same for a person everywhere.
pub fn hue(id: &UserId) -> Html {
    const HUES: [Html; 6] = [Html("h1"), Html("h2"), Html("h3"), Html("h4"), Html("h5"), Html("h6")];
    let last = usize::from(id.uuid().as_bytes()[15]);
    HUES[last % HUES.len()]
}
