//! A mail server of one test, within its process: it keeps what it is given, and shows what was said to it. One that fails is [`super::sink`].

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use latchkey::cli::house::House;
use latchkey::outbound::smtp::Safety;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::post::{self, Arrived};
use super::server::Portal;

/// How the server behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// It takes what it gets.
    Kind,
    /// Not now (450).
    NotNow,
}

/// How the server guards its lines.
#[derive(Clone)]
struct Guard {
    safety: Safety,
    config: Arc<ServerConfig>,
}

/// A line to the server, guarded or not.
enum Line {
    Plain(TcpStream),
    Guarded(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Line {
    fn guarded(self, config: &Arc<ServerConfig>) -> Self {
        let Self::Plain(line) = self else { panic!("it is guarded already") };
        let connection = ServerConnection::new(Arc::clone(config)).unwrap();
        Self::Guarded(Box::new(StreamOwned::new(connection, line)))
    }
}

impl Read for Line {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Plain(line) => line.read(into),
            Self::Guarded(line) => line.read(into),
        }
    }
}

impl Write for Line {
    fn write(&mut self, from: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::Plain(line) => line.write(from),
            Self::Guarded(line) => line.write(from),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Plain(line) => line.flush(),
            Self::Guarded(line) => line.flush(),
        }
    }
}

fn say(reader: &mut BufReader<Line>, text: &str) -> bool {
    let line = reader.get_mut();
    line.write_all(format!("{text}\r\n").as_bytes()).and_then(|()| line.flush()).is_ok()
}

/// A file of `tests/certificates`.
pub(crate) fn tls_file(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/certificates").join(name)
}

/// How a server with the certificate of this name in `tests/certificates` speaks TLS.
pub(crate) fn behind_tls(certificate: &str) -> Arc<ServerConfig> {
    let chain = vec![CertificateDer::from_pem_file(tls_file(&format!("{certificate}.pem"))).unwrap()];
    let key = PrivateKeyDer::from_pem_file(tls_file(&format!("{certificate}.key"))).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    Arc::new(config)
}

/// The server.
#[derive(Clone)]
pub(crate) struct Mailbox {
    port: u16,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    manner: Arc<Mutex<Manner>>,
    guard: Option<Guard>,
    /// What was said to it in clear, command by command.
    clear: Arc<Mutex<Vec<String>>>,
}

impl Mailbox {
    /// Opens it; it lives as long as the test's process.
    pub(crate) fn open() -> Self {
        Self::behind(None)
    }

    /// Opens it behind TLS, with the certificate of this name in `tests/certificates`.
    pub(crate) fn guarded(safety: Safety, certificate: &str) -> Self {
        Self::behind(Some(Guard { safety, config: behind_tls(certificate) }))
    }

    fn behind(guard: Option<Guard>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (arrived, clear, manner) = (Arc::default(), Arc::default(), Arc::new(Mutex::new(Manner::Kind)));
        let mailbox = Self { port, arrived, manner, guard, clear };
        let server = mailbox.clone();
        thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let server = server.clone();
                thread::spawn(move || server.serve(line));
            }
        });
        mailbox
    }

    /// Its address, as an operator writes it.
    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Has a house send its mail here.
    pub(crate) fn serves(&self, house: &mut House) {
        self.serves_over(house, Safety::Loopback, None);
    }

    /// The same by a line that is made safe in this way, whose other end is vouched for by this authority (a file of
    /// `tests/certificates`); with a name and a password where the line is one for them.
    pub(crate) fn serves_over(&self, house: &mut House, safety: Safety, authority: Option<&str>) {
        let login = (safety != Safety::Loopback).then(|| ("portal".to_owned(), "opensesame".to_owned()));
        let authority = authority.map(|name| std::fs::read(tls_file(name)).unwrap());
        post::sends_to(house, self.port, safety, login, authority);
    }

    /// Has it behave otherwise.
    pub(crate) fn is(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// What was said to it in clear so far, a command a line.
    pub(crate) fn heard_in_clear(&self) -> Vec<String> {
        self.clear.lock().unwrap().clone()
    }

    /// What arrived so far.
    pub(crate) fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap().clone()
    }

    /// What arrived at an address.
    pub(crate) fn of(&self, address: &str) -> Vec<Arrived> {
        post::of(self.arrived(), address)
    }

    /// Sends everything that waits; says how many tries that were.
    pub(crate) async fn collect(&self, portal: &Portal) -> usize {
        post::collect(portal).await
    }

    fn serve(&self, line: TcpStream) {
        let manner = *self.manner.lock().unwrap();
        line.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let mut line = Line::Plain(line);
        if let Some(guard) = self.guard.as_ref().filter(|guard| guard.safety == Safety::Wrapped) {
            line = line.guarded(&guard.config);
        }
        let mut reader = BufReader::new(line);
        let mut to = vec![];
        say(&mut reader, "220 mailbox");
        let mut command = String::new();
        while reader.read_line(&mut command).is_ok_and(|read| read > 0) {
            let said = command.trim_end().to_owned();
            command.clear();
            let word = said.split([' ', ':']).next().unwrap_or("").to_ascii_uppercase();
            let is_plain = matches!(reader.get_ref(), Line::Plain(_));
            if is_plain {
                self.clear.lock().unwrap().push(word.clone());
            }
            let upgrades = self.guard.as_ref().filter(|guard| is_plain && guard.safety == Safety::Upgraded);
            if let (Some(guard), "STARTTLS") = (upgrades, word.as_str()) {
                say(&mut reader, "220 go on");
                reader = BufReader::new(reader.into_inner().guarded(&guard.config));
                continue;
            }
            match word.as_str() {
                "EHLO" | "HELO" if upgrades.is_some() => say(&mut reader, "250-mailbox\r\n250 STARTTLS"),
                "EHLO" | "HELO" if self.guard.is_some() => say(&mut reader, "250-mailbox\r\n250 AUTH PLAIN"),
                "EHLO" | "HELO" => say(&mut reader, "250 mailbox"),
                "AUTH" => say(&mut reader, "235 welcome"),
                "RCPT" if manner == Manner::NotNow => say(&mut reader, "450 mailbox busy"),
                "RCPT" => {
                    to.push(said.split(['<', '>']).nth(1).unwrap().to_owned());
                    say(&mut reader, "250 fine")
                }
                "DATA" => {
                    say(&mut reader, "354 go on");
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
                    say(&mut reader, "250 taken")
                }
                "QUIT" => {
                    say(&mut reader, "221 bye");
                    return;
                }
                _ => say(&mut reader, "250 fine"),
            };
        }
    }
}
