//! Who registered what, when: a row for each thing, and the file equal to the page (R-320, T-130).

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use crate::self_service::{decided, reachable};
use crate::support::page::Page;
use crate::support::visitor::Visitor;
use crate::users::export::cells;

const REPORT: &str = "/reports/registration-activity";
const EVERYBODY: &str = r#"{"reach": "everybody"}"#;

fn rows(page: &Page) -> Vec<[String; 3]> {
    assert_eq!(page.code(), 200, "{}", page.text());
    let users = page.texts("#list tbody td:nth-child(1)");
    let roles = page.texts("#list tbody td:nth-child(2)");
    let what = page.texts("#list tbody td:nth-child(4)");
    users.into_iter().zip(roles).zip(what).map(|((user, role), what)| [user, role, what]).collect()
}

fn row(user: &str, role: &str, what: &str) -> [String; 3] {
    [user.to_owned(), role.to_owned(), what.to_owned()]
}

fn reads(browser: &mut Visitor, language: &str) {
    browser.cookies.insert("__Host-latchkey-prefs".to_owned(), format!("{language}."));
}

#[test]
fn each_thing_that_somebody_registers_is_a_row_with_the_role_of_then_and_the_file_has_the_same() {
    decided(EVERYBODY, async |portal, mailbox| {
        let (bram, sara) = (portal.plain("Bram de Vries").await, portal.plain("Sara Sleutel").await);
        let helen = portal.helpdesk("Helen Kramer").await;
        portal.with_app(&helen).await;
        portal.advance(SignedDuration::from_secs(5));
        portal.with_passkey(&sara).await;
        portal.advance(SignedDuration::from_secs(5));
        // On the way to an address nothing is registered yet.
        let mut browser = portal.signed_in(&bram).await;
        browser.fill("/account/security/address", &[("address", "bram@home.example")]).await;
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let before = [row("sara.sleutel", "User", "Passkey"), row("helen.kramer", "Admin", "Authenticator app")];
        assert_eq!(rows(&rita.get(REPORT).await), before);
        mailbox.collect(portal).await;
        let code = mailbox.of("bram@home.example").last().unwrap().code();
        browser.get("/account/security/address").await;
        let form = browser.form("/account/security/address/code").with("code", &code);
        assert_eq!(browser.submit("/account/security/address/code", &form).await.code(), 303);
        // The role is the one of then, also when it is gone.
        portal.execute("DELETE FROM role_assignment WHERE user_id::text = $1", &[&helen.id]).await;
        let all = [
            row("bram.vries", "User", "Code by mail"),
            row("sara.sleutel", "User", "Passkey"),
            row("helen.kramer", "Admin", "Authenticator app"),
        ];
        let page = rita.get(REPORT).await;
        assert_eq!(rows(&page), all);
        let file =
            cells(&rita.get(&page.link("Download as CSV").unwrap_or_else(|| format!("{REPORT}.csv"))).await.body);
        assert_eq!(file[0], ["User", "Role", "Date and Time", "Data Registered"]);
        let told: Vec<_> = file[1..].iter().map(|line| [line[0].clone(), line[1].clone(), line[3].clone()]).collect();
        let named = |user: &str, role, what| row(&format!("{user}@noordzee.example"), role, what);
        assert_eq!(
            told,
            [
                named("bram.vries", "User", "Alternate Email"),
                named("sara.sleutel", "User", "Passkey"),
                named("helen.kramer", "Admin", "Authenticator App"),
            ]
        );
        assert!(file[1][2].ends_with('Z'), "{:?}", file[1]);
        assert_eq!(rows(&rita.get(&format!("{REPORT}?person=sara")).await), [all[1].clone()]);
        assert_eq!(rows(&rita.get(&format!("{REPORT}?to=2001-02-03")).await).len(), 0);
        let details = rita.get(&page.attributes("#list td.acts a", "href")[2]).await;
        assert!(details.says("Held a role then"), "{}", details.main());
        reads(&mut rita, "nl");
        let page = rita.get(REPORT).await;
        assert_eq!((page.heading().as_str(), rows(&page)[0][2].as_str()), ("Registraties", "Code per mail"));
        assert_eq!(portal.last("Download report - finished (bulk)").await.result, "success");
    });
}

#[test]
fn pages_hold_each_row_once_there_and_back_whatever_lies_between() {
    decided(EVERYBODY, async |portal, _| {
        let bram = reachable(portal, "Bram de Vries").await;
        // Of every two rows of an address one is a step on the way.
        let rows_of = "WITH new AS (INSERT INTO audit_event SELECT gen_random_uuid(), now() - n * interval '1 second', 'person', $1::text::uuid, 'bram', NULL, \
                       NULL, permission, 'User registered recovery address', 'UserManagement', 'success', NULL, request_id, instance, \
                       CASE n % 2 WHEN 0 THEN '{\"step\":\"code-sent\",\"to\":\"b\"}' ELSE '{\"method\":\"email\"}' END, key_id, row_mac \
                       FROM (SELECT * FROM audit_event LIMIT 1) AS mould, generate_series(1, 60) AS n RETURNING id, at, activity) \
                       INSERT INTO audit_target SELECT id, 0, at, $1::text::uuid, 'bram', \
                       CASE WHEN knows THEN activity ELSE '' END, CASE WHEN knows THEN 'success' ELSE '' END \
                       FROM (SELECT *, id::text > '8' AS knows FROM new) AS each";
        portal.execute(rows_of, &[&bram.id]).await;
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let links = |page: &Page| page.attributes("#list td.acts a", "href");
        for query in ["size=10", "size=10&person=bram.vries"] {
            let mut page = rita.get(&format!("{REPORT}?{query}")).await;
            let (mut seen, mut pages) = (vec![], vec![]);
            loop {
                assert_eq!(page.code(), 200, "{query}");
                seen.extend(links(&page));
                pages.push(links(&page));
                let Some(next) = page.attributes("a[rel=next]", "href").first().cloned() else { break };
                page = rita.get(&next).await;
            }
            assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [10, 10, 10], "{query}");
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), 30, "{query}");
            let back = page.attributes("a[rel=prev]", "href")[0].clone();
            assert_eq!(links(&rita.get(&back).await), pages[1], "{query}");
        }
    });
}

#[test]
fn what_a_person_registered_is_found_without_all_that_ever_happened_to_her() {
    decided(EVERYBODY, async |portal, _| {
        let bram = reachable(portal, "Bram de Vries").await;
        // Of forty thousand rows about somebody four are registrations.
        let rows = "WITH new AS (INSERT INTO audit_event SELECT gen_random_uuid(), now() - n * interval '1 second', 'person', $1::text::uuid, 'bram', NULL, \
                    NULL, permission, CASE n % 10000 WHEN 0 THEN 'User registered recovery address' ELSE 'Update user' END, 'UserManagement', 'success', \
                    NULL, request_id, instance, '{\"method\":\"email\"}', key_id, row_mac \
                    FROM (SELECT * FROM audit_event LIMIT 1) AS mould, generate_series(1, 40000) AS n RETURNING id, at, activity) \
                    INSERT INTO audit_target SELECT id, 0, at, $1::text::uuid, 'bram', activity, 'success' FROM new";
        portal.execute(rows, &[&bram.id]).await;
        portal.execute("ANALYZE audit_event, audit_target", &[]).await;
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let query = format!("{REPORT}?person=bram.vries");
        assert_eq!(rita.get(&query).await.texts("#list tbody tr").len(), 4);
        let scans = "SELECT coalesce(sum(idx_scan), 0)::bigint FROM pg_stat_user_indexes WHERE indexrelname = 'audit_target_by_activity'";
        let mut scanned = 0;
        // Each server process tells of its scans about once a second.
        for _ in 0..2_000 {
            rita.get(&query).await;
            scanned = portal.count(scans).await;
            if scanned > 0 {
                break;
            }
        }
        assert!(scanned > 0, "the index was never used");
        let walked =
            "SELECT sum(idx_tup_read)::bigint FROM pg_stat_user_indexes WHERE indexrelname = 'audit_target_by_person'";
        let walked = portal.count(walked).await;
        assert!(walked < 10_000, "{walked} rows of the whole history were read");
    });
}

#[test]
fn it_is_for_those_who_see_what_everybody_did_and_bad_filters_come_back() {
    decided(EVERYBODY, async |portal, _| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for path in [REPORT.to_owned(), format!("{REPORT}.csv"), format!("{REPORT}?from=soon")] {
            assert_eq!(helen.get(&path).await.code(), 403, "{path}");
        }
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        for (query, field, sentence) in [
            ("from=yesterday", "from", "Enter a day of the calendar, like 2026-11-20"),
            ("from=2026-11-20&to=2026-11-19", "from", "The first day must not come after the last"),
            ("from=2024-11-20&to=2026-11-19", "from", "Choose at most 366 days"),
        ] {
            let page = rita.get(&format!("{REPORT}?{query}")).await;
            assert_eq!((page.code(), page.complaints()), (422, vec![sentence.to_owned()]), "{query}");
            assert!(page.complaint(field).contains(sentence), "{query}");
        }
        for query in ["size=7", "after=x", "period=1y", "unknown=1"] {
            assert_eq!(rita.get(&format!("{REPORT}?{query}")).await.code(), 422, "{query}");
        }
        assert!(rita.get(&format!("{REPORT}?person=nobody+there")).await.says("No one matches “nobody there”"));
    });
}
