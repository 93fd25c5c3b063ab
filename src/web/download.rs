//! Files that are sent while they are read: lists, logs and reports.

use std::time::{Duration, Instant};

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpMessage as _, HttpResponse};
use futures_util::Stream;
use futures_util::stream::unfold;
use thiserror::Error;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

use super::caller::Caller;
use super::error::Error;
use super::error_kind::ErrorKind;
use super::me::Me;
use super::middleware::request::HeadOnly;
use super::middleware::same_origin::is_foreign;
use crate::domain::permit::Actor;
use crate::service::download::{Next, Pieces};
use crate::service::error::Error as ServiceError;
use crate::service::portal::Portal;
use crate::service::users::export::{Full, Place};

/// A reader who takes nothing of the next piece for so long is let go: others wait for the place.
const SLOWEST: Duration = Duration::from_secs(30);
/// Nobody reads longer (R-144 gives a job an hour).
const LONGEST: Duration = Duration::from_hours(1);

/// What a file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// An array of objects.
    Json,
}

impl Format {
    const fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Json => "application/json",
        }
    }
}

/// The file did not come to its end; the connection ends without one, so that the browser says so.
#[derive(Debug, Error)]
#[error("the file was broken off")]
struct BrokenOff;

enum Part {
    Piece(String),
    End,
}

/// Sends a file under this name. `begin` is called for a whole answer alone, and writes down who begins.
///
/// # Errors
/// 403 for other sites and by `begin`, 429 while the same person reads a file, 503 when too many do.
pub async fn send<P: Pieces + 'static>(
    caller: &Caller,
    me: &Me,
    format: Format,
    name: &str,
    begin: impl AsyncFnOnce(&Portal, Actor) -> Result<P, ServiceError> + 'static,
) -> Result<HttpResponse, Error> {
    // The log shall tell what an administrator did, not what another site or a browser's guess did in his name.
    let headers = caller.http().headers();
    if is_foreign(caller.app.site.public.origin(), headers) || headers.contains_key("sec-purpose") {
        return Err(ErrorKind::CrossSite.into());
    }
    let mut answer = HttpResponse::Ok();
    answer.insert_header((header::CONTENT_TYPE, format.content_type()));
    answer.insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    if caller.http().extensions().get::<HeadOnly>().is_some() {
        return Ok(answer.finish());
    }
    let place = caller.app.site.downloads.enter(me.person()?.user.id).map_err(|full| match full {
        Full::Yours => ErrorKind::TooMany,
        Full::Everybody => ErrorKind::Busy,
    })?;
    let actor = me.actor.clone();
    let pieces = caller.run(me, async move |portal| begin(portal, actor).await).await?;
    let (sender, receiver) = channel(1);
    caller.app.start(async move |portal| hand_over(portal, pieces, place, &sender).await);
    Ok(answer.streaming(parts(receiver)))
}

/// Reads and hands over, until it is done or nobody takes any more. The row about the end is written before the reader sees the end.
async fn hand_over(portal: &Portal, mut file: impl Pieces, place: Place, parts: &Sender<Part>) {
    let begun = Instant::now();
    let whole = loop {
        let piece = match file.next(portal).await {
            Ok(Next::Piece(piece)) => piece,
            Ok(Next::End) => break true,
            Ok(Next::Barred) => break false,
            Err(error) => {
                tracing::error!(%error, "a download was broken off");
                break false;
            }
        };
        let late = LONGEST.saturating_sub(begun.elapsed());
        if !matches!(timeout(SLOWEST.min(late), parts.send(Part::Piece(piece))).await, Ok(Ok(()))) {
            break false;
        }
    };
    let told = file.end(portal, whole).await;
    if let Err(error) = &told {
        tracing::error!(%error, "the end of a download could not be written down");
    }
    drop(place);
    if whole && told.is_ok() {
        // Whoever has gone meanwhile has it all.
        let _ = timeout(SLOWEST, parts.send(Part::End)).await;
    }
}

/// Only [`Part::End`] is an end.
fn parts(receiver: Receiver<Part>) -> impl Stream<Item = Result<Bytes, BrokenOff>> {
    unfold(Some(receiver), async |receiver| {
        let mut receiver = receiver?;
        match receiver.recv().await {
            Some(Part::Piece(piece)) => Some((Ok(piece.into()), Some(receiver))),
            Some(Part::End) => None,
            None => Some((Err(BrokenOff), None)),
        }
    })
}
