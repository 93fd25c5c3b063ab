//! One page after another, at a thousand people and at very many: the middle time of each kind.

use std::time::Instant;

use anyhow::ensure;
use latchkey::domain::fold::fold;
use latchkey::domain::paging::Cursor;
use uuid::Uuid;

use super::client::{Client, get};
use super::postgres::Postgres;
use super::report::{Limit, Report, median};
use super::site::{Server, Site};

/// How many times slower a page may be among very many people.
const AT_MOST: f64 = 1.5;
/// The same for a whole name with small words: of a thousand people it finds one, of a million a page of them.
const AT_MOST_WHOLE: f64 = 3.0;
/// Different people are asked for, so that nothing is measured that was only just remembered.
const SAMPLES: i64 = 60;
const ROUNDS: usize = 4;

/// A kind of page, and addresses of that kind.
struct Kind {
    name: &'static str,
    addresses: Vec<String>,
    limit: Limit,
    /// A search for a first name, a surname, or both: promised together.
    part_of_a_search_for_names: bool,
}

/// Id, given name, surname, employee number.
type Person = (Uuid, String, String, String);

/// A server, somebody signed in, and what to ask.
pub(crate) struct Crowd<'a> {
    pub(crate) site: &'a Site,
    pub(crate) server: &'a Server,
    pub(crate) cookie: &'a str,
}

/// Compares every kind of page.
pub(crate) async fn compare(report: &mut Report, few: &Crowd<'_>, many: &Crowd<'_>) -> anyhow::Result<()> {
    let (small, large) = (few.kinds().await?, many.kinds().await?);
    let mut here = Client::connect(few.server.port).await?;
    let mut names = (0.0, 0.0);
    let mut there = Client::connect(many.server.port).await?;
    for (small, large) in small.iter().zip(&large) {
        let (mut short, mut long) = (vec![], vec![]);
        // In turns: what else the machine does meets both. The first turn warms up.
        for round in 0..=ROUNDS {
            let (here, there) = (few.times(&mut here, small).await?, many.times(&mut there, large).await?);
            if round > 0 {
                short.extend(here);
                long.extend(there);
            }
        }
        let (short, long) = (median(short), median(long));
        if large.part_of_a_search_for_names {
            names = (names.0 + short, names.1 + long);
        }
        let from = format!("{long:.2} ms against {short:.2} ms");
        report.measure(small.name, long / short, "", small.limit, &from);
    }
    // One after the other: a first name with a surname has one hit among a thousand people and a whole page among a million, so that
    // drawing 24 people more is in this figure.
    let from = format!("{:.2} ms against {:.2} ms, the three together", names.1, names.0);
    report.measure("search for names, all three", names.1 / names.0, "", Limit::AtMost(AT_MOST), &from);
    Ok(())
}

impl Crowd<'_> {
    async fn times(&self, client: &mut Client, kind: &Kind) -> anyhow::Result<Vec<f64>> {
        let mut times = vec![];
        for address in &kind.addresses {
            let request = get(self.server.port, address, self.cookie);
            let started = Instant::now();
            let status = client.ask(&request).await?.status;
            times.push(started.elapsed().as_secs_f64() * 1e3);
            ensure!(status == 200, "{address} was answered {status}");
        }
        Ok(times)
    }

    async fn kinds(&self) -> anyhow::Result<Vec<Kind>> {
        let postgres = Postgres::of(self.site)?.connect().await?;
        let sample = postgres
            .query(
                "SELECT id, given_name, surname, employee_id FROM users WHERE role_bits = 0 AND source = 'local' AND employee_id IS NOT NULL \
                 ORDER BY length(employee_id) DESC, md5(id::text) LIMIT $1",
                &[&SAMPLES],
            )
            .await?;
        let people: Vec<Person> =
            sample.iter().map(|row| (row.get::<_, Id>(0).0, row.get(1), row.get(2), row.get(3))).collect();
        let deep = postgres
            .query(
                "SELECT id, display_name FROM users ORDER BY sort_name, id OFFSET (SELECT count(*) / 2 FROM users) LIMIT $1",
                &[&SAMPLES],
            )
            .await?;
        let places = deep.iter().map(|row| {
            let name: String = row.get(1);
            Cursor { keys: vec![fold(&name)], id: row.get::<_, Id>(0).0 }.encode()
        });
        // The largest group of each directory, and one with everybody in it through others.
        let largest =
            "SELECT id FROM groups JOIN group_member ON group_id = id GROUP BY id ORDER BY count(*) DESC, name LIMIT 1";
        let large = postgres.query_one(largest, &[]).await?.get::<_, Id>(0).0;
        let around = postgres.query_one("SELECT id FROM groups WHERE name = 'All staff'", &[]).await?.get::<_, Id>(0).0;
        let limit = Limit::AtMost(AT_MOST);
        let each = |name, address: &dyn Fn(&Person) -> String| {
            let addresses = people.iter().map(address).collect();
            Kind { name, addresses, limit, part_of_a_search_for_names: false }
        };
        let (both, last, first): (Vec<_>, Vec<_>, Vec<_>) = people
            .iter()
            .map(|(_, given, surname, _)| (search(&format!("{given} {surname}")), search(surname), search(given)))
            .collect();
        let of = |name, addresses| Kind { name, addresses, limit, part_of_a_search_for_names: true };
        let same = |name, address: String| Kind {
            name,
            addresses: vec![address; people.len()],
            limit,
            part_of_a_search_for_names: false,
        };
        // Looks through so many people that a small directory has not as many.
        let unlimited = |name, address| Kind { limit: Limit::Nothing, ..same(name, address) };
        let mut kinds = vec![
            same("first page", "/users".to_owned()),
            Kind {
                name: "deep page, half of all people in",
                addresses: places.map(|at| format!("/users?after={at}")).collect(),
                limit,
                part_of_a_search_for_names: false,
            },
            Kind {
                // Digits go by trigrams, of which a million people share a thousand.
                limit: Limit::Nothing,
                ..each("search: employee number, one hit", &|(_, _, _, number)| search(number))
            },
            of("search: first name and surname", both),
            of("search: surname", last),
            of("search: first name", first),
            whole_names(&postgres).await?,
            same("search: a part of very many names", search("van")),
            each("search: first two letters", &|(_, given, _, _)| search(&given.chars().take(2).collect::<String>())),
            each("a person's page", &|(id, _, _, _)| format!("/users/{id}")),
            same("groups", "/groups".to_owned()),
            same("a group's page, all of an office", format!("/groups/{large}")),
            same("a group's members, all of an office", format!("/groups/{large}/members")),
            same(
                "a group's members, everybody through other groups",
                format!("/groups/{around}/members?effective=yes"),
            ),
            same("users of a group, all of an office", format!("/users?group={large}")),
            same("users of a group, everybody through other groups", format!("/users?group={around}")),
            each("a person's groups", &|(id, _, _, _)| format!("/users/{id}/groups")),
            each("a person's edit page", &|(id, _, _, _)| format!("/users/{id}/edit")),
            each("a person's roles", &|(id, _, _, _)| format!("/users/{id}/roles")),
            each("a person's sign-ins", &|(id, _, _, _)| format!("/users/{id}/sign-ins")),
            each("reset password, before", &|(id, _, _, _)| format!("/users/{id}/reset-password")),
            same("columns that are asked for", "/users?columns=mail,hire-date,street-address,state".to_owned()),
            same("deleted users", "/users/deleted".to_owned()),
            same("roles", "/roles".to_owned()),
            same("a role's page", "/roles/helpdesk-administrator".to_owned()),
            same("temporary passwords", "/temporary-passwords".to_owned()),
            same("who is locked", "/users?view=locked".to_owned()),
            same("places that have to wait", "/users/places".to_owned()),
            same("audit log", "/audit".to_owned()),
            same("audit log: a service", "/audit?service=Authentication+Methods".to_owned()),
            same("audit log: refused, of a category", "/audit?category=UserManagement&result=failure".to_owned()),
            same("sign-in log", "/sign-ins".to_owned()),
            same("sign-in log: interrupted", "/sign-ins?result=interrupted".to_owned()),
            same("jobs", "/jobs".to_owned()),
            same("settings: forgotten passwords", "/settings/self-service".to_owned()),
            unlimited("settings: registration", "/settings/registration".to_owned()),
        ];
        kinds.extend(of_reports(&same, &unlimited));
        Ok(kinds)
    }
}

fn search(words: &str) -> String {
    let query = form_urlencoded::byte_serialize(words.as_bytes()).collect::<String>();
    format!("/users?q={query}")
}

/// Searches for whole names with small words in them.
async fn whole_names(postgres: &tokio_postgres::Client) -> anyhow::Result<Kind> {
    let names = postgres
        .query(
            "SELECT given_name || ' ' || surname FROM users WHERE surname LIKE 'van d% %' ORDER BY md5(id::text) LIMIT $1",
            &[&SAMPLES],
        )
        .await?;
    Ok(Kind {
        name: "search: a name of four words",
        addresses: names.iter().map(|row| search(row.get(0))).collect(),
        limit: Limit::AtMost(AT_MOST_WHOLE),
        part_of_a_search_for_names: false,
    })
}

/// The reports, within the limit of every page or without one.
fn of_reports(
    same: &dyn Fn(&'static str, String) -> Kind,
    unlimited: &dyn Fn(&'static str, String) -> Kind,
) -> Vec<Kind> {
    vec![
        same("report: password resets", "/reports/password-resets".to_owned()),
        unlimited("report: registration", "/reports/registration".to_owned()),
        unlimited("report: who lacks proofs", "/reports/registration?view=lacking".to_owned()),
        unlimited("report: who is able, few are", "/reports/registration?view=capable".to_owned()),
        unlimited("report: proofs", "/reports/methods".to_owned()),
        same("report: registrations", "/reports/registration-activity".to_owned()),
        unlimited("report: who has an app", "/reports/registration?method=app".to_owned()),
        same("report: events of proofs", "/reports/events".to_owned()),
        same("report: usage", "/reports/usage".to_owned()),
    ]
}

/// A uuid as Postgres sends it.
pub(crate) struct Id(pub(crate) Uuid);

impl<'a> tokio_postgres::types::FromSql<'a> for Id {
    fn from_sql(
        _: &tokio_postgres::types::Type,
        raw: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(Uuid::from_slice(raw)?))
    }

    fn accepts(kind: &tokio_postgres::types::Type) -> bool {
        *kind == tokio_postgres::types::Type::UUID
    }
}
