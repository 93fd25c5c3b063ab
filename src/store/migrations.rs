//! Brings the schema up to date: one at a time, whoever starts first.

use std::sync::Arc;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};
use diesel_async::{AsyncMigrationHarness, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use jiff::Timestamp;
use rustls::ClientConfig;
use thiserror::Error;

use super::connect::connect;
use super::error::StoreError;
use super::generations;
use crate::domain::generation::WrappedGeneration;
use crate::failpoint::{self, Failpoint};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// The advisory lock of everything that may happen once only: migrations and the first administrator.
const LOCK: i64 = 0x6c61_7463_686b_6579;

/// The database can not be brought up to date.
#[derive(Debug, Error)]
pub enum MigrationError {
    /// Not reached.
    #[error("The database can not be reached ({0}); check LATCHKEY_DATABASE_URL and that Postgres runs")]
    Unreachable(String),
    /// Written by a newer program.
    #[error(
        "The database was written by a newer Latchkey (it knows migration {0}, this program does not); start that version instead"
    )]
    Newer(String),
    /// The wrong character set or character type.
    #[error(
        "The database must use UTF-8 and a UTF-8 character type (found {encoding} and {ctype}); create it with ENCODING 'UTF8' LC_CTYPE 'C.UTF-8' TEMPLATE template0"
    )]
    Encoding {
        /// Its encoding.
        encoding: String,
        /// Its character type.
        ctype: String,
    },
    /// Messages in a language that Latchkey does not read: diesel tells time-outs and shutdowns by their words alone.
    #[error(
        "The database speaks another language than English (lc_messages is {0}), so that its time-outs could not be told from faults; as a superuser, run ALTER DATABASE … SET lc_messages = 'C'"
    )]
    Messages(String),
    /// A restore goes into an empty place only.
    #[error(
        "The database already holds a Latchkey; a restore goes into an empty place: an empty database, or a data folder without `pg`"
    )]
    NotEmpty,
    /// The commit of a restore got no answer, and what became of it can not be found out now.
    #[error(
        "Whether everything was restored is not known: the database gave no answer at the very end ({0}) and can not be asked now; run the same restore again when it can be reached: where everything was restored it is refused, because the database holds a Latchkey, and the server can be started"
    )]
    Unanswered(String),
    /// A migration failed; nothing of it is left.
    #[error("A migration could not be applied: {0}")]
    Failed(String),
}

/// The newest step of the schema that this program knows.
pub fn newest() -> String {
    let known = diesel::migration::MigrationSource::<diesel::pg::Pg>::migrations(&MIGRATIONS).unwrap_or_default();
    known.iter().map(|step| step.name().version().to_string()).max().unwrap_or_default()
}

/// A direct connection of the owner that holds the installation lock until it is dropped.
pub struct Exclusive(AsyncPgConnection);

/// Waits for the lock of everything that may happen once only, then brings the schema up to date.
///
/// # Errors
/// [`MigrationError`] says what to do.
pub async fn migrate(url: &str, tls: Option<Arc<ClientConfig>>) -> Result<Exclusive, MigrationError> {
    let conn = alone(url, tls).await?;
    Ok(Exclusive(bring_up(conn, None)?))
}

/// A connection of the owner that holds the lock of everything that may happen once only.
pub(super) async fn alone(url: &str, tls: Option<Arc<ClientConfig>>) -> Result<AsyncPgConnection, MigrationError> {
    let unreachable = |error: ConnectionError| MigrationError::Unreachable(error.to_string());
    let mut conn = connect(url, tls, None).await.map_err(unreachable)?;
    check_encoding(&mut conn).await?;
    conn.batch_execute("SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0")
        .await
        .map_err(failed)?;
    diesel::select(sql::<Bool>("pg_advisory_lock(").bind::<BigInt, _>(LOCK).sql(") IS NOT NULL"))
        .get_result::<bool>(&mut conn)
        .await
        .map_err(failed)?;
    conn.batch_execute("SET lock_timeout = '5s'").await.map_err(failed)?;
    Ok(conn)
}

/// Takes the lock where it is free: whoever held it before is over then. Says whether this connection has it.
pub(super) async fn is_alone(conn: &AsyncPgConnection) -> QueryResult<bool> {
    diesel::select(sql::<Bool>("pg_try_advisory_lock(").bind::<BigInt, _>(LOCK).sql(")")).get_result(&mut &*conn).await
}

/// Takes the steps of the schema that are missing; of those in `only`, where they are named.
pub(super) fn bring_up(conn: AsyncPgConnection, only: Option<&[String]>) -> Result<AsyncPgConnection, MigrationError> {
    let mut harness = AsyncMigrationHarness::new(conn);
    let known = |error: Box<dyn std::error::Error + Send + Sync>| MigrationError::Failed(error.to_string());
    let ours = diesel::migration::MigrationSource::<diesel::pg::Pg>::migrations(&MIGRATIONS).map_err(known)?;
    let is_ours = |version: &str| ours.iter().any(|own| own.name().version().to_string() == version);
    if let Some(only) = only {
        if let Some(newer) = only.iter().find(|version| !is_ours(version)) {
            return Err(MigrationError::Newer(newer.clone()));
        }
        let mut steps: Vec<_> = ours.iter().filter(|own| only.contains(&own.name().version().to_string())).collect();
        steps.sort_unstable_by_key(|own| own.name().version().to_string());
        // Asking makes the table that the steps are written down in.
        harness.applied_migrations().map_err(known)?;
        for step in steps {
            harness.run_migration(&**step).map_err(known)?;
        }
    } else {
        // Looked at first: nothing is changed in what a newer program made.
        let applied = harness.applied_migrations().map_err(known)?;
        if let Some(newer) = applied.iter().find(|applied| !is_ours(&applied.to_string())) {
            return Err(MigrationError::Newer(newer.to_string()));
        }
        while harness.has_pending_migration(MIGRATIONS).map_err(known)? {
            harness.run_next_migration(MIGRATIONS).map_err(known)?;
            failpoint::reached(Failpoint::SchemaStepped);
        }
    }
    Ok(harness.into_inner())
}

fn failed(error: impl std::error::Error) -> MigrationError {
    MigrationError::Failed(error.to_string())
}

async fn check_encoding(conn: &mut AsyncPgConnection) -> Result<(), MigrationError> {
    let encoding: String =
        diesel::select(sql::<Text>("current_setting('server_encoding')")).get_result(conn).await.map_err(failed)?;
    let ctype: String =
        diesel::select(sql::<Text>("(SELECT datctype::text FROM pg_database WHERE datname = current_database())"))
            .get_result(conn)
            .await
            .map_err(failed)?;
    let messages: String =
        diesel::select(sql::<Text>("current_setting('lc_messages')")).get_result(conn).await.map_err(failed)?;
    let folded = ctype.to_lowercase().replace('-', "");
    if encoding != "UTF8" || !folded.ends_with("utf8") {
        Err(MigrationError::Encoding { encoding, ctype })
    } else if !is_english(&messages) {
        Err(MigrationError::Messages(messages))
    } else {
        Ok(())
    }
}

/// Whether Postgres writes its messages in English under this locale.
fn is_english(locale: &str) -> bool {
    let language = locale.split(['_', '.', '@', '-']).next().unwrap_or("").to_ascii_lowercase();
    matches!(language.as_str(), "" | "c" | "posix" | "en" | "english")
}

impl Exclusive {
    /// The generations of keys, and the database's time.
    ///
    /// # Errors
    /// The store's.
    pub async fn generations(&self) -> Result<(Vec<WrappedGeneration>, Timestamp), StoreError> {
        generations::look(&self.0).await
    }

    /// Lets the next one in.
    ///
    /// # Errors
    /// [`MigrationError::Failed`] when the connection broke; the lock is free then too.
    pub async fn release(mut self) -> Result<(), MigrationError> {
        diesel::select(sql::<Bool>("pg_advisory_unlock(").bind::<BigInt, _>(LOCK).sql(")"))
            .get_result::<bool>(&mut self.0)
            .await
            .map(|_| ())
            .map_err(|error| MigrationError::Failed(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::is_english;

    #[test]
    fn only_english_messages_are_read() {
        for locale in ["C", "POSIX", "C.UTF-8", "en_US.UTF-8", "en_GB.utf8", "en-US", "English_United States.1252", ""]
        {
            assert!(is_english(locale), "{locale}");
        }
        for locale in ["nl_NL.UTF-8", "de_DE.utf8", "fr_FR", "ja_JP.eucJP", "Dutch_Netherlands.1252"] {
            assert!(!is_english(locale), "{locale}");
        }
    }
}
