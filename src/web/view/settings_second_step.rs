//! Who must have a second step: the page of the settings.

use askama::Template;
use jiff::Timestamp;

use crate::domain::id::{GroupId, UserId};
use crate::domain::permission::Permission;
use crate::domain::role::Role;
use crate::domain::settings::Section as Which;
use crate::domain::settings::second_step::SecondStep;
use crate::i18n::t;
use crate::service::settings::Page as Found;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, roles, settings as sentences};
use crate::web::{assets, forms, icons};

use super::person_form::Input;
use super::settings::{number, number_input, since};
use super::{VERSION, View};

/// The fields.
#[derive(Debug, Clone)]
pub struct SecondStepForm {
    grace_days: Field,
    roles: Vec<Role>,
    groups: Field,
}

impl SecondStepForm {
    /// As decided.
    pub fn of(settings: &SecondStep, groups: &[String]) -> Self {
        Self {
            grace_days: Field::of(settings.grace_days.to_string()),
            roles: settings.required().iter().collect(),
            groups: Field::of(groups.join("; ")),
        }
    }

    /// As typed.
    pub fn typed(fields: &mut Fields) -> Self {
        let ticked = fields.take_ticks("role_");
        Self {
            grace_days: Field::of(fields.take("grace_days").unwrap_or_default()),
            roles: Role::ALL.into_iter().filter(|role| ticked.iter().any(|id| id == role.id())).collect(),
            groups: Field::of(fields.take("groups").unwrap_or_default()),
        }
    }

    /// The names of groups that were typed.
    pub fn names(&self) -> Vec<String> {
        let names = self.groups.value.split(';').map(str::trim).filter(|name| !name.is_empty());
        names.take(SecondStep::MOST_GROUPS + 1).map(str::to_owned).collect()
    }

    /// The values, with the groups that were found; every bad field carries its reason.
    pub fn judged(&mut self, groups: Result<Vec<GroupId>, String>) -> Option<SecondStep> {
        let grace_days = number(&mut self.grace_days, SecondStep::GRACE_DAYS);
        let mut groups = match groups {
            Ok(groups) => groups.iter().map(ToString::to_string).collect::<Vec<_>>(),
            Err(name) => {
                self.groups.refuse(Complaint::NoGroupNamed { name });
                return None;
            }
        };
        if groups.len() > SecondStep::MOST_GROUPS {
            self.groups.refuse(Complaint::TooManyGroups { most: SecondStep::MOST_GROUPS });
            return None;
        }
        groups.sort_unstable();
        groups.dedup();
        let roles = self.roles.iter().map(|role| role.id().to_owned()).collect();
        Some(SecondStep { grace_days: grace_days?, roles, groups })
    }
}

/// `GET /settings/second-step`, and the 409 and 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/second_step.html")]
pub struct SettingsSecondStep {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<SecondStep>,
    /// The fields.
    pub form: SecondStepForm,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsSecondStep {}

impl SettingsSecondStep {
    const WHICH: &Which = &Which::SecondStep;

    /// Somebody else saved meanwhile: what was typed stays, and beside it stands what holds now.
    pub fn contest(&mut self, groups: &[String]) {
        let now = SecondStepForm::of(&self.found.settings, groups);
        for (field, now) in
            [(&mut self.form.grace_days, now.grace_days.value), (&mut self.form.groups, now.groups.value)]
        {
            if !now.is_empty() && field.value.trim() != now {
                field.refuse(Complaint::SavedMeanwhileAs { value: now });
            }
        }
        self.refused = Some(Complaint::SettingsSavedMeanwhile);
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let whole = self.refused.iter().map(|complaint| ("grace_days", complaint.clone()));
        let days = self.form.grace_days.errors.iter().map(|complaint| ("grace_days", complaint.clone()));
        let groups = self.form.groups.errors.iter().map(|complaint| ("groups", complaint.clone()));
        whole.chain(days).chain(groups).collect()
    }

    fn since(&self) -> Option<(Timestamp, Option<UserId>, &str)> {
        since(&self.page, self.found.kept.as_ref())
    }

    fn may(&self) -> bool {
        self.page.may(Permission::ManageSettings)
    }

    fn grace(&self) -> Input<'_> {
        let label = t!(self.page, "settings-grace-label");
        number_input(&self.page, "grace_days", label, SecondStep::GRACE_DAYS, &self.form.grace_days, !self.may())
    }

    fn groups(&self) -> Input<'_> {
        let label = t!(self.page, "settings-groups-label");
        let input = number_input(&self.page, "groups", label, SecondStep::GRACE_DAYS, &self.form.groups, !self.may());
        Input { hint: Some(t!(self.page, "settings-groups-hint").to_owned()), ..input }
    }
}
