//! Where I am signed in, and what happened to my account.

use askama::Template;

use crate::domain::audit::Entry;
use crate::domain::id::SessionId;
use crate::domain::paging::{PageSize, Slice};
use crate::domain::session::OwnSession;
use crate::domain::user::Source;
use crate::i18n::t;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{events, people};
use crate::web::{assets, forms, icons, paths};

use super::address::{Address, Pager};
use super::{VERSION, View};

/// `GET /account/sessions`.
#[derive(Debug, Template)]
#[template(path = "account/sessions.html")]
pub struct OwnSessions {
    /// What every page knows.
    pub page: Page,
    /// The living sessions, those used last first.
    pub sessions: Vec<OwnSession>,
    /// The one at hand.
    pub current: SessionId,
}

impl View for OwnSessions {}

impl OwnSessions {
    fn is_current(&self, session: &OwnSession) -> bool {
        session.id == self.current
    }

    fn device<'a>(&'a self, session: &'a OwnSession) -> &'a str {
        session.device.as_deref().unwrap_or_else(|| t!(self.page, "sessions-device-unknown"))
    }
}

/// `GET /account/activity`.
#[derive(Debug, Template)]
#[template(path = "account/activity.html")]
pub struct OwnActivity {
    /// What every page knows.
    pub page: Page,
    /// What happened.
    pub entries: Slice<Entry>,
    /// How many rows a page has.
    pub size: PageSize,
    /// Where the password lives.
    pub source: Source,
}

impl View for OwnActivity {}

impl OwnActivity {
    fn sentence(&self, entry: &Entry) -> String {
        events::sentence(&self.page.words, self.page.organisation.default_domain(), entry)
    }

    fn pager(&self) -> Pager {
        let address = || Address::of(paths::ACCOUNT_ACTIVITY);
        Pager::new(address, self.size, self.entries.before.as_ref(), self.entries.after.as_ref())
    }
}
