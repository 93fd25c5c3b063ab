//! A portal with made-up people: its data folder, its server process, its way in.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};

use super::client::{Client, get, post};

/// The program under test: the one that is handed out where that is named (`bin/bench`), and else as cargo builds it.
fn program() -> OsString {
    std::env::var_os("BENCH_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_latchkey").into())
}

/// A server that has not answered by then never will.
const PATIENCE: Duration = Duration::from_mins(1);

/// A data folder with people in it.
pub(crate) struct Site {
    folder: PathBuf,
    /// The password that all made-up people share.
    pub(crate) password: String,
    /// A Global administrator.
    pub(crate) administrator: String,
    /// How long it took to fill.
    pub(crate) filled_in: Duration,
}

/// A server at work. Dropped, it is asked to stop.
pub(crate) struct Server {
    process: Child,
    pub(crate) port: u16,
    /// From the start of the process to the first answered page.
    pub(crate) answered_in: Duration,
}

impl Site {
    /// Fills a new data folder.
    pub(crate) fn fill(folder: PathBuf, people: u64) -> anyhow::Result<Self> {
        Self::fill_with_log(folder, people, 0)
    }

    /// Fills a new data folder, and its audit log with so many rows.
    pub(crate) fn fill_with_log(folder: PathBuf, people: u64, events: u64) -> anyhow::Result<Self> {
        fs::create_dir(&folder)?;
        let started = Instant::now();
        let output = command(&folder)
            .args(["demo", "--people", &people.to_string(), "--seed", "7", "--events", &events.to_string()])
            .output()?;
        let filled_in = started.elapsed();
        let said = String::from_utf8(output.stdout)?;
        ensure!(output.status.success(), "latchkey demo: {}", String::from_utf8_lossy(&output.stderr));
        let mut lines = said.lines().skip_while(|line| !line.contains("password")).skip(1);
        let password = lines.next().context("no password")?.trim().to_owned();
        let line = lines.find(|line| line.ends_with("global administrator")).context("no administrator")?;
        let administrator = line.split_whitespace().next().context("no administrator")?.to_owned();
        Ok(Self { folder, password, administrator, filled_in })
    }

    /// Starts its server and waits until it answers this page.
    pub(crate) async fn serve(&self, page: &str, cookie: &str) -> anyhow::Result<Server> {
        serve(&self.folder, page, cookie, &[]).await
    }

    /// The same with more configuration.
    pub(crate) async fn serve_with(&self, page: &str, cookie: &str, more: &[(&str, &str)]) -> anyhow::Result<Server> {
        serve(&self.folder, page, cookie, more).await
    }

    /// Its Postgres.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.join("pg")
    }

    /// The folder of its Postgres's socket.
    pub(crate) fn socket(&self) -> anyhow::Result<PathBuf> {
        Ok(self.postmaster()?.1)
    }

    /// Number and socket of its Postgres, as that has written them down.
    pub(crate) fn postmaster(&self) -> anyhow::Result<(i32, PathBuf)> {
        let file = fs::read_to_string(self.data().join("postmaster.pid"))?;
        let line = |number: usize| file.lines().nth(number).context("postmaster.pid is too short");
        Ok((line(0)?.trim().parse()?, line(4)?.into()))
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> anyhow::Result<Output> {
        Ok(command(&self.folder).args(arguments).output()?)
    }

    /// What Postgres writes down.
    pub(crate) fn log(&self) -> PathBuf {
        self.folder.join("pg.log")
    }

    /// Signs in; the session's cookie.
    pub(crate) async fn sign_in(&self, port: u16) -> anyhow::Result<String> {
        let mut client = Client::connect(port).await?;
        let form = SignInForm::read(&mut client, port).await?;
        let answer = client.ask(&form.filled(&self.administrator, &self.password)).await?;
        ensure!(answer.status == 303, "sign-in was answered {}", answer.status);
        let cookies: Vec<&str> = answer.cookies().filter(|cookie| !cookie.ends_with('=')).collect();
        ensure!(!cookies.is_empty(), "no session");
        Ok(cookies.join("; "))
    }
}

/// A form as one browser got it.
pub(crate) struct Form {
    pub(crate) cookie: String,
    token: String,
    key: String,
}

impl Form {
    /// Reads the form of a page that is sent to where the page is.
    pub(crate) async fn read(client: &mut Client, port: u16, path: &str) -> anyhow::Result<Self> {
        Self::read_as(client, port, path, "").await
    }

    /// The same with a session's cookies.
    pub(crate) async fn read_as(client: &mut Client, port: u16, path: &str, session: &str) -> anyhow::Result<Self> {
        let page = client.ask(&get(port, path, session)).await?;
        let session = Some(session).filter(|session| !session.is_empty());
        let cookie = session.into_iter().chain(page.cookies()).collect::<Vec<_>>().join("; ");
        Ok(Self { cookie, token: page.hidden(path, "csrf_token")?, key: page.hidden(path, "form_key")? })
    }

    /// Its fields, with what is typed.
    pub(crate) fn filled<'a>(&'a self, typed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        [("csrf_token", self.token.as_str()), ("form_key", &self.key)]
            .into_iter()
            .chain(typed.iter().copied())
            .collect()
    }
}

/// A sign-in form as one browser got it.
pub(crate) struct SignInForm {
    port: u16,
    form: Form,
}

impl SignInForm {
    pub(crate) async fn read(client: &mut Client, port: u16) -> anyhow::Result<Self> {
        Ok(Self { port, form: Form::read(client, port, "/sign-in").await? })
    }

    pub(crate) fn filled(&self, user_name: &str, password: &str) -> Vec<u8> {
        self.filled_on("", user_name, password)
    }

    /// On a device that brings a cookie.
    pub(crate) fn filled_on(&self, device: &str, user_name: &str, password: &str) -> Vec<u8> {
        let typed = [("username", user_name), ("password", password), ("next", "")];
        let cookie =
            if device.is_empty() { self.form.cookie.clone() } else { format!("{}; {device}", self.form.cookie) };
        post(self.port, "/sign-in", &cookie, &self.form.filled(&typed))
    }
}

/// From an empty folder to the first answer.
pub(crate) async fn first_run(folder: PathBuf) -> anyhow::Result<Duration> {
    fs::create_dir(&folder)?;
    let server = serve(&folder, "/sign-in", "", &[]).await?;
    let took = server.answered_in;
    server.stop()?;
    Ok(took)
}

async fn serve(folder: &Path, page: &str, cookie: &str, more: &[(&str, &str)]) -> anyhow::Result<Server> {
    let port = std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let log = File::options().create(true).append(true).open(folder.join("server.log"))?;
    let request = get(port, page, cookie);
    let started = Instant::now();
    let process = command(folder)
        .arg("serve")
        .env("LATCHKEY_LISTEN", format!("127.0.0.1:{port}"))
        .env("LATCHKEY_OPS_LISTEN", "off")
        .envs(more.iter().copied())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()?;
    let mut server = Server { process, port, answered_in: Duration::ZERO };
    while started.elapsed() < PATIENCE {
        if let Ok(mut client) = Client::connect(port).await {
            let status = client.ask(&request).await?.status;
            ensure!(status == 200, "{page} was answered {status}");
            server.answered_in = started.elapsed();
            return Ok(server);
        }
        if let Some(status) = server.process.try_wait()? {
            bail!("the server ended ({status}): {}", fs::read_to_string(folder.join("server.log"))?);
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    bail!("the server does not answer: {}", fs::read_to_string(folder.join("server.log"))?)
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(program());
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"LATCHKEY_")) {
        command.env_remove(name);
    }
    command.env("LATCHKEY_DATA_DIR", folder).current_dir(folder).stdin(Stdio::null());
    command
}

impl Server {
    /// What the process holds in memory, in MB.
    pub(crate) fn resident(&self) -> anyhow::Result<f64> {
        self.memory("VmRSS:")
    }

    /// What of it is the process's own, in MB: the rest is mapped from files, and the system may drop it at any time.
    pub(crate) fn own(&self) -> anyhow::Result<f64> {
        self.memory("RssAnon:")
    }

    /// The most that it has held so far, in MB.
    pub(crate) fn most_resident(&self) -> anyhow::Result<f64> {
        self.memory("VmHWM:")
    }

    fn memory(&self, name: &str) -> anyhow::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)).context("no such memory")?;
        let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kib * 1024.0 / 1e6)
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(mut self) -> anyhow::Result<()> {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }

    /// Stops it in order.
    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        self.interrupt();
        let status = self.process.wait()?;
        ensure!(status.success(), "the server ended with {status}");
        Ok(())
    }

    fn interrupt(&self) {
        if let Some(pid) = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw) {
            // Gone already: then there is nothing to stop.
            kill_process(pid, Signal::INT).unwrap_or_default();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if !matches!(self.process.try_wait(), Ok(Some(_))) {
            self.interrupt();
            drop(self.process.wait());
        }
    }
}
