//! The password is known, and guesses have closed the account: opened by its own person (R-224, T-103).

use super::{NEW, OWN, VERIFY, at_home, code, decide, open, reachable};
use crate::support::people::PASSWORD;

const UNLOCK: &str = "/reset-password/unlock";

#[test]
fn whoever_knows_the_password_opens_the_own_account_by_the_same_proofs_and_keeps_it() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut elsewhere = portal.signed_in(&bram).await;
        portal.locked(&bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let first = code(portal, mailbox, &bram).await;
        assert_eq!(browser.gives("email", &first).await.location(), NEW);
        assert!(browser.get(NEW).await.form(UNLOCK).is_none(), "it was not decided");
        decide(portal, r#"{"reach": "everybody", "unlock": true}"#).await;
        let page = browser.get(NEW).await;
        assert!(page.says("You know your password, but can not sign in?"), "{}", page.main());
        let form = browser.form(UNLOCK);
        let page = browser.submit(UNLOCK, &form).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"), "{}", page.text());
        assert!(browser.follow().await.flash().starts_with("Your account is open."));
        assert!(!browser.has_session() && elsewhere.get("/account").await.code() == 200, "it ends no session");
        assert_eq!(portal.count("SELECT count(*) FROM throttle WHERE locked_until IS NOT NULL").await, 0);
        let row = portal.last("Unlock user account (self-service)").await;
        assert_eq!((row.result.as_str(), &row.targets, row.actor_kind.as_str()), ("success", &bram.user_name, "guest"));
        assert!(row.details.contains(r#""methods":"email""#), "{}", row.details);
        mailbox.collect(portal).await;
        let told = mailbox.of(&at_home(&bram)).last().unwrap().text();
        assert!(told.contains("was unlocked on the page for a forgotten password"), "{told}");
        // The reset is over: neither form does anything any more.
        assert_eq!(browser.get(NEW).await.location(), "/reset-password");
        assert_eq!(browser.submit(UNLOCK, &form).await.location(), "/reset-password");
        assert_eq!(browser.sign_in(&bram.user_name, PASSWORD).await.location(), "/");
    });
}

#[test]
fn nothing_is_opened_before_every_proof_or_against_a_decision() {
    open(async |portal, mailbox| {
        decide(portal, r#"{"reach": "everybody", "unlock": true}"#).await;
        let bram = reachable(portal, "Bram de Vries").await;
        portal.locked(&bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        browser.get(VERIFY).await;
        let early = browser.form("/reset-password/help");
        let page = browser.submit(UNLOCK, &early).await;
        assert_eq!(page.code(), 403, "another form's token: {}", page.text());
        let first = code(portal, mailbox, &bram).await;
        browser.gives("email", &first).await;
        browser.get(NEW).await;
        let form = browser.form(UNLOCK);
        decide(portal, r#"{"reach": "everybody"}"#).await;
        assert_eq!(browser.submit(UNLOCK, &form).await.location(), "/reset-password", "taken back meanwhile");
        assert_eq!(portal.count("SELECT count(*) FROM throttle WHERE locked_until IS NOT NULL").await, 1);
        // Blocked by an administrator is not locked by guesses.
        decide(portal, r#"{"reach": "everybody", "unlock": true}"#).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let second = code(portal, mailbox, &bram).await;
        browser.gives("email", &second).await;
        browser.get(NEW).await;
        portal.execute("UPDATE users SET enabled = false WHERE id = $1::text::uuid", &[&bram.id]).await;
        let page = browser.post(UNLOCK, &[]).await;
        assert_eq!(page.location(), "/reset-password");
        assert_eq!(portal.count("SELECT count(*) FROM users WHERE NOT enabled").await, 1);
    });
}

#[test]
fn a_new_password_is_still_what_the_page_is_for() {
    open(async |portal, mailbox| {
        decide(portal, r#"{"reach": "everybody", "unlock": true}"#).await;
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let first = code(portal, mailbox, &bram).await;
        browser.gives("email", &first).await;
        browser.get(NEW).await;
        let page = browser.post(NEW, &[("new_password", "bram")]).await;
        assert!(page.code() == 422 && page.form(UNLOCK).is_some(), "{}", page.text());
        assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
    });
}
