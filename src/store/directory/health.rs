//! How the directory outside was, the last time that somebody looked.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Integer, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::{NullableTimestamp, Timestamp as Moment, ToDiesel as _};

use crate::domain::directory::fault::{Fault, Trouble};
use crate::store::conn::{Bookkeeping, Read};
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::directory_health;

/// How it was.
#[derive(Debug, Clone)]
pub struct Health {
    /// When somebody looked.
    pub checked_at: Timestamp,
    /// When it answered last, and in how many milliseconds.
    pub answered: Option<(Timestamp, u32)>,
    /// The last trouble: since when it was not there, what, and in which words.
    pub trouble: Option<(Timestamp, Trouble, String)>,
}

impl Health {
    /// The trouble of the last look; nothing where it answered.
    pub fn present(&self) -> Option<(Trouble, &str)> {
        let (at, trouble, said) = self.trouble.as_ref()?;
        self.answered.is_none_or(|(answered, _)| answered < *at).then_some((*trouble, said.as_str()))
    }
}

type Row = (Moment, NullableTimestamp, Option<i32>, NullableTimestamp, Option<String>, Option<String>);

/// How it was; nothing where nobody ever looked.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>) -> Result<Option<Health>, StoreError> {
    let query = directory_health::table.find(true).select((
        directory_health::checked_at,
        directory_health::answered_at,
        directory_health::millis,
        directory_health::failed_at,
        directory_health::trouble,
        directory_health::said,
    ));
    let found: Option<Row> = read.run(async { query.first(&mut read.conn()).await.optional() }).await?;
    Ok(found.map(|(checked, answered, millis, failed, trouble, said)| {
        let answered = answered.to_jiff_option();
        let millis = u32::try_from(millis.unwrap_or(0)).unwrap_or(0);
        let trouble = trouble.as_deref().and_then(Trouble::from_id);
        Health {
            checked_at: checked.to_jiff(),
            answered: answered.map(|at| (at, millis)),
            trouble: failed.to_jiff_option().zip(trouble).map(|(at, trouble)| (at, trouble, said.unwrap_or_default())),
        }
    }))
}

trait ToJiffOption {
    fn to_jiff_option(self) -> Option<Timestamp>;
}

impl ToJiffOption for NullableTimestamp {
    fn to_jiff_option(self) -> Option<Timestamp> {
        self.into()
    }
}

/// Writes down what somebody found who looked: in how many milliseconds it answered, or what the trouble was.
///
/// # Errors
/// The store's.
pub async fn note(house: &Bookkeeping<'_>, now: Timestamp, found: &Result<u32, Fault>) -> Result<(), StoreError> {
    let (answered, millis) = match found {
        Ok(millis) => (Some(now.to_diesel()), Some(i32::try_from(*millis).unwrap_or(i32::MAX))),
        Err(_) => (None, None),
    };
    let fault = found.as_ref().err();
    sql_query(
        "INSERT INTO directory_health AS known (checked_at, answered_at, millis, failed_at, trouble, said) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (only_one) DO UPDATE SET checked_at = $1, \
         answered_at = coalesce($2, known.answered_at), millis = coalesce($3, known.millis), \
         failed_at = coalesce($4, known.failed_at), trouble = coalesce($5, known.trouble), said = coalesce($6, known.said)",
    )
    .bind::<Timestamptz, _>(now.to_diesel())
    .bind::<Nullable<Timestamptz>, _>(answered)
    .bind::<Nullable<Integer>, _>(millis)
    .bind::<Nullable<Timestamptz>, _>(fault.map(|_| now.to_diesel()))
    .bind::<Nullable<Text>, _>(fault.map(|fault| fault.trouble.id()))
    .bind::<Nullable<Text>, _>(fault.map(|fault| fault.said.as_str()))
    .kept()
    .execute(&mut house.conn())
    .await?;
    Ok(())
}

/// Forgets how another directory was.
///
/// # Errors
/// The store's.
pub async fn forget(house: &Bookkeeping<'_>) -> Result<(), StoreError> {
    diesel::delete(directory_health::table).kept().execute(&mut house.conn()).await?;
    Ok(())
}
