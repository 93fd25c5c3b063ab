//! Reads every table that a backup holds, in one moment of the database.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;

use super::conn::Read;
use super::error::StoreError;

/// What a backup holds, in the order in which it can be restored. What is not here is made again: lists of words follow from people;
/// sessions, used forms, jobs, mail on its way, self-service resets and wrong guesses end with a restore.
pub const TABLES: [&str; 40] = [
    "organisation",
    "key_generation",
    "user_record",
    "login_name",
    "credential",
    "temporary_password",
    "password_history",
    "role_assignment",
    "groups",
    "group_member",
    "group_owner",
    "group_nesting",
    "list_choice",
    "user_photo",
    "authentication_contact",
    "account_block",
    "setting",
    "logo",
    "authenticator_app",
    "recovery_code",
    "security_answers",
    "passkey",
    "second_step_grace",
    "proof_registration",
    "directory_account",
    "directory_person",
    "directory_group",
    "writeback",
    "password_reset",
    "password_reset_day",
    "password_reset_hour",
    "password_reset_counted",
    "usage_hour",
    "usage_counted",
    "audit_event",
    "audit_target",
    "audit_chain",
    "audit_head",
    "audit_start",
    "audit_unchained",
];

/// What a backup leaves out.
pub const LEFT_OUT: [&str; 17] = [
    "address_challenge",
    "audit_finding",
    "audit_stream",
    "auth_session",
    "directory_health",
    "directory_run",
    "form_use",
    "job",
    "job_person",
    "letter",
    "passkey_ceremony",
    "reset_flow",
    "reset_tries",
    "search_word",
    "throttle",
    "throttle_source",
    "user_word",
];

/// So many rows are read at a time.
const STEP: usize = 1_000;
/// Tables of pictures.
const PICTURES: [&str; 2] = ["logo", "user_photo"];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

async fn lines(read: &Read<'_>, sql: &str) -> Result<Vec<String>, StoreError> {
    let lines: Vec<Line> = read.run(sql_query(sql).load(&mut read.conn())).await?;
    Ok(lines.into_iter().map(|row| row.line).collect())
}

async fn tell(read: &Read<'_>, sql: &str) -> Result<(), StoreError> {
    read.run(async { sql_query(sql).execute(&mut read.conn()).await.map(|_| ()) }).await
}

/// A slow disk under the backup is no reason to give up.
///
/// # Errors
/// The store's.
pub async fn unhurried(read: &Read<'_>) -> Result<(), StoreError> {
    tell(read, "SET LOCAL idle_in_transaction_session_timeout = 0").await?;
    tell(read, "SET LOCAL statement_timeout = '5min'").await
}

/// The steps of the schema, in order.
///
/// # Errors
/// The store's.
pub async fn schema(read: &Read<'_>) -> Result<Vec<String>, StoreError> {
    lines(read, "SELECT version::text AS line FROM __diesel_schema_migrations ORDER BY version").await
}

/// How many rows of the audit log are linked.
///
/// # Errors
/// The store's.
pub async fn linked(read: &Read<'_>) -> Result<i64, StoreError> {
    let found = lines(read, "SELECT coalesce(max(seq), 0)::text AS line FROM audit_chain").await?;
    found.into_iter().next().and_then(|line| line.parse().ok()).ok_or(StoreError::Corrupt("audit chain"))
}

/// A table's columns, without those that Postgres computes.
///
/// # Errors
/// The store's.
pub async fn columns(read: &Read<'_>, table: &str) -> Result<Vec<String>, StoreError> {
    let sql = format!(
        "SELECT attname::text AS line FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 \
         AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"
    );
    lines(read, &sql).await
}

/// Begins with a table of [`TABLES`].
///
/// # Errors
/// The store's.
pub async fn begin(read: &Read<'_>, table: &str, columns: &[String]) -> Result<(), StoreError> {
    let columns = columns.join(", ");
    tell(
        read,
        &format!(
            "DECLARE rows_of_backup NO SCROLL CURSOR FOR SELECT row_to_json(one)::text AS line FROM (SELECT {columns} FROM {table}) AS one"
        ),
    )
    .await
}

/// The next rows of the table that was begun, one JSON object each; none at the end, which also ends the table.
///
/// # Errors
/// The store's.
pub async fn next(read: &Read<'_>, table: &str) -> Result<Vec<String>, StoreError> {
    // A row with a picture is as long as a hundred others.
    let step = if PICTURES.contains(&table) { STEP / 100 } else { STEP };
    let found = lines(read, &format!("FETCH {step} FROM rows_of_backup")).await?;
    if found.is_empty() {
        tell(read, "CLOSE rows_of_backup").await?;
    }
    Ok(found)
}
