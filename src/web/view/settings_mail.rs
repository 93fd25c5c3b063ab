//! Mail: what became of it, and a test.

use askama::Template;

use crate::domain::contact::Point;
use crate::domain::paging::{PageSize, Slice};
use crate::domain::permission::Permission;
use crate::i18n::t;
use crate::service::letters::{Listed, State};
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, self_service};
use crate::web::{assets, forms, icons, paths};

use super::address::{Address, Pager};
use super::{VERSION, View};

/// `GET /settings/mail`, and the 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/mail.html")]
pub struct SettingsMail {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// Whether mail is sent at all.
    pub has_mail: bool,
    /// The letters, the newest first.
    pub letters: Slice<Listed>,
    /// How many rows.
    pub size: PageSize,
    /// Whether strangers have caused as many letters of late as they may.
    pub spent: bool,
    /// Where a test goes.
    pub to: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsMail {}

impl SettingsMail {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().chain(&self.to.errors).map(|complaint| ("to", complaint.clone())).collect()
    }

    fn pager(&self) -> Pager {
        let letters = &self.letters;
        Pager::new(|| Address::of(paths::MAIL), self.size, letters.before.as_ref(), letters.after.as_ref())
    }

    fn may(&self) -> bool {
        self.has_mail && self.page.may(Permission::ManageSettings)
    }

    /// Where it stands, and why it stands there.
    fn standing(&self, letter: &Listed) -> String {
        let words = &self.page.words;
        let mut told = vec![];
        if let Some((trouble, said)) = letter.trouble.as_ref().filter(|_| letter.state != State::Sent) {
            told.push(self_service::trouble(words, *trouble).to_owned());
            if !said.is_empty() {
                told.push(format!("“{said}”"));
            }
        }
        if letter.tries > 0 && letter.state != State::Sent {
            told.push(t!(self.page, "settings-mail-tries", number = letter.tries));
        }
        if letter.state == State::Waiting && letter.tries > 0 {
            told.push(t!(self.page, "settings-mail-next", at = self.page.clock().within(&letter.due_at).text()));
        }
        told.join(" · ")
    }

    fn masked(letter: &Listed) -> String {
        Point::Mail.masked(&letter.to)
    }
}
