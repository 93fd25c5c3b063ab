//! Who founds a house: a start does, and no command that was given other settings by mistake; and nobody where one was lost.

use std::fs;

use crate::support::cluster::{Database, superuser};
use crate::support::program::Host;

const COMMANDS: [&[&str]; 5] = [
    &["backup", "a-backup"],
    &["keys", "rotate"],
    &["admin", "recover", "--user-name", "admin"],
    &["breach-list", "breaches.txt"],
    &["audit", "verify"],
];

#[test]
fn a_command_before_an_empty_folder_founds_no_house_and_makes_nothing() {
    let host = Host::with_its_own();
    let data = host.folder().join("data");
    fs::write(host.folder().join("breaches.txt"), "0000000000000000000000000000000000000000:1\n").unwrap();
    for command in COMMANDS {
        let done = host.run(command);
        assert_eq!((done.code, done.out.as_str()), (1, ""), "{command:?}: {}", done.err);
        let sentence = format!("There is no Latchkey in the data folder {}", data.display());
        assert!(done.err.contains(&sentence) && done.err.contains("latchkey serve"), "{command:?}: {}", done.err);
        assert!(!data.join("pg").exists() && !data.join("master.key").exists(), "{command:?} made something");
    }
    assert!(!host.folder().join("a-backup").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_before_an_empty_database_founds_no_house_in_it() {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    fs::write(host.folder().join("breaches.txt"), "0000000000000000000000000000000000000000:1\n").unwrap();
    for command in COMMANDS {
        let done = host.run(command);
        assert_eq!(done.code, 1, "{command:?}: {}", done.err);
        assert!(done.err.contains("no Latchkey in the database of LATCHKEY_DATABASE_URL"), "{command:?}: {}", done.err);
    }
    let owner = superuser(&database.name).await;
    let tables = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace";
    assert_eq!(owner.query_one(tables, &[]).await.unwrap().get::<_, i64>(0), 0);
    drop(owner);
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_the_signed_heads_of_a_house_that_is_gone_no_other_one_is_founded_and_it_can_be_restored() {
    let (lost, empty, other) = (Database::empty().await, Database::empty().await, Database::empty().await);
    let mut host = Host::with_database(&lost.url);
    serves(&host);
    let file = host.folder().join("monday.backup");
    assert_eq!(host.run(&["backup", file.to_str().unwrap()]).code, 0);
    let data = host.folder().join("data");
    let heads = data.join("audit-heads.jsonl");
    assert!(fs::metadata(&heads).unwrap().len() > 0, "nothing was signed");
    host.set("LATCHKEY_DATABASE_URL", &empty.url);
    refuses(&host, "audit-heads.jsonl");
    // Nor where a restore that died has put them aside.
    fs::rename(&heads, data.join("audit-heads.jsonl.lost-4")).unwrap();
    refuses(&host, "audit-heads.jsonl.lost-4");
    fs::rename(data.join("audit-heads.jsonl.lost-4"), &heads).unwrap();
    // Nothing was made there: what the sentence advises can be done.
    let done = host.run(&["restore", file.to_str().unwrap()]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert!(serves(&host).is_none());
    // Whoever means it says so by putting the old ones elsewhere.
    host.set("LATCHKEY_DATABASE_URL", &other.url);
    fs::rename(&heads, host.folder().join("old-heads")).unwrap();
    fs::rename(data.join("master.key"), host.folder().join("old-key")).unwrap();
    assert!(serves(&host).is_some());
    for database in [lost, empty, other] {
        database.drop().await;
    }
}

#[test]
fn beside_the_signed_heads_of_a_house_that_is_gone_no_private_postgres_is_made() {
    let host = Host::with_its_own();
    serves(&host);
    let cluster = host.folder().join("data/pg");
    fs::rename(&cluster, host.folder().join("put-aside")).unwrap();
    refuses(&host, "audit-heads.jsonl");
    assert!(!cluster.exists());
    fs::rename(host.folder().join("put-aside"), &cluster).unwrap();
    assert!(serves(&host).is_none());
}

/// Starts and stops a server; the line of the first password, where it founded a house.
fn serves(host: &Host) -> Option<String> {
    let mut serve = host.start(&["serve"]);
    serve.wait_for("serving");
    let done = serve.stop();
    assert_eq!(done.code, 0, "{}", done.err);
    done.err.lines().find(|line| line.starts_with("Temporary password")).map(str::to_owned)
}

fn refuses(host: &Host, file: &str) {
    for command in [&["serve"][..], &["migrate"], &["check"], &["demo", "--people", "1"]] {
        let done = host.run(command);
        assert_eq!(done.code, 1, "{command:?}: {}", done.err);
        let told = done.err.contains("There is no Latchkey in the database, and ") && done.err.contains(file);
        assert!(told && !done.err.contains("Temporary password"), "{command:?}: {}", done.err);
    }
}
