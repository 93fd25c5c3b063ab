//! T-22: where the temporary password is, and where it is not.

use super::password_reset::path_of;
use crate::support::log;
use crate::support::people::BETTER;
use crate::support::server::run;

#[test]
fn the_secret_stands_on_one_page_that_nobody_keeps() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let path = path_of(&bram);
        let mut helen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = helen.fill(&path, &[("verified_by", "saw-id"), ("reason", "Ticket 4711")]).await;
        let secret = page.secret();
        let plain = secret.replace('-', "");
        assert_eq!(page.header("cache-control"), "no-store");
        for (name, value) in &page.headers {
            assert!(!value.to_str().unwrap().contains(&secret), "{name}");
        }
        for address in ["/", "/users", &format!("/users/{}", bram.id), &path, "/audit", "/account", "/roles/matrix"] {
            let page = helen.get(address).await;
            assert_eq!(page.code(), 200, "{address}");
            assert!(!page.body.contains(&secret) && !page.body.contains(&plain), "{address}");
        }
        let row = portal.last("Reset password (by admin)").await.id;
        let page = helen.get(&format!("/audit/{row}")).await;
        assert!(page.code() == 200 && !page.body.contains(&secret));
        let mut browser = portal.visitor();
        browser.sign_in(&bram.user_name, &secret).await;
        browser.follow().await;
        browser.post("/change-password", &[("new_password", BETTER)]).await;
        // Nothing at rest holds it either.
        let tables = portal
            .sql
            .query("SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'", &[])
            .await
            .unwrap();
        assert!(tables.len() >= 9);
        for table in tables {
            let table: String = table.get(0);
            for word in [&secret, &plain, BETTER] {
                let sql = format!("SELECT count(*)::text FROM {table} AS row WHERE row::text ILIKE '%' || $1 || '%'");
                assert_eq!(portal.ask(&sql, &[&word]).await, "0", "{table}");
            }
        }
        let log = log::everything();
        assert!(log.contains("latchkey"), "nothing was logged at all");
        for word in [&secret, &plain, BETTER, &browser.cookies["__Host-latchkey"]] {
            assert!(!log.contains(word), "a secret is in the log");
        }
    });
}

#[test]
fn no_two_resets_give_the_same_password() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let mut seen = std::collections::HashSet::new();
        for _ in 0..20 {
            let page = helen.fill(&path_of(&bram), &[("verified_by", "saw-id")]).await;
            assert!(seen.insert(page.secret()));
        }
        let symbols =
            |secret: &String| secret.bytes().all(|symbol| b"abcdefghjkmnpqrstuvwxyz23456789-".contains(&symbol));
        assert!(seen.iter().all(symbols));
    });
}
