//! A person as a line of the file that administrators download: the attributes of R-001, under their names there.

use std::borrow::Cow;

use jiff::Timestamp;

use super::id::UserId;
use super::legal_age::LegalAge;
use super::paging::Cursor;
use super::profile::Profile;
use super::user::Source;

/// The headings: names that scripts of Azure know.
pub const HEADINGS: [&str; 33] = [
    "objectId",
    "userPrincipalName",
    "displayName",
    "givenName",
    "surname",
    "mail",
    "userType",
    "accountEnabled",
    "onPremisesSyncEnabled",
    "createdDateTime",
    "companyName",
    "jobTitle",
    "department",
    "employeeId",
    "manager",
    "physicalDeliveryOfficeName",
    "city",
    "country",
    "telephoneNumber",
    "mobile",
    "usageLocation",
    "preferredLanguage",
    "lastPasswordChangeDateTime",
    "lastSignInDateTime",
    "employeeType",
    "employeeHireDate",
    "otherMails",
    "streetAddress",
    "postalCode",
    "state",
    "ageGroup",
    "consentProvidedForMinor",
    "legalAgeGroupClassification",
];

/// A person, with all that the file tells.
#[derive(Debug)]
pub struct Exported {
    /// The immutable id.
    pub id: UserId,
    /// The name that signs in.
    pub user_name: String,
    /// The name that others see.
    pub display_name: String,
    /// Where the account lives.
    pub source: Source,
    /// Whether the person may sign in.
    pub enabled: bool,
    /// The attributes, the manager and when the account was made.
    pub profile: Profile,
    /// When the password was last set.
    pub password_changed_at: Option<Timestamp>,
    /// When the account last signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// Where the person stands in the order of the file.
    pub place: Cursor,
}

impl Exported {
    /// The cells, in the order of [`HEADINGS`].
    pub fn cells(&self) -> [Cow<'_, str>; HEADINGS.len()] {
        let Profile { manager, created_at, .. } = &self.profile;
        let text = |value: &'_ Option<String>| Cow::Owned(value.clone().unwrap_or_default());
        let known = |value: bool| Cow::Borrowed(if value { "true" } else { "false" });
        let moment = |at: Option<&Timestamp>| Cow::Owned(at.map(utc).unwrap_or_default());
        let profile = &self.profile;
        [
            self.id.to_string().into(),
            self.user_name.as_str().into(),
            self.display_name.as_str().into(),
            text(&profile.given_name),
            text(&profile.surname),
            text(&profile.mail),
            if self.source == Source::External { "Guest" } else { "Member" }.into(),
            known(self.enabled),
            known(self.source == Source::Directory),
            moment(created_at.as_ref()),
            text(&profile.company_name),
            text(&profile.job_title),
            text(&profile.department),
            text(&profile.employee_id),
            manager.as_ref().map_or("", |manager| manager.user_name.as_str()).into(),
            text(&profile.office),
            text(&profile.city),
            text(&profile.country),
            text(&profile.telephone),
            text(&profile.mobile),
            text(&profile.usage_location),
            text(&profile.preferred_language),
            moment(self.password_changed_at.as_ref()),
            moment(self.last_sign_in_at.as_ref()),
            text(&profile.employee_type),
            text(&profile.hire_date),
            text(&profile.other_mails),
            text(&profile.street_address),
            text(&profile.postal_code),
            text(&profile.state),
            text(&profile.age_group),
            text(&profile.consent),
            profile.legal_age().map_or("", LegalAge::id).into(),
        ]
    }
}

/// A moment as ISO 8601 has it, to the second, in UTC.
fn utc(at: &Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
