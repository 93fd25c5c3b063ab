//! One group.

use askama::Template;

use crate::domain::audit::Entry;
use crate::domain::denial::Denial;
use crate::domain::group::Group;
use crate::domain::paging::Count;
use crate::domain::permission::Permission;
use crate::i18n::t;
use crate::service::groups::access::Seen;
use crate::service::groups::overview::{MOST_PARENTS, Overview};
use crate::web::field::Complaint;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, events, people};
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// Which of a group's pages is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    /// The overview.
    Overview,
    /// The people and groups in it.
    Members,
    /// Those who are in it through other groups too.
    Effective,
    /// Who answers for it.
    Owners,
}

impl Tab {
    /// Every tab, with its place behind the group's address.
    pub(super) const ALL: [(Self, &'static str); 4] = [
        (Self::Overview, ""),
        (Self::Members, "/members"),
        (Self::Effective, "/members?effective=yes"),
        (Self::Owners, "/owners"),
    ];
}

/// The head of a group's pages.
pub(super) struct Head<'a> {
    pub(super) page: &'a Page,
    pub(super) seen: &'a Seen,
    pub(super) tab: Tab,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
impl Head<'_> {
    pub(super) const fn group(&self) -> &Group {
        &self.seen.group
    }

    pub(super) const fn is_living(&self) -> bool {
        self.seen.group.deleted.is_none()
    }

    pub(super) const fn may_edit(&self) -> bool {
        self.seen.edit_denied.is_none()
    }

    pub(super) const fn may_end(&self) -> bool {
        self.seen.end_denied.is_none()
    }

    pub(super) fn tab_name(&self, tab: &Tab) -> &str {
        match tab {
            Tab::Overview => t!(self.page, "group-tab-overview"),
            Tab::Members => t!(self.page, "group-members"),
            Tab::Effective => t!(self.page, "group-tab-effective"),
            Tab::Owners => t!(self.page, "group-owners"),
        }
    }

    /// Where the list is from which the visitor came.
    pub(super) fn list(&self) -> (&'static str, &str) {
        if self.page.is_administrator() {
            ("/groups", t!(self.page, "groups-title"))
        } else {
            ("/account/groups", t!(self.page, "account-groups"))
        }
    }

    /// Why the visitor may not change the group, where that needs a word.
    pub(super) fn why_not(&self) -> Option<String> {
        let denied = self.seen.edit_denied.as_ref().filter(|denied| denied.denial != Denial::DeletedGroup)?;
        let may_elsewhere = self.page.may(Permission::EditGroups);
        may_elsewhere.then(|| denials::sentence(&self.page.words, &denied.denial))
    }

    /// What a deleted group says of itself.
    pub(super) fn ended(&self) -> Option<String> {
        let deleted = self.seen.group.deleted?;
        let until = self.page.clock().long(&deleted.purge_at).text();
        Some(t!(self.page, "group-deleted-until", until = until))
    }
}

/// `GET /groups/{id}`.
#[derive(Debug, Template)]
#[template(path = "groups/show.html")]
pub struct GroupShow {
    /// What every page knows; section [`Section::Groups`].
    pub page: Page,
    /// The group and what is around it.
    pub overview: Overview,
    /// Why a form of this page was refused.
    pub refused: Option<Complaint>,
}

impl View for GroupShow {}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
impl GroupShow {
    fn head(&self) -> Head<'_> {
        Head { page: &self.page, seen: &self.overview.seen, tab: Tab::Overview }
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().map(|complaint| ("about", complaint.clone())).collect()
    }

    fn people(&self, count: &Count) -> String {
        let (Count::Exactly(number) | Count::MoreThan(number)) = *count;
        t!(self.page, "group-people", shown = self.page.count(count).to_string(), number = number)
    }

    fn sentence(&self, entry: &Entry) -> String {
        events::sentence(&self.page.words, self.page.organisation.default_domain(), entry)
    }

    fn has_more_parents(&self) -> bool {
        self.overview.parents.len() >= MOST_PARENTS
    }
}
