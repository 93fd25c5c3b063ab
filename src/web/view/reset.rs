//! The pages of people who forgot their password.

use askama::Template;
use jiff::Timestamp;

use crate::domain::directory::outcome::Written;
use crate::domain::organisation::Language;
use crate::domain::self_service::Method;
use crate::domain::settings::self_service::{Help as Decided, SelfService};
use crate::domain::trouble::Trouble;
use crate::i18n::t;
use crate::service::self_service::standing::Standing;
use crate::web::directory_fault::DirectoryFault;
use crate::web::fault::QuestionFault;
use crate::web::field::{Complaint, Field};
use crate::web::page::Page;
use crate::web::sentences::{questions, rules};
use crate::web::{assets, forms, icons};

use super::View;
use super::account_questions::{ANSWERS, QUESTIONS};
use super::password::NewPassword;

/// Where people find help: an address that was decided, a request to whoever may reset, or the service desk alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// A link: to a page, or to write a mail.
    pub link: Option<String>,
    /// Whether the link leads to another page, which then opens beside this one.
    pub beside: bool,
    /// Whether a request can be sent from here.
    pub ask: bool,
}

impl Help {
    /// As decided; `ask` where there is a reset to ask about, and mail.
    pub fn of(policy: &SelfService, language: Language, ask: bool) -> Self {
        let (link, beside) = match policy.help(language) {
            Some(Decided::Mail(mail)) => (Some(format!("mailto:{mail}")), false),
            Some(Decided::Page(page)) => (Some(page), true),
            None => (None, false),
        };
        Self { ask: ask && link.is_none(), link, beside }
    }
}

/// `GET /reset-password`, and its 422.
#[derive(Debug, Template)]
#[template(path = "reset/begin.html")]
pub struct Forgotten {
    /// What every page knows.
    pub page: Page,
    /// Where nobody may: the code for the service desk.
    pub off: Option<&'static str>,
    /// Where people find help.
    pub help: Help,
    /// The name that was typed.
    pub username: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for Forgotten {}

impl Forgotten {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().chain(&self.username.errors).map(|complaint| ("username", complaint.clone())).collect()
    }
}

/// `GET /reset-password/verify`, and its 422.
#[derive(Debug, Template)]
#[template(path = "reset/verify.html")]
pub struct Verify {
    /// What every page knows.
    pub page: Page,
    /// How far it is.
    pub standing: Standing,
    /// Where people find help.
    pub help: Help,
    /// The code of the mail; only its errors.
    pub mail: Field,
    /// The code that went to a phone; only its errors.
    pub text: Field,
    /// The number of the phone, as typed.
    pub number: Field,
    /// The code of the app; only its errors.
    pub app: Field,
    /// The passkey; only its errors.
    pub passkey: Field,
    /// The answers as a whole; only the errors.
    pub questions: Field,
    /// Each answer; only its errors.
    pub answers: Vec<Field>,
}

impl View for Verify {}

impl Verify {
    /// Nothing given yet.
    pub fn empty(page: Page, standing: Standing, help: Help) -> Self {
        let none = Field::default;
        let (mail, text, number, app, passkey) = (none(), none(), none(), none(), none());
        let answers = standing.questions.iter().map(|_| none()).collect();
        Self { page, standing, help, mail, text, number, app, passkey, questions: none(), answers }
    }

    /// Refuses a proof; where it is not offered, the one that is.
    pub fn refuse(&mut self, method: Method, complaint: Complaint) {
        let method = if self.offers(method) { Some(method) } else { self.standing.open.first().copied() };
        let field = match method.unwrap_or(Method::App) {
            Method::Mail => &mut self.mail,
            Method::Text => &mut self.text,
            Method::App => &mut self.app,
            Method::Passkey => &mut self.passkey,
            Method::Questions => &mut self.questions,
        };
        field.refuse(complaint);
    }

    /// Refuses some of the answers, by their places.
    pub fn refuse_answers(&mut self, places: &[usize]) {
        for place in places {
            if let Some(field) = self.answers.get_mut(*place) {
                field.refuse(Complaint::Question(QuestionFault::Length));
            }
        }
    }

    /// Refuses the number of a phone, and keeps what was typed.
    pub fn refuse_number(&mut self, typed: String, complaint: Complaint) {
        if !self.offers(Method::Text) {
            return self.refuse(Method::Text, complaint);
        }
        self.number = Field::of(typed);
        self.number.refuse(complaint);
    }

    fn offers(&self, method: Method) -> bool {
        self.standing.open.contains(&method)
    }

    fn mails(&self) -> bool {
        self.offers(Method::Mail)
    }

    fn texts(&self) -> bool {
        self.offers(Method::Text)
    }

    fn apps(&self) -> bool {
        self.offers(Method::App)
    }

    fn passkeys(&self) -> bool {
        self.offers(Method::Passkey)
    }

    fn asks(&self) -> bool {
        self.offers(Method::Questions)
    }

    /// The questions that are asked, with the names of their fields.
    fn asked(&self) -> Vec<(&'static str, &'static str, String, &str, &[Complaint])> {
        let names = QUESTIONS.into_iter().zip(ANSWERS).zip(&self.standing.questions).zip(&self.answers);
        names
            .map(|(((asked, answer), question), field)| {
                let text = questions::question(&self.page.words, question);
                (asked, answer, question.id(), text, field.errors.as_slice())
            })
            .collect()
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let of = |id, field: &Field| field.errors.iter().map(|error| (id, error.clone())).collect::<Vec<_>>();
        let answers = ANSWERS.into_iter().zip(&self.answers).flat_map(|(id, field)| of(id, field)).collect();
        [
            of(self.mail_place(), &self.mail),
            of(self.text_place(), &self.text),
            of("phone", &self.number),
            of("app-code", &self.app),
            of("by-passkey", &self.passkey),
            of("by-questions", &self.questions),
            answers,
        ]
        .concat()
    }

    /// Where it is told what is wrong with a code of a mail: beside its field, while there is one.
    fn mail_place(&self) -> &'static str {
        if self.standing.code_until.is_some() { "mail-code" } else { "by-mail" }
    }

    /// The same of a code that went to a phone.
    fn text_place(&self) -> &'static str {
        if self.awaits_text() { "text-code" } else { "by-text" }
    }

    /// Whether a code went to a phone that still works.
    fn awaits_text(&self) -> bool {
        self.standing.text_until.is_some()
    }

    fn mail_text(&self) -> String {
        match (self.standing.shown.as_deref(), self.standing.code_until.is_some()) {
            (Some(to), true) => t!(self.page, "forgot-mail-sent-to", to = to),
            (Some(to), false) => t!(self.page, "forgot-mail-unsent-to", to = to),
            (None, true) => t!(self.page, "forgot-mail-sent").to_owned(),
            (None, false) => t!(self.page, "forgot-mail-unsent").to_owned(),
        }
    }

    fn phone_text(&self) -> String {
        match (self.standing.phone.as_deref(), self.awaits_text()) {
            (Some(to), true) => t!(self.page, "forgot-text-sent-to", to = to),
            (Some(to), false) => t!(self.page, "forgot-text-unsent-to", to = to),
            (None, true) => t!(self.page, "forgot-text-sent").to_owned(),
            (None, false) => t!(self.page, "forgot-text-unsent").to_owned(),
        }
    }

    fn wait(&self) -> Option<String> {
        let until = self.standing.no_code_until?;
        Some(t!(self.page, "forgot-mail-wait", at = self.page.clock().within(&until).text()))
    }
}

/// `GET /reset-password/new`, and its 422.
#[derive(Debug, Template)]
#[template(path = "reset/new.html")]
pub struct NewOwn {
    /// What every page knows.
    pub page: Page,
    /// Whose password it is; for password managers.
    pub user_name: String,
    /// The new password.
    pub form: NewPassword,
    /// Whether the directory outside can take no password now: then nobody chooses one.
    pub unable: bool,
    /// Where people find help while it is so.
    pub help: Help,
    /// Whether the account may be opened with the password that it has.
    pub unlock: bool,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for NewOwn {}

impl NewOwn {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        // Where nobody chooses one, the way on is to try again.
        let at = if self.unable { "again" } else { "new_password" };
        let whole = self.refused.iter().map(|complaint| (at, complaint.clone()));
        whole.chain(self.form.complaints()).collect()
    }

    /// Whether another password helps no further.
    const fn is_stuck(&self) -> bool {
        matches!(&self.refused, Some(Complaint::Directory(_)))
    }

    /// What the person tells the service desk where no other password helps.
    const fn trouble(&self) -> Option<Trouble> {
        match &self.refused {
            Some(Complaint::Directory(DirectoryFault::Own(Written::NotAsked(_)))) => Some(Trouble::DirectoryAway),
            Some(Complaint::Directory(DirectoryFault::Own(Written::Refused(..)))) => Some(Trouble::DirectoryTrouble),
            _ => None,
        }
    }
}

/// The way is closed after too many wrong codes.
#[derive(Debug, Template)]
#[template(path = "reset/closed.html")]
pub struct Closed {
    /// What every page knows.
    pub page: Page,
    /// Where people find help.
    pub help: Help,
    /// Until when.
    pub until: Timestamp,
}

impl View for Closed {}

impl Closed {
    fn text(&self) -> String {
        t!(self.page, "forgot-closed-text", at = self.page.clock().within(&self.until).text())
    }
}
