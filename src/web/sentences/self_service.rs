//! People who help themselves, and the mail that they get, in sentences.

use super::activities::why;
use crate::domain::activity;
use crate::domain::audit::Entry;
use crate::domain::carrier::Trouble;
use crate::domain::letter::Kind;
use crate::domain::notice::About;
use crate::domain::second_step::{BY_PASSWORD, Factor};
use crate::domain::self_service::{Method, Refusal};
use crate::i18n::{Words, t};
use crate::service::letters::State;

/// The sentence of such an event; nothing for any other activity.
pub fn sentence(words: &Words, actor: &str, person: Option<&str>, entry: &Entry) -> Option<String> {
    let someone = person.unwrap_or_else(|| t!(words, "event-someone"));
    let detail = |name| entry.detail(name).unwrap_or("");
    let why = entry.failure.as_deref().map(|code| why(words, &entry.activity, code));
    Some(match (entry.activity.as_str(), why) {
        (activity::SELF_RESET, None) => t!(words, "event-self-reset", person = someone),
        (activity::SELF_RESET_STEP, why) => match (detail("step"), why) {
            ("user-name", None) => t!(words, "event-self-reset-begun", person = someone),
            ("user-name", Some(_)) if person.is_none() => t!(words, "event-self-reset-unknown").to_owned(),
            ("user-name", Some(why)) => t!(words, "event-self-reset-refused", person = someone, why = why),
            ("code-asked", _) => t!(words, "event-self-reset-asked", person = someone),
            ("code-sent", _) => t!(words, "event-self-reset-sent", person = someone),
            ("proof", None) => t!(words, "event-self-reset-proved", person = someone),
            ("proof", Some(_)) if person.is_none() => t!(words, "event-self-reset-not-proved-unknown").to_owned(),
            ("proof", Some(why)) => t!(words, "event-self-reset-not-proved", person = someone, why = why),
            ("number", _) if person.is_none() => t!(words, "event-self-reset-number-unknown").to_owned(),
            ("number", Some(why)) => t!(words, "event-self-reset-number", person = someone, why = why),
            ("help", _) if person.is_none() => t!(words, "event-self-reset-help-unknown").to_owned(),
            ("help", _) => t!(words, "event-self-reset-help", person = someone),
            ("cancelled", _) if person.is_none() => t!(words, "event-self-reset-cancelled-unknown").to_owned(),
            ("cancelled", _) => t!(words, "event-self-reset-cancelled", person = someone),
            ("new-password", _) => t!(words, "event-self-reset-password", person = someone),
            ("out-of-order", _) => t!(words, "event-self-reset-order", person = someone),
            _ => return None,
        },
        (activity::SELF_RESET_CLOSED, _) if person.is_none() => t!(words, "event-self-reset-closed-unknown").to_owned(),
        (activity::SELF_RESET_CLOSED, _) => t!(words, "event-self-reset-closed", person = someone),
        (activity::SELF_RESET_OPENED, Some(why)) => {
            t!(words, "event-self-reset-opened-refused", actor = actor, person = someone, why = why)
        }
        (activity::SELF_RESET_OPENED, None) => t!(words, "event-self-reset-opened", actor = actor, person = someone),
        (activity::PROOF_REGISTERED, Some(why)) => t!(words, "event-proof-refused", actor = actor, why = why),
        (activity::PROOF_REGISTERED, None) if detail("step") == "code-sent" => {
            t!(words, "event-proof-given", actor = actor, to = detail("to"))
        }
        (activity::PROOF_REGISTERED, None) => t!(words, "event-proof-registered", actor = actor),
        (activity::PHONE_REGISTERED, Some(why)) => t!(words, "event-phone-refused", actor = actor, why = why),
        (activity::PHONE_REGISTERED, None) if detail("step") == "code-sent" => {
            t!(words, "event-phone-given", actor = actor, to = detail("to"))
        }
        (activity::PHONE_REGISTERED, None) => t!(words, "event-phone-registered", actor = actor),
        (activity::PHONE_REMOVED, None) => t!(words, "event-phone-removed", actor = actor),
        (activity::QUESTIONS_REGISTERED, None) => t!(words, "event-questions-registered", actor = actor),
        (activity::QUESTIONS_REMOVED, None) => t!(words, "event-questions-removed", actor = actor),
        (activity::PROOF_REMOVED, None) => t!(words, "event-proof-removed", actor = actor),
        (activity::SELF_UNLOCK, None) => t!(words, "event-self-unlock", person = someone),
        (activity::PROOFS_REVIEWED, None) => t!(words, "event-proofs-reviewed", actor = actor),
        (activity::REGISTRATION_PUT_OFF, None) => t!(words, "event-registration-put-off", actor = actor),
        (activity::REGISTRATION_DEMANDED, None) => {
            t!(words, "event-registration-demanded", actor = actor, person = someone)
        }
        (activity::REGISTRATION_INVITED, None) => {
            t!(words, "event-registration-invited", actor = actor, person = someone)
        }
        (activity::MAIL_TRIED, None) => t!(words, "event-mail-tried", actor = actor, to = detail("to")),
        _ => return None,
    })
}

/// Why somebody can not reset the own password; nothing for a code of anything else.
pub(super) fn refusal<'a>(words: &'a Words, code: &str) -> Option<&'a str> {
    Some(match Refusal::ALL.into_iter().find(|refusal| refusal.code() == code)? {
        Refusal::Off => t!(words, "why-sspr-off"),
        Refusal::Elsewhere => t!(words, "why-sspr-elsewhere"),
        Refusal::Blocked => t!(words, "why-sspr-blocked"),
        Refusal::NotInGroup => t!(words, "why-sspr-group"),
        Refusal::TooFewProofs => t!(words, "why-sspr-proofs"),
    })
}

/// A proof, by its name in audit rows.
pub(super) fn method<'a>(words: &'a Words, id: &'a str) -> &'a str {
    match Method::from_id(id) {
        Some(Method::Mail) => t!(words, "method-email"),
        Some(Method::Text) => t!(words, "method-sms"),
        Some(Method::App) => t!(words, "method-app"),
        Some(Method::Passkey) => t!(words, "method-passkey"),
        Some(Method::Questions) => t!(words, "method-questions"),
        None if id == BY_PASSWORD => t!(words, "method-password"),
        None if id == Factor::RecoveryCode.id() => t!(words, "method-recovery-code"),
        None => id,
    }
}

/// What a letter is.
pub fn kind(words: &Words, kind: Option<Kind>) -> &str {
    match kind {
        Some(Kind::Trial) => t!(words, "mail-kind-trial"),
        Some(Kind::ResetCode) => t!(words, "mail-kind-reset-code"),
        Some(Kind::AddressCode) => t!(words, "mail-kind-address-code"),
        Some(Kind::TextTrial) => t!(words, "mail-kind-text-trial"),
        Some(Kind::ResetText) => t!(words, "mail-kind-reset-text"),
        Some(Kind::PhoneText) => t!(words, "mail-kind-phone-text"),
        Some(Kind::SignInCode) => t!(words, "mail-kind-sign-in-code"),
        Some(Kind::ResetRefused) => t!(words, "mail-kind-reset-refused"),
        Some(Kind::Notice(about)) => match about {
            About::PasswordReset => t!(words, "mail-kind-password-reset"),
            About::PasswordChanged => t!(words, "mail-kind-password-changed"),
            About::ResetByAdministrator => t!(words, "mail-kind-reset-by-administrator"),
            About::AddressChanged => t!(words, "mail-kind-address-changed"),
            About::PhoneChanged => t!(words, "mail-kind-phone-changed"),
            About::QuestionsChanged => t!(words, "mail-kind-questions-changed"),
            About::AppAdded => t!(words, "mail-kind-app-added"),
            About::AppRemoved => t!(words, "mail-kind-app-removed"),
            About::PasskeyAdded => t!(words, "mail-kind-passkey-added"),
            About::PasskeyRemoved => t!(words, "mail-kind-passkey-removed"),
            About::CodesMade => t!(words, "mail-kind-codes-made"),
            About::StepCleared => t!(words, "mail-kind-step-cleared"),
            About::AdministratorReset => t!(words, "mail-kind-administrator-reset"),
            About::HelpAsked => t!(words, "mail-kind-help-asked"),
            About::Unlocked => t!(words, "mail-kind-unlocked"),
            About::Invited => t!(words, "mail-kind-invited"),
            About::RegistrationDemanded => t!(words, "mail-kind-registration-demanded"),
            About::PasswordKnown => t!(words, "mail-kind-password-known"),
            About::PasskeyCopied => t!(words, "mail-kind-passkey-copied"),
            About::CodeUsed => t!(words, "mail-kind-code-used"),
            About::PasswordTakenBack => t!(words, "mail-kind-password-taken-back"),
            About::Contained => t!(words, "mail-kind-contained"),
            About::Recovered => t!(words, "mail-kind-recovered"),
            About::PasswordEnds => t!(words, "mail-kind-password-ends"),
            About::AccountLocked => t!(words, "mail-kind-account-locked"),
            About::RightsTried => t!(words, "mail-kind-rights-tried"),
        },
        None => t!(words, "mail-kind-other"),
    }
}

/// Where a letter stands.
pub fn state<'a>(words: &'a Words, state: &State) -> &'a str {
    match state {
        State::Waiting => t!(words, "mail-state-waiting"),
        State::Sent => t!(words, "mail-state-sent"),
        State::Failed => t!(words, "mail-state-failed"),
        State::Stale => t!(words, "mail-state-stale"),
    }
}

/// Why a letter did not leave.
pub fn trouble(words: &Words, trouble: Trouble) -> &str {
    match trouble {
        Trouble::Unreachable => t!(words, "mail-trouble-unreachable"),
        Trouble::TooSlow => t!(words, "mail-trouble-too-slow"),
        Trouble::Tls => t!(words, "mail-trouble-tls"),
        Trouble::Login => t!(words, "mail-trouble-login"),
        Trouble::NotNow => t!(words, "mail-trouble-not-now"),
        Trouble::Refused => t!(words, "mail-trouble-refused"),
        Trouble::Unread => t!(words, "mail-trouble-unread"),
        Trouble::Unfit => t!(words, "mail-trouble-unfit"),
    }
}
