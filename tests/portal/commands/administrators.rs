//! `admin create` and `admin recover`.

use latchkey::domain::role::Role;
use reqwest::Method;
use tokio_postgres::Client;

use crate::support::cluster::{Database, connect};
use crate::support::people::{BETTER, PASSWORD};
use crate::support::program::Host;
use crate::support::sink::Sink;

async fn installed() -> (Database, Host, Client) {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    let done = host.run(&["migrate"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let client = connect(&database.url).await;
    (database, host, client)
}

async fn text(client: &Client, sql: &str) -> String {
    client.query_one(sql, &[]).await.unwrap().get::<_, Option<String>>(0).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn standard_output_holds_the_temporary_password_alone_and_it_signs_in() {
    let (database, host, client) = installed().await;
    let done = host.run(&["admin", "create", "--user-name", "gwen"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(done.out.lines().count(), 1, "{}", done.out);
    let secret = done.out.trim_end();
    assert_eq!((secret.len(), done.out.len()), (19, 20));
    assert!(done.err.contains("gwen@noordzee.example is global-administrator"), "{}", done.err);
    let reader = host.run(&["admin", "create", "--user-name", "Rita@Noordzee.Example", "--role", "Reports Reader"]);
    assert_eq!(reader.code, 0, "{}", reader.err);
    let roles = "SELECT string_agg(user_name || ' ' || role, ', ' ORDER BY user_name) FROM role_assignment JOIN users ON id = user_id";
    assert_eq!(
        text(&client, roles).await,
        "Rita@Noordzee.Example reports-reader, admin@noordzee.example global-administrator, gwen@noordzee.example global-administrator"
    );
    let operator = "SELECT string_agg(DISTINCT actor_kind || ' ' || actor_name, ', ') FROM audit_event WHERE actor_name <> 'serve'";
    assert_eq!(text(&client, operator).await, "operator admin create");
    let mut serve = host.start(&["serve"]);
    let mut browser = serve.visitor();
    let page = browser.sign_in("gwen", secret).await;
    assert_eq!((page.code(), page.location()), (303, "/change-password"));
    assert_eq!(serve.stop().code, 0);
    drop(client);
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_from_standard_input_is_final_and_obeys_the_rules() {
    let (database, host, client) = installed().await;
    for (input, words) in [
        ("short\n", "at least 15 characters"),
        ("passwordpassword\n", "not a common password"),
        ("noordzee climbs 7 stairs\n", "no name of the person or the organisation"),
        ("", "must hold one password on one line"),
        ("two\nlines\n", "must hold one password on one line"),
    ] {
        let done = host.run_with(&["admin", "create", "--user-name", "gwen", "--password-stdin"], input);
        assert_eq!((done.code, done.out.as_str()), (1, ""), "{input}");
        assert!(done.err.contains(words), "{input}: {}", done.err);
    }
    assert_eq!(text(&client, "SELECT count(*)::text FROM users").await, "1");
    let done = host.run_with(&["admin", "create", "--user-name", "gwen", "--password-stdin"], &format!("{BETTER}\n"));
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
    assert!(!done.err.contains(BETTER));
    let mut serve = host.start(&["serve"]);
    let mut browser = serve.visitor();
    let page = browser.sign_in("gwen", BETTER).await;
    assert_eq!((page.code(), page.location()), (303, "/"));
    assert_eq!(serve.stop().code, 0);
    drop(client);
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn taken_names_unknown_roles_and_impossible_names_are_refused_in_one_sentence() {
    let (database, host, client) = installed().await;
    let known: Vec<_> = Role::ALL.iter().map(|role| role.id()).collect();
    for (arguments, words) in [
        (&["--user-name", "admin"][..], "already signs somebody in"),
        (&["--user-name", "ADMIN@NOORDZEE.EXAMPLE"], "already signs somebody in"),
        (&["--user-name", "x", "--role", "King"], known[12]),
        (&["--user-name", "a b"], "is no user name"),
        (&["--user-name", "x@elsewhere.example"], "none of the organisation's domains"),
        (&["--user-name", "a@b@noordzee.example"], "is no user name"),
    ] {
        let done = host.run(&[&["admin", "create"][..], arguments].concat());
        assert!([1, 2].contains(&done.code) && done.out.is_empty(), "{arguments:?}: {}", done.out);
        assert!(done.err.contains(words), "{arguments:?}: {}", done.err);
    }
    let taken = host.run(&["admin", "create", "--user-name", "admin"]);
    assert_eq!((taken.code, taken.err.lines().count()), (1, 1), "{}", taken.err);
    assert_eq!(text(&client, "SELECT count(*)::text FROM users").await, "1");
    drop(client);
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn recovering_gives_a_way_back_in_whatever_happened() {
    let (database, host, client) = installed().await;
    assert_eq!(host.run_with(&["admin", "create", "--user-name", "gwen", "--password-stdin"], PASSWORD).code, 0);
    let mut serve = host.start(&["serve"]);
    let mut browser = serve.visitor();
    assert_eq!(browser.sign_in("gwen", PASSWORD).await.code(), 303);
    client
        .batch_execute("DELETE FROM role_assignment WHERE user_id IN (SELECT id FROM users WHERE user_name LIKE 'gwen%'); UPDATE users SET enabled = false WHERE user_name LIKE 'gwen%'")
        .await
        .unwrap();
    // Beside a server that runs.
    let done = host.run(&["admin", "recover", "--user-name", "Gwen"]);
    assert_eq!((done.code, done.out.lines().count()), (0, 1), "{}", done.err);
    assert_eq!(browser.peek(Method::GET, "/account", &[], "").await.code(), 303, "the old session lives");
    assert_eq!(browser.sign_in("gwen", PASSWORD).await.code(), 422);
    let page = browser.sign_in("gwen", done.out.trim_end()).await;
    assert_eq!((page.code(), page.location()), (303, "/change-password"));
    browser.follow().await;
    browser.post("/change-password", &[("new_password", BETTER)]).await;
    assert_eq!(browser.get("/").await.heading(), "Home");
    let told =
        "SELECT string_agg(activity, ', ' ORDER BY activity) FROM audit_event WHERE actor_name = 'admin recover'";
    assert_eq!(text(&client, told).await, "Add member to role, Recover administrator");
    let nobody = host.run(&["admin", "recover", "--user-name", "nobody"]);
    assert_eq!((nobody.code, nobody.out.as_str()), (1, ""));
    assert!(nobody.err.contains("admin create"), "{}", nobody.err);
    let log = serve.stop();
    assert_eq!(log.code, 0);
    assert!(!log.err.contains(done.out.trim_end()) && !log.err.contains(PASSWORD));
    drop(client);
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_name_that_somebody_deleted_had_the_commands_say_so() {
    let (database, host, client) = installed().await;
    assert_eq!(host.run(&["admin", "create", "--user-name", "gwen"]).code, 0);
    client
        .batch_execute(
            "UPDATE user_record SET deleted_at = now(), deleted_by_name = 'x', purge_at = now() + interval '30 days' WHERE user_name LIKE 'gwen%'; \
             DELETE FROM login_name WHERE canonical LIKE 'gwen%'",
        )
        .await
        .unwrap();
    let done = host.run(&["admin", "recover", "--user-name", "Gwen"]);
    assert_eq!((done.code, done.out.as_str(), done.err.lines().count()), (1, "", 1), "{}", done.err);
    assert!(done.err.contains("Gwen is deleted; restore the account under Deleted users"), "{}", done.err);
    // The name is free.
    let done = host.run(&["admin", "create", "--user-name", "gwen"]);
    assert_eq!((done.code, done.out.lines().count()), (0, 1), "{}", done.err);
    assert!(done.err.contains("Somebody who is deleted had the name gwen@noordzee.example too"), "{}", done.err);
    assert_eq!(host.run(&["admin", "recover", "--user-name", "gwen"]).code, 0);
    drop(client);
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_recovered_at_the_server_hears_of_it_by_the_mail_that_the_running_server_sends() {
    let (database, mut host, client) = installed().await;
    let sink = Sink::open();
    host.set("LATCHKEY_SMTP_URL", &sink.url());
    host.set("LATCHKEY_MAIL_FROM", "no-reply@noordzee.example");
    assert_eq!(host.run(&["admin", "create", "--user-name", "gwen"]).code, 0);
    let done = host.run(&["admin", "recover", "--user-name", "gwen"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let serve = host.start(&["serve"]).served();
    let began = std::time::Instant::now();
    while sink.of("gwen@noordzee.example").is_empty() {
        assert!(began.elapsed() < std::time::Duration::from_secs(30), "nothing was sent");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let letter = sink.of("gwen@noordzee.example").pop().unwrap();
    assert!(letter.text().contains("Somebody at the server gave gwen@noordzee.example"), "{}", letter.text());
    assert_eq!(serve.stop().code, 0);
    drop(client);
    database.drop().await;
}
