//! The audit log sent on: in order, at least once, signed, and told on a page.

use std::net::TcpListener;

use jiff::SignedDuration;
use latchkey::cli::chainer::Chainer;
use latchkey::cli::streamer::{Streamer, Streams};
use latchkey::outbound::line::Peer;
use latchkey::outbound::syslog::Syslog;
use latchkey::outbound::webhook::{Webhook, signature};

use crate::support::listener::{Listener, SECRET, event, events};
use crate::support::server::{Portal, run, run_at};

fn to_syslog(listener: &Listener) -> Streams {
    Streams { syslog: Some(Syslog { peer: listener.peer(), host: "desk one".to_owned() }), webhook: None }
}

fn to_webhook(listener: &Listener) -> Streams {
    let authority = format!("127.0.0.1:{}", listener.port);
    let webhook =
        Webhook { peer: listener.peer(), authority, path: "/in?x=1".to_owned(), secret: SECRET.as_bytes().to_vec() };
    Streams { syslog: None, webhook: Some(webhook) }
}

/// Makes a link of every row.
async fn link(portal: &Portal) {
    Chainer::new(&portal.house).unwrap().finish().await;
}

async fn beat(portal: &Portal) -> usize {
    link(portal).await;
    Streamer::new(&portal.house).unwrap().beat().await.unwrap()
}

#[test]
fn every_event_goes_to_the_syslog_server_once_and_in_the_order_of_the_chain() {
    let listener = Listener::syslog();
    let streams = to_syslog(&listener);
    run_at(
        "localhost",
        |house| house.streams = streams,
        async |portal| {
            assert_eq!(beat(portal).await, 0, "what was before is not sent");
            let bram = portal.plain("Bram \u{201c}de\u{201d} Vries").await;
            portal.visitor().sign_in(&bram.user_name, "wrong").await;
            portal.signed_in(&bram).await;
            let sent = beat(portal).await;
            assert!(sent >= 2, "{sent}");
            let messages = listener.messages();
            assert_eq!(messages.len(), sent);
            let refused = messages.iter().find(|message| message.contains("wrong-password")).unwrap();
            assert!(refused.starts_with("<109>1 ") && refused.contains("Z deskone latchkey - audit - {"), "{refused}");
            assert!(messages.last().unwrap().starts_with("<110>1 "));
            let places: Vec<i64> =
                messages.iter().map(|message| event(message)["sequence"].as_i64().unwrap()).collect();
            assert!(places.windows(2).all(|pair| pair[1] == pair[0] + 1), "{places:?}");
            assert_eq!(beat(portal).await, 0, "once");
            let row = "SELECT xmin::text FROM audit_stream";
            let before = portal.ask(row, &[]).await;
            assert_eq!(beat(portal).await, 0);
            assert_eq!(portal.ask(row, &[]).await, before, "while nothing waits, nothing is written");
        },
    );
}

#[test]
fn a_webhook_gets_signed_requests_and_what_it_refuses_comes_again_after_a_pause() {
    let listener = Listener::webhook();
    let streams = to_webhook(&listener);
    run_at(
        "localhost",
        |house| house.streams = streams,
        async |portal| {
            beat(portal).await;
            let bram = portal.plain("Bram de Vries").await;
            portal.signed_in(&bram).await;
            listener.answers(500);
            assert_eq!(beat(portal).await, 0);
            assert_eq!(beat(portal).await, 0);
            assert_eq!(listener.heard().len(), 1, "the second try comes too soon");
            let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
            let page = gwen.get("/audit/streams").await;
            assert!(page.says("Does not get through") && page.says("500 words"), "{}", page.main());
            assert!(page.says("Tries that failed: 1"), "{}", page.main());
            listener.answers(200);
            portal.advance(SignedDuration::from_secs(2));
            let sent = beat(portal).await;
            let requests = listener.heard();
            let (first, second) = (events(&requests[0]), events(&requests[1]));
            assert_eq!(second.len(), sent);
            assert_eq!(first[..], second[..first.len()], "nothing is left out");
            let (head, body) = requests[1].rsplit_once('\n').unwrap();
            assert!(head.starts_with("POST /in?x=1 HTTP/1.1"), "{head}");
            let signed = head.lines().find_map(|line| line.strip_prefix("latchkey-signature: ")).unwrap();
            let second = signed.split(&['=', ','][..]).nth(1).unwrap().parse().unwrap();
            assert_eq!(signed, signature(SECRET.as_bytes(), second, body));
            assert!(gwen.get("/audit/streams").await.says("Up to date"));
        },
    );
}

#[test]
fn nobody_there_is_told_and_two_servers_send_nothing_twice() {
    let listener = Listener::webhook();
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut streams = to_webhook(&listener);
    streams.syslog =
        Some(Syslog { peer: Peer { host: "127.0.0.1".to_owned(), port: gone, tls: None }, host: "desk".to_owned() });
    run_at(
        "localhost",
        |house| house.streams = streams,
        async |portal| {
            beat(portal).await;
            let bram = portal.plain("Bram de Vries").await;
            for _ in 0..5 {
                portal.signed_in(&bram).await;
            }
            link(portal).await;
            let (one, other) = (Streamer::new(&portal.house).unwrap(), Streamer::new(&portal.house).unwrap());
            let sent = futures_util::future::join(one.beat(), other.beat()).await;
            let sent = sent.0.unwrap() + sent.1.unwrap();
            let ids: Vec<_> =
                listener.heard().iter().flat_map(|request| events(request)).map(|event| event["id"].clone()).collect();
            assert!(ids.len() == sent && sent >= 5, "{sent} {ids:?}");
            assert!(ids.iter().enumerate().all(|(place, id)| !ids[..place].contains(id)), "{ids:?}");
            let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
            let page = gwen.get("/audit/streams").await;
            assert!(page.says("Nobody answers there."), "{}", page.main());
        },
    );
}

#[test]
fn a_target_that_was_taken_out_of_the_configuration_is_told_no_more() {
    let listener = Listener::syslog();
    let streams = to_syslog(&listener);
    run_at(
        "localhost",
        |house| house.streams = streams,
        async |portal| {
            portal
                .execute("INSERT INTO audit_stream (target, seq, next_at) VALUES ('webhook', 1, now()), ('syslog', 1, now())", &[])
                .await;
            let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
            let page = gwen.get("/audit/streams").await;
            assert_eq!(page.texts("section.card h2"), ["Syslog server"], "{}", page.main());
        },
    );
}

#[test]
fn the_page_is_for_those_who_see_the_whole_log() {
    run(async |portal| {
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        assert!(gwen.get("/audit").await.link("Sent on").is_some());
        assert!(gwen.get("/audit/streams").await.says("It is sent nowhere."));
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        assert!(helen.get("/audit").await.link("Sent on").is_none());
        assert_eq!(helen.get("/audit/streams").await.code(), 403);
    });
}
