//! A mail server of one test: a real one by its manners, which keeps what it is given and can be told to misbehave.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use latchkey::cli::house::House;
use latchkey::cli::postman::{Postman, Route};
use latchkey::outbound::smtp::{Safety, Server};

use super::server::Portal;

/// How the server behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// It takes what it gets.
    Kind,
    /// Nobody answers: the line is cut at once.
    Gone,
    /// Not now (450).
    NotNow,
    /// Never (550).
    Refuses,
    /// It takes a letter and dies before it says so.
    DiesAfterwards,
    /// It takes a letter and never says so.
    Hangs,
}

/// A letter that arrived.
#[derive(Debug, Clone)]
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

/// The server.
#[derive(Clone)]
pub(crate) struct Mailbox {
    port: u16,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    manner: Arc<Mutex<Manner>>,
}

impl Mailbox {
    /// Opens it; it lives as long as the test's process.
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let mailbox = Self { port, arrived: Arc::default(), manner: Arc::new(Mutex::new(Manner::Kind)) };
        let server = mailbox.clone();
        thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let server = server.clone();
                thread::spawn(move || server.serve(&line));
            }
        });
        mailbox
    }

    /// Has a house send its mail here.
    pub(crate) fn serves(&self, house: &mut House) {
        let server = Server {
            host: "127.0.0.1".into(),
            port: self.port,
            safety: Safety::Loopback,
            login: None,
            authority: None,
            patience: Duration::from_millis(500),
        };
        let from = "no-reply@example.org".parse().unwrap();
        house.mail = Some(Route { server, from, portal: "https://passwords.example.org/".into() });
    }

    /// Has it behave otherwise.
    pub(crate) fn is(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// What arrived so far.
    pub(crate) fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap().clone()
    }

    /// What arrived at an address.
    pub(crate) fn of(&self, address: &str) -> Vec<Arrived> {
        let mut found: Vec<_> =
            self.arrived().into_iter().filter(|letter| letter.to.iter().any(|to| to == address)).collect();
        // Several leave at the same time: in the order in which they were written.
        found.sort_by(|one, other| one.id().cmp(other.id()));
        found
    }

    /// Sends everything that waits; says how many tries that were.
    pub(crate) async fn collect(&self, portal: &Portal) -> usize {
        Postman::new(&portal.house, &portal.organisation).unwrap().beat().await.unwrap()
    }

    fn serve(&self, line: &TcpStream) {
        let manner = *self.manner.lock().unwrap();
        if manner == Manner::Gone {
            return;
        }
        line.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let (mut reader, mut writer) = (BufReader::new(line), line);
        let mut say = |text: &str| writer.write_all(format!("{text}\r\n").as_bytes()).is_ok();
        let mut to = vec![];
        say("220 mailbox");
        let mut command = String::new();
        while reader.read_line(&mut command).is_ok_and(|read| read > 0) {
            let said = command.trim_end().to_owned();
            command.clear();
            let word = said.split([' ', ':']).next().unwrap_or("").to_ascii_uppercase();
            match word.as_str() {
                "EHLO" | "HELO" => say("250 mailbox"),
                "RCPT" => match manner {
                    Manner::NotNow => say("450 mailbox busy"),
                    Manner::Refuses => say("550 no such mailbox"),
                    _ => {
                        to.push(said.split(['<', '>']).nth(1).unwrap().to_owned());
                        say("250 fine")
                    }
                },
                "DATA" => {
                    say("354 go on");
                    let mut raw = String::new();
                    loop {
                        let before = raw.len();
                        if reader.read_line(&mut raw).unwrap_or(0) == 0 || &raw[before..] == ".\r\n" {
                            raw.truncate(before);
                            break;
                        }
                        if raw[before..].starts_with('.') {
                            raw.remove(before);
                        }
                    }
                    self.arrived.lock().unwrap().push(Arrived { to: std::mem::take(&mut to), raw });
                    if manner == Manner::DiesAfterwards {
                        return;
                    }
                    if manner == Manner::Hangs {
                        // Until the other side gives up and cuts the line.
                        while reader.read_line(&mut String::new()).is_ok_and(|read| read > 0) {}
                        return;
                    }
                    say("250 taken")
                }
                "QUIT" => {
                    say("221 bye");
                    return;
                }
                _ => say("250 fine"),
            };
        }
    }
}
