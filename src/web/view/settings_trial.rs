//! A password tried out.

use askama::Template;

use crate::domain::password::banned::Token;
use crate::i18n::t;
use crate::service::passwords::trial::Trial;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, rules};
use crate::web::{assets, forms, icons, paths};

use super::{VERSION, View};

/// `GET /settings/password-policy/try`, and what its POST found.
#[derive(Debug, Template)]
#[template(path = "settings/try_password.html")]
pub struct TryPassword {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// For whom: a user name, or nobody.
    pub username: Field,
    /// The password; only its errors.
    pub password: Field,
    /// What was found.
    pub trial: Option<Trial>,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for TryPassword {}

impl TryPassword {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let password =
            self.refused.iter().chain(&self.password.errors).map(|complaint| ("password", complaint.clone()));
        let username = self.username.errors.iter().map(|complaint| ("username", complaint.clone()));
        password.chain(username).collect()
    }

    /// Whether it would be accepted, in one sentence.
    fn verdict(&self, trial: &Trial) -> &str {
        if crate::domain::password::rules::all_met(&trial.judged) {
            t!(self.page, "try-accepted")
        } else {
            t!(self.page, "try-refused")
        }
    }

    /// The points and the term that the whole nearly is, in one sentence.
    fn points(&self, trial: &Trial) -> String {
        let mut text = t!(self.page, "try-points", points = trial.score.points, needed = trial.needed);
        if let Some(term) = &trial.score.near {
            text = format!("{text} {}", t!(self.page, "try-near", word = term.as_str()));
        }
        text
    }

    fn token(&self, token: &Token) -> String {
        match &token.term {
            None => t!(self.page, "try-character").to_owned(),
            Some(term) if token.points == 0 => t!(self.page, "try-again", word = term.as_str()),
            Some(term) => t!(self.page, "try-word", word = term.as_str()),
        }
    }
}
