//! A directory that is none, or wants to be the end of us: what it sends is refused before anybody reads it (A74, F29).

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use latchkey::cli::attendant::Attendant;

use super::{PAGE, STATUS, load, place};
use crate::support::server::{Portal, run};
use crate::support::slapd::ACCOUNT_PASSWORD;
use crate::support::visitor::Visitor;

/// What it sends in the place of entries.
type Sends = fn(u8) -> Vec<u8>;

/// One element.
fn element(tag: u8, inside: &[u8]) -> Vec<u8> {
    let length = u32::try_from(inside.len()).unwrap().to_be_bytes();
    [&[tag, 0x84][..], &length, inside].concat()
}

/// A message with this number.
fn message(id: u8, operation: &[u8]) -> Vec<u8> {
    element(0x30, &[&[2, 1, id][..], operation].concat())
}

/// A result of this kind that says yes.
fn yes(id: u8, kind: u8) -> Vec<u8> {
    message(id, &element(kind, &[0x0a, 1, 0, 4, 0, 4, 0]))
}

/// Sequences in sequences, each of the right length.
fn nested(_: u8) -> Vec<u8> {
    (0..200_000_u32).rev().flat_map(|inside| [&[0x30, 0x84][..], &(inside * 6).to_be_bytes()].concat()).collect()
}

/// An entry whose name is no text, and the end of the search.
fn nameless(id: u8) -> Vec<u8> {
    let entry = element(0x64, &[&[4, 1, 0xff][..], &[0x30, 0]].concat());
    [message(id, &entry), yes(id, 0x65)].concat()
}

/// The end of a page whose place is nothing.
fn placeless(id: u8) -> Vec<u8> {
    let control = element(0x30, &[element(4, b"1.2.840.113556.1.4.319"), vec![4, 0]].concat());
    let done = element(0x65, &[0x0a, 1, 0, 4, 0, 4, 0]);
    message(id, &[done, element(0xa0, &control)].concat())
}

/// A place behind a page that nobody would keep.
fn endless_place(id: u8) -> Vec<u8> {
    let value = element(0x30, &[&[2, 1, 0][..], &element(4, &b"x".repeat(70_000))].concat());
    let control = element(0x30, &[element(4, b"1.2.840.113556.1.4.319"), element(4, &value)].concat());
    let done = element(0x65, &[0x0a, 1, 0, 4, 0, 4, 0]);
    message(id, &[done, element(0xa0, &control)].concat())
}

/// A person and a group in one, with a range of members that leads to itself.
fn ranged(id: u8) -> Vec<u8> {
    let attribute = |name: &str, value: &[u8]| {
        element(0x30, &[element(4, name.as_bytes()), element(0x31, &element(4, value))].concat())
    };
    let attributes = [
        attribute("objectGUID", &[7; 16]),
        attribute("userPrincipalName", b"xander@noordzee.example"),
        attribute("cn", b"Xander"),
        attribute("sAMAccountName", b"Xanders"),
        attribute("member;range=0-0", b"CN=somebody,DC=noordzee,DC=example"),
    ];
    let entry =
        element(0x64, &[element(4, b"CN=x,DC=noordzee,DC=example"), element(0x30, &attributes.concat())].concat());
    [message(id, &entry), yes(id, 0x65)].concat()
}

/// No operation at all.
fn empty(_: u8) -> Vec<u8> {
    vec![0x30, 0]
}

/// Takes every sign-in, and answers every search so; or everything so.
fn directory(sends: Sends, from_the_first: bool) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            std::thread::spawn(move || answers(stream, sends, from_the_first));
        }
    });
    port
}

fn answers(mut stream: TcpStream, sends: Sends, from_the_first: bool) {
    let mut asked = [0; 4096];
    while let Ok(read @ 6..) = stream.read(&mut asked) {
        // Behind the header, which says its length in one byte or in two.
        let at = asked[..read].iter().position(|byte| *byte == 2).unwrap_or(2);
        let (id, operation) = (asked[at + 2], asked[at + 3]);
        let answer = if operation == 0x60 && !from_the_first { yes(id, 0x61) } else { sends(id) };
        if stream.write_all(&answer).is_err() {
            return;
        }
    }
}

async fn set_up(portal: &Portal, port: u16, security: &str) -> Visitor {
    let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
    gwen.fill("/settings/directory/password", &[("account_password", ACCOUNT_PASSWORD)]).await;
    let port = port.to_string();
    let mut fields = place(&port);
    fields.extend([("security", security), ("directory_on", "yes"), ("writeback", "yes")]);
    let page = gwen.fill(PAGE, &fields).await;
    assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.main());
    gwen
}

#[test]
fn what_is_nested_without_end_is_refused_in_the_open_and_before_any_certificate() {
    for security in ["plain", "starttls"] {
        run(async |portal| {
            let mut gwen = set_up(portal, directory(nested, true), security).await;
            let page = gwen.fill_at(PAGE, "/settings/directory/test", &[]).await;
            assert_eq!(page.code(), 200, "{security}");
            assert!(!page.says("Every part is in order"), "{}", page.main());
            assert_eq!(gwen.get("/account").await.code(), 200, "the portal goes on");
        });
    }
}

#[test]
fn a_walk_through_answers_that_are_none_ends_and_the_next_one_may_begin() {
    for sends in [nested, nameless, placeless, endless_place, empty] {
        run(async |portal| {
            let mut gwen = set_up(portal, directory(sends, false), "plain").await;
            let attendant = Attendant::new(&portal.house).unwrap();
            for _ in 0..2 {
                load(&mut gwen, &attendant, "whole").await;
                let ended = "SELECT stage || ' ' || trouble FROM directory_run ORDER BY id DESC LIMIT 1";
                assert_eq!(portal.ask(ended, &[]).await, "failed answer");
            }
            let page = gwen.get(STATUS).await;
            assert!(page.says("gave an answer that makes no sense"), "{}", page.main());
            assert_eq!(portal.count("SELECT count(*) FROM users WHERE source = 'directory'").await, 0);
        });
    }
}

#[test]
fn ranges_of_members_that_lead_nowhere_pass_the_group_over_and_are_no_end() {
    run(async |portal| {
        let mut gwen = set_up(portal, directory(ranged, false), "plain").await;
        let page = gwen.fill(PAGE, &[("kind", "active-directory"), ("groups", "yes")]).await;
        assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.main());
        let attendant = Attendant::new(&portal.house).unwrap();
        load(&mut gwen, &attendant, "whole").await;
        let ended =
            "SELECT stage || ' ' || read || ' ' || groups_passed_over FROM directory_run ORDER BY id DESC LIMIT 1";
        assert_eq!(portal.ask(ended, &[]).await, "done 1 1");
    });
}
