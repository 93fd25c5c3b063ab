//! Passwords and locks written in a directory: by our account, or by the person's own old password.

use std::collections::HashSet;

use ldap3::Mod;
use ldap3::controls::RawControl;
use ldap3::exop::PasswordModify;
use zeroize::Zeroizing;

use super::line::{answered, policy_asked, within};
use super::visit::AsAccount;
use crate::domain::directory::answer::Answer;
use crate::domain::directory::fault::{Fault, told};
use crate::domain::directory::kind::{Kind, Writing};
use crate::domain::directory::outcome::{Refusal, Written};
use crate::domain::secret::PlainPassword;

type Change = Mod<Vec<u8>>;

/// Asks Active Directory to judge a password that our account writes by all of its rules, history and age among them, as it judges a
/// person's own: `SEQUENCE { INTEGER 1 }` (MS-ADTS 3.1.1.3.4.1.27).
const BY_ALL_RULES: (&str, &[u8]) = ("1.2.840.113556.1.4.2239", &[0x30, 3, 2, 1, 1]);

/// What is to be deleted is not there (RFC 4511).
const NO_SUCH_ATTRIBUTE: u32 = 16;

impl AsAccount {
    async fn modify(&mut self, name: &str, changes: Vec<Change>, own: bool) -> Result<Answer, Fault> {
        let mut controls = vec![policy_asked()];
        if own && self.kind == Kind::ActiveDirectory {
            let (kind, value) = BY_ALL_RULES;
            controls.push(RawControl { ctype: kind.to_owned(), crit: false, val: Some(value.to_vec()) });
        }
        self.line.ldap.with_controls(controls);
        answered(within(self.line.ldap.modify(name, changes)).await)
    }

    /// RFC 3062.
    async fn password_modify(&mut self, name: &str, old: Option<&str>, new: &str) -> Result<Answer, Fault> {
        let operation = PasswordModify { user_id: Some(name), old_pass: old, new_pass: Some(new) };
        self.line.ldap.with_controls(policy_asked());
        answered(within(async { Ok(self.line.ldap.extended(operation).await?.1) }).await)
    }

    /// Over whatever there was; with `must_change` it opens nothing but the way to another one.
    pub(super) async fn written(&mut self, name: &str, new: &PlainPassword, must_change: bool) -> Written {
        match self.kind.writing() {
            Writing::UnicodePwd => {
                // Both in one operation: nobody can get in between (A84).
                let mut changes = vec![Mod::Replace(b"unicodePwd".to_vec(), one(quoted(new.as_typed()).to_vec()))];
                if must_change {
                    changes.push(Mod::Replace(b"pwdLastSet".to_vec(), one(b"0".to_vec())));
                }
                outcome(self.modify(name, changes, !must_change).await, false)
            }
            Writing::PasswordModify => {
                let written = outcome(self.password_modify(name, None, new.as_typed()).await, false);
                if !must_change || written != Written::Done {
                    return written;
                }
                self.demanded(name).await
            }
        }
    }

    /// Another one is asked for at the next sign-in.
    pub(super) async fn demanded(&mut self, name: &str) -> Written {
        let change = match self.kind.writing() {
            Writing::UnicodePwd => Mod::Replace(b"pwdLastSet".to_vec(), one(b"0".to_vec())),
            Writing::PasswordModify => Mod::Replace(b"pwdReset".to_vec(), one(b"TRUE".to_vec())),
        };
        match self.modify(name, vec![change], false).await {
            Ok(answer) if answer.code == 0 => Written::Done,
            Ok(answer) => Written::Undemanded(told(&answer.text)),
            Err(fault) => Written::Undemanded(fault.said),
        }
    }

    /// No other one is asked for any more. Active Directory sees to that itself when a password is written.
    pub(super) async fn settled(&mut self, name: &str) -> Written {
        if self.kind != Kind::OpenLdap {
            return Written::Done;
        }
        outcome(self.modify(name, vec![Mod::Replace(b"pwdReset".to_vec(), HashSet::new())], false).await, false)
    }

    /// Open again after wrong guesses.
    pub(super) async fn opened(&mut self, name: &str) -> Written {
        let change = match self.kind {
            Kind::ActiveDirectory => Mod::Replace(b"lockoutTime".to_vec(), one(b"0".to_vec())),
            // OpenLDAP forgets the wrong guesses where the lock is deleted, and only there: otherwise the next one closes the account again.
            Kind::OpenLdap | Kind::Generic => Mod::Delete(b"pwdAccountLockedTime".to_vec(), HashSet::new()),
        };
        let answer = self.modify(name, vec![change], false).await;
        match answer {
            // There is no lock to take away.
            Ok(answer) if answer.code == NO_SUCH_ATTRIBUTE => Written::Done,
            answer => outcome(answer, false),
        }
    }

    /// By the old one.
    pub(super) async fn changed(&mut self, name: &str, old: &PlainPassword, new: &PlainPassword) -> Written {
        if !is_fit(old) || !is_fit(new) {
            return unfit();
        }
        match self.kind.writing() {
            // To take the old one away and give the new one is a person's own change there, whoever brings both.
            Writing::UnicodePwd => {
                let changes = vec![
                    Mod::Delete(b"unicodePwd".to_vec(), one(quoted(old.as_typed()).to_vec())),
                    Mod::Add(b"unicodePwd".to_vec(), one(quoted(new.as_typed()).to_vec())),
                ];
                outcome(self.modify(name, changes, false).await, true)
            }
            Writing::PasswordModify => {
                match self.line.bind(name, old.as_typed()).await {
                    Err(fault) => return Written::NotAsked(fault),
                    Ok(answer) if answer.code != 0 => {
                        let refusal = answer.refusal(true).unwrap_or(Refusal::WrongCurrent);
                        return Written::Refused(refusal, told(&answer.text));
                    }
                    Ok(_) => {}
                }
                outcome(self.password_modify(name, Some(old.as_typed()), new.as_typed()).await, true)
            }
        }
    }
}

/// What became of a write that was sent: no answer is no no.
fn outcome(answer: Result<Answer, Fault>, own: bool) -> Written {
    match answer {
        Err(fault) => Written::Unknown(fault),
        Ok(answer) => match answer.refusal(own) {
            None => Written::Done,
            Some(refusal) => Written::Refused(refusal, told(&answer.text)),
        },
    }
}

fn one(value: Vec<u8>) -> HashSet<Vec<u8>> {
    HashSet::from([value])
}

/// As Active Directory wants a password: between quotation marks, in UTF-16.
fn quoted(password: &str) -> Zeroizing<Vec<u8>> {
    let quoted = Zeroizing::new(format!("\"{password}\""));
    Zeroizing::new(quoted.encode_utf16().flat_map(u16::to_le_bytes).collect())
}

/// What can not be sent whole is not sent: some directories end a password at a zero byte (A75).
pub(super) fn is_fit(password: &PlainPassword) -> bool {
    !password.is_empty() && !password.as_typed().chars().any(char::is_control)
}

/// What was not sent.
pub(super) fn unfit() -> Written {
    Written::Refused(Refusal::Unfit, String::new())
}
