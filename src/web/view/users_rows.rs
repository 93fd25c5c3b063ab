//! The rows of a list of people: what each shows, and what can be done from it.

use jiff::Timestamp;

use super::users::UsersIndex;
use super::users_bulk;
use crate::domain::columns::Column;
use crate::domain::job::Kind;
use crate::domain::permission::Permission;
use crate::domain::user::{Status, User};
use crate::i18n::t;
use crate::web::sentences::people::{self, Badge};
use crate::web::sentences::{columns, events};

#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
impl UsersIndex {
    pub(super) fn any_reset(&self) -> bool {
        self.page.may(Permission::ResetPassword)
    }

    /// What the visitor may do to many people at once.
    pub(super) fn deeds(&self) -> Vec<(&'static str, &str)> {
        let works = users_bulk::offered(&self.page, Kind::is_of_a_list);
        works.chain([(users_bulk::EXPORT, t!(self.page, "bulk-export"))]).collect()
    }

    /// The list's filter, for what is done to all that it shows.
    pub(super) fn fields(&self) -> Vec<(&'static str, String)> {
        users_bulk::fields(&self.filter)
    }

    pub(super) fn may_reset(&self, user: &User) -> bool {
        self.page.person().is_some_and(|visitor| visitor.may_reset(user))
    }

    pub(super) fn may_unblock(&self, user: &User) -> bool {
        user.status == Status::Blocked && self.page.person().is_some_and(|visitor| visitor.may_unblock(user))
    }

    /// Whether the state asks for a reset: nothing works yet, or any more.
    pub(super) fn wants_reset(user: &User) -> bool {
        matches!(user.status, Status::NeverSignedIn | Status::TemporaryPassword)
    }

    /// The columns with their headings.
    pub(super) fn headed(&self) -> Vec<(Column, &str)> {
        self.columns.iter().map(|column| (column, columns::name(&self.page.words, &column))).collect()
    }

    pub(super) fn created(&self, row: &usize) -> Option<&Timestamp> {
        self.details.get(*row)?.created_at.as_ref()
    }

    pub(super) fn detail(&self, row: &usize, column: &Column) -> &str {
        let value =
            self.details.get(*row).zip(column.attribute()).and_then(|(profile, attribute)| profile.value(attribute));
        value.map_or("", String::as_str)
    }

    /// The same around the name in "Unblock Bram".
    pub(super) fn unblock_for(&self) -> (String, String) {
        let text = t!(self.page, "users-unblock-for", name = "\u{1f}");
        text.split_once('\u{1f}').map(|(before, after)| (before.to_owned(), after.to_owned())).unwrap_or_default()
    }

    /// What stands around the name in "password for Bram", so that a row needs no formatting.
    pub(super) fn reset_for(&self) -> (String, String) {
        let text = t!(self.page, "users-reset-for", name = "\u{1f}");
        text.split_once('\u{1f}').map(|(before, after)| (before.to_owned(), after.to_owned())).unwrap_or_default()
    }

    /// The user name, without the default domain.
    pub(super) fn short<'a>(&self, user: &'a User) -> &'a str {
        events::short(user.user_name.as_str(), self.page.organisation.default_domain())
    }

    /// Where the badge of a status stands.
    pub(super) fn place(status: &Status) -> usize {
        Status::ALL.into_iter().position(|other| other == *status).unwrap_or(0)
    }

    pub(super) fn badges(&self) -> [Badge<'_>; 4] {
        Status::ALL.map(|status| people::badge(&self.page.words, &status))
    }
}
