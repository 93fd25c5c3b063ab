//! The rules of passwords: the page of the settings.

use askama::Template;
use jiff::Timestamp;

use crate::domain::id::UserId;
use crate::domain::password::policy::{PasswordPolicy, bounds};
use crate::domain::permission::Permission;
use crate::domain::settings::Section as Which;
use crate::i18n::t;
use crate::service::passwords::age::Hits;
use crate::service::settings::Page as Found;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, settings as sentences};
use crate::web::{assets, forms, icons, paths};

use super::person_form::Input;
use super::settings::{number, since};
use super::{VERSION, View};

/// The figures, in the order of the page, and their bounds.
const NUMBERS: [(&str, (u16, u16)); 7] = [
    ("shortest", bounds::SHORTEST),
    ("shortest_with_step", bounds::SHORTEST),
    ("points", bounds::POINTS),
    ("history", bounds::HISTORY),
    ("youngest", bounds::YOUNGEST),
    ("valid_days", bounds::DAYS),
    ("notice_days", bounds::NOTICE),
];
/// The switches.
const TICKS: [&str; 6] = ["ascii", "classes", "ban", "once", "more_swaps", "expires"];

/// The fields.
#[derive(Debug, Clone)]
pub struct PolicyForm {
    numbers: [Field; 7],
    ticks: [bool; 6],
}

/// A switch as the page draws it.
struct Tick<'a> {
    id: &'static str,
    label: &'a str,
    hint: &'a str,
    on: bool,
}

impl PolicyForm {
    /// As decided, or as proposed.
    pub fn of(policy: &PasswordPolicy) -> Self {
        let numbers = [
            policy.shortest,
            policy.shortest_with_step,
            policy.points,
            policy.history,
            policy.youngest,
            policy.valid_days,
            policy.notice_days,
        ];
        let ticks = [policy.ascii, policy.classes, policy.ban, policy.once, policy.more_swaps, policy.expires];
        Self { numbers: numbers.map(|number| Field::of(number.to_string())), ticks }
    }

    /// As typed; nothing for a tick that says neither yes nor no.
    pub fn typed(fields: &mut Fields) -> Option<Self> {
        let numbers = NUMBERS.map(|(name, _)| Field::of(fields.take(name).unwrap_or_default()));
        let mut ticks = [false; 6];
        for (tick, name) in ticks.iter_mut().zip(TICKS) {
            *tick = match fields.take(name).as_deref() {
                None => false,
                Some("yes") => true,
                Some(_) => return None,
            };
        }
        Some(Self { numbers, ticks })
    }

    /// The policy; every bad field carries its reason. What the page does not show stays as it was.
    pub fn judged(&mut self, before: PasswordPolicy) -> Option<PasswordPolicy> {
        let mut read = [None; 7];
        for ((field, (_, limits)), read) in self.numbers.iter_mut().zip(NUMBERS).zip(&mut read) {
            *read = number(field, limits);
        }
        let [shortest, shortest_with_step, points, history, youngest, valid_days, notice_days] = read;
        let [ascii, classes, ban, once, more_swaps, expires] = self.ticks;
        Some(PasswordPolicy {
            shortest: shortest?,
            shortest_with_step: shortest_with_step?,
            ascii,
            classes,
            ban,
            points: points?,
            once,
            more_swaps,
            history: history?,
            history_at_reset: before.history_at_reset,
            youngest: youngest?,
            expires,
            valid_days: valid_days?,
            notice_days: notice_days?,
        })
    }
}

/// `GET /settings/password-policy`, the question before an end by age, and the 409 and 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/password_policy.html")]
pub struct SettingsPolicy {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<PasswordPolicy>,
    /// The fields.
    pub form: PolicyForm,
    /// How many words are banned.
    pub words: usize,
    /// Whether there is a list of known breaches.
    pub breaches: bool,
    /// Whom an end by age would meet, and the days that were asked for: to be agreed to.
    pub question: Option<(u16, Hits)>,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsPolicy {
    fn room(&self) -> usize {
        24 * 1024
    }
}

impl SettingsPolicy {
    const WHICH: &Which = &Which::PasswordPolicy;

    /// Somebody else saved meanwhile: what was typed stays, and beside it stands what holds now.
    pub fn contest(&mut self) {
        let now = PolicyForm::of(&self.found.settings);
        for (field, now) in self.form.numbers.iter_mut().zip(now.numbers) {
            if field.value.trim() != now.value {
                field.refuse(Complaint::SavedMeanwhileAs { value: now.value });
            }
        }
        self.refused = Some(Complaint::SettingsSavedMeanwhile);
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let whole = self.refused.iter().map(|complaint| (NUMBERS[0].0, complaint.clone()));
        let fields = NUMBERS.iter().zip(&self.form.numbers);
        whole.chain(fields.flat_map(|((id, _), field)| field.errors.iter().map(|error| (*id, error.clone())))).collect()
    }

    fn since(&self) -> Option<(Timestamp, Option<UserId>, &str)> {
        since(&self.page, self.found.kept.as_ref())
    }

    fn may(&self) -> bool {
        self.page.may(Permission::ManageSettings)
    }

    /// A figure by its name.
    fn number(&self, name: &str) -> Input<'_> {
        let at = NUMBERS.iter().position(|(id, _)| *id == name).unwrap_or(0);
        let (id, (least, most)) = NUMBERS[at];
        let field = &self.form.numbers[at];
        let page = &self.page;
        let (label, hint) = match id {
            "shortest_with_step" => (t!(page, "policy-shortest-with-step"), t!(page, "policy-shortest-with-step-hint")),
            "points" => (t!(page, "policy-points"), t!(page, "policy-points-hint")),
            "history" => (t!(page, "policy-history"), t!(page, "policy-history-hint")),
            "youngest" => (t!(page, "policy-youngest"), t!(page, "policy-youngest-hint")),
            "valid_days" => (t!(page, "policy-valid-days"), t!(page, "policy-valid-days-hint")),
            "notice_days" => (t!(page, "policy-notice-days"), t!(page, "policy-notice-days-hint")),
            _ => (t!(page, "policy-shortest"), t!(page, "policy-shortest-hint")),
        };
        Input {
            id,
            label,
            hint: Some(format!("{hint} {}.", t!(page, "settings-between", least = least, most = most))),
            value: &field.value,
            errors: &field.errors,
            kind: "text",
            seen: None,
            contested: None,
            locked: !self.may(),
            domains: vec![],
            options: vec![],
            people: false,
        }
    }

    /// A switch by its name.
    fn tick(&self, name: &str) -> Tick<'_> {
        let at = TICKS.iter().position(|id| *id == name).unwrap_or(0);
        let page = &self.page;
        let (label, hint) = match TICKS[at] {
            "classes" => (t!(page, "policy-classes"), t!(page, "policy-classes-hint")),
            "ban" => (t!(page, "policy-ban"), t!(page, "policy-ban-hint")),
            "once" => (t!(page, "policy-once"), t!(page, "policy-once-hint")),
            "more_swaps" => (t!(page, "policy-more-swaps"), t!(page, "policy-more-swaps-hint")),
            "expires" => (t!(page, "policy-expires"), t!(page, "policy-expires-hint")),
            _ => (t!(page, "policy-ascii"), t!(page, "policy-ascii-hint")),
        };
        Tick { id: TICKS[at], label, hint, on: self.form.ticks[at] }
    }

    fn words_text(&self) -> String {
        t!(self.page, "policy-words", number = self.words)
    }

    /// Whom it meets, and when.
    fn question_text(&self) -> Option<(u16, String)> {
        let (days, hits) = self.question?;
        let shown = |number| self.page.number(number).to_string();
        let mut text = t!(self.page, "policy-hits-now", number = hits.now, shown = shown(hits.now));
        text = format!("{text} {}", t!(self.page, "policy-hits-week", number = hits.week, shown = shown(hits.week)));
        text = format!("{text} {}", t!(self.page, "policy-hits-month", number = hits.month, shown = shown(hits.month)));
        Some((days, text))
    }
}
