//! What whoever looks into trouble must know: facts, one on a line, in English. No secret is in it.

use jiff::Timestamp;

use crate::domain::user::Source;
use crate::web::page::Page;

use super::VERSION;

/// The longest address that is told.
const LONGEST: usize = 200;

/// The facts of a page that could not be shown, or of a deed that was not done.
pub fn of_failure(page: &Page, status: u16) -> String {
    let mut lines = vec![
        format!("Support code: {}", page.request),
        format!("Status: {status}"),
        format!("Page: {}", address(&page.here)),
        format!("Time: {}", moment(page, page.now)),
        format!("Language: {}", page.lang()),
    ];
    if page.is_administrator() {
        lines.insert(0, format!("Latchkey {VERSION}"));
    }
    if let Some(person) = page.person() {
        lines.push(format!("User id: {}", person.id));
        lines.push(format!("Account: {}", account(person.source, !person.roles.is_empty(), false)));
    }
    lines.join("\n")
}

/// What kind of account somebody has.
pub fn account(source: Source, is_administrator: bool, is_deleted: bool) -> String {
    let source = match source {
        Source::Local => "local",
        Source::Directory => "from a directory",
        Source::External => "external",
    };
    let roles = if is_administrator { "administrator" } else { "no administrator" };
    format!("{source}, {roles}{}", if is_deleted { ", deleted" } else { "" })
}

/// A moment where the organisation is, with its zone.
pub fn moment(page: &Page, at: Timestamp) -> String {
    at.to_zoned(page.organisation.time_zone.clone()).strftime("%Y-%m-%d %H:%M:%S %:z (%Q)").to_string()
}

/// The address of a page, without what was asked of it.
fn address(here: &str) -> String {
    here.split(['?', '#']).next().unwrap_or("").chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_without_its_query_and_not_for_ever() {
        assert_eq!(address("/users?q=Bram+de+Vries"), "/users");
        assert_eq!(address("/audit#list"), "/audit");
        assert_eq!(address(&format!("/{}", "x".repeat(5000))).len(), LONGEST);
    }

    #[test]
    fn an_account_is_told_by_where_it_lives_and_what_it_may() {
        assert_eq!(account(Source::Directory, false, false), "from a directory, no administrator");
        assert_eq!(account(Source::Local, true, true), "local, administrator, deleted");
    }
}
