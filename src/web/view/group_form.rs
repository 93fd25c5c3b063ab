//! Name and description of a group: the forms that make one and change one, and why there is none.

use askama::Template;

use crate::domain::denial::Denial;
use crate::domain::group::{Group, Labels};
use crate::domain::permission::Permission;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, people};
use crate::web::{assets, forms, icons};

use super::person_form::Input;
use super::{VERSION, View};

/// One field of the form.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// What is typed.
    pub field: Field,
    /// What is stored, when there is a group already.
    pub stored: Option<String>,
    /// Whether somebody else saved another value meanwhile.
    pub contested: bool,
}

/// Name and description.
#[derive(Debug, Clone, Default)]
pub struct GroupForm {
    /// The name.
    pub name: Line,
    /// What it is for.
    pub description: Line,
}

/// What an editor sent: each field typed, as it was seen, and whether the stored one shall be taken.
#[derive(Debug, Clone)]
pub struct Sent([(Option<String>, Option<String>, bool); 2]);

/// The names of the fields.
const NAMES: [&str; 2] = ["name", "description"];

impl Sent {
    /// Takes the fields of an edit; nothing when one of them is none of ours.
    pub fn take(fields: &mut Fields) -> Option<Self> {
        let mut line = |name: &str| {
            let take = fields.take(&format!("take_{name}"));
            let ours = take.as_deref().is_none_or(|take| take == "yes");
            ours.then(|| (fields.take(name), fields.take(&format!("was_{name}")), take.is_some()))
        };
        Some(Self([line(NAMES[0])?, line(NAMES[1])?]))
    }
}

impl GroupForm {
    /// A group, as stored.
    pub fn of(group: &Group) -> Self {
        let line = |stored: &str| Line { field: Field::of(stored), stored: Some(stored.to_owned()), contested: false };
        Self { name: line(&group.name), description: line(group.description.as_deref().unwrap_or_default()) }
    }

    /// What was typed for a new one.
    pub fn typed(fields: &mut Fields) -> Self {
        let mut line = |name| Line { field: Field::of(fields.take(name).unwrap_or_default()), ..Line::default() };
        Self { name: line(NAMES[0]), description: line(NAMES[1]) }
    }

    /// Puts what was sent over what is stored. What only one side changed is clear; says whether something was changed by both.
    pub fn merge(&mut self, sent: &Sent, stale: bool) -> bool {
        let mut contested = false;
        for (line, (typed, seen, take)) in [&mut self.name, &mut self.description].into_iter().zip(&sent.0) {
            let Some(typed) = typed else { continue };
            let stored = line.stored.clone().unwrap_or_default();
            if *take || (stale && seen.as_ref() == Some(typed)) {
                continue;
            }
            line.field.value.clone_from(typed);
            if stale && *typed != stored && seen.as_ref() != Some(&stored) {
                line.contested = true;
                line.field.refuse(Complaint::SavedMeanwhile);
                contested = true;
            }
        }
        contested
    }

    /// The fields as a deed wants them; every bad one carries its reason.
    pub fn judged(&mut self) -> Option<Labels> {
        let name = Labels::name(&self.name.field.value);
        if name == Ok(None) {
            self.name.field.refuse(Complaint::GroupNameMissing);
        }
        let description = Labels::description(&self.description.field.value);
        if let Err(unfit) = &name {
            self.name.field.refuse((*unfit).into());
        }
        if let Err(unfit) = &description {
            self.description.field.refuse((*unfit).into());
        }
        let bad = self.name.field.is_bad() || self.description.field.is_bad();
        match (name, description) {
            (Ok(Some(name)), Ok(description)) if !bad => Some(Labels { name, description }),
            _ => None,
        }
    }

    fn complaints(&self, refused: Option<&Complaint>) -> Vec<(&'static str, Complaint)> {
        let whole = refused.map(|complaint| (NAMES[0], complaint.clone()));
        let of = |id, line: &Line| line.field.errors.iter().map(move |error| (id, error.clone())).collect::<Vec<_>>();
        whole.into_iter().chain(of(NAMES[0], &self.name)).chain(of(NAMES[1], &self.description)).collect()
    }

    fn inputs<'a>(&'a self, page: &'a Page) -> [Input<'a>; 2] {
        let input = |id, label, hint: Option<&str>, line: &'a Line| Input {
            id,
            label,
            hint: hint.map(str::to_owned),
            value: &line.field.value,
            errors: &line.field.errors,
            kind: "text",
            seen: line.stored.as_deref(),
            contested: line.stored.as_deref().filter(|_| line.contested).map(|stored| match stored {
                "" => t!(page, "edit-take-empty").to_owned(),
                stored => t!(page, "edit-take", value = stored),
            }),
            locked: false,
            domains: vec![],
            options: vec![],
            people: false,
        };
        [
            input(NAMES[0], t!(page, "group-name"), None, &self.name),
            input(
                NAMES[1],
                t!(page, "group-description-optional"),
                Some(t!(page, "group-description-hint")),
                &self.description,
            ),
        ]
    }
}

/// `GET /groups/new`, and its 422.
#[derive(Debug, Template)]
#[template(path = "groups/new.html")]
pub struct GroupNew {
    /// What every page knows; section [`Section::Groups`].
    pub page: Page,
    /// The fields.
    pub form: GroupForm,
    /// May hold roles.
    pub role_assignable: bool,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for GroupNew {}

impl GroupNew {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.form.complaints(self.refused.as_ref())
    }

    /// Whether the visitor may choose, or makes one kind of groups only.
    fn may(&self) -> (bool, bool) {
        (self.page.may(Permission::CreateGroups), self.page.may(Permission::ManageRoleGroups))
    }
}

/// `GET /groups/{id}/edit`, and the 409 and 422 of `POST /groups/{id}`.
#[derive(Debug, Template)]
#[template(path = "groups/edit.html")]
pub struct GroupEdit {
    /// What every page knows; section [`Section::Groups`].
    pub page: Page,
    /// Which group.
    pub group: Group,
    /// The fields.
    pub form: GroupForm,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for GroupEdit {}

impl GroupEdit {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.form.complaints(self.refused.as_ref())
    }

    fn title(&self) -> String {
        t!(self.page, "edit-title", name = self.group.name.as_str())
    }
}

/// `GET /groups/new` for those who may make none.
#[derive(Debug, Template)]
#[template(path = "groups/new_refused.html")]
pub struct GroupNewRefused {
    /// What every page knows; section [`Section::Groups`].
    pub page: Page,
    /// Why not.
    pub denial: Denial,
}

impl View for GroupNewRefused {}

impl GroupNewRefused {
    fn why(&self) -> String {
        denials::sentence(&self.page.words, &self.denial)
    }
}

/// The pages that change or end a group, for those who may not.
#[derive(Debug, Template)]
#[template(path = "groups/refused.html")]
pub struct GroupRefused {
    /// What every page knows; section [`Section::Groups`].
    pub page: Page,
    /// Which group.
    pub group: Group,
    /// Why not.
    pub denial: Denial,
}

impl View for GroupRefused {}

impl GroupRefused {
    fn heading(&self) -> String {
        t!(self.page, "edit-refused", name = self.group.name.as_str())
    }

    fn why(&self) -> String {
        denials::sentence(&self.page.words, &self.denial)
    }
}
