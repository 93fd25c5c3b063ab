//! The pages of one's proofs, and of asking for them, in each of their states.

use latchkey::domain::organisation::Language;
use latchkey::domain::paging::Count;
use latchkey::domain::registration::Interrupt;
use latchkey::domain::role::Role;
use latchkey::domain::self_service::{Method, Refusal};
use latchkey::domain::settings::registration::{Ask, Registration};
use latchkey::service::self_service::invitation::Uninvited;
use latchkey::service::self_service::registration::{Own, Proof};
use latchkey::service::settings::Page as Found;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::page::Signed;
use latchkey::web::view::View as _;
use latchkey::web::view::account_registration::AccountRegistration;
use latchkey::web::view::settings_registration::{Invite, RegistrationForm, SettingsRegistration};

use crate::people::{page, sanne};
use crate::settings::{kept, place};

fn own(mail: bool, needed: usize, refusal: Option<Refusal>, snooze_days: u16) -> Own {
    let shown = mail.then(|| "s•••@home.example".to_owned());
    let proofs = vec![
        Proof { method: Method::Mail, is_there: mail, shown },
        Proof { method: Method::App, is_there: false, shown: None },
    ];
    Own { proofs, needed, refusal, snooze_days }
}

fn uninvited(lacking: Count, due: Count) -> Uninvited {
    Uninvited { lacking: Some(lacking), due: Some(due) }
}

pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    let registration = |asked: Option<Interrupt>, own, refused| {
        let visitor = Signed { limited: asked.is_some(), ..sanne(&[]) };
        let page = page(language, Some(visitor), "/account/registration");
        AccountRegistration { page, own, asked, next: "/users".to_owned(), refused }.html().unwrap()
    };
    let lacks = Some(Refusal::TooFewProofs);
    let settings = |role, policy: Registration, has_mail, lacking, refused| SettingsRegistration {
        page: place(language, role),
        found: Found { settings: policy, kept: Some(kept(true)) },
        form: RegistrationForm::of(&policy),
        uninvited: uninvited(lacking, lacking),
        has_mail,
        refused,
    };
    let wall = Registration { ask: Ask::Wall, ..Registration::default() };
    let other = Registration { snoozes: 9, ..wall };
    let mut contested = settings(Role::GlobalAdministrator, wall, true, Count::Exactly(1), None);
    contested.found.settings = other;
    contested.contest();
    let mut bad = settings(Role::GlobalAdministrator, Registration::default(), true, Count::Exactly(3), None);
    bad.form = RegistrationForm::of(&Registration { reconfirm_days: 731, snooze_days: 91, ..wall });
    bad.form.judged();
    let invite = |due, has_mail, reason, refused| {
        let page = place(language, Role::GlobalAdministrator);
        Invite { page, uninvited: uninvited(due, due), has_mail, reason, refused }.html().unwrap()
    };
    let mut missing = Field::default();
    missing.refuse(Complaint::ReasonMissing);
    vec![
        ("registration", registration(None, own(true, 1, None, 14), None)),
        ("registration-closed", registration(None, own(false, 1, Some(Refusal::NotInGroup), 14), None)),
        ("registration-lacks", registration(None, own(false, 2, lacks, 14), None)),
        ("registration-ask", registration(Some(Interrupt::Ask), own(false, 1, lacks, 14), None)),
        (
            "registration-ask-again",
            registration(Some(Interrupt::Ask), own(true, 2, lacks, 0), Some(Complaint::ProofsMissing)),
        ),
        ("registration-wall", registration(Some(Interrupt::Wall), own(false, 1, lacks, 1), Some(Complaint::NotLater))),
        ("registration-confirm", registration(Some(Interrupt::Confirm), own(true, 1, None, 14), None)),
        (
            "settings-registration",
            settings(Role::GlobalAdministrator, Registration::default(), true, Count::MoreThan(1_000), None)
                .html()
                .unwrap(),
        ),
        ("settings-registration-bad", bad.html().unwrap()),
        ("settings-registration-contested", contested.html().unwrap()),
        (
            "settings-registration-read",
            settings(Role::GlobalReader, wall, false, Count::Exactly(0), None).html().unwrap(),
        ),
        ("invite", invite(Count::Exactly(12), true, Field::default(), None)),
        ("invite-wrong", invite(Count::Exactly(1), true, missing, Some(Complaint::PageTooOld))),
        ("invite-nobody", invite(Count::Exactly(0), true, Field::default(), Some(Complaint::NobodyLacks))),
        ("invite-no-mail", invite(Count::Exactly(1), false, Field::default(), None)),
    ]
}
