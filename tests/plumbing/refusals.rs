//! Odd hosts, odd origins and odd bytes are refused before any handler runs.

use crate::support::start;

#[tokio::test]
async fn only_the_public_address_is_answered_under() {
    let server = start();
    let host = server.host.clone();
    let port = host.rsplit(':').next().unwrap();
    let odd = [
        String::new(),
        "evil.example".into(),
        "127.0.0.1".into(),
        format!("localhost:{port}"),
        format!("127.0.0.1:{port}0"),
        format!("127.0.0.1:0{port}"),
        "127.0.0.1:80".into(),
        format!("{host}."),
        format!("{host}/"),
        format!("{host}@evil.example"),
        format!("evil@{host}"),
        format!("evil:x@{host}"),
        format!("{host}, evil.example"),
        format!("{host} evil.example"),
        format!("{host}#evil"),
        format!("{host}?evil"),
        format!("{host}\\evil"),
        format!("evil/{host}"),
        format!("[::1]:{port}"),
        format!("http://{host}"),
        format!("127.0.0.1.:{port}"),
        format!("0x7f000001:{port}"),
    ];
    for value in odd {
        let reply =
            server.raw(format!("GET / HTTP/1.1\r\nHost: {value}\r\nConnection: close\r\n\r\n").as_bytes()).await;
        assert!(matches!(reply.status, 400 | 421), "{value}: {}", reply.status);
    }
    let close = "Connection: close\r\n\r\n";
    for (request, status) in [
        (format!("GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\n{close}"), 421),
        (format!("GET http://user@{host}/ HTTP/1.1\r\nHost: {host}\r\n{close}"), 421),
        (format!("GET http://{host}/ HTTP/1.1\r\nHost: evil.example\r\n{close}"), 421),
        (format!("GET http://{host}/ HTTP/1.1\r\nHost: {host}\r\n{close}"), 200),
        (format!("GET / HTTP/1.1\r\n{close}"), 400),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n{close}"), 400),
        (format!("GET / HTTP/1.0\r\n{close}"), 421),
        (format!("GET / HTTP/1.0\r\nHost: {host}\r\n{close}"), 200),
    ] {
        assert_eq!(server.raw(request.as_bytes()).await.status, status, "{request}");
    }
    for name in ["X-Forwarded-Host", "X-Original-Host", "X-Host", "Forwarded", "X-Forwarded-Proto", "X-Rewrite-URL"] {
        let reply = server.get("/", &format!("{name}: evil.example\r\n")).await;
        assert_eq!((reply.status, reply.head.contains("evil")), (200, false), "{name}");
    }
}

#[tokio::test]
async fn whatever_may_write_must_come_from_our_own_pages() {
    let server = start();
    let host = server.host.clone();
    let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\nConnection: close\r\n";
    for (witness, status) in [
        (String::new(), 403),
        ("Sec-Fetch-Site: same-origin\r\n".into(), 200),
        (format!("Origin: http://{host}\r\n"), 200),
        (format!("Referer: http://{host}/form\r\n"), 200),
        ("Sec-Fetch-Site: cross-site\r\n".into(), 403),
        ("Sec-Fetch-Site: same-site\r\n".into(), 403),
        (format!("Sec-Fetch-Site: none\r\nOrigin: http://{host}\r\n"), 403),
        ("Origin: null\r\n".into(), 403),
        ("Origin: http://evil.example\r\n".into(), 403),
        (format!("Origin: https://{host}\r\n"), 403),
        (format!("Origin: http://{host}.evil.example\r\n"), 403),
        ("Referer: http://evil.example/\r\n".into(), 403),
    ] {
        let request = format!("POST /form HTTP/1.1\r\nHost: {host}\r\n{form}{witness}\r\nname=x");
        let reply = server.raw(request.as_bytes()).await;
        assert_eq!(reply.status, status, "{witness}");
        assert_eq!(reply.all("vary"), ["Origin, Sec-Fetch-Site"], "{witness}");
        if status == 403 {
            assert!(reply.body.contains("page of CrossSite"), "{}", reply.body);
        }
    }
    // Reading is free to come from anywhere, and tells other sites nothing.
    let reply = server.get("/", "Origin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n").await;
    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (200, None));
}

#[tokio::test]
async fn no_byte_in_any_part_of_a_request_is_a_500() {
    let server = start();
    let host = server.host.clone();
    for byte in 0..=255_u8 {
        for (before, after) in [
            (format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nX-Odd: a"), "b\r\n\r\n"),
            (format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nX-O"), "d: b\r\n\r\n"),
            (format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nCookie: __Host-latchkey=a"), "b\r\n\r\n"),
            (format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nX-Forwarded-For: "), "\r\n\r\n"),
            (format!("GET / HTTP/1.1\r\nConnection: close\r\nHost: {host}"), "\r\n\r\n"),
            ("GET /".to_owned(), &*format!(" HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")),
            ("G".to_owned(), &*format!("T / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")),
        ] {
            let request = [before.as_bytes(), &[byte], after.as_bytes()].concat();
            let mut stream = server.connect().await;
            tokio::io::AsyncWriteExt::write_all(&mut stream, &request).await.unwrap();
            // A request that never ends is closed by the head timer, too.
            let reply = crate::support::read(&mut stream).await;
            let known = [200, 400, 403, 404, 405, 408, 421];
            assert!(known.contains(&reply.status), "{byte:#x} in {before}: {} {}", reply.status, reply.head);
        }
    }
    server.alive().await;
}

#[tokio::test]
async fn ambiguous_lengths_are_refused_and_their_connection_ends() {
    let server = start();
    let host = server.host.clone();
    let head = format!(
        "POST /form HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n"
    );
    let smuggled = format!("0\r\n\r\nGET /whoami HTTP/1.1\r\nHost: {host}\r\n\r\n");
    for lengths in [
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n",
        "Content-Length: 6\r\nContent-Length: 6\r\n",
        "Content-Length: 6\r\nContent-Length: 7\r\n",
        "Content-Length: +6\r\n",
        "Content-Length: -6\r\n",
        "Content-Length: 6, 6\r\n",
        "Content-Length: 0x6\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding:\u{b}chunked\r\n",
    ] {
        let reply = server.raw(format!("{head}{lengths}\r\n{smuggled}").as_bytes()).await;
        assert!(matches!(reply.status, 400 | 413), "{lengths:?}: {}", reply.head);
        assert_eq!(reply.body.matches("HTTP/1.1").count(), 0, "{lengths:?} answered twice: {}", reply.body);
    }
}
