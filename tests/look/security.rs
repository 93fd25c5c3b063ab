//! The pages of the second step, in each of their states.

use latchkey::domain::dice::{Dice, NoDice};
use latchkey::domain::organisation::Language;
use latchkey::domain::second_step::{App, recovery_codes};
use latchkey::domain::user::Source;
use latchkey::service::second_step::proof::Asked;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::flash::Flash;
use latchkey::web::forms;
use latchkey::web::qr;
use latchkey::web::view::View as _;
use latchkey::web::view::proof::Proof;
use latchkey::web::view::security::{AddApp, Codes, RemoveApp, Security};
use latchkey::web::view::signin::SecondStep;
use zeroize::Zeroizing;

use crate::people::{at, bram, page, sanne, with_flash};

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

pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    let own = |here| page(language, Some(sanne(&[])), here);
    let wrong = |complaint| {
        let mut field = Field::default();
        field.refuse(complaint);
        field
    };
    let app = Some(App { added_at: at("2026-11-02T09:00:00Z"), last_used_at: at("2026-11-20T12:40:00Z") });
    let security = |app, codes| Security {
        page: own("/account/security"),
        user: bram(),
        app,
        codes,
        address: Some((codes > 5).then(|| "b•••@home.example".to_owned())),
    };
    let add = |code, refused| {
        let square = qr::draw("otpauth://totp/Noordzee:sanne?secret=GEZDGNBV&issuer=Noordzee").unwrap();
        let (page, spelled) = (own("/account/security/app"), Zeroizing::new("GE2D GN3V GY3T Q2JQ".to_owned()));
        AddApp { page, square, spelled, sealed: "AQID".to_owned(), code, refused }.html().unwrap()
    };
    let codes = |with_app| {
        let codes = recovery_codes(&mut Weak(1)).unwrap();
        Codes { page: own("/account/security/codes"), codes, with_app }.html().unwrap()
    };
    let proof = |asked, proof| {
        let carried = vec![("reason".to_owned(), "SD-4711".to_owned())];
        let action = "/users/x/roles/helpdesk-administrator/assign".to_owned();
        let page = page(language, Some(sanne(&[latchkey::domain::role::Role::GlobalAdministrator])), "/x");
        Proof { page, asked, action, form: forms::ASSIGN_ROLE, carried, proof }.html().unwrap()
    };
    let step = |code, refused| {
        SecondStep { page: page(language, None, "/sign-in/second-step"), next: "/users".to_owned(), code, refused }
            .html()
            .unwrap()
    };
    let mut elsewhere = security(None, 0);
    elsewhere.user.source = Source::Directory;
    let mut removed = security(None, 0);
    removed.page = with_flash(removed.page, Flash::AppRemoved);
    let mut used = security(app, 1);
    used.page = with_flash(used.page, Flash::RecoveryCodeUsed);
    vec![
        ("security", security(app, 10).html().unwrap()),
        ("security-few", used.html().unwrap()),
        ("security-none", removed.html().unwrap()),
        ("security-elsewhere", elsewhere.html().unwrap()),
        ("app", add(Field::default(), None)),
        ("app-refused", add(wrong(Complaint::AppCodeWrong), Some(Complaint::PageTooOld))),
        ("app-remove", RemoveApp { page: own("/account/security/app/remove") }.html().unwrap()),
        ("codes", codes(true)),
        ("codes-again", codes(false)),
        ("proof-password", proof(Asked::Password, wrong(Complaint::OwnPasswordWrong))),
        ("proof-code", proof(Asked::Code, Field::default())),
        ("second-step", step(Field::default(), None)),
        ("second-step-refused", step(wrong(Complaint::CodeWrong), Some(Complaint::PageTooOld))),
    ]
}
