//! The tables that the program knows are the tables that the migrations make.

use std::collections::BTreeMap;

use crate::support::cluster::{Database, connect};

const SCHEMA: &str = concat!(
    include_str!("../../src/store/schema/mod.rs"),
    include_str!("../../src/store/schema/audit_tables.rs"),
    include_str!("../../src/store/schema/directory_tables.rs"),
    include_str!("../../src/store/schema/group_tables.rs"),
    include_str!("../../src/store/schema/job_tables.rs"),
    include_str!("../../src/store/schema/report_tables.rs"),
    include_str!("../../src/store/schema/second_step_tables.rs"),
    include_str!("../../src/store/schema/lockout_tables.rs"),
    include_str!("../../src/store/schema/letter_tables.rs"),
    include_str!("../../src/store/schema/self_service_tables.rs"),
);

/// The table behind the two views of people. No statement of a page names it but the one that deletes.
const PEOPLE: &str = "user_record";
/// What the view of the deleted holds of nobody else, and always.
const OF_A_DELETION: [&str; 3] = ["deleted_at", "deleted_by_name", "purge_at"];

/// Table → column → type as Postgres names it, and whether it may be empty.
pub(crate) type Tables = BTreeMap<String, BTreeMap<String, (String, bool)>>;

/// Reads the `table!` blocks as they stand in the source.
pub(crate) fn declared() -> Tables {
    let mut tables = Tables::new();
    for block in SCHEMA.split("diesel::table! {").skip(1) {
        let mut lines = block.lines().map(str::trim).filter(|line| !line.is_empty());
        let head = lines.next().unwrap();
        let name = head.split(' ').next().unwrap().to_owned();
        let columns = lines.take_while(|line| *line != "}").map(|line| {
            let (column, kind) = line.trim_end_matches(',').split_once(" -> ").unwrap();
            let (kind, empty) = match kind.strip_prefix("Nullable<") {
                Some(kind) => (kind.trim_end_matches('>'), true),
                None => (kind, false),
            };
            let kind = match kind {
                "Bool" => "bool",
                "Text" => "text",
                "Array<Text>" => "_text",
                "Array<Integer>" => "_int4",
                "Array<Bytea>" => "_bytea",
                "Array<Timestamptz>" => "_timestamptz",
                "Bytea" => "bytea",
                "Timestamptz" => "timestamptz",
                "Uuid" => "uuid",
                "Date" => "date",
                "Integer" => "int4",
                "SmallInt" => "int2",
                "BigInt" => "int8",
                other => panic!("tell this test what {other} is"),
            };
            (column.to_owned(), (kind.to_owned(), empty))
        });
        tables.insert(name, columns.collect());
    }
    tables
}

/// What there is in a database.
pub(crate) async fn found(url: &str) -> Tables {
    let client = connect(url).await;
    let rows = client
        .query(
            "SELECT table_name::text, column_name::text, udt_name::text, is_nullable::text FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations'",
            &[],
        )
        .await
        .unwrap();
    let mut tables = Tables::new();
    for row in rows {
        let (table, column, kind, empty): (String, String, String, String) =
            (row.get(0), row.get(1), row.get(2), row.get(3));
        tables.entry(table).or_default().insert(column, (kind, empty == "YES"));
    }
    // Postgres does not tell of a view's columns whether they may be empty: they are as in the table.
    if let Some(people) = tables.remove(PEOPLE) {
        for view in ["users", "deleted_user"] {
            for (column, known) in tables.get_mut(view).unwrap() {
                known.1 = people[column].1 && !OF_A_DELETION.contains(&column.as_str());
            }
        }
        let seen = |column: &String| ["users", "deleted_user"].iter().any(|view| tables[*view].contains_key(column));
        assert!(people.keys().all(seen), "no view shows all of {people:?}");
    }
    tables
}

#[tokio::test]
async fn the_program_knows_the_tables_as_the_migrations_make_them() {
    let database = Database::installed().await;
    assert_eq!(found(&database.url).await, declared());
    assert!(declared().len() >= 9);
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_migration_can_be_undone_and_done_again() {
    let database = Database::empty().await;
    let mut folders: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    let client = connect(&database.url).await;
    let objects = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace LEFT JOIN pg_depend d ON d.objid = c.oid AND d.deptype = 'e' \
                   WHERE nspname = 'public' AND d.objid IS NULL";
    let functions = "SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e' \
                     WHERE nspname = 'public' AND d.objid IS NULL";
    for _ in 0..2 {
        for folder in &folders {
            client.batch_execute(&std::fs::read_to_string(folder.join("up.sql")).unwrap()).await.unwrap();
        }
        assert_eq!(found(&database.url).await, declared());
        for folder in folders.iter().rev() {
            client.batch_execute(&std::fs::read_to_string(folder.join("down.sql")).unwrap()).await.unwrap();
        }
        for left in [objects, functions] {
            assert_eq!(client.query_one(left, &[]).await.unwrap().get::<_, i64>(0), 0, "{left}");
        }
    }
    drop(client);
    // And the program's own way, twice: the second time there is nothing to do.
    for expected in [true, false] {
        let (_, _, installed) = database.ground().ready(crate::support::cluster::organisation()).await.unwrap();
        assert_eq!(installed.is_some(), expected);
    }
    assert_eq!(found(&database.url).await, declared());
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_program_is_left_alone() {
    let database = Database::installed().await;
    let client = connect(&database.url).await;
    client.batch_execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231000000')").await.unwrap();
    let refused = database.ground().ready(crate::support::cluster::organisation()).await.err().unwrap();
    assert!(refused.to_string().contains("newer Latchkey"), "{refused:#}");
    // Nor is a step taken that it lacks.
    let lacks = "DELETE FROM __diesel_schema_migrations WHERE version = \
                 (SELECT max(version) FROM __diesel_schema_migrations WHERE version < '2999')";
    assert_eq!(client.execute(lacks, &[]).await.unwrap(), 1);
    let refused = database.ground().ready(crate::support::cluster::organisation()).await.err().unwrap();
    assert!(refused.to_string().contains("newer Latchkey"), "{refused:#}");
    drop(client);
    database.drop().await;
}

/// Whoever is removed takes along what refers to him: without an index each time by reading a whole table.
#[tokio::test(flavor = "multi_thread")]
async fn every_reference_is_found_by_an_index() {
    let database = Database::installed().await;
    let client = connect(&database.url).await;
    let without = "SELECT conrelid::regclass || '.' || conname FROM pg_constraint WHERE contype = 'f' AND NOT EXISTS ( \
                   SELECT FROM pg_index WHERE indrelid = conrelid AND indkey[0] = conkey[1] AND (indpred IS NULL \
                   OR pg_get_expr(indpred, indrelid) = (SELECT format('(%I IS NOT NULL)', attname) FROM pg_attribute \
                   WHERE attrelid = conrelid AND attnum = conkey[1])))";
    let without: Vec<String> = client.query(without, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(without, Vec::<String>::new());
    drop(client);
    database.drop().await;
}
