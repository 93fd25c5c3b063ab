//! Minutes of work under faults (`bin/soak`): servers and Postgres are killed, frozen and flooded while people change their passwords
//! and an administrator resets some. Nothing that was told may be lost, and nothing may be wrong at the end.
//!
//! `--minutes N` takes fewer minutes than ten: a trial, not a verdict.

#[path = "../portal/client.rs"]
mod client;
mod faults;
mod people;
#[expect(dead_code, reason = "the other bench uses more of it")]
#[path = "../portal/report.rs"]
mod report;
#[expect(dead_code, reason = "the other bench uses more of it")]
#[path = "../portal/site.rs"]
mod site;
mod world;

use std::os::unix::fs::PermissionsExt as _;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use futures_util::future::{join, join_all};

use people::{Administrator, Person};
use report::{Limit, Report, say};
use site::Site;
use world::World;

/// People who change their passwords all the time.
const PEOPLE: usize = 8;
/// People whose passwords are reset.
const RESET: usize = 8;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<ExitCode> {
    let lasts = Duration::from_mins(minutes()?);
    let folder = tempfile::Builder::new().prefix("latchkey-soak.").tempdir()?;
    // As root, Postgres runs as another user, who must reach its data.
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o711))?;
    let site = Site::fill(folder.path().join("site"), 200)?;
    let world = World::open(&site, lasts).await?;
    let names = world.names(PEOPLE + RESET).await?;
    ensure!(names.len() == PEOPLE + RESET, "too few people");
    let mut people: Vec<Person> = names[..PEOPLE].iter().map(|(_, name)| Person::new(name, &site.password)).collect();
    // Made-up people have a past.
    let past = world.rows(&people).await?;
    let mut administrator = Administrator::new(&site, &names[PEOPLE..]);
    let work = async {
        let living = join_all(people.iter_mut().zip(0..).map(|(person, number)| person.live(&world, number)));
        join(living, administrator.live(&world)).await
    };
    let (trouble, _) = join(faults::meet(&world), work).await;
    trouble?;
    let mut report = Report::default();
    Report::title(&format!("{} minutes under faults", lasts.as_secs() / 60));
    let seen = &world.seen;
    let none = |report: &mut Report, what: &str, number: u32, from: &str| {
        report.measure(what, f64::from(number), "", Limit::AtMost(0.0), from);
    };
    let settled = join_all(people.iter_mut().map(|person| person.settle(&world))).await;
    let wrong = settled.iter().filter(|settled| settled.is_err()).count();
    for trouble in settled.iter().filter_map(|settled| settled.as_ref().err()) {
        say(&format!("  {trouble:#}"));
    }
    let changes: u32 = people.iter().map(|person| person.changes).sum();
    let (rows, resets) = world.rows(&people).await?;
    let (rows, resets) = (rows - past.0, resets - past.1);
    report.measure("faults", f64::from(seen.faults.get()), "", Limit::AtLeast(1.0), "");
    report.measure("answers", f64::from(seen.answers.get()), "", Limit::AtLeast(1.0), "");
    report.measure("passwords changed", f64::from(changes), "", Limit::AtLeast(1.0), "");
    none(&mut report, "people with a wrong password, or two", u32::try_from(wrong)?, "");
    none(&mut report, "changes without their row, or rows without", changes.abs_diff(rows), "");
    let (told, unknown) = (administrator.told, administrator.unknown);
    let from = format!("{resets} rows; {told} were told, {unknown} got no answer");
    none(&mut report, "resets that were told and are gone", told.saturating_sub(resets), &from);
    none(&mut report, "resets that nobody asked for", resets.saturating_sub(told + unknown), &from);
    let examples = seen.examples.borrow().join("; ");
    none(&mut report, "answers that nothing explains", seen.strange.get(), &examples);
    none(&mut report, "busy or unreachable without a fault", seen.unexcused.get(), &examples);
    let (after, excused) = (seen.slowest_after.get(), seen.excused.get());
    let busy = format!("after {after}; {excused} busy or unreachable while there was a fault");
    report.measure("slowest return to work", seen.slowest.get(), "s", Limit::AtMost(5.0), &busy);
    tokio::time::sleep(Duration::from_secs(6)).await;
    for (number, (resident, files)) in world.weigh()?.into_iter().enumerate() {
        report.measure(&format!("server {number}: resident, resting"), resident, "MB", Limit::AtMost(20.0), "");
        report.measure(&format!("server {number}: open files, resting"), files, "", Limit::AtMost(80.0), "");
    }
    world.close()?;
    let verified = site.run(&["audit", "verify"])?;
    let verdict = String::from_utf8_lossy(&verified.stdout).trim().to_owned();
    none(&mut report, "exit status of `latchkey audit verify`", u32::from(!verified.status.success()), &verdict);
    let missed = report.missed();
    say(&if missed == 0 { "\nEvery promise is kept.".to_owned() } else { format!("\nPromises broken: {missed}.") });
    Ok(if missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn minutes() -> anyhow::Result<u64> {
    // Cargo adds one of its own.
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    match (arguments.next().as_deref(), arguments.next(), arguments.next()) {
        (None, None, None) => Ok(10),
        (Some("--minutes"), Some(minutes), None) => minutes.parse().context("--minutes takes a number"),
        _ => bail!("usage: bin/soak [--minutes N]"),
    }
}
