//! Who is in a group over there, followed here: by names that are known, some at a time, each step told in the log.

use std::collections::{BTreeSet, HashSet};

use super::claim::hold;
use super::groups::{ToRead, number};
use super::patience::patiently;
use crate::domain::directory::door::Visit;
use crate::domain::directory::fault::{Fault, Trouble};
use crate::domain::directory::group_entry::Member;
use crate::domain::directory::naming::{NameKey, key};
use crate::domain::directory::run::{GroupCounts, Walk, may_go};
use crate::domain::directory_event::DirectoryEvent;
use crate::domain::event::Event;
use crate::domain::id::{GroupId, UserId};
use crate::domain::permit::Actor;
use crate::domain::subject::GroupSubject;
use crate::domain::user::sign_in_name;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::stop::Stop;
use crate::store::conn::Tx;
use crate::store::directory::claims::Claim;
use crate::store::directory::groups::{self, Resolved};
use crate::store::directory::{people, unmet_groups};
use crate::store::groups::{members, one};

/// So many members of one group are followed; one with more is passed over.
const MOST: usize = 250_000;
/// So many names are found, or members read, at a time, and so many come or go in one deed.
const AT_A_TIME: usize = 1_000;
const TOGETHER: usize = 500;

/// Whoever is in a group, as far as it is known here.
#[derive(Default)]
pub(super) struct Inside {
    people: BTreeSet<UserId>,
    pub(super) groups: BTreeSet<GroupId>,
    /// Names that nobody here has: somebody may have one of them since she was last met.
    pub(super) unknown: HashSet<NameKey>,
    /// How many sign in by no name that is known here.
    unknown_logins: usize,
}

impl Inside {
    /// Whether it names nobody and nothing, as a list reads that may not be seen.
    fn is_empty(&self) -> bool {
        self.people.is_empty() && self.groups.is_empty() && self.unknown.is_empty() && self.unknown_logins == 0
    }
}

/// Follows the members of groups in one walk.
pub(super) struct Following<'a> {
    pub(super) portal: &'a Portal,
    pub(super) program: &'a Actor,
    pub(super) claim: Claim,
    pub(super) walk: Walk,
}

/// Who of our people comes into a group and who leaves it, and how many are in it.
struct Moved {
    come: Vec<UserId>,
    gone: Vec<UserId>,
    now: usize,
}

/// Either what was asked for, or why the directory did not tell.
type Told<T> = Result<Result<T, Fault>, Error>;

impl Following<'_> {
    /// Follows one group.
    pub(super) async fn follow(&self, visit: &mut dyn Visit, group: &ToRead, counts: &mut GroupCounts) -> Told<()> {
        let inside = match self.read(visit, group).await? {
            Ok(Some(inside)) => inside,
            Ok(None) => {
                counts.passed_over += 1;
                return Ok(Ok(()));
            }
            Err(fault) => return Ok(Err(fault)),
        };
        counts.members_unknown += number(inside.unknown.len() + inside.unknown_logins);
        let Moved { come, gone, now } = self.moved(group.id, &inside).await?;
        let mut nested = self.nested(group.id, &inside).await?;
        let now = now + nested.now;
        // So many are gone at least, whoever has another name; where that is too much already, nobody is asked for by it.
        let least = gone.len().saturating_sub(inside.unknown.len()) + nested.gone.len();
        // A list that was read whole is newer than what is known of a group that was gone meanwhile.
        let is_newer = group.is_back && !inside.is_empty();
        let may_leave = |leave| is_newer || self.may_leave(leave, now);
        let mut gone = if may_leave(least) {
            match self.surely(visit, gone, &inside).await? {
                Ok(gone) => gone,
                Err(fault) => return Ok(Err(fault)),
            }
        } else {
            gone
        };
        let leave = gone.len() + nested.gone.len();
        let may_leave = may_leave(leave);
        if !may_leave {
            // A list that was cut short, or that may not be seen, empties no group: somebody has to look first.
            counts.members_held_back += number(leave);
            gone.clear();
            nested.gone.clear();
        }
        let (joined, left) = if self.walk == Walk::Try {
            (come.len(), gone.len())
        } else {
            (self.people(group.id, true, &come).await?, self.people(group.id, false, &gone).await?)
        };
        counts.members_added += number(joined);
        counts.members_removed += number(left);
        self.groups(group.id, &nested, counts).await?;
        // Until everybody has left who was to leave it stays so: a walk over changes leaves nested groups alone where a name is unknown.
        let is_followed = may_leave && (self.walk == Walk::Whole || inside.unknown.is_empty());
        if group.is_back && is_followed && self.walk != Walk::Try {
            let noted = async || {
                Ok(self.portal.db.keep_house(async |house| unmet_groups::note_back(house, group.id).await).await?)
            };
            patiently(noted).await?;
        }
        Ok(Ok(()))
    }

    /// Whether so many of so many leave a group at once.
    fn may_leave(&self, gone: usize, now: usize) -> bool {
        let [gone, now] = [gone, now].map(|members| u64::try_from(members).unwrap_or(u64::MAX));
        may_go(gone, now, self.portal.settings().directory.deletions_percent)
    }

    /// Everybody in it; nothing where they are too many.
    async fn read(&self, visit: &mut dyn Visit, group: &ToRead) -> Told<Option<Inside>> {
        let (mut inside, mut from, mut all) = (Inside::default(), 0, 0);
        loop {
            let page = match visit.members(&group.target, from).await {
                Ok(page) => page,
                Err(fault) => return Ok(Err(fault)),
            };
            all += page.some.len();
            if all > MOST {
                return Ok(Ok(None));
            }
            for some in page.some.chunks(AT_A_TIME) {
                self.resolve(some, &mut inside).await?;
            }
            match page.next {
                // A range that brings nobody, or leads no further, is no end: a list that was cut short empties no group.
                Some(next) if next <= from || page.some.is_empty() => {
                    return Ok(Err(Fault::new(Trouble::Answer, "ranges of members that lead nowhere")));
                }
                Some(next) => from = next,
                None => return Ok(Ok(Some(inside))),
            }
        }
    }

    async fn resolve(&self, some: &[Member], inside: &mut Inside) -> Result<(), Error> {
        let domain = self.portal.organisation.default_domain();
        let (mut keys, mut logins): (Vec<NameKey>, Vec<String>) = (vec![], vec![]);
        for member in some {
            match member {
                Member::Named(name) => keys.push(key(name)),
                // Nobody here is called by what can not even be written down.
                Member::Login(login) if login.chars().any(char::is_control) => inside.unknown_logins += 1,
                Member::Login(login) => logins.push(sign_in_name(login, domain)),
            }
        }
        let (keys, logins) = (&keys, &logins);
        let (named, people) = patiently(async || {
            let found = self.portal.db.read(async |read| {
                let named = groups::named(read, keys).await?;
                let people = if logins.is_empty() { vec![] } else { groups::signing_in(read, logins).await? };
                Ok::<_, Error>((named, people))
            });
            found.await
        })
        .await?;
        inside.unknown_logins += logins.len().saturating_sub(people.len());
        inside.people.extend(people);
        let known: HashSet<&[u8]> = named.iter().map(|(key, _)| key.as_slice()).collect();
        inside.unknown.extend(keys.iter().filter(|key| !known.contains(key.as_slice())));
        for (_, resolved) in &named {
            match resolved {
                Resolved::Person(user) => inside.people.insert(*user),
                Resolved::Group(group) => inside.groups.insert(*group),
            };
        }
        Ok(())
    }

    /// Those who are gone for sure: not somebody who is in it under a name of which nobody has heard here yet.
    async fn surely(&self, visit: &mut dyn Visit, gone: Vec<UserId>, inside: &Inside) -> Told<Vec<UserId>> {
        if inside.unknown.is_empty() {
            return Ok(Ok(gone));
        }
        let mut surely = vec![];
        for user in gone {
            let linked = self.portal.db.read(async |read| people::find(read, user).await).await?;
            let entry = match linked {
                Some(linked) => visit.by_anchor(&linked.anchor).await,
                None => Ok(None),
            };
            match entry {
                Err(fault) if fault.trouble.passes() => return Ok(Err(fault)),
                // Whoever may not be read may be in it under any name: she stays, and the others come and go.
                Err(_) => {}
                Ok(Some(entry)) if inside.unknown.contains(&entry.name_key()) => {}
                Ok(_) => surely.push(user),
            }
        }
        Ok(Ok(surely))
    }

    /// Who comes into a group, and who leaves it.
    async fn moved(&self, group: GroupId, inside: &Inside) -> Result<Moved, Error> {
        let (mut come, mut gone, mut after, mut now) = (inside.people.clone(), vec![], None, 0);
        let most = i64::try_from(AT_A_TIME).unwrap_or(1);
        loop {
            let read = self.portal.db.read(async |read| groups::members_after(read, group, after, most).await);
            let some = read.await?;
            let Some((last, _)) = some.last() else { break };
            after = Some(*last);
            for (user, living) in some {
                // Whoever is deleted here keeps her place and leaves nothing: those who do are not held back for her.
                let is_named = come.remove(&user);
                now += usize::from(living);
                gone.extend((living && !is_named).then_some(user));
            }
        }
        Ok(Moved { come: come.into_iter().collect(), gone, now })
    }

    /// Puts people into a group, or takes them out. Says how many. Whoever is deleted here stays as she was.
    async fn people(&self, group: GroupId, into: bool, moved: &[UserId]) -> Result<usize, Error> {
        let mut number = 0;
        for some in moved.chunks(TOGETHER) {
            number += patiently(async || self.some_people(group, into, some).await).await?;
        }
        Ok(number)
    }

    async fn some_people(&self, group: GroupId, into: bool, some: &[UserId]) -> Result<usize, Error> {
        let written = self.portal.db.write(async |tx| {
            let permit = hold(tx, self.program, self.claim).await?;
            let group = living(tx, group, ()).await?;
            let people = if into {
                let locked = members::lock_people(tx, some).await?;
                members::add(tx, group.id, &locked).await?
            } else {
                members::remove(tx, group.id, some).await?
            };
            if people.is_empty() {
                return Err(Stop::Because(()));
            }
            let number = people.len();
            let event = DirectoryEvent::MembersMoved { group, into, people, groups: vec![] };
            Ok(permit.change(&Event::Directory(event), number))
        });
        none_where_stopped(written.await)
    }
}

/// The group, locked; a deed stops, by this word, at one that was deleted meanwhile.
pub(super) async fn living<T: std::fmt::Debug>(tx: &Tx<'_>, group: GroupId, gone: T) -> Result<GroupSubject, Stop<T>> {
    let living = one::lock(tx, group).await?.filter(|group| group.deleted.is_none());
    living.map(|group| GroupSubject { id: group.id, name: group.name }).ok_or(Stop::Because(gone))
}

pub(super) fn none_where_stopped(written: Result<usize, Stop<()>>) -> Result<usize, Error> {
    match written {
        Ok(number) => Ok(number),
        Err(Stop::Because(())) => Ok(0),
        Err(Stop::Error(error)) => Err(error),
    }
}
