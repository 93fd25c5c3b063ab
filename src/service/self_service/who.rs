//! What counts of a person who wants to reset the own password, and under what his tries are counted.

use crate::domain::contact::Contact;
use crate::domain::id::UserId;
use crate::domain::self_service::{Facts, Refusal, Way, way};
use crate::domain::settings::self_service::{Reach, SelfService};
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Read;
use crate::store::groups::nesting;
use crate::store::reset_tries::Counted;
use crate::store::users::{self, one::SigningIn};

/// Somebody of whom a new password is asked.
pub(super) struct Known {
    pub(super) user: User,
    pub(super) contact: Contact,
    pub(super) has_app: bool,
    pub(super) is_chosen: bool,
}

impl Known {
    /// Whether the person may, as he is now.
    pub(super) fn way(&self, policy: &SelfService, has_mail: bool, user: &User) -> Result<Way, Refusal> {
        let facts = Facts {
            roles: user.roles,
            status: user.status,
            source: user.source,
            is_chosen: self.is_chosen,
            has_mail: has_mail && self.contact.mail.is_some(),
            has_app: self.has_app,
        };
        way(policy, &facts)
    }
}

/// Whoever has this canonical name, with what counts.
pub(super) async fn find(read: &Read<'_>, policy: &SelfService, name: &str) -> Result<Option<Known>, Error> {
    let Some(SigningIn { user, second_step, .. }) = users::one::by_sign_in_name(read, name).await? else {
        return Ok(None);
    };
    let contact = users::contact::find(read, user.id).await?;
    let is_chosen = policy.reach == Reach::Selected && is_chosen(read, policy, user.id).await?;
    Ok(Some(Known { user, contact, has_app: second_step, is_chosen }))
}

/// Whether somebody is in one of the groups that may, at any depth, and in none that may not.
async fn is_chosen(read: &Read<'_>, policy: &SelfService, user: UserId) -> Result<bool, Error> {
    let (direct, around) = nesting::around(read, user).await?;
    let all: Vec<_> = direct.into_iter().chain(around.pairs.into_iter().map(|pair| pair.group)).collect();
    let in_any = |groups: Vec<_>| all.iter().any(|group| groups.contains(group));
    Ok(in_any(policy.chosen()) && !in_any(policy.left_out()))
}

/// Under what tries about a person, or about a name that nobody has, are counted.
pub(super) fn counted(portal: &Portal, known: Option<&Known>, name: &str) -> Counted {
    match known {
        Some(known) => Counted::person(known.user.id),
        None => Counted::hashed(&portal.keys.current().code.mac(&[b"tries of a name", name.as_bytes()])),
    }
}

/// Where codes go, as the page shows it: the first letters alone. For whoever has no address, letters that stay the same: nothing tells
/// who exists.
pub(super) fn shown(portal: &Portal, known: Option<&Known>, name: &str) -> String {
    let masked = |local: char, domain: char| format!("{local}•••@{domain}•••");
    let real = known.and_then(|known| known.contact.mail.as_deref()).and_then(|mail| mail.split_once('@'));
    if let Some((local, domain)) = real
        && let (Some(local), Some(domain)) = (local.chars().next(), domain.chars().next())
    {
        return masked(local, domain);
    }
    let [one, other, ..] = portal.keys.current().code.mac(&[b"no address of", name.as_bytes()]);
    // As addresses begin, about as often.
    let pick = |letters: &str, byte: u8| {
        let at = usize::from(byte) % letters.len();
        letters.as_bytes().get(at).map_or('a', |letter| char::from(*letter))
    };
    // Many begin with the name.
    let first = name.chars().next().filter(|c| c.is_ascii_lowercase() && one.is_multiple_of(2));
    masked(first.unwrap_or_else(|| pick("aabcdeefghijjjklmmmnoprrsstvw", one)), pick("gggggghhhooookzypilx", other))
}
