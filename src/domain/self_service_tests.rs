//! Who may reset the own password, and how often it may be tried.

use super::*;
use crate::domain::role::Role;

const MAIL: Sends = Sends { mail: true, texts: false };

fn policy() -> SelfService {
    SelfService { reach: Reach::Everybody, ..SelfService::default() }
}

fn somebody() -> Facts {
    Facts {
        roles: Roles::NONE,
        status: Status::Active,
        source: Source::Local,
        is_written: false,
        is_chosen: false,
        has_mail: true,
        has_phone: false,
        has_app: false,
        has_questions: false,
        has_passkey: false,
    }
}

#[test]
fn as_many_usable_proofs_as_are_asked_for_and_no_fewer() {
    // registered and usable, asked for, able.
    for (has_mail, has_app, proofs, able) in [
        (false, false, 1, false),
        (true, false, 1, true),
        (false, true, 1, true),
        (true, true, 1, true),
        (true, false, 2, false),
        (false, true, 2, false),
        (true, true, 2, true),
    ] {
        let (policy, facts) = (SelfService { proofs, ..policy() }, Facts { has_mail, has_app, ..somebody() });
        assert_eq!(way(&policy, &facts).is_ok(), able, "{has_mail} {has_app} {proofs}");
        // Only what is open counts.
        let without = SelfService { app: false, ..policy };
        assert_eq!(way(&without, &facts).is_ok(), has_mail && proofs == 1);
    }
}

#[test]
fn an_administrator_proves_it_twice_and_is_never_left_out_by_a_group() {
    let roles: Roles = [Role::HelpdeskAdministrator].into_iter().collect();
    let administrator = Facts { roles, ..somebody() };
    assert_eq!(way(&policy(), &administrator), Err(Refusal::TooFewProofs));
    let both = Facts { has_app: true, ..administrator };
    let selected = SelfService { reach: Reach::Selected, ..policy() };
    assert_eq!(way(&selected, &both), Ok(Way { methods: vec![Method::Mail, Method::App], needed: 2 }));
}

#[test]
fn answers_are_one_proof_where_it_was_decided_and_none_of_an_administrator() {
    let decided = SelfService { questions: true, ..policy() };
    let answered = Facts { has_mail: false, has_questions: true, ..somebody() };
    assert_eq!(way(&decided, &answered), Ok(Way { methods: vec![Method::Questions], needed: 1 }));
    assert_eq!(way(&policy(), &answered), Err(Refusal::TooFewProofs), "off as delivered");
    assert_eq!(offered(&decided, MAIL), [Method::Mail, Method::App, Method::Questions]);
    let two = SelfService { proofs: 2, ..decided.clone() };
    assert_eq!(way(&two, &answered), Err(Refusal::TooFewProofs));
    let both = Facts { has_mail: true, ..answered };
    assert_eq!(way(&two, &both), Ok(Way { methods: vec![Method::Mail, Method::Questions], needed: 2 }));
    let roles: Roles = [Role::HelpdeskAdministrator].into_iter().collect();
    let administrator = Facts { roles, ..both };
    assert_eq!(way(&decided, &administrator), Err(Refusal::TooFewProofs));
    let with_app = Facts { has_app: true, ..administrator };
    assert_eq!(way(&decided, &with_app), Ok(Way { methods: vec![Method::Mail, Method::App], needed: 2 }));
}

#[test]
fn a_phone_counts_where_it_was_decided_a_gateway_is_there_and_its_number_is_known() {
    let decided = SelfService { text: true, ..policy() };
    let holder = Facts { has_mail: false, has_phone: true, ..somebody() };
    assert_eq!(way(&decided, &holder), Ok(Way { methods: vec![Method::Text], needed: 1 }));
    assert_eq!(way(&policy(), &holder), Err(Refusal::TooFewProofs), "off as delivered");
    assert_eq!(way(&decided, &Facts { has_phone: false, ..holder }), Err(Refusal::TooFewProofs));
    assert_eq!(offered(&decided, MAIL), [Method::Mail, Method::App], "no gateway");
    let both = Sends { mail: true, texts: true };
    assert_eq!(offered(&decided, both), [Method::Mail, Method::Text, Method::App]);
    let two = way(&SelfService { proofs: 2, ..decided }, &Facts { has_mail: true, ..holder });
    assert_eq!(two, Ok(Way { methods: vec![Method::Mail, Method::Text], needed: 2 }));
}

#[test]
fn a_passkey_counts_where_it_was_decided_and_is_there() {
    let (with, without) = (SelfService { passkey: true, ..policy() }, policy());
    let holder = Facts { has_mail: false, has_passkey: true, ..somebody() };
    assert_eq!(way(&with, &holder), Ok(Way { methods: vec![Method::Passkey], needed: 1 }));
    assert_eq!(way(&without, &holder), Err(Refusal::TooFewProofs));
    assert_eq!(way(&with, &Facts { has_passkey: false, ..holder }), Err(Refusal::TooFewProofs));
    assert_eq!(offered(&with, Sends::default()), [Method::App, Method::Passkey]);
    let both = way(&SelfService { proofs: 2, ..with }, &Facts { has_mail: true, ..holder });
    assert_eq!(both, Ok(Way { methods: vec![Method::Mail, Method::Passkey], needed: 2 }));
}

#[test]
fn six_digits_alone_open_nothing_where_the_passkeys_beside_them_work_nowhere() {
    let decided = SelfService { mail: false, passkey: true, ..policy() };
    assert_eq!(offered(&decided.usable(true), MAIL), [Method::App, Method::Passkey]);
    assert!(offered(&decided.usable(false), MAIL).is_empty());
    let holder = Facts { has_app: true, has_passkey: true, ..somebody() };
    assert_eq!(way(&decided.usable(false), &holder), Err(Refusal::TooFewProofs));
    let with_mail = SelfService { mail: true, ..decided };
    assert_eq!(offered(&with_mail.usable(false), MAIL), [Method::Mail, Method::App]);
    assert_eq!(
        way(&SelfService { proofs: 2, ..with_mail }.usable(false), &Facts { has_app: false, ..holder }),
        Err(Refusal::TooFewProofs)
    );
}

#[test]
fn who_may_not_is_told_the_first_reason() {
    let selected = SelfService { reach: Reach::Selected, ..policy() };
    assert_eq!(way(&SelfService::default(), &somebody()), Err(Refusal::Off));
    assert_eq!(way(&selected, &somebody()), Err(Refusal::NotInGroup));
    assert!(way(&selected, &Facts { is_chosen: true, ..somebody() }).is_ok());
    assert_eq!(way(&policy(), &Facts { source: Source::External, ..somebody() }), Err(Refusal::Elsewhere));
    let there = Facts { source: Source::Directory, ..somebody() };
    assert_eq!(way(&policy(), &there), Err(Refusal::Elsewhere));
    assert!(way(&policy(), &Facts { is_written: true, ..there }).is_ok());
    let guest = Facts { source: Source::External, is_written: true, ..somebody() };
    assert_eq!(way(&policy(), &guest), Err(Refusal::Elsewhere));
    assert_eq!(way(&policy(), &Facts { status: Status::Blocked, ..somebody() }), Err(Refusal::Blocked));
}

#[test]
fn five_wrong_proofs_within_a_day_close_the_way_for_a_day() {
    let at = |hours: i64| Timestamp::from_second(1_700_000_000 + hours * 3_600).unwrap();
    let tries = |wrong: &[i64]| Tries { wrong: wrong.iter().map(|hour| at(*hour)).collect(), sent: vec![] };
    assert_eq!(tries(&[0, 1, 2, 3]).now(at(4)).closed_until(at(4)), None);
    assert_eq!(tries(&[0, 1, 2, 3, 4]).now(at(4)).closed_until(at(4)), Some(at(28)));
    assert_eq!(tries(&[0, 1, 2, 3, 25]).now(at(25)).closed_until(at(25)), None, "the first two count no more");
    assert_eq!(tries(&[0, 1, 2, 3, 4]).now(at(28)).closed_until(at(28)), None);
}

#[test]
fn three_codes_an_hour_and_ten_a_day() {
    let at = |minutes: i64| Timestamp::from_second(1_700_000_000 + minutes * 60).unwrap();
    let tries = |sent: &[i64]| Tries { sent: sent.iter().map(|minute| at(*minute)).collect(), wrong: vec![] };
    assert_eq!(tries(&[0, 1]).no_code_until(at(2)), None);
    assert_eq!(tries(&[0, 1, 2]).no_code_until(at(3)), Some(at(60)));
    assert_eq!(tries(&[0, 1, 2]).no_code_until(at(60)), None);
    let ten: Vec<i64> = (0..10).map(|at| at * 61).collect();
    assert_eq!(tries(&ten).no_code_until(at(700)), Some(at(1_440)));
}
