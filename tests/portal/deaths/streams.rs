//! A server that dies while it sends the audit log on: every row arrives, in order, and what comes twice is known by its place (decision 47).

use std::collections::BTreeSet;
use std::time::Duration;

use latchkey::failpoint::Failpoint::{self, *};
use serde_json::Value;

use crate::support::listener::{Listener, SECRET, event, events};
use crate::support::mortal::{BRAM, GWEN, House};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Every row has its link, and was sent.
const UP_TO_DATE: &str = "SELECT count(*) FROM audit_stream WHERE seq = (SELECT max(seq) FROM audit_chain) \
    AND NOT EXISTS (SELECT FROM audit_unchained)";
const LAST: &str = "SELECT max(seq) FROM audit_chain";
const NOTED: &str = "SELECT seq FROM audit_stream";
/// A minute later: another server takes over.
const LATER: &str = "UPDATE audit_stream SET leased_until = now()";

/// The events that came, in their order.
type Heard = fn(&Listener) -> Vec<Value>;

fn by_syslog(listener: &Listener) -> Vec<Value> {
    listener.messages().iter().map(|message| event(message)).collect()
}

fn by_webhook(listener: &Listener) -> Vec<Value> {
    listener.heard().iter().flat_map(|request| events(request)).collect()
}

fn places(listener: &Listener, heard: Heard) -> Vec<i64> {
    heard(listener).iter().map(|event| event["sequence"].as_i64().unwrap()).collect()
}

async fn every_row_arrives(failpoint: Failpoint, listener: &Listener, settings: &[(&str, &str)], heard: Heard) {
    let mut house = House::lived_in().await;
    for (name, value) in settings {
        house.host.set(name, value);
    }
    let (serve, mut gwen) = house.serve();
    house.until(UP_TO_DATE, 1).await;
    let before = house.count(LAST).await;
    house.order(failpoint);
    // It may be gone before it answers.
    drop(gwen.attempt("/sign-in", &[("username", "gwen"), ("password", GWEN)]).await);
    house.falls(serve, failpoint).await;
    assert_eq!(house.count(NOTED).await, before, "{failpoint:?}");
    house.execute(LATER).await;
    let (serve, mut bram) = house.serve();
    bram.sign_in("bram", BRAM).await;
    house.until(UP_TO_DATE, 1).await;
    assert_eq!(serve.stop().code, 0);
    let last = house.count(LAST).await;
    let arriving = async {
        while places(listener, heard).last() != Some(&last) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, arriving).await.unwrap();
    let places = places(listener, heard);
    // It goes back to where it was, and never ahead of what was not sent yet.
    assert!(places.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{failpoint:?} {places:?}");
    let since: Vec<i64> = places.into_iter().filter(|place| *place > before).collect();
    let once: BTreeSet<i64> = since.iter().copied().collect();
    assert_eq!(once, (before + 1..=last).collect::<BTreeSet<_>>(), "{failpoint:?}");
    assert_eq!(since.len() > once.len(), failpoint == RowsSent, "{failpoint:?} {since:?}");
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_syslog_server_gets_every_row_in_order_from_one_that_dies_while_it_sends() {
    for failpoint in [StreamTaken, RowsSent] {
        let listener = Listener::syslog();
        let url = format!("tcp://127.0.0.1:{}", listener.port);
        every_row_arrives(failpoint, &listener, &[("LATCHKEY_SYSLOG_URL", url.as_str())], by_syslog).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_gets_every_row_in_order_from_one_that_dies_while_it_sends() {
    for failpoint in [StreamTaken, RowsSent] {
        let listener = Listener::webhook();
        let url = format!("http://127.0.0.1:{}/in", listener.port);
        let settings = [("LATCHKEY_WEBHOOK_URL", url.as_str()), ("LATCHKEY_WEBHOOK_SECRET", SECRET)];
        every_row_arrives(failpoint, &listener, &settings, by_webhook).await;
    }
}
