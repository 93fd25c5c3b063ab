//! Jobs in words.

use crate::domain::access::Deed;
use crate::domain::activity;
use crate::domain::job::{Job, Kind, Outcome, State};
use crate::i18n::{Words, t};

use super::activities;

/// What a job does, to how many; `group` is where it puts them.
pub fn title(words: &Words, kind: Kind, group: &str, number: u32, shown: &str) -> String {
    match kind {
        Kind::Access(Deed::Block) => t!(words, "job-block", number = number, shown = shown),
        Kind::Access(Deed::Unblock) => t!(words, "job-unblock", number = number, shown = shown),
        Kind::Access(Deed::SignOut) => t!(words, "job-sign-out", number = number, shown = shown),
        Kind::Access(Deed::RevokePassword) => t!(words, "job-revoke-password", number = number, shown = shown),
        Kind::Access(Deed::ExpirePassword) => t!(words, "job-expire", number = number, shown = shown),
        // Of one person at a time.
        Kind::Access(Deed::ClearSecondStep) => t!(words, "user-clear-second-step").to_owned(),
        Kind::Access(Deed::Contain) => t!(words, "user-contain").to_owned(),
        Kind::Access(Deed::Reregister) => t!(words, "job-re-register", number = number, shown = shown),
        Kind::Unlock => t!(words, "job-unlock", number = number, shown = shown),
        Kind::Invite => t!(words, "job-invite", number = number, shown = shown),
        Kind::AddToGroup => t!(words, "job-add-to-group", number = number, shown = shown, group = group),
        Kind::Edit => t!(words, "job-edit", number = number, shown = shown),
        Kind::Restore => t!(words, "job-restore", number = number, shown = shown),
        Kind::Purge => t!(words, "job-purge", number = number, shown = shown),
    }
}

/// Where a job stands.
pub fn state<'a>(words: &'a Words, job: &Job) -> &'a str {
    match job.state {
        State::Running if job.stop_asked => t!(words, "job-stopping"),
        State::Running if job.troubles > 0 => t!(words, "job-troubled"),
        State::Running => t!(words, "job-running"),
        State::Done if job.passed_over > 0 => t!(words, "job-done-with-problems"),
        State::Done => t!(words, "job-done"),
        State::Stopped => t!(words, "job-stopped"),
    }
}

/// What came of one person's turn.
pub fn outcome(words: &Words, outcome: Option<Outcome>, state: State) -> String {
    match outcome {
        None if state == State::Running => t!(words, "job-waits").to_owned(),
        None => t!(words, "job-not-reached").to_owned(),
        Some(Outcome::Done) => t!(words, "job-outcome-done").to_owned(),
        Some(Outcome::Already) => t!(words, "job-outcome-already").to_owned(),
        Some(Outcome::Gone) => t!(words, "job-outcome-gone").to_owned(),
        Some(Outcome::NameTaken) => t!(words, "job-outcome-name-taken").to_owned(),
        Some(Outcome::NotDeleted) => t!(words, "job-outcome-not-deleted").to_owned(),
        Some(Outcome::Failed) => t!(words, "job-outcome-failed").to_owned(),
        Some(Outcome::Denied(denial)) => {
            t!(words, "job-outcome-denied", why = activities::why(words, activity::REFUSED, denial.id()))
        }
    }
}
