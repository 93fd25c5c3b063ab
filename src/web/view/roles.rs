//! The role matrices, drawn from the policy itself.

use askama::Template;

use crate::domain::permission::{Trait, may_change_sensitive, may_reset};
use crate::domain::role::Role;
use crate::i18n::t;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, roles};
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// `GET /roles/matrix`.
#[derive(Debug, Template)]
#[template(path = "roles/matrix.html")]
pub struct RolesMatrix {
    /// What every page knows; section [`Section::Roles`].
    pub page: Page,
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

impl RolesMatrix {
    fn resets() -> Matrix {
        Matrix::of("reset", may_reset)
    }

    fn changes() -> Matrix {
        Matrix::of("sensitive", may_change_sensitive)
    }
}
