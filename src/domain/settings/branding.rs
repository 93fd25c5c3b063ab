//! How the portal looks and greets: a name, two colours, a picture, a text on the sign-in page (R-260…R-268, T-99…T-101).

use serde::{Deserialize, Serialize};

use super::{Section, Settings, Settled};
use crate::domain::colour::{Colour, Shade};
use crate::domain::fold::is_unseen;
use crate::domain::organisation::Language;
use crate::domain::picture::Format;

/// The decisions. Nothing of it names people: it is shown to whoever comes along.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Branding {
    /// What the organisation is called on pages and in letters; empty for the name of the installation.
    pub name: String,
    /// The same for English alone; empty where it has no other name there.
    pub name_en: String,
    /// The same for Dutch alone.
    pub name_nl: String,
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
    /// The same for English alone; empty where it is no other one.
    pub logo_en: String,
    /// The same for Dutch alone.
    pub logo_nl: String,
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

    /// What the organisation is called in a language; nothing where that is not decided here.
    pub fn name(&self, language: Language) -> Option<&str> {
        let own = match language {
            Language::English => &self.name_en,
            Language::Dutch => &self.name_nl,
        };
        [own, &self.name].into_iter().find(|name| !name.is_empty()).map(String::as_str)
    }

    /// The file of the logo in a language; nothing for none.
    pub fn logo(&self, language: Language) -> Option<&str> {
        [self.logo_for(Some(language)), &self.logo].into_iter().find(|file| !file.is_empty())
    }

    /// The file of the logo that was given for one language, or for all.
    pub fn logo_for(&self, language: Option<Language>) -> &str {
        match language {
            None => &self.logo,
            Some(Language::English) => &self.logo_en,
            Some(Language::Dutch) => &self.logo_nl,
        }
    }

    /// The same decisions with another logo for one language, or for all; an empty one for none.
    #[must_use]
    pub fn with_logo(mut self, language: Option<Language>, file: String) -> Self {
        match language {
            None => self.logo = file,
            Some(Language::English) => self.logo_en = file,
            Some(Language::Dutch) => self.logo_nl = file,
        }
        self
    }

    /// The files of all logos; some are empty.
    pub fn logos(&self) -> [&str; 3] {
        [&self.logo, &self.logo_en, &self.logo_nl]
    }

    /// The digest of a logo, and what kind of picture it is.
    pub fn picture(file: &str) -> Option<(&str, Format)> {
        let (digest, ending) = file.split_once('.')?;
        let is_digest = digest.len() == 32 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
        Format::from_ending(ending).filter(|_| is_digest).map(|format| (digest, format))
    }
}

/// Whether a text is one that people can read: lines, and nothing invisible.
pub fn is_legible(text: &str) -> bool {
    text.chars().all(|symbol| symbol == '\n' || !(symbol.is_control() || is_unseen(symbol)))
}

impl Settled for Branding {
    const SECTION: Section = Section::Branding;

    fn is_sound(&self) -> bool {
        let colour =
            |typed: &str, shade: Shade| typed.is_empty() || Colour::read(typed).is_some_and(|it| shade.bears(it));
        let text = |text: &str| text.chars().count() <= Self::LONGEST_TEXT && is_legible(text);
        let name = |name: &str| name.chars().count() <= Self::LONGEST_NAME && is_legible(name) && !name.contains('\n');
        [&self.name, &self.name_en, &self.name_nl].into_iter().all(|it| name(it))
            && colour(&self.accent_light, Shade::Light)
            && colour(&self.accent_dark, Shade::Dark)
            && text(&self.text_en)
            && text(&self.text_nl)
            && self.logos().into_iter().all(|file| file.is_empty() || Self::picture(file).is_some())
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
        assert_eq!(Branding::picture(&logo), Some(("0".repeat(32).as_str(), Format::Png)));
        assert!(Branding { logo_nl: logo, ..plain.clone() }.is_sound());
        assert!(!Branding { logo_en: "x.png".into(), ..plain.clone() }.is_sound());
        assert!(!Branding { name_nl: "a\nb".into(), ..plain }.is_sound());
    }

    #[test]
    fn what_a_language_has_of_its_own_goes_before_what_is_for_all() {
        let branding = Branding { name: "Noord & Zee".into(), name_en: "North & Sea".into(), ..Branding::default() };
        let branding = branding.with_logo(Some(Language::Dutch), "a.png".into()).with_logo(None, "b.png".into());
        assert_eq!(
            (branding.name(Language::English), branding.name(Language::Dutch)),
            (Some("North & Sea"), Some("Noord & Zee"))
        );
        assert_eq!((branding.logo(Language::English), branding.logo(Language::Dutch)), (Some("b.png"), Some("a.png")));
        assert_eq!(
            (Branding::default().name(Language::Dutch), Branding::default().logo(Language::Dutch)),
            (None, None)
        );
    }

    #[test]
    fn a_text_that_is_missing_in_one_language_is_told_in_the_other() {
        let branding = Branding { text_nl: "Welkom".into(), ..Branding::default() };
        assert_eq!((branding.text(Language::English), branding.text(Language::Dutch)), ("Welkom", "Welkom"));
    }
}
