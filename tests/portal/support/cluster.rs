//! One Postgres for the whole test program, and a migrated and installed database as the mould of every test's own.

use std::fs::{self, Permissions};
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use latchkey::cli::ground::Ground;
use latchkey::cli::house::House;
use latchkey::cli::streamer::Streams;
use latchkey::domain::modules::Modules;
use latchkey::domain::organisation::{Language, Organisation};
use latchkey::host::argon::HashCost;
use latchkey::host::breach_list::BreachList;
use latchkey::host::cluster::{Cluster, ClusterOptions};
use latchkey::host::hash_pool::{HashPool, HashPoolOptions};
use tokio_postgres::{Client, NoTls};

use super::log;

/// Waits for the end of its standard input, which is the end of the test program however it comes about; then it stops the
/// programs it was told of and Postgres, which needs no goodbye, and takes everything away.
const WATCH: &str = r#"trap '' INT TERM HUP
pids= folders=
while read -r what value; do
    case $what in
        program) pids="$pids $value" ;;
        folder) folders="$folders $value" ;;
    esac
done
for pid in $pids; do
    # The number may be somebody else's by now.
    [ "$(readlink "/proc/$pid/exe")" = "$2" ] || continue
    kill -TERM "$pid"
    while readlink "/proc/$pid/exe" > /dev/null; do sleep 0.05; done
done
pid=$(head -n 1 "$1/data/pg/postmaster.pid") && kill -QUIT "$pid"
while readlink "/proc/$pid/exe" > /dev/null; do sleep 0.05; done
rm -rf "$1" $folders"#;

/// What all tests share.
pub(crate) struct Shared {
    cluster: Cluster,
    master_key_file: PathBuf,
    /// The temporary password of the first administrator in the mould.
    pub(crate) first_password: String,
    watch: Mutex<ChildStdin>,
}

impl Shared {
    /// Has something taken away at the end: a `program` by its number, a `folder` by its path.
    pub(crate) fn guard(&self, what: &str, value: &dyn std::fmt::Display) {
        writeln!(self.watch.lock().unwrap(), "{what} {value}").unwrap();
    }

    /// The folder of the server's programs: the command line of the running one begins with its whole path.
    #[cfg(target_os = "linux")]
    pub(crate) fn programs(&self) -> PathBuf {
        let file = fs::read_to_string(self.cluster.data().join("postmaster.pid")).unwrap();
        let line = fs::read_to_string(format!("/proc/{}/cmdline", file.lines().next().unwrap())).unwrap();
        Path::new(line.split('\0').next().unwrap()).parent().unwrap().to_owned()
    }
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| std::thread::spawn(start).join().unwrap());
static NEXT: AtomicU64 = AtomicU64::new(1);

/// The shared part, started by whoever asks first.
pub(crate) fn shared() -> &'static Shared {
    &SHARED
}

fn start() -> Shared {
    log::listen();
    let folder = folder();
    let watch = watch(&folder);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let options = ClusterOptions { data_dir: folder.join("data"), pg_bin: None, durable: false };
        let cluster = Cluster::attach(&options).await.unwrap();
        let master_key_file = folder.join("master.key");
        let (_, _, installed) = ground(cluster.url(), master_key_file.clone()).ready(organisation()).await.unwrap();
        let first_password = installed.unwrap().password.expose().to_owned();
        Shared { cluster, master_key_file, first_password, watch: Mutex::new(watch) }
    })
}

/// In memory where there is some; the user that runs Postgres must be able to reach it.
fn folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let folder = tempfile::Builder::new().prefix("latchkey-portal-").tempdir_in(base).unwrap().keep();
    fs::set_permissions(&folder, Permissions::from_mode(0o711)).unwrap();
    folder
}

fn watch(folder: &Path) -> ChildStdin {
    let mut sh = Command::new("sh");
    sh.args(["-c", WATCH, "watch"])
        .arg(folder)
        .arg(env!("CARGO_BIN_EXE_latchkey"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // A process group of its own: what ends the test program from the keyboard does not end it.
    sh.process_group(0).spawn().unwrap().stdin.take().unwrap()
}

/// The organisation of every test.
pub(crate) fn organisation() -> Organisation {
    Organisation {
        name: "Noordzee Havens".to_owned(),
        domains: vec!["noordzee.example".to_owned(), "havens.example".to_owned()],
        time_zone: jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap(),
        language: Language::English,
        service_desk: Some("+31 20 555 0100".to_owned()),
    }
}

fn ground(url: String, master_key_file: PathBuf) -> Ground {
    let cost = HashCost { memory_kib: 8, passes: 1, lanes: 1 };
    let pool = HashPoolOptions { threads: 2, cost, ..HashPoolOptions::default() };
    Ground {
        owner_url: url,
        app_url: None,
        tls: None,
        app_tls: None,
        master_key_file,
        // No chainer runs here.
        heads_file: "/nowhere/audit-heads.jsonl".into(),
        breaches: BreachList::of(Path::new("/nowhere")),
        hashes: Arc::new(HashPool::start(&pool).unwrap()),
        instance: "test".into(),
        mail: None,
        texts: None,
        streams: Streams::default(),
        modules: Modules::default(),
    }
}

/// A client of the cluster's superuser.
pub(crate) async fn superuser(database: &str) -> Client {
    connect(&shared().cluster.superuser_url(database)).await
}

/// A client at an address.
pub(crate) async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// A database of one test.
pub(crate) struct Database {
    /// Its name.
    pub(crate) name: String,
    /// Where its owner signs in.
    pub(crate) url: String,
}

impl Database {
    /// A copy of the mould.
    pub(crate) async fn installed() -> Self {
        Self::create("TEMPLATE latchkey STRATEGY FILE_COPY").await
    }

    /// One without anything in it.
    pub(crate) async fn empty() -> Self {
        Self::create("TEMPLATE template0").await
    }

    async fn create(how: &str) -> Self {
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let sql = format!("CREATE DATABASE {name} OWNER latchkey {how}");
        superuser("postgres").await.batch_execute(&sql).await.unwrap();
        let url = shared().cluster.url();
        let url = format!("{}/{name}", url.rsplit_once('/').unwrap().0);
        Self { name, url }
    }

    /// What stands before any key is known.
    pub(crate) fn ground(&self) -> Ground {
        ground(self.url.clone(), shared().master_key_file.clone())
    }

    /// The house in front of it.
    pub(crate) async fn house(&self) -> House {
        self.ground().enter().await.unwrap()
    }

    /// Takes it away, whoever is still connected.
    pub(crate) async fn drop(self) {
        let sql = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        superuser("postgres").await.batch_execute(&sql).await.unwrap();
    }
}
