//! Many at once: pages against `pgbench`, sign-ins against bare Argon2id.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::ensure;
use futures_util::future::try_join_all;
use latchkey::host::hash_pool::{HashPool, HashPoolOptions, Lane};

use super::client::{Client, get};
use super::postgres::Postgres;
use super::report::{Limit, Report, median};
use super::site::{Server, SignInForm, Site};

/// Connections kept alive.
const CONNECTIONS: usize = 16;
/// People at the sign-in page at once.
const KNOCKING: usize = 8;
/// What is compared runs in turns, because other work on the machine comes and goes; the best of each counts.
const ROUNDS: usize = 3;
const TURN: Duration = Duration::from_secs(4);
/// Hashing keeps every core busy and waits for memory, so it feels each change of the machine's speed: short turns, compared by fours
/// (one, the other, the other, one), so that a machine that grows slower or faster meanwhile does so for both.
const FOURS: usize = 9;
const SHORT: Duration = Duration::from_secs(2);

/// The list of people under load, with as many statements a second as `pgbench` can do of the same kind.
pub(crate) async fn pages(
    report: &mut Report,
    site: &Site,
    server: &Server,
    cookie: &str,
    rows: usize,
) -> anyhow::Result<()> {
    let request = get(server.port, &format!("/users?size={rows}"), cookie);
    let postgres = Postgres::of(site)?;
    let mut client = Client::connect(server.port).await?;
    let script = postgres
        .listen(async || {
            for _ in 0..3 {
                let answer = client.ask(&request).await?;
                let shown = String::from_utf8_lossy(answer.body).matches("href=\"/users/0").count();
                ensure!(answer.status == 200 && shown >= rows, "{shown} people on a page of {rows}");
            }
            Ok(())
        })
        .await?;
    let (mut ours, mut bare) = (0.0_f64, 0.0_f64);
    for _ in 0..ROUNDS {
        ours = ours.max(asked(server.port, &request).await?);
        bare = bare.max(postgres.bench(&script, CONNECTIONS, TURN.as_secs())?);
    }
    let from = format!("{ours:.0}/s against {bare:.0}/s of pgbench ({})", script.summary());
    report.measure(&format!("users page, {rows} rows, to pgbench"), ours / bare, "", Limit::AtLeast(0.5), &from);
    Ok(())
}

/// Sign-ins, with as many verifications a second as the hashing threads can do alone.
pub(crate) async fn sign_ins(report: &mut Report, site: &Site, server: &Server) -> anyhow::Result<()> {
    let names: Vec<String> = Postgres::of(site)?
        .connect()
        .await?
        .query(
            "SELECT user_name FROM users WHERE status = 0 AND password_kind = 'own' AND role_bits = 0 \
             ORDER BY md5(user_name) LIMIT 4000",
            &[],
        )
        .await?
        .iter()
        .map(|row| row.get(0))
        .collect();
    let next = Cell::new(0);
    let options = HashPoolOptions::default();
    let pool = Arc::new(HashPool::start(&options)?);
    let (mut ours, mut bare, mut ratios) = (vec![], vec![], vec![]);
    for _ in 0..FOURS {
        let first = verified(&pool).await?;
        let between =
            [signed_in(site, server.port, &names, &next).await?, signed_in(site, server.port, &names, &next).await?];
        let last = verified(&pool).await?;
        ratios.push((between[0] + between[1]) / (first + last));
        bare.extend([first, last]);
        ours.extend(between);
    }
    let (ours, bare, middle) = (median(ours), median(bare), median(ratios));
    let from = format!("{ours:.1}/s against {bare:.1}/s of Argon2id on {} threads", options.threads);
    report.measure("sign-ins to bare Argon2id", middle, "", Limit::AtLeast(0.9), &from);
    Ok(())
}

async fn asked(port: u16, request: &[u8]) -> anyhow::Result<f64> {
    let started = Instant::now();
    let one = async || {
        let mut client = Client::connect(port).await?;
        let mut answers = 0_u32;
        while started.elapsed() < TURN {
            let answer = client.ask(request).await?;
            ensure!(answer.status == 200 && answer.body.len() > 4_000, "answered {}", answer.status);
            answers += 1;
        }
        Ok(answers)
    };
    let answers: u32 = try_join_all((0..CONNECTIONS).map(|_| one())).await?.iter().sum();
    Ok(f64::from(answers) / started.elapsed().as_secs_f64())
}

async fn signed_in(site: &Site, port: u16, names: &[String], next: &Cell<usize>) -> anyhow::Result<f64> {
    let mut doors = vec![];
    for _ in 0..KNOCKING {
        let mut client = Client::connect(port).await?;
        let form = SignInForm::read(&mut client, port).await?;
        doors.push((client, form));
    }
    let started = Instant::now();
    let one = async |(mut client, form): (Client, SignInForm)| {
        let mut opened = 0_u32;
        while started.elapsed() < SHORT {
            let name = &names[next.replace(next.get() + 1) % names.len()];
            let answer = client.ask(&form.filled(name, &site.password)).await?;
            ensure!(answer.status == 303, "the sign-in of {name} was answered {}", answer.status);
            opened += 1;
        }
        Ok(opened)
    };
    let opened: u32 = try_join_all(doors.into_iter().map(one)).await?.iter().sum();
    Ok(f64::from(opened) / started.elapsed().as_secs_f64())
}

/// In the lane in which no answer waits for another one.
async fn verified(pool: &Arc<HashPool>) -> anyhow::Result<f64> {
    let password = b"the same for everybody";
    let phc = Rc::new(pool.hash(Lane::SignedIn, password).await?);
    let started = Instant::now();
    let one = async || {
        let mut right = 0_u32;
        while started.elapsed() < SHORT {
            ensure!(pool.verify(Lane::SignedIn, password, phc.expose()).await?, "the password is right");
            right += 1;
        }
        Ok(right)
    };
    let right: u32 = try_join_all((0..KNOCKING).map(|_| one())).await?.iter().sum();
    Ok(f64::from(right) / started.elapsed().as_secs_f64())
}
