//! A mail server that others wrote, in a process of its own: it can be killed, and it knows SMTP from elsewhere than we do (F28).

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use latchkey::cli::house::House;
use latchkey::outbound::smtp::Safety;

use super::post::{self, Arrived};
use super::server::Portal;

/// Longer than an answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);
/// Has it answer and change nothing.
const STILL: &str = "still";

/// How the server behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// It takes what it gets.
    Kind,
    /// Its process was killed: nobody takes a connection.
    Gone,
    /// Not now (450).
    NotNow,
    /// Never (550).
    Refuses,
    /// It takes a letter, and its process ends before it says so.
    DiesAfterwards,
    /// It takes a letter and never says so.
    Hangs,
}

impl Manner {
    /// Every manner, the good one first.
    pub(crate) const ALL: [Self; 6] =
        [Self::Kind, Self::Gone, Self::NotNow, Self::Refuses, Self::DiesAfterwards, Self::Hangs];

    /// What the process calls it; nothing where there is none.
    fn word(self) -> Option<&'static str> {
        match self {
            Self::Kind => Some("kind"),
            Self::Gone => None,
            Self::NotNow => Some("not_now"),
            Self::Refuses => Some("refuses"),
            Self::DiesAfterwards => Some("dies_afterwards"),
            Self::Hangs => Some("hangs"),
        }
    }
}

/// A Python that knows aiosmtpd: our own, the system's, or the first on the path.
static PYTHON: LazyLock<PathBuf> = LazyLock::new(|| {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/aiosmtpd/bin/python3");
    let knows = |python: &PathBuf| {
        let asked = Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    let found = [own, "/usr/bin/python3".into(), "python3".into()].into_iter().find(knows);
    found.unwrap_or_else(|| panic!("no python3 here knows aiosmtpd: bin/setup --tests installs it"))
});

/// The server, at the same port for as long as the test takes. It ends when it is dropped.
pub(crate) struct Sink {
    port: u16,
    /// None while its process is known to have ended.
    process: RefCell<Option<Process>>,
    arrived: RefCell<Vec<Arrived>>,
}

/// A port that nobody gets who asks for any: it stays free while the server is dead.
fn free_port() -> u16 {
    static TRIED: AtomicU16 = AtomicU16::new(0);
    loop {
        let own = u16::try_from(std::process::id() % 12_000).unwrap();
        let port = 20_000 + (own + TRIED.fetch_add(1, Ordering::Relaxed) % 12_000) % 12_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// Its process. Without us it has nothing more to read, and ends of itself.
struct Process {
    child: Child,
    words: ChildStdin,
    lines: Receiver<String>,
}

impl Process {
    /// Starts one at this port.
    fn at(port: u16) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portal/support/sink.py");
        let mut child = Command::new(PYTHON.as_path())
            .arg(script)
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let words = child.stdin.take().unwrap();
        let told = BufReader::new(child.stdout.take().unwrap());
        let (send, lines) = channel();
        thread::spawn(move || told.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        let process = Self { child, words, lines };
        assert!(process.lines.recv_timeout(PATIENCE).is_ok(), "the mail server does not start");
        process
    }

    /// Ends it, as a power cut does.
    fn ends(&mut self) {
        // It may have ended of itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.ends();
    }
}

impl Sink {
    /// Opens it.
    pub(crate) fn open() -> Self {
        let port = free_port();
        let process = Process::at(port);
        Self { port, process: RefCell::new(Some(process)), arrived: RefCell::default() }
    }

    /// How an operator writes it down.
    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Has a house send its mail here.
    pub(crate) fn serves(&self, house: &mut House) {
        post::sends_to(house, self.port, Safety::Loopback, None, None);
    }

    /// Has it behave otherwise: its process is killed, or started again at the same port where it has ended.
    pub(crate) fn is(&self, manner: Manner) {
        let Some(word) = manner.word() else {
            self.dies();
            return;
        };
        if !self.hears(word) {
            self.comes_back();
            assert!(self.hears(word), "the mail server has ended at once");
        }
    }

    fn dies(&self) {
        if let Some(process) = self.process.borrow_mut().as_mut() {
            process.ends();
        }
        assert!(!self.hears(STILL), "what is dead answers");
    }

    fn comes_back(&self) {
        self.process.replace(Some(Process::at(self.port)));
    }

    /// Tells it a word, and takes over the letters that it took before; whether there was an answer, or nobody to give one.
    fn hears(&self, word: &str) -> bool {
        let mut ours = self.process.borrow_mut();
        let Some(process) = ours.as_mut() else { return false };
        // Whoever has ended reads nothing; what he told before is still heard.
        let _ = writeln!(process.words, "{word}");
        loop {
            match process.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.starts_with('{') => {
                    self.arrived.borrow_mut().push(serde_json::from_str(&line).unwrap());
                }
                Ok(_) => return true,
                Err(RecvTimeoutError::Timeout) => panic!("the mail server does not answer to {word}"),
                Err(RecvTimeoutError::Disconnected) => {
                    *ours = None;
                    return false;
                }
            }
        }
    }

    /// What arrived so far, in this process and those before it.
    pub(crate) fn arrived(&self) -> Vec<Arrived> {
        self.hears(STILL);
        self.arrived.borrow().clone()
    }

    /// What arrived at an address.
    pub(crate) fn of(&self, address: &str) -> Vec<Arrived> {
        post::of(self.arrived(), address)
    }

    /// Sends everything that waits; says how many tries that were.
    pub(crate) async fn collect(&self, portal: &Portal) -> usize {
        post::collect(portal).await
    }
}
