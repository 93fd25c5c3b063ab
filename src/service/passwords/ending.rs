//! Word of passwords that end soon, by mail to their people: 14, 7 and 1 days before.

use jiff::Timestamp;

use crate::domain::letter::Letter;
use crate::domain::notice::{About, Notice};
use crate::domain::password::expiry::Standing;
use crate::domain::password::policy::Expiry;
use crate::service::error::Error;
use crate::service::letters::{self, Recipient};
use crate::service::portal::Portal;
use crate::service::self_service::notices;
use crate::store::db::Db;
use crate::store::letters::New;
use crate::store::password_ends::{self, Due};

/// So many people at a time.
const STEP: i64 = 200;

/// Writes to some of those whose passwords end soon, and notes what they know. Whoever is not written to (an account that is closed or lives
/// elsewhere, no address, another password asked for anyway) is noted all the same: each step looks at those alone of whom
/// something is due. `db` is whoever's time this takes; the portal's own connection is left to others. Says how many were looked at.
///
/// # Errors
/// The store's; without randomness.
pub async fn tell(db: &Db, portal: &Portal) -> Result<usize, Error> {
    let settings = portal.settings();
    let Some(expiry) = settings.password_policy.expiry() else { return Ok(0) };
    if !portal.has_mail || !settings.self_service.tell_of_end {
        return Ok(0);
    }
    let (now, people) = db
        .read(async |read| {
            let now = read.now().await?;
            Ok::<_, Error>((now, password_ends::due(read, &expiry.stages(now), expiry.days, STEP).await?))
        })
        .await?;
    if people.is_empty() {
        return Ok(0);
    }
    let letters = people.iter().filter_map(|due| letter(portal, expiry, due, now).transpose());
    let letters = letters.collect::<Result<Vec<New>, Error>>()?;
    Ok(db.keep_house(async |house| password_ends::note(house, now, &people, &letters).await).await?)
}

/// What is written to somebody; nothing to whom this end is no news, or does not come.
fn letter(portal: &Portal, expiry: Expiry, due: &Due, now: Timestamp) -> Result<Option<New>, Error> {
    let Standing::Ends(end) = Standing::of(Some(expiry), &due.age, now) else { return Ok(None) };
    let Some(reader) = &due.reader else { return Ok(None) };
    if due.now <= due.told {
        return Ok(None);
    }
    let language = notices::spoken(portal, reader.language.as_deref());
    let recipient = Recipient { to: reader.mail.clone(), language, about: Some(due.user) };
    let (about, user_name) = (About::PasswordEnds, reader.user_name.clone());
    let notice = Notice { about, user_name, at: end.at, address: None };
    letters::made(portal, now, recipient, &Letter::Notice(notice)).map(Some)
}
