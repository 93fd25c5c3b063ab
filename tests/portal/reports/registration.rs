//! Who is registered, enabled, capable: the same numbers everywhere (R-329…R-332, T-133, T-134).

use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use crate::self_service::{decide, decided, reachable};
use crate::support::people::Sketch;
use crate::support::server::Portal;
use crate::support::visitor::Visitor;
use crate::users::export::cells;

const REPORT: &str = "/reports/registration";

async fn numbers(browser: &mut Visitor, query: &str) -> Vec<String> {
    let page = browser.get(&format!("{REPORT}{query}")).await;
    assert_eq!(page.code(), 200, "{query}: {}", page.text());
    page.attributes("dl.stats dd.v a", "href")
        .iter()
        .zip(page.texts("dl.stats dd.v a"))
        .map(|(_, text)| text.split_whitespace().next().unwrap().to_owned())
        .collect()
}

async fn listed(browser: &mut Visitor, query: &str) -> Vec<String> {
    let page = browser.get(&format!("{REPORT}?size=100&{query}")).await;
    assert_eq!(page.code(), 200, "{query}: {}", page.text());
    page.texts("#list tbody td.wide > a")
}

/// People with each kind of proof, and some who may not.
async fn setting(portal: &Portal) -> Visitor {
    let both = reachable(portal, "Bea Beide").await;
    portal.with_app(&both).await;
    reachable(portal, "Mia Mail").await;
    let app = portal.plain("Ada App").await;
    portal.with_app(&app).await;
    portal.plain("Nico Niets").await;
    let blocked = portal.make(Sketch::of("Blok Kade").blocked()).await;
    crate::self_service::address(portal, &blocked, "blok@home.example").await;
    portal.make(Sketch::of("Gast Elders").source(Source::External).password(None)).await;
    let reader = portal.holder("Rita Lezer", Role::ReportsReader).await;
    portal.signed_in(&reader).await
}

#[test]
fn the_counters_are_the_numbers_of_the_lists_that_they_lead_to() {
    decided(r#"{"reach": "everybody"}"#, async |portal, _| {
        let mut rita = setting(portal).await;
        for (proofs, expected) in [(1, ["4", "6", "3", "3"]), (2, ["1", "6", "1", "5"])] {
            decide(portal, &format!(r#"{{"reach": "everybody", "proofs": {proofs}}}"#)).await;
            assert_eq!(numbers(&mut rita, "").await, expected, "{proofs}");
            for (view, number) in ["registered", "enabled", "capable", "lacking"].into_iter().zip(expected) {
                let names = listed(&mut rita, &format!("view={view}")).await;
                assert_eq!(names.len().to_string(), number, "{proofs} {view}: {names:?}");
                let file = cells(&rita.get(&format!("{REPORT}.csv?view={view}")).await.body);
                let names_of_file: Vec<_> = file[1..].iter().map(|line| line[1].clone()).collect();
                assert_eq!(names_of_file, names, "{proofs} {view}");
            }
        }
        // The first administrator of the installation has nothing, and a role asks for two.
        decide(portal, r#"{"reach": "everybody"}"#).await;
        assert_eq!(listed(&mut rita, "view=capable").await, ["Ada App", "Bea Beide", "Mia Mail"]);
        let lacking = listed(&mut rita, "view=lacking").await;
        assert!(
            lacking.contains(&"Nico Niets".to_owned()) && lacking.contains(&"Rita Lezer".to_owned()),
            "{lacking:?}"
        );
        assert_eq!(listed(&mut rita, "").await.len(), 8);
        // The settings count the same people: taking the app away strands the one whom the report calls capable by it alone.
        let page = rita.get("/reports/methods").await;
        assert_eq!(page.texts("dl.stats dd.v"), ["3", "2", "0", "1"]);
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        gwen.get("/settings/self-service").await;
        let form = gwen.form("/settings/self-service").without("app");
        let page = gwen.submit("/settings/self-service", &form).await;
        assert!(page.says("one person who can reset the own password now no longer can"), "{}", page.main());
    });
}

#[test]
fn a_group_narrows_counters_and_list_at_any_depth() {
    decided(r#"{"reach": "everybody"}"#, async |portal, _| {
        let mut rita = setting(portal).await;
        let (inner, outer) = (portal.group("Inner").await, portal.group("Outer").await);
        portal.nest(&outer, &inner).await;
        let mia = reachable(portal, "Mia Tweede").await;
        let nina = portal.plain("Nina Niets").await;
        for person in [&mia, &nina] {
            portal.join(&inner, person).await;
        }
        assert_eq!(numbers(&mut rita, "?group=outer").await, ["1", "2", "1", "1"]);
        assert_eq!(listed(&mut rita, "group=Outer").await, ["Mia Tweede", "Nina Niets"]);
        assert!(rita.get(&format!("{REPORT}?group=nobody")).await.says("No group is called “nobody”"));
        decide(portal, &format!(r#"{{"reach": "selected", "in_groups": ["{outer}"]}}"#)).await;
        assert_eq!(listed(&mut rita, "view=capable").await, ["Mia Tweede"]);
        let page = rita.get("/reports/methods").await;
        assert_eq!(page.texts("section[aria-labelledby=groups] td a"), ["Outer", "1", "1"]);
    });
}

#[test]
fn pages_of_people_hold_each_once_and_looking_is_bounded() {
    decided(r#"{"reach": "everybody"}"#, async |portal, _| {
        let mut rita = setting(portal).await;
        portal
            .execute(
                "INSERT INTO user_record (id, user_name, display_name, source, enabled, created_at, sort_name, search_text) \
                 SELECT gen_random_uuid(), 'm' || n || '@noordzee.example', 'm' || n, 'local', true, now(), 'm' || lpad(n::text, 6, '0'), 'm' || n \
                 FROM generate_series(1, 20100) AS n",
                &[],
            )
            .await;
        let mut page = rita.get(&format!("{REPORT}?view=capable&size=10")).await;
        let mut names = page.texts("#list tbody td.wide > a");
        assert!(page.says("20,000 people were looked through, and there are more."), "{}", page.main());
        while let Some(next) = page.attributes("a[rel=next]", "href").first().cloned() {
            page = rita.get(&next).await;
            names.extend(page.texts("#list tbody td.wide > a"));
        }
        assert_eq!(names, ["Ada App", "Bea Beide", "Mia Mail"]);
        let file = cells(&rita.get(&format!("{REPORT}.csv")).await.body);
        assert_eq!(file.len() - 1, 20_108);
        assert_eq!(numbers(&mut rita, "").await[1..], ["1,000+", "3", "1,000+"]);
    });
}

#[test]
fn it_is_for_those_alone_who_see_what_everybody_did() {
    decided(r#"{"reach": "everybody"}"#, async |portal, _| {
        setting(portal).await;
        for role in [Role::HelpdeskAdministrator, Role::UserAdministrator, Role::PasswordAdministrator] {
            let mut browser = portal.signed_in(&portal.holder(&format!("Een {}", role.id()), role).await).await;
            for path in [REPORT, "/reports/registration.csv", "/reports/methods"] {
                assert_eq!(browser.get(path).await.code(), 403, "{role:?} {path}");
            }
        }
        let mut reader = portal.signed_in(&portal.holder("Gerrit Lezer", Role::GlobalReader).await).await;
        for query in ["view=strange", "after=x", "size=7", "unknown=1"] {
            assert_eq!(reader.get(&format!("{REPORT}?{query}")).await.code(), 422, "{query}");
        }
    });
}
