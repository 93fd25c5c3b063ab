//! Ids, addresses and log lines; slow heads; several servers; a graceful stop; the operators' address.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use latchkey::domain::id::RequestId;
use latchkey::web::ops::health::{self, Check};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::{log, read, start, start_with};

#[tokio::test]
async fn every_request_has_an_id_of_its_own_and_one_line_in_the_log() {
    let server = start();
    let mut ids = std::collections::HashSet::new();
    for _ in 0..10 {
        let reply =
            server.get("/address?q=hunter2-searched", "X-Request-Id: mine\r\nReferer: http://hunter2-came/\r\n").await;
        let id = reply.header("x-request-id").unwrap();
        id.parse::<RequestId>().unwrap();
        assert!(reply.body.starts_with(&id), "{}", reply.body);
        let lines: Vec<String> = log().lines().filter(|line| line.contains(&id)).map(str::to_owned).collect();
        assert_eq!(lines.len(), 1, "{lines:?}");
        for part in
            ["\"status\":200", "\"method\":\"GET\"", "\"path\":\"/address\"", "\"level\":\"INFO\"", "microseconds"]
        {
            assert!(lines[0].contains(part), "{} lacks {part}", lines[0]);
        }
        assert!(ids.insert(id));
    }
    assert!(!log().contains("hunter2-"));
}

#[tokio::test]
async fn only_a_trusted_proxy_may_say_who_the_client_is() {
    let server = start();
    let forged = "X-Forwarded-For: 198.51.100.7\r\nForwarded: for=198.51.100.7\r\nX-Real-IP: 198.51.100.7\r\n";
    assert!(server.get("/address", forged).await.body.ends_with(" 127.0.0.1"));
    let server = start_with(vec!["127.0.0.0/8".parse().unwrap()]);
    assert!(server.get("/address", forged).await.body.ends_with(" 198.51.100.7"));
    let odd = "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 198.51.100.8, 127.0.0.2\r\n";
    assert!(server.get("/address", odd).await.body.ends_with(" 198.51.100.8"));
    assert!(server.get("/address", "X-Forwarded-For: nobody\r\n").await.body.ends_with(" 127.0.0.1"));
}

#[tokio::test]
async fn a_head_that_does_not_end_is_cut() {
    let server = start();
    let mut stream = server.connect().await;
    stream.write_all(format!("GET / HTTP/1.1\r\nHost: {}\r\nX-", server.host).as_bytes()).await.unwrap();
    let reply = read(&mut stream).await;
    assert_eq!(reply.status, 408);
    assert!(reply.took < Duration::from_millis(1500), "{:?}", reply.took);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_floods_the_door_with_connections_keeps_nobody_out_and_is_shown_out() {
    // More than one worker takes at once, each with two ends in this process.
    const CROWD: usize = 1_300;
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    let wanted = rustix::process::Rlimit { current: limit.maximum, ..limit };
    rustix::process::setrlimit(rustix::process::Resource::Nofile, wanted).unwrap();
    let server = start();
    let mut crowd = Vec::with_capacity(CROWD);
    for number in 0..CROWD {
        let mut stream = server.connect().await;
        if number % 2 == 1 {
            stream.write_all(b"GET / HTTP/1.1\r\nX-").await.unwrap();
        }
        crowd.push(stream);
    }
    let answered =
        tokio::time::timeout(Duration::from_secs(5), server.get("/", "")).await.expect("others are kept out");
    assert_eq!(answered.status, 200);
    for mut stream in crowd {
        let mut rest = Vec::new();
        // Told that it took too long or just ended; either way it is over.
        let over = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut rest)).await;
        assert!(over.is_ok(), "a connection is left open: {}", String::from_utf8_lossy(&rest));
    }
    server.alive().await;
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_takes_nothing_of_its_answer_is_let_go() {
    let server = start();
    let mut stream = server.connect().await;
    stream.write_all(format!("GET /large HTTP/1.1\r\nHost: {}\r\n\r\n", server.host).as_bytes()).await.unwrap();
    let mut some = [0; 64];
    stream.read_exact(&mut some).await.unwrap();
    assert!(some.starts_with(b"HTTP/1.1 200"));
    // The system's own list of connections that stand (01), seen from the server's side.
    let ours = format!("0100007F:{:04X}", server.running.address.port());
    let stands = || {
        let list = std::fs::read_to_string("/proc/net/tcp").unwrap();
        list.lines().any(|line| {
            let mut words = line.split_whitespace().skip(1);
            (words.next(), words.nth(1)) == (Some(ours.as_str()), Some("01"))
        })
    };
    assert!(stands());
    let gone = async {
        while stands() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), gone).await.unwrap();
    server.alive().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_servers_live_in_one_process_and_stop_apart() {
    let (one, two) = (start(), start());
    one.alive().await;
    two.alive().await;
    one.running.stop().await.unwrap();
    two.alive().await;
    two.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_stop_waits_for_requests_that_run_and_takes_no_new_ones() {
    let server = start();
    let mut stream = server.connect().await;
    let head = format!(
        "POST /form HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\nname",
        server.host
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    server.alive().await;
    let address = server.running.address;
    let stopping = tokio::spawn(server.running.stop());
    tokio::time::sleep(Duration::from_millis(30)).await;
    stream.write_all(b"=Ada").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("Ada 0 false"), "{answer}");
    stopping.await.unwrap().unwrap();
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn operators_learn_on_their_own_address_whether_traffic_may_come() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let running = health::serve(
        listener,
        Arc::new(|| {
            Box::pin(async {
                vec![Check { name: "database", ok: false, warning: false, message: "start Postgres".into() }]
            })
        }),
        Arc::new(|| Box::pin(async { "# EOF\n".to_owned() })),
    )
    .unwrap();
    for (path, status, part) in [
        ("/healthz", "200", "ok"),
        ("/readyz", "503", r#"{"ready":false,"checks":[{"name":"database","ok":false,"message":"start Postgres"}]}"#),
        ("/metrics", "200", "# EOF"),
        ("/sign-in", "404", ""),
    ] {
        let mut stream = tokio::net::TcpStream::connect(running.address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: any\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let reply = read(&mut stream).await;
        assert_eq!(reply.status.to_string(), status, "{path}");
        assert!(reply.body.contains(part), "{}", reply.body);
        assert_eq!(reply.header("cache-control").as_deref(), Some("no-store"));
    }
    running.stop().await.unwrap();
}
