//! The numbers beside the views and the departments to choose from, kept until something changes here or five seconds pass.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use crate::domain::paging::Count;
use crate::domain::people::View;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Read;
use crate::store::users::counts::{self, ViewCounts};

/// Another server may have changed something: nothing is kept longer.
const KEEP: Duration = Duration::from_secs(5);

/// What was counted.
#[derive(Debug)]
pub struct Numbers {
    views: ViewCounts,
    /// The departments, at most 200.
    pub departments: Rc<[String]>,
}

impl Numbers {
    /// How many people a view shows.
    pub fn of(&self, view: View) -> Count {
        self.views.iter().find(|(counted, _)| *counted == view).map_or(Count::Exactly(0), |(_, count)| *count)
    }

    /// The views in the order of their tabs, with their numbers.
    pub fn views(&self) -> &ViewCounts {
        &self.views
    }
}

/// A worker's copy of the numbers.
#[derive(Debug, Default)]
pub struct Counted(RefCell<Option<(u64, Instant, Rc<Numbers>)>>);

/// The numbers, when nothing has changed since they were counted.
pub fn kept(portal: &Portal) -> Option<Rc<Numbers>> {
    match &*portal.counted.0.borrow() {
        Some((counted_at, since, numbers)) if *counted_at == portal.db.writes() && since.elapsed() < KEEP => {
            Some(Rc::clone(numbers))
        }
        _ => None,
    }
}

/// The numbers as they are now, or were when nothing has changed since.
///
/// # Errors
/// The store's.
pub async fn numbers(portal: &Portal, read: &Read<'_>) -> Result<Rc<Numbers>, Error> {
    if let Some(numbers) = kept(portal) {
        return Ok(numbers);
    }
    let writes = portal.db.writes();
    let numbers =
        Rc::new(Numbers { views: counts::views(read).await?, departments: counts::departments(read).await?.into() });
    *portal.counted.0.borrow_mut() = Some((writes, Instant::now(), Rc::clone(&numbers)));
    Ok(numbers)
}
