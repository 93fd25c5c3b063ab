//! The attributes that somebody writes down of a person: how long they may be and what they may hold (R-041, R-044, T-08, T-12).

use jiff::civil::Date;

use super::fold::canonical;
use super::legal_age::{AgeGroup, Consent};

/// One attribute of a profile, in the order of its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attribute {
    /// First name.
    GivenName,
    /// Last name.
    Surname,
    /// Job title.
    JobTitle,
    /// Department.
    Department,
    /// Company.
    CompanyName,
    /// Employee number.
    EmployeeId,
    /// Employee, contractor, intern: in the organisation's own words.
    EmployeeType,
    /// The day the person began.
    HireDate,
    /// Office.
    Office,
    /// Mail address at work.
    Mail,
    /// Other mail addresses, one or more.
    OtherMails,
    /// Mobile phone.
    Mobile,
    /// Office phone.
    Telephone,
    /// Street, number and what else finds the door.
    StreetAddress,
    /// Postal code.
    PostalCode,
    /// City.
    City,
    /// State or province.
    State,
    /// Country or region.
    Country,
    /// Two-letter country where services are used.
    UsageLocation,
    /// Language the person prefers.
    PreferredLanguage,
    /// Whether the law of the person's country takes her for a child.
    AgeGroup,
    /// Whether a parent agreed.
    Consent,
}

/// Why a value does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// More than so many characters.
    TooLong {
        /// The most.
        most: usize,
    },
    /// Control characters, or marks that turn the direction of text around.
    Invisible,
    /// No mail address.
    NotMail,
    /// No telephone number.
    NotPhone,
    /// No telephone number with its country.
    NotInternational,
    /// No two-letter country.
    NotCountry,
    /// No language tag.
    NotLanguage,
    /// No day of the calendar.
    NotDay,
    /// None of the values there are.
    NotAChoice,
}

/// The longest display name, in characters.
pub const LONGEST_DISPLAY_NAME: usize = 256;

impl Attribute {
    /// Every attribute.
    pub const ALL: [Self; 22] = [
        Self::GivenName,
        Self::Surname,
        Self::JobTitle,
        Self::Department,
        Self::CompanyName,
        Self::EmployeeId,
        Self::EmployeeType,
        Self::HireDate,
        Self::Office,
        Self::Mail,
        Self::OtherMails,
        Self::Mobile,
        Self::Telephone,
        Self::StreetAddress,
        Self::PostalCode,
        Self::City,
        Self::State,
        Self::Country,
        Self::UsageLocation,
        Self::PreferredLanguage,
        Self::AgeGroup,
        Self::Consent,
    ];

    /// The name of its field in forms and audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::GivenName => "given_name",
            Self::Surname => "surname",
            Self::JobTitle => "job_title",
            Self::Department => "department",
            Self::CompanyName => "company_name",
            Self::EmployeeId => "employee_id",
            Self::EmployeeType => "employee_type",
            Self::HireDate => "hire_date",
            Self::Office => "office",
            Self::Mail => "mail",
            Self::OtherMails => "other_mails",
            Self::Mobile => "mobile",
            Self::Telephone => "telephone",
            Self::StreetAddress => "street_address",
            Self::PostalCode => "postal_code",
            Self::City => "city",
            Self::State => "state",
            Self::Country => "country",
            Self::UsageLocation => "usage_location",
            Self::PreferredLanguage => "preferred_language",
            Self::AgeGroup => "age_group",
            Self::Consent => "consent_provided_for_minor",
        }
    }

    /// The most characters, as the directory of Azure takes them; of a street and of all other mail addresses together a quarter of what
    /// it takes, which still is more than a door or a person has.
    pub const fn longest(self) -> usize {
        match self {
            Self::UsageLocation => 2,
            Self::PreferredLanguage | Self::EmployeeId | Self::AgeGroup | Self::Consent => 16,
            Self::HireDate => 10,
            Self::PostalCode => 40,
            Self::GivenName
            | Self::Surname
            | Self::Department
            | Self::CompanyName
            | Self::EmployeeType
            | Self::Mobile
            | Self::Telephone => 64,
            Self::JobTitle | Self::Office | Self::City | Self::State | Self::Country => 128,
            Self::Mail => 254,
            Self::StreetAddress => 256,
            Self::OtherMails => 1_024,
        }
    }

    /// What was typed, as it is kept: blanks at the ends off, nothing for nothing.
    ///
    /// # Errors
    /// [`Unfit`] says why not.
    pub fn judge(self, typed: &str) -> Result<Option<String>, Unfit> {
        let value = line(typed, self.longest())?;
        if value.is_empty() {
            return Ok(None);
        }
        match self {
            Self::Mail if !is_mail(value) => Err(Unfit::NotMail),
            Self::OtherMails => mails(value).map(Some).ok_or(Unfit::NotMail),
            Self::HireDate if !is_day(value) => Err(Unfit::NotDay),
            Self::Mobile | Self::Telephone if !is_phone(value) => Err(Unfit::NotPhone),
            Self::UsageLocation if !(value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_alphabetic())) => {
                Err(Unfit::NotCountry)
            }
            Self::UsageLocation => Ok(Some(value.to_ascii_uppercase())),
            Self::PreferredLanguage if !is_language(value) => Err(Unfit::NotLanguage),
            Self::AgeGroup if AgeGroup::from_id(value).is_none() => Err(Unfit::NotAChoice),
            Self::Consent if Consent::from_id(value).is_none() => Err(Unfit::NotAChoice),
            _ => Ok(Some(value.to_owned())),
        }
    }
}

/// One line of text without blanks at its ends.
///
/// # Errors
/// [`Unfit::TooLong`], [`Unfit::Invisible`].
pub fn line(typed: &str, most: usize) -> Result<&str, Unfit> {
    let value = typed.trim();
    // Overrides and isolates make a name read as another one; letters of right-to-left scripts need none of them.
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if value.chars().any(|c| c.is_control() || turns(c)) {
        Err(Unfit::Invisible)
    } else if value.chars().count() > most {
        Err(Unfit::TooLong { most })
    } else {
        Ok(value)
    }
}

fn is_mail(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let plain = |part: &str| !part.is_empty() && !part.contains(['@', ' ', ',', ';', '<', '>', '"', '(', ')']);
    let dotted = domain.split('.').count() >= 2 && domain.split('.').all(|label| !label.is_empty());
    plain(local) && plain(domain) && dotted && local.chars().count() <= 64
}

/// Several addresses, each once: `one@x.example, two@x.example`. What stands between them is in none of them.
fn mails(text: &str) -> Option<String> {
    let mut mails: Vec<&str> = vec![];
    for mail in text.split([' ', ',', ';']).filter(|part| !part.is_empty()) {
        if !is_mail(mail) {
            return None;
        }
        if !mails.iter().any(|known| canonical(known) == canonical(mail)) {
            mails.push(mail);
        }
    }
    // Signs that part addresses, and none of these.
    (!mails.is_empty()).then(|| mails.join(", "))
}

/// A day as a browser sends it and as it is sorted.
fn is_day(text: &str) -> bool {
    Date::strptime("%Y-%m-%d", text).is_ok_and(|day| (1900..=9998).contains(&day.year()) && day.to_string() == text)
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (3..=20).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c))
}

fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().is_some_and(|part| (2..=3).contains(&part.len()));
    first
        && text.split('-').all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
#[path = "attribute_tests.rs"]
mod tests;
