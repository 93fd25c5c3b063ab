//! People who are deleted: the list, and one of them.

use askama::Template;

use crate::domain::audit::Entry;
use crate::domain::deletion::{Deleted, Deletion};
use crate::domain::denial::Denial;
use crate::domain::id::FormKey;
use crate::domain::job::Kind;
use crate::domain::paging::{Cursor, PageSize, Start};
use crate::domain::permission::Permission;
use crate::domain::profile::Profile;
use crate::domain::user::User;
use crate::i18n::t;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, events, people, roles};
use crate::web::{assets, forms, icons};

use super::address::{Address, Pager};
use super::user::{Group, groups};
use super::users_bulk::offered;
use super::{VERSION, View};

/// Somebody in the list.
#[derive(Debug)]
pub struct Row {
    /// Who.
    pub person: Deleted,
    /// The single use of the row's form.
    pub key: FormKey,
}

/// `GET /users/deleted`.
#[derive(Debug, Template)]
#[template(path = "users/deleted/index.html")]
pub struct DeletedIndex {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// The people, the newest deletion first.
    pub rows: Vec<Row>,
    /// Where the page before this one ends, if there is one.
    pub before: Option<Cursor>,
    /// Where the page behind this one starts, if there is one.
    pub after: Option<Cursor>,
    /// Where the page starts.
    pub start: Start,
    /// How many rows.
    pub size: PageSize,
}

impl View for DeletedIndex {
    fn room(&self) -> usize {
        12 * 1024 + self.rows.len() * 1500
    }
}

impl DeletedIndex {
    fn pager(&self) -> Pager {
        Pager::new(|| Address::of("/users/deleted"), self.size, self.before.as_ref(), self.after.as_ref())
    }

    /// Whether any button may stand in a row.
    fn any_restore(&self) -> bool {
        self.page.may(Permission::RestoreUsers)
    }

    /// What the visitor may do to several at once.
    fn deeds(&self) -> Vec<(&'static str, &str)> {
        offered(&self.page, Kind::is_of_deleted).collect()
    }

    fn may_restore(&self, person: &Deleted) -> bool {
        self.page.person().is_some_and(|visitor| visitor.may_restore(&person.user))
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}

/// `GET /users/{id}` of somebody who is deleted.
#[derive(Debug, Template)]
#[template(path = "users/deleted/show.html")]
pub struct DeletedShow {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Who.
    pub user: User,
    /// Since when, and until when.
    pub deletion: Deletion,
    /// What the directory knew.
    pub profile: Profile,
    /// Why the visitor may not restore; nothing when he may.
    pub no_restore: Option<Denial>,
    /// Why the visitor may not remove for good; nothing when he may.
    pub no_purge: Option<Denial>,
    /// The newest events about this person; nothing for those who may not see them.
    pub recent: Option<Vec<Entry>>,
}

impl View for DeletedShow {}

impl DeletedShow {
    fn groups(&self) -> Vec<Group> {
        groups(&self.page, &self.user, &self.profile)
    }

    /// Who deleted the person, and when.
    fn by(&self) -> String {
        let at = self.page.clock().within(&self.deletion.at).text();
        let by = events::short(&self.deletion.by_name, self.page.organisation.default_domain());
        t!(self.page, "deleted-by", by = by, at = at)
    }

    /// How long the person can still be restored.
    fn left(&self) -> String {
        let days = self.deletion.days_left(self.page.now);
        let until = self.page.clock().long(&self.deletion.purge_at).text();
        if days == 0 {
            t!(self.page, "deleted-over").to_owned()
        } else {
            t!(self.page, "deleted-left", days = days, until = until)
        }
    }

    /// Why neither button is there, once.
    fn why_not(&self) -> Option<String> {
        let denial = self.no_restore.as_ref().or(self.no_purge.as_ref())?;
        Some(denials::sentence(&self.page.words, denial))
    }

    fn sentence(&self, entry: &Entry) -> String {
        events::sentence(&self.page.words, self.page.organisation.default_domain(), entry)
    }

    /// By the id: the name may be somebody else's by now.
    fn history(&self) -> String {
        Address::of("/audit").with("person", &self.user.id.to_string()).link()
    }

    /// Why the card is empty: nothing happened, or nothing that this visitor may see.
    fn nothing(&self) -> &str {
        if self.page.may(Permission::ViewAudit) {
            t!(self.page, "user-activity-none")
        } else {
            t!(self.page, "user-activity-none-own")
        }
    }
}
