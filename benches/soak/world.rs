//! Two servers over one database, the time that is left, and what was seen.

use std::cell::{Cell, RefCell};
use std::fs;
use std::time::Duration;

use anyhow::Context as _;
use tokio::time::Instant;
use tokio_postgres::NoTls;

use super::people::Person;
use super::site::{Server, Site};

/// After a fault is over, everything must work again within this (security 6.2).
const RETURN: Duration = Duration::from_secs(5);

/// The house under test.
pub(crate) struct World<'a> {
    pub(crate) site: &'a Site,
    pub(crate) servers: Vec<RefCell<Option<Server>>>,
    pub(crate) ports: Vec<Cell<u16>>,
    pub(crate) seen: Seen,
    end: Instant,
    /// Until then a fault excuses.
    excused: Cell<Instant>,
    /// Since then nothing is broken any more.
    mended: Cell<Instant>,
    /// What is, or was, broken.
    fault: Cell<&'static str>,
}

/// What came back.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) answers: Cell<u32>,
    pub(crate) excused: Cell<u32>,
    pub(crate) unexcused: Cell<u32>,
    pub(crate) strange: Cell<u32>,
    pub(crate) faults: Cell<u32>,
    pub(crate) slowest: Cell<f64>,
    pub(crate) slowest_after: Cell<&'static str>,
    pub(crate) examples: RefCell<Vec<String>>,
}

pub(crate) fn one_more(count: &Cell<u32>) {
    count.set(count.get() + 1);
}

impl<'a> World<'a> {
    pub(crate) async fn open(site: &'a Site, lasts: Duration) -> anyhow::Result<Self> {
        let (mut servers, mut ports) = (vec![], vec![]);
        for _ in 0..2 {
            let server = site.serve("/sign-in", "").await?;
            ports.push(Cell::new(server.port));
            servers.push(RefCell::new(Some(server)));
        }
        let now = Instant::now();
        let (excused, mended) = (Cell::new(now), Cell::new(now));
        Ok(Self {
            site,
            servers,
            ports,
            seen: Seen::default(),
            end: now + lasts,
            excused,
            mended,
            fault: Cell::default(),
        })
    }

    /// Whether there is time left.
    pub(crate) fn goes_on(&self) -> bool {
        Instant::now() < self.end
    }

    /// Something is broken on purpose, for at most so long.
    pub(crate) fn breaks(&self, what: &'static str, most: Duration) {
        one_more(&self.seen.faults);
        self.fault.set(what);
        // Whatever happens from now on happens before the mending.
        self.mended.set(Instant::now() + RETURN + most);
        self.excused.set(Instant::now() + most + RETURN);
    }

    /// It is mended; soon everything works again.
    pub(crate) fn mended(&self) {
        self.mended.set(Instant::now());
        self.excused.set(Instant::now() + RETURN);
    }

    /// A request that began then was answered 503, or not at all.
    pub(crate) fn failed(&self, began: Instant, what: &str) {
        let now = Instant::now();
        if began <= self.excused.get() {
            one_more(&self.seen.excused);
            // How long after the mending there was still trouble; requests that began before it do not count.
            if began > self.mended.get() {
                let after = (now - self.mended.get()).as_secs_f64();
                if after > self.seen.slowest.get() {
                    self.seen.slowest.set(after);
                    self.seen.slowest_after.set(self.fault.get());
                }
            }
        } else {
            one_more(&self.seen.unexcused);
            self.example(what);
        }
    }

    /// An answer that no fault explains.
    pub(crate) fn strange(&self, what: &str) {
        one_more(&self.seen.strange);
        self.example(what);
    }

    fn example(&self, what: &str) {
        let mut examples = self.seen.examples.borrow_mut();
        if examples.len() < 5 {
            examples.push(what.to_owned());
        }
    }

    async fn sql(&self) -> anyhow::Result<tokio_postgres::Client> {
        let mut config = tokio_postgres::Config::new();
        config.host_path(self.site.socket()?).user("postgres").dbname("latchkey");
        let (client, connection) = config.connect(NoTls).await?;
        tokio::spawn(connection);
        Ok(client)
    }

    /// Ids and user names of people without a role who sign in.
    pub(crate) async fn names(&self, most: usize) -> anyhow::Result<Vec<(String, String)>> {
        let sql = "SELECT id::text, user_name FROM users WHERE status = 0 AND password_kind = 'own' AND role_bits = 0 \
                   ORDER BY user_name LIMIT $1";
        let rows = self.sql().await?.query(sql, &[&i64::try_from(most)?]).await?;
        Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
    }

    /// The processes that work for the servers in Postgres.
    pub(crate) async fn backends(&self) -> anyhow::Result<Vec<i32>> {
        let sql = "SELECT pid FROM pg_stat_activity WHERE application_name = 'latchkey'";
        Ok(self.sql().await?.query(sql, &[]).await?.iter().map(|row| row.get(0)).collect())
    }

    /// Rows of changed passwords of these people, and of resets by the administrator.
    pub(crate) async fn rows(&self, people: &[Person]) -> anyhow::Result<(u32, u32)> {
        let sql = "SELECT count(*) FILTER (WHERE activity = 'Change password (self-service)' AND actor_name = ANY ($1)), \
                   count(*) FILTER (WHERE activity = 'Reset password (by admin)' AND actor_name = $2) \
                   FROM audit_event WHERE result = 'success'";
        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        let row = self.sql().await?.query_one(sql, &[&names, &self.site.administrator]).await?;
        Ok((u32::try_from(row.get::<_, i64>(0))?, u32::try_from(row.get::<_, i64>(1))?))
    }

    /// Memory in MB and open files of each server.
    pub(crate) fn weigh(&self) -> anyhow::Result<Vec<(f64, f64)>> {
        let each = self.servers.iter().map(|server| {
            let server = server.borrow();
            let server = server.as_ref().context("a server is missing")?;
            let files = fs::read_dir(format!("/proc/{}/fd", server.id()))?.count();
            Ok((server.resident()?, f64::from(u32::try_from(files)?)))
        });
        each.collect()
    }

    /// Stops the servers in order.
    pub(crate) fn close(&self) -> anyhow::Result<()> {
        self.servers.iter().filter_map(RefCell::take).try_for_each(Server::stop)
    }
}
