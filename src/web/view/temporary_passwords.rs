//! Temporary passwords: who gave them, how long they wait, what became of them.

use askama::Template;

use crate::domain::paging::PageSize;
use crate::domain::password::issued::{Issued, Origin, Stage};
use crate::domain::permission::Permission;
use crate::i18n::t;
use crate::service::passwords::issued::Listed;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{events, people, temporary};
use crate::web::{assets, forms, icons, paths};

use super::address::{Address, Pager};
use super::{VERSION, View};

/// `GET /temporary-passwords`.
#[derive(Debug, Template)]
#[template(path = "passwords/index.html")]
pub struct TemporaryPasswords {
    /// What every page knows; section [`Section::TemporaryPasswords`].
    pub page: Page,
    /// What there is.
    pub listed: Listed,
    /// How many rows.
    pub size: PageSize,
    /// Whether the visitor sees those that others gave.
    pub all: bool,
}

impl View for TemporaryPasswords {
    fn room(&self) -> usize {
        16 * 1024 + self.listed.slice.rows.len() * 1_000
    }
}

impl TemporaryPasswords {
    fn title(&self) -> String {
        match &self.listed.user {
            Some(user) => t!(self.page, "temporary-title-of", name = user.display_name.as_str()),
            None => t!(self.page, "temporary-title").to_owned(),
        }
    }

    fn lede(&self) -> &str {
        match (&self.listed.user, self.all) {
            (None, true) => t!(self.page, "temporary-lede"),
            (None, false) => t!(self.page, "temporary-lede-own"),
            (Some(_), true) => t!(self.page, "temporary-lede-of"),
            (Some(_), false) => t!(self.page, "temporary-lede-of-own"),
        }
    }

    fn typical(&self) -> Option<String> {
        let (half, number) = self.listed.typical?;
        let lasted = temporary::lasted(&self.page.words, half);
        Some(t!(self.page, "temporary-typical", number = number, lasted = lasted))
    }

    fn stage(&self, issued: &Issued) -> (&str, String) {
        let words = &self.page.words;
        let stage = issued.stage(self.page.now);
        let told = match stage {
            Stage::Waiting | Stage::Over => {
                let age = temporary::lasted(words, self.page.now.duration_since(issued.made_at));
                t!(self.page, "temporary-age", lasted = age)
            }
            Stage::Begun | Stage::Ended(_) => String::new(),
        };
        (temporary::stage(words, stage), told)
    }

    /// Somebody may take it back, and it still opens something.
    fn may_revoke(&self, issued: &Issued) -> bool {
        issued.ended.is_none() && self.page.may(Permission::ResetPassword)
    }

    fn why(&self, issued: &Issued) -> Vec<String> {
        let checked = issued.issue.verified_by.map(|check| people::check(&self.page.words, &check).to_owned());
        let origin = match issued.issue.origin {
            Origin::Reset => None,
            Origin::NewUser => Some(t!(self.page, "temporary-new-user").to_owned()),
            Origin::Operator => Some(t!(self.page, "temporary-operator").to_owned()),
        };
        [origin, checked, issued.issue.reason.clone()].into_iter().flatten().collect()
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }

    fn pager(&self) -> Pager {
        let of = self.listed.user.as_ref().map(|user| user.id.to_string()).unwrap_or_default();
        let address = || Address::of(paths::TEMPORARY_PASSWORDS).with("person", &of);
        Pager::new(address, self.size, self.listed.slice.before.as_ref(), self.listed.slice.after.as_ref())
    }
}
