//! Letters in words: one list of parts, drawn as text and as HTML, in the language of whoever reads them.

use askama::Template;
use jiff::Timestamp;

use crate::domain::letter::{About, Letter, Notice};
use crate::domain::organisation::Organisation;
use crate::i18n::{Words, t};

/// A mail as it is sent.
pub(super) struct Drawn {
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: String,
}

/// One part of a letter.
#[derive(Debug)]
enum Part {
    Text(String),
    Code(String),
    Link { text: String, address: String },
}

/// What every letter is written on.
#[derive(Clone, Copy)]
pub(super) struct Paper<'a> {
    pub(super) words: &'a Words,
    pub(super) organisation: &'a Organisation,
    /// Where the portal is, without a slash at its end.
    pub(super) portal: &'a str,
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

impl Paper<'_> {
    /// Puts a letter into words.
    ///
    /// # Errors
    /// A fault of the template.
    pub(super) fn draw(&self, letter: &Letter) -> askama::Result<Drawn> {
        let (subject, parts) = self.told(letter);
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

    fn told(&self, letter: &Letter) -> (String, Vec<Part>) {
        let (words, name) = (self.words, self.organisation.name.as_str());
        let line = |text: &str| Part::Text(text.to_owned());
        match letter {
            Letter::Trial => {
                (t!(words, "mail-trial-subject", organisation = name), vec![line(t!(words, "mail-trial-text"))])
            }
            Letter::ResetCode { code, minutes } => (
                t!(words, "mail-code-subject", organisation = name),
                vec![
                    line(t!(words, "mail-reset-code-text")),
                    spaced(code.expose()),
                    Part::Text(t!(words, "mail-code-minutes", minutes = *minutes)),
                    line(t!(words, "mail-reset-code-not-you")),
                ],
            ),
            Letter::AddressCode { code, minutes } => (
                t!(words, "mail-code-subject", organisation = name),
                vec![
                    line(t!(words, "mail-address-code-text")),
                    spaced(code.expose()),
                    Part::Text(t!(words, "mail-code-minutes", minutes = *minutes)),
                    line(t!(words, "mail-address-code-not-you")),
                ],
            ),
            Letter::SignInCode { code, until } => (
                t!(words, "mail-code-subject", organisation = name),
                vec![
                    line(t!(words, "mail-sign-in-code-text")),
                    Part::Code(code.expose().to_owned()),
                    Part::Text(t!(words, "mail-sign-in-code-until", until = self.moment(*until))),
                    line(t!(words, "mail-sign-in-code-not-you")),
                ],
            ),
            Letter::ResetRefused { refusal } => (
                t!(words, "mail-refused-subject", organisation = name),
                vec![
                    line(t!(words, "mail-refused-text")),
                    Part::Text(t!(words, "mail-refused-code", code = refusal.as_str())),
                    line(t!(words, "mail-refused-not-you")),
                ],
            ),
            Letter::Notice(notice) => self.notice(notice),
        }
    }

    fn notice(&self, notice: &Notice) -> (String, Vec<Part>) {
        let (words, name, who) = (self.words, self.organisation.name.as_str(), notice.user_name.as_str());
        let what = match notice.about {
            About::PasswordReset => t!(words, "mail-notice-password-reset", name = who),
            About::PasswordChanged => t!(words, "mail-notice-password-changed", name = who),
            About::ResetByAdministrator => t!(words, "mail-notice-reset-by-administrator", name = who),
            About::AddressChanged => t!(words, "mail-notice-address-changed", name = who),
            About::AppAdded => t!(words, "mail-notice-app-added", name = who),
            About::AppRemoved => t!(words, "mail-notice-app-removed", name = who),
            About::PasskeyAdded => t!(words, "mail-notice-passkey-added", name = who),
            About::PasskeyRemoved => t!(words, "mail-notice-passkey-removed", name = who),
            About::StepCleared => t!(words, "mail-notice-step-cleared", name = who),
            About::AdministratorReset => t!(words, "mail-notice-administrator-reset", name = who),
            About::HelpAsked => t!(words, "mail-notice-help-asked", name = who),
            About::Unlocked => t!(words, "mail-notice-unlocked", name = who),
            About::Invited => t!(words, "mail-notice-invited", name = who),
            About::RegistrationDemanded => t!(words, "mail-notice-registration-demanded", name = who),
            About::PasswordKnown => t!(words, "mail-notice-password-known", name = who),
            About::PasskeyCopied => t!(words, "mail-notice-passkey-copied", name = who),
        };
        let subject = match notice.about {
            About::HelpAsked => t!(words, "mail-help-subject", organisation = name, name = who),
            About::Invited => t!(words, "mail-invited-subject", organisation = name),
            About::AdministratorReset => t!(words, "mail-administrator-subject", organisation = name, name = who),
            About::PasswordKnown | About::PasskeyCopied => {
                t!(words, "mail-warning-subject", organisation = name, name = who)
            }
            _ => t!(words, "mail-notice-subject", organisation = name),
        };
        let at = self.moment(notice.at);
        let when = if let Some(address) = &notice.address {
            t!(words, "mail-notice-when-where", at = at, address = address.as_str())
        } else {
            t!(words, "mail-notice-when", at = at)
        };
        let mut parts = vec![Part::Text(what)];
        // Nothing has happened to the account of somebody who is invited.
        if notice.about != About::Invited {
            parts.push(Part::Text(when));
        }
        match notice.about {
            About::Invited => {
                parts.push(Part::Text(t!(words, "mail-notice-invited-how").to_owned()));
                parts.push(Part::Link {
                    text: t!(words, "mail-notice-invited-open").to_owned(),
                    address: format!("{}/account/registration", self.portal),
                });
            }
            About::HelpAsked | About::AdministratorReset => parts.push(Part::Link {
                text: t!(words, "mail-notice-open").to_owned(),
                address: format!("{}/users?q={}", self.portal, form_urlencoded(who)),
            }),
            _ => parts.push(Part::Text(t!(words, "mail-notice-not-you").to_owned())),
        }
        (subject, parts)
    }

    /// A moment in the organisation's own time.
    fn moment(&self, at: Timestamp) -> String {
        let local = at.to_zoned(self.organisation.time_zone.clone());
        let month = usize::try_from(local.month() - 1).unwrap_or(0);
        let month = self.words.dates().long_months.get(month).map_or("", String::as_str);
        format!("{} {month} {}, {:02}:{:02}", local.day(), local.year(), local.hour(), local.minute())
    }
}

/// A code in two groups, as it is easiest to copy by eye.
fn spaced(code: &str) -> Part {
    let (first, second) = code.split_at_checked(code.len() / 2).unwrap_or((code, ""));
    Part::Code(format!("{first} {second}"))
}

fn form_urlencoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::domain::organisation::Language;
    use crate::domain::password::temporary::TemporaryPassword;
    use crate::domain::secret::SentCode;

    fn letters() -> Vec<Letter> {
        let code = || SentCode::read("01234567").unwrap();
        let notice = |about| {
            Letter::Notice(Notice {
                about,
                user_name: "<a href=x>bram@example.org".into(),
                at: Timestamp::from_second(1_700_000_000).unwrap(),
                address: (about != About::AppAdded).then(|| "192.0.2.7".into()),
            })
        };
        let plain = [
            Letter::Trial,
            Letter::ResetCode { code: code(), minutes: 10 },
            Letter::AddressCode { code: code(), minutes: 1 },
            Letter::SignInCode {
                code: TemporaryPassword::read("kxwm-4r7p-qz9t-h3cv").unwrap(),
                until: Timestamp::from_second(1_700_000_000).unwrap(),
            },
            Letter::ResetRefused { refusal: "SSPR_0013".into() },
        ];
        plain.into_iter().chain(About::ALL.map(notice)).collect()
    }

    #[test]
    fn every_letter_says_the_same_in_text_and_html_and_neither_holds_markup_of_a_name() {
        let organisation = Organisation {
            name: "Noord & Zee".into(),
            domains: vec!["example.org".into()],
            time_zone: TimeZone::get("Europe/Amsterdam").unwrap(),
            language: Language::English,
            service_desk: Some("010 555 01 34".into()),
        };
        for language in Language::ALL {
            let words = Words::load(language).unwrap();
            let paper = Paper { words: &words, organisation: &organisation, portal: "https://passwords.example.org" };
            for letter in letters() {
                let drawn = paper.draw(&letter).unwrap();
                assert!(drawn.subject.contains("Noord & Zee"), "{}", drawn.subject);
                assert!(drawn.text.contains("Noord & Zee") && drawn.text.contains("010 555 01 34"), "{}", drawn.text);
                assert!(drawn.html.contains("Noord &#38; Zee"), "{}", drawn.html);
                assert!(!drawn.html.contains("<a href=x>"), "{}", drawn.html);
                assert!(!drawn.text.contains("mail-") && !drawn.subject.contains("mail-"), "a word is missing");
                if matches!(letter, Letter::SignInCode { .. }) {
                    let code = "kxwm-4r7p-qz9t-h3cv";
                    assert!(drawn.text.contains(code) && drawn.html.contains(code) && !drawn.subject.contains("kxwm"));
                    assert!(!drawn.text.contains("://"), "a letter with a code has no link (security 4.8)");
                    assert!(drawn.text.contains("2023, 23:13"), "{}", drawn.text);
                }
                if matches!(letter, Letter::ResetCode { .. } | Letter::AddressCode { .. }) {
                    assert!(drawn.text.contains("0123 4567") && drawn.html.contains("0123 4567"));
                    assert!(!drawn.subject.contains("0123"), "a locked screen shows subjects");
                    assert!(!drawn.text.contains("://"), "a letter with a code has no link (security 4.8)");
                }
            }
            let Letter::Notice(notice) = letters().pop().unwrap() else { panic!("the last one is a notice") };
            assert!(paper.moment(notice.at).ends_with("2023, 23:13"), "{}", paper.moment(notice.at));
        }
    }
}
