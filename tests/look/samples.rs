//! Every page struct with sample data, in each of its states.

use jiff::Timestamp;
use latchkey::domain::access::Deed;
use latchkey::domain::attribute::Attribute;
use latchkey::domain::audit::Entry;
use latchkey::domain::blocking::Blocking;
use latchkey::domain::carrier::Trouble;
use latchkey::domain::columns::{Choice, Column, Columns};
use latchkey::domain::contact::Contact;
use latchkey::domain::deletion::{Deleted, Deletion, KEPT};
use latchkey::domain::denial::Denial;
use latchkey::domain::dice::{Dice, NoDice};
use latchkey::domain::holding::{Holder, Holding};
use latchkey::domain::id::{FormKey, JobId, RequestId, SessionId};
use latchkey::domain::job::{IntoGroup, Job, Kind, Outcome, Person, State, Work};
use latchkey::domain::organisation::Language;
use latchkey::domain::paging::{Count, Cursor, PageSize, Slice, Start};
use latchkey::domain::password::expiry::{End, Standing};
use latchkey::domain::password::rules::{Context, Facts, Rules, Scope};
use latchkey::domain::password::temporary::TemporaryPassword;
use latchkey::domain::people::Missed;
use latchkey::domain::people::{Direction, Part, PeopleFilter, Sort, View as People};
use latchkey::domain::permission::Permission;
use latchkey::domain::profile::Profile;
use latchkey::domain::property::{Properties, Property};
use latchkey::domain::role::{Role, Roles};
use latchkey::domain::role_change::{RoleChange, RoleDeed};
use latchkey::domain::second_step::App;
use latchkey::domain::secret::PlainPassword;
use latchkey::domain::self_service::Limit;
use latchkey::domain::settings::resets::Resets;
use latchkey::domain::stream::{Progress as Flow, Target};
use latchkey::domain::subject::{About, Subject};
use latchkey::domain::user::{Source, Status, User, UserNameError};
use latchkey::service::audit_event::{Beside, Shown};
use latchkey::service::audit_names::Names;
use latchkey::service::chain::{Progress, Reached};
use latchkey::service::passwords::reset::Question;
use latchkey::service::seal::{Log, Seal};
use latchkey::service::users::deletion::Deed as Deletes;
use latchkey::service::users::edit::Editing;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::flash::Flash;
use latchkey::web::page::{Page, Section};
use latchkey::web::view::View as _;
use latchkey::web::view::access::{AccessAsk, AccessRefused};
use latchkey::web::view::account::{AccountHome, AccountPassword};
use latchkey::web::view::audit::{AuditIndex, AuditQuery, DONE};
use latchkey::web::view::audit_event::AuditShow;
use latchkey::web::view::audit_streams::AuditStreams;
use latchkey::web::view::deleted::{DeletedIndex, DeletedShow, Row};
use latchkey::web::view::deletion::{DeletionAsk, DeletionRefused, RestoreAsk};
use latchkey::web::view::errors::{self, Problem};
use latchkey::web::view::exemption::Exemption;
use latchkey::web::view::home::Home;
use latchkey::web::view::jobs::{JobShow, JobsIndex};
use latchkey::web::view::password::NewPassword;
use latchkey::web::view::password_reset::{
    Aftermath, PasswordResetAlreadyShown, PasswordResetDone, PasswordResetNew, PasswordResetRefused, Rules as Decided,
};
use latchkey::web::view::person_form::PersonForm;
use latchkey::web::view::roles::{Candidate, RoleShow, RolesIndex};
use latchkey::web::view::roles_matrix::{Asked, RolesMatrix};
use latchkey::web::view::signin::{ForcedChange, Offered, SignIn, Staying};
use latchkey::web::view::user::UserShow;
use latchkey::web::view::user_columns::PeopleColumns;
use latchkey::web::view::user_edit::{UserEdit, UserEditRefused};
use latchkey::web::view::user_new::{Start as Begins, UserNew, UserNewRefused};
use latchkey::web::view::user_roles::{RoleAsk, RoleRefused, UserRoles};
use latchkey::web::view::users::UsersIndex;
use latchkey::web::view::users_bulk::{BulkAsk, BulkRefused};
use uuid::Uuid;

use crate::people::{
    at, bram, bram_waiting, events, everybody, group_id, id, page, profile, roles, sanne, user, with_flash,
};

/// A page in one of its states.
pub(crate) struct Sample {
    pub(crate) name: &'static str,
    pub(crate) html: String,
}

struct Weak(u8);

impl Dice for Weak {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoDice> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(73).wrapping_add(41);
            *byte = self.0;
        }
        Ok(())
    }
}

pub(crate) fn admin(language: Language, here: &str) -> Page {
    page(language, Some(sanne(&[Role::GlobalAdministrator])), here)
}

fn counts() -> [(People, Count); 8] {
    let counts = [1284, 6, 41, 9, 12, 30, 58, 2];
    let mut counts = counts.into_iter().map(Count::capped);
    People::ALL.map(|view| (view, counts.next().unwrap()))
}

pub(crate) fn cursor() -> Cursor {
    Cursor { keys: vec!["jakub nowak".to_owned()], id: Uuid::from_u128(10) }
}

pub(crate) fn users(language: Language, people: Vec<User>) -> UsersIndex {
    UsersIndex {
        page: admin(language, "/users"),
        filter: PeopleFilter::default(),
        sort: Sort::Name,
        direction: Direction::Ascending,
        columns: Columns::default(),
        size: PageSize::default(),
        given: Choice::default(),
        start: Start::First,
        counts: counts(),
        found: None,
        group: None,
        details: vec![],
        locked: people.iter().skip(1).take(1).map(|user| user.id).collect(),
        people: Slice { rows: people, before: None, after: Some(cursor()) },
        departments: ["Customs".to_owned(), "Operations".to_owned()].into(),
        without: vec![],
    }
}

fn streams(language: Language, progress: Vec<Flow>) -> AuditStreams {
    AuditStreams { page: admin(language, "/audit/streams"), progress }
}

/// A target that does not get through, and one that is up to date.
fn progress() -> Vec<Flow> {
    let stuck = Flow {
        target: Target::Syslog,
        seq: 1_204,
        sent_at: None,
        waiting: 12_345,
        tries: 4,
        next_at: at("2026-11-20T12:45:00Z"),
        trouble: Some((at("2026-11-20T12:40:00Z"), Trouble::Tls, "invalid peer certificate: UnknownIssuer".to_owned())),
    };
    let even = Flow {
        target: Target::Webhook,
        seq: 13_549,
        sent_at: Some(at("2026-11-20T12:40:00Z")),
        waiting: 0,
        tries: 0,
        trouble: None,
        ..stuck.clone()
    };
    vec![stuck, even]
}

/// What the sign-in page offers beside the form.
fn offered(forgotten: bool) -> Offered {
    Offered { forgotten, staying: if forgotten { Staying::NoAdministrators } else { Staying::Everybody } }
}

fn contact() -> Contact {
    Contact {
        phone: Some("+31 612345678".to_owned()),
        alternative_phone: None,
        mail: Some("bram@home.example".to_owned()),
    }
}

fn new_password() -> NewPassword {
    let rules = Rules::default().unjudged(Scope::Forced, true, &Context::default());
    NewPassword::empty(rules, &Context::new(["Bram", "de Vries", "Noordzee Logistics"]))
}

fn refused_password() -> NewPassword {
    let context = Context::new(["Bram", "de Vries"]);
    let judged = Rules::default().judge(
        Scope::Forced,
        true,
        &PlainPassword::new("bram vries".to_owned()),
        &context,
        Facts { is_old: Some(false), was_used: Some(true), is_young: None, breached: Some(true) },
    );
    let mut form = new_password().judged(judged);
    form.confirm_password.refuse(Complaint::NotTheSame);
    form
}

/// The end of a password that is noticed by now.
pub(crate) fn ending(exempt_until: Option<Timestamp>) -> End {
    End {
        at: exempt_until.unwrap_or(at("2026-11-25T10:00:00Z")),
        counted_from: at("2026-08-27T10:00:00Z"),
        days: 90,
        exempt_until,
        notice_from: at("2026-11-11T10:00:00Z"),
    }
}

fn limits(met: bool) -> Vec<(Limit, Timestamp)> {
    let met = if met { [Limit::Closed, Limit::Codes, Limit::Answers].as_slice() } else { &[] };
    met.iter().map(|limit| (*limit, at("2026-11-21T10:00:00Z"))).collect()
}

fn show(language: Language, user: User, no_reset: Option<Denial>) -> UserShow {
    UserShow {
        page: admin(language, "/users/x"),
        user,
        profile: profile(),
        contact: Some(contact()),
        may_edit: no_reset.is_none(),
        no_edit: no_reset,
        blocking: Some(Blocking {
            at: at("2026-11-20T12:40:00Z"),
            by: "sanne.mulder@noordzee.example".to_owned(),
            reason: Some("SD-4711".to_owned()),
        }),
        no_sign_out: no_reset,
        no_block: no_reset,
        no_delete: no_reset,
        no_unlock: no_reset,
        doors: vec![],
        reset_limits: limits(no_reset.is_none()),
        obstacles: vec![],
        opens_there: false,
        no_reset,
        standing: Some(Standing::Ends(ending(Some(at("2027-01-18T10:00:00Z"))))),
        given_by: Some("sanne.mulder@noordzee.example".to_owned()),
        devices: 2,
        passkeys: 2,
        app: Some(App { added_at: at("2026-11-02T09:00:00Z"), last_used_at: at("2026-11-20T12:40:00Z") }),
        recent: Some(events()[..4].to_vec()),
    }
}

/// What a form of attributes can say, beside the rest.
fn every_complaint() -> Vec<Complaint> {
    let names = [
        UserNameError::Shape,
        UserNameError::LocalTooLong,
        UserNameError::DomainTooLong,
        UserNameError::Character,
        UserNameError::DotBeforeAt,
    ];
    let domains = vec!["noordzee.example".to_owned()];
    names
        .map(Complaint::NotAUserName)
        .into_iter()
        .chain([
            Complaint::UserNameProposed,
            Complaint::ForeignDomain { domains },
            Complaint::NameTaken { free: vec![] },
            Complaint::MailTaken,
            Complaint::NotMail,
            Complaint::NotPhone,
            Complaint::NotInternational,
            Complaint::NotCountry,
            Complaint::NotLanguage,
            Complaint::NobodyFound,
            Complaint::Invisible,
        ])
        .collect()
}

fn deleted(user: User) -> Deleted {
    let at = at("2026-11-18T09:30:00Z");
    let by_name = "sanne.mulder@noordzee.example".to_owned();
    Deleted { user, deletion: Deletion { at, by: Some(id(99)), by_name, purge_at: at + KEPT } }
}

fn bin(language: Language, held: &[Role], people: Vec<User>) -> DeletedIndex {
    let row = |(number, user)| Row { person: deleted(user), key: FormKey::from_uuid(Uuid::from_u128(number)) };
    DeletedIndex {
        page: page(language, Some(sanne(held)), "/users/deleted"),
        rows: (100..).zip(people).map(row).collect(),
        before: None,
        after: Some(cursor()),
        start: Start::First,
        size: PageSize::default(),
    }
}

fn remains(language: Language, user: User, why_not: Option<Denial>) -> DeletedShow {
    let Deleted { user, deletion } = deleted(user);
    DeletedShow {
        page: admin(language, "/users/x"),
        user,
        deletion,
        profile: profile(),
        no_restore: why_not,
        no_purge: why_not,
        recent: Some(events()[17..20].to_vec()),
    }
}

fn restore(language: Language, user: User) -> RestoreAsk {
    let (name, page) = (user.user_name.to_string(), admin(language, "/users/x/restore"));
    let mut ask = RestoreAsk { page, user, user_principal_name: Field::of(name), refused: None };
    ask.user_principal_name.refuse(Complaint::NameTaken { free: vec!["b.devries@noordzee.example".to_owned()] });
    ask
}

fn deletion(language: Language, user: User, deed: Deletes, devices: u64) -> DeletionAsk {
    DeletionAsk::empty(admin(language, "/users/x/delete"), user, deed, devices)
}

/// Everything about people who are, or shall be, deleted.
fn gone(language: Language) -> Vec<(&'static str, String)> {
    let enough = Denial::Protected(roles(&[Role::PrivilegedAuthenticationAdministrator, Role::GlobalAdministrator]));
    let mut wrong = deletion(language, bram(), Deletes::Delete, 0);
    wrong.confirm = Field::of("bram");
    wrong.confirm.refuse(Complaint::NotTheUserName { name: "bram.devries@noordzee.example".to_owned() });
    wrong.reason.refuse(Complaint::TooLong { most: 200 });
    wrong.refused = Some(Complaint::PageTooOld);
    let refused = |deed, denial| DeletionRefused { page: admin(language, "/x"), user: bram(), deed, denial };
    let barred = |denial| {
        let (page, user) = (admin(language, "/x"), bram());
        AccessRefused { page, user, deed: Deed::Block, denial }.html().unwrap()
    };
    let last = Deletion { purge_at: at("2026-11-20T20:00:00Z"), ..deleted(bram()).deletion };
    let over = Deletion { purge_at: at("2026-11-20T12:00:00Z"), ..last.clone() };
    let administrator = User { roles: roles(&[Role::GlobalAdministrator]), ..bram() };
    let flash = |flash| {
        let view = remains(language, bram(), None);
        DeletedShow { page: with_flash(view.page, flash), ..view }
    };
    let back = |flash| {
        let view = show(language, bram(), None);
        UserShow { page: with_flash(view.page, flash), ..view }
    };
    let all = &[Role::GlobalAdministrator];
    let mut purged = bin(language, all, vec![]);
    purged.page = with_flash(purged.page, Flash::Purged);
    let beyond = DeletedIndex { start: Start::After(cursor()), ..bin(language, all, vec![]) };
    let twice = DeletedIndex { before: Some(cursor()), ..bin(language, &[Role::UserAdministrator], everybody()) };
    vec![
        ("deleted", twice.html().unwrap()),
        ("deleted-reader", bin(language, &[Role::DirectoryReader], everybody()).html().unwrap()),
        ("deleted-none", purged.html().unwrap()),
        ("deleted-beyond", beyond.html().unwrap()),
        ("deleted-user", flash(Flash::Deleted).html().unwrap()),
        ("deleted-administrator", remains(language, administrator, Some(enough)).html().unwrap()),
        ("deleted-last-day", DeletedShow { deletion: last, ..remains(language, bram(), None) }.html().unwrap()),
        ("deleted-over", DeletedShow { deletion: over, ..remains(language, bram(), None) }.html().unwrap()),
        ("restored", back(Flash::Restored).html().unwrap()),
        ("restored-without-mail", back(Flash::RestoredWithoutMail).html().unwrap()),
        ("restore-taken", restore(language, bram()).html().unwrap()),
        ("delete", deletion(language, bram(), Deletes::Delete, 2).html().unwrap()),
        ("delete-error", wrong.html().unwrap()),
        ("delete-refused", refused(Deletes::Delete, Denial::LastGlobalAdministrator).html().unwrap()),
        ("delete-deleted", refused(Deletes::Delete, Denial::Deleted).html().unwrap()),
        ("purge", deletion(language, bram(), Deletes::Purge, 0).html().unwrap()),
        ("purge-refused", refused(Deletes::Purge, enough).html().unwrap()),
        ("block-deleted", barred(Denial::Deleted)),
    ]
}

fn reset(language: Language, user: User) -> PasswordResetNew {
    let question = Question {
        user,
        profile: profile(),
        sessions: 2,
        waiting_since: None,
        address: None,
        outside: false,
        shortest: 15,
        denied: None,
    };
    let rules = Decided { resets: Resets::default(), has_mail: false, outside: false };
    PasswordResetNew::empty(admin(language, "/users/x/reset-password"), question, rules)
}

fn done(language: Language, forever: bool) -> PasswordResetDone {
    PasswordResetDone {
        page: admin(language, "/users/x/reset-password"),
        user: bram(),
        password: TemporaryPassword::generate(&mut Weak(3)).unwrap(),
        expires_at: (!forever).then(|| at("2026-11-21T13:07:00Z")),
        address: "id.noordzee.example".to_owned(),
        shortest: 15,
        outside: None,
    }
}

fn already(language: Language, by: Option<&str>, aftermath: Aftermath) -> PasswordResetAlreadyShown {
    let by = by.map(str::to_owned);
    let page = admin(language, "/users/x/reset-password");
    PasswordResetAlreadyShown { page, user: bram(), by, at: at("2026-11-20T12:40:00Z"), aftermath }
}

fn audit(language: Language, held: &[Role], query: AuditQuery, rows: bool) -> AuditIndex {
    let mut page = page(language, Some(sanne(held)), "/audit");
    page.section = Section::Audit;
    let rows = if rows { events() } else { vec![] };
    let entries = Slice { rows, before: Some(cursor()), after: Some(cursor()) };
    let proof = Some(Progress::Intact(Reached { row: 48_213, at: at("2026-11-20T12:59:58Z") }));
    AuditIndex {
        page,
        query,
        size: PageSize::default(),
        start: Start::First,
        entries,
        missed: None,
        no_group: None,
        names: Names::default(),
        proof,
    }
}

fn event(entry: Entry, seal: Seal) -> Shown {
    let beside = Beside { previous: Some(entry.id), next: Some(entry.id) };
    Shown { entry, beside, of_person: Some(beside), steps: vec![], seal: Some(seal) }
}

fn guests(language: Language) -> Vec<(&'static str, String)> {
    let gate = |here: &str| page(language, None, here);
    let mut failed = SignIn::empty(gate("/sign-in"), "/users".to_owned(), offered(false));
    failed.username = Field::of("bram.devries");
    failed.refused = Some(Complaint::SignInFailed);
    let mut empty = SignIn::empty(gate("/sign-in"), String::new(), offered(true));
    empty.username.refuse(Complaint::UserNameMissing);
    empty.password.refuse(Complaint::PasswordMissing);
    let busy =
        SignIn { refused: Some(Complaint::Busy), ..SignIn::empty(gate("/sign-in"), String::new(), offered(true)) };
    let limited = || {
        let mut visitor = sanne(&[]);
        visitor.limited = true;
        page(language, Some(visitor), "/change-password")
    };
    let end = ending(None);
    let forced = |form, refused| ForcedChange {
        page: limited(),
        standing: None,
        user_name: "bram.devries@noordzee.example".to_owned(),
        next: String::new(),
        current_password: Field::default(),
        form,
        refused,
    };
    vec![
        ("sign-in", SignIn::empty(gate("/sign-in"), String::new(), offered(true)).html().unwrap()),
        ("sign-in-failed", failed.html().unwrap()),
        ("sign-in-empty", empty.html().unwrap()),
        ("sign-in-busy", busy.html().unwrap()),
        (
            "sign-in-timed-out",
            SignIn::empty(with_flash(gate("/"), Flash::TimedOut), String::new(), offered(false)).html().unwrap(),
        ),
        ("forced-change", forced(new_password(), None).html().unwrap()),
        ("forced-change-refused", forced(refused_password(), None).html().unwrap()),
        (
            "forced-change-ended",
            ForcedChange { standing: Some(Standing::Ended(end)), ..forced(new_password(), None) }.html().unwrap(),
        ),
        (
            "forced-change-demanded",
            ForcedChange { standing: Some(Standing::Demanded(end.at)), ..forced(new_password(), None) }.html().unwrap(),
        ),
        ("forced-change-outside", forced(NewPassword::outside(), None).html().unwrap()),
        ("forced-change-old", forced(new_password(), Some(Complaint::PageTooOld)).html().unwrap()),
    ]
}

fn own(language: Language) -> Vec<(&'static str, String)> {
    let person = |held: &[Role]| page(language, Some(sanne(held)), "/account");
    let home = |page, user| AccountHome {
        page,
        user,
        profile: profile(),
        standing: Some(Standing::Ends(ending(None))),
        contact: Some(contact()),
        owns_groups: true,
    };
    let password = |source, current_password, form| AccountPassword {
        page: person(&[]),
        source,
        current_password,
        form,
        refused: None,
    };
    let mut wrong = Field::default();
    wrong.refuse(Complaint::CurrentPasswordWrong);
    let administrator = User { roles: roles(&[Role::HelpdeskAdministrator]), ..bram() };
    let mut start = page(language, Some(sanne(&[Role::GlobalAdministrator])), "/");
    start.section = Section::Home;
    let mut quiet = page(language, Some(sanne(&[Role::HelpdeskAdministrator])), "/");
    quiet.section = Section::Home;
    let home_page = |page, number, newest| Home {
        page,
        temporary: Count::Exactly(number),
        never_signed_in: Count::MoreThan(1000),
        blocked: Count::Exactly(number),
        notice: Some(ending(None)),
        mine: newest,
        newest: (number > 0).then(|| events()[..5].to_vec()),
    };
    vec![
        ("account", home(with_flash(person(&[]), Flash::PasswordSet), bram()).html().unwrap()),
        ("account-administrator", home(person(&[Role::HelpdeskAdministrator]), administrator).html().unwrap()),
        ("account-external", home(person(&[]), User { source: Source::External, ..bram() }).html().unwrap()),
        ("account-password", password(Source::Local, Field::default(), new_password()).html().unwrap()),
        ("account-password-refused", password(Source::Local, wrong, refused_password()).html().unwrap()),
        ("account-password-directory", password(Source::Directory, Field::default(), new_password()).html().unwrap()),
        ("home", home_page(start, 6, events()[..3].to_vec()).html().unwrap()),
        ("home-quiet", home_page(quiet, 0, vec![]).html().unwrap()),
    ]
}

fn lists(language: Language) -> Vec<(&'static str, String)> {
    let filter = PeopleFilter {
        search: Some("users jansenn".to_owned()),
        view: People::Temporary,
        status: Some(Status::Blocked),
        department: Some("Operations".to_owned()),
        group: Some(crate::groups::inside()),
        these: None,
    };
    let without = vec![
        (Part::Search, Count::Exactly(14)),
        (Part::View, Count::Exactly(0)),
        (Part::Status, Count::Exactly(1)),
        (Part::Department, Count::MoreThan(1000)),
        (Part::Group, Count::Exactly(3)),
    ];
    let none = UsersIndex { filter, group: Some("Sales".to_owned()), without, ..users(language, vec![]) };
    let go_to = PeopleFilter { search: Some("rol".to_owned()), ..PeopleFilter::default() };
    let reader = UsersIndex {
        page: page(language, Some(sanne(&[Role::DirectoryReader])), "/users"),
        sort: Sort::Department,
        direction: Direction::Descending,
        size: PageSize::parse("100").unwrap(),
        found: Some(Count::Exactly(10)),
        ..users(language, everybody())
    };
    let mut matrix = admin(language, "/roles/matrix");
    matrix.section = Section::Roles;
    let empty = UsersIndex { counts: People::ALL.map(|view| (view, Count::Exactly(0))), ..users(language, vec![]) };
    let details = || Profile {
        mail: Some("bram.devries@noordzee.example".to_owned()),
        created_at: Some(at("2026-11-02T09:00:00Z")),
        ..Profile::default()
    };
    let wide = |text: &str| UsersIndex {
        columns: Columns::parse(text).unwrap(),
        given: Choice { columns: Columns::parse(text), size: Some(PageSize::default()) },
        details: everybody().iter().map(|_| details()).collect(),
        ..users(language, everybody())
    };
    let choosing = |refused| PeopleColumns {
        page: admin(language, "/users/columns"),
        columns: Column::ALL.to_vec(),
        size: PageSize::default(),
        next: "/users?view=blocked".to_owned(),
        refused,
    };
    let beyond = UsersIndex { start: Start::After(cursor()), ..users(language, vec![]) };
    vec![
        ("users", users(language, everybody()).html().unwrap()),
        ("users-wide", wide("user-name,mail,job-title,type,roles,created").html().unwrap()),
        ("users-places", wide("company,employee-number,office,city,country,status").html().unwrap()),
        ("columns", choosing(vec![]).html().unwrap()),
        ("columns-refused", choosing(vec![Complaint::ColumnsNumber { most: Columns::MOST }]).html().unwrap()),
        ("users-none", none.html().unwrap()),
        ("users-go-to", UsersIndex { filter: go_to, ..users(language, vec![]) }.html().unwrap()),
        ("users-reader", reader.html().unwrap()),
        ("users-empty", empty.html().unwrap()),
        ("users-beyond", beyond.html().unwrap()),
        ("matrix", RolesMatrix { page: matrix, who: Asked::default(), whom: Asked::default() }.html().unwrap()),
    ]
}

fn of_jobs(language: Language) -> Vec<(&'static str, String)> {
    let place = |path: &str| {
        let mut page = admin(language, path);
        page.section = Section::Jobs;
        page
    };
    let sanne =
        Subject { id: user(99, "Sanne Mulder", "sanne.mulder").id, name: "sanne.mulder@noordzee.example".to_owned() };
    let job = |state, done, passed_over| Job {
        id: JobId::from_uuid(Uuid::from_u128(1)),
        work: Work::Access(Deed::Block),
        state,
        made_at: at("2026-11-20T10:00:00Z"),
        made_by: sanne.clone(),
        session: SessionId::from_uuid(Uuid::from_u128(2)),
        request: RequestId::from_uuid(Uuid::from_u128(3)),
        address: None,
        reason: "SD-42".to_owned(),
        total: 4,
        done,
        passed_over,
        stop_asked: false,
        troubles: 0,
        ended_at: (state != State::Running).then(|| at("2026-11-20T10:05:00Z")),
    };
    let person = |position, outcome| Person {
        position,
        id: bram().id,
        user_name: "bram.devries@noordzee.example".to_owned(),
        outcome,
    };
    let turns = vec![
        person(1, Some(Outcome::Done)),
        person(2, Some(Outcome::Already)),
        person(3, Some(Outcome::Denied(Denial::OwnAccount))),
        person(4, None),
        person(5, Some(Outcome::Gone)),
        person(6, Some(Outcome::Failed)),
        person(7, Some(Outcome::NameTaken)),
        person(8, Some(Outcome::NotDeleted)),
    ];
    let slice = |rows| Slice { rows, before: Some(cursor()), after: Some(cursor()) };
    let show = |job, rows: Vec<Person>, passed_over| JobShow {
        page: place("/jobs/x"),
        job,
        people: Slice { rows, before: None, after: Some(cursor()) },
        passed_over,
        size: PageSize::default(),
    };
    let all = [
        job(State::Running, 1, 1),
        Job { stop_asked: true, ..job(State::Running, 1, 0) },
        Job { troubles: 2, work: Work::Access(Deed::Unblock), ..job(State::Running, 1, 0) },
        job(State::Done, 4, 0),
        Job { total: 2, work: Work::Access(Deed::Reregister), ..job(State::Done, 2, 0) },
        Job { total: 1, work: Work::Invite, ..job(State::Done, 1, 0) },
        Job { total: 1, work: Work::Access(Deed::SignOut), ..job(State::Done, 0, 1) },
        job(State::Stopped, 2, 0),
        Job { work: Work::Edit(vec![]), ..job(State::Done, 4, 0) },
        Job { work: Work::Restore, ..job(State::Done, 4, 0) },
        Job { work: Work::Purge, ..job(State::Done, 4, 0) },
    ];
    let list = |rows| JobsIndex { page: place("/jobs"), jobs: slice(rows), size: PageSize::default() };
    let none = JobsIndex { jobs: Slice { rows: vec![], before: None, after: None }, ..list(vec![]) };
    vec![
        ("jobs", list(all.to_vec()).html().unwrap()),
        ("jobs-none", none.html().unwrap()),
        ("jobs-beyond", list(vec![]).html().unwrap()),
        ("job-running", show(job(State::Running, 1, 2), turns.clone(), false).html().unwrap()),
        ("job-stopped", show(job(State::Stopped, 1, 2), turns, true).html().unwrap()),
        ("job-empty", show(job(State::Done, 4, 0), vec![], true).html().unwrap()),
    ]
}

fn of_many(language: Language) -> Vec<(&'static str, String)> {
    let ask = |kind, people: Vec<User>, all| BulkAsk {
        page: admin(language, "/users/bulk"),
        kind,
        people,
        all,
        into: Field::default(),
        values: vec![],
        confirm: Field::default(),
        reason: Field::default(),
        refused: None,
    };
    let distinct = || everybody().into_iter().skip(1).collect::<Vec<_>>();
    let filter = PeopleFilter { search: Some("prins".to_owned()), view: People::Blocked, ..PeopleFilter::default() };
    let mut wrong = ask(Kind::Access(Deed::SignOut), distinct(), None);
    wrong.reason.refuse(Complaint::ReasonMissing);
    let mut nobody = ask(Kind::Access(Deed::Block), vec![], None);
    nobody.refused = Some(Complaint::NobodyTicked);
    let mut many = ask(Kind::Access(Deed::Unblock), vec![], Some((filter, Count::MoreThan(1000))));
    let all_of_them = ask(Kind::Access(Deed::Unblock), vec![], many.all.clone());
    many.refused = Some(Complaint::TooManyPeople { most: 100_000 });
    let question = latchkey::service::jobs::Question { people: distinct(), count: None, denied: None };
    let mut edit =
        BulkAsk::of(admin(language, "/users/bulk"), Kind::Edit, latchkey::service::jobs::Whom::These(vec![]), question);
    edit.refused = Some(Complaint::NothingToChange);
    edit.values[0].none = true;
    edit.values[0].field = Field::of("Planner");
    edit.values[0].field.refuse(Complaint::ValueAndNone);
    edit.values[4].field.refuse(Complaint::NotADate);
    let mut purge = ask(Kind::Purge, distinct(), None);
    purge.confirm.refuse(Complaint::NumberNotTyped { number: "3".to_owned() });
    let refused = BulkRefused {
        page: admin(language, "/users/bulk"),
        kind: Kind::Access(Deed::Block),
        denial: Denial::NeedsRole(roles(&[Role::UserAdministrator])),
    };
    vec![
        ("bulk", ask(Kind::Access(Deed::Block), distinct(), None).html().unwrap()),
        ("bulk-all", all_of_them.html().unwrap()),
        ("bulk-wrong", wrong.html().unwrap()),
        ("bulk-nobody", nobody.html().unwrap()),
        ("bulk-many", many.html().unwrap()),
        ("bulk-refused", refused.html().unwrap()),
        ("bulk-re-register", ask(Kind::Access(Deed::Reregister), distinct(), None).html().unwrap()),
        ("bulk-restore", ask(Kind::Restore, distinct(), None).html().unwrap()),
        ("bulk-edit", edit.html().unwrap()),
        ("bulk-purge", purge.html().unwrap()),
    ]
}

fn into_a_group(language: Language) -> Vec<(&'static str, String)> {
    let ask = || BulkAsk {
        page: admin(language, "/users/bulk"),
        kind: Kind::AddToGroup,
        people: everybody().into_iter().skip(1).collect(),
        all: None,
        into: Field::default(),
        values: vec![],
        confirm: Field::default(),
        reason: Field::default(),
        refused: None,
    };
    let mut not_found = BulkAsk { into: Field::of("Crane divers"), ..ask() };
    not_found.into.refuse(Complaint::GroupNotFound);
    let group = IntoGroup { id: group_id(1), name: "Crane drivers".to_owned(), role_assignable: false };
    let sanne = Subject { id: id(99), name: "sanne.mulder@noordzee.example".to_owned() };
    let job = Job {
        id: JobId::from_uuid(Uuid::from_u128(1)),
        work: Work::AddToGroup(group),
        state: State::Running,
        made_at: at("2026-11-20T10:00:00Z"),
        made_by: sanne,
        session: SessionId::from_uuid(Uuid::from_u128(2)),
        request: RequestId::from_uuid(Uuid::from_u128(3)),
        address: None,
        reason: "SD-42".to_owned(),
        total: 4,
        done: 1,
        passed_over: 1,
        stop_asked: false,
        troubles: 0,
        ended_at: None,
    };
    let people = Slice { rows: vec![], before: None, after: None };
    let page = Page { section: Section::Jobs, ..admin(language, "/jobs") };
    let under_way = JobShow { page, job, people, passed_over: false, size: PageSize::default() };
    vec![
        ("bulk-group", ask().html().unwrap()),
        ("bulk-group-not-found", not_found.html().unwrap()),
        ("job-into-group", under_way.html().unwrap()),
    ]
}

fn of_roles(language: Language) -> Vec<(&'static str, String)> {
    let listed = |path: &str| {
        let mut page = admin(language, path);
        page.section = Section::Roles;
        page
    };
    let gwen =
        Subject { id: user(7, "Gwen Bakker", "gwen.bakker").id, name: "gwen.bakker@noordzee.example".to_owned() };
    let held = |role, by: &Subject| Holding { role, since: at("2026-11-02T09:30:00Z"), by: Some(by.clone()) };
    let holders = vec![
        Holder { user: bram(), holding: held(Role::UserAdministrator, &gwen) },
        Holder {
            user: user(99, "Sanne Mulder", "sanne.mulder"),
            holding: Holding { by: None, ..held(Role::UserAdministrator, &gwen) },
        },
    ];
    let slice = |rows| Slice { rows, before: Some(cursor()), after: Some(cursor()) };
    let role = |role, rows, found: Option<(Vec<Candidate>, bool)>| RoleShow {
        page: listed("/roles/x"),
        role,
        search: if found.is_some() { "jan" } else { "" }.to_owned(),
        size: PageSize::default(),
        holders: slice(rows),
        found,
    };
    let above = Denial::RoleAbove(roles(&[Role::GlobalAdministrator]));
    let found = vec![
        Candidate { user: bram(), denial: None },
        Candidate { user: User { roles: roles(&[Role::UserAdministrator]), ..bram() }, denial: None },
        Candidate { user: user(99, "Sanne Mulder", "sanne.mulder"), denial: Some(Denial::OwnAccount) },
    ];
    let reader = Some(sanne(&[Role::DirectoryReader]));
    let seen = RoleShow { page: page(language, reader, "/roles/x"), ..role(Role::GlobalAdministrator, vec![], None) };
    let lines = |denial: Option<Denial>| {
        let line = |role: Role| {
            let holding = matches!(role, Role::UserAdministrator | Role::GuestInviter).then(|| held(role, &gwen));
            let above = (role == Role::GlobalAdministrator).then_some(above);
            (role, holding, denial.or(above))
        };
        Role::ALL.map(line).to_vec()
    };
    let change = |role, deed| RoleChange { role, deed };
    let ask = |role, deed| RoleAsk::empty(admin(language, "/users/x/roles/y"), bram(), change(role, deed));
    let mut wrong = ask(Role::HelpdeskAdministrator, RoleDeed::Assign);
    wrong.reason.refuse(Complaint::Invisible);
    wrong.reason.refuse(Complaint::TooLong { most: 200 });
    wrong.refused = Some(Complaint::PageTooOld);
    let refused = |denial| RoleRefused {
        page: admin(language, "/users/x/roles/y"),
        user: bram(),
        change: change(Role::GlobalAdministrator, RoleDeed::Assign),
        denial,
    };
    let asked = |user: User| Asked { field: Field::of(user.user_name.as_str()), user: Some(user) };
    let matrix = |who, whom| RolesMatrix { page: listed("/roles/matrix"), who, whom };
    let helpdesk = User { roles: roles(&[Role::HelpdeskAdministrator]), status: Status::Blocked, ..bram_waiting() };
    let reader = User { roles: roles(&[Role::GlobalReader]), ..user(8, "Jan Lezer", "jan.lezer") };
    let mut nobody = Asked { field: Field::of("xyz"), user: None };
    nobody.field.refuse(Complaint::NobodyFound);
    let guest = User { source: Source::External, ..user(9, "Eva Elders", "eva.elders") };
    let counts = Role::ALL.map(|role| (role, Count::Exactly(2))).to_vec();
    let person = |denial| UserRoles { page: admin(language, "/users/x/roles"), user: bram(), roles: lines(denial) };
    vec![
        ("roles", RolesIndex { page: listed("/roles"), counts }.html().unwrap()),
        ("role", role(Role::UserAdministrator, holders, None).html().unwrap()),
        ("role-found", role(Role::UserAdministrator, vec![], Some((found, true))).html().unwrap()),
        ("role-nobody", role(Role::GuestInviter, vec![], Some((vec![], false))).html().unwrap()),
        ("role-seen", seen.html().unwrap()),
        ("user-roles", person(None).html().unwrap()),
        ("user-roles-seen", person(Some(Denial::OwnAccount)).html().unwrap()),
        ("matrix-two", matrix(asked(helpdesk.clone()), asked(reader)).html().unwrap()),
        ("matrix-nobody", matrix(nobody, asked(bram())).html().unwrap()),
        ("matrix-external", matrix(asked(bram()), asked(guest)).html().unwrap()),
        ("matrix-allowed", matrix(asked(helpdesk), asked(bram())).html().unwrap()),
        ("role-assign", ask(Role::GuestInviter, RoleDeed::Assign).html().unwrap()),
        ("role-remove", ask(Role::HelpdeskAdministrator, RoleDeed::Remove).html().unwrap()),
        ("role-wrong", wrong.html().unwrap()),
        ("role-refused", refused(Some(above)).html().unwrap()),
        ("role-already", refused(None).html().unwrap()),
    ]
}

/// The exemption from the end of a password.
fn exemptions(language: Language) -> Vec<(&'static str, String)> {
    let exemption = |since| Exemption {
        page: admin(language, "/users/x/exemption"),
        user: bram(),
        standing: Some(Standing::Ends(ending(since))),
        since,
        until: Field::of("2027-01-31"),
        reason: Field::of("SD-4711"),
        denial: None,
        refused: None,
    };
    vec![
        ("exemption", exemption(None).html().unwrap()),
        ("exemption-refused", Exemption { denial: Some(Denial::OwnAccount), ..exemption(None) }.html().unwrap()),
        ("exemption-bad", {
            let mut bad = exemption(Some(ending(None).at));
            bad.until.refuse(Complaint::NotAhead { most: 730 });
            bad.reason.refuse(Complaint::ReasonMissing);
            bad.html().unwrap()
        }),
        ("exemption-endless", Exemption { standing: Some(Standing::Endless), ..exemption(None) }.html().unwrap()),
        ("exemption-none", Exemption { standing: None, ..exemption(None) }.html().unwrap()),
    ]
}

/// A reset that may be sent as a code, and one that must be and can not.
fn by_code(language: Language) -> [PasswordResetNew; 2] {
    let mut by_code = reset(language, bram());
    (by_code.address, by_code.rules.has_mail) = (Some("b***@home.example".to_owned()), true);
    let mut no_code = reset(language, bram());
    no_code.rules = Decided { resets: Resets { code_only: true, ..Resets::default() }, has_mail: true, outside: false };
    no_code.refuse_delivery();
    no_code.delivery.refuse(Complaint::NoMail);
    [by_code, no_code]
}

/// Somebody new who is blocked for now, with a role, and with groups of which one is not found.
fn with_groups(language: Language) -> UserNew {
    let mut with_groups = UserNew::empty(admin(language, "/users/new"), &Begins::ALL);
    (with_groups.blocked, with_groups.role) = (true, Some(Role::HelpdeskAdministrator));
    with_groups.groups = Field::of("Crane drivers\nCrane divers");
    with_groups.groups.refuse(Complaint::GroupUnknown { name: "Crane divers".to_owned() });
    with_groups.groups.refuse(Complaint::TooManyGroups { most: 20 });
    with_groups
}

/// Somebody new with everything wrong that can be.
fn wrong_new(language: Language) -> UserNew {
    let mut wrong_new = UserNew::empty(admin(language, "/users/new"), &Begins::ALL);
    let taken = Complaint::NameTaken { free: vec!["b.devries@noordzee.example".to_owned()] };
    wrong_new.person.refuse(Property::UserName, &taken);
    wrong_new.person.refuse(Property::DisplayName, &Complaint::NameMissing);
    let several = Complaint::SeveralFound { names: vec!["a@x.example".to_owned(), "b@x.example".to_owned()] };
    wrong_new.person.refuse(Property::Manager, &several);
    for (number, complaint) in every_complaint().into_iter().enumerate() {
        let attribute = Attribute::ALL[number % Attribute::ALL.len()];
        wrong_new.person.refuse(Property::Of(attribute), &complaint);
    }
    wrong_new
}

fn one(language: Language) -> Vec<(&'static str, String)> {
    let enough = Denial::Protected(roles(&[Role::PrivilegedAuthenticationAdministrator, Role::GlobalAdministrator]));
    let external = User { source: Source::External, ..bram() };
    let directory = User { source: Source::Directory, roles: roles(&Role::ALL), ..bram() };
    let own = user(99, "Sanne Mulder", "sanne.mulder");
    let blocked = User { status: Status::Blocked, ..bram_waiting() };
    let refusal = |denial| PasswordResetRefused { page: admin(language, "/x"), user: bram(), denial }.html().unwrap();
    let [by_code, no_code] = by_code(language);
    let mut wrong = reset(language, bram_waiting());
    wrong.verified_by.refuse(Complaint::CheckMissing { name: "Bram".to_owned() });
    wrong.expires.refuse(Complaint::ExpiresUnknown);
    wrong.reason = Field::of("SD-1");
    wrong.reason.refuse(Complaint::TooLong { most: 200 });
    wrong.refused = Some(Complaint::PageTooOld);
    let ask = |deed, user, devices| AccessAsk::empty(admin(language, "/users/x/block"), user, deed, devices);
    let mut long = ask(Deed::Unblock, User { status: Status::Blocked, ..bram() }, 0);
    long.reason.refuse(Complaint::TooLong { most: 200 });
    long.refused = Some(Complaint::PageTooOld);
    let barred =
        |deed, denial| AccessRefused { page: admin(language, "/x"), user: bram(), deed, denial }.html().unwrap();
    let wrong_new = wrong_new(language);
    let with_groups = with_groups(language);
    let edit = |user: User, refused| {
        let (plain, sensitive) = (None, None);
        let properties = Properties {
            user_name: user.user_name.clone(),
            display_name: user.display_name.to_string(),
            profile: profile(),
            contact: Some(contact()),
        };
        let editing = Editing { user: user.clone(), properties, plain, sensitive, hidden: None };
        let page = admin(language, "/users/x/edit");
        UserEdit { page, user, person: PersonForm::of(&editing), version: 1, refused }
    };
    let mut contested = edit(bram(), Some(Complaint::PageTooOld));
    for line in &mut contested.person.lines[..5] {
        line.contested = true;
        line.field = Field::of("something else");
        line.field.refuse(Complaint::SavedMeanwhile);
    }
    let no_edit = |denial| UserEditRefused { page: admin(language, "/users/x/edit"), user: bram(), denial };
    let at = at("2026-11-20T12:50:00Z");
    let by = Some("hugo.janssen@noordzee.example");
    let later = Aftermath::Superseded { by: by.map(str::to_owned), at };
    vec![
        ("user-new-code-only", UserNew::empty(admin(language, "/users/new"), &[Begins::Nothing]).html().unwrap()),
        ("user-new", UserNew::empty(admin(language, "/users/new"), &Begins::ALL).html().unwrap()),
        ("user-new-groups", with_groups.html().unwrap()),
        ("user-new-error", wrong_new.html().unwrap()),
        ("user-new-refused", UserNewRefused { page: admin(language, "/users/new"), denial: enough }.html().unwrap()),
        ("user-edit", edit(bram(), None).html().unwrap()),
        ("user-edit-contested", contested.html().unwrap()),
        ("user-edit-directory", edit(directory.clone(), None).html().unwrap()),
        ("user-edit-external", edit(external.clone(), None).html().unwrap()),
        ("user-edit-refused", no_edit(enough).html().unwrap()),
        ("block", ask(Deed::Block, bram(), 2).html().unwrap()),
        ("block-refused", barred(Deed::Block, Denial::LastGlobalAdministrator)),
        ("unblock-error", long.html().unwrap()),
        ("sign-out-everywhere", ask(Deed::SignOut, bram(), 1).html().unwrap()),
        ("expire-password", ask(Deed::ExpirePassword, bram(), 1).html().unwrap()),
        ("expire-password-refused", barred(Deed::ExpirePassword, Denial::OwnAccount)),
        ("clear-second-step", ask(Deed::ClearSecondStep, bram(), 1).html().unwrap()),
        ("clear-second-step-refused", barred(Deed::ClearSecondStep, Denial::OwnAccount)),
        ("re-register", ask(Deed::Reregister, bram(), 1).html().unwrap()),
        ("re-register-refused", barred(Deed::Reregister, Denial::OwnAccount)),
        ("contain", ask(Deed::Contain, bram(), 2).html().unwrap()),
        ("sign-out-refused", barred(Deed::SignOut, Denial::OwnAccount)),
        ("user", show(language, bram(), None).html().unwrap()),
        ("user-waiting", show(language, bram_waiting(), None).html().unwrap()),
        ("user-protected", show(language, bram(), Some(enough)).html().unwrap()),
        ("user-external", show(language, external, Some(Denial::External)).html().unwrap()),
        ("user-directory", show(language, directory, Some(Denial::Directory)).html().unwrap()),
        ("user-self", show(language, own, Some(Denial::OwnAccount)).html().unwrap()),
        ("user-blocked", show(language, blocked, None).html().unwrap()),
        ("user-locked", crate::lockout::locked(show(language, bram(), None))),
        ("user-password-off", crate::lockout::off(show(language, bram(), Some(enough)))),
        ("reset", reset(language, bram()).html().unwrap()),
        ("reset-by-code", by_code.html().unwrap()),
        ("reset-no-code", no_code.html().unwrap()),
        ("reset-refused-form", wrong.html().unwrap()),
        ("reset-own", refusal(Denial::OwnAccount)),
        ("reset-external", refusal(Denial::External)),
        ("reset-needs-role", refusal(Denial::NeedsRole(Permission::ResetPassword.roles()))),
        ("done", done(language, false).html().unwrap()),
        ("done-forever", done(language, true).html().unwrap()),
        ("already-shown", already(language, None, Aftermath::Waiting { until: Some(at) }).html().unwrap()),
        ("already-shown-forever", already(language, by, Aftermath::Waiting { until: None }).html().unwrap()),
        ("already-shown-over", already(language, by, Aftermath::Over).html().unwrap()),
        ("already-shown-used", already(language, by, Aftermath::Used).html().unwrap()),
        ("already-shown-superseded", already(language, None, later).html().unwrap()),
        ("already-shown-mine", already(language, by, Aftermath::Superseded { by: None, at }).html().unwrap()),
    ]
}

fn log(language: Language) -> Vec<(&'static str, String)> {
    let everything = || AuditQuery {
        group: Field::of("Crane drivers"),
        person: Field::of("bram"),
        actor: Field::of("sanne"),
        service: Field::of("Core Directory"),
        category: Field::of("UserManagement"),
        activity: Field::of("Sign in"),
        result: Field::of(DONE),
        from: Field::of("2026-11-01"),
        to: Field::of("2026-11-20"),
        code: Field::of("01934a5b-0000-7000-8000-000000000abc"),
    };
    let mut wrong = AuditQuery { from: Field::of("yesterday"), ..AuditQuery::default() };
    wrong.from.refuse(Complaint::NotADate);
    wrong.code.refuse(Complaint::NotASupportCode);
    let all = &[Role::GlobalAdministrator];
    let mut broken =
        AuditIndex { proof: Some(Progress::Broken(48_213)), ..audit(language, all, AuditQuery::default(), true) };
    broken.page.log_broken = Some(48_213);
    let nobody = AuditIndex {
        missed: Some(Missed::Nobody("jansenn".to_owned())),
        ..audit(language, all, AuditQuery { person: Field::of("jansenn"), ..AuditQuery::default() }, false)
    };
    let no_group = AuditIndex {
        no_group: Some("Crane divers".to_owned()),
        ..audit(language, all, AuditQuery { group: Field::of("Crane divers"), ..AuditQuery::default() }, false)
    };
    let mut behind = audit(
        language,
        all,
        AuditQuery { person: Field::of("01934a5b-0000-7000-8000-000000000abc"), ..AuditQuery::default() },
        true,
    );
    behind.names.person = Some("bram.devries@noordzee.example".to_owned());
    let from = AuditQuery { from: Field::of("2026-11-01"), ..AuditQuery::default() };
    let mut rows = vec![
        ("audit-streams", streams(language, progress()).html().unwrap()),
        ("audit-streams-none", streams(language, vec![]).html().unwrap()),
        ("audit", audit(language, all, AuditQuery::default(), true).html().unwrap()),
        ("audit-broken", broken.html().unwrap()),
        ("audit-own", audit(language, &[Role::HelpdeskAdministrator], AuditQuery::default(), true).html().unwrap()),
        ("audit-code", audit(language, all, everything(), false).html().unwrap()),
        ("audit-none", audit(language, all, from, false).html().unwrap()),
        ("audit-behind-an-id", behind.html().unwrap()),
        ("audit-nobody", nobody.html().unwrap()),
        ("audit-no-group", no_group.html().unwrap()),
        ("audit-empty", audit(language, all, AuditQuery::default(), false).html().unwrap()),
        ("audit-wrong", audit(language, all, wrong, false).html().unwrap()),
    ];
    let names = ["event-1", "event-2", "event-8", "event-9", "event-12"];
    for (name, place) in names.into_iter().zip([0, 1, 7, 8, 11]) {
        let entry = events()[place].clone();
        let shown = event(entry, Seal::Waiting { late: place == 0 });
        rows.push((name, AuditShow { page: admin(language, "/audit/x"), shown }.html().unwrap()));
    }
    let sealed = |log, checked| Seal::Sealed { row: 48_213, checked, signed_at: Some(at("2026-11-20T12:59:58Z")), log };
    for (name, seal) in [
        ("event-altered", Seal::Altered { row: 48_213 }),
        ("event-proven", sealed(Log::Proven(48_300), true)),
        ("event-to-come", sealed(Log::Proven(300), true)),
        ("event-not-begun", sealed(Log::Proven(0), false)),
        ("event-behind-a-break", sealed(Log::Broken(300), true)),
        ("event-before-a-break", sealed(Log::Broken(48_300), true)),
    ] {
        let shown = event(events()[0].clone(), seal);
        rows.push((name, AuditShow { page: admin(language, "/audit/x"), shown }.html().unwrap()));
    }
    rows
}

fn problems(language: Language) -> Vec<(&'static str, String)> {
    let problems = [
        ("error-400", Problem::Unreadable),
        ("error-403", Problem::Denied(Denial::NeedsRole(Permission::ViewUsers.roles()))),
        ("error-403-none", Problem::Denied(Denial::NeedsRole(Roles::NONE))),
        ("error-403-foreign", Problem::Foreign),
        ("error-404", Problem::NotFound),
        ("error-405", Problem::Method),
        ("error-408", Problem::TooSlow),
        ("error-409", Problem::Conflict),
        ("error-413", Problem::TooLarge),
        ("error-415", Problem::ContentType),
        ("error-421", Problem::WrongHost("https://id.noordzee.example/".to_owned())),
        ("error-422", Problem::Invalid),
        ("error-422-old", Problem::PageTooOld),
        ("error-429", Problem::TooOften(None)),
        ("error-429-until", Problem::TooOften(Some(at("2026-11-20T13:15:00Z")))),
        ("error-431", Problem::HeadersTooLarge),
        ("error-500", Problem::Broken),
        ("error-503", Problem::Busy),
    ];
    let guest = problems
        .iter()
        .map(|(name, problem)| (*name, errors::html(page(language, None, "/nowhere"), problem.clone()).unwrap()));
    let mut all: Vec<_> = guest.collect();
    let person = page(language, Some(sanne(&[])), "/users");
    let denied = Problem::Denied(Denial::NeedsRole(Permission::ViewUsers.roles()));
    all.push(("error-403-person", errors::html(person, denied).unwrap()));
    all.push(("error-404-administrator", errors::html(admin(language, "/nowhere"), Problem::NotFound).unwrap()));
    all
}

/// Every sample in one language.
pub(crate) fn all(language: Language) -> Vec<Sample> {
    [
        guests(language),
        own(language),
        lists(language),
        of_roles(language),
        of_jobs(language),
        of_many(language),
        into_a_group(language),
        one(language),
        exemptions(language),
        gone(language),
        crate::directory::samples(language),
        crate::groups::samples(language),
        crate::settings::samples(language),
        crate::security::samples(language),
        crate::temporary::samples(language),
        crate::branding::samples(language),
        crate::letters::samples(language),
        crate::registration::samples(language),
        crate::reports::samples(language),
        crate::self_service::samples(language),
        crate::questions::samples(language),
        crate::lockout::rule(language),
        crate::lockout::retention(language),
        crate::lockout::places(language),
        crate::lockout::sign_ins(language, &events()[..6], bram()),
        log(language),
        problems(language),
    ]
    .into_iter()
    .flatten()
    .map(|(name, html)| Sample { name, html })
    .collect()
}

/// The pages that show a person, with this one in every place, and this text in every field.
pub(crate) fn with(language: Language, person: &dyn Fn() -> User, text: &str) -> Vec<String> {
    let filter =
        PeopleFilter { search: Some(text.to_owned()), department: Some(text.to_owned()), ..PeopleFilter::default() };
    let list = UsersIndex { filter, departments: [text.to_owned()].into(), ..users(language, vec![person()]) };
    let mut form = reset(language, person());
    form.reason = Field::of(text);
    form.verified_by.refuse(Complaint::CheckMissing { name: text.to_owned() });
    let mut entry = events()[0].clone();
    entry.subjects = vec![About::Person(Subject { id: person().id, name: text.to_owned() })];
    entry.details.push((text.to_owned(), text.to_owned()));
    let mut log = audit(language, &[Role::GlobalAdministrator], AuditQuery::default(), true);
    log.query.person = Field::of(text);
    log.entries.rows.push(entry.clone());
    let mut sign_in = SignIn::empty(page(language, None, text), text.to_owned(), offered(true));
    sign_in.username = Field::of(text);
    let mut account = page(language, Some(sanne(&[])), text);
    if let Some(visitor) = account.visitor.as_mut() {
        (visitor.display_name, visitor.user_name, visitor.initials) = (text.into(), text.to_owned(), text.to_owned());
    }
    vec![
        list.html().unwrap(),
        show(language, person(), None).html().unwrap(),
        form.html().unwrap(),
        PasswordResetDone { user: person(), address: text.to_owned(), ..done(language, true) }.html().unwrap(),
        PasswordResetAlreadyShown { user: person(), ..already(language, Some(text), Aftermath::Used) }.html().unwrap(),
        bin(language, &[Role::GlobalAdministrator], vec![person()]).html().unwrap(),
        remains(language, person(), None).html().unwrap(),
        deletion(language, person(), Deletes::Delete, 1).html().unwrap(),
        restore(language, person()).html().unwrap(),
        log.html().unwrap(),
        AuditShow { page: admin(language, "/"), shown: event(entry, Seal::Waiting { late: false }) }.html().unwrap(),
        sign_in.html().unwrap(),
        AccountHome {
            page: account,
            user: person(),
            profile: profile(),
            standing: None,
            contact: None,
            owns_groups: true,
        }
        .html()
        .unwrap(),
        errors::html(page(language, None, text), Problem::WrongHost(text.to_owned())).unwrap(),
    ]
}
