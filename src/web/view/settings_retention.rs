//! How long the audit log is kept: the page of the settings.

use askama::Template;
use jiff::Timestamp;

use crate::domain::id::UserId;
use crate::domain::permission::Permission;
use crate::domain::settings::retention::Retention;
use crate::domain::settings::{Section as Which, Settings};
use crate::i18n::t;
use crate::service::settings::Page as Found;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, settings as sentences};
use crate::web::{assets, forms, icons};

use super::person_form::Input;
use super::settings::{Met, Sheet, number, number_input, since};
use super::{VERSION, View};

/// The name of the field.
const NAME: &str = "audit_months";
/// What is typed where nothing is ever removed.
const ALWAYS: &str = "0";

/// `GET /settings/retention`, and the 409 and 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/retention.html")]
pub struct SettingsRetention {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<Retention>,
    /// For how many months.
    pub months: Field,
    /// What would be removed at once: to be agreed to.
    pub question: Option<Met>,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsRetention {}

impl Sheet for SettingsRetention {
    type Decided = Retention;

    fn of(page: Page, found: Found<Retention>, _: bool) -> Self {
        let months = Field::of(found.settings.audit_months.to_string());
        Self { page, found, months, question: None, refused: None }
    }

    fn typed(&mut self, fields: &mut Fields) -> Option<()> {
        self.months = Field::of(fields.take(NAME)?);
        Some(())
    }

    fn judged(&mut self) -> Option<Retention> {
        if self.months.value.trim() == ALWAYS {
            return Some(Retention { audit_months: 0 });
        }
        number(&mut self.months, Retention::MONTHS).map(|audit_months| Retention { audit_months })
    }

    fn ask(&mut self, met: Met) {
        self.question = Some(met);
    }

    fn refuse(&mut self, complaint: Complaint) {
        self.refused = Some(complaint);
    }

    fn contest(&mut self, found: Found<Retention>) {
        let now = found.settings.audit_months.to_string();
        self.found = found;
        if self.months.value.trim() != now {
            self.months.refuse(Complaint::SavedMeanwhileAs { value: now });
        }
        self.refused = Some(Complaint::SettingsSavedMeanwhile);
    }
}

impl SettingsRetention {
    const WHICH: &Which = &Which::Retention;

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().chain(&self.months.errors).map(|complaint| (NAME, complaint.clone())).collect()
    }

    fn since(&self) -> Option<(Timestamp, Option<UserId>, &str)> {
        since(&self.page, self.found.kept.as_ref())
    }

    fn may(&self) -> bool {
        self.page.may(Permission::ManageSettings)
    }

    /// The rule as it holds now, in one sentence.
    fn rule(&self) -> String {
        let settings = Settings { retention: self.found.settings, ..Settings::default() };
        sentences::sentence(&self.page.words, Self::WHICH, &settings)
    }

    fn question_text(&self) -> Option<(u16, String)> {
        let Met { number, agreement } = self.question?;
        let shown = self.page.number(number).to_string();
        Some((agreement, t!(self.page, "retention-removes", number = number, shown = shown)))
    }

    fn input(&self) -> Input<'_> {
        let (least, most) = Retention::MONTHS;
        let label = t!(self.page, "settings-retention-months");
        let input = number_input(&self.page, NAME, label, Retention::MONTHS, &self.months, !self.may());
        Input { hint: Some(t!(self.page, "settings-retention-hint", least = least, most = most)), ..input }
    }
}
