//! The pages about the directory outside with sample data, in each of their states.

use std::sync::Arc;

use latchkey::domain::directory::access::{Fingerprint, Shown};
use latchkey::domain::directory::drift::ReadBack;
use latchkey::domain::directory::entry::{Entry, State as Account};
use latchkey::domain::directory::fault::{Fault, Trouble};
use latchkey::domain::directory::run::{Counts, GroupCounts, Run, Stage, Walk};
use latchkey::domain::directory_event::Operation;
use latchkey::domain::organisation::Language;
use latchkey::domain::role::Role;
use latchkey::domain::settings::Settings;
use latchkey::domain::settings::directory::Directory;
use latchkey::domain::subject::Subject;
use latchkey::service::directory::setup::{Looked, Tested};
use latchkey::service::directory::status::{State, Status};
use latchkey::service::settings::Page as Found;
use latchkey::store::directory::health::Health;
use latchkey::store::directory::writes::Listed;
use latchkey::web::directory_fault::DirectoryFault;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::view::View as _;
use latchkey::web::view::directory_password::DirectoryPassword;
use latchkey::web::view::directory_status::DirectoryStatus;
use latchkey::web::view::directory_tested::DirectoryTested;
use latchkey::web::view::settings_directory::{DirectoryForm, SettingsDirectory};

use crate::people::{at, id};
use crate::settings::{kept, place};

fn decided() -> Directory {
    Directory {
        directory_on: true,
        host: "directory.noordzee.example".to_owned(),
        account: "cn=latchkey,ou=services,dc=noordzee,dc=example".to_owned(),
        base: "ou=people,dc=noordzee,dc=example".to_owned(),
        writeback: true,
        ..Directory::default()
    }
}

fn run(walk: Walk, stage: Stage, fault: Option<(Trouble, String)>) -> Run {
    let groups =
        GroupCounts { read: 900, added: 7, back: 1, held_back: 30, members_added: 100_000, ..GroupCounts::default() };
    let people = Counts { read: 100_000, added: 12, updated: 3, back: 4, gone: 1, held_back: 40, ..Counts::default() };
    let counts = Counts { passed_over: 2, managers: 9, groups, ..people };
    let asked_at = at("2026-11-20T10:00:00Z");
    Run { id: 1, walk, stage, asked_at, ended_at: None, counts, fault }
}

fn write(operation: Operation, outcome: Option<&str>, said: &str) -> Listed {
    Listed {
        user: Subject { id: id(1), name: "bram.devries@noordzee.example".to_owned() },
        operation,
        begun_at: at("2026-11-20T10:00:00Z"),
        ended_at: None,
        outcome: outcome.map(str::to_owned),
        said: said.to_owned(),
        millis: outcome.map(|_| 41),
        read_back: outcome.map(|outcome| if outcome == "unknown" { ReadBack::Missing } else { ReadBack::There }),
    }
}

fn status(language: Language, role: Role, state: State, full: bool) -> DirectoryStatus {
    let health = Health {
        checked_at: at("2026-11-20T12:00:00Z"),
        answered: Some((at("2026-11-20T12:00:00Z"), 7)),
        trouble: Some((at("2026-11-20T11:00:00Z"), Trouble::TooSlow, "deadline has elapsed".to_owned())),
    };
    let walks = vec![
        run(Walk::Changes, Stage::Running, None),
        run(Walk::Whole, Stage::Done, None),
        run(Walk::Try, Stage::Waiting, None),
        run(Walk::Whole, Stage::Failed, Some((Trouble::Login, "invalid credentials".to_owned()))),
    ];
    let writes = vec![
        write(Operation::Reset, Some("done"), ""),
        write(Operation::Change, Some("policy"), "0000052D: Constraint violation"),
        write(Operation::Change, None, ""),
        write(Operation::Reset, Some("unknown"), ""),
        write(Operation::SelfReset, Some("done"), ""),
        write(Operation::Unlock, Some("done"), ""),
        write(Operation::SelfUnlock, Some("too-slow"), ""),
        write(Operation::Trial, Some("unknown"), ""),
    ];
    let settings =
        Arc::new(Settings { directory: if full { decided() } else { Directory::default() }, ..Settings::default() });
    let status = Status {
        state,
        health: full.then_some(health),
        walks: if full { walks } else { vec![] },
        writes: if full { writes } else { vec![] },
    };
    DirectoryStatus { page: place(language, role), status, settings }
}

fn tested(language: Language, tested: Tested) -> String {
    let login = Some("bram".to_owned());
    DirectoryTested { page: place(language, Role::GlobalAdministrator), tested, login, has_password: false }
        .html()
        .unwrap()
}

/// Every page, in each state that it has.
pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    let page = |role, settings: Directory, has_password| SettingsDirectory {
        page: place(language, role),
        form: DirectoryForm::of(&settings),
        found: Found { settings, kept: Some(kept(true)) },
        has_password,
        stranded: None,
        refused: None,
    };
    let global = Role::GlobalAdministrator;
    let mut bad = page(global, decided(), false);
    bad.form = DirectoryForm::of(&Directory {
        host: "ldap://x".to_owned(),
        fingerprint: "ab".to_owned(),
        authority: "no".to_owned(),
        base: "\u{1}".to_owned(),
        groups: true,
        group_base: "\u{1}".to_owned(),
        ..decided()
    });
    bad.form.judged(false);
    bad.refused = Some(Complaint::PageTooOld);
    let mut password = Field::default();
    password.refuse(Complaint::Directory(DirectoryFault::NoPassword));
    let entry = Entry {
        anchor: "a".to_owned(),
        name: "uid=bram,ou=people,dc=noordzee,dc=example".to_owned(),
        target: "uid=bram,ou=people,dc=noordzee,dc=example".to_owned(),
        login: "bram".to_owned(),
        display_name: None,
        values: vec![],
        state: Account { protected: true, ..Account::default() },
        must_change: false,
        password_at: None,
        changed: None,
        manager: None,
    };
    let print = Fingerprint([0xab; 32]);
    let fine = Tested {
        greeted: Some(Shown { certificate: Some(print), distrust: None }),
        signed_in: true,
        base: true,
        people: Some(500),
        groups: Some(12),
        person: Some(Looked::Found(Box::new(entry))),
        ..Tested::default()
    };
    let wrong = Tested {
        distrusted: Some(print),
        fault: Some(Fault::new(Trouble::Certificate, "unknown issuer")),
        ..Tested::default()
    };
    let nobody = Tested {
        greeted: Some(Shown { certificate: None, distrust: None }),
        person: Some(Looked::Nobody),
        people: Some(0),
        ..Tested::default()
    };
    let mut samples = vec![
        ("settings-directory-empty", page(global, Directory::default(), false).html().unwrap()),
        ("settings-directory", page(global, decided(), true).html().unwrap()),
        ("settings-directory-bad", bad.html().unwrap()),
        ("settings-directory-reader", page(Role::GlobalReader, decided(), true).html().unwrap()),
        (
            "directory-password",
            DirectoryPassword { page: place(language, global), password: Field::default() }.html().unwrap(),
        ),
        ("directory-password-bad", DirectoryPassword { page: place(language, global), password }.html().unwrap()),
        ("directory-tested", tested(language, fine)),
        ("directory-tested-wrong", tested(language, wrong)),
        ("directory-tested-nobody", tested(language, nobody)),
        ("directory-status-empty", status(language, global, State::NotSetUp, false).html().unwrap()),
    ];
    let names = ["running", "out-of-date", "unknown", "cannot-connect", "not-set-up", "unable"];
    samples.extend(
        names
            .into_iter()
            .zip(State::ALL)
            .map(|(name, state)| (name, status(language, Role::GlobalReader, state, true).html().unwrap())),
    );
    samples.push(("directory-status-global", status(language, global, State::Running, true).html().unwrap()));
    samples
}
