//! The one organisation of this installation, and the settings that administrators own.

use jiff::tz::TimeZone;

/// A language the portal speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, British spelling.
    English,
    /// Dutch.
    Dutch,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Dutch];

    /// The language tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Dutch => "nl",
        }
    }

    /// Reads a language tag, region ignored.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or("");
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The other language, for the switch.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::English => Self::Dutch,
            Self::Dutch => Self::English,
        }
    }
}

/// The organisation: set at first run, owned by its administrators afterwards.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// The domains of its user names; the first is the default.
    pub domains: Vec<String>,
    /// The zone in which pages tell the time.
    pub time_zone: TimeZone,
    /// The language for visitors who say nothing.
    pub language: Language,
    /// How to reach the service desk: a phone number or a sentence.
    pub service_desk: Option<String>,
}

impl Organisation {
    /// The same under another name.
    #[must_use]
    pub fn called(&self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self.clone() }
    }

    /// The domain of a bare user name.
    pub fn default_domain(&self) -> &str {
        self.domains.first().map_or("", String::as_str)
    }
}
