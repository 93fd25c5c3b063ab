//! What mail servers of tests have in common: the way to them, and the letters that they took.

use std::time::Duration;

use latchkey::cli::house::House;
use latchkey::cli::postman::{Postman, Route};
use latchkey::outbound::smtp::{Safety, Server};
use serde::Deserialize;

use super::server::Portal;

/// A letter that arrived.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Arrived {
    /// The envelope's recipients.
    pub(crate) to: Vec<String>,
    /// Headers and bodies, as they came.
    pub(crate) raw: String,
}

impl Arrived {
    /// The text part, as it is read.
    pub(crate) fn text(&self) -> String {
        let (_, part) = self.raw.split_once("text/plain").unwrap();
        let (head, rest) = part.split_once("\r\n\r\n").unwrap();
        let body = rest.split("\r\n--").next().unwrap();
        if head.contains("quoted-printable") { unquoted(body) } else { body.to_owned() }
    }

    /// The subject, as it came.
    pub(crate) fn subject(&self) -> &str {
        self.raw.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap()
    }

    /// The id that stays the same for every try.
    pub(crate) fn id(&self) -> &str {
        self.raw.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap()
    }

    /// The code that it brings.
    pub(crate) fn code(&self) -> String {
        let text = self.text();
        let line = text.lines().find(|line| line.starts_with("    ")).unwrap_or_else(|| panic!("no code in {text}"));
        line.trim().replace(' ', "")
    }
}

fn unquoted(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut bytes = vec![];
    let mut rest = joined.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        if *first == b'='
            && let Some(Ok(byte)) = behind.get(..2).map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16))
        {
            bytes.push(byte);
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Has a house send its mail to this port, by a line that is made safe in this way; with a name and a password where they are wanted, and with an
/// authority where none is known that vouches for the other end.
pub(crate) fn sends_to(
    house: &mut House,
    port: u16,
    safety: Safety,
    login: Option<(String, String)>,
    authority: Option<Vec<u8>>,
) {
    let patience = Duration::from_secs(4);
    let server = Server { host: "127.0.0.1".into(), port, safety, login, authority, patience };
    let from = "no-reply@example.org".parse().unwrap();
    house.mail = Some(Route { server, from, portal: "https://passwords.example.org/".into() });
}

/// Of these letters those to an address.
pub(crate) fn of(letters: Vec<Arrived>, address: &str) -> Vec<Arrived> {
    let mut found: Vec<_> = letters.into_iter().filter(|letter| letter.to.iter().any(|to| to == address)).collect();
    // Several leave at the same time: in the order in which they were written.
    found.sort_by(|one, other| one.id().cmp(other.id()));
    found
}

/// Sends everything that waits; says how many tries that were.
pub(crate) async fn collect(portal: &Portal) -> usize {
    Postman::new(&portal.house, &portal.organisation).unwrap().beat().await.unwrap()
}
