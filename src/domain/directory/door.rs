//! The way into a directory: what is asked of it, whoever answers. Every wait in it is limited.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use super::access::{Access, Server, Shown};
use super::entry::Entry;
use super::fault::Fault;
use super::group_entry::{GroupEntry, Members};
use super::outcome::{Judged, Written};
use crate::domain::secret::PlainPassword;

/// An answer to come.
pub type Coming<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A directory, from outside.
pub trait Directory: Debug + Send + Sync {
    /// What the server shows for itself.
    fn greet<'a>(&'a self, server: &'a Server) -> Coming<'a, Result<Shown, Fault>>;

    /// In, as our own account.
    fn enter<'a>(&'a self, access: &'a Access) -> Coming<'a, Result<Box<dyn Visit>, Fault>>;
}

/// Some people of a walk. Whoever is there and can not be read is told of: otherwise she would count as gone.
#[derive(Debug, Default)]
pub struct Page {
    /// Whoever can be read.
    pub people: Vec<Entry>,
    /// Those whose name to sign in by our account may not see, by what never changes.
    pub nameless: Vec<String>,
    /// So many of whom it may not even see that.
    pub hidden: u32,
}

impl Page {
    /// Whether it is the end.
    pub const fn is_empty(&self) -> bool {
        self.people.is_empty() && self.nameless.is_empty() && self.hidden == 0
    }
}

/// Some groups of a walk. Which is there and can not be read is told of: otherwise it would count as gone.
#[derive(Debug, Default)]
pub struct GroupPage {
    /// Those that can be read.
    pub groups: Vec<GroupEntry>,
    /// So many of which our account may not even see what never changes.
    pub hidden: u32,
}

impl GroupPage {
    /// Whether it is the end.
    pub const fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.hidden == 0
    }
}

/// A directory, from inside: one connection, signed in as our account.
pub trait Visit: Send {
    /// Whether the base is there and may be read.
    fn base(&mut self) -> Coming<'_, Result<(), Fault>>;

    /// People by what they sign in by; two at most, which is one too many.
    fn by_login<'a>(&'a mut self, login: &'a str) -> Coming<'a, Result<Vec<Entry>, Fault>>;

    /// A person by what never changes.
    fn by_anchor<'a>(&'a mut self, anchor: &'a str) -> Coming<'a, Result<Option<Entry>, Fault>>;

    /// The next people of a walk over all, or over those who were changed since a moment in the directory's own words; an empty page is
    /// the end (RFC 2696).
    fn page<'a>(&'a mut self, since: Option<&'a str>) -> Coming<'a, Result<Page, Fault>>;

    /// The next security groups of a walk below a name, or of those that were changed since; an empty page is the end.
    fn groups<'a>(&'a mut self, base: &'a str, since: Option<&'a str>) -> Coming<'a, Result<GroupPage, Fault>>;

    /// Whether a group is there below a name, by what never changes: also one of which nothing else may be read.
    fn has_group<'a>(&'a mut self, base: &'a str, anchor: &'a str) -> Coming<'a, Result<bool, Fault>>;

    /// Those in a group, from a place on, as many as come at a time; nobody where it is not there any more.
    fn members<'a>(&'a mut self, group: &'a str, from: usize) -> Coming<'a, Result<Members, Fault>>;

    /// Writes a password over whatever there was; with `must_change` it opens nothing but the way to another one. Without, it is the
    /// person's own choice and is judged by all rules there, as far as the directory does that for us.
    fn reset<'a>(&'a mut self, name: &'a str, new: &'a PlainPassword, must_change: bool) -> Coming<'a, Written>;

    /// Has the directory ask for another password at the next sign-in.
    fn demand<'a>(&'a mut self, name: &'a str) -> Coming<'a, Written>;

    /// Takes that back, after a password that the person chose.
    fn settle<'a>(&'a mut self, name: &'a str) -> Coming<'a, Written>;

    /// Opens an account that wrong guesses have closed.
    fn unlock<'a>(&'a mut self, name: &'a str) -> Coming<'a, Written>;

    /// Whether this is the password of `name`. Never asked with an empty one (RFC 4513 5.1.2, A75). Ends the visit: whoever signs in
    /// here is not our account any more.
    fn judge<'a>(self: Box<Self>, name: &'a str, password: &'a PlainPassword) -> Coming<'a, Result<Judged, Fault>>;

    /// The person's own change: by the old password, so that the directory judges the new one by all of its rules. Ends the visit.
    fn change<'a>(
        self: Box<Self>,
        name: &'a str,
        old: &'a PlainPassword,
        new: &'a PlainPassword,
    ) -> Coming<'a, Written>;
}
