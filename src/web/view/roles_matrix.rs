//! The role matrices, drawn from the policy itself, and what the policy says of two people.

use askama::Template;

use crate::domain::permission::{Permission, Trait, grants, may_change_sensitive, may_reset, sufficient};
use crate::domain::role::Role;
use crate::domain::target::Target;
use crate::domain::user::{Source, Status, User};
use crate::domain::verdict::verdict;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, people, roles};
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// `GET /roles/matrix`.
#[derive(Debug, Template)]
#[template(path = "roles/matrix.html")]
pub struct RolesMatrix {
    /// What every page knows; section [`Section::Roles`].
    pub page: Page,
    /// Who would act.
    pub who: Asked,
    /// On whom.
    pub whom: Asked,
}

/// Somebody who is asked about.
#[derive(Debug, Default)]
pub struct Asked {
    /// What was typed.
    pub field: Field,
    /// Who that is.
    pub user: Option<User>,
}

impl Asked {
    /// Whether somebody is to be looked up.
    pub fn is_sought(&self) -> bool {
        !self.field.value.is_empty() && !self.field.is_bad()
    }
}

/// One answer about two people.
struct Answer {
    right: String,
    allowed: bool,
    why: String,
}

/// One matrix: the roles that may do something to somebody, against all that a person may have.
struct Matrix {
    id: &'static str,
    columns: Vec<Role>,
    rows: Vec<(Trait, Vec<bool>)>,
}

impl Matrix {
    fn of(id: &'static str, allows: fn(Role, Trait) -> bool) -> Self {
        let columns: Vec<Role> =
            Role::ALL.into_iter().filter(|role| Trait::ALL.iter().any(|held| allows(*role, *held))).collect();
        let row = |held| (held, columns.iter().map(|role| allows(*role, held)).collect());
        Self { id, rows: Trait::ALL.into_iter().map(row).collect(), columns }
    }
}

impl View for RolesMatrix {
    fn room(&self) -> usize {
        48 * 1024
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
impl RolesMatrix {
    /// What the first may do to the second, right by right, each with the rule that decides.
    fn answers(&self) -> Vec<Answer> {
        let (Some(who), Some(whom)) = (&self.who.user, &self.whom.user) else { return vec![] };
        let (words, target) = (&self.page.words, Target::from(whom));
        let answer = |permission| {
            let verdict = verdict(who.roles, who.id == whom.id, permission, &target);
            let why = match &verdict {
                Ok(role) => t!(words, "why-not-allowed", role = roles::name(words, role), held = self.held(whom)),
                Err(denial) => denials::sentence(words, denial),
            };
            Answer { right: roles::permission(words, permission).to_owned(), allowed: verdict.is_ok(), why }
        };
        [
            Permission::ResetPassword,
            Permission::RevokeSessions,
            Permission::Unlock,
            Permission::ChangeSensitive,
            Permission::DeleteUsers,
            Permission::EditUsers,
        ]
        .map(answer)
        .into()
    }

    /// Why rights on paper are of no use at this moment.
    fn but(&self) -> Option<String> {
        let who = self.who.user.as_ref().filter(|who| who.status == Status::Blocked)?;
        Some(t!(self.page, "why-not-blocked", name = who.display_name.as_str()))
    }

    /// The roles that may reset the password of the second.
    fn resetters(&self) -> Vec<Role> {
        let whom = self.whom.user.as_ref().filter(|whom| whom.source == Source::Local);
        whom.map(|whom| sufficient(Permission::ResetPassword, &Target::from(whom).traits).iter().collect())
            .unwrap_or_default()
    }

    /// What the first may do at all: each right, and through which role.
    fn rights(&self) -> Vec<(&str, String)> {
        let Some(who) = &self.who.user else { return vec![] };
        let words = &self.page.words;
        let through = |permission: &Permission| {
            let roles: Vec<_> = who.roles.iter().filter(|role| grants(*role, *permission)).collect();
            let names = roles.iter().map(|role| roles::name(words, role)).collect::<Vec<_>>().join(", ");
            (!roles.is_empty()).then(|| (roles::permission(words, *permission), names))
        };
        roles::TOLD.iter().filter_map(through).collect()
    }

    fn held(&self, user: &User) -> String {
        let traits = Target::from(user).traits;
        traits.iter().map(|held| roles::held(&self.page.words, held)).collect::<Vec<_>>().join(", ")
    }

    /// Whether a row of the matrices is about the second.
    fn decides(&self, held: &Trait) -> bool {
        self.whom.user.as_ref().is_some_and(|whom| Target::from(whom).traits.contains(held))
    }

    /// Whether a column of the matrices is about the first.
    fn acts(&self, role: &Role) -> bool {
        self.who.user.as_ref().is_some_and(|who| who.roles.has(*role))
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let of =
            |id, asked: &Asked| asked.field.errors.iter().map(|complaint| (id, complaint.clone())).collect::<Vec<_>>();
        [of("who", &self.who), of("whom", &self.whom)].concat()
    }

    fn resets() -> Matrix {
        Matrix::of("reset", may_reset)
    }

    fn changes() -> Matrix {
        Matrix::of("sensitive", may_change_sensitive)
    }
}
