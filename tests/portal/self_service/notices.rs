//! Whoever signs in with it is told when something about that has changed, unless it was decided otherwise (R-251, R-256, T-96).

use super::{OWN, at_home, decide, open, reachable};
use crate::support::mailbox::Arrived;
use crate::support::people::PASSWORD;

const SILENT: &str =
    r#"{"reach": "everybody", "tell_person": false, "tell_of_administrator": false, "tell_of_proofs": false}"#;

#[test]
fn a_change_a_reset_and_an_app_are_told_to_every_address_of_the_person() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        portal.execute("UPDATE users SET mail = 'bram@work.example' WHERE id = $1::text::uuid", &[&bram.id]).await;
        let mut his = portal.signed_in(&bram).await;
        his.add_app(portal).await;
        let fields = [("current_password", PASSWORD), ("new_password", OWN)];
        assert_eq!(his.fill("/account/password", &fields).await.code(), 303);
        let mut helpdesk = portal.signed_in(&portal.helpdesk("Hein Desk").await).await;
        let page = helpdesk.fill(&format!("/users/{}/reset-password", bram.id), &[("verified_by", "saw-id")]).await;
        let temporary = page.secret();
        mailbox.collect(portal).await;
        for address in ["bram@work.example", &at_home(&bram)] {
            let told: Vec<_> = mailbox.of(address).iter().map(Arrived::text).collect();
            let all = told.join("\n");
            for part in ["app was added", "was changed.", "has given bram.vries@noordzee.example a temporary password"]
            {
                assert!(all.contains(part), "{address}: {part}: {all}");
            }
            assert!(!all.contains(&temporary), "a password is in no letter");
            assert_eq!(told.len(), 3, "{address}");
        }
    });
}

#[test]
fn what_was_switched_off_is_told_to_nobody() {
    open(async |portal, mailbox| {
        decide(portal, SILENT).await;
        let bram = reachable(portal, "Bram de Vries").await;
        let mut his = portal.signed_in(&bram).await;
        his.add_app(portal).await;
        his.fill("/account/password", &[("current_password", PASSWORD), ("new_password", OWN)]).await;
        let mut helpdesk = portal.signed_in(&portal.helpdesk("Hein Desk").await).await;
        helpdesk.fill(&format!("/users/{}/reset-password", bram.id), &[("verified_by", "saw-id")]).await;
        mailbox.collect(portal).await;
        assert_eq!(mailbox.arrived().len(), 0);
    });
}
