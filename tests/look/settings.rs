//! The pages of the settings with sample data, in each of their states.

use std::sync::Arc;

use latchkey::domain::organisation::Language;
use latchkey::domain::role::Role;
use latchkey::domain::settings::Section as Which;
use latchkey::domain::settings::sessions::Sessions;
use latchkey::service::settings::{Kept, Page as Found};
use latchkey::web::field::Complaint;
use latchkey::web::flash::Flash;
use latchkey::web::page::{Page, Section};
use latchkey::web::view::View as _;
use latchkey::web::view::settings::SettingsIndex;
use latchkey::web::view::settings_sessions::{SessionsForm, SettingsSessions};

use crate::people::{at, id, page, sanne, with_flash};

pub(crate) fn place(language: Language, role: Role) -> Page {
    Page { section: Section::Settings, ..page(language, Some(sanne(&[role])), "/settings") }
}

pub(crate) fn kept(by: bool) -> Kept {
    Kept {
        body: String::new(),
        version: 2,
        changed_at: at("2026-11-20T10:00:00Z"),
        changed_by: by.then(|| id(99)),
        changed_by_name: if by { "sanne.mulder@noordzee.example" } else { "admin recover" }.to_owned(),
    }
}

fn sessions(language: Language, role: Role, by: Option<bool>) -> SettingsSessions {
    let settings = Sessions::default();
    SettingsSessions {
        page: place(language, role),
        found: Found { settings, kept: by.map(kept) },
        form: SessionsForm::of(&settings),
        refused: None,
    }
}

/// Every page of the settings.
pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    let index = SettingsIndex {
        page: place(language, Role::GlobalAdministrator),
        sections: Which::ALL.map(|section| (section, Some(kept(section == Which::Sessions)))).into(),
        settings: Arc::default(),
    };
    let fresh = SettingsIndex {
        page: place(language, Role::GlobalReader),
        sections: Which::ALL.map(|section| (section, None)).into(),
        settings: Arc::default(),
    };
    let mut saved = sessions(language, Role::GlobalAdministrator, Some(true));
    saved.page = with_flash(saved.page, Flash::SettingsSaved);
    let mut contested = sessions(language, Role::AuthenticationPolicyAdministrator, Some(false));
    contested.form = SessionsForm::of(&Sessions { others_hours: 9, ..Sessions::default() });
    contested.contest();
    let mut bad = sessions(language, Role::GlobalAdministrator, None);
    bad.form = SessionsForm::of(&Sessions { others_hours: 99, others_idle_minutes: 1, ..Sessions::default() });
    bad.form.judged();
    bad.refused = Some(Complaint::PageTooOld);
    vec![
        ("settings", index.html().unwrap()),
        ("settings-fresh", fresh.html().unwrap()),
        ("settings-sessions", sessions(language, Role::GlobalAdministrator, None).html().unwrap()),
        ("settings-sessions-saved", saved.html().unwrap()),
        ("settings-sessions-contested", contested.html().unwrap()),
        ("settings-sessions-bad", bad.html().unwrap()),
        ("settings-sessions-reader", sessions(language, Role::GlobalReader, Some(true)).html().unwrap()),
    ]
}
