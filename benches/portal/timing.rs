//! Whether bytes or time of an answer tell anything: of a sign-in that fails, and of a forgotten password (`bin/bench timing`; T-95).
//!
//! Two kinds are told apart by their times as well as a coin tells them where the area under the curve is a half.

use std::time::Instant;

use anyhow::{Context as _, ensure};
use futures_util::future::try_join_all;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::client::{Client, post};
use super::postgres::Postgres;
use super::proving::{RESETS, proving};
use super::report::{Limit, Report};
use super::site::{Form, Server, Site};

/// So many people the site needs.
pub(crate) const PEOPLE: u64 = 5_000;
/// Answers of each kind. Two hundred would miss the limits by chance alone once in a dozen comparisons.
pub(crate) const SAMPLES: usize = 400;
/// Answers of each kind to a forgotten password, in each state of the mail server.
const FORGOTTEN: usize = SAMPLES;
/// People of a kind: nobody is guessed at so often that it locks.
const OF_A_KIND: usize = 50;
/// So far off a half the times tell nothing.
const OFF: f64 = 0.05;

/// Who can not sign in, and what makes somebody so.
const KINDS: [(&str, &[&str]); 5] = [
    ("a wrong password", &[]),
    ("a blocked account", &["UPDATE user_record SET enabled = false WHERE user_name = ANY ($1)"]),
    (
        "a locked account",
        &[
            "INSERT INTO throttle (user_id, factor, recognised, serial, failures, in_a_row, recent, addresses, first_at, last_at, \
           locked_until) SELECT id, 'password', false, 1, 10, 10, '{}', '{}', now(), now(), now() + interval '1 hour' \
           FROM users WHERE user_name = ANY ($1)",
        ],
    ),
    (
        "an external account",
        &[
            "DELETE FROM credential WHERE user_id IN (SELECT id FROM users WHERE user_name = ANY ($1))",
            "UPDATE user_record SET source = 'external', password_kind = NULL WHERE user_name = ANY ($1)",
        ],
    ),
    (
        "an account whose password was never set",
        &[
            "DELETE FROM credential WHERE user_id IN (SELECT id FROM users WHERE user_name = ANY ($1))",
            "UPDATE user_record SET password_kind = NULL WHERE user_name = ANY ($1)",
        ],
    ),
];
const UNKNOWN: &str = "a name that nobody has";

/// One answer.
struct Answered {
    took: f64,
    body: String,
}

/// Measures both.
pub(crate) async fn timing(report: &mut Report, site: &Site) -> anyhow::Result<()> {
    let server = site.serve("/sign-in", "").await?;
    let names = active(site).await?;
    let (mut sign_ins, forgetful) = names.split_at_checked(OF_A_KIND * KINDS.len()).context("too few people")?;
    let mut kinds: Vec<(&str, Vec<String>)> = vec![];
    let postgres = Postgres::of(site)?.connect().await?;
    for (kind, makes) in KINDS {
        let (these, others) = sign_ins.split_at(OF_A_KIND);
        for sql in makes {
            postgres.execute(*sql, &[&these]).await.with_context(|| kind.to_owned())?;
        }
        kinds.push((kind, these.to_vec()));
        sign_ins = others;
    }
    kinds.push((UNKNOWN, (0..OF_A_KIND).map(|number| format!("nobody.{number}")).collect()));

    Report::title("Sign-ins that fail, each kind beside a wrong password");
    let mut answers: Vec<Vec<Answered>> = kinds.iter().map(|_| vec![]).collect();
    for round in 0..SAMPLES {
        // At the same moment, so that whatever else the machine does meets all of them; each time another one is first.
        let mut order: Vec<usize> = (0..kinds.len()).collect();
        order.rotate_left(round % kinds.len());
        let asked = order.iter().map(async |kind| {
            let name = &kinds[*kind].1[round % OF_A_KIND];
            let fields = [("username", name.as_str()), ("password", &format!("not this one {round}"))];
            anyhow::Ok((*kind, ask(&server, "/sign-in", &fields, round * kinds.len() + kind).await?))
        });
        for (kind, answer) in try_join_all(asked).await? {
            answers[kind].push(answer);
        }
    }
    server.stop()?;
    let (wrong, others) = answers.split_first().context("no kinds")?;
    for ((kind, _), other) in kinds.iter().skip(1).zip(others) {
        compare(report, kind, wrong, other);
    }
    forgotten(report, site, forgetful).await
}

/// A forgotten password, with a mail server that takes letters, one that is not there, and one that says nothing.
async fn forgotten(report: &mut Report, site: &Site, names: &[String]) -> anyhow::Result<()> {
    let (up, down, hanging) = (
        TcpListener::bind("127.0.0.1:0").await?,
        TcpListener::bind("127.0.0.1:0").await?,
        TcpListener::bind("127.0.0.1:0").await?,
    );
    let ports = [up.local_addr()?.port(), down.local_addr()?.port(), hanging.local_addr()?.port()];
    drop(down);
    tokio::spawn(async move {
        while let Ok((line, _)) = up.accept().await {
            tokio::spawn(take_mail(line));
        }
    });
    Report::title(
        "Forgotten passwords: somebody beside nobody, and each state of the mail server beside one that works",
    );
    let mut known: Vec<Vec<Answered>> = vec![];
    for (state, port) in ["up", "down", "hanging"].into_iter().zip(ports) {
        let server =
            site.serve_with("/sign-in", "", &[("LATCHKEY_SMTP_URL", &format!("smtp://127.0.0.1:{port}"))]).await?;
        let of_state: Vec<&String> = names.iter().skip(known.len() * FORGOTTEN).take(FORGOTTEN).collect();
        ensure!(of_state.len() == FORGOTTEN, "too few people");
        let client = Postgres::of(site)?.connect().await?;
        client
            .execute(
                "INSERT INTO authentication_contact (user_id, mail) SELECT id, 'somebody@home.example' FROM users \
                 WHERE user_name = ANY ($1) ON CONFLICT (user_id) DO UPDATE SET mail = EXCLUDED.mail",
                &[&of_state],
            )
            .await?;
        client
            .execute(
                "INSERT INTO setting (section, body, version, changed_at, changed_by_name) \
                 VALUES ('self-service', '{\"reach\": \"everybody\"}', 1, now(), 'bench') ON CONFLICT (section) DO NOTHING",
                &[],
            )
            .await?;
        // It reads what was decided every few seconds.
        tokio::time::sleep(std::time::Duration::from_secs(6)).await;
        let (mut somebody, mut nobody) = (vec![], vec![]);
        for (number, name) in of_state.into_iter().enumerate() {
            let stranger = format!("nobody.{state}.{number}");
            let ask = async |name: &str, place| ask(&server, "/reset-password", &[("username", name)], place).await;
            let place = 1_000_000 + (known.len() * FORGOTTEN + number) * 2;
            let both = try_join_all([ask(name, place), ask(&stranger, place + 1)]).await?;
            let [one, other] = <[Answered; 2]>::try_from(both).map_err(|_| anyhow::anyhow!("two were asked"))?;
            somebody.push(one);
            nobody.push(other);
        }
        compare(report, &format!("mail {state}: a name that nobody has"), &somebody, &nobody);
        known.push(somebody);
        server.stop()?;
    }
    drop(hanging);
    if let [up, down, hanging] = &known[..] {
        compare(report, "mail down", up, down);
        compare(report, "mail hanging", up, hanging);
    }
    let behind: Vec<String> = names.iter().skip(known.len() * FORGOTTEN).take(RESETS).cloned().collect();
    ensure!(behind.len() == RESETS, "too few people");
    proving(report, site, &behind).await
}

/// People with a password of their own and nothing in their way.
async fn active(site: &Site) -> anyhow::Result<Vec<String>> {
    let rows = Postgres::of(site)?
        .connect()
        .await?
        .query(
            "SELECT user_name FROM users WHERE status = 0 AND password_kind = 'own' AND role_bits = 0 AND source = 'local' \
             ORDER BY md5(user_name)",
            &[],
        )
        .await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// Sends a form from a place of its own; the time from the last byte of the form to the last of the answer.
async fn ask(server: &Server, path: &str, fields: &[(&str, &str)], place: usize) -> anyhow::Result<Answered> {
    let [_, high, middle, low] = u32::try_from(place * 257 + 2)?.to_be_bytes();
    let mut client = Client::connect_from([127, high | 1, middle, low.max(1)].into(), server.port).await?;
    let form = Form::read(&mut client, server.port, path).await?;
    let request = post(server.port, path, &form.cookie, &form.filled(fields));
    let started = Instant::now();
    let answer = client.ask(&request).await?;
    let took = started.elapsed().as_secs_f64() * 1e3;
    ensure!(answer.status == 422 || answer.status == 303, "{path} was answered {}", answer.status);
    let body = format!("{} {}", answer.status, String::from_utf8_lossy(answer.body));
    Ok(Answered { took, body: alike(body, fields) })
}

/// Without what is another one each time: the form's tokens, and what was typed.
fn alike(mut body: String, fields: &[(&str, &str)]) -> String {
    for (_, typed) in fields {
        body = body.replace(typed, "");
    }
    for token in ["name=\"csrf_token\" value=\"", "name=\"form_key\" value=\""] {
        let mut parts = body.split(token);
        let mut rest = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            rest.push_str(part.split_once('"').map_or("", |(_, behind)| behind));
        }
        body = rest;
    }
    body
}

fn compare(report: &mut Report, kind: &str, one: &[Answered], other: &[Answered]) {
    let differ = other.iter().zip(one).filter(|(other, one)| other.body != one.body).count();
    report.measure(
        &format!("{kind}: other bytes"),
        count(differ),
        "",
        Limit::AtMost(0.0),
        &format!("of {}", one.len()),
    );
    let times = |answers: &[Answered]| answers.iter().map(|answer| answer.took).collect::<Vec<_>>();
    compare_times(report, kind, &times(one), &times(other));
}

/// Compares times alone, in milliseconds.
pub(crate) fn compare_times(report: &mut Report, kind: &str, one: &[f64], other: &[f64]) {
    let area = area(one, other);
    let away = (area - 0.5).abs();
    let middle = |times: &[f64]| super::report::median(times.to_vec());
    let from = format!("{area:.3}; medians {:.1} and {:.1} ms", middle(one), middle(other));
    report.measure(&format!("{kind}: area under the curve, off a half"), away, "", Limit::AtMost(OFF), &from);
}

/// How often one of the first took longer than one of the second; the same time is half of one.
fn area(one: &[f64], other: &[f64]) -> f64 {
    let mut longer = 0.0;
    for a in one {
        for b in other {
            longer += if a > b {
                1.0
            } else if a < b {
                0.0
            } else {
                0.5
            };
        }
    }
    longer / count(one.len() * other.len())
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

/// A mail server that takes everything.
async fn take_mail(line: TcpStream) -> anyhow::Result<()> {
    let mut line = BufReader::new(line);
    line.write_all(b"220 here\r\n").await?;
    let (mut said, mut in_letter) = (String::new(), false);
    loop {
        said.clear();
        if line.read_line(&mut said).await? == 0 {
            return Ok(());
        }
        let answer: &[u8] = match (in_letter, said.trim_end()) {
            (true, ".") => {
                in_letter = false;
                b"250 taken\r\n"
            }
            (true, _) => continue,
            (false, "DATA") => {
                in_letter = true;
                b"354 go on\r\n"
            }
            (false, "QUIT") => b"221 bye\r\n",
            (false, _) => b"250 yes\r\n",
        };
        line.write_all(answer).await?;
    }
}
