//! A new password judged: first by what it is, and only then by what costs a look at the store or a hash.

use jiff::SignedDuration;

use crate::domain::id::UserId;
use crate::domain::password::rules::{Context, Facts, Judged, Rule, Scope, none_broken};
use crate::domain::secret::PlainPassword;
use crate::domain::user::PasswordKind;
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Read;
use crate::store::credentials::Credential;
use crate::store::password_history;

use super::verify::{verify, verify_sealed};

/// What a person has now and had before.
#[derive(Debug)]
pub struct Past {
    /// Whose.
    pub user: UserId,
    /// The present one.
    pub present: Credential,
    /// The sealed earlier ones that may not come back, the newest first.
    earlier: Vec<Vec<u8>>,
    /// Whether the present one is not old enough to be changed by choice.
    is_young: bool,
}

impl Past {
    /// What the rules of this moment must know.
    ///
    /// # Errors
    /// The store's.
    pub async fn of(
        portal: &Portal,
        read: &Read<'_>,
        scope: Scope,
        user: UserId,
        present: Credential,
    ) -> Result<Self, Error> {
        let rules = portal.rules();
        // The present one is among those that may not come back.
        let own = u16::from(present.kind == PasswordKind::Own);
        let depth = rules.depth(scope).saturating_sub(own);
        let earlier = password_history::last(read, user, i64::from(depth)).await?;
        let youngest = SignedDuration::from_hours(rules.policy().youngest.into());
        let is_young = present.kind == PasswordKind::Own && read.now().await?.duration_since(present.set_at) < youngest;
        Ok(Self { user, present, earlier, is_young })
    }
}

/// Judges a new password in the place of another one. `current` is what the person typed as the present one, found right.
///
/// # Errors
/// [`Error::Busy`] when no thread is free.
pub async fn judge(
    portal: &Portal,
    scope: Scope,
    new: &PlainPassword,
    context: &Context,
    past: &Past,
    current: Option<&PlainPassword>,
) -> Result<Vec<Judged>, Error> {
    let (rules, breached) = (portal.rules(), portal.breaches.holds(new.expose()));
    let is_old = current.map(|current| current.expose() == new.expose());
    let mut facts = Facts { is_old, was_used: None, is_young: Some(past.is_young), breached };
    let judged = rules.judge(scope, breached.is_some(), new, context, facts);
    if !none_broken(&judged) {
        return Ok(judged);
    }
    let asks = |wanted: fn(&Rule) -> bool| judged.iter().any(|judged| wanted(&judged.rule));
    if is_old.is_none() && asks(|rule| matches!(rule, Rule::NotTheOld)) {
        facts.is_old = Some(verify(portal, Lane::SignedIn, Some((past.user, &past.present)), new).await?);
    }
    if facts.is_old != Some(true) && asks(|rule| matches!(rule, Rule::NotUsedBefore(_))) {
        facts.was_used = Some(was_used(portal, new, past).await?);
    }
    Ok(rules.judge(scope, breached.is_some(), new, context, facts))
}

/// Judges a password where none was before.
pub fn first(portal: &Portal, new: &PlainPassword, context: &Context) -> Vec<Judged> {
    let breached = portal.breaches.holds(new.expose());
    let facts = Facts { breached, ..Facts::default() };
    portal.rules().judge(Scope::First, breached.is_some(), new, context, facts)
}

/// One hash for each earlier password, until one is found.
async fn was_used(portal: &Portal, new: &PlainPassword, past: &Past) -> Result<bool, Error> {
    for sealed in &past.earlier {
        if verify_sealed(portal, Lane::SignedIn, past.user, PasswordKind::Own, sealed, new).await? {
            return Ok(true);
        }
    }
    Ok(false)
}
