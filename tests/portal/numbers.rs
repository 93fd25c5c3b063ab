//! After a crash Postgres may give a transaction the number of one that was lost, and then tells of the second one what is asked about the
//! first (F5, F15, F17).

use std::time::Duration;

use futures_util::future::join;

use crate::faults::{COMMITS_GO_ON, COMMITS_WAIT, RESETS, commit_waits};
use crate::support::people::PASSWORD;
use crate::support::server::run;

/// So soon a portal has connections again.
const BACK: Duration = Duration::from_secs(5);

/// Whatever number Postgres is asked about, somebody else's transaction has it now, and that one was done.
const GIVEN_AGAIN: &str = "SELECT CASE WHEN nextval('public.asked') > 0 THEN 'committed' END";

/// Whatever number Postgres is asked about, it was never given.
const NEVER_GIVEN: &str = "DECLARE asked bigint := nextval('public.asked'); \
    BEGIN RAISE EXCEPTION 'transaction ID % is in the future', $1; END";

const ENDS_OTHERS: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
    WHERE datname = current_database() AND pid <> pg_backend_pid()";
const ENDS_THE_COMMIT: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
    WHERE datname = current_database() AND wait_event = 'advisory'";

/// Another answer of Postgres to what became of a transaction: the body of a function.
fn answered(language: &str, body: &str) -> String {
    format!(
        "CREATE SEQUENCE public.asked; GRANT USAGE ON public.asked TO PUBLIC; \
         CREATE FUNCTION public.pg_xact_status(xid8) RETURNS text LANGUAGE {language} AS $$ {body} $$; \
         GRANT EXECUTE ON FUNCTION public.pg_xact_status(xid8) TO PUBLIC"
    )
}

/// A reset whose commit is lost is told as not done, when Postgres answers so about it; and the same form does it.
fn a_lost_deed_is_told_as_not_done(answer: &str) {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = format!("/users/{}/reset-password", bram.id);
        let form = helen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
        let first = format!("ALTER DATABASE {} SET search_path = public, pg_catalog", portal.database.name);
        for sql in [answer, &first, ENDS_OTHERS, COMMITS_WAIT] {
            portal.sql.batch_execute(sql).await.unwrap();
        }
        // A connection that was ended is met once.
        let back = async { while helen.get("/users").await.code() != 200 {} };
        tokio::time::timeout(BACK, back).await.unwrap();
        let lost = async {
            commit_waits(portal).await;
            portal.sql.batch_execute(ENDS_THE_COMMIT).await.unwrap();
        };
        let (page, ()) = join(helen.press(&path, &form), lost).await;
        assert_eq!((page.code(), page.heading().as_str()), (503, "It is very busy just now"));
        // It was asked, and once was enough.
        assert_eq!(portal.count("SELECT last_value FROM public.asked WHERE is_called").await, 1);
        assert_eq!(portal.count(RESETS).await, 0);
        portal.sql.batch_execute(COMMITS_GO_ON).await.unwrap();
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.location(), "/");
        assert_eq!(helen.press(&path, &form).await.code(), 200);
        assert_eq!(portal.count(RESETS).await, 1);
        portal.holds().await;
    });
}

#[test]
fn a_deed_that_was_lost_is_told_as_not_done_also_when_its_number_was_given_again() {
    a_lost_deed_is_told_as_not_done(&answered("sql", GIVEN_AGAIN));
}

#[test]
fn a_deed_that_was_lost_with_its_number_is_told_as_not_done_at_once() {
    a_lost_deed_is_told_as_not_done(&answered("plpgsql", NEVER_GIVEN));
}
