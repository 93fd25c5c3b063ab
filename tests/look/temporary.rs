//! The page of temporary passwords with sample data, in each of its states.

use jiff::SignedDuration;
use latchkey::domain::check::Check;
use latchkey::domain::organisation::Language;
use latchkey::domain::paging::{PageSize, Slice};
use latchkey::domain::password::issued::{Ending, Issue, Issued, Origin};
use latchkey::domain::role::Role;
use latchkey::domain::subject::Subject;
use latchkey::service::passwords::issued::Listed;
use latchkey::web::page::{Page, Section};
use latchkey::web::view::View as _;
use latchkey::web::view::temporary_passwords::TemporaryPasswords;

use crate::people::{at, bram, id, page, sanne};
use crate::samples::cursor;

pub(crate) fn issued(number: u128, name: &str, origin: Origin) -> Issued {
    let operator = origin == Origin::Operator;
    Issued {
        user: Subject { id: id(number), name: "bram.vries@noordzee.example".to_owned() },
        display_name: name.to_owned(),
        made_at: at("2026-11-19T09:20:00Z"),
        issue: Issue {
            origin,
            by: (!operator).then(|| id(99)),
            by_name: if operator { "admin recover" } else { "sanne.mulder@noordzee.example" }.to_owned(),
            verified_by: (origin == Origin::Reset).then_some(Check::CalledBack),
            reason: (origin == Origin::Reset).then(|| "SD-42".to_owned()),
            expires_at: None,
        },
        first_used_at: None,
        ended: None,
    }
}

fn shown(language: Language, role: Role, rows: Vec<Issued>) -> TemporaryPasswords {
    let signed = sanne(&[role]);
    let page = Page { section: Section::TemporaryPasswords, ..page(language, Some(signed), "/temporary-passwords") };
    let all = page.sees_everything();
    let slice = Slice { rows, before: None, after: Some(cursor()) };
    let typical = all.then_some((SignedDuration::from_mins(95), 212));
    TemporaryPasswords { page, listed: Listed { slice, user: None, typical }, size: PageSize::default(), all }
}

/// The page in each of its states.
pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    let over = Issued {
        issue: Issue { expires_at: Some(at("2026-11-20T09:20:00Z")), ..issued(2, "", Origin::Reset).issue },
        ..issued(2, "Amara Okafor", Origin::Reset)
    };
    let begun = Issued { first_used_at: Some(at("2026-11-21T14:00:00Z")), ..issued(3, "Jakub Nowak", Origin::NewUser) };
    let ended = |ending| Issued {
        first_used_at: Some(at("2026-11-19T10:00:00Z")),
        ended: Some((at("2026-11-19T10:02:00Z"), ending)),
        ..issued(1, "Bram de Vries", Origin::Reset)
    };
    let waiting = vec![issued(1, "Bram de Vries", Origin::Reset), over, begun, issued(4, "Ada Min", Origin::Operator)];
    let all = shown(language, Role::GlobalAdministrator, waiting.clone());
    let own = shown(language, Role::HelpdeskAdministrator, waiting);
    let none = shown(language, Role::GlobalReader, vec![]);
    let rows = vec![ended(Ending::Used), ended(Ending::Superseded), ended(Ending::Revoked)];
    let mut person = shown(language, Role::GlobalReader, rows);
    (person.listed.user, person.listed.typical) = (Some(bram()), None);
    vec![
        ("temporary", all.html().unwrap()),
        ("temporary-own", own.html().unwrap()),
        ("temporary-none", none.html().unwrap()),
        ("temporary-person", person.html().unwrap()),
    ]
}
