//! The Postgres cluster that a Latchkey without a database URL owns.
mod database;
pub mod error;
mod init;
mod layout;
mod locate;
mod owner;
mod postmaster;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::process::Signal;
use tokio::time::Instant;

use database::Answer;
use error::ClusterError;
use layout::{Layout, Lock, PAUSE};
use owner::Owner;
use postmaster::{PidFile, Starting};

/// Recovery after a crash may have much to read.
const START_LIMIT: Duration = Duration::from_mins(2);
/// How long the last server's processes may take to leave.
const LEAVING_LIMIT: Duration = Duration::from_secs(20);
/// How long a stop in order may take before it becomes one without order.
const STOP_LIMIT: Duration = Duration::from_mins(1);
/// How long another process may hold the start lock: it starts and stops within its own limits.
const LOCK_LIMIT: Duration = Duration::from_secs(150);

/// What the operator chose.
#[derive(Debug, Clone)]
pub struct ClusterOptions {
    /// The data folder; the cluster lies below it.
    pub data_dir: PathBuf,
    /// Where the server's programs are; searched for if nothing is named.
    pub pg_bin: Option<PathBuf>,
    /// Whether what is committed survives a power cut. Tests do without, for speed.
    pub durable: bool,
}

/// How a [`Cluster`] was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// We were the last: Postgres has stopped.
    Stopped,
    /// Another process uses it: Postgres runs on.
    StillUsed,
}

/// A running private Postgres, which does not stop while this value lives. Dropped without [`Cluster::detach`], it leaves
/// Postgres running for the next who attaches.
#[derive(Debug)]
pub struct Cluster {
    options: ClusterOptions,
    layout: Layout,
    owner: Owner,
    socket: PathBuf,
    /// Held shared as long as we use the cluster.
    in_use: Lock,
}

impl Cluster {
    /// Whether there is one in a data folder.
    pub fn is_made(data_dir: &Path) -> bool {
        data_dir.join(layout::CLUSTER).join("PG_VERSION").is_file()
    }

    /// Makes and starts the cluster as far as it is not made and started yet. Any number of processes may do so at once.
    pub async fn attach(options: &ClusterOptions) -> Result<Self, ClusterError> {
        let layout = Layout::below(&options.data_dir)?;
        let owner = Owner::of(&layout.data)?;
        let in_use = Lock::open(&layout.folder.join("pg.lock"), &owner)?;
        let start = lock_start(&layout, &owner).await?;
        // Only who holds the start lock ever makes this one exclusive, so it is free to share now, but for the blink of an
        // eye in which a program just being started still carries it.
        if !in_use.shared_within(100 * PAUSE).await {
            return Err(ClusterError::Occupied { data: layout.folder, seconds: 1 });
        }
        let options = options.clone();
        let mut cluster = Self { options, layout, owner, socket: PathBuf::new(), in_use };
        cluster.socket = cluster.bring_up().await?;
        drop(start);
        Ok(cluster)
    }

    /// Starts a server that has died, and says whether that was necessary. Costs next to nothing while it lives, so call it
    /// every second.
    pub async fn ensure_alive(&self) -> Result<bool, ClusterError> {
        if self.is_ready() {
            return Ok(false);
        }
        let _start = lock_start(&self.layout, &self.owner).await?;
        // Another user of the cluster may have been faster.
        if self.is_ready() {
            return Ok(false);
        }
        self.bring_up().await?;
        Ok(true)
    }

    /// Lets go. The last to leave stops the server and waits until it has ended.
    pub async fn detach(self) -> Result<Left, ClusterError> {
        let _start = lock_start(&self.layout, &self.owner).await?;
        // A program that some thread of ours is just starting shares our lock for the blink of an eye: so ask more than once.
        if !self.in_use.exclusive_within(3 * PAUSE).await {
            return Ok(Left::StillUsed);
        }
        for (signal, limit) in [(Signal::INT, STOP_LIMIT), (Signal::QUIT, LEAVING_LIMIT)] {
            if self.stop(signal, limit).await {
                return Ok(Left::Stopped);
            }
        }
        Err(self.too_slow("stopped", STOP_LIMIT + LEAVING_LIMIT))
    }

    /// The connection string of Latchkey's own role and database.
    pub fn url(&self) -> String {
        database::url(&self.socket, database::LATCHKEY, database::LATCHKEY)
    }

    /// The superuser's connection string, for tests that make databases and for repairs.
    pub fn superuser_url(&self, database: &str) -> String {
        database::url(&self.socket, database::SUPERUSER, database)
    }

    /// The folder that holds the socket.
    pub fn socket_folder(&self) -> &Path {
        &self.socket
    }

    /// The cluster's own folder, `pg` below the data folder.
    pub fn data(&self) -> &Path {
        &self.layout.data
    }

    fn is_ready(&self) -> bool {
        let running = |file: PidFile| file.ready && file.is_running(&self.layout.data, &self.owner);
        PidFile::read(&self.layout.data).is_some_and(running)
    }

    /// Until the socket answers and the database is there. Asked under the start lock only.
    async fn bring_up(&self) -> Result<PathBuf, ClusterError> {
        let deadline = Instant::now() + START_LIMIT;
        let retry_until = Instant::now() + LEAVING_LIMIT;
        let mut starting: Option<Starting> = None;
        while Instant::now() < deadline {
            let file = PidFile::read(&self.layout.data);
            if let Some(file) = file.as_ref().filter(|file| file.ready) {
                match database::knock(&file.socket).await {
                    Answer::Ready => return Ok(file.socket.clone()),
                    Answer::Empty => database::create(&file.socket).await?,
                    Answer::Silence => {}
                }
            }
            if let Some(started) = &starting {
                if started.has_ended() {
                    let reason = started.last_words(&self.layout);
                    if !postmaster::is_passing(&reason) || Instant::now() >= retry_until {
                        return Err(ClusterError::Start { reason, log: self.layout.log.clone() });
                    }
                    starting = None;
                    tokio::time::sleep(5 * PAUSE).await;
                }
            } else if !file.as_ref().is_some_and(|file| file.is_running(&self.layout.data, &self.owner)) {
                if let Some(file) = file {
                    file.remove_if_misleading(&self.layout.data)?;
                }
                starting = Some(self.start().await?);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(self.too_slow("ready", START_LIMIT))
    }

    async fn start(&self) -> Result<Starting, ClusterError> {
        let programs = locate::server(self.options.pg_bin.as_deref(), &self.layout.data)?;
        if !self.layout.data.exists() {
            init::run(&programs.join("initdb"), &self.layout, &self.owner, self.options.durable).await?;
        }
        // Where clients already look for it, if this is not the first start.
        let first = self.socket.as_os_str().is_empty();
        let socket = if first { self.layout.socket_folder(&self.owner)? } else { self.socket.clone() };
        Starting::spawn(&programs.join("postgres"), &self.layout, &self.owner, &socket, self.options.durable)
    }

    /// Whether the server has ended within the limit after this signal.
    async fn stop(&self, signal: Signal, limit: Duration) -> bool {
        let running =
            || PidFile::read(&self.layout.data).filter(|file| file.is_running(&self.layout.data, &self.owner));
        let Some(server) = running() else { return true };
        postmaster::ask_to_stop(server.pid, signal);
        let deadline = Instant::now() + limit;
        loop {
            // The file goes a moment before the process does, and a new start must find neither.
            if !server.is_running(&self.layout.data, &self.owner) {
                return true;
            }
            if Instant::now() >= deadline {
                return false;
            }
            tokio::time::sleep(PAUSE / 5).await;
        }
    }

    fn too_slow(&self, what: &'static str, limit: Duration) -> ClusterError {
        let (data, log) = (self.layout.data.clone(), self.layout.log.clone());
        ClusterError::TooSlow { data, what, seconds: limit.as_secs(), log }
    }
}

/// Held while somebody starts or stops the server, so that nobody else does.
async fn lock_start(layout: &Layout, owner: &Owner) -> Result<Lock, ClusterError> {
    let lock = Lock::open(&layout.folder.join("pg.start.lock"), owner)?;
    if lock.exclusive_within(LOCK_LIMIT).await {
        return Ok(lock);
    }
    Err(ClusterError::Occupied { data: layout.folder.clone(), seconds: LOCK_LIMIT.as_secs() })
}
