//! Resets of the last 24 hours: from hours that are counted as from rows, whatever the clock does and whenever a reset is settled.

use jiff::{SignedDuration, Timestamp};
use latchkey::cli::house::Acting;
use latchkey::cli::tidier::Tidier;
use latchkey::domain::id::UserId;
use latchkey::store::db::Db;
use latchkey::store::reset_figures::{self, Span};

use crate::support::server::{Portal, run};

const AMSTERDAM: &str = "Europe/Amsterdam";
const MAKER: &str = "00000000-0000-7000-8000-000000000001";
/// What the hours hold, and what they should.
const COUNTED: &str = "SELECT coalesce(sum(number), 0)::bigint FROM password_reset_hour";
const BEHIND_THEM: &str =
    "SELECT count(*) FROM password_reset, password_reset_counted WHERE at >= hours_from AND at < hours_until";

fn now(portal: &Portal) -> Timestamp {
    latchkey::cli::house::now() + portal.house.clock.get()
}

/// The same hour, from its beginning.
fn hour_of(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second() - at.as_second().rem_euclid(3600)).unwrap()
}

/// Nearly two days of resets, one every seven minutes: by four administrators, by people themselves and at first sign-ins.
async fn two_days(portal: &Portal) {
    let rows = "INSERT INTO password_reset SELECT gen_random_uuid(), $1::text::timestamptz - n * interval '7 minutes', \
                (ARRAY['self-service', 'administrator', 'first-sign-in'])[1 + n % 3], gen_random_uuid(), 'u' || n, false, \
                CASE n % 3 WHEN 1 THEN ('00000000-0000-7000-8000-00000000000' || n % 4)::uuid END, CASE n % 3 WHEN 1 THEN 'maker' || n % 4 ELSE '' END, '{}', \
                CASE WHEN n % 5 = 0 AND n % 3 <> 1 THEN NULL ELSE 'succeeded' END, 'done', $1::text::timestamptz - n * interval '7 minutes', gen_random_uuid() \
                FROM generate_series(1, 400) AS n";
    portal.execute(rows, &[&now(portal).to_string()]).await;
}

/// From each of those moments until now, of everybody and of one administrator.
fn spans(portal: &Portal, zone: &str, begins: &[Timestamp]) -> Vec<Span> {
    let until = now(portal) + SignedDuration::from_secs(1);
    let span = |from: Timestamp, by: Option<UserId>| Span {
        from,
        until,
        first_day: None,
        end_day: jiff::civil::date(2027, 12, 31),
        zone: zone.to_owned(),
        by,
    };
    let maker = UserId::from_uuid(MAKER.parse().unwrap());
    begins.iter().flat_map(|from| [span(*from, None), span(*from, Some(maker))]).collect()
}

/// The numbers and the makers of each.
async fn figures(db: &Db, spans: &[Span]) -> Vec<Vec<String>> {
    let mut all = vec![];
    for span in spans {
        let numbers = db.read(async |read| reset_figures::numbers(read, span).await).await.unwrap();
        let makers = db.read(async |read| reset_figures::makers(read, span, 10).await).await.unwrap();
        let mut told: Vec<String> = numbers.iter().map(|number| format!("{number:?}")).collect();
        told.sort();
        told.extend(makers.iter().map(|maker| format!("{maker:?}")));
        all.push(told);
    }
    all
}

/// Every one of them is told from the hours: other numbers there are other numbers here.
async fn are_read_from_the_hours(portal: &Portal, db: &Db, spans: &[Span]) {
    let before = figures(db, spans).await;
    portal.execute("UPDATE password_reset_hour SET number = number + 1000", &[]).await;
    for ((after, before), span) in figures(db, spans).await.iter().zip(&before).zip(spans) {
        assert_ne!(after, before, "{span:?}");
    }
    portal.execute("UPDATE password_reset_hour SET number = number - 1000", &[]).await;
    assert_eq!(figures(db, spans).await, before);
}

/// Counts, and looks whether all is as it was.
async fn stay_the_same(portal: &Portal, db: &Db, spans: &[Span]) {
    let before = figures(db, spans).await;
    assert!(before.iter().all(|told| !told.is_empty()), "{before:?}");
    Tidier::new(&portal.house).unwrap().beat().await.unwrap();
    for ((after, before), span) in figures(db, spans).await.iter().zip(&before).zip(spans) {
        assert_eq!(after, before, "{span:?}");
    }
    assert_eq!(portal.count(COUNTED).await, portal.count(BEHIND_THEM).await);
    are_read_from_the_hours(portal, db, spans).await;
}

#[test]
fn hours_that_are_over_are_counted_once_and_the_last_day_stays_the_same() {
    run(async |portal| {
        two_days(portal).await;
        let db = portal.house.db(Acting::App, 1).unwrap();
        let day_ago = now(portal) - SignedDuration::from_hours(24);
        let spans = spans(portal, AMSTERDAM, &[day_ago, hour_of(day_ago)]);
        let before = figures(&db, &spans).await;
        // Two servers at once, and again.
        let (one, other) = (Tidier::new(&portal.house).unwrap(), Tidier::new(&portal.house).unwrap());
        let (first, second) = tokio::join!(one.beat(), other.beat());
        first.unwrap();
        second.unwrap();
        stay_the_same(portal, &db, &spans).await;
        assert_eq!(figures(&db, &spans).await, before);
        assert!(portal.count(COUNTED).await > 150);
        // Settled later: some hours ago today or yesterday, and nearly a day ago.
        let settled = "UPDATE password_reset SET result = 'failed' WHERE user_name IN ('u40', 'u41', 'u43', 'u190')";
        assert_eq!(portal.execute(settled, &[]).await, 4);
        let later = figures(&db, &spans).await;
        assert_ne!(later, before);
        assert_eq!(portal.count(COUNTED).await, portal.count(BEHIND_THEM).await);
        are_read_from_the_hours(portal, &db, &spans).await;
        // In another time zone nothing is counted: a page asks the rows, which say the same.
        portal.execute("UPDATE password_reset_counted SET time_zone = 'Asia/Tokyo'", &[]).await;
        assert_eq!(figures(&db, &spans).await, later);
        stay_the_same(portal, &db, &spans).await;
        // What was counted is thrown away as a whole, as a made-up past does.
        portal.execute("DELETE FROM password_reset_counted", &[]).await;
        assert_eq!(figures(&db, &spans).await, later);
        stay_the_same(portal, &db, &spans).await;
        assert_eq!(figures(&db, &spans).await, later);
    });
}

#[test]
fn an_hour_is_what_the_clock_there_says_also_where_it_begins_half_an_hour_later() {
    run(async |portal| {
        portal.execute("UPDATE organisation SET time_zone = 'Asia/Kolkata'", &[]).await;
        two_days(portal).await;
        let db = portal.house.db(Acting::App, 1).unwrap();
        let day_ago = now(portal) - SignedDuration::from_hours(24);
        let begins = [day_ago, hour_of(day_ago), hour_of(day_ago) - SignedDuration::from_mins(30)];
        stay_the_same(portal, &db, &spans(portal, "Asia/Kolkata", &begins)).await;
    });
}

#[test]
fn hours_that_come_twice_or_not_at_all_are_told_from_their_counts_as_from_their_rows() {
    run(async |portal| {
        let db = portal.house.db(Acting::App, 1).unwrap();
        // In Amsterdam the hour behind two o'clock is left out on 28 March 2027, and comes twice on 31 October. Nobody counted between.
        let spring = ["2027-03-27T23:30:00Z", "2027-03-28T00:30:00Z", "2027-03-28T01:00:00Z", "2027-03-28T01:30:00Z"];
        let autumn = [
            "2027-10-30T23:30:00Z",
            "2027-10-31T00:00:00Z",
            "2027-10-31T00:10:00Z",
            "2027-10-31T01:00:00Z",
            "2027-10-31T01:20:00Z",
            "2027-10-31T02:00:00Z",
        ];
        for (then, begins) in [("2027-03-28T23:30:00Z", spring.as_slice()), ("2027-10-31T23:30:00Z", autumn.as_slice())]
        {
            let then: Timestamp = then.parse().unwrap();
            portal.advance(then.duration_since(now(portal)));
            two_days(portal).await;
            let begins: Vec<Timestamp> = begins.iter().map(|at| at.parse().unwrap()).collect();
            let spans = spans(portal, AMSTERDAM, &begins);
            stay_the_same(portal, &db, &spans).await;
            // One in the hour that comes twice, one in the hour behind it, is settled later.
            let settled = "UPDATE password_reset SET result = 'failed' WHERE at >= $1::text::timestamptz AND at < $1::text::timestamptz + interval '150 minutes'";
            assert!(portal.execute(settled, &[&begins[1].to_string()]).await > 15);
            let later = figures(&db, &spans).await;
            assert_eq!(portal.count(COUNTED).await, portal.count(BEHIND_THEM).await);
            portal.execute("DELETE FROM password_reset_counted", &[]).await;
            assert_eq!(figures(&db, &spans).await, later, "{then}");
            stay_the_same(portal, &db, &spans).await;
        }
    });
}

#[test]
fn a_clock_that_was_ahead_for_a_while_leaves_nothing_out() {
    run(async |portal| {
        two_days(portal).await;
        let db = portal.house.db(Acting::App, 1).unwrap();
        let day_ago = now(portal) - SignedDuration::from_hours(24);
        let spans = spans(portal, AMSTERDAM, &[day_ago, hour_of(day_ago)]);
        let ahead = SignedDuration::from_hours(30);
        portal.advance(ahead);
        Tidier::new(&portal.house).unwrap().beat().await.unwrap();
        portal.advance(-ahead);
        let too_early = "SELECT count(*)::text FROM password_reset_counted \
                         WHERE until_day > ($1::text::timestamptz AT TIME ZONE time_zone)::date AND hours_until > $1::text::timestamptz";
        let today = now(portal).to_string();
        assert_eq!(portal.ask(too_early, &[&today]).await, "1", "they were counted before they were over");
        // As many again, in the same hours.
        two_days(portal).await;
        stay_the_same(portal, &db, &spans).await;
        let early = "SELECT count(*)::text FROM password_reset_counted \
                     WHERE until_day > ($1::text::timestamptz AT TIME ZONE time_zone)::date OR hours_until > $1::text::timestamptz";
        assert_eq!(portal.ask(early, &[&today]).await, "0");
    });
}
