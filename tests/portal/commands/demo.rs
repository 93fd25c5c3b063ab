//! `demo`: made-up people.

use crate::support::cluster::{Database, connect};
use crate::support::program::Host;

/// Everybody but the first administrator, and the passwords' own facts.
const EVERYBODY: &str = "SELECT md5(string_agg((to_jsonb(u) - 'created_at')::text, '' ORDER BY id)) FROM users u WHERE user_name NOT LIKE 'admin@%'";

async fn filled(seed: &str) -> (Database, Host, String, String) {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    let done = host.run(&["demo", "--people", "60", "--seed", seed]);
    assert_eq!(done.code, 0, "{}", done.err);
    let client = connect(&database.url).await;
    let everybody: String = client.query_one(EVERYBODY, &[]).await.unwrap().get(0);
    (database, host, everybody, done.out)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runs_with_one_seed_agree_and_another_seed_differs() {
    let (first, _, one, _) = filled("7").await;
    let (second, _, two, _) = filled("7").await;
    let (third, _, other, _) = filled("8").await;
    assert_eq!(one, two);
    assert_ne!(one, other);
    for database in [first, second, third] {
        let client = connect(&database.url).await;
        let people: i64 = client.query_one("SELECT count(*) FROM users", &[]).await.unwrap().get(0);
        assert_eq!(people, 61);
        drop(client);
        database.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_printed_people_sign_in_and_a_filled_directory_is_left_alone() {
    let (database, host, everybody, out) = filled("1").await;
    let password = out.lines().nth(1).unwrap().trim().to_owned();
    let mut serve = host.start(&["serve"]);
    let mut tried = 0;
    for line in out.lines().skip(2) {
        let name = line.split_whitespace().next().unwrap();
        let mut browser = serve.visitor();
        let page = browser.sign_in(name, &password).await;
        assert_eq!(page.code(), 303, "{line}: {}", page.text());
        tried += 1;
    }
    assert!(tried >= 2, "{out}");
    assert_eq!(serve.stop().code, 0);
    let again = host.run(&["demo", "--people", "10"]);
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    assert!(again.err.contains("already holds people"), "{}", again.err);
    let again = host.run(&["demo", "--people", "10", "--if-empty"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""), "{}", again.err);
    let client = connect(&database.url).await;
    let count: i64 = client.query_one("SELECT count(*) FROM users", &[]).await.unwrap().get(0);
    assert_eq!(count, 61);
    let told: i64 = client
        .query_one("SELECT count(*) FROM audit_event WHERE activity = 'Fill directory with made-up people'", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(told, 1);
    assert_eq!(everybody.len(), 32);
    drop(client);
    database.drop().await;
}

/// Indexes and references of the log, as they are built.
const BUILT: &str = "SELECT string_agg(line, E'\\n' ORDER BY line) FROM ( \
    SELECT pg_get_indexdef(indexrelid) AS line FROM pg_index WHERE indrelid IN ('audit_event'::regclass, 'audit_target'::regclass, 'audit_chain'::regclass) \
    UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint \
    WHERE conrelid IN ('audit_event'::regclass, 'audit_target'::regclass, 'audit_chain'::regclass)) AS built";

#[tokio::test(flavor = "multi_thread")]
async fn made_up_history_is_two_years_of_a_log_that_is_proven_like_any_other() {
    let (plain, ..) = filled("7").await;
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    assert_eq!(host.run(&["migrate"]).code, 0);
    // As a server has counted that was here before.
    let client = connect(&database.url).await;
    client.batch_execute("INSERT INTO password_reset_counted VALUES ('here', current_date, 'UTC')").await.unwrap();
    let done = host.run(&["demo", "--people", "60", "--seed", "7", "--events", "6000"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let counted = client.query_one("SELECT count(*) FROM password_reset_counted", &[]).await.unwrap();
    assert_eq!(counted.get::<_, i64>(0), 0, "what is counted knows nothing of this past");
    // A server links what the command itself told.
    let mut serve = host.start(&["serve"]);
    let mut gwen = serve.visitor();
    let password = done.out.lines().nth(1).unwrap().trim().to_owned();
    let global = done.out.lines().find(|line| line.ends_with("global administrator")).unwrap();
    gwen.sign_in(global.split_whitespace().next().unwrap(), &password).await;
    let resets = gwen.get("/audit?activity=Reset+password+%28by+admin%29&size=10").await;
    assert_eq!(resets.events().len(), 10, "{}", resets.main());
    assert!(!gwen.get("/reports/password-resets").await.texts("#list tbody tr").is_empty());
    assert_eq!(serve.stop().code, 0);
    let checked = host.run(&["audit", "verify"]);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    let client = connect(&database.url).await;
    let ask = async |client: &tokio_postgres::Client, sql: &str| -> String {
        client.query_one(sql, &[]).await.unwrap().get(0)
    };
    let rows = ask(&client, "SELECT count(*)::text FROM audit_event").await;
    assert!(checked.out.contains(&format!("all {rows} rows")), "{rows}: {}", checked.out);
    let span =
        "SELECT (extract(day FROM max(at) - min(at)))::int::text FROM audit_event WHERE actor_kind <> 'operator'";
    assert!(ask(&client, span).await.parse::<i32>().unwrap() >= 729);
    for empty in [
        "SELECT count(*)::text FROM audit_unchained",
        "SELECT count(*)::text FROM (SELECT date_trunc('month', at) FROM audit_event GROUP BY 1 HAVING count(*) < 30) AS thin \
         WHERE (SELECT count(DISTINCT date_trunc('month', at)) FROM audit_event) < 24",
        "SELECT count(*)::text FROM audit_event WHERE activity = 'Reset password (by admin)' AND id NOT IN (SELECT id FROM password_reset)",
        // In the order of time, behind what was there.
        "SELECT count(*)::text FROM (SELECT at, lag(at) OVER (ORDER BY seq) AS before FROM audit_chain JOIN audit_event ON id = event_id \
         WHERE actor_kind <> 'operator') AS pairs WHERE before > at",
    ] {
        assert_eq!(ask(&client, empty).await, "0", "{empty}");
    }
    assert_eq!(ask(&client, BUILT).await, ask(&connect(&plain.url).await, BUILT).await);
    let trigger = "SELECT tgenabled::text FROM pg_trigger WHERE tgname = 'audit_event_waits'";
    assert_eq!(ask(&client, trigger).await, "O");
    drop(client);
    plain.drop().await;
    database.drop().await;
}
