//! Whoever does not get in learns nothing from it, and costs what everybody costs.

use futures_util::future::join;
use jiff::SignedDuration;
use latchkey::domain::user::{PasswordKind, Source};

use crate::support::cluster::superuser;
use crate::support::people::{PASSWORD, Sketch, TEMPORARY};
use crate::support::server::run;

#[test]
fn every_refusal_is_the_same_page_and_the_log_alone_knows_why() {
    run(async |portal| {
        portal.plain("Bram Smit").await;
        portal.make(Sketch::of("Dora Smit").blocked()).await;
        portal.make(Sketch::of("Eva Smit").source(Source::External)).await;
        portal.make(Sketch::of("Fons Smit").source(Source::Directory)).await;
        portal.make(Sketch::of("Gijs Smit").password(None)).await;
        portal.newcomer("Hans Smit").await;
        portal
            .execute("UPDATE credential SET expires_at = now() - interval '1 second' WHERE kind = 'temporary'", &[])
            .await;
        let mut browser = portal.visitor();
        let mut pages = vec![];
        for (name, password, reason) in [
            ("nobody.smit", PASSWORD, "unknown-user"),
            ("bram.smit", "Amber-Kettle-Window-43", "wrong-password"),
            ("dora.smit", PASSWORD, "blocked"),
            ("eva.smit", PASSWORD, "no-password"),
            ("fons.smit", PASSWORD, "no-password"),
            ("gijs.smit", PASSWORD, "no-password"),
            ("hans.smit", TEMPORARY, "temporary-password-over"),
            ("admin", PASSWORD, "wrong-password"),
        ] {
            browser.get("/sign-in").await;
            let page = browser.post("/sign-in", &[("username", name), ("password", password)]).await;
            assert!(!browser.has_session());
            let row = portal.last("Sign in").await;
            assert_eq!(
                (row.result.as_str(), row.reason.as_str(), row.actor_kind.as_str()),
                ("failure", reason, "guest"),
                "{name}"
            );
            assert_eq!(row.request, page.request());
            assert_eq!(page.code(), 422, "{name}");
            assert_eq!(page.complaints(), ["Check your user name and password, then try again"]);
            assert!(page.says("If you were given a temporary password, it may need to be replaced."));
            let mut headers: Vec<_> = page.headers.keys().map(ToString::to_string).collect();
            headers.sort();
            pages.push((headers, page.masked().replace(name, "***")));
        }
        for page in &pages {
            assert_eq!(page, &pages[0]);
        }
    });
}

#[test]
fn a_refusal_costs_one_hash_whoever_is_asked_for() {
    run(async |portal| {
        portal.plain("Bram Smit").await;
        portal.make(Sketch::of("Eva Smit").source(Source::External)).await;
        portal.make(Sketch::of("Gijs Smit").password(None)).await;
        portal.make(Sketch::of("Dora Smit").blocked()).await;
        for name in ["nobody", "bram.smit", "eva.smit", "gijs.smit", "dora.smit"] {
            let before = portal.house.hashes.verifications();
            portal.visitor().sign_in(name, "wrong").await;
            assert_eq!(portal.house.hashes.verifications() - before, 1, "{name}");
        }
    });
}

#[test]
fn what_no_password_or_name_can_be_takes_no_hash() {
    run(async |portal| {
        let bram = portal.plain("Bram Smit").await;
        let before = portal.house.hashes.verifications();
        let page = portal.visitor().sign_in(&bram.user_name, &"x".repeat(257)).await;
        assert_eq!((page.code(), page.complaints().len()), (422, 1));
        let page = portal.visitor().sign_in(&"x".repeat(257), PASSWORD).await;
        assert_eq!((page.code(), page.complaints().len()), (422, 1));
        let page = portal.visitor().sign_in(&bram.user_name, &"x".repeat(4097)).await;
        assert_eq!(page.code(), 422);
        assert_eq!(portal.house.hashes.verifications(), before);
        portal.visitor().sign_in(&bram.user_name, &"é".repeat(256)).await;
        assert_eq!(portal.house.hashes.verifications(), before + 1);
    });
}

#[test]
fn the_name_of_nobody_is_kept_only_as_a_keyed_hash() {
    run(async |portal| {
        portal.visitor().sign_in("Amber-Kettle-Secret-7", "x").await;
        let first = portal.last("Sign in").await;
        portal.visitor().sign_in("amber-kettle-secret-7", "x").await;
        let second = portal.last("Sign in").await;
        assert!(first.details.contains("unknown_name"), "{}", first.details);
        assert_eq!(first.details, second.details);
        let everything = "SELECT count(*) FROM audit_event WHERE audit_event::text ILIKE '%kettle%'";
        assert_eq!(portal.count(everything).await, 0);
    });
}

#[test]
fn a_temporary_password_is_over_half_an_hour_after_its_first_use() {
    run(async |portal| {
        let hans = portal.newcomer("Hans Smit").await;
        portal.signed_in(&hans).await;
        portal.advance(SignedDuration::from_mins(29));
        portal.signed_in(&hans).await;
        portal.advance(SignedDuration::from_mins(1));
        assert_eq!(portal.visitor().sign_in(&hans.user_name, TEMPORARY).await.code(), 422);
        assert_eq!(portal.last("Sign in").await.reason, "temporary-password-over");
    });
}

#[test]
fn a_temporary_password_forgives_hyphens_blanks_and_case() {
    run(async |portal| {
        let hans = portal.make(Sketch::of("Hans Smit").password(Some(PasswordKind::Temporary))).await;
        for typed in ["KXWM4R7PQZ9TH3CV", "kxwm 4r7p qz9t h3cv", " kxwm–4r7p–qz9t–h3cv "] {
            let page = portal.visitor().sign_in(&hans.user_name, typed).await;
            assert_eq!((page.code(), page.location()), (303, "/change-password"), "{typed}");
        }
    });
}

#[test]
fn a_password_replaced_while_its_sign_in_waits_opens_nothing() {
    run(async |portal| {
        let watch = superuser("postgres").await;
        let bram = portal.plain("Bram de Vries").await;
        let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'";
        // The first time the connection must prepare what it asks behind the lock, later it knows it.
        for round in 0..3 {
            portal.sql.batch_execute("BEGIN").await.unwrap();
            let lock = "SELECT FROM users WHERE id = $1::text::uuid FOR UPDATE";
            portal.execute(lock, &[&bram.id]).await;
            let mut visitor = portal.visitor();
            let replace = async {
                // Seen from outside: within a transaction this view stands still.
                while watch.query_one(waiting, &[&portal.database.name]).await.unwrap().get::<_, i64>(0) == 0 {
                    tokio::task::yield_now().await;
                }
                let replaced = "UPDATE users SET credential_epoch = credential_epoch + 1 WHERE id = $1::text::uuid";
                portal.execute(replaced, &[&bram.id]).await;
                portal.sql.batch_execute("COMMIT").await.unwrap();
            };
            let (page, ()) = join(visitor.sign_in(&bram.user_name, &bram.password), replace).await;
            assert_eq!(page.code(), 422, "round {round}");
            assert_eq!(portal.last("Sign in").await.reason, "superseded");
            assert_eq!(portal.visitor().sign_in(&bram.user_name, &bram.password).await.code(), 303);
        }
    });
}
