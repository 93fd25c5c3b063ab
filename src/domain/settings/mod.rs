//! What administrators decide for everybody, one file a section; whatever was never decided has a default (architecture 3.11).
//!
//! A new section: its struct in a file of its own, a field of [`Settings`], a line in [`Section`]; its page in `web/settings`.

pub mod lockout;
pub mod sessions;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use thiserror::Error;

use lockout::Lockout;
use sessions::Sessions;

/// One page of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// How long a sign-in lasts.
    Sessions,
    /// What wrong passwords cost.
    Lockout,
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
    /// What wrong passwords cost.
    pub lockout: Lockout,
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
    pub const ALL: [Self; 2] = [Self::Sessions, Self::Lockout];

    /// The stable name in addresses, rows and audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sessions => "sessions",
            Self::Lockout => "lockout",
        }
    }

    /// Reads [`Section::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.id() == id)
    }
}

impl Settings {
    /// From what is kept: pairs of section and JSON. A section that this version does not know is left alone.
    ///
    /// # Errors
    /// [`Unreadable`].
    pub fn read<'a>(kept: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Unreadable> {
        let mut settings = Self::default();
        for (section, body) in kept {
            match Section::from_id(section) {
                Some(Section::Sessions) => settings.sessions = read(body)?,
                Some(Section::Lockout) => settings.lockout = read(body)?,
                None => {}
            }
        }
        Ok(settings)
    }
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
    let told = |value: Option<&Value>| value.map(told).unwrap_or_default();
    changed
        .map(|(name, value)| Decided { name: name.clone(), before: told(before.get(name)), after: told(Some(value)) })
        .collect()
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
mod tests {
    use super::*;

    #[test]
    fn what_was_never_decided_has_its_default_and_nonsense_is_refused() {
        assert_eq!(Settings::read([]), Ok(Settings::default()));
        let one = Settings::read([("sessions", r#"{"administrators_idle_minutes": 10, "of_a_later_version": true}"#)]);
        let expected = Sessions { administrators_idle_minutes: 10, ..Sessions::default() };
        assert_eq!(one, Ok(Settings { sessions: expected, ..Settings::default() }));
        assert_eq!(Settings::read([("of-a-later-version", "{}")]), Ok(Settings::default()));
        for nonsense in ["", "[]x", r#"{"administrators_idle_minutes": "long"}"#, r#"{"administrators_hours": 90}"#] {
            assert_eq!(Settings::read([("sessions", nonsense)]), Err(Unreadable(Section::Sessions)), "{nonsense}");
        }
    }

    #[test]
    fn only_what_differs_is_told() {
        let (before, mut after) = (Sessions::default(), Sessions::default());
        assert_eq!(decided(&before, &after), []);
        after.others_hours = 9;
        let told = Decided { name: "others_hours".into(), before: "12".into(), after: "9".into() };
        assert_eq!(decided(&before, &after), [told]);
        assert_eq!(read(&write(&after).unwrap()), Ok(after));
    }
}
