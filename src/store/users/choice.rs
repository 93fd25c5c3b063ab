//! How somebody wants to see lists of people: read along with the session, so that no list waits for it.

use diesel::insert_into;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::columns::{Choice, Columns};
use crate::domain::id::UserId;
use crate::domain::paging::PageSize;
use crate::store::conn::Bookkeeping;
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::list_choice;

/// The choice as stored; what an older or newer version wrote, and this one does not know, is none.
pub(in crate::store) fn read(columns: Option<i32>, rows: Option<i16>) -> Choice {
    Choice { columns: columns.and_then(Columns::from_bits), size: rows.and_then(PageSize::from_rows) }
}

/// Keeps a choice. It tells nothing of anybody, so the audit log does not tell of it.
///
/// # Errors
/// The store's.
pub async fn keep(house: &mut Bookkeeping<'_>, who: UserId, choice: Choice) -> Result<(), StoreError> {
    let columns = list_choice::column_bits.eq(choice.columns.map(Columns::bits));
    let rows = list_choice::page_rows.eq(choice.size.map(PageSize::stored));
    insert_into(list_choice::table)
        .values((list_choice::user_id.eq(who.uuid()), columns, rows))
        .on_conflict(list_choice::user_id)
        .do_update()
        .set((columns, rows))
        .kept()
        .execute(&mut house.conn())
        .await?;
    Ok(())
}
