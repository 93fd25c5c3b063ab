//! A restore whose commit gets no answer: what became of it is asked for, and heads are never put where they do not belong.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::backup::emptied;
use crate::support::cluster::{Database, connect};
use crate::support::program::{Done, Host};

/// How a simple statement goes over the wire.
const COMMIT: &[u8] = b"Q\0\0\0\x0bCOMMIT\0";

/// What becomes of the first commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// It never arrives.
    Lost,
    /// It is done, and its answer never arrives.
    Done,
    /// The same, and nobody reaches the database any more.
    Gone,
}

/// A wire to the database that breaks at the first commit; gives the database's address by it.
fn breaking(url: &str, end: End) -> String {
    let config: tokio_postgres::Config = url.parse().unwrap();
    let [tokio_postgres::config::Host::Unix(folder)] = config.get_hosts() else { panic!("a socket: {url}") };
    let socket = folder.join(format!(".s.PGSQL.{}", config.get_ports().first().copied().unwrap_or(5432)));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let broken = Arc::new(AtomicBool::new(false));
    thread::spawn(move || {
        for client in listener.incoming() {
            if end == End::Gone && broken.load(Ordering::SeqCst) {
                continue;
            }
            let (client, server) = (client.unwrap(), UnixStream::connect(&socket).unwrap());
            carry(client, server, end, &broken);
        }
    });
    format!("postgres://{}@127.0.0.1:{port}/{}", config.get_user().unwrap(), config.get_dbname().unwrap())
}

fn carry(client: TcpStream, server: UnixStream, end: End, broken: &Arc<AtomicBool>) {
    let deaf = Arc::new(AtomicBool::new(false));
    let (mut from_client, mut to_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let (mut to_client, mut from_server) = (client, server);
    let (is_deaf, broken) = (Arc::clone(&deaf), Arc::clone(broken));
    thread::spawn(move || {
        let mut asked = vec![0; 65536];
        while let Ok(read @ 1..) = from_client.read(&mut asked) {
            let commits = asked[..read].windows(COMMIT.len()).any(|bytes| bytes == COMMIT);
            if commits && !broken.swap(true, Ordering::SeqCst) {
                if end == End::Lost {
                    break;
                }
                deaf.store(true, Ordering::SeqCst);
            }
            if to_server.write_all(&asked[..read]).is_err() {
                break;
            }
        }
        if !deaf.load(Ordering::SeqCst) {
            to_server.shutdown(Shutdown::Both).unwrap_or_default();
        }
        from_client.shutdown(Shutdown::Both).unwrap_or_default();
    });
    thread::spawn(move || {
        let mut told = vec![0; 65536];
        while let Ok(read @ 1..) = from_server.read(&mut told) {
            if is_deaf.load(Ordering::SeqCst) || to_client.write_all(&told[..read]).is_err() {
                break;
            }
        }
        to_client.shutdown(Shutdown::Both).unwrap_or_default();
        from_server.shutdown(Shutdown::Both).unwrap_or_default();
    });
}

fn fine(done: &Done) {
    assert_eq!(done.code, 0, "{}\n{}", done.out, done.err);
}

fn put_aside(data: &Path) -> Vec<PathBuf> {
    let names = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    names.filter(|path| path.to_string_lossy().contains("audit-heads.jsonl.lost-")).collect()
}

/// A host with a backup, and heads of what came after it, whose database is empty now.
async fn lost() -> (Database, Host, PathBuf) {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    fine(&host.run(&["demo", "--people", "10"]));
    let file = host.folder().join("monday.backup");
    fine(&host.run(&["backup", file.to_str().unwrap()]));
    fine(&host.run(&["admin", "create", "--user-name", "bea"]));
    fine(&host.start(&["serve"]).served().stop());
    emptied(&database).await;
    (database, host, file)
}

async fn houses(database: &Database) -> i64 {
    let sql = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename = 'organisation'";
    connect(&database.url).await.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_whose_commit_gets_no_answer_is_told_as_what_became_of_it() {
    for end in [End::Lost, End::Done, End::Gone] {
        let (database, mut host, file) = lost().await;
        let (data, path) = (host.folder().join("data"), file.to_str().unwrap());
        let heads = data.join("audit-heads.jsonl");
        let signed = fs::read(&heads).unwrap();
        host.set("LATCHKEY_DATABASE_URL", &breaking(&database.url, end));
        let restored = host.run(&["restore", path]);
        host.set("LATCHKEY_DATABASE_URL", &database.url);
        assert_eq!(houses(&database).await, i64::from(end != End::Lost), "{end:?} {}", restored.err);
        match end {
            End::Done => {
                fine(&restored);
                assert!(restored.out.contains("Lost: ") && restored.out.contains("Intact: all"), "{}", restored.out);
            }
            End::Lost => {
                assert_eq!(restored.code, 1, "{}", restored.out);
                assert_eq!((fs::read(&heads).unwrap(), put_aside(&data)), (signed.clone(), vec![]));
                fine(&host.run(&["restore", path]));
            }
            End::Gone => {
                assert_eq!(restored.code, 1, "{}", restored.out);
                assert!(restored.err.contains("is not known"), "{}", restored.err);
                assert!(restored.err.contains(put_aside(&data)[0].to_str().unwrap()), "{}", restored.err);
                let again = host.run(&["restore", path]);
                assert!(again.code == 1 && again.err.contains("already holds a Latchkey"), "{}", again.err);
            }
        }
        assert!(!heads.exists(), "{end:?}");
        let aside = put_aside(&data);
        assert_eq!((aside.len(), fs::read(&aside[0]).unwrap()), (1, signed), "{end:?}");
        fine(&host.start(&["serve"]).served().stop());
        fine(&host.run(&["audit", "verify"]));
        database.drop().await;
    }
}
