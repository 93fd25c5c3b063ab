//! The pool from outside: passwords in, answers out, and what happens when there is too much.
use std::sync::mpsc;

use super::*;

fn small() -> HashPoolOptions {
    let cost = HashCost { memory_kib: 64, passes: 1, lanes: 1 };
    HashPoolOptions {
        threads: 1,
        queue_per_lane: 2,
        wait_limit: Duration::from_mins(1),
        brief: Duration::from_hours(1),
        cost,
    }
}

/// Keeps the only thread of a pool at work until the returned sender is used or dropped.
async fn occupy(pool: &Arc<HashPool>) -> (mpsc::Sender<()>, tokio::task::JoinHandle<Result<(), Busy>>) {
    let (release, gate) = mpsc::channel::<()>();
    let (entered, inside) = oneshot::channel();
    let keeper = Arc::clone(pool);
    let work = move |_: &mut Memory| {
        entered.send(()).unwrap();
        let _released_or_dropped = gate.recv();
    };
    let task = tokio::spawn(async move { keeper.submit(Lane::SignedIn, work).await });
    inside.await.unwrap();
    (release, task)
}

/// Polls a future once, so that its job stands in the queue.
async fn enqueue<F: Future + ?Sized>(job: &mut std::pin::Pin<Box<F>>) {
    std::future::poll_fn(|context| {
        assert!(job.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
}

#[tokio::test]
async fn the_right_password_matches_and_others_do_not() {
    let pool = HashPool::start(&small()).unwrap();
    let phc = pool.hash(Lane::SignedIn, "Käse und Brot".as_bytes()).await.unwrap();
    assert!(pool.verify(Lane::Anonymous(Place::NOWHERE), "Käse und Brot".as_bytes(), phc.expose()).await.unwrap());
    assert!(!pool.verify(Lane::Anonymous(Place::NOWHERE), b"Kaese und Brot", phc.expose()).await.unwrap());
    assert!(!pool.verify(Lane::Anonymous(Place::NOWHERE), b"", phc.expose()).await.unwrap());
    assert!(!pool.verify(Lane::Anonymous(Place::NOWHERE), b"Kaese", pool.dummy_phc().expose()).await.unwrap());
    assert!(!pool.verify(Lane::Anonymous(Place::NOWHERE), b"Kaese", "not a hash").await.unwrap());
    assert_eq!((pool.hashes(), pool.verifications()), (1, 5));
    assert!(pool.is_current(phc.expose()) && pool.is_current(pool.dummy_phc().expose()));
}

#[tokio::test]
async fn several_secrets_are_hashed_in_one_turn_and_all_are_verified_whichever_is_wrong() {
    let pool = HashPool::start(&small()).unwrap();
    let made = pool.hash_all(Lane::SignedIn, &[b"one", b"two"]).await.unwrap();
    let [one, two] = &made[..] else { panic!("{} hashes", made.len()) };
    for (typed, fits) in [([b"one", b"two"], true), ([b"six", b"two"], false), ([b"one", b"six"], false)] {
        let before = pool.verifications();
        let pairs = [(typed[0].as_slice(), one.expose()), (typed[1].as_slice(), two.expose())];
        assert_eq!(pool.verify_all(Lane::SignedIn, &pairs).await.unwrap(), fits);
        assert_eq!(pool.verifications() - before, 2);
    }
}

#[tokio::test]
async fn one_password_hashed_twice_looks_different() {
    let pool = HashPool::start(&small()).unwrap();
    let (one, two) =
        (pool.hash(Lane::SignedIn, b"same").await.unwrap(), pool.hash(Lane::SignedIn, b"same").await.unwrap());
    assert_ne!(one.expose(), two.expose());
}

#[tokio::test]
async fn memory_is_used_again_from_job_to_job() {
    let pool = HashPool::start(&HashPoolOptions { threads: 2, queue_per_lane: 64, ..small() }).unwrap();
    let phc = pool.hash(Lane::SignedIn, b"password").await.unwrap();
    let many = (0..50).map(|_| pool.verify(Lane::Anonymous(Place::NOWHERE), b"password", phc.expose()));
    assert!(futures_util::future::join_all(many).await.into_iter().all(|answer| answer == Ok(true)));
    assert!(pool.allocations() <= 2, "{} allocations for 2 threads", pool.allocations());
}

#[tokio::test]
async fn a_full_queue_answers_busy_at_once_and_the_others_are_served() {
    let pool = Arc::new(HashPool::start(&small()).unwrap());
    let (release, keeper) = occupy(&pool).await;
    let (mut first, mut second) = (
        Box::pin(pool.hash(Lane::Anonymous(Place::NOWHERE), b"1")),
        Box::pin(pool.hash(Lane::Anonymous(Place::NOWHERE), b"2")),
    );
    enqueue(&mut first).await;
    enqueue(&mut second).await;
    assert_eq!(pool.hash(Lane::Anonymous(Place::NOWHERE), b"3").await.err(), Some(Busy));
    drop(release);
    assert!(first.await.is_ok() && second.await.is_ok() && keeper.await.unwrap().is_ok());
    assert_eq!(pool.hashes(), 2);
}

#[tokio::test]
async fn who_waits_over_the_limit_is_told_busy_and_costs_nothing() {
    let pool =
        Arc::new(HashPool::start(&HashPoolOptions { wait_limit: Duration::from_millis(20), ..small() }).unwrap());
    let (release, _keeper) = occupy(&pool).await;
    assert_eq!(pool.verify(Lane::SignedIn, b"1", "").await, Err(Busy));
    drop(release);
    // One thread serves in order: when this is done, the job before it was skipped.
    while pool.hash(Lane::Anonymous(Place::NOWHERE), b"2").await.is_err() {}
    assert_eq!(pool.verifications(), 0);
}

#[tokio::test]
async fn a_caller_who_goes_away_is_skipped() {
    let pool = Arc::new(HashPool::start(&small()).unwrap());
    let (release, _keeper) = occupy(&pool).await;
    let mut leaving = Box::pin(pool.verify(Lane::SignedIn, b"1", ""));
    enqueue(&mut leaving).await;
    drop(leaving);
    drop(release);
    pool.hash(Lane::SignedIn, b"2").await.unwrap();
    assert_eq!(pool.verifications(), 0);
}

/// A job in the queue that stands at a gate until it is let go: `Err` makes it fail.
type Gate = mpsc::Sender<Result<(), ()>>;
type Gated = std::pin::Pin<Box<dyn Future<Output = Result<(), Busy>>>>;

/// As many jobs as lanes, one behind the other; a pool of one thread comes to each when the one before is let go.
async fn gated(pool: &Arc<HashPool>, lanes: &[Lane]) -> (Vec<Gate>, Vec<Gated>) {
    let (mut gates, mut jobs) = (vec![], vec![]);
    for lane in lanes.iter().copied() {
        let (gate, wait) = mpsc::channel::<Result<(), ()>>();
        let keeper = Arc::clone(pool);
        let work = move |_: &mut Memory| wait.recv().unwrap().unwrap();
        let mut job: Gated = Box::pin(async move { keeper.submit(lane, work).await });
        enqueue(&mut job).await;
        gates.push(gate);
        jobs.push(job);
    }
    (gates, jobs)
}

/// Until the pool's only thread stands at the last gate.
async fn waiting(pool: &HashPool, jobs: usize) {
    while pool.waiting() > jobs {
        tokio::task::yield_now().await;
    }
}

fn is_told(job: &mut Gated) -> bool {
    futures_util::FutureExt::now_or_never(job).is_some()
}

const STRANGER: Lane = Lane::Anonymous(Place::NOWHERE);

fn roomy() -> HashPoolOptions {
    HashPoolOptions { queue_per_lane: 9, ..small() }
}

#[tokio::test]
async fn in_a_crowd_four_are_told_together() {
    let pool = Arc::new(HashPool::start(&roomy()).unwrap());
    let (gates, mut jobs) = gated(&pool, &[STRANGER; 5]).await;
    for (done, gate) in gates[..3].iter().enumerate() {
        gate.send(Ok(())).unwrap();
        waiting(&pool, 3 - done).await;
        assert!(!is_told(&mut jobs[0]), "{done}");
    }
    gates[3].send(Ok(())).unwrap();
    for job in &mut jobs[..4] {
        assert_eq!(job.await, Ok(()));
    }
    // Nobody comes behind the last one.
    gates[4].send(Ok(())).unwrap();
    assert_eq!(jobs.remove(4).await, Ok(()));
}

#[tokio::test]
async fn of_a_few_each_is_told_at_once() {
    let pool = Arc::new(HashPool::start(&roomy()).unwrap());
    let (gates, jobs) = gated(&pool, &[STRANGER; 3]).await;
    for (gate, job) in gates.iter().zip(jobs) {
        gate.send(Ok(())).unwrap();
        assert_eq!(job.await, Ok(()));
    }
}

#[tokio::test]
async fn who_has_signed_in_is_told_at_once_also_in_a_crowd() {
    let pool = Arc::new(HashPool::start(&roomy()).unwrap());
    let (gates, mut jobs) = gated(&pool, &[Lane::SignedIn, STRANGER, STRANGER, STRANGER, STRANGER, STRANGER]).await;
    gates[0].send(Ok(())).unwrap();
    assert_eq!(jobs.remove(0).await, Ok(()));
    drop(gates);
}

#[tokio::test]
async fn whoever_waits_for_others_to_be_told_with_is_told_when_they_go_away() {
    let pool = Arc::new(HashPool::start(&roomy()).unwrap());
    let (gates, mut jobs) = gated(&pool, &[STRANGER; 4]).await;
    // In the queue until the thread comes to them, and nobody's.
    jobs.truncate(1);
    gates[0].send(Ok(())).unwrap();
    let told = tokio::time::timeout(Duration::from_mins(1), jobs.remove(0)).await;
    assert_eq!(told.unwrap(), Ok(()));
}

#[tokio::test]
async fn a_pool_that_ends_tells_what_is_known_also_behind_a_job_that_failed() {
    let pool = Arc::new(HashPool::start(&roomy()).unwrap());
    let (gates, mut jobs) = gated(&pool, &[STRANGER; 4]).await;
    gates[0].send(Ok(())).unwrap();
    waiting(&pool, 2).await;
    assert!(!is_told(&mut jobs[0]));
    pool.shared.desk.close();
    gates[1].send(Err(())).unwrap();
    let told = tokio::time::timeout(Duration::from_mins(1), jobs.remove(0)).await;
    assert_eq!(told.unwrap(), Ok(()));
    assert_eq!(jobs.remove(0).await, Err(Busy));
}

#[tokio::test]
async fn a_job_that_a_thread_has_in_hand_has_no_limit() {
    let pool =
        Arc::new(HashPool::start(&HashPoolOptions { wait_limit: Duration::from_millis(20), ..small() }).unwrap());
    let (release, keeper) = occupy(&pool).await;
    // Longer than the limit: the one behind it has given up, and the keeper's own limit, which was over before, is seen.
    assert_eq!(pool.verify(Lane::SignedIn, b"1", "").await, Err(Busy));
    tokio::task::yield_now().await;
    assert!(!keeper.is_finished());
    drop(release);
    assert_eq!(keeper.await.unwrap(), Ok(()));
}

#[tokio::test]
async fn a_panic_in_a_job_leaves_the_thread_at_work() {
    let pool = HashPool::start(&small()).unwrap();
    assert_eq!(pool.submit(Lane::SignedIn, |_| panic!("on purpose")).await, Err::<(), _>(Busy));
    assert!(pool.hash(Lane::SignedIn, b"password").await.is_ok());
}

#[tokio::test]
async fn an_impossible_cost_is_refused_in_a_sentence() {
    let options = HashPoolOptions { cost: HashCost { memory_kib: 1, passes: 0, lanes: 1 }, ..small() };
    assert!(HashPool::start(&options).unwrap_err().to_string().contains("at least 8 KiB"));
}
