//! The report of password resets in words.

use crate::domain::activity::FILE_BEGUN;
use crate::domain::audit::Entry;
use crate::domain::capability::Proof;
use crate::domain::download_event::File;
use crate::domain::period::Period;
use crate::domain::reset_detail::{Detail, Why};
use crate::domain::reset_report::{Channel, Kind, Outcome};
use crate::i18n::{Words, t};

/// How a password came to be another one.
pub fn kind<'a>(words: &'a Words, kind: &Kind) -> &'a str {
    match kind {
        Kind::SelfService => t!(words, "resets-self-service"),
        Kind::Administrator => t!(words, "resets-administrator"),
        Kind::FirstSignIn => t!(words, "resets-first-sign-in"),
    }
}

/// What came of it.
pub fn outcome<'a>(words: &'a Words, outcome: &Outcome) -> &'a str {
    match outcome {
        Outcome::Succeeded => t!(words, "resets-succeeded"),
        Outcome::Unlocked => t!(words, "resets-unlocked"),
        Outcome::Failed => t!(words, "resets-failed"),
        Outcome::Blocked => t!(words, "resets-blocked"),
        Outcome::Cancelled => t!(words, "resets-cancelled"),
        Outcome::ContactedAdministrator => t!(words, "resets-contacted"),
        Outcome::Abandoned => t!(words, "resets-abandoned"),
        Outcome::UnderWay => t!(words, "resets-under-way"),
    }
}

/// The colour of it.
pub const fn tone(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Succeeded | Outcome::Unlocked => "ok",
        Outcome::Failed | Outcome::Blocked => "bad",
        Outcome::ContactedAdministrator | Outcome::Abandoned | Outcome::Cancelled => "warn",
        Outcome::UnderWay => "",
    }
}

/// By what somebody proves who he is.
pub fn channel(words: &Words, channel: Channel) -> &str {
    match channel {
        Channel::Email => t!(words, "channel-email"),
        Channel::Sms => t!(words, "channel-sms"),
        Channel::MobileVoice => t!(words, "channel-mobile-voice"),
        Channel::OfficeVoice => t!(words, "channel-office-voice"),
        Channel::Questions => t!(words, "channel-questions"),
        Channel::App => t!(words, "channel-app"),
        Channel::Passkey => t!(words, "channel-passkey"),
        Channel::TemporaryPassword => t!(words, "channel-temporary-password"),
    }
}

/// What somebody has registered.
pub fn proof(words: &Words, proof: Proof) -> &str {
    match proof {
        Proof::Email => t!(words, "channel-email"),
        Proof::Sms => t!(words, "channel-sms"),
        Proof::App => t!(words, "channel-app"),
        Proof::Passkey => t!(words, "channel-passkey"),
        Proof::Questions => t!(words, "channel-questions"),
    }
}

/// How far it came, and why no further.
pub fn detail(words: &Words, detail: Detail) -> String {
    let by = |by| channel(words, by);
    let plain = match detail {
        Detail::BeforeCompleting(way) => return t!(words, "resets-before-completing", channel = by(way)),
        Detail::AfterStarting(way) => return t!(words, "resets-after-starting", channel = by(way)),
        Detail::TooMany(way) => return t!(words, "resets-too-many", channel = by(way)),
        Detail::ContactedAfter(way) => return t!(words, "resets-contacted-after", channel = by(way)),
        Detail::AfterUserName => t!(words, "resets-after-user-name"),
        Detail::BeforeNewPassword => t!(words, "resets-before-new-password"),
        Detail::ChoosingPassword => t!(words, "resets-choosing-password"),
        Detail::TooManyPhoneNumbers => t!(words, "resets-too-many-phone-numbers"),
        Detail::CancelledBeforeProofs => t!(words, "resets-cancelled-before-proofs"),
        Detail::CancelledBeforePassword => t!(words, "resets-cancelled-before-password"),
        Detail::ContactedAfterUserName => t!(words, "resets-contacted-after-user-name"),
        Detail::Failed(why) => self::why(words, why),
        Detail::Done => t!(words, "resets-done"),
        Detail::Unlocked => t!(words, "resets-unlocked-text"),
    };
    plain.to_owned()
}

fn why(words: &Words, why: Why) -> &str {
    match why {
        Why::NotEnabled => t!(words, "resets-not-enabled"),
        Why::NotLicensed => t!(words, "resets-not-licensed"),
        Why::NoCookies => t!(words, "resets-no-cookies"),
        Why::TooFewMethods => t!(words, "resets-too-few-methods"),
        Why::Elsewhere => t!(words, "resets-elsewhere"),
        Why::Unreachable => t!(words, "resets-unreachable"),
        Why::TroubleElsewhere => t!(words, "resets-trouble-elsewhere"),
        Why::NotInGroup => t!(words, "resets-not-in-group"),
        Why::Off => t!(words, "resets-off"),
        Why::OutOfOrder => t!(words, "resets-out-of-order"),
        Why::NotAllowed => t!(words, "resets-not-allowed"),
        Why::Deleted => t!(words, "resets-account-deleted"),
        Why::OwnAccount => t!(words, "resets-own-account"),
    }
}

/// A time that has a name.
pub fn period<'a>(words: &'a Words, period: &Period) -> &'a str {
    match period {
        Period::Hours => t!(words, "period-hours"),
        Period::Week => t!(words, "period-week"),
        Period::Month => t!(words, "period-month"),
        Period::Days(..) => t!(words, "period-days"),
    }
}

/// What a file holds; as recorded where it is not known.
pub fn file<'a>(words: &'a Words, id: &'a str) -> &'a str {
    match File::from_id(id) {
        Some(File::PasswordResets) => t!(words, "file-password-resets"),
        Some(File::Registration) => t!(words, "file-registration"),
        Some(File::Registered) => t!(words, "file-registered"),
        Some(File::AuditLog) => t!(words, "file-audit-log"),
        Some(File::SignIns) => t!(words, "file-sign-ins"),
        None => id,
    }
}

/// The sentence about a file that was asked for, or came to its end.
pub fn file_sentence(words: &Words, actor: &str, entry: &Entry) -> String {
    let detail = |name| entry.detail(name).unwrap_or("");
    let file = file(words, detail("file"));
    match &entry.failure {
        _ if entry.activity == FILE_BEGUN => t!(words, "event-file-begun", actor = actor, file = file),
        None if entry.detail("cut").is_some() => {
            t!(words, "event-file-cut", actor = actor, file = file, rows = detail("rows"))
        }
        None => t!(words, "event-file-ended", actor = actor, file = file, rows = detail("rows")),
        Some(_) => t!(words, "event-file-broken-off", actor = actor, file = file, rows = detail("rows")),
    }
}
