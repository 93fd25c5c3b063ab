//! Groups whose time is over are taken away for good, by the house itself.

use crate::domain::event::Event;
use crate::domain::group_event::{GroupDeed, GroupEvent};
use crate::domain::permit::{Actor, Change};
use crate::failpoint::{self, Failpoint};
use crate::service::error::Error;
use crate::store::db::Db;
use crate::store::groups::removal;

/// Takes every group away whose time is over, one a transaction with its row in the audit log. Says how many.
///
/// # Errors
/// [`Error::Denied`] for people.
pub async fn purge(db: &Db, operator: &Actor) -> Result<u64, Error> {
    let mut gone = 0;
    while db.read(async |read| Ok::<_, Error>(removal::any_due(read).await?)).await? {
        let now = db.read(async |read| Ok::<_, Error>(read.now().await?)).await?;
        while db.keep_house(async |house| removal::empty(house, now).await).await? > 0 {}
        failpoint::reached(Failpoint::GroupEmptied);
        let purged = db.write(async |tx| -> Result<Change<()>, Error> {
            let permit = operator.may_operate()?;
            // Another server was quicker.
            let group = removal::purge_one(tx).await?.ok_or(Error::NotFound)?;
            let event = GroupEvent { group, role_assignable: false, deed: GroupDeed::Purged };
            Ok(permit.change(&Event::Group(event), ()))
        });
        match purged.await {
            Ok(()) => gone += 1,
            Err(Error::NotFound) => break,
            Err(error) => return Err(error),
        }
    }
    Ok(gone)
}
