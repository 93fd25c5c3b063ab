//! What is done in a directory, as our account: people are found, passwords written, accounts opened.

use std::collections::{HashMap, HashSet};

use ldap3::controls::{Control, ControlType, PagedResults, RawControl};
use ldap3::exop::PasswordModify;
use ldap3::{Mod, Scope, SearchEntry, SearchOptions, SearchResult};
use zeroize::Zeroizing;

use super::line::{Line, answered, policy_asked, unanswered, within};
use crate::domain::directory::access::Access;
use crate::domain::directory::answer::Answer;
use crate::domain::directory::door::{Coming, Visit};
use crate::domain::directory::entry::{Entry, Raw, anchor_bytes};
use crate::domain::directory::escape::{filter_bytes, filter_value};
use crate::domain::directory::fault::{Fault, Trouble, told};
use crate::domain::directory::kind::{Kind, Writing};
use crate::domain::directory::outcome::{Judged, Refusal, Written};
use crate::domain::secret::PlainPassword;

/// So many people come at a time.
const PAGE: i32 = 500;
/// A search within limits that found more than it gives.
const SIZE_LIMIT: u32 = 4;
/// The base is not there.
const NO_SUCH_OBJECT: u32 = 32;

/// Where a walk stands.
enum Walk {
    Before,
    /// Behind a page: the directory's own note of the place.
    Behind(Vec<u8>),
    Over,
}

/// A connection, signed in as our account.
pub(super) struct AsAccount {
    line: Line,
    kind: Kind,
    base: String,
    walk: Walk,
}

type Change = Mod<Vec<u8>>;

impl AsAccount {
    pub(super) fn new(line: Line, access: &Access) -> Self {
        Self { line, kind: access.kind, base: access.base.clone(), walk: Walk::Before }
    }

    async fn search(
        &mut self,
        scope: Scope,
        filter: &str,
        attributes: Vec<&'static str>,
        options: SearchOptions,
    ) -> Result<(Vec<SearchEntry>, Answer, Vec<Control>), Fault> {
        self.line.ldap.with_search_options(options);
        let base = self.base.clone();
        let found = within(self.line.ldap.search(&base, scope, filter, attributes)).await;
        let SearchResult(entries, result) =
            found.map_err(|late| Fault::new(Trouble::TooSlow, late))?.map_err(|error| unanswered(&error))?;
        let controls = result.ctrls.clone();
        // References to other servers are not followed (ASVS 15.3.2).
        let entries = entries.into_iter().filter(|entry| !entry.is_ref() && !entry.is_intermediate());
        Ok((entries.map(SearchEntry::construct).collect(), answered(Ok(Ok(result)))?, controls))
    }

    fn read(&self, found: Vec<SearchEntry>) -> Vec<Entry> {
        found.into_iter().filter_map(|entry| Entry::read(self.kind, &entry.dn, &raw(&entry))).collect()
    }

    async fn find(&mut self, condition: &str) -> Result<Vec<Entry>, Fault> {
        let filter = format!("(&{}{condition})", self.kind.people());
        let options = SearchOptions::new().sizelimit(2).timelimit(5);
        let (found, answer, _) = self.search(Scope::Subtree, &filter, Entry::attributes(self.kind), options).await?;
        match answer.code {
            0 | SIZE_LIMIT => Ok(self.read(found)),
            code => Err(Fault::new(Trouble::Base, format!("{code} {}", answer.text))),
        }
    }

    async fn modify(&mut self, name: &str, changes: Vec<Change>) -> Result<Answer, Fault> {
        self.line.ldap.with_controls(policy_asked());
        answered(within(self.line.ldap.modify(name, changes)).await)
    }

    /// RFC 3062.
    async fn password_modify(&mut self, name: &str, old: Option<&str>, new: &str) -> Result<Answer, Fault> {
        let operation = PasswordModify { user_id: Some(name), old_pass: old, new_pass: Some(new) };
        self.line.ldap.with_controls(policy_asked());
        answered(within(async { Ok(self.line.ldap.extended(operation).await?.1) }).await)
    }

    async fn written(&mut self, name: &str, new: &PlainPassword, must_change: bool) -> Written {
        match self.kind.writing() {
            Writing::UnicodePwd => {
                // Both in one operation: nobody can get in between (A84).
                let mut changes = vec![Mod::Replace(b"unicodePwd".to_vec(), one(quoted(new.expose()).to_vec()))];
                if must_change {
                    changes.push(Mod::Replace(b"pwdLastSet".to_vec(), one(b"0".to_vec())));
                }
                outcome(self.modify(name, changes).await, false)
            }
            Writing::PasswordModify => {
                let written = outcome(self.password_modify(name, None, new.expose()).await, false);
                if !must_change || written != Written::Done {
                    return written;
                }
                self.demanded(name).await
            }
        }
    }

    async fn demanded(&mut self, name: &str) -> Written {
        let change = match self.kind.writing() {
            Writing::UnicodePwd => Mod::Replace(b"pwdLastSet".to_vec(), one(b"0".to_vec())),
            Writing::PasswordModify => Mod::Replace(b"pwdReset".to_vec(), one(b"TRUE".to_vec())),
        };
        match self.modify(name, vec![change]).await {
            Ok(answer) if answer.code == 0 => Written::Done,
            Ok(answer) => Written::Undemanded(told(&answer.text)),
            Err(fault) => Written::Undemanded(fault.said),
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

fn raw(entry: &SearchEntry) -> Raw {
    let texts = entry.attrs.iter().map(|(name, values)| (name, values.iter().map(|v| v.as_bytes().to_vec()).collect()));
    let bytes = entry.bin_attrs.iter().map(|(name, values)| (name, values.clone()));
    let all: HashMap<String, Vec<Vec<u8>>> =
        texts.chain(bytes).map(|(name, values): (&String, Vec<_>)| (name.to_ascii_lowercase(), values)).collect();
    all
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
fn is_fit(password: &PlainPassword) -> bool {
    !password.is_empty() && !password.expose().chars().any(char::is_control)
}

fn unfit() -> Written {
    Written::Refused(Refusal::Unfit, String::new())
}

impl Visit for AsAccount {
    fn base(&mut self) -> Coming<'_, Result<(), Fault>> {
        Box::pin(async move {
            let options = SearchOptions::new().timelimit(5);
            let (found, answer, _) = self.search(Scope::Base, "(objectClass=*)", vec!["1.1"], options).await?;
            match answer.code {
                0 if !found.is_empty() => Ok(()),
                0 | NO_SUCH_OBJECT => Err(Fault::new(Trouble::Base, answer.text)),
                code => Err(Fault::new(Trouble::Base, format!("{code} {}", answer.text))),
            }
        })
    }

    fn by_login<'a>(&'a mut self, login: &'a str) -> Coming<'a, Result<Vec<Entry>, Fault>> {
        Box::pin(async move {
            let condition = format!("({}={})", self.kind.login(), filter_value(login));
            self.find(&condition).await
        })
    }

    fn by_anchor<'a>(&'a mut self, anchor: &'a str) -> Coming<'a, Result<Option<Entry>, Fault>> {
        Box::pin(async move {
            let value = match self.kind {
                Kind::ActiveDirectory => filter_bytes(&anchor_bytes(anchor).unwrap_or_default()),
                Kind::OpenLdap | Kind::Generic => filter_value(anchor),
            };
            let condition = format!("({}={value})", self.kind.anchor());
            Ok(self.find(&condition).await?.into_iter().find(|entry| entry.anchor == anchor))
        })
    }

    fn page<'a>(&'a mut self, since: Option<&'a str>) -> Coming<'a, Result<Vec<Entry>, Fault>> {
        Box::pin(async move {
            let cookie = match std::mem::replace(&mut self.walk, Walk::Over) {
                Walk::Before => vec![],
                Walk::Behind(cookie) => cookie,
                Walk::Over => return Ok(vec![]),
            };
            let changed = since.map(|since| format!("({}>={})", self.kind.changed(), filter_value(since)));
            let filter = format!("(&{}{})", self.kind.people(), changed.unwrap_or_default());
            self.line.ldap.with_controls(RawControl::from(PagedResults { size: PAGE, cookie }));
            let attributes = Entry::attributes(self.kind);
            let (found, answer, controls) =
                self.search(Scope::Subtree, &filter, attributes, SearchOptions::new()).await?;
            if answer.code != 0 {
                return Err(Fault::new(Trouble::Base, format!("{} {}", answer.code, answer.text)));
            }
            let cookie = controls.iter().find_map(|Control(kind, raw)| {
                let is_page = matches!(kind, Some(ControlType::PagedResults)) && raw.val.is_some();
                is_page.then(|| raw.parse::<PagedResults>().cookie)
            });
            self.walk = cookie.filter(|cookie| !cookie.is_empty()).map_or(Walk::Over, Walk::Behind);
            let page = self.read(found);
            // A page of nothing but what we can not read is not the end.
            if page.is_empty() && matches!(self.walk, Walk::Behind(_)) {
                return self.page(since).await;
            }
            Ok(page)
        })
    }

    fn reset<'a>(&'a mut self, name: &'a str, new: &'a PlainPassword, must_change: bool) -> Coming<'a, Written> {
        Box::pin(async move { if is_fit(new) { self.written(name, new, must_change).await } else { unfit() } })
    }

    fn demand<'a>(&'a mut self, name: &'a str) -> Coming<'a, Written> {
        Box::pin(self.demanded(name))
    }

    fn unlock<'a>(&'a mut self, name: &'a str) -> Coming<'a, Written> {
        Box::pin(async move {
            let change = match self.kind {
                Kind::ActiveDirectory => Mod::Replace(b"lockoutTime".to_vec(), one(b"0".to_vec())),
                Kind::OpenLdap | Kind::Generic => Mod::Replace(b"pwdAccountLockedTime".to_vec(), HashSet::new()),
            };
            outcome(self.modify(name, vec![change]).await, false)
        })
    }

    fn judge<'a>(mut self: Box<Self>, name: &'a str, password: &'a PlainPassword) -> Coming<'a, Result<Judged, Fault>> {
        Box::pin(async move {
            if !is_fit(password) {
                return Ok(Judged::Wrong);
            }
            let answer = self.line.bind(name, password.expose()).await?;
            if answer.is_judgement() {
                Ok(answer.judged())
            } else {
                Err(Fault::new(Trouble::Answer, format!("{} {}", answer.code, answer.text)))
            }
        })
    }

    fn change<'a>(
        mut self: Box<Self>,
        name: &'a str,
        old: &'a PlainPassword,
        new: &'a PlainPassword,
    ) -> Coming<'a, Written> {
        Box::pin(async move {
            if old.is_empty() || !is_fit(new) {
                return unfit();
            }
            match self.kind.writing() {
                // To take the old one away and give the new one is a person's own change there, whoever brings both.
                Writing::UnicodePwd => {
                    let changes = vec![
                        Mod::Delete(b"unicodePwd".to_vec(), one(quoted(old.expose()).to_vec())),
                        Mod::Add(b"unicodePwd".to_vec(), one(quoted(new.expose()).to_vec())),
                    ];
                    outcome(self.modify(name, changes).await, true)
                }
                Writing::PasswordModify => {
                    match self.line.bind(name, old.expose()).await {
                        Err(fault) => return Written::NotAsked(fault),
                        Ok(answer) if answer.code != 0 => {
                            let refusal = answer.refusal(true).unwrap_or(Refusal::WrongCurrent);
                            return Written::Refused(refusal, told(&answer.text));
                        }
                        Ok(_) => {}
                    }
                    outcome(self.password_modify(name, Some(old.expose()), new.expose()).await, true)
                }
            }
        })
    }
}
