//! A gateway of text messages of one test: it takes signed requests, keeps what they bring, and can be told to misbehave.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use latchkey::cli::house::House;
use latchkey::outbound::line::Peer;
use latchkey::outbound::webhook::{Webhook, signature};
use serde_json::Value;

use super::listener::SECRET;

/// A message that arrived.
#[derive(Debug, Clone)]
pub(crate) struct Texted {
    /// The same for every try.
    pub(crate) id: String,
    /// The number.
    pub(crate) to: String,
    /// What it says.
    pub(crate) text: String,
}

impl Texted {
    /// The code that it brings.
    pub(crate) fn code(&self) -> String {
        let digits: String = self.text.chars().filter(char::is_ascii_digit).collect();
        digits.chars().take(8).collect()
    }
}

/// The gateway.
#[derive(Clone)]
pub(crate) struct Gateway {
    pub(crate) port: u16,
    arrived: Arc<Mutex<Vec<Texted>>>,
    /// The status that a request is answered with; none cuts the line.
    status: Arc<Mutex<Option<u16>>>,
}

impl Gateway {
    /// Opens it; it lives as long as the test's process.
    pub(crate) fn open() -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = socket.local_addr().unwrap().port();
        let gateway = Self { port, arrived: Arc::default(), status: Arc::new(Mutex::new(Some(202))) };
        let server = gateway.clone();
        thread::spawn(move || {
            for line in socket.incoming().map_while(Result::ok) {
                let server = server.clone();
                thread::spawn(move || server.serve(line));
            }
        });
        gateway
    }

    /// Has a house send its text messages here.
    pub(crate) fn serves(&self, house: &mut House) {
        let peer = Peer { host: "127.0.0.1".to_owned(), port: self.port, tls: None };
        let (authority, path) = (format!("127.0.0.1:{}", self.port), "/send".to_owned());
        house.texts = Some(Webhook { peer, authority, path, secret: SECRET.as_bytes().to_vec() });
    }

    /// Has it answer otherwise; with nothing it cuts the line.
    pub(crate) fn answers(&self, status: Option<u16>) {
        *self.status.lock().unwrap() = status;
    }

    /// What it took so far, in the order in which it was written: several leave at the same time.
    pub(crate) fn arrived(&self) -> Vec<Texted> {
        let mut arrived = self.arrived.lock().unwrap().clone();
        arrived.sort_by(|one, other| one.id.cmp(&other.id));
        arrived
    }

    fn serve(&self, mut line: TcpStream) {
        let mut reader = BufReader::new(line.try_clone().unwrap());
        let (mut length, mut signed) = (0, String::new());
        loop {
            let mut row = String::new();
            if reader.read_line(&mut row).unwrap_or(0) == 0 {
                return;
            }
            let (name, value) = row.split_once(':').unwrap_or((row.trim(), ""));
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().unwrap(),
                "latchkey-signature" => value.trim().clone_into(&mut signed),
                "" => break,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let body = String::from_utf8(body).unwrap();
        let second = signed.split(['=', ',']).nth(1).and_then(|second| second.parse().ok()).unwrap_or(0);
        let status = *self.status.lock().unwrap();
        let Some(status) = status else { return };
        // Whoever does not know the secret is sent away, as a real one does.
        let status = if signed == signature(SECRET.as_bytes(), second, &body) { status } else { 401 };
        if status < 300 {
            let told: Value = serde_json::from_str(&body).unwrap();
            let part = |name: &str| told[name].as_str().unwrap().to_owned();
            self.arrived.lock().unwrap().push(Texted { id: part("id"), to: part("to"), text: part("text") });
        }
        write!(line, "HTTP/1.1 {status} x\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbusy").unwrap();
    }
}
