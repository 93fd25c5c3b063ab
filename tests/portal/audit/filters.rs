//! The audit log's filters.

use jiff::{SignedDuration, ToSpan as _};
use latchkey::domain::role::Role;

use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

async fn setting(portal: &Portal) -> Visitor {
    let (bram, dora) = (portal.plain("Bram de Vries").await, portal.plain("Dora Jansen").await);
    let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
    for person in [&bram, &dora] {
        helen.fill(&format!("/users/{}/reset-password", person.id), &[("verified_by", "saw-id")]).await;
    }
    portal.visitor().sign_in(&bram.user_name, "wrong").await;
    portal.visitor().sign_in("nobody", "wrong").await;
    portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await
}

#[test]
fn filters_hold_all_at_once_and_stand_as_chips() {
    run(async |portal| {
        let mut rita = setting(portal).await;
        for (query, told) in [
            ("person=bram.vries", 3),
            ("person=BRAM.VRIES%40noordzee.example", 3),
            ("person=jansen", 2),
            ("actor=helen", 3),
            ("actor=helen&person=dora", 1),
            ("activity=Reset+password+%28by+admin%29", 2),
            ("activity=Reset+password+%28by+admin%29&person=dora", 1),
            ("activity=Sign+in&result=failure", 2),
            ("result=failure&person=bram", 1),
            ("result=failure&person=dora", 0),
            ("activity=Sign+in&result=success&actor=rita", 1),
        ] {
            let page = rita.get(&format!("/audit?{query}")).await;
            assert_eq!((page.code(), page.events().len()), (200, told), "{query}: {:?}", page.events());
            assert_eq!(page.attributes("a.chip", "href").len(), query.split('&').count(), "{query}");
        }
        let page = rita.get("/audit?activity=Sign+in&result=failure&person=bram").await;
        let mut found = vec![];
        for chip in page.attributes("a.chip", "href") {
            found.push(rita.get(&chip).await.events().len());
        }
        found.sort_unstable();
        assert_eq!(found, [1, 1, 2]);
    });
}

#[test]
fn both_days_are_meant_whole_where_the_organisation_is() {
    run(async |portal| {
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let zone = &portal.organisation.time_zone;
        let now: jiff::Timestamp = portal
            .ask("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", &[])
            .await
            .parse()
            .unwrap();
        let today = now.to_zoned(zone.clone()).date();
        // One row in each second around both midnights.
        let midnight = today.to_zoned(zone.clone()).unwrap();
        let next = midnight.checked_add(1.day()).unwrap();
        for (number, moment) in [&midnight, &next].into_iter().enumerate() {
            for seconds in [-1, 0] {
                let at = moment.timestamp() + SignedDuration::from_secs(seconds);
                portal
                    .execute(
                        "INSERT INTO audit_event SELECT gen_random_uuid(), $1::text::timestamptz, 'operator', NULL, $2, NULL, NULL, permission, \
                         'Install Latchkey', category, result, reason, request_id, instance, details, key_id, row_mac FROM audit_event LIMIT 1",
                        &[&at.to_string(), &format!("edge {number} {seconds}")],
                    )
                    .await;
            }
        }
        portal.execute("SELECT 1", &[]).await;
        let edges = async |browser: &mut Visitor, query: String| {
            let page = browser.get(&format!("/audit?activity=Install+Latchkey&{query}")).await;
            assert_eq!(page.code(), 200, "{query}");
            page.events().len()
        };
        let (yesterday, tomorrow) = (today.yesterday().unwrap(), today.tomorrow().unwrap());
        // The mould was installed today too.
        let installed = portal
            .count(
                "SELECT count(*) FROM audit_event WHERE activity = 'Install Latchkey' AND actor_name NOT LIKE 'edge%'",
            )
            .await;
        let installed = usize::try_from(installed).unwrap();
        assert_eq!(edges(&mut rita, format!("from={today}&to={today}")).await, 2 + installed);
        assert_eq!(edges(&mut rita, format!("from={yesterday}&to={yesterday}")).await, 1);
        assert_eq!(edges(&mut rita, format!("from={tomorrow}&to={tomorrow}")).await, 1);
        assert_eq!(edges(&mut rita, format!("from={yesterday}&to={tomorrow}")).await, 4 + installed);
        assert_eq!(edges(&mut rita, format!("to={yesterday}")).await, 1);
        assert_eq!(edges(&mut rita, format!("from={tomorrow}")).await, 1);
    });
}

#[test]
fn a_filter_that_makes_no_sense_comes_back_with_the_reason_beside_it() {
    run(async |portal| {
        let mut rita = setting(portal).await;
        let long = format!("person={}", "x".repeat(201));
        for (query, field, sentence) in [
            ("from=yesterday", "from", "Enter a day of the calendar, like 2026-11-20"),
            ("to=2026-02-30", "to", "Enter a day of the calendar, like 2026-11-20"),
            ("to=9999-12-31", "to", "Enter a day of the calendar, like 2026-11-20"),
            ("from=2026-11-20&to=2026-11-19", "from", "The first day must not come after the last"),
            ("activity=Dance", "activity", "Choose one of the options"),
            ("result=maybe", "result", "Choose one of the options"),
            ("code=1234", "code", "Enter a support code as it stands on the page"),
            (&long, "person", "Use at most 200 characters"),
        ] {
            let page = rita.get(&format!("/audit?{query}")).await;
            assert_eq!((page.code(), page.complaints()), (422, vec![sentence.to_owned()]), "{query}");
            assert!(page.complaint(field).contains(sentence), "{query}");
        }
        for query in [
            "size=7",
            "after=x",
            "before=x",
            "after=AAAA",
            "unknown=1",
            "person=a&person=b",
            "person=a%00",
            "q=%ff",
            "page=2",
        ] {
            let page = rita.get(&format!("/audit?{query}")).await;
            assert_eq!(
                (page.code(), page.heading().as_str()),
                (422, "Something in the address or form is not right"),
                "{query}"
            );
        }
        let page = rita.get("/audit?person=xyzzy").await;
        assert_eq!((page.code(), page.one("#none").as_str()), (200, "No one matches “xyzzy”"));
        // Nobody's rows are left out unseen.
        for number in 0..51 {
            portal.plain(&format!("Pieter{number} van Dam")).await;
        }
        for list in ["/audit?person", "/audit?actor", "/sign-ins?person", "/reports/password-resets?person"] {
            let page = rita.get(&format!("{list}=van+dam")).await;
            assert!(page.code() == 200 && page.says("More than 50 people match “van dam”"), "{list}: {}", page.main());
        }
    });
}

#[test]
fn the_lists_of_people_and_groups_lead_to_what_happened_to_them_and_a_chosen_activity_stays_to_be_seen() {
    run(async |portal| {
        let mut rita = setting(portal).await;
        for (list, category) in [("/users", "UserManagement"), ("/groups", "GroupManagement")] {
            let links = rita.get(list).await.attributes("header.page-head a.btn", "href");
            let to = format!("/audit?category={category}");
            assert!(links.contains(&to), "{list}: {links:?}");
            let page = rita.get(&to).await;
            assert_eq!(page.attributes("#category option[selected]", "value"), [category]);
        }
        let mut helen = portal.signed_in(&portal.helpdesk("Hein Desk").await).await;
        let links = helen.get("/users").await.attributes("header.page-head a.btn", "href");
        assert!(!links.iter().any(|link| link.starts_with("/audit")), "{links:?}");
        // Activities are those of the service and the category; what is chosen is seen in any case.
        let page = rita.get("/audit?category=GroupManagement&activity=Update+user").await;
        assert_eq!(page.attributes("#activity option[selected]", "value"), ["Update user"]);
        let page = rita.get("/audit?service=Sign-in").await;
        let activities = page.attributes("#activity option", "value");
        assert!(activities.contains(&"Sign in".to_owned()) && !activities.contains(&"Add user".to_owned()));
        // Whoever has script is proposed people.
        assert_eq!(page.attributes("#person", "data-suggest"), ["/users/suggest"]);
    });
}

#[test]
fn older_and_newer_lose_no_row_and_double_none() {
    run(async |portal| {
        let mut rita = setting(portal).await;
        // Many rows of one moment.
        portal
            .execute(
                "INSERT INTO audit_event SELECT gen_random_uuid(), now() - make_interval(secs => (n / 8)::float8), actor_kind, actor_id, actor_name, \
                 session_id, address, permission, activity, category, result, reason, request_id, instance, details, key_id, row_mac \
                 FROM (SELECT * FROM audit_event LIMIT 1) AS one, generate_series(1, 60) AS n",
                &[],
            )
            .await;
        let links = |page: &crate::support::page::Page| page.attributes("td.acts a", "href");
        let mut there = vec![];
        let mut page = rita.get("/audit?size=10").await;
        loop {
            assert_eq!(page.code(), 200);
            there.push(links(&page));
            let Some(older) = page.attributes("a[rel=next]", "href").first().cloned() else { break };
            page = rita.get(&older).await;
        }
        let mut back = vec![links(&page)];
        while let Some(newer) = page.attributes("a[rel=prev]", "href").first().cloned() {
            page = rita.get(&newer).await;
            back.push(links(&page));
        }
        back.reverse();
        assert_eq!(there.concat(), back.concat());
        let expected =
            portal.ask("SELECT string_agg('/audit/' || id, ' ' ORDER BY at DESC, id DESC) FROM audit_event", &[]).await;
        assert_eq!(there.concat().join(" "), expected);
    });
}

/// Rows about groups: two pages of one, few of another one.
async fn of_groups(portal: &Portal) -> (String, String) {
    let [cranes, divers] = [portal.group("Crane drivers").await, portal.group("Divers").await];
    let rows = "WITH new AS (INSERT INTO audit_event SELECT gen_random_uuid(), now() - n * interval '1 second', 'operator', NULL, 'test', NULL, \
                NULL, permission, 'Update group', 'GroupManagement', 'success', NULL, request_id, instance, '{}', key_id, row_mac \
                FROM (SELECT * FROM audit_event LIMIT 1) AS mould, generate_series(1, $3::text::int) AS n RETURNING id, at, activity) \
                INSERT INTO audit_target SELECT id, 0, at, $1::text::uuid, $2, \
                CASE WHEN knows THEN activity ELSE '' END, CASE WHEN knows THEN 'success' ELSE '' END \
                FROM (SELECT *, id::text > '8' AS knows FROM new) AS each";
    for (group, name, number) in [(&cranes, "Crane drivers", "60"), (&divers, "Divers", "2")] {
        portal.execute(rows, &[group, &name, &number]).await;
    }
    (cranes, divers)
}

#[test]
fn the_log_of_a_group_is_found_by_its_name_by_its_id_and_when_it_is_gone() {
    run(async |portal| {
        let (cranes, divers) = of_groups(portal).await;
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        for (query, told) in [
            ("group=divers".to_owned(), 2),
            (format!("group={divers}"), 2),
            ("group=DIVERS&result=success".to_owned(), 2),
            ("group=divers&result=failure".to_owned(), 0),
            ("group=divers&activity=Update+group".to_owned(), 2),
            ("group=divers&activity=Sign+in".to_owned(), 0),
            ("group=divers&from=2000-01-01".to_owned(), 2),
            ("group=divers&from=2000-01-01&to=2000-01-02".to_owned(), 0),
            ("group=divers&actor=rita".to_owned(), 0),
            ("group=divers&person=rita".to_owned(), 0),
        ] {
            let page = rita.get(&format!("/audit?{query}")).await;
            assert_eq!((page.code(), page.events().len()), (200, told), "{query}: {:?}", page.events());
            assert_eq!(page.attributes("a.chip", "href").len(), query.split('&').count(), "{query}");
        }
        // Without script the names of the page are proposed.
        let suggested = rita.get("/audit?category=GroupManagement").await.attributes("#group-list option", "value");
        assert_eq!(suggested, ["Crane drivers", "Divers"]);
        let page = rita.get("/audit?group=Crane+divers").await;
        assert!(page.says("No group is called “Crane divers”"), "{}", page.main());
        assert_eq!(
            rita.get(&format!("/audit?group={}", "x".repeat(300))).await.complaint("group"),
            "Error: Use at most 200 characters"
        );
        portal.execute("UPDATE groups SET deleted_at = now(), purge_at = now() WHERE id::text = $1", &[&divers]).await;
        assert_eq!(rita.get("/audit?group=divers").await.events().len(), 2, "a deleted one has its history");
        portal.execute("DELETE FROM groups WHERE id::text = $1", &[&divers]).await;
        assert_eq!(rita.get(&format!("/audit?group={divers}")).await.events().len(), 2);
        // Whoever sees the own actions alone sees no others here either.
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        assert!(una.get(&format!("/audit?group={cranes}")).await.events().is_empty());
        assert_eq!(
            una.get(&format!("/groups/{cranes}")).await.link("Full history").unwrap(),
            format!("/audit?group={cranes}")
        );
    });
}

#[test]
fn the_pages_of_a_groups_log_hold_each_row_once_there_and_back() {
    run(async |portal| {
        of_groups(portal).await;
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let all = rita.get("/audit?group=crane+drivers&size=100").await.attributes("#list a[href^='/audit/']", "href");
        assert_eq!(all.len(), 60);
        for more in ["", "&activity=Update+group", "&category=GroupManagement&result=success"] {
            let mut page = rita.get(&format!("/audit?group=crane+drivers&size=25{more}")).await;
            let (mut seen, mut pages) = (vec![], vec![]);
            loop {
                let rows = page.attributes("#list a[href^='/audit/']", "href");
                seen.extend(rows.clone());
                pages.push(rows);
                let Some(next) = page.attributes("a[rel=next]", "href").first().cloned() else { break };
                page = rita.get(&next).await;
            }
            assert_eq!(seen, all);
            assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [25, 25, 10]);
            let back = page.attributes("a[rel=prev]", "href")[0].clone();
            assert_eq!(rita.get(&back).await.attributes("#list a[href^='/audit/']", "href"), pages[1], "{more}");
        }
    });
}

#[test]
fn a_service_holds_what_azure_puts_there() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let row = "WITH new AS (INSERT INTO audit_event SELECT gen_random_uuid(), now(), 'operator', NULL, 'test', NULL, NULL, permission, $2, \
                   'UserManagement', 'success', NULL, request_id, instance, '{}', key_id, row_mac \
                   FROM (SELECT * FROM audit_event LIMIT 1) AS mould RETURNING id, at) \
                   INSERT INTO audit_target SELECT id, 0, at, $1::text::uuid, 'bram' FROM new";
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        portal.execute("ALTER TABLE audit_target DISABLE TRIGGER USER", &[]).await;
        for (activity, service) in [
            ("Unlock user account (self-service)", "Self-service Password Management"),
            ("User reviewed security info", "Authentication Methods"),
            ("User canceled security info registration", "Authentication Methods"),
            ("Require re-registration of security info (by admin)", "Authentication Methods"),
            ("Invite to register security info", "Authentication Methods"),
        ] {
            portal.execute("DELETE FROM audit_target WHERE target_id::text = $1", &[&bram.id]).await;
            portal.execute(row, &[&bram.id, &activity]).await;
            for one in ["Core Directory", "Self-service Password Management", "Authentication Methods", "Sign-in"] {
                let query: String = form_urlencoded::Serializer::new(String::new())
                    .append_pair("service", one)
                    .append_pair("person", &bram.id)
                    .finish();
                let found = rita.get(&format!("/audit?{query}")).await.events().len();
                assert_eq!(found, usize::from(one == service), "{activity} under {one}");
            }
        }
    });
}

#[test]
fn what_was_refused_of_a_category_is_found_from_an_index_of_what_was_refused() {
    run(async |portal| {
        let mut rita = setting(portal).await;
        let rows = "INSERT INTO audit_event SELECT gen_random_uuid(), now() - n * interval '1 second', 'operator', NULL, 'test', NULL, NULL, permission, \
                    'Update group', 'GroupManagement', CASE n % 4000 WHEN 0 THEN 'failure' ELSE 'success' END, CASE n % 4000 WHEN 0 THEN 'needs-role' END, \
                    request_id, instance, '{}', key_id, row_mac FROM (SELECT * FROM audit_event LIMIT 1) AS mould, generate_series(1, 40000) AS n";
        portal.execute(rows, &[]).await;
        portal.execute("ANALYZE audit_event", &[]).await;
        let query = "/audit?category=GroupManagement&result=failure&size=10";
        let page = rita.get(query).await;
        assert_eq!((page.events().len(), page.attributes("a[rel=next]", "href").len()), (10, 0));
        let scans = "SELECT coalesce(sum(idx_scan), 0)::bigint FROM pg_stat_user_indexes WHERE indexrelname = 'audit_event_failures_by_activity'";
        let mut scanned = 0;
        // Each server process tells of its scans about once a second.
        for _ in 0..2_000 {
            rita.get(query).await;
            scanned = portal.count(scans).await;
            if scanned > 0 {
                break;
            }
        }
        assert!(scanned > 0, "the index was never used");
        assert_eq!(rita.get("/audit?category=GroupManagement&result=success&size=10").await.events().len(), 10);
    });
}

#[test]
fn an_id_of_a_link_stands_as_a_name_in_its_field_and_holds_until_another_name_is_typed() {
    run(async |portal| {
        let mut rita = setting(portal).await;
        let bram = portal.ask("SELECT id::text FROM users WHERE user_name LIKE 'bram.vries@%'", &[]).await;
        // A browser without script sends what the form holds.
        let sent = |page: &crate::support::page::Page, typed: Option<&str>| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            for name in ["person", "person_id", "person_name"] {
                let held = page.value(name);
                let value = typed.filter(|_| name == "person").unwrap_or(&held);
                query.append_pair(name, value);
            }
            query.finish()
        };
        for list in ["/audit", "/sign-ins"] {
            let page = rita.get(&format!("{list}?person={bram}")).await;
            assert_eq!(page.value("person"), "bram.vries@noordzee.example", "{list}");
            assert!(!page.texts("a.chip").iter().any(|chip| chip.contains(&bram)), "{list}");
            let rows = page.texts("#list tbody tr");
            assert!(!rows.is_empty());
            let again = rita.get(&format!("{list}?{}", sent(&page, None))).await;
            assert_eq!((again.code(), again.texts("#list tbody tr")), (200, rows), "{list}");
            assert_eq!(again.value("person_id"), bram);
            let other = rita.get(&format!("{list}?{}", sent(&page, Some("nobody at all")))).await;
            assert!(other.says("No one matches “nobody at all”"), "{}", other.main());
        }
        // Deleted, and gone for good: the name is that of the last row.
        let person = crate::support::people::Person {
            id: bram.clone(),
            user_name: "bram.vries@noordzee.example".to_owned(),
            password: String::new(),
        };
        portal.delete(&person).await;
        let page = rita.get(&format!("/audit?person={bram}")).await;
        assert!(page.value("person").starts_with("bram.vries"), "{}", page.value("person"));
        let again = rita.get(&format!("/audit?{}", sent(&page, None))).await;
        assert_eq!(again.texts("#list tbody tr"), page.texts("#list tbody tr"));
        let mut una = portal.signed_in(&portal.holder("Una Kok", Role::UserAdministrator).await).await;
        let purged = una.fill(&format!("/users/{bram}/purge"), &[("confirm", &person.user_name)]).await;
        assert_eq!(purged.code(), 303, "{}", purged.text());
        let page = rita.get(&format!("/audit?person={bram}&from=2000-01-01&to=2000-01-02")).await;
        assert!(page.value("person").starts_with("bram.vries"), "{}", page.main());
        // Who sees the own actions alone learns no name from an id.
        let mut helen = portal.signed_in(&portal.helpdesk("Hanna Kok").await).await;
        assert_eq!(helen.get(&format!("/audit?person={bram}")).await.value("person"), bram);
        let nobody = "0198c0de-0000-7000-8000-000000000000";
        assert_eq!(rita.get(&format!("/audit?person={nobody}")).await.value("person"), nobody);
    });
}
