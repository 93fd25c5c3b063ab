//! What is forgotten in time, because nothing asks for it any more: ended sessions, used forms, resets and what was tried.

use jiff::{SignedDuration, Timestamp};

use super::error::Error;
use crate::domain::id::SessionId;
use crate::failpoint::{self, Failpoint};
use crate::store::db::Db;
use crate::store::{addresses, forms, passkeys, reset_tries, resets, sessions};

/// The longest session lives a day (`settings::sessions`); a week later nobody asks why it ended.
const SESSIONS_KEPT: SignedDuration = SignedDuration::from_hours(8 * 24);
/// A form is taken for a day or so; a week later its second press is refused as any old form is.
const FORMS_KEPT: SignedDuration = SignedDuration::from_hours(8 * 24);

/// Nobody asks a day later what became of a reset that was not finished, or of an address whose code never came back.
const RESETS_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// What was tried counts for a day.
const TRIES_KEPT: SignedDuration = SignedDuration::from_hours(48);
/// So many at a time.
const STEP: i64 = 1_000;

/// Forgets some of them. Says how many.
///
/// # Errors
/// The store's.
pub async fn forget(db: &Db) -> Result<usize, Error> {
    let now = db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
    let before = |kept: SignedDuration| now.checked_sub(kept).unwrap_or(Timestamp::MIN);
    let session = SessionId::least(before(SESSIONS_KEPT));
    let sessions = db.keep_house(async |house| sessions::forget(house, session).await).await?;
    failpoint::reached(Failpoint::SessionsForgotten);
    let forms = db.keep_house(async |house| forms::forget(house, before(FORMS_KEPT)).await).await?;
    let resets = db.keep_house(async |house| resets::forget(house, before(RESETS_KEPT), STEP).await).await?;
    let tries = db.keep_house(async |house| reset_tries::forget(house, before(TRIES_KEPT), STEP).await).await?;
    let addresses = db.keep_house(async |house| addresses::forget(house, before(RESETS_KEPT), STEP).await).await?;
    let questions = db.keep_house(async |house| passkeys::forget(house, now, STEP).await).await?;
    Ok(sessions + forms + resets + tries + addresses + questions)
}
