//! An address that names two hosts (F12). Where the first one is dark or takes no writes, the second one serves; when they change places,
//! all goes over to the other one by itself.

use std::cell::RefCell;
use std::net::TcpListener;
use std::time::Duration;

use futures_util::future::join;
use latchkey::cli::house::{Acting, House};
use latchkey::domain::event::Event;
use latchkey::service::error::Error;
use latchkey::store::db::Db;

use crate::support::cluster::Database;
use crate::support::program::Host;
use crate::support::proxy::{Proxy, Wire};
use crate::support::server::{Portal, run_in};
use crate::support::visitor::Visitor;

const RESETS: &str =
    "SELECT count(*) FROM audit_event WHERE activity = 'Reset password (by admin)' AND result = 'success'";

/// A connection that has done a deed does no other: what it leads to takes no writes any more, and does not end it.
const LAST_DEED: &str = "CREATE FUNCTION last_deed() RETURNS trigger LANGUAGE plpgsql AS \
    $$ BEGIN PERFORM set_config('default_transaction_read_only', 'on', false); RETURN NULL; END $$; \
    CREATE TRIGGER last_deed AFTER INSERT ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION last_deed()";

/// Pages give a silent database up so soon here.
const LIMIT: Duration = Duration::from_secs(1);
/// A page asks more than once, and no answer takes longer.
const SOON: Duration = Duration::from_secs(5);
/// So soon all goes on by the other host.
const BACK: Duration = Duration::from_secs(10);

/// Two ways to the same database, as if they led to two.
struct Hosts {
    first: Proxy,
    /// Takes writes, whatever is decided for the database.
    second: Proxy,
    url: String,
}

impl Hosts {
    fn of(url: &str) -> Self {
        let (first, second) = (Proxy::before(url), Proxy::before_a_primary(url));
        let both = format!("{},{}", first.host(), second.host());
        let url = format!("{}?target_session_attrs=read-write", first.url(url).replace(&first.host(), &both));
        Self { first, second, url }
    }
}

/// A portal in front of two hosts.
fn in_front_of_two(first: Wire, test: impl AsyncFnOnce(&Portal, &Hosts)) {
    let hosts = RefCell::new(None);
    let two = |house: &mut House| {
        let both = Hosts::of(&house.owner_url);
        both.first.is(first);
        house.limit = LIMIT;
        house.owner_url.clone_from(&both.url);
        hosts.replace(Some(both));
    };
    run_in(two, async |portal| {
        let hosts = hosts.take().unwrap();
        test(portal, &hosts).await;
        portal.holds().await;
    });
}

/// Whoever comes to them gets in.
async fn comes_in(portal: &Portal, hosts: &Hosts) {
    let mut ground = portal.database.ground();
    ground.owner_url.clone_from(&hosts.url);
    let house = tokio::time::timeout(BACK, Box::pin(ground.enter())).await.unwrap().unwrap();
    assert_eq!(house.owner_url, hosts.url);
}

/// Somebody in front of somebody else's password, and where it is reset.
async fn helen(portal: &Portal) -> (Visitor, String) {
    let bram = portal.plain("Bram de Vries").await;
    let helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
    (helen.within(SOON), format!("/users/{}/reset-password", bram.id))
}

/// Whether a password was reset; else the page says that the database is away, and when to come again.
async fn resets(helen: &mut Visitor, path: &str) -> bool {
    let mut page = helen.get(path).await;
    if page.code() == 200 {
        let form = page.form(path).unwrap().with("verified_by", "saw-id");
        page = helen.press(path, &form).await;
        if page.code() == 200 {
            return true;
        }
    }
    assert_eq!((page.code(), page.heading().as_str()), (503, "It is very busy just now"));
    assert!(!page.header("retry-after").is_empty() && helen.has_session());
    false
}

/// Until passwords are reset again.
async fn goes_on(helen: &mut Visitor, path: &str) {
    let again = async { while !resets(helen, path).await {} };
    tokio::time::timeout(BACK, again).await.unwrap();
}

#[test]
fn where_the_first_host_is_dark_the_second_one_serves_and_they_change_places() {
    for dark in [Wire::Cut, Wire::Silent] {
        in_front_of_two(dark, async |portal, hosts| {
            comes_in(portal, hosts).await;
            let (mut helen, path) = helen(portal).await;
            assert!(resets(&mut helen, &path).await, "{dark:?}");
            for (first, second) in [(Wire::Whole, dark), (dark, Wire::Whole)] {
                hosts.first.is(first);
                hosts.second.is(second);
                goes_on(&mut helen, &path).await;
            }
            assert_eq!(portal.count(RESETS).await, 3, "{dark:?}");
        });
    }
}

/// Whether something was done; else the database is away, and nothing was.
async fn deed(portal: &Portal, db: &Db) -> bool {
    let (operator, before) = (portal.house.operator("test").unwrap(), portal.ledger().await);
    let done = db.write(async |_| {
        let permit = operator.may_operate()?;
        Ok::<_, Error>(permit.change(&Event::BackedUp { rows: 0 }, ()))
    });
    let done = match done.await {
        Ok(()) => true,
        Err(Error::Busy(_)) => false,
        Err(error) => panic!("{error}"),
    };
    assert_eq!(portal.ledger().await - before, i64::from(done));
    done
}

#[test]
fn where_the_first_host_takes_no_writes_the_second_one_serves_and_they_change_places() {
    in_front_of_two(Wire::Whole, async |portal, hosts| {
        let name = &portal.database.name;
        let read_only = async |read_only: bool| {
            let set = format!("ALTER DATABASE {name} SET default_transaction_read_only = {read_only}");
            portal.sql.batch_execute(&set).await.unwrap();
        };
        read_only(true).await;
        comes_in(portal, hosts).await;
        let (mut helen, path) = helen(portal).await;
        assert!(resets(&mut helen, &path).await);
        // The first one is the primary now, and the second one is gone.
        read_only(false).await;
        hosts.second.becomes(Wire::Cut).await;
        goes_on(&mut helen, &path).await;
        // And back. The old primary ends no connection: whoever has one learns of it by the first deed that it refuses.
        let db = portal.house.db(Acting::App, 1).unwrap();
        portal.sql.batch_execute(LAST_DEED).await.unwrap();
        assert!(deed(portal, &db).await);
        portal.sql.batch_execute("DROP FUNCTION last_deed CASCADE").await.unwrap();
        read_only(true).await;
        hosts.second.is(Wire::Whole);
        assert!(!deed(portal, &db).await, "by a connection that leads to the old primary");
        assert!(deed(portal, &db).await, "the second host was not found");
        goes_on(&mut helen, &path).await;
        assert_eq!(portal.count(RESETS).await, 3);
    });
}

#[test]
fn a_first_host_that_is_slow_goes_on_while_the_others_have_their_turns() {
    in_front_of_two(Wire::Whole, async |portal, hosts| {
        let db = portal.house.db(Acting::App, 1).unwrap();
        hosts.first.is(Wire::Silent);
        hosts.second.is(Wire::Cut);
        // It answers only when its time was over, and there is no other one.
        let late = async {
            hosts.second.turns_away().await;
            hosts.first.is(Wire::Whole);
        };
        let (done, ()) = tokio::time::timeout(BACK, join(deed(portal, &db), late)).await.unwrap();
        assert!(done, "the first host was given up");
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_starts_on_the_second_host_where_nobody_listens_at_the_first_or_nobody_answers() {
    let database = Database::empty().await;
    let mut host = Host::with_database(&database.url);
    // Free a moment ago; nobody here asks for a certain port.
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    // The system takes connections, and nobody ever takes them from the system.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    for dark in [closed, silent.local_addr().unwrap()] {
        let url = database.url.replace('@', &format!("@{dark},")) + "?target_session_attrs=read-write";
        host.set("LATCHKEY_DATABASE_URL", &url);
        let mut serve = host.start(&["serve"]);
        let mut browser = serve.visitor();
        serve.wait_for("serving");
        assert_eq!(browser.sign_in("admin", "not the password of anybody").await.code(), 422, "{url}");
        let done = serve.stop();
        assert_eq!(done.code, 0, "{}", done.err);
    }
    let verified = host.run(&["audit", "verify"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    database.drop().await;
}
