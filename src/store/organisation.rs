//! The organisation's one row.

use diesel::insert_into;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jiff::tz::TimeZone;
use jiff_diesel::ToDiesel;

use super::conn::{Read, Tx};
use super::error::StoreError;
use super::kept::Keep as _;
use super::schema::organisation;
use crate::domain::organisation::{Language, Organisation};

/// The organisation; nothing before the installation.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>) -> Result<Option<Organisation>, StoreError> {
    type Row = (String, Vec<String>, String, String, Option<String>);
    let row: Option<Row> = read
        .run(async {
            organisation::table
                .select((
                    organisation::name,
                    organisation::domains,
                    organisation::time_zone,
                    organisation::language,
                    organisation::service_desk,
                ))
                .first(&mut read.conn())
                .await
                .optional()
        })
        .await?;
    let Some((name, domains, time_zone, language, service_desk)) = row else { return Ok(None) };
    let time_zone = TimeZone::get(&time_zone).map_err(|_| StoreError::Corrupt("time zone"))?;
    let language = Language::from_tag(&language).ok_or(StoreError::Corrupt("language"))?;
    Ok(Some(Organisation { name, domains, time_zone, language, service_desk }))
}

/// Writes the organisation down, once. Says whether it was the first time.
///
/// # Errors
/// The store's.
pub async fn install(tx: &mut Tx<'_>, new: &Organisation) -> Result<bool, StoreError> {
    let written = insert_into(organisation::table)
        .values((
            organisation::only_one.eq(true),
            organisation::name.eq(&new.name),
            organisation::domains.eq(&new.domains),
            organisation::time_zone.eq(new.time_zone.iana_name().unwrap_or("UTC")),
            organisation::language.eq(new.language.tag()),
            organisation::service_desk.eq(&new.service_desk),
            organisation::installed_at.eq(tx.now().to_diesel()),
        ))
        .on_conflict_do_nothing()
        .kept()
        .execute(&mut tx.conn())
        .await?;
    Ok(written > 0)
}
