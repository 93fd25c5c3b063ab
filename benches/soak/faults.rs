//! What goes wrong, one thing after another.

use std::time::Duration;

use anyhow::Context as _;
use futures_util::future::join_all;
use rustix::process::{Pid, Signal, kill_process};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

use super::client::Client;
use super::site::{Server, SignInForm};
use super::world::World;

/// Between two faults everything works.
const QUIET: Duration = Duration::from_secs(12);
/// How long somebody is frozen.
const FROZEN: Duration = Duration::from_secs(3);
/// How long a restart may take: recovery of Postgres included.
const RESTART: Duration = Duration::from_secs(20);
const FLOOD: Duration = Duration::from_secs(4);

/// Faults in turn, until the time is over.
pub(crate) async fn meet(world: &World<'_>) -> anyhow::Result<()> {
    for turn in 0.. {
        sleep(QUIET).await;
        if !world.goes_on() {
            break;
        }
        let one = turn % world.servers.len();
        match turn % 8 {
            0 => restart(world, "a killed server", one, Server::kill).await?,
            1 => restart(world, "a stopped server", one, Server::stop).await?,
            2 => postgres_dies(world).await?,
            3 => a_backend_dies(world).await?,
            4 => server_freezes(world, one).await?,
            5 => postgres_freezes(world).await?,
            6 => idle_connections(world, one).await?,
            _ => wrong_sign_ins(world, one).await?,
        }
    }
    // The last word is had in peace.
    sleep(QUIET).await;
    Ok(())
}

async fn restart(
    world: &World<'_>,
    what: &'static str,
    one: usize,
    end: fn(Server) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    world.breaks(what, RESTART);
    let server = world.servers[one].take().context("a server is missing")?;
    tokio::task::spawn_blocking(move || end(server)).await??;
    let server = world.site.serve("/sign-in", "").await?;
    world.ports[one].set(server.port);
    world.servers[one].replace(Some(server));
    world.mended();
    Ok(())
}

fn signal(process: i32, signal: Signal) {
    if let Some(process) = Pid::from_raw(process) {
        // Gone already: then it needs no signal.
        kill_process(process, signal).unwrap_or_default();
    }
}

async fn postgres_dies(world: &World<'_>) -> anyhow::Result<()> {
    let (old, _) = world.site.postmaster()?;
    world.breaks("a killed Postgres", RESTART);
    signal(old, Signal::KILL);
    // The servers start it again by themselves.
    while world.site.postmaster().map_or(old, |(process, _)| process) == old || world.backends().await.is_err() {
        sleep(Duration::from_millis(50)).await;
    }
    world.mended();
    Ok(())
}

async fn a_backend_dies(world: &World<'_>) -> anyhow::Result<()> {
    let backends = world.backends().await?;
    world.breaks("a killed backend of Postgres", RESTART);
    // Postgres takes no chances with its shared memory: it ends all others and recovers.
    signal(*backends.first().context("no connection")?, Signal::KILL);
    sleep(Duration::from_millis(200)).await;
    while world.backends().await.is_err() {
        sleep(Duration::from_millis(50)).await;
    }
    world.mended();
    Ok(())
}

async fn server_freezes(world: &World<'_>, one: usize) -> anyhow::Result<()> {
    let process = world.servers[one].borrow().as_ref().context("a server is missing")?.id();
    freeze(world, "a frozen server", &[i32::try_from(process)?]).await;
    Ok(())
}

async fn postgres_freezes(world: &World<'_>) -> anyhow::Result<()> {
    freeze(world, "a frozen Postgres", &world.backends().await?).await;
    Ok(())
}

async fn freeze(world: &World<'_>, what: &'static str, processes: &[i32]) {
    world.breaks(what, FROZEN);
    for sent in [Signal::STOP, Signal::CONT] {
        for process in processes {
            signal(*process, sent);
        }
        if sent == Signal::STOP {
            sleep(FROZEN).await;
        }
    }
    world.mended();
}

/// As many as one worker takes, and more, that say half a request or nothing.
async fn idle_connections(world: &World<'_>, one: usize) -> anyhow::Result<()> {
    world.breaks("idle connections", FLOOD + Duration::from_secs(5));
    let port = world.ports[one].get();
    let mut idle = vec![];
    for number in 0..2_500 {
        // The queue of the system may be full: that is the point.
        let Ok(Ok(mut stream)) =
            tokio::time::timeout(Duration::from_millis(5), TcpStream::connect(("127.0.0.1", port))).await
        else {
            continue;
        };
        if number % 2 == 0 {
            stream.write_all(b"POST /sign-in HTTP/1.1\r\nHost: ").await?;
        }
        idle.push(stream);
    }
    sleep(FLOOD).await;
    drop(idle);
    world.mended();
    Ok(())
}

async fn wrong_sign_ins(world: &World<'_>, one: usize) -> anyhow::Result<()> {
    world.breaks("wrong sign-ins", FLOOD + Duration::from_secs(5));
    let port = world.ports[one].get();
    let end = Instant::now() + FLOOD;
    let knock = async || {
        let mut client = Client::connect(port).await?;
        let form = SignInForm::read(&mut client, port).await?;
        let request = form.filled(&world.site.administrator, "not the password at all");
        while Instant::now() < end {
            if client.ask(&request).await.is_err() {
                client = Client::connect(port).await?;
            }
        }
        anyhow::Ok(())
    };
    join_all((0..100).map(|_| knock())).await.into_iter().collect::<anyhow::Result<Vec<()>>>()?;
    world.mended();
    Ok(())
}
