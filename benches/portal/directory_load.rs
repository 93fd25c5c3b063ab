//! Loading very many people and a group of all of them out of a directory, and looking at them again (`bin/bench directory`).

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

use super::directory::{MANY, SUFFIX, anchor, decide, slapd};
use super::postgres::Postgres;
use super::report::{Limit, Report};
use super::site::Site;

/// A server that is built for speed takes less.
const PATIENCE: Duration = Duration::from_mins(20);
/// So many entries are changed between two walks.
const CHANGED: u32 = 100;

/// Loads everybody into a site, looks at everybody again, and then at what was changed.
pub(crate) async fn load(report: &mut Report, site: &Site, folder: &Path) -> anyhow::Result<()> {
    Report::title(&format!("{MANY} people of a directory, and a group of all of them"));
    let directory = slapd(folder, MANY, &everybody()?)?;
    let server = site.serve("/sign-in", "").await?;
    decide(site, &server, directory.port, true).await?;
    let postgres = Postgres::of(site)?.connect().await?;
    report.measure("the first load", walk(&postgres, "whole").await?, "s", Limit::AtMost(600.0), "");
    let (people, members): (i64, i64) = {
        let row = postgres
            .query_one("SELECT (SELECT count(*) FROM directory_person), (SELECT count(*) FROM group_member JOIN directory_group USING (group_id))", &[])
            .await?;
        (row.get(0), row.get(1))
    };
    ensure!((people, members) == (MANY.into(), MANY.into()), "{people} people and {members} members were loaded");
    report.measure(
        "everybody looked at again",
        walk(&postgres, "whole").await?,
        "s",
        Limit::AtMost(120.0),
        "nothing was changed",
    );
    change(directory.port, folder)?;
    let took = walk(&postgres, "changes").await?;
    // The server may have looked by itself just before.
    let changed = "SELECT sum(updated)::bigint FROM directory_run WHERE walk = 'changes'";
    let changed: i64 = postgres.query_one(changed, &[]).await?.get(0);
    ensure!(changed == i64::from(CHANGED), "{changed} changes were found");
    report.measure(&format!("{CHANGED} changes found"), took, "s", Limit::AtMost(10.0), "");
    report.measure("most memory ever held", server.most_resident()?, "MB", Limit::AtMost(256.0), "");
    server.stop()
}

/// Asks for a walk and waits for its end; the seconds that it took.
async fn walk(postgres: &tokio_postgres::Client, walk: &str) -> anyhow::Result<f64> {
    let done = "SELECT count(*) FROM directory_run WHERE walk = $1 AND stage = 'done'";
    let before: i64 = postgres.query_one(done, &[&walk]).await?.get(0);
    let started = Instant::now();
    loop {
        // While the server is at one of its own, none can be asked for.
        let ask = "INSERT INTO directory_run (id, walk, stage, asked_at) SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint, $1, 'waiting', now() \
                   WHERE (SELECT count(*) FROM directory_run WHERE walk = $1 AND stage = 'done') = $2 ON CONFLICT DO NOTHING";
        postgres.execute(ask, &[&walk, &before]).await?;
        if postgres.query_one(done, &[&walk]).await?.get::<_, i64>(0) > before {
            let took = "SELECT extract(epoch FROM ended_at - started_at)::float8 FROM directory_run WHERE walk = $1 AND stage = 'done' \
                        ORDER BY id DESC LIMIT 1";
            return Ok(postgres.query_one(took, &[&walk]).await?.get(0));
        }
        ensure!(started.elapsed() < PATIENCE, "the walk does not end");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// The group, as it stands in a file.
fn everybody() -> anyhow::Result<String> {
    let mut ldif =
        format!("dn: cn=everybody,{SUFFIX}\nobjectClass: groupOfNames\ncn: everybody\nentryUUID: {}\n", anchor(MANY));
    for number in 0..MANY {
        writeln!(ldif, "member: uid=p{number},{SUFFIX}")?;
    }
    ldif.push('\n');
    Ok(ldif)
}

/// Gives some people another surname.
fn change(port: u16, folder: &Path) -> anyhow::Result<()> {
    let mut ldif = String::new();
    for number in 0..CHANGED {
        writeln!(ldif, "dn: uid=p{number},{SUFFIX}\nchangetype: modify\nreplace: sn\nsn: Another {number}\n")?;
    }
    let file = folder.join("changes.ldif");
    std::fs::write(&file, ldif)?;
    let address = format!("ldap://127.0.0.1:{port}/");
    let root = format!("cn=root,{SUFFIX}");
    let done = Command::new("ldapmodify")
        .args(["-x", "-H", &address, "-D", &root, "-w", "root", "-f"])
        .arg(&file)
        .stdout(Stdio::null())
        .status()
        .context("ldapmodify is missing: bin/setup --tests installs it")?;
    ensure!(done.success(), "ldapmodify: {done}");
    Ok(())
}
