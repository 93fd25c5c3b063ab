//! Names that find an account: which are taken, which are free (T-12, A39).

use crate::domain::attribute::Attribute;
use crate::domain::fold::{canonical, fold};
use crate::domain::id::UserId;
use crate::domain::property::{Changed, Properties, Property};
use crate::domain::user::UserName;
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::users::names::{self, Kind, login_names};

/// So many free names are proposed.
const PROPOSALS: usize = 2;

/// Which name is taken.
#[derive(Debug)]
pub enum Taken {
    /// The user name; these are free.
    UserName(Vec<String>),
    /// The mail address.
    Mail,
}

/// Whether somebody else was quicker with a name.
pub(in crate::service) fn is_taken(error: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    matches!(error.downcast_ref(), Some(StoreError::Constraint(name)) if name == "login_name_pkey")
}

/// Whether one of the names of somebody new finds somebody already.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn taken(read: &Read<'_>, new: &Properties) -> Result<Option<Taken>, StoreError> {
    among(read, new, &login_names(&new.user_name, &new.profile), None).await
}

/// Whether a name that is new to somebody finds somebody else already. The others are not asked about: whoever was restored may have
/// a mail address that finds somebody else since.
///
/// # Errors
/// The store's.
pub(super) async fn taken_by_others(
    read: &Read<'_>,
    id: UserId,
    wanted: &Properties,
    changed: &[Changed],
) -> Result<Option<Taken>, StoreError> {
    let is_new = |kind: Kind| {
        let property = match kind {
            Kind::UserName => Property::UserName,
            Kind::Mail => Property::Of(Attribute::Mail),
        };
        changed.iter().any(|changed| changed.property == property)
    };
    let mut names = login_names(&wanted.user_name, &wanted.profile);
    names.retain(|(_, kind)| is_new(*kind));
    among(read, wanted, &names, Some(id)).await
}

async fn among(
    read: &Read<'_>,
    wanted: &Properties,
    names: &[(String, Kind)],
    beside: Option<UserId>,
) -> Result<Option<Taken>, StoreError> {
    let asked: Vec<String> = names.iter().map(|(name, _)| name.clone()).collect();
    let known = names::known(read, &asked, beside).await?;
    match names.iter().find(|(name, _)| known.contains(name)) {
        Some((_, Kind::UserName)) => Ok(Some(Taken::UserName(free(read, wanted).await?))),
        Some((_, Kind::Mail)) => Ok(Some(Taken::Mail)),
        None => Ok(None),
    }
}

/// User names that nobody has, like the one that was asked for.
///
/// # Errors
/// The store's.
pub(super) async fn free(read: &Read<'_>, new: &Properties) -> Result<Vec<String>, StoreError> {
    let (local, domain) = new.user_name.as_str().split_once('@').unwrap_or((new.user_name.as_str(), ""));
    let [given, surname] = [&new.profile.given_name, &new.profile.surname].map(|part| plain(part.as_deref()));
    let mut locals = vec![];
    if let (Some(initial), false) = (given.chars().next(), surname.is_empty()) {
        locals.extend([format!("{initial}.{surname}"), format!("{given}.{surname}")]);
    }
    locals.extend((2..=20).map(|number| format!("{local}{number}")));
    let candidates: Vec<String> =
        locals.iter().map(|local| format!("{local}@{domain}")).filter(|name| UserName::parse(name).is_ok()).collect();
    let canonicals: Vec<String> = candidates.iter().map(|name| canonical(name)).collect();
    let known = names::known(read, &canonicals, None).await?;
    Ok(candidates.into_iter().filter(|name| !known.contains(&canonical(name))).take(PROPOSALS).collect())
}

/// A name as a user name may hold it: folded, letters and digits alone.
fn plain(name: Option<&str>) -> String {
    fold(name.unwrap_or_default()).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The user name that a name suggests; nothing when its letters are of another script.
pub fn proposed(given_name: &str, surname: &str, domain: &str) -> Option<String> {
    let parts: Vec<String> =
        [given_name, surname].into_iter().map(|part| plain(Some(part))).filter(|part| !part.is_empty()).collect();
    let name = format!("{}@{domain}", parts.join("."));
    (!parts.is_empty() && UserName::parse(&name).is_ok()).then_some(name)
}
