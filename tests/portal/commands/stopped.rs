//! SIGTERM while many clients are in the middle of requests: what was taken is answered, whole, and then the server ends (F4).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use reqwest::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::cluster::Database;
use crate::support::program::Host;
use crate::support::visitor::{Visitor, posting};

/// Clients who have sent half of a form when the server is asked to stop.
const HALFWAY: usize = 64;
/// Clients who ask for one page after the other meanwhile.
const RESTLESS: usize = 16;
/// No stop takes longer.
const LIMIT: Duration = Duration::from_secs(20);

/// The status of an answer that came whole.
fn whole(answer: &[u8]) -> Option<u16> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    let length: usize = head.split_once("\r\ncontent-length: ")?.1.lines().next()?.trim().parse().ok()?;
    if answer.len() < end + length { None } else { head.split(' ').nth(1)?.parse().ok() }
}

/// What came on a connection until it ended, or until an answer was whole.
async fn heard(stream: &mut TcpStream) -> Vec<u8> {
    let (mut all, mut some) = (vec![], [0; 4 * 1024]);
    while whole(&all).is_none() {
        match stream.read(&mut some).await {
            Ok(0) | Err(_) => break,
            Ok(read) => all.extend_from_slice(&some[..read]),
        }
    }
    all
}

/// A sign-in without a password, as a browser sends it: the head with half of the form, and the other half.
async fn in_halves(browser: &mut Visitor, host: &str) -> (String, String) {
    browser.get("/sign-in").await;
    let form = browser.form("/sign-in").with("username", "nobody").with("password", "").encoded();
    let cookies: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let headers = posting(&browser.origin).map(|(name, value)| format!("{name}: {value}\r\n")).concat();
    let (first, second) = form.split_at(form.len() / 2);
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nhost: {host}\r\ncookie: {}\r\n{headers}content-length: {}\r\n\r\n{first}",
        cookies.join("; "),
        form.len()
    );
    (head, second.to_owned())
}

/// Asks for the page again and again, on one connection as long as it lasts, until nobody takes any more.
async fn asks_on(host: String, answers: Arc<AtomicUsize>) {
    let request = format!("GET /sign-in HTTP/1.1\r\nhost: {host}\r\n\r\n");
    while let Ok(mut stream) = TcpStream::connect(&host).await {
        while stream.write_all(request.as_bytes()).await.is_ok() {
            let answer = heard(&mut stream).await;
            if answer.is_empty() {
                // Turned away before anything was read.
                break;
            }
            let status = whole(&answer).unwrap_or_else(|| panic!("cut off: {}", String::from_utf8_lossy(&answer)));
            if status == 421 {
                // The port is somebody else's by now.
                return;
            }
            assert_eq!(status, 200, "{}", String::from_utf8_lossy(&answer));
            answers.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_cuts_no_request_off_whoever_is_in_the_middle_of_one_and_ends_in_time() {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    let mut serve = host.start(&["serve"]);
    let mut browser = serve.visitor();
    serve.wait_for("serving");
    let address = browser.origin.strip_prefix("http://").unwrap().to_owned();
    let (head, rest) = in_halves(&mut browser, &address).await;
    let mut halfway = vec![];
    for _ in 0..HALFWAY {
        let mut stream = TcpStream::connect(&address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        halfway.push(stream);
    }
    // There is one thread, and it takes connections in turn: when it has answered somebody who came later, it has taken all of these.
    let later = Visitor::new(&browser.origin);
    assert_eq!(later.peek(Method::GET, "/sign-in", &[], "").await.code(), 200);
    let answers = Arc::new(AtomicUsize::new(0));
    let restless: Vec<_> =
        (0..RESTLESS).map(|_| tokio::spawn(asks_on(address.clone(), Arc::clone(&answers)))).collect();
    while answers.load(Ordering::Relaxed) < 2 * RESTLESS {
        assert!(!restless.iter().any(tokio::task::JoinHandle::is_finished), "somebody was turned away before the stop");
        tokio::task::yield_now().await;
    }
    let asked = Instant::now();
    serve.terminate();
    serve.wait_for("stopping");
    for stream in &mut halfway {
        stream.write_all(rest.as_bytes()).await.unwrap();
    }
    for stream in &mut halfway {
        let answer = heard(stream).await;
        assert_eq!(whole(&answer), Some(422), "{}", String::from_utf8_lossy(&answer));
    }
    let done = tokio::task::spawn_blocking(|| serve.end()).await.unwrap();
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(asked.elapsed() < LIMIT, "{:?}", asked.elapsed());
    for client in restless {
        client.await.unwrap();
    }
    assert!(TcpStream::connect(&address).await.is_err());
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_for_a_stop_twice_waits_for_nobody() {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    let mut serve = host.start(&["serve"]);
    let mut browser = serve.visitor();
    serve.wait_for("serving");
    let address = browser.origin.strip_prefix("http://").unwrap().to_owned();
    // The other half never comes: a stop would wait until its time is over.
    let (head, _) = in_halves(&mut browser, &address).await;
    let mut stream = TcpStream::connect(&address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    let later = Visitor::new(&browser.origin);
    assert_eq!(later.peek(Method::GET, "/sign-in", &[], "").await.code(), 200);
    serve.terminate();
    serve.wait_for("stopping");
    serve.terminate();
    serve.wait_for("asked twice");
    let done = tokio::task::spawn_blocking(|| serve.end()).await.unwrap();
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(heard(&mut stream).await.is_empty());
    database.drop().await;
}
