//! The figures of `/metrics` move when there is something to tell, and come back: what waits, what is refused, what is not proven.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{join, join_all};
use latchkey::cli::chainer::Chainer;
use latchkey::cli::house::{Acting, House};
use latchkey::cli::metrics::Metrics;
use latchkey::host::argon::HashCost;
use latchkey::host::hash_pool::{HashPool, HashPoolOptions, Lane};
use tempfile::TempDir;

use super::health::told;
use crate::support::cluster::superuser;
use crate::support::page::Page;
use crate::support::server::{Portal, run, run_in};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Deeds wait at their audit row for a lock of the test's. Asked for again and again, because a wait for a lock is given up after two
/// seconds, just when a connection is.
const DEEDS_WAIT: &str = "CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
    WHILE NOT pg_try_advisory_xact_lock_shared(4711) LOOP PERFORM pg_sleep(0.01); END LOOP; RETURN NULL; END $$; \
    CREATE TRIGGER waits AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION wait_for_the_test(); \
    SELECT pg_advisory_lock(4711)";
const DEEDS_GO_ON: &str = "SELECT pg_advisory_unlock(4711)";

/// What the operator's address tells of a portal.
struct Figures(Metrics);

impl Figures {
    fn of(portal: &Portal) -> Self {
        let db = Arc::new(portal.house.db(Acting::App, 1).unwrap());
        Self(Metrics::new(&portal.house, &latchkey::web::answered::Answered::default(), db))
    }

    /// One of them now.
    async fn now(&self, name: &str) -> Option<f64> {
        told(&self.0.text().await, &format!("latchkey_{name}"))
    }

    /// Waits until one of them is as expected.
    async fn until(&self, name: &str, expected: f64) {
        let reached = async {
            while self.now(name).await != Some(expected) {
                tokio::task::yield_now().await;
            }
        };
        let reached = tokio::time::timeout(PATIENCE, reached).await;
        let last = self.now(name).await;
        assert!(reached.is_ok(), "{name} does not become {expected}: {last:?}");
    }
}

/// One thread, and whoever waits for it is patient.
fn one_thread(house: &mut House) {
    let cost = HashCost { memory_kib: 8, passes: 1, lanes: 1 };
    let options = HashPoolOptions { threads: 1, wait_limit: PATIENCE, cost, ..HashPoolOptions::default() };
    house.hashes = Arc::new(HashPool::start(&options).unwrap());
}

#[test]
fn passwords_that_wait_for_a_thread_are_told_while_they_wait() {
    run_in(one_thread, async |portal| {
        let figures = Figures::of(portal);
        let mut guest = portal.visitor();
        guest.get("/sign-in").await;
        let form = guest.form("/sign-in").with("password", "wrong");
        let forms: Vec<_> = (0..3).map(|number| form.clone().with("username", &format!("nobody{number}"))).collect();
        assert_eq!(figures.now("hashes_waiting").await, Some(0.0));
        let so_far = figures.now("hashes_total").await.unwrap();
        // The one thread is taken for seconds by a password that costs much.
        let slow = format!("$argon2id$v=19$m=65536,t=40,p=1${}${}", "A".repeat(22), "A".repeat(43));
        let hashes = Arc::clone(&portal.house.hashes);
        let load = tokio::task::spawn_local(async move {
            hashes
                .verify_all(Lane::SignedIn, &[(b"x".as_slice(), slow.as_str()), (b"x".as_slice(), slow.as_str())])
                .await
        });
        figures.until("hashes_total", so_far + 1.0).await;
        let presses = join_all(forms.iter().map(|form| guest.press("/sign-in", form)));
        let (pages, ()) = join(presses, figures.until("hashes_waiting", 3.0)).await;
        load.await.unwrap().unwrap();
        let codes: Vec<_> = pages.iter().map(Page::code).collect();
        assert_eq!(codes, [422; 3]);
        assert_eq!(figures.now("hashes_waiting").await, Some(0.0));
        assert_eq!(figures.now("hashes_total").await, Some(so_far + 5.0));
    });
}

#[test]
fn connections_at_work_those_who_wait_for_one_and_those_who_waited_in_vain_are_told() {
    run(async |portal| {
        let figures = Figures::of(portal);
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let mut guest = portal.visitor();
        guest.get("/sign-in").await;
        figures.until("database_connections_busy", 0.0).await;
        for name in ["database_connections_wanted", "database_waits_in_vain_total"] {
            assert_eq!(figures.now(name).await, Some(0.0), "{name}");
        }
        portal.sql.batch_execute(DEEDS_WAIT).await.unwrap();
        // As many as there are connections.
        let presses: Vec<_> = (0..4)
            .map(|number| {
                let form = guest.form("/sign-in").with("username", &format!("nobody{number}")).with("password", "x");
                let guest = guest.clone();
                tokio::task::spawn_local(async move { guest.press("/sign-in", &form).await })
            })
            .collect();
        // All of them at their audit rows: what is busy on the way there may be free again a moment later.
        let root = superuser(&portal.database.name).await;
        let at_their_rows =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
        let all_wait = async {
            while root.query_one(at_their_rows, &[]).await.unwrap().get::<_, i64>(0) != 4 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, all_wait).await.unwrap();
        assert_eq!(figures.now("database_connections_busy").await, Some(4.0));
        let late = async { browser.get("/account").await };
        let counted = async {
            figures.until("database_connections_wanted", 1.0).await;
            figures.until("database_waits_in_vain_total", 1.0).await;
            portal.sql.batch_execute(DEEDS_GO_ON).await.unwrap();
        };
        let (page, ()) = join(late, counted).await;
        assert_eq!((page.code(), page.heading().as_str()), (503, "It is very busy just now"));
        for press in presses {
            assert_eq!(press.await.unwrap().code(), 422);
        }
        for name in ["database_connections_busy", "database_connections_wanted"] {
            figures.until(name, 0.0).await;
        }
        assert_eq!(browser.get("/account").await.code(), 200);
        assert!(figures.now("database_connections").await >= Some(4.0));
        assert_eq!(figures.now("database_waits_in_vain_total").await, Some(1.0));
    });
}

#[test]
fn deeds_are_told_by_what_became_of_them() {
    run(async |portal| {
        let figures = Figures::of(portal);
        let (bram, gwen) = (portal.plain("Bram de Vries").await, portal.global("Gwen Bakker").await);
        let reset = |result: &str| format!("deeds_total{{activity=\"Reset password (by admin)\",result=\"{result}\"}}");
        let sign_in = |result: &str| format!("deeds_total{{activity=\"Sign in\",result=\"{result}\"}}");
        for name in [reset("success"), reset("failure"), sign_in("success"), sign_in("failure")] {
            assert_eq!(figures.now(&name).await, None, "{name}");
        }
        let helen = portal.helpdesk("Helen Kramer").await;
        portal.visitor().sign_in(&helen.user_name, "wrong").await;
        let mut helen = portal.signed_in(&helen).await;
        let (hers, his) = (format!("/users/{}/reset-password", gwen.id), format!("/users/{}/reset-password", bram.id));
        let form = helen.get(&his).await.form(&his).unwrap().with("verified_by", "saw-id");
        // Whom she may not reset, and whom she may.
        assert_eq!(helen.press(&hers, &form).await.code(), 403);
        assert_eq!(figures.now(&reset("failure")).await, Some(1.0));
        assert_eq!(figures.now(&reset("success")).await, None);
        assert_eq!(helen.press(&his, &form).await.code(), 200);
        for (name, expected) in
            [(reset("failure"), 1.0), (reset("success"), 1.0), (sign_in("failure"), 1.0), (sign_in("success"), 1.0)]
        {
            assert_eq!(figures.now(&name).await, Some(expected), "{name}");
        }
    });
}

#[test]
fn rows_without_a_link_and_a_broken_log_are_told() {
    let folder = TempDir::new().unwrap();
    let heads = folder.path().join("heads");
    run_in(
        |house| house.heads_file = heads,
        async |portal| {
            let figures = Figures::of(portal);
            let bram = portal.plain("Bram de Vries").await;
            let before = figures.now("audit_unlinked_rows").await.unwrap();
            assert!(before > 0.0);
            for _ in 0..3 {
                portal.signed_in(&bram).await;
            }
            assert_eq!(figures.now("audit_unlinked_rows").await, Some(before + 3.0));
            let mut chainer = Chainer::new(&portal.house).unwrap();
            chainer.beat().await.unwrap();
            assert_eq!(figures.now("audit_unlinked_rows").await, Some(0.0));
            assert_eq!(figures.now("audit_broken").await, Some(0.0));
            // Somebody's hand in the tables; the next look through all of it finds that.
            let hand = "SET session_replication_role = replica; UPDATE audit_event SET actor_name = 'nobody' \
                        WHERE id = (SELECT event_id FROM audit_chain WHERE seq = 2)";
            superuser(&portal.database.name).await.batch_execute(hand).await.unwrap();
            portal.house.proof.forget();
            Chainer::new(&portal.house).unwrap().beat().await.unwrap();
            assert_eq!(figures.now("audit_broken").await, Some(1.0));
        },
    );
}
