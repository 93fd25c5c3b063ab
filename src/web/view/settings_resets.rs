//! How administrators reset passwords: the page of the settings.

use askama::Template;
use jiff::Timestamp;

use crate::domain::check::Check;
use crate::domain::delivery::Delivery;
use crate::domain::id::UserId;
use crate::domain::password::temporary::Expires;
use crate::domain::permission::Permission;
use crate::domain::settings::Section as Which;
use crate::domain::settings::resets::Resets;
use crate::i18n::t;
use crate::service::settings::Page as Found;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, settings as sentences};
use crate::web::{assets, forms, icons};

use super::settings::{Sheet, since};
use super::{VERSION, View};

/// What the ticks of each list begin with: of everybody, of administrators.
const LISTS: [&str; 2] = ["check_", "administrators_"];
/// Where what is wrong with each group of choices is told.
const DELIVERY: &str = "delivery";

/// `GET /settings/resets`, and the 409 and 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/resets.html")]
pub struct SettingsResets {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<Resets>,
    /// The checks that are ticked: of everybody, of administrators.
    pub checks: [Vec<Check>; 2],
    /// What is wrong with each.
    pub lists: [Field; 2],
    /// How the password travels.
    pub delivery: Field,
    /// How long it works at most.
    pub longest: Expires,
    /// Whether mail is sent.
    pub has_mail: bool,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsResets {}

impl Sheet for SettingsResets {
    type Decided = Resets;

    fn of(page: Page, found: Found<Resets>, has_mail: bool) -> Self {
        let settings = &found.settings;
        let delivery = if settings.code_only { Delivery::Code } else { Delivery::Temporary };
        Self {
            checks: [settings.checks(false), settings.checks(true)],
            lists: [Field::default(), Field::default()],
            delivery: Field::of(delivery.id()),
            longest: settings.longest(),
            page,
            found,
            has_mail,
            refused: None,
        }
    }

    fn typed(&mut self, fields: &mut Fields) -> Option<()> {
        for (checks, prefix) in self.checks.iter_mut().zip(LISTS) {
            let ticked = fields.take_ticks(prefix);
            let known: Vec<Check> = ticked.iter().map(|id| Check::from_id(id)).collect::<Option<_>>()?;
            *checks = Check::ALL.into_iter().filter(|check| known.contains(check)).collect();
        }
        self.delivery = Field::of(Delivery::from_id(&fields.take(DELIVERY)?)?.id());
        self.longest = Expires::from_id(&fields.take("longest")?)?;
        Some(())
    }

    fn judged(&mut self) -> Option<Resets> {
        for (checks, field) in self.checks.iter().zip(&mut self.lists) {
            if checks.is_empty() {
                field.refuse(Complaint::NoCheck);
            }
        }
        let code_only = self.delivery.value == Delivery::Code.id();
        if code_only && !self.has_mail {
            self.delivery.refuse(Complaint::NoMail);
        }
        let fine = !self.delivery.is_bad() && self.lists.iter().all(|field| !field.is_bad());
        let ids = |checks: &[Check]| checks.iter().map(|check| check.id().to_owned()).collect();
        let [checks, administrators] = &self.checks;
        fine.then(|| Resets {
            checks: ids(checks),
            administrators_checks: ids(administrators),
            code_only,
            longest: self.longest.id().to_owned(),
        })
    }

    fn refuse(&mut self, complaint: Complaint) {
        self.refused = Some(complaint);
    }

    fn contest(&mut self, found: Found<Resets>) {
        self.found = found;
        self.refused = Some(Complaint::SettingsSavedMeanwhile);
    }
}

impl SettingsResets {
    const WHICH: &Which = &Which::Resets;

    fn complaints(&self) -> Vec<(String, Complaint)> {
        let first = |prefix: &str| format!("{prefix}{}", Check::ALL[0].id());
        let whole = self.refused.iter().map(|complaint| (first(LISTS[0]), complaint.clone()));
        let lists = LISTS.iter().zip(&self.lists);
        let lists = lists.flat_map(|(list, field)| field.errors.iter().map(move |error| (first(list), error.clone())));
        let delivery = self.delivery.errors.iter().map(|error| ("delivery-code".to_owned(), error.clone()));
        whole.chain(lists).chain(delivery).collect()
    }

    fn since(&self) -> Option<(Timestamp, Option<UserId>, &str)> {
        since(&self.page, self.found.kept.as_ref())
    }

    fn may(&self) -> bool {
        self.page.may(Permission::ManageSettings)
    }

    /// Each list of checks: the start of its ids, its title, what is wrong, what is ticked.
    fn groups(&self) -> [(&'static str, &str, &[Complaint], &[Check]); 2] {
        let titles = [t!(self.page, "settings-resets-checks"), t!(self.page, "settings-resets-administrators")];
        [0, 1].map(|at| (LISTS[at], titles[at], self.lists[at].errors.as_slice(), self.checks[at].as_slice()))
    }

    fn ways(&self) -> [(&'static str, &str); 2] {
        [
            (Delivery::Temporary.id(), t!(self.page, "settings-resets-either")),
            (Delivery::Code.id(), t!(self.page, "settings-resets-code-only")),
        ]
    }
}
