//! People of the directory as they are to be here, as far as no name of theirs is somebody else's.

use std::collections::HashSet;

use sha2::{Digest as _, Sha256};

use crate::domain::directory::entry::Entry;
use crate::domain::directory::kind::Kind;
use crate::domain::fold::canonical;
use crate::domain::id::UserId;
use crate::domain::profile::Profile;
use crate::domain::property::Properties;
use crate::domain::user::UserName;
use crate::service::error::Error;
use crate::store::conn::Tx;
use crate::store::users::names;

/// Of everything that would be written down.
pub(super) fn digest(entry: &Entry) -> Vec<u8> {
    let Entry {
        anchor,
        name: _,
        target: _,
        login,
        display_name,
        values,
        state,
        must_change: _,
        password_at: _,
        changed: _,
        manager: _,
    } = entry;
    Sha256::digest(format!("{:?}", (anchor, login, display_name, values, state))).to_vec()
}

/// The properties of somebody, as they are to be.
pub(super) fn properties(kind: Kind, entry: &Entry, user_name: UserName, before: Option<Profile>) -> Properties {
    let mut profile = before.unwrap_or_default();
    // What is kept there and not there any more is gone here, too.
    for (attribute, _) in kind.map() {
        profile.set(*attribute, None);
    }
    for (attribute, value) in &entry.values {
        profile.set(*attribute, Some(value.clone()));
    }
    let display_name = entry.display_name.clone().unwrap_or_else(|| user_name.local().to_owned());
    Properties { user_name, display_name, profile, contact: None }
}

/// What of somebody else's somebody was to have.
pub(super) struct Taken {
    /// The name that she signs in by.
    pub(super) name: bool,
    /// The mail address: it is left out.
    pub(super) mail: bool,
}

impl Taken {
    /// What is kept of an entry: nothing where some of it was left out, so that the next walk looks again whether it is free.
    pub(super) fn kept(&self, digest: Vec<u8>) -> Vec<u8> {
        if self.mail { vec![] } else { digest }
    }
}

/// Whether what she signs in by finds somebody else; a mail address that does is left out.
pub(super) async fn collides(tx: &Tx<'_>, new: &mut Properties, beside: Option<UserId>) -> Result<Taken, Error> {
    let name = new.user_name.canonical();
    let mail = new.profile.mail.as_deref().map(canonical);
    let wanted: Vec<String> = [Some(name.clone()), mail.clone()].into_iter().flatten().collect();
    let taken: HashSet<String> = names::known(&tx.reading(), &wanted, beside).await?.into_iter().collect();
    let is_left_out = mail.is_some_and(|mail| mail != name && taken.contains(&mail));
    if is_left_out {
        new.profile.mail = None;
    }
    Ok(Taken { name: taken.contains(&name), mail: is_left_out })
}
