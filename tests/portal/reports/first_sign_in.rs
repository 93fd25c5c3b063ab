//! First sign-ins in the report of resets, interrupted and finished, and overtaken by a reset of another kind (R-321, R-324).

use jiff::SignedDuration;

use super::resets::{REPORT, reader, row, rows};
use crate::self_service::{code, decided, reachable};
use crate::support::people::BETTER;
use crate::support::server::run;

const FIRSTS: &str = "/reports/password-resets?kind=first-sign-in";

#[test]
fn a_first_sign_in_that_was_interrupted_and_finished_at_the_last_moment_has_succeeded() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let reset = format!("/users/{}/reset-password", bram.id);
        let password = helen.fill(&reset, &[("verified_by", "saw-id")]).await.secret();
        let mut first = portal.visitor();
        first.sign_in(&bram.user_name, &password).await;
        let page = first.prove(&app.next(portal)).await;
        assert_eq!(page.location(), "/change-password", "{}", page.text());
        // The browser is closed; much later the same password opens the change page again, behind the second step.
        portal.advance(SignedDuration::from_mins(29));
        let mut again = portal.visitor();
        again.sign_in(&bram.user_name, &password).await;
        portal.advance(SignedDuration::from_mins(4));
        assert_eq!(again.prove(&app.next(portal)).await.location(), "/change-password");
        portal.advance(SignedDuration::from_mins(9));
        again.get("/change-password").await;
        let mut rita = reader(portal).await;
        assert_eq!(rows(&rita.get(FIRSTS).await), [row("bram.vries", "In progress", "")]);
        assert_eq!(again.post("/change-password", &[("new_password", BETTER)]).await.code(), 303);
        assert_eq!(rows(&rita.get(FIRSTS).await), [row("bram.vries", "Succeeded", "There is a new password")]);
        portal.advance(SignedDuration::from_mins(9));
        assert_eq!(rows(&rita.get(FIRSTS).await), [row("bram.vries", "Succeeded", "There is a new password")]);
    });
}

#[test]
fn a_reset_on_the_page_for_a_forgotten_password_is_no_success_of_the_first_sign_in_that_it_overtakes() {
    decided(r#"{"reach": "everybody"}"#, async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let reset = format!("/users/{}/reset-password", bram.id);
        let password = helen.fill(&reset, &[("verified_by", "saw-id")]).await.secret();
        let mut first = portal.visitor();
        assert_eq!(first.sign_in(&bram.user_name, &password).await.location(), "/change-password");
        first.get("/change-password").await;
        let left_open = first.form("/change-password").with("new_password", BETTER);
        let mut other = portal.visitor();
        other.says_who(&bram.user_name).await;
        let mailed = code(portal, mailbox, &bram).await;
        other.gives("email", &mailed).await;
        other.get("/reset-password/new").await;
        assert_eq!(other.post("/reset-password/new", &[("new_password", BETTER)]).await.code(), 303);
        let mut rita = reader(portal).await;
        let done = row("bram.vries", "Succeeded", "There is a new password");
        assert_eq!(rows(&rita.get(&format!("{REPORT}?kind=self-service")).await), [done]);
        let before = row("bram.vries", "Abandoned", "Before starting to choose a new password");
        assert_eq!(rows(&rita.get(FIRSTS).await), [before]);
        // What was given is told as replaced, and the page that was left open comes to nothing.
        let page = rita.get(&format!("/temporary-passwords?person={}", bram.id)).await;
        assert!(page.says("Replaced by an own password"), "{}", page.main());
        assert_ne!(first.submit("/change-password", &left_open).await.code(), 200);
        assert_eq!(rows(&rita.get(FIRSTS).await).len(), 1);
        assert_eq!(
            portal
                .count("SELECT count(*) FROM password_reset WHERE result = 'succeeded' AND kind <> 'administrator'")
                .await,
            1
        );
    });
}
