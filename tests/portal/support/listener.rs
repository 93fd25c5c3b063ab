//! Somebody who is sent the audit log: a syslog server or a webhook of one test, within its process.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use latchkey::outbound::line::Peer;
use serde_json::Value;

/// What signs requests.
pub(crate) const SECRET: &str = "32 bytes that both sides know...";

/// Somebody who listens, and keeps what each connection brought.
#[derive(Clone)]
pub(crate) struct Listener {
    pub(crate) port: u16,
    heard: Arc<Mutex<Vec<String>>>,
    /// The status that a request is answered with.
    status: Arc<Mutex<u16>>,
}

impl Listener {
    fn open(serve: fn(&Listener, TcpStream) -> String) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = socket.local_addr().unwrap().port();
        let listener = Self { port, heard: Arc::default(), status: Arc::new(Mutex::new(204)) };
        let server = listener.clone();
        thread::spawn(move || {
            for line in socket.incoming().map_while(Result::ok) {
                let heard = serve(&server, line);
                server.heard.lock().unwrap().push(heard);
            }
        });
        listener
    }

    pub(crate) fn syslog() -> Self {
        Self::open(|_, mut line| {
            let mut all = String::new();
            line.read_to_string(&mut all).unwrap();
            all
        })
    }

    pub(crate) fn webhook() -> Self {
        Self::open(|server, mut line| {
            let mut reader = BufReader::new(line.try_clone().unwrap());
            let (mut head, mut length) = (String::new(), 0);
            loop {
                let mut row = String::new();
                reader.read_line(&mut row).unwrap();
                if let Some(value) = row.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                if row.trim().is_empty() {
                    break;
                }
                head.push_str(&row);
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let status = *server.status.lock().unwrap();
            write!(line, "HTTP/1.1 {status} x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nwords").unwrap();
            format!("{head}\n{}", String::from_utf8(body).unwrap())
        })
    }

    /// Has it answer otherwise.
    pub(crate) fn answers(&self, status: u16) {
        *self.status.lock().unwrap() = status;
    }

    pub(crate) fn peer(&self) -> Peer {
        Peer { host: "127.0.0.1".to_owned(), port: self.port, tls: None }
    }

    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// The messages of everything that was heard.
    pub(crate) fn messages(&self) -> Vec<String> {
        let all = self.heard().concat();
        let (mut rest, mut messages) = (all.as_str(), vec![]);
        while let Some((length, behind)) = rest.split_once(' ') {
            let (message, others) = behind.split_at(length.parse().unwrap());
            messages.push(message.to_owned());
            rest = others;
        }
        messages
    }
}

/// The events that a request brought.
pub(crate) fn events(request: &str) -> Vec<Value> {
    let (_, body) = request.rsplit_once('\n').unwrap();
    serde_json::from_str::<Value>(body).unwrap()["events"].as_array().unwrap().clone()
}

/// The event that a message to a syslog server brought.
pub(crate) fn event(message: &str) -> Value {
    serde_json::from_str(&message[message.find('{').unwrap()..]).unwrap()
}
