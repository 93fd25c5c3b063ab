//! A disk that fails under the write-ahead log in the middle of changed passwords: full (F15), or unable to keep what it was given
//! (F17). Postgres ends itself and tries again until it can. Meanwhile every answer comes soon and says so, and afterwards whoever was
//! told that the password is changed has the new one.

use std::cell::Cell;
use std::fs;
use std::time::Duration;

use futures_util::future::join_all;
use rustix::process::{Pid, Signal, kill_process};
use tokio_postgres::Client;

use crate::support::changing::Person;
use crate::support::cluster::connect;
use crate::support::disk::{Disk, Fault};
use crate::support::page::Page;
use crate::support::program::Host;
use crate::support::verify;
use crate::support::visitor::Visitor;

const PEOPLE: usize = 3;
/// So many changes are told before the disk fails.
const BEFORE: usize = 6;
/// So often more has Postgres ended itself before the disk works again.
const ENDS: usize = 3;

/// Who is in the middle of a deed waits three seconds at most to hear what became of it, and for what else there is to do.
const LIMIT: Duration = Duration::from_secs(5);
/// Who comes later hears so soon that the database is away.
const SOON: Duration = Duration::from_millis(2_500);
/// Postgres ends itself, or is there again, within so long.
const TURN: Duration = Duration::from_mins(1);
/// And so soon after the fault all is well: Postgres first, then the portal.
const BACK: Duration = Duration::from_secs(10);

/// What is wrong with tables and indexes.
const DAMAGE: &str = "SELECT count(*) FROM pg_class AS t, LATERAL verify_heapam(t.oid) \
                      WHERE relkind IN ('r', 'm', 't') AND relpersistence = 'p'";
/// Fails where an index does not fit its table.
const INDEXES: &str = "SELECT bt_index_check(c.oid, true) FROM pg_index JOIN pg_class AS c ON c.oid = indexrelid \
                       JOIN pg_am ON pg_am.oid = relam \
                       WHERE amname = 'btree' AND relpersistence = 'p' AND indisready AND indisvalid";

impl Person {
    /// Whether the password was changed; else the database is away, and that is what was said.
    async fn change(&mut self, visitor: &Visitor) -> bool {
        let mut browser = visitor.within(LIMIT);
        let sign_in = [("username", self.name.as_str()), ("password", self.password.as_str())];
        if refused(&mut browser, "/sign-in", &sign_in).await.is_some() {
            return false;
        }
        let new = format!("velvet otter climbs stairs {}", self.changes);
        let fields = [("current_password", self.password.as_str()), ("new_password", new.as_str())];
        if let Some(page) = refused(&mut browser, "/account/password", &fields).await {
            // Whoever is told that nothing was changed relies on it.
            self.sent = (!page.says("Nothing was changed")).then_some(new);
            return false;
        }
        self.password = new;
        self.changes += 1;
        true
    }
}

/// Opens a form, fills it in and sends it: nothing when that was done, else the page that says that the database is away.
async fn refused(browser: &mut Visitor, path: &str, fields: &[(&str, &str)]) -> Option<Page> {
    let mut page = browser.get(path).await;
    if page.code() == 200 {
        page = browser.post(path, fields).await;
        if page.code() == 303 {
            assert!(!page.location().starts_with("/sign-in"), "{path} has forgotten who it is");
            return None;
        }
    }
    is_away(&page);
    Some(page)
}

/// It says that the database is away, and when to come again.
fn is_away(page: &Page) {
    assert_eq!(page.code(), 503, "{}", page.text());
    assert!(!page.header("retry-after").is_empty(), "{}", page.text());
}

fn postmaster(host: &Host) -> Option<Pid> {
    let text = fs::read_to_string(host.folder().join("data/pg/postmaster.pid")).ok()?;
    Pid::from_raw(text.lines().next()?.parse().ok()?)
}

/// Ends Postgres from outside as well, and waits until Latchkey has started another one: on the same disk.
async fn killed(host: &Host) {
    let another = async |before: Option<Pid>| loop {
        match postmaster(host) {
            Some(now) if Some(now) != before => return now,
            _ => tokio::task::yield_now().await,
        }
    };
    let before = tokio::time::timeout(TURN, another(None)).await.unwrap();
    kill_process(before, Signal::KILL).unwrap();
    tokio::time::timeout(TURN, another(Some(before))).await.unwrap();
}

/// How often Postgres has ended itself for this reason.
fn ends(host: &Host, fault: Fault) -> usize {
    let log = fs::read_to_string(host.folder().join("data/pg.log")).unwrap();
    log.lines().filter(|line| line.contains("PANIC:") && line.contains(fault.words())).count()
}

/// A client of the private Postgres. The fifth line of the file says where its socket is.
async fn client(host: &Host, user: &str) -> Client {
    let text = fs::read_to_string(host.folder().join("data/pg/postmaster.pid")).unwrap();
    connect(&format!("host={} user={user} dbname=latchkey", text.lines().nth(4).unwrap())).await
}

/// Everybody was told the truth, nothing is there that must never be, and no page of a table or an index is damaged (V3, V4, V8).
async fn is_whole(host: &Host, people: &[Person]) {
    let owner = client(host, "latchkey").await;
    for person in people {
        let rows = "SELECT count(*) FROM audit_event WHERE activity = 'Change password (self-service)' \
                    AND result = 'success' AND actor_name LIKE $1 || '@%'";
        let rows: i64 = owner.query_one(rows, &[&person.name]).await.unwrap().get(0);
        assert_eq!(rows, person.changes, "{}", person.name);
    }
    verify::holds(&owner).await;
    let root = client(host, "postgres").await;
    root.batch_execute("CREATE EXTENSION amcheck").await.unwrap();
    root.batch_execute(INDEXES).await.unwrap();
    assert_eq!(root.query_one(DAMAGE, &[]).await.unwrap().get::<_, i64>(0), 0);
}

async fn in_the_middle_of_changes(fault: Fault) {
    let disk = Disk::new();
    let mut host = Host::with_its_own();
    host.set("LATCHKEY_PG_BIN", disk.programs().to_str().unwrap());
    let mut serve = host.start(&["serve"]);
    let visitor = serve.visitor();
    serve.wait_for("serving");
    let mut people = Person::some(&host, PEOPLE + 1);
    // The last of them only looks on.
    let onlooker = people.pop().unwrap();
    let mut looking = visitor.within(SOON);
    looking.sign_in(&onlooker.name, &onlooker.password).await;
    assert!(looking.has_session(), "{}", looking.page().text());
    let mut coming = visitor.within(SOON);
    coming.get("/sign-in").await;
    let form = coming.form("/sign-in").with("username", &onlooker.name).with("password", &onlooker.password);
    let told = Cell::new(0);
    join_all(people.iter_mut().map(async |person| {
        while person.change(&visitor).await {
            told.set(told.get() + 1);
            assert!(told.get() < 50 * BEFORE, "the disk does not fail");
            if told.get() == BEFORE {
                disk.fails(fault);
            }
        }
    }))
    .await;
    assert!(told.get() >= BEFORE, "{}", told.get());
    if fault == Fault::Full {
        killed(&host).await;
    }
    let enough = ends(&host, fault) + ENDS;
    let ended = async {
        while ends(&host, fault) < enough {
            for path in ["/account", "/users"] {
                is_away(&looking.get(path).await);
            }
            is_away(&coming.press("/sign-in", &form).await);
        }
    };
    tokio::time::timeout(TURN, ended).await.unwrap();
    assert!(looking.has_session());
    disk.works(fault);
    let back = async { while looking.get("/users").await.code() != 200 {} };
    tokio::time::timeout(BACK, back).await.unwrap();
    assert_eq!(coming.press("/sign-in", &form).await.code(), 303);
    for person in &mut people {
        person.settle(&visitor).await;
        assert!(person.change(&visitor).await, "{}", person.name);
        let mut browser = visitor.clone();
        browser.sign_in(&person.name, &person.password).await;
        assert!(browser.has_session(), "{}", person.name);
    }
    is_whole(&host, &people).await;
    // The same server as before, and it ends in order.
    let done = serve.stop();
    assert_eq!(done.code, 0, "{}", done.err);
    let verified = host.run(&["audit", "verify"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_disk_that_is_full_under_the_log_of_postgres_pages_say_busy_and_go_on_when_there_is_room() {
    Box::pin(in_the_middle_of_changes(Fault::Full)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_disk_that_keeps_nothing_of_the_log_of_postgres_pages_say_busy_and_whoever_was_told_was_told_the_truth() {
    Box::pin(in_the_middle_of_changes(Fault::Broken)).await;
}
