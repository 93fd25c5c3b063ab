//! A database that is away, threads that are busy, browsers that leave: nothing half done, nothing untrue said.

use std::sync::Arc;
use std::time::Duration;

use latchkey::cli::house::House;
use latchkey::host::argon::HashCost;
use latchkey::host::hash_pool::{HashPool, HashPoolOptions, Lane};
use reqwest::Method;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::faults::no_room;
use crate::self_service::decide;
use crate::self_service::questions::{ONLY, answered, right};
use crate::support::cluster::superuser;
use crate::support::people::PASSWORD;
use crate::support::server::{Portal, run, run_in};

/// Takes the database away from everybody but the superuser, and gives it back.
async fn away(portal: &Portal, gone: bool) {
    let name = &portal.database.name;
    let root = superuser("postgres").await;
    root.batch_execute(&format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {}", !gone)).await.unwrap();
    if gone {
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'latchkey'";
        root.execute(end, &[name]).await.unwrap();
    }
}

#[test]
fn without_the_database_pages_say_busy_and_nobody_is_taken_for_a_guest() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        // Who waits longer than that for an answer has waited too long.
        let soon = Duration::from_millis(2_500);
        let mut browser = portal.signed_in(&bram).await.within(soon);
        let mut guest = portal.visitor().within(soon);
        guest.get("/sign-in").await;
        away(portal, true).await;
        for path in ["/account", "/users", "/nothing"] {
            let page = browser.get(path).await;
            assert_eq!((page.code(), page.heading().as_str()), (503, "It is very busy just now"), "{path}");
            assert!(!page.header("retry-after").is_empty() && browser.has_session(), "{path}");
        }
        let page = guest.post("/sign-in", &[("username", &bram.user_name), ("password", PASSWORD)]).await;
        assert_eq!(page.code(), 503);
        assert_eq!(page.complaints(), ["It is very busy just now. Nothing was changed. Try again in a moment"]);
        assert_eq!(page.value("username"), bram.user_name);
        away(portal, false).await;
        assert_eq!(browser.get("/account").await.code(), 200);
        let page = guest.post("/sign-in", &[("password", PASSWORD)]).await;
        assert_eq!((page.code(), page.location()), (303, "/"));
        portal.holds().await;
    });
}

#[test]
fn when_too_many_passwords_wait_the_page_says_so_and_keeps_what_was_typed() {
    run_in(tight, async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let helen = portal.helpdesk("Helen Kramer").await;
        let mut helen = portal.signed_in(&helen).await;
        let reset = format!("/users/{}/reset-password", bram.id);
        let form =
            helen.get(&reset).await.form(&reset).unwrap().with("verified_by", "saw-id").with("reason", "Ticket 4711");
        let started = portal.house.hashes.verifications();
        let mut guest = portal.visitor();
        guest.get("/sign-in").await;
        let sign_in = guest.form("/sign-in").with("username", &bram.user_name).with("password", PASSWORD);
        // The one thread is taken by a password that no machine is done with soon.
        let (hashes, slow) = (Arc::clone(&portal.house.hashes), slow_hash());
        let load = tokio::task::spawn_local(async move { hashes.verify(Lane::SignedIn, b"x", &slow).await });
        while portal.house.hashes.verifications() < started + 1 {
            tokio::task::yield_now().await;
        }
        let (ledger, before) =
            (portal.ledger().await, portal.ask("SELECT md5(string_agg(c::text, '')) FROM credential c", &[]).await);
        let page = guest.press("/sign-in", &sign_in).await;
        assert_eq!((page.code(), page.header("retry-after")), (503, "3"));
        assert_eq!(page.value("username"), bram.user_name);
        let page = helen.press(&reset, &form).await;
        assert_eq!(page.code(), 503, "{}", page.text());
        assert!(!page.header("retry-after").is_empty());
        assert_eq!(portal.ledger().await, ledger);
        assert_eq!(portal.ask("SELECT md5(string_agg(c::text, '')) FROM credential c", &[]).await, before);
        while portal.house.hashes.hash(Lane::SignedIn, b"x").await.is_err() {
            tokio::task::yield_now().await;
        }
        let _ = load.await.unwrap();
        // The same forms work once there is room: nothing was spent.
        assert_eq!(helen.submit(&reset, &form).await.code(), 200);
        assert_eq!(guest.submit("/sign-in", &sign_in).await.code(), 422, "the reset came before");
        portal.holds().await;
    });
}

#[test]
fn answers_to_questions_that_could_not_be_judged_are_not_counted() {
    run_in(tight, async |portal| {
        decide(portal, ONLY).await;
        let bram = portal.plain("Bram de Vries").await;
        answered(portal, &bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let verify = "/reset-password/verify";
        let asked = browser.drawn().await;
        let mut form = browser.form(verify).with("method", "questions");
        for (at, question) in asked.iter().enumerate() {
            form.set(&format!("question{}", at + 1), question);
            form.set(&format!("answer{}", at + 1), &right(question));
        }
        let started = portal.house.hashes.verifications();
        let (hashes, slow) = (Arc::clone(&portal.house.hashes), slow_hash());
        let load = tokio::task::spawn_local(async move { hashes.verify(Lane::SignedIn, b"x", &slow).await });
        while portal.house.hashes.verifications() < started + 1 {
            tokio::task::yield_now().await;
        }
        let ledger = portal.ledger().await;
        let page = browser.press(verify, &form).await;
        assert_eq!(page.code(), 503, "{}", page.text());
        let counted = "SELECT coalesce(sum(cardinality(wrong)), 0)::bigint FROM reset_tries";
        // That answers were saved once, and nothing else.
        assert_eq!((portal.count(counted).await, portal.ledger().await), (1, ledger));
        let _ = load.await.unwrap();
        assert_eq!(
            browser.press(verify, &form).await.location(),
            "/reset-password/new",
            "the same form, a moment later"
        );
        portal.holds().await;
    });
}

/// One thread, and nobody waits long.
fn tight(house: &mut House) {
    let cost = HashCost { memory_kib: 8, passes: 1, lanes: 1 };
    let options =
        HashPoolOptions { threads: 1, wait_limit: Duration::from_millis(50), cost, ..HashPoolOptions::default() };
    house.hashes = Arc::new(HashPool::start(&options).unwrap());
}

/// The hash of nobody's password, at a cost that takes a second or more.
fn slow_hash() -> String {
    format!("$argon2id$v=19$m=65536,t=40,p=1${}${}", "A".repeat(22), "A".repeat(43))
}

#[test]
fn a_browser_that_goes_away_cuts_no_deed_in_half() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = format!("/users/{}/reset-password", bram.id);
        let form = helen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id").encoded();
        let holder = superuser(&portal.database.name).await;
        holder.batch_execute("BEGIN; SELECT 1 FROM users FOR UPDATE").await.unwrap();
        let cookies: Vec<_> = helen.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let host = portal.origin.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host).await.unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {}\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            portal.origin,
            cookies.join("; "),
            form.len()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let waiting =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while portal.count(waiting).await == 0 {
            tokio::task::yield_now().await;
        }
        drop(stream);
        // The server has noticed by the time it answers somebody else.
        assert_eq!(helen.peek(Method::GET, "/sign-in", &[], "").await.code(), 303);
        holder.batch_execute("COMMIT").await.unwrap();
        let done =
            "SELECT count(*) FROM audit_event WHERE activity = 'Reset password (by admin)' AND result = 'success'";
        while portal.count(waiting).await > 0 || portal.count(done).await == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(
            portal.ask("SELECT credential_epoch::text FROM users WHERE id = $1::text::uuid", &[&bram.id]).await,
            "2"
        );
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
        // Reload tells that it was done, and offers to do it again.
        let headers = crate::support::visitor::posting(&portal.origin);
        let page = helen.peek(Method::POST, &path, &headers, form).await;
        assert_eq!((page.code(), page.heading().as_str()), (409, "This password has already been shown"));
        portal.holds().await;
    });
}

#[test]
fn a_row_that_stays_locked_makes_the_deed_give_up_and_say_so() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = format!("/users/{}/reset-password", bram.id);
        let form = helen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
        let holder = superuser(&portal.database.name).await;
        holder.batch_execute("BEGIN; SELECT 1 FROM users FOR UPDATE").await.unwrap();
        let page = helen.press(&path, &form).await;
        assert_eq!((page.code(), page.heading().as_str()), (503, "It is very busy just now"));
        holder.batch_execute("COMMIT").await.unwrap();
        assert_eq!(helen.press(&path, &form).await.code(), 200);
        portal.holds().await;
    });
}

#[test]
fn on_a_full_disk_whoever_signs_out_is_out_of_the_browser_and_hears_what_the_server_still_holds() {
    run(async |portal| {
        let mut browser = portal.signed_in(&portal.plain("Bram de Vries").await).await;
        browser.get("/account").await;
        portal.sql.batch_execute(&no_room("audit_event")).await.unwrap();
        let mut leaving = browser.clone();
        let page = leaving.post("/sign-out", &[]).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"));
        assert_eq!(page.header("clear-site-data"), "\"cache\", \"storage\"");
        assert!(!leaving.has_session());
        let said = leaving.follow().await.flash();
        assert!(said.contains("in this browser") && said.contains("could not save that"), "{said}");
        // That is the truth: nothing was written, and a copy of the cookie still opens the session.
        assert!(browser.is_in().await);
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Sign out'").await, 0);
        portal.sql.batch_execute("DROP FUNCTION no_room CASCADE").await.unwrap();
        browser.post("/sign-out", &[]).await;
        assert_eq!(browser.follow().await.flash(), "You are signed out.");
        assert_eq!(portal.last("Sign out").await.result, "success");
        portal.holds().await;
    });
}
