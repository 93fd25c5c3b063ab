//! A portal of one test: its own database, its own clock, its own door.

use std::cell::OnceCell;
use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use jiff::SignedDuration;
use latchkey::cli::doors::{self, Doors, Open};
use latchkey::cli::house::{Acting, House};
use latchkey::domain::organisation::Organisation;
use latchkey::service::portal::Portal as Service;
use latchkey::web::address::TrustedProxies;
use latchkey::web::body::BodyLimits;
use latchkey::web::origin::PublicUrl;
use latchkey::web::server::Patience;
use tokio_postgres::Client;
use tokio_postgres::types::ToSql;

use super::cluster::{Database, organisation};
use super::people::Person;
use super::visitor::Visitor;

/// An open portal.
pub(crate) struct Portal {
    /// The parts.
    pub(crate) house: House,
    /// The organisation.
    pub(crate) organisation: Arc<Organisation>,
    /// Where browsers find it.
    pub(crate) origin: String,
    /// The owner's own way to the database.
    pub(crate) sql: Client,
    /// The database.
    pub(crate) database: Database,
    /// What makes people here, with one connection however many they are: all tests share those of one Postgres.
    maker: OnceCell<Service>,
    open: Open,
}

/// Runs one test in a portal of its own and cleans up behind it, also when it fails.
pub(crate) fn run(test: impl AsyncFnOnce(&Portal)) {
    run_in(|_| (), test);
}

/// The same, in a house that is a little different.
pub(crate) fn run_in(change: impl FnOnce(&mut House), test: impl AsyncFnOnce(&Portal)) {
    run_at("127.0.0.1", change, test);
}

/// The same, in a portal that has a name: passkeys live nowhere else.
pub(crate) fn run_named(test: impl AsyncFnOnce(&Portal)) {
    run_at("localhost", |_| (), test);
}

pub(crate) fn run_at(host: &str, change: impl FnOnce(&mut House), test: impl AsyncFnOnce(&Portal)) {
    actix_web::rt::System::new().block_on(async {
        let portal = Portal::open(host, change).await;
        let outcome = AssertUnwindSafe(test(&portal)).catch_unwind().await;
        portal.close().await;
        if let Err(panic) = outcome {
            resume_unwind(panic);
        }
    });
}

impl Portal {
    async fn open(host: &str, change: impl FnOnce(&mut House)) -> Self {
        let database = Database::installed().await;
        let mut house = database.house().await;
        change(&mut house);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let origin = format!("http://{host}:{}", listener.local_addr().unwrap().port());
        let organisation = Arc::new(organisation());
        let doors = Doors {
            listener,
            workers: 1,
            connections: 4,
            public_url: PublicUrl::parse(&origin).unwrap(),
            trusted_proxies: TrustedProxies::new(vec![]),
            failure_floor: Duration::ZERO,
            body: BodyLimits::default(),
            patience: Patience::default(),
            answered: Arc::default(),
        };
        let open = doors::open(&house, &organisation, doors).unwrap();
        let sql = super::cluster::connect(&database.url).await;
        Self { house, organisation, origin, sql, database, maker: OnceCell::new(), open }
    }

    async fn close(self) {
        // Not gracefully: a browser's idle connection would be waited for.
        self.open.running.handle.stop(false).await;
        self.open.running.join.await.unwrap().unwrap();
        drop(self.sql);
        self.database.drop().await;
    }

    /// Somebody who has just opened a browser.
    pub(crate) fn visitor(&self) -> Visitor {
        Visitor::new(&self.origin)
    }

    /// Somebody who has signed in.
    pub(crate) async fn signed_in(&self, person: &Person) -> Visitor {
        let mut visitor = self.visitor();
        visitor.sign_in(&person.user_name, &person.password).await;
        assert!(visitor.has_session(), "{} is not in: {}", person.user_name, visitor.page().text());
        visitor
    }

    /// The deeds behind the pages, for what no page does yet.
    pub(crate) fn service(&self) -> Service {
        self.house.portal(Acting::Owner, 2, Arc::clone(&self.organisation)).unwrap()
    }

    /// The deeds by which people are made.
    pub(super) fn maker(&self) -> &Service {
        self.maker.get_or_init(|| self.house.portal(Acting::Owner, 1, Arc::clone(&self.organisation)).unwrap())
    }

    /// Moves time.
    pub(crate) fn advance(&self, by: SignedDuration) {
        self.house.clock.advance(by);
    }

    /// One value, as text.
    pub(crate) async fn ask(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> String {
        let row = self.sql.query_one(sql, values).await.unwrap();
        row.get::<_, Option<String>>(0).unwrap_or_default()
    }

    /// One number.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        self.sql.query_one(sql, &[]).await.unwrap().get(0)
    }

    /// Rows of the audit log.
    pub(crate) async fn ledger(&self) -> i64 {
        self.count("SELECT count(*) FROM audit_event").await
    }

    /// Changes something behind everybody's back.
    pub(crate) async fn execute(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> u64 {
        self.sql.execute(sql, values).await.unwrap()
    }

    /// The newest row of the audit log with this activity.
    pub(crate) async fn last(&self, activity: &str) -> Row {
        let sql = "SELECT result, COALESCE(reason, ''), actor_kind, actor_name, details, request_id::text, \
                   COALESCE((SELECT string_agg(target_name, ',') FROM audit_target WHERE event_id = id), ''), \
                   COALESCE(address, ''), id::text \
                   FROM audit_event WHERE activity = $1 ORDER BY at DESC, id DESC LIMIT 1";
        let row = self.sql.query_one(sql, &[&activity]).await.unwrap();
        Row {
            result: row.get(0),
            reason: row.get(1),
            actor_kind: row.get(2),
            actor: row.get(3),
            details: row.get(4),
            request: row.get(5),
            targets: row.get(6),
            address: row.get(7),
            id: row.get(8),
        }
    }
}

/// A row of the audit log.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) result: String,
    pub(crate) reason: String,
    pub(crate) actor_kind: String,
    pub(crate) actor: String,
    pub(crate) details: String,
    pub(crate) request: String,
    pub(crate) targets: String,
    pub(crate) address: String,
    pub(crate) id: String,
}
