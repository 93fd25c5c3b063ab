//! Roles: the list, and one role with its holders.

use askama::Template;

use crate::domain::denial::Denial;
use crate::domain::holding::Holder;
use crate::domain::paging::{Count, PageSize, Slice};
use crate::domain::permission::{Permission, Trait, covers, grants, may_assign};
use crate::domain::role::Role;
use crate::domain::user::User;
use crate::i18n::t;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, events, people, roles};
use crate::web::{assets, forms, icons, paths};

use super::address::{Address, Pager};
use super::{VERSION, View};

/// `GET /roles`.
#[derive(Debug, Template)]
#[template(path = "roles/index.html")]
pub struct RolesIndex {
    /// What every page knows; section [`Section::Roles`].
    pub page: Page,
    /// How many hold each role.
    pub counts: Vec<(Role, Count)>,
}

impl View for RolesIndex {
    fn room(&self) -> usize {
        20 * 1024
    }
}

/// Somebody who may be given a role.
#[derive(Debug)]
pub struct Candidate {
    /// Who.
    pub user: User,
    /// Why the viewer may not give it.
    pub denial: Option<Denial>,
}

/// `GET /roles/{role}`.
#[derive(Debug, Template)]
#[template(path = "roles/show.html")]
pub struct RoleShow {
    /// What every page knows; section [`Section::Roles`].
    pub page: Page,
    /// Which.
    pub role: Role,
    /// Who is looked for.
    pub search: String,
    /// How many rows.
    pub size: PageSize,
    /// Who holds it.
    pub holders: Slice<Holder>,
    /// Who was found, and whether there are more.
    pub found: Option<(Vec<Candidate>, bool)>,
}

impl View for RoleShow {
    fn room(&self) -> usize {
        24 * 1024 + self.holders.rows.len() * 1024
    }
}

impl RoleShow {
    /// What the role may do, and to whom; what it may not.
    fn rights(&self) -> [Vec<(&str, Option<String>)>; 2] {
        let right =
            |permission: &Permission| (roles::permission(&self.page.words, *permission), self.whom(*permission));
        let (may, may_not): (Vec<_>, Vec<_>) =
            roles::TOLD.iter().partition(|permission| grants(self.role, **permission));
        [may.into_iter().map(right).collect(), may_not.into_iter().map(|no| (right(no).0, None)).collect()]
    }

    fn whom(&self, permission: Permission) -> Option<String> {
        let words = &self.page.words;
        let (names, all): (Vec<&str>, usize) = match permission {
            Permission::ResetPassword
            | Permission::RevokeSessions
            | Permission::Unlock
            | Permission::ChangeSensitive
            | Permission::DeleteUsers => {
                let covered = Trait::ALL.iter().filter(|held| covers(self.role, permission, **held));
                (covered.map(|held| roles::held(words, held)).collect(), Trait::ALL.len())
            }
            Permission::AssignRoles => {
                let given = Role::ALL.iter().filter(|role| may_assign(self.role, **role));
                (given.map(|role| roles::name(words, role)).collect(), Role::ALL.len())
            }
            _ => return None,
        };
        Some(match (permission, names.len() == all) {
            (Permission::AssignRoles, true) => t!(words, "role-whom-every-role").to_owned(),
            (Permission::AssignRoles, false) => t!(words, "role-whom-roles", list = names.join(", ")),
            (_, true) => t!(words, "role-whom-everybody").to_owned(),
            (_, false) => t!(words, "role-whom", list = names.join(", ")),
        })
    }

    /// Why the viewer may not give the role to anybody.
    fn why_not(&self) -> Option<String> {
        let visitor = self.page.person()?;
        let enough: Vec<Role> = Role::ALL.into_iter().filter(|acting| may_assign(*acting, self.role)).collect();
        let may = enough.iter().any(|role| visitor.roles.has(*role));
        let denial = Denial::NeedsRole(enough.into_iter().collect());
        (!may).then(|| denials::sentence(&self.page.words, &denial))
    }

    fn is_mine(&self, user: &User) -> bool {
        self.page.person().is_some_and(|visitor| visitor.id == user.id)
    }

    fn pager(&self) -> Pager {
        let address = || Address::of(paths::role(self.role));
        Pager::new(address, self.size, self.holders.before.as_ref(), self.holders.after.as_ref())
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}
