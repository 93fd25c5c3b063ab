//! A job whose server dies at every boundary: each of its people is done once, and the log says so once (decision 27).

use latchkey::failpoint::Failpoint::{self, *};

use crate::support::cluster::connect;
use crate::support::mortal::{GWEN, House, fine};

/// Four whom a Global administrator may block, as the list ticks them.
const FOUR: &str = "SELECT string_agg('person_' || id::text || '=yes', '&') FROM (SELECT id FROM users \
    WHERE source = 'local' AND enabled AND role_bits = 0 AND NOT privileged_group ORDER BY id LIMIT 4) AS four";
const GWEN_ALONE: &str = "SELECT 'person_' || id::text || '=yes' FROM users WHERE user_name LIKE 'gwen@%'";

/// Whoever is done is noted as that, has a row in the log, and is counted.
const DONE: [&str; 3] = [
    "SELECT count(*) FROM job_person WHERE outcome = 'done'",
    "SELECT count(*) FROM audit_event WHERE activity = 'Disable account' AND result = 'success'",
    "SELECT sum(done)::bigint FROM job",
];
const TOLD_OF: &str = "SELECT count(DISTINCT target_id) FROM audit_event JOIN audit_target ON event_id = audit_event.id \
    WHERE audit_event.activity = 'Disable account' AND result = 'success'";
const ENDED: &str = "SELECT count(*) FROM job WHERE state = 'done'";
/// Half a minute later: the job of one server is another one's.
const LATER: &str = "UPDATE job SET leased_until = now()";

/// Orders to block some people from the page; the server dies with the job in its hand.
async fn ordered(house: &House, whom: &str) {
    let ticks: String = connect(&house.database.url).await.query_one(whom, &[]).await.unwrap().get(0);
    let (serve, mut gwen) = house.serve();
    gwen.sign_in("gwen", GWEN).await;
    let page = gwen.get(&format!("/users/bulk?deed=block&{ticks}")).await;
    let form = page.form("/users/bulk").unwrap().with("reason", "SD-42");
    house.order(JobTaken);
    // It may be gone before it answers.
    drop(gwen.try_press("/users/bulk", &form).await);
    house.falls(serve, JobTaken).await;
}

async fn dies_again(house: &House, failpoint: Failpoint) {
    house.execute(LATER).await;
    house.serves_until(failpoint).await;
}

async fn goes_on_to_its_end(house: &House) {
    house.execute(LATER).await;
    let (serve, _) = house.serve();
    house.until(ENDED, 1).await;
    assert_eq!(serve.stop().code, 0);
    for what in ["started", "finished"] {
        let rows = format!("SELECT count(*) FROM audit_event WHERE activity = 'Bulk operation - {what} (bulk)'");
        assert_eq!(house.count(&rows).await, 1, "{what}");
    }
}

async fn are_done(house: &House, people: i64, failpoint: Failpoint) {
    for sql in DONE {
        assert_eq!(house.count(sql).await, people, "{failpoint:?} {sql}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_whose_server_dies_at_every_boundary_does_each_of_its_people_once() {
    let house = House::lived_in().await;
    fine(&house.host.run(&["demo", "--people", "60"]));
    ordered(&house, FOUR).await;
    for (failpoint, people) in [(JobTaken, 0), (DeedDone, 0), (DeedCommitted, 1), (TurnOver, 2), (JobOver, 4)] {
        dies_again(&house, failpoint).await;
        are_done(&house, people, failpoint).await;
        assert_eq!(house.count(ENDED).await, 0, "{failpoint:?}");
    }
    goes_on_to_its_end(&house).await;
    are_done(&house, 4, JobOver).await;
    assert_eq!(house.count(TOLD_OF).await, 4);
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_turn_left_as_is_when_the_server_died_is_asked_about_again_and_noted_once() {
    let house = House::lived_in().await;
    ordered(&house, GWEN_ALONE).await;
    dies_again(&house, PersonLeft).await;
    assert_eq!(house.count("SELECT count(*) FROM job_person WHERE outcome IS NULL").await, 1);
    goes_on_to_its_end(&house).await;
    let left = "SELECT count(*) FROM job JOIN job_person ON job_id = job.id \
                WHERE done = 0 AND passed_over = 1 AND outcome = 'own-account'";
    assert_eq!(house.count(left).await, 1);
    // It was tried twice, and refused each time: the log tells of both.
    assert_eq!(house.count("SELECT count(*) FROM audit_event WHERE reason = 'own-account'").await, 2);
    house.verify().await;
}
