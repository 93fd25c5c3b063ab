//! A directory that sends more than it was asked for fills no memory here (F29).

use std::cell::Cell;
use std::rc::Rc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::{PAGE, place};
use crate::support::server::run;
use crate::support::slapd::ACCOUNT_PASSWORD;

/// A piece of BER: a tag, its length, what is in it.
fn piece(tag: u8, inside: &[u8]) -> Vec<u8> {
    let length = u32::try_from(inside.len()).unwrap().to_be_bytes();
    [&[tag, 0x84], &length[..], inside].concat()
}

fn message(id: u8, answer: &[u8]) -> Vec<u8> {
    piece(0x30, &[&[2, 1, id], answer].concat())
}

/// Success, as an answer of a kind.
fn success(kind: u8) -> Vec<u8> {
    piece(kind, &[0x0a, 1, 0, 4, 0, 4, 0])
}

/// A person with a long description.
fn entry(number: usize) -> Vec<u8> {
    let value = |name: &str, value: &str| {
        piece(0x30, &[piece(4, name.as_bytes()), piece(0x31, &piece(4, value.as_bytes()))].concat())
    };
    let values = [
        value("entryUUID", &format!("a-{number}")),
        value("uid", &format!("p{number}")),
        value("cn", &"x".repeat(4_000)),
    ];
    let name = format!("uid=p{number},dc=x");
    piece(0x64, &[piece(4, name.as_bytes()), piece(0x30, &values.concat())].concat())
}

/// Answers everything with success, and a search below the base with people without end. Counts what it got rid of.
async fn endless(mut line: TcpStream, sent: Rc<Cell<usize>>) {
    let mut asked = vec![0; 65_536];
    while let Ok(read @ 1..) = line.read(&mut asked).await {
        // `30 length 02 01 id kind`: a long length says in its first byte how many bytes follow.
        let at = if asked[1] < 0x80 { 2 } else { 2 + usize::from(asked[1] & 0x7f) };
        let (id, kind) = (asked[at + 2], asked[at + 3]);
        let below = asked[..read].windows(11).any(|part| part == b"inetOrgPers");
        let answer = match kind {
            0x60 => message(id, &success(0x61)),
            0x63 if below => {
                for number in 0.. {
                    let people = message(id, &entry(number));
                    if line.write_all(&people).await.is_err() {
                        return;
                    }
                    sent.set(sent.get() + people.len());
                }
                return;
            }
            0x63 => [message(id, &entry(0)), message(id, &success(0x65))].concat(),
            _ => return,
        };
        if line.write_all(&answer).await.is_err() {
            return;
        }
    }
}

#[test]
fn people_without_end_are_refused_after_as_many_as_one_page_has() {
    run(async |portal| {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        let sent = Rc::new(Cell::new(0));
        let counted = Rc::clone(&sent);
        tokio::task::spawn_local(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::task::spawn_local(endless(line, Rc::clone(&counted)));
            }
        });
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        gwen.fill("/settings/directory/password", &[("account_password", ACCOUNT_PASSWORD)]).await;
        assert_eq!(gwen.fill(PAGE, &place(&port)).await.code(), 303, "{}", gwen.page().main());
        let page = gwen.fill_at(PAGE, "/settings/directory/test", &[]).await;
        assert!(page.says("more than was asked for"), "{}", page.main());
        // 500 people are two megabytes; what is on its way besides lies in buffers of this machine.
        assert!(sent.get() < 64 << 20, "{} bytes were taken", sent.get());
    });
}
