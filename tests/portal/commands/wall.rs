//! The stronger wall: pages sign in at the database by an address of their own, which is judged by itself.

use actix_web::rt::task::spawn_blocking;

use crate::support::cluster::{Database, superuser};
use crate::support::program::Host;
use crate::support::proxy::Proxy;

#[test]
fn pages_go_by_an_address_of_their_own_and_in_plain_text_over_a_network_only_where_that_is_said() {
    actix_web::rt::System::new().block_on(async {
        let database = Database::empty().await;
        let mut host = Host::with_database(&database.url);
        assert_eq!(host.run(&["migrate"]).code, 0);
        let (role, owner) = (format!("wall_{}", database.name), superuser(&database.name).await);
        owner.batch_execute(&format!("CREATE ROLE {role} LOGIN IN ROLE latchkey_app")).await.unwrap();
        let wire = Proxy::before(&database.url);
        // This machine too, but by no address that says so.
        let port = wire.host().rsplit_once(':').unwrap().1.to_owned();
        let there = format!("postgres://{role}@0.0.0.0:{port}/{}", database.name);
        host.set("LATCHKEY_APP_DATABASE_URL", &there);
        let (done, mut host) = spawn_blocking(move || (host.run(&["check"]), host)).await.unwrap();
        assert_eq!(done.code, 1, "{}", done.out);
        assert!(done.err.contains("TLS"), "{}", done.err);
        host.set("LATCHKEY_APP_DATABASE_URL", &format!("{there}?sslmode=disable"));
        let (done, host) = spawn_blocking(move || (host.run(&["check"]), host)).await.unwrap();
        assert_eq!(done.code, 0, "{}", done.err);
        assert!(done.out.contains("the stronger wall"), "{}", done.out);
        let mut serve = host.start(&["serve"]);
        let (mut browser, mut serve) = spawn_blocking(move || (serve.visitor(), serve)).await.unwrap();
        assert_eq!(browser.sign_in("admin", "not the password of anybody").await.code(), 422);
        let served = "SELECT count(*) FROM pg_stat_activity WHERE usename = $1";
        assert!(owner.query_one(served, &[&role]).await.unwrap().get::<_, i64>(0) > 0, "pages go another way");
        serve.terminate();
        let done = spawn_blocking(move || {
            serve.wait_for("stopping");
            serve.end()
        })
        .await
        .unwrap();
        assert_eq!(done.code, 0, "{}", done.err);
        owner.batch_execute(&format!("DROP OWNED BY {role}; DROP ROLE {role}")).await.unwrap();
        drop(owner);
        database.drop().await;
    });
}
