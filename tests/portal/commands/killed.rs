//! `kill -9` in the middle of changed passwords: whoever was told that it is changed has the new password, and the log has exactly one
//! row for each change that took place (F2, F3).

use std::cell::Cell;

use futures_util::future::join_all;

use crate::support::changing::Person;
use crate::support::cluster::{Database, connect};
use crate::support::program::{Host, Running};
use crate::support::verify;
use crate::support::visitor::Visitor;

const PEOPLE: usize = 3;
const KILLS: usize = 10;

impl Person {
    /// Until the server dies.
    async fn live(&mut self, visitor: &Visitor, told: &Cell<usize>, end: &Cell<Option<Running>>, most: usize) {
        loop {
            let mut browser = visitor.clone();
            let sign_in = [("username", self.name.as_str()), ("password", self.password.as_str())];
            let Some(page) = browser.attempt("/sign-in", &sign_in).await else { return };
            assert_eq!(page.code(), 303, "{}: {}", self.name, page.text());
            let new = format!("velvet otter climbs stairs {}", self.changes);
            let fields = [("current_password", self.password.as_str()), ("new_password", new.as_str())];
            self.sent = Some(new.clone());
            let Some(page) = browser.attempt("/account/password", &fields).await else { return };
            assert_eq!(page.code(), 303, "{}: {}", self.name, page.text());
            (self.password, self.sent) = (new, None);
            self.changes += 1;
            told.set(told.get() + 1);
            if told.get() == most
                && let Some(mut server) = end.take()
            {
                server.kill();
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_told_that_the_password_is_changed_has_the_new_one() {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    let mut people = Person::some(&host, PEOPLE);
    for round in 0..KILLS {
        let mut serve = host.start(&["serve"]);
        let visitor = serve.visitor();
        for person in &mut people {
            person.settle(&visitor).await;
        }
        let (told, end) = (Cell::new(0), Cell::new(Some(serve)));
        let most = 1 + round % 4;
        join_all(people.iter_mut().map(|person| person.live(&visitor, &told, &end, most))).await;
    }
    let mut serve = host.start(&["serve"]);
    let visitor = serve.visitor();
    let client = connect(&database.url).await;
    for person in &mut people {
        person.settle(&visitor).await;
        let mut browser = visitor.clone();
        browser.sign_in(&person.name, &person.password).await;
        assert!(browser.has_session(), "{}", person.name);
        let rows = "SELECT count(*) FROM audit_event WHERE activity = 'Change password (self-service)' \
                    AND result = 'success' AND actor_name LIKE $1 || '@%'";
        let rows: i64 = client.query_one(rows, &[&person.name]).await.unwrap().get(0);
        assert_eq!(rows, person.changes, "{}", person.name);
    }
    assert!(people.iter().map(|person| person.changes).sum::<i64>() >= 20);
    assert_eq!(serve.stop().code, 0);
    let verified = host.run(&["audit", "verify"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    verify::holds(&client).await;
    drop(client);
    database.drop().await;
}
