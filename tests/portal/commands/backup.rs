//! Backup and restore: a drill from one host to another, and every way in which a file is refused.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use latchkey::domain::backup::{FORMAT, Manifest};
use latchkey::host::backup_file::{BackupError, BackupWriter};
use latchkey::store::backup::{LEFT_OUT, TABLES};

use crate::support::cluster::{Database, connect, superuser};
use crate::support::program::{Done, Host};
use crate::support::server::run;

/// A host with a few people, a signed-in administrator, a backup, and what happened after it.
struct House {
    database: Database,
    host: Host,
    file: PathBuf,
    password: String,
}

fn fine(done: &Done) {
    assert_eq!(done.code, 0, "{}\n{}", done.out, done.err);
}

/// What follows a sentence's beginning, up to the next blank.
fn after<'a>(text: &'a str, beginning: &str) -> &'a str {
    text.split_once(beginning).unwrap_or_else(|| panic!("no {beginning:?} in {text}")).1.split(' ').next().unwrap()
}

impl House {
    async fn with_a_backup() -> Self {
        let database = Database::empty().await;
        let host = Host::with_database(&database.url);
        let filled = host.run(&["demo", "--people", "40"]);
        fine(&filled);
        let password = filled.out.lines().nth(1).unwrap().trim().to_owned();
        let file = host.folder().join("monday.backup");
        Self { database, host, file, password }
    }

    fn back_up(&self) -> Done {
        self.host.run(&["backup", self.file.to_str().unwrap()])
    }

    /// An empty place somewhere else that has the master key.
    async fn elsewhere(&self) -> (Database, Host) {
        let database = Database::empty().await;
        let host = Host::with_database(&database.url);
        let data = host.folder().join("data");
        fs::create_dir_all(&data).unwrap();
        copy_key(&self.host, &host);
        (database, host)
    }
}

fn copy_key(from: &Host, to: &Host) {
    fs::copy(from.folder().join("data/master.key"), to.folder().join("data/master.key")).unwrap();
}

/// The files of heads that restores have put aside.
fn put_aside(host: &Host) -> Vec<PathBuf> {
    let names = fs::read_dir(host.folder().join("data")).unwrap().map(|entry| entry.unwrap().path());
    let mut aside: Vec<_> = names.filter(|path| path.to_string_lossy().contains("audit-heads.jsonl.lost-")).collect();
    aside.sort();
    aside
}

async fn rows(url: &str, table: &str) -> Vec<String> {
    let client = connect(url).await;
    let sql = format!("SELECT row_to_json(t)::text FROM {table} t ORDER BY 1");
    client.query(&sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_elsewhere_brings_everything_back_but_sessions_and_tells_the_gap() {
    let house = House::with_a_backup().await;
    let mut serve = house.host.start(&["serve"]);
    let mut admin = serve.visitor();
    let sign_ins = connect(&house.database.url).await;
    let find = "SELECT user_name FROM users WHERE role_bits & 1 = 1 AND password_kind = 'own' LIMIT 1";
    let name: String = sign_ins.query_one(find, &[]).await.unwrap().get(0);
    admin.sign_in(&name, &house.password).await;
    assert!(admin.has_session(), "{}", admin.page().text());
    // One of the people is deleted, as the page leaves her.
    let deleted = "WITH gone AS (UPDATE user_record SET deleted_at = now(), deleted_by_name = 'x', purge_at = now() + interval '30 days' \
                   WHERE id = (SELECT id FROM users WHERE role_bits = 0 ORDER BY id LIMIT 1) RETURNING id) \
                   DELETE FROM login_name WHERE user_id IN (SELECT id FROM gone)";
    assert_eq!(sign_ins.execute(deleted, &[]).await.unwrap(), 1);
    // While the server works.
    let made = house.back_up();
    fine(&made);
    assert!(made.out.contains("It opens with the master key alone, which is not in it"), "{}", made.out);
    let cookies = admin.cookies.clone();
    // What is lost: two sign-ins.
    for _ in 0..2 {
        serve.visitor().sign_in(&name, &house.password).await;
    }
    fine(&serve.stop());
    let (database, host) = house.elsewhere().await;
    fs::copy(house.host.folder().join("data/audit-heads.jsonl"), host.folder().join("data/audit-heads.jsonl")).unwrap();
    let restored = host.run(&["restore", house.file.to_str().unwrap()]);
    fine(&restored);
    assert!(restored.out.contains("Nobody is signed in any more"), "{}", restored.out);
    // The backup's own row came after it, and two sign-ins.
    assert_eq!(after(&restored.out, "Lost: "), "3", "{}", restored.out);
    assert!(restored.out.contains("Intact: all"), "{}", restored.out);
    // Words that nobody has any more are not made again.
    let gone = "DELETE FROM search_word WHERE word NOT LIKE '@%' AND word NOT IN (SELECT word FROM user_word)";
    sign_ins.execute(gone, &[]).await.unwrap();
    // Row by row, but for the two sign-ins.
    for table in
        ["organisation", "key_generation", "login_name", "role_assignment", "credential", "user_word", "search_word"]
    {
        assert_eq!(rows(&database.url, table).await, rows(&house.database.url, table).await, "{table}");
    }
    let deleted = rows(&database.url, "deleted_user").await;
    assert_eq!((deleted.len(), &deleted), (1, &rows(&house.database.url, "deleted_user").await));
    assert_eq!(rows(&database.url, "auth_session").await, Vec::<String>::new());
    // Everybody gets in again, with the password of that moment; the old session is nobody.
    let mut serve = host.start(&["serve"]);
    let mut again = serve.visitor();
    let mut ghost = serve.visitor();
    ghost.cookies = cookies;
    assert!(!ghost.is_in().await);
    again.sign_in(&name, &house.password).await;
    assert!(again.has_session(), "{}", again.page().text());
    assert_eq!(again.get("/users?q=de").await.code(), 200);
    assert!(again.get("/audit").await.text().contains("restored the backup of"));
    fine(&serve.stop());
    fine(&host.run(&["audit", "verify"]));
    // The heads of what is lost say so.
    let aside = put_aside(&host);
    assert_eq!(host.run(&["audit", "verify", "--heads", aside[0].to_str().unwrap()]).code, 2);
    drop(sign_ins);
    database.drop().await;
    house.database.drop().await;
}

/// Makes the database anew, as somebody does who restores where the damaged one was.
pub(super) async fn emptied(database: &Database) {
    let root = superuser("postgres").await;
    let name = &database.name;
    root.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    root.batch_execute(&format!("CREATE DATABASE {name} OWNER latchkey TEMPLATE template0")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_restores_tells_that_the_work_after_the_first_is_lost() {
    let house = House::with_a_backup().await;
    fine(&house.back_up());
    for name in ["bea", "cas", "dirk"] {
        fine(&house.host.run(&["admin", "create", "--user-name", name]));
    }
    let newer = house.host.folder().join("tuesday.backup");
    fine(&house.host.run(&["backup", newer.to_str().unwrap()]));
    // A command with a given database leaves linking to the server.
    fine(&house.host.start(&["serve"]).served().stop());
    emptied(&house.database).await;
    let first = house.host.run(&["restore", house.file.to_str().unwrap()]);
    fine(&first);
    assert!(first.out.contains("Lost: "), "{}", first.out);
    fine(&house.host.run(&["admin", "create", "--user-name", "eva"]));
    fine(&house.host.start(&["serve"]).served().stop());
    fine(&house.host.run(&["audit", "verify"]));
    emptied(&house.database).await;
    let second = house.host.run(&["restore", newer.to_str().unwrap()]);
    fine(&second);
    assert!(second.out.contains("after another backup had been restored"), "{}", second.out);
    fine(&house.host.start(&["serve"]).served().stop());
    fine(&house.host.run(&["audit", "verify"]));
    house.database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_from_before_a_rotation_of_keys_is_restored_and_says_what_it_can_not_prove_to_be_lost() {
    let house = House::with_a_backup().await;
    let host = &house.host;
    fine(&house.back_up());
    fine(&host.run(&["admin", "create", "--user-name", "bea"]));
    fine(&host.start(&["serve"]).served().stop());
    fine(&host.run(&["keys", "rotate"]));
    fine(&host.run(&["admin", "create", "--user-name", "cas"]));
    fine(&host.start(&["serve"]).served().stop());
    let file = host.folder().join("data/audit-heads.jsonl");
    let heads = fs::read_to_string(&file).unwrap();
    let newer: Vec<&str> = heads.lines().filter(|head| head.contains(r#""key":2,"#)).collect();
    assert!(!newer.is_empty() && newer.len() < heads.lines().count(), "{heads}");
    let told = async |restored: &Done| {
        fine(restored);
        assert!(restored.out.contains("do not verify, as after a rotation of keys"), "{}", restored.out);
        assert!(restored.out.contains("Intact: all"), "{}", restored.out);
        assert!(!restored.out.contains("no signed heads"), "{}", restored.out);
        assert!(!file.exists(), "heads that do not fit stay in their place");
        // The log itself says no number that nothing proves.
        let events = rows(&house.database.url, "audit_event").await;
        assert_eq!(events.iter().filter(|row| row.contains(r#"\"lost_rows\":\"?\""#)).count(), 1);
        after(&restored.out, "Lost: about ").parse::<i64>().unwrap()
    };
    emptied(&house.database).await;
    let first = host.run(&["restore", house.file.to_str().unwrap()]);
    let about = told(&first).await;
    // The backup's own row and Bea's are proven; the rotation and Cas are told of.
    let proven: i64 = after(&first.out, "whatever they tell of (").parse().unwrap();
    assert!(proven >= 2 && about >= proven + 2, "{}", first.out);
    let aside = put_aside(host);
    assert_eq!(aside.len(), 1);
    assert_eq!(fs::read_to_string(&aside[0]).unwrap(), heads);
    // Not one head in the place is one that these keys verify: what lies aside still proves what it did.
    emptied(&house.database).await;
    fs::write(&file, newer.join("\n") + "\n").unwrap();
    let beside = host.run(&["restore", house.file.to_str().unwrap()]);
    assert_eq!(told(&beside).await, about);
    assert_eq!(after(&beside.out, "whatever they tell of (").parse(), Ok(proven), "{}", beside.out);
    assert!(beside.out.contains(&format!("{} lay aside already", aside[0].display())), "{}", beside.out);
    let other = put_aside(host).into_iter().find(|path| *path != aside[0]).unwrap();
    fs::remove_file(other).unwrap();
    // Nor one that lies aside; and the file of before keeps its name.
    emptied(&house.database).await;
    fs::write(&file, newer.join("\n") + "\n").unwrap();
    fs::write(&aside[0], newer.join("\n") + "\n").unwrap();
    let second = host.run(&["restore", house.file.to_str().unwrap()]);
    assert_eq!(told(&second).await, about);
    assert!(second.out.contains("(all told by heads"), "{}", second.out);
    assert_eq!(put_aside(host).len(), 2);
    assert_eq!(fs::read_to_string(&aside[0]).unwrap(), newer.join("\n") + "\n");
    // And everything goes on as if there had never been others.
    fine(&host.run(&["keys", "rotate"]));
    fine(&host.start(&["serve"]).served().stop());
    fine(&host.run(&["audit", "verify"]));
    house.database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn heads_that_an_earlier_restore_put_aside_say_nothing_about_a_later_backup() {
    let house = House::with_a_backup().await;
    let host = &house.host;
    fine(&house.back_up());
    fine(&host.run(&["admin", "create", "--user-name", "bea"]));
    fine(&host.start(&["serve"]).served().stop());
    emptied(&house.database).await;
    fine(&host.run(&["restore", house.file.to_str().unwrap()]));
    assert_eq!(put_aside(host).len(), 1);
    fine(&host.start(&["serve"]).served().stop());
    let newer = host.folder().join("tuesday.backup");
    fine(&host.run(&["backup", newer.to_str().unwrap()]));
    // The machine's own heads are gone; what lies aside was lost before this backup was made.
    fs::remove_file(host.folder().join("data/audit-heads.jsonl")).unwrap();
    emptied(&house.database).await;
    let restored = host.run(&["restore", newer.to_str().unwrap()]);
    fine(&restored);
    assert!(restored.out.contains("can not be told: there are no signed heads at "), "{}", restored.out);
    assert!(!restored.out.contains("Lost: ") && !restored.out.contains("interrupted"), "{}", restored.out);
    assert_eq!(put_aside(host).len(), 1);
    fine(&host.start(&["serve"]).served().stop());
    fine(&host.run(&["audit", "verify"]));
    house.database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn heads_aside_that_prove_more_than_those_in_their_place_tell_what_is_lost() {
    let house = House::with_a_backup().await;
    let host = &house.host;
    let file = host.folder().join("data/audit-heads.jsonl");
    fine(&host.start(&["serve"]).served().stop());
    fine(&house.back_up());
    let earlier = fs::read(&file).unwrap();
    for name in ["bea", "cas"] {
        fine(&host.run(&["admin", "create", "--user-name", name]));
    }
    fine(&host.start(&["serve"]).served().stop());
    // As a restore that was interrupted leaves them, with older ones brought back since.
    let aside = host.folder().join("data/audit-heads.jsonl.lost-7");
    fs::rename(&file, &aside).unwrap();
    fs::write(&file, &earlier).unwrap();
    let later = fs::read(&aside).unwrap();
    emptied(&house.database).await;
    let restored = host.run(&["restore", house.file.to_str().unwrap()]);
    fine(&restored);
    // The backup's own row, and two administrators.
    assert!(after(&restored.out, "Lost: ").parse::<i64>().unwrap() >= 3, "{}", restored.out);
    assert!(restored.out.contains(aside.to_str().unwrap()), "{}", restored.out);
    // Those that fit what was restored stay, and nothing aside is touched.
    assert_eq!((fs::read(&file).unwrap(), fs::read(&aside).unwrap()), (earlier, later));
    assert_eq!(put_aside(host), [aside]);
    fine(&host.start(&["serve"]).served().stop());
    fine(&host.run(&["audit", "verify"]));
    house.database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_brings_a_house_of_its_own_postgres_to_a_given_one() {
    let host = Host::with_its_own();
    fine(&host.run(&["demo", "--people", "10"]));
    let file = host.folder().join("moved.backup");
    fine(&host.run(&["backup", file.to_str().unwrap()]));
    let database = Database::empty().await;
    let other = Host::with_database(&database.url);
    fs::create_dir_all(other.folder().join("data")).unwrap();
    copy_key(&host, &other);
    let restored = other.run(&["restore", file.to_str().unwrap()]);
    fine(&restored);
    assert!(restored.out.contains("can not be told"), "{}", restored.out);
    fine(&other.run(&["check"]));
    assert_eq!(rows(&database.url, "users").await.len(), 11);
    database.drop().await;
}

fn changed(file: &Path, change: impl FnOnce(&mut Vec<u8>)) -> PathBuf {
    let mut bytes = fs::read(file).unwrap();
    change(&mut bytes);
    let path = file.with_extension("changed");
    fs::write(&path, bytes).unwrap();
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_not_as_it_was_written_restores_nothing() {
    let house = House::with_a_backup().await;
    fine(&house.back_up());
    let (database, host) = house.elsewhere().await;
    let whole = fs::read(&house.file).unwrap();
    let at = |words: &[u8]| whole.windows(words.len()).rposition(|window| window == words).unwrap();
    let refused = async |file: &Path, expected: &str| {
        let done = host.run(&["restore", file.to_str().unwrap()]);
        assert_eq!(done.code, 1, "{}", done.out);
        assert!(done.err.contains(expected), "{}", done.err);
        let client = connect(&database.url).await;
        let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
        assert_eq!(client.query_one(tables, &[]).await.unwrap().get::<_, i64>(0), 0, "{expected}");
    };
    // A byte of a part, a letter of the manifest, the end cut off, something else, nothing.
    refused(&changed(&house.file, |bytes| bytes[700] ^= 1), "not as it was written").await;
    refused(&changed(&house.file, |bytes| bytes[at(b"Noordzee")] = b'M'), "not signed by this house").await;
    refused(&changed(&house.file, |bytes| bytes.truncate(at(b"manifest.json"))), "not a whole backup").await;
    refused(&changed(&house.file, |bytes| *bytes = b"hello".to_vec()), "not a whole backup").await;
    refused(&changed(&house.file, Vec::clear), "not a whole backup").await;
    refused(Path::new("/nowhere/at-all"), "Cannot read").await;
    // Nobody's name can be read in it.
    let client = connect(&house.database.url).await;
    let name: String =
        client.query_one("SELECT surname FROM users WHERE length(surname) > 5 LIMIT 1", &[]).await.unwrap().get(0);
    assert!(!whole.windows(name.len()).any(|window| window == name.as_bytes()));
    // Without the key, and with another one.
    let key = host.folder().join("data/master.key");
    fs::remove_file(&key).unwrap();
    refused(&house.file, "is missing").await;
    latchkey::host::master_key::MasterKey::load_or_create(&key).unwrap();
    refused(&house.file, "another master key").await;
    drop(client);
    database.drop().await;
    house.database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_overwritten_by_a_backup_or_by_a_restore() {
    let house = House::with_a_backup().await;
    fine(&house.back_up());
    let again = house.back_up();
    assert_eq!(again.code, 1);
    assert!(again.err.contains("exists already"), "{}", again.err);
    let over = house.host.run(&["restore", house.file.to_str().unwrap()]);
    assert_eq!(over.code, 1);
    assert!(over.err.contains("goes into an empty place"), "{}", over.err);
    let nowhere = house.host.run(&["backup", "/nowhere/at-all"]);
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.err.contains("Cannot write /nowhere/at-all.part"), "{}", nowhere.err);
    assert_eq!(fs::metadata(&house.file).unwrap().mode() & 0o777, 0o600);
    house.database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_is_in_a_backup_or_left_out_on_purpose() {
    let database = Database::installed().await;
    let client = connect(&database.url).await;
    let sql = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__diesel_schema_migrations' ORDER BY 1";
    let found: Vec<String> = client.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    let mut known: Vec<&str> = TABLES.iter().chain(&LEFT_OUT).copied().collect();
    known.sort_unstable();
    assert_eq!(found, known);
    drop(client);
    database.drop().await;
}

#[test]
fn of_two_backups_to_one_name_one_goes_on_and_neither_touches_the_others() {
    run(async |portal| {
        let keys = portal.house.keys.current();
        let folder = tempfile::tempdir().unwrap();
        let (path, draft) = (folder.path().join("monday.backup"), folder.path().join("monday.backup.part"));
        let begin = |id: &str| BackupWriter::create(&path, Arc::clone(&keys), id.to_owned());
        let manifest = |id: &str| Manifest {
            format: FORMAT,
            latchkey: "0".to_owned(),
            id: id.to_owned(),
            made_at: "2026-11-30T12:00:00Z".to_owned(),
            organisation: "Noordzee Havens".to_owned(),
            schema: vec![],
            generations: vec![],
            key: 1,
            audit_linked: 0,
            tables: vec![],
            parts: vec![],
        };
        // What a power cut has left is taken away by one of many.
        for _ in 0..50 {
            fs::write(&draft, "left").unwrap();
            let writers: Vec<BackupWriter> = std::thread::scope(|scope| {
                let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| begin("one of many").ok())).collect();
                starts.into_iter().filter_map(|start| start.join().unwrap()).collect()
            });
            assert!(writers.len() <= 1, "{} write to one place", writers.len());
            drop(writers);
            fs::remove_file(&draft).unwrap_or_default();
        }
        // One that goes on although its draft was taken for left behind.
        let first = begin("first").unwrap();
        assert!(matches!(begin("second"), Err(BackupError::Exists(_))));
        fs::remove_file(&draft).unwrap();
        let mut second = begin("second").unwrap();
        second.add("users", "{}", [3; 24]).unwrap();
        let refused = first.finish(manifest("first")).unwrap_err();
        assert!(matches!(refused, BackupError::Exists(_)), "{refused}");
        assert!(draft.exists() && !path.exists());
        second.finish(manifest("second")).unwrap();
        assert!(!draft.exists());
        let whole = fs::read(&path).unwrap();
        assert!(whole.windows(8).any(|window| window == b"\"second\""));
    });
}
