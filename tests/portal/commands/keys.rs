//! The keys: what a wrong or lost master key is told, a rotation while people sign in, and a restore under a running server.

use std::fs;
use std::sync::Arc;

use futures_util::future::join;
use jiff::Timestamp;
use latchkey::cli::house::{Acting, House, entropy, now};
use latchkey::host::keyring::LockedError;
use latchkey::service::chain::{self, Verdict};
use latchkey::service::error::Error;
use latchkey::service::health::{Health, Standing};
use latchkey::service::keys::{self, KNOWN_BEFORE_USE, Rotation};
use latchkey::service::portal::Portal as Service;
use latchkey::service::resealing::{Resealing, Tally};

use super::backup::emptied;
use crate::self_service::questions::{answered, asking, right};
use crate::support::cluster::{Database, connect, superuser};
use crate::support::log;
use crate::support::people::BETTER;
use crate::support::program::{Host, Running};
use crate::support::server::{Portal, run};

/// How many sealed hashes are under each generation, as `1: 3, 2: 5`.
const GENERATIONS: &str = "SELECT string_agg(generation || ': ' || hashes, ', ' ORDER BY generation) FROM \
    (SELECT get_byte(sealed, 0) AS generation, count(*) AS hashes FROM credential GROUP BY 1) AS each";

/// Another server in front of the same database.
async fn another(portal: &Portal) -> (House, Service) {
    let house = House { clock: portal.house.clock.clone(), ..portal.database.house().await };
    let service = house.portal(Acting::Owner, 2, Arc::clone(&portal.organisation)).unwrap();
    (house, service)
}

async fn walk(service: &Service, generation: u8) -> Tally {
    let mut resealing = Resealing::under(&service.keys, generation).unwrap();
    while resealing.advance(service).await.unwrap() {}
    resealing.tally
}

async fn reseal(service: &Service, generation: u8) -> u64 {
    let Tally { secrets, unopened } = walk(service, generation).await;
    assert_eq!(unopened, 0);
    secrets
}

fn sealed(secrets: u64) -> Tally {
    Tally { secrets, unopened: 0 }
}

#[test]
fn a_rotation_fails_no_sign_in_and_leaves_nothing_under_the_old_keys() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let before = portal.ask(GENERATIONS, &[]).await;
        assert_eq!(before, "1: 3");
        // A form that was open when the keys changed.
        let mut patient = portal.visitor();
        patient.get("/sign-in").await;
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        let begun = keys::begin(&service, &operator).await.unwrap();
        assert!(matches!(begun, Rotation::Begun { generation: 2, .. }), "{begun:?}");
        assert_eq!(portal.last("Rotate keys").await.details, r#"{"generation":"2"}"#);
        // Known, and not used yet.
        assert_eq!(service.keys.current().generation, 1);
        assert_eq!(reseal(&service, 2).await, 3);
        assert_eq!(portal.ask(GENERATIONS, &[]).await, "2: 3");
        // The portal has slept through all of it: it still opens what it meets.
        portal.signed_in(&bram).await;
        assert_eq!(portal.house.keys.newest(), 2);
        // What it seals under the old keys meanwhile is found by the next walk.
        let late = portal.plain("Late Visser").await;
        assert_eq!(portal.ask(GENERATIONS, &[]).await, "1: 1, 2: 3");
        portal.advance(KNOWN_BEFORE_USE);
        keys::refresh(&portal.service().db, &portal.house.keys).await.unwrap();
        assert_eq!(portal.house.keys.current().generation, 2);
        assert_eq!(reseal(&service, 2).await, 1);
        assert_eq!(reseal(&service, 2).await, 0);
        keys::finish(&service, &operator, 2, sealed(4)).await.unwrap();
        portal.plain("New Mulder").await;
        assert_eq!(portal.ask(GENERATIONS, &[]).await, "2: 5");
        // Sessions, open forms and passwords are those of before.
        assert_eq!(gwen.get("/users").await.code(), 200);
        patient.post("/sign-in", &[("username", &late.user_name), ("password", &late.password)]).await;
        assert!(patient.has_session(), "{}", patient.page().text());
        // In the log, in both languages.
        assert!(gwen.get("/audit").await.text().contains("sealed 4 secrets under the new keys (generation 2)"));
    });
}

#[test]
fn earlier_passwords_are_sealed_anew_too_and_still_do_not_come_back() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let fields = [("current_password", bram.password.as_str()), ("new_password", BETTER)];
        assert_eq!(browser.fill("/account/password", &fields).await.code(), 303);
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        keys::begin(&service, &operator).await.unwrap();
        portal.advance(KNOWN_BEFORE_USE);
        // The first administrator, Bram, and what Bram had before.
        assert_eq!(reseal(&service, 2).await, 3);
        assert_eq!(reseal(&service, 2).await, 0);
        let old = "SELECT count(*) FROM password_history WHERE get_byte(sealed, 0) < 2";
        assert_eq!(portal.count(old).await, 0);
        let fields = [("current_password", BETTER), ("new_password", bram.password.as_str())];
        let page = browser.fill("/account/password", &fields).await;
        assert_eq!((page.code(), page.complaints().len()), (422, 1), "{}", page.text());
    });
}

#[test]
fn a_hash_that_is_sealed_anew_while_its_owner_waits_is_still_the_same_password() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get("/account/password").await;
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        keys::begin(&service, &operator).await.unwrap();
        let watch = superuser("postgres").await;
        let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'";
        // Whoever signs in, or changes the password, has it verified and waits for his row meanwhile.
        let meanwhile = async |generation: u8| {
            portal.sql.batch_execute("BEGIN; SELECT FROM users FOR UPDATE").await.unwrap();
            while watch.query_one(waiting, &[&portal.database.name]).await.unwrap().get::<_, i64>(0) == 0 {
                tokio::task::yield_now().await;
            }
            assert!(reseal(&service, generation).await > 0);
            portal.sql.batch_execute("COMMIT").await.unwrap();
        };
        let mut visitor = portal.visitor();
        visitor.get("/sign-in").await;
        let fields = [("username", bram.user_name.as_str()), ("password", bram.password.as_str())];
        let (page, ()) = join(visitor.post("/sign-in", &fields), meanwhile(2)).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        keys::finish(&service, &operator, 2, sealed(2)).await.unwrap();
        keys::begin(&service, &operator).await.unwrap();
        let fields = [("current_password", bram.password.as_str()), ("new_password", BETTER)];
        let (page, ()) = join(browser.post("/account/password", &fields), meanwhile(3)).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert_eq!(portal.visitor().sign_in(&bram.user_name, BETTER).await.location(), "/");
    });
}

#[test]
fn two_servers_take_each_others_forms_around_a_rotation() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        let mut early = portal.visitor();
        early.get("/sign-in").await;
        for generation in [2, 3] {
            keys::begin(&service, &operator).await.unwrap();
            reseal(&service, generation).await;
            keys::finish(&service, &operator, generation, sealed(1)).await.unwrap();
            portal.advance(KNOWN_BEFORE_USE);
            keys::refresh(&portal.service().db, &portal.house.keys).await.unwrap();
        }
        // Given under the first generation, sent under the third.
        let fields = [("username", bram.user_name.as_str()), ("password", bram.password.as_str())];
        assert_eq!(early.post("/sign-in", &fields).await.code(), 303);
        assert_eq!(portal.house.keys.current().generation, 3);
    });
}

#[test]
fn a_server_that_slept_through_a_rotation_does_not_call_the_log_broken() {
    run(async |portal| {
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        keys::begin(&service, &operator).await.unwrap();
        portal.advance(KNOWN_BEFORE_USE);
        keys::refresh(&service.db, &service.keys).await.unwrap();
        keys::finish(&service, &operator, 2, sealed(0)).await.unwrap();
        chain::drain(&service.db, &service.keys).await.unwrap();
        assert_eq!(portal.house.keys.newest(), 1);
        let seen = chain::verify(&portal.service().db, &portal.house.keys, &[]).await.unwrap();
        assert!(matches!(seen, Verdict::Intact { .. }), "{seen:?}");
        assert_eq!(portal.house.keys.newest(), 2);
        // A number that nobody made is no key.
        let root = superuser(&portal.database.name).await;
        root.batch_execute("SET session_replication_role = replica; UPDATE audit_event SET key_id = 9").await.unwrap();
        let seen = chain::verify(&portal.service().db, &portal.house.keys, &[]).await.unwrap();
        assert_eq!(seen, Verdict::Broken { seq: 1 });
    });
}

#[test]
fn an_interrupted_rotation_is_finished_before_another_begins() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        assert!(matches!(keys::begin(&service, &operator).await.unwrap(), Rotation::Begun { generation: 2, .. }));
        // The command was killed here; another one takes over.
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        let again = keys::begin(&service, &operator).await.unwrap();
        assert_eq!(again, Rotation::Unfinished { generation: 2 });
        assert_eq!(reseal(&service, 2).await, 2);
        keys::finish(&service, &operator, 2, sealed(2)).await.unwrap();
        assert!(matches!(keys::begin(&service, &operator).await.unwrap(), Rotation::Begun { generation: 3, .. }));
        portal.signed_in(&bram).await;
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Rotate keys'").await, 2);
    });
}

#[test]
fn a_password_changed_while_it_is_sealed_anew_stays_changed() {
    run(async |portal| {
        portal.plain("Bram de Vries").await;
        let service = portal.service();
        let found = "UPDATE credential SET sealed = sealed || '\\x00' WHERE user_id::text = $1";
        let read = async || {
            service.db.read(async |read| latchkey::store::credentials::sealed_after(read, None, 10).await).await
        };
        let old = read().await.unwrap();
        assert_eq!(old.len(), 2);
        portal.execute(found, &[&old[1].user.uuid().to_string()]).await;
        let anew = vec![b"anew".to_vec(); 2];
        let written =
            service.db.keep_house(async |house| latchkey::store::credentials::reseal(house, &old, &anew).await);
        assert_eq!(written.await.unwrap(), 1);
        let after = read().await.unwrap();
        assert_eq!(after[0].sealed, b"anew");
        assert_ne!(after[1].sealed, b"anew");
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_rotates_beside_a_running_server() {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    let mut serve = host.start(&["serve"]);
    let secret = serve.wait_for("Temporary password:");
    let password = secret.rsplit_once(' ').unwrap().1.to_owned();
    let mut admin = serve.visitor();
    let rotated = host.run(&["keys", "rotate"]);
    assert_eq!(rotated.code, 0, "{}", rotated.err);
    assert_eq!(rotated.out.trim(), "1 secrets were sealed anew. Everything is under generation 2 of the keys now.");
    admin.sign_in("admin", &password).await;
    assert!(admin.has_session(), "{}", admin.page().text());
    let client = connect(&database.url).await;
    let count = async |sql: &str| client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0);
    assert_eq!(count("SELECT count(*) FROM audit_event WHERE key_id = 2 AND activity = 'Sign in'").await, 1);
    assert_eq!(host.run(&["check"]).code, 0);
    assert_eq!(serve.stop().code, 0);
    // Rows of both generations are proven.
    let verified = host.run(&["audit", "verify"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    drop(client);
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_master_key_nothing_starts_and_no_new_key_is_made() {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    assert_eq!(host.run(&["migrate"]).code, 0);
    let key = host.folder().join("data/master.key");
    let kept = fs::read(&key).unwrap();
    let told = async |expected: &str| {
        for command in [&["serve"][..], &["check"], &["keys", "rotate"], &["audit", "verify"]] {
            let done = host.run(command);
            assert_eq!(done.code, 1, "{command:?}: {}", done.err);
            assert!(done.err.contains(expected), "{command:?}: {}", done.err);
        }
    };
    fs::remove_file(&key).unwrap();
    told("is missing, and the database was made under it").await;
    assert!(!key.exists(), "a key was made that opens nothing");
    // Another key, as from another house.
    let other = Host::with_its_own();
    latchkey::host::master_key::MasterKey::load_or_create(&other.folder().join("key")).unwrap();
    fs::copy(other.folder().join("key"), &key).unwrap();
    told("was made under another master key").await;
    // One generation exchanged for what the key did not wrap.
    fs::remove_file(&key).unwrap();
    fs::write(&key, &kept).unwrap();
    fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o400)).unwrap();
    assert_eq!(host.run(&["check"]).code, 0);
    let client = connect(&database.url).await;
    let copied = "INSERT INTO key_generation SELECT 2, wrapped, used_from, resealed_at FROM key_generation";
    client.batch_execute(copied).await.unwrap();
    told("Generation 2 of the keys was changed in the database").await;
    drop(client);
    database.drop().await;
}

#[test]
fn the_passwords_of_the_deleted_are_sealed_anew_too_and_open_when_they_are_back() {
    run(async |portal| {
        let bram = portal.deleted("Bram de Vries").await;
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        keys::begin(&service, &operator).await.unwrap();
        assert_eq!(reseal(&service, 2).await, 2);
        assert_eq!(portal.ask(GENERATIONS, &[]).await, "2: 2");
        keys::finish(&service, &operator, 2, sealed(2)).await.unwrap();
        portal.restore(&bram).await;
        portal.signed_in(&bram).await;
    });
}

#[test]
fn what_apps_share_with_us_is_sealed_anew_too_and_still_opens() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        keys::begin(&service, &operator).await.unwrap();
        assert_eq!(reseal(&service, 2).await, 3);
        assert_eq!(reseal(&service, 2).await, 0);
        assert_eq!(portal.count("SELECT get_byte(sealed, 0)::bigint FROM authenticator_app").await, 2);
        keys::finish(&service, &operator, 2, sealed(3)).await.unwrap();
        portal.both_steps(&bram, &app).await;
    });
}

#[test]
fn answers_to_questions_are_sealed_anew_and_what_is_asked_of_a_name_that_nobody_has_stays() {
    asking(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        answered(portal, &bram).await;
        let asked = async |name: &str| {
            let mut browser = portal.visitor();
            browser.says_who(name).await;
            browser.drawn().await
        };
        let before = (asked("nobody.at.all").await, asked(&bram.user_name).await);
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        keys::begin(&service, &operator).await.unwrap();
        reseal(&service, 2).await;
        let generations =
            "SELECT string_agg(DISTINCT get_byte(one, 0)::text, ',') FROM security_answers, unnest(sealed) AS one";
        assert_eq!(portal.ask(generations, &[]).await, "2");
        portal.advance(KNOWN_BEFORE_USE);
        keys::refresh(&portal.service().db, &portal.house.keys).await.unwrap();
        assert_eq!(portal.house.keys.current().generation, 2);
        assert_eq!((asked("nobody.at.all").await, asked(&bram.user_name).await), before);
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        assert_eq!(browser.tells(right).await.location(), "/reset-password/new");
        // One that can not be opened is as if it had not been given, and stops nobody else's.
        portal.execute("UPDATE security_answers SET sealed = array_fill(sealed[1], ARRAY[5])", &[]).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        assert_eq!(browser.tells(right).await.code(), 422);
        keys::finish(&service, &operator, 2, sealed(5)).await.unwrap();
        keys::begin(&service, &operator).await.unwrap();
        let eva = portal.plain("Eva Smit").await;
        answered(portal, &eva).await;
        let Tally { secrets, unopened } = walk(&service, 3).await;
        assert!(secrets > 0 && unopened == 1, "{secrets} {unopened}");
        assert_eq!(portal.ask(generations, &[]).await, "2,3");
        // A number that was never given is no newer one.
        let turn = "UPDATE security_answers SET sealed[2] = set_byte(sealed[2], 0, 200) WHERE user_id = $1::text::uuid";
        assert_eq!(portal.execute(turn, &[&eva.id]).await, 1);
        assert_eq!(walk(&service, 3).await, Tally { secrets: 0, unopened: 2 });
    });
}

/// One bit of what is sealed there for a person turns over.
async fn turned(portal: &Portal, table: &str, person: &str) {
    let turn = format!(
        "UPDATE {table} SET sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1) WHERE user_id = $1::text::uuid"
    );
    assert_eq!(portal.execute(&turn, &[&person]).await, 1, "{table}");
}

#[test]
fn what_can_not_be_opened_is_counted_and_stops_neither_this_rotation_nor_the_next() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let fields = [("current_password", bram.password.as_str()), ("new_password", BETTER)];
        assert_eq!(portal.signed_in(&bram).await.fill("/account/password", &fields).await.code(), 303);
        let eva = portal.plain("Eva Smit").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        turned(portal, "credential", &bram.id).await;
        turned(portal, "password_history", &bram.id).await;
        // Under keys that there never were.
        portal.execute("INSERT INTO directory_account (sealed, set_at) VALUES ('\\x00ff', now())", &[]).await;
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        for generation in [2, 3] {
            let begun = keys::begin(&service, &operator).await.unwrap();
            assert!(matches!(begun, Rotation::Begun { generation: made, .. } if made == generation), "{begun:?}");
            // The first administrator, Eva, Gwen; and not Bram's two and the directory's.
            let tally = walk(&service, generation).await;
            assert_eq!(tally, Tally { secrets: 3, unopened: 3 });
            assert_eq!(walk(&service, generation).await, Tally { secrets: 0, unopened: 3 });
            keys::finish(&service, &operator, generation, tally).await.unwrap();
        }
        assert_eq!(portal.ask(GENERATIONS, &[]).await, "1: 1, 3: 3");
        // What sealed them stays: somebody may mend the bit.
        assert_eq!(portal.count("SELECT count(*) FROM key_generation").await, 3);
        turned(portal, "credential", &bram.id).await;
        assert_eq!(portal.visitor().sign_in(&bram.user_name, BETTER).await.location(), "/");
        portal.signed_in(&eva).await;
        let lines = log::everything();
        let told = |what: &str| lines.lines().any(|line| line.contains(what) && line.contains(&bram.id));
        assert!(told("a password can not be opened") && told("an earlier password can not be opened"));
        let page = gwen.get("/audit").await.text();
        let sentence =
            "sealed 3 secrets under the new keys (generation 3). 3 could not be opened and stayed as they were.";
        assert!(page.contains(sentence), "{page}");
        let rows = "SELECT count(*) FROM audit_event WHERE details LIKE '%\"unopened\":\"3\"%'";
        assert_eq!(portal.count(rows).await, 2);
    });
}

#[test]
fn a_number_that_was_never_given_is_counted_and_told_and_what_a_newer_rotation_sealed_stays() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let turn = "UPDATE credential SET sealed = set_byte(sealed, 0, 200) WHERE user_id = $1::text::uuid";
        assert_eq!(portal.execute(turn, &[&bram.id]).await, 1);
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        for generation in [2, 3] {
            keys::begin(&service, &operator).await.unwrap();
            let tally = walk(&service, generation).await;
            assert_eq!(tally, Tally { secrets: 1, unopened: 1 });
            keys::finish(&service, &operator, generation, tally).await.unwrap();
        }
        assert_eq!(walk(&service, 2).await, Tally { secrets: 0, unopened: 1 });
        assert_eq!(portal.ask(GENERATIONS, &[]).await, "3: 1, 200: 1");
        let told = |line: &str| line.contains("a password can not be opened") && line.contains(&bram.id);
        assert!(log::everything().lines().any(told));
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_tells_how_many_could_not_be_opened_and_succeeds() {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    assert_eq!(host.run(&["migrate"]).code, 0);
    let client = connect(&database.url).await;
    let turn = "UPDATE credential SET sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1)";
    assert_eq!(client.execute(turn, &[]).await.unwrap(), 1);
    let rotated = host.run(&["keys", "rotate"]);
    assert_eq!(rotated.code, 0, "{}", rotated.err);
    assert!(rotated.out.contains("1 could not be opened and were left as they are"), "{}", rotated.out);
    assert!(rotated.err.contains("a password can not be opened"), "{}", rotated.err);
    let open = "SELECT count(*) FROM key_generation WHERE resealed_at IS NULL";
    assert_eq!(client.query_one(open, &[]).await.unwrap().get::<_, i64>(0), 0);
    drop(client);
    database.drop().await;
}

#[test]
fn a_rotation_that_another_command_began_a_moment_ago_can_be_finished_by_this_one() {
    run(async |portal| {
        let (other, _) = another(portal).await;
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        let made = other.keys.next(&mut entropy(), now()).unwrap().unwrap();
        let (gate, writer) = (connect(&portal.database.url).await, connect(&portal.database.url).await);
        let watch = superuser("postgres").await;
        let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'";
        let wait = async |many: i64| {
            while watch.query_one(waiting, &[&portal.database.name]).await.unwrap().get::<_, i64>(0) != many {
                tokio::task::yield_now().await;
            }
        };
        let lock = "BEGIN; LOCK TABLE key_generation IN ACCESS EXCLUSIVE MODE";
        gate.batch_execute(lock).await.unwrap();
        // The command has looked for generations, and not yet whether one is unfinished, when the other's row comes: it stands in the
        // queue between its two questions.
        let meanwhile = async {
            wait(1).await;
            let write = async {
                writer.batch_execute(lock).await.unwrap();
                let add = "INSERT INTO key_generation (id, wrapped, used_from) VALUES (2, $1, now())";
                writer.execute(add, &[&made.wrapped]).await.unwrap();
                writer.batch_execute("COMMIT").await.unwrap();
            };
            let open = async {
                wait(2).await;
                gate.batch_execute("COMMIT").await.unwrap();
            };
            join(write, open).await;
        };
        let (begun, ()) = join(keys::begin(&service, &operator), meanwhile).await;
        assert_eq!(begun.unwrap(), Rotation::Unfinished { generation: 2 });
        assert_eq!(reseal(&service, 2).await, 1);
    });
}

#[test]
fn under_keys_that_are_gone_nothing_is_written_and_every_page_is_told_503() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        let mut browser = portal.signed_in(&gwen).await;
        let (early, _) = another(portal).await;
        let (house, service) = another(portal).await;
        let operator = house.operator("keys rotate").unwrap();
        keys::begin(&service, &operator).await.unwrap();
        portal.advance(KNOWN_BEFORE_USE);
        keys::refresh(&portal.service().db, &portal.house.keys).await.unwrap();
        assert_eq!(portal.house.keys.current().generation, 2);
        // A backup of before was restored, and the number given again, while this server did not look.
        let theirs = early.keys.next(&mut entropy(), Timestamp::UNIX_EPOCH).unwrap().unwrap();
        assert_eq!(theirs.id, 2);
        let exchange = "UPDATE key_generation SET wrapped = $1 WHERE id = 2";
        assert_eq!(portal.execute(exchange, &[&theirs.wrapped]).await, 1);
        let before = portal.ledger().await;
        let page = portal.visitor().sign_in(&gwen.user_name, &gwen.password).await.code();
        assert_eq!((page, portal.ledger().await), (503, before));
        chain::drain(&portal.service().db, &portal.house.keys).await.unwrap_err();
        assert_eq!(portal.count("SELECT count(*) FROM audit_head WHERE key_id = 2").await, 0);
        // It looks.
        let seen = keys::refresh(&portal.service().db, &portal.house.keys).await.unwrap_err();
        assert!(matches!(seen, Error::Busy(_)), "{seen:?}");
        assert_eq!(browser.get("/users").await.code(), 503);
        let found = Health::new().look(&portal.service().db, &portal.house.keys, &portal.house.hashes, now).await;
        assert_eq!(found.iter().map(|one| (one.name, one.standing)).collect::<Vec<_>>(), [("keys", Standing::Unfit)]);
        assert!(found[0].message.contains("It ends here"), "{}", found[0].message);
        // Who begins anew proves all that there is.
        let (house, service) = another(portal).await;
        chain::drain(&service.db, &house.keys).await.unwrap();
        let seen = chain::verify(&service.db, &house.keys, &[]).await.unwrap();
        assert!(matches!(seen, Verdict::Intact { .. }), "{seen:?}");
    });
}

/// A house with a backup of its beginning, and the password of its administrator.
struct BackedUp {
    database: Database,
    host: Host,
    password: String,
    file: String,
}

impl BackedUp {
    /// And the server that goes on.
    async fn new() -> (Self, Running) {
        let database = Database::empty().await;
        let host = Host::with_database(&database.url);
        let mut serve = host.start(&["serve"]);
        let secret = serve.wait_for("Temporary password:");
        let password = secret.rsplit_once(' ').unwrap().1.to_owned();
        // Its page is there when the start is through.
        serve.visitor().get("/sign-in").await;
        let file = host.folder().join("monday.backup").to_str().unwrap().to_owned();
        let house = Self { database, host, password, file };
        house.succeeds(&["backup", &house.file]);
        (house, serve)
    }

    fn succeeds(&self, arguments: &[&str]) {
        let done = self.host.run(arguments);
        assert_eq!(done.code, 0, "{arguments:?}: {}{}", done.out, done.err);
    }

    async fn lets_in(&self, serve: &mut Running) {
        let mut admin = serve.visitor();
        admin.sign_in("admin", &self.password).await;
        assert!(admin.has_session(), "{}", admin.page().text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_runs_through_a_restore_ends_and_the_next_one_works_with_what_is_there() {
    let (house, mut serve) = BackedUp::new().await;
    // The server learns the second generation, and uses it.
    house.succeeds(&["keys", "rotate"]);
    house.lets_in(&mut serve).await;
    emptied(&house.database).await;
    house.succeeds(&["restore", &house.file]);
    serve.wait_for("Generation 2 of the keys is not in the database any more");
    let ended = serve.end();
    assert_eq!(ended.code, 1, "{}", ended.err);
    // The number comes again, with another secret.
    let mut serve = house.host.start(&["serve"]);
    house.succeeds(&["keys", "rotate"]);
    house.lets_in(&mut serve).await;
    assert_eq!(serve.stop().code, 0);
    house.succeeds(&["audit", "verify"]);
    house.database.drop().await;
}

#[test]
fn a_restore_that_the_log_tells_of_ends_a_server_that_began_before_it_and_one_that_was_refused_does_not() {
    run(async |portal| {
        let mut browser = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let copy = "INSERT INTO audit_event SELECT (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), \
            'activity', 'Restore backup', 'result', $1::text))).* FROM audit_event AS one WHERE result = 'success' LIMIT 1";
        assert_eq!(portal.execute(copy, &[&"failure"]).await, 1);
        keys::refresh(&portal.service().db, &portal.house.keys).await.unwrap();
        assert_eq!(browser.get("/users").await.code(), 200);
        assert_eq!(portal.execute(copy, &[&"success"]).await, 1);
        let seen = keys::refresh(&portal.service().db, &portal.house.keys).await.unwrap_err();
        assert!(matches!(seen, Error::Busy(_)), "{seen:?}");
        assert_eq!(portal.house.keys.stands(), Err(LockedError::Restored));
        assert_eq!(browser.get("/users").await.code(), 503);
        // Who begins anew knows it from the beginning.
        let (house, service) = another(portal).await;
        keys::refresh(&service.db, &house.keys).await.unwrap();
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_runs_through_a_restore_under_the_same_keys_ends_too_and_calls_nothing_broken() {
    let (house, mut serve) = BackedUp::new().await;
    for name in ["bea", "cas", "dirk"] {
        house.succeeds(&["admin", "create", "--user-name", name]);
    }
    house.lets_in(&mut serve).await;
    // The server has linked and looked at more than the backup holds.
    let client = connect(&house.database.url).await;
    let waiting = "SELECT (SELECT count(*) FROM audit_event) - (SELECT count(*) FROM audit_chain)";
    while client.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) > 0 {
        tokio::task::yield_now().await;
    }
    drop(client);
    emptied(&house.database).await;
    house.succeeds(&["restore", &house.file]);
    serve.wait_for("A backup was restored into the database while this program ran");
    let ended = serve.end();
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(!ended.err.contains("the audit log is broken"), "{}", ended.err);
    // The one that is started again has known of the restore from its beginning, and the log is found intact.
    let mut serve = house.host.start(&["serve"]);
    house.lets_in(&mut serve).await;
    assert_eq!(serve.stop().code, 0);
    house.succeeds(&["audit", "verify"]);
    let client = connect(&house.database.url).await;
    let broken = "SELECT count(*) FROM audit_finding WHERE broken";
    assert_eq!(client.query_one(broken, &[]).await.unwrap().get::<_, i64>(0), 0);
    drop(client);
    house.database.drop().await;
}
