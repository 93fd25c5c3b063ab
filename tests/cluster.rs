//! The private Postgres, with a real server: made, shared, left, killed and brought back.
#![forbid(unsafe_code)]
#![expect(clippy::unwrap_used, reason = "a test may panic, also in its helpers")]
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use latchkey::host::cluster::error::ClusterError;
use latchkey::host::cluster::{Cluster, ClusterOptions, Left};
use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

/// A place for a cluster, in memory where there is some, which the user that runs Postgres can reach.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = tempfile::Builder::new().prefix("latchkey-test-").tempdir_in(base).unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o711)).unwrap();
        Self(folder)
    }

    fn options(&self) -> ClusterOptions {
        ClusterOptions { data_dir: self.0.path().join("data"), pg_bin: None, durable: false }
    }

    /// Where what was committed must survive a kill.
    async fn attach_durably(&self) -> Cluster {
        Cluster::attach(&ClusterOptions { durable: true, ..self.options() }).await.unwrap()
    }

    async fn attach(&self) -> Cluster {
        Cluster::attach(&self.options()).await.unwrap()
    }
}

impl Drop for Place {
    /// A test that failed halfway leaves no server behind.
    fn drop(&mut self) {
        if let Some(pid) = postmaster(&self.options().data_dir.join("pg")) {
            kill_process(pid, Signal::QUIT).ok();
        }
    }
}

fn postmaster(data: &Path) -> Option<Pid> {
    let text = fs::read_to_string(data.join("postmaster.pid")).ok()?;
    Pid::from_raw(text.lines().next()?.parse().ok()?)
}

fn is_alive(pid: Pid) -> bool {
    let state = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
    test_kill_process(pid).is_ok() && !state.contains(") Z ")
}

/// An ended process keeps its number for a moment, until its parent has heard of it.
async fn gone(pid: Pid) {
    while is_alive(pid) {
        tokio::task::yield_now().await;
    }
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn value(client: &Client, sql: &str) -> String {
    client.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_makes_a_database_that_is_closed_to_others() {
    let place = Place::new();
    let cluster = place.attach().await;
    let client = connect(&cluster.url()).await;
    assert_eq!(
        value(&client, "SELECT current_user::text || ' in ' || current_database()").await,
        "latchkey in latchkey"
    );
    assert_eq!(value(&client, "SHOW server_encoding").await, "UTF8");
    assert_eq!(
        value(&client, "SELECT datcollate || ' ' || datctype FROM pg_database WHERE datname = 'latchkey'").await,
        "C C.UTF-8"
    );
    assert_eq!(value(&client, "SHOW data_checksums").await, "on");
    assert_eq!(value(&client, "SHOW listen_addresses").await, "");
    assert_eq!(
        value(&client, "SELECT rolsuper::text || rolcreaterole::text FROM pg_roles WHERE rolname = current_user").await,
        "falsetrue"
    );
    client.batch_execute("CREATE EXTENSION pg_trgm; CREATE ROLE latchkey_app NOLOGIN").await.unwrap();
    assert_eq!(
        value(&client, "SELECT array_length(show_trgm('Ольга'), 1)::text").await,
        "6",
        "letters beyond ASCII are letters"
    );
    assert_eq!(fs::metadata(cluster.socket_folder()).unwrap().mode() & 0o777, 0o700);
    assert_eq!(fs::metadata(cluster.data()).unwrap().mode() & 0o777, 0o700);
    if rustix::process::geteuid().is_root() {
        assert_ne!(fs::metadata(cluster.data()).unwrap().uid(), 0, "Postgres does not run as root");
    }
    assert_eq!(cluster.detach().await.unwrap(), Left::Stopped);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_one_out_stops_the_server() {
    let place = Place::new();
    let first = place.attach().await;
    let pid = postmaster(first.data()).unwrap();
    let second = place.attach().await;
    assert_eq!(postmaster(second.data()), Some(pid), "the running server is used");
    assert_eq!(first.detach().await.unwrap(), Left::StillUsed);
    connect(&second.url()).await.batch_execute("CREATE TABLE kept (id int)").await.unwrap();
    assert_eq!(second.detach().await.unwrap(), Left::Stopped);
    gone(pid).await;
    assert!(postmaster(&place.options().data_dir.join("pg")).is_none());
    let again = place.attach().await;
    connect(&again.url()).await.batch_execute("INSERT INTO kept VALUES (1)").await.unwrap();
    again.detach().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn many_that_start_at_once_share_one_new_cluster() {
    let place = Place::new();
    let clusters = futures_util::future::join_all((0..4).map(|_| place.attach())).await;
    let mut left = Vec::new();
    for cluster in clusters {
        connect(&cluster.url()).await.batch_execute("SELECT 1").await.unwrap();
        left.push(cluster.detach().await.unwrap());
    }
    assert_eq!(left, [Left::StillUsed, Left::StillUsed, Left::StillUsed, Left::Stopped]);
    let names: Vec<_> =
        fs::read_dir(place.options().data_dir).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().starts_with("pg.new")), "{names:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_killed_is_started_again_by_who_uses_it() {
    let place = Place::new();
    let (one, two) = (place.attach_durably().await, place.attach_durably().await);
    assert!(!one.ensure_alive().await.unwrap());
    connect(&one.url()).await.batch_execute("CREATE TABLE kept (id int)").await.unwrap();
    let sleeper = connect(&two.url()).await;
    let working = tokio::spawn(async move { sleeper.batch_execute("SELECT pg_sleep(60)").await });
    let killed = postmaster(one.data()).unwrap();
    kill_process(killed, Signal::KILL).unwrap();
    gone(killed).await;
    let (first, second) = tokio::join!(one.ensure_alive(), two.ensure_alive());
    assert_ne!(first.unwrap(), second.unwrap(), "one of them starts it, the other finds it started");
    assert_ne!(postmaster(one.data()), Some(killed));
    connect(&two.url()).await.batch_execute("INSERT INTO kept VALUES (1)").await.unwrap();
    assert!(working.await.unwrap().is_err(), "a connection to the dead server ends");
    assert!(!two.ensure_alive().await.unwrap());
    assert_eq!(one.detach().await.unwrap(), Left::StillUsed);
    assert_eq!(two.detach().await.unwrap(), Left::Stopped);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_latchkey_that_was_killed_leaves_a_server_that_the_next_one_uses_and_stops() {
    let place = Place::new();
    let cluster = place.attach().await;
    let pid = postmaster(cluster.data()).unwrap();
    // To the locks and to Postgres, this is what being killed looks like.
    drop(cluster);
    assert!(is_alive(pid));
    let next = place.attach().await;
    assert_eq!(postmaster(next.data()), Some(pid));
    assert_eq!(next.detach().await.unwrap(), Left::Stopped);
    gone(pid).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_killed_leave_a_cluster_that_recovers() {
    let place = Place::new();
    let cluster = place.attach_durably().await;
    connect(&cluster.url()).await.batch_execute("CREATE TABLE kept (id int)").await.unwrap();
    kill_process(postmaster(cluster.data()).unwrap(), Signal::KILL).unwrap();
    drop(cluster);
    let next = place.attach_durably().await;
    connect(&next.url()).await.batch_execute("INSERT INTO kept VALUES (1)").await.unwrap();
    assert_eq!(next.detach().await.unwrap(), Left::Stopped);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pid_file_that_names_somebody_elses_process_does_not_hinder_a_start() {
    let place = Place::new();
    let cluster = place.attach().await;
    let data = cluster.data().to_owned();
    let stale = fs::read_to_string(data.join("postmaster.pid")).unwrap();
    cluster.detach().await.unwrap();
    let (_pid, rest) = stale.split_once('\n').unwrap();
    fs::write(data.join("postmaster.pid"), format!("{}\n{rest}", std::process::id())).unwrap();
    let again = place.attach().await;
    assert_eq!(again.detach().await.unwrap(), Left::Stopped);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_that_was_cut_off_is_begun_again() {
    let place = Place::new();
    let half = place.options().data_dir.join("pg.new.12345");
    fs::create_dir_all(half.join("base")).unwrap();
    fs::write(half.join("PG_VERSION"), "15\n").unwrap();
    let cluster = place.attach().await;
    assert!(!half.exists());
    cluster.detach().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_data_folder_with_a_long_and_odd_name_gets_its_socket_elsewhere() {
    let place = Place::new();
    let data_dir = place.0.path().join("a, \"b\" 100% ".repeat(8));
    let options = ClusterOptions { data_dir, ..place.options() };
    let cluster = Cluster::attach(&options).await.unwrap();
    assert!(cluster.socket_folder().as_os_str().len() < 90 && !cluster.socket_folder().starts_with(place.0.path()));
    connect(&cluster.url()).await.batch_execute("SELECT 1").await.unwrap();
    let again = Cluster::attach(&options).await.unwrap();
    assert_eq!(again.url(), cluster.url());
    let socket_folder = cluster.socket_folder().to_owned();
    cluster.detach().await.unwrap();
    assert_eq!(again.detach().await.unwrap(), Left::Stopped);
    fs::remove_dir(socket_folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_without_a_server_is_told_what_to_do() {
    let place = Place::new();
    let nowhere = ClusterOptions { pg_bin: Some(PathBuf::from("/nowhere")), ..place.options() };
    let refusal = Cluster::attach(&nowhere).await.unwrap_err().to_string();
    assert_eq!(
        refusal,
        "LATCHKEY_PG_BIN names /nowhere, which does not hold both `initdb` and `postgres`: name the `bin` folder of a Postgres server."
    );
    let none = ClusterError::NoServer.to_string();
    assert!(none.contains("apt-get install postgresql") && none.contains("LATCHKEY_DATABASE_URL"), "{none}");
}

#[tokio::test(flavor = "multi_thread")]
async fn data_of_another_version_is_left_alone() {
    let place = Place::new();
    place.attach().await.detach().await.unwrap();
    fs::write(place.options().data_dir.join("pg/PG_VERSION"), "99\n").unwrap();
    let refusal = Cluster::attach(&place.options()).await.unwrap_err().to_string();
    assert!(refusal.contains("was made by Postgres 99") && refusal.contains("install Postgres 99"), "{refusal}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_cannot_start_says_why() {
    let place = Place::new();
    place.attach().await.detach().await.unwrap();
    fs::write(place.options().data_dir.join("pg/postgresql.conf"), "nonsense = 1\n").unwrap();
    let began = std::time::Instant::now();
    let refusal = Cluster::attach(&place.options()).await.unwrap_err().to_string();
    assert!(refusal.contains("postgresql.conf\" contains errors") && refusal.contains("pg.log"), "{refusal}");
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_postgres_cannot_enter_is_named() {
    let place = Place::new();
    if !rustix::process::geteuid().is_root() {
        // Only root runs Postgres as somebody else; a plain user's folder is his own.
        let cluster = place.attach().await;
        assert_eq!(fs::metadata(cluster.data()).unwrap().uid(), rustix::process::geteuid().as_raw());
        cluster.detach().await.unwrap();
        return;
    }
    let closed = place.0.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, Permissions::from_mode(0o700)).unwrap();
    let options = ClusterOptions { data_dir: closed.join("data"), ..place.options() };
    let refusal = Cluster::attach(&options).await.unwrap_err().to_string();
    let folder = fs::canonicalize(&closed).unwrap();
    assert!(
        refusal.contains(&format!("cannot enter {0}: allow it with `chmod o+x {0}`", folder.display())),
        "{refusal}"
    );
    fs::set_permissions(&closed, Permissions::from_mode(0o711)).unwrap();
    Cluster::attach(&options).await.unwrap().detach().await.unwrap();
}
