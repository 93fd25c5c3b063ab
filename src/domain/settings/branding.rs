//! How the portal looks and greets: a name, two colours, a picture, a text on the sign-in page (R-260…R-268, T-99…T-101).

use serde::{Deserialize, Serialize};

use super::{Section, Settings, Settled};
use crate::domain::colour::{Colour, Shade};
use crate::domain::organisation::Language;
use crate::domain::picture::Format;

/// The decisions. Nothing of it names people: it is shown to whoever comes along.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Branding {
    /// What the organisation is called on pages and in letters; empty for the name of the installation.
    pub name: String,
    /// The accent on light pages, `#rrggbb`; empty for our own.
    pub accent_light: String,
    /// The accent on dark pages.
    pub accent_dark: String,
    /// The text below the sign-in form, in English.
    pub text_en: String,
    /// The same in Dutch.
    pub text_nl: String,
    /// The file of the logo: its digest and what kind it is; empty for none.
    pub logo: String,
}

impl Branding {
    /// The longest name.
    pub const LONGEST_NAME: usize = 100;
    /// The longest text.
    pub const LONGEST_TEXT: usize = 1_024;

    /// The accent for a shade, where one was chosen that can be read.
    pub fn accent(&self, shade: Shade) -> Option<Colour> {
        let typed = match shade {
            Shade::Light => &self.accent_light,
            Shade::Dark => &self.accent_dark,
        };
        Colour::read(typed).filter(|colour| shade.bears(*colour))
    }

    /// The text below the sign-in form: in that language, or in the other one where there is none.
    pub fn text(&self, language: Language) -> &str {
        let (own, other) = match language {
            Language::English => (&self.text_en, &self.text_nl),
            Language::Dutch => (&self.text_nl, &self.text_en),
        };
        if own.is_empty() { other } else { own }
    }

    /// The digest of the logo, and what kind of picture it is.
    pub fn picture(&self) -> Option<(&str, Format)> {
        let (digest, ending) = self.logo.split_once('.')?;
        let is_digest = digest.len() == 32 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
        Format::from_ending(ending).filter(|_| is_digest).map(|format| (digest, format))
    }
}

/// Whether a text is one that people can read: lines, and nothing invisible.
pub fn is_legible(text: &str) -> bool {
    text.chars().all(|symbol| symbol == '\n' || !(symbol.is_control() || is_unseen(symbol)))
}

/// What turns the direction of writing, or can not be seen.
const fn is_unseen(symbol: char) -> bool {
    matches!(symbol, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

impl Settled for Branding {
    const SECTION: Section = Section::Branding;

    fn is_sound(&self) -> bool {
        let colour =
            |typed: &str, shade: Shade| typed.is_empty() || Colour::read(typed).is_some_and(|it| shade.bears(it));
        let text = |text: &str| text.chars().count() <= Self::LONGEST_TEXT && is_legible(text);
        self.name.chars().count() <= Self::LONGEST_NAME
            && is_legible(&self.name)
            && !self.name.contains('\n')
            && colour(&self.accent_light, Shade::Light)
            && colour(&self.accent_dark, Shade::Dark)
            && text(&self.text_en)
            && text(&self.text_nl)
            && (self.logo.is_empty() || self.picture().is_some())
    }

    fn of(settings: &Settings) -> &Self {
        &settings.branding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_read_is_sound() {
        let plain = Branding::default();
        assert!(plain.is_sound());
        assert!(Branding { accent_light: "#0d536c".into(), accent_dark: "#8bcfe0".into(), ..plain.clone() }.is_sound());
        assert!(!Branding { accent_light: "#8bcfe0".into(), ..plain.clone() }.is_sound());
        assert!(!Branding { accent_dark: "}body{".into(), ..plain.clone() }.is_sound());
        assert!(Branding { text_en: "é".repeat(1_024), ..plain.clone() }.is_sound());
        assert!(!Branding { text_en: "é".repeat(1_025), ..plain.clone() }.is_sound());
        assert!(!Branding { name: "a\u{202e}b".into(), ..plain.clone() }.is_sound());
        assert!(!Branding { logo: "../x.png".into(), ..plain.clone() }.is_sound());
        let logo = format!("{}.png", "0".repeat(32));
        assert_eq!(Branding { logo, ..plain }.picture(), Some(("0".repeat(32).as_str(), Format::Png)));
    }

    #[test]
    fn a_text_that_is_missing_in_one_language_is_told_in_the_other() {
        let branding = Branding { text_nl: "Welkom".into(), ..Branding::default() };
        assert_eq!((branding.text(Language::English), branding.text(Language::Dutch)), ("Welkom", "Welkom"));
    }
}
