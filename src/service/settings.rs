//! What administrators decided for everybody: read by every page, changed on pages of their own.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::error::Error;
use super::portal::{Portal, Reading};
use super::stop::Stop;
use crate::domain::event::Event;
use crate::domain::id::FormKey;
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Who};
use crate::domain::settings::{self, Section, Settings, Settled, Unreadable};
use crate::store::db::Db;
use crate::store::error::StoreError;
use crate::store::forms;
use crate::store::settings as store;

pub use crate::store::settings::Kept;

/// The settings as this server knows them: renewed every second, and at once when it changes them itself.
#[derive(Debug, Default)]
pub struct Live(RwLock<Arc<Settings>>);

impl Live {
    /// As they hold now.
    pub fn get(&self) -> Arc<Settings> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, settings: Settings) {
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if **held != settings {
            *held = Arc::new(settings);
        }
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
/// The store's; a section that can not be read leaves everything as it was known.
pub async fn renew(db: &Db, live: &Live) -> Result<(), Error> {
    let kept = db.read(async |read| Ok::<_, Error>(store::all(read).await?)).await?;
    let pairs = kept.iter().map(|(section, kept)| (section.as_str(), kept.body.as_str()));
    live.put(Settings::read(pairs).map_err(unreadable)?);
    Ok(())
}

/// A section, to be looked at.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn page<S: Settled>(read: &Reading<'_>, actor: &Actor) -> Result<Page<S>, Error> {
    actor.check(Permission::ViewSettings)?;
    found(store::find(read, S::SECTION).await?)
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
    let body = settings::write(&new).map_err(unreadable)?;
    let section = S::SECTION;
    let written = portal.db.write(async |tx| {
        let permit = actor.may(Permission::ManageSettings).map_err(Error::from)?;
        if let Some(person) = actor.user()
            && !forms::consume(tx, key, person, section.id(), None).await?
        {
            return Err(Stop::Error(Error::Replayed));
        }
        let before: Page<S> = found(store::lock(tx, section).await?)?;
        if before.version() != version {
            return Err(Stop::Because(Saved::Stale));
        }
        let decided = settings::decided(&before.settings, &new);
        if decided.is_empty() {
            return Err(Stop::Because(Saved::Same));
        }
        if !store::save(tx, section, version, &body, (actor.user(), name(actor))).await? {
            return Err(Stop::Because(Saved::Stale));
        }
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
pub async fn index(read: &Reading<'_>, actor: &Actor) -> Result<Vec<(Section, Option<Kept>)>, Error> {
    actor.check(Permission::ViewSettings)?;
    let mut kept: HashMap<String, Kept> = store::all(read).await?.into_iter().collect();
    Ok(Section::ALL.map(|section| (section, kept.remove(section.id()))).into())
}

fn found<S: Settled>(kept: Option<Kept>) -> Result<Page<S>, Error> {
    let settings = kept.as_ref().map(|kept| settings::read(&kept.body)).transpose().map_err(unreadable)?;
    Ok(Page { settings: settings.unwrap_or_default(), kept })
}

fn name(actor: &Actor) -> &str {
    match &actor.who {
        Who::Person { name, .. } => name,
        Who::Operator { command } => command,
        Who::Program { job } => job,
        Who::Guest => "",
    }
}

fn unreadable(section: Unreadable) -> Error {
    tracing::error!("{section}; what was known before holds on");
    StoreError::Corrupt("settings").into()
}
