//! Why the policy says no, and who could say yes.

use crate::domain::denial::Denial;
use crate::domain::role::Role;
use crate::i18n::{Words, t};

use super::roles::{any_of, name};

/// The sentence on the page, where the button would stand.
pub fn sentence(words: &Words, denial: &Denial) -> String {
    match denial {
        Denial::NeedsRole(roles) | Denial::Protected(roles) if roles.is_empty() => {
            t!(words, "denied-no-role").to_owned()
        }
        Denial::NeedsRole(roles) if *roles == Role::ALL.into_iter().collect() => {
            t!(words, "denied-any-role", role = name(words, &Role::DirectoryReader))
        }
        Denial::NeedsRole(roles) => t!(words, "denied-needs-role", roles = any_of(words, roles)),
        Denial::Protected(roles) => t!(words, "denied-protected", roles = any_of(words, roles)),
        Denial::RoleAbove(roles) => t!(words, "denied-role-above", roles = any_of(words, roles)),
        Denial::OwnAccount => t!(words, "denied-own-account").to_owned(),
        Denial::SignedOut => t!(words, "denied-signed-out").to_owned(),
        Denial::External => t!(words, "denied-external").to_owned(),
        Denial::Directory => t!(words, "denied-directory").to_owned(),
        Denial::DirectoryGroup => t!(words, "denied-directory-group").to_owned(),
        Denial::DeletedGroup => t!(words, "denied-deleted-group").to_owned(),
        Denial::LastGlobalAdministrator => t!(words, "denied-last-global").to_owned(),
        Denial::Deleted => t!(words, "denied-deleted").to_owned(),
    }
}
