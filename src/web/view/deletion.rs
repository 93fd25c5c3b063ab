//! Deleting somebody, removing somebody for good, and restoring under another name: the questions, and why there is none.

use askama::Template;

use crate::domain::deletion::KEPT;
use crate::domain::denial::Denial;
use crate::domain::user::User;
use crate::i18n::t;
use crate::service::users::deletion::Deed;
use crate::web::field::{Complaint, Field};
use crate::web::filters::Html;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, people};
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// The name of the deed's form.
pub const fn form(deed: Deed) -> &'static str {
    match deed {
        Deed::Delete => forms::DELETE_USER,
        Deed::Purge => forms::PURGE_USER,
    }
}

/// `GET /users/{id}/delete` and `/purge`, and their 422.
#[derive(Debug, Template)]
#[template(path = "users/deletion/ask.html")]
pub struct DeletionAsk {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whom it is about.
    pub user: User,
    /// What is asked for.
    pub deed: Deed,
    /// Live sessions that will end.
    pub devices: u64,
    /// The user name, typed to confirm.
    pub confirm: Field,
    /// Ticket or reason, where somebody is deleted.
    pub reason: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for DeletionAsk {}

impl DeletionAsk {
    /// The empty form.
    pub fn empty(page: Page, user: User, deed: Deed, devices: u64) -> Self {
        let (confirm, reason) = (Field::default(), Field::default());
        Self { page, user, deed, devices, confirm, reason, refused: None }
    }

    fn complaints(&self) -> Vec<(String, Complaint)> {
        let of = |id: &'static str| move |complaint: &Complaint| (id.to_owned(), complaint.clone());
        let whole = self.refused.iter().chain(&self.confirm.errors).map(of("confirm"));
        whole.chain(self.reason.errors.iter().map(of("reason"))).collect()
    }

    fn question(&self) -> String {
        let name = self.user.display_name.as_str();
        match self.deed {
            Deed::Delete => t!(self.page, "delete-question", name = name),
            Deed::Purge => t!(self.page, "purge-question", name = name),
        }
    }

    /// What the button says, and where it leads.
    fn button(&self) -> (&str, &'static str) {
        match self.deed {
            Deed::Delete => (t!(self.page, "user-delete"), "delete"),
            Deed::Purge => (t!(self.page, "user-purge"), "purge"),
        }
    }

    /// What will be so afterwards, with real numbers.
    fn effects(&self) -> Vec<(Html, String)> {
        let (page, name) = (&self.page, self.user.short_name());
        let user_name = self.user.user_name.as_str();
        let shown = page.number(self.devices).to_string();
        let ends = if self.devices == 0 {
            t!(page, "access-no-sessions", name = name)
        } else {
            t!(page, "access-sessions", number = self.devices, shown = shown)
        };
        let done = |text: String| (icons::TICK, text);
        match self.deed {
            Deed::Delete => vec![
                done(t!(page, "delete-does", name = name)),
                done(ends),
                done(t!(page, "delete-does-name", user = user_name)),
                (icons::INFO, t!(page, "delete-does-kept", days = KEPT.as_hours() / 24)),
            ],
            Deed::Purge => vec![
                done(t!(page, "purge-does", name = name)),
                (icons::INFO, t!(page, "purge-does-record").to_owned()),
                (icons::INFO, t!(page, "purge-does-no-undo").to_owned()),
            ],
        }
    }

    fn form(&self) -> &'static str {
        form(self.deed)
    }

    /// Whether there is a field for a ticket or reason.
    fn has_reason(&self) -> bool {
        self.deed == Deed::Delete
    }
}

/// The same addresses, where the policy says no.
#[derive(Debug, Template)]
#[template(path = "users/access/refused.html")]
pub struct DeletionRefused {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whom it is about.
    pub user: User,
    /// What was asked for.
    pub deed: Deed,
    /// Why not.
    pub denial: Denial,
}

impl View for DeletionRefused {}

impl DeletionRefused {
    fn heading(&self) -> String {
        let name = self.user.display_name.as_str();
        match self.deed {
            Deed::Delete => t!(self.page, "delete-refused", name = name),
            Deed::Purge => t!(self.page, "purge-refused", name = name),
        }
    }

    fn why(&self) -> String {
        denials::sentence(&self.page.words, &self.denial)
    }
}

/// The 422 of `POST /users/{id}/restore`: the user name is taken.
#[derive(Debug, Template)]
#[template(path = "users/deletion/restore.html")]
pub struct RestoreAsk {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whom it is about.
    pub user: User,
    /// The user name to have.
    pub user_principal_name: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for RestoreAsk {}

impl RestoreAsk {
    fn complaints(&self) -> Vec<(String, Complaint)> {
        let all = self.refused.iter().chain(&self.user_principal_name.errors);
        all.map(|complaint| ("user_principal_name".to_owned(), complaint.clone())).collect()
    }

    fn question(&self) -> String {
        t!(self.page, "restore-question", name = self.user.display_name.as_str())
    }

    fn hint(&self) -> String {
        t!(self.page, "restore-hint", domain = self.page.organisation.default_domain())
    }
}
