//! The pages of the settings with sample data, in each of their states.

use std::sync::Arc;

use latchkey::domain::organisation::Language;
use latchkey::domain::password::policy::PasswordPolicy;
use latchkey::domain::password::rules::{Context, Facts, Rules, Scope};
use latchkey::domain::role::Role;
use latchkey::domain::secret::PlainPassword;
use latchkey::domain::settings::Section as Which;
use latchkey::domain::settings::banned_words::BannedWords;
use latchkey::domain::settings::resets::Resets;
use latchkey::domain::settings::sessions::Sessions;
use latchkey::service::passwords::age::Hits;
use latchkey::service::passwords::trial::Trial;
use latchkey::service::settings::{Kept, Page as Found};
use latchkey::web::field::{Complaint, Field};
use latchkey::web::flash::Flash;
use latchkey::web::page::{Page, Section};
use latchkey::web::view::View as _;
use latchkey::web::view::settings::SettingsIndex;
use latchkey::web::view::settings::Sheet as _;
use latchkey::web::view::settings_policy::{PolicyForm, SettingsPolicy};
use latchkey::web::view::settings_resets::SettingsResets;
use latchkey::web::view::settings_sessions::{SessionsForm, SettingsSessions};
use latchkey::web::view::settings_trial::TryPassword;
use latchkey::web::view::settings_words::SettingsWords;

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

/// How administrators reset passwords: as delivered, for a reader, and with all that can be wrong with it.
fn resets(language: Language) -> Vec<(&'static str, String)> {
    let page = |role, settings: Resets| {
        let found = Found { settings, kept: None };
        SettingsResets::of(place(language, role), found, false)
    };
    let strict = Resets {
        administrators_checks: vec!["saw-id".to_owned()],
        code_only: true,
        longest: "8h".to_owned(),
        ..Resets::default()
    };
    let mut bad = page(Role::GlobalAdministrator, strict.clone());
    bad.checks[0] = vec![];
    bad.judged();
    bad.refuse(Complaint::PageTooOld);
    vec![
        ("settings-resets", page(Role::GlobalAdministrator, Resets::default()).html().unwrap()),
        ("settings-resets-reader", page(Role::GlobalReader, strict).html().unwrap()),
        ("settings-resets-bad", bad.html().unwrap()),
    ]
}

fn policy(language: Language, role: Role) -> SettingsPolicy {
    let settings = PasswordPolicy::default();
    SettingsPolicy {
        page: place(language, role),
        found: Found { settings, kept: None },
        form: PolicyForm::of(&settings),
        words: 1,
        breaches: false,
        question: None,
        refused: None,
    }
}

fn passwords(language: Language) -> Vec<(&'static str, String)> {
    let mut asked = policy(language, Role::AuthenticationPolicyAdministrator);
    asked.form = PolicyForm::of(&PasswordPolicy::AZURE_2018);
    (asked.breaches, asked.words) = (true, 0);
    asked.question = Some((90, Hits { now: 1_204, week: 1, month: 0 }));
    let mut bad = policy(language, Role::GlobalAdministrator);
    bad.form = PolicyForm::of(&PasswordPolicy { shortest: 4, valid_days: 9_999, ..PasswordPolicy::default() });
    bad.form.judged(PasswordPolicy::default());
    let mut contested = policy(language, Role::GlobalAdministrator);
    contested.form = PolicyForm::of(&PasswordPolicy { shortest: 20, ..PasswordPolicy::default() });
    contested.contest();
    let settings = BannedWords::default().with("noordzee\nkade\nlading").unwrap();
    let words = |role, ban, words: &str| SettingsWords {
        page: place(language, role),
        found: Found { settings: settings.clone(), kept: Some(kept(true)) },
        ban,
        words: Field::of(words),
        refused: None,
    };
    let mut too_short = words(Role::GlobalAdministrator, false, "abc");
    too_short.words.refuse(Complaint::WordLength { word: "abc".to_owned(), least: 4, most: 16 });
    too_short.words.refuse(Complaint::TooManyWords { most: 1_000 });
    let rules = Rules::of(PasswordPolicy::default(), &settings.words);
    let tried = |password: &str| {
        let password = PlainPassword::new(password.to_owned());
        let facts = Facts { breached: Some(false), ..Facts::default() };
        let judged = rules.judge(Scope::First, true, &password, &Context::new(["Bram"]), facts);
        Trial { judged, score: rules.score(&password), needed: 5 }
    };
    let trial = |trial| TryPassword {
        page: place(language, Role::GlobalAdministrator),
        username: Field::of("bram.devries"),
        password: Field::default(),
        trial,
        refused: None,
    };
    let mut nobody = trial(None);
    nobody.username.refuse(Complaint::NobodyFound);
    nobody.password.refuse(Complaint::PasswordMissing);
    vec![
        ("settings-policy", policy(language, Role::GlobalAdministrator).html().unwrap()),
        ("settings-policy-reader", policy(language, Role::GlobalReader).html().unwrap()),
        ("settings-policy-asked", asked.html().unwrap()),
        ("settings-policy-bad", bad.html().unwrap()),
        ("settings-policy-contested", contested.html().unwrap()),
        ("settings-words", words(Role::GlobalAdministrator, true, "").html().unwrap()),
        ("settings-words-reader", words(Role::GlobalReader, true, "").html().unwrap()),
        ("settings-words-bad", too_short.html().unwrap()),
        ("try-password", trial(None).html().unwrap()),
        ("try-password-refused", trial(Some(tried("N00rdzeekadek@de1"))).html().unwrap()),
        ("try-password-near", trial(Some(tried("ladinq"))).html().unwrap()),
        ("try-password-accepted", trial(Some(tried("velvet otter climbs 7 stairs"))).html().unwrap()),
        ("try-password-nobody", nobody.html().unwrap()),
    ]
}

/// Every page of the settings.
pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    let index = SettingsIndex {
        page: place(language, Role::GlobalAdministrator),
        sections: Which::ALL.map(|section| (section, Some(kept(section == Which::Sessions)))).into(),
        settings: Arc::default(),
        has_mail: true,
    };
    let fresh = SettingsIndex {
        page: place(language, Role::GlobalReader),
        sections: Which::ALL.map(|section| (section, None)).into(),
        settings: Arc::default(),
        has_mail: false,
    };
    let mut saved = sessions(language, Role::GlobalAdministrator, Some(true));
    saved.page = with_flash(saved.page, Flash::SettingsSaved);
    let mut contested = sessions(language, Role::AuthenticationPolicyAdministrator, Some(false));
    contested.form = SessionsForm::of(&Sessions { others_hours: 9, ..Sessions::default() });
    contested.contest(contested.found.clone());
    let mut bad = sessions(language, Role::GlobalAdministrator, None);
    bad.form = SessionsForm::of(&Sessions { others_hours: 99, others_idle_minutes: 1, ..Sessions::default() });
    bad.form.judged();
    bad.refused = Some(Complaint::PageTooOld);
    let mut pages = passwords(language);
    pages.extend(resets(language));
    pages.extend([
        ("settings", index.html().unwrap()),
        ("settings-fresh", fresh.html().unwrap()),
        ("settings-sessions", sessions(language, Role::GlobalAdministrator, None).html().unwrap()),
        ("settings-sessions-saved", saved.html().unwrap()),
        ("settings-sessions-contested", contested.html().unwrap()),
        ("settings-sessions-bad", bad.html().unwrap()),
        ("settings-sessions-reader", sessions(language, Role::GlobalReader, Some(true)).html().unwrap()),
    ]);
    pages
}
