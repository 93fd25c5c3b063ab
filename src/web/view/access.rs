//! Blocking somebody, and signing somebody out everywhere: the question, and why there is none.

use askama::Template;

use crate::domain::denial::Denial;
use crate::domain::user::User;
use crate::i18n::t;
use crate::service::users::access::Deed;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, people};
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// The name of the deed's form.
pub const fn form(deed: Deed) -> &'static str {
    match deed {
        Deed::Block => forms::BLOCK,
        Deed::Unblock => forms::UNBLOCK,
        Deed::SignOut => forms::SIGN_OUT_EVERYWHERE,
        Deed::RevokePassword => forms::REVOKE_PASSWORD,
        Deed::ExpirePassword => forms::EXPIRE_PASSWORD,
        Deed::ClearSecondStep => forms::CLEAR_SECOND_STEP,
        Deed::Contain => forms::CONTAIN,
        Deed::Reregister => forms::REREGISTER,
    }
}

/// `GET /users/{id}/block` and its like, and their 422.
#[derive(Debug, Template)]
#[template(path = "users/access/ask.html")]
pub struct AccessAsk {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whom it is about.
    pub user: User,
    /// What is asked for.
    pub deed: Deed,
    /// Live sessions that will end.
    pub devices: u64,
    /// Ticket or reason.
    pub reason: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for AccessAsk {}

impl AccessAsk {
    /// The empty form.
    pub fn empty(page: Page, user: User, deed: Deed, devices: u64) -> Self {
        Self { page, user, deed, devices, reason: Field::default(), refused: None }
    }

    fn complaints(&self) -> Vec<(String, Complaint)> {
        let of = |complaint: &Complaint| ("reason".to_owned(), complaint.clone());
        self.refused.iter().chain(&self.reason.errors).map(of).collect()
    }

    fn question(&self) -> String {
        let name = self.user.display_name.as_str();
        match self.deed {
            Deed::Block => t!(self.page, "block-question", name = name),
            Deed::Unblock => t!(self.page, "unblock-question", name = name),
            Deed::SignOut => t!(self.page, "sign-out-question", name = name),
            Deed::RevokePassword => t!(self.page, "revoke-password-question", name = name),
            Deed::ExpirePassword => t!(self.page, "expire-question", name = name),
            Deed::ClearSecondStep => t!(self.page, "clear-question", name = name),
            Deed::Contain => t!(self.page, "contain-question", name = name),
            Deed::Reregister => t!(self.page, "re-register-question", name = name),
        }
    }

    /// What the button says, and where it leads.
    fn button(&self) -> (&str, &'static str) {
        match self.deed {
            Deed::Block => (t!(self.page, "user-block"), "block"),
            Deed::Unblock => (t!(self.page, "user-unblock"), "unblock"),
            Deed::SignOut => (t!(self.page, "user-sign-out"), "sign-out"),
            Deed::RevokePassword => (t!(self.page, "user-revoke-password"), "revoke-password"),
            Deed::ExpirePassword => (t!(self.page, "user-expire"), "expire-password"),
            Deed::ClearSecondStep => (t!(self.page, "user-clear-second-step"), "second-step/remove"),
            Deed::Contain => (t!(self.page, "user-contain"), "contain"),
            Deed::Reregister => (t!(self.page, "user-re-register"), "re-register"),
        }
    }

    /// What will be so afterwards, with real numbers.
    fn effects(&self) -> Vec<String> {
        let (page, name) = (&self.page, self.user.short_name());
        let shown = page.number(self.devices).to_string();
        let ends = if self.devices == 0 {
            t!(page, "access-no-sessions", name = name)
        } else {
            t!(page, "access-sessions", number = self.devices, shown = shown)
        };
        match self.deed {
            Deed::Block => {
                vec![t!(page, "block-does", name = name), ends, t!(page, "block-does-password", name = name)]
            }
            Deed::Unblock => vec![t!(page, "unblock-does", name = name)],
            Deed::SignOut => vec![ends, t!(page, "sign-out-does", name = name)],
            Deed::RevokePassword => vec![t!(page, "revoke-password-does", name = name), ends],
            Deed::ExpirePassword => {
                vec![t!(page, "expire-does", name = name), t!(page, "expire-does-sessions").to_owned()]
            }
            Deed::ClearSecondStep => vec![ends, t!(page, "clear-does", name = name)],
            Deed::Reregister => {
                vec![t!(page, "re-register-does", name = name), t!(page, "re-register-does-ask", name = name), ends]
            }
            Deed::Contain => vec![
                t!(page, "block-does", name = name),
                ends,
                t!(page, "contain-does-codes", name = name),
                t!(page, "contain-does-undo", name = name),
            ],
        }
    }

    fn form(&self) -> &'static str {
        form(self.deed)
    }
}

/// The same addresses, where the policy says no.
#[derive(Debug, Template)]
#[template(path = "users/access/refused.html")]
pub struct AccessRefused {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whom it is about.
    pub user: User,
    /// What was asked for.
    pub deed: Deed,
    /// Why not.
    pub denial: Denial,
}

impl View for AccessRefused {}

impl AccessRefused {
    fn heading(&self) -> String {
        let name = self.user.display_name.as_str();
        match self.deed {
            Deed::Block | Deed::Unblock | Deed::Contain => t!(self.page, "block-refused", name = name),
            Deed::ClearSecondStep => t!(self.page, "clear-refused", name = name),
            Deed::Reregister => t!(self.page, "re-register-refused", name = name),
            Deed::SignOut => t!(self.page, "sign-out-refused", name = name),
            Deed::RevokePassword => t!(self.page, "revoke-password-refused", name = name),
            Deed::ExpirePassword => t!(self.page, "expire-refused", name = name),
        }
    }

    fn why(&self) -> String {
        denials::sentence(&self.page.words, &self.denial)
    }
}
