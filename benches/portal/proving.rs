//! Whether the time of an answer tells, behind the name that somebody said, whether there is such a one (`bin/bench timing`; T-95): the page of
//! the proofs, a code that is wrong, a number that is not the one.

use std::time::Instant;

use anyhow::{Context as _, ensure};
use futures_util::future::try_join_all;
use tokio::net::TcpListener;

use super::client::{Client, get, post};
use super::postgres::Postgres;
use super::report::Report;
use super::site::{Form, Server, Site};
use super::timing::{SAMPLES, compare_times};

/// Resets of each kind.
pub(crate) const RESETS: usize = SAMPLES;
const VERIFY: &str = "/reset-password/verify";
/// What is measured of each reset.
const STEPS: [&str; 3] = ["the page of the proofs", "a wrong code", "a number that is not the one"];

/// Measures resets of these people beside resets of nobody.
pub(crate) async fn proving(report: &mut Report, site: &Site, names: &[String]) -> anyhow::Result<()> {
    // Letters and messages wait behind the answers.
    let silent = TcpListener::bind("127.0.0.1:0").await?;
    let port = silent.local_addr()?.port();
    let (mail, gateway) = (format!("smtp://127.0.0.1:{port}"), format!("http://127.0.0.1:{port}/send"));
    let more = [
        ("LATCHKEY_SMTP_URL", mail.as_str()),
        ("LATCHKEY_TEXT_GATEWAY_URL", &gateway),
        ("LATCHKEY_TEXT_GATEWAY_SECRET", "a secret of this measurement alone"),
    ];
    let server = site.serve_with("/sign-in", "", &more).await?;
    // The database is there as long as its server is.
    let postgres = Postgres::of(site)?.connect().await?;
    let known = "INSERT INTO authentication_contact (user_id, mail, phone) \
        SELECT id, 'somebody@home.example', '+31 600000000' FROM users WHERE user_name = ANY ($1) \
        ON CONFLICT (user_id) DO UPDATE SET mail = EXCLUDED.mail, phone = EXCLUDED.phone";
    postgres.execute(known, &[&names]).await?;
    let decided = "UPDATE setting SET body = '{\"reach\": \"everybody\", \"text\": true}', version = version + 1 \
        WHERE section = 'self-service'";
    ensure!(postgres.execute(decided, &[]).await? == 1, "nothing was decided about resets");
    // It reads what was decided every few seconds.
    tokio::time::sleep(std::time::Duration::from_secs(6)).await;
    Report::title("Behind a name: somebody with a recovery address and phone beside nobody");
    let (mut somebody, mut nobody) = (vec![vec![]; STEPS.len()], vec![vec![]; STEPS.len()]);
    for (number, name) in names.iter().enumerate() {
        let stranger = format!("nobody.behind.{number}");
        let place = 2_000_000 + number * 2;
        let both = try_join_all([reset(&server, name, place), reset(&server, &stranger, place + 1)]).await?;
        for (times, took) in [&mut somebody, &mut nobody].into_iter().zip(both) {
            for (times, took) in times.iter_mut().zip(took) {
                times.push(took);
            }
        }
    }
    for (step, (one, other)) in STEPS.iter().zip(somebody.iter().zip(&nobody)) {
        compare_times(report, step, one, other);
    }
    server.stop()
}

/// Walks through one reset as far as a stranger comes; how long each step took, in milliseconds.
async fn reset(server: &Server, name: &str, place: usize) -> anyhow::Result<[f64; STEPS.len()]> {
    let [_, high, middle, low] = u32::try_from(place * 257 + 2)?.to_be_bytes();
    let mut client = Client::connect_from([127, high | 1, middle, low.max(1)].into(), server.port).await?;
    let form = Form::read(&mut client, server.port, "/reset-password").await?;
    let begins = post(server.port, "/reset-password", &form.cookie, &form.filled(&[("username", name)]));
    let begun = client.ask(&begins).await?;
    ensure!(begun.status == 303, "a reset was answered {}", begun.status);
    let flow = begun.cookies().find(|cookie| cookie.starts_with("__Host-latchkey-reset=")).context("no reset")?;
    let cookie = format!("{}; {flow}", form.cookie);
    let mut took = [0.0; STEPS.len()];
    let typed: [&[(&str, &str)]; 3] = [
        &[],
        &[("method", "email"), ("code", "00000000")],
        &[("method", "sms"), ("phone", "+31 612345678"), ("send", "yes")],
    ];
    for (took, typed) in took.iter_mut().zip(typed) {
        let page = client.ask(&get(server.port, VERIFY, &cookie)).await?;
        ensure!(page.status == 200, "the page of the proofs was answered {}", page.status);
        let (token, key) = (page.hidden(VERIFY, "csrf_token")?, page.hidden(VERIFY, "form_key")?);
        let keys = [("csrf_token", token.as_str()), ("form_key", &key)];
        let fields: Vec<(&str, &str)> = keys.into_iter().chain(typed.iter().copied()).collect();
        let request = if typed.is_empty() {
            get(server.port, VERIFY, &cookie)
        } else {
            post(server.port, VERIFY, &cookie, &fields)
        };
        let started = Instant::now();
        let status = client.ask(&request).await?.status;
        *took = started.elapsed().as_secs_f64() * 1e3;
        ensure!(status == if typed.is_empty() { 200 } else { 422 }, "a step of a reset was answered {status}");
    }
    Ok(took)
}
