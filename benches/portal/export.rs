//! The list of everybody as a file: how fast it is sent, and what that costs in memory.

use std::time::Instant;

use anyhow::{Context as _, ensure};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

use super::client::get;
use super::report::{Limit, Report};
use super::site::Server;

/// The memory is looked at once in so many pieces.
const LOOK: u64 = 16;

/// Downloads everybody.
pub(crate) async fn export(report: &mut Report, server: &Server, cookie: &str, people: u64) -> anyhow::Result<()> {
    let before = server.resident()?;
    let mut stream = BufReader::with_capacity(256 * 1024, TcpStream::connect(("127.0.0.1", server.port)).await?);
    let started = Instant::now();
    stream.write_all(&get(server.port, "/users/export.csv", cookie)).await?;
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        ensure!(stream.read_line(&mut head).await? > 0, "the server closed the connection: {head}");
    }
    ensure!(head.starts_with("HTTP/1.1 200") && head.contains("chunked"), "answered {head}");
    let (mut lines, mut bytes, mut pieces, mut most) = (0_u64, 0_u64, 0_u64, before);
    let mut piece = vec![];
    loop {
        let mut size = String::new();
        stream.read_line(&mut size).await?;
        let size = usize::from_str_radix(size.trim(), 16).context("the file was broken off")?;
        // Each piece ends with a line break that is not its own.
        piece.resize(size + 2, 0);
        stream.read_exact(&mut piece).await?;
        if size == 0 {
            break;
        }
        lines += piece[..size].split(|byte| *byte == b'\n').count() as u64 - 1;
        bytes += size as u64;
        pieces += 1;
        if pieces.is_multiple_of(LOOK) {
            most = most.max(server.resident()?);
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    // Everybody, the first administrator and the headings, at least.
    ensure!(lines > people, "{lines} lines about {people} people");
    #[expect(clippy::cast_precision_loss, reason = "a rate, rounded anyway")]
    let (rate, megabytes) = (lines as f64 / seconds, bytes as f64 / 1e6);
    let from = format!("{lines} lines, {megabytes:.0} MB in {seconds:.1} s");
    report.measure("export of everybody, rows a second", rate, "/s", Limit::AtLeast(20_000.0), &from);
    let from = format!("{most:.1} MB against {before:.1} MB before");
    report.measure("export of everybody, memory at its peak", most - before, "MB", Limit::AtMost(8.0), &from);
    Ok(())
}
