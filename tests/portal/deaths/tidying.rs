//! A server that dies while it takes away what has had its time: what is left is whole, and the next start takes the rest.

use latchkey::failpoint::Failpoint::*;

use crate::support::mortal::{House, fine};

/// A session and a form of nine days ago, and the largest group, deleted a month ago.
const OVER: &str = "INSERT INTO auth_session (id, token_hash, user_id, kind, created_at, last_seen_at, idle_until, absolute_until, \
        credential_epoch) SELECT '018c0de0-0000-7000-8000-000000000000'::uuid, '\\x01'::bytea, id, 'full', now(), now(), now(), now(), 1 \
        FROM users WHERE user_name LIKE 'gwen@%'; \
    INSERT INTO form_use (key, user_id, form, used_at) VALUES (gen_random_uuid(), gen_random_uuid(), 'bulk', now() - interval '9 days'); \
    UPDATE groups SET deleted_at = now() - interval '31 days', purge_at = now() - interval '1 day' \
        WHERE id = (SELECT group_id FROM group_member GROUP BY group_id ORDER BY count(*) DESC LIMIT 1)";
const SESSIONS: &str = "SELECT count(*) FROM auth_session WHERE id < '01900000-0000-7000-8000-000000000000'";
const FORMS: &str = "SELECT count(*) FROM form_use WHERE used_at < now() - interval '8 days'";
const GROUPS: &str = "SELECT count(*) FROM groups WHERE purge_at IS NOT NULL";
const MEMBERS: &str =
    "SELECT count(*) FROM group_member JOIN groups ON groups.id = group_id WHERE purge_at IS NOT NULL";

/// What lies before the beginning of the log.
const BEFORE: &str = "SELECT count(*) FROM audit_chain WHERE seq <= (SELECT max(seq) FROM audit_start)";
const THIRTEEN_MONTHS: &str = "INSERT INTO setting (section, body, version, changed_at, changed_by_name) \
    VALUES ('retention', '{\"audit_months\": 13}', 1, now(), 'test')";

#[tokio::test(flavor = "multi_thread")]
async fn a_tidier_that_dies_between_two_of_its_steps_leaves_the_rest_to_the_next_start() {
    let house = House::lived_in().await;
    fine(&house.host.run(&["demo", "--people", "60"]));
    house.execute(OVER).await;
    assert!(house.count(MEMBERS).await > 0);
    house.serves_until(SessionsForgotten).await;
    assert_eq!((house.count(SESSIONS).await, house.count(FORMS).await), (0, 1));
    house.serves_until(GroupEmptied).await;
    assert_eq!(house.count(FORMS).await, 0);
    assert_eq!((house.count(MEMBERS).await, house.count(GROUPS).await), (0, 1));
    let (serve, _) = house.serve();
    house.until(GROUPS, 0).await;
    assert_eq!(serve.stop().code, 0);
    assert_eq!(house.count("SELECT count(*) FROM audit_event WHERE activity = 'Hard Delete group'").await, 1);
    house.verify().await;
}

/// Nothing of the log is broken. What a server wrote before it died may still wait for its link.
fn is_whole(house: &House) {
    let verified = house.host.run(&["audit", "verify"]);
    assert!(matches!(verified.code, 0 | 3), "{}{}", verified.out, verified.err);
    assert!(verified.out.contains("Kept from "), "{}", verified.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_of_which_a_part_is_forgotten_is_whole_and_the_next_start_forgets_the_rest() {
    let house = House::empty().await;
    fine(&house.host.run(&["demo", "--people", "40", "--events", "4000"]));
    let (serve, _) = house.serve();
    house.until("SELECT count(*) FROM audit_unchained", 0).await;
    assert_eq!(serve.stop().code, 0);
    house.execute(THIRTEEN_MONTHS).await;
    house.serves_until(BeginningMoved).await;
    let all = house.count(BEFORE).await;
    assert!(all > 1_000, "{all}");
    is_whole(&house);
    house.serves_until(RowsForgotten).await;
    let left = house.count(BEFORE).await;
    assert!((1..all).contains(&left), "{left} of {all}");
    is_whole(&house);
    let (serve, _) = house.serve();
    house.until(BEFORE, 0).await;
    assert_eq!(serve.stop().code, 0);
    let told = "SELECT count(*) FROM audit_event WHERE activity = 'Remove old audit log rows'";
    assert_eq!(house.count(told).await, 1, "decided once");
    // Made-up history knows no forms, so only the log itself is held to anything.
    let verified = house.host.run(&["audit", "verify"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}
