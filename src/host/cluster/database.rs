//! The role and the database inside the cluster, and whether it answers.
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Error, NoTls};

use super::error::ClusterError;

/// The cluster's superuser; Latchkey itself never needs it again.
pub(super) const SUPERUSER: &str = "postgres";
/// Role and database of Latchkey.
pub(super) const LATCHKEY: &str = "latchkey";
/// How long a local server that works takes at most to let somebody in.
const PATIENCE: Duration = Duration::from_secs(5);

/// Page images in the write-ahead log by LZ4, where this Postgres can: several times cheaper than its own way, and every sign-in
/// touches pages that nobody touched lately.
const COMPRESS: &str = "DO $$ BEGIN
    IF (SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'wal_compression') THEN
        ALTER DATABASE latchkey SET wal_compression = 'lz4';
    END IF;
END $$";

/// What a knock at the socket brings.
pub(super) enum Answer {
    /// The database is there.
    Ready,
    /// A server without our database.
    Empty,
    /// Nobody, or not yet.
    Silence,
}

/// Where a client finds `database`, as `user`.
pub(super) fn url(socket: &Path, user: &str, database: &str) -> String {
    format!("postgresql://{user}@{}/{database}", percent_encode(socket.as_os_str().as_bytes(), NON_ALPHANUMERIC))
}

pub(super) async fn knock(socket: &Path) -> Answer {
    match tokio::time::timeout(PATIENCE, connect(socket, LATCHKEY, LATCHKEY)).await {
        Ok(Ok(_client)) => Answer::Ready,
        Ok(Err(error)) => match error.code() {
            Some(&SqlState::INVALID_CATALOG_NAME | &SqlState::INVALID_AUTHORIZATION_SPECIFICATION) => Answer::Empty,
            // Full, but there.
            Some(&SqlState::TOO_MANY_CONNECTIONS) => Answer::Ready,
            _ => Answer::Silence,
        },
        Err(_late) => Answer::Silence,
    }
}

/// Makes what is missing. CREATEROLE lets a migration make the role without login under which pages are served.
pub(super) async fn create(socket: &Path) -> Result<(), ClusterError> {
    // By itself the error says no more than "db error".
    let said = |error: Error| error.as_db_error().map_or_else(|| error.to_string(), |said| said.message().to_owned());
    create_missing(socket).await.map_err(|error| ClusterError::Database(said(error)))
}

async fn create_missing(socket: &Path) -> Result<(), Error> {
    let client = connect(socket, SUPERUSER, SUPERUSER).await?;
    let role = client.batch_execute("CREATE ROLE latchkey LOGIN CREATEROLE").await;
    unless(role, &SqlState::DUPLICATE_OBJECT)?;
    let database = client.batch_execute("CREATE DATABASE latchkey OWNER latchkey").await;
    unless(database, &SqlState::DUPLICATE_DATABASE)?;
    client.batch_execute(COMPRESS).await
}

fn unless(result: Result<(), Error>, fine: &SqlState) -> Result<(), Error> {
    result.or_else(|error| if error.code() == Some(fine) { Ok(()) } else { Err(error) })
}

async fn connect(socket: &Path, user: &str, database: &str) -> Result<Client, Error> {
    let (client, connection) = tokio_postgres::connect(&url(socket, user, database), NoTls).await?;
    // Ends when the client is dropped; what breaks it, the client is told too.
    tokio::spawn(connection);
    Ok(client)
}
