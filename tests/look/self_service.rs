//! The pages of people who help themselves, and of the mail that they get, in each of their states.

use latchkey::domain::carrier::{Budget, Trouble};
use latchkey::domain::contact::Point;
use latchkey::domain::directory::fault::{Fault, Trouble as Away};
use latchkey::domain::directory::outcome::{Refusal, Written};
use latchkey::domain::id::LetterId;
use latchkey::domain::letter::Kind;
use latchkey::domain::notice::About;
use latchkey::domain::organisation::Language;
use latchkey::domain::paging::{Count, PageSize, Slice};
use latchkey::domain::password::rules::{Context, Rules, Scope};
use latchkey::domain::role::Role;
use latchkey::domain::self_service::{Method, Sends};
use latchkey::domain::settings::self_service::{Reach, SelfService};
use latchkey::service::letters::{Listed, State};
use latchkey::service::self_service::standing::Standing;
use latchkey::service::settings::Page as Found;
use latchkey::web::directory_fault::DirectoryFault;
use latchkey::web::fault::PasskeyFault;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::flash::Flash;
use latchkey::web::page::Page;
use latchkey::web::view::View as _;
use latchkey::web::view::account_address::AccountAddress;
use latchkey::web::view::password::NewPassword;
use latchkey::web::view::reset::{Closed, Forgotten, Help, NewOwn, Verify};
use latchkey::web::view::self_service_form::SelfServiceForm;
use latchkey::web::view::settings_mail::SettingsMail;
use latchkey::web::view::settings_self_service::SettingsSelfService;

use crate::people::{at, id, page, sanne, with_flash};
use crate::settings::{kept, place};

pub(crate) fn wrong(complaint: Complaint) -> Field {
    let mut field = Field::default();
    field.refuse(complaint);
    field
}

pub(crate) fn standing(open: Vec<Method>) -> Standing {
    Standing {
        open,
        is_half: false,
        is_proved: false,
        shown: None,
        phone: None,
        code_until: Some(at("2026-11-20T13:10:00Z")),
        text_until: None,
        questions: vec![],
        no_code_until: None,
        closed_until: None,
    }
}

fn letters() -> Vec<Listed> {
    let letter = |number, kind, state, trouble: Option<(Trouble, &str)>| Listed {
        id: LetterId::from_uuid(id(number).uuid()),
        to: "bram@home.example".to_owned(),
        kind,
        state,
        made_at: at("2026-11-20T12:40:00Z"),
        tries: u32::from(trouble.is_some()),
        due_at: at("2026-11-20T13:00:00Z"),
        trouble: trouble.map(|(trouble, said)| (trouble, said.to_owned())),
    };
    let troubles = Trouble::ALL.into_iter().map(|why| (why, "450 <busy>"));
    let failing = troubles.map(|why| letter(1, Some(Kind::ResetCode), State::Waiting, Some(why)));
    let kinds = About::ALL
        .map(Kind::Notice)
        .into_iter()
        .chain([Kind::Trial, Kind::AddressCode, Kind::ResetRefused])
        .chain(Kind::TEXTS);
    let sent = kinds.map(|kind| letter(2, Some(kind), State::Sent, None));
    let ended = [State::Failed, State::Stale].map(|state| letter(3, None, state, Some((Trouble::Refused, ""))));
    failing.chain(sent).chain(ended).collect()
}

/// A password that lives in the directory outside: refused there, or not even to be chosen now.
fn outside(page: Page, unable: bool) -> String {
    let mut form = NewPassword::outside();
    let away = Written::NotAsked(Fault::new(Away::Unreachable, ""));
    let short = Written::Refused(Refusal::Quality, String::new());
    let own = |written| Complaint::Directory(DirectoryFault::Own(written));
    if !unable {
        form.new_password.refuse(own(short));
    }
    let user_name = "bram@noordzee.example".to_owned();
    let (help, refused) = (help("https://help.example.org/", false), unable.then(|| own(away)));
    NewOwn { page, user_name, form, unable, help, unlock: false, refused }.html().unwrap()
}

/// Where people find help, as decided.
fn help(help: &str, ask: bool) -> Help {
    let policy = SelfService { help: help.to_owned(), ..SelfService::default() };
    Help::of(&policy, Language::English, ask)
}

pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    let gate = |here| page(language, None, here);
    let begin = |off, username, refused| Forgotten {
        page: gate("/reset-password"),
        off,
        help: help("", false),
        username,
        refused,
    };
    let verify = |standing, mail, app, help| {
        Verify { mail, app, ..Verify::empty(gate("/reset-password/verify"), standing, help) }.html().unwrap()
    };
    let both = || standing(vec![Method::Mail, Method::App]);
    let unsent = Standing { code_until: None, ..standing(vec![Method::Mail]) };
    let waits = Standing { no_code_until: Some(at("2026-11-20T13:30:00Z")), ..standing(vec![Method::Mail]) };
    let half =
        Standing { is_half: true, shown: Some("b•••@home.example".to_owned()), ..standing(vec![Method::Mail]) };
    let half_unsent = Standing { code_until: None, ..half.clone() };
    let rules = Rules::default().unjudged(Scope::SelfReset, false, &Context::default());
    let form = NewPassword::empty(rules, &Context::new(["Bram"]));
    let mut over = begin(None, Field::default(), None);
    over.page = with_flash(over.page, Flash::ResetOver);
    let settings = |role, policy: SelfService, stranded: Option<Count>, refused| {
        let form = SelfServiceForm::of(&policy, &["Sales".to_owned()], &[]);
        let found = Found { settings: policy, kept: Some(kept(true)) };
        SettingsSelfService {
            page: place(language, role),
            found,
            form,
            sends: Sends { mail: true, texts: true },
            passkeys: stranded.is_none(),
            stranded,
            refused,
        }
    };
    let everybody = SelfService { reach: Reach::Everybody, tell_of_lock: true, ..SelfService::default() };
    let mut bad = settings(Role::GlobalAdministrator, SelfService::default(), None, Some(Complaint::PageTooOld));
    bad.form.judged(Err("Nobody’s".to_owned()), Ok(vec![]));
    let pages = vec![
        ("reset-begin", begin(None, Field::of("bram"), None).html().unwrap()),
        ("reset-over", over.html().unwrap()),
        ("reset-off", begin(Some("SSPR_0009"), Field::default(), None).html().unwrap()),
        ("reset-missing", begin(None, wrong(Complaint::UserNameMissing), Some(Complaint::PageTooOld)).html().unwrap()),
        ("reset-verify", verify(both(), Field::default(), Field::default(), help("", true))),
        (
            "reset-verify-wrong",
            verify(
                both(),
                wrong(Complaint::SentCodeWrong),
                wrong(Complaint::SentCodeMissing),
                help("https://h.example", false),
            ),
        ),
        ("reset-verify-unsent", verify(unsent, Field::default(), Field::default(), help("desk@example.org", false))),
        ("reset-verify-waits", verify(waits, Field::default(), Field::default(), help("", false))),
        ("reset-verify-half-unsent", verify(half_unsent, Field::default(), Field::default(), help("", false))),
        ("reset-verify-half", verify(half, Field::default(), Field::default(), help("", false))),
        (
            "reset-new",
            NewOwn {
                page: gate("/reset-password/new"),
                user_name: "bram@noordzee.example".to_owned(),
                form,
                unable: false,
                help: help("", false),
                unlock: true,
                refused: None,
            }
            .html()
            .unwrap(),
        ),
        ("reset-new-outside", outside(gate("/reset-password/new"), false)),
        ("reset-new-unable", outside(gate("/reset-password/new"), true)),
        (
            "reset-closed",
            Closed { page: gate("/reset-password"), help: help("", false), until: at("2026-11-21T12:00:00Z") }
                .html()
                .unwrap(),
        ),
        (
            "settings-self-service",
            settings(Role::AuthenticationPolicyAdministrator, everybody.clone(), None, None).html().unwrap(),
        ),
        ("settings-self-service-bad", bad.html().unwrap()),
        (
            "settings-self-service-question",
            settings(Role::GlobalAdministrator, everybody, Some(Count::MoreThan(1_000)), None).html().unwrap(),
        ),
        (
            "settings-self-service-read",
            settings(Role::GlobalReader, SelfService::default(), None, None).html().unwrap(),
        ),
    ];
    pages
        .into_iter()
        .chain(of_addresses(language))
        .chain(by_passkey(language))
        .chain(by_text(language))
        .chain(of_mail(language))
        .collect()
}

/// The pages of an address and of a phone for codes, in each of their states.
fn of_addresses(language: Language) -> Vec<(&'static str, String)> {
    let own = |here| page(language, Some(sanne(&[])), here);
    let address = |waiting, address, code| {
        let page = own("/account/security/address");
        AccountAddress { address, code, ..AccountAddress::empty(page, Point::Mail, waiting) }.html().unwrap()
    };
    let phone = |waiting, address, code| {
        let page = own("/account/security/phone");
        AccountAddress { address, code, ..AccountAddress::empty(page, Point::Phone, waiting) }.html().unwrap()
    };
    vec![
        ("address", address(None, Field::default(), Field::default())),
        ("address-wrong", address(None, wrong(Complaint::AddressSignsIn), Field::default())),
        (
            "address-wait",
            address(None, wrong(Complaint::AddressWait { at: "today at 14:20".to_owned() }), Field::default()),
        ),
        ("address-over", address(None, wrong(Complaint::AddressOver), Field::default())),
        (
            "address-code",
            address(Some("bram@home.example".to_owned()), Field::default(), wrong(Complaint::SentCodeWrong)),
        ),
        ("phone", phone(None, Field::default(), Field::default())),
        ("phone-wrong", phone(None, wrong(Complaint::NotInternational), Field::default())),
        ("phone-over", phone(None, wrong(Complaint::PhoneOver), Field::default())),
        ("phone-spent", phone(None, wrong(Complaint::TextsSpent), Field::default())),
        ("phone-code", phone(Some("+31 612345678".to_owned()), Field::default(), wrong(Complaint::SentCodeWrong))),
    ]
}

/// The page of the mail: with letters, with an address that is none, without a server.
fn of_mail(language: Language) -> Vec<(&'static str, String)> {
    let mail = |role, works, rows: Vec<Listed>, to, number| {
        let letters = Slice { before: None, after: None, rows };
        let spent = if works { vec![Budget::Codes, Budget::Help, Budget::Texts, Budget::Locks] } else { vec![] };
        let sends = Sends { mail: works, texts: works };
        let view = SettingsMail::empty(place(language, role), sends, (letters, PageSize::default()), spent);
        SettingsMail { to, number, ..view }.html().unwrap()
    };
    let none = Field::default;
    vec![
        ("settings-mail", mail(Role::GlobalAdministrator, true, letters(), none(), none())),
        (
            "settings-mail-wrong",
            mail(
                Role::GlobalAdministrator,
                true,
                vec![],
                wrong(Complaint::NotMail),
                wrong(Complaint::NotInternational),
            ),
        ),
        ("settings-mail-none", mail(Role::GlobalReader, false, vec![], none(), none())),
    ]
}

/// The page of the proofs with every kind of them, and with a passkey that was not accepted.
fn by_passkey(language: Language) -> Vec<(&'static str, String)> {
    let verify = |complaint| {
        let (page, help) = (
            page(language, None, "/reset-password/verify"),
            Help::of(&SelfService::default(), Language::English, true),
        );
        let mut view = Verify::empty(page, standing(Method::ALL.to_vec()), help);
        if let Some(complaint) = complaint {
            view.refuse(Method::Passkey, complaint);
        }
        view.html().unwrap()
    };
    vec![
        ("reset-verify-passkey", verify(None)),
        ("reset-verify-passkey-wrong", verify(Some(Complaint::Passkey(PasskeyFault::Wrong)))),
    ]
}

/// The page of the proofs with a phone: before its number was typed, after a wrong one, and with a code on its way.
fn by_text(language: Language) -> Vec<(&'static str, String)> {
    let shown = |text_until, complaint, number, phone: Option<&str>| {
        let (page, help) = (
            page(language, None, "/reset-password/verify"),
            Help::of(&SelfService::default(), Language::English, true),
        );
        let phone = phone.map(str::to_owned);
        let standing =
            Standing { text_until, is_half: phone.is_some(), phone, ..standing(vec![Method::Mail, Method::Text]) };
        let mut view = Verify::empty(page, standing, help);
        if let Some(complaint) = complaint {
            if number { view.refuse_number("06".to_owned(), complaint) } else { view.refuse(Method::Text, complaint) }
        }
        view.html().unwrap()
    };
    let verify = |text_until, complaint, number| shown(text_until, complaint, number, None);
    let until = Some(at("2026-11-20T13:10:00Z"));
    vec![
        ("reset-verify-half-number", shown(None, None, true, Some("+31 •••••••78"))),
        ("reset-verify-half-text", shown(until, None, false, Some("+31 •••••••78"))),
        ("reset-verify-number", verify(None, None, true)),
        ("reset-verify-number-wrong", verify(None, Some(Complaint::NumberWrong), true)),
        ("reset-verify-text", verify(until, None, false)),
        ("reset-verify-text-wrong", verify(until, Some(Complaint::SentCodeWrong), false)),
        ("reset-verify-text-late", verify(None, Some(Complaint::SentCodeWrong), false)),
        ("reset-verify-text-again-wrong", verify(until, Some(Complaint::NumberWrong), true)),
    ]
}
