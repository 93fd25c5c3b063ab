//! The settings: the index, and what every page of a section shows.

use std::sync::Arc;

use askama::Template;
use jiff::Timestamp;

use crate::domain::id::UserId;
use crate::domain::settings::{Section as Which, Settings, Settled};
use crate::i18n::t;
use crate::service::settings::{Kept, Page as Found};
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{events, people, settings as sentences};
use crate::web::{assets, forms, icons, paths};

use super::person_form::Input;
use super::{VERSION, View};

/// `GET /settings`.
#[derive(Debug, Template)]
#[template(path = "settings/index.html")]
pub struct SettingsIndex {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// The sections, and since when each is as it is.
    pub sections: Vec<(Which, Option<Kept>)>,
    /// What holds now.
    pub settings: Arc<Settings>,
    /// Whether mail is sent.
    pub has_mail: bool,
}

impl View for SettingsIndex {}

impl SettingsIndex {
    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}

/// Whom or what a decision meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// How many people, or rows of the audit log.
    pub number: u64,
    /// What the form says that was agreed to.
    pub agreement: u16,
}

/// A page of settings that stand for themselves.
pub trait Sheet: View + Sized {
    /// What is decided on it.
    type Decided: Settled + Send + 'static;

    /// As it holds now.
    fn of(page: Page, found: Found<Self::Decided>, has_mail: bool) -> Self;

    /// As typed; nothing for a form that is not ours.
    fn typed(&mut self, fields: &mut Fields) -> Option<()>;

    /// The values; every bad field carries its reason.
    fn judged(&mut self) -> Option<Self::Decided>;

    /// Asks whether it is to be saved all the same.
    fn ask(&mut self, _: Met) {}

    /// Refuses the whole form.
    fn refuse(&mut self, complaint: Complaint);

    /// Somebody else saved meanwhile: what was typed stays, and beside it stands what holds now.
    fn contest(&mut self, found: Found<Self::Decided>);
}

/// Since when a section is as it is, and by whom; nothing where the defaults stand.
pub(super) fn since<'a>(page: &Page, kept: Option<&'a Kept>) -> Option<(Timestamp, Option<UserId>, &'a str)> {
    let kept = kept?;
    let name = events::short(&kept.changed_by_name, page.organisation.default_domain());
    Some((kept.changed_at, kept.changed_by, name))
}

/// A whole number that was typed, between its limits; otherwise the field carries the reason.
pub(super) fn number(field: &mut Field, (least, most): (u16, u16)) -> Option<u16> {
    let number = field.value.trim().parse().ok().filter(|number| (least..=most).contains(number));
    if number.is_none() {
        field.refuse(Complaint::NotBetween { least, most });
    }
    number
}

/// The field of a number, as the page draws it.
pub(super) fn number_input<'a>(
    page: &'a Page,
    id: &'static str,
    label: &'a str,
    (least, most): (u16, u16),
    field: &'a Field,
    locked: bool,
) -> Input<'a> {
    Input {
        id,
        label,
        hint: Some(t!(page, "settings-between", least = least, most = most)),
        value: &field.value,
        errors: &field.errors,
        kind: "text",
        seen: None,
        contested: None,
        locked,
        domains: vec![],
        options: vec![],
        people: false,
    }
}
