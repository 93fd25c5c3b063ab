//! A53, A58, A59, A67…A70, A72, A80, A82, A83: what other products fell to, tried here.

use futures_util::future::join;
use jiff::SignedDuration;
use latchkey::domain::role::Role;
use latchkey::web::{cookies, routes};
use reqwest::Method;

use crate::support::cluster::{Database, connect, organisation, shared, superuser};
use crate::support::form::Form;
use crate::support::log;
use crate::support::people::{BETTER, PASSWORD, TEMPORARY};
use crate::support::server::run;
use crate::support::visitor::{SESSION, Visitor, posting};

/// Where others show diagnostics, backups or a first run.
const ELSEWHERE: &str = "/health /healthz /readyz /metrics /status /ping /info /env /debug /debug/pprof /trace /api \
    /actuator/health /console /test /test/ldap /test/mail /ldap/test /api/health /graphql /backup /backups /api/backup \
    /backup/latest /backup.tar /monday.backup /restore /export /users.csv /audit.csv /dump.sql /setup /setup/admin \
    /install /init /first-run /welcome /onboarding /register /sign-up /admin /admin/create /api/setup";
/// Queries that reach for what no page shows.
const PRYING: &str = "filter[password_hash]=$argon2 password_hash=$argon2 sealed=x token_hash=x row_mac=x sort=sealed \
    sort=password_hash fields=sealed include=credential format=csv q[999999999]=x person[999999999]=x a[0][0][0]=x";
/// Headers by which a proxy in front of others says who it is.
const CLAIMS: &str = "x-webauth-user x-remote-user remote-user x-forwarded-user x-forwarded-email x-auth-request-user \
    x-forwarded-preferred-username x-authentik-username x-user x-user-id x-ssl-client-s-dn authorization";

async fn form_of(browser: &mut Visitor, path: &str) -> Form {
    browser.get(path).await.form(path).unwrap()
}

/// The pages, with an id in their addresses.
fn pages(id: &str) -> Vec<String> {
    let all = routes::table().into_iter().filter(|route| route.method == actix_web::http::Method::GET);
    all.map(|route| route.path.replace("{id}", id)).filter(|path| !path.starts_with("/static")).collect()
}

#[test]
fn whoever_is_blocked_or_deleted_reads_nothing_and_changes_nothing_from_then_on() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let reset = format!("/users/{}/reset-password", bram.id);
        for (round, end) in ["UPDATE users SET enabled = false", "DELETE FROM users"].into_iter().enumerate() {
            let gwen = portal.signed_in(&portal.global(&format!("Gwen{round} Bakker")).await).await;
            let hans = portal.signed_in(&portal.newcomer(&format!("Hans{round} Smit")).await).await;
            let resets = form_of(&mut gwen.clone(), &reset).await.with("verified_by", "saw-id");
            let changes = form_of(&mut gwen.clone(), "/account/password").await.with("current_password", PASSWORD);
            let chooses = form_of(&mut hans.clone(), "/change-password").await.with("new_password", BETTER);
            portal.execute(&format!("{end} WHERE user_name ~ '^(gwen|hans){round}'"), &[]).await;
            let ledger = portal.ledger().await;
            let mut answers = vec![
                gwen.press(&reset, &resets).await,
                gwen.press("/account/password", &changes.with("new_password", BETTER)).await,
                hans.press("/change-password", &chooses).await,
            ];
            for path in
                pages(&bram.id).iter().filter(|path| *path != "/sign-in" && !path.starts_with("/reset-password"))
            {
                answers.push(gwen.peek(Method::GET, path, &[], "").await);
                answers.push(hans.peek(Method::GET, path, &[], "").await);
            }
            for page in answers {
                assert_eq!(page.code(), 303, "{}", page.text());
                assert!(page.location().starts_with("/sign-in"), "{}", page.location());
            }
            assert_eq!(portal.ledger().await, ledger);
        }
    });
}

#[test]
fn a_slow_page_brings_no_session_back_that_was_ended_meanwhile() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let mut window = helen.clone();
        window.get("/account").await;
        // So long that the use of the session is written down.
        portal.advance(SignedDuration::from_mins(2));
        let holder = superuser(&portal.database.name).await;
        holder.batch_execute("BEGIN; LOCK TABLE search_word IN ACCESS EXCLUSIVE MODE").await.unwrap();
        let sql =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'relation'";
        let signs_out = async {
            while portal.count(sql).await == 0 {
                tokio::task::yield_now().await;
            }
            assert_eq!(window.post("/sign-out", &[]).await.location(), "/sign-in");
            holder.batch_execute("COMMIT").await.unwrap();
        };
        let (page, ()) = join(helen.get("/users?q=kramer"), signs_out).await;
        assert_eq!((page.code(), page.header("set-cookie")), (200, ""));
        assert!(helen.has_session() && !helen.is_in().await);
        assert_eq!(portal.count("SELECT count(*) FROM auth_session WHERE revoked_at IS NULL").await, 0);
    });
}

#[test]
fn where_others_show_diagnostics_backups_or_a_first_run_there_is_nothing_for_anybody() {
    run(async |portal| {
        let visitors = [
            portal.visitor(),
            portal.signed_in(&portal.plain("Bram de Vries").await).await,
            portal.signed_in(&portal.holder("Daan Lezer", Role::DirectoryReader).await).await,
            portal.signed_in(&portal.global("Gwen Bakker").await).await,
        ];
        for path in ELSEWHERE.split_whitespace() {
            for visitor in &visitors {
                for method in [Method::GET, Method::POST] {
                    let page = visitor.peek(method.clone(), path, &posting(&portal.origin), "").await;
                    assert_eq!(page.code(), 404, "{method} {path}");
                }
            }
        }
    });
}

#[test]
fn a_portal_without_administrators_lets_nobody_become_one() {
    run(async |portal| {
        for (people, opens) in [("SELECT count(*) FROM users", 303), ("DELETE FROM users", 422)] {
            portal.execute(people, &[]).await;
            let mut guest = portal.visitor();
            assert_eq!(guest.get("/").await.location(), "/sign-in");
            let actions = guest.follow().await.attributes("form", "action");
            assert!(actions.iter().all(|to| ["/sign-in", "/preferences"].contains(&to.as_str())), "{actions:?}");
            for password in ["admin", "password", "latchkey", PASSWORD] {
                assert_eq!(guest.post("/sign-in", &[("username", "admin"), ("password", password)]).await.code(), 422);
            }
            assert_eq!(portal.visitor().sign_in("admin", &shared().first_password).await.code(), opens);
        }
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_makes_no_second_first_administrator_where_nobody_is_left() {
    let database = Database::installed().await;
    let client = connect(&database.url).await;
    client.batch_execute("DELETE FROM users").await.unwrap();
    let (_, _, installed) = database.ground().ready(organisation()).await.unwrap();
    assert!(installed.is_none() && client.execute("SELECT FROM users", &[]).await.unwrap() == 0);
    drop(client);
    database.drop().await;
}

#[test]
fn no_page_shows_a_hash_and_no_query_asks_for_one() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let event = portal.last("Sign in").await.id;
        let sql = "SELECT left(encode(x, way), 24) FROM (SELECT sealed FROM credential UNION ALL SELECT row_mac FROM audit_event \
                   UNION ALL SELECT token_hash FROM auth_session) AS t (x), unnest('{hex,base64}'::text[]) AS way";
        let rows = portal.sql.query(sql, &[]).await.unwrap();
        let hashes: Vec<String> = rows.iter().map(|row| row.get(0)).chain(["argon2".to_owned()]).collect();
        for path in pages(&bram.id).into_iter().chain(pages(&event)) {
            let page = gwen.peek(Method::GET, &path, &[("accept", "application/json, text/csv")], "").await;
            assert!(!hashes.iter().any(|hash| page.body.contains(hash)), "{path}");
            let kind = match path.as_str() {
                "/users/export.csv"
                | "/audit/export.csv"
                | "/sign-ins/export.csv"
                | "/reports/password-resets.csv"
                | "/reports/registration.csv"
                | "/reports/registration-activity.csv" => "text/csv",
                "/users/suggest" | "/groups/suggest" | "/audit/export.json" => "application/json",
                _ => "text/html",
            };
            assert!(page.code() == 303 || page.header("content-type").starts_with(kind), "{path}");
        }
        for (path, query) in PRYING.split_whitespace().flat_map(|query| [("/users", query), ("/audit", query)]) {
            assert_eq!(gwen.peek(Method::GET, &format!("{path}?{query}"), &[], "").await.code(), 422, "{path} {query}");
        }
        assert_eq!(gwen.clone().get("/users?q=$argon2").await.people(), [""; 0]);
    });
}

#[test]
fn whoever_claims_a_name_or_an_odd_address_is_checked_like_everybody() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        let bram = portal.signed_in(&portal.plain("Bram de Vries").await).await;
        let hans = portal.signed_in(&portal.newcomer("Hans Smit").await).await;
        let mut guest = portal.visitor();
        for name in CLAIMS.split_whitespace() {
            for (visitor, path, answer) in [(&guest, "/users", 303), (&hans, "/account", 303), (&bram, "/users", 403)] {
                let page = visitor.peek(Method::GET, path, &[(name, &gwen.user_name)], "").await;
                assert_eq!(page.code(), answer, "{name} {path}");
            }
        }
        let form = form_of(&mut guest, "/sign-in").await.with("username", &gwen.user_name).with("password", "wrong");
        let [origin, kind] = posting(&portal.origin);
        for odd in ["a", "", ",", "unknown", "127.0.0.1, a", "198.51.100.7", "::1", "\u{9b}31m\u{202e}"] {
            let before = portal.house.hashes.verifications();
            let headers = [origin, kind, ("x-forwarded-for", odd), ("x-real-ip", odd), ("forwarded", odd)];
            let page = guest.peek(Method::POST, "/sign-in", &headers, form.encoded()).await;
            assert_eq!((page.code(), portal.house.hashes.verifications() - before), (422, 1), "{odd}");
            let row = portal.last("Sign in").await;
            assert_eq!((row.reason.as_str(), row.address.as_str()), ("wrong-password", "127.0.0.1"), "{odd}");
        }
    });
}

#[test]
fn a_password_that_is_too_long_takes_no_hash_however_long_it_is() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let hashed = || (portal.house.hashes.verifications(), portal.house.hashes.hashes());
        for (mut browser, path, field) in [
            (portal.visitor(), "/sign-in", "password"),
            (portal.signed_in(&bram).await, "/account/password", "current_password"),
            (portal.signed_in(&portal.newcomer("Hans Smit").await).await, "/change-password", "new_password"),
        ] {
            let form = form_of(&mut browser, path).await.with("username", &bram.user_name);
            let form = if field == "current_password" { form.with("new_password", BETTER) } else { form };
            let before = hashed();
            for length in [257, 4_096, 4_097, 16 << 10, 1 << 20, 10 << 20] {
                let answer = if length < 16 << 10 { 422 } else { 413 };
                // The server need not hear a giant out.
                let page = browser.try_press(path, &form.clone().with(field, &"x".repeat(length))).await;
                assert_eq!(page.map_or(413, |page| page.code()), answer, "{path} {length}");
            }
            assert_eq!(hashed(), before, "{path}");
        }
        assert!(portal.signed_in(&bram).await.is_in().await);
    });
}

#[test]
fn giant_cookies_and_years_far_away_are_refused_or_left_unread() {
    run(async |portal| {
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        for day in ["0001-01-01", "1969-12-31", "9999-12-31", "-9999-01-01", "99999-01-01", "999999999"] {
            for field in ["from", "to"] {
                let page = rita.get(&format!("/audit?{field}={day}")).await;
                assert_eq!((page.code(), page.complaints().len()), (422, 1), "{field} {day}");
            }
        }
        assert_eq!(rita.get("/audit?from=1970-01-01&to=9998-12-31").await.code(), 200);
        for name in cookies::ALL {
            for (length, answer) in [(30_000, 200), (40_000, 431)] {
                for value in ["A".repeat(length), "9.".repeat(length / 2), "; a=".repeat(length / 4)] {
                    let cookie = format!("{name}={value}");
                    let page = portal.visitor().peek(Method::GET, "/sign-in", &[("cookie", &cookie)], "").await;
                    assert_eq!(page.code(), answer, "{name} {length}");
                }
            }
        }
    });
}

#[test]
fn the_logs_hold_no_password_and_no_token_and_the_tables_no_more_than_its_hash() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let [wrong, name, short, new] = ["Copper-Wrong-83", "Copper-Name-83", "copper83", "copper lamp in 83 rivers"];
        let mut browser = portal.visitor();
        browser.sign_in(&bram.user_name, wrong).await;
        browser.sign_in(name, PASSWORD).await;
        browser.sign_in(&bram.user_name, PASSWORD).await;
        let first = browser.cookies[SESSION].clone();
        browser.fill("/account/password", &[("current_password", wrong), ("new_password", new)]).await;
        let form = browser.form("/account/password").with("current_password", PASSWORD);
        browser.press("/account/password", &form.clone().with("new_password", short)).await;
        assert_eq!(browser.submit("/account/password", &form.clone().with("new_password", new)).await.code(), 303);
        let mut newcomer = portal.signed_in(&portal.newcomer("Hans Smit").await).await;
        newcomer.fill("/change-password", &[("new_password", short)]).await;
        assert_eq!(newcomer.post("/change-password", &[("new_password", BETTER)]).await.code(), 303);
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE result = 'failure'").await, 5);
        let mut words = vec![wrong, name, short, new, PASSWORD, BETTER, TEMPORARY, form.value("csrf_token").unwrap()];
        let mut hex = vec![];
        for cookie in [&first, &browser.cookies[SESSION], &newcomer.cookies[SESSION]] {
            // Behind the signature.
            let text = &cookie[cookie.len() - 43..];
            let token = cookies::decode(text).unwrap();
            let sql = "SELECT FROM auth_session WHERE token_hash = sha256($1)";
            assert_eq!(portal.execute(sql, &[&token.as_slice()]).await, 1);
            hex.push(token.iter().fold(String::new(), |all, byte| all + &format!("{byte:02x}")));
            words.extend([cookie.as_str(), text]);
        }
        words.extend(hex.iter().map(String::as_str));
        let tables = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'";
        let tables = portal.sql.query(tables, &[]).await.unwrap();
        let log = log::everything();
        for word in words {
            for table in tables.iter().map(|row| row.get::<_, String>(0)) {
                let sql = format!("SELECT FROM {table} AS t WHERE position(lower($1::text) IN lower(t::text)) > 0");
                assert_eq!(portal.execute(&sql, &[&word]).await, 0, "{word} is in {table}");
            }
            assert!(log.contains("answered") && !log.contains(word), "{word} is in the log");
        }
    });
}
