//! Who is registered, enabled, capable: the same numbers everywhere (R-329…R-332, T-133, T-134).

use latchkey::domain::profile::Profile;
use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use crate::self_service::{decide, decided, reachable};
use crate::support::people::Sketch;
use crate::support::server::Portal;
use crate::support::visitor::Visitor;
use crate::users::export::cells;

const REPORT: &str = "/reports/registration";
const EVERYBODY: &str = r#"{"reach": "everybody"}"#;

/// Of registration: registered, enabled, capable, lacking.
async fn numbers(browser: &mut Visitor, query: &str) -> Vec<String> {
    let mut all = counters(browser, query).await;
    assert_eq!(all.len(), 6, "{query}");
    all.truncate(4);
    all
}

async fn counters(browser: &mut Visitor, query: &str) -> Vec<String> {
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
        assert_eq!(page.texts("dl.stats dd.v"), ["3", "0", "2", "0", "0", "1"]);
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
fn of_very_many_chosen_groups_each_small_one_has_its_numbers_and_a_large_one_leads_to_its_list() {
    decided(r#"{"reach": "everybody"}"#, async |portal, _| {
        let mut rita = setting(portal).await;
        let (mia, nina) = (reachable(portal, "Mia Tweede").await, portal.plain("Nina Niets").await);
        let left_out = reachable(portal, "Otto Buiten").await;
        let mut groups = vec![];
        for number in 10..32 {
            let group = portal.group(&format!("Team {number}")).await;
            portal.join(&group, &mia).await;
            groups.push(group);
        }
        let without = portal.group("Without").await;
        for (group, person) in [(&groups[0], &nina), (&groups[1], &left_out), (&without, &left_out)] {
            portal.join(group, person).await;
        }
        portal
            .execute(
                "WITH made AS (INSERT INTO user_record (id, user_name, display_name, source, enabled, created_at, sort_name, search_text) \
                 SELECT gen_random_uuid(), 'crowd' || n || '@noordzee.example', 'Crowd ' || n, 'local', true, now(), 'crowd' || n, 'crowd' \
                 FROM generate_series(1, 80) AS n RETURNING id, sort_name) \
                 INSERT INTO group_member (group_id, user_id, sort_name, added_at) SELECT $1::text::uuid, id, sort_name, now() FROM made",
                &[&groups[2]],
            )
            .await;
        let chosen = groups.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
        let policy = format!(r#"{{"reach": "selected", "in_groups": [{chosen}], "without_groups": ["{without}"]}}"#);
        decide(portal, &policy).await;
        let cells = rita.get("/reports/methods").await.texts("section[aria-labelledby=groups] td a");
        let row = |name: &str| {
            let at = cells.iter().position(|cell| cell == name).unwrap();
            cells[at + 1..at + 3].to_vec()
        };
        assert_eq!(row("Team 10"), ["1", "1"]);
        assert_eq!(row("Team 11"), ["1", "0"], "whoever is left out is neither able nor lacks anything");
        assert_eq!(row("Team 20"), ["1", "0"]);
        assert!(row("Team 12").iter().all(|number| number.contains("not counted")), "{:?}", row("Team 12"));
        assert_eq!(listed(&mut rita, "group=team+12&view=capable").await, ["Mia Tweede"]);
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
        assert!(page.says("10,000 people were looked through, and there are more."), "{}", page.main());
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

/// Many people with names from `a` on, and with an address where `$2` says so.
async fn crowd(portal: &Portal, number: &str, with_mail: &str) {
    let sql = "WITH new AS (INSERT INTO user_record (id, user_name, display_name, source, enabled, created_at, sort_name, search_text) \
               SELECT gen_random_uuid(), 'a' || n || '@noordzee.example', 'a' || n, 'local', true, now(), 'a' || lpad(n::text, 6, '0'), 'a' || n \
               FROM generate_series(1, $1::text::int) AS n RETURNING id) \
               INSERT INTO authentication_contact (user_id, mail) SELECT id, 'x@home.example' FROM new WHERE $2::text::boolean";
    portal.execute(sql, &[&number, &with_mail]).await;
}

#[test]
fn a_small_group_is_counted_and_listed_at_once_however_many_people_there_are_before_it() {
    decided(EVERYBODY, async |portal, _| {
        let mut rita = setting(portal).await;
        crowd(portal, "20100", "false").await;
        let (inner, outer) = (portal.group("Inner").await, portal.group("Outer").await);
        portal.nest(&outer, &inner).await;
        let (zoe, zita) = (reachable(portal, "Zoe Mail").await, portal.plain("Zita Niets").await);
        portal.join(&inner, &zoe).await;
        portal.join(&outer, &zita).await;
        // In both, and listed once.
        portal.join(&outer, &zoe).await;
        let page = rita.get(&format!("{REPORT}?group=outer&view=lacking")).await;
        assert_eq!(
            (page.texts("#list tbody td.wide > a"), page.texts("a[rel=next]").len()),
            (vec!["Zita Niets".to_owned()], 0)
        );
        assert_eq!(numbers(&mut rita, "?group=outer").await, ["1", "2", "1", "1"]);
        assert_eq!(listed(&mut rita, "group=outer").await, ["Zita Niets", "Zoe Mail"]);
        // Open to a group: whoever is enabled, able or lacks proofs is in it or administers, and nobody else is looked at.
        decide(portal, &format!(r#"{{"reach": "selected", "in_groups": ["{outer}"]}}"#)).await;
        let page = rita.get(&format!("{REPORT}?view=capable")).await;
        assert_eq!(
            (page.texts("#list tbody td.wide > a"), page.texts("a[rel=next]").len()),
            (vec!["Zoe Mail".to_owned()], 0)
        );
        assert_eq!(numbers(&mut rita, "").await, ["5", "4", "1", "3"]);
        let lacking = listed(&mut rita, "view=lacking").await;
        assert!(lacking.len() == 3 && lacking.contains(&"Zita Niets".to_owned()), "{lacking:?}");
        let page = rita.get("/reports/methods").await;
        assert_eq!(page.texts("section[aria-labelledby=groups] td a"), ["Outer", "1", "1"]);
        let file = cells(&rita.get(&format!("{REPORT}.csv?group=outer")).await.body);
        assert_eq!(file.len() - 1, 2);
        decide(portal, r#"{"reach": "nobody"}"#).await;
        assert_eq!(numbers(&mut rita, "").await, ["5", "0", "0", "0"]);
        let page = rita.get(&format!("{REPORT}?view=lacking")).await;
        assert!(page.says("Nobody here.") && page.texts("a[rel=next]").is_empty(), "{}", page.main());
    });
}

#[test]
fn what_would_take_a_walk_through_everybody_is_not_counted_and_no_save_waits_for_it() {
    decided(EVERYBODY, async |portal, _| {
        let mut rita = setting(portal).await;
        crowd(portal, "5100", "true").await;
        let page = rita.get(REPORT).await;
        let counted = page.texts("dl.stats dd.v");
        assert!(counted[0].starts_with("1,000+") && counted[1].starts_with("1,000+"), "{counted:?}");
        assert!(counted[3].contains("–") && counted[3].contains("not counted"), "{counted:?}");
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = gwen.get("/settings/registration").await;
        assert!(page.says("How many lack proofs is not counted"), "{}", page.main());
        assert_eq!(gwen.fill("/settings/registration", &[("snoozes", "5")]).await.code(), 303);
        let page = gwen.fill("/settings/registration", &[("snoozes", "5000")]).await;
        assert!(page.code() == 422 && page.says("How many lack proofs is not counted"), "{}", page.main());
        let page = gwen.get("/settings/registration/invite").await;
        assert!(page.says("How many that are is not counted"), "{}", page.main());
        assert_eq!(gwen.fill("/settings/registration/invite", &[("reason", "SD-1")]).await.code(), 303);
        gwen.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        assert!(gwen.get("/settings/registration").await.says("Hoeveel mensen bewijzen missen is niet geteld"));
    });
}

#[test]
fn whoever_could_never_have_enough_proofs_lacks_none_in_the_report_as_in_the_letter() {
    decided(EVERYBODY, async |portal, _| {
        let mut rita = setting(portal).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let lacking = async |gwen: &mut Visitor| {
            gwen.get("/settings/registration").await.one("section[aria-labelledby=lacking] p")
        };
        // Gwen lacks proofs, too.
        assert_eq!(numbers(&mut rita, "").await, ["4", "7", "3", "4"]);
        assert!(lacking(&mut gwen).await.starts_with("4 people"));
        // With mail alone, administrators can not give two: it is open to none of them, and the numbers add up.
        decide(portal, r#"{"reach": "everybody", "app": false}"#).await;
        assert_eq!(numbers(&mut rita, "").await, ["3", "4", "2", "2"]);
        assert!(lacking(&mut gwen).await.starts_with("2 people"), "{}", lacking(&mut gwen).await);
        decide(portal, r#"{"reach": "everybody", "app": false, "proofs": 2}"#).await;
        assert_eq!(numbers(&mut rita, "").await[1..], ["0", "0", "0"]);
        assert!(lacking(&mut gwen).await.starts_with("0 people"));
    });
}

#[test]
fn a_passkey_is_shown_and_stands_in_for_no_proof_where_that_is_not_decided() {
    decided(EVERYBODY, async |portal, _| {
        let mut rita = setting(portal).await;
        let sara = portal.plain("Sara Sleutel").await;
        portal.with_passkey(&sara).await;
        crate::self_service::text::phone(portal, &sara, "+31 612345678").await;
        let page = rita.get("/reports/methods").await;
        let names = [
            "Code by mail",
            "Code by text message",
            "Authenticator app",
            "Passkey",
            "Security questions",
            "Two or more",
        ];
        assert_eq!(page.texts("dl.stats dt"), names);
        assert_eq!(page.texts("dl.stats dd.v"), ["3", "1", "2", "1", "0", "2"]);
        assert!(page.texts("ol.trail li").iter().any(|event| event.contains("sara.sleutel")), "{}", page.main());
        let page = rita.get(&format!("{REPORT}?size=100")).await;
        let at = page.texts("#list tbody td.wide > a").iter().position(|name| name == "Sara Sleutel").unwrap();
        // Neither counts where that is not decided; what is missing is said.
        let has = page.texts("#list tbody td:nth-child(5)")[at].clone();
        assert_eq!(has, "Code by text message, Passkey One more proof is needed");
        assert_eq!(page.texts("#list tbody td:nth-child(2)")[at], "No");
        let file = cells(&rita.get(&format!("{REPORT}.csv")).await.body);
        assert!(file.iter().any(|line| line[1] == "Sara Sleutel" && line[5] == "sms passkey"), "{file:?}");
    });
}

#[test]
fn two_steps_and_passkeys_are_counted_and_each_counter_leads_to_its_people() {
    decided(EVERYBODY, async |portal, _| {
        let mut rita = setting(portal).await;
        let sara = portal.plain("Sara Sleutel").await;
        portal.with_passkey(&sara).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let both = async |rita: &mut Visitor, query: &str| counters(rita, query).await[4..].to_vec();
        assert_eq!(both(&mut rita, "").await, ["3", "1"]);
        let page = rita.get(REPORT).await;
        let links = page.attributes("dl.stats dd.v a", "href");
        let strong = rita.get(&links[4]).await.texts("#list tbody td.wide > a");
        assert_eq!(strong, ["Ada App", "Bea Beide", "Sara Sleutel"]);
        let page = rita.get(&links[5]).await;
        assert_eq!(page.texts("#list tbody td.wide > a"), ["Sara Sleutel"]);
        assert_eq!(page.texts("#list tbody td:nth-child(n+6)"), ["Yes", "Yes"]);
        let file = cells(&rita.get(&format!("{REPORT}.csv?view=two-step")).await.body);
        assert_eq!(file[0][6..], ["isMfaCapable", "isPasswordlessCapable"]);
        let told: Vec<_> = file[1..].iter().map(|line| [&line[1], &line[6], &line[7]].map(String::as_str)).collect();
        let expected = [["Ada App", "true", "false"], ["Bea Beide", "true", "false"], ["Sara Sleutel", "true", "true"]];
        assert_eq!(told, expected);
        // Whoever may not sign in proves nothing there, whatever is registered.
        let page = gwen.fill(&format!("/users/{}/block", sara.id), &[("reason", "SD-1")]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        assert_eq!(both(&mut rita, "").await, ["2", "0"]);
        // However many there are who have neither, and in a group of them.
        crowd(portal, "5100", "true").await;
        let group = portal.group("Crane drivers").await;
        let ada = portal.ask("SELECT id::text FROM users WHERE display_name = 'Ada App'", &[]).await;
        portal
            .execute(
                "INSERT INTO group_member (group_id, user_id, sort_name, added_at) SELECT $1::text::uuid, id, sort_name, now() FROM users \
                 WHERE id::text = $2 OR sort_name LIKE 'a0%'",
                &[&group, &ada],
            )
            .await;
        assert_eq!(both(&mut rita, "").await, ["2", "0"]);
        assert_eq!(both(&mut rita, "?group=crane+drivers").await, ["1", "0"]);
    });
}

#[test]
fn people_are_looked_for_by_name_and_by_what_they_have_however_many_others_there_are() {
    decided(EVERYBODY, async |portal, _| {
        let mut rita = setting(portal).await;
        let profile = Profile { mail: Some("blinde.post@elders.example".to_owned()), ..Profile::default() };
        let nobody = portal.make(Sketch::of("Bea Blind").profile(profile)).await;
        let all = numbers(&mut rita, "").await;
        for (query, names) in [
            ("person=bea", vec!["Bea Beide", "Bea Blind"]),
            ("person=bea.beide", vec!["Bea Beide"]),
            ("person=blinde.po", vec!["Bea Blind"]),
            ("person=bea&view=capable", vec!["Bea Beide"]),
            ("person=bea&method=app", vec!["Bea Beide"]),
            ("method=app", vec!["Ada App", "Bea Beide"]),
            ("method=email", vec!["Bea Beide", "Blok Kade", "Mia Mail"]),
            ("method=email&view=capable", vec!["Bea Beide", "Mia Mail"]),
            ("method=questions", vec![]),
            ("person=nico&method=app", vec![]),
        ] {
            assert_eq!(listed(&mut rita, query).await, names, "{query}");
            let file = cells(&rita.get(&format!("{REPORT}.csv?{query}")).await.body);
            let in_file: Vec<_> = file[1..].iter().map(|line| line[1].clone()).collect();
            assert_eq!(in_file, names, "{query}");
            // The counters are of all, and lead to all.
            assert_eq!(numbers(&mut rita, &format!("?{query}")).await, all, "{query}");
        }
        let page = rita.get(&format!("{REPORT}?person=bea&method=app&view=capable")).await;
        assert_eq!(page.value("person"), "bea");
        assert!(page.attributes("dl.stats dd.v a", "href").iter().all(|link| !link.contains("bea")), "{}", page.main());
        // The numbers of the proofs lead there, too.
        let page = rita.get("/reports/methods").await;
        let links = page.attributes("dl.stats dd.v a", "href");
        assert_eq!((links.len(), page.texts("dl.stats dd.v")[2].as_str()), (5, "2"));
        assert_eq!(rita.get(&links[2]).await.texts("#list tbody td.wide > a"), ["Ada App", "Bea Beide"]);
        let group = portal.group("Crane drivers").await;
        portal.join(&group, &nobody).await;
        assert_eq!(listed(&mut rita, "group=crane+drivers&person=bea").await, ["Bea Blind"]);
        assert_eq!(listed(&mut rita, "group=crane+drivers&method=app").await, Vec::<String>::new());
        // Nobody else is walked through for the few who have something.
        crowd(portal, "20100", "false").await;
        for query in ["method=app", "method=app&view=capable"] {
            let page = rita.get(&format!("{REPORT}?{query}")).await;
            let found = (page.texts("#list tbody td.wide > a").len(), page.texts("a[rel=next]").len());
            assert_eq!(found, (2, 0), "{query}");
        }
        portal
            .execute(
                "INSERT INTO user_record (id, user_name, display_name, source, enabled, created_at, sort_name, search_text) \
                 SELECT gen_random_uuid(), 'veel' || n || '@noordzee.example', 'Menigte ' || n, 'local', true, now(), 'menigte ' || n, 'menigte ' || n \
                 FROM generate_series(1, 51) AS n",
                &[],
            )
            .await;
        assert!(rita.get(&format!("{REPORT}?person=xyzzy")).await.says("No one matches “xyzzy”"));
        let page = rita.get(&format!("{REPORT}?person=menigte")).await;
        assert!(
            page.says("More than 50 people match “menigte”") && page.texts("#list tbody tr").is_empty(),
            "{}",
            page.main()
        );
        // Pages of those who were found hold each once.
        let mut page = rita.get(&format!("{REPORT}?person=bea&size=10")).await;
        assert_eq!(page.texts("#list tbody tr").len(), 2);
        page = rita.get(&format!("{REPORT}?person={}", "x".repeat(201))).await;
        assert_eq!(page.code(), 422);
        assert_eq!(rita.get(&format!("{REPORT}?method=magic")).await.code(), 422);
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
