//! Whether people are asked at sign-in for their proofs, and the letter to those who lack some.

use askama::Template;
use jiff::Timestamp;

use crate::domain::id::UserId;
use crate::domain::paging::Count;
use crate::domain::permission::Permission;
use crate::domain::settings::Section as Which;
use crate::domain::settings::registration::{Ask, Registration};
use crate::i18n::t;
use crate::service::self_service::invitation::Uninvited;
use crate::service::settings::Page as Found;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, settings as sentences};
use crate::web::{assets, forms, icons, paths};

use super::person_form::Input;
use super::settings::{number, number_input, since};
use super::{VERSION, View};

/// The names of the numbers, in the order of the page.
const NAMES: [&str; 3] = ["snooze_days", "snoozes", "reconfirm_days"];
/// Their limits.
const LIMITS: [(u16, u16); 3] = [Registration::SNOOZE_DAYS, Registration::SNOOZES, Registration::RECONFIRM_DAYS];

/// The fields.
#[derive(Debug, Clone)]
pub struct RegistrationForm {
    ask: Ask,
    numbers: [Field; 3],
}

/// A choice, as the page draws it.
struct Choice<'a> {
    ask: Ask,
    label: &'a str,
    on: bool,
}

impl RegistrationForm {
    /// As decided.
    pub fn of(settings: &Registration) -> Self {
        Self { ask: settings.ask, numbers: values(*settings).map(|value| Field::of(value.to_string())) }
    }

    /// As typed; nothing for choices that do not exist.
    pub fn typed(fields: &mut Fields) -> Option<Self> {
        let ask = Ask::from_id(&fields.take("ask")?)?;
        Some(Self { ask, numbers: NAMES.map(|name| Field::of(fields.take(name).unwrap_or_default())) })
    }

    /// The values; every bad field carries its reason.
    pub fn judged(&mut self) -> Option<Registration> {
        let read = self.numbers.iter_mut().zip(LIMITS).map(|(field, limits)| number(field, limits));
        let [snooze_days, snoozes, reconfirm_days] = read.collect::<Vec<_>>().try_into().ok()?;
        let (snooze_days, snoozes, reconfirm_days): (Option<u16>, Option<u16>, Option<u16>) =
            (snooze_days, snoozes, reconfirm_days);
        Some(Registration {
            ask: self.ask,
            snooze_days: snooze_days?,
            snoozes: snoozes?,
            reconfirm_days: reconfirm_days?,
        })
    }
}

const fn values(settings: Registration) -> [u16; 3] {
    [settings.snooze_days, settings.snoozes, settings.reconfirm_days]
}

/// `GET /settings/registration`, and the 409 and 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/registration.html")]
pub struct SettingsRegistration {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<Registration>,
    /// The fields.
    pub form: RegistrationForm,
    /// Who lacks proofs.
    pub uninvited: Uninvited,
    /// Whether mail is sent.
    pub has_mail: bool,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsRegistration {}

impl SettingsRegistration {
    const WHICH: &Which = &Which::Registration;

    /// Somebody else saved meanwhile: what was typed stays, and beside it stands what holds now.
    pub fn contest(&mut self) {
        for (field, now) in self.form.numbers.iter_mut().zip(values(self.found.settings)) {
            if field.value.trim() != now.to_string() {
                field.refuse(Complaint::SavedMeanwhileAs { value: now.to_string() });
            }
        }
        self.refused = Some(Complaint::SettingsSavedMeanwhile);
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let whole = self.refused.iter().map(|complaint| ("ask-never", complaint.clone()));
        let fields = NAMES.iter().zip(&self.form.numbers);
        whole.chain(fields.flat_map(|(id, field)| field.errors.iter().map(|error| (*id, error.clone())))).collect()
    }

    fn since(&self) -> Option<(Timestamp, Option<UserId>, &str)> {
        since(&self.page, self.found.kept.as_ref())
    }

    fn may(&self) -> bool {
        self.page.may(Permission::ManageSettings)
    }

    fn choices(&self) -> [Choice<'_>; 3] {
        Ask::ALL.map(|ask| {
            let label = match ask {
                Ask::Never => t!(self.page, "settings-registration-never"),
                Ask::Snooze => t!(self.page, "settings-registration-snooze"),
                Ask::Wall => t!(self.page, "settings-registration-wall"),
            };
            Choice { ask, label, on: ask == self.form.ask }
        })
    }

    fn inputs(&self) -> [Input<'_>; 3] {
        let labels = [
            t!(self.page, "settings-registration-snooze-days"),
            t!(self.page, "settings-registration-snoozes"),
            t!(self.page, "settings-registration-reconfirm-days"),
        ];
        let hints = [
            t!(self.page, "settings-registration-snooze-days-hint", least = LIMITS[0].0, most = LIMITS[0].1),
            t!(self.page, "settings-registration-snoozes-hint", least = LIMITS[1].0, most = LIMITS[1].1),
            t!(self.page, "settings-registration-reconfirm-days-hint", least = LIMITS[2].0, most = LIMITS[2].1),
        ];
        let mut hints = hints.into_iter();
        [0, 1, 2].map(|at| {
            let field = &self.form.numbers[at];
            let input = number_input(&self.page, NAMES[at], labels[at], LIMITS[at], field, !self.may());
            Input { hint: hints.next(), ..input }
        })
    }

    fn lacking(&self) -> String {
        let Some(count) = self.uninvited.lacking else { return t!(self.page, "own-registration-uncounted").to_owned() };
        counted(&self.page, "lacking", count)
    }
}

fn counted(page: &Page, what: &str, count: Count) -> String {
    let (number, shown) = (count.least(), page.count(&count).to_string());
    if what == "lacking" {
        t!(page, "own-registration-lacking", number = number, shown = shown)
    } else {
        t!(page, "invite-question", number = number, shown = shown)
    }
}

/// `GET /settings/registration/invite`, and the 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/invite.html")]
pub struct Invite {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// Whom it would reach.
    pub uninvited: Uninvited,
    /// Whether mail is sent.
    pub has_mail: bool,
    /// Ticket or reason.
    pub reason: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for Invite {}

impl Invite {
    const WHICH: &Which = &Which::Registration;

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let id = if self.may() { "reason" } else { "invite" };
        self.refused.iter().chain(&self.reason.errors).map(|complaint| (id, complaint.clone())).collect()
    }

    fn question(&self) -> String {
        let Some(count) = self.uninvited.due else { return t!(self.page, "invite-question-uncounted").to_owned() };
        counted(&self.page, "due", count)
    }

    fn may(&self) -> bool {
        self.has_mail && self.uninvited.due != Some(Count::Exactly(0)) && self.page.may(Permission::ManageSettings)
    }
}
