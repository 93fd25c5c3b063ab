//! How the portal is used: sign-ins, passwords, proofs and registrations, counted at once and by the hour (R-329, R-330).

use jiff::SignedDuration;
use latchkey::cli::tidier::Tidier;
use latchkey::domain::role::Role;

use super::resets::reader;
use crate::self_service::{code, decided, reachable};
use crate::support::page::Page;
use crate::support::people::BETTER;
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const USAGE: &str = "/reports/usage";
const EVERYBODY: &str = r#"{"reach": "everybody"}"#;

fn table(page: &Page, id: &str) -> Vec<String> {
    assert_eq!(page.code(), 200, "{}", page.text());
    page.texts(&format!("section[aria-labelledby={id}] tbody td"))
}

async fn changes_password(browser: &mut Visitor, current: &str) {
    let fields = [("current_password", current), ("new_password", BETTER)];
    let page = browser.fill("/account/password", &fields).await;
    assert_eq!(page.code(), 303, "{}", page.text());
}

/// Everything that a reader sees of a time.
async fn shown(browser: &mut Visitor, query: &str) -> [Vec<String>; 4] {
    let page = browser.get(&format!("{USAGE}?{query}")).await;
    assert_eq!(page.code(), 200, "{query}: {}", page.text());
    [page.texts("dd.v"), page.texts("figure table td"), page.texts(".key .n"), page.texts("section table td")]
}

#[test]
fn every_sign_in_change_unlock_proof_and_registration_is_counted_at_once_by_its_method() {
    decided(EVERYBODY, async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        let helen = portal.helpdesk("Helen Kramer").await;
        // Two with one step.
        let mut browser = portal.signed_in(&bram).await;
        let (app, mut helens) = portal.with_app(&helen).await;
        // One with two, and a code that was wrong on the way.
        let mut half = portal.signed_in(&helen).await;
        assert_eq!(half.prove("000000").await.code(), 422);
        assert_eq!(half.prove(&app.next(portal)).await.code(), 303);
        for wrong in ["wrong", "wrong too", "wrong again"] {
            assert_eq!(portal.visitor().sign_in(&bram.user_name, wrong).await.code(), 422);
        }
        changes_password(&mut browser, &bram.password).await;
        let eva = reachable(portal, "Eva Klaar").await;
        let mut forgetful = portal.visitor();
        forgetful.says_who(&eva.user_name).await;
        forgetful.gives("email", "12345678").await;
        let mailed = code(portal, mailbox, &eva).await;
        forgetful.gives("email", &mailed).await;
        forgetful.get("/reset-password/new").await;
        forgetful.post("/reset-password/new", &[("new_password", BETTER)]).await;
        let mia = portal.plain("Mia Tweede").await;
        let page = helens.fill(&format!("/users/{}/reset-password", mia.id), &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        let sara = portal.plain("Sara Sleutel").await;
        portal.with_passkey(&sara).await;
        let mut rita = reader(portal).await;
        let page = rita.get(USAGE).await;
        // Bram, Helen twice, Sara, the reader: five, and one of them with a second step.
        assert_eq!(page.texts("dd.v"), ["5", "20%", "1", "1", "1", "0"]);
        assert_eq!(page.texts(".key .n"), ["4", "1", "1", "1", "1", "0"]);
        // Each right password counts, also the one before the second step.
        let by_method = ["Password", "5", "3", "Authenticator app or recovery code", "1", "1", "Passkey", "0", "0"];
        assert_eq!(table(&page, "by-method"), by_method);
        assert_eq!(table(&page, "by-proof")[..3], ["Code by mail", "1", "1"]);
        let registered = table(&page, "registered");
        assert_eq!(registered[6..12], ["Authenticator app", "1", "0", "Passkey", "1", "0"]);
        // The page of proofs and the report of resets have the same numbers.
        assert_eq!(table(&rita.get("/reports/methods").await, "registered"), registered);
        assert_eq!(rita.get("/reports/password-resets").await.texts("dd.v")[..2], ["2", "50%"]);
        for (place, person) in [(1, "eva.klaar"), (2, "mia.tweede")] {
            let link = &page.attributes("dl.stats dd.d a", "href")[place];
            assert_eq!(rita.get(link).await.texts("#list tbody td.wide > a"), [person], "{link}");
        }
        // An account that is opened again is an unlock.
        let lotte = portal.plain("Lotte Slot").await;
        portal.locked(&lotte).await;
        helens.get(&format!("/users/{}", lotte.id)).await;
        let page = helens.post(&format!("/users/{}/unlock", lotte.id), &[]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert_eq!(rita.get(USAGE).await.texts("dd.v")[5], "1");
        // Wrong codes for made-up names are events of nobody, and hide no others.
        let mut stranger = portal.visitor();
        stranger.says_who("nobody.at.all").await;
        stranger.gives("email", "00000000").await;
        let events = rita.get("/reports/events?feature=reset").await;
        assert!(events.says("A name that nobody has") && events.says("eva.klaar"), "{}", events.main());
        // In the log, too, it is kept by what somebody signed in.
        let page = rita.get("/audit?activity=Sign+in").await;
        let events = page.attributes("a[href^='/audit/0']", "href");
        assert!(rita.get(&events[0]).await.says("password"), "{events:?}");
    });
}

/// The log of forty days: sign-ins by one step and by two, refused ones, changes, unlocks, proofs, registrations.
async fn forty_days(portal: &Portal) {
    let rows = "INSERT INTO audit_event SELECT gen_random_uuid(), now() - n * interval '37 minutes', 'operator', NULL, 'test', NULL, NULL, permission, \
                (ARRAY['Sign in', 'Sign in', 'Sign in', 'Change password (self-service)', 'Unlock user account (by admin)', \
                    'Self-service password reset flow activity progress', 'User registered passkey', 'Failed sign-ins (counted)'])[1 + n % 8], \
                category, CASE WHEN n % 8 = 2 OR n % 24 = 5 THEN 'failure' ELSE 'success' END, CASE WHEN n % 8 = 2 THEN 'wrong-code' END, \
                request_id, instance, (ARRAY['{\"method\":\"password\",\"session\":\"full\"}', '{\"method\":\"recovery-code\",\"session\":\"full\"}', '{}', '{}', '{}', \
                    '{\"method\":\"sms\",\"step\":\"proof\"}', '{}', '{\"failures\":\"7\",\"source\":\"x\"}'])[1 + n % 8], key_id, row_mac \
                FROM (SELECT * FROM audit_event LIMIT 1) AS mould, generate_series(1, 1560) AS n";
    portal.execute(rows, &[]).await;
}

#[test]
fn hours_and_days_that_are_over_are_counted_once_and_the_numbers_stay_the_same() {
    run(async |portal| {
        let mut rita = reader(portal).await;
        forty_days(portal).await;
        let queries = ["", "period=7d", "period=24h", "from=2020-01-01&to=2020-02-01"];
        let mut before = vec![];
        for query in queries {
            before.push(shown(&mut rita, query).await);
        }
        // A recovery code stands for the app, and what is told by its number counts as many.
        let tables = &before[0][3];
        let row = |name: &str| {
            let at = tables.iter().rposition(|cell| cell == name).unwrap();
            tables[at + 1..at + 3].to_vec()
        };
        let in_days = async |what: &str| {
            let sql = format!(
                "SELECT count(*) FROM audit_event WHERE {what} AND (at AT TIME ZONE 'Europe/Amsterdam')::date > \
                 (now() AT TIME ZONE 'Europe/Amsterdam')::date - 30"
            );
            portal.count(&sql).await.to_string()
        };
        let codes = in_days("activity = 'Sign in' AND details LIKE '%recovery-code%'").await;
        let wrong = in_days("activity = 'Sign in' AND reason = 'wrong-code'").await;
        assert_eq!(row("Authenticator app or recovery code"), [codes, wrong]);
        let flood: i64 = in_days("activity = 'Failed sign-ins (counted)'").await.parse::<i64>().unwrap() * 7;
        assert_eq!(row("Password")[1].replace(',', ""), flood.to_string());
        assert_eq!(portal.count("SELECT count(*) FROM usage_hour").await, 0);
        let tidier = Tidier::new(&portal.house).unwrap();
        tidier.beat().await.unwrap();
        tidier.beat().await.unwrap();
        assert!(portal.count("SELECT count(DISTINCT day) FROM usage_hour").await >= 39);
        let apart = "SELECT count(DISTINCT day) FROM usage_hour WHERE hour > 0";
        assert!((1..=3).contains(&portal.count(apart).await), "days of before are known by more than their whole");
        for (query, before) in queries.into_iter().zip(&before) {
            assert_eq!(&shown(&mut rita, query).await, before, "{query}");
        }
        // What comes behind them is there at once, and in the next count.
        portal.plain("Bram de Vries").await;
        assert_eq!(portal.visitor().sign_in("bram.de.vries", "wrong").await.code(), 422);
        portal.advance(SignedDuration::from_hours(3));
        let mut rita = portal.signed_in(&portal.holder("Rika Lezer", Role::ReportsReader).await).await;
        let later = shown(&mut rita, "").await;
        assert_ne!(later[0], before[0][0]);
        tidier.beat().await.unwrap();
        assert_eq!(shown(&mut rita, "").await, later);
        // Where it is another time the days are other days: they are counted anew, and a page meanwhile asks the rows.
        portal.execute("UPDATE usage_counted SET time_zone = 'Asia/Tokyo'", &[]).await;
        assert_eq!(shown(&mut rita, "").await, later);
        tidier.beat().await.unwrap();
        assert_eq!(portal.ask("SELECT time_zone FROM usage_counted", &[]).await, "Europe/Amsterdam");
        assert_eq!(shown(&mut rita, "").await, later);
    });
}

#[test]
fn sign_ins_of_before_are_told_as_not_noted_and_never_as_one_step() {
    run(async |portal| {
        let mut rita = reader(portal).await;
        let page = rita.get(USAGE).await;
        assert!(!page.says("Not noted"), "{}", page.main());
        let row = "INSERT INTO audit_event SELECT gen_random_uuid(), now() - interval '1 day', 'operator', NULL, 'test', NULL, NULL, permission, 'Sign in', \
                   category, 'success', NULL, request_id, instance, '{\"session\":\"full\"}', key_id, row_mac FROM audit_event LIMIT 1";
        portal.execute(row, &[]).await;
        let page = rita.get(USAGE).await;
        assert_eq!(page.texts("dd.v")[..2], ["2", "0%"]);
        assert_eq!(page.texts(".key .n")[..3], ["1", "0", "1"]);
        assert_eq!(table(&page, "by-method")[9..], ["Not noted", "1", "0"]);
        // Of those that are known: one of two.
        let told = row.replace(r#"{\"session\":\"full\"}"#, r#"{\"session\":\"full\",\"method\":\"app\"}"#);
        let told = told.replace(r#"{"session":"full"}"#, r#"{"session":"full","method":"app"}"#);
        portal.execute(&told, &[]).await;
        let page = rita.get(USAGE).await;
        assert_eq!(page.texts("dd.v")[..2], ["3", "50%"]);
        assert!(page.attributes("dl.stats a", "href")[0].starts_with("/sign-ins?result=success&from=20"));
    });
}

#[test]
fn the_last_day_has_each_hour_once_where_the_clock_went_back() {
    run(async |portal| {
        // In Amsterdam the hour behind two o'clock comes twice on 31 October 2027.
        let now: jiff::Timestamp = portal
            .ask("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", &[])
            .await
            .parse()
            .unwrap();
        let then: jiff::Timestamp = "2027-10-31T23:30:00Z".parse().unwrap();
        portal.advance(then.duration_since(now));
        let row = "INSERT INTO audit_event SELECT gen_random_uuid(), '2027-10-31T00:30:00Z', 'operator', NULL, 'test', NULL, NULL, permission, 'Sign in', \
                   category, 'success', NULL, request_id, instance, '{\"session\":\"full\",\"method\":\"password\"}', key_id, row_mac FROM audit_event LIMIT 1";
        portal.execute(row, &[]).await;
        let tidier = Tidier::new(&portal.house).unwrap();
        tidier.beat().await.unwrap();
        let mut rita = reader(portal).await;
        let page = rita.get(&format!("{USAGE}?period=24h")).await;
        assert_eq!(page.texts("dd.v")[0], "2", "that one and her own: {}", page.main());
    });
}

#[test]
fn usage_is_for_those_who_see_everything_and_a_time_that_makes_no_sense_comes_back() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for path in [USAGE.to_owned(), format!("{USAGE}?from=soon")] {
            assert_eq!(helen.get(&path).await.code(), 403, "{path}");
        }
        let mut rita = reader(portal).await;
        for (query, sentence) in [
            ("from=yesterday", "Enter a day of the calendar, like 2026-11-20"),
            ("from=2026-11-20&to=2026-11-19", "The first day must not come after the last"),
            ("from=2024-11-20&to=2026-11-19", "Choose at most 366 days"),
        ] {
            let page = rita.get(&format!("{USAGE}?{query}")).await;
            assert_eq!((page.code(), page.complaints()), (422, vec![sentence.to_owned()]), "{query}");
        }
        for query in ["period=1y", "unknown=1", "after=x"] {
            assert_eq!(rita.get(&format!("{USAGE}?{query}")).await.code(), 422, "{query}");
        }
        for query in ["period=24h", "period=7d", "from=2026-01-01&to=2026-12-01", "to=1970-01-01"] {
            assert_eq!(rita.get(&format!("{USAGE}?{query}")).await.code(), 200, "{query}");
        }
        let page = rita.get("/reports/password-resets").await;
        assert_eq!(page.link("Usage").as_deref(), Some(USAGE));
    });
}
