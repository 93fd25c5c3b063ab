//! Starting, stopping, and starting many at once.

use std::fs::File;
use std::net::TcpListener;
use std::process::Stdio;
use std::time::{Duration, Instant};

use latchkey::host::master_key::MasterKey;
use reqwest::Method;
use rustix::process::{Pid, Signal, kill_process};
use tokio::net::TcpStream;

use crate::support::cluster::{Database, connect};
use crate::support::people::BETTER;
use crate::support::program::{Host, Running};
use crate::support::visitor::Visitor;

const SECRET: &str = "Temporary password: ";

/// Signs the first administrator in and through the wall.
async fn first_administrator(browser: &mut Visitor, secret: &str) {
    let page = browser.sign_in("admin", secret).await;
    assert_eq!((page.code(), page.location()), (303, "/change-password"));
    browser.follow().await;
    assert_eq!(browser.post("/change-password", &[("new_password", BETTER)]).await.code(), 303);
}

fn secret_of(serve: &mut Running) -> String {
    let line = serve.wait_for(SECRET);
    line.strip_prefix(SECRET).unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_prints_three_lines_once_and_logs_no_secret() {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    let mut serve = host.start(&["serve"]);
    let mut browser = serve.visitor();
    let secret = secret_of(&mut serve);
    first_administrator(&mut browser, &secret).await;
    assert_eq!(browser.get("/").await.heading(), "Home");
    let token = browser.cookies["__Host-latchkey"].clone();
    let done = serve.stop();
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
    let lines: Vec<_> = done.err.lines().collect();
    assert!(lines[0].starts_with("Address: http://127.0.0.1:"), "{}", lines[0]);
    assert_eq!(lines[1], "User name: admin@noordzee.example");
    assert_eq!(lines[2], format!("{SECRET}{secret}"));
    assert!(lines.len() > 3, "nothing was logged");
    let log = lines[3..].join("\n");
    for word in [secret.as_str(), &secret.replace('-', ""), BETTER, &token, &database.url] {
        assert!(!log.contains(word), "the log holds a secret");
    }
    assert!(log.lines().all(|line| line.starts_with('{') && line.ends_with('}')), "{log}");
    // The second start prints no secret, in a log of the other kind, and `latchkey` alone is `latchkey serve`.
    let mut host = host;
    host.set("LATCHKEY_LOG", "text");
    let mut serve = host.start(&[]);
    serve.wait_for("Latchkey serves http://127.0.0.1:");
    let done = serve.stop();
    assert_eq!(done.code, 0);
    assert!(!done.err.contains("password:") && !done.err.contains("User name:"), "{}", done.err);
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_starts_at_once_make_one_first_administrator() {
    let database = Database::empty().await;
    let mut host = Host::with_database(&database.url);
    // Eight hosts of one house share its master key.
    let key = host.folder().join("master.key");
    MasterKey::load_or_create(&key).unwrap();
    host.set("LATCHKEY_MASTER_KEY_FILE", key.to_str().unwrap());
    let mut serves: Vec<_> = (0..4).map(|_| host.start(&["serve"])).collect();
    let migrates: Vec<_> = (0..4).map(|_| host.start(&["migrate"])).collect();
    let mut told = String::new();
    for migrate in migrates {
        let done = migrate.end();
        assert_eq!(done.code, 0, "{}", done.err);
        told.push_str(&done.err);
        told.push('\n');
    }
    for serve in &mut serves {
        let browser = serve.visitor();
        assert_eq!(browser.peek(Method::GET, "/sign-in", &[], "").await.code(), 200);
    }
    for serve in serves {
        let done = serve.stop();
        assert_eq!(done.code, 0, "{}", done.err);
        told.push_str(&done.err);
        told.push('\n');
    }
    assert_eq!(told.matches(SECRET).count(), 1, "{told}");
    let client = connect(&database.url).await;
    let people: i64 = client.query_one("SELECT count(*) FROM users", &[]).await.unwrap().get(0);
    assert_eq!(people, 1);
    drop(client);
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_lets_a_running_deed_end() {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    let mut serve = host.start(&["serve"]);
    let mut browser = serve.visitor();
    let secret = secret_of(&mut serve);
    first_administrator(&mut browser, &secret).await;
    let page = browser.get("/account/password").await;
    let form = page.form("/account/password").unwrap().with("current_password", BETTER);
    let form = form.with("new_password", "quiet harbour lamp 19 swings");
    // Somebody holds the row: the deed has begun and waits.
    let holder = connect(&database.url).await;
    holder.batch_execute("BEGIN; SELECT 1 FROM users FOR UPDATE").await.unwrap();
    let deed = tokio::spawn(async move { browser.press("/account/password", &form).await });
    let watcher = connect(&database.url).await;
    let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted";
    while watcher.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
        tokio::task::yield_now().await;
    }
    serve.terminate();
    serve.wait_for("stopping");
    holder.batch_execute("COMMIT").await.unwrap();
    let page = deed.await.unwrap();
    assert_eq!((page.code(), page.location()), (303, "/account"));
    let done = serve.end();
    assert_eq!(done.code, 0, "{}", done.err);
    let changed =
        "SELECT count(*) FROM audit_event WHERE activity = 'Change password (self-service)' AND result = 'success'";
    assert_eq!(watcher.query_one(changed, &[]).await.unwrap().get::<_, i64>(0), 2);
    drop((holder, watcher));
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_database_the_program_brings_and_stops_its_own() {
    let host = Host::with_its_own();
    let done = host.run(&["migrate"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let told: Vec<_> = done.err.lines().map(|line| line.split(": ").next().unwrap_or("")).collect();
    assert_eq!(told[..3], ["Address", "User name", "Temporary password"], "{}", done.err);
    let postmaster = host.folder().join("data/pg/postmaster.pid");
    assert!(!postmaster.exists(), "Postgres still runs");
    let mut serve = host.start(&["serve"]);
    let browser = serve.visitor();
    assert_eq!(browser.peek(Method::GET, "/sign-in", &[], "").await.code(), 200);
    // A command beside the server uses the same Postgres and leaves it to the server.
    let beside = host.run(&["check"]);
    assert_eq!(beside.code, 0, "{} {}", beside.out, beside.err);
    assert!(beside.out.contains("its own, in the data folder"), "{}", beside.out);
    assert_eq!(browser.peek(Method::GET, "/account", &[], "").await.code(), 303);
    assert_eq!(serve.stop().code, 0);
    assert!(!postmaster.exists(), "Postgres still runs");
}

#[tokio::test(flavor = "multi_thread")]
async fn check_says_what_is_well_and_what_to_do_about_the_rest() {
    let database = Database::empty().await;
    let mut host = Host::with_database(&database.url);
    assert_eq!(host.run(&["migrate"]).code, 0);
    let done = host.run(&["check"]);
    assert_eq!(done.code, 0, "{}", done.err);
    for words in ["Configuration: fine.", "up to date", "latchkey_app", "Keys: they open"] {
        assert!(done.out.contains(words), "{words}: {}", done.out);
    }
    let other = host.folder().join("other.key");
    host.set("LATCHKEY_MASTER_KEY_FILE", other.to_str().unwrap());
    let done = host.run(&["check"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("is missing") && done.err.contains("LATCHKEY_MASTER_KEY_FILE"), "{}", done.err);
    host.set("LATCHKEY_DATABASE_URL", "postgresql://nobody:hush-hush@127.0.0.1:1/nothing");
    let done = host.run(&["check"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("LATCHKEY_DATABASE_URL") && !done.err.contains("hush-hush"), "{}", done.err);
    host.set("LATCHKEY_LISTEN", "somewhere");
    for command in ["check", "serve", "migrate"] {
        let done = host.run(&[command]);
        assert_eq!(done.code, 1);
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
        assert!(done.err.contains("LATCHKEY_LISTEN"), "{}", done.err);
    }
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_usage_ends_with_two() {
    let host = Host::with_its_own();
    for arguments in [
        &["dance"][..],
        &["admin"],
        &["admin", "create"],
        &["serve", "--fast"],
        &["demo", "--people", "0"],
        &["demo", "--people", "many"],
        &["admin", "recover"],
    ] {
        let done = host.run(arguments);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}: {}", done.err);
        assert!(!done.err.is_empty());
    }
    assert!(!host.folder().join("data").exists(), "wrong usage touched the data folder");
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_can_not_be_written_keeps_nobody_out() {
    let database = Database::empty().await;
    let mut host = Host::with_database(&database.url);
    assert_eq!(host.run(&["migrate"]).code, 0);
    for kind in ["json", "text"] {
        // Free a moment ago; nobody here asks for a certain port.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        host.set("LATCHKEY_LISTEN", &address.to_string());
        host.set("LATCHKEY_LOG", kind);
        // The disk under the log is full.
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut serve = host.command(&["serve"]).stdout(Stdio::null()).stderr(full).spawn().unwrap();
        let started = Instant::now();
        while TcpStream::connect(address).await.is_err() {
            assert!(serve.try_wait().unwrap().is_none() && started.elapsed() < Duration::from_mins(1), "{kind}");
            tokio::task::yield_now().await;
        }
        let mut browser = Visitor::new(&format!("http://{address}"));
        assert_eq!(browser.get("/sign-in").await.code(), 200, "{kind}");
        assert_eq!(browser.sign_in("admin", "not the password of anybody").await.code(), 422, "{kind}");
        kill_process(Pid::from_child(&serve), Signal::TERM).unwrap();
        assert_eq!(serve.wait().unwrap().code(), Some(0), "{kind}");
    }
    let client = connect(&database.url).await;
    let refused = "SELECT count(*) FROM audit_event WHERE activity = 'Sign in' AND result = 'failure'";
    assert_eq!(client.query_one(refused, &[]).await.unwrap().get::<_, i64>(0), 2);
    drop(client);
    database.drop().await;
}
