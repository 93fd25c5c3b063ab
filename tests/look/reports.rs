//! Reports with sample data, in each of their states.

use std::collections::HashMap;

use latchkey::domain::capability::{Capability, Proof, Standing};
use latchkey::domain::check::Check;
use latchkey::domain::id::{EventId, RequestId, ResetId};
use latchkey::domain::organisation::Language;
use latchkey::domain::paging::{Count, PageSize, Slice, Start};
use latchkey::domain::password::issued::{Ending, Issued, Origin};
use latchkey::domain::people::Missed;
use latchkey::domain::period::Period;
use latchkey::domain::proof_event::{Feature, ProofEvent};
use latchkey::domain::registered::Registered;
use latchkey::domain::reset_detail::{Detail, Why};
use latchkey::domain::reset_report::{Channel, Kind, Outcome, Reset};
use latchkey::domain::role::{Role, Roles};
use latchkey::domain::trouble::Trouble;
use latchkey::domain::usage::{Number as Used, What};
use latchkey::service::reports::password_resets::{Beside, Maker, Number, Report};
use latchkey::service::reports::proof_events::Listed as ListedEvents;
use latchkey::service::reports::registration::{Methods, Query, Report as Registration};
use latchkey::service::reports::registrations::Listed;
use latchkey::service::reports::usage::Usage;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::page::{Page, Section};
use latchkey::web::view::View as _;
use latchkey::web::view::report_events::{EventsQuery, ProofEvents};
use latchkey::web::view::report_query::{OLDEST, ResetsQuery};
use latchkey::web::view::report_registration::{RegistrationMethods, RegistrationReport};
use latchkey::web::view::report_registrations::{Registrations, RegistrationsQuery};
use latchkey::web::view::report_resets::PasswordResets;
use latchkey::web::view::report_usage::{UsageQuery, UsageReport};
use latchkey::web::view::troubleshoot::{Found, Troubleshoot};
use uuid::Uuid;

use crate::people::{at, id, now, organisation, page, sanne};
use crate::samples::cursor;

fn reset(number: u128, kind: Kind, outcome: Outcome, detail: Detail) -> Reset {
    let by = kind == Kind::Administrator;
    Reset {
        id: ResetId::from_uuid(Uuid::from_u128(number)),
        at: at("2026-11-20T09:20:00Z"),
        kind,
        user: id(number),
        user_name: "bram.vries@noordzee.example".to_owned(),
        was_administrator: [Some(true), Some(false), None][usize::try_from(number % 3).unwrap()],
        by: by.then(|| id(99)),
        by_name: if by { "sanne.mulder@noordzee.example" } else { "" }.to_owned(),
        methods: if by { vec![Channel::TemporaryPassword] } else { vec![Channel::Email, Channel::App] },
        outcome,
        detail,
        request: RequestId::from_uuid(Uuid::from_u128(number)),
    }
}

fn every_detail() -> Vec<Reset> {
    let outcome = |detail: &Detail| match detail {
        Detail::Done => Outcome::Succeeded,
        Detail::Unlocked => Outcome::Unlocked,
        Detail::Failed(_) => Outcome::Failed,
        Detail::TooMany(_) | Detail::TooManyPhoneNumbers => Outcome::Blocked,
        Detail::CancelledBeforeProofs | Detail::CancelledBeforePassword => Outcome::Cancelled,
        Detail::ContactedAfter(_) | Detail::ContactedAfterUserName => Outcome::ContactedAdministrator,
        _ => Outcome::Abandoned,
    };
    let rows =
        Detail::all().zip(1..).map(|(detail, number)| reset(number, Kind::SelfService, outcome(&detail), detail));
    rows.chain([
        reset(91, Kind::SelfService, Outcome::UnderWay, Detail::AfterUserName),
        reset(92, Kind::Administrator, Outcome::Succeeded, Detail::Done),
        reset(93, Kind::Administrator, Outcome::Failed, Detail::Failed(Why::NotAllowed)),
        reset(94, Kind::FirstSignIn, Outcome::Succeeded, Detail::Done),
    ])
    .collect()
}

fn report(period: Period, rows: Vec<Reset>) -> Report {
    let slots = period.slots(now(), &organisation().time_zone);
    let number = |slot: &String, kind, outcome, number| Number { slot: slot.clone(), kind, outcome, number };
    let numbers = if rows.is_empty() {
        vec![]
    } else {
        slots
            .iter()
            .zip(1_u64..)
            .flat_map(|(slot, many)| {
                [
                    number(slot, Kind::SelfService, Outcome::Succeeded, many % 9),
                    number(slot, Kind::Administrator, Outcome::Succeeded, many % 4),
                    number(slot, Kind::FirstSignIn, Outcome::Succeeded, many % 3),
                    number(slot, Kind::SelfService, Outcome::Abandoned, many % 2),
                ]
            })
            .collect()
    };
    let makers = [(99, 56), (98, 1)].map(|(who, number)| Maker {
        id: id(who),
        name: "sanne.mulder@noordzee.example".to_owned(),
        number,
    });
    Report {
        numbers,
        slots,
        makers: if rows.is_empty() { vec![] } else { makers.into() },
        has_more_makers: !rows.is_empty(),
        half_waited: (!rows.is_empty()).then_some(660.0),
        waiting: Count::Exactly(6),
        beside: beside(&rows),
        rows: Slice { rows, before: None, after: Some(cursor()) },
        missed: None,
    }
}

/// What is known beside the resets of administrators, in each of its states.
fn beside(rows: &[Reset]) -> HashMap<ResetId, Beside> {
    let by_others = rows.iter().filter(|row| row.kind == Kind::Administrator);
    let states = [None, Some((at("2026-11-20T09:26:00Z"), Ending::Used))];
    let one = |(row, ended): (&Reset, Option<_>)| {
        let issued = (row.outcome == Outcome::Succeeded).then(|| Issued {
            ended,
            made_at: row.at,
            ..crate::temporary::issued(1, "Bram de Vries", Origin::Reset)
        });
        (row.id, Beside { check: Some(Check::CalledBack), reason: Some("SD-48213".to_owned()), issued })
    };
    by_others.zip(states.into_iter().cycle()).map(one).collect()
}

fn shown(language: Language, role: Role, period: Period, report: Option<Report>) -> PasswordResets {
    let page = Page { section: Section::Reports, ..page(language, Some(sanne(&[role])), "/reports/password-resets") };
    PasswordResets {
        page,
        query: ResetsQuery::default(),
        period,
        size: PageSize::default(),
        start: Start::First,
        report,
    }
}

/// The pages in each of their states.
pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    let all = shown(language, Role::ReportsReader, Period::Month, Some(report(Period::Month, every_detail())));
    let own_resets =
        shown(language, Role::HelpdeskAdministrator, Period::Hours, Some(report(Period::Hours, every_detail())));
    let days = Period::Days(jiff::civil::date(2026, 1, 1), jiff::civil::date(2026, 2, 1));
    let mut oldest = shown(language, Role::ReportsReader, Period::Month, Some(report(Period::Month, every_detail())));
    oldest.query.order = Field::of(OLDEST);
    let mut none = shown(language, Role::GlobalReader, days, Some(report(days, vec![])));
    none.query.from = Field::of("2026-01-01");
    none.query.kind = Field::of(Kind::Administrator.id());
    none.query.result = Field::of(Outcome::Cancelled.id());
    let mut nobody = shown(language, Role::GlobalReader, Period::Week, Some(report(Period::Week, vec![])));
    if let Some(report) = &mut nobody.report {
        report.missed = Some(Missed::TooMany("xyzzy".to_owned()));
    }
    let mut beyond = shown(language, Role::GlobalReader, Period::Week, Some(report(Period::Week, vec![])));
    beyond.start = Start::After(cursor());
    let mut bad = shown(language, Role::GlobalReader, Period::Month, None);
    bad.query.from = Field { value: "2020-01-01".to_owned(), errors: vec![Complaint::TooManyDays { most: 366 }] };
    let trouble = |code: &str, found| {
        let page =
            Page { section: Section::Audit, ..page(language, Some(sanne(&[Role::GlobalReader])), "/troubleshoot") };
        Troubleshoot { page, code: Field::of(code), found, accounts: [].into() }
    };
    let request = RequestId::from_uuid(Uuid::from_u128(7));
    let mut happened = crate::people::events();
    happened[0].details.push(("reason".to_owned(), "Bram de Vries, Operations".to_owned()));
    let mut unknown = trouble("SSPR_9999", None);
    unknown.code.refuse(Complaint::NotACode);
    let mut own = trouble("7", Some(Found::Request(request, vec![])));
    own.page.visitor = Some(sanne(&[Role::HelpdeskAdministrator]));
    let troubles = vec![
        ("trouble", trouble("", None)),
        ("trouble-code", trouble("SSPR_0014", Some(Found::Code(Trouble::TooFewProofs)))),
        ("trouble-request", trouble("7", Some(Found::Request(request, happened)))),
        ("trouble-nothing", trouble("7", Some(Found::Request(request, vec![])))),
        ("trouble-nothing-own", own),
        ("trouble-unknown", unknown),
    ];
    let troubles = troubles.into_iter().map(|(name, view)| (name, view.html().unwrap()));
    let resets = vec![
        ("report-resets", all.html().unwrap()),
        ("report-resets-oldest", oldest.html().unwrap()),
        ("report-resets-own", own_resets.html().unwrap()),
        ("report-resets-none", none.html().unwrap()),
        ("report-resets-nobody", nobody.html().unwrap()),
        ("report-resets-beyond", beyond.html().unwrap()),
        ("report-resets-bad", bad.html().unwrap()),
    ];
    resets.into_iter().chain(troubles).chain(registration(language)).chain(usage(language)).collect()
}

fn capability(number: u128, methods: Vec<Proof>, enabled: bool) -> Capability {
    Capability {
        id: id(number),
        user_name: "bram.vries@noordzee.example".to_owned(),
        display_name: "Bram de Vries".to_owned(),
        roles: Roles::NONE,
        registered: !methods.is_empty(),
        missing: 2 * usize::from(methods.is_empty()),
        methods,
        enabled,
        signs_in: enabled,
    }
}

/// Who can help himself, by what, and what was registered.
fn registration(language: Language) -> Vec<(&'static str, String)> {
    let place = |here| Page { section: Section::Reports, ..page(language, Some(sanne(&[Role::ReportsReader])), here) };
    let counts =
        |known: bool| Standing::COUNTED.map(|standing| (standing, known.then_some(Count::Exactly(1204)))).into();
    let report = |people: Vec<Capability>, stopped, known| RegistrationReport {
        page: place("/reports/registration"),
        query: Query::default(),
        report: Registration {
            counts: counts(known),
            next: (!people.is_empty() || stopped).then(cursor),
            people,
            stopped: stopped.then_some(10_000),
            group: None,
            no_group: None,
            missed: None,
        },
    };
    let people = vec![
        capability(1, vec![Proof::Email, Proof::App, Proof::Passkey, Proof::Questions], true),
        capability(2, vec![], true),
        capability(3, vec![Proof::Email], false),
    ];
    let mut nobody = report(vec![], false, true);
    nobody.report.no_group = Some("Crane drivers".to_owned());
    nobody.query.group = Some("Crane drivers".to_owned());
    let mut missed = report(vec![], false, true);
    missed.report.missed = Some(Missed::Nobody("xyzzy".to_owned()));
    missed.query.person = Some("xyzzy".to_owned());
    missed.query.method = Some(Proof::Passkey);
    let methods = |known: bool| {
        let count = |number| known.then_some(Count::Exactly(number));
        let group = crate::groups::sample();
        let methods = Methods {
            numbers: [count(3), count(2), count(2), count(1), count(5), Some(Count::MoreThan(1000))],
            registered: Proof::ALL.map(|proof| (proof, 12, 3)).into(),
            recent: if known { crate::people::events()[..3].to_vec() } else { vec![] },
            groups: if known { vec![(group, count(4), None)] } else { vec![] },
        };
        RegistrationMethods { page: place("/reports/methods"), methods }
    };
    let registered = |number, what, was_administrator| Registered {
        event: EventId::from_uuid(Uuid::from_u128(number)),
        at: at("2026-11-20T09:20:00Z"),
        user: id(number),
        user_name: "bram.vries@noordzee.example".to_owned(),
        was_administrator,
        what,
    };
    let rows = vec![
        registered(1, Proof::Email, Some(false)),
        registered(2, Proof::App, Some(true)),
        registered(3, Proof::Passkey, None),
    ];
    let listed = |rows, nobody: Option<&str>| Listed {
        rows: Slice { rows, before: None, after: Some(cursor()) },
        missed: nobody.map(|words| Missed::Nobody(words.to_owned())),
    };
    let registrations = |period, listed| Registrations {
        page: place("/reports/registration-activity"),
        query: RegistrationsQuery::default(),
        period,
        size: PageSize::default(),
        start: Start::First,
        listed,
    };
    let days = Period::Days(jiff::civil::date(2026, 1, 1), jiff::civil::date(2026, 2, 1));
    let mut none = registrations(days, Some(listed(vec![], None)));
    none.query.from = Field::of("2026-01-01");
    let mut unknown = registrations(Period::Week, Some(listed(vec![], Some("xyzzy"))));
    unknown.query.person = Field::of("xyzzy");
    let mut bad = registrations(Period::Month, None);
    bad.query.from = Field { value: "soon".to_owned(), errors: vec![Complaint::NotADate] };
    vec![
        ("report-registration", report(people, false, true).html().unwrap()),
        ("report-registration-stopped", report(vec![], true, false).html().unwrap()),
        ("report-registration-none", nobody.html().unwrap()),
        ("report-registration-nobody", missed.html().unwrap()),
        ("report-methods", methods(true).html().unwrap()),
        ("report-methods-none", methods(false).html().unwrap()),
        ("report-registrations", registrations(Period::Month, Some(listed(rows, None))).html().unwrap()),
        ("report-registrations-none", none.html().unwrap()),
        ("report-registrations-nobody", unknown.html().unwrap()),
        ("report-registrations-bad", bad.html().unwrap()),
    ]
}

/// How the portal is used, and every proof that was registered or given.
fn usage(language: Language) -> Vec<(&'static str, String)> {
    let place = |here| Page { section: Section::Reports, ..page(language, Some(sanne(&[Role::ReportsReader])), here) };
    let used = |period: Period, noted: bool| {
        let slots = period.slots(now(), &organisation().time_zone);
        let number = |slot: &String, what, method: &str, succeeded, number| Used {
            slot: slot.clone(),
            what,
            method: method.to_owned(),
            succeeded,
            number,
        };
        let numbers = slots.iter().zip(1_u64..).flat_map(|(slot, many)| {
            vec![
                number(slot, What::Requirement, "one", true, many * 7 % 40),
                number(slot, What::Requirement, if noted { "two" } else { "" }, true, many * 3 % 11),
                number(slot, What::SignIn, "password", true, many * 9 % 50),
                number(slot, What::SignIn, if noted { "app" } else { "" }, true, many % 9),
                number(slot, What::SignIn, "password", false, many % 4),
                number(slot, What::Change, "", true, many % 3),
                number(slot, What::Unlock, "", true, many % 2),
                number(slot, What::Proof, "email", true, many % 5),
                number(slot, What::Registration, "passkey", false, many % 2),
            ]
        });
        let resets = report(period, every_detail()).numbers;
        Usage { numbers: numbers.collect(), resets, slots }
    };
    let shown =
        |period, usage| UsageReport { page: place("/reports/usage"), query: UsageQuery::default(), period, usage };
    let empty = Usage { numbers: vec![], resets: vec![], slots: Period::Week.slots(now(), &organisation().time_zone) };
    let mut bad = shown(Period::Month, None);
    bad.query.from = Field { value: "soon".to_owned(), errors: vec![Complaint::NotADate] };
    let days = Period::Days(jiff::civil::date(2026, 1, 1), jiff::civil::date(2026, 2, 1));
    let event = |number, feature, methods, failure: Option<&str>| ProofEvent {
        event: EventId::from_uuid(Uuid::from_u128(number)),
        at: at("2026-11-20T09:20:00Z"),
        user: (number != 3).then(|| (id(number), "bram.vries@noordzee.example".to_owned())),
        feature,
        methods,
        activity: "Self-service password reset flow activity progress".to_owned(),
        failure: failure.map(str::to_owned),
    };
    let rows = vec![
        event(1, Feature::Registration, vec![Proof::Passkey], None),
        event(2, Feature::Reset, vec![Proof::Email, Proof::App], None),
        event(3, Feature::Reset, vec![Proof::Sms], Some("wrong-code")),
        event(4, Feature::Reset, vec![], Some("SSPR_0014")),
    ];
    let events = |period, rows, missed: Option<&str>| ProofEvents {
        page: place("/reports/events"),
        query: EventsQuery::default(),
        period,
        size: PageSize::default(),
        start: Start::First,
        listed: Some(ListedEvents {
            rows: Slice { rows, before: None, after: Some(cursor()) },
            missed: missed.map(|words| Missed::Nobody(words.to_owned())),
        }),
    };
    let mut narrowed = events(days, vec![], None);
    narrowed.query.from = Field::of("2026-01-01");
    narrowed.query.feature = Field::of(Feature::Reset.id());
    narrowed.query.result = Field::of("failure");
    let mut wrong = events(Period::Month, vec![], None);
    wrong.listed = None;
    wrong.query.feature = Field { value: "magic".to_owned(), errors: vec![Complaint::NotAChoice] };
    vec![
        ("report-usage", shown(Period::Month, Some(used(Period::Month, true))).html().unwrap()),
        ("report-usage-hours", shown(Period::Hours, Some(used(Period::Hours, false))).html().unwrap()),
        ("report-usage-none", shown(Period::Week, Some(empty)).html().unwrap()),
        ("report-usage-days", shown(days, Some(used(days, true))).html().unwrap()),
        ("report-usage-bad", bad.html().unwrap()),
        ("report-events", events(Period::Month, rows, None).html().unwrap()),
        ("report-events-none", narrowed.html().unwrap()),
        ("report-events-nobody", events(Period::Week, vec![], Some("xyzzy")).html().unwrap()),
        ("report-events-bad", wrong.html().unwrap()),
    ]
}
