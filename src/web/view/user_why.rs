//! "Why can't she sign in?" on a person's page: the cause, what to say on the telephone, and what helps.

use crate::domain::failure::SignInFailure;
use crate::domain::permission::Permission;
use crate::domain::user::{Source, Status};
use crate::i18n::t;
use crate::web::forms;

use super::user::UserShow;

/// What helps.
pub(super) enum Help {
    /// A page.
    Page { href: String, name: String },
    /// A button.
    Button { action: String, form: &'static str, name: String },
}

/// One thing that stands in the way, or that nothing does.
pub(super) struct Cause {
    /// What it is.
    pub(super) what: String,
    /// What to say.
    pub(super) say: String,
    /// What helps, where the viewer may do it.
    pub(super) help: Option<Help>,
}

impl UserShow {
    /// Everything that stands in the way of this person's right password.
    pub(super) fn causes(&self) -> Vec<Cause> {
        if self.obstacles.is_empty() {
            let (what, say) = (t!(self.page, "barrier-none"), t!(self.page, "barrier-none-say"));
            return vec![Cause { what: what.to_owned(), say: say.to_owned(), help: self.reset() }];
        }
        self.obstacles.iter().map(|failure| self.cause(*failure)).collect()
    }

    /// Whether the sign-ins of this person are the viewer's to see.
    pub(super) fn sees_sign_ins(&self) -> bool {
        self.no_unlock.is_none() || self.page.may(Permission::ViewAudit)
    }

    fn cause(&self, failure: SignInFailure) -> Cause {
        let page = &self.page;
        let (what, say, help) = match failure {
            SignInFailure::NoPassword => match self.user.source {
                Source::Local => (t!(page, "barrier-no-password"), t!(page, "barrier-no-password-say"), self.reset()),
                Source::External => (t!(page, "barrier-external"), t!(page, "barrier-external-say"), None),
                Source::Directory => (t!(page, "barrier-directory"), t!(page, "barrier-directory-say"), None),
            },
            SignInFailure::Locked => (t!(page, "barrier-locked"), t!(page, "barrier-locked-say"), self.unlock()),
            SignInFailure::TooManyCodes => (
                t!(page, "barrier-codes"),
                t!(page, "barrier-codes-say"),
                self.unlock().filter(|_| self.no_block.is_none()),
            ),
            SignInFailure::PasswordOff => (t!(page, "barrier-off"), t!(page, "barrier-locked-say"), self.unlock()),
            SignInFailure::Blocked => (t!(page, "barrier-blocked"), t!(page, "barrier-blocked-say"), self.unblock()),
            SignInFailure::DirectoryDisabled => {
                (t!(page, "barrier-there-disabled"), t!(page, "barrier-there-disabled-say"), None)
            }
            SignInFailure::DirectoryLocked => {
                (t!(page, "barrier-there-locked"), t!(page, "barrier-there-locked-say"), self.reset())
            }
            SignInFailure::TemporaryPasswordOver => {
                (t!(page, "barrier-over"), t!(page, "barrier-over-say"), self.reset())
            }
            SignInFailure::UnknownUser
            | SignInFailure::WrongPassword
            | SignInFailure::DirectoryExpired
            | SignInFailure::DirectoryAbsent
            | SignInFailure::WrongCode
            | SignInFailure::WrongPasskey
            | SignInFailure::PasskeyOver
            | SignInFailure::PasskeyCopied
            | SignInFailure::Superseded => (t!(page, "barrier-none"), t!(page, "barrier-none-say"), self.reset()),
        };
        Cause { what: what.to_owned(), say: say.to_owned(), help }
    }

    fn reset(&self) -> Option<Help> {
        let href = format!("/users/{}/reset-password", self.user.id);
        self.no_reset.is_none().then(|| Help::Page { href, name: t!(self.page, "user-reset").to_owned() })
    }

    fn unlock(&self) -> Option<Help> {
        let (action, name) = (format!("/users/{}/unlock", self.user.id), t!(self.page, "user-unlock").to_owned());
        self.no_unlock.is_none().then_some(Help::Button { action, form: forms::UNLOCK, name })
    }

    fn unblock(&self) -> Option<Help> {
        let (action, name) = (format!("/users/{}/unblock", self.user.id), t!(self.page, "user-unblock").to_owned());
        let may = self.no_block.is_none() && self.user.status == Status::Blocked;
        may.then_some(Help::Button { action, form: forms::UNBLOCK, name })
    }
}
