//! The log can only be added to, and looking adds nothing.

use futures_util::future::join_all;
use latchkey::web::routes::{self, Ledger};
use reqwest::Method;

use crate::support::cluster::superuser;
use crate::support::server::run;

#[test]
fn nobody_changes_or_takes_away_a_row() {
    run(async |portal| {
        let before = portal.ask("SELECT md5(string_agg(e::text, '' ORDER BY id)) FROM audit_event e", &[]).await;
        let root = superuser(&portal.database.name).await;
        for role in ["RESET ROLE", "SET ROLE latchkey", "SET ROLE latchkey_app"] {
            root.batch_execute(role).await.unwrap();
            for sql in [
                "UPDATE audit_event SET actor_name = 'x'",
                "UPDATE audit_event SET actor_name = 'x' WHERE false",
                "DELETE FROM audit_event",
                "TRUNCATE audit_event CASCADE",
                "UPDATE audit_target SET target_name = 'x'",
                "DELETE FROM audit_target",
                "TRUNCATE audit_target",
                "INSERT INTO audit_event SELECT * FROM audit_event ON CONFLICT (id) DO UPDATE SET actor_name = 'x'",
            ] {
                let refused = root.batch_execute(sql).await.unwrap_err();
                let said = refused.as_db_error().unwrap().message().to_owned();
                assert!(
                    said.contains("append-only")
                        || said.contains("permission denied")
                        || said.contains("must be owner"),
                    "{role}: {sql}: {said}"
                );
            }
        }
        root.batch_execute("SET ROLE latchkey_app").await.unwrap();
        for sql in [
            "ALTER TABLE audit_event DISABLE TRIGGER ALL",
            "DROP TABLE audit_event CASCADE",
            "CREATE TABLE sneaky (a int)",
            "DELETE FROM users",
            "DELETE FROM user_record",
            "SELECT display_name FROM user_record",
            "UPDATE user_record SET display_name = 'x'",
            "INSERT INTO user_record SELECT * FROM user_record",
            "DELETE FROM credential",
            "UPDATE organisation SET name = 'x'",
            "SET session_replication_role = replica",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        ] {
            assert!(root.batch_execute(sql).await.is_err(), "the app's role may {sql}");
        }
        assert_eq!(portal.ask("SELECT md5(string_agg(e::text, '' ORDER BY id)) FROM audit_event e", &[]).await, before);
    });
}

#[test]
fn looking_at_every_page_writes_nothing() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let event = portal.last("Sign in").await.id;
        let tables: Vec<String> = portal
            .sql
            .query("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1", &[])
            .await
            .unwrap()
            .iter()
            .map(|row| row.get(0))
            .collect();
        let photograph = async || {
            let mut all = vec![];
            for table in &tables {
                let sql = format!("SELECT md5(COALESCE(string_agg(t::text, '' ORDER BY t::text), '')) FROM {table} t");
                all.push((table.clone(), portal.ask(&sql, &[]).await));
            }
            all
        };
        let before = photograph().await;
        let mut looked = 0;
        for route in routes::table() {
            // The one GET that is told is a file that takes people along (`routes::sweep`).
            if route.method != actix_web::http::Method::GET || route.ledger == Ledger::Grows {
                continue;
            }
            let id = if route.path.starts_with("/audit") { &event } else { &bram.id };
            let path = route.path.replace("{id}", id);
            for method in [Method::GET, Method::HEAD] {
                let page = gwen.peek(method, &path, &[], "").await;
                assert!(page.code() < 500, "{path}: {}", page.code());
                looked += 1;
            }
            // With words in the query, as searches and filters have them.
            gwen.get(&format!("{path}?q=bram&person=bram&next=%2F")).await;
        }
        assert!(looked >= 20);
        assert_eq!(photograph().await, before);
    });
}

#[test]
fn a_deed_and_its_row_are_one_transaction() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = format!("/users/{}/reset-password", bram.id);
        helen.get(&path).await;
        // The log can not be written: then nothing may happen.
        portal.execute("REVOKE INSERT ON audit_event FROM latchkey_app", &[]).await;
        let page = helen.post(&path, &[("verified_by", "saw-id")]).await;
        assert_eq!((page.code(), page.heading().as_str()), (500, "Something went wrong on our side"));
        let epoch = "SELECT credential_epoch::text FROM users WHERE id = $1::text::uuid";
        assert_eq!(portal.ask(epoch, &[&bram.id]).await, "1");
        assert_eq!(portal.visitor().sign_in(&bram.user_name, &bram.password).await.code(), 500);
        assert_eq!(portal.count("SELECT count(*) FROM form_use").await, 0);
        portal.execute("GRANT INSERT ON audit_event TO latchkey_app", &[]).await;
        let page = helen.fill(&path, &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 200);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, &page.secret()).await.code(), 303);
    });
}

#[test]
fn a_deed_and_its_rows_are_one_transaction_whatever_the_connection_has_prepared() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        // More at once than there are connections: on fresh ones first, then on such that know every statement.
        for _ in 0..3 {
            let mut visitors: Vec<_> = (0..6).map(|_| portal.visitor()).collect();
            join_all(visitors.iter_mut().map(|visitor| visitor.sign_in(&bram.user_name, &bram.password))).await;
        }
        let sessions = "SELECT count(*) FROM audit_event e JOIN auth_session s ON s.id = e.session_id JOIN audit_target t \
                        ON t.event_id = e.id WHERE e.activity = 'Sign in' AND e.xmin::text = s.xmin::text \
                        AND t.xmin::text = s.xmin::text";
        assert_eq!(portal.count(sessions).await, 18);
        assert_eq!(portal.count("SELECT count(*) FROM auth_session").await, 18);
    });
}
