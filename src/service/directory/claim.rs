//! A walk is one server's, which says again and again that it is at it; another one takes it over where it no longer does.

use std::time::Duration;

use tokio::time::sleep;

use super::patience::patiently;
use crate::domain::directory::run::Counts;
use crate::domain::permit::{Actor, Permit};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Tx;
use crate::store::directory::claims::{self, Claim};
use crate::store::directory::runs;

/// It says so often that it goes on.
const BEAT: Duration = Duration::from_secs(15);

/// Says again and again that somebody is at it, however long one part of it takes; ends when somebody else has taken it over.
pub(super) async fn taken_over(portal: &Portal, claim: Claim) {
    loop {
        sleep(BEAT).await;
        match beat(portal, claim, None).await {
            Ok(true) => {}
            Ok(false) => return,
            // The next one may come through; without any for too long, somebody else takes it over.
            Err(error) => tracing::warn!(%error, "a walk over the directory could not say that it goes on"),
        }
    }
}

/// Says that somebody is at it. Says whether it is still this server's.
pub(super) async fn beat(portal: &Portal, claim: Claim, counts: Option<&Counts>) -> Result<bool, Error> {
    patiently(async || {
        let now = portal.db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
        Ok(portal.db.keep_house(async |house| runs::beat(house, claim, counts, now).await).await?)
    })
    .await
}

/// Leave for a deed of a walk, which nobody takes over until that deed is done.
///
/// # Errors
/// [`Error::Replayed`] where another server has taken it over: what was read here may be older than what is written by now.
pub(super) async fn hold(tx: &Tx<'_>, program: &Actor, claim: Claim) -> Result<Permit, Error> {
    let permit = program.may_operate()?;
    if claims::hold(tx, claim).await? { Ok(permit) } else { Err(Error::Replayed) }
}
