//! Commits whose answer does not arrive: what was done is told as done, what was not as not, and nothing is done twice (F6).

use std::cell::RefCell;

use crate::support::people::PASSWORD;
use crate::support::proxy::{Proxy, Wire};
use crate::support::server::{Portal, run_in};
use crate::support::visitor::Visitor;

/// Every commit with a row of the audit log waits for a lock that the test holds.
const COMMITS_WAIT: &str = "CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS \
    $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NULL; END $$; \
    CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON audit_event DEFERRABLE INITIALLY DEFERRED \
    FOR EACH ROW EXECUTE FUNCTION wait_for_the_test(); \
    SELECT pg_advisory_lock(4711)";
const COMMITS_GO_ON: &str = "SELECT pg_advisory_unlock(4711)";

const RESETS: &str =
    "SELECT count(*) FROM audit_event WHERE activity = 'Reset password (by admin)' AND result = 'success'";

/// A portal behind a wire, and an administrator in front of a filled form that resets Bram's password.
fn at_the_form(test: impl AsyncFnOnce(&Portal, &Proxy, Reset)) {
    let proxy = RefCell::new(None);
    let wire = |house: &mut latchkey::cli::house::House| {
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
async fn commit_waits(portal: &Portal) {
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
