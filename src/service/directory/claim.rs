//! A walk is one server's, which says again and again that it is at it; another one takes it over where it no longer does.

use std::time::Duration;

use tokio::time::sleep;

use super::patience::patiently;
use crate::domain::directory::run::Counts;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::directory::runs::{self, Claim};

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
