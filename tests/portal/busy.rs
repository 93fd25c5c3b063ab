//! Somebody else holds what a deed needs: a locked row (F9), and deadlocks (F10). The deed gives up in time and changes nothing, others
//! work meanwhile, and the same form works afterwards.

use std::time::Duration;

use futures_util::future::{join, join3};
use tokio_postgres::Client;
use tokio_postgres::types::ToSql;

use crate::support::cluster::superuser;
use crate::support::form::Form;
use crate::support::log;
use crate::support::people::{PASSWORD, Person};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

/// Postgres gives a lock up after two seconds: with what else there is to do, no answer takes longer.
const LIMIT: Duration = Duration::from_secs(4);

/// The filled form that resets somebody's password, and where it is sent.
async fn filled(helen: &mut Visitor, person: &Person) -> (String, Form) {
    let path = format!("/users/{}/reset-password", person.id);
    let form = helen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
    (path, form)
}

/// Whatever a reset or a sign-in of somebody changes or charges.
async fn state(portal: &Portal, person: &Person) -> String {
    let sql = "SELECT concat_ws(' ', credential_epoch, last_sign_in_at, \
               (SELECT md5(c::text) FROM credential AS c WHERE user_id = users.id), \
               (SELECT md5(string_agg(s::text, ' ' ORDER BY s.id)) FROM auth_session AS s WHERE user_id = users.id), \
               (SELECT count(*) FROM throttle WHERE user_id = users.id), \
               (SELECT count(*) FROM form_use WHERE subject_id = users.id), \
               (SELECT count(*) FROM letter WHERE user_id = users.id), \
               (SELECT count(*) FROM audit_target WHERE target_id = users.id)) FROM users WHERE id = $1::text::uuid";
    portal.ask(sql, &[&person.id]).await
}

/// Until a connection to this database waits in this way. Only a superuser sees how others wait.
async fn until(root: &Client, waits: &str) {
    let sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' \
               AND wait_event = $1";
    while root.query_one(sql, &[&waits]).await.unwrap().get::<_, i64>(0) == 0 {
        tokio::task::yield_now().await;
    }
}

#[test]
fn whose_row_somebody_holds_is_busy_for_a_moment_and_nobody_else_is() {
    run(async |portal| {
        let (bram, dora) = (portal.plain("Bram de Vries").await, portal.plain("Dora Jansen").await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await.within(LIMIT);
        let (path, form) = filled(&mut helen, &bram).await;
        let (others, other) = filled(&mut helen, &dora).await;
        let mut guest = portal.visitor().within(LIMIT);
        let before = state(portal, &bram).await;
        let holder = superuser(&portal.database.name).await;
        holder.batch_execute("BEGIN").await.unwrap();
        let row = "SELECT FROM users WHERE id = $1::text::uuid FOR UPDATE";
        holder.execute(row, &[&bram.id]).await.unwrap();
        let (held, free, refused) =
            join3(helen.press(&path, &form), helen.press(&others, &other), guest.sign_in(&bram.user_name, PASSWORD))
                .await;
        assert_eq!((held.code(), held.heading().as_str()), (503, "It is very busy just now"));
        assert!(!held.header("retry-after").is_empty());
        assert_eq!(free.code(), 200, "{}", free.text());
        assert_eq!(refused.code(), 503, "{}", refused.text());
        assert!(!guest.has_session());
        assert_eq!(state(portal, &bram).await, before);
        holder.batch_execute("COMMIT").await.unwrap();
        assert_eq!(guest.sign_in(&bram.user_name, PASSWORD).await.location(), "/");
        let page = helen.press(&path, &form).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        for (person, page) in [(&bram, &page), (&dora, &free)] {
            let entered = portal.visitor().sign_in(&person.user_name, &page.secret()).await;
            assert_eq!(entered.location(), "/change-password", "{}", person.user_name);
        }
        portal.holds().await;
    });
}

/// Two wait for each other: a reset of Bram's password that has his row, and a hand in the database that has taken something the reset
/// comes to later. `pause` lets resets wait in between for a lock that the test holds.
fn in_a_deadlock(pause: &str, take: impl FnOnce(&Person) -> String, give: &str) {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await.within(LIMIT);
        let (path, form) = filled(&mut helen, &bram).await;
        let before = state(portal, &bram).await;
        portal.sql.batch_execute(pause).await.unwrap();
        portal.sql.batch_execute("SELECT pg_advisory_lock(4711)").await.unwrap();
        let (root, hand) = (superuser(&portal.database.name).await, superuser(&portal.database.name).await);
        // It is the reset that Postgres ends: nobody else looks for a deadlock so soon.
        let taken = format!("SET deadlock_timeout = '1min'; BEGIN; {}", take(&bram));
        hand.batch_execute(&taken).await.unwrap();
        let row = "SELECT FROM users WHERE id = $1::text::uuid FOR UPDATE";
        let values: [&(dyn ToSql + Sync); 1] = [&bram.id];
        let crossed = async {
            until(&root, "advisory").await;
            let closed = async {
                until(&root, "transactionid").await;
                portal.sql.batch_execute("SELECT pg_advisory_unlock(4711)").await.unwrap();
            };
            let (got, ()) = join(hand.execute(row, &values), closed).await;
            got.unwrap();
        };
        let (page, ()) = join(helen.press(&path, &form), crossed).await;
        assert_eq!((page.code(), page.heading().as_str()), (503, "It is very busy just now"));
        assert!(page.says("Nothing was changed") && !page.header("retry-after").is_empty(), "{}", page.text());
        assert!(log::everything().contains("deadlock detected"));
        assert_eq!(state(portal, &bram).await, before);
        hand.batch_execute(&format!("COMMIT; {give}")).await.unwrap();
        // Its key was not used up.
        let page = helen.press(&path, &form).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        let entered = portal.visitor().sign_in(&bram.user_name, &page.secret()).await;
        assert_eq!(entered.location(), "/change-password");
        portal.holds().await;
    });
}

#[test]
fn a_reset_in_a_deadlock_changes_nothing_and_says_so() {
    in_a_deadlock(
        "CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NULL; END $$; \
         CREATE TRIGGER pauses BEFORE INSERT ON credential FOR EACH STATEMENT EXECUTE FUNCTION pause()",
        |bram| format!("SELECT FROM credential WHERE user_id = '{}' FOR UPDATE", bram.id),
        "SELECT",
    );
}

#[test]
fn a_reset_whose_commit_is_in_a_deadlock_changes_nothing_and_says_so() {
    in_a_deadlock(
        "CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         PERFORM pg_advisory_xact_lock(4711); PERFORM pg_advisory_xact_lock(4712); RETURN NULL; END $$; \
         CREATE CONSTRAINT TRIGGER pauses AFTER INSERT ON audit_event DEFERRABLE INITIALLY DEFERRED \
         FOR EACH ROW EXECUTE FUNCTION pause()",
        |_| "SELECT pg_advisory_lock(4712)".to_owned(),
        "SELECT pg_advisory_unlock(4712)",
    );
}
