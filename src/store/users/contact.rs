//! How people are reached to prove who they are: apart from the person's row, so that no list and no profile reads it by chance.

use diesel::prelude::*;
use diesel::{insert_into, update};
use diesel_async::RunQueryDsl;

use crate::domain::contact::Contact;
use crate::domain::id::UserId;
use crate::store::conn::{Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::{authentication_contact as contact, users};

/// How somebody is reached; nothing known is nothing kept.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, id: UserId) -> Result<Contact, StoreError> {
    let query = contact::table.find(id.uuid()).select((contact::phone, contact::alternative_phone, contact::mail));
    let found: Option<(Option<String>, Option<String>, Option<String>)> =
        read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    let (phone, alternative_phone, mail) = found.unwrap_or_default();
    Ok(Contact { phone, alternative_phone, mail })
}

/// Writes down how somebody is reached.
///
/// # Errors
/// The store's.
pub async fn keep(tx: &mut Tx<'_>, id: UserId, new: &Contact) -> Result<(), StoreError> {
    let values = (
        contact::phone.eq(&new.phone),
        contact::alternative_phone.eq(&new.alternative_phone),
        contact::mail.eq(&new.mail),
    );
    insert_into(contact::table)
        .values((contact::user_id.eq(id.uuid()), values))
        .on_conflict(contact::user_id)
        .do_update()
        .set(values)
        .kept()
        .execute(&mut tx.conn())
        .await?;
    // Whoever has a form of before open is told that it is of before.
    let person = users::table.find(id.uuid());
    update(person).set(users::version.eq(users::version + 1)).kept().execute(&mut tx.conn()).await?;
    Ok(())
}
