//! Logs and reports as files: piece after piece in short reads of their own, told in the audit log before the first byte.

use std::future::Future;

use crate::domain::download_event::{DownloadEvent, Ended, File};
use crate::domain::event::Event;
use crate::domain::id::SessionId;
use crate::domain::permission::{Permission, grants};
use crate::domain::permit::{Actor, Who};
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::store::sessions;

/// Rows read at a time: large enough that asking costs little, small enough that a piece fits everywhere.
pub(in crate::service) const ROWS: usize = 500;

/// What comes next of a file.
#[derive(Debug)]
pub enum Next {
    /// Some more of it.
    Piece(String),
    /// Nothing: that was all.
    End,
    /// Nothing: whoever reads it may not any more.
    Barred,
}

/// A file on its way.
pub trait Pieces {
    /// The next piece. Whoever reads it must still be signed in and hold the right: a download can outlast both.
    ///
    /// # Errors
    /// The store's.
    fn next(&mut self, portal: &Portal) -> impl Future<Output = Result<Next, Error>>;

    /// Writes down how it ended.
    ///
    /// # Errors
    /// The store's.
    fn end(self, portal: &Portal, whole: bool) -> impl Future<Output = Result<(), Error>>;
}

/// Some of a file.
#[derive(Debug, Default)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// How many rows are in it.
    pub rows: usize,
    /// Whether there are more behind it.
    pub more: bool,
    /// Whether there are more than a file holds: then it is not all of them.
    pub cut: bool,
}

/// Where the rows of a file come from, a piece at a time; the first piece comes with the head of the file, the last one with its foot.
pub trait Source {
    /// The next piece.
    ///
    /// # Errors
    /// The store's.
    fn piece(&mut self, read: &Reading<'_>) -> impl Future<Output = Result<Piece, Error>>;
}

/// A download that the audit log tells of: there is no other way to one.
#[derive(Debug)]
pub struct Download<S> {
    actor: Actor,
    session: Option<SessionId>,
    file: File,
    /// The right that whoever reads it must still hold: of somebody who sees what everybody did, that one, because the rows are everybody's.
    right: Permission,
    list: String,
    rows: u64,
    over: bool,
    cut: bool,
    source: S,
}

/// Writes down who begins to download which rows; `list` is the address of the page that shows them.
///
/// # Errors
/// [`Error::Denied`] without the right that the file takes.
pub async fn begin<S>(
    portal: &Portal,
    actor: &Actor,
    file: File,
    list: String,
    source: S,
) -> Result<Download<S>, Error> {
    portal
        .db
        .write(async |_| {
            let permit = actor.may(file.permission())?;
            let session = match &actor.who {
                Who::Person { session, .. } => Some(*session),
                Who::Guest | Who::Operator { .. } | Who::Program { .. } => None,
            };
            let begun = Event::Download(DownloadEvent { file, list: list.clone(), end: None });
            let sees_all = actor.check(Permission::ViewAudit).is_ok();
            let right = if sees_all { Permission::ViewAudit } else { file.permission() };
            let actor = actor.clone();
            let download = Download { actor, session, file, right, list, rows: 0, over: false, cut: false, source };
            Ok(permit.change(&begun, download))
        })
        .await
}

impl<S: Source> Pieces for Download<S> {
    async fn next(&mut self, portal: &Portal) -> Result<Next, Error> {
        if self.over {
            return Ok(Next::End);
        }
        let (session, wanted, source) = (self.session, self.right, &mut self.source);
        let read = portal.db.read(async |read| {
            let held = match session {
                None => None,
                Some(session) => Some(sessions::roles(read, session).await?.unwrap_or_default()),
            };
            if held.is_some_and(|held| !held.iter().any(|role| grants(role, wanted))) {
                return Ok(None);
            }
            source.piece(read).await.map(Some)
        });
        let piece: Option<Piece> = read.await?;
        let Some(Piece { text, rows, more, cut }) = piece else { return Ok(Next::Barred) };
        self.rows += rows as u64;
        self.cut |= cut;
        self.over = !more;
        Ok(Next::Piece(text))
    }

    async fn end(self, portal: &Portal, whole: bool) -> Result<(), Error> {
        portal
            .db
            .write(async |_| {
                let permit = self.actor.may(self.file.permission())?;
                let end = Some(Ended { rows: self.rows, whole, cut: self.cut });
                Ok(permit.change(&Event::Download(DownloadEvent { file: self.file, list: self.list, end }), ()))
            })
            .await
    }
}
