//! The real program, serving from an empty folder, with made-up people in it.

use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio_postgres::NoTls;

/// Longer than any start takes, also on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// Who may sign in, with which password.
#[derive(Debug, Clone)]
pub(crate) struct SignIn {
    pub(crate) user_name: String,
    pub(crate) password: String,
}

impl SignIn {
    /// The user name as lists show it: without the domain that everybody has.
    pub(crate) fn short(&self) -> &str {
        self.user_name.split('@').next().unwrap_or_default()
    }
}

/// A running portal; gone with everything it made when dropped.
pub(crate) struct Portal {
    server: Child,
    log: Arc<Mutex<Vec<String>>>,
    folder: TempDir,
    /// Where it serves, without a slash at the end.
    pub(crate) url: String,
    /// The operator's first administrator, as printed.
    pub(crate) first: SignIn,
    demo: Vec<(String, String)>,
    demo_password: String,
}

impl Portal {
    /// What `bin/run` does: serves an empty folder, and fills it with made-up people.
    pub(crate) fn start() -> Self {
        Self::begin(&[])
    }

    /// The same, under a name instead of a number: passkeys live nowhere else.
    pub(crate) fn start_named() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (listen, url) = (format!("127.0.0.1:{port}"), format!("http://localhost:{port}"));
        Self::begin(&[("LATCHKEY_LISTEN", &listen), ("LATCHKEY_PUBLIC_URL", &url)])
    }

    fn begin(settings: &[(&str, &str)]) -> Self {
        let folder = place();
        let mut serve = program(folder.path());
        serve.arg("serve").envs(settings.iter().copied());
        let mut server = serve.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let log = Arc::new(Mutex::new(vec![]));
        let lines = BufReader::new(server.stderr.take().unwrap()).lines();
        std::thread::spawn({
            let log = Arc::clone(&log);
            move || lines.map_while(Result::ok).for_each(|line| log.lock().unwrap().push(line))
        });
        let none = SignIn { user_name: String::new(), password: String::new() };
        let mut portal =
            Self { server, log, folder, url: String::new(), first: none, demo: vec![], demo_password: String::new() };
        portal.announced("Address: ").trim_end_matches('/').clone_into(&mut portal.url);
        portal.first =
            SignIn { user_name: portal.announced("User name: "), password: portal.announced("Temporary password: ") };
        portal.fill();
        portal
    }

    fn fill(&mut self) {
        let done = program(self.folder.path()).args(["demo", "--people", "200"]).output().unwrap();
        let text = String::from_utf8(done.stdout).unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let mut lines = text.lines().skip(1).map(str::trim);
        lines.next().unwrap().clone_into(&mut self.demo_password);
        self.demo = lines
            .filter_map(|line| line.split_once(' '))
            .map(|(user_name, role)| (role.trim().to_owned(), user_name.to_owned()))
            .collect();
    }

    /// Somebody of the made-up people with this role, as the command printed it (`no role` for a plain person).
    pub(crate) fn person(&self, role: &str) -> SignIn {
        let found = self.demo.iter().find(|(held, _)| held == role);
        let (_, user_name) = found.unwrap_or_else(|| panic!("no {role} in {:?}", self.demo));
        SignIn { user_name: user_name.clone(), password: self.demo_password.clone() }
    }

    /// Puts rows there behind everybody's back: for pages of what only time or other machines bring about.
    pub(crate) async fn put(&self, sql: &str) {
        let socket = self.folder.path().join("data/pg.run");
        let place = format!("host={} user=latchkey dbname=latchkey", socket.display());
        let (client, connection) = tokio_postgres::connect(&place, NoTls).await.unwrap();
        tokio::spawn(connection);
        client.batch_execute(sql).await.unwrap();
    }

    /// A line that the program told the operator, without its beginning.
    fn announced(&mut self, beginning: &str) -> String {
        let started = Instant::now();
        loop {
            let found = self.log().iter().find_map(|line| line.strip_prefix(beginning).map(str::to_owned));
            if let Some(rest) = found {
                return rest;
            }
            if let Some(status) = self.server.try_wait().unwrap() {
                panic!("the portal ended with {status}: {:#?}", self.log());
            }
            assert!(started.elapsed() < PATIENCE, "the portal does not say {beginning:?}: {:#?}", self.log());
            std::thread::park_timeout(Duration::from_millis(20));
        }
    }

    /// Everything the program has said on standard error.
    pub(crate) fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }
}

impl Drop for Portal {
    /// As an operator stops it: everything that runs ends, the private Postgres last.
    fn drop(&mut self) {
        if let Some(pid) = Pid::from_raw(i32::try_from(self.server.id()).unwrap_or_default()) {
            kill_process(pid, Signal::TERM).ok();
        }
        let asked = Instant::now();
        while self.server.try_wait().is_ok_and(|status| status.is_none()) {
            if asked.elapsed() > Duration::from_secs(30) {
                self.server.kill().ok();
            }
            std::thread::park_timeout(Duration::from_millis(20));
        }
        let postmaster = fs::read_to_string(self.folder.path().join("data/pg/postmaster.pid")).unwrap_or_default();
        if let Some(pid) = postmaster.lines().next().and_then(|line| line.parse().ok()).and_then(Pid::from_raw) {
            kill_process(pid, Signal::QUIT).ok();
        }
    }
}

/// A folder, in memory where there is some, which the user that runs Postgres can reach.
fn place() -> TempDir {
    let memory = Path::new("/dev/shm");
    let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let folder = tempfile::Builder::new().prefix("latchkey-browser-").tempdir_in(base).unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o711)).unwrap();
    folder
}

/// The program, with nothing of our own surroundings but what it needs to find its Postgres.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
    command.env_clear().current_dir(folder).stdin(Stdio::null());
    for key in ["PATH", "HOME", "LATCHKEY_PG_BIN"] {
        if let Some(value) = std::env::var_os(key) {
            command.env(key, value);
        }
    }
    command
        .env("LATCHKEY_DATA_DIR", folder.join("data"))
        .env("LATCHKEY_LISTEN", "127.0.0.1:0")
        .env("LATCHKEY_OPS_LISTEN", "off")
        .env("LATCHKEY_ORGANISATION", "Noordhof Group")
        .env("LATCHKEY_DOMAIN", "noordhof.example")
        .env("LATCHKEY_SERVICE_DESK", "010 555 0100")
        // Nobody answers there: letters wait, and the pages tell so.
        .env("LATCHKEY_SMTP_URL", "smtp://127.0.0.1:9")
        .env("LATCHKEY_TEXT_GATEWAY_URL", "http://127.0.0.1:9/send")
        .env("LATCHKEY_TEXT_GATEWAY_SECRET", "a secret of at least thirty-two characters")
        .env("LATCHKEY_TIME_ZONE", "Europe/Amsterdam")
        .env("LATCHKEY_LOG", "json");
    command
}

/// Where what the tests leave for people to look at lies.
pub(crate) fn shots() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/shots");
    fs::create_dir_all(&folder).unwrap();
    folder
}
