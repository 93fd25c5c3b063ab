//! Every answer wears the headers, every error the page of its kind, and none tells what happened inside.

use latchkey::web::middleware::headers::FIXED;

use crate::support::{Reply, start};

fn dressed(reply: &Reply, status: u16) {
    assert_eq!(reply.status, status, "{}", reply.head);
    for (name, value) in FIXED {
        assert_eq!(reply.all(name), [value], "{status} {name}");
    }
    assert_eq!(reply.all("cache-control"), ["no-store"], "{status}");
    assert_eq!(reply.all("x-request-id").len(), 1, "{status}");
    for absent in ["server", "access-control-allow-origin", "reporting-endpoints"] {
        assert_eq!(reply.header(absent), None, "{status}");
    }
    assert!(!reply.body.contains("hunter2"), "{}", reply.body);
}

fn is_page(reply: &Reply, kind: &str) {
    let id = reply.header("x-request-id").unwrap();
    assert_eq!(reply.body, format!("<title>page of {kind}</title>{id}"));
    assert_eq!(reply.all("content-type"), ["text/html; charset=utf-8"]);
    assert_eq!(reply.all("content-length"), [reply.body.len().to_string()]);
}

#[tokio::test]
async fn every_answer_wears_every_security_header() {
    let server = start();
    dressed(&server.get("/", "").await, 200);
    dressed(&server.get("/redirect", "").await, 303);
    for (path, status, kind) in [
        ("/forbidden", 403, "Forbidden"),
        ("/nowhere", 404, "NotFound"),
        ("/people/x", 404, "NotFound"),
        ("/form", 405, "MethodNotAllowed"),
        ("/strict", 405, "MethodNotAllowed"),
        ("/bare", 409, "Conflict"),
        ("/panic", 500, "Internal"),
        ("/fail", 500, "Internal"),
        ("/busy", 503, "Busy"),
    ] {
        let reply = server.get(path, "").await;
        dressed(&reply, status);
        is_page(&reply, kind);
    }
    let many = format!("X-Odd: {}\r\n", "x".repeat(8000)).repeat(5);
    let reply = server.get("/", &many).await;
    dressed(&reply, 431);
    is_page(&reply, "HeadersTooLarge");
    let reply = server.raw(b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").await;
    dressed(&reply, 421);
    is_page(&reply, "Misdirected");
    let reply = server.post("/form", "", &"x".repeat(16 * 1024 + 1)).await;
    dressed(&reply, 413);
    is_page(&reply, "TooLarge");
    let reply = server.post("/form", "", "unknown=1").await;
    dressed(&reply, 422);
    is_page(&reply, "BadForm");
    let reply = server.post("/form", "Content-Encoding: gzip\r\n", "name=x").await;
    dressed(&reply, 415);
    is_page(&reply, "WrongType");
    assert_eq!(server.get("/busy", "").await.header("retry-after").as_deref(), Some("5"));
    server.alive().await;
}

#[tokio::test]
async fn a_page_that_a_handler_drew_and_a_lasting_file_stay_as_they_are() {
    let server = start();
    let reply = server.get("/drawn", "").await;
    assert_eq!((reply.status, reply.body.as_str()), (422, "drawn"));
    let reply = server.get("/asset", "").await;
    assert_eq!(reply.all("cache-control"), ["public, max-age=31536000, immutable"]);
    assert_eq!(reply.header("x-content-type-options").as_deref(), Some("nosniff"));
}

#[tokio::test]
async fn a_panic_costs_one_answer_and_not_the_worker() {
    let server = start();
    for _ in 0..20 {
        let reply = server.get("/panic", "").await;
        dressed(&reply, 500);
        is_page(&reply, "Internal");
    }
    // Not even when the error page itself can not be drawn.
    let reply = server.get("/undrawable", "").await;
    dressed(&reply, 404);
    assert!(reply.body.contains("<h1>404 Not Found</h1>"), "{}", reply.body);
    // A layer that lets an error through is caught the same way: this handler misuses the session.
    let reply = server.post("/confuse", "", "").await;
    dressed(&reply, 500);
    is_page(&reply, "Internal");
    server.alive().await;
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let server = start();
    let (host, from) = (&server.host, "Sec-Fetch-Site: same-origin\r\n");
    for (method, path, status, allow) in [
        ("GET", "/form", 405, Some("POST")),
        ("HEAD", "/form", 405, Some("POST")),
        ("POST", "/", 405, Some("GET, HEAD")),
        ("PUT", "/note", 405, Some("GET, HEAD, POST")),
        ("DELETE", "/people/3", 405, Some("GET, HEAD")),
        ("OPTIONS", "/", 405, Some("GET, HEAD")),
        ("PATCH", "/strict", 405, Some("POST")),
        ("BREW", "/", 405, Some("GET, HEAD")),
        ("TRACE", "/", 405, Some("GET, HEAD")),
        ("TRACE", "/nowhere", 405, Some("GET, HEAD, POST")),
        ("POST", "/nowhere", 404, None),
        ("DELETE", "/nowhere", 404, None),
    ] {
        for extra in ["", from] {
            let request = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{extra}\r\n");
            let reply = server.raw(request.as_bytes()).await;
            // Without a witness an unknown address is not even told to be unknown.
            let status = if status == 404 && extra.is_empty() { 403 } else { status };
            assert_eq!((reply.status, reply.header("allow").as_deref()), (status, allow), "{method} {path}");
        }
    }
    let request = format!("CONNECT {host} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    assert_eq!(server.raw(request.as_bytes()).await.status, 405);
    let request = format!("OPTIONS * HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    assert_eq!(server.raw(request.as_bytes()).await.status, 403);
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let server = start();
    let host = &server.host;
    let reply = server.raw(format!("HEAD / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes()).await;
    dressed(&reply, 200);
    assert_eq!((reply.header("content-length").as_deref(), reply.body.as_str()), (Some("4"), ""));
}
