//! Among whom people with proofs are looked for, and by which conditions.

use super::capability::Asked;
use super::self_service::{PROBED, open_to, registered};
use crate::domain::capability::{Proof, Standing};
use crate::domain::self_service::ADMINISTRATORS_PROVE;
use crate::domain::settings::self_service::Reach;

/// So many people are looked through for one page.
const WINDOW: i64 = 10_000;
/// Of many groups, each is looked through no less far than this.
const LEAST: i64 = 500;

/// Among whom the people are looked for: as few as can be told before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Crowd {
    /// Everybody.
    Everybody,
    /// Those in the groups that were asked for (`$6`).
    Groups,
    /// Those in the groups that self-service is open to (`$2`), and the administrators, who keep it whatever the groups say.
    Chosen,
    /// Those who were found before (`$6`).
    These,
    /// Nobody can be among them.
    Nobody,
}

impl Crowd {
    pub(super) fn of(asked: &Asked) -> Self {
        let needs_leave = matches!(asked.standing, Standing::Enabled | Standing::Capable | Standing::Lacking);
        match (&asked.groups, asked.plan.reach) {
            _ if asked.people.is_some() => Self::These,
            (_, Reach::Nobody) if needs_leave => Self::Nobody,
            (Some(_), _) => Self::Groups,
            (None, Reach::Selected) if needs_leave => Self::Chosen,
            (None, _) => Self::Everybody,
        }
    }

    /// How many of it are looked through for a page: of many groups less far in each, so that it comes to about as much.
    pub(super) fn width(self, asked: &Asked) -> i64 {
        let groups = match self {
            Self::Groups => asked.groups.as_ref().map_or(1, Vec::len),
            Self::Chosen => asked.plan.groups.len() + 1,
            Self::Everybody | Self::These | Self::Nobody => 1,
        };
        match groups {
            0 | 1 => WINDOW,
            2..=4 => WINDOW / 4,
            5..=20 => WINDOW / 20,
            _ => LEAST,
        }
    }

    /// The next so many of them by name, behind `$7` and `$8`: name and id, or of everybody whatever is wanted.
    pub(super) fn next(self, number: i64, what: &str) -> String {
        let behind = |id: &str| format!("($7 IS NULL OR (sort_name >= $7 AND (sort_name > $7 OR {id} > $8)))");
        let all = |only: &str| {
            format!("SELECT {what} FROM users WHERE {only}{} ORDER BY sort_name, id LIMIT {number}", behind("id"))
        };
        let members = |groups: &str| {
            format!(
                "SELECT one.sort_name, one.user_id AS id FROM unnest({groups}) AS inside (id), LATERAL (SELECT sort_name, user_id \
                 FROM group_member WHERE group_id = inside.id AND living AND {} ORDER BY sort_name, user_id LIMIT {number}) AS one",
                behind("user_id")
            )
        };
        let once = |some: String| {
            format!("SELECT DISTINCT sort_name, id FROM ({some}) AS all_of ORDER BY sort_name, id LIMIT {number}")
        };
        match self {
            Self::Everybody => all(""),
            Self::Groups => once(members("$6")),
            Self::Chosen => once(format!("{} UNION ALL ({})", members("$2"), all("role_bits <> 0 AND "))),
            Self::These => all("id = ANY ($6) AND "),
            Self::Nobody => all("false AND "),
        }
    }

    /// The same with all that the conditions ask of each: one after the other, by the index of each table, whatever Postgres believes to know
    /// of how many there are.
    pub(super) fn people(self, number: i64) -> String {
        let person = if self == Self::Everybody { "CROSS JOIN LATERAL (SELECT w.*) AS u" } else { PERSON };
        format!(
            "({}) AS w {person} {PROOFS}",
            self.next(number, if self == Self::Everybody { "*" } else { "sort_name, id" })
        )
    }
}

/// Somebody whose id is known as `w.id`.
pub(super) const PERSON: &str = "JOIN LATERAL (SELECT * FROM users WHERE users.id = w.id OFFSET 0) AS u ON true";

/// With what the conditions are asked.
pub(super) const PROOFS: &str = "\
    LEFT JOIN LATERAL (SELECT mail, phone FROM authentication_contact WHERE user_id = u.id OFFSET 0) AS c ON true \
    LEFT JOIN LATERAL (SELECT user_id FROM authenticator_app WHERE user_id = u.id OFFSET 0) AS a ON true \
    LEFT JOIN LATERAL (SELECT user_id, questions FROM security_answers WHERE user_id = u.id OFFSET 0) AS s ON true";

/// Whether somebody has as many proofs as are asked for, and whether it is open to the person.
pub(super) fn conditions() -> (String, String) {
    (registered(1, ADMINISTRATORS_PROVE, PROBED), open_to(1, PROBED))
}

/// Whether a person `u` may sign in here.
pub(super) const SIGNS_IN: &str = "(u.enabled AND u.source <> 'external')";

const HAS_PASSKEY: &str = "EXISTS (SELECT FROM passkey k WHERE k.user_id = u.id OFFSET 0)";

/// Whether somebody has this, whatever it counts for.
const fn has(method: Proof) -> &'static str {
    match method {
        Proof::Email => "c.mail IS NOT NULL",
        Proof::Sms => "c.phone IS NOT NULL",
        Proof::App => "a.user_id IS NOT NULL",
        Proof::Passkey => HAS_PASSKEY,
        Proof::Questions => "s.user_id IS NOT NULL",
    }
}

/// Who is asked for.
pub(super) fn condition(asked: &Asked) -> String {
    let (registered, enabled) = conditions();
    let standing = match asked.standing {
        Standing::Everybody => "TRUE".to_owned(),
        Standing::Registered => registered,
        Standing::Enabled => enabled,
        Standing::Capable => format!("({registered} AND {enabled})"),
        Standing::Lacking => format!("({enabled} AND NOT {registered})"),
        Standing::TwoStep => two_step(),
        Standing::Passwordless => passwordless(),
    };
    match asked.method {
        Some(method) => format!("{standing} AND {}", has(method)),
        None => standing,
    }
}

/// Whether somebody can prove a second step at sign-in.
pub(super) fn two_step() -> String {
    format!("({SIGNS_IN} AND (a.user_id IS NOT NULL OR {HAS_PASSKEY}))")
}

/// Whether somebody has a passkey to sign in with.
pub(super) fn passwordless() -> String {
    format!("({SIGNS_IN} AND {HAS_PASSKEY})")
}
