//! `/healthz` and `/readyz`, on an address of their own.

use std::net::TcpListener;

use reqwest::Method;

use crate::support::cluster::{Database, superuser};
use crate::support::program::Host;
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
    assert_eq!(serve.stop().code, 0);
    drop(root);
    database.drop().await;
}
