//! The sign-in log: by person, result, reason, address and day; a person's own page with its chart (R-360…R-364).

use jiff::SignedDuration;
use latchkey::domain::role::Role;
use reqwest::Method;

use crate::support::people::PASSWORD;
use crate::support::server::run;
use crate::support::visitor::posting;

#[test]
fn the_log_is_filtered_by_person_result_reason_and_address() {
    run(async |portal| {
        let [bram, hans] = [portal.plain("Bram de Vries").await, portal.plain("Hans Smit").await];
        let mut rita = portal.signed_in(&portal.holder("Rita Reports", Role::ReportsReader).await).await;
        portal.signed_in(&bram).await;
        portal.visitor().sign_in(&bram.user_name, "wrong").await;
        portal.visitor().sign_in(&hans.user_name, "wrong").await;
        portal.visitor().sign_in("my-secret-password", "wrong").await;
        let rows = async |rita: &mut crate::support::visitor::Visitor, query: &str| {
            let page = rita.get(&format!("/sign-ins?{query}")).await;
            assert_eq!(page.code(), 200, "{query}");
            assert!(!page.body.contains("my-secret"), "a name that nobody has is kept nowhere");
            page.texts("tbody tr")
        };
        assert_eq!(rows(&mut rita, "").await.len(), 5);
        let of_bram = rows(&mut rita, "person=bram.vries").await;
        assert_eq!(of_bram.len(), 2);
        assert!(of_bram[0].contains("the password was wrong"), "{of_bram:?}");
        assert_eq!(rows(&mut rita, "person=bram.vries&result=success").await.len(), 1);
        assert_eq!(rows(&mut rita, "reason=wrong-password").await.len(), 2);
        let unknown = rows(&mut rita, "reason=unknown-user").await;
        assert!(unknown.len() == 1 && unknown[0].contains("A name that nobody has"), "{unknown:?}");
        assert_eq!(rows(&mut rita, "address=127.0.0.1&result=failure").await.len(), 3);
        assert_eq!(rows(&mut rita, "address=192.0.2.1").await.len(), 0);
        assert_eq!(rows(&mut rita, "from=2020-01-01&to=2020-01-31").await.len(), 0);
        for bad in ["result=maybe", "reason=x", "from=soon", "from=2026-02-02&to=2026-01-01"] {
            assert_eq!(rita.get(&format!("/sign-ins?{bad}")).await.code(), 422, "{bad}");
        }
    });
}

#[test]
fn the_page_of_a_person_counts_a_fortnight_and_opens_for_whoever_may_help() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        for _ in 0..2 {
            portal.signed_in(&bram).await;
        }
        portal.visitor().sign_in(&bram.user_name, "wrong").await;
        portal.advance(SignedDuration::from_hours(48));
        portal.visitor().sign_in(&bram.user_name, "wrong again").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = format!("/users/{}/sign-ins", bram.id);
        assert_eq!(helen.get(&format!("/users/{}", bram.id)).await.link("Sign-ins"), Some(path.clone()));
        let page = helen.get(&path).await;
        assert_eq!(page.heading(), "Sign-ins of Bram de Vries");
        let told = "Sign-ins of the last 14 days: 2 done, 0 interrupted, 2 refused.";
        assert_eq!(page.texts("svg[role=img] desc"), [told]);
        // The same numbers without a mouse, a row for each day.
        assert_eq!(page.texts("figure table thead th"), ["Day", "Done", "Interrupted", "Refused"]);
        let days = page.texts("figure table tbody th");
        assert_eq!((days.len(), days[13].as_str(), days[12].as_str()), (14, "Today", "Yesterday"));
        let last: Vec<_> = page.texts("figure table tbody td").split_off(3 * 11);
        assert_eq!(last, ["2", "0", "1", "0", "0", "0", "0", "0", "1"]);
        assert_eq!(
            (page.texts("svg g").len(), page.texts("svg rect.c1").len(), page.texts("svg rect.c4").len()),
            (14, 1, 2)
        );
        assert_eq!(page.texts("#list tbody tr").len(), 4);
        // What lies out of sight has no link.
        assert_eq!(page.attributes("#list td.acts a", "href"), [""; 0]);
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let links = rita.get(&path).await.attributes("#list td.acts a", "href");
        assert_eq!((links.len(), rita.get(&links[0]).await.code()), (4, 200));
        rita.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        let page = rita.get(&path).await;
        assert_eq!(page.texts("figure table thead th"), ["Dag", "Gedaan", "Onderbroken", "Geweigerd"]);
        assert_eq!(page.texts("figure table tbody th")[13], "Vandaag");
        assert_eq!(helen.get("/sign-ins").await.code(), 403);
        let mut reader = portal.signed_in(&portal.holder("Dirk Reader", Role::DirectoryReader).await).await;
        assert_eq!(reader.get(&path).await.code(), 403);
        assert_eq!(reader.get(&format!("/users/{}", bram.id)).await.link("Sign-ins"), None);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 303);
    });
}

#[test]
fn a_right_password_alone_is_interrupted_and_both_steps_are_one_sign_in() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        portal.advance(SignedDuration::from_hours(24 * 20));
        // Once as far as the second step, once through it.
        portal.signed_in(&bram).await;
        portal.both_steps(&bram, &app).await;
        let hans = portal.newcomer("Hans Nieuw").await;
        portal.visitor().sign_in(&hans.user_name, &hans.password).await;
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let results = async |rita: &mut crate::support::visitor::Visitor, query: &str| {
            let page = rita.get(&format!("/sign-ins?{query}")).await;
            assert_eq!(page.code(), 200, "{query}");
            page.texts("#list tbody .badge")
        };
        let today = portal
            .ask("SELECT to_char((now() + interval '19 days') AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD')", &[])
            .await;
        let since = format!("person=bram.vries&from={today}");
        assert_eq!(results(&mut rita, &since).await, ["Done", "Interrupted", "Interrupted"]);
        assert_eq!(results(&mut rita, &format!("{since}&result=success")).await, ["Done"]);
        assert_eq!(results(&mut rita, &format!("{since}&result=interrupted")).await, ["Interrupted", "Interrupted"]);
        assert_eq!(results(&mut rita, &format!("{since}&result=failure")).await, [""; 0]);
        assert_eq!(
            results(&mut rita, "person=hans.nieuw").await,
            ["Interrupted"],
            "a change of the password came next"
        );
        // The page of the last step tells all of them, with the proof of each.
        let last = rita.get(&format!("/sign-ins?{since}&result=success")).await.attributes("#list td.acts a", "href");
        let page = rita.get(&last[0]).await;
        assert_eq!(page.fact("Asked for"), "Two steps");
        let steps = "section[aria-labelledby=steps] tbody tr";
        let told = page.texts(steps);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("Password Interrupted"), "{told:?}");
        assert!(told[1].contains("Code of the authenticator app Done"), "{told:?}");
        let first = page.attributes(&format!("{steps} a"), "href");
        assert_eq!(rita.get(&first[0]).await.texts(steps).len(), 2, "from each step to all of them");
        assert_eq!(rita.get(&first[0]).await.fact("Result"), "Interrupted");
        let file = crate::users::export::cells(&rita.get(&format!("/sign-ins/export.csv?{since}")).await.body);
        let statuses: Vec<_> = file[1..].iter().map(|line| line[2].as_str()).collect();
        assert_eq!(statuses, ["success", "interrupted", "interrupted"]);
        let asked: Vec<_> = file[1..].iter().map(|line| (line[11].as_str(), line[12].as_str())).collect();
        let two = "multiFactorAuthentication";
        assert_eq!(asked, [(two, "app"), (two, "password"), (two, "password")]);
        assert_eq!(file[1][10], file[2][10], "both steps are one sign-in");
        assert_ne!(file[2][10], file[3][10], "and another one is another");
        let page = rita.get(&format!("/users/{}/sign-ins", bram.id)).await;
        let told = "Sign-ins of the last 14 days: 1 done, 2 interrupted, 0 refused.";
        assert_eq!(page.texts("svg[role=img] desc"), [told]);
        rita.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        assert_eq!(results(&mut rita, &since).await, ["Gedaan", "Onderbroken", "Onderbroken"]);
    });
}

#[test]
fn of_somebody_who_is_guessed_at_all_day_some_thousands_are_counted_and_the_page_says_so() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        // Rows as they are written now, and as they were before those whom they are about knew what they tell; what was typed is one of now.
        for (name, known, refused) in
            [("Bram de Vries", "'Sign in', 'failure'", "5000 refused"), ("Eva Jansen", "'', ''", "5001 refused")]
        {
            let person = portal.plain(name).await;
            portal.visitor().sign_in(&person.user_name, "wrong").await;
            let path = format!("/users/{}/sign-ins", person.id);
            assert!(!helen.get(&path).await.says("Too much happened"));
            // One row for each second of the last hour and a half.
            let more = format!(
                "WITH one AS (SELECT e.id FROM audit_event e JOIN audit_target t ON t.event_id = e.id \
             WHERE t.target_id = '{}' AND e.activity = 'Sign in' LIMIT 1), \
             made AS (INSERT INTO audit_event SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), \
             'at', e.at - n * interval '1 second'))).* FROM audit_event e, generate_series(1, 5400) AS n \
             WHERE e.id = (SELECT id FROM one) RETURNING id, at) \
             INSERT INTO audit_target (event_id, position, at, target_id, target_name, activity, outcome) \
             SELECT made.id, t.position, made.at, t.target_id, t.target_name, {known} FROM made, audit_target t \
             WHERE t.event_id = (SELECT id FROM one)",
                person.id
            );
            portal.execute(&more, &[]).await;
            let page = helen.get(&path).await;
            assert!(page.says("Too much happened to count it all: counted here is what came after"), "{}", page.main());
            let counted = page.texts("svg[role=img] desc");
            assert!(counted[0].contains(refused), "{name}: {counted:?}");
        }
    });
}

#[test]
fn a_sign_in_tells_by_what_and_on_what_it_came_about_and_old_rows_tell_no_more_than_they_know() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        for password in [PASSWORD, "wrong"] {
            let mut browser = portal.visitor();
            browser.get("/sign-in").await;
            let form = browser.form("/sign-in").with("username", &bram.user_name).with("password", password);
            let origin = browser.origin.clone();
            let [one, two] = posting(&origin);
            let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
            browser.send(Method::POST, "/sign-in", &[one, two, ("user-agent", agent)], form.encoded()).await;
        }
        let old = "INSERT INTO audit_event SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), \
                   'at', e.at - interval '1 day', 'details', '{\"session\":\"full\"}'))).* FROM audit_event e \
                   WHERE activity = 'Sign in' AND result = 'success' LIMIT 1";
        portal.execute(old, &[]).await;
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let links = rita.get("/sign-ins").await.attributes("#list td.acts a", "href");
        let failed = rita.get(&links[1]).await;
        assert_eq!((failed.fact("Browser"), failed.fact("System")), ("Firefox".to_owned(), "Linux".to_owned()));
        assert!(!failed.says("Asked for"), "how many steps a wrong password would have had is not known");
        let done = rita.get(&links[2]).await;
        assert_eq!((done.fact("Browser"), done.fact("Proof")), ("Firefox".to_owned(), "Password".to_owned()));
        assert_eq!(done.fact("Asked for"), "One step");
        let old = rita.get(&links[3]).await;
        assert!(!old.says("Browser") && !old.says("Asked for"), "{}", old.main());
        let rows = rita.get("/sign-ins?person=bram.vries").await.texts("#list tbody tr");
        assert!(rows[0].contains("Firefox · Linux") && rows[1].contains("Done Password"), "{rows:?}");
    });
}
