//! Our own words for every kind of letter.

use super::letter::{Paper, Part, Values};
use super::t;
use crate::domain::letter::Kind;
use crate::domain::notice::About;

impl Paper<'_> {
    /// The subject and the parts of a letter.
    pub(super) fn told(&self, kind: Kind, values: &Values) -> (String, Vec<Part>) {
        let (words, name) = (self.words, values.organisation.as_str());
        let line = |text: &str| Part::Text(text.to_owned());
        let code = || Part::Code(values.code.clone());
        let minutes = || Part::Text(t!(words, "mail-code-minutes", minutes = values.minutes.as_str()));
        match kind {
            Kind::Trial => {
                (t!(words, "mail-trial-subject", organisation = name), vec![line(t!(words, "mail-trial-text"))])
            }
            Kind::ResetCode => (
                t!(words, "mail-code-subject", organisation = name),
                vec![
                    line(t!(words, "mail-reset-code-text")),
                    code(),
                    minutes(),
                    line(t!(words, "mail-reset-code-not-you")),
                ],
            ),
            Kind::AddressCode => (
                t!(words, "mail-code-subject", organisation = name),
                vec![
                    line(t!(words, "mail-address-code-text")),
                    code(),
                    minutes(),
                    line(t!(words, "mail-address-code-not-you")),
                ],
            ),
            // One line, that a locked screen shows: who writes, the code, and that nobody asks for it.
            Kind::TextTrial => (String::new(), vec![Part::Text(t!(words, "text-trial", organisation = name))]),
            Kind::ResetText => {
                let (code, minutes) = (values.code.as_str(), values.minutes.as_str());
                let text = t!(words, "text-reset-code", organisation = name, code = code, minutes = minutes);
                (String::new(), vec![Part::Text(text)])
            }
            Kind::PhoneText => {
                let (code, minutes) = (values.code.as_str(), values.minutes.as_str());
                let text = t!(words, "text-phone-code", organisation = name, code = code, minutes = minutes);
                (String::new(), vec![Part::Text(text)])
            }
            Kind::SignInCode => (
                t!(words, "mail-code-subject", organisation = name),
                vec![
                    line(t!(words, "mail-sign-in-code-text")),
                    code(),
                    Part::Text(t!(words, "mail-sign-in-code-until", until = values.until.as_str())),
                    line(t!(words, "mail-sign-in-code-not-you")),
                ],
            ),
            Kind::ResetRefused => {
                let mut parts = vec![
                    line(t!(words, "mail-refused-text")),
                    Part::Text(t!(words, "mail-refused-code", code = values.reason.as_str())),
                ];
                if !values.link.is_empty() {
                    parts.push(Part::Link { text: self.link_text(kind).to_owned(), address: values.link.clone() });
                }
                parts.push(line(t!(words, "mail-refused-not-you")));
                (t!(words, "mail-refused-subject", organisation = name), parts)
            }
            Kind::Notice(about) => self.notice(about, values),
        }
    }

    fn notice(&self, about: About, values: &Values) -> (String, Vec<Part>) {
        let (words, name, who) = (self.words, values.organisation.as_str(), values.name.as_str());
        let what = match about {
            About::PasswordReset => t!(words, "mail-notice-password-reset", name = who),
            About::PasswordChanged => t!(words, "mail-notice-password-changed", name = who),
            About::ResetByAdministrator => t!(words, "mail-notice-reset-by-administrator", name = who),
            About::AddressChanged => t!(words, "mail-notice-address-changed", name = who),
            About::PhoneChanged => t!(words, "mail-notice-phone-changed", name = who),
            About::QuestionsChanged => t!(words, "mail-notice-questions-changed", name = who),
            About::AppAdded => t!(words, "mail-notice-app-added", name = who),
            About::AppRemoved => t!(words, "mail-notice-app-removed", name = who),
            About::PasskeyAdded => t!(words, "mail-notice-passkey-added", name = who),
            About::PasskeyRemoved => t!(words, "mail-notice-passkey-removed", name = who),
            About::CodesMade => t!(words, "mail-notice-codes-made", name = who),
            About::StepCleared => t!(words, "mail-notice-step-cleared", name = who),
            About::AdministratorReset => t!(words, "mail-notice-administrator-reset", name = who),
            About::HelpAsked => t!(words, "mail-notice-help-asked", name = who),
            About::Unlocked => t!(words, "mail-notice-unlocked", name = who),
            About::Invited => t!(words, "mail-notice-invited", name = who),
            About::RegistrationDemanded => t!(words, "mail-notice-registration-demanded", name = who),
            About::PasswordKnown => t!(words, "mail-notice-password-known", name = who),
            About::PasskeyCopied => t!(words, "mail-notice-passkey-copied", name = who),
            About::CodeUsed => t!(words, "mail-notice-code-used", name = who),
            About::PasswordTakenBack => t!(words, "mail-notice-password-taken-back", name = who),
            About::Contained => t!(words, "mail-notice-contained", name = who),
            About::Recovered => t!(words, "mail-notice-recovered", name = who),
            About::PasswordEnds => t!(words, "mail-notice-password-ends", name = who, day = values.until.as_str()),
            About::AccountLocked => t!(words, "mail-notice-account-locked", name = who),
            About::RightsTried => t!(words, "mail-notice-rights-tried", name = who),
        };
        let subject = match about {
            About::HelpAsked => t!(words, "mail-help-subject", organisation = name, name = who),
            About::Invited => t!(words, "mail-invited-subject", organisation = name),
            About::PasswordEnds => t!(words, "mail-ends-subject", organisation = name),
            About::AccountLocked => t!(words, "mail-locked-subject", organisation = name),
            About::AdministratorReset => t!(words, "mail-administrator-subject", organisation = name, name = who),
            About::PasswordKnown | About::PasskeyCopied | About::Recovered => {
                t!(words, "mail-warning-subject", organisation = name, name = who)
            }
            _ => t!(words, "mail-notice-subject", organisation = name),
        };
        let at = values.time.as_str();
        let when = if let Some(from) = &values.from {
            t!(words, "mail-notice-when-where", at = at, address = from.as_str())
        } else {
            t!(words, "mail-notice-when", at = at)
        };
        let mut parts = vec![Part::Text(what)];
        // Nothing has happened to the account of somebody who is invited, or whose password ends.
        parts.push(match about {
            About::Invited => Part::Text(t!(words, "mail-notice-invited-how").to_owned()),
            About::PasswordEnds => Part::Text(t!(words, "mail-notice-password-ends-how").to_owned()),
            _ => Part::Text(when),
        });
        let link = || Part::Link { text: self.link_text(Kind::Notice(about)).to_owned(), address: values.link.clone() };
        parts.push(match about {
            About::Invited | About::PasswordEnds | About::HelpAsked | About::AdministratorReset => link(),
            // Whoever it was did not get in by that.
            About::AccountLocked => Part::Text(t!(words, "mail-notice-account-locked-how").to_owned()),
            // It was nobody but an administrator, and the person can not sign in any more.
            About::RightsTried => Part::Text(t!(words, "mail-notice-rights-tried-how").to_owned()),
            _ => Part::Text(t!(words, "mail-notice-not-you").to_owned()),
        });
        // Where the person sees all that happened, and says what was somebody else (T-96).
        if about.is_of_the_person() && about != About::PasswordEnds {
            parts.push(link());
        }
        (subject, parts)
    }
}
