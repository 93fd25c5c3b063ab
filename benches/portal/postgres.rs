//! The private Postgres beside the server: asked directly, listened to, and set to run a page's statements by `pgbench`.

use std::collections::HashMap;
use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use tokio_postgres::{Client, Config, NoTls};

use super::site::Site;

/// Where the running Postgres is.
pub(crate) struct Postgres {
    socket: PathBuf,
    programs: PathBuf,
    log: PathBuf,
}

/// One statement of a page, with its values.
struct Statement {
    sql: String,
    values: Vec<String>,
}

/// The statements of one page as a script of `pgbench`, the values apart.
pub(crate) struct Script {
    text: String,
    values: Vec<(String, String)>,
}

impl Postgres {
    pub(crate) fn of(site: &Site) -> anyhow::Result<Self> {
        let (process, socket) = site.postmaster()?;
        let program = fs::read_link(format!("/proc/{process}/exe"))?;
        let programs = program.parent().context("no folder")?.to_owned();
        Ok(Self { socket, programs, log: site.log() })
    }

    /// A connection of the superuser.
    pub(crate) async fn connect(&self) -> anyhow::Result<Client> {
        let mut config = Config::new();
        config.host_path(&self.socket).user("postgres").dbname("latchkey");
        let (client, connection) = config.connect(NoTls).await?;
        tokio::spawn(connection);
        Ok(client)
    }

    /// The statements that a request sends, as Postgres writes them down, from BEGIN to COMMIT.
    pub(crate) async fn listen(&self, request: impl AsyncFnOnce() -> anyhow::Result<()>) -> anyhow::Result<Script> {
        let postgres = self.connect().await?;
        let heard = Duration::from_millis(300);
        postgres.batch_execute("ALTER SYSTEM SET log_statement = 'all'").await?;
        postgres.batch_execute("SELECT pg_reload_conf()").await?;
        tokio::time::sleep(heard).await;
        let from = fs::metadata(&self.log)?.len();
        let asked = request().await;
        tokio::time::sleep(heard).await;
        let log = tail(&self.log, from)?;
        postgres.batch_execute("ALTER SYSTEM RESET log_statement").await?;
        postgres.batch_execute("SELECT pg_reload_conf()").await?;
        asked?;
        Script::new(&statements(&log)?)
    }

    /// Transactions a second.
    pub(crate) fn bench(&self, script: &Script, connections: usize, seconds: u64) -> anyhow::Result<f64> {
        let file = tempfile::NamedTempFile::new()?;
        fs::write(file.path(), &script.text)?;
        let mut command = Command::new(self.programs.join("pgbench"));
        command.args(["-n", "-M", "prepared", "-j", "2", "-c", &connections.to_string(), "-T", &seconds.to_string()]);
        for (name, value) in &script.values {
            command.args(["-D", &format!("{name}={value}")]);
        }
        command.arg("-f").arg(file.path()).arg("-h").arg(&self.socket).args(["-U", "latchkey", "latchkey"]);
        // As the server's own connections are set.
        command.env("PGOPTIONS", "-c role=latchkey_app -c statement_timeout=5s -c lock_timeout=2s -c jit=off");
        let output = command.output().context("pgbench")?;
        let said = String::from_utf8_lossy(&output.stdout);
        ensure!(output.status.success(), "pgbench: {}", String::from_utf8_lossy(&output.stderr));
        let rate = said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next());
        Ok(rate.context("pgbench told no rate")?.parse()?)
    }
}

impl Script {
    fn new(statements: &[Statement]) -> anyhow::Result<Self> {
        let mut script = Self { text: String::new(), values: vec![] };
        for (number, statement) in statements.iter().enumerate() {
            let mut parts = statement.sql.split('$');
            script.text.push_str(parts.next().unwrap_or_default());
            for part in parts {
                let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
                ensure!(digits > 0, "a dollar that is no parameter: {}", statement.sql);
                let (value, after) = part.split_at(digits);
                script.text.extend([":s", &number.to_string(), "v", value, after]);
            }
            script.text.push_str(";\n");
            let named = |(at, value): (usize, &String)| (format!("s{number}v{}", at + 1), value.clone());
            script.values.extend(statement.values.iter().enumerate().map(named));
        }
        Ok(script)
    }

    /// What a reader of the report may want to see.
    pub(crate) fn summary(&self) -> String {
        let statements: Vec<&str> = self.text.lines().map(|line| line.split(' ').next().unwrap_or_default()).collect();
        format!("{} statements: {}", statements.len(), statements.join(", "))
    }
}

fn tail(log: &Path, from: u64) -> anyhow::Result<String> {
    let mut file = fs::File::open(log)?;
    file.seek(SeekFrom::Start(from))?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    Ok(text)
}

/// The last whole transaction of a page in the log: the first ones may hold what is then remembered for a while, and others are
/// those of whoever links the audit log.
fn statements(log: &str) -> anyhow::Result<Vec<Statement>> {
    let mut whole = vec![];
    let mut open: HashMap<&str, Vec<Statement>> = HashMap::new();
    for line in log.lines() {
        // `2026-11-20 12:00:00.000 UTC [123] LOG:  execute s1: SELECT …`
        let Some((who, said)) = line.split_once('[').and_then(|(_, rest)| rest.split_once("] ")) else { continue };
        let open = open.entry(who).or_default();
        let executed = || said.strip_prefix("LOG:  execute ")?.split_once(": ").map(|(_, sql)| sql);
        if let Some(sql) = said.strip_prefix("LOG:  statement: ").or_else(executed) {
            if sql.starts_with("BEGIN") {
                open.clear();
            }
            open.push(Statement { sql: sql.trim_end_matches(';').to_owned(), values: vec![] });
            let page = || open.iter().any(|statement| statement.sql.contains("auth_session"));
            if sql.starts_with("COMMIT") && open[0].sql.starts_with("BEGIN") && page() {
                whole = std::mem::take(open);
            }
        } else if let Some(values) = said.strip_prefix("DETAIL:  parameters: ") {
            let statement = open.last_mut().context("values without a statement")?;
            statement.values = parameters(values);
        }
    }
    ensure!(whole.len() > 2, "no whole transaction in what Postgres wrote down");
    Ok(whole)
}

/// `$1 = 'it''s', $2 = NULL`.
fn parameters(text: &str) -> Vec<String> {
    let mut values = vec![];
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(" = ") {
        let Some(quoted) = after.strip_prefix('\'') else {
            values.push(String::new());
            rest = after;
            continue;
        };
        // Up to the first quote that is not doubled.
        let mut end = 0;
        while let Some(at) = quoted[end..].find('\'') {
            end += at;
            if !quoted[end + 1..].starts_with('\'') {
                break;
            }
            end += 2;
        }
        values.push(quoted[..end].replace("''", "'"));
        rest = &quoted[end..];
    }
    values
}
