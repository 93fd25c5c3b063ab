//! A deed is judged by what holds when it is done: between the press of the button and the row of the person somebody may have taken the
//! doer's roles, session or access away.

use crate::support::form::Form;
use crate::support::page::Page;
use crate::support::people::Person;
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

/// Presses a button while the person's row is held, and does `meanwhile` before it is let go.
async fn delayed(portal: &Portal, browser: &Visitor, path: &str, form: &Form, row: &Person, meanwhile: &str) -> Page {
    let hold = format!("BEGIN; SELECT FROM user_record WHERE id = '{}' FOR UPDATE", row.id);
    portal.sql.batch_execute(&hold).await.unwrap();
    let watch = crate::support::cluster::connect(&portal.database.url).await;
    let change = async {
        let waiting =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while watch.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
            tokio::task::yield_now().await;
        }
        watch.batch_execute(meanwhile).await.unwrap();
        portal.sql.batch_execute("COMMIT").await.unwrap();
    };
    tokio::join!(browser.press(path, form), change).0
}

#[test]
fn whoever_was_blocked_demoted_or_signed_out_meanwhile_does_nothing_any_more() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut number = 0;
        for (place, field, value) in [
            ("reset-password", "verified_by", "saw-id"),
            ("block", "reason", "SD-1"),
            ("sign-out", "reason", "SD-1"),
            ("delete", "confirm", bram.user_name.as_str()),
            ("edit", "job_title", "Planner"),
        ] {
            for meanwhile in [
                "UPDATE users SET enabled = false WHERE id = 'WHO'",
                "DELETE FROM role_assignment WHERE user_id = 'WHO'",
                "UPDATE auth_session SET revoked_at = now() WHERE user_id = 'WHO'",
            ] {
                number += 1;
                let admin = portal.global(&format!("Gwen{number} Bakker")).await;
                let mut browser = portal.signed_in(&admin).await;
                let path = format!("/users/{}/{place}", bram.id);
                let form = browser.get(&path).await.form(&path).unwrap().with(field, value);
                let meanwhile = meanwhile.replace("WHO", &admin.id);
                let page = delayed(portal, &browser, &path, &form, &bram, &meanwhile).await;
                assert_eq!(page.code(), 403, "{place} {meanwhile}: {}", page.text());
                assert!(page.texts("#secret").is_empty(), "{place}");
            }
        }
        let stands = "SELECT count(*) FROM users WHERE id::text = $1 AND enabled AND job_title IS NULL AND password_kind = 'own'";
        assert_eq!(portal.ask(&stands.replace("count(*)", "count(*)::text"), &[&bram.id]).await, "1");
        assert!(portal.signed_in(&bram).await.is_in().await);
    });
}
