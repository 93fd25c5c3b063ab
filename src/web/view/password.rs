//! The part of a form in which a new password is chosen; two pages share it.

use jiff::Timestamp;

use crate::domain::password::expiry::{End, Standing};
use crate::domain::password::rules::{Context, Judged, Rule};
use crate::domain::secret::PlainPassword;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::Page;

/// That one's own password ends soon.
pub(super) fn notice(page: &Page, end: &End) -> String {
    t!(page, "account-password-ends", at = page.clock().day(&end.at).text())
}

/// When a password ends, and how that is counted; nothing where it has no end by age.
pub(super) fn ending(page: &Page, standing: Option<&Standing>) -> Option<String> {
    let (day, within) = (|at: &Timestamp| page.clock().day(at).text(), |at: &Timestamp| page.clock().within(at).text());
    let counted = |end: &End| t!(page, "password-counted", days = end.days, from = within(&end.counted_from));
    Some(match standing? {
        Standing::Endless => return None,
        Standing::Demanded(at) => t!(page, "password-demanded", at = within(at)),
        Standing::Ended(end) => format!("{} {}", t!(page, "password-ended-on", at = day(&end.at)), counted(end)),
        Standing::Ends(end) => {
            let why = if end.exempt_until.is_some() {
                t!(page, "password-exempt", from = within(&end.counted_from))
            } else {
                counted(end)
            };
            format!("{} {why}", t!(page, "password-ends-on", at = day(&end.at)))
        }
    })
}

/// The new password, its rules, and what was wrong with it. What was typed is never given back.
#[derive(Debug, Default)]
pub struct NewPassword {
    /// The new password; only its errors.
    pub new_password: Field,
    /// The same once more, where there is no script.
    pub confirm_password: Field,
    /// The rules, judged or not.
    pub rules: Vec<Judged>,
    /// Words that may not stand in it, for the live hints: the person's own names.
    pub words: Vec<String>,
    /// Whether the directory outside judges it, by rules that are not known here.
    pub outside: bool,
}

impl NewPassword {
    /// The empty form of a password that lives in the directory outside.
    pub fn outside() -> Self {
        Self { outside: true, ..Self::default() }
    }

    /// The empty form.
    pub fn empty(rules: Vec<Judged>, context: &Context) -> Self {
        Self { rules, words: context.words().to_vec(), ..Self::default() }
    }

    /// Complains of what can be seen without any rule: nothing typed, or two different things.
    pub fn check_typed(&mut self, new: &PlainPassword, confirm: Option<&PlainPassword>) {
        if new.is_empty() {
            self.new_password.refuse(Complaint::NewPasswordMissing);
        } else if confirm.is_some_and(|confirm| !self.is_same(confirm, new)) {
            self.confirm_password.refuse(Complaint::NotTheSame);
        }
    }

    /// A directory is sent what was typed; here every spelling is the same.
    fn is_same(&self, one: &PlainPassword, other: &PlainPassword) -> bool {
        if self.outside { one.as_typed() == other.as_typed() } else { one.expose() == other.expose() }
    }

    /// Shows the rules as they were judged, with a complaint for each that was broken.
    #[must_use]
    pub fn judged(mut self, judged: Vec<Judged>) -> Self {
        let broken = judged.iter().filter(|judged| judged.met == Some(false));
        self.new_password.errors.extend(broken.map(|judged| Complaint::Broken(judged.rule)));
        self.rules = judged;
        self
    }

    /// Whether anything is wrong.
    pub fn is_bad(&self) -> bool {
        self.new_password.is_bad() || self.confirm_password.is_bad()
    }

    pub(crate) fn complaints(&self) -> impl Iterator<Item = (&'static str, Complaint)> {
        let new = self.new_password.errors.iter().map(|complaint| ("new_password", complaint.clone()));
        new.chain(self.confirm_password.errors.iter().map(|complaint| ("confirm_password", complaint.clone())))
    }

    pub(crate) fn shortest(&self) -> usize {
        let least = |judged: &Judged| if let Rule::Shortest(least) = judged.rule { Some(least) } else { None };
        self.rules.iter().find_map(least).unwrap_or(1)
    }

    pub(crate) fn joined_words(&self) -> String {
        self.words.join(" ")
    }
}
