//! A host whose program dies when it is told to: as by `kill -9`, at a place that has a name.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use latchkey::failpoint::Failpoint;

use super::cluster::{Database, connect};
use super::program::{Done, Host, Running};
use super::verify;
use super::visitor::Visitor;

/// The passwords of the two administrators.
pub(crate) const GWEN: &str = "amber kettle window 11";
pub(crate) const BRAM: &str = "amber kettle window 12";

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often somebody looks.
const LOOK: Duration = Duration::from_millis(50);

/// A host whose program dies when it is told to.
pub(crate) struct House {
    pub(crate) database: Database,
    pub(crate) host: Host,
    orders: PathBuf,
}

impl House {
    pub(crate) async fn empty() -> Self {
        let database = Database::empty().await;
        let mut host = Host::with_database(&database.url);
        let orders = host.folder().join("orders");
        fs::create_dir(&orders).unwrap();
        host.set("FAILPOINTS", orders.to_str().unwrap());
        Self { database, host, orders }
    }

    /// With two administrators who have passwords of their own.
    pub(crate) async fn lived_in() -> Self {
        let house = Self::empty().await;
        for (name, password) in [("gwen", GWEN), ("bram", BRAM)] {
            let arguments = ["admin", "create", "--user-name", name, "--password-stdin"];
            fine(&house.host.run_with(&arguments, password));
        }
        house
    }

    fn paper(&self, failpoint: Failpoint) -> PathBuf {
        self.orders.join(format!("{failpoint:?}"))
    }

    pub(crate) fn order(&self, failpoint: Failpoint) {
        fs::write(self.paper(failpoint), "").unwrap();
    }

    /// Whoever was to die there has died there.
    pub(crate) fn died(&self, done: &Done, failpoint: Failpoint) {
        let ordered = self.paper(failpoint).exists();
        assert_eq!((done.code, ordered), (-1, false), "{failpoint:?} {}{}", done.out, done.err);
    }

    pub(crate) fn dies(&self, failpoint: Failpoint, arguments: &[&str]) {
        self.order(failpoint);
        self.died(&self.host.run(arguments), failpoint);
    }

    /// Waits until a server has died there, in the middle of what it does by itself.
    pub(crate) async fn falls(&self, serve: Running, failpoint: Failpoint) {
        let began = Instant::now();
        while self.paper(failpoint).exists() {
            assert!(began.elapsed() < PATIENCE, "{failpoint:?} was not reached");
            tokio::time::sleep(LOOK).await;
        }
        self.died(&serve.end(), failpoint);
    }

    /// A server that dies there by itself.
    pub(crate) async fn serves_until(&self, failpoint: Failpoint) {
        self.order(failpoint);
        self.falls(self.host.start(&["serve"]), failpoint).await;
    }

    pub(crate) async fn count(&self, sql: &str) -> i64 {
        connect(&self.database.url).await.query_one(sql, &[]).await.unwrap().get(0)
    }

    /// Changes something behind everybody's back.
    pub(crate) async fn execute(&self, sql: &str) {
        connect(&self.database.url).await.batch_execute(sql).await.unwrap();
    }

    /// Waits until a server has done what it does by itself.
    pub(crate) async fn until(&self, sql: &str, number: i64) {
        let began = Instant::now();
        while self.count(sql).await != number {
            assert!(began.elapsed() < PATIENCE, "{sql}");
            tokio::time::sleep(LOOK).await;
        }
    }

    /// A server, and a browser at its door.
    pub(crate) fn serve(&self) -> (Running, Visitor) {
        let mut serve = self.host.start(&["serve"]);
        let visitor = serve.visitor();
        (serve, visitor)
    }

    /// What must hold after every death: the log is whole, and so is everything else.
    pub(crate) async fn verify(self) {
        // A server keeps the heads, also those of rows that commands wrote.
        let (serve, _) = self.serve();
        assert_eq!(serve.stop().code, 0);
        let verified = self.host.run(&["audit", "verify"]);
        fine(&verified);
        verify::holds(&connect(&self.database.url).await).await;
        self.database.drop().await;
    }
}

pub(crate) fn fine(done: &Done) {
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
}
