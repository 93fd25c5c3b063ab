//! The rows of a list of people: what each shows, and what can be done from it.

use jiff::Timestamp;

use super::users::UsersIndex;
use super::users_bulk;
use crate::domain::columns::Column;
use crate::domain::job::Kind;
use crate::domain::permission::Permission;
use crate::domain::user::{Status, User};
use crate::i18n::t;
use crate::web::fast::Escaped;
use crate::web::filters::Html;
use crate::web::sentences::{columns, events, people};

/// What many rows say, escaped once for all of them.
#[derive(Debug)]
pub(super) struct Said<'a> {
    pub(super) unblock: Escaped<'a>,
    /// What stands around the name in "Unblock Bram".
    pub(super) unblock_for: (Escaped<'a>, Escaped<'a>),
    pub(super) reset: Escaped<'a>,
    /// What stands around the name in "password for Bram".
    pub(super) reset_for: (Escaped<'a>, Escaped<'a>),
    pub(super) never: Escaped<'a>,
    pub(super) locked: Escaped<'a>,
    pub(super) changed: Escaped<'a>,
    pub(super) own: Escaped<'a>,
    pub(super) not_set: Escaped<'a>,
    pub(super) until: Escaped<'a>,
    pub(super) over: Escaped<'a>,
    pub(super) first_use: Escaped<'a>,
    pub(super) elsewhere: Escaped<'a>,
    pub(super) other_directory: Escaped<'a>,
}

/// The badge of a status, as the rows show it.
#[derive(Debug)]
pub(super) struct RowBadge<'a> {
    pub(super) tone: Html,
    pub(super) icon: Html,
    pub(super) text: Escaped<'a>,
}

/// What stands around the name in a sentence, so that a row needs no formatting.
fn around(sentence: &str) -> (Escaped<'static>, Escaped<'static>) {
    let (before, after) = sentence.split_once('\u{1f}').unwrap_or_default();
    (Escaped::of(before.to_owned()), Escaped::of(after.to_owned()))
}

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
    pub(super) fn headed(&self) -> Vec<(Column, Escaped<'_>)> {
        self.columns.iter().map(|column| (column, Escaped::of(columns::name(&self.page.words, &column)))).collect()
    }

    pub(super) fn created(&self, row: &usize) -> Option<&Timestamp> {
        self.details.get(*row)?.created_at.as_ref()
    }

    pub(super) fn detail(&self, row: &usize, column: &Column) -> Escaped<'_> {
        let value =
            self.details.get(*row).zip(column.attribute()).and_then(|(profile, attribute)| profile.value(attribute));
        Escaped::of(value.map_or("", String::as_str))
    }

    pub(super) fn said(&self) -> Said<'_> {
        Said {
            unblock: Escaped::of(t!(self.page, "user-unblock")),
            unblock_for: around(&t!(self.page, "users-unblock-for", name = "\u{1f}")),
            reset: Escaped::of(t!(self.page, "users-reset")),
            reset_for: around(&t!(self.page, "users-reset-for", name = "\u{1f}")),
            never: Escaped::of(t!(self.page, "date-never")),
            locked: Escaped::of(t!(self.page, "users-view-locked")),
            changed: Escaped::of(t!(self.page, "cell-password-changed")),
            own: Escaped::of(t!(self.page, "cell-password-own")),
            not_set: Escaped::of(t!(self.page, "cell-password-none")),
            until: Escaped::of(t!(self.page, "cell-password-until")),
            over: Escaped::of(t!(self.page, "cell-password-over")),
            first_use: Escaped::of(t!(self.page, "cell-password-first-use")),
            elsewhere: Escaped::of(t!(self.page, "cell-password-external")),
            other_directory: Escaped::of(t!(self.page, "cell-password-directory")),
        }
    }

    /// A text of a row, escaped the quick way; once where the row shows it in several places.
    pub(super) fn escaped(text: &str) -> Escaped<'_> {
        Escaped::of(text)
    }

    /// The user name, without the default domain.
    pub(super) fn short<'a>(&self, user: &'a User) -> Escaped<'a> {
        Escaped::of(events::short(user.user_name.as_str(), self.page.organisation.default_domain()))
    }

    /// Where the badge of a status stands.
    pub(super) fn place(status: &Status) -> usize {
        Status::ALL.into_iter().position(|other| other == *status).unwrap_or(0)
    }

    pub(super) fn badges(&self) -> [RowBadge<'_>; 4] {
        Status::ALL.map(|status| {
            let badge = people::badge(&self.page.words, &status);
            RowBadge { tone: Html(badge.tone), icon: badge.symbol.used, text: Escaped::of(badge.text) }
        })
    }
}
