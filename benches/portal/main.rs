//! How fast the portal is, each figure beside its limit, measured in the same run on the same machine (`bin/bench`).
//!
//! `--people N` takes fewer people than a million: a trial, not a verdict. `timing` measures what answers give away instead, `log` the pages of
//! a long audit log beside one of a twentieth, `directory` own changes of passwords that live elsewhere, and loading
//! their people.

mod chosen;
mod client;
mod directory;
mod directory_load;
mod export;
mod flood;
mod load;
mod log;
mod pages;
mod postgres;
mod proving;
mod report;
#[expect(dead_code, reason = "the soak uses more of it")]
mod site;
mod timing;

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};

use pages::Crowd;
use report::{Limit, Report, say};
use site::{Server, Site};

const FEW: u64 = 1_000;
/// A long log has so many times the rows of the one beside it, and as many rows in a trial.
const TIMES_MORE: u64 = 20;
/// So many people has a site before a directory: more than that has.
const DIRECTORY: u64 = 150_000;
const TRIAL: u64 = 1_000_000;
/// How long a server that nobody asks anything is left alone before it is weighed.
const REST: Duration = Duration::from_secs(5);

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<ExitCode> {
    let asked = asked()?;
    let folder = tempfile::Builder::new().prefix("latchkey-bench.").tempdir()?;
    // As root, Postgres runs as another user, who must reach its data.
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o711))?;
    let at = |name: &str| folder.path().join(name);
    let mut report = Report::default();

    let people = match asked {
        Asked::Everything { people } => people,
        Asked::Log { events } => {
            long_log(&mut report, &at, events).await?;
            return Ok(verdict(&report));
        }
        Asked::Directory => {
            let site = Site::fill(at("site"), DIRECTORY)?;
            directory::changes(&mut report, &site, &at("directory")).await?;
            directory_load::load(&mut report, &Site::fill(at("loaded"), FEW)?, &at("load")).await?;
            return Ok(verdict(&report));
        }
        Asked::Timing => {
            timing::timing(&mut report, &Site::fill(at("site"), timing::PEOPLE)?).await?;
            return Ok(verdict(&report));
        }
    };
    Report::title("Starting");
    let first_run = site::first_run(at("first-run")).await?;
    report.measure("empty folder to first answer", first_run.as_secs_f64(), "s", Limit::AtMost(2.0), "");
    let few = Site::fill(at("few"), FEW)?;
    let many = Site::fill(at("many"), people)?;
    let filled = many.filled_in.as_secs_f64();
    report.measure(&format!("{people} made-up people"), filled, "s", Limit::AtMost(180.0), "");
    let server = many.serve("/sign-in", "").await?;
    let cookie = many.sign_in(server.port).await?;
    server.stop()?;
    let server = many.serve("/users", &cookie).await?;
    let start = server.answered_in.as_secs_f64();
    report.measure("start to the first users page", start, "s", Limit::AtMost(0.5), "Postgres and portal together");
    tokio::time::sleep(REST).await;
    weigh(&mut report, "resident memory, just started", &server)?;

    Report::title(&format!("Pages among {people} people, times those among {FEW}, one request after another"));
    let other = few.serve("/sign-in", "").await?;
    let other_cookie = few.sign_in(other.port).await?;
    let small = Crowd { site: &few, server: &other, cookie: &other_cookie };
    let large = Crowd { site: &many, server: &server, cookie: &cookie };
    pages::compare(&mut report, &small, &large).await?;
    other.stop()?;

    Report::title("Under load");
    for size in [25, 50] {
        load::pages(&mut report, &many, &server, &cookie, size).await?;
    }
    export::export(&mut report, &server, &cookie, people).await?;
    load::sign_ins(&mut report, &many, &server).await?;
    tokio::time::sleep(REST).await;
    weigh(&mut report, "resident memory, resting afterwards", &server)?;

    Report::title("A flood of wrong sign-ins for a minute");
    flood::flood(&mut report, &many, &server, &cookie).await?;
    Report::title("A flood from two thousand places for a minute");
    flood::from_everywhere(&mut report, &many, &server).await?;

    // Last: whoever signs in is asked for proofs from then on.
    Report::title("Self-service for as many groups as can be chosen");
    let fresh = many.sign_in(server.port).await?;
    chosen::chosen_groups(&mut report, &Crowd { site: &many, server: &server, cookie: &fresh }).await?;
    server.stop()?;
    Ok(verdict(&report))
}

/// What a server that rests holds in memory.
fn weigh(report: &mut Report, what: &str, server: &Server) -> anyhow::Result<()> {
    let from = format!("{:.1} MB its own, the rest mapped from the program's files", server.own()?);
    report.measure(what, server.resident()?, "MB", Limit::AtMost(15.0), &from);
    Ok(())
}

/// The pages of the audit log, with so many rows and with a twentieth of them.
async fn long_log(report: &mut Report, at: &impl Fn(&str) -> PathBuf, events: u64) -> anyhow::Result<()> {
    let few = events / TIMES_MORE;
    let short = Site::fill_with_log(at("short"), log::PEOPLE, few)?;
    let long = Site::fill_with_log(at("long"), log::PEOPLE, events)?;
    Report::title("Filling");
    report.measure(&format!("{events} rows of the audit log"), long.filled_in.as_secs_f64(), "s", Limit::Nothing, "");
    let (here, there) = (short.serve("/sign-in", "").await?, long.serve("/sign-in", "").await?);
    let (own, other) = (short.sign_in(here.port).await?, long.sign_in(there.port).await?);
    Report::title(&format!(
        "Pages with {events} rows over two years, times those with {few}, one request after another"
    ));
    let small = log::Log { site: &short, server: &here, cookie: &own, events: few };
    let large = log::Log { site: &long, server: &there, cookie: &other, events };
    let counted = large.counted().await?.max(small.counted().await?);
    report.measure("its usage counted, from the start", counted.as_secs_f64(), "s", Limit::Nothing, "");
    log::compare(report, &small, &large).await?;
    let most = there.most_resident()?;
    report.measure("most memory ever held, with 250,000 rows a file", most, "MB", Limit::AtMost(64.0), "");
    here.stop()?;
    there.stop()
}

fn verdict(report: &Report) -> ExitCode {
    let missed = report.missed();
    say(&if missed == 0 { "\nEvery limit is kept.".to_owned() } else { format!("\nLimits missed: {missed}.") });
    if missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What is to be measured.
enum Asked {
    Everything { people: u64 },
    Timing,
    Directory,
    Log { events: u64 },
}

fn asked() -> anyhow::Result<Asked> {
    // Cargo adds one of its own.
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    match (arguments.next().as_deref(), arguments.next(), arguments.next()) {
        (None, None, None) => Ok(Asked::Everything { people: 1_000_000 }),
        (Some("timing"), None, None) => Ok(Asked::Timing),
        (Some("directory"), None, None) => Ok(Asked::Directory),
        (Some("log"), None, None) => Ok(Asked::Log { events: TRIAL }),
        (Some("log"), Some(option), Some(events)) if option == "--events" => {
            Ok(Asked::Log { events: events.parse().context("--events takes a number")? })
        }
        (Some("--people"), Some(people), None) => {
            Ok(Asked::Everything { people: people.parse().context("--people takes a number")? })
        }
        _ => bail!("usage: bin/bench [timing | directory | log [--events N] | --people N]"),
    }
}
