//! A password tried out: what each rule says of it, and what the banned words find in it. Nothing is kept (C-22).

use crate::domain::password::banned::Score;
use crate::domain::password::rules::{Context, Judged};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::secret::PlainPassword;
use crate::domain::user::sign_in_name;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Read;
use crate::store::users;

use super::{change, judge};

/// What was found.
#[derive(Debug)]
pub struct Trial {
    /// What each rule says; those about earlier passwords are left out.
    pub judged: Vec<Judged>,
    /// The parts and their points.
    pub score: Score,
    /// So many points are enough.
    pub needed: u16,
}

/// For whom a password is tried.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`] for a name that nobody has.
pub async fn context(portal: &Portal, read: &Read<'_>, actor: &Actor, typed: &str) -> Result<Context, Error> {
    actor.check(Permission::ViewSettings)?;
    if typed.trim().is_empty() {
        return Ok(Context::new(portal.names().iter().map(String::as_str)));
    }
    let name = sign_in_name(typed, portal.organisation.default_domain());
    let user = users::one::by_sign_in_name(read, &name).await?.ok_or(Error::NotFound)?.user;
    change::context(portal, read, &user).await
}

/// Tries a password.
pub fn attempt(portal: &Portal, password: &PlainPassword, context: &Context) -> Trial {
    let rules = portal.rules();
    let judged = judge::first(portal, password, context);
    Trial { judged, score: rules.score(password), needed: rules.policy().points }
}
