//! The real program, started as an operator starts it.

use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::cluster::shared;
use super::visitor::Visitor;

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);
/// How every address here begins.
const DOOR: &str = "http://127.0.0.1:";

/// A host with the program on it: its folder and its settings.
pub(crate) struct Host {
    folder: TempDir,
    settings: Vec<(String, String)>,
}

/// What a command left.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Host {
    /// With a database that is given.
    pub(crate) fn with_database(url: &str) -> Self {
        let mut host = Self::with_its_own();
        host.set("LATCHKEY_DATABASE_URL", url);
        host
    }

    /// With a private one in the data folder.
    pub(crate) fn with_its_own() -> Self {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = tempfile::Builder::new().prefix("latchkey-host-").tempdir_in(base).unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o711)).unwrap();
        shared().guard("folder", &folder.path().display());
        let mut host = Self { folder, settings: vec![] };
        let data = host.folder.path().join("data");
        host.set("LATCHKEY_DATA_DIR", data.to_str().unwrap());
        for (name, value) in [
            ("LATCHKEY_LISTEN", "127.0.0.1:0"),
            ("LATCHKEY_OPS_LISTEN", "off"),
            ("LATCHKEY_DOMAIN", "noordzee.example"),
            ("LATCHKEY_ORGANISATION", "Noordzee Havens"),
            ("LATCHKEY_WORKERS", "1"),
        ] {
            host.set(name, value);
        }
        host
    }

    /// Another setting.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.settings.retain(|(known, _)| known != name);
        self.settings.push((name.to_owned(), value.to_owned()));
    }

    /// The folder of its data.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A command, to be started in another way than the others.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
        let ours = std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("LATCHKEY_"));
        for (name, _) in ours {
            command.env_remove(name);
        }
        command.args(arguments).envs(self.settings.iter().cloned()).current_dir(self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Done {
        self.run_with(arguments, "")
    }

    /// The same, with something to read.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Done {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        // A command that reads nothing may be gone already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Done {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Starts a command that goes on.
    pub(crate) fn start(&self, arguments: &[&str]) -> Running {
        let mut child = self.command(arguments).spawn().unwrap();
        shared().guard("program", &child.id());
        let (send, lines) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        Running { child, lines, heard: vec![] }
    }
}

/// A command that goes on; it is stopped when nobody needs it any more.
pub(crate) struct Running {
    child: Child,
    lines: Receiver<String>,
    heard: Vec<String>,
}

impl Running {
    /// Waits for a line on standard error with these words.
    pub(crate) fn wait_for(&mut self, words: &str) -> String {
        if let Some(line) = self.heard.iter().find(|line| line.contains(words)) {
            return line.clone();
        }
        loop {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else {
                panic!("no {words:?} in {:#?}", self.heard);
            };
            self.heard.push(line.clone());
            if line.contains(words) {
                return line;
            }
        }
    }

    /// The same, once it serves.
    pub(crate) fn served(mut self) -> Self {
        self.wait_for(DOOR);
        self
    }

    /// A browser at its door, once it serves.
    pub(crate) fn visitor(&mut self) -> Visitor {
        // In a log line or in a sentence: the address ends with the port's last digit.
        let line = self.wait_for(DOOR);
        let port: String = line.rsplit_once(DOOR).unwrap().1.chars().take_while(char::is_ascii_digit).collect();
        Visitor::new(&format!("{DOOR}{port}"))
    }

    /// Asks it to stop.
    pub(crate) fn terminate(&self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
    }

    /// Waits for its end: exit status, standard output, and all of standard error.
    pub(crate) fn end(mut self) -> Done {
        let code = self.child.wait().unwrap().code().unwrap_or(-1);
        let mut out = String::new();
        self.child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        self.heard.extend(self.lines.iter());
        Done { code, out, err: std::mem::take(&mut self.heard).join("\n") }
    }

    /// Ends it as a power cut would: it can do nothing more.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop and waits.
    pub(crate) fn stop(self) -> Done {
        self.terminate();
        self.end()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended already, or a test has failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
