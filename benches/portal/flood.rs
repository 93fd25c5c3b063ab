//! A flood of wrong sign-ins: memory stays bounded, and whoever is signed in goes on working.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use anyhow::ensure;
use futures_util::future::{join_all, try_join, try_join_all};
use tokio::time::{Instant, sleep, sleep_until};

use super::client::{Client, get};
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
