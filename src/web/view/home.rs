//! Home of the administrators: what waits, what I did, what happened.

use askama::Template;

use crate::domain::audit::Entry;
use crate::domain::paging::Count;
use crate::domain::password::expiry::End;
use crate::i18n::t;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{events, people};
use crate::web::{assets, forms, icons};

use super::password::notice;
use super::{VERSION, View};

/// `GET /` for administrators.
#[derive(Debug, Template)]
#[template(path = "home/index.html")]
pub struct Home {
    /// What every page knows; section [`Section::Home`].
    pub page: Page,
    /// Temporary passwords that wait.
    pub temporary: Count,
    /// People who never signed in.
    pub never_signed_in: Count,
    /// Accounts that may not sign in.
    pub blocked: Count,
    /// My own password ends soon.
    pub notice: Option<End>,
    /// My last actions, newest first.
    pub mine: Vec<Entry>,
    /// The newest events; nothing for those who may not see them.
    pub newest: Option<Vec<Entry>>,
}

impl View for Home {}

impl Home {
    fn is_quiet(&self) -> bool {
        self.temporary == Count::Exactly(0) && self.blocked == Count::Exactly(0)
    }

    fn notice(&self) -> Option<String> {
        self.notice.as_ref().map(|end| notice(&self.page, end))
    }

    fn sentence(&self, entry: &Entry) -> String {
        events::sentence(&self.page.words, self.page.organisation.default_domain(), entry)
    }
}
