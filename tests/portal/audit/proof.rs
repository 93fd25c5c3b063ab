//! The proof of the log: every row is linked and signed for, and no hand in the database goes unnoticed.

use std::sync::Arc;

use jiff::SignedDuration;
use latchkey::cli::chainer::Chainer;
use latchkey::cli::house::{Acting, entropy};
use latchkey::domain::id::EventId;
use latchkey::host::head_file;
use latchkey::host::keyring::Keyring;
use latchkey::host::master_key::MasterKey;
use latchkey::service::chain::{self, Verdict};
use latchkey::service::{findings, loose_rows};
use latchkey::store::chain::{links_after, without_link};
use latchkey::store::db::Db;
use tempfile::TempDir;
use tokio_postgres::Client;

use crate::support::cluster::superuser;
use crate::support::program::Host;
use crate::support::server::{Portal, run_in};

/// Runs a test in a portal whose heads lie in a folder of their own.
fn proven(test: impl AsyncFnOnce(&Portal)) {
    let folder = TempDir::new().unwrap();
    let heads = folder.path().join("heads");
    run_in(|house| house.heads_file = heads, test);
}

async fn verdict(portal: &Portal) -> Verdict {
    let db = portal.house.db(Acting::App, 1).unwrap();
    let outside = head_file::read(&portal.house.heads_file).unwrap();
    chain::verify(&db, &portal.house.keys, &outside).await.unwrap()
}

/// Some rows, linked and signed for.
async fn written(portal: &Portal) -> i64 {
    let bram = portal.plain("Bram de Vries").await;
    for _ in 0..3 {
        portal.signed_in(&bram).await;
    }
    Chainer::new(&portal.house).unwrap().finish().await;
    let rows = portal.ledger().await;
    assert_eq!(verdict(portal).await, Verdict::Intact { rows });
    assert!(rows >= 6);
    rows
}

/// A hand that may do everything in the database, but does not have the key.
struct Hand(Client);

impl Hand {
    async fn of(portal: &Portal) -> Self {
        let root = superuser(&portal.database.name).await;
        // Neither triggers nor foreign keys stand in its way.
        root.batch_execute(
            "SET session_replication_role = replica; CREATE SCHEMA kept;
             CREATE TABLE kept.audit_event AS TABLE audit_event; CREATE TABLE kept.audit_target AS TABLE audit_target;
             CREATE TABLE kept.audit_chain AS TABLE audit_chain; CREATE TABLE kept.audit_head AS TABLE audit_head",
        )
        .await
        .unwrap();
        Self(root)
    }

    async fn does(&self, sql: &str) {
        self.0.batch_execute(sql).await.unwrap();
    }

    async fn puts_back(&self) {
        for table in ["audit_event", "audit_target", "audit_chain", "audit_head"] {
            self.does(&format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept.{table}")).await;
        }
    }

    /// Links everything anew, as anybody can who knows how it is done.
    async fn links_anew(&self, db: &Db) {
        self.does("UPDATE audit_chain c SET seq = n FROM (SELECT seq AS old, row_number() OVER (ORDER BY seq) AS n FROM audit_chain) o WHERE c.seq = o.old").await;
        let rows = db.read(async |read| links_after(read, 0, 1_000).await).await.unwrap();
        let mut link = latchkey::domain::chain::Link::START;
        for row in &rows {
            link = link.next(&row.fields().parts(), row.row_mac());
            let sql = "UPDATE audit_chain SET hash = $2 WHERE seq = $1";
            self.0.execute(sql, &[&link.seq, &&link.hash[..]]).await.unwrap();
        }
        // The heads of the database are made to agree, except for their signatures.
        self.does("DELETE FROM audit_head").await;
    }
}

#[test]
fn every_hand_in_the_log_is_found_and_the_first_bad_row_is_named() {
    proven(async |portal| {
        let rows = written(portal).await;
        let hand = Hand::of(portal).await;
        let db = portal.house.db(Acting::App, 1).unwrap();
        let one = "(SELECT event_id FROM audit_chain WHERE seq = 5)";
        let next = "(SELECT event_id FROM audit_chain WHERE seq = 6)";
        for (tampering, sql, broken) in [
            ("a field altered", format!("UPDATE audit_event SET actor_name = 'nobody' WHERE id = {one}"), 5),
            ("a target altered", format!("UPDATE audit_target SET target_name = 'nobody' WHERE event_id = {one}"), 5),
            ("a target moved in time", format!("UPDATE audit_target SET at = at - interval '3 years' WHERE event_id = {one}"), 5),
            ("a target found under another activity", format!("UPDATE audit_target SET activity = 'Update user' WHERE event_id = {one}"), 5),
            ("a target found under another outcome", format!("UPDATE audit_target SET outcome = 'interrupted' WHERE event_id = {one}"), 5),
            ("its code altered too", format!("UPDATE audit_event SET reason = 'x', row_mac = '\\x00' WHERE id = {one}"), 5),
            ("a middle row deleted", format!("DELETE FROM audit_event WHERE id = {one}"), 5),
            ("a middle row deleted with its link", format!("DELETE FROM audit_event WHERE id = {one}; DELETE FROM audit_chain WHERE seq = 5"), 5),
            ("the tail deleted", "DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_chain WHERE seq > 5); DELETE FROM audit_chain WHERE seq > 5; DELETE FROM audit_head".to_owned(), 6),
            ("two rows swapped", format!("UPDATE audit_chain SET event_id = CASE seq WHEN 5 THEN {next} ELSE {one} END WHERE seq IN (5, 6)"), 5),
            ("everything deleted", "DELETE FROM audit_event; DELETE FROM audit_target; DELETE FROM audit_chain; DELETE FROM audit_head".to_owned(), 1),
            ("a signature altered", "UPDATE audit_head SET signature = set_byte(signature, 0, get_byte(signature, 0) # 1)".to_owned(), rows),
            ("a head moved in time", "UPDATE audit_head SET at = at - interval '1 day'".to_owned(), rows),
        ] {
            // Swapping goes through a moment with the same row twice.
            hand.does("ALTER TABLE audit_chain DROP CONSTRAINT IF EXISTS audit_chain_event_id_key").await;
            hand.does(&sql).await;
            assert_eq!(verdict(portal).await, Verdict::Broken { seq: broken }, "{tampering}");
            hand.puts_back().await;
            assert_eq!(verdict(portal).await, Verdict::Intact { rows }, "put back after: {tampering}");
        }
        // Everything linked anew: the row's own code gives an altered field away, the kept head a row that is gone.
        hand.does(&format!("UPDATE audit_event SET actor_name = 'nobody' WHERE id = {one}")).await;
        hand.links_anew(&db).await;
        assert_eq!(verdict(portal).await, Verdict::Broken { seq: 5 });
        hand.puts_back().await;
        hand.does(&format!("DELETE FROM audit_event WHERE id = {one}; DELETE FROM audit_chain WHERE seq = 5")).await;
        hand.links_anew(&db).await;
        assert_eq!(verdict(portal).await, Verdict::Broken { seq: rows });
    });
}

#[test]
fn an_old_backup_and_another_key_are_found_and_rows_without_a_link_are_told() {
    proven(async |portal| {
        let rows = written(portal).await;
        let hand = Hand::of(portal).await;
        let bram = portal.plain("Bram Smit").await;
        // As beside a busy server: it is about to be linked.
        assert_eq!(verdict(portal).await, Verdict::Intact { rows });
        portal.advance(SignedDuration::from_secs(11));
        assert_eq!(verdict(portal).await, Verdict::Incomplete { waiting: 1 });
        portal.signed_in(&bram).await;
        portal.advance(SignedDuration::from_secs(11));
        assert_eq!(verdict(portal).await, Verdict::Incomplete { waiting: 2 });
        Chainer::new(&portal.house).unwrap().finish().await;
        assert_eq!(verdict(portal).await, Verdict::Intact { rows: rows + 2 });
        let folder = TempDir::new().unwrap();
        let other = MasterKey::load_or_create(&folder.path().join("key")).unwrap();
        let (other, _) = Keyring::found(other, &mut entropy(), jiff::Timestamp::UNIX_EPOCH).unwrap();
        let db = portal.house.db(Acting::App, 1).unwrap();
        assert_eq!(chain::verify(&db, &other, &[]).await.unwrap(), Verdict::Broken { seq: 1 });
        // Yesterday's tables, today's heads.
        hand.puts_back().await;
        assert_eq!(verdict(portal).await, Verdict::Broken { seq: rows + 1 });
    });
}

#[test]
fn rows_without_a_link_are_found_in_whatever_slices_the_log_is_looked_through() {
    proven(async |portal| {
        let rows = written(portal).await;
        let hand = Hand::of(portal).await;
        let db = portal.house.db(Acting::App, 1).unwrap();
        // The first row, one in the middle and the last one; and one that has only just been written.
        hand.does(&format!("DELETE FROM audit_chain WHERE seq IN (1, 4, {rows})")).await;
        portal.advance(SignedDuration::from_secs(11));
        portal.plain("Bram Smit").await;
        let all = usize::try_from(rows).unwrap() + 1;
        for slice in (1..=all + 1).chain([1_000]) {
            assert_eq!(loose_rows::count(&db, slice).await.unwrap(), 3, "{slice} rows at a time of {all}");
        }
        // A statement looks at no row beyond its slice, wherever it begins.
        let before: jiff::Timestamp = "2100-01-01T00:00:00Z".parse().unwrap();
        let (mut next, mut slices, mut loose) = (Some(EventId::from_uuid(uuid::Uuid::nil())), 0, 0);
        while let Some(from) = next {
            let found = db.read(async |read| without_link(read, before, from, 2).await).await.unwrap();
            assert!(found.loose <= 2, "{found:?}");
            (next, slices, loose) = (found.next, slices + 1, loose + found.loose);
        }
        assert_eq!((slices, loose), (all.div_ceil(2), 4));
        hand.puts_back().await;
        assert_eq!(loose_rows::count(&db, 2).await.unwrap(), 0);
    });
}

#[test]
fn a_head_is_signed_after_a_minute_and_several_servers_make_one_chain() {
    proven(async |portal| {
        let rows = written(portal).await;
        let heads = "SELECT count(*) FROM audit_head";
        let before = portal.count(heads).await;
        let bram = portal.plain("Bram Smit").await;
        let (mut one, mut other) = (Chainer::new(&portal.house).unwrap(), Chainer::new(&portal.house).unwrap());
        let (first, second) = futures_util::future::join(one.beat(), other.beat()).await;
        first.and(second).unwrap();
        assert_eq!(portal.count("SELECT count(*) FROM audit_unchained").await, 0);
        assert_eq!(portal.count("SELECT max(seq) FROM audit_chain").await, rows + 1);
        assert_eq!(portal.count(heads).await, before, "a head within the minute");
        portal.advance(SignedDuration::from_secs(61));
        portal.signed_in(&bram).await;
        one.beat().await.unwrap();
        assert_eq!(portal.count(heads).await, before + 1);
        assert_eq!(verdict(portal).await, Verdict::Intact { rows: rows + 2 });
    });
}

#[test]
fn a_file_of_heads_that_can_not_be_written_stops_nothing_and_catches_up() {
    proven(async |portal| {
        let rows = written(portal).await;
        let path = &portal.house.heads_file;
        let mut chainer = Chainer::new(&portal.house).unwrap();
        // As good as a full disk.
        std::fs::remove_file(path).unwrap();
        std::fs::create_dir(path).unwrap();
        portal.advance(SignedDuration::from_secs(61));
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        assert!(chainer.beat().await.is_err());
        assert_eq!(gwen.get("/audit").await.code(), 200);
        assert_eq!(portal.count("SELECT count(*) FROM audit_unchained").await, 0);
        std::fs::remove_dir(path).unwrap();
        chainer.beat().await.unwrap();
        let after = portal.ledger().await;
        assert!(after > rows);
        assert_eq!(head_file::read(path).unwrap().last().unwrap().head.link.seq, after);
        assert_eq!(verdict(portal).await, Verdict::Intact { rows: after });
    });
}

#[test]
fn the_page_says_how_far_the_log_is_proven_and_where_it_is_broken() {
    proven(async |portal| {
        written(portal).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let mut chainer = Chainer::new(&portal.house).unwrap();
        assert!(!gwen.get("/audit").await.text().contains("proven"));
        chainer.beat().await.unwrap();
        assert!(gwen.get("/audit").await.text().contains("is proven to be as it was written"));
        Hand::of(portal).await.does("UPDATE audit_event SET actor_name = 'nobody' WHERE id = (SELECT event_id FROM audit_chain WHERE seq = 2)").await;
        // What was looked at is not looked at again before the next start.
        let house = latchkey::cli::house::House { proof: Arc::default(), ..portal.house.clone() };
        Chainer::new(&house).unwrap().beat().await.unwrap();
        assert!(matches!(house.proof.known(), Some(chain::Progress::Broken(2))));
        let mut again = Chainer::new(&portal.house).unwrap();
        again.beat().await.unwrap();
        let page = gwen.get("/audit").await;
        assert!(page.text().contains("row 2 was changed or taken away"), "{}", page.text());
        assert!(!page.text().contains("is proven"));
        // Every page says so, once, and leads to the log.
        for path in ["/", "/users", "/audit", "/account", "/nothing/here"] {
            let page = gwen.get(path).await;
            assert!(page.one("#log-broken").contains("row 2 was changed or taken away"), "{path}");
            assert_eq!(page.attributes("#log-broken a", "href"), ["/audit"], "{path}");
        }
        gwen.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        assert!(gwen.get("/users").await.one("#log-broken").contains("regel 2 is veranderd of verdwenen"));
        // Whoever sees the own actions alone is told nothing about all of them.
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for path in ["/", "/audit"] {
            let page = helen.get(path).await;
            assert!(!page.text().contains("row 2") && page.texts("#log-broken").is_empty(), "{path}");
        }
    });
}

/// The row with this number.
async fn row(portal: &Portal, number: i64) -> String {
    let sql = "SELECT '/audit/' || event_id::text FROM audit_chain WHERE seq = $1::text::bigint";
    portal.ask(sql, &[&number.to_string()]).await
}

#[test]
fn a_server_knows_from_its_start_that_the_log_was_broken_until_the_command_finds_it_intact() {
    proven(async |portal| {
        written(portal).await;
        let hand = Hand::of(portal).await;
        hand.does(
            "UPDATE audit_event SET actor_name = 'nobody' WHERE id = (SELECT event_id FROM audit_chain WHERE seq = 2)",
        )
        .await;
        let other = latchkey::cli::house::House { proof: Arc::default(), ..portal.house.clone() };
        Chainer::new(&other).unwrap().beat().await.unwrap();
        hand.puts_back().await;
        // This one looked at nothing yet, and what it looks at is as it was written.
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let mut chainer = Chainer::new(&portal.house).unwrap();
        assert_eq!(gwen.get("/users").await.texts("#log-broken").len(), 0);
        for _ in 0..3 {
            chainer.beat().await.unwrap();
            assert_eq!(gwen.get("/users").await.texts("#log-broken").len(), 1);
        }
        let db = portal.house.db(Acting::Owner, 1).unwrap();
        let found = verdict(portal).await;
        assert!(matches!(found, Verdict::Intact { .. }), "{found:?}");
        // What was looked at without any head from outside, or with heads that do not go so far, lifts nothing.
        findings::decide(&db, found, None).await.unwrap();
        findings::decide(&db, found, Some(1)).await.unwrap();
        chainer.beat().await.unwrap();
        assert_eq!(gwen.get("/users").await.texts("#log-broken").len(), 1);
        findings::decide(&db, found, Some(2)).await.unwrap();
        chainer.beat().await.unwrap();
        assert_eq!(gwen.get("/users").await.texts("#log-broken").len(), 0);
        // And where it is broken after all, that is found again.
        hand.does(
            "UPDATE audit_event SET actor_name = 'nobody' WHERE id = (SELECT event_id FROM audit_chain WHERE seq = 2)",
        )
        .await;
        findings::decide(&db, verdict(portal).await, None).await.unwrap();
        chainer.beat().await.unwrap();
        assert!(gwen.get("/users").await.one("#log-broken").contains("row 2"));
    });
}

#[test]
fn the_page_of_an_event_tells_how_its_row_is_proven() {
    proven(async |portal| {
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let fresh = format!("/audit/{}", portal.last("Sign in").await.id);
        assert_eq!(gwen.get(&fresh).await.one("section[aria-labelledby=seal] .badge"), "Not sealed yet");
        assert!(gwen.get(&fresh).await.says("about a second after it was written"));
        portal.advance(SignedDuration::from_secs(60));
        assert!(gwen.get(&fresh).await.says("no server is sealing the log"));
        let rows = written(portal).await;
        let seal = async |gwen: &mut crate::support::visitor::Visitor, number: i64| {
            gwen.get(&row(portal, number).await).await.one("section[aria-labelledby=seal]")
        };
        let told = seal(&mut gwen, 5).await;
        assert!(told.contains("This is row 5 of the log. It was checked just now"), "{told}");
        assert!(told.contains("A signature over this row") && told.contains("has not come to any row yet"), "{told}");
        Chainer::new(&portal.house).unwrap().beat().await.unwrap();
        let told = seal(&mut gwen, 5).await;
        assert!(told.starts_with("Seal Sealed and proven") && told.contains(&format!("up to row {rows}")), "{told}");
        assert!(seal(&mut gwen, 1).await.contains("Sealed and proven"));
        // One row altered: its own page says so at once, and the one behind it still follows from its link.
        let hand = Hand::of(portal).await;
        let five = "(SELECT event_id FROM audit_chain WHERE seq = 5)";
        for sql in [
            format!("UPDATE audit_event SET actor_name = 'nobody' WHERE id = {five}"),
            format!(
                "UPDATE audit_event SET row_mac = set_byte(row_mac, 0, get_byte(row_mac, 0) # 1) WHERE id = {five}"
            ),
            "UPDATE audit_chain SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE seq = 4".to_owned(),
        ] {
            hand.does(&sql).await;
            let told = seal(&mut gwen, 5).await;
            assert!(told.starts_with("Seal Changed Row 5 is not as it was written"), "{sql}: {told}");
            hand.puts_back().await;
        }
        assert!(seal(&mut gwen, 5).await.contains("It was checked just now"));
        portal.house.proof.note(chain::Progress::Broken(4));
        let told = seal(&mut gwen, 5).await;
        assert!(told.starts_with("Seal Log broken") && told.contains("row 4 was changed or taken away"), "{told}");
        assert!(seal(&mut gwen, 3).await.contains("from row 4 on, which comes behind this row"));
        gwen.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        assert!(seal(&mut gwen, 3).await.starts_with("Zegel Logboek geschonden"));
        // Whoever sees the own actions alone is told nothing about all of them.
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let own = format!("/audit/{}", portal.last("Sign in").await.id);
        let page = helen.get(&own).await;
        assert_eq!((page.code(), page.texts("section[aria-labelledby=seal]").len()), (200, 0));
    });
}

#[test]
fn the_command_tells_by_its_exit_status() {
    let host = Host::with_its_own();
    let made = host.run(&["admin", "create", "--user-name", "gwen"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let checked = host.run(&["audit", "verify"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""), "{}", checked.out);
    assert!(checked.out.starts_with("Intact: all "), "{}", checked.out);
    let heads = host.folder().join("data/audit-heads.jsonl");
    let kept = std::fs::read_to_string(&heads).unwrap();
    std::fs::write(&heads, kept.replace("\"seq\":", "\"seq\":9")).unwrap();
    let checked = host.run(&["audit", "verify"]);
    assert_eq!(checked.code, 2, "{}{}", checked.out, checked.err);
    assert!(checked.out.starts_with("Broken: row "), "{}", checked.out);
    let copy = host.folder().join("copy");
    std::fs::write(&copy, kept).unwrap();
    let checked = host.run(&["audit", "verify", "--heads", copy.to_str().unwrap()]);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    std::fs::remove_file(&heads).unwrap();
    let told = host.run(&["audit", "verify"]);
    let checked = host.run(&["audit", "verify"]);
    assert_eq!((checked.code, &checked.out), (told.code, &told.out), "it says the same again");
    assert_eq!(checked.code, 3, "{}{}", checked.out, checked.err);
    assert!(checked.out.starts_with("Incomplete: "), "{}", checked.out);
}
