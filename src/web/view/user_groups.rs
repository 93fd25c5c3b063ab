//! The groups that a person is in.

use askama::Template;

use crate::domain::paging::{PageSize, Slice};
use crate::domain::permission::Permission;
use crate::domain::user::User;
use crate::i18n::t;
use crate::service::groups::person::Membership;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::people;
use crate::web::{assets, forms, icons};

use super::address::{Address, Pager};
use super::{VERSION, View};

/// `GET /users/{id}/groups`.
#[derive(Debug, Template)]
#[template(path = "users/groups.html")]
pub struct UserGroups {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Who.
    pub user: User,
    /// The groups, by name.
    pub groups: Slice<Membership>,
    /// How many rows.
    pub size: PageSize,
    /// The name of a group to be added to.
    pub group: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for UserGroups {}

impl UserGroups {
    /// Which tab is open.
    #[expect(clippy::unused_self, reason = "asked by a template that other pages share")]
    const fn is_groups(&self) -> bool {
        true
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().chain(&self.group.errors).map(|complaint| ("group", complaint.clone())).collect()
    }

    fn may_add(&self) -> bool {
        self.page.may(Permission::EditGroups) || self.page.may(Permission::ManageRoleGroups)
    }

    fn title(&self) -> String {
        t!(self.page, "user-groups-title", name = self.user.display_name.as_str())
    }

    fn pager(&self) -> Pager {
        let path = format!("/users/{}/groups", self.user.id);
        Pager::new(|| Address::of(path.clone()), self.size, self.groups.before.as_ref(), self.groups.after.as_ref())
    }

    fn through(&self, membership: &Membership) -> String {
        if membership.through.is_empty() {
            t!(self.page, "group-direct").to_owned()
        } else {
            t!(self.page, "group-through", groups = membership.through.join(" > "))
        }
    }
}
