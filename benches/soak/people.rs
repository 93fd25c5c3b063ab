//! People who work through it all, and remember what they were told.

use std::time::Duration;

use anyhow::{bail, ensure};
use tokio::time::{Instant, sleep, timeout};

use super::client::{Client, get, post};
use super::site::{SignInForm, Site};
use super::world::{World, one_more};

/// Nobody waits longer for an answer: a server whose database is silent gives up before.
const PATIENCE: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(100);

/// Somebody who changes the own password all the time.
pub(crate) struct Person {
    pub(crate) name: String,
    password: String,
    /// The one that was sent and not answered.
    sent: Option<String>,
    pub(crate) changes: u32,
    tries: u32,
}

/// An answer, or that there was none.
enum Told {
    Answer { status: u16, cookies: String, fields: Vec<(String, String)>, secret: Option<String> },
    Nothing,
}

impl Told {
    fn field(&self, wanted: &str) -> &str {
        let Self::Answer { fields, .. } = self else { return "" };
        fields.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value)
    }
}

/// One request of one of the servers; what is no answer, or a 503, is put down to the fault of the moment. `form` is the address to
/// which the form on the page is sent.
async fn ask(world: &World<'_>, client: &mut Client, request: &[u8], form: &str, what: &str) -> Told {
    let began = Instant::now();
    let answered = timeout(PATIENCE, async {
        let answer = client.ask(request).await?;
        let fields =
            ["csrf_token", "form_key"].map(|name| (name.to_owned(), answer.hidden(form, name).unwrap_or_default()));
        let cookies = answer.cookies().filter(|cookie| !cookie.ends_with('=')).collect::<Vec<_>>().join("; ");
        let page = String::from_utf8_lossy(answer.body);
        let secret = page
            .split_once("id=\"secret\"")
            .and_then(|(_, rest)| rest.split_once('>'))
            .map(|(_, rest)| rest.split('<').next().unwrap_or_default().to_owned());
        anyhow::Ok(Told::Answer { status: answer.status, cookies, fields: fields.into(), secret })
    });
    match answered.await {
        Ok(Ok(Told::Answer { status: 503, .. })) => world.failed(began, &format!("{what}: 503")),
        Ok(Ok(told)) => {
            one_more(&world.seen.answers);
            return told;
        }
        Ok(Err(error)) => world.failed(began, &format!("{what}: {error}")),
        Err(_) => world.failed(began, &format!("{what}: no answer within {} s", PATIENCE.as_secs())),
    }
    Told::Nothing
}

/// A connection to a server, and the cookie of somebody who signed in there; nothing when the server did not let anybody in just now.
async fn enter(
    world: &World<'_>,
    port: u16,
    name: &str,
    password: &str,
) -> anyhow::Result<Option<(Client, String, u16)>> {
    let began = Instant::now();
    let Ok(mut client) = Client::connect(port).await else {
        world.failed(began, "a connection");
        return Ok(None);
    };
    let Ok(Ok(form)) = timeout(PATIENCE, SignInForm::read(&mut client, port)).await else {
        world.failed(began, "the sign-in page");
        return Ok(None);
    };
    match ask(world, &mut client, &form.filled(name, password), "/", "a sign-in").await {
        Told::Nothing => Ok(None),
        Told::Answer { status, cookies, .. } => Ok(Some((client, cookies, status))),
    }
}

impl Person {
    pub(crate) fn new(name: &str, password: &str) -> Self {
        Self { name: name.to_owned(), password: password.to_owned(), sent: None, changes: 0, tries: 0 }
    }

    /// Until the time is over.
    pub(crate) async fn live(&mut self, world: &World<'_>, mut number: usize) {
        while world.goes_on() {
            number += 1;
            let port = world.ports[number % world.ports.len()].get();
            if let Err(error) = self.day(world, port).await {
                world.strange(&format!("{}: {error:#}", self.name));
            }
            sleep(PAUSE).await;
        }
    }

    async fn day(&mut self, world: &World<'_>, port: u16) -> anyhow::Result<()> {
        if self.sent.is_some() {
            return self.try_both(world, port).await.map(|_| ());
        }
        let Some((mut client, cookie, status)) = enter(world, port, &self.name, &self.password).await? else {
            return Ok(());
        };
        ensure!(status == 303, "the right password was answered {status}");
        let page =
            ask(world, &mut client, &get(port, "/account/password", &cookie), "/account/password", "the account").await;
        let Told::Answer { status, .. } = page else { return Ok(()) };
        ensure!(status == 200, "the account was answered {status}");
        self.tries += 1;
        let new = format!("velvet otter climbs stairs {}", self.tries);
        let fields = [
            ("csrf_token", page.field("csrf_token")),
            ("form_key", page.field("form_key")),
            ("current_password", &self.password),
            ("new_password", &new),
        ];
        let request = post(port, "/account/password", &cookie, &fields);
        self.sent = Some(new.clone());
        match ask(world, &mut client, &request, "/", "a change").await {
            Told::Nothing => Ok(()),
            Told::Answer { status: 303, .. } => {
                (self.password, self.sent) = (new, None);
                self.changes += 1;
                Ok(())
            }
            Told::Answer { status, .. } => bail!("a change was answered {status}"),
        }
    }

    /// Which of the two it is. False while the server does not tell.
    async fn try_both(&mut self, world: &World<'_>, port: u16) -> anyhow::Result<bool> {
        let Some(sent) = self.sent.clone() else { return Ok(true) };
        let mut works = vec![];
        for password in [&sent, &self.password] {
            let Some((_, _, status)) = enter(world, port, &self.name, password).await? else { return Ok(false) };
            works.push(status == 303);
        }
        ensure!(works[0] != works[1], "of two passwords {works:?} work");
        if works[0] {
            self.password = sent;
            self.changes += 1;
        }
        self.sent = None;
        Ok(true)
    }

    /// At the end, when nothing is broken any more: the one password works, and not the one before.
    pub(crate) async fn settle(&mut self, world: &World<'_>) -> anyhow::Result<()> {
        let port = world.ports[0].get();
        ensure!(self.try_both(world, port).await?, "{}: no answer", self.name);
        let Some((_, _, status)) = enter(world, port, &self.name, &self.password).await? else {
            bail!("{}: no answer", self.name)
        };
        ensure!(status == 303, "{}: the last password that was told as changed was answered {status}", self.name);
        Ok(())
    }
}

/// Somebody who resets passwords all the time.
pub(crate) struct Administrator<'a> {
    site: &'a Site,
    people: &'a [(String, String)],
    /// Resets that were answered with a secret.
    pub(crate) told: u32,
    /// Resets that got no answer, or a 503.
    pub(crate) unknown: u32,
}

impl<'a> Administrator<'a> {
    pub(crate) fn new(site: &'a Site, people: &'a [(String, String)]) -> Self {
        Self { site, people, told: 0, unknown: 0 }
    }

    /// Until the time is over.
    pub(crate) async fn live(&mut self, world: &World<'_>) {
        for number in 0.. {
            if !world.goes_on() {
                break;
            }
            let port = world.ports[number % world.ports.len()].get();
            let (id, name) = &self.people[number % self.people.len()];
            if let Err(error) = self.reset(world, port, id, name).await {
                world.strange(&format!("a reset: {error:#}"));
            }
            sleep(PAUSE).await;
        }
    }

    async fn reset(&mut self, world: &World<'_>, port: u16, id: &str, name: &str) -> anyhow::Result<()> {
        let (who, password) = (&self.site.administrator, &self.site.password);
        let Some((mut client, cookie, status)) = enter(world, port, who, password).await? else { return Ok(()) };
        ensure!(status == 303, "the administrator's sign-in was answered {status}");
        let path = format!("/users/{id}/reset-password");
        for path in ["/users", "/audit", &path] {
            let Told::Answer { status, .. } = ask(world, &mut client, &get(port, path, &cookie), "/", path).await
            else {
                return Ok(());
            };
            ensure!(status == 200, "{path} was answered {status}");
        }
        let page = ask(world, &mut client, &get(port, &path, &cookie), &path, &path).await;
        let fields = [
            ("csrf_token", page.field("csrf_token")),
            ("form_key", page.field("form_key")),
            ("delivery", "temporary"),
            ("verified_by", "saw-id"),
        ];
        if let Told::Nothing = page {
            return Ok(());
        }
        match ask(world, &mut client, &post(port, &path, &cookie, &fields), "/", "a reset").await {
            Told::Nothing => self.unknown += 1,
            Told::Answer { status: 200, secret: Some(secret), .. } => {
                self.told += 1;
                if let Some((_, _, status)) = enter(world, port, name, &secret).await? {
                    ensure!(status == 303, "a temporary password was answered {status}");
                }
            }
            Told::Answer { status, .. } => bail!("answered {status} without a secret"),
        }
        Ok(())
    }
}
