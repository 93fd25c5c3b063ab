//! Self-service for fifty groups, as many as can be chosen: the report of the proofs tells of each how many are able and how many are not
//! (R-329…R-332).

use std::time::Instant;

use anyhow::ensure;

use super::client::{Client, get, post};
use super::pages::Crowd;
use super::postgres::Postgres;
use super::report::{Limit, Report, median};

/// The page on which that is decided, and the one that tells.
const SETTINGS: &str = "/settings/self-service";
const REPORT: &str = "/reports/methods";
/// No page takes longer, in milliseconds.
const SERVER_TIME: f64 = 100.0;
/// So many groups can be chosen.
const GROUPS: i64 = 50;
const ROUNDS: usize = 20;

/// Chooses the groups as an administrator would, and reads the report.
pub(crate) async fn chosen_groups(report: &mut Report, many: &Crowd<'_>) -> anyhow::Result<()> {
    let port = many.server.port;
    let mut client = Client::connect(port).await?;
    let postgres = Postgres::of(many.site)?.connect().await?;
    // Projects: each has a share of people from all over.
    let projects = "SELECT name FROM groups WHERE name LIKE 'Project %' ORDER BY name LIMIT $1";
    let names: Vec<String> = postgres.query(projects, &[&GROUPS]).await?.iter().map(|row| row.get(0)).collect();
    let page = client.ask(&get(port, SETTINGS, many.cookie)).await?;
    let hidden: Vec<_> = ["csrf_token", "form_key", "version"]
        .iter()
        .map(|name| page.hidden(SETTINGS, name))
        .collect::<Result<_, _>>()?;
    let cookie = page.cookies().fold(many.cookie.to_owned(), |all, cookie| format!("{all}; {cookie}"));
    let groups = names.join("\n");
    let fields = [
        ("csrf_token", &*hidden[0]),
        ("form_key", &hidden[1]),
        ("version", &hidden[2]),
        ("reach", "selected"),
        ("groups", &groups),
        ("proofs", "1"),
        ("mail", "yes"),
        ("app", "yes"),
        ("mails_an_hour", "1000"),
        ("texts_an_hour", "100"),
    ];
    let status = client.ask(&post(port, SETTINGS, &cookie, &fields)).await?.status;
    ensure!(status == 303, "the groups were not chosen: {status}");
    let request = get(port, REPORT, many.cookie);
    let mut times = vec![];
    // The first one warms up.
    for round in 0..=ROUNDS {
        let started = Instant::now();
        let status = client.ask(&request).await?.status;
        ensure!(status == 200, "{REPORT} was answered {status}");
        if round > 0 {
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
    }
    let what = format!("report: proofs, {} chosen groups", names.len());
    report.measure(&what, median(times), "ms", Limit::AtMost(SERVER_TIME), "");
    Ok(())
}
