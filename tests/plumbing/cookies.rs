//! The session cookie carries a token that we signed, or nothing; a flash is shown once.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tokio::io::AsyncWriteExt;

use crate::support::{read, start};

#[tokio::test]
async fn a_session_opens_carries_its_token_and_closes() {
    let server = start();
    assert_eq!(server.get("/whoami", "").await.body, "anonymous");
    assert_eq!(server.get("/whoami", "").await.header("set-cookie"), None);
    let opened = server.post("/open", "", "").await;
    let set = opened.header("set-cookie").unwrap();
    assert!(set.starts_with("__Host-latchkey="), "{set}");
    for part in ["; HttpOnly", "; Secure", "; SameSite=Lax", "; Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    for part in ["Domain", "Max-Age", "Expires"] {
        assert!(!set.contains(part), "{set}");
    }
    assert!(set.len() < 4096);
    let cookie = format!("Cookie: {}\r\n", opened.cookie());
    let seen = server.get("/whoami", &cookie).await;
    assert_eq!((seen.body.as_str(), seen.header("set-cookie")), (opened.body.as_str(), None));
    assert_eq!(server.post("/form", &cookie, "name=x").await.body, "x 0 true");
    let closed = server.post("/close", &cookie, "").await.header("set-cookie").unwrap();
    assert!(closed.starts_with("__Host-latchkey=;") && closed.contains("Max-Age=0"), "{closed}");
    assert!(closed.contains("Secure") && closed.contains("Path=/"), "{closed}");
}

#[tokio::test]
async fn opening_a_session_replaces_a_cookie_that_somebody_planted() {
    let server = start();
    let planted = server.post("/open", "", "").await;
    let with = |cookie: &str| format!("Cookie: {cookie}\r\n");
    for before in [planted.cookie(), "__Host-latchkey=planted".to_owned()] {
        let opened = server.post("/open", &with(&before), "").await;
        assert_eq!(opened.all("set-cookie").len(), 1);
        assert_ne!(opened.cookie(), before);
        assert_ne!(opened.body, planted.body);
        assert_eq!(server.get("/whoami", &with(&opened.cookie())).await.body, opened.body);
    }
    // Beside a good one, a second one of the name makes both worthless.
    let twice = format!("Cookie: {}; {}\r\n", planted.cookie(), planted.cookie());
    assert_eq!(server.get("/whoami", &twice).await.body, "anonymous");
    let lines = format!("Cookie: __Host-latchkey=x\r\nCookie: {}\r\n", planted.cookie());
    assert_eq!(server.get("/whoami", &lines).await.body, "anonymous");
}

#[tokio::test]
async fn a_changed_cookie_is_nobody_and_never_an_error() {
    let server = start();
    let cookie = server.post("/open", "", "").await.cookie();
    let value = cookie.strip_prefix("__Host-latchkey=").unwrap();
    let mut odd: Vec<Vec<u8>> = vec![];
    for at in 0..value.len() {
        odd.push(value[..at].into());
        let mut flipped = value.as_bytes().to_vec();
        flipped[at] = if flipped[at].is_ascii_alphabetic() { flipped[at] ^ 0x20 } else { b'x' };
        odd.push(flipped);
        if at % 4 == 0 {
            odd.push(format!("{}%{:02X}{}", &value[..at], value.as_bytes()[at], &value[at + 1..]).into());
            odd.push(
                [&value.as_bytes()[..at], &[0x80 | u8::try_from(at % 128).unwrap()], &value.as_bytes()[at..]].concat(),
            );
        }
    }
    for text in ["A", "=", "%00", "\"", " x", ".", ","] {
        odd.push(format!("{value}{text}").into());
        odd.push(format!("{text}{value}").into());
    }
    odd.push(format!("\"{value}\"").into());
    odd.push(value.to_ascii_uppercase().into());
    odd.push(value.to_ascii_lowercase().into());
    // A token that we did not sign, in the right shape.
    odd.push(URL_SAFE_NO_PAD.encode([1; 32]).into());
    odd.push(format!("{}{}", "A".repeat(44), URL_SAFE_NO_PAD.encode([1; 32])).into());
    odd.push(vec![b'x'; 8 * 1024]);
    odd.push(vec![0xff; 8 * 1024]);
    odd.push(b"; ".repeat(4096));
    odd.push(b"=;".repeat(4096));
    assert!(odd.len() > 200, "{}", odd.len());
    let head =
        format!("GET /whoami HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: __Host-latchkey=", server.host);
    for value in odd {
        let mut stream = server.connect().await;
        stream.write_all(&[head.as_bytes(), &value, b"\r\n\r\n"].concat()).await.unwrap();
        let reply = read(&mut stream).await;
        let shown = String::from_utf8_lossy(&value).into_owned();
        assert_eq!((reply.status, reply.body.as_str()), (200, "anonymous"), "{shown}");
    }
    // None of it harms a neighbour, and a neighbour harms none of ours.
    let beside = format!("Cookie: =; a; \"; __Host-latchkey-flash=%; {cookie}; x=%ff\r\n");
    assert!(server.get("/whoami", &beside).await.body.starts_with("token "));
}

#[tokio::test]
async fn a_flash_is_shown_once() {
    let server = start();
    let posted = server.post("/note", "", "").await;
    assert_eq!(posted.status, 303);
    let cookie = format!("Cookie: {}\r\n", posted.cookie());
    let shown = server.get("/note", &cookie).await;
    assert_eq!(shown.body, "reset-done [\"7\"]");
    let removed = shown.header("set-cookie").unwrap();
    assert!(removed.starts_with("__Host-latchkey-flash=;") && removed.contains("Max-Age=0"), "{removed}");
    // Pages that show no flash leave it, and pages without one set nothing.
    assert_eq!(server.get("/", &cookie).await.header("set-cookie"), None);
    assert_eq!(server.get("/note", "").await.header("set-cookie"), None);
    // One that was changed says nothing and goes too; a deed that sets a new one keeps it.
    let forged = server.get("/note", "Cookie: __Host-latchkey-flash=1.reset-done.x\r\n").await;
    assert_eq!(forged.body, "nothing");
    assert!(forged.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(server.post("/note", &cookie, "").await.all("set-cookie").len(), 1);
}
