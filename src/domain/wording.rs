//! Letters in the words of administrators: texts with places that are filled in, from a closed list for each kind.

use std::fmt;

use super::letter::Kind;
use super::notice::About;
use super::settings::branding::is_legible;

/// What is filled into a text, where `{its name}` stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// What the organisation is called.
    Organisation,
    /// Whose account it is: the user name.
    Name,
    /// When it happened.
    Time,
    /// From which address it was done.
    From,
    /// The code.
    Code,
    /// For how many minutes the code works.
    Minutes,
    /// Until when the code works, or the password.
    Until,
    /// The code of the reason.
    Reason,
    /// The way to the page where something can be done about it.
    Link,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 9] = [
        Self::Organisation,
        Self::Name,
        Self::Time,
        Self::From,
        Self::Code,
        Self::Minutes,
        Self::Until,
        Self::Reason,
        Self::Link,
    ];

    /// Its name between the braces.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Name => "name",
            Self::Time => "time",
            Self::From => "from",
            Self::Code => "code",
            Self::Minutes => "minutes",
            Self::Until => "until",
            Self::Reason => "reason",
            Self::Link => "link",
        }
    }

    /// As it is written in a text.
    pub fn written(self) -> String {
        format!("{{{}}}", self.id())
    }

    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.id() == id)
    }
}

impl Kind {
    /// What can be filled into the text of such a letter.
    pub const fn places(self) -> &'static [Place] {
        match self {
            Self::Trial | Self::TextTrial => &[Place::Organisation],
            Self::ResetCode | Self::AddressCode | Self::ResetText | Self::PhoneText => {
                &[Place::Code, Place::Minutes, Place::Organisation]
            }
            Self::SignInCode => &[Place::Code, Place::Until, Place::Organisation],
            Self::ResetRefused => &[Place::Reason, Place::Link, Place::Organisation],
            Self::Notice(About::Invited) => &[Place::Link, Place::Name, Place::Organisation],
            Self::Notice(About::PasswordEnds) => &[Place::Name, Place::Until, Place::Link, Place::Organisation],
            Self::Notice(About::PasswordKnown | About::PasskeyCopied | About::Recovered) => {
                &[Place::Name, Place::Time, Place::From, Place::Organisation]
            }
            Self::Notice(_) => &[Place::Name, Place::Link, Place::Time, Place::From, Place::Organisation],
        }
    }

    /// What can be filled into its subject: nothing that a locked screen should not show.
    pub const fn subject_places(self) -> &'static [Place] {
        match self {
            Self::Notice(about) if !about.is_of_the_person() && !matches!(about, About::Invited) => {
                &[Place::Organisation, Place::Name]
            }
            _ => &[Place::Organisation],
        }
    }

    /// Without which its text is of no use.
    pub const fn needs(self) -> &'static [Place] {
        match self {
            Self::ResetCode | Self::AddressCode | Self::ResetText | Self::PhoneText | Self::SignInCode => {
                &[Place::Code]
            }
            Self::ResetRefused => &[Place::Reason],
            Self::Notice(About::Invited) => &[Place::Link],
            Self::Notice(About::PasswordEnds) => &[Place::Until],
            Self::Notice(About::HelpAsked | About::AdministratorReset) => &[Place::Name, Place::Link],
            Self::Trial | Self::TextTrial | Self::Notice(_) => &[],
        }
    }

    /// Whether it holds a code: such a letter has no link, so that people learn to follow none (security 4.8).
    const fn has_code(self) -> bool {
        matches!(self, Self::ResetCode | Self::AddressCode | Self::ResetText | Self::PhoneText | Self::SignInCode)
    }
}

/// What somebody wrote in the place of our own words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// The subject, one line.
    pub subject: String,
    /// The text: paragraphs, with empty lines between them.
    pub text: String,
}

/// Why such words do not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// There are none.
    Missing,
    /// Too many: so many at most.
    TooLong(usize),
    /// Something in them can not be seen.
    Invisible,
    /// Nothing of that name can be filled in here, or a brace stands alone.
    Unknown(String),
    /// This must be in it.
    Needs(Place),
    /// It leads to another page, and has a code.
    Address,
}

impl Wording {
    /// The longest subject.
    pub const LONGEST_SUBJECT: usize = 150;
    /// The longest text.
    pub const LONGEST_TEXT: usize = 2_000;

    /// What is wrong with the subject, for this kind of letter.
    pub fn subject_misfit(&self, kind: Kind) -> Option<Misfit> {
        if self.subject.contains('\n') {
            return Some(Misfit::Invisible);
        }
        misfit(&self.subject, Self::LONGEST_SUBJECT, kind.subject_places()).or_else(|| leads(kind, &self.subject))
    }

    /// What is wrong with the text, for this kind of letter.
    pub fn text_misfit(&self, kind: Kind) -> Option<Misfit> {
        let needs = || {
            let missing = kind.needs().iter().find(|place| !self.text.contains(&place.written()));
            missing.map(|place| Misfit::Needs(*place))
        };
        misfit(&self.text, Self::LONGEST_TEXT, kind.places()).or_else(needs).or_else(|| leads(kind, &self.text))
    }

    /// Whether it can be sent as such a letter.
    pub fn fits(&self, kind: Kind) -> bool {
        self.subject_misfit(kind).is_none() && self.text_misfit(kind).is_none()
    }

    /// The paragraphs of the text.
    pub fn paragraphs(&self) -> Vec<&str> {
        self.text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect()
    }
}

fn misfit(text: &str, most: usize, places: &[Place]) -> Option<Misfit> {
    if text.trim().is_empty() {
        Some(Misfit::Missing)
    } else if text.chars().count() > most {
        Some(Misfit::TooLong(most))
    } else if is_legible(text) {
        pieces(text).into_iter().find_map(|piece| match piece {
            Piece::Place(place) if !places.contains(&place) => Some(Misfit::Unknown(place.written())),
            Piece::Unknown(name) => Some(Misfit::Unknown(name.to_owned())),
            Piece::Place(_) | Piece::Text(_) => None,
        })
    } else {
        Some(Misfit::Invisible)
    }
}

/// What mail programs make a link of.
fn leads(kind: Kind, text: &str) -> Option<Misfit> {
    let lower = text.to_lowercase();
    let is_address = ["://", "www.", "mailto:"].iter().any(|sign| lower.contains(sign)) || holds_domain(&lower);
    (kind.has_code() && is_address).then_some(Misfit::Address)
}

/// Whether a word looks like a name of a machine: parts with dots between them, the last one of two letters or more.
fn holds_domain(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '.' && c != '-').any(|word| {
        let parts = word.trim_matches('.').rsplit_once('.');
        parts.is_some_and(|(before, last)| {
            before.ends_with(char::is_alphanumeric) && last.chars().count() > 1 && last.chars().all(char::is_alphabetic)
        })
    })
}

#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Place(Place),
    Unknown(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut found, mut rest) = (vec![], text);
    while let Some(at) = rest.find(['{', '}']) {
        let (before, behind) = rest.split_at(at);
        if !before.is_empty() {
            found.push(Piece::Text(before));
        }
        let end = behind.find('}').filter(|end| *end > 0 && !behind[1..*end].contains('{')).map_or(1, |end| end + 1);
        let (written, behind) = behind.split_at(end);
        let name = written.strip_prefix('{').and_then(|name| name.strip_suffix('}'));
        found.push(name.and_then(Place::from_id).map_or(Piece::Unknown(written), Piece::Place));
        rest = behind;
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest));
    }
    found
}

/// A text with its places filled in, in one go: what is filled in is never looked at again, whatever stands in it.
pub fn filled<V: fmt::Display>(text: &str, value: impl Fn(Place) -> V) -> String {
    pieces(text).into_iter().fold(String::new(), |out, piece| match piece {
        Piece::Text(text) | Piece::Unknown(text) => out + text,
        Piece::Place(place) => out + &value(place).to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(subject: &str, text: &str) -> Wording {
        Wording { subject: subject.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn only_what_a_kind_has_can_be_filled_in_and_what_it_needs_must_be_there() {
        let kind = Kind::ResetCode;
        assert!(wording("{organisation}: code", "Hello\n\n{code}\n\n{minutes} minutes").fits(kind));
        for (text, why) in [
            ("", Misfit::Missing),
            (" \n ", Misfit::Missing),
            ("Hello", Misfit::Needs(Place::Code)),
            ("{code} {name}", Misfit::Unknown("{name}".into())),
            ("{code} {evil}", Misfit::Unknown("{evil}".into())),
            ("{code} {", Misfit::Unknown("{".into())),
            ("{code} }", Misfit::Unknown("}".into())),
            ("{ {code}", Misfit::Unknown("{".into())),
            ("{{code}}", Misfit::Unknown("{".into())),
            ("{code} see https://evil.example", Misfit::Address),
            ("{code} see WWW.evil.example", Misfit::Address),
            ("{code} of desk@evil.example", Misfit::Address),
            ("{code}\u{202e}", Misfit::Invisible),
        ] {
            assert_eq!(wording("x", text).text_misfit(kind), Some(why), "{text}");
        }
        let long = "é".repeat(Wording::LONGEST_TEXT - 5);
        assert_eq!(wording("x", &format!("{{code}}{long}")).text_misfit(kind), Some(Misfit::TooLong(2_000)));
        assert_eq!(wording("Your code {code}", "").subject_misfit(kind), Some(Misfit::Unknown("{code}".into())));
        assert_eq!(wording("a\nb", "").subject_misfit(kind), Some(Misfit::Invisible), "no further header");
    }

    #[test]
    fn dots_of_a_sentence_make_no_address() {
        for text in
            ["{code} works {minutes} min. Then ask again, e.g. here.", "Code {code}. 10.30 a.m. is late… or ..x"]
        {
            assert_eq!(wording("x", text).text_misfit(Kind::ResetCode), None, "{text}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_looked_at_again() {
        let told = filled("{name} at {organisation} {odd}", |place| match place {
            Place::Name => "{organisation}",
            _ => "{name}<b>",
        });
        assert_eq!(told, "{organisation} at {name}<b> {odd}");
    }
}
