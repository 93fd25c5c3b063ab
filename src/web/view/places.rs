//! Places that have to wait.

use askama::Template;

use crate::domain::id::FormKey;
use crate::domain::permission::Permission;
use crate::domain::source_limit::Waiting;
use crate::i18n::t;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{lockout, people};
use crate::web::{assets, forms, icons, paths};

use super::{VERSION, View};

/// One of them.
#[derive(Debug)]
pub struct Row {
    /// Which.
    pub place: Waiting,
    /// The single use of the row's form.
    pub key: FormKey,
}

/// `GET /users/places`.
#[derive(Debug, Template)]
#[template(path = "users/places.html")]
pub struct HeldPlaces {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// The address or place that is looked for.
    pub named: Option<String>,
    /// The places, those that wait longest first.
    pub rows: Vec<Row>,
    /// Whether there are more.
    pub more: bool,
}

impl View for HeldPlaces {
    fn room(&self) -> usize {
        12 * 1024 + self.rows.len() * 900
    }
}

impl HeldPlaces {
    /// Whether there are buttons: whoever only looks has none.
    fn may_let_in(&self) -> bool {
        self.page.may(Permission::Unlock)
    }

    fn held(&self, place: &Waiting) -> &str {
        lockout::held(&self.page.words, place.held)
    }

    /// That these are not all.
    fn beyond(&self) -> Option<String> {
        let shown = self.page.number(u64::try_from(self.rows.len()).unwrap_or(u64::MAX)).to_string();
        self.more.then(|| t!(self.page, "places-more", shown = shown))
    }
}
