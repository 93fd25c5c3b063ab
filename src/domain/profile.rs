//! What a directory knows of a person beside the account.

use jiff::Timestamp;

use super::attribute::Attribute;
use super::id::UserId;
use super::legal_age::{AgeGroup, Consent, LegalAge};
use super::user::User;

/// A person's manager, by name.
#[derive(Debug, Clone)]
pub struct Manager {
    /// Who.
    pub id: UserId,
    /// The name that signs in.
    pub user_name: String,
    /// The display name.
    pub display_name: String,
}

impl From<User> for Manager {
    fn from(user: User) -> Self {
        Self { id: user.id, user_name: user.user_name.to_string(), display_name: user.display_name.into() }
    }
}

/// The attributes that the profile page shows.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// First name.
    pub given_name: Option<String>,
    /// Last name.
    pub surname: Option<String>,
    /// Mail address at work.
    pub mail: Option<String>,
    /// Employee number.
    pub employee_id: Option<String>,
    /// Job title.
    pub job_title: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// Company.
    pub company_name: Option<String>,
    /// Employee, contractor, intern: in the organisation's own words.
    pub employee_type: Option<String>,
    /// The day the person began, as `2024-03-01`.
    pub hire_date: Option<String>,
    /// Office (physicalDeliveryOfficeName).
    pub office: Option<String>,
    /// Mobile phone.
    pub mobile: Option<String>,
    /// Office phone.
    pub telephone: Option<String>,
    /// Other mail addresses, with a comma between two.
    pub other_mails: Option<String>,
    /// Street, number and what else finds the door.
    pub street_address: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// State or province.
    pub state: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Country or region.
    pub country: Option<String>,
    /// Two-letter country where services are used.
    pub usage_location: Option<String>,
    /// Language the person prefers.
    pub preferred_language: Option<String>,
    /// An [`AgeGroup`] by its id.
    pub age_group: Option<String>,
    /// A [`Consent`] by its id.
    pub consent: Option<String>,
    /// The manager.
    pub manager: Option<Manager>,
    /// When the account was made.
    pub created_at: Option<Timestamp>,
    /// Counts the changes: who saves says which state was looked at.
    pub version: i32,
}

impl Profile {
    /// The last two digits of the mobile phone: what a helpdesk may compare aloud.
    pub fn mobile_ending(&self) -> Option<String> {
        let digits: Vec<char> = self.mobile.as_ref()?.chars().filter(char::is_ascii_digit).collect();
        (digits.len() > 4).then(|| digits[digits.len() - 2..].iter().collect())
    }

    /// What the law takes the person for, as age group and consent say.
    pub fn legal_age(&self) -> Option<LegalAge> {
        let group = AgeGroup::from_id(self.age_group.as_deref()?)?;
        Some(LegalAge::of(group, self.consent.as_deref().and_then(Consent::from_id)))
    }

    /// The value of an attribute.
    pub const fn value(&self, attribute: Attribute) -> Option<&String> {
        match attribute {
            Attribute::GivenName => self.given_name.as_ref(),
            Attribute::Surname => self.surname.as_ref(),
            Attribute::JobTitle => self.job_title.as_ref(),
            Attribute::Department => self.department.as_ref(),
            Attribute::CompanyName => self.company_name.as_ref(),
            Attribute::EmployeeId => self.employee_id.as_ref(),
            Attribute::EmployeeType => self.employee_type.as_ref(),
            Attribute::HireDate => self.hire_date.as_ref(),
            Attribute::Office => self.office.as_ref(),
            Attribute::Mail => self.mail.as_ref(),
            Attribute::OtherMails => self.other_mails.as_ref(),
            Attribute::Mobile => self.mobile.as_ref(),
            Attribute::Telephone => self.telephone.as_ref(),
            Attribute::StreetAddress => self.street_address.as_ref(),
            Attribute::PostalCode => self.postal_code.as_ref(),
            Attribute::City => self.city.as_ref(),
            Attribute::State => self.state.as_ref(),
            Attribute::Country => self.country.as_ref(),
            Attribute::UsageLocation => self.usage_location.as_ref(),
            Attribute::PreferredLanguage => self.preferred_language.as_ref(),
            Attribute::AgeGroup => self.age_group.as_ref(),
            Attribute::Consent => self.consent.as_ref(),
        }
    }

    /// Writes an attribute down.
    pub fn set(&mut self, attribute: Attribute, value: Option<String>) {
        let place = match attribute {
            Attribute::GivenName => &mut self.given_name,
            Attribute::Surname => &mut self.surname,
            Attribute::JobTitle => &mut self.job_title,
            Attribute::Department => &mut self.department,
            Attribute::CompanyName => &mut self.company_name,
            Attribute::EmployeeId => &mut self.employee_id,
            Attribute::EmployeeType => &mut self.employee_type,
            Attribute::HireDate => &mut self.hire_date,
            Attribute::Office => &mut self.office,
            Attribute::Mail => &mut self.mail,
            Attribute::OtherMails => &mut self.other_mails,
            Attribute::Mobile => &mut self.mobile,
            Attribute::Telephone => &mut self.telephone,
            Attribute::StreetAddress => &mut self.street_address,
            Attribute::PostalCode => &mut self.postal_code,
            Attribute::City => &mut self.city,
            Attribute::State => &mut self.state,
            Attribute::Country => &mut self.country,
            Attribute::UsageLocation => &mut self.usage_location,
            Attribute::PreferredLanguage => &mut self.preferred_language,
            Attribute::AgeGroup => &mut self.age_group,
            Attribute::Consent => &mut self.consent,
        };
        *place = value;
    }
}
