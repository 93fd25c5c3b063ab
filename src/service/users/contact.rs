//! How people are reached to prove who they are: who may know it.

use crate::domain::contact::Contact;
use crate::domain::denial::Denial;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied};
use crate::domain::target::Target;
use crate::domain::user::{Source, User};
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::users::contact;

/// Why somebody may not know how a person is reached; nothing where he may: about himself, and about whomever he may reset. The right
/// to end sessions has the same matrix, whatever the source. Who signs in at home proves nothing here.
pub(super) fn hidden(actor: &Actor, user: &User) -> Option<Denied> {
    let target = Target::from(user);
    if user.source == Source::External {
        return Some(actor.refused(Denial::External, Permission::ChangeSensitive, &target));
    }
    if actor.user() == Some(user.id) {
        return None;
    }
    // The refusal is told as one of a change: that is all that can be tried.
    actor
        .check_on(Permission::RevokeSessions, &target)
        .err()
        .map(|denied| actor.check_on(Permission::ChangeSensitive, &target).err().unwrap_or(denied))
}

/// How a person is reached, for whoever may know it.
///
/// # Errors
/// The store's.
pub(super) async fn known(read: &Read<'_>, actor: &Actor, user: &User) -> Result<Option<Contact>, StoreError> {
    if hidden(actor, user).is_some() { Ok(None) } else { contact::find(read, user.id).await.map(Some) }
}
