//! What every page knows: language, visitor, time, where it is, its form keys.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use smol_str::SmolStr;

use crate::domain::audit::{Entry, EntryActor};
use crate::domain::id::{FormKey, RequestId, UserId};
use crate::domain::markup::Piece;
use crate::domain::modules::Modules;
use crate::domain::organisation::{Language, Organisation};
use crate::domain::paging::Count;
use crate::domain::permission::{Permission, covers_all, grants, may_assign};
use crate::domain::role::{Role, Roles};
use crate::domain::user::{Source, User};
use crate::i18n::{Speaks, Words, t};

use super::field::Complaint;
use super::filters::{Clock, Number};
use super::flash::Flash;
use super::sentences::complaints;
use super::undo::Undo;

/// Light, dark, or what the device prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device prefers.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The value in the form and the cookie.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads [`Theme::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.id() == id)
    }
}

/// Which item of the navigation is current.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    /// None of them.
    #[default]
    None,
    /// Home.
    Home,
    /// Users.
    Users,
    /// Groups.
    Groups,
    /// Roles.
    Roles,
    /// Temporary passwords.
    TemporaryPasswords,
    /// Jobs.
    Jobs,
    /// Reports.
    Reports,
    /// Audit log.
    Audit,
    /// Settings.
    Settings,
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct Signed {
    /// Who.
    pub id: UserId,
    /// The name that others see.
    pub display_name: SmolStr,
    /// One or two letters for the avatar.
    pub initials: String,
    /// The name of the photo, where there is one and the session may see it.
    pub photo: Option<String>,
    /// The name that signs in.
    pub user_name: String,
    /// The roles held.
    pub roles: Roles,
    /// Where the account lives.
    pub source: Source,
    /// Whether the session opens next to nothing: a new password, the second step or own proofs come first.
    pub limited: bool,
    /// Until then a second step must be there.
    pub second_step_due: Option<Timestamp>,
}

impl Signed {
    /// Whether the policy lets this visitor reset that person's password. The deed asks the policy again.
    pub fn may_reset(&self, user: &User) -> bool {
        self.id != user.id
            && user.source == Source::Local
            && covers_all(self.roles, Permission::ResetPassword, user.roles, user.privileged_group)
    }

    /// Whether the policy lets this visitor restore that person, who is deleted. The deed asks the policy again.
    pub fn may_restore(&self, user: &User) -> bool {
        covers_all(self.roles, Permission::RestoreUsers, user.roles, user.privileged_group)
    }

    /// Whether the policy lets this visitor unblock that person. The deed asks the policy again.
    pub fn may_unblock(&self, user: &User) -> bool {
        self.id != user.id && covers_all(self.roles, Permission::ChangeSensitive, user.roles, user.privileged_group)
    }

    /// Whether the policy lets this visitor give that role to others. The deed asks the policy again.
    pub fn may_assign(&self, role: Role) -> bool {
        self.roles.iter().any(|acting| may_assign(acting, role))
    }

    /// Whether one of the roles carries a permission.
    pub fn may(&self, permission: Permission) -> bool {
        self.roles.iter().any(|role| grants(role, permission))
    }
}

/// What administrators chose for the looks of pages.
#[derive(Debug, Clone, Default)]
pub struct Brand {
    /// The address of a style sheet with their colours.
    pub sheet: Option<String>,
    /// The address of their picture.
    pub logo: Option<String>,
    /// What stands below the sign-in form, line by line.
    pub text: Vec<Vec<Piece>>,
}

/// One field of every page struct.
pub struct Page {
    /// The texts in the visitor's language.
    pub words: Arc<Words>,
    /// Light or dark.
    pub theme: Theme,
    /// Whose portal this is.
    pub organisation: Arc<Organisation>,
    /// How it looks.
    pub brand: Brand,
    /// The moment of the page.
    pub now: Timestamp,
    /// Who is signed in.
    pub visitor: Option<Signed>,
    /// The support code.
    pub request: RequestId,
    /// Path and query of this page; the forms for language and theme come back to it.
    pub here: String,
    /// Which item of the navigation is current.
    pub section: Section,
    /// What happened before this page.
    pub flash: Option<Flash>,
    /// The way back from it, where there is one.
    pub undo: Option<Undo>,
    /// The parts of the portal that there are.
    pub modules: Modules,
    /// The first row of the audit log that is not as it was written, where that is known.
    pub log_broken: Option<i64>,
    /// The single-use key of this page's forms.
    pub key: FormKey,
    /// Makes the CSRF token of a named form (`forms`).
    pub tokens: Box<dyn Fn(&'static str) -> String>,
}

impl Page {
    /// The CSRF token of a form.
    pub fn token(&self, form: &'static str) -> String {
        (self.tokens)(form)
    }

    /// The language tag.
    pub fn lang(&self) -> &'static str {
        self.words.language().tag()
    }

    /// The language of the switch.
    pub fn other_language(&self) -> Language {
        self.words.language().other()
    }

    /// Tells the time.
    pub fn clock(&self) -> Clock<'_> {
        Clock::new(self.words.dates(), &self.organisation, self.now)
    }

    /// A number with its thousands set apart.
    pub fn number(&self, value: u64) -> Number {
        Number::of(self.words.dates(), value)
    }

    /// A number of rows, capped.
    pub fn count(&self, count: &Count) -> Number {
        Number::count(self.words.dates(), *count)
    }

    /// The theme that was chosen; nothing where the device decides.
    pub fn forced_theme(&self) -> Option<&'static str> {
        (self.theme != Theme::Auto).then_some(self.theme.id())
    }

    /// What a theme is called.
    pub fn theme_name(&self, theme: &Theme) -> &str {
        match theme {
            Theme::Auto => t!(self, "theme-auto"),
            Theme::Light => t!(self, "theme-light"),
            Theme::Dark => t!(self, "theme-dark"),
        }
    }

    /// The sentence of a complaint.
    pub fn says(&self, complaint: &Complaint) -> String {
        complaints::sentence(&self.words, complaint)
    }

    /// Whether the visitor sees the administration.
    pub fn is_administrator(&self) -> bool {
        self.visitor.as_ref().is_some_and(|visitor| !visitor.limited && !visitor.roles.is_empty())
    }

    /// The visitor, where the session may do more than change the password.
    pub fn person(&self) -> Option<&Signed> {
        self.visitor.as_ref().filter(|visitor| !visitor.limited)
    }

    /// Until when a second step must be there, or has had to.
    pub fn second_step_due(&self) -> Option<&Timestamp> {
        self.visitor.as_ref()?.second_step_due.as_ref()
    }

    /// Whether it has had to be there already.
    pub fn is_walled(&self) -> bool {
        self.second_step_due().is_some_and(|due| *due <= self.now)
    }

    /// Whether the visitor may do something that has no target.
    pub fn may(&self, permission: Permission) -> bool {
        self.person().is_some_and(|visitor| visitor.may(permission))
    }

    /// Whether the visitor sees what everybody did.
    pub fn sees_everything(&self) -> bool {
        self.may(Permission::ViewAudit)
    }

    /// Whether the visitor sees all of a row of the audit log: everybody's, or what the visitor did.
    pub fn sees(&self, entry: &Entry) -> bool {
        let own =
            || matches!(&entry.actor, EntryActor::Person { id, .. } if self.person().is_some_and(|me| me.id == *id));
        self.sees_everything() || own()
    }

    /// That the audit log is broken, for whoever sees all of it.
    pub fn broken_log(&self) -> Option<String> {
        self.log_broken.filter(|_| self.sees_everything()).map(|row| t!(self, "audit-proof-broken", row = row))
    }

    /// Whether the visitor sees the settings.
    pub fn sees_settings(&self) -> bool {
        self.may(Permission::ViewSettings)
    }

    /// Where a telephone reaches the service desk, when what stands in the settings is a number.
    pub fn service_desk_call(&self) -> Option<String> {
        let desk = self.organisation.service_desk.as_deref()?;
        let number: String = desk.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.')).collect();
        let digits = number.strip_prefix('+').unwrap_or(&number);
        (digits.len() >= 3 && digits.chars().all(|c| c.is_ascii_digit())).then_some(number)
    }
}

impl Speaks for Page {
    fn words(&self) -> &Words {
        &self.words
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("here", &self.here).field("request", &self.request).finish_non_exhaustive()
    }
}
