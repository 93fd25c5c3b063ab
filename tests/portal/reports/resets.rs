//! The report of password resets: who, how, how far, what came of it, and the numbers of it (R-321…R-330, T-131, T-132, T-134).

use jiff::SignedDuration;
use latchkey::cli::tidier::Tidier;
use latchkey::domain::role::Role;

use crate::self_service::{code, decided, reachable};
use crate::support::page::Page;
use crate::support::people::BETTER;
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;
use crate::users::export::cells;

pub(super) const REPORT: &str = "/reports/password-resets";
const EVERYBODY: &str = r#"{"reach": "everybody"}"#;

/// The rows as the page shows them: user, result, details.
pub(super) fn rows(page: &Page) -> Vec<(String, String, String)> {
    assert_eq!(page.code(), 200, "{}", page.text());
    let users = page.texts("#list tbody td.wide > a");
    let results = page.texts("#list tbody .badge");
    let details = page.texts("#list tbody td:nth-child(6)");
    let together = users.into_iter().zip(results).zip(details);
    together.map(|((user, result), detail)| (user, result, detail)).collect()
}

pub(super) fn row(user: &str, result: &str, detail: &str) -> (String, String, String) {
    (user.to_owned(), result.to_owned(), detail.to_owned())
}

pub(super) async fn reader(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await
}

#[test]
fn a_reset_by_an_administrator_is_there_at_once_and_the_first_sign_in_follows_it() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.fill(&format!("/users/{}/reset-password", bram.id), &[("verified_by", "saw-id")]).await;
        let password = page.secret();
        let mut rita = reader(portal).await;
        let page = rita.get(REPORT).await;
        assert_eq!(rows(&page), [row("bram.vries", "Succeeded", "There is a new password")]);
        assert!(page.one("#list td.wide").contains("By an administrator: helen.kramer"), "{}", page.main());
        assert_eq!(page.texts("#list tbody td:nth-child(4)"), ["Temporary password"]);
        // The first administrator waits since the installation.
        assert_eq!(page.texts("dd.v"), ["1", "0%", "–", "2"]);
        let mut browser = portal.visitor();
        browser.sign_in(&bram.user_name, &password).await;
        assert_eq!(rows(&rita.get(REPORT).await)[0], row("bram.vries", "In progress", ""));
        portal.advance(SignedDuration::from_mins(7));
        browser.get("/change-password").await;
        browser.post("/change-password", &[("new_password", BETTER)]).await;
        let page = rita.get(REPORT).await;
        assert_eq!(rows(&page)[0], row("bram.vries", "Succeeded", "There is a new password"));
        assert_eq!(page.texts("dd.v")[3], "1");
        // The events of the reset are found by its request.
        let events = page.attributes("#list td.acts a", "href");
        let found = rita.get(&events[1]).await.events();
        assert_eq!(found.len(), 1, "{found:?}");
    });
}

#[test]
fn a_first_sign_in_that_nobody_goes_on_with_is_abandoned_when_no_page_is_open_any_more() {
    run(async |portal| {
        let hans = portal.newcomer("Hans Nieuw").await;
        let sql = "INSERT INTO temporary_password (user_id, made_at, origin, made_by_name) VALUES ($1::text::uuid, now(), 'reset', 'x') \
                   ON CONFLICT DO NOTHING";
        portal.execute(sql, &[&hans.id]).await;
        portal.visitor().sign_in(&hans.user_name, &hans.password).await;
        let mut rita = reader(portal).await;
        assert_eq!(rows(&rita.get(REPORT).await), [row("hans.nieuw", "In progress", "")]);
        // The password is taken for half an hour, a second step is waited for five minutes, and the change page stays open for ten.
        portal.advance(SignedDuration::from_mins(46));
        let mut rita = portal.signed_in(&portal.holder("Rika Lezer", Role::ReportsReader).await).await;
        let told = "Before starting to choose a new password";
        assert_eq!(rows(&rita.get(REPORT).await), [row("hans.nieuw", "Abandoned", told)]);
    });
}

#[test]
fn self_service_is_told_by_the_closed_lists_of_azure_however_it_ends() {
    decided(EVERYBODY, async |portal, mailbox| {
        let names = ["Anna Naam", "Bram Code", "Cor Fout", "Dora Hulp", "Eva Klaar", "Frits Half", "Gerda Keus"];
        let mut people = vec![];
        for name in names {
            people.push(reachable(portal, name).await);
        }
        let nothing = portal.plain("Nico Niets").await;
        let [anna, bram, cor, dora, eva, frits, gerda] = people.as_slice() else { panic!() };
        for person in [anna, bram] {
            portal.visitor().says_who(&person.user_name).await;
        }
        let mut browser = portal.visitor();
        browser.says_who(&cor.user_name).await;
        for _ in 0..5 {
            browser.gives("email", "12345678").await;
        }
        let mut browser = portal.visitor();
        browser.says_who(&dora.user_name).await;
        browser.get("/reset-password/verify").await;
        browser.post("/reset-password/help", &[]).await;
        let mut finished = portal.visitor();
        finished.says_who(&eva.user_name).await;
        let mailed = code(portal, mailbox, eva).await;
        finished.gives("email", &mailed).await;
        finished.get("/reset-password/new").await;
        finished.post("/reset-password/new", &[("new_password", BETTER)]).await;
        for (person, chooses) in [(frits, false), (gerda, true)] {
            let mut browser = portal.visitor();
            browser.says_who(&person.user_name).await;
            let mailed = code(portal, mailbox, person).await;
            browser.gives("email", &mailed).await;
            if chooses {
                browser.get("/reset-password/new").await;
                browser.post("/reset-password/new", &[("new_password", "short")]).await;
            }
        }
        portal.visitor().says_who(&nothing.user_name).await;
        portal.visitor().says_who("nobody.at.all").await;
        let mut rita = reader(portal).await;
        let page = rita.get(REPORT).await;
        let before: Vec<_> = rows(&page).into_iter().map(|(_, result, _)| result).collect();
        assert_eq!(before.iter().filter(|result| *result == "In progress").count(), 4, "{before:?}");
        portal.advance(SignedDuration::from_mins(16));
        let mut rita = portal.signed_in(&portal.holder("Rika Lezer", Role::ReportsReader).await).await;
        let page = rita.get(REPORT).await;
        assert_eq!(
            rows(&page),
            [
                row("nico.niets", "Failed", "Too few proofs are known"),
                row("gerda.keus", "Abandoned", "While choosing a new password"),
                row("frits.half", "Abandoned", "Before starting to choose a new password"),
                row("eva.klaar", "Succeeded", "There is a new password"),
                row("dora.hulp", "Contacted an administrator", "After trying: Code by mail"),
                row("cor.fout", "Blocked", "Too many wrong tries: Code by mail"),
                row("bram.code", "Abandoned", "After starting: Code by mail"),
                row("anna.naam", "Abandoned", "After starting: Code by mail"),
            ],
            "a name that nobody has is in no report"
        );
        assert_eq!(page.texts("dd.v")[..2], ["1", "100%"]);
        assert_eq!(page.texts(".key .n"), ["1", "0", "0", "7"]);
        // Narrowed to a result, and the same rows as a file.
        for (query, number) in
            [("result=abandoned", 4), ("result=blocked", 1), ("kind=administrator", 0), ("person=eva", 1)]
        {
            let listed = rows(&rita.get(&format!("{REPORT}?{query}")).await);
            assert_eq!(listed.len(), number, "{query}");
            let file = cells(&rita.get(&format!("{REPORT}.csv?{query}")).await.body);
            assert_eq!(file.len() - 1, number, "{query}");
        }
        let file = cells(&rita.get(&format!("{REPORT}.csv")).await.body);
        assert_eq!(file[0][..6], ["User", "Role", "Date and Time", "Method(s) Used", "Result", "Details"]);
        assert_eq!(file[4][..2], [eva.user_name.clone(), "User".to_owned()]);
        assert_eq!(file[4][3..], ["Alternate Email", "Succeeded", "The password was reset", "self-service", ""]);
        let ended = portal.last("Download report - finished (bulk)").await;
        assert!(ended.details.contains(r#""file":"password-resets""#) && ended.details.contains(r#""rows":"8""#));
        assert_eq!(ended.result, "success");
    });
}

#[test]
fn whoever_does_not_see_everything_sees_the_own_resets_alone() {
    run(async |portal| {
        let (bram, dora) = (portal.plain("Bram de Vries").await, portal.plain("Dora Jansen").await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let mut hugo = portal.signed_in(&portal.helpdesk("Hugo Prins").await).await;
        helen.fill(&format!("/users/{}/reset-password", bram.id), &[("verified_by", "saw-id")]).await;
        hugo.fill(&format!("/users/{}/reset-password", dora.id), &[("verified_by", "saw-id")]).await;
        let page = helen.get(REPORT).await;
        assert_eq!(rows(&page).len(), 1);
        assert_eq!(page.texts("dd.v"), ["1", "–", "1"]);
        assert!(!page.main().contains("hugo") && !page.main().contains("dora"), "{}", page.main());
        assert_eq!(rows(&helen.get(&format!("{REPORT}?by=hugo")).await).len(), 0);
        let file = helen.get(&format!("{REPORT}.csv?by=hugo.prins")).await.body;
        assert_eq!(cells(&file).len(), 1, "{file}");
        let mut rita = reader(portal).await;
        let page = rita.get(REPORT).await;
        assert_eq!(rows(&page).len(), 2);
        let whom = page.attributes("section[aria-labelledby=makers] td.acts a", "href");
        assert_eq!(whom.len(), 2);
        let page = rita.get(whom[0].split('#').next().unwrap()).await;
        assert_eq!(rows(&page).len(), 1, "{whom:?}");
        // By name, also where it is filtered once more.
        let id = whom[0].split("by=").nth(1).unwrap().split('&').next().unwrap();
        assert!(!page.main().contains(id) && !page.value("by").contains(id), "{}", page.main());
        assert_eq!((page.value("by_id").as_str(), page.value("by")), (id, page.value("by_name")));
        let mut plain = portal.signed_in(&portal.plain("Piet Gewoon").await).await;
        for path in [REPORT.to_owned(), format!("{REPORT}.csv")] {
            assert_eq!(plain.get(&path).await.code(), 403, "{path}");
        }
    });
}

#[test]
fn days_that_are_over_are_counted_once_and_the_numbers_stay_the_same() {
    run(async |portal| {
        // Forty days of three administrators, self-service and first sign-ins.
        portal
            .execute(
                "INSERT INTO password_reset SELECT gen_random_uuid(), now() - n * interval '3 hours', \
                 (ARRAY['self-service', 'administrator', 'first-sign-in'])[1 + n % 3], gen_random_uuid(), 'u' || n, false, \
                 CASE n % 3 WHEN 1 THEN ('00000000-0000-7000-8000-00000000000' || n % 4)::uuid END, CASE n % 3 WHEN 1 THEN 'maker' || n % 4 ELSE '' END, '{}', \
                 CASE WHEN n % 5 = 0 AND n % 3 <> 1 THEN NULL ELSE 'succeeded' END, 'done', now() - n * interval '3 hours', gen_random_uuid() \
                 FROM generate_series(2, 320) AS n",
                &[],
            )
            .await;
        let mut rita = reader(portal).await;
        let shown = async |browser: &mut Visitor, query: &str| {
            let page = browser.get(&format!("{REPORT}?{query}")).await;
            assert_eq!(page.code(), 200, "{query}");
            let makers = page.texts("section[aria-labelledby=makers] td");
            (page.texts("dd.v"), page.texts("figure table td"), page.texts(".key .n"), makers)
        };
        let queries =
            ["", "period=7d", "period=24h", "from=2020-01-01&to=2020-02-01", "by=00000000-0000-7000-8000-000000000001"];
        let mut before = vec![];
        for query in queries {
            before.push(shown(&mut rita, query).await);
        }
        assert_eq!(portal.count("SELECT count(*) FROM password_reset_day").await, 0);
        let tidier = Tidier::new(&portal.house).unwrap();
        tidier.beat().await.unwrap();
        tidier.beat().await.unwrap();
        assert!(portal.count("SELECT count(DISTINCT day) FROM password_reset_day").await >= 38);
        let counted = portal.count("SELECT sum(number)::bigint FROM password_reset_day").await;
        let days = "SELECT count(*) FROM password_reset WHERE at < (SELECT until_day::timestamp AT TIME ZONE time_zone FROM password_reset_counted)";
        assert_eq!(counted, portal.count(days).await);
        for (query, before) in queries.into_iter().zip(before) {
            assert_eq!(shown(&mut rita, query).await, before, "{query}");
        }
        // Where it is another time the days are other days: they are counted anew, and a page meanwhile asks the rows.
        portal.execute("UPDATE password_reset_counted SET time_zone = 'Asia/Tokyo'", &[]).await;
        let all = shown(&mut rita, "").await;
        tidier.beat().await.unwrap();
        assert_eq!(portal.ask("SELECT time_zone FROM password_reset_counted", &[]).await, "Europe/Amsterdam");
        assert_eq!(shown(&mut rita, "").await, all);
    });
}

#[test]
fn a_time_or_filter_that_makes_no_sense_comes_back_with_the_reason_beside_it() {
    run(async |portal| {
        let mut rita = reader(portal).await;
        let long = format!("person={}", "x".repeat(201));
        for (query, field, sentence) in [
            ("from=yesterday", "from", "Enter a day of the calendar, like 2026-11-20"),
            ("from=2026-11-20&to=2026-11-19", "from", "The first day must not come after the last"),
            ("from=2024-11-20&to=2026-11-19", "from", "Choose at most 366 days"),
            ("kind=magic", "kind", "Choose one of the options"),
            ("result=maybe", "result", "Choose one of the options"),
            (&long, "person", "Use at most 200 characters"),
        ] {
            let page = rita.get(&format!("{REPORT}?{query}")).await;
            assert_eq!((page.code(), page.complaints()), (422, vec![sentence.to_owned()]), "{query}");
            assert!(page.complaint(field).contains(sentence), "{query}");
            assert_eq!(rita.get(&format!("{REPORT}.csv?{query}")).await.code(), 422, "{query}");
        }
        // What was left open is told.
        let page = rita.get(&format!("{REPORT}?to=2026-10-01")).await;
        assert_eq!((page.value("from").as_str(), page.value("to").as_str()), ("2026-09-02", "2026-10-01"));
        for query in ["size=7", "after=x", "unknown=1", "person=a&person=b", "person=a%00"] {
            assert_eq!(rita.get(&format!("{REPORT}?{query}")).await.code(), 422, "{query}");
        }
        for query in
            ["from=2025-11-20&to=2026-11-20", "from=9998-01-01", "to=1970-01-01", "period=24h", "person=nobody+there"]
        {
            assert_eq!(rita.get(&format!("{REPORT}?{query}")).await.code(), 200, "{query}");
        }
    });
}
