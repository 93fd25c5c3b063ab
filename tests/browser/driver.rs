//! A driver and the browser it drives, with a profile of their own; nothing of them is left behind.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Browsers that may run at once: each of them keeps a core busy.
static ROOM: Semaphore = Semaphore::const_new(2);

/// Room for so many browsers of one test; waits until there is.
pub(crate) async fn room(browsers: u32) -> SemaphorePermit<'static> {
    ROOM.acquire_many(browsers).await.unwrap()
}

/// A running driver.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    profile: TempDir,
}

impl Driver {
    /// Starts a driver on a port that is free.
    pub(crate) fn start() -> Self {
        let profile = tempfile::Builder::new().prefix("latchkey-chromium-").tempdir().unwrap();
        let mut process = Command::new(named(&["chromedriver"]))
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port =
            said.find_map(|line| line.split_once("started successfully on port ").map(|(_, port)| port.to_owned()));
        let port = port.and_then(|port| port.trim_end_matches('.').parse().ok()).unwrap();
        // Nobody reads on, and a driver that can not speak would die.
        std::thread::spawn(move || said.for_each(drop));
        Self { process, port, profile }
    }

    /// Where the driver listens.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The folder of this browser alone.
    pub(crate) fn profile(&self) -> &Path {
        self.profile.path()
    }

    /// Asks the driver to end its browsers and itself, without an executor, because a panic may be on its way.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port)?;
        stream.read_to_end(&mut vec![]).map(drop)
    }

    /// The processes that work in our profile's folder.
    fn browsers(&self) -> Vec<Pid> {
        let ours = self.profile.path().to_string_lossy().into_owned();
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        processes
            .filter_map(|entry| entry.file_name().to_string_lossy().parse().ok())
            .filter(|pid: &i32| {
                let words = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
                String::from_utf8_lossy(&words).contains(&ours)
            })
            .filter_map(Pid::from_raw)
            .collect()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.shut_down().ok();
        let asked = Instant::now();
        while asked.elapsed() < Duration::from_secs(5) && self.process.try_wait().is_ok_and(|status| status.is_none()) {
            std::thread::park_timeout(Duration::from_millis(20));
        }
        self.process.kill().ok();
        self.process.wait().ok();
        for left in self.browsers() {
            kill_process(left, Signal::KILL).ok();
        }
    }
}

/// The first of these programs that the search path knows.
pub(crate) fn named(names: &[&str]) -> PathBuf {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    let found =
        names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file());
    found.unwrap_or_else(|| panic!("{names:?} not found: run bin/setup --tests"))
}
