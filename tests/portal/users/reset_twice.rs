//! F34, F38: two presses, two tabs, two administrators.

use latchkey::domain::role::Role;

use super::password_reset::path_of;
use crate::support::people::BETTER;
use crate::support::server::run;

const GONE: &str = "This password has already been shown";
const RESETS: &str =
    "SELECT count(*) FROM audit_event WHERE activity = 'Reset password (by admin)' AND result = 'success'";

#[test]
fn a_double_click_resets_once_and_shows_the_secret_once() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let path = path_of(&bram);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        helen.get(&path).await;
        let form = helen.form(&path).with("verified_by", "saw-id");
        let pages = futures_util::future::join_all((0..4).map(|_| helen.press(&path, &form))).await;
        let shown: Vec<_> = pages.iter().filter(|page| page.code() == 200).collect();
        assert_eq!(shown.len(), 1, "shown {} times", shown.len());
        let secret = shown[0].secret();
        for page in pages.iter().filter(|page| page.code() != 200) {
            assert_eq!((page.code(), page.heading().as_str()), (409, GONE));
            assert!(!page.body.contains(&secret));
        }
        assert_eq!(portal.count(RESETS).await, 1);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, &secret).await.code(), 303);
    });
}

#[test]
fn reload_and_back_tell_what_became_of_the_password_and_cost_no_hash() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let path = path_of(&bram);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        helen.get(&path).await;
        let form = helen.form(&path).with("verified_by", "saw-id");
        let secret = helen.submit(&path, &form).await.secret();
        let (hashes, ledger) = (portal.house.hashes.hashes(), portal.ledger().await);
        for _ in 0..3 {
            let page = helen.submit(&path, &form).await;
            assert_eq!((page.code(), page.heading().as_str()), (409, GONE));
            assert!(
                page.says("It still works until it is used.") && page.says("You reset the password today"),
                "{}",
                page.main()
            );
            assert_eq!(page.link("Reset again"), Some(path.clone()));
            assert!(!page.body.contains(&secret));
        }
        assert_eq!((portal.house.hashes.hashes(), portal.ledger().await), (hashes, ledger));
        let mut browser = portal.visitor();
        browser.sign_in(&bram.user_name, &secret).await;
        browser.follow().await;
        browser.post("/change-password", &[("new_password", BETTER)]).await;
        let page = helen.submit(&path, &form).await;
        assert!(page.code() == 409 && page.says("Bram has used it and chosen a new password."), "{}", page.main());
        assert_eq!(portal.count(RESETS).await, 1);
    });
}

#[test]
fn two_tabs_are_two_resets_and_the_first_page_then_says_superseded() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let path = path_of(&bram);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let mut tab = helen.clone();
        helen.get(&path).await;
        tab.get(&path).await;
        let form = helen.form(&path).with("verified_by", "saw-id");
        let first = helen.submit(&path, &form).await.secret();
        let page = helen.get(&path).await;
        assert!(page.says("A temporary password from today"), "{}", page.main());
        let second = tab.post(&path, &[("verified_by", "saw-id")]).await.secret();
        let page = helen.submit(&path, &form).await;
        assert!(page.code() == 409 && page.says("You replaced it with a newer one"), "{}", page.main());
        assert_eq!(portal.visitor().sign_in(&bram.user_name, &first).await.code(), 422);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, &second).await.code(), 303);
    });
}

#[test]
fn a_used_form_resets_nobody_else_either() {
    run(async |portal| {
        let (bram, dora) = (portal.plain("Bram de Vries").await, portal.plain("Dora Jansen").await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        helen.get(&path_of(&bram)).await;
        let form = helen.form(&path_of(&bram)).with("verified_by", "saw-id");
        assert_eq!(helen.submit(&path_of(&bram), &form).await.code(), 200);
        let page = helen.submit(&path_of(&dora), &form).await;
        assert_eq!(page.code(), 409, "{}", page.main());
        assert_eq!(portal.visitor().sign_in(&dora.user_name, &dora.password).await.code(), 303);
    });
}

#[test]
fn of_two_administrators_at_once_exactly_one_temporary_password_signs_in() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let mut peter = portal.signed_in(&portal.holder("Peter Post", Role::PasswordAdministrator).await).await;
        // No more: from so many names that fail one place would have to wait.
        for number in 0..10 {
            let person = portal.plain(&format!("Bram{number} Smit")).await;
            let path = path_of(&person);
            helen.get(&path).await;
            peter.get(&path).await;
            let forms =
                [helen.form(&path).with("verified_by", "saw-id"), peter.form(&path).with("verified_by", "called-back")];
            let (one, two) = tokio::join!(helen.press(&path, &forms[0]), peter.press(&path, &forms[1]));
            assert_eq!((one.code(), two.code()), (200, 200));
            let mut alive = vec![];
            for page in [&one, &two] {
                alive.push(portal.visitor().sign_in(&person.user_name, &page.secret()).await.code() == 303);
            }
            assert!(alive[0] != alive[1], "{alive:?}");
            let (loser, form, winner) =
                if alive[0] { (&peter, &forms[1], "helen.kramer") } else { (&helen, &forms[0], "peter.post") };
            let page = loser.press(&path, form).await;
            assert_eq!((page.code(), page.heading().as_str()), (409, GONE));
            let words = format!("{winner} replaced it with a newer one");
            assert!(page.says(&words), "{words}: {}", page.main());
            assert_eq!(portal.count(RESETS).await, 2 * (number + 1));
        }
        let both = "SELECT count(DISTINCT actor_name) FROM audit_event WHERE activity = 'Reset password (by admin)'";
        assert_eq!(portal.count(both).await, 2);
    });
}

#[test]
fn a_reset_while_the_person_changes_the_password_leaves_one_of_the_two_and_never_both() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for number in 0..8 {
            let person = portal.plain(&format!("Bram{number} Smit")).await;
            let mut browser = portal.signed_in(&person).await;
            let path = path_of(&person);
            helen.get(&path).await;
            browser.get("/account/password").await;
            let reset = helen.form(&path).with("verified_by", "saw-id");
            let change = browser
                .form("/account/password")
                .with("current_password", &person.password)
                .with("new_password", BETTER);
            let (reset, changed) =
                tokio::join!(helen.press(&path, &reset), browser.press("/account/password", &change));
            // Who comes between the two halves of the change makes the current password wrong.
            assert!(reset.code() == 200 && [303, 422].contains(&changed.code()), "{}", changed.text());
            // The reset comes last or wins: what an administrator has just said is over is over.
            assert_eq!(portal.visitor().sign_in(&person.user_name, BETTER).await.code(), 422);
            assert_eq!(portal.visitor().sign_in(&person.user_name, &person.password).await.code(), 422);
            assert_eq!(portal.visitor().sign_in(&person.user_name, &reset.secret()).await.code(), 303);
        }
    });
}
