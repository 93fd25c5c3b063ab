//! A running server forgets what is over, and backup, restore and proof go on with what is left (security 4.9, 14.2.7).

use std::fs;
use std::time::{Duration, Instant};

use latchkey::domain::chain::{Head, Link, SignedHead};
use latchkey::host::head_file::HeadFile;
use tokio_postgres::Client;

use crate::support::cluster::{Database, connect};
use crate::support::program::{Done, Host};

/// Longer than a busy machine takes.
const PATIENCE: Duration = Duration::from_mins(1);
/// What lies before the beginning; a beginning that is not there yet counts as one.
const LEFT: &str = "SELECT count(*) + (SELECT count(*) FROM password_reset WHERE at < (SELECT max(before) FROM audit_start)) \
    + (SELECT (count(*) = 0)::int FROM audit_start) FROM audit_chain WHERE seq <= (SELECT max(seq) FROM audit_start)";

fn fine(done: &Done) {
    assert_eq!(done.code, 0, "{}\n{}", done.out, done.err);
}

async fn count(client: &Client, sql: &str) -> i64 {
    client.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_forgets_by_itself_and_a_backup_of_what_is_left_is_restored_and_proven() {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    fine(&host.run(&["demo", "--people", "40", "--events", "4000"]));
    let client = connect(&database.url).await;
    let old = "SELECT count(*) FROM audit_event WHERE at < now() - interval '14 months' - interval '2 days'";
    let all = count(&client, "SELECT count(*) FROM audit_event").await;
    assert!(count(&client, old).await > 1_500);
    client
        .batch_execute(
            "INSERT INTO setting (section, body, version, changed_at, changed_by_name) \
             VALUES ('retention', '{\"audit_months\": 13}', 1, now(), 'test')",
        )
        .await
        .unwrap();
    let serve = host.start(&["serve"]);
    let begun = Instant::now();
    while count(&client, LEFT).await > 0 {
        assert!(begun.elapsed() < PATIENCE, "nothing was forgotten");
    }
    fine(&serve.stop());
    assert_eq!(count(&client, old).await, 0);
    assert!(count(&client, "SELECT count(*) FROM audit_event").await < all - 1_500);
    assert_eq!(
        count(&client, "SELECT count(*) FROM audit_event WHERE activity = 'Remove old audit log rows'").await,
        1
    );
    assert_eq!(
        count(&client, "SELECT count(*) FROM audit_target WHERE event_id NOT IN (SELECT id FROM audit_event)").await,
        0
    );
    let checked = host.run(&["audit", "verify"]);
    fine(&checked);
    assert!(checked.out.contains("Kept from ") && checked.out.contains("Intact: all "), "{}", checked.out);

    let file = host.folder().join("after.backup");
    fine(&host.run(&["backup", file.to_str().unwrap()]));
    let other = Database::empty().await;
    let elsewhere = Host::with_database(&other.url);
    fs::create_dir_all(elsewhere.folder().join("data")).unwrap();
    for kept in ["master.key", "audit-heads.jsonl"] {
        fs::copy(host.folder().join("data").join(kept), elsewhere.folder().join("data").join(kept)).unwrap();
    }
    let restored = elsewhere.run(&["restore", file.to_str().unwrap()]);
    fine(&restored);
    assert!(restored.out.contains("Intact: all "), "{}", restored.out);
    let mut serve = elsewhere.start(&["serve"]);
    assert_eq!(serve.visitor().get("/sign-in").await.code(), 200);
    fine(&serve.stop());
    let checked = elsewhere.run(&["audit", "verify"]);
    fine(&checked);
    assert!(checked.out.contains("Kept from ") && checked.out.contains("Intact: all "), "{}", checked.out);
    // Heads that end before the first row that is kept can not be compared with it: that is said, and nobody calls anything broken.
    let third = Database::empty().await;
    let behind = Host::with_database(&third.url);
    fs::create_dir_all(behind.folder().join("data")).unwrap();
    fs::copy(host.folder().join("data/master.key"), behind.folder().join("data/master.key")).unwrap();
    let mut ground = database.ground();
    ground.master_key_file = host.folder().join("data/master.key");
    let keys = ground.enter().await.unwrap().keys;
    let head = Head { link: Link { seq: 1, hash: [7; 32] }, at: "2025-01-01T00:00:00Z".parse().unwrap() };
    let signature = keys.current().heads.sign(&head.message());
    let signed = SignedHead { head, key_id: i16::from(keys.newest()), signature };
    HeadFile::open(behind.folder().join("data/audit-heads.jsonl")).unwrap().append(&[signed]).unwrap();
    let restored = behind.run(&["restore", file.to_str().unwrap()]);
    fine(&restored);
    assert!(restored.out.contains("end before the first row that it holds"), "{}", restored.out);
    assert!(restored.out.contains("Intact: all "), "{}", restored.out);
    third.drop().await;
    // Heads of the months that are gone say nothing any more, and betray nothing.
    drop(client);
    other.drop().await;
    database.drop().await;
}
