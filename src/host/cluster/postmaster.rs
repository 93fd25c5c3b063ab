//! The server process: its pid file, its start and its end.
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use super::error::{ClusterError, while_trying};
use super::layout::Layout;
use super::owner::Owner;

/// For a small machine that it shares with Latchkey. Nothing here can carry a secret or somebody's data into the log.
const SETTINGS: &[&str] = &[
    "cluster_name=latchkey",
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "maintenance_work_mem=128MB",
    "wal_buffers=4MB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "wal_compression=on",
    "checkpoint_timeout=15min",
    "random_page_cost=1.1",
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_min_messages=log",
    "log_min_error_statement=panic",
    "log_checkpoints=off",
    "log_autovacuum_min_duration=-1",
];
const DURABLE: &[&str] = &["max_connections=100", "max_wal_size=512MB"];
const FOR_TESTS: &[&str] =
    &["max_connections=1000", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=128MB"];
/// What it keeps at hand of its tables, in MB: an eighth of the machine's memory, within these. A small directory never fills it; a
/// search among a million people reads what lies far apart. The service may use 2 GB in all.
const AT_HAND: std::ops::RangeInclusive<u64> = 128..=512;

/// What `postmaster.pid` says.
#[derive(Debug, Clone)]
pub(super) struct PidFile {
    pub(super) pid: Pid,
    pub(super) socket: PathBuf,
    pub(super) ready: bool,
}

impl PidFile {
    /// Nothing if there is none, or not enough in it yet.
    pub(super) fn read(data: &Path) -> Option<Self> {
        let bytes = fs::read(data.join("postmaster.pid")).ok()?;
        let mut lines = bytes.split(|byte| *byte == b'\n');
        let pid = std::str::from_utf8(lines.next()?).ok()?.trim().parse().ok().and_then(Pid::from_raw)?;
        let socket = lines.nth(3).map(|line| PathBuf::from(OsString::from_vec(line.to_vec()))).unwrap_or_default();
        let ready = lines.nth(2).is_some_and(|line| line.trim_ascii() == b"ready");
        Some(Self { pid, socket, ready })
    }

    /// Whether that process is a postmaster of this cluster: the file may be older than the machine's last start, and its
    /// number long another's. Command lines are readable even where a container forbids to look closer.
    pub(super) fn is_running(&self, data: &Path, owner: &Owner) -> bool {
        if !Path::new("/proc/self/cmdline").exists() {
            return ps(self.pid).contains(&*data.to_string_lossy());
        }
        let process = PathBuf::from(format!("/proc/{}", self.pid.as_raw_nonzero()));
        let arguments = fs::read(process.join("cmdline")).unwrap_or_default();
        let ours = fs::metadata(&process).is_ok_and(|facts| facts.uid() == owner.uid);
        ours && arguments.split(|byte| *byte == 0).any(|argument| argument == data.as_os_str().as_bytes())
    }

    /// Removes a file left behind whose number another process has now: Postgres would take that one for a postmaster.
    pub(super) fn remove_if_misleading(&self, data: &Path) -> Result<(), ClusterError> {
        let name =
            fs::read_to_string(format!("/proc/{}/comm", self.pid.as_raw_nonzero())).unwrap_or_else(|_| ps(self.pid));
        if test_kill_process(self.pid).is_err() || name.contains("postgres") || name.contains("postmaster") {
            return Ok(());
        }
        let path = data.join("postmaster.pid");
        fs::remove_file(&path).map_err(while_trying("remove the stale", &path))
    }
}

/// For systems without /proc.
fn ps(pid: Pid) -> String {
    let pid = pid.as_raw_nonzero().to_string();
    let output = std::process::Command::new("ps").args(["-o", "command=", "-p", &pid]).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
}

/// A server that was told to start, and where its words in the log begin.
pub(super) struct Starting {
    ended: Arc<AtomicBool>,
    log_from: u64,
}

impl Starting {
    pub(super) fn spawn(
        program: &Path,
        layout: &Layout,
        owner: &Owner,
        socket: &Path,
        durable: bool,
    ) -> Result<Self, ClusterError> {
        let log = layout.open_log()?;
        let log_from = log.metadata().map_or(0, |facts| facts.len());
        let mut command = owner.command(program, &layout.data);
        command.arg("-D").arg(&layout.data);
        for setting in SETTINGS.iter().chain(if durable { DURABLE } else { FOR_TESTS }) {
            command.args(["-c", setting]);
        }
        if durable {
            command.arg("-c").arg(format!("shared_buffers={}MB", at_hand(memory())));
        }
        // Quoted, because an unquoted comma would make two folders of it.
        let mut sockets = OsString::from("unix_socket_directories=\"");
        sockets.push(OsString::from_vec(doubled_quotes(socket.as_os_str().as_bytes())));
        sockets.push("\"");
        command.arg("-c").arg(sockets);
        let errors = log.try_clone().map_err(while_trying("write", &layout.log))?;
        command.stdout(Stdio::from(log)).stderr(Stdio::from(errors));
        let child = command.spawn().map_err(|error| owner.explain(error, program, &layout.data))?;
        Ok(Self { ended: bury_in_time(child).map_err(while_trying("watch over", program))?, log_from })
    }

    pub(super) fn has_ended(&self) -> bool {
        self.ended.load(Ordering::Acquire)
    }

    /// What it said last, in one line.
    pub(super) fn last_words(&self, layout: &Layout) -> String {
        let mut text = Vec::new();
        if let Ok(mut log) = File::open(&layout.log)
            && log.seek(SeekFrom::Start(self.log_from)).is_ok()
        {
            // However short the reading falls, it is only for a message.
            log.take(64 * 1024).read_to_end(&mut text).ok();
        }
        last_complaint(&String::from_utf8_lossy(&text))
    }
}

/// What memory there is, in bytes: the machine's, or what a container or the service may use of it.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
fn memory() -> Option<u64> {
    let told = rustix::system::sysinfo();
    let all = told.totalram.checked_mul(told.mem_unit.into())?;
    let group = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let own = group.lines().find_map(|line| line.strip_prefix("0::")).unwrap_or("/").trim_end_matches('/');
    let limits = [
        format!("/sys/fs/cgroup{own}/memory.max"),
        "/sys/fs/cgroup/memory.max".to_owned(),
        "/sys/fs/cgroup/memory/memory.limit_in_bytes".to_owned(),
    ];
    // A group without a limit says "max", or more than there is.
    let limits = limits.iter().filter_map(|path| fs::read_to_string(path).ok()?.trim().parse::<u64>().ok());
    Some(limits.fold(all, u64::min))
}

/// Other systems are not asked.
#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
fn memory() -> Option<u64> {
    None
}

/// What Postgres keeps at hand on a machine with so much memory.
fn at_hand(memory: Option<u64>) -> u64 {
    let eighth = memory.unwrap_or(0) / 8 / (1024 * 1024);
    eighth.clamp(*AT_HAND.start(), *AT_HAND.end())
}

/// Waits for the end of a server that we started, however long that takes: an ended process that nobody has waited for still
/// has its number, and the next server would take it for a living one.
fn bury_in_time(mut child: Child) -> io::Result<Arc<AtomicBool>> {
    let ended = Arc::new(AtomicBool::new(false));
    let tell = Arc::clone(&ended);
    let wait = move || {
        child.wait().ok();
        tell.store(true, Ordering::Release);
    };
    thread::Builder::new().name("latchkey-postgres".to_owned()).stack_size(64 * 1024).spawn(wait)?;
    Ok(ended)
}

fn doubled_quotes(path: &[u8]) -> Vec<u8> {
    path.iter().flat_map(|&byte| std::iter::repeat_n(byte, if byte == b'"' { 2 } else { 1 })).collect()
}

/// The last line that says why, else the last line at all.
pub(super) fn last_complaint(text: &str) -> String {
    let reason = |line: &str| {
        ["PANIC:", "FATAL:", "error:"]
            .iter()
            .find_map(|mark| line.split_once(mark).map(|(_, why)| why.trim().to_owned()))
    };
    let said = text.lines().rev().find_map(reason);
    let last = || text.lines().rev().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned);
    said.or_else(last).unwrap_or_else(|| "it said nothing".to_owned()).trim_end_matches('.').to_owned()
}

/// Whether a start failed only because processes of the last server are still leaving.
pub(super) fn is_passing(last_words: &str) -> bool {
    last_words.contains("is still in use") || last_words.contains("lock file")
}

/// Asks the server to end: at once for its clients, in order for its data. That it has ended meanwhile is fine.
pub(super) fn ask_to_stop(pid: Pid, signal: Signal) {
    kill_process(pid, signal).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_eighth_of_the_memory_is_kept_at_hand_within_bounds() {
        const GB: u64 = 1024 * 1024 * 1024;
        for (memory, megabytes) in [(None, 128), (Some(GB / 2), 128), (Some(2 * GB), 256), (Some(64 * GB), 512)] {
            assert_eq!(at_hand(memory), megabytes, "{memory:?}");
        }
    }

    #[test]
    fn a_pid_file_is_read_as_far_as_it_is_written() {
        let data = tempfile::tempdir().unwrap();
        let write = |text: &str| fs::write(data.path().join("postmaster.pid"), text).unwrap();
        assert!(PidFile::read(data.path()).is_none());
        for text in ["", "\n", "zero\n", "0\n"] {
            write(text);
            assert!(PidFile::read(data.path()).is_none(), "{text:?}");
        }
        write("4711\n/data/pg\n1700000000\n5432\n/data/pg.run\n\n  262144      3\nstarting\n");
        assert!(!PidFile::read(data.path()).unwrap().ready);
        write("4711\n/data/pg\n1700000000\n5432\n/data/pg.run\n\n  262144      3\nready   \n");
        let file = PidFile::read(data.path()).unwrap();
        assert_eq!(
            (file.pid.as_raw_nonzero().get(), file.socket.to_str(), file.ready),
            (4711, Some("/data/pg.run"), true)
        );
    }

    #[test]
    fn the_reason_is_found_among_many_words() {
        let log = "2026-01-01 10:00:00.000 UTC [7] LOG:  starting\n2026-01-01 10:00:00.001 UTC [7] FATAL:  could not create \
                   lock file: No space left on device.\n2026-01-01 10:00:00.002 UTC [7] LOG:  database system is shut down\n";
        assert_eq!(last_complaint(log), "could not create lock file: No space left on device");
        assert_eq!(
            last_complaint("initdb: error: directory is not empty\ninitdb: hint: remove it\n"),
            "directory is not empty"
        );
        assert_eq!(last_complaint("\n"), "it said nothing");
    }
}
