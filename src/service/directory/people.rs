//! People as the directory tells of them, written down here: some at a time, in one deed that names them all.

use std::collections::{BTreeSet, HashSet};

use crate::domain::directory::entry::Entry;
use crate::domain::directory::run::Counts;
use crate::domain::directory_event::DirectoryEvent;
use crate::domain::event::Event;
use crate::domain::id::UserId;
use crate::domain::permit::Actor;
use crate::domain::property::Properties;
use crate::domain::subject::Subject;
use crate::domain::user::Source;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::stop::Stop;
use crate::store::conn::Tx;
use crate::store::directory::claims::Claim;
use crate::store::directory::exchanges::{self, Passed};
use crate::store::directory::people::{self, Linked, Names};
use crate::store::directory::unmet_people;
use crate::store::sessions;
use crate::store::users::create::{self, NewUser};
use crate::store::users::{one, update};

use super::claim::hold;
use super::gone::{self, Return};
use super::likeness::{collides, digest, properties};

/// What a page of people comes to.
#[derive(Debug, Default)]
struct Met {
    added: Vec<Subject>,
    updated: Vec<Subject>,
    back: Vec<Subject>,
    passed_over: u32,
    heirs: Vec<String>,
}

impl Met {
    /// Somebody is another one here, or is here again.
    fn tell(&mut self, was_here: bool, who: Subject) {
        if was_here { self.updated.push(who) } else { self.back.push(who) }
    }
}

/// What some people came to.
#[derive(Debug, Clone, Default)]
pub(super) struct Loaded {
    /// In numbers.
    pub(super) counts: Counts,
    /// How many of them were known, and are not deleted here.
    pub(super) living: u32,
    /// Those passed over for the name of somebody of this directory, by what never changes: that one may be gone, or be called otherwise.
    pub(super) heirs: Vec<String>,
}

/// Writes some people down. A try does everything and takes it back. Says what it came to.
///
/// # Errors
/// The store's.
pub(super) async fn load(
    portal: &Portal,
    program: &Actor,
    entries: &[Entry],
    claim: Claim,
    only_try: bool,
) -> Result<Loaded, Error> {
    let written = portal.db.write(async |tx| {
        let permit = hold(tx, program, claim).await?;
        let mut met = Met::default();
        let anchors: Vec<&str> = entries.iter().map(|entry| entry.anchor.as_str()).collect();
        let known = people::by_anchors(&tx.reading(), &anchors).await?;
        let number = |people: usize| u32::try_from(people).unwrap_or(u32::MAX);
        let living = number(known.iter().filter(|linked| linked.living).count());
        let mut once = HashSet::new();
        for entry in entries {
            // Whoever was moved while the walk went by may be met twice.
            if !once.insert(entry.anchor.as_str()) {
                continue;
            }
            let linked = known.iter().find(|linked| linked.anchor == entry.anchor);
            let digest = digest(entry);
            match linked {
                Some(linked) if linked.living && linked.digest == digest => {}
                Some(linked) => Box::pin(changed(portal, tx, entry, linked, digest, claim.run, &mut met)).await?,
                None => appeared(portal, tx, entry, digest, claim.run, &mut met).await?,
            }
        }
        // Whoever is passed over is there all the same.
        people::seen(tx, &named(entries), claim.run).await?;
        let Met { added, updated, back, passed_over, heirs } = met;
        let counts = Counts {
            read: number(entries.len()),
            added: number(added.len()),
            updated: number(updated.len()),
            back: number(back.len()),
            passed_over,
            ..Counts::default()
        };
        let loaded = Loaded { counts, living, heirs };
        if only_try || (added.is_empty() && updated.is_empty() && back.is_empty()) {
            // Nothing that stays; or nothing to tell: the note that they were met is housekeeping, and is done as such.
            return Err(Stop::Because(loaded));
        }
        Ok(permit.change(&Event::Directory(DirectoryEvent::PeopleLoaded { added, updated, back }), loaded))
    });
    match written.await {
        Ok(loaded) => Ok(loaded),
        Err(Stop::Because(loaded)) => {
            if !only_try {
                portal.db.keep_house(async |house| people::met(house, &named(entries), claim.run).await).await?;
            }
            Ok(loaded)
        }
        Err(Stop::Error(error)) => Err(error),
    }
}

/// Somebody whose new name is that of the next one in a ring.
pub(super) struct Turn<'a> {
    /// Who, as the directory tells of her.
    pub(super) entry: &'a Entry,
    /// The new name, canonical.
    pub(super) name: String,
    /// Who that is here.
    pub(super) user: UserId,
    /// Who signs in by that name until now.
    pub(super) holder: UserId,
}

/// Gives a ring of people each other's names: all of them, or none. Says how many have others now.
///
/// # Errors
/// The store's.
pub(super) async fn exchange(
    portal: &Portal,
    program: &Actor,
    ring: &[Turn<'_>],
    claim: Claim,
) -> Result<usize, Error> {
    let written = portal.db.write(async |tx| {
        let permit = hold(tx, program, claim).await?;
        for user in ring.iter().map(|turn| turn.user).collect::<BTreeSet<_>>() {
            one::lock(tx, user).await?;
        }
        let passed = |turn: &Turn<'_>| Passed { name: turn.name.clone(), holder: turn.holder, heir: turn.user };
        let passed: Vec<Passed> = ring.iter().map(passed).collect();
        if exchanges::pass(tx, &passed).await? != ring.len() {
            return Err(Stop::Because(()));
        }
        let anchors: Vec<&str> = ring.iter().map(|turn| turn.entry.anchor.as_str()).collect();
        let (mut met, mut again) = (Met::default(), Met::default());
        // Twice: an address that the next one has until then is left out at first, and the digest with it.
        for (met, is_first) in [(&mut met, true), (&mut again, false)] {
            let known = people::by_anchors(&tx.reading(), &anchors).await?;
            for Turn { entry, user, .. } in ring {
                let is_she = |linked: &&Linked| linked.living && linked.user == *user && linked.anchor == entry.anchor;
                let Some(linked) = known.iter().find(is_she) else { return Err(Stop::Because(())) };
                if is_first || linked.digest.is_empty() {
                    Box::pin(changed(portal, tx, entry, linked, digest(entry), claim.run, met)).await?;
                }
            }
        }
        let Met { added, updated, back, passed_over, .. } = met;
        if passed_over + again.passed_over > 0 || updated.len() != ring.len() {
            return Err(Stop::Because(()));
        }
        let number = updated.len();
        Ok(permit.change(&Event::Directory(DirectoryEvent::PeopleLoaded { added, updated, back }), number))
    });
    match written.await {
        Ok(number) => Ok(number),
        Err(Stop::Because(())) => Ok(0),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// By which names people are found, and find their managers. That is no change of a person: it is noted beside.
fn names(entry: &Entry) -> Names {
    Names { own: Some(entry.name_key().to_vec()), manager: entry.manager.map(|key| key.to_vec()) }
}

fn named(entries: &[Entry]) -> Vec<(&str, Names)> {
    entries.iter().map(|entry| (entry.anchor.as_str(), names(entry))).collect()
}

/// Passes somebody over whose names somebody else has, and remembers her where that is one of this directory: who may turn out to be gone, or be
/// called otherwise herself.
async fn waits(tx: &Tx<'_>, entry: &Entry, taken: &[String], met: &mut Met) -> Result<(), Error> {
    met.passed_over += 1;
    if unmet_people::has_name(&tx.reading(), taken).await? {
        met.heirs.push(entry.anchor.clone());
    }
    Ok(())
}

async fn appeared(
    portal: &Portal,
    tx: &mut Tx<'_>,
    entry: &Entry,
    digest: Vec<u8>,
    run: i64,
    met: &mut Met,
) -> Result<(), Error> {
    let Ok(user_name) = entry.user_name(portal.organisation.default_domain()) else {
        met.passed_over += 1;
        return Ok(());
    };
    let linked = |user, digest, names| {
        let anchor = entry.anchor.clone();
        Linked { user, anchor, digest, names, state: entry.state, living: true }
    };
    if let Some(user) = people::untied(&tx.reading(), &user_name.canonical()).await? {
        let linked = linked(user, vec![], Names::default());
        return Box::pin(changed(portal, tx, entry, &linked, digest, run, met)).await;
    }
    let mut new = properties(portal.settings().directory.kind(), entry, user_name, None);
    let taken = collides(tx, &mut new, None).await?;
    if taken.name {
        return waits(tx, entry, &[new.user_name.canonical()], met).await;
    }
    let id = UserId::new(tx.now(), &mut portal.dice())?;
    let Properties { user_name, display_name, profile, .. } = &new;
    create::create(tx, &NewUser { id, user_name, display_name, source: Source::Directory, profile }).await?;
    people::put(tx, &linked(id, taken.kept(digest), names(entry)), run).await?;
    met.added.push(Subject { id, name: user_name.to_string() });
    Ok(())
}

async fn changed(
    portal: &Portal,
    tx: &mut Tx<'_>,
    entry: &Entry,
    linked: &Linked,
    digest: Vec<u8>,
    run: i64,
    met: &mut Met,
) -> Result<(), Error> {
    let name = entry.user_name(portal.organisation.default_domain()).ok();
    if !linked.living {
        let returned = match &name {
            Some(name) => gone::is_back(tx, linked.user, name).await?,
            None => Return::Stays,
        };
        match returned {
            Return::Back => {}
            Return::Taken(names) => return waits(tx, entry, &names, met).await,
            Return::Stays => {
                met.passed_over += u32::from(linked.digest != digest);
                return Ok(());
            }
        }
    }
    let Some(user) = one::lock(tx, linked.user).await? else {
        met.passed_over += 1;
        return Ok(());
    };
    let (was_here, is_closed) = (linked.living, entry.state.disabled && !linked.state.disabled);
    if is_closed {
        // The next click finds the account closed (A53), whatever becomes of the rest.
        sessions::close_all(tx, user.id, "disabled in the directory").await?;
        people::note_state(tx, user.id, entry.state).await?;
        met.tell(was_here, Subject { id: user.id, name: user.user_name.to_string() });
    }
    let Some(user_name) = name else {
        met.passed_over += 1;
        return Ok(());
    };
    let profile = one::profile(&tx.reading(), user.id).await?.unwrap_or_default();
    let before = Properties {
        user_name: user.user_name.clone(),
        display_name: user.display_name.to_string(),
        profile: profile.clone(),
        contact: None,
    };
    let mut after = properties(portal.settings().directory.kind(), entry, user_name, Some(profile));
    let taken = collides(tx, &mut after, Some(user.id)).await?;
    if taken.name {
        return waits(tx, entry, &[after.user_name.canonical()], met).await;
    }
    let (changes, digest) = (before.changes(&after), taken.kept(digest));
    // Whom a walk has met before, and of whom nothing is another one now: somebody whose address is still somebody else's is no news each time.
    let is_as_before = was_here && linked.names.own.is_some() && linked.state == entry.state;
    if is_as_before && changes.is_empty() && linked.digest == digest {
        return Ok(());
    }
    if !changes.is_empty() {
        update::update(tx, user.id, Source::Directory, &after, &changes).await?;
    }
    let anchor = entry.anchor.clone();
    let linked = Linked { user: user.id, anchor, digest, names: names(entry), state: entry.state, living: true };
    people::put(tx, &linked, run).await?;
    if !is_closed {
        met.tell(was_here, Subject { id: user.id, name: after.user_name.to_string() });
    }
    Ok(())
}
