//! What an own change of a password that lives in a directory takes beside the directory's own time: among few people, and among very many
//! (`bin/bench directory`; the 20 milliseconds).

use std::fmt::Write as _;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

use super::client::{Client, get, post};
use super::postgres::Postgres;
use super::report::{Limit, Report, median};
use super::site::{Form, Server, Site};

/// So many people are in the two directories, and so many of them change their passwords.
const FEW: u32 = 1_000;
pub(crate) const MANY: u32 = 100_000;
const CHANGES: u32 = 60;
pub(crate) const SUFFIX: &str = "dc=bench,dc=example";
const PASSWORD: &str = "Harbour-Crane-51";
const PATIENCE: Duration = Duration::from_secs(20);
/// When everybody was changed for the last time: behind the minutes by which a search for changes begins earlier.
const LONG_AGO: &str = "20260101000000Z";

/// An `OpenLDAP` server. It ends when it is dropped.
pub(crate) struct Slapd {
    child: Child,
    pub(crate) port: u16,
}

impl Drop for Slapd {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

pub(crate) fn anchor(number: u32) -> String {
    format!("00000000-0000-4000-a000-{number:012x}")
}

/// A directory with so many people, and `more` behind them.
pub(crate) fn slapd(folder: &Path, people: u32, more: &str) -> anyhow::Result<Slapd> {
    fs::create_dir_all(folder.join("data"))?;
    let at = |name: &str| folder.join(name).display().to_string();
    let schemas =
        ["core", "cosine", "inetorgperson"].map(|name| format!("include /etc/ldap/schema/{name}.schema\n")).concat();
    let configuration = format!(
        "{schemas}modulepath /usr/lib/ldap\nmoduleload back_mdb\nmoduleload ppolicy\ndatabase mdb\nsuffix \"{SUFFIX}\"\n\
         rootdn \"cn=root,{SUFFIX}\"\nrootpw root\ndirectory {}\nmaxsize 4294967296\nsortvals member\nindex objectClass,entryUUID,uid,modifyTimestamp eq\n\
         access to attrs=userPassword by self =xw by anonymous auth by * none\naccess to * by * read\noverlay ppolicy\n",
        at("data")
    );
    fs::write(folder.join("slapd.conf"), configuration)?;
    let mut ldif = format!("dn: {SUFFIX}\nobjectClass: dcObject\nobjectClass: organization\ndc: bench\no: Bench\n\n");
    for number in 0..people {
        write!(
            ldif,
            "dn: uid=p{number},{SUFFIX}\nobjectClass: inetOrgPerson\nuid: p{number}\ncn: Piet {number}\nsn: {number}\n\
             userPassword: {PASSWORD}\nentryUUID: {}\nmodifyTimestamp: {LONG_AGO}\n\n",
            anchor(number)
        )?;
    }
    ldif.push_str(more);
    fs::write(folder.join("people.ldif"), ldif)?;
    let missing = "slapd is missing: bin/setup --tests installs it";
    let (conf, people) = (at("slapd.conf"), at("people.ldif"));
    let added = Command::new("slapadd").args(["-q", "-f", &conf, "-l", &people]).status().context(missing)?;
    ensure!(added.success(), "slapadd: {added}");
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let address = format!("ldap://127.0.0.1:{port}/");
    let child = Command::new("slapd")
        .args(["-d", "0", "-h", &address, "-f", &conf])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context(missing)?;
    let server = Slapd { child, port };
    let began = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        ensure!(began.elapsed() < PATIENCE, "slapd does not answer");
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(server)
}

/// Measures it in a site, before a directory with few people and before one with many.
pub(crate) async fn changes(report: &mut Report, site: &Site, folder: &Path) -> anyhow::Result<()> {
    Report::title("Own changes of passwords that live in a directory, one after another");
    let server = site.serve("/sign-in", "").await?;
    let mut ours = vec![];
    for people in [FEW, MANY] {
        let directory = slapd(&folder.join(people.to_string()), people, "")?;
        let names = tie(site, &server, directory.port, people).await?;
        let mut beside = vec![];
        let mut all = vec![];
        for (number, name) in names.iter().enumerate() {
            all.push(change(&server, name, number).await?);
        }
        let own = own_times(site).await?;
        ensure!(own.len() == all.len(), "{} of {} changes were written", own.len(), all.len());
        beside.extend(all.iter().zip(&own).map(|(all, own)| all - own));
        let (all, own, beside) = (median(all), median(own), median(beside));
        report.measure(&format!("an own change among {people} people"), all, "ms", Limit::Nothing, "");
        report.measure(
            "of which the directory took",
            own,
            "ms",
            Limit::Nothing,
            "writing alone, without the search before",
        );
        report.measure(
            "beside the directory's own time",
            beside,
            "ms",
            Limit::AtMost(20.0),
            "median of those of all changes",
        );
        ours.push(beside);
    }
    server.stop()?;
    let [few, many] = ours[..] else { return Ok(()) };
    report.measure("among many, beside few", many - few, "ms", Limit::AtMost(5.0), "more people cost nothing");
    Ok(())
}

/// Decides that a directory at that port is the one, and says how our account signs in there.
pub(crate) async fn decide(site: &Site, server: &Server, port: u16, groups: bool) -> anyhow::Result<()> {
    let postgres = Postgres::of(site)?.connect().await?;
    let decided = format!(
        "{{\"directory_on\": true, \"kind\": \"openldap\", \"host\": \"127.0.0.1\", \"port\": {port}, \"security\": \"plain\", \
         \"account\": \"cn=root,{SUFFIX}\", \"base\": \"{SUFFIX}\", \"writeback\": true, \"groups\": {groups}}}"
    );
    postgres
        .execute(
            "INSERT INTO setting (section, body, version, changed_at, changed_by_name) VALUES ('directory', $1, 1, now(), 'bench') \
             ON CONFLICT (section) DO UPDATE SET body = $1",
            &[&decided],
        )
        .await?;
    let administrator = site.sign_in(server.port).await?;
    let mut client = Client::connect(server.port).await?;
    let path = "/settings/directory/password";
    let form = Form::read_as(&mut client, server.port, path, &administrator).await?;
    let given = post(server.port, path, &form.cookie, &form.filled(&[("account_password", "root")]));
    let status = client.ask(&given).await?.status;
    ensure!(status == 303, "{path} was answered {status}");
    Ok(())
}

/// Ties people of the site to those of a directory, as a walk over all would have done. Says who they are.
async fn tie(site: &Site, server: &Server, port: u16, people: u32) -> anyhow::Result<Vec<String>> {
    let postgres = Postgres::of(site)?.connect().await?;
    postgres.batch_execute("TRUNCATE directory_person, writeback").await?;
    decide(site, server, port, false).await?;
    // Whoever is tied signs in there alone.
    let tied = "WITH picked AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM users WHERE role_bits = 0 AND status = 0 \
                AND source <> 'external' LIMIT $1) INSERT INTO directory_person (user_id, anchor, digest, disabled, locked, protected, never_ends, seen_in) \
                SELECT id, '00000000-0000-4000-a000-' || lpad(to_hex(number), 12, '0'), '', false, false, false, false, 1 FROM picked";
    postgres.execute(tied, &[&i64::from(people)]).await?;
    let query = "SELECT user_name FROM directory_person JOIN users ON users.id = user_id ORDER BY anchor LIMIT $1";
    let rows = postgres.query(query, &[&i64::from(CHANGES)]).await?;
    let names: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let away = "DELETE FROM credential WHERE user_id IN (SELECT id FROM users WHERE user_name = ANY ($1))";
    postgres.execute(away, &[&names]).await?;
    let there = "UPDATE user_record SET source = 'directory', password_kind = NULL WHERE user_name = ANY ($1)";
    postgres.execute(there, &[&names]).await?;
    postgres.batch_execute("ANALYZE directory_person, user_record").await?;
    // It reads what was decided every few seconds.
    tokio::time::sleep(Duration::from_secs(6)).await;
    Ok(names)
}

/// Somebody signs in and changes the own password; the milliseconds from the last byte of the form to the last of the answer.
async fn change(server: &Server, name: &str, number: usize) -> anyhow::Result<f64> {
    let place = u8::try_from(number % 200 + 1)?;
    let mut client = Client::connect_from([127, 9, 0, place].into(), server.port).await?;
    let form = Form::read(&mut client, server.port, "/sign-in").await?;
    let typed = [("username", name), ("password", PASSWORD), ("next", "")];
    let request = post(server.port, "/sign-in", &form.cookie, &form.filled(&typed));
    let answer = client.ask(&request).await?;
    ensure!(answer.status == 303, "the sign-in of {name} was answered {}", answer.status);
    let cookies: Vec<&str> = answer.cookies().filter(|cookie| !cookie.ends_with('=')).collect();
    let cookie = cookies.join("; ");
    let path = "/account/password";
    // The page itself asks whether the directory is there.
    client.ask(&get(server.port, path, &cookie)).await?;
    let form = Form::read_as(&mut client, server.port, path, &cookie).await?;
    let new = format!("Lighthouse-Rope-{number}");
    let typed = [("current_password", PASSWORD), ("new_password", new.as_str())];
    let request = post(server.port, path, &form.cookie, &form.filled(&typed));
    let started = Instant::now();
    let status = client.ask(&request).await?.status;
    let took = started.elapsed().as_secs_f64() * 1e3;
    ensure!(status == 303, "the change of {name} was answered {status}");
    Ok(took)
}

/// How long the directory itself took for each write, in the same order.
async fn own_times(site: &Site) -> anyhow::Result<Vec<f64>> {
    let postgres = Postgres::of(site)?.connect().await?;
    let rows = postgres.query("SELECT millis FROM writeback WHERE outcome = 'done' ORDER BY begun_at", &[]).await?;
    Ok(rows.iter().map(|row| f64::from(row.get::<_, i32>(0))).collect())
}
