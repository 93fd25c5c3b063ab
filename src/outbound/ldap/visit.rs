//! What is done in a directory, as our account: people are found, passwords judged and written, accounts opened.

use ldap3::controls::{Control, ControlType, PagedResults, RawControl};
use ldap3::{Scope, SearchOptions};

use super::found::Found;
use super::line::{Line, answered, unanswered, within};
use super::writing::{is_fit, unfit};
use crate::domain::directory::access::Access;
use crate::domain::directory::answer::Answer;
use crate::domain::directory::ber::page_cookie;
use crate::domain::directory::door::{Coming, GroupPage, Page, Visit};
use crate::domain::directory::entry::{Entry, anchor_bytes, anchor_of};
use crate::domain::directory::escape::{filter_bytes, filter_value};
use crate::domain::directory::fault::{Fault, Trouble};
use crate::domain::directory::group_entry::{GroupEntry, Members};
use crate::domain::directory::kind::Kind;
use crate::domain::directory::outcome::{Judged, Written};
use crate::domain::secret::PlainPassword;

/// So many people come at a time.
const PAGE: u16 = 500;
/// A directory that sends more has lost its place.
const MOST_PAGES: u32 = 20_000;
/// A directory's note of its place is longer nowhere; it is sent back with the next question.
const LONGEST_PLACE: usize = 64 * 1024;
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
    pub(super) line: Line,
    pub(super) kind: Kind,
    base: String,
    people: Walk,
    groups: Walk,
    /// How many pages came.
    pages: u32,
}

impl AsAccount {
    pub(super) fn new(line: Line, access: &Access) -> Self {
        let (people, groups) = (Walk::Before, Walk::Before);
        Self { line, kind: access.kind, base: access.base.clone(), people, groups, pages: 0 }
    }

    pub(super) async fn search(
        &mut self,
        base: &str,
        scope: Scope,
        filter: &str,
        attributes: &[&str],
        (options, most): (SearchOptions, usize),
    ) -> Result<(Vec<Found>, Answer, Vec<Control>), Fault> {
        self.line.ldap.with_search_options(options);
        let found = within(async {
            let mut coming = self.line.ldap.streaming_search(base, scope, filter, attributes).await?;
            let mut entries = vec![];
            while let Some(entry) = coming.next().await? {
                // References to other servers are not followed (ASVS 15.3.2).
                if entry.is_ref() || entry.is_intermediate() {
                    continue;
                }
                if entries.len() == most {
                    // Whoever sends more than was asked for fills no memory here.
                    return Ok(Err("more than was asked for"));
                }
                let Some(found) = Found::read(entry) else { return Ok(Err("an entry that nobody can read")) };
                entries.push(found);
            }
            Ok(Ok((entries, coming.finish().await)))
        });
        let found = found.await.map_err(|late| Fault::new(Trouble::TooSlow, late))?;
        let found = found.map_err(|error| unanswered(&error))?;
        let (entries, result) = found.map_err(|odd: &str| Fault::new(Trouble::Answer, odd))?;
        let controls = result.ctrls.clone();
        Ok((entries, answered(Ok(Ok(result)))?, controls))
    }

    fn read(&self, found: &[Found]) -> Page {
        let mut page = Page::default();
        for entry in found {
            match (Entry::read(self.kind, &entry.name, &entry.raw), anchor_of(self.kind, &entry.raw)) {
                (Some(entry), _) => page.people.push(entry),
                (None, Some(anchor)) => page.nameless.push(anchor),
                (None, None) => page.hidden += 1,
            }
        }
        page
    }

    /// The page behind a place, and the place behind it.
    async fn next_page(
        &mut self,
        base: &str,
        filter: &str,
        attributes: &[&str],
        place: Walk,
    ) -> Result<Option<(Vec<Found>, Walk)>, Fault> {
        let cookie = match place {
            Walk::Before => vec![],
            Walk::Behind(cookie) => cookie,
            Walk::Over => return Ok(None),
        };
        self.line.ldap.with_controls(RawControl::from(PagedResults { size: PAGE.into(), cookie }));
        let limits = (SearchOptions::new(), PAGE.into());
        let (found, answer, controls) = self.search(base, Scope::Subtree, filter, attributes, limits).await?;
        if answer.code != 0 {
            return Err(Fault::new(answer.trouble(), format!("{} {}", answer.code, answer.text)));
        }
        self.pages += 1;
        if self.pages > MOST_PAGES {
            return Err(Fault::new(Trouble::Answer, "pages without end"));
        }
        let cookie = controls.iter().find_map(|Control(kind, raw)| {
            let value = raw.val.as_deref().filter(|_| matches!(kind, Some(ControlType::PagedResults)))?;
            Some(page_cookie(value).ok_or_else(|| Fault::new(Trouble::Answer, "a page without its place")))
        });
        let cookie = cookie.transpose()?.filter(|cookie| !cookie.is_empty());
        if cookie.as_ref().is_some_and(|cookie| cookie.len() > LONGEST_PLACE) {
            return Err(Fault::new(Trouble::Answer, "a place without end"));
        }
        Ok(Some((found, cookie.map_or(Walk::Over, Walk::Behind))))
    }

    /// A filter, for those that were changed since a moment in the directory's own words.
    fn since(&self, filter: &str, since: Option<&str>) -> String {
        let changed = since.map(|since| format!("({}>={})", self.kind.changed(), filter_value(since)));
        format!("(&{filter}{})", changed.unwrap_or_default())
    }

    async fn find(&mut self, condition: &str) -> Result<Page, Fault> {
        let filter = format!("(&{}{condition})", self.kind.people());
        let limits = (SearchOptions::new().sizelimit(2).timelimit(5), 2);
        let (base, attributes) = (self.base.clone(), Entry::attributes(self.kind));
        let (found, answer, _) = self.search(&base, Scope::Subtree, &filter, &attributes, limits).await?;
        match answer.code {
            0 | SIZE_LIMIT => Ok(self.read(&found)),
            code => Err(Fault::new(answer.trouble(), format!("{code} {}", answer.text))),
        }
    }
}

/// The filter for one, by what never changes.
fn anchored(kind: Kind, anchor: &str) -> String {
    let value = match kind {
        Kind::ActiveDirectory => filter_bytes(&anchor_bytes(anchor).unwrap_or_default()),
        Kind::OpenLdap | Kind::Generic => filter_value(anchor),
    };
    format!("({}={value})", kind.anchor())
}

impl Visit for AsAccount {
    fn base(&mut self) -> Coming<'_, Result<(), Fault>> {
        Box::pin(async move {
            let limits = (SearchOptions::new().timelimit(5), 1);
            let base = self.base.clone();
            let (found, answer, _) = self.search(&base, Scope::Base, "(objectClass=*)", &["1.1"], limits).await?;
            match answer.code {
                0 if !found.is_empty() => Ok(()),
                0 | NO_SUCH_OBJECT => Err(Fault::new(Trouble::Base, answer.text)),
                code => Err(Fault::new(answer.trouble(), format!("{code} {}", answer.text))),
            }
        })
    }

    fn by_login<'a>(&'a mut self, login: &'a str) -> Coming<'a, Result<Vec<Entry>, Fault>> {
        Box::pin(async move {
            let condition = format!("({}={})", self.kind.login(), filter_value(login));
            Ok(self.find(&condition).await?.people)
        })
    }

    fn by_anchor<'a>(&'a mut self, anchor: &'a str) -> Coming<'a, Result<Option<Entry>, Fault>> {
        Box::pin(async move {
            let found = self.find(&anchored(self.kind, anchor)).await?;
            // Whoever is there and may not be read is not gone.
            if found.people.is_empty() && !found.is_empty() {
                return Err(Fault::hidden());
            }
            Ok(found.people.into_iter().find(|entry| entry.anchor == anchor))
        })
    }

    fn page<'a>(&'a mut self, since: Option<&'a str>) -> Coming<'a, Result<Page, Fault>> {
        Box::pin(async move {
            let (base, filter) = (self.base.clone(), self.since(self.kind.people(), since));
            let attributes = Entry::attributes(self.kind);
            loop {
                let place = std::mem::replace(&mut self.people, Walk::Over);
                let Some((found, place)) = self.next_page(&base, &filter, &attributes, place).await? else {
                    return Ok(Page::default());
                };
                self.people = place;
                let page = self.read(&found);
                // A page of nobody is not the end.
                if !page.is_empty() {
                    return Ok(page);
                }
            }
        })
    }

    fn groups<'a>(&'a mut self, base: &'a str, since: Option<&'a str>) -> Coming<'a, Result<GroupPage, Fault>> {
        Box::pin(async move {
            let (filter, attributes) = (self.since(self.kind.groups(), since), GroupEntry::attributes(self.kind));
            loop {
                let place = std::mem::replace(&mut self.groups, Walk::Over);
                let Some((found, place)) = self.next_page(base, &filter, &attributes, place).await? else {
                    return Ok(GroupPage::default());
                };
                self.groups = place;
                let page = self.read_groups(&found);
                if !page.is_empty() {
                    return Ok(page);
                }
            }
        })
    }

    fn has_group<'a>(&'a mut self, base: &'a str, anchor: &'a str) -> Coming<'a, Result<bool, Fault>> {
        Box::pin(async move {
            let filter = format!("(&{}{})", self.kind.groups(), anchored(self.kind, anchor));
            let limits = (SearchOptions::new().sizelimit(2).timelimit(5), 2);
            let (found, answer, _) = self.search(base, Scope::Subtree, &filter, &["1.1"], limits).await?;
            match answer.code {
                0 | SIZE_LIMIT => Ok(!found.is_empty()),
                code => Err(Fault::new(answer.trouble(), format!("{code} {}", answer.text))),
            }
        })
    }

    fn members<'a>(&'a mut self, group: &'a str, from: usize) -> Coming<'a, Result<Members, Fault>> {
        Box::pin(self.members_of(group, from))
    }

    fn reset<'a>(&'a mut self, name: &'a str, new: &'a PlainPassword, must_change: bool) -> Coming<'a, Written> {
        Box::pin(async move { if is_fit(new) { self.written(name, new, must_change).await } else { unfit() } })
    }

    fn demand<'a>(&'a mut self, name: &'a str) -> Coming<'a, Written> {
        Box::pin(self.demanded(name))
    }

    fn settle<'a>(&'a mut self, name: &'a str) -> Coming<'a, Written> {
        Box::pin(self.settled(name))
    }

    fn unlock<'a>(&'a mut self, name: &'a str) -> Coming<'a, Written> {
        Box::pin(self.opened(name))
    }

    fn judge<'a>(mut self: Box<Self>, name: &'a str, password: &'a PlainPassword) -> Coming<'a, Result<Judged, Fault>> {
        Box::pin(async move {
            if !is_fit(password) {
                return Ok(Judged::Wrong);
            }
            let answer = self.line.bind(name, password.as_typed()).await?;
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
        Box::pin(async move { self.changed(name, old, new).await })
    }
}
