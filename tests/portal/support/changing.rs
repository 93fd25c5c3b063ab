//! Somebody who changes the own password all the time, and what of it was told: a ledger for faults.

use super::program::Host;
use super::visitor::Visitor;

/// Who it is, and what is known of the password.
pub(crate) struct Person {
    pub(crate) name: String,
    /// The password that works.
    pub(crate) password: String,
    /// The one of which nobody could tell whether it was taken.
    pub(crate) sent: Option<String>,
    /// How often it was changed.
    pub(crate) changes: i64,
}

impl Person {
    /// So many of them, with accounts.
    pub(crate) fn some(host: &Host, number: usize) -> Vec<Self> {
        let person = |number| Self {
            name: format!("person{number}"),
            password: format!("amber kettle window {number}"),
            sent: None,
            changes: 0,
        };
        let people: Vec<Self> = (0..number).map(person).collect();
        for person in &people {
            let arguments = ["admin", "create", "--user-name", &person.name, "--password-stdin"];
            let made = host.run_with(&arguments, &person.password);
            assert_eq!(made.code, 0, "{}", made.err);
        }
        people
    }

    /// Which of the two passwords it is: one of them, and not the other.
    pub(crate) async fn settle(&mut self, visitor: &Visitor) {
        let Some(sent) = self.sent.take() else { return };
        let mut works = vec![];
        for password in [&sent, &self.password] {
            let mut browser = visitor.clone();
            browser.sign_in(&self.name, password).await;
            works.push(browser.has_session());
        }
        assert_eq!(works.iter().filter(|works| **works).count(), 1, "{}: {works:?}", self.name);
        if works[0] {
            self.password = sent;
            self.changes += 1;
        }
    }
}
