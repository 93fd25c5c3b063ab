//! By what I prove who I am: the authenticator app, the recovery codes.

use askama::Template;
use zeroize::Zeroizing;

use crate::domain::passkey::{MOST, Passkey};
use crate::domain::second_step::App;
use crate::domain::secret::RecoveryCode;
use crate::domain::user::{Source, User};
use crate::i18n::t;
use crate::service::self_service::answers::Own as Answers;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::qr::Square;
use crate::web::sentences::people;
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// So few unused recovery codes are worth a hint.
const FEW: u64 = 3;

/// `GET /account/security`.
#[derive(Debug, Template)]
#[template(path = "account/security.html")]
pub struct Security {
    /// What every page knows.
    pub page: Page,
    /// The visitor's account.
    pub user: User,
    /// The app, if there is one.
    pub app: Option<App>,
    /// The passkeys.
    pub passkeys: Vec<Passkey>,
    /// Whether passkeys can be used here: the portal has a name.
    pub has_name: bool,
    /// How many recovery codes are unused.
    pub codes: u64,
    /// Whether a forgotten password is anything that the visitor replaces here.
    pub recovers: bool,
    /// The address for codes, masked; nothing where no mail is sent.
    pub address: Option<Option<String>>,
    /// The phone for codes, masked; nothing where none is kept, and none would be of use.
    pub phone: Option<Option<String>>,
    /// Whether codes go to phones.
    pub texts: bool,
    /// What is answered of the security questions, and whether answers are a proof of the visitor.
    pub questions: (Option<Answers>, bool),
}

impl View for Security {}

impl Security {
    fn codes_left(&self) -> String {
        let shown = self.page.number(self.codes).to_string();
        t!(self.page, "security-codes-left", number = self.codes, shown = shown)
    }

    fn answered(&self, own: &Answers) -> String {
        let at = self.page.clock().within(&own.at).text();
        t!(self.page, "security-questions-answered", number = own.answered, at = at)
    }

    /// What there is to say of the answers that are kept.
    fn of_answers(&self) -> Option<&str> {
        match self.questions {
            (_, true) if self.questions.0.is_some_and(|own| own.counting < own.asks) => {
                Some(t!(self.page, "security-questions-few"))
            }
            (_, true) => None,
            (_, false) => Some(t!(self.page, "security-questions-unused")),
        }
    }

    fn has_step(&self) -> bool {
        self.app.is_some() || !self.passkeys.is_empty()
    }

    fn are_few(&self) -> bool {
        self.has_step() && self.codes < FEW
    }
}

/// `GET /account/security/app`, and its 422.
#[derive(Template)]
#[template(path = "account/app.html")]
pub struct AddApp {
    /// What every page knows.
    pub page: Page,
    /// What a camera reads.
    pub square: Square,
    /// The same, to be typed.
    pub spelled: Zeroizing<String>,
    /// The same, sealed, to come back with the form.
    pub sealed: String,
    /// The code; only its errors.
    pub code: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for AddApp {}

impl AddApp {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        self.refused.iter().chain(&self.code.errors).map(|complaint| ("code", complaint.clone())).collect()
    }
}

/// The answer to `POST /account/security/app` and `POST /account/security/codes`: codes that are shown once.
#[derive(Debug, Template)]
#[template(path = "account/codes.html")]
pub struct Codes {
    /// What every page knows.
    pub page: Page,
    /// The codes.
    pub codes: Vec<RecoveryCode>,
    /// What they came with.
    pub with: With,
}

/// What recovery codes came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum With {
    /// A new app.
    App,
    /// A first passkey.
    Passkey,
    /// Nothing: they were asked for.
    Nothing,
}

impl View for Codes {}

/// `GET /account/security/app/remove`.
#[derive(Debug, Template)]
#[template(path = "account/remove_app.html")]
pub struct RemoveApp {
    /// What every page knows.
    pub page: Page,
}

impl View for RemoveApp {}
