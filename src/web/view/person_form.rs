//! The fields of a person, on the pages that make and change one.

use crate::domain::attribute::Attribute;
use crate::domain::contact::Point;
use crate::domain::denial::Denial;
use crate::domain::legal_age::{AgeGroup, Consent};
use crate::domain::property::Property;
use crate::i18n::t;
use crate::service::users::edit::Editing;
use crate::web::field::{Complaint, Field};
use crate::web::page::Page;
use crate::web::sentences::people;

/// One property in the form.
#[derive(Debug)]
pub struct Line {
    /// Which.
    pub property: Property,
    /// What is typed.
    pub field: Field,
    /// What is stored, when there is somebody already.
    pub stored: Option<String>,
    /// Whether somebody else saved another value meanwhile.
    pub contested: bool,
    /// Why it is only read here.
    pub locked: Option<Denial>,
}

/// All properties, in the order of [`Property::all`].
#[derive(Debug)]
pub struct PersonForm {
    /// The properties.
    pub lines: Vec<Line>,
    /// What a user name without a domain ends with, where that can be chosen.
    pub domain: Option<String>,
}

/// One field as the page draws it.
pub(super) struct Input<'a> {
    pub(super) id: &'static str,
    pub(super) label: &'a str,
    pub(super) hint: Option<String>,
    pub(super) value: &'a str,
    pub(super) errors: &'a [Complaint],
    pub(super) kind: &'static str,
    pub(super) seen: Option<&'a str>,
    pub(super) contested: Option<String>,
    pub(super) locked: bool,
    /// Domains to choose from, and which is chosen.
    pub(super) domains: Vec<(&'a str, bool)>,
    /// Values to choose from, in words; none where it is typed.
    pub(super) options: Vec<(&'static str, &'a str)>,
    /// Whether script may propose people.
    pub(super) people: bool,
}

impl Input<'_> {
    /// The value as people read it.
    pub(super) fn shown(&self) -> &str {
        self.options.iter().find(|(id, _)| *id == self.value).map_or(self.value, |(_, word)| word)
    }

    /// The ids of what describes the field.
    pub(super) fn described(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let errors = (!self.errors.is_empty()).then(|| format!("{}-err", self.id));
        [hint, errors].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// A heading and the fields below it.
pub(super) struct Group<'a> {
    pub(super) title: &'a str,
    pub(super) hint: Option<&'a str>,
    pub(super) pairs: Vec<Input<'a>>,
    pub(super) wide: Vec<Input<'a>>,
}

const NAMES: &[Attribute] = &[Attribute::GivenName, Attribute::Surname];
const WORK: &[Attribute] = &[
    Attribute::JobTitle,
    Attribute::Department,
    Attribute::CompanyName,
    Attribute::EmployeeId,
    Attribute::EmployeeType,
    Attribute::HireDate,
    Attribute::Office,
];
const CONTACT: &[Attribute] = &[
    Attribute::Mail,
    Attribute::OtherMails,
    Attribute::Mobile,
    Attribute::Telephone,
    Attribute::StreetAddress,
    Attribute::PostalCode,
    Attribute::City,
    Attribute::State,
    Attribute::Country,
];
const PARENTAL: &[Attribute] = &[Attribute::AgeGroup, Attribute::Consent];
const SETTINGS: &[Attribute] = &[Attribute::UsageLocation, Attribute::PreferredLanguage];

impl PersonForm {
    /// Nobody yet.
    pub fn empty() -> Self {
        let line = |property| Line { property, field: Field::default(), stored: None, contested: false, locked: None };
        // How somebody is reached is written down when there is somebody.
        let offered = Property::all().filter(|property| !matches!(property, Property::Contact(_)));
        Self { lines: offered.map(line).collect(), domain: None }
    }

    /// Somebody, as stored, as far as the editor may know.
    pub fn of(editing: &Editing) -> Self {
        let line = |property| {
            let stored = editing.properties.value(property).unwrap_or_default();
            Line {
                property,
                field: Field::of(stored),
                stored: Some(stored.to_owned()),
                contested: false,
                locked: editing.why_not(property),
            }
        };
        let reached = editing.properties.contact.is_some();
        let known = Property::all().filter(|property| reached || !matches!(property, Property::Contact(_)));
        Self { lines: known.map(line).collect(), domain: None }
    }

    /// What is typed.
    pub fn value(&self, property: Property) -> &str {
        self.lines.iter().find(|line| line.property == property).map_or("", |line| line.field.value.as_str())
    }

    /// Writes over what is typed.
    pub fn set(&mut self, property: Property, value: &str) {
        self.lines
            .iter_mut()
            .filter(|line| line.property == property)
            .for_each(|line| value.clone_into(&mut line.field.value));
    }

    /// Refuses a property.
    pub fn refuse(&mut self, property: Property, complaint: &Complaint) {
        let lines = self.lines.iter_mut().filter(|line| line.property == property);
        lines.for_each(|line| line.field.refuse(complaint.clone()));
    }

    /// Whether anything was refused.
    pub fn is_bad(&self) -> bool {
        self.lines.iter().any(|line| line.field.is_bad())
    }

    /// What was refused, in the order of the page.
    pub(super) fn complaints(&self, page: &Page) -> Vec<(String, Complaint)> {
        let groups = self.groups(page);
        let inputs = groups.iter().flat_map(|group| group.pairs.iter().chain(&group.wide));
        inputs.flat_map(|input| input.errors.iter().map(|error| (input.id.to_owned(), error.clone()))).collect()
    }

    /// The reasons why something is only read here, and the names of what that is.
    pub(super) fn locked(&self, page: &Page) -> Vec<(Denial, String)> {
        let mut reasons: Vec<(Denial, Vec<&str>)> = vec![];
        for line in &self.lines {
            let Some(denial) = line.locked else { continue };
            let label = label(page, line.property);
            match reasons.iter_mut().find(|(known, _)| *known == denial) {
                Some((_, labels)) => labels.push(label),
                None => reasons.push((denial, vec![label])),
            }
        }
        reasons.into_iter().map(|(denial, labels)| (denial, labels.join(", "))).collect()
    }

    /// The groups of R-041.
    pub(super) fn groups<'a>(&'a self, page: &'a Page) -> Vec<Group<'a>> {
        let all =
            |properties: &[Property]| properties.iter().filter_map(|property| self.input(page, *property)).collect();
        let group = |title, attributes: &[Attribute], wide: &[Property]| Group {
            title,
            hint: None,
            pairs: all(&attributes.iter().map(|attribute| Property::Of(*attribute)).collect::<Vec<_>>()),
            wide: all(wide),
        };
        let reached = Group {
            title: t!(page, "user-authentication"),
            hint: Some(t!(page, "user-authentication-hint")),
            pairs: all(&Point::ALL.map(Property::Contact)),
            wide: vec![],
        };
        let groups = vec![
            group(t!(page, "user-identity"), NAMES, &[Property::DisplayName, Property::UserName]),
            group(t!(page, "user-work"), WORK, &[Property::Manager]),
            group(t!(page, "user-contact"), CONTACT, &[]),
            reached,
            group(t!(page, "user-parental"), PARENTAL, &[]),
            group(t!(page, "user-settings"), SETTINGS, &[]),
        ];
        groups.into_iter().filter(|group| !group.pairs.is_empty()).collect()
    }

    fn input<'a>(&'a self, page: &'a Page, property: Property) -> Option<Input<'a>> {
        let line = self.lines.iter().find(|line| line.property == property)?;
        let contested = line.stored.as_deref().filter(|_| line.contested);
        Some(Input {
            id: property.id(),
            label: label(page, property),
            hint: self.hint(page, property).filter(|_| line.locked.is_none()),
            value: &line.field.value,
            errors: &line.field.errors,
            kind: match property {
                Property::Of(Attribute::Mail) | Property::Contact(Point::Mail) => "email",
                Property::Of(Attribute::Mobile | Attribute::Telephone) | Property::Contact(_) => "tel",
                Property::Of(Attribute::HireDate) => "date",
                _ => "text",
            },
            seen: line.stored.as_deref().filter(|_| line.locked.is_none()),
            contested: contested.map(|stored| match stored {
                "" => t!(page, "edit-take-empty").to_owned(),
                stored => t!(page, "edit-take", value = in_words(page, property, stored)),
            }),
            locked: line.locked.is_some(),
            domains: match &self.domain {
                Some(chosen) if property == Property::UserName => {
                    page.organisation.domains.iter().map(|domain| (domain.as_str(), domain == chosen)).collect()
                }
                _ => vec![],
            },
            options: options(page, property),
            people: property == Property::Manager,
        })
    }

    fn hint(&self, page: &Page, property: Property) -> Option<String> {
        match property {
            Property::DisplayName => Some(t!(page, "new-display-name-hint").to_owned()),
            Property::UserName if self.domain.is_some() => Some(t!(page, "new-user-name-hint-domains").to_owned()),
            Property::UserName => Some(t!(page, "new-user-name-hint", domain = page.organisation.default_domain())),
            Property::Manager => Some(t!(page, "new-manager-hint").to_owned()),
            Property::Contact(Point::Phone) => Some(t!(page, "user-authentication-phone-hint").to_owned()),
            Property::Of(Attribute::OtherMails) => Some(t!(page, "user-other-mails-hint").to_owned()),
            Property::Contact(_) | Property::Of(_) => None,
        }
    }
}

fn label(page: &Page, property: Property) -> &str {
    people::property(&page.words, property)
}

/// What a property with a closed list may be, in words.
fn options(page: &Page, property: Property) -> Vec<(&'static str, &str)> {
    match property {
        Property::Of(Attribute::AgeGroup) => {
            AgeGroup::ALL.map(|group| (group.id(), people::age_group(&page.words, group))).to_vec()
        }
        Property::Of(Attribute::Consent) => {
            Consent::ALL.map(|consent| (consent.id(), people::consent(&page.words, consent))).to_vec()
        }
        _ => vec![],
    }
}

/// A stored value as people read it.
fn in_words<'a>(page: &'a Page, property: Property, stored: &'a str) -> &'a str {
    options(page, property).into_iter().find(|(id, _)| *id == stored).map_or(stored, |(_, word)| word)
}
