//! How long a sign-in lasts: the page of the settings.

use askama::Template;
use jiff::Timestamp;

use crate::domain::id::UserId;
use crate::domain::permission::Permission;
use crate::domain::settings::Section as Which;
use crate::domain::settings::sessions::Sessions;
use crate::i18n::t;
use crate::service::settings::Page as Found;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, settings as sentences};
use crate::web::{assets, forms, icons};

use super::person_form::Input;
use super::settings::{Sheet, number, number_input, since};
use super::{VERSION, View};

/// The names of the fields, in the order of the page.
const NAMES: [&str; 6] = [
    "administrators_idle_minutes",
    "administrators_hours",
    "administrators_stay_days",
    "others_idle_minutes",
    "others_hours",
    "others_stay_days",
];

/// The fields.
#[derive(Debug, Clone)]
pub struct SessionsForm([Field; 6]);

impl SessionsForm {
    /// As decided.
    pub fn of(settings: &Sessions) -> Self {
        Self(values(*settings).map(|value| Field::of(value.to_string())))
    }

    /// As typed.
    pub fn typed(fields: &mut Fields) -> Self {
        Self(NAMES.map(|name| Field::of(fields.take(name).unwrap_or_default())))
    }

    /// The values; every bad field carries its reason.
    pub fn judged(&mut self) -> Option<Sessions> {
        let limits = [Sessions::IDLE_MINUTES, Sessions::HOURS, Sessions::STAY_DAYS].repeat(2);
        let read: Vec<_> = self.0.iter_mut().zip(limits).map(|(field, limits)| number(field, limits)).collect();
        let [administrators_idle, administrators, administrators_stay, others_idle, others, others_stay] =
            read.try_into().ok()?;
        Some(Sessions {
            administrators_idle_minutes: administrators_idle?,
            administrators_hours: administrators?,
            administrators_stay_days: administrators_stay?,
            others_idle_minutes: others_idle?,
            others_hours: others?,
            others_stay_days: others_stay?,
        })
    }
}

const fn values(settings: Sessions) -> [u16; 6] {
    [
        settings.administrators_idle_minutes,
        settings.administrators_hours,
        settings.administrators_stay_days,
        settings.others_idle_minutes,
        settings.others_hours,
        settings.others_stay_days,
    ]
}

/// `GET /settings/sessions`, and the 409 and 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/sessions.html")]
pub struct SettingsSessions {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<Sessions>,
    /// The fields.
    pub form: SessionsForm,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsSessions {}

impl Sheet for SettingsSessions {
    type Decided = Sessions;

    fn of(page: Page, found: Found<Sessions>, _: bool) -> Self {
        let form = SessionsForm::of(&found.settings);
        Self { page, found, form, refused: None }
    }

    fn typed(&mut self, fields: &mut Fields) -> Option<()> {
        self.form = SessionsForm::typed(fields);
        Some(())
    }

    fn judged(&mut self) -> Option<Sessions> {
        self.form.judged()
    }

    fn refuse(&mut self, complaint: Complaint) {
        self.refused = Some(complaint);
    }

    fn contest(&mut self, found: Found<Sessions>) {
        self.found = found;
        for (field, now) in self.form.0.iter_mut().zip(values(self.found.settings)) {
            if field.value.trim() != now.to_string() {
                field.refuse(Complaint::SavedMeanwhileAs { value: now.to_string() });
            }
        }
        self.refused = Some(Complaint::SettingsSavedMeanwhile);
    }
}

impl SettingsSessions {
    const WHICH: &Which = &Which::Sessions;

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let whole = self.refused.iter().map(|complaint| (NAMES[0], complaint.clone()));
        let fields = NAMES.iter().zip(&self.form.0);
        whole.chain(fields.flat_map(|(id, field)| field.errors.iter().map(|error| (*id, error.clone())))).collect()
    }

    fn since(&self) -> Option<(Timestamp, Option<UserId>, &str)> {
        since(&self.page, self.found.kept.as_ref())
    }

    fn may(&self) -> bool {
        self.page.may(Permission::ManageSettings)
    }

    fn administrators(&self) -> [Input<'_>; 3] {
        self.inputs(0)
    }

    fn others(&self) -> [Input<'_>; 3] {
        self.inputs(3)
    }

    /// Three fields each: for people with a role, and for everybody else.
    fn inputs(&self, first: usize) -> [Input<'_>; 3] {
        let locked = !self.may();
        let (idle, hours) = (t!(self.page, "settings-idle-minutes"), t!(self.page, "settings-hours"));
        let stay = t!(self.page, "settings-stay-days");
        let input =
            |at: usize, label, limits| number_input(&self.page, NAMES[at], label, limits, &self.form.0[at], locked);
        [
            input(first, idle, Sessions::IDLE_MINUTES),
            input(first + 1, hours, Sessions::HOURS),
            input(first + 2, stay, Sessions::STAY_DAYS),
        ]
    }
}
