//! What a directory knows of a person beside the account.

use jiff::Timestamp;

use super::id::UserId;
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
        Self { id: user.id, user_name: user.user_name.to_string(), display_name: user.display_name }
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
}
