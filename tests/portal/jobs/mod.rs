//! Many people at once: ordered once, judged one by one, stopped, taken up by another server, never done twice (R-034, R-142).

mod deleted;
mod edit;

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use crate::support::people::{Person, Sketch};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

fn ticked(deed: &str, people: &[&Person]) -> String {
    let ticks: Vec<_> = people.iter().map(|person| format!("person_{}=yes", person.id)).collect();
    format!("/users/bulk?deed={deed}&{}", ticks.join("&"))
}

/// Orders it from the page; the address of the job.
async fn ordered(browser: &mut Visitor, address: &str) -> String {
    browser.get(address).await;
    let page = browser.post("/users/bulk", &[("reason", "SD-42")]).await;
    assert_eq!(page.code(), 303, "{}", page.text());
    assert!(page.location().starts_with("/jobs/"), "{}", page.location());
    page.location().to_owned()
}

async fn outcomes(portal: &Portal) -> String {
    portal.ask("SELECT string_agg(coalesce(outcome, '-'), ' ' ORDER BY position) FROM job_person", &[]).await
}

async fn blocked(portal: &Portal) -> i64 {
    portal.count("SELECT count(*) FROM users WHERE NOT enabled").await
}

#[test]
fn ticked_people_are_blocked_one_by_one_and_whom_the_roles_do_not_reach_stays() {
    run(async |portal| {
        let una = portal.holder("Una Smit", Role::UserAdministrator).await;
        let people = [
            portal.plain("Aad Arends").await,
            portal.make(Sketch::of("Bea Blok").blocked()).await,
            portal.holder("Cor Lezer", Role::GlobalReader).await,
            portal.plain("Dirk Dam").await,
        ];
        let desk = portal.signed_in(&people[0]).await;
        let mut browser = portal.signed_in(&una).await;
        let list = browser.get("/users").await;
        assert!(list.says("With those selected"), "{}", list.main());
        assert!(
            list.attributes("#list input[type=checkbox][form=bulk]", "name").contains(&format!("person_{}", una.id))
        );
        let everybody: Vec<_> = people.iter().chain([&una]).collect();
        let asked = browser.get(&ticked("block", &everybody)).await;
        assert_eq!(asked.heading(), "Block 5 people?");
        assert!(asked.says("Dirk Dam") && asked.says("Una Smit"), "{}", asked.main());
        assert_eq!(blocked(portal).await, 1, "a question changes nothing");
        let job = ordered(&mut browser, &ticked("block", &everybody)).await;
        let page = browser.follow().await;
        assert!(page.says("0 of 5") && page.says("Under way") && page.says("Waits"), "{}", page.main());
        assert!(desk.is_in().await);
        assert_eq!(portal.hand().work().await.unwrap(), 1);
        assert!(!desk.is_in().await);
        assert_eq!(outcomes(portal).await, "done already protected-target done own-account");
        let page = browser.get(&job).await;
        assert!(page.says("5 of 5") && page.says("Done: 2. Left as they were: 3."), "{}", page.main());
        assert!(page.says("Not done: the account is protected by its roles."), "{}", page.main());
        let page = browser.get(&format!("{job}?show=passed-over")).await;
        assert!(page.says("cor.lezer") && !page.says("dirk.dam"), "{}", page.main());
        // Each has a row of the own, as if it had been done on the person's page; and the whole has its beginning and its end.
        let row = portal.last("Disable account").await;
        assert_eq!(row.actor, una.user_name);
        assert_eq!(
            portal
                .count("SELECT count(*) FROM audit_event WHERE activity = 'Disable account' AND result = 'success'")
                .await,
            2
        );
        let begun = portal.last("Bulk operation - started (bulk)").await;
        assert!(begun.details.contains(r#""people":"5""#) && begun.details.contains("SD-42"), "{}", begun.details);
        assert_eq!(row.request, begun.request, "all rows of one job tell of one request");
        let ended = portal.last("Bulk operation - finished (bulk)").await;
        assert!(
            ended.details.contains(r#""done":"2""#) && ended.details.contains(r#""left":"0""#),
            "{}",
            ended.details
        );
        assert_eq!(ended.request, begun.request);
        assert!(browser.get("/jobs").await.says("Block 5 people SD-42 Finished; some were left as they were 5 / 5"));
    });
}

#[test]
fn all_that_a_list_shows_are_those_of_the_press_of_the_button() {
    run(async |portal| {
        for name in ["Piet Prins", "Pim Prins", "Pia Prins", "Anna Zonder"] {
            portal.plain(name).await;
        }
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get("/users?q=prins").await;
        assert_eq!(
            page.texts("#deed option"),
            [
                "Sign out everywhere",
                "Take back temporary password",
                "Ask for a new password",
                "Unlock now",
                "Take along as a file"
            ],
            "a helpdesk blocks nobody"
        );
        let address = "/users/bulk?deed=sign-out&all=yes&q=prins";
        assert_eq!(helen.get(address).await.heading(), "Sign 3 people out everywhere?");
        ordered(&mut helen, address).await;
        portal.plain("Pau Prins").await;
        portal.hand().work().await.unwrap();
        assert_eq!(outcomes(portal).await, "done done done");
        assert_eq!(helen.get("/users/bulk?deed=block&all=yes").await.code(), 403);
        let form = helen.get(address).await.form("/users/bulk").unwrap().with("reason", "SD-1").with("deed", "block");
        assert_eq!(helen.press("/users/bulk", &form).await.code(), 403);
        assert_eq!(portal.last("Bulk operation - started (bulk)").await.reason, "needs-role");
    });
}

#[test]
fn a_job_stops_where_it_is_and_one_whose_server_died_goes_on_without_a_second_turn() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        let people =
            [portal.plain("Aad Arends").await, portal.plain("Bea Blok").await, portal.plain("Cor Claes").await];
        let mut browser = portal.signed_in(&gwen).await;
        let job = ordered(&mut browser, &ticked("block", &people.iter().collect::<Vec<_>>())).await;
        // A server has taken it up, done one turn, and died.
        portal.execute("UPDATE job SET leased_until = now() + interval '30 seconds', done = 1", &[]).await;
        portal.execute("UPDATE job_person SET outcome = 'done' WHERE position = 1", &[]).await;
        assert_eq!(portal.hand().work().await.unwrap(), 0, "nobody takes it away from a server that may be at it");
        portal.advance(SignedDuration::from_secs(31));
        assert_eq!(portal.hand().work().await.unwrap(), 1);
        assert_eq!((outcomes(portal).await.as_str(), blocked(portal).await), ("done done done", 2));
        assert!(browser.get(&job).await.says("3 of 3"));
        // Another one is stopped before its first turn.
        portal.execute("DELETE FROM job", &[]).await;
        let job = ordered(&mut browser, &ticked("unblock", &people.iter().collect::<Vec<_>>())).await;
        browser.get(&job).await;
        let page = browser.post(&format!("{job}/stop"), &[]).await;
        assert_eq!((page.code(), page.location()), (303, job.as_str()));
        assert!(browser.follow().await.says("Stops after the person at hand"));
        portal.hand().work().await.unwrap();
        assert_eq!((outcomes(portal).await.as_str(), blocked(portal).await), ("- - -", 2));
        let page = browser.get(&job).await;
        assert!(page.says("Stopped") && page.says("Not reached") && page.link("Stop").is_none(), "{}", page.main());
        assert!(portal.last("Bulk operation - finished (bulk)").await.details.contains(r#""left":"3""#));
    });
}

#[test]
fn two_servers_at_once_give_nobody_two_turns() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        let mut people = vec![];
        for number in 0..12 {
            people.push(portal.plain(&format!("Lid{number:02} Prins")).await);
        }
        for half in people.chunks(6) {
            portal.job(&gwen, "sign-out", &half.iter().collect::<Vec<_>>()).await;
        }
        let hands = [portal.hand(), portal.hand(), portal.hand()];
        let [one, two, three] = &hands;
        let (one, two, three) = tokio::join!(one.work(), two.work(), three.work());
        assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), 2);
        let rows = "SELECT count(*) FROM audit_event WHERE activity = 'Update StsRefreshTokenValidFrom Timestamp'";
        assert_eq!(portal.count(rows).await, 12);
        assert_eq!(portal.count("SELECT sum(done)::bigint FROM job WHERE state = 'done'").await, 12);
    });
}

#[test]
fn rights_are_those_of_each_turn_and_not_of_the_order() {
    run(async |portal| {
        let una = portal.holder("Una Smit", Role::UserAdministrator).await;
        let bram = portal.plain("Bram de Vries").await;
        let job = portal.job(&una, "block", &[&bram]).await;
        portal.execute("DELETE FROM role_assignment WHERE user_id = $1::text::uuid", &[&una.id]).await;
        portal.hand().work().await.unwrap();
        assert_eq!((outcomes(portal).await.as_str(), blocked(portal).await), ("needs-role", 0));
        portal.execute("DELETE FROM job WHERE id = $1::text::uuid", &[&job]).await;
        // Whoever is blocked meanwhile does nothing more either.
        let gwen = portal.global("Gwen Bakker").await;
        portal.job(&gwen, "block", &[&bram]).await;
        portal.execute("UPDATE users SET enabled = false WHERE id = $1::text::uuid", &[&gwen.id]).await;
        portal.hand().work().await.unwrap();
        assert_eq!((outcomes(portal).await.as_str(), blocked(portal).await), ("-", 1), "the job has ended");
    });
}

#[test]
fn a_job_never_blocks_the_last_global_administrator() {
    run(async |portal| {
        let [gwen, gijs] = [portal.global("Gwen Bakker").await, portal.global("Gijs Bos").await];
        let paula = portal.holder("Paula Auth", Role::PrivilegedAuthenticationAdministrator).await;
        portal.execute("UPDATE users SET enabled = false WHERE user_name LIKE 'admin@%'", &[]).await;
        portal.job(&paula, "block", &[&gwen, &gijs]).await;
        portal.hand().work().await.unwrap();
        assert_eq!(outcomes(portal).await, "done last-global-administrator");
    });
}

#[test]
fn jobs_that_ended_long_ago_are_forgotten_and_the_audit_log_keeps_what_they_did() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        let bram = portal.plain("Bram de Vries").await;
        portal.job(&gwen, "sign-out", &[&bram]).await;
        portal.hand().work().await.unwrap();
        portal.advance(SignedDuration::from_hours(89 * 24));
        portal.hand().beat().await.unwrap();
        assert_eq!(portal.count("SELECT count(*) FROM job").await, 1);
        portal.advance(SignedDuration::from_hours(2 * 24));
        portal.hand().beat().await.unwrap();
        assert_eq!(portal.count("SELECT count(*) FROM job_person").await, 0);
        assert_eq!(portal.last("Bulk operation - finished (bulk)").await.result, "success");
    });
}

#[test]
fn a_job_is_seen_by_its_maker_and_by_those_who_see_what_everybody_did() {
    run(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        let bram = portal.plain("Bram de Vries").await;
        let job = format!("/jobs/{}", portal.job(&helen, "sign-out", &[&bram]).await);
        let mut desk = portal.signed_in(&helen).await;
        assert_eq!(desk.get(&job).await.code(), 200);
        let mut hugo = portal.signed_in(&portal.helpdesk("Hugo Bos").await).await;
        assert_eq!(hugo.get(&job).await.code(), 404);
        assert!(hugo.get("/jobs").await.says("No jobs yet"));
        let form = desk.get(&job).await.form(&format!("{job}/stop")).unwrap();
        let form =
            form.with("csrf_token", hugo.get("/account").await.form("/sign-out").unwrap().value("csrf_token").unwrap());
        assert_ne!(hugo.press(&format!("{job}/stop"), &form).await.code(), 303);
        let mut reader = portal.signed_in(&portal.holder("Daan Lezer", Role::GlobalReader).await).await;
        let page = reader.get(&job).await;
        assert!(page.code() == 200 && page.form(&format!("{job}/stop")).is_none(), "who reads, stops nothing");
        assert_eq!(portal.ask("SELECT stop_asked::text FROM job", &[]).await, "false");
    });
}

#[test]
fn what_is_missing_is_said_beside_its_field_and_the_ticks_stay() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let anna = portal.plain("Anna Zonder").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = gwen.get("/users/bulk?deed=block").await;
        assert_eq!(page.code(), 422);
        assert!(page.says("Tick at least one"), "{}", page.main());
        let address = ticked("block", &[&bram, &anna]);
        let page = gwen.fill_at(&address, "/users/bulk", &[("reason", "")]).await;
        assert_eq!((page.code(), page.complaint("reason").as_str()), (422, "Error: Say why: a ticket or a reason"));
        assert_eq!(page.attributes("input[type=checkbox][checked]", "name").len(), 2);
        let long = "x".repeat(201);
        assert_eq!(gwen.fill_at(&address, "/users/bulk", &[("reason", &long)]).await.code(), 422);
        for bad in [
            "/users/bulk",
            "/users/bulk?deed=purge&all=yes",
            "/users/bulk?deed=block&person_x=yes",
            "/users/bulk?deed=block&all=no",
        ] {
            assert_eq!(gwen.get(bad).await.code(), 422, "{bad}");
        }
        // One tick taken away again: only the other is ordered.
        let form = gwen.get(&address).await.form("/users/bulk").unwrap().without(&format!("person_{}", anna.id));
        let form = form.with("reason", "SD-1");
        let (one, two) = tokio::join!(gwen.press("/users/bulk", &form), gwen.press("/users/bulk", &form));
        assert_eq!((one.code(), two.code()), (303, 303));
        assert_eq!(portal.count("SELECT count(*) FROM job").await, 1, "pressed twice, ordered once");
        assert_eq!(portal.ask("SELECT string_agg(user_name, ' ') FROM job_person", &[]).await, bram.user_name);
    });
}

#[test]
fn ticked_people_come_into_a_group_and_whoever_is_in_it_or_gone_is_told() {
    run(async |portal| {
        let gina = portal.holder("Gina Groep", Role::GroupsAdministrator).await;
        let people = [portal.plain("Aad Arends").await, portal.plain("Bea Blok").await, portal.plain("Cor Dam").await];
        let group = portal.group("Crane drivers").await;
        portal.join(&group, &people[1]).await;
        let mut browser = portal.signed_in(&gina).await;
        let list = browser.get("/users").await;
        assert_eq!(list.texts("#deed option"), ["Add to a group", "Take along as a file"]);
        let address = ticked("add-to-group", &people.iter().collect::<Vec<_>>());
        assert_eq!(browser.get(&address).await.heading(), "Add 3 people to a group?");
        for (into, says) in [
            ("", "Error: No group is called this. Write the whole name"),
            ("Crane divers", "Error: No group is called this. Write the whole name"),
        ] {
            let page = browser.post("/users/bulk", &[("reason", "SD-42"), ("into", into)]).await;
            assert_eq!((page.code(), page.complaint("into").as_str()), (422, says), "{}", page.main());
            assert_eq!((page.value("into"), page.value("reason")), (into.to_owned(), "SD-42".to_owned()));
        }
        browser.get(&address).await;
        let page = browser.post("/users/bulk", &[("reason", "SD-42"), ("into", "crane drivers")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        let job = page.location().to_owned();
        assert_eq!(browser.follow().await.heading(), "Add 3 people to Crane drivers");
        let row = portal.last("Bulk operation - started (bulk)").await;
        assert!(row.details.contains(r#""into_group":"Crane drivers""#), "{}", row.details);
        portal.delete(&people[2]).await;
        portal.hand().work().await.unwrap();
        assert_eq!(outcomes(portal).await, "done already gone");
        assert_eq!(portal.members(&group).await, "Aad Arends, Bea Blok");
        assert_eq!(portal.last("Add member to group").await.actor, gina.user_name);
        let told = browser.get(&format!("{job}/progress")).await;
        assert_eq!(told.header("content-type"), "application/json");
        assert!(told.body.contains(r#""running":false,"turns":3"#), "{}", told.body);
        assert!(told.body.contains("Done: 1. Left as they were: 2."), "{}", told.body);
    });
}

#[test]
fn a_group_that_may_hold_roles_takes_the_right_to_it_when_it_is_ordered_and_at_each_turn() {
    run(async |portal| {
        let person = portal.plain("Aad Arends").await;
        let group = portal.role_group("Keepers").await;
        let address = ticked("add-to-group", &[&person]);
        let mut gina = portal.signed_in(&portal.holder("Gina Groep", Role::GroupsAdministrator).await).await;
        gina.get(&address).await;
        let page = gina.post("/users/bulk", &[("reason", "SD-42"), ("into", "Keepers")]).await;
        assert_eq!(page.code(), 403, "{}", page.text());
        assert_eq!(portal.count("SELECT count(*) FROM job").await, 0);
        let mut helen = portal.signed_in(&portal.holder("Helen Kramer", Role::HelpdeskAdministrator).await).await;
        assert_eq!(helen.get(&address).await.code(), 403);
        // Ordered with the right, which is gone at the turn.
        let gwen = portal.global("Gwen Bakker").await;
        portal.global("Otto Over").await;
        let mut browser = portal.signed_in(&gwen).await;
        browser.get(&address).await;
        let page = browser.post("/users/bulk", &[("reason", "SD-42"), ("into", "Keepers")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        portal.execute("DELETE FROM role_assignment WHERE user_id::text = $1", &[&gwen.id]).await;
        portal.execute("UPDATE users SET role_bits = 0 WHERE id::text = $1", &[&gwen.id]).await;
        portal.hand().work().await.unwrap();
        assert_eq!(outcomes(portal).await, "needs-role");
        assert_eq!(portal.members(&group).await, "");
    });
}

#[test]
fn ticked_people_are_taken_along_as_a_file_and_nobody_else() {
    run(async |portal| {
        let people = [portal.plain("Aad Arends").await, portal.plain("Bea Blok").await, portal.plain("Cor Dam").await];
        let mut browser = portal.signed_in(&portal.holder("Rita Lezer", Role::DirectoryReader).await).await;
        let page = browser.get(&ticked("export", &[&people[2], &people[0]])).await;
        assert_eq!(page.code(), 303);
        let file = browser.follow().await;
        assert_eq!(file.code(), 200, "{}", file.text());
        assert!(file.header("content-disposition").contains("-selected.csv"), "{}", file.header("content-disposition"));
        let names: Vec<_> = ["Aad Arends", "Bea Blok", "Cor Dam"].iter().map(|name| file.body.contains(name)).collect();
        assert_eq!(names, [true, false, true]);
        let row = portal.last("Download users - started (bulk)").await;
        assert!(row.details.contains(&people[0].id) && !row.details.contains(&people[1].id), "{}", row.details);
        // All that the list shows is the list's own file; nobody at all is told.
        let page = browser.get("/users/bulk?deed=export&all=yes&q=blok").await;
        assert_eq!(page.location(), "/users/export.csv?q=blok");
        browser.get("/users/bulk?deed=export").await;
        assert!(browser.follow().await.flash().contains("Tick at least one name"));
        for bad in ["/users/bulk?deed=export&person_x=on", "/users/export.csv?person_x=on", "/users/bulk?deed="] {
            assert_eq!(browser.get(bad).await.code(), 422, "{bad}");
        }
    });
}

#[test]
fn a_job_ends_when_its_maker_is_blocked_or_somebody_else_has_replaced_the_makers_password() {
    run(async |portal| {
        let people = [portal.plain("Aad Arends").await, portal.plain("Bea Blok").await];
        for (number, trouble) in ["block", "reset"].into_iter().enumerate() {
            let una = portal.holder(&format!("Una{number} Smit"), Role::UserAdministrator).await;
            let mut browser = portal.signed_in(&una).await;
            let job = ordered(&mut browser, &ticked("sign-out", &people.iter().collect::<Vec<_>>())).await;
            portal.advance(SignedDuration::from_secs(5));
            let mut gwen = portal.signed_in(&portal.global(&format!("Gwen{number} Bakker")).await).await;
            let (path, fields) = if trouble == "block" {
                (format!("/users/{}/block", una.id), vec![("reason", "stolen session")])
            } else {
                (format!("/users/{}/reset-password", una.id), vec![("verified_by", "saw-id")])
            };
            assert!([200, 303].contains(&gwen.fill(&path, &fields).await.code()), "{trouble}");
            portal.hand().work().await.unwrap();
            let page = gwen.get(&job).await;
            assert!(page.says("Stopped") && page.says("0 of 2"), "{trouble}: {}", page.main());
            let row = portal.last("Bulk operation - finished (bulk)").await;
            assert!(row.details.contains(r#""left":"2""#), "{trouble}: {}", row.details);
        }
    });
}
