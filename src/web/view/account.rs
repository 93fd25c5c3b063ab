//! My account: who I am here, and my own password.

use askama::Template;

use crate::domain::contact::{Contact, Point};
use crate::domain::password::expiry::Standing;
use crate::domain::profile::Profile;
use crate::domain::property::Property;
use crate::domain::user::{Source, User};
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, roles, rules};
use crate::web::{assets, forms, icons};

use super::password::{NewPassword, ending, notice};
use super::user::{Group, groups};
use super::{VERSION, View};

/// `GET /account`.
#[derive(Debug, Template)]
#[template(path = "account/home.html")]
pub struct AccountHome {
    /// What every page knows.
    pub page: Page,
    /// The visitor's account.
    pub user: User,
    /// What the directory knows of the visitor.
    pub profile: Profile,
    /// Whether the visitor answers for a group.
    pub owns_groups: bool,
    /// How the visitor's password stands; nothing where there is none here.
    pub standing: Option<Standing>,
    /// How the visitor is reached to prove who he is.
    pub contact: Option<Contact>,
}

impl View for AccountHome {}

impl AccountHome {
    /// That the password ends soon.
    fn notice(&self) -> Option<String> {
        self.standing?.noticed(self.page.now).map(|end| notice(&self.page, &end))
    }

    /// When the password ends, and how that is counted.
    fn ending(&self) -> Option<String> {
        ending(&self.page, self.standing.as_ref())
    }

    fn reached(&self) -> Vec<(&str, &String)> {
        let Some(contact) = &self.contact else { return vec![] };
        let name = |point| people::property(&self.page.words, Property::Contact(point));
        Point::ALL.into_iter().filter_map(|point| Some((name(point), contact.value(point)?))).collect()
    }
}

/// `GET /account/profile`.
#[derive(Debug, Template)]
#[template(path = "account/profile.html")]
pub struct AccountProfile {
    /// What every page knows.
    pub page: Page,
    /// The visitor's account.
    pub user: User,
    /// What the directory knows of the visitor.
    pub profile: Profile,
}

impl View for AccountProfile {}

impl AccountProfile {
    fn groups(&self) -> Vec<Group> {
        groups(&self.page, &self.user, &self.profile)
    }
}

/// `GET /account/password`, and its 422.
#[derive(Debug, Template)]
#[template(path = "account/password.html")]
pub struct AccountPassword {
    /// What every page knows.
    pub page: Page,
    /// Where the password lives; only a local one can be changed here.
    pub source: Source,
    /// The current password; only its errors.
    pub current_password: Field,
    /// The new password.
    pub form: NewPassword,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for AccountPassword {}

impl AccountPassword {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let current = self.refused.iter().chain(&self.current_password.errors);
        current.map(|complaint| ("current_password", complaint.clone())).chain(self.form.complaints()).collect()
    }
}
