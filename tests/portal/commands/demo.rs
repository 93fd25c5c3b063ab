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
