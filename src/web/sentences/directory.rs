//! The words about the directory outside: states, troubles, refusals in our words beside the directory's own.

use crate::domain::directory::access::Security;
use crate::domain::directory::drift::ReadBack;
use crate::domain::directory::fault::Trouble;
use crate::domain::directory::kind::Kind;
use crate::domain::directory::outcome::{Refusal, Written};
use crate::domain::directory::run::{GroupCounts, Run, Stage, Walk};
use crate::domain::directory_event::Operation;
use crate::i18n::{Words, t};
use crate::service::directory::status::State;
use crate::web::directory_fault::DirectoryFault;

/// What is wrong with what was typed, or what came of asking.
pub fn fault(words: &Words, fault: &DirectoryFault) -> String {
    match fault {
        DirectoryFault::Host => t!(words, "directory-no-host"),
        DirectoryFault::Name => t!(words, "directory-no-name"),
        DirectoryFault::Plain => t!(words, "directory-plain-elsewhere"),
        DirectoryFault::Authority => t!(words, "directory-no-authority"),
        DirectoryFault::Fingerprint => t!(words, "directory-no-fingerprint"),
        DirectoryFault::NotSetUp => t!(words, "directory-not-set-up"),
        DirectoryFault::NoPassword => t!(words, "directory-no-password"),
        DirectoryFault::Written(written) => return self::written(words, written, true),
        DirectoryFault::Own(written) => return self::written(words, written, false),
    }
    .to_owned()
}

/// What came of a write; with the directory's own words for administrators alone.
pub fn written(words: &Words, written: &Written, with_own_words: bool) -> String {
    let ours = match written {
        Written::Done => t!(words, "directory-done").to_owned(),
        Written::Undemanded(_) => t!(words, "directory-done-undemanded").to_owned(),
        Written::Closed { .. } => t!(words, "directory-done-closed").to_owned(),
        Written::Refused(refusal, _) if with_own_words => {
            t!(words, "directory-refused-code", why = self::refusal(words, *refusal), code = refusal.code())
        }
        Written::Refused(refusal, _) => self::refusal(words, *refusal).to_owned(),
        Written::NotAsked(fault) => {
            t!(words, "directory-not-asked", why = trouble(words, fault.trouble))
        }
        Written::Unknown(_) => t!(words, "directory-unknown").to_owned(),
    };
    match written.said() {
        said if with_own_words && !said.is_empty() => format!("{ours} {}", t!(words, "directory-says", said = said)),
        _ => ours,
    }
}

/// Why it refuses.
pub fn refusal(words: &Words, refusal: Refusal) -> &str {
    match refusal {
        Refusal::Other => t!(words, "directory-refusal-other"),
        Refusal::NotFound => t!(words, "directory-refusal-not-found"),
        Refusal::Several => t!(words, "directory-refusal-several"),
        Refusal::NoPermission => t!(words, "directory-refusal-no-permission"),
        Refusal::Disabled => t!(words, "directory-refusal-disabled"),
        Refusal::Locked => t!(words, "directory-refusal-locked"),
        Refusal::WrongCurrent => t!(words, "directory-refusal-wrong-current"),
        Refusal::Ended => t!(words, "directory-refusal-ended"),
        Refusal::Policy => t!(words, "directory-refusal-policy"),
        Refusal::Quality => t!(words, "directory-refusal-quality"),
        Refusal::InHistory => t!(words, "directory-refusal-in-history"),
        Refusal::TooYoung => t!(words, "directory-refusal-too-young"),
        Refusal::Configuration => t!(words, "directory-refusal-configuration"),
        Refusal::Protected => t!(words, "directory-refusal-protected"),
        Refusal::Unfit => t!(words, "directory-refusal-unfit"),
    }
}

/// Why it could not be asked.
pub fn trouble(words: &Words, trouble: Trouble) -> &str {
    match trouble {
        Trouble::Unreachable => t!(words, "directory-unreachable"),
        Trouble::TooSlow => t!(words, "directory-too-slow"),
        Trouble::Tls => t!(words, "directory-tls"),
        Trouble::Certificate => t!(words, "directory-certificate"),
        Trouble::Login => t!(words, "directory-login"),
        Trouble::Base => t!(words, "directory-base"),
        Trouble::Answer => t!(words, "directory-answer"),
        Trouble::Resting => t!(words, "directory-resting"),
        Trouble::Moved => t!(words, "directory-moved"),
    }
}

/// What became of a write, from its stable name; nothing while that is not known.
pub fn outcome<'a>(words: &'a Words, id: Option<&str>) -> &'a str {
    let Some(id) = id else { return t!(words, "directory-under-way") };
    if let Some(refusal) = Refusal::from_id(id) {
        return self::refusal(words, refusal);
    }
    match id {
        "done" => t!(words, "directory-done"),
        "done-undemanded" => t!(words, "directory-done-undemanded"),
        "done-closed" => t!(words, "directory-done-closed"),
        other => {
            Trouble::from_id(other).map_or(t!(words, "directory-unknown"), |trouble| self::trouble(words, trouble))
        }
    }
}

/// The state in a few words.
pub fn state<'a>(words: &'a Words, state: &State) -> &'a str {
    match state {
        State::Running => t!(words, "directory-state-running"),
        State::OutOfDate => t!(words, "directory-state-out-of-date"),
        State::Unknown => t!(words, "directory-state-unknown"),
        State::CannotConnect => t!(words, "directory-state-cannot-connect"),
        State::NotSetUp => t!(words, "directory-state-not-set-up"),
        State::Unable => t!(words, "directory-state-unable"),
    }
}

/// What a kind is called.
pub fn kind<'a>(words: &'a Words, kind: &Kind) -> &'a str {
    match kind {
        Kind::ActiveDirectory => t!(words, "directory-kind-ad"),
        Kind::OpenLdap => t!(words, "directory-kind-openldap"),
        Kind::Generic => t!(words, "directory-kind-generic"),
    }
}

/// How the wire is kept.
pub fn security<'a>(words: &'a Words, security: &Security) -> &'a str {
    match security {
        Security::Wrapped => t!(words, "directory-security-ldaps"),
        Security::Upgraded => t!(words, "directory-security-starttls"),
        Security::Plain => t!(words, "directory-security-plain"),
    }
}

/// What a walk is for.
pub fn walk(words: &Words, walk: Walk) -> &str {
    match walk {
        Walk::Try => t!(words, "directory-walk-try"),
        Walk::Whole => t!(words, "directory-walk-whole"),
        Walk::Changes => t!(words, "directory-walk-changes"),
    }
}

/// Where a walk stands, with what it met, or why it ended.
pub fn run(words: &Words, run: &Run) -> String {
    let fault = run.fault.as_ref().map(|(trouble, said)| {
        let why = self::trouble(words, *trouble);
        if said.is_empty() {
            why.to_owned()
        } else {
            format!("{why} {}", t!(words, "directory-says", said = said.as_str()))
        }
    });
    let fault = match fault {
        Some(fault) if run.stage == Stage::Failed => return fault,
        fault => fault.map(|why| t!(words, "directory-groups-fault", why = why)),
    };
    let counts = &run.counts;
    let met = t!(
        words,
        "directory-counts",
        read = counts.read,
        added = counts.added,
        updated = counts.updated,
        gone = counts.gone,
        passed = counts.passed_over,
    );
    let back = (counts.back > 0).then(|| t!(words, "directory-people-back", number = counts.back));
    let held = (counts.held_back > 0).then(|| t!(words, "directory-held-back", number = counts.held_back));
    let managers = (counts.managers > 0).then(|| t!(words, "directory-managers", number = counts.managers));
    let stage = match run.stage {
        Stage::Waiting => Some(t!(words, "directory-stage-waiting")),
        Stage::Running => Some(t!(words, "directory-stage-running")),
        Stage::Done | Stage::Failed => None,
    };
    let parts = [stage.map(str::to_owned), Some(met), back, held, managers, fault].into_iter().flatten();
    parts.chain(of_groups(words, &counts.groups)).collect::<Vec<_>>().join(" ")
}

/// What a walk met of groups; nothing where it looked for none.
fn of_groups(words: &Words, counts: &GroupCounts) -> Vec<String> {
    if *counts == GroupCounts::default() {
        return vec![];
    }
    let met = t!(
        words,
        "directory-group-counts",
        read = counts.read,
        added = counts.added,
        updated = counts.updated,
        gone = counts.gone,
        passed = counts.passed_over,
        joined = counts.members_added,
        left = counts.members_removed,
        unknown = counts.members_unknown,
    );
    let back = (counts.back > 0).then(|| t!(words, "directory-groups-back", number = counts.back));
    let held = (counts.held_back > 0).then(|| t!(words, "directory-groups-held-back", number = counts.held_back));
    let kept = (counts.members_held_back > 0)
        .then(|| t!(words, "directory-members-held-back", number = counts.members_held_back));
    [Some(met), back, held, kept].into_iter().flatten().collect()
}

/// What reading back found.
pub fn read_back<'a>(words: &'a Words, found: &ReadBack) -> &'a str {
    match found {
        ReadBack::There => t!(words, "directory-read-back-there"),
        ReadBack::ChangedSince => t!(words, "directory-read-back-changed"),
        ReadBack::Missing => t!(words, "directory-read-back-missing"),
        ReadBack::Gone => t!(words, "directory-read-back-gone"),
        ReadBack::Untold => t!(words, "directory-read-back-untold"),
    }
}

/// What a write was to do.
pub fn operation(words: &Words, operation: Operation) -> &str {
    match operation {
        Operation::Reset => t!(words, "directory-operation-reset"),
        Operation::Change => t!(words, "directory-operation-change"),
        Operation::SelfReset => t!(words, "directory-operation-self-reset"),
        Operation::Unlock => t!(words, "directory-operation-unlock"),
        Operation::SelfUnlock => t!(words, "directory-operation-self-unlock"),
        Operation::Trial => t!(words, "directory-operation-trial"),
    }
}
