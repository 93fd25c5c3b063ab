//! What lists of people show: the form.

use askama::Template;

use crate::domain::columns::{Column, Columns};
use crate::domain::paging::PageSize;
use crate::i18n::t;
use crate::web::field::Complaint;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{columns, people};
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// `GET /users/columns`, and its 422.
#[derive(Debug, Template)]
#[template(path = "users/columns.html")]
pub struct PeopleColumns {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Those with a tick.
    pub columns: Vec<Column>,
    /// How many rows.
    pub size: PageSize,
    /// The list to go back to.
    pub next: String,
    /// Why the form was refused.
    pub refused: Vec<Complaint>,
}

impl View for PeopleColumns {}

impl PeopleColumns {
    fn complaints(&self) -> Vec<(String, Complaint)> {
        let first = format!("column_{}", Column::Status.id());
        self.refused.iter().map(|complaint| (first.clone(), complaint.clone())).collect()
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
    fn is_size(&self, rows: &u16) -> bool {
        self.size.rows() == usize::from(*rows)
    }

    fn hint(&self) -> String {
        t!(self.page, "columns-hint", most = Columns::MOST)
    }
}
