//! F34, F35, F38: two presses, two tabs, two administrators, an administrator and the person.

use std::future::Future;
use std::time::Duration;

use latchkey::domain::role::Role;
use tokio_postgres::Client;

use super::password_reset::path_of;
use crate::support::cluster::connect;
use crate::support::page::Page;
use crate::support::people::{BETTER, PASSWORD, Person};
use crate::support::server::{Portal, run};

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

/// Until so many wait for a row that somebody holds.
async fn waiting(watch: &Client, most: i64) {
    let sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while watch.query_one(sql, &[]).await.unwrap().get::<_, i64>(0) < most {
        tokio::task::yield_now().await;
    }
}

/// Lets two deeds come to the row of a person in this order: the second one is begun when the first one waits for it, and both wait
/// before either is let in.
async fn in_order(
    portal: &Portal,
    person: &Person,
    first: impl Future<Output = Page>,
    second: impl Future<Output = Page>,
) -> (Page, Page) {
    let watch = connect(&portal.database.url).await;
    let hold = format!("BEGIN; SELECT FROM user_record WHERE id = '{}' FOR NO KEY UPDATE", person.id);
    portal.sql.batch_execute(&hold).await.unwrap();
    let second = async {
        waiting(&watch, 1).await;
        second.await
    };
    let let_in = async {
        waiting(&watch, 2).await;
        portal.sql.batch_execute("COMMIT").await.unwrap();
    };
    let all = futures_util::future::join3(first, second, let_in);
    let (first, second, ()) = tokio::time::timeout(Duration::from_mins(1), all).await.unwrap();
    (first, second)
}

#[test]
fn whichever_of_a_reset_and_a_change_comes_first_the_reset_stands_and_no_session_of_before_lives() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for (name, change_first) in [("Bram de Vries", true), ("Dora Jansen", false)] {
            let person = portal.plain(name).await;
            let (mut browser, elsewhere) = (portal.signed_in(&person).await, portal.signed_in(&person).await);
            let path = path_of(&person);
            helen.get(&path).await;
            browser.get("/account/password").await;
            let asked = helen.form(&path).with("verified_by", "saw-id");
            let form = browser.form("/account/password").with("current_password", PASSWORD);
            let form = form.with("new_password", BETTER);
            let by_helen = helen.press(&path, &asked);
            // Whatever session the change opens is kept.
            let by_herself = browser.submit("/account/password", &form);
            let (reset, changed) = if change_first {
                let (changed, reset) = in_order(portal, &person, by_herself, by_helen).await;
                (reset, changed)
            } else {
                in_order(portal, &person, by_helen, by_herself).await
            };
            assert_eq!((reset.code(), changed.code()), (200, 303), "{name}: {}{}", reset.text(), changed.text());
            // The one that came second saw what the first one had done: a change after a reset is none.
            let done = "SELECT count(*)::text FROM audit_event WHERE activity = 'Change password (self-service)' \
                        AND result = 'success' AND actor_name = $1";
            let done = portal.ask(done, &[&person.user_name]).await;
            assert_eq!(done, if change_first { "1" } else { "0" }, "{name}");
            assert!(!browser.is_in().await && !elsewhere.is_in().await, "{name}: a session of before lives");
            for password in [PASSWORD, BETTER] {
                assert_eq!(portal.visitor().sign_in(&person.user_name, password).await.code(), 422, "{name}");
            }
            let page = portal.visitor().sign_in(&person.user_name, &reset.secret()).await;
            assert_eq!((page.code(), page.location()), (303, "/change-password"), "{name}");
        }
    });
}
