//! A person's roles; and the question before one is given or taken away.

use askama::Template;

use crate::domain::denial::Denial;
use crate::domain::holding::Holding;
use crate::domain::role::Role;
use crate::domain::role_change::{RoleChange, RoleDeed};
use crate::domain::user::User;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, events, people, roles};
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// The name of the deed's form.
pub const fn form(deed: RoleDeed) -> &'static str {
    match deed {
        RoleDeed::Assign => forms::ASSIGN_ROLE,
        RoleDeed::Remove => forms::REMOVE_ROLE,
    }
}

/// `GET /users/{id}/roles`.
#[derive(Debug, Template)]
#[template(path = "users/roles/index.html")]
pub struct UserRoles {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whose.
    pub user: User,
    /// Every role: since when it is held, and why the viewer may not change that.
    pub roles: Vec<(Role, Option<Holding>, Option<Denial>)>,
}

impl View for UserRoles {
    fn room(&self) -> usize {
        20 * 1024
    }
}

impl UserRoles {
    /// One sentence instead of thirteen, where it is the same for every role.
    fn why_none(&self) -> Option<String> {
        let (_, _, first) = self.roles.first()?;
        let same = self.roles.iter().all(|(_, _, denial)| denial == first);
        first.as_ref().filter(|_| same).map(|denial| denials::sentence(&self.page.words, denial))
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}

/// `GET /users/{id}/roles/{role}/assign` and `/remove`, and their 422.
#[derive(Debug, Template)]
#[template(path = "users/roles/ask.html")]
pub struct RoleAsk {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whose role.
    pub user: User,
    /// Which, and which way.
    pub change: RoleChange,
    /// Ticket or reason.
    pub reason: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for RoleAsk {}

impl RoleAsk {
    /// The empty form.
    pub fn empty(page: Page, user: User, change: RoleChange) -> Self {
        Self { page, user, change, reason: Field::default(), refused: None }
    }

    /// Whether anything was refused.
    pub fn is_bad(&self) -> bool {
        self.refused.is_some() || self.reason.is_bad()
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let whole = self.refused.iter().map(|complaint| ("reason", complaint.clone()));
        let reason = self.reason.errors.iter().map(|complaint| ("reason", complaint.clone()));
        whole.chain(reason).collect()
    }

    fn question(&self) -> String {
        let (name, role) = (self.user.display_name.as_str(), roles::name(&self.page.words, &self.change.role));
        match self.change.deed {
            RoleDeed::Assign => t!(self.page, "role-assign-question", name = name, role = role),
            RoleDeed::Remove => t!(self.page, "role-remove-question", name = name, role = role),
        }
    }

    /// What the button says, and where it leads.
    fn button(&self) -> (&str, &'static str) {
        match self.change.deed {
            RoleDeed::Assign => (t!(self.page, "role-assign"), "assign"),
            RoleDeed::Remove => (t!(self.page, "role-remove"), "remove"),
        }
    }

    /// What will be so afterwards.
    fn effects(&self) -> Vec<String> {
        let (page, name) = (&self.page, self.user.short_name());
        match self.change.deed {
            RoleDeed::Assign => vec![
                roles::about(&page.words, &self.change.role).to_owned(),
                t!(page, "role-assign-at-once", name = name),
            ],
            RoleDeed::Remove => vec![t!(page, "role-remove-at-once", name = name)],
        }
    }

    fn form(&self) -> &'static str {
        form(self.change.deed)
    }
}

/// The same addresses, where the policy says no, or it is so already.
#[derive(Debug, Template)]
#[template(path = "users/roles/refused.html")]
pub struct RoleRefused {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whose role.
    pub user: User,
    /// What was asked for.
    pub change: RoleChange,
    /// Why not; nothing where it is so already.
    pub denial: Option<Denial>,
}

impl View for RoleRefused {}

impl RoleRefused {
    fn heading(&self) -> String {
        let (name, role) = (self.user.display_name.as_str(), roles::name(&self.page.words, &self.change.role));
        match (&self.denial, self.change.deed) {
            (Some(_), _) => t!(self.page, "role-refused", name = name, role = role),
            (None, RoleDeed::Assign) => t!(self.page, "role-held-already", name = name, role = role),
            (None, RoleDeed::Remove) => t!(self.page, "role-not-held", name = name, role = role),
        }
    }

    fn why(&self) -> Option<String> {
        self.denial.as_ref().map(|denial| denials::sentence(&self.page.words, denial))
    }
}
