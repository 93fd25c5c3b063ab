//! Letters in words: one list of parts, drawn as text and as HTML, in the language of whoever reads them; in our own words or in those
//! that administrators chose.

use askama::Template;
use jiff::Timestamp;

use super::{Words, t};
use crate::domain::letter::{Kind, Letter};
use crate::domain::notice::{About, Notice};
use crate::domain::organisation::Organisation;
use crate::domain::settings::self_service::Help;
use crate::domain::wording::{Place, Wording, filled};

/// A mail as it is sent.
#[derive(Debug)]
pub struct Drawn {
    /// One line.
    pub subject: String,
    /// For programs that show no HTML.
    pub text: String,
    /// A whole page.
    pub html: String,
}

/// One part of a letter.
#[derive(Debug)]
pub(super) enum Part {
    Text(String),
    Code(String),
    Link { text: String, address: String },
}

/// What every letter is written on.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// The words of its reader.
    pub words: &'a Words,
    /// Who writes.
    pub organisation: &'a Organisation,
    /// Where the portal is, without a slash at its end.
    pub portal: &'a str,
    /// Where people find help in its reader's language, where that was decided.
    pub help: Option<&'a Help>,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    language: &'static str,
    subject: &'a str,
    parts: &'a [Part],
    organisation: &'a str,
    desk: Option<String>,
}

/// What is filled into a letter; empty where it has none. It holds codes: no log shows it.
#[derive(Default)]
pub(super) struct Values {
    pub(super) organisation: String,
    pub(super) name: String,
    pub(super) time: String,
    pub(super) from: Option<String>,
    pub(super) code: String,
    pub(super) minutes: String,
    pub(super) until: String,
    pub(super) reason: String,
    pub(super) link: String,
}

impl Values {
    /// The places themselves: what is told with them is the text that an administrator begins with.
    fn places() -> Self {
        Self {
            organisation: Place::Organisation.written(),
            name: Place::Name.written(),
            time: Place::Time.written(),
            from: Some(Place::From.written()),
            code: Place::Code.written(),
            minutes: Place::Minutes.written(),
            until: Place::Until.written(),
            reason: Place::Reason.written(),
            link: Place::Link.written(),
        }
    }

    fn at(&self, place: Place) -> &str {
        match place {
            Place::Organisation => &self.organisation,
            Place::Name => &self.name,
            Place::Time => &self.time,
            Place::From => self.from.as_deref().unwrap_or_default(),
            Place::Code => &self.code,
            Place::Minutes => &self.minutes,
            Place::Until => &self.until,
            Place::Reason => &self.reason,
            Place::Link => &self.link,
        }
    }
}

impl Paper<'_> {
    /// Puts a letter into words: into `own`, where administrators chose some.
    ///
    /// # Errors
    /// A fault of the template.
    pub fn draw(&self, letter: &Letter, own: Option<&Wording>) -> askama::Result<Drawn> {
        self.drawn(letter.kind(), &self.values(letter), own)
    }

    /// What a letter of a kind would look like, with made-up values.
    ///
    /// # Errors
    /// A fault of the template.
    pub fn sample(&self, kind: Kind, name: &str, now: Timestamp, own: Option<&Wording>) -> askama::Result<Drawn> {
        let code = if kind == Kind::SignInCode { "kxwm-4r7p-qz9t-h3cv" } else { "1234 5678" };
        let is_of_a_day = kind == Kind::Notice(About::PasswordEnds);
        let values = Values {
            organisation: self.organisation.name.clone(),
            name: name.to_owned(),
            time: self.moment(now),
            from: Some("192.0.2.7".to_owned()),
            code: code.to_owned(),
            minutes: "10".to_owned(),
            until: if is_of_a_day { self.day(now) } else { self.moment(now) },
            reason: "SSPR_0013".to_owned(),
            link: self.link(kind, name),
        };
        self.drawn(kind, &values, own)
    }

    /// Our own words for a kind of letter, with the places where something is filled in.
    pub fn original(&self, kind: Kind) -> Wording {
        let (subject, parts) = self.told(kind, &Values::places());
        let paragraphs = parts.into_iter().map(|part| match part {
            Part::Text(text) | Part::Code(text) => text,
            Part::Link { address, .. } => address,
        });
        Wording { subject, text: paragraphs.collect::<Vec<_>>().join("\n\n") }
    }

    fn drawn(&self, kind: Kind, values: &Values, own: Option<&Wording>) -> askama::Result<Drawn> {
        let (subject, parts) = match own {
            Some(own) => self.worded(kind, values, own),
            None => self.told(kind, values),
        };
        let desk =
            self.organisation.service_desk.as_ref().map(|desk| t!(self.words, "mail-desk", desk = desk.as_str()));
        let html = Html {
            language: self.words.language().tag(),
            subject: &subject,
            parts: &parts,
            organisation: &self.organisation.name,
            desk: desk.clone(),
        }
        .render()?;
        let mut text = String::new();
        for part in &parts {
            match part {
                Part::Text(line) => text.push_str(line),
                Part::Code(code) => text.extend(["    ", code]),
                Part::Link { text: label, address } => text.extend([label, ": ", address]),
            }
            text.push_str("\n\n");
        }
        text.push_str("-- \n");
        text.push_str(&self.organisation.name);
        if let Some(line) = desk {
            text.push('\n');
            text.push_str(&line);
        }
        text.push('\n');
        Ok(Drawn { subject, text, html })
    }

    /// In words of an administrator: text alone, in which a code or a way somewhere may stand as a paragraph of its own.
    fn worded(&self, kind: Kind, values: &Values, own: &Wording) -> (String, Vec<Part>) {
        let fill = |text: &str| {
            filled(text, |place| match place {
                Place::From if values.from.is_none() => t!(self.words, "mail-from-unknown"),
                // In the midst of a sentence, a way that there is not is whoever else helps.
                Place::Link if values.link.is_empty() => t!(self.words, "mail-link-none"),
                place => values.at(place),
            })
        };
        let part = |paragraph: &str| {
            if paragraph == Place::Code.written() {
                Part::Code(values.code.clone())
            } else if paragraph == Place::Link.written() {
                Part::Link { text: self.link_text(kind).to_owned(), address: values.link.clone() }
            } else {
                Part::Text(fill(paragraph))
            }
        };
        // On a line of its own, a way that there is not is not told.
        let told = |paragraph: &&str| !(values.link.is_empty() && *paragraph == Place::Link.written());
        (fill(own.subject.trim()), own.paragraphs().into_iter().filter(told).map(part).collect())
    }

    pub(super) fn values(&self, letter: &Letter) -> Values {
        let mut values = Values { organisation: self.organisation.name.clone(), ..Values::default() };
        match letter {
            Letter::Trial | Letter::TextTrial => {}
            Letter::ResetCode { code, minutes }
            | Letter::AddressCode { code, minutes }
            | Letter::ResetText { code, minutes }
            | Letter::PhoneText { code, minutes } => {
                values.code = spaced(code.expose());
                values.minutes = minutes.to_string();
            }
            Letter::SignInCode { code, until } => {
                code.expose().clone_into(&mut values.code);
                values.until = self.moment(*until);
            }
            Letter::ResetRefused { refusal } => {
                values.reason.clone_from(refusal);
                values.link = self.link(Kind::ResetRefused, "");
            }
            Letter::Notice(Notice { about, user_name, at, address }) => {
                values.name.clone_from(user_name);
                values.time = self.moment(*at);
                values.from.clone_from(address);
                values.link = self.link(Kind::Notice(*about), user_name);
                if *about == About::PasswordEnds {
                    values.until = self.day(*at);
                }
            }
        }
        values
    }

    /// Where somebody can do something about it.
    fn link(&self, kind: Kind, name: &str) -> String {
        match kind {
            Kind::ResetRefused => self.help.map(|help| help.address().to_owned()).unwrap_or_default(),
            Kind::Notice(About::Invited) => format!("{}/account/registration", self.portal),
            Kind::Notice(About::PasswordEnds) => format!("{}/account/password", self.portal),
            Kind::Notice(about) if about.is_of_the_person() => format!("{}/account/activity", self.portal),
            _ => format!("{}/users?q={}", self.portal, form_urlencoded(name)),
        }
    }

    pub(super) fn link_text(&self, kind: Kind) -> &str {
        match kind {
            Kind::ResetRefused => t!(self.words, "mail-refused-help"),
            Kind::Notice(About::Invited) => t!(self.words, "mail-notice-invited-open"),
            Kind::Notice(About::PasswordEnds) => t!(self.words, "mail-notice-password-ends-open"),
            Kind::Notice(about) if about.is_of_the_person() => t!(self.words, "mail-notice-activity"),
            _ => t!(self.words, "mail-notice-open"),
        }
    }

    /// A moment in the organisation's own time.
    fn moment(&self, at: Timestamp) -> String {
        let local = at.to_zoned(self.organisation.time_zone.clone());
        format!("{}, {:02}:{:02}", self.day(at), local.hour(), local.minute())
    }

    /// Its day.
    fn day(&self, at: Timestamp) -> String {
        let local = at.to_zoned(self.organisation.time_zone.clone());
        let month = usize::try_from(local.month() - 1).unwrap_or(0);
        let month = self.words.dates().long_months.get(month).map_or("", String::as_str);
        format!("{} {month} {}", local.day(), local.year())
    }
}

/// A code in two groups, as it is easiest to copy by eye.
fn spaced(code: &str) -> String {
    let (first, second) = code.split_at_checked(code.len() / 2).unwrap_or((code, ""));
    format!("{first} {second}")
}

fn form_urlencoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
#[path = "letter_tests.rs"]
mod tests;
