//! A database that does not answer, or not as it should. Commits whose answer does not arrive: what was done is told as done, what was
//! not as not, and nothing is done twice (F6). A cut wire (F5), a wall (F7), a full disk (F14), a database that takes no writes (F12).
//! Every test ends with what must hold after any fault.

use std::cell::RefCell;
use std::time::Duration;

use futures_util::future::join_all;
use latchkey::cli::house::House;
use reqwest::Method;

use crate::support::people::PASSWORD;
use crate::support::proxy::{Proxy, Wire};
use crate::support::server::{Portal, run_in};
use crate::support::visitor::Visitor;

/// Every commit with a row of the audit log waits for a lock that the test holds.
pub(crate) const COMMITS_WAIT: &str = "CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS \
    $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NULL; END $$; \
    CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON audit_event DEFERRABLE INITIALLY DEFERRED \
    FOR EACH ROW EXECUTE FUNCTION wait_for_the_test(); \
    SELECT pg_advisory_lock(4711)";
pub(crate) const COMMITS_GO_ON: &str = "SELECT pg_advisory_unlock(4711)";

pub(crate) const RESETS: &str =
    "SELECT count(*) FROM audit_event WHERE activity = 'Reset password (by admin)' AND result = 'success'";

/// Pages give a silent database up so soon here.
const LIMIT: Duration = Duration::from_secs(1);

/// So soon every answer comes while the database is away, at the limits that ship.
const SOON: Duration = Duration::from_millis(2_500);
/// And so soon after its return all is well.
const BACK: Duration = Duration::from_secs(5);

/// A portal behind a wire, and an administrator in front of a filled form that resets Bram's password.
fn at_the_form(test: impl AsyncFnOnce(&Portal, &Proxy, Reset)) {
    behind_a_wire(|house| house.limit = LIMIT, test);
}

fn behind_a_wire(change: impl FnOnce(&mut House), test: impl AsyncFnOnce(&Portal, &Proxy, Reset)) {
    let proxy = RefCell::new(None);
    let wire = |house: &mut House| {
        change(house);
        let before = Proxy::before(&house.owner_url);
        house.owner_url = before.url(&house.owner_url);
        proxy.replace(Some(before));
    };
    run_in(wire, async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = format!("/users/{}/reset-password", bram.id);
        let form = helen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
        portal.sql.batch_execute(COMMITS_WAIT).await.unwrap();
        let proxy = proxy.take().unwrap();
        test(portal, &proxy, Reset { helen, path, form, user_name: bram.user_name }).await;
        portal.holds().await;
    });
}

struct Reset {
    helen: Visitor,
    path: String,
    form: crate::support::form::Form,
    user_name: String,
}

impl Reset {
    async fn send(&self) -> crate::support::page::Page {
        self.helen.press(&self.path, &self.form).await
    }
}

/// Until the commit waits: everything before it is done.
pub(crate) async fn commit_waits(portal: &Portal) {
    let waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'";
    while portal.count(waiting).await == 0 {
        tokio::task::yield_now().await;
    }
}

#[test]
fn a_commit_whose_answer_is_lost_is_told_as_done() {
    at_the_form(async |portal, proxy, reset| {
        let cut = async {
            commit_waits(portal).await;
            proxy.becomes(Wire::Deaf).await;
            portal.sql.batch_execute(COMMITS_GO_ON).await.unwrap();
            proxy.becomes(Wire::Whole).await;
        };
        let (page, ()) = futures_util::future::join(reset.send(), cut).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        assert_eq!(portal.count(RESETS).await, 1);
        // Shown, and right.
        let shown = page.secret();
        assert_eq!(portal.visitor().sign_in(&reset.user_name, &shown).await.location(), "/change-password");
        assert_eq!(reset.send().await.code(), 409, "done once");
    });
}

#[test]
fn a_commit_that_was_ended_is_told_as_not_done_and_the_form_works_again() {
    at_the_form(async |portal, _, reset| {
        let end = async {
            commit_waits(portal).await;
            let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                       WHERE datname = current_database() AND wait_event = 'advisory'";
            portal.sql.batch_execute(end).await.unwrap();
        };
        let (page, ()) = futures_util::future::join(reset.send(), end).await;
        assert_eq!((page.code(), page.heading().as_str()), (503, "It is very busy just now"));
        assert_eq!(page.header("retry-after"), "5");
        assert_eq!(portal.count(RESETS).await, 0);
        portal.sql.batch_execute(COMMITS_GO_ON).await.unwrap();
        assert_eq!(portal.visitor().sign_in(&reset.user_name, PASSWORD).await.location(), "/");
        assert_eq!(reset.send().await.code(), 200);
        assert_eq!(portal.count(RESETS).await, 1);
    });
}

#[test]
fn a_commit_of_which_nothing_can_be_learned_is_told_as_unknown_and_the_form_tells_later() {
    at_the_form(async |portal, proxy, reset| {
        let cut = async {
            commit_waits(portal).await;
            proxy.becomes(Wire::Deaf).await;
            portal.sql.batch_execute(COMMITS_GO_ON).await.unwrap();
        };
        let (page, ()) = futures_util::future::join(reset.send(), cut).await;
        assert_eq!((page.code(), page.heading().as_str()), (503, "The database did not answer in time"));
        assert_eq!(page.header("retry-after"), "5");
        proxy.becomes(Wire::Whole).await;
        let again = reset.send().await;
        assert_eq!((again.code(), again.heading().as_str()), (409, "This password has already been shown"));
        assert_eq!(portal.count(RESETS).await, 1);
    });
}

#[test]
fn a_wire_that_is_cut_makes_pages_busy_and_mended_makes_them_work_at_once() {
    at_the_form(async |portal, proxy, mut reset| {
        portal.sql.batch_execute(COMMITS_GO_ON).await.unwrap();
        for _ in 0..3 {
            proxy.becomes(Wire::Cut).await;
            for path in ["/users", "/account", "/audit"] {
                let page = reset.helen.get(path).await;
                assert_eq!(page.code(), 503, "{path}");
                assert!(!page.header("retry-after").is_empty() && reset.helen.has_session(), "{path}");
            }
            proxy.becomes(Wire::Whole).await;
            assert_eq!(reset.helen.get("/users").await.code(), 200);
        }
        assert_eq!(reset.send().await.code(), 200);
    });
}

#[test]
fn while_the_database_is_away_every_answer_comes_soon_and_when_it_is_back_all_goes_on() {
    behind_a_wire(
        |_| (),
        async |portal, proxy, reset| {
            portal.sql.batch_execute(COMMITS_GO_ON).await.unwrap();
            let mut helen = reset.helen.within(SOON);
            let mut leaving = helen.clone();
            let mut guest = portal.visitor().within(SOON);
            guest.get("/sign-in").await;
            proxy.becomes(Wire::Cut).await;
            let mut answers = vec![];
            for path in ["/users", "/account", "/audit", "/nothing"] {
                answers.push(helen.get(path).await);
            }
            answers.push(helen.press(&reset.path, &reset.form).await);
            answers.push(guest.post("/sign-in", &[("username", &reset.user_name), ("password", PASSWORD)]).await);
            // More at once than there are connections.
            answers.extend(join_all((0..12).map(|_| helen.peek(Method::GET, "/users", &[], ""))).await);
            for page in answers {
                assert_eq!(page.code(), 503, "{}", page.text());
                assert!(!page.header("retry-after").is_empty(), "{}", page.text());
            }
            assert!(helen.has_session() && !guest.has_session());
            // Whoever wants to leave leaves: the page behind it needs no database.
            assert_eq!(leaving.post("/sign-out", &[]).await.location(), "/sign-in");
            assert!(!leaving.has_session());
            assert!(leaving.follow().await.flash().starts_with("You are signed out in this browser."));
            proxy.becomes(Wire::Whole).await;
            let back = async { while helen.get("/users").await.code() != 200 {} };
            tokio::time::timeout(BACK, back).await.unwrap();
            assert!(helen.is_in().await);
            assert_eq!(reset.send().await.code(), 200);
            assert_eq!(portal.count(RESETS).await, 1);
        },
    );
}

#[test]
fn a_wall_that_drops_everything_makes_pages_busy_and_they_go_on_when_it_falls() {
    at_the_form(async |portal, proxy, mut reset| {
        portal.sql.batch_execute(COMMITS_GO_ON).await.unwrap();
        proxy.becomes(Wire::Silent).await;
        // More than there are connections: each of them is given up, and so is the wait for a new one.
        for path in ["/users", "/account", "/audit", "/users", "/account", "/audit"] {
            let page = reset.helen.get(path).await;
            assert_eq!(page.code(), 503, "{path}");
            assert!(!page.header("retry-after").is_empty() && reset.helen.has_session(), "{path}");
        }
        assert_eq!(reset.send().await.code(), 503);
        proxy.becomes(Wire::Whole).await;
        assert_eq!(reset.helen.get("/users").await.code(), 200);
        assert_eq!(reset.send().await.code(), 200);
        assert_eq!(portal.count(RESETS).await, 1);
    });
}

#[test]
fn a_commit_that_a_wall_swallows_is_told_as_done_when_it_was() {
    at_the_form(async |portal, proxy, reset| {
        let swallowed = async {
            commit_waits(portal).await;
            proxy.becomes(Wire::Silent).await;
            portal.sql.batch_execute(COMMITS_GO_ON).await.unwrap();
            // The answer is under way into the wall; only then the way is free, for new connections alone.
            tokio::time::sleep(LIMIT).await;
            proxy.becomes(Wire::Whole).await;
        };
        let (page, ()) = futures_util::future::join(reset.send(), swallowed).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        assert_eq!(portal.count(RESETS).await, 1);
    });
}

/// Every new row of a table fails with what Postgres says then.
pub(crate) fn no_room(table: &str) -> String {
    format!(
        "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION \
         'could not extend file \"base/16384/16385\": No space left on device' USING ERRCODE = 'disk_full', \
         HINT = 'Check free disk space.'; END $$; \
         CREATE TRIGGER no_room BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION no_room()"
    )
}

#[test]
fn on_a_full_disk_nothing_is_half_done_nobody_gets_in_unwatched_and_pages_go_on() {
    at_the_form(async |portal, _, mut reset| {
        portal.sql.batch_execute(COMMITS_GO_ON).await.unwrap();
        for table in ["audit_event", "audit_target"] {
            portal.sql.batch_execute(&no_room(table)).await.unwrap();
            for path in ["/users", "/account", "/audit"] {
                assert_eq!(reset.helen.get(path).await.code(), 200, "{path}");
            }
            let page = reset.send().await;
            assert_eq!((page.code(), page.heading().as_str()), (503, "It is very busy just now"));
            let mut bram = portal.visitor();
            assert_eq!(bram.sign_in(&reset.user_name, PASSWORD).await.code(), 503);
            assert!(!bram.has_session(), "signed in without a row in the log");
            assert_eq!(bram.sign_in(&reset.user_name, "a wrong password of this kind").await.code(), 503);
            assert_eq!(portal.count(RESETS).await, 0);
            portal.sql.batch_execute("DROP FUNCTION no_room CASCADE").await.unwrap();
            assert_eq!(bram.sign_in(&reset.user_name, PASSWORD).await.location(), "/");
        }
        assert_eq!(reset.send().await.code(), 200);
    });
}

#[test]
fn a_database_that_takes_no_writes_makes_deeds_busy_and_pages_go_on() {
    at_the_form(async |portal, _, mut reset| {
        portal.sql.batch_execute(COMMITS_GO_ON).await.unwrap();
        let name = &portal.database.name;
        let ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                     WHERE datname = current_database() AND pid <> pg_backend_pid()";
        for read_only in [true, false] {
            let set = format!("ALTER DATABASE {name} SET default_transaction_read_only = {read_only}");
            portal
                .sql
                .batch_execute(&format!("SET default_transaction_read_only = off; {set}; {ended}"))
                .await
                .unwrap();
            // A connection that was ended is met once.
            let back = async { while reset.helen.get("/users").await.code() != 200 {} };
            tokio::time::timeout(BACK, back).await.unwrap();
            assert_eq!(reset.send().await.code(), if read_only { 503 } else { 200 });
            assert_eq!(portal.count(RESETS).await, i64::from(!read_only));
        }
    });
}
