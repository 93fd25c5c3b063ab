//! A database of the first release that people live in, brought up to date where it is by eight at once; one of a later release, left alone
//! (F42, F43).

use std::collections::BTreeSet;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use latchkey::host::backup_file::{BackupError, BackupReader};
use latchkey::host::master_key::MasterKey;
use reqwest::Method;
use tokio_postgres::Client;

use super::upgrade::{NAME, PASSWORD};
use crate::schema::{declared, found};
use crate::support::cluster::{Database, connect};
use crate::support::program::{Host, Running};

/// A step that no program of today knows.
const LATER: &str = "29991231000000";

/// Everything that the steps of the schema make, a line each.
const SHAPE: &str = "SELECT line FROM ( \
    SELECT conrelid::regclass::text || ' ' || conname::text || ' ' || pg_get_constraintdef(oid) AS line \
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace \
    UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indexrelid \
      WHERE relnamespace = 'public'::regnamespace \
    UNION ALL SELECT tgenabled::text || ' ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal \
    UNION ALL SELECT proname::text || ' ' || md5(prosrc) || ' ' || coalesce(proacl::text, '') FROM pg_proc \
      WHERE pronamespace = 'public'::regnamespace \
    UNION ALL SELECT relkind::text || ' ' || relname::text || ' ' || coalesce(relacl::text, '') || ' ' || \
      CASE relkind WHEN 'v' THEN pg_get_viewdef(oid) ELSE '' END FROM pg_class WHERE relnamespace = 'public'::regnamespace \
    UNION ALL SELECT table_name::text || '.' || column_name::text || ' ' || udt_name::text || ' ' || is_nullable::text || ' ' || \
      coalesce(column_default::text, '') || ' ' || coalesce(generation_expression::text, '') \
      FROM information_schema.columns WHERE table_schema = 'public' \
    ) AS lines WHERE line NOT LIKE '%__diesel_schema_migrations%'";

async fn shape(client: &Client) -> BTreeSet<String> {
    client.query(SHAPE, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

async fn count(client: &Client, sql: &str) -> i64 {
    client.query_one(sql, &[]).await.unwrap().get(0)
}

/// All steps of the schema, in order.
fn steps() -> Vec<PathBuf> {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")).unwrap();
    let mut folders: Vec<_> = folders.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// A step's number, as the database keeps it.
fn number(folder: &Path) -> String {
    folder.file_name().unwrap().to_str().unwrap().split('_').next().unwrap().replace('-', "")
}

/// The first release's schema with the rows of its backup, as if that release still ran here: no restore has touched it.
async fn of_the_first_release(client: &Client, key: &Path) {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/0.1.0");
    fs::copy(fixture.join("master.key"), key).unwrap();
    fs::set_permissions(key, Permissions::from_mode(0o600)).unwrap();
    let master = MasterKey::load(key).unwrap().unwrap();
    let (backup, _) = BackupReader::open(&fixture.join("backup"), master).unwrap();
    let kept = "CREATE TABLE __diesel_schema_migrations (version varchar(50) PRIMARY KEY NOT NULL, \
                run_on timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP)";
    client.batch_execute(kept).await.unwrap();
    let taken: Vec<_> = steps().into_iter().filter(|folder| backup.manifest.schema.contains(&number(folder))).collect();
    assert_eq!(taken.len(), backup.manifest.schema.len());
    for folder in taken {
        client.batch_execute(&fs::read_to_string(folder.join("up.sql")).unwrap()).await.unwrap();
        let note = "INSERT INTO __diesel_schema_migrations (version) VALUES ($1)";
        client.execute(note, &[&number(&folder)]).await.unwrap();
    }
    let filled = backup.each_part(async |name, rows| {
        let columns = backup.manifest.tables.iter().find(|table| table.name == name).unwrap().columns.join(", ");
        // The lists of words follow from people. Whatever else triggers would write stands in the backup.
        if name != "users" {
            client.batch_execute(&format!("ALTER TABLE {name} DISABLE TRIGGER USER")).await.unwrap();
        }
        let sql = format!(
            "INSERT INTO {name} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{name}, $1::text::json)"
        );
        let rows = format!("[{}]", rows.lines().collect::<Vec<_>>().join(","));
        client.execute(&sql, &[&rows]).await.unwrap();
        client.batch_execute(&format!("ALTER TABLE {name} ENABLE TRIGGER USER")).await.unwrap();
        Ok::<_, BackupError>(())
    });
    filled.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_at_once_bring_the_first_release_up_to_date_where_it_is_and_its_people_sign_in() {
    let (database, fresh) = (Database::empty().await, Database::installed().await);
    let client = connect(&database.url).await;
    let mut hosts: Vec<Host> = (0..8).map(|_| Host::with_database(&database.url)).collect();
    let key = hosts[0].folder().join("master.key");
    of_the_first_release(&client, &key).await;
    assert_eq!(count(&client, "SELECT count(*) FROM users").await, 14);
    for host in &mut hosts {
        host.set("LATCHKEY_MASTER_KEY_FILE", key.to_str().unwrap());
    }
    let (serving, migrating) = hosts.split_at(4);
    let serves: Vec<Running> = serving.iter().map(|host| host.start(&["serve"])).collect();
    let migrates: Vec<Running> = migrating.iter().map(|host| host.start(&["migrate"])).collect();
    for migrate in migrates {
        let done = migrate.end();
        assert_eq!(done.code, 0, "{}", done.err);
        assert!(
            done.err.contains("The database is up to date.") && !done.err.contains("Temporary password"),
            "{}",
            done.err
        );
    }
    for mut serve in serves {
        let mut gwen = serve.visitor();
        gwen.sign_in(NAME, PASSWORD).await;
        assert!(gwen.has_session(), "{}", gwen.page().text());
        assert_eq!(gwen.get("/users").await.people().len(), 14);
        assert_eq!(gwen.get("/users?q=gwen").await.people().len(), 1, "the lists of words are there");
        let done = serve.stop();
        assert_eq!(done.code, 0, "{}", done.err);
    }
    // Each step once, and what they made is what they make of nothing.
    let taken = count(&client, "SELECT count(*) FROM __diesel_schema_migrations").await;
    assert_eq!(usize::try_from(taken).unwrap(), steps().len());
    assert_eq!(found(&database.url).await, declared());
    let ours = connect(&fresh.url).await;
    let (upgraded, made) = (shape(&client).await, shape(&ours).await);
    let differing: Vec<_> = upgraded.symmetric_difference(&made).collect();
    assert_eq!(differing, [""; 0]);
    assert!(made.len() > 300, "{}", made.len());
    let verified = hosts[0].run(&["audit", "verify"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    drop((client, ours));
    database.drop().await;
    fresh.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_meets_the_schema_of_a_newer_program_says_so_changes_nothing_and_leaves_no_postgres_running() {
    let host = Host::with_its_own();
    let postmaster = host.folder().join("data/pg/postmaster.pid");
    let file = host.folder().join("refused.backup");
    let mut serve = host.start(&["serve"]);
    let browser = serve.visitor();
    serve.wait_for("serving");
    // The fifth line says where the socket is.
    let socket = fs::read_to_string(&postmaster).unwrap().lines().nth(4).unwrap().to_owned();
    let client = connect(&format!("host={socket} user=latchkey dbname=latchkey")).await;
    client.execute("INSERT INTO __diesel_schema_migrations (version) VALUES ($1)", &[&LATER]).await.unwrap();
    // Whoever runs while another one upgrades goes on.
    assert_eq!(browser.peek(Method::GET, "/sign-in", &[], "").await.code(), 200);
    drop(client);
    let done = serve.stop();
    assert_eq!(done.code, 0, "{}", done.err);
    let heads = fs::read(host.folder().join("data/audit-heads.jsonl")).unwrap();
    for command in [
        &["serve"][..],
        &["migrate"],
        &["check"],
        &["backup", file.to_str().unwrap()],
        &["keys", "rotate"],
        &["admin", "create", "--user-name", "gwen"],
        &["demo", "--people", "10"],
    ] {
        let refused = host.run(command);
        assert_eq!(refused.code, 1, "{command:?} {}", refused.out);
        for words in ["newer Latchkey", LATER, "start that version instead"] {
            assert!(refused.err.contains(words), "{command:?} {}", refused.err);
        }
        assert!(!postmaster.exists(), "{command:?} has left Postgres running");
    }
    assert!(!file.exists());
    assert_eq!(fs::read(host.folder().join("data/audit-heads.jsonl")).unwrap(), heads);
    // Not one row was written.
    assert_eq!(host.run(&["audit", "verify"]).code, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_can_not_read_its_heads_says_so_and_leaves_no_postgres_running() {
    let host = Host::with_its_own();
    let heads = host.folder().join("data/audit-heads.jsonl");
    let mut serve = host.start(&["serve"]);
    serve.wait_for("serving");
    assert_eq!(serve.stop().code, 0);
    fs::remove_file(&heads).unwrap();
    fs::create_dir(&heads).unwrap();
    let refused = host.run(&["serve"]);
    assert_eq!(refused.code, 1, "{}", refused.out);
    assert!(refused.err.contains("audit-heads.jsonl"), "{}", refused.err);
    assert!(!host.folder().join("data/pg/postmaster.pid").exists(), "Postgres still runs");
}
