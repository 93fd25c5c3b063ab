//! A person whom wrong passwords keep out, and the page of the rule.

use latchkey::domain::audit::Entry;
use latchkey::domain::failure::SignInFailure;
use latchkey::domain::id::FormKey;
use latchkey::domain::lockout::{DoorState, Factor, Guesses, NEVER};
use latchkey::domain::organisation::Language;
use latchkey::domain::paging::{PageSize, Slice, Start};
use latchkey::domain::people::Missed;
use latchkey::domain::role::Role;
use latchkey::domain::settings::lockout::Lockout;
use latchkey::domain::settings::retention::Retention;
use latchkey::domain::sign_ins::{Day, fortnight};
use latchkey::domain::source_limit::{Held, Waiting};
use latchkey::domain::user::User;
use latchkey::service::audit_names::Names;
use latchkey::service::settings::Page as Found;
use latchkey::service::sign_ins::OfPerson;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::flash::Flash;
use latchkey::web::view::View as _;
use latchkey::web::view::places::{HeldPlaces, Row};
use latchkey::web::view::settings::{Met, Sheet as _};
use latchkey::web::view::settings_lockout::{LockoutForm, SettingsLockout};
use latchkey::web::view::settings_retention::SettingsRetention;
use latchkey::web::view::sign_ins::{SignIns, SignInsQuery, UserSignIns};
use latchkey::web::view::user::UserShow;
use uuid::Uuid;

use crate::people::{at, page, sanne, with_flash};
use crate::samples::admin;
use crate::settings::{kept, place};

fn door(factor: Factor, recognised: bool, failures: u32) -> DoorState {
    let guesses = Guesses {
        failures,
        in_a_row: failures,
        recent: vec![1, 2, 3],
        addresses: vec!["10.20.4.18".to_owned(), "2001:db8::1".to_owned()],
        first_at: Some(at("2026-11-20T12:58:00Z")),
        last_at: Some(at("2026-11-20T13:02:00Z")),
        locked_until: None,
    };
    DoorState { factor, recognised, guesses }
}

/// Ten wrong passwords; a right one would be refused, too.
pub(crate) fn locked(mut view: UserShow) -> String {
    let mut door = door(Factor::Password, false, 10);
    door.guesses.locked_until = Some(at("2026-11-20T23:32:00Z"));
    view.doors = vec![door, self::door(Factor::CurrentPassword, true, 1)];
    view.obstacles = vec![SignInFailure::Locked, SignInFailure::Blocked, SignInFailure::TemporaryPasswordOver];
    view.page = with_flash(view.page, Flash::LockedAgain);
    view.html().unwrap()
}

/// A hundred of them.
pub(crate) fn off(mut view: UserShow) -> String {
    let mut door = door(Factor::Password, false, 100);
    door.guesses.locked_until = Some(NEVER);
    view.doors = vec![self::door(Factor::Password, true, 2), door];
    view.obstacles = vec![SignInFailure::NoPassword, SignInFailure::PasswordOff];
    view.html().unwrap()
}

/// The page of the rule, as delivered, for whoever may only read it, and with all that can be wrong with it.
pub(crate) fn rule(language: Language) -> Vec<(&'static str, String)> {
    let page = |role, settings: Lockout, by: Option<bool>| SettingsLockout {
        page: place(language, role),
        found: Found { settings, kept: by.map(kept) },
        form: LockoutForm::of(&settings),
        question: None,
        refused: None,
    };
    let delivered = Lockout::default();
    let mut contested = page(Role::AuthenticationPolicyAdministrator, delivered, Some(true));
    contested.form = LockoutForm::of(&Lockout { lockout_threshold: 5, ..delivered });
    contested.contest(contested.found.clone());
    let mut bad = page(Role::GlobalAdministrator, delivered, None);
    bad.form = LockoutForm::of(&Lockout { lockout_threshold: 99, lockout_longest_seconds: 30, ..delivered });
    bad.form.judged();
    bad.refused = Some(Complaint::PageTooOld);
    let mut asked = page(Role::GlobalAdministrator, delivered, None);
    asked.ask(Met { number: 3, agreement: 5 });
    vec![
        ("settings-lockout-question", asked.html().unwrap()),
        ("settings-lockout", page(Role::GlobalAdministrator, delivered, None).html().unwrap()),
        ("settings-lockout-contested", contested.html().unwrap()),
        ("settings-lockout-bad", bad.html().unwrap()),
        ("settings-lockout-reader", page(Role::GlobalReader, delivered, Some(false)).html().unwrap()),
    ]
}

/// How long the audit log is kept.
pub(crate) fn retention(language: Language) -> Vec<(&'static str, String)> {
    let page = |role, audit_months: u16, by: Option<bool>| {
        let found = Found { settings: Retention { audit_months }, kept: by.map(kept) };
        SettingsRetention::of(place(language, role), found, true)
    };
    let mut contested = page(Role::GlobalAdministrator, 24, Some(true));
    contested.months = Field::of("36".to_owned());
    contested.contest(contested.found.clone());
    let mut bad = page(Role::GlobalAdministrator, 0, None);
    bad.months = Field::of("12".to_owned());
    bad.judged();
    let mut asked = page(Role::GlobalAdministrator, 0, None);
    asked.months = Field::of("24".to_owned());
    asked.ask(Met { number: 48_213, agreement: 24 });
    vec![
        ("settings-retention", page(Role::GlobalAdministrator, 0, None).html().unwrap()),
        ("settings-retention-question", asked.html().unwrap()),
        ("settings-retention-contested", contested.html().unwrap()),
        ("settings-retention-bad", bad.html().unwrap()),
        ("settings-retention-reader", page(Role::GlobalReader, 24, Some(false)).html().unwrap()),
    ]
}

/// The sign-in log, of everybody and of one person.
pub(crate) fn sign_ins(language: Language, entries: &[Entry], user: User) -> Vec<(&'static str, String)> {
    let slice = || Slice { rows: entries.to_vec(), before: None, after: None };
    let everybody = |query: SignInsQuery, entries, nobody| SignIns {
        page: admin(language, "/sign-ins"),
        query,
        size: PageSize::default(),
        start: Start::First,
        entries,
        missed: nobody,
        names: Names::default(),
    };
    let mut bad =
        SignInsQuery { address: Field::of("x".repeat(300)), from: Field::of("soon"), ..SignInsQuery::default() };
    bad.address.refuse(Complaint::TooLong { most: 200 });
    bad.from.refuse(Complaint::NotADate);
    let none = Slice { rows: vec![], before: None, after: None };
    let day = |succeeded, failed| Day { day: jiff::civil::date(2026, 11, 20), succeeded, interrupted: 1, failed };
    let days = fortnight(day(0, 0).day, &[day(2, 7)]);
    let found = OfPerson { user, entries: slice(), days, counted_since: Some(at("2026-11-12T09:30:00Z")) };
    let person = UserSignIns { page: admin(language, "/users/x/sign-ins"), found, size: PageSize::default() };
    vec![
        ("sign-ins", everybody(SignInsQuery::default(), slice(), None).html().unwrap()),
        (
            "sign-ins-none",
            everybody(SignInsQuery::default(), none.clone(), Some(Missed::Nobody("zz".to_owned()))).html().unwrap(),
        ),
        ("sign-ins-bad", everybody(bad, none, None).html().unwrap()),
        ("user-sign-ins", person.html().unwrap()),
    ]
}

/// The places that have to wait: with buttons, for whoever only looks, and none.
pub(crate) fn places(language: Language) -> Vec<(&'static str, String)> {
    let row = |number, source: &str, held, until| {
        let place = Waiting { source: source.to_owned(), held, until: at(until) };
        Row { place, key: FormKey::from_uuid(Uuid::from_u128(number)) }
    };
    let rows = || {
        vec![
            row(100, "203.0.113.77/32", Held::Resets, "2026-11-20T14:02:00Z"),
            row(101, "2001:db8:1:2::/64", Held::SignIns, "2026-11-20T13:20:00Z"),
            row(102, "198.51.100.0/24", Held::SignIns, "2026-11-20T13:19:00Z"),
        ]
    };
    let shown = |role, rows, more| HeldPlaces {
        page: page(language, Some(sanne(&[role])), "/users/places"),
        named: None,
        rows,
        more,
    };
    let mut let_in = shown(Role::HelpdeskAdministrator, rows(), true);
    let_in.page = with_flash(let_in.page, Flash::PlaceLetIn);
    let mut none = shown(Role::GlobalAdministrator, vec![], false);
    none.page = with_flash(none.page, Flash::PlaceOpen);
    let mut sought = shown(Role::GlobalAdministrator, vec![], false);
    sought.named = Some("203.0.113.9".to_owned());
    vec![
        ("places", let_in.html().unwrap()),
        ("places-reader", shown(Role::GlobalReader, rows(), false).html().unwrap()),
        ("places-none", none.html().unwrap()),
        ("places-sought", sought.html().unwrap()),
    ]
}
