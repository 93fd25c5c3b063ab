//! What administrators decide for everybody, one file a section; whatever was never decided has a default (architecture 3.11).
//!
//! A new section: its struct in a file of its own, a field of [`Settings`], a line in [`Section`]; its page in `web/settings`.

pub mod banned_words;
pub mod branding;
pub mod directory;
pub mod letters;
pub mod lockout;
pub mod password_policy;
pub mod questions;
pub mod registration;
pub mod resets;
pub mod retention;
pub mod second_step;
pub mod self_service;
pub mod sessions;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use thiserror::Error;

use super::password::policy::PasswordPolicy;
use super::permission::Permission;
use banned_words::BannedWords;
use branding::Branding;
use directory::Directory;
use letters::Letters;
use lockout::Lockout;
use questions::Questions;
use registration::Registration;
use resets::Resets;
use retention::Retention;
use second_step::SecondStep;
use self_service::SelfService;
use sessions::Sessions;

/// One page of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// How long a sign-in lasts.
    Sessions,
    /// The rules of passwords, and when they end.
    PasswordPolicy,
    /// What may not be a part of a password.
    BannedWords,
    /// What wrong passwords cost.
    Lockout,
    /// Who may reset the own password, and how.
    SelfService,
    /// Who must have a second step.
    SecondStep,
    /// How administrators reset passwords.
    Resets,
    /// The security questions.
    Questions,
    /// Whether people are asked at sign-in for their proofs.
    Registration,
    /// The directory outside.
    Directory,
    /// How the portal looks and greets.
    Branding,
    /// What letters say.
    Letters,
    /// How long the audit log is kept.
    Retention,
}

/// The values of one section. Kept as JSON: a value that an older version did not know has its default.
pub trait Settled: Clone + Default + PartialEq + Serialize + DeserializeOwned {
    /// Which section.
    const SECTION: Section;

    /// Whether every value is within its limits.
    fn is_sound(&self) -> bool;

    /// Its place among all.
    fn of(settings: &Settings) -> &Self;
}

/// All sections together, as they hold at a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// How long a sign-in lasts.
    pub sessions: Sessions,
    /// The rules of passwords, and when they end.
    pub password_policy: PasswordPolicy,
    /// What may not be a part of a password.
    pub banned_words: BannedWords,
    /// What wrong passwords cost.
    pub lockout: Lockout,
    /// Who may reset the own password, and how.
    pub self_service: SelfService,
    /// Who must have a second step.
    pub second_step: SecondStep,
    /// How administrators reset passwords.
    pub resets: Resets,
    /// The security questions.
    pub questions: Questions,
    /// Whether people are asked at sign-in for their proofs.
    pub registration: Registration,
    /// The directory outside.
    pub directory: Directory,
    /// How the portal looks and greets.
    pub branding: Branding,
    /// What letters say.
    pub letters: Letters,
    /// How long the audit log is kept.
    pub retention: Retention,
}

/// What is kept of a section is none of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the settings of {} can not be read", .0.id())]
pub struct Unreadable(pub Section);

/// One value that was changed, as the audit log tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The name of the value.
    pub name: String,
    /// From what.
    pub before: String,
    /// To what.
    pub after: String,
}

impl Section {
    /// Every section, in the order of the index.
    pub const ALL: [Self; 13] = [
        Self::Sessions,
        Self::PasswordPolicy,
        Self::BannedWords,
        Self::Lockout,
        Self::SecondStep,
        Self::Resets,
        Self::SelfService,
        Self::Questions,
        Self::Registration,
        Self::Directory,
        Self::Branding,
        Self::Letters,
        Self::Retention,
    ];

    /// The stable name in addresses, rows and audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sessions => "sessions",
            Self::PasswordPolicy => "password-policy",
            Self::BannedWords => "banned-words",
            Self::Lockout => "lockout",
            Self::SelfService => "self-service",
            Self::SecondStep => "second-step",
            Self::Resets => "resets",
            Self::Questions => "security-questions",
            Self::Registration => "registration",
            Self::Directory => "directory",
            Self::Branding => "branding",
            Self::Letters => "letters",
            Self::Retention => "retention",
        }
    }

    /// Reads [`Section::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.id() == id)
    }

    /// What deciding it takes.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Directory => Permission::ManageDirectory,
            _ => Permission::ManageSettings,
        }
    }
}

impl Settings {
    /// From what is kept: pairs of section and JSON. A section that this version does not know is left alone; one that can not be read
    /// stays as it was `before`, and is told.
    pub fn read<'a>(kept: impl IntoIterator<Item = (&'a str, &'a str)>, before: &Self) -> (Self, Vec<Section>) {
        let (mut settings, mut unreadable) = (Self::default(), vec![]);
        for (section, body) in kept {
            let Some(section) = Section::from_id(section) else { continue };
            let taken = match section {
                Section::Sessions => take(body, &mut settings.sessions, &before.sessions),
                Section::PasswordPolicy => take(body, &mut settings.password_policy, &before.password_policy),
                Section::BannedWords => take(body, &mut settings.banned_words, &before.banned_words),
                Section::Lockout => take(body, &mut settings.lockout, &before.lockout),
                Section::SelfService => take(body, &mut settings.self_service, &before.self_service),
                Section::SecondStep => take(body, &mut settings.second_step, &before.second_step),
                Section::Resets => take(body, &mut settings.resets, &before.resets),
                Section::Questions => take(body, &mut settings.questions, &before.questions),
                Section::Registration => take(body, &mut settings.registration, &before.registration),
                Section::Directory => take(body, &mut settings.directory, &before.directory),
                Section::Branding => take(body, &mut settings.branding, &before.branding),
                Section::Letters => take(body, &mut settings.letters, &before.letters),
                Section::Retention => take(body, &mut settings.retention, &before.retention),
            };
            if !taken {
                unreadable.push(section);
            }
        }
        (settings, unreadable)
    }
}

fn take<S: Settled>(body: &str, place: &mut S, before: &S) -> bool {
    let read = read(body);
    let taken = read.is_ok();
    *place = read.unwrap_or_else(|_| before.clone());
    taken
}

/// A section from its JSON.
///
/// # Errors
/// [`Unreadable`]: no such values, or beyond their limits.
pub fn read<S: Settled>(body: &str) -> Result<S, Unreadable> {
    serde_json::from_str(body).ok().filter(S::is_sound).ok_or(Unreadable(S::SECTION))
}

/// The JSON of a section.
///
/// # Errors
/// [`Unreadable`] for a struct that is no JSON object, which is a fault of ours.
pub fn write<S: Settled>(settings: &S) -> Result<String, Unreadable> {
    serde_json::to_string(settings).map_err(|_| Unreadable(S::SECTION))
}

/// What differs between two states of a section, by name.
pub fn decided<S: Settled>(before: &S, after: &S) -> Vec<Decided> {
    let values = |settings: &S| match serde_json::to_value(settings) {
        Ok(Value::Object(values)) => values,
        _ => serde_json::Map::new(),
    };
    let (before, after) = (values(before), values(after));
    let changed = after.iter().filter(|(name, value)| before.get(*name) != Some(value));
    let of = |name: &String, value: &Value| {
        let (before, after) = differing(before.get(name), value);
        Decided { name: name.clone(), before, after }
    };
    changed.map(|(name, value)| of(name, value)).collect()
}

/// What was and what is; of lists only what went and what came.
fn differing(before: Option<&Value>, after: &Value) -> (String, String) {
    if let (Some(Value::Array(before)), Value::Array(after)) = (before, after) {
        let without = |these: &[Value], those: &[Value]| {
            these.iter().filter(|value| !those.contains(value)).map(told).collect::<Vec<_>>().join(", ")
        };
        return (without(before, after), without(after, before));
    }
    (before.map(told).unwrap_or_default(), told(after))
}

/// A value as people read it.
fn told(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(told).collect::<Vec<_>>().join(", "),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
