//! What wrong passwords cost: the page of the settings.

use askama::Template;
use jiff::Timestamp;

use crate::domain::id::UserId;
use crate::domain::permission::Permission;
use crate::domain::settings::lockout::Lockout;
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

/// The names of the fields, in the order of the page.
const NAMES: [&str; 7] = [
    "lockout_threshold",
    "lockout_seconds",
    "lockout_longest_seconds",
    "lockout_in_a_row",
    "source_address",
    "source_network",
    "source_names",
];
/// Their limits.
const LIMITS: [(u16, u16); 7] = [
    Lockout::THRESHOLD,
    Lockout::SECONDS,
    Lockout::SECONDS,
    Lockout::IN_A_ROW,
    Lockout::ADDRESS,
    Lockout::NETWORK,
    Lockout::NAMES,
];

/// The fields.
#[derive(Debug, Clone)]
pub struct LockoutForm([Field; 7]);

impl LockoutForm {
    /// As decided.
    pub fn of(settings: &Lockout) -> Self {
        Self(values(*settings).map(|value| Field::of(value.to_string())))
    }

    /// As typed.
    pub fn typed(fields: &mut Fields) -> Self {
        Self(NAMES.map(|name| Field::of(fields.take(name).unwrap_or_default())))
    }

    /// The values; every bad field carries its reason.
    pub fn judged(&mut self) -> Option<Lockout> {
        let read: Vec<Option<u16>> =
            self.0.iter_mut().zip(LIMITS).map(|(field, limits)| number(field, limits)).collect();
        if let (Some(first), Some(longest)) = (read[1], read[2])
            && longest < first
        {
            self.0[2].refuse(Complaint::NotBetween { least: first, most: Lockout::SECONDS.1 });
            return None;
        }
        let [threshold, seconds, longest, in_a_row, address, network, names] = read.try_into().ok()?;
        Some(Lockout {
            lockout_threshold: threshold?,
            lockout_seconds: seconds?,
            lockout_longest_seconds: longest?,
            lockout_in_a_row: in_a_row?,
            source_address: address?,
            source_network: network?,
            source_names: names?,
        })
    }
}

const fn values(settings: Lockout) -> [u16; 7] {
    [
        settings.lockout_threshold,
        settings.lockout_seconds,
        settings.lockout_longest_seconds,
        settings.lockout_in_a_row,
        settings.source_address,
        settings.source_network,
        settings.source_names,
    ]
}

/// `GET /settings/lockout`, and the 409 and 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/lockout.html")]
pub struct SettingsLockout {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<Lockout>,
    /// The fields.
    pub form: LockoutForm,
    /// Whom it would meet: to be agreed to.
    pub question: Option<Met>,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsLockout {}

impl Sheet for SettingsLockout {
    type Decided = Lockout;

    fn of(page: Page, found: Found<Lockout>, _: bool) -> Self {
        let form = LockoutForm::of(&found.settings);
        Self { page, found, form, question: None, refused: None }
    }

    fn typed(&mut self, fields: &mut Fields) -> Option<()> {
        self.form = LockoutForm::typed(fields);
        Some(())
    }

    fn judged(&mut self) -> Option<Lockout> {
        self.form.judged()
    }

    fn ask(&mut self, met: Met) {
        self.question = Some(met);
    }

    fn refuse(&mut self, complaint: Complaint) {
        self.refused = Some(complaint);
    }

    fn contest(&mut self, found: Found<Lockout>) {
        self.found = found;
        for (field, now) in self.form.0.iter_mut().zip(values(self.found.settings)) {
            if field.value.trim() != now.to_string() {
                field.refuse(Complaint::SavedMeanwhileAs { value: now.to_string() });
            }
        }
        self.refused = Some(Complaint::SettingsSavedMeanwhile);
    }
}

impl SettingsLockout {
    const WHICH: &Which = &Which::Lockout;

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

    /// The rule as it holds now, in one sentence.
    fn rule(&self) -> String {
        let settings = Settings { lockout: self.found.settings, ..Settings::default() };
        sentences::sentence(&self.page.words, Self::WHICH, &settings)
    }

    fn question_text(&self) -> Option<(u16, String)> {
        let Met { number, agreement } = self.question?;
        let shown = self.page.number(number).to_string();
        Some((agreement, t!(self.page, "lockout-hits", number = number, shown = shown)))
    }

    fn accounts(&self) -> Vec<Input<'_>> {
        self.inputs(0..4)
    }

    fn sources(&self) -> Vec<Input<'_>> {
        self.inputs(4..7)
    }

    fn inputs(&self, which: std::ops::Range<usize>) -> Vec<Input<'_>> {
        let locked = !self.may();
        let input = |at: usize| {
            let label = sentences::value(&self.page.words, NAMES[at]).unwrap_or_default();
            number_input(&self.page, NAMES[at], label, LIMITS[at], &self.form.0[at], locked)
        };
        which.map(input).collect()
    }
}
