//! The end of a group, and why it does not come back.

use askama::Template;

use crate::domain::group::{Group, KEPT};
use crate::domain::paging::Count;
use crate::i18n::t;
use crate::service::groups::overview::Overview;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::people;
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// `GET /groups/{id}/delete`, and its 422.
#[derive(Debug, Template)]
#[template(path = "groups/delete.html")]
pub struct GroupDelete {
    /// What every page knows; section [`Section::Groups`].
    pub page: Page,
    /// The group and what is around it.
    pub overview: Overview,
    /// The name, typed.
    pub confirm: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for GroupDelete {}

impl GroupDelete {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().chain(&self.confirm.errors).map(|complaint| ("confirm", complaint.clone())).collect()
    }

    fn question(&self) -> String {
        t!(self.page, "group-delete-question", name = self.overview.seen.group.name.as_str())
    }

    /// What will be so afterwards, with real numbers.
    fn effects(&self) -> Vec<String> {
        let (page, overview) = (&self.page, &self.overview);
        let (Count::Exactly(number) | Count::MoreThan(number)) = overview.direct;
        let shown = page.count(&overview.direct).to_string();
        let mut effects = vec![t!(page, "group-delete-members", shown = shown, number = number)];
        if !overview.parents.is_empty() {
            let number = overview.parents.len();
            effects.push(t!(page, "group-delete-parents", shown = number.to_string(), number = number));
        }
        effects.push(t!(page, "group-delete-restore", days = KEPT.as_hours() / 24));
        if overview.seen.group.role_assignable {
            effects.push(t!(page, "group-delete-protected").to_owned());
        }
        effects
    }
}

/// `POST /groups/{id}/restore` where another group has the name by now.
#[derive(Debug, Template)]
#[template(path = "groups/restore_taken.html")]
pub struct GroupRestoreTaken {
    /// What every page knows; section [`Section::Groups`].
    pub page: Page,
    /// Which group.
    pub group: Group,
}

impl View for GroupRestoreTaken {}
