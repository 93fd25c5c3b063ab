//! Made-up people, events and pages for the tests of the look.

use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use latchkey::domain::activity;
use latchkey::domain::audit::{Entry, EntryActor};
use latchkey::domain::id::{EventId, FormKey, GroupId, RequestId, SessionId, UserId};
use latchkey::domain::modules::Modules;
use latchkey::domain::organisation::{Language, Organisation};
use latchkey::domain::profile::{Manager, Profile};
use latchkey::domain::role::{Role, Roles};
use latchkey::domain::subject::{About, GroupSubject, Subject};
use latchkey::domain::user::{PasswordKind, Source, Status, User, UserName};
use latchkey::i18n::{Locales, Words};
use latchkey::web::flash::Flash;
use latchkey::web::page::{Brand, Page, Section, Signed, Theme};
use uuid::Uuid;

/// A text that breaks out of every place that does not escape it.
pub(crate) const ATTACK: &str = "\"'><script>alert(1)</script>&amp;";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn now() -> Timestamp {
    at("2026-11-20T13:07:31Z")
}

pub(crate) fn words(language: Language) -> Arc<Words> {
    static LOCALES: LazyLock<Locales> = LazyLock::new(|| Locales::load().unwrap());
    LOCALES.words(language)
}

pub(crate) fn organisation() -> Organisation {
    Organisation {
        name: "Noordzee Logistics".to_owned(),
        domains: vec!["noordzee.example".to_owned()],
        time_zone: TimeZone::get("Europe/Amsterdam").unwrap(),
        language: Language::English,
        service_desk: Some("010 555 01 34".to_owned()),
    }
}

pub(crate) fn id(number: u128) -> UserId {
    UserId::from_uuid(Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000 + number))
}

pub(crate) fn roles(roles: &[Role]) -> Roles {
    roles.iter().copied().collect()
}

/// The visitor of a page.
pub(crate) fn sanne(held: &[Role]) -> Signed {
    Signed {
        id: id(99),
        display_name: "Sanne Mulder".into(),
        initials: "SM".to_owned(),
        photo: None,
        user_name: "sanne.mulder@noordzee.example".to_owned(),
        roles: roles(held),
        source: Source::Local,
        limited: false,
        second_step_due: None,
    }
}

pub(crate) fn page(language: Language, visitor: Option<Signed>, here: &str) -> Page {
    Page {
        words: words(language),
        theme: Theme::Auto,
        organisation: Arc::new(organisation()),
        brand: Brand::default(),
        now: now(),
        visitor,
        request: RequestId::from_uuid(Uuid::from_u128(0x0193_4a5b_0000_7000_8000_0000_0000_0abc)),
        here: here.to_owned(),
        section: Section::Users,
        flash: None,
        undo: None,
        modules: Modules::default(),
        log_broken: None,
        key: FormKey::from_uuid(Uuid::from_u128(7)),
        tokens: Box::new(|form| format!("token-of-{form}")),
    }
}

pub(crate) fn with_flash(mut page: Page, flash: Flash) -> Page {
    page.flash = Some(flash);
    page
}

pub(crate) fn user(number: u128, display_name: &str, local: &str) -> User {
    User {
        id: id(number),
        user_name: UserName::trusted(format!("{local}@noordzee.example")),
        display_name: display_name.into(),
        given_name: display_name.split(' ').next().map(Into::into),
        source: Source::Local,
        roles: Roles::NONE,
        privileged_group: false,
        status: Status::Active,
        job_title: Some("Warehouse planner".into()),
        department: Some("Operations".into()),
        password_kind: Some(PasswordKind::Own),
        password_changed_at: Some(at("2026-08-12T09:00:00Z")),
        password_expires_at: None,
        last_sign_in_at: Some(at("2026-11-20T07:41:00Z")),
        photo: None,
    }
}

pub(crate) fn bram() -> User {
    User { last_sign_in_at: Some(at("2026-11-19T15:52:00Z")), ..user(1, "Bram de Vries", "bram.devries") }
}

/// Bram, with a temporary password that waits.
pub(crate) fn bram_waiting() -> User {
    User {
        status: Status::TemporaryPassword,
        password_kind: Some(PasswordKind::Temporary),
        password_changed_at: Some(at("2026-11-20T12:40:00Z")),
        password_expires_at: Some(at("2026-11-21T13:07:00Z")),
        ..bram()
    }
}

pub(crate) fn everybody() -> Vec<User> {
    let names = [
        ("Amara Okafor", "amara.okafor"),
        ("Bram de Vries", "bram.devries"),
        ("Chloé Lambert", "chloe.lambert"),
        ("Daan Koster", "daan.koster"),
        ("Elif Yıldırım", "elif.yildirim"),
        ("Farid Benali", "farid.benali"),
        ("Grietje van der Meer", "grietje.vandermeer"),
        ("Hugo Janssen", "hugo.janssen"),
        ("Ingrid Postma", "ingrid.postma"),
        ("Jakub Nowak", "jakub.nowak"),
    ];
    let mut people: Vec<User> = (1..).zip(names).map(|(number, (name, local))| user(number, name, local)).collect();
    people[1] = bram_waiting();
    people[2].password_kind = Some(PasswordKind::Temporary);
    people[2].status = Status::TemporaryPassword;
    people[3].source = Source::External;
    people[4].source = Source::Directory;
    people[5] = User {
        status: Status::NeverSignedIn,
        password_kind: None,
        password_changed_at: None,
        last_sign_in_at: None,
        department: None,
        ..people[5].clone()
    };
    people[7].roles = roles(&[Role::GlobalAdministrator]);
    people[8].last_sign_in_at = Some(at("2025-05-14T07:00:00Z"));
    people[9].status = Status::Blocked;
    people
}

pub(crate) fn profile() -> Profile {
    Profile {
        given_name: Some("Bram".to_owned()),
        surname: Some("de Vries".to_owned()),
        mail: Some("bram.devries@noordzee.example".to_owned()),
        employee_id: Some("20417".to_owned()),
        job_title: Some("Warehouse planner".to_owned()),
        department: Some("Operations".to_owned()),
        employee_type: Some("Employee".to_owned()),
        hire_date: Some("2021-03-01".to_owned()),
        other_mails: Some("bram@post.example, b.devries@havens.example".to_owned()),
        street_address: Some("Kade 12".to_owned()),
        postal_code: Some("3199 ZZ".to_owned()),
        city: Some("Rotterdam".to_owned()),
        state: Some("South Holland".to_owned()),
        office: Some("Rotterdam, Maasvlakte".to_owned()),
        mobile: Some("+31 6 1234 5642".to_owned()),
        usage_location: Some("NL".to_owned()),
        age_group: Some("Minor".to_owned()),
        consent: Some("Granted".to_owned()),
        manager: Some(Manager {
            id: id(9),
            user_name: "i.postma@noordzee.example".to_owned(),
            display_name: "Ingrid Postma".to_owned(),
        }),
        created_at: Some(at("2025-01-14T08:00:00Z")),
        version: 1,
        ..Profile::default()
    }
}

pub(crate) fn subject(user: &User) -> Subject {
    Subject { id: user.id, name: user.user_name.to_string() }
}

/// A row of the log: who, what, about whom, why not, details.
pub(crate) fn entry(
    number: u128,
    actor: EntryActor,
    activity: &str,
    about: &[&User],
    failure: Option<&str>,
    details: &[(&str, &str)],
) -> Entry {
    Entry {
        id: EventId::from_uuid(Uuid::from_u128(number)),
        at: now(),
        actor,
        activity: activity.to_owned(),
        category: activity::category(activity).to_owned(),
        failure: failure.map(str::to_owned),
        subjects: about.iter().map(|user| About::Person(subject(user))).collect(),
        details: details.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        request: RequestId::from_uuid(Uuid::from_u128(3)),
        address: Some("10.20.4.18".to_owned()),
        session: Some(SessionId::from_uuid(Uuid::from_u128(4))),
        instance: "desk-1".to_owned(),
    }
}

/// The same row, about a group first.
fn in_group(mut entry: Entry) -> Entry {
    entry.subjects.insert(0, About::Group(GroupSubject { id: group_id(1), name: "Sales".to_owned() }));
    entry
}

pub(crate) fn group_id(number: u128) -> GroupId {
    GroupId::from_uuid(id(1_000 + number).uuid())
}

pub(crate) fn person(user: &User) -> EntryActor {
    EntryActor::Person { id: user.id, name: user.user_name.to_string() }
}

/// One row of every kind.
pub(crate) fn events() -> Vec<Entry> {
    let (bram, sanne) = (bram(), user(99, "Sanne Mulder", "sanne.mulder"));
    let operator = || EntryActor::Operator { command: "serve".to_owned() };
    vec![
        entry(
            1,
            person(&sanne),
            activity::PASSWORD_RESET,
            &[&bram],
            None,
            &[("verified_by", "called-back"), ("expires", "24h"), ("sessions_ended", "2"), ("reason", "SD-48213")],
        ),
        entry(
            2,
            person(&sanne),
            activity::PASSWORD_RESET,
            &[&bram],
            Some("protected-target"),
            &[("permission", "reset-password")],
        ),
        entry(
            3,
            person(&bram),
            activity::PASSWORD_CHANGE,
            &[&bram],
            None,
            &[("forced", "true"), ("sessions_ended", "0")],
        ),
        entry(
            4,
            person(&bram),
            activity::PASSWORD_CHANGE,
            &[&bram],
            None,
            &[("forced", "false"), ("sessions_ended", "1")],
        ),
        entry(5, person(&bram), activity::PASSWORD_CHANGE, &[&bram], Some("wrong-password"), &[]),
        entry(6, person(&bram), activity::SIGN_IN, &[&bram], None, &[("session", "full")]),
        entry(7, person(&bram), activity::SIGN_IN, &[&bram], None, &[("session", "forced-change")]),
        entry(8, EntryActor::Guest, activity::SIGN_IN, &[&bram], Some("temporary-password-over"), &[]),
        entry(9, EntryActor::Guest, activity::SIGN_IN, &[], Some("unknown-user"), &[("unknown_name", "3f2a")]),
        entry(10, person(&bram), activity::SIGN_OUT, &[], None, &[]),
        entry(11, operator(), activity::USER_CREATED, &[&sanne], None, &[]),
        entry(12, operator(), activity::ROLE_ASSIGNED, &[&sanne], None, &[("role", "helpdesk-administrator")]),
        entry(13, operator(), activity::ADMINISTRATOR_RECOVERED, &[&sanne], None, &[]),
        entry(14, operator(), activity::DIRECTORY_FILLED, &[], None, &[("people", "200"), ("seed", "1")]),
        entry(15, operator(), activity::INSTALLED, &[], None, &[("organisation", "Noordzee Logistics")]),
        entry(16, person(&bram), activity::REFUSED, &[], Some("needs-role"), &[("permission", "view-users")]),
        entry(17, person(&bram), activity::REFUSED, &[&sanne], Some("needs-role"), &[("permission", "view-users")]),
        entry(
            18,
            person(&sanne),
            activity::USER_DELETED,
            &[&bram],
            None,
            &[("sessions_ended", "2"), ("reason", "SD-9")],
        ),
        entry(19, person(&sanne), activity::USER_DELETED, &[&bram], Some("own-account"), &[]),
        entry(20, person(&sanne), activity::USER_RESTORED, &[&bram], None, &[("mail_taken", "true")]),
        entry(21, person(&sanne), activity::USER_RESTORED, &[&bram], Some("deleted-account"), &[]),
        entry(22, EntryActor::Program { job: "purge".to_owned() }, activity::USER_PURGED, &[&bram], None, &[]),
        entry(23, person(&sanne), activity::USER_PURGED, &[&bram], Some("protected-target"), &[]),
        in_group(entry(28, person(&sanne), activity::GROUP_ADDED, &[], None, &[("role_assignable", "false")])),
        in_group(entry(
            29,
            person(&sanne),
            activity::GROUP_ADDED,
            &[],
            Some("needs-role"),
            &[("permission", "create-groups")],
        )),
        in_group(entry(
            30,
            person(&sanne),
            activity::GROUP_UPDATED,
            &[],
            None,
            &[("group_name.from", "Sale"), ("group_name.to", "Sales")],
        )),
        in_group(entry(
            31,
            person(&sanne),
            activity::GROUP_UPDATED,
            &[],
            Some("needs-role"),
            &[("permission", "edit-groups")],
        )),
        in_group(entry(32, person(&sanne), activity::GROUP_DELETED, &[], None, &[])),
        in_group(entry(33, person(&sanne), activity::GROUP_RESTORED, &[], None, &[])),
        in_group(entry(34, operator(), activity::GROUP_PURGED, &[], None, &[])),
        in_group(entry(35, person(&sanne), activity::GROUP_MEMBER_ADDED, &[&bram], None, &[("members", "people")])),
        in_group(entry(36, person(&sanne), activity::GROUP_MEMBER_REMOVED, &[&bram], None, &[("members", "people")])),
        in_group(entry(37, person(&sanne), activity::GROUP_OWNER_ADDED, &[&bram], None, &[])),
        in_group(entry(38, person(&sanne), activity::GROUP_OWNER_REMOVED, &[&bram], None, &[])),
    ]
    .into_iter()
    .chain(of_places(&sanne))
    .collect()
}

/// Places that wait, and are let in.
fn of_places(sanne: &User) -> [Entry; 3] {
    [
        entry(39, EntryActor::Guest, activity::RESETS_HELD, &[], None, &[("source", "203.0.113.77/32")]),
        entry(
            40,
            person(sanne),
            activity::SOURCE_RELEASED,
            &[],
            None,
            &[("held", "resets"), ("source", "203.0.113.77/32")],
        ),
        entry(41, person(sanne), activity::SOURCE_RELEASED, &[], Some("needs-role"), &[("permission", "unlock")]),
    ]
}
