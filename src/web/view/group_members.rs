//! The members and owners of a group, and those who could become one.

use askama::Template;
use uuid::Uuid;

use crate::domain::paging::{Count, PageSize, Start};
use crate::domain::permission::Permission;
use crate::domain::user::{Status, User};
use crate::i18n::t;
use crate::service::groups::access::Seen;
use crate::service::groups::members::{Candidates, Listed, Member};
use crate::service::groups::membership::As;
use crate::web::field::Complaint;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, events, people};
use crate::web::{assets, forms, icons};

use super::address::{Address, Pager};
use super::group::{Head, Tab};
use super::{VERSION, View};

/// `GET /groups/{id}/members`, and the 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "groups/members.html")]
pub struct GroupMembers {
    /// What every page knows; section [`Section::Groups`].
    pub page: Page,
    /// The group and its members.
    pub listed: Listed,
    /// Also those who are in it through other groups.
    pub effective: bool,
    /// Where the page starts.
    pub start: Start,
    /// How many rows.
    pub size: PageSize,
    /// Why the form was refused.
    pub refused: Option<Complaint>,
}

impl View for GroupMembers {
    fn room(&self) -> usize {
        16 * 1024 + self.listed.slice.rows.len() * 900
    }
}

impl GroupMembers {
    fn head(&self) -> Head<'_> {
        let tab = if self.effective { Tab::Effective } else { Tab::Members };
        Head { page: &self.page, seen: &self.listed.seen, tab }
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().map(|complaint| ("list", complaint.clone())).collect()
    }

    fn pager(&self) -> Pager {
        let path = format!("/groups/{}/members", self.listed.seen.group.id);
        let effective = if self.effective { "yes" } else { "" };
        let slice = &self.listed.slice;
        let address = || Address::of(path.clone()).with("effective", effective);
        Pager::new(address, self.size, slice.before.as_ref(), slice.after.as_ref())
    }

    fn lede(&self) -> String {
        let (Count::Exactly(number) | Count::MoreThan(number)) = self.listed.total;
        t!(self.page, "group-people", shown = self.page.count(&self.listed.total).to_string(), number = number)
    }

    /// Whether a button stands beside each member.
    fn may_remove(&self) -> bool {
        !self.effective && self.head().may_edit() && self.head().is_living()
    }

    fn through(&self, member: &Member) -> String {
        if member.through.is_empty() {
            t!(self.page, "group-direct").to_owned()
        } else {
            t!(self.page, "group-through", groups = member.through.join(" > "))
        }
    }

    fn short<'a>(&self, user: &'a User) -> &'a str {
        events::short(user.user_name.as_str(), self.page.organisation.default_domain())
    }
}

/// `GET /groups/{id}/owners`, and the 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "groups/owners.html")]
pub struct GroupOwners {
    /// What every page knows; section [`Section::Groups`].
    pub page: Page,
    /// The group.
    pub seen: Seen,
    /// Who answers for it.
    pub owners: Vec<User>,
    /// Why the form was refused.
    pub refused: Option<Complaint>,
}

impl View for GroupOwners {}

impl GroupOwners {
    fn head(&self) -> Head<'_> {
        Head { page: &self.page, seen: &self.seen, tab: Tab::Owners }
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().map(|complaint| ("list", complaint.clone())).collect()
    }

    fn may_remove(&self) -> bool {
        self.head().may_edit() && self.head().is_living()
    }

    fn short<'a>(&self, user: &'a User) -> &'a str {
        events::short(user.user_name.as_str(), self.page.organisation.default_domain())
    }
}

/// `GET /groups/{id}/members/add`, `/owners/add`, and their 422.
#[derive(Debug, Template)]
#[template(path = "groups/add.html")]
pub struct GroupAdd {
    /// What every page knows; section [`Section::Groups`].
    pub page: Page,
    /// Who was found.
    pub found: Candidates,
    /// As what they would come in.
    pub role: As,
    /// The words typed.
    pub words: String,
    /// Those with a tick already: the form was refused.
    pub ticked: Vec<Uuid>,
    /// Why the form was refused.
    pub refused: Option<Complaint>,
}

impl View for GroupAdd {}

impl GroupAdd {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().map(|complaint| ("q", complaint.clone())).collect()
    }

    /// What the page is called, the last part of its address, and its form.
    fn labels(&self) -> (&str, &'static str, &'static str) {
        match self.role {
            As::Member => (t!(self.page, "group-add-members"), "members", forms::GROUP_MEMBERS),
            As::Owner => (t!(self.page, "group-add-owners"), "owners", forms::GROUP_OWNERS),
        }
    }

    /// Whether the visitor searches among everybody, or must know whole names.
    fn searches(&self) -> bool {
        self.page.may(Permission::ViewUsers)
    }

    fn hint(&self) -> &str {
        match (self.searches(), self.role, self.found.seen.group.role_assignable) {
            (true, As::Member, false) => t!(self.page, "group-add-hint"),
            (true, ..) => t!(self.page, "users-search-hint"),
            (false, As::Member, false) => t!(self.page, "group-add-hint-whole"),
            (false, ..) => t!(self.page, "group-add-hint-whole-person"),
        }
    }

    fn is_ticked(&self, id: Uuid) -> bool {
        self.ticked.contains(&id)
    }

    /// Whoever answers for a group must be able to sign in.
    fn is_out(&self, user: &User) -> bool {
        self.role == As::Owner && user.status == Status::Blocked
    }

    fn is_empty(&self) -> bool {
        self.found.people.is_empty() && self.found.groups.is_empty()
    }

    fn short<'a>(&self, user: &'a User) -> &'a str {
        events::short(user.user_name.as_str(), self.page.organisation.default_domain())
    }
}
