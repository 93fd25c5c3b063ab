//! Who reads what of the audit log, and how it tells it.

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use crate::support::people::{BETTER, Person};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

/// A whole journey, one minute a step.
async fn journey(portal: &Portal, by: &Person, bram: &Person) {
    let minute = || portal.advance(SignedDuration::from_mins(1));
    let mut helen = portal.signed_in(by).await;
    minute();
    let path = format!("/users/{}/reset-password", bram.id);
    let secret = helen.fill(&path, &[("verified_by", "saw-id"), ("reason", "Ticket 4711")]).await.secret();
    minute();
    let mut browser = portal.visitor();
    browser.sign_in(&bram.user_name, "wrong").await;
    minute();
    browser.sign_in(&bram.user_name, &secret).await;
    minute();
    browser.fill("/change-password", &[("new_password", BETTER)]).await;
    minute();
    browser.get("/account").await;
    browser.post("/sign-out", &[]).await;
}

async fn reader(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await
}

#[test]
fn the_log_tells_the_journey_in_one_sentence_a_row_newest_first() {
    run(async |portal| {
        let (helen, bram) = (portal.helpdesk("Helen Kramer").await, portal.plain("Bram de Vries").await);
        let mut rita = reader(portal).await;
        portal.advance(SignedDuration::from_mins(1));
        journey(portal, &helen, &bram).await;
        let page = rita.get("/audit").await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Audit log"));
        let events = page.events();
        let told = [
            "bram.vries signed out.",
            "bram.vries chose a new password, as was asked at sign-in.",
            "bram.vries signed in, as far as the choice of a new password.",
            "bram.vries could not sign in:",
            "helen.kramer gave bram.vries a temporary password.",
            "helen.kramer signed in.",
            "rita.lezer signed in.",
        ];
        for (event, words) in events.iter().zip(told) {
            assert!(event.starts_with(words), "{event} is not {words}");
        }
        assert!(events[4].contains("Saw ID · Ticket 4711"), "{}", events[4]);
        assert!(page.says("The operator installed Latchkey for Noordzee Havens."));
        assert_eq!(page.texts("#list .badge")[3], "Refused");
        let mut sorted: Vec<_> = portal
            .sql
            .query("SELECT at::text FROM audit_event ORDER BY at DESC", &[])
            .await
            .unwrap()
            .iter()
            .map(|row| row.get::<_, String>(0))
            .collect();
        assert_eq!(sorted.len(), events.len());
        sorted.dedup();
        assert!(sorted.len() > 7);
    });
}

#[test]
fn one_row_shows_every_field_that_it_holds() {
    run(async |portal| {
        let (helen, bram) = (portal.helpdesk("Helen Kramer").await, portal.plain("Bram de Vries").await);
        journey(portal, &helen, &bram).await;
        let mut rita = reader(portal).await;
        let row = portal.last("Reset password (by admin)").await;
        let page = rita.get(&format!("/audit/{}", row.id)).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "helen.kramer gave bram.vries a temporary password."));
        for (name, value) in [
            ("Done by", helen.user_name.as_str()),
            ("Service", "Self-service Password Management"),
            ("Category", "UserManagement"),
            ("Result", "Done"),
            ("About", bram.user_name.as_str()),
            ("Address", "127.0.0.1"),
            ("Server", "test"),
            ("Event id", row.id.as_str()),
        ] {
            assert_eq!(page.fact(name), value, "{name}");
        }
        assert!(page.fact("Activity").contains("Reset password (by admin)"));
        assert!(page.fact("Support code").starts_with(&row.request));
        for words in ["Ticket 4711", "Saw ID"] {
            assert!(page.says(words), "{words}: {}", page.main());
        }
        let failed = portal.ask("SELECT id::text FROM audit_event WHERE reason = 'wrong-password'", &[]).await;
        let page = rita.get(&format!("/audit/{failed}")).await;
        assert_eq!(page.fact("Result"), "Refused");
        assert!(page.fact("Reason for refusal").contains("wrong-password"));
        assert_eq!(page.fact("Done by"), "Someone who was not signed in");
    });
}

#[test]
fn an_event_leads_to_the_one_before_it_and_the_one_after_it_as_far_as_the_viewer_may_see() {
    run(async |portal| {
        let (helen, bram) = (portal.helpdesk("Helen Kramer").await, portal.plain("Bram de Vries").await);
        let mut rita = reader(portal).await;
        portal.advance(SignedDuration::from_mins(1));
        journey(portal, &helen, &bram).await;
        let order = "SELECT string_agg(id::text, ' ' ORDER BY at, id) FROM audit_event";
        let ids: Vec<String> = portal.ask(order, &[]).await.split(' ').map(str::to_owned).collect();
        // From the newest to the oldest and back, by nothing but the links.
        let mut path = format!("/audit/{}", ids.last().unwrap());
        let mut walked = vec![];
        loop {
            let page = rita.get(&path).await;
            walked.insert(0, page.fact("Event id"));
            let Some(previous) = page.attributes("main a[rel=prev]", "href").pop() else { break };
            path = previous;
        }
        assert_eq!(walked, ids);
        let page = rita.get(&format!("/audit/{}", ids[0])).await;
        assert_eq!(page.link("Next event").unwrap(), format!("/audit/{}", ids[1]));
        assert_eq!(page.link("Previous event"), None);
        let page = rita.get(&format!("/audit/{}", ids[ids.len() - 1])).await;
        assert_eq!((page.link("Next event"), page.link("Previous event").is_some()), (None, true));
        // The same person alone: the wrong password stands between the temporary one and the sign-in.
        let wrong = portal.ask("SELECT id::text FROM audit_event WHERE reason = 'wrong-password'", &[]).await;
        let reset = portal.last("Reset password (by admin)").await.id;
        let page = rita.get(&format!("/audit/{wrong}")).await;
        assert_eq!(page.link("Previous event about bram.vries").unwrap(), format!("/audit/{reset}"));
        let next = rita.get(&page.link("Next event about bram.vries").unwrap()).await;
        assert!(next.heading().starts_with("bram.vries signed in"), "{}", next.heading());
        // Helen walks along her own deeds, whatever lies between them.
        let mut browser = portal.signed_in(&helen).await;
        let page = browser.get(&format!("/audit/{reset}")).await;
        for (link, own) in [("Previous event", true), ("Next event", true), ("Next event about bram.vries", false)] {
            match page.link(link) {
                Some(path) => {
                    let page = browser.get(&path).await;
                    assert!(own && page.heading().starts_with("helen.kramer"), "{link}: {}", page.heading());
                }
                None => assert!(!own, "{link}"),
            }
        }
        rita.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        let page = rita.get(&format!("/audit/{wrong}")).await;
        assert!(page.link("Vorige gebeurtenis").is_some() && page.link("Volgende gebeurtenis").is_some());
    });
}

#[test]
fn details_that_are_codes_are_told_in_the_visitors_words() {
    run(async |portal| {
        let (helen, bram) = (portal.helpdesk("Helen Kramer").await, portal.plain("Bram de Vries").await);
        let gwen = portal.global("Gwen Bakker").await;
        let mut browser = portal.signed_in(&helen).await;
        let path = format!("/users/{}/sign-out", bram.id);
        browser.get(&path).await;
        let form = browser.form(&path).with("reason", "SD-1");
        browser.submit(&format!("/users/{}/sign-out", gwen.id), &form).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        una.fill(&format!("/users/{}/edit", bram.id), &[("job_title", "Planner")]).await;
        let mut rita = reader(portal).await;
        let refused = portal.last("Update StsRefreshTokenValidFrom Timestamp").await.id;
        let page = rita.get(&format!("/audit/{refused}")).await;
        assert_eq!(page.fact("Right asked for"), "Sign people out everywhere");
        let sign_in = portal.last("Sign in").await.id;
        let page = rita.get(&format!("/audit/{sign_in}")).await;
        assert_eq!((page.fact("Proof"), page.fact("Asked for")), ("Password".to_owned(), "One step".to_owned()));
        // What was changed stands in the list, where it is short.
        let page = rita.get("/audit?activity=Update+user").await;
        assert!(page.events()[0].contains("Job title: nothing → Planner"), "{:?}", page.events());
        una.fill(&format!("/users/{}/edit", bram.id), &[("job_title", &"Planner ".repeat(9))]).await;
        let page = rita.get("/audit?activity=Update+user").await;
        assert!(!page.events()[0].contains('→') && page.events()[1].contains('→'), "{:?}", page.events());
        rita.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        let page = rita.get(&format!("/audit/{sign_in}")).await;
        assert!(page.says("Wachtwoord") && page.says("Eén stap"), "{}", page.main());
        let page = rita.get("/audit?activity=Update+user").await;
        assert!(page.events()[1].contains("niets → Planner"), "{:?}", page.events());
    });
}

#[test]
fn those_who_do_not_oversee_read_their_own_actions_alone() {
    run(async |portal| {
        let (helen, bram) = (portal.helpdesk("Helen Kramer").await, portal.plain("Bram de Vries").await);
        journey(portal, &portal.holder("Peter Post", Role::PasswordAdministrator).await, &bram).await;
        let others = portal.last("Reset password (by admin)").await.id;
        let mut browser = portal.signed_in(&helen).await;
        let page = browser.get("/audit").await;
        assert_eq!((page.code(), page.events()), (200, vec!["helen.kramer signed in.".to_owned()]));
        assert!(page.says("Your own actions, newest first"));
        for query in ["actor=peter.post", "actor=bram", "person=bram.vries", "activity=Install+Latchkey"] {
            let page = browser.get(&format!("/audit?{query}")).await;
            assert_eq!((page.code(), page.events().len()), (200, 0), "{query}: {:?}", page.events());
        }
        assert_eq!(browser.get(&format!("/audit/{others}")).await.code(), 404);
        let mine = portal.last("Sign in").await.id;
        assert_eq!(browser.get(&format!("/audit/{mine}")).await.code(), 200);
        // A profile's and the first page's recent rows follow the same rule.
        let page = browser.get(&format!("/users/{}", bram.id)).await;
        assert!(!page.says("peter.post gave"), "{}", page.main());
        assert!(!browser.get("/").await.says("peter.post"));
        for role in Role::ALL {
            let mut holder = portal.signed_in(&portal.holder(&format!("{} holder", role.id()), role).await).await;
            let all = matches!(role, Role::GlobalAdministrator | Role::GlobalReader | Role::ReportsReader);
            assert_eq!(holder.get(&format!("/audit/{others}")).await.code(), if all { 200 } else { 404 }, "{role}");
            assert_eq!(holder.get("/audit?activity=Install+Latchkey").await.says("installed Latchkey"), all, "{role}");
        }
    });
}

#[test]
fn unknown_and_malformed_rows_are_not_found() {
    run(async |portal| {
        let mut rita = reader(portal).await;
        let known = portal.last("Sign in").await.id;
        for id in ["00000000-0000-0000-0000-000000000000", "x", "%00", "%ff", &known.to_uppercase(), &known[1..]] {
            assert_eq!(rita.get(&format!("/audit/{id}")).await.code(), 404, "{id}");
        }
    });
}

#[test]
fn a_support_code_of_any_error_page_is_found_or_nothing_was_recorded() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let mut rita = reader(portal).await;
        // A forged post is recorded.
        let form = browser.get("/account").await.form("/sign-out").unwrap();
        let page = browser.submit(&format!("/users/{}/reset-password", bram.id), &form).await;
        assert_eq!(page.code(), 403);
        let code = page.one("dl.code-facts code");
        assert_eq!(code, page.request());
        for typed in [code.clone(), code.to_uppercase(), format!("%20{code}%20")] {
            let found = rita.get(&format!("/audit?code={typed}")).await;
            assert_eq!((found.code(), found.events().len()), (200, 1), "{typed}");
            assert!(found.events()[0].starts_with("bram.vries tried"), "{}", found.events()[0]);
        }
        // A page that does not exist is not.
        let page = browser.get("/nothing/here").await;
        assert_eq!(page.code(), 404);
        let found = rita.get(&format!("/audit?code={}", page.one("dl.code-facts code"))).await;
        assert_eq!((found.code(), found.events().len()), (200, 0));
        assert!(found.one("#none").starts_with("Nothing was recorded under this support code"), "{}", found.main());
        for typed in ["x", "1234", &code[1..], "%25"] {
            let page = rita.get(&format!("/audit?code={typed}")).await;
            assert_eq!(
                (page.code(), page.complaints()),
                (422, vec!["Enter a support code as it stands on the page".to_owned()])
            );
        }
    });
}
