//! Lists of groups: all of them, the deleted ones, and my own.

use askama::Template;

use crate::domain::activity::GROUPS;
use crate::domain::paging::{Count, PageSize, Slice, Start};
use crate::domain::permission::Permission;
use crate::i18n::t;
use crate::service::groups::directory::{GroupFilter, Line};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::people;
use crate::web::{assets, forms, icons};

use super::address::{Address, Pager};
use super::{VERSION, View};

/// `GET /groups`, `GET /groups/deleted`.
#[derive(Debug, Template)]
#[template(path = "groups/index.html")]
pub struct GroupsIndex {
    /// What every page knows; section [`Section::Groups`].
    pub page: Page,
    /// What was asked for.
    pub filter: GroupFilter,
    /// Where the page starts.
    pub start: Start,
    /// How many rows.
    pub size: PageSize,
    /// The groups.
    pub lines: Slice<Line>,
    /// How many there are.
    pub total: Count,
}

impl View for GroupsIndex {
    fn room(&self) -> usize {
        16 * 1024 + self.lines.rows.len() * 600
    }
}

impl GroupsIndex {
    const fn path(&self) -> &'static str {
        if self.filter.deleted { "/groups/deleted" } else { "/groups" }
    }

    fn pager(&self) -> Pager {
        let address = || Address::of(self.path()).with("q", self.filter.search.as_deref().unwrap_or(""));
        Pager::new(address, self.size, self.lines.before.as_ref(), self.lines.after.as_ref())
    }

    fn title(&self) -> &str {
        if self.filter.deleted { t!(self.page, "groups-deleted-title") } else { t!(self.page, "groups-title") }
    }

    fn lede(&self) -> String {
        let shown = self.page.count(&self.total).to_string();
        match (self.filter.deleted, &self.filter.search) {
            (false, None) => t!(self.page, "groups-lede", shown = shown, number = self.number()),
            (true, None) => t!(self.page, "groups-deleted-lede", shown = shown, number = self.number()),
            (_, Some(_)) => t!(self.page, "groups-found", shown = shown, number = self.number()),
        }
    }

    /// The number that the plural rules look at.
    const fn number(&self) -> u32 {
        match self.total {
            Count::Exactly(rows) => rows,
            Count::MoreThan(rows) => rows.saturating_add(1),
        }
    }

    fn owner(&self, line: &Line) -> String {
        owner(&self.page, line)
    }

    fn may_create(&self) -> bool {
        self.page.may(Permission::CreateGroups) || self.page.may(Permission::ManageRoleGroups)
    }
}

/// The first owner, and how many more there are.
fn owner(page: &Page, line: &Line) -> String {
    match &line.owner {
        None => t!(page, "groups-no-owner").to_owned(),
        Some((name, 0 | 1)) => name.clone(),
        Some((name, owners)) => {
            t!(page, "groups-owner-more", name = name.as_str(), shown = page.number(owners - 1).to_string())
        }
    }
}

/// `GET /account/groups`.
#[derive(Debug, Template)]
#[template(path = "groups/mine.html")]
pub struct GroupsMine {
    /// What every page knows.
    pub page: Page,
    /// The groups.
    pub lines: Slice<Line>,
    /// How many rows.
    pub size: PageSize,
}

impl View for GroupsMine {}

impl GroupsMine {
    fn pager(&self) -> Pager {
        Pager::new(|| Address::of("/account/groups"), self.size, self.lines.before.as_ref(), self.lines.after.as_ref())
    }
}
