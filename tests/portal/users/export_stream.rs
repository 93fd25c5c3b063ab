//! A file that is sent while it is read: what ends it early, how many at a time, and what the log tells then.

use latchkey::domain::role::Role;
use reqwest::{Client, Response};

use crate::support::people::Person;
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

/// So many people, each of so many letters, are more than all buffers between server and reader hold.
const PEOPLE: i32 = 6_000;
const LETTERS: i32 = 6_000;
const ENDED: &str = "Download users - finished (bulk)";

async fn crowd(portal: &Portal) {
    let sql = "INSERT INTO users (id, user_name, display_name, job_title, source, created_at, sort_name, search_text) \
               SELECT gen_random_uuid(), 'p' || n || '@noordzee.example', 'Person ' || n, repeat('x', $2), 'external', now(), \
               'person ' || n, 'person ' || n FROM generate_series(1, $1) AS n";
    portal.execute(sql, &[&PEOPLE, &LETTERS]).await;
}

/// Opens the file, and reads nothing of it yet.
async fn opened(browser: &Visitor) -> Response {
    let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Client::builder().no_proxy().build().unwrap().get(format!("{}/users/export.csv", browser.origin));
    request.header("cookie", cookies.join("; ")).send().await.unwrap()
}

/// Until the log tells of so many ends.
async fn ends(portal: &Portal, number: i64) {
    let sql = format!("SELECT count(*) FROM audit_event WHERE activity = '{ENDED}'");
    while portal.count(&sql).await < number {
        tokio::task::yield_now().await;
    }
}

async fn administrator(portal: &Portal, name: &str) -> (Person, Visitor) {
    let person = portal.holder(name, Role::DirectoryReader).await;
    let browser = portal.signed_in(&person).await;
    (person, browser)
}

#[test]
fn a_reader_who_goes_away_ends_it_and_the_log_says_so() {
    run(async |portal| {
        crowd(portal).await;
        let (_, browser) = administrator(portal, "Dirk Lezer").await;
        let mut file = opened(&browser).await;
        assert_eq!(file.status(), 200);
        assert!(file.chunk().await.unwrap().unwrap().starts_with("\u{feff}objectId,".as_bytes()));
        drop(file);
        ends(portal, 1).await;
        let row = portal.last(ENDED).await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "broken-off"));
        let rows: i32 = row.details.split("\"rows\":\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
        assert!(rows > 0 && rows < PEOPLE, "{rows}");
        // The place is free again, and the whole is still to be had.
        let whole = opened(&browser).await.text().await.unwrap();
        assert_eq!(whole.lines().count(), usize::try_from(PEOPLE).unwrap() + 3);
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let log = gwen.get("/audit?result=failure").await;
        assert!(log.says("was broken off (rows: "), "{}", log.main());
    });
}

#[test]
fn whoever_may_not_any_more_gets_no_further_and_no_end_of_the_file() {
    run(async |portal| {
        crowd(portal).await;
        let over = [
            "UPDATE users SET enabled = false WHERE id = $1::text::uuid",
            "UPDATE auth_session SET revoked_at = now() WHERE user_id = $1::text::uuid",
            "UPDATE users SET credential_epoch = credential_epoch + 1 WHERE id = $1::text::uuid",
            "DELETE FROM role_assignment WHERE user_id = $1::text::uuid",
        ];
        for (number, over) in over.into_iter().enumerate() {
            let (person, browser) = administrator(portal, &format!("Dirk{number} Lezer")).await;
            let mut file = opened(&browser).await;
            file.chunk().await.unwrap().unwrap();
            portal.execute(over, &[&person.id]).await;
            let rest = file.bytes().await;
            assert!(rest.is_err(), "{over}: the file ended as if it were whole");
            ends(portal, i64::try_from(number).unwrap() + 1).await;
            assert_eq!(portal.last(ENDED).await.reason, "broken-off", "{over}");
        }
    });
}

#[test]
fn one_of_each_person_and_few_of_all_are_sent_at_a_time() {
    run(async |portal| {
        crowd(portal).await;
        let (_, mut dirk) = administrator(portal, "Dirk Lezer").await;
        let first = opened(&dirk).await;
        assert_eq!(first.status(), 200);
        let page = dirk.get("/users/export.csv").await;
        assert_eq!((page.code(), page.header("retry-after")), (429, "5"));
        let mut others = vec![];
        for number in 0..3 {
            let (_, browser) = administrator(portal, &format!("Lies{number} Lezer")).await;
            let file = opened(&browser).await;
            assert_eq!(file.status(), 200, "{number}");
            others.push(file);
        }
        let (_, mut late) = administrator(portal, "Laat Lezer").await;
        let page = late.get("/users/export.csv").await;
        assert_eq!((page.code(), page.header("retry-after")), (503, "5"));
        // Nobody waits for a reader who takes nothing: no transaction is open, and pages are answered.
        let open = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'";
        while portal.count(open).await > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(late.get("/users").await.code(), 200);
        drop((first, others));
        ends(portal, 4).await;
        assert_eq!(late.get("/users/export.csv?q=nobody").await.code(), 200);
    });
}
