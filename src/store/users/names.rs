//! The one namespace of everything that finds an account (security 4.5).

use diesel::prelude::*;
use diesel::{delete, insert_into};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::domain::fold::canonical;
use crate::domain::id::UserId;
use crate::domain::profile::Profile;
use crate::domain::user::UserName;
use crate::store::conn::{Read, Tx};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::login_name;

/// What finds an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The name that signs in.
    UserName,
    /// The mail address.
    Mail,
}

impl Kind {
    const fn id(self) -> &'static str {
        match self {
            Self::UserName => "user-name",
            Self::Mail => "mail",
        }
    }
}

/// Every name that finds an account, and of which kind it is.
pub fn login_names(user_name: &UserName, profile: &Profile) -> Vec<(String, Kind)> {
    let name = user_name.canonical();
    let mail = profile.mail.as_deref().map(canonical).filter(|mail| *mail != name);
    [(name, Kind::UserName)].into_iter().chain(mail.map(|mail| (mail, Kind::Mail))).collect()
}

/// Which of these canonical names find somebody other than this person.
///
/// # Errors
/// The store's.
pub async fn known(read: &Read<'_>, canonicals: &[String], beside: Option<UserId>) -> Result<Vec<String>, StoreError> {
    let query = login_name::table
        .filter(login_name::canonical.eq_any(canonicals))
        .filter(login_name::user_id.ne(beside.map_or(Uuid::nil(), UserId::uuid)))
        .select(login_name::canonical);
    read.run(query.load(&mut read.conn())).await
}

/// Gives a name. One that finds somebody already breaks the constraint `login_name_pkey`.
///
/// # Errors
/// The store's.
pub async fn give(tx: &mut Tx<'_>, id: UserId, name: &str, kind: Kind) -> Result<(), StoreError> {
    insert_into(login_name::table)
        .values((login_name::canonical.eq(name), login_name::user_id.eq(id.uuid()), login_name::kind.eq(kind.id())))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Gives a name, unless it finds somebody already. Says whether it did.
///
/// # Errors
/// The store's.
pub async fn offer(tx: &mut Tx<'_>, id: UserId, name: &str, kind: Kind) -> Result<bool, StoreError> {
    let given = insert_into(login_name::table)
        .values((login_name::canonical.eq(name), login_name::user_id.eq(id.uuid()), login_name::kind.eq(kind.id())))
        .on_conflict_do_nothing()
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(given > 0)
}

/// Takes every name away: they are free for others from the commit on.
///
/// # Errors
/// The store's.
pub async fn take_all(tx: &mut Tx<'_>, id: UserId) -> Result<(), StoreError> {
    delete(login_name::table.filter(login_name::user_id.eq(id.uuid()))).kept().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Gives the names that an account shall be found by, and takes the others. Those that stay are not touched. Of those that are `new`
/// one that finds somebody else breaks the constraint `login_name_pkey`; one that the account only did not get when it was restored
/// stays with whoever has it.
///
/// # Errors
/// The store's.
pub async fn rename(
    tx: &mut Tx<'_>,
    id: UserId,
    names: &[(String, Kind)],
    new: impl Fn(Kind) -> bool,
) -> Result<(), StoreError> {
    let known: Vec<(String, String)> = login_name::table
        .filter(login_name::user_id.eq(id.uuid()))
        .select((login_name::canonical, login_name::kind))
        .load(&mut tx.conn())
        .await?;
    let is = |(wanted, of): &(String, Kind), (name, kind): &(String, String)| wanted == name && of.id() == kind;
    let gone: Vec<&String> =
        known.iter().filter(|known| !names.iter().any(|wanted| is(wanted, known))).map(|(name, _)| name).collect();
    if !gone.is_empty() {
        delete(login_name::table.filter(login_name::canonical.eq_any(gone)).filter(login_name::user_id.eq(id.uuid())))
            .kept()
            .execute(&mut tx.conn())
            .await?;
    }
    for (name, kind) in names.iter().filter(|wanted| !known.iter().any(|known| is(wanted, known))) {
        if new(*kind) {
            give(tx, id, name, *kind).await?;
        } else {
            offer(tx, id, name, *kind).await?;
        }
    }
    Ok(())
}
