//! A long audit log: every page of it, its filters, its files and the reports beside the same among a twentieth of the rows
//! (`bin/bench log`; product R-340…R-365).

use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use latchkey::domain::paging::Cursor;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::client::{Client, get};
use super::pages::Id;
use super::postgres::Postgres;
use super::report::{Limit, Report, median};
use super::site::{Server, Site};

/// How many times slower a page may be in the longer log.
const AT_MOST: f64 = 1.5;
/// No page takes longer, in milliseconds.
const SERVER_TIME: f64 = 100.0;
/// So many different rows and people are asked for.
const SAMPLES: i64 = 40;
const ROUNDS: usize = 4;
/// Twenty million rows are counted in minutes.
const COUNTING: Duration = Duration::from_hours(1);
/// What happened to each person in the time whose sign-ins are counted on her page.
const LATELY: &str = "SELECT target_id AS id, count(*) AS number FROM audit_target JOIN users ON users.id = target_id AND role_bits = 0 \
    WHERE at >= now() - interval '14 days' GROUP BY 1";
/// People in each site.
pub(crate) const PEOPLE: u64 = 2_000;

/// A site with a log, its server, and somebody signed in.
pub(crate) struct Log<'a> {
    pub(crate) site: &'a Site,
    pub(crate) server: &'a Server,
    pub(crate) cookie: &'a str,
    pub(crate) events: u64,
}

/// A kind of page, and addresses of that kind.
struct Kind {
    name: &'static str,
    addresses: Vec<String>,
}

/// Compares every kind of page, and reads the files.
pub(crate) async fn compare(report: &mut Report, short: &Log<'_>, long: &Log<'_>) -> anyhow::Result<()> {
    // In a log that is twenty times as long everybody has done twenty times as much: a page that counts what its person did is compared with that of
    // somebody as busy, or it would tell the length of a life and not that of the log.
    let own = long.usual().await?;
    let (few, many) = (short.kinds(own).await?, long.kinds(own).await?);
    let (mut here, mut there) = (Client::connect(short.server.port).await?, Client::connect(long.server.port).await?);
    for (few, many) in few.iter().zip(&many) {
        let (mut small, mut large) = (vec![], vec![]);
        // In turns: what else the machine does meets both. The first turn warms up.
        for round in 0..=ROUNDS {
            let (one, other) = (short.times(&mut here, few).await?, long.times(&mut there, many).await?);
            if round > 0 {
                small.extend(one);
                large.extend(other);
            }
        }
        let (small, large) = (median(small), median(large));
        let from = format!("{large:.2} ms against {small:.2} ms");
        report.measure(few.name, large / small, "", Limit::AtMost(AT_MOST), &from);
        report.measure(&format!("{}, by itself", few.name), large, "ms", Limit::AtMost(SERVER_TIME), "");
    }
    for (name, address) in [
        ("file of the log, CSV", "/audit/export.csv"),
        ("file of the log, JSON", "/audit/export.json"),
        ("file of the log, one activity", "/audit/export.csv?activity=Reset+password+%28by+admin%29"),
        ("file of the sign-ins", "/sign-ins/export.csv"),
    ] {
        let (small, large) = (short.file(address).await?, long.file(address).await?);
        let from = format!("{large:.0} against {small:.0} bytes a millisecond");
        report.measure(name, small / large, "", Limit::AtMost(AT_MOST), &from);
    }
    Ok(())
}

impl Log<'_> {
    /// How much has happened to most people lately.
    async fn usual(&self) -> anyhow::Result<i64> {
        let postgres = Postgres::of(self.site)?.connect().await?;
        let sql = format!("SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY number) FROM ({LATELY}) AS each");
        Ok(postgres.query_one(&sql, &[]).await?.get(0))
    }

    /// Waits until the tidier has counted how the portal was used; how long that took.
    pub(crate) async fn counted(&self) -> anyhow::Result<Duration> {
        let postgres = Postgres::of(self.site)?.connect().await?;
        let started = Instant::now();
        let done = "SELECT EXISTS (SELECT FROM usage_counted WHERE from_at <= (SELECT min(at) FROM audit_event))";
        while !postgres.query_one(done, &[]).await?.get::<_, bool>(0) {
            ensure!(started.elapsed() < COUNTING, "the usage is not counted");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        Ok(started.elapsed())
    }

    async fn times(&self, client: &mut Client, kind: &Kind) -> anyhow::Result<Vec<f64>> {
        let mut times = vec![];
        for address in &kind.addresses {
            let request = get(self.server.port, address, self.cookie);
            let started = Instant::now();
            let status = client.ask(&request).await?.status;
            times.push(started.elapsed().as_secs_f64() * 1e3);
            ensure!(status == 200, "{address} was answered {status}");
        }
        Ok(times)
    }

    /// Reads a file to its end; its bytes a millisecond.
    async fn file(&self, address: &str) -> anyhow::Result<f64> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.server.port)).await?;
        let started = Instant::now();
        stream.write_all(&get(self.server.port, address, self.cookie)).await?;
        let (mut bytes, mut piece) = (0_u64, vec![0; 256 * 1024]);
        let mut tail = vec![];
        // The last piece of a file that is sent in pieces is empty.
        while !tail.ends_with(b"\r\n0\r\n\r\n") {
            let read = stream.read(&mut piece).await?;
            ensure!(read > 0, "{address}: the file was broken off");
            if bytes == 0 {
                ensure!(piece.starts_with(b"HTTP/1.1 200"), "{address} was refused");
            }
            bytes += read as u64;
            tail.extend_from_slice(&piece[..read]);
            tail.drain(..tail.len().saturating_sub(16));
        }
        #[expect(clippy::cast_precision_loss, reason = "a rate, rounded anyway")]
        let rate = bytes as f64 / (started.elapsed().as_secs_f64() * 1e3);
        Ok(rate)
    }

    /// Addresses from all over the two years.
    ///
    /// Own sign-ins are counted on a page: it is asked for people who have `own` of them, in either log.
    async fn kinds(&self, own: i64) -> anyhow::Result<Vec<Kind>> {
        let postgres = Postgres::of(self.site)?.connect().await?;
        let step = i64::try_from(self.events)? / (SAMPLES + 1);
        let rows = postgres
            .query(
                "SELECT e.id, (extract(epoch FROM e.at) * 1000000)::bigint, e.request_id, coalesce(e.address, '10.20.0.1') \
                 FROM generate_series(1::bigint, $1) AS n JOIN audit_chain c ON c.seq = n * $2 JOIN audit_event e ON e.id = c.event_id",
                &[&SAMPLES, &step],
            )
            .await?;
        ensure!(!rows.is_empty(), "the log is empty");
        let mut places = vec![];
        for row in &rows {
            let at = jiff::Timestamp::from_microsecond(row.get(1))?;
            places.push(Cursor::of_moment(at, row.get::<_, Id>(0).0).encode());
        }
        let events: Vec<String> = rows.iter().map(|row| row.get::<_, Id>(0).0.to_string()).collect();
        let requests: Vec<String> = rows.iter().map(|row| row.get::<_, Id>(2).0.to_string()).collect();
        let from: Vec<String> = rows.iter().map(|row| row.get(3)).collect();
        let people = postgres
            .query(
                "SELECT id, user_name FROM users WHERE role_bits = 0 AND source = 'local' ORDER BY md5(id::text) LIMIT $1",
                &[&SAMPLES],
            )
            .await?;
        let names: Vec<String> = people.iter().map(|row| row.get::<_, &str>(1).replace('@', "%40")).collect();
        let people: Vec<String> = people.iter().map(|row| row.get::<_, Id>(0).0.to_string()).collect();
        let alike = as_busy(&postgres, own).await?;
        let group = postgres
            .query_opt(
                "SELECT target_id FROM audit_target WHERE activity = 'Add member to group' ORDER BY at DESC LIMIT 1",
                &[],
            )
            .await?
            .context("no group has a history")?
            .get::<_, Id>(0)
            .0;
        let helper = postgres
            .query_opt("SELECT actor_id FROM audit_event WHERE activity = 'Reset password (by admin)' ORDER BY at DESC LIMIT 1", &[])
            .await?
            .context("nobody has reset a password")?
            .get::<_, Id>(0)
            .0;
        let days = postgres
            .query_one(
                "SELECT to_char(now() - interval '400 days', 'YYYY-MM-DD'), to_char(now() - interval '370 days', 'YYYY-MM-DD'), \
                 to_char(now() - interval '360 days', 'YYYY-MM-DD'), to_char(now(), 'YYYY-MM-DD')",
                &[],
            )
            .await?;
        let day = |place: usize| -> String { days.get(place) };
        let month = format!("from={}&to={}", day(0), day(1));
        let mut kinds = vec![
            same("log: first page", "/audit".to_owned()),
            each("log: deep, anywhere in two years", &places, &|at| format!("/audit?after={at}")),
            each("log: about a person", &people, &|id| format!("/audit?person={id}")),
            each("log: by a person", &people, &|id| format!("/audit?actor={id}")),
            same("log: by an administrator", format!("/audit?actor={helper}")),
            same("log: one activity", "/audit?activity=Reset+password+%28by+admin%29".to_owned()),
            same("log: refused", "/audit?result=failure".to_owned()),
            same("log: a service", "/audit?service=Core+Directory".to_owned()),
            same("log: refused, of a category", "/audit?category=UserManagement&result=failure".to_owned()),
            same("log: a month of last year", format!("/audit?{month}")),
            same("log: one activity, a month of last year", format!("/audit?{month}&activity=Update+user")),
            same("log: about a group", format!("/audit?group={group}")),
            each("log: about a person, one activity", &people, &|id| {
                format!("/audit?person={id}&activity=Update+user")
            }),
            each("log: about a person, refused sign-ins", &people, &|id| {
                format!("/sign-ins?person={id}&result=failure")
            }),
            same("log: where it is sent", "/audit/streams".to_owned()),
            each("log: an event", &events, &|id| format!("/audit/{id}")),
            each("log: a support code", &requests, &|code| format!("/troubleshoot?code={code}")),
            same("sign-ins: first page", "/sign-ins".to_owned()),
            same("sign-ins: refused", "/sign-ins?result=failure".to_owned()),
            same("sign-ins: interrupted", "/sign-ins?result=interrupted".to_owned()),
            same("sign-ins: by reason", "/sign-ins?reason=unknown-user".to_owned()),
            each("sign-ins: from an address", &from, &|address| format!("/sign-ins?address={address}")),
            each("sign-ins: of a person", &alike, &|id| format!("/users/{id}/sign-ins")),
            each("a person's page", &people, &|id| format!("/users/{id}")),
            same("home", "/".to_owned()),
        ];
        kinds.extend(reports(&postgres, &names, helper, [&day(2), &day(3)], &month).await?);
        Ok(kinds)
    }
}

/// One address for each of these.
fn each(name: &'static str, of: &[String], address: &dyn Fn(&str) -> String) -> Kind {
    Kind { name, addresses: of.iter().map(|one| address(one)).collect() }
}

/// One address, asked for as often as others are.
fn same(name: &'static str, address: String) -> Kind {
    Kind { name, addresses: vec![address; usize::try_from(SAMPLES).unwrap_or(1)] }
}

/// The reports: of a year, of a month of last year, of people with these names, and by somebody who resets passwords.
async fn reports(
    postgres: &tokio_postgres::Client,
    names: &[String],
    helper: uuid::Uuid,
    [from, to]: [&str; 2],
    month: &str,
) -> anyhow::Result<Vec<Kind>> {
    let registering =
        with_a_full_page(postgres, "activity = 'User registered security info' AND result = 'success'").await?;
    let proving = with_a_full_page(
        postgres,
        "(activity = 'User registered security info' OR details LIKE '%\"step\":\"proof\"%')",
    )
    .await?;
    Ok(vec![
        same("resets: a month", "/reports/password-resets".to_owned()),
        same("resets: a year", format!("/reports/password-resets?from={from}&to={to}")),
        same("resets: the oldest first", "/reports/password-resets?order=oldest".to_owned()),
        same("registrations", "/reports/registration-activity".to_owned()),
        same("registration: everybody", "/reports/registration".to_owned()),
        same("registration: of one method", "/reports/registration?method=email".to_owned()),
        each("registration: a person", names, &|name| format!("/reports/registration?person={name}")),
        each("registrations: of a person", &registering, &|name| {
            format!("/reports/registration-activity?person={name}")
        }),
        same("events of proofs", "/reports/events".to_owned()),
        same("events of proofs: failed", "/reports/events?result=failure".to_owned()),
        same("events of proofs: a month of last year", format!("/reports/events?{month}")),
        each("events of proofs: of a person", &proving, &|name| format!("/reports/events?person={name}")),
        same("usage: 24 hours", "/reports/usage?period=24h".to_owned()),
        same("resets: 24 hours", "/reports/password-resets?period=24h".to_owned()),
        each("resets: of a person", names, &|name| format!("/reports/password-resets?person={name}")),
        same("resets: by an administrator", format!("/reports/password-resets?by={helper}")),
        same("proofs and registration", "/reports/methods".to_owned()),
        same("usage: a month", "/reports/usage".to_owned()),
        same("usage: a year", format!("/reports/usage?from={from}&to={to}")),
    ])
}

/// Those with the fewest such rows that fill a page of theirs: a page that is full costs as much in either log, or it would tell the length of a life.
async fn with_a_full_page(postgres: &tokio_postgres::Client, those: &str) -> anyhow::Result<Vec<String>> {
    let sql = format!(
        "SELECT user_name FROM users JOIN (SELECT target_id, count(*) AS number FROM audit_target JOIN audit_event event ON event.id = event_id \
         WHERE target_id IN (SELECT id FROM users) AND {} GROUP BY 1 HAVING count(*) > 50) AS each ON target_id = users.id \
         WHERE role_bits = 0 AND source = 'local' ORDER BY number, users.id LIMIT $1",
        those.replace("activity", "event.activity")
    );
    let found = postgres.query(&sql, &[&SAMPLES]).await?;
    ensure!(!found.is_empty(), "nobody has a full page");
    Ok(found.iter().map(|row| row.get::<_, &str>(0).replace('@', "%40")).collect())
}

/// People to whom about as much has happened lately.
async fn as_busy(postgres: &tokio_postgres::Client, own: i64) -> anyhow::Result<Vec<String>> {
    let sql = format!("SELECT id FROM ({LATELY}) AS each ORDER BY abs(number - $1), id LIMIT $2");
    let found = postgres.query(&sql, &[&own, &SAMPLES]).await?;
    Ok(found.iter().map(|row| row.get::<_, Id>(0).0.to_string()).collect())
}
