//! Mail and text messages: what became of them, and tests.

use askama::Template;

use crate::domain::carrier::{Budget, Way};
use crate::domain::contact::Point;
use crate::domain::letter::Kind;
use crate::domain::paging::{PageSize, Slice};
use crate::domain::permission::Permission;
use crate::domain::self_service::Sends;
use crate::i18n::t;
use crate::service::letters::{Listed, State};
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, self_service};
use crate::web::{assets, forms, icons, paths};

use super::address::{Address, Pager};
use super::{VERSION, View};

/// `GET /settings/mail`, and the 422 of its POSTs.
#[derive(Debug, Template)]
#[template(path = "settings/mail.html")]
pub struct SettingsMail {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is sent at all.
    pub sends: Sends,
    /// The letters, the newest first.
    pub letters: Slice<Listed>,
    /// How many rows.
    pub size: PageSize,
    /// Of which kinds strangers have caused as many letters of late as they may.
    pub spent: Vec<Budget>,
    /// Where a test goes.
    pub to: Field,
    /// And one as a text message.
    pub number: Field,
    /// Why a whole form was refused.
    pub refused: Option<(Way, Complaint)>,
}

impl View for SettingsMail {}

impl SettingsMail {
    /// Nothing typed yet.
    pub fn empty(page: Page, sends: Sends, (letters, size): (Slice<Listed>, PageSize), spent: Vec<Budget>) -> Self {
        let (to, number) = (Field::default(), Field::default());
        Self { page, sends, letters, size, spent, to, number, refused: None }
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let refused = self.refused.iter().map(|(way, complaint)| {
            let id = if *way == Way::Mail { "to" } else { "number" };
            (id, complaint.clone())
        });
        let of = |id, field: &Field| field.errors.iter().map(|error| (id, error.clone())).collect::<Vec<_>>();
        refused.chain(of("to", &self.to)).chain(of("number", &self.number)).collect()
    }

    fn pager(&self) -> Pager {
        let letters = &self.letters;
        Pager::new(|| Address::of(paths::MAIL), self.size, letters.before.as_ref(), letters.after.as_ref())
    }

    fn may(&self) -> bool {
        self.sends.mail && self.page.may(Permission::ManageSettings)
    }

    fn may_text(&self) -> bool {
        self.sends.texts && self.page.may(Permission::ManageSettings)
    }

    fn is_spent(&self, budget: Budget) -> bool {
        self.spent.contains(&budget)
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
        let text = letter.kind.is_some_and(Kind::is_text);
        if text { Point::Phone.masked(&letter.to) } else { Point::Mail.masked(&letter.to) }
    }
}
