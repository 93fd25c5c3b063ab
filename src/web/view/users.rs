//! The list of people, and one person.

use std::collections::HashSet;
use std::rc::Rc;

use askama::Template;

use crate::domain::columns::{Choice, Column, Columns};
use crate::domain::fold::fold;
use crate::domain::id::UserId;
use crate::domain::paging::{Count, PageSize, Slice, Start};
use crate::domain::people::{Direction, Part, PeopleFilter, Sort, View as People};
use crate::domain::permission::Permission;
use crate::domain::profile::Profile;
use crate::domain::user::{PasswordKind, Source, Status, User};
use crate::i18n::t;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, roles};
use crate::web::{assets, forms, icons, paths, symbol};

use super::address::{Address, Pager};
use super::{VERSION, View};

/// `GET /users`.
#[derive(Debug, Template)]
#[template(path = "users/index.html")]
pub struct UsersIndex {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// What the address asked for.
    pub filter: PeopleFilter,
    /// The order.
    pub sort: Sort,
    /// Which way.
    pub direction: Direction,
    /// What is shown beside the name.
    pub columns: Columns,
    /// How many rows.
    pub size: PageSize,
    /// Columns and size, as far as the address names them.
    pub given: Choice,
    /// Where the page starts.
    pub start: Start,
    /// How many people each view holds.
    pub counts: [(People, Count); 8],
    /// How many match, where that was counted.
    pub found: Option<Count>,
    /// The people.
    pub people: Slice<User>,
    /// The name of the group that was asked for.
    pub group: Option<String>,
    /// What only some columns tell of them, in the same order.
    pub details: Vec<Profile>,
    /// Those among them whom wrong guesses keep out.
    pub locked: HashSet<UserId>,
    /// Departments, to choose from.
    pub departments: Rc<[String]>,
    /// For an empty list: how many would match without one filter.
    pub without: Vec<(Part, Count)>,
}

/// A filter in words, with the link that removes it.
#[derive(Debug)]
pub(crate) struct Chip {
    pub(crate) text: String,
    pub(crate) href: String,
}

/// The address of a list of people.
pub fn address(path: &'static str, filter: &PeopleFilter, sort: Sort, direction: Direction) -> Address {
    in_view(path, filter, filter.view, sort, direction)
}

/// The same list in another view than the filter's own.
fn in_view(path: &'static str, filter: &PeopleFilter, view: People, sort: Sort, direction: Direction) -> Address {
    let view = if view == People::All { "" } else { view.id() };
    Address::of(path)
        .with("q", filter.search.as_deref().unwrap_or(""))
        .with("view", view)
        .with("status", filter.status.map_or("", Status::id))
        .with("department", filter.department.as_deref().unwrap_or(""))
        .with("group", &filter.group.as_ref().map_or_else(String::new, |inside| inside.group.to_string()))
        .with("sort", if sort == Sort::Name { "" } else { sort.id() })
        .with("dir", if direction == Direction::Ascending { "" } else { direction.id() })
}

impl View for UsersIndex {
    fn room(&self) -> usize {
        12 * 1024 + self.people.rows.len() * 1150
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
impl UsersIndex {
    fn address(filter: &PeopleFilter, sort: Sort, direction: Direction) -> Address {
        address(paths::USERS, filter, sort, direction)
    }

    /// The same people as a file.
    fn export(&self) -> String {
        address(paths::EXPORT_USERS, &self.filter, self.sort, self.direction).link()
    }

    fn filtered(&self, filter: &PeopleFilter) -> String {
        self.sized(Self::address(filter, self.sort, self.direction)).link()
    }

    /// With columns and size, where the address named them.
    fn sized(&self, address: Address) -> Address {
        let address = self.laid_out(address);
        match self.given.size {
            Some(size) => address.with_number("size", size.rows()),
            None => address,
        }
    }

    fn laid_out(&self, address: Address) -> Address {
        address.with("columns", &self.given.columns.map(Columns::text).unwrap_or_default())
    }

    /// Where columns are chosen; back to this list from its first page.
    fn choose(&self) -> String {
        let back = Self::address(&self.filter, self.sort, self.direction).link();
        Address::of(paths::LIST_COLUMNS).with("next", if back == paths::USERS { "" } else { &back }).link()
    }

    fn view_link(&self, view: &People) -> String {
        self.sized(in_view(paths::USERS, &self.filter, *view, self.sort, self.direction)).link()
    }

    fn without(&self, part: &Part) -> String {
        self.filtered(&self.filter.without(*part))
    }

    fn sort_link(&self, sort: Sort) -> String {
        let direction = if sort == self.sort { self.direction.reversed() } else { Direction::Ascending };
        self.sized(Self::address(&self.filter, sort, direction)).link()
    }

    fn sort_icon(&self, sort: Sort) -> crate::web::filters::Html {
        match (sort == self.sort, self.direction) {
            (false, _) => icons::SORT,
            (true, Direction::Ascending) => icons::ARROW_UP,
            (true, Direction::Descending) => icons::ARROW_DOWN,
        }
    }

    fn aria_sort(&self, sort: Sort) -> Option<&'static str> {
        (sort == self.sort).then_some(match self.direction {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        })
    }

    fn pager(&self) -> Pager {
        let address = || self.laid_out(Self::address(&self.filter, self.sort, self.direction));
        Pager::sized(
            address,
            self.size,
            self.given.size.is_some(),
            self.people.before.as_ref(),
            self.people.after.as_ref(),
        )
    }

    fn chips(&self) -> Vec<Chip> {
        let PeopleFilter { search, status, department, .. } = &self.filter;
        let search = search.as_ref().map(|words| (Part::Search, format!("“{words}”")));
        let status = status.map(|status| {
            let value = people::status(&self.page.words, &status);
            (Part::Status, t!(self.page, "users-chip-status", value = value))
        });
        let department = department
            .as_ref()
            .map(|value| (Part::Department, t!(self.page, "users-chip-department", value = value.as_str())));
        let view = (self.filter.view != People::All).then(|| {
            let value = people::view(&self.page.words, &self.filter.view);
            (Part::View, t!(self.page, "users-chip-view", value = value))
        });
        let group =
            self.group.as_ref().map(|name| (Part::Group, t!(self.page, "users-chip-group", value = name.as_str())));
        [search, view, status, department, group]
            .into_iter()
            .flatten()
            .map(|(part, text)| Chip { text, href: self.without(&part) })
            .collect()
    }

    /// What the list would hold without one filter.
    fn advice(&self) -> Vec<Chip> {
        self.without
            .iter()
            .filter(|(_, count)| *count != Count::Exactly(0))
            .map(|(part, count)| {
                let shown = self.page.count(count).to_string();
                let text = match part {
                    Part::Search => t!(self.page, "users-none-without-search", shown = shown),
                    Part::View => t!(self.page, "users-none-without-view", shown = shown),
                    Part::Status => t!(self.page, "users-none-without-status", shown = shown),
                    Part::Department => t!(self.page, "users-none-without-department", shown = shown),
                    Part::Group => t!(self.page, "users-none-without-group", shown = shown),
                };
                Chip { text, href: self.without(part) }
            })
            .collect()
    }

    /// Pages of the portal whose name was typed (T-03).
    fn go_to(&self) -> Vec<Chip> {
        let typed = fold(self.filter.search.as_deref().unwrap_or(""));
        if typed.chars().count() < 3 {
            return vec![];
        }
        [
            ("/users", t!(self.page, "users-title")),
            ("/groups", t!(self.page, "groups-title")),
            ("/roles/matrix", t!(self.page, "matrix-title")),
            ("/audit", t!(self.page, "audit-title")),
            ("/account", t!(self.page, "account-title")),
        ]
        .into_iter()
        .filter(|(_, title)| fold(title).contains(&typed))
        .map(|(href, title)| Chip { text: title.to_owned(), href: href.to_owned() })
        .collect()
    }

    fn everybody(&self) -> Count {
        self.counts.iter().find(|(view, _)| *view == People::All).map_or(Count::Exactly(0), |(_, count)| *count)
    }

    fn lede(&self) -> String {
        let count = self.everybody();
        let shown = self.page.count(&count).to_string();
        t!(
            self.page,
            "users-lede",
            shown = shown,
            number = plural(count),
            organisation = self.page.organisation.name.as_str()
        )
    }

    fn matches(&self) -> Option<String> {
        let count = self.found?;
        Some(t!(self.page, "users-found", shown = self.page.count(&count).to_string(), number = plural(count)))
    }
}

/// The number that the plural rules look at.
fn plural(count: Count) -> u32 {
    match count {
        Count::Exactly(rows) => rows,
        Count::MoreThan(rows) => rows.saturating_add(1),
    }
}
