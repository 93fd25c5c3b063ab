//! Floods of wrong sign-ins: memory stays bounded, whoever is signed in goes on working, and whoever is guessed at still gets in.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use anyhow::ensure;
use futures_util::future::{join_all, try_join, try_join_all};
use tokio::time::{Instant, sleep, sleep_until};

use super::client::{Client, get};
use super::postgres::Postgres;
use super::report::{Limit, Report};
use super::site::{Server, SignInForm, Site};

/// Wrong sign-ins a second.
const RATE: u32 = 500;
const LASTS: Duration = Duration::from_mins(1);
/// So many browsers share them: a failed sign-in is held back for a third of a second.
const DOORS: u32 = 250;
/// People at work meanwhile.
const READERS: usize = 4;
/// One looks at a page so often.
const PAUSE: Duration = Duration::from_millis(50);
const WEIGHED: Duration = Duration::from_millis(100);

/// What came back.
#[derive(Default)]
struct Seen {
    refused: Cell<u32>,
    turned_away: Cell<u32>,
    pages: RefCell<Vec<f64>>,
    heaviest: Cell<f64>,
}

/// Floods the sign-in page and reads pages meanwhile.
pub(crate) async fn flood(report: &mut Report, site: &Site, server: &Server, cookie: &str) -> anyhow::Result<()> {
    let mut doors = vec![];
    for _ in 0..DOORS {
        let mut client = Client::connect(server.port).await?;
        let form = SignInForm::read(&mut client, server.port).await?;
        doors.push((client, form.filled(&site.administrator, "not the password at all")));
    }
    let seen = Seen::default();
    let started = Instant::now();
    let knocking = join_all(
        doors
            .into_iter()
            .zip(0..)
            .map(async |((client, request), door)| knock(server.port, client, &request, door, started, &seen).await),
    );
    let reading = try_join_all((0..READERS).map(|_| read(server.port, cookie, started, &seen)));
    let weighing = async {
        while started.elapsed() < LASTS {
            seen.heaviest.set(seen.heaviest.get().max(server.resident()?));
            sleep(WEIGHED).await;
        }
        anyhow::Ok(())
    };
    let (knocked, _) = try_join(async { anyhow::Ok(knocking.await) }, try_join(reading, weighing)).await?;
    knocked.into_iter().collect::<anyhow::Result<Vec<()>>>()?;
    let asked = f64::from(seen.refused.get() + seen.turned_away.get()) / started.elapsed().as_secs_f64();
    let mut pages = seen.pages.take();
    pages.sort_by(f64::total_cmp);
    let slow = pages.get(pages.len() * 99 / 100).copied().unwrap_or(f64::INFINITY);
    let from = format!(
        "{} pages; {} sign-ins were refused, {} were told to come back",
        pages.len(),
        seen.refused.get(),
        seen.turned_away.get()
    );
    report.measure("wrong sign-ins a second", asked, "/s", Limit::AtLeast(f64::from(RATE) * 0.9), "");
    report.measure("signed-in pages meanwhile, 99th percentile", slow, "ms", Limit::AtMost(250.0), &from);
    report.measure("resident memory meanwhile, at most", seen.heaviest.get(), "MB", Limit::AtMost(96.0), "");
    Ok(())
}

/// One browser's share, at its moments; late ones are sent at once.
async fn knock(
    port: u16,
    mut client: Client,
    request: &[u8],
    door: u32,
    started: Instant,
    seen: &Seen,
) -> anyhow::Result<()> {
    for turn in 0.. {
        let at = started + Duration::from_secs(1) * (turn * DOORS + door) / RATE;
        if at.duration_since(started) >= LASTS {
            break;
        }
        sleep_until(at).await;
        match client.ask(request).await {
            Ok(answer) if answer.status == 422 => seen.refused.set(seen.refused.get() + 1),
            Ok(answer) => {
                ensure!(answer.status == 503, "a wrong sign-in was answered {}", answer.status);
                seen.turned_away.set(seen.turned_away.get() + 1);
            }
            // A connection is not kept for ever.
            Err(_) => client = Client::connect(port).await?,
        }
    }
    Ok(())
}

async fn read(port: u16, cookie: &str, started: Instant, seen: &Seen) -> anyhow::Result<()> {
    let mut client = Client::connect(port).await?;
    let request = get(port, "/users", cookie);
    while started.elapsed() < LASTS {
        let asked = Instant::now();
        let status = client.ask(&request).await?.status;
        ensure!(status == 200, "a page was answered {status} in the flood");
        seen.pages.borrow_mut().push(asked.elapsed().as_secs_f64() * 1e3);
        sleep(PAUSE).await;
    }
    Ok(())
}

/// Places that guess, each an address of its own.
const PLACES: u32 = 2_000;
/// So many guesses a second, from all of them.
const GUESSES: u32 = 200;
/// Whoever is guessed at.
const VICTIMS: usize = 4;

/// Guesses at a few people from everywhere, while these sign in on devices of theirs.
pub(crate) async fn from_everywhere(report: &mut Report, site: &Site, server: &Server) -> anyhow::Result<()> {
    let rows = Postgres::of(site)?
        .connect()
        .await?
        .query(
            "SELECT user_name FROM users WHERE status = 0 AND password_kind = 'own' AND role_bits = 0 AND source = 'local' \
             ORDER BY md5(id::text) LIMIT $1",
            &[&i64::try_from(VICTIMS)?],
        )
        .await?;
    let mut victims: Vec<(String, String)> = vec![];
    for row in &rows {
        let name: String = row.get(0);
        let device = signs_in(site, server, &name, "").await?.1;
        victims.push((name, device));
    }
    let started = Instant::now();
    let (refused, away) = (Cell::new(0_u32), Cell::new(0_u32));
    let guessing = join_all((0..PLACES).map(async |place| {
        let [_, _, high, low] = place.to_be_bytes();
        let address = [127, 77, high + 1, low].into();
        for turn in 0.. {
            let at = started + Duration::from_secs(1) * (turn * PLACES + place) / GUESSES;
            if at.duration_since(started) >= LASTS {
                return;
            }
            sleep_until(at).await;
            let name = &victims[usize::try_from(place).unwrap_or(0) % VICTIMS].0;
            match guess(server.port, address, name, &format!("guess {place} {turn}")).await {
                Ok(422) => refused.set(refused.get() + 1),
                // Told to come back; or more came than are let in at once.
                Ok(_) | Err(_) => away.set(away.get() + 1),
            }
        }
    }));
    let times = RefCell::new(vec![]);
    let working = async {
        // The first seconds let the doors close.
        sleep(Duration::from_secs(10)).await;
        while started.elapsed() < LASTS {
            for (name, device) in &mut victims.clone() {
                let (took, another) = signs_in(site, server, name, device).await?;
                times.borrow_mut().push(took);
                *device = another;
            }
            sleep(Duration::from_secs(1)).await;
        }
        anyhow::Ok(())
    };
    let (_, worked) = futures_util::future::join(guessing, working).await;
    worked?;
    let times = times.take();
    let slowest = times.iter().copied().fold(0.0, f64::max);
    let from = format!(
        "{} sign-ins of {VICTIMS} people; {} guesses were refused, {} were sent away",
        times.len(),
        refused.get(),
        away.get()
    );
    report.measure("a recognised device signs in, at most", slowest, "s", Limit::AtMost(5.0), &from);
    let locked = Postgres::of(site)?
        .connect()
        .await?
        // A door opens again after a minute: what counts is that it was closed.
        .query_one(
            "SELECT count(DISTINCT target_id) FROM audit_event JOIN audit_target ON event_id = audit_event.id \
             WHERE audit_target.activity = 'Lock user account' AND target_name = ANY ($1)",
            &[&victims.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>()],
        )
        .await?;
    let locked: i64 = locked.get(0);
    report.measure(
        "victims whose door was closed to strangers",
        f64::from(u32::try_from(locked)?),
        "",
        Limit::AtLeast(f64::from(u32::try_from(VICTIMS)?)),
        "the guesses did count",
    );
    Ok(())
}

/// Signs somebody in, on a device; how long that took, in seconds, and the note that recognises the device from then on.
async fn signs_in(site: &Site, server: &Server, name: &str, device: &str) -> anyhow::Result<(f64, String)> {
    let mut client = Client::connect(server.port).await?;
    let form = SignInForm::read(&mut client, server.port).await?;
    let request = form.filled_on(device, name, &site.password);
    let started = Instant::now();
    loop {
        let answer = client.ask(&request).await?;
        if answer.status == 503 {
            // As a person does who is told to come back.
            sleep(Duration::from_millis(500)).await;
            continue;
        }
        ensure!(answer.status == 303, "the sign-in of {name} on a device of hers was answered {}", answer.status);
        let note = answer.cookies().find(|cookie| cookie.starts_with("__Host-latchkey-device=")).unwrap_or(device);
        return Ok((started.elapsed().as_secs_f64(), note.to_owned()));
    }
}

async fn guess(port: u16, address: std::net::Ipv4Addr, name: &str, password: &str) -> anyhow::Result<u16> {
    let mut client = Client::connect_from(address, port).await?;
    let form = SignInForm::read(&mut client, port).await?;
    Ok(client.ask(&form.filled(name, password)).await?.status)
}
