//! Somebody new: the form, and why there is none.

use askama::Template;

use crate::domain::attribute::Attribute;
use crate::domain::denial::Denial;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, people};
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// How somebody begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Start {
    /// With a temporary password, shown once.
    #[default]
    Temporary,
    /// Without any, so that nobody signs in yet.
    Nothing,
}

impl Start {
    /// Every choice.
    pub const ALL: [Self; 2] = [Self::Temporary, Self::Nothing];

    /// The value in the form.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Temporary => "temporary",
            Self::Nothing => "none",
        }
    }

    /// Reads [`Start::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|start| start.id() == id)
    }
}

/// `GET /users/new`, and its 422.
#[derive(Debug, Template)]
#[template(path = "users/new.html")]
pub struct UserNew {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// The name that signs in.
    pub user_name: Field,
    /// The name that others see; empty means first and last name.
    pub display_name: Field,
    /// The attributes.
    pub attributes: Vec<(Attribute, Field)>,
    /// The manager, as typed.
    pub manager: Field,
    /// How the person begins.
    pub start: Start,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for UserNew {}

/// What stands below each heading.
const WORK: &[Attribute] =
    &[Attribute::JobTitle, Attribute::Department, Attribute::CompanyName, Attribute::EmployeeId, Attribute::Office];
const CONTACT: &[Attribute] =
    &[Attribute::Mail, Attribute::Mobile, Attribute::Telephone, Attribute::City, Attribute::Country];
const SETTINGS: &[Attribute] = &[Attribute::UsageLocation, Attribute::PreferredLanguage];

/// One field as the page draws it.
struct Input<'a> {
    id: &'static str,
    label: &'a str,
    value: &'a str,
    errors: &'a [Complaint],
    kind: &'static str,
}

impl UserNew {
    /// The empty form.
    pub fn empty(page: Page) -> Self {
        Self {
            page,
            user_name: Field::default(),
            display_name: Field::default(),
            attributes: Attribute::ALL.map(|attribute| (attribute, Field::default())).into(),
            manager: Field::default(),
            start: Start::default(),
            refused: None,
        }
    }

    /// Refuses an attribute.
    pub fn refuse(&mut self, attribute: Attribute, complaint: Complaint) {
        if let Some((_, field)) = self.attributes.iter_mut().find(|(known, _)| *known == attribute) {
            field.refuse(complaint);
        }
    }

    fn inputs(&self, wanted: &[Attribute]) -> Vec<Input<'_>> {
        let wanted = self.attributes.iter().filter(|(attribute, _)| wanted.contains(attribute));
        wanted.map(|(attribute, field)| self.input(*attribute, field)).collect()
    }

    fn input<'a>(&'a self, attribute: Attribute, field: &'a Field) -> Input<'a> {
        Input {
            id: attribute.id(),
            label: people::attribute(&self.page.words, attribute),
            value: &field.value,
            errors: &field.errors,
            kind: match attribute {
                Attribute::Mail => "email",
                Attribute::Mobile | Attribute::Telephone => "tel",
                _ => "text",
            },
        }
    }

    fn names(&self) -> Vec<Input<'_>> {
        self.inputs(&[Attribute::GivenName, Attribute::Surname])
    }

    fn groups(&self) -> Vec<(&str, Vec<Input<'_>>)> {
        vec![
            (t!(self.page, "user-work"), self.inputs(WORK)),
            (t!(self.page, "user-contact"), self.inputs(CONTACT)),
            (t!(self.page, "user-settings"), self.inputs(SETTINGS)),
        ]
    }

    fn complaints(&self) -> Vec<(String, Complaint)> {
        let of = |id: &str, errors: &[Complaint]| -> Vec<(String, Complaint)> {
            errors.iter().map(|complaint| (id.to_owned(), complaint.clone())).collect()
        };
        let mut all = of("given_name", self.refused.as_slice());
        for input in self.names() {
            all.extend(of(input.id, input.errors));
        }
        all.extend(of("display_name", &self.display_name.errors));
        all.extend(of("user_principal_name", &self.user_name.errors));
        for (_, inputs) in self.groups() {
            for input in inputs {
                all.extend(of(input.id, input.errors));
            }
        }
        all.extend(of("manager", &self.manager.errors));
        all
    }

    fn starts(&self, start: Start) -> &str {
        match start {
            Start::Temporary => t!(self.page, "new-start-temporary"),
            Start::Nothing => t!(self.page, "new-start-nothing"),
        }
    }

    fn domains(&self) -> String {
        t!(self.page, "new-user-name-hint", domain = self.page.organisation.default_domain())
    }
}

/// The same address for those who may not.
#[derive(Debug, Template)]
#[template(path = "users/new_refused.html")]
pub struct UserNewRefused {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Why not.
    pub denial: Denial,
}

impl View for UserNewRefused {}

impl UserNewRefused {
    fn why(&self) -> String {
        denials::sentence(&self.page.words, &self.denial)
    }
}
