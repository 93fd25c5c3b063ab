//! `/healthz` and `/readyz`, on an address of their own, also while more want the database than there are connections (F8).

use std::net::TcpListener;
use std::time::Duration;

use futures_util::future::{join, join_all, join3};
use reqwest::Method;

use crate::support::cluster::{Database, superuser};
use crate::support::program::Host;
use crate::support::verify;
use crate::support::visitor::Visitor;

#[tokio::test(flavor = "multi_thread")]
async fn readiness_follows_the_database_and_liveness_does_not() {
    let database = Database::empty().await;
    let mut host = Host::with_database(&database.url);
    // Free a moment ago; nobody here asks for a certain port.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    host.set("LATCHKEY_OPS_LISTEN", &address);
    let mut serve = host.start(&["serve"]);
    let browser = serve.visitor();
    assert_eq!(browser.peek(Method::GET, "/sign-in", &[], "").await.code(), 200);
    serve.wait_for("serving");
    let mut probe = Visitor::new(&format!("http://{address}"));
    assert_eq!(probe.get("/healthz").await.code(), 200);
    let page = probe.get("/readyz").await;
    assert_eq!((page.code(), page.body.contains(r#""ready":true"#)), (200, true), "{}", page.body);
    for name in ["database", "keys", "clock", "audit-log", "hashing"] {
        assert!(page.body.contains(&format!(r#""name":"{name}","ok":true"#)), "{name}: {}", page.body);
    }
    assert!(!page.body.contains("warning"), "{}", page.body);
    // What a replaced server sees, and one that somebody put an old database under.
    let (newer, older) = ("29991231000000", "a schema that is older");
    let owner = superuser(&database.name).await;
    owner.execute("INSERT INTO __diesel_schema_migrations (version) VALUES ($1)", &[&newer]).await.unwrap();
    let page = probe.get("/readyz").await;
    assert_eq!((page.code(), page.body.matches(r#""warning":true"#).count()), (200, 1), "{}", page.body);
    owner.batch_execute("BEGIN; CREATE TABLE kept AS SELECT * FROM __diesel_schema_migrations").await.unwrap();
    owner.batch_execute("DELETE FROM __diesel_schema_migrations WHERE version > '20261130'; COMMIT").await.unwrap();
    let page = probe.get("/readyz").await;
    assert_eq!((page.code(), page.body.contains("latchkey migrate")), (503, true), "{older}: {}", page.body);
    owner
        .batch_execute(&format!(
            "INSERT INTO __diesel_schema_migrations SELECT * FROM kept WHERE version > '20261130' AND version <> '{newer}'"
        ))
        .await
        .unwrap();
    drop(owner);
    let root = superuser("postgres").await;
    let name = &database.name;
    root.batch_execute(&format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")).await.unwrap();
    root.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", &[name]).await.unwrap();
    let page = probe.get("/readyz").await;
    assert_eq!((page.code(), page.body.contains(r#""ready":false"#)), (503, true), "{}", page.body);
    assert!(!page.body.contains("postgres"), "the answer tells where the database is: {}", page.body);
    assert_eq!(probe.get("/healthz").await.code(), 200);
    root.batch_execute(&format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")).await.unwrap();
    let page = probe.get("/readyz").await;
    assert_eq!(page.code(), 200, "{}", page.body);
    // Neither answers at the portal's own door, and no page at this one.
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(browser.peek(Method::GET, path, &[], "").await.code(), 404, "{path}");
    }
    assert_eq!(probe.get("/sign-in").await.code(), 404);
    // Who looks is told of a stop before it begins: meanwhile pages are served.
    serve.terminate();
    serve.wait_for("stopping");
    let page = probe.get("/readyz").await;
    assert_eq!((page.code(), page.body.contains("it stops")), (503, true), "{}", page.body);
    assert_eq!(browser.peek(Method::GET, "/sign-in", &[], "").await.code(), 200);
    assert_eq!(serve.end().code, 0);
    drop(root);
    database.drop().await;
}

/// The number behind a name, and its labels, in the text of `/metrics`.
pub(super) fn told(text: &str, name: &str) -> Option<f64> {
    text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_metrics_count_what_happens_and_tell_when_the_database_does_not_answer() {
    let database = Database::empty().await;
    let mut host = Host::with_database(&database.url);
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    host.set("LATCHKEY_OPS_LISTEN", &address);
    let mut serve = host.start(&["serve"]);
    let mut browser = serve.visitor();
    serve.wait_for("serving");
    assert_eq!(browser.sign_in("admin", "not the password of anybody").await.code(), 422);
    let mut probe = Visitor::new(&format!("http://{address}"));
    let page = probe.get("/metrics").await;
    let text = page.body.clone();
    assert_eq!(
        (page.code(), page.header("content-type")),
        (200, "application/openmetrics-text; version=1.0.0; charset=utf-8")
    );
    assert!(text.ends_with("# EOF\n"), "{text}");
    for (name, least, most) in [
        ("latchkey_requests_total{status=\"2xx\"}", 1.0, 100.0),
        ("latchkey_requests_total{status=\"4xx\"}", 1.0, 1.0),
        ("latchkey_request_duration_seconds_count", 2.0, 100.0),
        ("latchkey_deeds_total{activity=\"Sign in\",result=\"failure\"}", 1.0, 1.0),
        ("latchkey_hashes_total", 1.0, 100.0),
        ("latchkey_hashes_waiting", 0.0, 0.0),
        ("latchkey_database_connections", 1.0, 20.0),
        ("latchkey_database_connections_wanted", 0.0, 0.0),
        ("latchkey_database_waits_in_vain_total", 0.0, 0.0),
        ("latchkey_database_up", 1.0, 1.0),
        ("latchkey_audit_unlinked_rows", 0.0, 10.0),
        ("latchkey_audit_broken", 0.0, 0.0),
    ] {
        let told = told(&text, name).unwrap_or_else(|| panic!("{name} is not told:\n{text}"));
        assert!((least..=most).contains(&told), "{name} {told}");
    }
    // Within seconds every row has its link.
    while told(&probe.get("/metrics").await.body, "latchkey_audit_unlinked_rows") != Some(0.0) {
        tokio::task::yield_now().await;
    }
    let root = superuser("postgres").await;
    let name = &database.name;
    root.batch_execute(&format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")).await.unwrap();
    root.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", &[name]).await.unwrap();
    let page = probe.get("/metrics").await;
    assert_eq!((page.code(), told(&page.body, "latchkey_database_up")), (200, Some(0.0)), "{}", page.body);
    root.batch_execute(&format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")).await.unwrap();
    assert_eq!(serve.stop().code, 0);
    drop(root);
    database.drop().await;
}

/// What `serve` opens for its one worker.
const CONNECTIONS: usize = 3;

/// Whoever signs in waits for the test, however long locks are waited for.
const SIGN_INS_WAIT: &str = "CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql SET lock_timeout = 0 AS \
    $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NULL; END $$; \
    CREATE TRIGGER waits BEFORE INSERT ON auth_session FOR EACH STATEMENT EXECUTE FUNCTION wait_for_the_test(); \
    SELECT pg_advisory_lock(4711)";

#[tokio::test(flavor = "multi_thread")]
async fn who_gets_no_connection_is_told_so_in_time_and_neither_liveness_nor_readiness_waits_there() {
    let database = Database::empty().await;
    let mut host = Host::with_database(&database.url);
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    host.set("LATCHKEY_OPS_LISTEN", &address);
    let password = "amber kettle window 21";
    let names: Vec<_> = (0..=CONNECTIONS).map(|number| format!("person{number}")).collect();
    for name in &names {
        let made = host.run_with(&["admin", "create", "--user-name", name, "--password-stdin"], password);
        assert_eq!(made.code, 0, "{}", made.err);
    }
    let mut serve = host.start(&["serve"]);
    let mut late = serve.visitor();
    serve.wait_for("serving");
    late.sign_in(&names[CONNECTIONS], password).await;
    assert!(late.has_session(), "{}", late.page().text());
    let mut crowd = vec![];
    for name in &names[..CONNECTIONS] {
        let mut browser = Visitor::new(&late.origin);
        browser.get("/sign-in").await;
        let form = browser.form("/sign-in").with("username", name).with("password", password);
        crowd.push((browser, form));
    }
    let root = superuser(&database.name).await;
    root.batch_execute(SIGN_INS_WAIT).await.unwrap();
    let mut probe = Visitor::new(&format!("http://{address}")).within(Duration::from_secs(2));
    let meanwhile = async {
        let waiting =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'";
        let all = i64::try_from(CONNECTIONS).unwrap();
        while root.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) != all {
            tokio::task::yield_now().await;
        }
        // Two seconds, and what else there is to do.
        let patient = late.within(Duration::from_millis(3_500));
        let waited = patient.peek(Method::GET, "/users", &[], "");
        let (page, alive, ready) =
            join3(waited, probe.peek(Method::GET, "/healthz", &[], ""), probe.peek(Method::GET, "/readyz", &[], ""))
                .await;
        root.batch_execute("SELECT pg_advisory_unlock(4711)").await.unwrap();
        assert_eq!((page.code(), page.heading().as_str()), (503, "It is very busy just now"));
        assert!(!page.header("retry-after").is_empty());
        assert_eq!((alive.code(), ready.code()), (200, 200), "{}", ready.body);
    };
    let pressed = join_all(crowd.iter().map(|(browser, form)| browser.press("/sign-in", form)));
    let (answers, ()) = join(pressed, meanwhile).await;
    for page in answers {
        assert_eq!((page.code(), page.location()), (303, "/"), "{}", page.text());
    }
    assert_eq!(late.get("/users").await.code(), 200);
    let metrics = probe.get("/metrics").await.body;
    assert_eq!(told(&metrics, "latchkey_database_waits_in_vain_total"), Some(1.0), "{metrics}");
    verify::holds(&root).await;
    assert_eq!(serve.stop().code, 0);
    let verified = host.run(&["audit", "verify"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    drop(root);
    database.drop().await;
}
