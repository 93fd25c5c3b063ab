//! The pages of the second step, in each of their states.

use latchkey::domain::dice::{Dice, NoDice};
use latchkey::domain::id::{PasskeyId, SessionId};
use latchkey::domain::organisation::Language;
use latchkey::domain::paging::{PageSize, Slice};
use latchkey::domain::passkey::Passkey;
use latchkey::domain::role::Role;
use latchkey::domain::second_step::{App, recovery_codes};
use latchkey::domain::session::OwnSession;
use latchkey::domain::settings::second_step::SecondStep;
use latchkey::domain::user::Source;
use latchkey::service::second_step::proof::Asked;
use latchkey::service::settings::Page as Found;
use latchkey::web::fault::PasskeyFault;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::flash::Flash;
use latchkey::web::forms;
use latchkey::web::page::{Page, Section};
use latchkey::web::qr;
use latchkey::web::view::View as _;
use latchkey::web::view::account::AccountProfile;
use latchkey::web::view::own_sessions::{OwnActivity, OwnSessions};
use latchkey::web::view::passkeys::{AddPasskey, EditPasskey, RemovePasskey};
use latchkey::web::view::proof::Proof;
use latchkey::web::view::security::{AddApp, Codes, RemoveApp, Security, With};
use latchkey::web::view::settings_second_step::{SecondStepForm, SettingsSecondStep};
use latchkey::web::view::signin::SecondStep as Step;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::people::{at, bram, events, page, profile, sanne, with_flash};

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

/// The visitor's own pages.
fn own(language: Language, here: &str) -> Page {
    page(language, Some(sanne(&[])), here)
}

fn wrong(complaint: Complaint) -> Field {
    let mut field = Field::default();
    field.refuse(complaint);
    field
}

pub(crate) fn security(language: Language, app: Option<App>, codes: u64) -> Security {
    Security {
        page: own(language, "/account/security"),
        user: bram(),
        app,
        passkeys: vec![],
        has_name: false,
        codes,
        recovers: true,
        address: Some((codes > 5).then(|| "b•••@home.example".to_owned())),
        phone: Some((codes > 5).then(|| "+31 •••••••78".to_owned())),
        texts: codes != 10,
        questions: (None, codes > 5),
    }
}

pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    [steps(language), passkeys(language), sessions(language)].concat()
}

fn passkeys(language: Language) -> Vec<(&'static str, String)> {
    let own = |here| own(language, here);
    let app = Some(App { added_at: at("2026-11-02T09:00:00Z"), last_used_at: at("2026-11-20T12:40:00Z") });
    let passkey = |number: u128, name: &str| Passkey {
        id: PasskeyId::from_uuid(Uuid::from_u128(number)),
        name: name.to_owned(),
        added_at: at("2026-11-02T09:00:00Z"),
        last_used_at: (number > 1).then(|| at("2026-11-20T12:40:00Z")),
    };
    let named = |app, passkeys| Security { passkeys, has_name: true, ..security(language, app, 10) };
    let ten = (1..=10).map(|number| passkey(number, &format!("Sleutel {number}"))).collect();
    let numbered = Security { has_name: false, ..named(None, vec![passkey(2, "Telefoon")]) };
    let new = |full, name, refused| {
        AddPasskey { page: own("/account/security/passkeys"), full, name, refused }.html().unwrap()
    };
    let edit = |name, refused| {
        let (page, passkey) = (own("/account/security/passkeys/x"), passkey(1, "Telefoon"));
        EditPasskey { page, passkey, name, refused }.html().unwrap()
    };
    let remove = |last| {
        let page = own("/account/security/passkeys/x/remove");
        RemovePasskey { page, passkey: passkey(2, "Telefoon"), last }.html().unwrap()
    };
    vec![
        ("security-passkeys", named(app, vec![passkey(1, "Telefoon"), passkey(2, "Blauwe sleutel")]).html().unwrap()),
        ("security-passkeys-none", named(None, vec![]).html().unwrap()),
        ("security-passkeys-full", named(None, ten).html().unwrap()),
        ("security-passkeys-numbered", numbered.html().unwrap()),
        ("passkey-add", new(false, Field::default(), None)),
        (
            "passkey-add-refused",
            new(
                false,
                wrong(Complaint::Passkey(PasskeyFault::NameMissing)),
                Some(Complaint::Passkey(PasskeyFault::Wrong)),
            ),
        ),
        ("passkey-add-full", new(true, Field::default(), None)),
        ("passkey", edit(Field::of("Telefoon"), None)),
        ("passkey-refused", edit(wrong(Complaint::Passkey(PasskeyFault::NameMissing)), None)),
        ("passkey-remove", remove(false)),
        ("passkey-remove-last", remove(true)),
    ]
}

fn sessions(language: Language) -> Vec<(&'static str, String)> {
    let own = |here| own(language, here);
    let session = |number: u128, device: Option<&str>| OwnSession {
        id: SessionId::from_uuid(Uuid::from_u128(number)),
        since: at("2026-11-20T08:00:00Z"),
        last_seen_at: at("2026-11-20T12:40:00Z"),
        address: device.map(|_| "2001:db8::7".to_owned()),
        device: device.map(str::to_owned),
        stays: number == 2,
    };
    let current = SessionId::from_uuid(Uuid::from_u128(1));
    let sessions = |sessions| OwnSessions { page: own("/account/sessions"), sessions, current }.html().unwrap();
    let activity = |rows, source| {
        let (page, entries) = (own("/account/activity"), Slice { rows, before: None, after: None });
        OwnActivity { page, entries, size: PageSize::default(), source }.html().unwrap()
    };
    let profile = AccountProfile { page: own("/account/profile"), user: bram(), profile: profile() };
    vec![
        ("own-sessions", sessions(vec![session(1, Some("Firefox · Linux")), session(2, None)])),
        ("own-sessions-one", sessions(vec![session(1, Some("Safari · iPhone"))])),
        ("own-activity", activity(events()[..6].to_vec(), Source::Local)),
        ("own-activity-none", activity(vec![], Source::Directory)),
        ("own-profile", profile.html().unwrap()),
    ]
}

fn steps(language: Language) -> Vec<(&'static str, String)> {
    let own = |here| own(language, here);
    let security = |app, codes| security(language, app, codes);
    let app = Some(App { added_at: at("2026-11-02T09:00:00Z"), last_used_at: at("2026-11-20T12:40:00Z") });
    let add = |code, refused| {
        let square = qr::draw("otpauth://totp/Noordzee:sanne?secret=GEZDGNBV&issuer=Noordzee").unwrap();
        let (page, spelled) = (own("/account/security/app"), Zeroizing::new("GE2D GN3V GY3T Q2JQ".to_owned()));
        AddApp { page, square, spelled, sealed: "AQID".to_owned(), code, refused }.html().unwrap()
    };
    let codes = |with| {
        let codes = recovery_codes(&mut Weak(1)).unwrap();
        Codes { page: own("/account/security/codes"), codes, with }.html().unwrap()
    };
    let proof = |asked, proof| {
        let carried = vec![("reason".to_owned(), "SD-4711".to_owned())];
        let action = "/users/x/roles/helpdesk-administrator/assign".to_owned();
        let page = page(language, Some(sanne(&[Role::GlobalAdministrator])), "/x");
        Proof { page, asked, action, form: forms::ASSIGN_ROLE, carried, proof }.html().unwrap()
    };
    let step = |passkeys, code, refused| {
        let page = page(language, None, "/sign-in/second-step");
        Step { page, next: "/users".to_owned(), passkeys, code, refused }.html().unwrap()
    };
    let mut elsewhere = security(None, 0);
    elsewhere.user.source = Source::Directory;
    let mut removed = security(None, 0);
    removed.page = with_flash(removed.page, Flash::AppRemoved);
    let mut used = security(app, 1);
    used.page = with_flash(used.page, Flash::RecoveryCodeUsed);
    let asked = |due: &str| {
        let mut asked = security(None, 0);
        let mut visitor = sanne(&[Role::HelpdeskAdministrator]);
        visitor.second_step_due = Some(at(due));
        visitor.limited = at(due) < asked.page.now;
        asked.page.visitor = Some(visitor);
        asked.html().unwrap()
    };
    let decided = |role, groups: Result<&[String], &str>| {
        let settings = SecondStep::default();
        let mut form = SecondStepForm::of(&settings, groups.unwrap_or_default());
        let page = Page { section: Section::Settings, ..page(language, Some(sanne(&[role])), "/settings/second-step") };
        let refused = groups.err().map(|name| {
            form.judged(Err(name.to_owned()));
            Complaint::SettingsSavedMeanwhile
        });
        SettingsSecondStep { page, found: Found { settings, kept: None }, form, refused }.html().unwrap()
    };
    let groups = ["Zeevaart".to_owned(), "Kade".to_owned()];
    vec![
        ("security-grace", asked("2026-11-27T09:00:00Z")),
        ("security-wall", asked("2026-11-02T09:00:00Z")),
        ("settings-second-step", decided(Role::GlobalAdministrator, Ok(&groups))),
        ("settings-second-step-reader", decided(Role::GlobalReader, Ok(&[]))),
        ("settings-second-step-refused", decided(Role::GlobalAdministrator, Err("Kraan"))),
        ("security", security(app, 10).html().unwrap()),
        ("security-few", used.html().unwrap()),
        ("security-none", removed.html().unwrap()),
        ("security-elsewhere", elsewhere.html().unwrap()),
        ("app", add(Field::default(), None)),
        ("app-refused", add(wrong(Complaint::AppCodeWrong), Some(Complaint::PageTooOld))),
        ("app-remove", RemoveApp { page: own("/account/security/app/remove") }.html().unwrap()),
        ("codes", codes(With::App)),
        ("codes-passkey", codes(With::Passkey)),
        ("codes-again", codes(With::Nothing)),
        ("proof-password", proof(Asked::Password, wrong(Complaint::OwnPasswordWrong))),
        ("proof-code", proof(Asked::Code { passkeys: false }, Field::default())),
        ("proof-passkey", proof(Asked::Code { passkeys: true }, wrong(Complaint::Passkey(PasskeyFault::Over)))),
        ("second-step", step(false, Field::default(), None)),
        ("second-step-refused", step(false, wrong(Complaint::CodeWrong), Some(Complaint::PageTooOld))),
        ("second-step-passkey", step(true, Field::default(), None)),
        ("second-step-passkey-refused", step(true, wrong(Complaint::Passkey(PasskeyFault::Copied)), None)),
    ]
}
