//! Resetting somebody's password: the question, the refusal, the password once, and never again.

use askama::Template;
use jiff::Timestamp;

use crate::domain::check::Check;
use crate::domain::delivery::Delivery;
use crate::domain::denial::Denial;
use crate::domain::directory::outcome::Written;
use crate::domain::password::temporary::TemporaryPassword;
use crate::domain::profile::Profile;
use crate::domain::settings::resets::Resets;
use crate::domain::user::{PasswordKind, Status, User};
use crate::i18n::t;
use crate::service::passwords::reset::Question;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, events, people};
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// The longest ticket or reason, in characters.
pub const LONGEST_REASON: usize = 200;

/// What was decided of resets, and whether mail is sent.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The settings.
    pub resets: Resets,
    /// Whether mail is sent.
    pub has_mail: bool,
    /// Whether it is reset in the directory outside: no end can be given there, and no code sent.
    pub outside: bool,
}

/// `GET /users/{id}/reset-password`, and its 422.
#[derive(Debug, Template)]
#[template(path = "users/password_reset/new.html")]
pub struct PasswordResetNew {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whose password.
    pub user: User,
    /// What a helpdesk may compare aloud.
    pub profile: Profile,
    /// Live sessions that will end.
    pub devices: u64,
    /// How the caller was checked; nothing is chosen beforehand.
    pub verified_by: Field,
    /// How it gets to its person; empty means the first way there is.
    pub delivery: Field,
    /// Where a code would be sent, masked; nothing where no address is known.
    pub address: Option<String>,
    /// What was decided.
    pub rules: Rules,
    /// How long it works; empty means the default.
    pub expires: Field,
    /// Ticket or reason.
    pub reason: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for PasswordResetNew {}

impl PasswordResetNew {
    /// The empty form.
    pub fn empty(page: Page, question: Question, rules: Rules) -> Self {
        let Question { user, profile, sessions, address, .. } = question;
        // A code where nothing else is left, even where it can not be sent: the page says why.
        let delivery = rules.resets.ways().first().copied().unwrap_or_default();
        Self {
            page,
            user,
            profile,
            devices: sessions,
            verified_by: Field::default(),
            delivery: Field::of(delivery.id()),
            address: address.filter(|_| rules.has_mail),
            expires: Field::of(rules.resets.longest().id()),
            rules,
            reason: Field::default(),
            refused: None,
        }
    }

    /// The checks that will do for this person.
    pub fn checks(&self) -> Vec<Check> {
        self.rules.resets.checks(!self.user.roles.is_empty())
    }

    /// A code can not be sent: the field says why.
    pub fn refuse_delivery(&mut self) {
        let name = self.user.short_name().to_owned();
        let why = if self.rules.has_mail { Complaint::NoAddress { name } } else { Complaint::NoMail };
        self.delivery.refuse(why);
    }

    /// Why no code can be sent.
    fn no_code(&self) -> Option<String> {
        if self.address.is_some() {
            None
        } else if self.rules.has_mail {
            Some(t!(self.page, "reset-delivery-no-address", name = self.user.short_name()))
        } else {
            Some(t!(self.page, "reset-delivery-no-mail").to_owned())
        }
    }

    /// The ways that there are, in words.
    fn ways(&self) -> Vec<(&'static str, String)> {
        let word = |way: &Delivery| match (way, &self.address) {
            (Delivery::Temporary, _) => Some(t!(self.page, "reset-delivery-temporary").to_owned()),
            (Delivery::Code, Some(address)) => Some(t!(self.page, "reset-delivery-code", address = address.as_str())),
            (Delivery::Code, None) => None,
        };
        self.rules.resets.ways().iter().filter_map(|way| Some((way.id(), word(way)?))).collect()
    }

    fn complaints(&self) -> Vec<(String, Complaint)> {
        let check = format!("verified_by-{}", self.checks().first().map_or("", |check| check.id()));
        let expires = format!("expires-{}", self.rules.resets.longest().id());
        let of = |id: String, errors: &[Complaint]| -> Vec<(String, Complaint)> {
            errors.iter().map(|complaint| (id.clone(), complaint.clone())).collect()
        };
        let whole = self.refused.iter().map(|complaint| (check.clone(), complaint.clone()));
        whole
            .chain(of(check.clone(), &self.verified_by.errors))
            .chain(of("delivery".to_owned(), &self.delivery.errors))
            .chain(of(expires, &self.expires.errors))
            .chain(of("reason".to_owned(), &self.reason.errors))
            .collect()
    }

    fn chosen(&self, expires: &str) -> bool {
        if self.expires.value.is_empty() {
            expires == self.rules.resets.longest().id()
        } else {
            self.expires.value == expires
        }
    }

    /// What happens to the old password, with real numbers.
    fn effect(&self) -> String {
        let page = &self.page;
        if self.user.password_kind.is_none() {
            t!(page, "reset-does-none", name = self.user.short_name())
        } else if self.devices == 0 {
            t!(page, "reset-does-password").to_owned()
        } else {
            t!(page, "reset-does-sessions", number = self.devices, shown = page.number(self.devices).to_string())
        }
    }

    /// The notice of a temporary password that still works.
    fn waiting(&self) -> Option<String> {
        let over = self.user.password_expires_at.is_some_and(|end| end <= self.page.now);
        let waits = self.user.password_kind == Some(PasswordKind::Temporary) && !over;
        let given = self.user.password_changed_at.filter(|_| waits)?;
        Some(t!(self.page, "reset-waiting", at = self.page.clock().within(&given).text()))
    }
}

/// `GET` or `POST /users/{id}/reset-password` where the policy or the account says no: 403 or 409.
#[derive(Debug, Template)]
#[template(path = "users/password_reset/refused.html")]
pub struct PasswordResetRefused {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whose password.
    pub user: User,
    /// Why not.
    pub denial: Denial,
}

impl View for PasswordResetRefused {}

impl PasswordResetRefused {
    fn why(&self) -> String {
        denials::sentence(&self.page.words, &self.denial)
    }
}

/// The answer to `POST /users/{id}/reset-password`: the only page that ever shows the password.
#[derive(Debug, Template)]
#[template(path = "users/password_reset/done.html")]
pub struct PasswordResetDone {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whose password.
    pub user: User,
    /// The password.
    pub password: TemporaryPassword,
    /// When it ends, if it does.
    pub expires_at: Option<Timestamp>,
    /// The address of the portal, as people type it.
    pub address: String,
    /// The least length of the password to choose.
    pub shortest: usize,
    /// What came of it where it was written into the directory outside.
    pub outside: Option<Written>,
}

impl View for PasswordResetDone {}

impl PasswordResetDone {
    /// Each symbol with the word to say on the telephone.
    fn spelled(&self) -> Vec<(char, &str)> {
        let letters: Vec<&str> = t!(self.page, "spell-letters").split_whitespace().collect();
        let digits: Vec<&str> = t!(self.page, "spell-digits").split_whitespace().collect();
        let word = |symbol: char| match symbol {
            'a'..='z' => letters.get(symbol as usize - 'a' as usize),
            '0'..='9' => digits.get(symbol as usize - '0' as usize),
            _ => None,
        };
        let dash = t!(self.page, "spell-dash");
        self.password.expose().chars().map(|symbol| (symbol, word(symbol).copied().unwrap_or(dash))).collect()
    }
}

/// What became of a password that was shown before.
#[derive(Debug)]
pub enum Aftermath {
    /// Not used yet.
    Waiting {
        /// When it ends, if it does.
        until: Option<Timestamp>,
    },
    /// It ended unused.
    Over,
    /// The person chose a new password with it.
    Used,
    /// A newer reset replaced it.
    Superseded {
        /// The user name of whoever did; nothing for the visitor.
        by: Option<String>,
        /// When.
        at: Timestamp,
    },
}

/// 409 to a `POST` that was already answered: reload, back, double click.
#[derive(Debug, Template)]
#[template(path = "users/password_reset/already_shown.html")]
pub struct PasswordResetAlreadyShown {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Whose password.
    pub user: User,
    /// The user name of whoever reset it; nothing for the visitor.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
    /// What became of it.
    pub aftermath: Aftermath,
}

impl View for PasswordResetAlreadyShown {}

impl PasswordResetAlreadyShown {
    fn when(&self) -> String {
        let at = self.page.clock().within(&self.at).text();
        match &self.by {
            None => t!(self.page, "gone-when-you", at = at),
            Some(by) => t!(self.page, "gone-when-other", by = self.short(by), at = at),
        }
    }

    fn since(&self) -> String {
        let (page, name) = (&self.page, self.user.short_name());
        match &self.aftermath {
            Aftermath::Waiting { until: None } => t!(page, "gone-waiting").to_owned(),
            Aftermath::Waiting { until: Some(until) } => {
                t!(page, "gone-waiting-until", until = page.clock().long(until).text())
            }
            Aftermath::Over => t!(page, "gone-over").to_owned(),
            Aftermath::Used => t!(page, "gone-used", name = name),
            Aftermath::Superseded { by, at } => {
                let at = page.clock().within(at).text();
                match by {
                    None => t!(page, "gone-superseded-you", at = at),
                    Some(by) => t!(page, "gone-superseded", by = self.short(by), at = at),
                }
            }
        }
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}
