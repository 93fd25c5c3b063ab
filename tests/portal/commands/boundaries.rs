//! `kill -9` at every boundary at which half of something could be left: whatever dies there is wholly done or not at all, and the next
//! start goes on (F1, F2, F33, F42, F44). Needs the feature `failpoints`.

use std::fs;

use latchkey::failpoint::Failpoint::{self, *};

use crate::support::cluster::connect;
use crate::support::mortal::{BRAM, GWEN, House, fine};
use crate::support::slapd::{ACCOUNT, ACCOUNT_PASSWORD, PEOPLE, Slapd, THEIRS, person};
use crate::support::visitor::Visitor;

const BETTER: &str = "velvet otter climbs stairs 13";

/// In a browser of its own: kept connections do not outlive what the tests wait for.
async fn opens(visitor: &Visitor, name: &str, password: &str) -> bool {
    let mut browser = Visitor::new(&visitor.origin);
    browser.sign_in(name, password).await;
    browser.has_session()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_that_dies_anywhere_is_made_good_by_the_next() {
    for failpoint in [SchemaStepped, DeedBegun, DeedDone, DeedCommitted, RowsLinked, HeadsSigned] {
        let house = House::empty().await;
        house.dies(failpoint, &["serve"]);
        let (serve, visitor) = house.serve();
        // Nobody read the first password: the operator asks for another one.
        let recovered = house.host.run(&["admin", "recover", "--user-name", "admin"]);
        fine(&recovered);
        assert!(opens(&visitor, "admin", recovered.out.trim()).await, "{failpoint:?}");
        assert_eq!(serve.stop().code, 0);
        for table in ["organisation", "users", "key_generation"] {
            assert_eq!(house.count(&format!("SELECT count(*) FROM {table}")).await, 1, "{failpoint:?} {table}");
        }
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_eight_that_start_at_once_one_dies_between_two_steps_of_the_schema_and_seven_find_it_whole() {
    let house = House::empty().await;
    house.order(SchemaStepped);
    let all: Vec<_> = (0..8).map(|_| house.host.start(&["migrate"])).collect();
    let mut codes: Vec<_> = all.into_iter().map(|one| one.end().code).collect();
    codes.sort_unstable();
    assert_eq!(codes, [-1, 0, 0, 0, 0, 0, 0, 0]);
    let steps = i64::try_from(fs::read_dir("migrations").unwrap().count()).unwrap();
    assert_eq!(house.count("SELECT count(*) FROM __diesel_schema_migrations").await, steps);
    assert_eq!(house.count("SELECT count(*) FROM users").await, 1);
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_that_dies_is_done_and_told_or_not_done() {
    for (failpoint, done) in [(DeedBegun, false), (DeedDone, false), (DeedCommitted, true)] {
        let house = House::lived_in().await;
        let (serve, mut gwen) = house.serve();
        gwen.sign_in("gwen", GWEN).await;
        let client = connect(&house.database.url).await;
        let id = "SELECT id::text FROM users WHERE user_name LIKE 'bram@%'";
        let id: String = client.query_one(id, &[]).await.unwrap().get(0);
        let path = format!("/users/{id}/reset-password");
        let form = gwen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
        house.order(failpoint);
        assert!(gwen.try_press(&path, &form).await.is_none(), "{failpoint:?}");
        house.died(&serve.end(), failpoint);
        let (serve, mut again) = house.serve();
        again.cookies.clone_from(&gwen.cookies);
        assert_eq!(opens(&again, "bram", BRAM).await, !done, "{failpoint:?}");
        // The same form tells which it was; what nobody read is not shown again, and a new one is.
        let page = again.press(&path, &form).await;
        assert_eq!(page.code(), if done { 409 } else { 200 }, "{failpoint:?} {}", page.text());
        let fresh = again.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
        let page = again.press(&path, &fresh).await;
        assert!(opens(&again, "bram", &page.secret()).await, "{failpoint:?}");
        assert_eq!(serve.stop().code, 0);
        let resets = "SELECT count(*) FROM audit_event WHERE activity = 'Reset password (by admin)'";
        assert_eq!(house.count(resets).await, 2, "{failpoint:?}");
        drop(client);
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forced_change_that_dies_leaves_one_password_that_works() {
    for (failpoint, done) in [(DeedBegun, false), (DeedDone, false), (DeedCommitted, true)] {
        let house = House::lived_in().await;
        let recovered = house.host.run(&["admin", "recover", "--user-name", "bram"]);
        fine(&recovered);
        let temporary = recovered.out.trim();
        let (serve, mut bram) = house.serve();
        bram.sign_in("bram", temporary).await;
        bram.follow().await;
        let form = bram.form("/change-password").with("new_password", BETTER);
        house.order(failpoint);
        assert!(bram.try_press("/change-password", &form).await.is_none(), "{failpoint:?}");
        house.died(&serve.end(), failpoint);
        let (serve, visitor) = house.serve();
        let works = (opens(&visitor, "bram", temporary).await, opens(&visitor, "bram", BETTER).await);
        assert_eq!(works, (!done, done), "{failpoint:?}");
        assert_eq!(serve.stop().code, 0);
        house.verify().await;
    }
}

async fn rotation_dies(failpoint: Failpoint) {
    let house = House::lived_in().await;
    house.dies(failpoint, &["keys", "rotate"]);
    // Half-rotated keys open every door.
    let (serve, visitor) = house.serve();
    assert!(opens(&visitor, "bram", BRAM).await, "{failpoint:?}");
    let rotated = house.host.run(&["keys", "rotate"]);
    fine(&rotated);
    assert!(rotated.err.contains("was interrupted and goes on"), "{failpoint:?} {}", rotated.err);
    assert!(opens(&visitor, "bram", BRAM).await, "{failpoint:?}");
    assert_eq!(serve.stop().code, 0);
    let old = "SELECT count(*) FROM credential WHERE get_byte(sealed, 0) <> 2";
    assert_eq!(house.count(old).await, 0, "{failpoint:?}");
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_that_dies_with_its_new_keys_is_finished_by_the_next() {
    rotation_dies(KeysMade).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_that_dies_behind_its_last_seal_is_finished_by_the_next() {
    rotation_dies(KeysSealed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_or_a_restore_that_dies_leaves_nothing_and_works_the_next_time() {
    let house = House::lived_in().await;
    let file = house.host.folder().join("monday.backup");
    let path = file.to_str().unwrap();
    house.dies(BackupWritten, &["backup", path]);
    assert!(!file.exists());
    fine(&house.host.run(&["backup", path]));
    // What comes after the backup is signed for.
    assert_eq!(house.serve().0.stop().code, 0);
    let elsewhere = House::empty().await;
    let data = elsewhere.host.folder().join("data");
    fs::create_dir_all(&data).unwrap();
    for kept in ["master.key", "audit-heads.jsonl"] {
        fs::copy(house.host.folder().join("data").join(kept), data.join(kept)).unwrap();
    }
    let heads = data.join("audit-heads.jsonl");
    let signed = fs::read(&heads).unwrap();
    let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
    // Behind everything that takes its time the heads are still in their place.
    elsewhere.dies(RestoreWritten, &["restore", path]);
    assert_eq!(elsewhere.count(tables).await, 0);
    assert_eq!(fs::read(&heads).unwrap(), signed);
    // Between them and the commit: what lies aside is found by the next one, and stays.
    elsewhere.dies(HeadsAside, &["restore", path]);
    assert_eq!(elsewhere.count(tables).await, 0);
    assert!(!heads.exists());
    let aside = || {
        let names = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path());
        names.filter(|path| path.to_string_lossy().contains("audit-heads.jsonl.lost-")).collect::<Vec<_>>()
    };
    assert_eq!(aside().len(), 1);
    let left = aside().remove(0);
    let restored = elsewhere.host.run(&["restore", path]);
    fine(&restored);
    for words in ["that was interrupted may have left them", "Lost: ", left.to_str().unwrap(), "Intact: all"] {
        assert!(restored.out.contains(words), "{words} {}", restored.out);
    }
    assert_eq!((aside(), fs::read(&left).unwrap()), (vec![left], signed));
    let told = "SELECT count(*) FROM audit_event WHERE details ~ '\"lost_rows\":\"[1-9]'";
    assert_eq!(elsewhere.count(told).await, 1);
    let (serve, visitor) = elsewhere.serve();
    assert!(opens(&visitor, "bram", BRAM).await);
    assert_eq!(serve.stop().code, 0);
    elsewhere.verify().await;
    house.verify().await;
}

/// The two settings of a directory on this machine, and a walk over its people.
async fn with_directory(house: &House, gwen: &mut Visitor, server: &Slapd) {
    gwen.sign_in("gwen", GWEN).await;
    gwen.fill("/settings/directory/password", &[("account_password", ACCOUNT_PASSWORD)]).await;
    let port = server.port.to_string();
    let place = [("host", "127.0.0.1"), ("port", &port), ("security", "plain"), ("account", ACCOUNT), ("base", PEOPLE)];
    let fields = [&place[..], &[("directory_on", "yes"), ("writeback", "yes")]].concat();
    assert_eq!(gwen.fill("/settings/directory", &fields).await.code(), 303, "{}", gwen.page().main());
    let page = gwen.fill_at("/settings/directory/status", "/settings/directory/load", &[("walk", "whole")]).await;
    assert_eq!(page.code(), 303, "{}", page.main());
    house.until("SELECT count(*) FROM users WHERE source = 'directory'", 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_to_the_directory_that_dies_before_its_outcome_is_flagged_as_unknown_by_the_next_start() {
    let server = Slapd::with(&person("zoe", "Zoe", "Klaver", ""));
    let house = House::lived_in().await;
    let (serve, mut gwen) = house.serve();
    with_directory(&house, &mut gwen, &server).await;
    let client = connect(&house.database.url).await;
    let id: String = client.query_one("SELECT user_id::text FROM directory_person", &[]).await.unwrap().get(0);
    let path = format!("/users/{id}/reset-password");
    let form = gwen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
    house.order(DirectoryWritten);
    assert!(gwen.try_press(&path, &form).await.is_none());
    house.died(&serve.end(), DirectoryWritten);
    // There it was written; here stands that it may have been, and no end.
    assert!(!server.accepts("zoe", THEIRS));
    assert_eq!(house.count("SELECT count(*) FROM writeback WHERE ended_at IS NULL").await, 1);
    let begun = "SELECT count(*) FROM audit_event WHERE activity = 'Begin directory write'";
    assert_eq!(house.count(begun).await, 1);
    // More than a minute passes before the next start: nothing that writes waits for so long.
    client.execute("UPDATE writeback SET begun_at = begun_at - interval '2 minutes'", &[]).await.unwrap();
    let (serve, mut again) = house.serve();
    house.until("SELECT count(*) FROM writeback WHERE outcome = 'unknown'", 1).await;
    let lost =
        "SELECT count(*) FROM audit_event WHERE activity = 'Lose track of directory write' AND reason = 'unknown'";
    assert_eq!(house.count(lost).await, 1);
    again.cookies.clone_from(&gwen.cookies);
    assert!(again.get("/settings/directory/status").await.says("may be valid"), "{}", again.page().main());
    // The same form writes nothing again; a fresh one does.
    assert_eq!(again.press(&path, &form).await.code(), 303);
    assert_eq!(house.count("SELECT count(*) FROM writeback").await, 1);
    let fresh = again.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
    let page = again.press(&path, &fresh).await;
    assert!(page.code() == 200 && server.accepts("zoe", &page.secret()), "{}", page.main());
    assert_eq!(serve.stop().code, 0);
    drop(client);
    house.verify().await;
}
