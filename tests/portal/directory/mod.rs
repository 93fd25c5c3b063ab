//! People whose password lives in a directory outside, before a real `OpenLDAP` server (T-33, T-120…T-123, F29…F33, A74, A75, A84).

mod active;
mod flood;
mod group_faults;
mod groups;
mod heirs;
mod hostile;
mod people;
mod registered;
mod self_reset;
mod settled;
mod setup;
mod signin;
mod trial;
mod unlock;
mod writeback;

use latchkey::cli::attendant::Attendant;

use crate::support::server::{Portal, run};
use crate::support::slapd::{ACCOUNT, ACCOUNT_PASSWORD, LdapWire, PEOPLE, Slapd, person};
use crate::support::visitor::Visitor;

const PAGE: &str = "/settings/directory";
const STATUS: &str = "/settings/directory/status";
const LOAD: &str = "/settings/directory/load";

/// Bram and Zoë, there.
fn two() -> String {
    person("bram", "Bram", "de Vries", "title: Planner\ndepartmentNumber: Cranes\n")
        + &person("zoe", "Zoe", "Klaver", "employeeNumber: 77\n")
}

/// What is typed to reach a server.
fn place(port: &str) -> Vec<(&str, &str)> {
    vec![("host", "127.0.0.1"), ("port", port), ("security", "plain"), ("account", ACCOUNT), ("base", PEOPLE)]
}

/// Sets the directory up behind a port of this machine, switched on, with everybody in it loaded. Whoever did it comes along.
async fn on(portal: &Portal, port: u16) -> (Visitor, Attendant) {
    Box::pin(switched_on(portal, port)).await
}

async fn switched_on(portal: &Portal, port: u16) -> (Visitor, Attendant) {
    let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
    let attendant = Attendant::new(&portal.house).unwrap();
    let page = gwen.fill("/settings/directory/password", &[("account_password", ACCOUNT_PASSWORD)]).await;
    assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.text());
    let port = port.to_string();
    let mut fields = place(&port);
    fields.extend([("directory_on", "yes"), ("writeback", "yes")]);
    let page = gwen.fill(PAGE, &fields).await;
    assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.main());
    load(&mut gwen, &attendant, "whole").await;
    (gwen, attendant)
}

/// Asks for a walk and lets it go to its end.
async fn load(admin: &mut Visitor, attendant: &Attendant, walk: &str) {
    let page = admin.fill_at(STATUS, LOAD, &[("walk", walk)]).await;
    assert_eq!((page.code(), page.location()), (303, STATUS), "{}", page.main());
    assert!(Box::pin(attendant.walk()).await.unwrap());
}

/// In a portal before a server with these people, by a wire that can be cut.
fn before(people: &str, test: impl AsyncFnOnce(&Portal, &Slapd, &LdapWire)) {
    run(async |portal| {
        let server = Slapd::with(people);
        let wire = LdapWire::before(&server);
        test(portal, &server, &wire).await;
    });
}

/// The id of somebody who was loaded.
async fn id(portal: &Portal, uid: &str) -> String {
    let found = "SELECT coalesce((SELECT id::text FROM users WHERE user_name = $1), '')";
    portal.ask(found, &[&format!("{uid}@noordzee.example")]).await
}
