//! A password that rests at another cost than today's is hashed anew when its owner signs in (security 4.4).

use latchkey::host::argon::HashCost;
use latchkey::host::hash_pool::{HashPool, HashPoolOptions, Lane};
use uuid::Uuid;

use crate::support::people::{PASSWORD, Person};
use crate::support::server::{Portal, run};

/// The password as an older server hashed it.
async fn age(portal: &Portal, person: &Person) {
    let cost = HashCost { memory_kib: 16, passes: 2, lanes: 1 };
    let older = HashPool::start(&HashPoolOptions { threads: 1, cost, ..HashPoolOptions::default() }).unwrap();
    let phc = older.hash(Lane::SignedIn, PASSWORD.as_bytes()).await.unwrap();
    let id: Uuid = person.id.parse().unwrap();
    let belongs = [id.as_bytes(), b"pwd".as_slice(), b"own"].concat();
    let sealed = portal.house.keys.current().pwd.seal([7; 24], phc.expose().as_bytes(), &belongs).unwrap();
    let set = "UPDATE credential SET sealed = $2 WHERE user_id = $1::text::uuid";
    assert_eq!(portal.execute(set, &[&person.id, &sealed]).await, 1);
}

async fn sealed(portal: &Portal, person: &Person) -> String {
    portal.ask("SELECT encode(sealed, 'hex') FROM credential WHERE user_id::text = $1", &[&person.id]).await
}

#[test]
fn the_right_password_is_hashed_anew_once_and_a_wrong_one_changes_nothing() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        age(portal, &bram).await;
        let mut before = portal.signed_in(&bram).await;
        let now = sealed(portal, &bram).await;
        age(portal, &bram).await;
        let old = sealed(portal, &bram).await;
        assert_ne!(now, old);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, "not the password at all").await.code(), 422);
        assert_eq!(sealed(portal, &bram).await, old);
        let hashes = portal.house.hashes.hashes();
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 303);
        let new = sealed(portal, &bram).await;
        assert_ne!(new, old);
        assert_eq!(portal.house.hashes.hashes(), hashes + 1);
        // From now on it is like any other: nobody was signed out, and nothing is hashed again.
        assert_eq!(before.get("/account").await.code(), 200);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 303);
        assert_eq!((sealed(portal, &bram).await, portal.house.hashes.hashes()), (new, hashes + 1));
    });
}
