//! Registration and reset events: every proof that was registered or given, and what failed (R-332).

use jiff::SignedDuration;

use super::resets::reader;
use crate::self_service::{code, decided, reachable};
use crate::support::page::Page;
use crate::support::people::BETTER;
use crate::support::server::run;

const EVENTS: &str = "/reports/events";
const EVERYBODY: &str = r#"{"reach": "everybody"}"#;

/// User, feature, method, status, reason.
fn rows(page: &Page) -> Vec<[String; 5]> {
    assert_eq!(page.code(), 200, "{}", page.text());
    let column = |number: usize| page.texts(&format!("#list tbody td:nth-child({number})"));
    let [users, features, methods, results, reasons] = [1, 3, 4, 5, 6].map(column);
    let all = users.into_iter().zip(features).zip(methods).zip(results).zip(reasons);
    all.map(|((((user, feature), method), result), reason)| [user, feature, method, result, reason]).collect()
}

fn row(cells: [&str; 5]) -> [String; 5] {
    cells.map(str::to_owned)
}

#[test]
fn what_was_registered_or_proved_and_what_failed_is_a_row_and_the_steps_between_are_none() {
    decided(EVERYBODY, async |portal, mailbox| {
        let pause = || portal.advance(SignedDuration::from_secs(5));
        let (sara, eva) = (portal.plain("Sara Sleutel").await, reachable(portal, "Eva Klaar").await);
        let nico = portal.plain("Nico Niets").await;
        portal.with_passkey(&sara).await;
        pause();
        let mut browser = portal.visitor();
        browser.says_who(&eva.user_name).await;
        browser.gives("email", "12345678").await;
        pause();
        let mailed = code(portal, mailbox, &eva).await;
        browser.gives("email", &mailed).await;
        pause();
        browser.get("/reset-password/new").await;
        browser.post("/reset-password/new", &[("new_password", BETTER)]).await;
        pause();
        portal.visitor().says_who("nobody.at.all").await;
        portal.visitor().says_who(&nico.user_name).await;
        let mut rita = reader(portal).await;
        let page = rita.get(EVENTS).await;
        let all = [
            row(["nico.niets", "Reset", "–", "Failed", "too few proofs are known of this person."]),
            row(["eva.klaar", "Reset", "Code by mail", "Succeeded", ""]),
            row(["eva.klaar", "Reset", "Code by mail", "Succeeded", ""]),
            row(["eva.klaar", "Reset", "Code by mail", "Failed", "the code was wrong."]),
            row(["sara.sleutel", "Registration", "Passkey", "Succeeded", ""]),
        ];
        let told = rows(&page);
        // The words of a reason are those of the log.
        let without_words =
            |rows: &[[String; 5]]| rows.iter().map(|row| (row[..4].to_vec(), row[4].is_empty())).collect::<Vec<_>>();
        assert_eq!(without_words(&told), without_words(&all), "{told:?}");
        assert!(!page.main().contains("nobody.at.all"), "{}", page.main());
        for (query, expected) in [
            ("feature=registration", &all[4..]),
            ("feature=reset", &all[..4]),
            ("result=success", &[all[1].clone(), all[2].clone(), all[4].clone()]),
            ("result=failure", &[all[0].clone(), all[3].clone()]),
            ("person=eva", &all[1..4]),
            ("person=eva&result=failure", &all[3..4]),
            ("person=sara&feature=reset", &[]),
            ("period=24h", &all),
        ] {
            let told = rows(&rita.get(&format!("{EVENTS}?{query}")).await);
            assert_eq!(without_words(&told), without_words(expected), "{query}");
        }
        // A row leads to its event, and to its person.
        let page = rita.get(EVENTS).await;
        assert_eq!(rita.get(&page.attributes("#list td.acts a", "href")[4]).await.code(), 200);
        rita.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        assert_eq!(rows(&rita.get(EVENTS).await)[4][1..4], ["Registratie", "Passkey", "Gelukt"]);
    });
}

#[test]
fn pages_of_events_hold_each_once_in_both_directions() {
    run(async |portal| {
        let sara = portal.plain("Sara Sleutel").await;
        portal
            .execute(
                "WITH made AS (INSERT INTO audit_event SELECT gen_random_uuid(), now() - n * interval '1 minute', 'guest', NULL, '', NULL, NULL, permission, \
                 (ARRAY['User registered passkey', 'Self-service password reset flow activity progress'])[1 + n % 2], category, 'success', NULL, request_id, \
                 instance, (ARRAY['{}', '{\"method\":\"app\",\"step\":\"proof\"}'])[1 + n % 2], key_id, row_mac \
                 FROM (SELECT * FROM audit_event LIMIT 1) AS mould, generate_series(1, 25) AS n RETURNING id, at, activity) \
                 INSERT INTO audit_target (event_id, position, at, target_id, target_name, activity, outcome) \
                 SELECT id, 0, at, $1::text::uuid, $2, CASE WHEN knows THEN activity ELSE '' END, CASE WHEN knows THEN 'success' ELSE '' END \
                 FROM (SELECT *, id::text > '8' AS knows FROM made) AS each",
                &[&sara.id, &sara.user_name],
            )
            .await;
        let mut rita = reader(portal).await;
        for query in ["size=10", "size=10&person=sara"] {
            let mut page = rita.get(&format!("{EVENTS}?{query}")).await;
            let mut events = page.attributes("#list td.acts a", "href");
            while let Some(next) = page.attributes("a[rel=next]", "href").first().cloned() {
                page = rita.get(&next).await;
                events.extend(page.attributes("#list td.acts a", "href"));
            }
            assert_eq!(events.len(), 25, "{query}");
            let back = page.attributes("a[rel=prev]", "href")[0].clone();
            assert_eq!(rita.get(&back).await.attributes("#list td.acts a", "href"), events[10..20], "{query}");
            events.sort();
            events.dedup();
            assert_eq!(events.len(), 25, "{query}");
        }
    });
}

#[test]
fn events_of_proofs_are_for_those_who_see_everything_and_a_bad_filter_comes_back_with_its_reason() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for path in [EVENTS.to_owned(), format!("{EVENTS}?from=soon")] {
            assert_eq!(helen.get(&path).await.code(), 403, "{path}");
        }
        let mut rita = reader(portal).await;
        let long = format!("person={}", "x".repeat(201));
        for (query, field, sentence) in [
            ("from=yesterday", "from", "Enter a day of the calendar, like 2026-11-20"),
            ("feature=magic", "feature", "Choose one of the options"),
            ("result=maybe", "result", "Choose one of the options"),
            (&long, "person", "Use at most 200 characters"),
        ] {
            let page = rita.get(&format!("{EVENTS}?{query}")).await;
            assert_eq!((page.code(), page.complaints()), (422, vec![sentence.to_owned()]), "{query}");
            assert!(page.complaint(field).contains(sentence), "{query}");
        }
        for query in ["size=7", "after=x", "period=1y", "unknown=1"] {
            assert_eq!(rita.get(&format!("{EVENTS}?{query}")).await.code(), 422, "{query}");
        }
        assert!(rita.get(&format!("{EVENTS}?person=nobody+there")).await.says("No one matches “nobody there”"));
    });
}
