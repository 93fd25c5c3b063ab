//! The list of people as a file (R-035, T-06): page after page in short reads of its own, told in the audit log before the first byte.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::try_join;

use crate::domain::csv;
use crate::domain::event::Event;
use crate::domain::exported::{Exported, HEADINGS};
use crate::domain::id::{SessionId, UserId};
use crate::domain::paging::Cursor;
use crate::domain::permission::{Permission, grants};
use crate::domain::permit::{Actor, Who};
use crate::service::download::{Next, Pieces};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::sessions;
use crate::store::users::export;

use super::directory::{Query, looked_up};

/// People read at a time: large enough that asking costs little, small enough that a piece fits everywhere.
const ROWS: usize = 500;
/// Downloads at a time in this process. Each takes a connection only while it reads a page.
const MOST: usize = 4;

/// The downloads under way, one of each person at most.
#[derive(Debug, Default)]
pub struct Downloads(Mutex<Vec<UserId>>);

/// Why no download begins now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Full {
    /// One of the same person is under way.
    Yours,
    /// There are as many as can be.
    Everybody,
}

/// A place among the downloads; free again when dropped.
#[derive(Debug)]
pub struct Place {
    downloads: Arc<Downloads>,
    who: UserId,
}

impl Downloads {
    /// A place for somebody.
    ///
    /// # Errors
    /// [`Full`] when there is none.
    pub fn enter(self: &Arc<Self>, who: UserId) -> Result<Place, Full> {
        let mut under_way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if under_way.contains(&who) {
            return Err(Full::Yours);
        }
        if under_way.len() >= MOST {
            return Err(Full::Everybody);
        }
        under_way.push(who);
        Ok(Place { downloads: Arc::clone(self), who })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.downloads.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|who| *who != self.who);
    }
}

/// A download that the audit log tells of: there is no other way to one.
#[derive(Debug)]
pub struct Export {
    actor: Actor,
    session: Option<SessionId>,
    query: Query,
    list: String,
    place: Option<Cursor>,
    rows: u64,
    step: Step,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Headings,
    People,
    Over,
}

/// Writes down who begins to download which people; `list` is the address that shows them.
///
/// # Errors
/// [`Error::Denied`] for people without a role, [`Error::NotFound`] for the people of a group that is not there.
pub async fn begin(portal: &Portal, actor: &Actor, query: Query, list: String) -> Result<Export, Error> {
    portal
        .db
        .write(async |tx| {
            let permit = actor.may(Permission::ViewUsers)?;
            let (filter, _) = looked_up(&tx.reading(), &query.filter).await?;
            let query = Query { filter, ..query };
            let session = match &actor.who {
                Who::Person { session, .. } => Some(*session),
                Who::Guest | Who::Operator { .. } | Who::Program { .. } => None,
            };
            let begun = Event::DownloadBegun { list: list.clone() };
            let actor = actor.clone();
            let export = Export { actor, session, query, list, place: None, rows: 0, step: Step::Headings };
            Ok(permit.change(&begun, export))
        })
        .await
}

impl Pieces for Export {
    async fn next(&mut self, portal: &Portal) -> Result<Next, Error> {
        if self.step == Step::Over {
            return Ok(Next::End);
        }
        let Query { filter, sort, direction, .. } = &self.query;
        let place = self.place.as_ref();
        let (may, people) = portal
            .db
            .read(async |read| {
                let may = async {
                    match self.session {
                        None => Ok(true),
                        Some(session) => Ok(sessions::roles(read, session)
                            .await?
                            .is_some_and(|held| held.iter().any(|role| grants(role, Permission::ViewUsers)))),
                    }
                };
                try_join(may, export::page(read, filter, *sort, *direction, place, ROWS)).await.map_err(Error::from)
            })
            .await?;
        if !may {
            return Ok(Next::Barred);
        }
        let mut piece = String::with_capacity(people.len() * 320 + 512);
        if self.step == Step::Headings {
            piece.push_str(csv::MARK);
            csv::push_line(&mut piece, HEADINGS);
        }
        for person in &people {
            csv::push_line(&mut piece, person.cells().iter().map(AsRef::as_ref));
        }
        self.rows += people.len() as u64;
        self.step = if people.len() < ROWS { Step::Over } else { Step::People };
        self.place = people.into_iter().next_back().map(|Exported { place, .. }| place);
        Ok(Next::Piece(piece))
    }

    async fn end(self, portal: &Portal, whole: bool) -> Result<(), Error> {
        portal
            .db
            .write(async |_| {
                let permit = self.actor.may(Permission::ViewUsers)?;
                Ok(permit.change(&Event::DownloadEnded { list: self.list, rows: self.rows, whole }, ()))
            })
            .await
    }
}
