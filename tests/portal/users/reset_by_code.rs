//! A reset whose password no administrator sees, and what was decided of resets (contract: `delivery`; C-03, C-05, C-34).

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use super::password_reset::{path_of, untouched};
use crate::self_service::{decided, reachable};
use crate::support::people::{BETTER, PASSWORD};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const PAGE: &str = "/settings/resets";

async fn paul(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await
}

/// With mail, and self-service open to nobody.
fn mailed(test: impl AsyncFnOnce(&Portal, &crate::support::mailbox::Mailbox)) {
    decided("{}", test);
}

#[test]
fn a_code_goes_to_its_person_opens_the_sign_in_once_and_is_seen_by_nobody_else() {
    mailed(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut elsewhere = portal.signed_in(&bram).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = path_of(&bram);
        let page = helen.get(&path).await;
        assert!(!page.body.contains("bram.vries@home.example"), "the address is masked: {}", page.main());
        assert!(page.says("Send a code to b"), "{}", page.main());
        let fields = [("verified_by", "called-back"), ("delivery", "code"), ("expires", "never"), ("reason", "SD-9")];
        let page = helen.post(&path, &fields).await;
        assert_eq!((page.code(), page.location()), (303, format!("/users/{}", bram.id).as_str()), "{}", page.text());
        let page = helen.follow().await;
        assert_eq!(page.flash(), "The password is reset. A code is on its way to the recovery address.");
        // Old password and sessions are gone at once.
        assert_eq!(elsewhere.get("/account").await.code(), 303);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
        mailbox.collect(portal).await;
        let letters = mailbox.of("bram.vries@home.example");
        let letter = letters.iter().find(|letter| letter.text().contains("in place of your password")).unwrap();
        let text = letter.text();
        let code = text.lines().map(str::trim).find(|line| line.len() == 19 && line.matches('-').count() == 3).unwrap();
        assert!(!letter.subject().contains(&code[..4]) && !text.contains("://"), "{text}");
        for table in ["letter", "temporary_password", "audit_event", "credential"] {
            let all = portal.ask(&format!("SELECT string_agg(t::text, ' ') FROM {table} t"), &[]).await;
            assert!(!all.contains(code), "{table}: {all}");
        }
        let row = portal.last("Reset password (by admin)").await;
        assert!(
            row.details.contains(r#""sent_to":"b"#) && row.details.contains(r#""expires":"24h""#),
            "{}",
            row.details
        );
        assert!(!row.details.contains("bram.vries@home.example"), "{}", row.details);
        // It opens the change, and nothing else.
        let mut phone = portal.visitor();
        assert_eq!(phone.sign_in(&bram.user_name, code).await.location(), "/change-password");
        phone.get("/change-password").await;
        assert_eq!(phone.post("/change-password", &[("new_password", BETTER)]).await.code(), 303);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, code).await.code(), 422);
    });
}

#[test]
fn a_code_that_nobody_used_is_over_after_a_day_and_a_second_press_sends_nothing() {
    mailed(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = path_of(&bram);
        let form = helen.get(&path).await.form(&path).unwrap();
        let form = form.with("verified_by", "saw-id").with("delivery", "code");
        for _ in 0..2 {
            let page = helen.press(&path, &form).await;
            assert_eq!((page.code(), page.location()), (303, format!("/users/{}", bram.id).as_str()));
        }
        mailbox.collect(portal).await;
        let codes = mailbox.arrived().into_iter().filter(|letter| letter.text().contains("in place of your password"));
        let codes: Vec<_> = codes.collect();
        assert_eq!(codes.len(), 1);
        let text = codes[0].text();
        let code = text.lines().map(str::trim).find(|line| line.len() == 19 && line.matches('-').count() == 3).unwrap();
        portal.advance(SignedDuration::from_hours(24));
        assert_eq!(portal.visitor().sign_in(&bram.user_name, code).await.code(), 422);
    });
}

#[test]
fn without_an_address_or_without_mail_no_code_is_sent_and_nothing_happens() {
    mailed(async |portal, mailbox| {
        let anna = portal.plain("Anna Zonder").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = path_of(&anna);
        let page = helen.get(&path).await;
        assert!(page.says("No recovery address of Anna is known, so no code can be sent."), "{}", page.main());
        let form =
            page.form(&path).unwrap().with("verified_by", "saw-id").with("delivery", "code").with("reason", "SD");
        let page = helen.press(&path, &form).await;
        let says = "Error: No recovery address of Anna is known. Write it down under Edit, or choose the other way";
        assert_eq!((page.code(), page.complaint("delivery").as_str()), (422, says));
        assert_eq!(page.value("reason"), "SD", "nothing that was typed is lost");
        assert!(untouched(portal, &anna).await);
        assert_eq!(mailbox.collect(portal).await, 0);
    });
    run(async |portal| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = path_of(&bram);
        let form = helen.get(&path).await.form(&path).unwrap();
        let page = helen.press(&path, &form.with("verified_by", "saw-id").with("delivery", "code")).await;
        assert_eq!((page.code(), page.complaints()), (422, vec!["Mail is not set up: nothing can be sent".to_owned()]));
        assert!(untouched(portal, &bram).await);
        // Nor can it be decided.
        let page = paul(portal).await.fill(PAGE, &[("delivery", "code")]).await;
        assert_eq!((page.code(), page.complaints()), (422, vec!["Mail is not set up: nothing can be sent".to_owned()]));
    });
}

#[test]
fn where_codes_alone_were_decided_no_administrator_sees_a_password() {
    mailed(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let path = path_of(&bram);
        let old =
            gwen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id").with("delivery", "temporary");
        let page = paul(portal).await.fill(PAGE, &[("delivery", "code")]).await;
        assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.text());
        let row = portal.last("Update policy").await;
        assert_eq!(row.details, r#"{"code_only.from":"false","code_only.to":"true","section":"resets"}"#);
        // The form of before does not get around it.
        let page = gwen.press(&path, &old).await;
        assert_eq!(page.code(), 422, "{}", page.text());
        assert!(untouched(portal, &bram).await);
        let page = gwen.get(&path).await;
        assert_eq!(page.attributes("[name=delivery]", "value"), ["code"]);
        assert_eq!(gwen.post(&path, &[("verified_by", "saw-id")]).await.code(), 303);
        assert!(mailbox.collect(portal).await > 0);
        // Somebody new begins without one, whatever a form says.
        let page = gwen.get("/users/new").await;
        assert!(page.says("no administrator knows a password"), "{}", page.main());
        let fields =
            [("given_name", "Zoë"), ("surname", "Smit"), ("user_principal_name", "zoe"), ("start", "temporary")];
        assert_eq!(gwen.fill("/users/new", &fields).await.code(), 303);
        let waiting = "SELECT count(*) FROM temporary_password WHERE origin = 'new-user'";
        assert_eq!(portal.count(waiting).await, 0);
    });
}

#[test]
fn only_the_checks_and_ends_that_were_decided_will_do() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let reader = portal.holder("Rita Lezer", Role::DirectoryReader).await;
        let mut paul = paul(portal).await;
        let form = paul.get(PAGE).await.form(PAGE).unwrap();
        let strict = form
            .without("check_manager-confirmed")
            .without("administrators_manager-confirmed")
            .without("administrators_called-back")
            .with("longest", "8h");
        assert_eq!(paul.press(PAGE, &strict).await.code(), 303);
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        for (person, checks) in [(&bram, vec!["called-back", "saw-id"]), (&reader, vec!["saw-id"])] {
            let path = path_of(person);
            let page = gwen.get(&path).await;
            assert_eq!(page.attributes("[name=verified_by]", "value"), checks);
            assert_eq!(page.attributes("[name=expires]", "value"), ["1h", "8h"]);
            let form = page.form(&path).unwrap();
            for (field, forged) in [("verified_by", "manager-confirmed"), ("expires", "never"), ("expires", "24h")] {
                let page = gwen.press(&path, &form.clone().with("verified_by", "saw-id").with(field, forged)).await;
                assert_eq!(page.code(), 422, "{field}={forged}");
            }
            assert!(untouched(portal, person).await);
        }
        // What is left out is the longest that may be; so is what somebody new gets.
        let path = path_of(&bram);
        gwen.get(&path).await;
        assert_eq!(gwen.post(&path, &[("verified_by", "saw-id")]).await.code(), 200);
        gwen.fill("/users/new", &[("given_name", "Zoë"), ("surname", "Smit"), ("user_principal_name", "zoe")]).await;
        let hours =
            "SELECT string_agg(extract(epoch FROM expires_at - made_at)::int::text, ' ') FROM temporary_password";
        assert_eq!(portal.ask(hours, &[]).await, "28800 28800");
        let page = paul.fill(PAGE, &[("check_called-back", ""), ("check_saw-id", "")]).await;
        assert_eq!(page.code(), 422, "{}", page.text());
        let form = paul.get(PAGE).await.form(PAGE).unwrap().without("check_called-back").without("check_saw-id");
        let page = paul.press(PAGE, &form).await;
        assert_eq!(
            (page.code(), page.complaints()),
            (422, vec!["Choose one check at least, or nobody could be helped".to_owned()])
        );
        for (field, forged) in [("check_guessed", "yes"), ("longest", "9y"), ("delivery", "pigeon")] {
            assert_eq!(
                paul.press(PAGE, &form.clone().with("check_saw-id", "yes").with(field, forged)).await.code(),
                422
            );
        }
    });
}

fn is_code(text: &str) -> bool {
    text.lines().any(|line| line.trim().len() == 19 && line.matches('-').count() == 3)
}

#[test]
fn a_code_does_not_outlive_the_address_it_went_to() {
    mailed(async |portal, mailbox| {
        let una = portal.holder("Una Smit", Role::UserAdministrator).await;
        let mut una = portal.signed_in(&una).await;
        for (name, path, fields) in [
            ("Bram de Vries", "re-register", vec![("reason", "SD-9")]),
            ("Eva Smit", "edit", vec![("authentication_email", "eva@new.example")]),
        ] {
            let person = reachable(portal, name).await;
            let sent = [("verified_by", "saw-id"), ("delivery", "code")];
            assert_eq!(una.fill(&path_of(&person), &sent).await.code(), 303);
            mailbox.collect(portal).await;
            let arrived = mailbox.arrived();
            let letter = arrived.iter().rev().find(|letter| is_code(&letter.text())).unwrap().text();
            let code = letter.lines().map(str::trim).find(|line| is_code(line)).unwrap().to_owned();
            let page = una.fill(&format!("/users/{}/{path}", person.id), &fields).await;
            assert_eq!(page.code(), 303, "{path}: {}", page.text());
            assert_eq!(portal.visitor().sign_in(&person.user_name, &code).await.code(), 422, "{path}");
        }
    });
}

#[test]
fn a_code_that_opens_nothing_any_more_is_not_sent() {
    mailed(async |portal, mailbox| {
        let una = portal.holder("Una Smit", Role::UserAdministrator).await;
        let mut una = portal.signed_in(&una).await;
        let sent = [("verified_by", "saw-id"), ("delivery", "code")];
        let codes = || mailbox.arrived().iter().filter(|letter| is_code(&letter.text())).count();
        let bram = reachable(portal, "Bram de Vries").await;
        una.fill(&path_of(&bram), &sent).await;
        una.fill(&format!("/users/{}/block", bram.id), &[]).await;
        mailbox.collect(portal).await;
        assert_eq!(codes(), 0, "to somebody who is blocked");
        // Of two the newer one is sent.
        let eva = reachable(portal, "Eva Smit").await;
        una.fill(&path_of(&eva), &sent).await;
        portal.advance(SignedDuration::from_secs(1));
        una.fill(&path_of(&eva), &sent).await;
        mailbox.collect(portal).await;
        assert_eq!(codes(), 1);
    });
}
