//! Mail leaves over TLS, to the server that it is meant for, or not at all (F28, security 4.12).

use latchkey::outbound::smtp::Safety;

use super::{at_home, decide, reachable};
use crate::support::mailbox::Mailbox;
use crate::support::server::{Portal, run_at};

/// Runs a test in a portal that sends its mail this way.
fn over(mailbox: &Mailbox, safety: Safety, authority: Option<&str>, test: impl AsyncFnOnce(&Portal)) {
    run_at(
        "localhost",
        |house| mailbox.serves_over(house, safety, authority),
        async |portal| {
            decide(portal, r#"{"reach": "everybody"}"#).await;
            test(portal).await;
        },
    );
}

/// Nothing arrives, nothing is said in clear, and the page says why.
async fn nothing_leaves(portal: &Portal, mailbox: &Mailbox) {
    let bram = reachable(portal, "Bram de Vries").await;
    portal.visitor().says_who(&bram.user_name).await;
    assert_eq!(mailbox.collect(portal).await, 1);
    assert_eq!(mailbox.arrived().len(), 0);
    let state = portal.ask("SELECT state || ': ' || trouble FROM letter", &[]).await;
    assert_eq!(state, "waiting: tls");
    let heard = mailbox.heard_in_clear();
    assert!(heard.iter().all(|word| matches!(word.as_str(), "EHLO" | "STARTTLS" | "QUIT")), "{heard:?}");
    let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
    assert!(gwen.get("/settings/mail").await.says("No safe connection to the mail server"), "{}", gwen.page().main());
}

#[test]
fn letters_and_our_password_leave_over_tls_alone_whichever_way_it_begins() {
    for (safety, clear) in [(Safety::Wrapped, vec![]), (Safety::Upgraded, vec!["EHLO", "STARTTLS"])] {
        let mailbox = Mailbox::guarded(safety, "server");
        over(&mailbox, safety, Some("authority.pem"), async |portal| {
            let bram = reachable(portal, "Bram de Vries").await;
            portal.visitor().says_who(&bram.user_name).await;
            assert_eq!(mailbox.collect(portal).await, 1);
            let trouble = portal.ask("SELECT state || coalesce(trouble || said, '') FROM letter", &[]).await;
            assert_eq!((mailbox.of(&at_home(&bram)).len(), trouble.as_str()), (1, "sent"), "{safety:?}");
            assert_eq!(mailbox.heard_in_clear(), clear, "{safety:?}");
        });
    }
}

#[test]
fn a_certificate_of_an_unknown_authority_is_refused() {
    for safety in [Safety::Wrapped, Safety::Upgraded] {
        for authority in [None, Some("stranger.pem")] {
            let mailbox = Mailbox::guarded(safety, "server");
            over(&mailbox, safety, authority, async |portal| nothing_leaves(portal, &mailbox).await);
        }
    }
}

#[test]
fn a_certificate_of_another_name_or_of_another_time_is_refused() {
    for safety in [Safety::Wrapped, Safety::Upgraded] {
        for certificate in ["elsewhere", "expired"] {
            let mailbox = Mailbox::guarded(safety, certificate);
            over(&mailbox, safety, Some("authority.pem"), async |portal| nothing_leaves(portal, &mailbox).await);
        }
    }
}

#[test]
fn a_server_that_offers_no_tls_gets_nothing() {
    let mailbox = Mailbox::open();
    over(&mailbox, Safety::Upgraded, Some("authority.pem"), async |portal| nothing_leaves(portal, &mailbox).await);
}
