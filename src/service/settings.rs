//! What administrators decided for everybody: read by every page, changed on pages of their own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::error::Error;
use super::portal::{Portal, Reading};
use super::somebody;
use super::stop::Stop;
use crate::domain::event::Event;
use crate::domain::id::FormKey;
use crate::domain::modules::Modules;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Who};
use crate::domain::settings::directory::Directory;
use crate::domain::settings::{self, Section, Settings, Settled};
use crate::store::conn::Tx;
use crate::store::db::Db;
use crate::store::forms;
use crate::store::settings as store;

pub use crate::store::settings::Kept;

/// The settings as this server knows them: renewed every second, and at once when it changes them itself.
#[derive(Debug, Default)]
pub struct Live {
    held: RwLock<Arc<Settings>>,
    /// What could not be read the last time: told once, not every second.
    unreadable: Mutex<Vec<Section>>,
    modules: Modules,
}

impl Live {
    /// Of a portal without some of its parts.
    pub fn of(modules: Modules) -> Self {
        Self { modules, ..Self::default() }
    }

    /// Which parts there are.
    pub const fn modules(&self) -> Modules {
        self.modules
    }

    /// As they hold now.
    pub fn get(&self) -> Arc<Settings> {
        Arc::clone(&self.held.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, mut settings: Settings, unreadable: Vec<Section>) {
        if !self.modules.directory {
            // Whatever was decided about it before: there is none.
            settings.directory = Directory::default();
        }
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        if **held != settings {
            *held = Arc::new(settings);
        }
        let mut told = self.unreadable.lock().unwrap_or_else(PoisonError::into_inner);
        for section in unreadable.iter().filter(|section| !told.contains(section)) {
            tracing::error!(section = section.id(), "settings can not be read; what was known before holds on");
        }
        *told = unreadable;
    }
}

/// A page of the settings.
#[derive(Debug, Clone)]
pub struct Page<S> {
    /// The values.
    pub settings: S,
    /// Since when and by whom; nothing where the defaults stand.
    pub kept: Option<Kept>,
}

impl<S> Page<S> {
    /// Which state it is; zero for the defaults.
    pub fn version(&self) -> i32 {
        self.kept.as_ref().map_or(0, |kept| kept.version)
    }
}

/// What came of saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is so from now on.
    Done,
    /// It was so already: nothing was written.
    Same,
    /// Somebody else saved meanwhile: look again.
    Stale,
}

/// Looks at what is decided now.
///
/// # Errors
/// The store's. A section that can not be read stays as it was known, and stops nobody.
pub async fn renew(db: &Db, live: &Live) -> Result<(), Error> {
    let kept = db.read(async |read| Ok::<_, Error>(store::all(read).await?)).await?;
    let pairs = kept.iter().map(|(section, kept)| (section.as_str(), kept.body.as_str()));
    let (settings, unreadable) = Settings::read(pairs, &live.get());
    live.put(settings, unreadable);
    Ok(())
}

/// A section, to be looked at.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn page<S: Settled>(read: &Reading<'_>, actor: &Actor) -> Result<Page<S>, Error> {
    actor.check(Permission::ViewSettings)?;
    Ok(found(store::find(read, S::SECTION).await?))
}

/// Changes a section over the state that the editor saw.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before.
pub async fn save<S: Settled>(
    portal: &Portal,
    actor: &Actor,
    new: S,
    version: i32,
    key: FormKey,
) -> Result<Saved, Error> {
    decide(portal, actor, Some(version), move |_| new.clone(), key, async |_: &mut Tx<'_>, _: &S| Ok(())).await
}

/// Changes a section, whatever state it is in, together with something beside it, which is told what it has become.
///
/// # Errors
/// As [`save`].
pub async fn change<S: Settled>(
    portal: &Portal,
    actor: &Actor,
    change: impl Fn(&S) -> S,
    key: FormKey,
    beside: impl AsyncFn(&mut Tx<'_>, &S) -> Result<(), Error>,
) -> Result<Saved, Error> {
    decide(portal, actor, None, change, key, beside).await
}

async fn decide<S: Settled>(
    portal: &Portal,
    actor: &Actor,
    version: Option<i32>,
    change: impl Fn(&S) -> S,
    key: FormKey,
    beside: impl AsyncFn(&mut Tx<'_>, &S) -> Result<(), Error>,
) -> Result<Saved, Error> {
    let section = S::SECTION;
    let written = portal.db.write(async |tx| {
        let before: Page<S> = found(store::lock(tx, section).await?);
        let actor = &somebody::as_of_now(tx, actor, section.permission()).await?;
        let permit = actor.may(section.permission()).map_err(Error::from)?;
        if let Some(person) = actor.user()
            && !forms::consume(tx, key, person, section.id(), None).await?
        {
            return Err(Stop::Error(Error::Replayed));
        }
        if version.is_some_and(|version| before.version() != version) {
            return Err(Stop::Because(Saved::Stale));
        }
        let new = change(&before.settings);
        let decided = settings::decided(&before.settings, &new);
        if decided.is_empty() {
            return Err(Stop::Because(Saved::Same));
        }
        let body = settings::write(&new).map_err(|error| Error::Internal(Box::new(error)))?;
        if !store::save(tx, section, before.version(), &body, (actor.user(), name(actor))).await? {
            return Err(Stop::Because(Saved::Stale));
        }
        beside(tx, &new).await?;
        Ok(permit.change(&Event::SettingsChanged { section, decided }, Saved::Done))
    });
    match written.await {
        Ok(saved) => {
            renew(&portal.db, &portal.settings).await?;
            Ok(saved)
        }
        Err(Stop::Because(saved)) => Ok(saved),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// Since when each section is as it is, and by whom.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn index(portal: &Portal, read: &Reading<'_>, actor: &Actor) -> Result<Vec<(Section, Option<Kept>)>, Error> {
    actor.check(Permission::ViewSettings)?;
    let mut kept: HashMap<String, Kept> = store::all(read).await?.into_iter().collect();
    let has = |section: &Section| *section != Section::Directory || portal.settings.modules().directory;
    Ok(Section::ALL.into_iter().filter(has).map(|section| (section, kept.remove(section.id()))).collect())
}

/// What can not be read is as if it had never been decided: the page shows the defaults, and saving mends it.
fn found<S: Settled>(kept: Option<Kept>) -> Page<S> {
    let settings = kept.as_ref().and_then(|kept| settings::read(&kept.body).ok());
    Page { settings: settings.unwrap_or_default(), kept }
}

fn name(actor: &Actor) -> &str {
    match &actor.who {
        Who::Person { name, .. } => name,
        Who::Operator { command } => command,
        Who::Program { job } => job,
        Who::Guest => "",
    }
}
