//! Passwords at rest: one sealed hash a person, and the same facts beside the person's name for lists.

use diesel::prelude::*;
use diesel::sql_types::{Array, Bytea, Uuid as SqlUuid};
use diesel::{insert_into, sql_query, update};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::{credential, users};
use crate::domain::id::UserId;
use crate::domain::user::PasswordKind;

/// A password as it rests.
#[derive(Debug, Clone)]
pub struct Credential {
    /// Own or temporary.
    pub kind: PasswordKind,
    /// The sealed hash.
    pub sealed: Vec<u8>,
    /// Since when.
    pub set_at: Timestamp,
    /// Who made it, when it was somebody else.
    pub set_by: Option<UserId>,
    /// When a temporary one ends.
    pub expires_at: Option<Timestamp>,
    /// When a temporary one was first used.
    pub first_used_at: Option<Timestamp>,
    /// When an administrator asked for another one.
    pub demanded_at: Option<Timestamp>,
    /// Until when an own one does not end by age. It is the person's: a new password leaves it as it is.
    pub exempt_until: Option<Timestamp>,
}

/// Which of a person's passwords, counted: whoever verified one finds out with it whether that is still the one. Its sealed bytes do
/// not tell, because a rotation of keys seals them anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Epoch(pub(super) i32);

impl Epoch {
    /// Of nobody.
    pub const NONE: Self = Self(0);

    /// The count.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The one behind it, once this one is replaced.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = credential, check_for_backend(diesel::pg::Pg))]
pub(super) struct CredentialRow {
    kind: String,
    sealed: Vec<u8>,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    set_at: Timestamp,
    set_by: Option<Uuid>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    expires_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    first_used_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    demanded_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    exempt_until: Option<Timestamp>,
}

impl TryFrom<CredentialRow> for Credential {
    type Error = StoreError;

    fn try_from(row: CredentialRow) -> Result<Self, StoreError> {
        Ok(Self {
            kind: PasswordKind::from_id(&row.kind).ok_or(StoreError::Corrupt("password kind"))?,
            sealed: row.sealed,
            set_at: row.set_at,
            set_by: row.set_by.map(UserId::from_uuid),
            expires_at: row.expires_at,
            first_used_at: row.first_used_at,
            demanded_at: row.demanded_at,
            exempt_until: row.exempt_until,
        })
    }
}

/// The password of a person, if there is one.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, user: UserId) -> Result<Option<Credential>, StoreError> {
    read.run(async {
        credential::table.find(user.uuid()).select(CredentialRow::as_select()).first(&mut read.conn()).await.optional()
    })
    .await?
    .map(Credential::try_from)
    .transpose()
}

/// Which of a person's passwords this moment sees.
///
/// # Errors
/// The store's.
pub async fn epoch(read: &Read<'_>, user: UserId) -> Result<Option<Epoch>, StoreError> {
    let epoch = users::table.find(user.uuid()).select(users::credential_epoch);
    let epoch = read.run(async { epoch.first(&mut read.conn()).await.optional() }).await?;
    Ok(epoch.map(Epoch))
}

/// Writes the same password in another form, where it is still the one in the old form.
///
/// # Errors
/// The store's.
pub async fn reseal_one(tx: &mut Tx<'_>, user: UserId, old: &[u8], new: &[u8]) -> Result<(), StoreError> {
    let is_same = credential::table.find(user.uuid()).filter(credential::sealed.eq(old));
    update(is_same).set(credential::sealed.eq(new)).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Replaces a person's password. Every session made under the old one is dead from the commit on.
///
/// # Errors
/// The store's.
pub async fn replace(tx: &mut Tx<'_>, user: UserId, new: &Credential) -> Result<(), StoreError> {
    let row = (
        credential::kind.eq(new.kind.id()),
        credential::sealed.eq(&new.sealed),
        credential::set_at.eq(new.set_at.to_diesel()),
        credential::set_by.eq(new.set_by.map(UserId::uuid)),
        credential::expires_at.eq(new.expires_at.to_diesel()),
        credential::first_used_at.eq(new.first_used_at.to_diesel()),
        credential::demanded_at.eq(new.demanded_at.to_diesel()),
        // Of the end of this one nobody has been told.
        credential::end_told.eq(0_i16),
    );
    insert_into(credential::table)
        .values((credential::user_id.eq(user.uuid()), row))
        .on_conflict(credential::user_id)
        .do_update()
        .set(row)
        .kept()
        .execute(&mut tx.conn())
        .await?;
    update(users::table.find(user.uuid()))
        .set((
            users::password_kind.eq(new.kind.id()),
            users::password_changed_at.eq(new.set_at.to_diesel()),
            users::password_expires_at.eq(new.expires_at.to_diesel()),
            users::credential_epoch.eq(users::credential_epoch + 1),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Ends every session of a person, and whatever was begun under the password of this moment, though that stays.
///
/// # Errors
/// The store's.
pub async fn begin_anew(tx: &mut Tx<'_>, user: UserId) -> Result<(), StoreError> {
    let next = users::credential_epoch.eq(users::credential_epoch + 1);
    update(users::table.find(user.uuid())).set(next).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Takes a person's temporary password away: nothing signs in until somebody gives a new one. Every session made under it is dead from the commit on.
///
/// # Errors
/// The store's.
pub async fn remove(tx: &mut Tx<'_>, user: UserId) -> Result<(), StoreError> {
    let taken = sql_query("SELECT take_back_temporary_password($1)").bind::<SqlUuid, _>(user.uuid()).kept();
    taken.execute(&mut tx.conn()).await?;
    update(users::table.find(user.uuid()))
        .set((
            users::password_kind.eq(None::<String>),
            users::password_changed_at.eq(tx.now().to_diesel()),
            users::password_expires_at.eq(None::<jiff_diesel::Timestamp>),
            users::credential_epoch.eq(users::credential_epoch + 1),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// A sealed hash, and where it belongs.
#[derive(Debug)]
pub struct SealedHash {
    /// Whose.
    pub user: UserId,
    /// As what.
    pub kind: PasswordKind,
    /// The sealed hash.
    pub sealed: Vec<u8>,
}

/// Sealed hashes, in the order of their owners' ids, behind one of them.
///
/// # Errors
/// The store's.
pub async fn sealed_after(read: &Read<'_>, after: Option<UserId>, rows: i64) -> Result<Vec<SealedHash>, StoreError> {
    let found: Vec<(Uuid, String, Vec<u8>)> = read
        .run(
            credential::table
                .filter(credential::user_id.gt(after.map_or(Uuid::nil(), UserId::uuid)))
                .order(credential::user_id)
                .limit(rows)
                .select((credential::user_id, credential::kind, credential::sealed))
                .load(&mut read.conn()),
        )
        .await?;
    let hash = |(user, kind, sealed): (Uuid, String, Vec<u8>)| {
        let kind = PasswordKind::from_id(&kind).ok_or(StoreError::Corrupt("password kind"))?;
        Ok(SealedHash { user: UserId::from_uuid(user), kind, sealed })
    };
    found.into_iter().map(hash).collect()
}

/// Puts hashes that were sealed anew in the place of what was found there. Whose password was replaced meanwhile keeps the new one.
/// Nothing that anybody could notice is changed, so it is no deed.
///
/// # Errors
/// The store's.
pub async fn reseal(house: &Bookkeeping<'_>, found: &[SealedHash], anew: &[Vec<u8>]) -> Result<usize, StoreError> {
    let users: Vec<Uuid> = found.iter().map(|hash| hash.user.uuid()).collect();
    let old: Vec<&[u8]> = found.iter().map(|hash| hash.sealed.as_slice()).collect();
    let written = sql_query(
        "UPDATE credential SET sealed = anew.sealed FROM unnest($1, $2, $3) AS anew (user_id, old, sealed) \
         WHERE credential.user_id = anew.user_id AND credential.sealed = anew.old",
    )
    .bind::<Array<SqlUuid>, _>(users)
    .bind::<Array<Bytea>, _>(old)
    .bind::<Array<Bytea>, _>(anew)
    .kept()
    .execute(&mut house.conn())
    .await?;
    Ok(written)
}
