//! Forms that are too large, too slow, of the wrong type, or lie about their length.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::{Server, read, start};

const MOST: usize = 16 * 1024;

fn head(server: &Server, path: &str, more: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n{more}\r\n",
        server.host
    )
}

/// Sends the start of a body and then nothing, or a drop now and then.
async fn dripping(server: &Server, request: &str) -> crate::support::Reply {
    let (mut reading, mut writing) = server.connect().await.into_split();
    writing.write_all(request.as_bytes()).await.unwrap();
    let drip = tokio::spawn(async move {
        while writing.write_all(b"1\r\na\r\n").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    let started = std::time::Instant::now();
    let mut bytes = Vec::new();
    let end = tokio::time::timeout(Duration::from_secs(2), reading.read_to_end(&mut bytes)).await;
    assert!(end.is_ok(), "the connection stayed open after {:?}", String::from_utf8_lossy(&bytes));
    drip.abort();
    let head = String::from_utf8_lossy(&bytes).into_owned();
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    crate::support::Reply { status, body: String::new(), head, took: started.elapsed() }
}

#[tokio::test]
async fn a_form_is_read_whole_however_it_is_sent() {
    let server = start();
    assert_eq!(server.post("/form", "", "name=Ada&password=p%C3%A4ss").await.body, "Ada 4 false");
    let request = head(&server, "/form", "Transfer-Encoding: chunked\r\nConnection: close\r\n");
    let reply = server.raw(format!("{request}5\r\nname=\r\n3\r\nAda\r\n0\r\n\r\n").as_bytes()).await;
    assert_eq!((reply.status, reply.body.as_str()), (200, "Ada 0 false"));
    // Parts that stay allowed: a full body of many small fields, and exactly the limit.
    let full = format!("name=Ada{}", "&".repeat(MOST - 8));
    assert_eq!(server.post("/form", "", &full).await.status, 200);
}

#[tokio::test]
async fn a_body_over_the_limit_is_413_whatever_its_length_says() {
    let server = start();
    let over = "x".repeat(MOST + 1);
    assert_eq!(server.post("/form", "", &over).await.status, 413);
    // Chunked: no length at all.
    let request = head(&server, "/form", "Transfer-Encoding: chunked\r\nConnection: close\r\n");
    let reply = server.raw(format!("{request}{:x}\r\n{over}\r\n0\r\n\r\n", over.len()).as_bytes()).await;
    assert_eq!(reply.status, 413);
    // Announced, never sent: the answer does not wait.
    let request = head(&server, "/form", "Content-Length: 1000000000\r\n");
    let reply = server.raw(request.as_bytes()).await;
    assert_eq!(reply.status, 413);
    assert!(reply.took < Duration::from_millis(900), "{:?}", reply.took);
    // Sent on and on, in chunks.
    let request = head(&server, "/form", "Transfer-Encoding: chunked\r\n");
    let chunk = format!("{:x}\r\n{}\r\n", 4096, "y".repeat(4096));
    let mut stream = server.connect().await;
    stream.write_all(request.as_bytes()).await.unwrap();
    for _ in 0..8 {
        if stream.write_all(chunk.as_bytes()).await.is_err() {
            break;
        }
    }
    assert_eq!(read(&mut stream).await.status, 413);
    server.alive().await;
}

#[tokio::test]
async fn a_body_that_does_not_arrive_in_time_is_408_and_ends_the_connection() {
    let server = start();
    let deadline = server.body.deadline;
    for lengths in ["Content-Length: 100\r\n", "Transfer-Encoding: chunked\r\n"] {
        let reply = server.raw(format!("{}2\r\nna\r\n", head(&server, "/form", lengths)).as_bytes()).await;
        assert_eq!(reply.status, 408, "{lengths}");
        assert_eq!(reply.header("connection").as_deref(), Some("close"));
        assert!(reply.took >= deadline && reply.took < deadline + Duration::from_millis(900), "{:?}", reply.took);
    }
    let reply = dripping(&server, &head(&server, "/form", "Transfer-Encoding: chunked\r\n")).await;
    assert_eq!(reply.status, 408);
    assert!(reply.took < deadline + Duration::from_millis(900), "{:?}", reply.took);
}

#[tokio::test]
async fn a_body_that_nobody_reads_holds_no_connection_open() {
    let server = start();
    let chunked = "Transfer-Encoding: chunked\r\n";
    let from = head(&server, "/nowhere", chunked);
    let host = &server.host;
    for (request, status) in [
        (from, 404),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\n{chunked}\r\n"), 200),
        (format!("GET /redirect HTTP/1.1\r\nHost: {host}\r\n{chunked}\r\n"), 303),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5000\r\n\r\n"), 200),
        (format!("POST /form HTTP/1.1\r\nHost: {host}\r\n{chunked}\r\n"), 403),
        (format!("POST /form HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5000\r\n\r\n"), 403),
        (format!("GET / HTTP/1.1\r\nHost: evil.example\r\n{chunked}\r\n"), 421),
    ] {
        let reply = dripping(&server, &request).await;
        assert_eq!(reply.status, status, "{request}");
        assert!(reply.took < Duration::from_millis(900), "{request} {:?}", reply.took);
    }
    server.alive().await;
}

#[tokio::test]
async fn only_forms_are_read() {
    let server = start();
    let host = &server.host;
    for kind in [
        "",
        "Content-Type:\r\n",
        "Content-Type: text/plain\r\n",
        "Content-Type: multipart/form-data; boundary=x\r\n",
        "Content-Type: application/json\r\n",
        "Content-Type: application/x-www-form-urlencoded; charset=utf-16\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Type: application/x-www-form-urlencoded\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Encoding: gzip\r\n",
        "Content-Type: \u{ff}\r\n",
    ] {
        let request = format!(
            "POST /form HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
             Content-Length: 6\r\n{kind}\r\nname=x"
        );
        assert_eq!(server.raw(request.as_bytes()).await.status, 415, "{kind}");
    }
}

#[tokio::test]
async fn fields_that_are_repeated_unknown_lossy_or_unprintable_are_422() {
    let server = start();
    for body in [
        "name=a&name=a",
        "other=1",
        "name=%ff",
        "name=%fe",
        "name=%00",
        "name=a%0Ab",
        "password=%1b",
        "name=%EF%BF%BD",
        "=",
        "password=%09",
        "name=%C2%85",
    ] {
        assert_eq!(server.post("/form", "", body).await.status, 422, "{body}");
    }
    assert_eq!(server.post("/form", "", "name=%2561").await.body, "%61 0 false");
    assert_eq!(server.post("/form", "", "").await.status, 200);
    for byte in 0..=255_u8 {
        let (host, escaped) = (&server.host, format!("name=%{byte:02x}&password=%{byte:02X}"));
        let head = format!(
            "POST /form HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        );
        for body in [escaped.into_bytes(), vec![b'n', b'=', byte, byte], vec![byte; 64]] {
            let request = [format!("{head}{}\r\n\r\n", body.len()).as_bytes(), &body].concat();
            let reply = server.raw(&request).await;
            assert!(matches!(reply.status, 200 | 422), "{byte:#x} {body:?} {}", reply.status);
        }
    }
}

#[tokio::test]
async fn broken_chunks_are_400_and_a_client_that_goes_away_harms_nobody() {
    let server = start();
    for chunks in ["zz\r\nabc\r\n", "-1\r\n", "5\r\nabcdefgh\r\n", "ffffffffffffffffff\r\na"] {
        let request = head(&server, "/form", "Transfer-Encoding: chunked\r\n");
        let reply = server.raw(format!("{request}{chunks}").as_bytes()).await;
        assert!(matches!(reply.status, 400 | 413), "{chunks:?}: {}", reply.head);
    }
    for _ in 0..20 {
        let mut stream = server.connect().await;
        stream.write_all(head(&server, "/form", "Content-Length: 100\r\n").as_bytes()).await.unwrap();
        drop(stream);
    }
    server.alive().await;
}
