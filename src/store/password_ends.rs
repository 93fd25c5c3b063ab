//! Whose passwords end soon, what they were told of it, and the letters that tell them.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bytea, Integer, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use jiff_diesel::ToDiesel as _;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read};
use super::error::StoreError;
use super::kept::Keep as _;
use super::letters::New;
use crate::domain::id::UserId;
use crate::domain::password::expiry::{Age, Stage, Told};
use crate::domain::user::PasswordKind;

/// Somebody of whom something is due.
#[derive(Debug, Clone)]
pub struct Due {
    /// Who.
    pub user: UserId,
    /// What is known of the password.
    pub age: Age,
    /// What was told of its end.
    pub told: Told,
    /// What is to be known now.
    pub now: Told,
    /// Who would read it: nobody where the account is closed, deleted or lives elsewhere, or has no address.
    pub reader: Option<Reader>,
}

/// Somebody who can be written to.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The name that signs in.
    pub user_name: String,
    /// The address: the one at work, or else the one for codes.
    pub mail: String,
    /// The language that the person prefers, as it is kept.
    pub language: Option<String>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    user_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    set_at: jiff_diesel::Timestamp,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    demanded_at: Option<jiff_diesel::Timestamp>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    exempt_until: Option<jiff_diesel::Timestamp>,
    #[diesel(sql_type = SmallInt)]
    told: i16,
    #[diesel(sql_type = SmallInt)]
    due: i16,
    #[diesel(sql_type = Nullable<Text>)]
    user_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    mail: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    language: Option<String>,
}

impl TryFrom<Row> for Due {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let told = |days| Told::from_days(days).ok_or(StoreError::Corrupt("what was told of the end of a password"));
        let reader = row.user_name.zip(row.mail);
        let moment = |at: Option<jiff_diesel::Timestamp>| at.map(jiff_diesel::Timestamp::to_jiff);
        Ok(Self {
            user: UserId::from_uuid(row.user_id),
            age: Age {
                kind: PasswordKind::Own,
                set_at: row.set_at.to_jiff(),
                demanded_at: moment(row.demanded_at),
                exempt_until: moment(row.exempt_until),
            },
            told: told(row.told)?,
            now: told(row.due)?,
            reader: reader.map(|(user_name, mail)| Reader { user_name, mail, language: row.language }),
        })
    }
}

/// Some of those who are at a stage, where passwords live so many days, at most so many people. An exemption that ends later than the password would
/// is its end. Each stage is a piece of `credential_end_told`, and read in its order, so that nothing of
/// it is looked at in vain, however many people there are.
///
/// # Errors
/// The store's.
pub async fn due(read: &Read<'_>, stages: &[Stage], days: u16, most: i64) -> Result<Vec<Due>, StoreError> {
    fn all<T>(stages: &[Stage], of: impl Fn(&Stage) -> T) -> Vec<T> {
        stages.iter().map(of).collect()
    }
    let query = sql_query(
        "SELECT own.user_id, own.set_at, own.demanded_at, own.exempt_until, stage.told, stage.due, users.user_name, \
         coalesce(users.mail, contact.mail) AS mail, users.preferred_language AS language \
         FROM unnest($1, $2, $3, $4) AS stage (told, due, from_at, until_at) CROSS JOIN make_interval(hours => $6) AS age CROSS JOIN LATERAL \
             ((SELECT user_id, set_at, demanded_at, exempt_until FROM credential WHERE kind = 'own' AND end_told = stage.told \
             AND set_at > stage.from_at AND set_at <= stage.until_at AND (exempt_until IS NULL OR exempt_until <= set_at + age) \
             ORDER BY set_at LIMIT $5) UNION ALL \
             (SELECT user_id, set_at, demanded_at, exempt_until FROM credential WHERE kind = 'own' AND end_told = stage.told \
             AND exempt_until > stage.from_at + age AND exempt_until <= stage.until_at + age AND exempt_until > set_at + age \
             ORDER BY exempt_until LIMIT $5)) AS own \
         LEFT JOIN users ON users.id = own.user_id AND users.enabled AND users.source = 'local' \
         LEFT JOIN authentication_contact AS contact ON contact.user_id = own.user_id LIMIT $5",
    )
    .bind::<Array<SmallInt>, _>(all(stages, |stage| i16::from(stage.told.days())))
    .bind::<Array<SmallInt>, _>(all(stages, |stage| i16::from(stage.due.days())))
    .bind::<Array<Timestamptz>, _>(all(stages, |stage| stage.from.to_diesel()))
    .bind::<Array<Timestamptz>, _>(all(stages, |stage| stage.until.to_diesel()))
    .bind::<BigInt, _>(most)
    .bind::<Integer, _>(i32::from(days) * 24);
    let rows: Vec<Row> = read.run(query.kept().load(&mut read.conn())).await?;
    rows.into_iter().map(Due::try_from).collect()
}

#[derive(QueryableByName)]
struct Noted {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// Notes what people know, and writes the letters that tell them, in one statement: whom another server is at, or was at just now, and whoever has
/// another password meanwhile is left, and the letter with it. Says how many were noted.
///
/// # Errors
/// The store's.
pub async fn note(
    house: &Bookkeeping<'_>,
    now: Timestamp,
    people: &[Due],
    letters: &[New],
) -> Result<usize, StoreError> {
    fn all<'a, P, T>(many: &'a [P], of: impl Fn(&'a P) -> T) -> Vec<T> {
        many.iter().map(of).collect()
    }
    let stale = |letter: &New| now.saturating_add(letter.stale_after).unwrap_or(now).to_diesel();
    let query = sql_query(
        "WITH ours AS (SELECT own.user_id, given.due FROM credential AS own JOIN unnest($1, $2, $3, $4) AS given (user_id, set_at, told, due) \
             ON own.user_id = given.user_id AND own.set_at = given.set_at AND own.end_told = given.told WHERE own.kind = 'own' \
             FOR UPDATE OF own SKIP LOCKED), \
         noted AS (UPDATE credential SET end_told = ours.due FROM ours WHERE credential.user_id = ours.user_id RETURNING credential.user_id), \
         written AS (INSERT INTO letter (id, user_id, recipient, language, kind, sealed, stale_at, made_at, due_at) \
             SELECT told.*, $12, $12 FROM unnest($5, $6, $7, $8, $9, $10, $11) AS told (id, user_id, recipient, language, kind, sealed, stale_at) \
             WHERE told.user_id IN (SELECT user_id FROM noted)) \
         SELECT count(*) AS number FROM noted",
    )
    .bind::<Array<SqlUuid>, _>(all(people, |due| due.user.uuid()))
    .bind::<Array<Timestamptz>, _>(all(people, |due| due.age.set_at.to_diesel()))
    .bind::<Array<SmallInt>, _>(all(people, |due| i16::from(due.told.days())))
    .bind::<Array<SmallInt>, _>(all(people, |due| i16::from(due.now.days())))
    .bind::<Array<SqlUuid>, _>(all(letters, |letter| letter.id.uuid()))
    .bind::<Array<Nullable<SqlUuid>>, _>(all(letters, |letter| letter.about.map(UserId::uuid)))
    .bind::<Array<Text>, _>(all(letters, |letter| letter.to.as_str()))
    .bind::<Array<Text>, _>(all(letters, |letter| letter.language.tag()))
    .bind::<Array<Text>, _>(all(letters, |letter| letter.kind.id()))
    .bind::<Array<Bytea>, _>(all(letters, |letter| letter.sealed.as_slice()))
    .bind::<Array<Timestamptz>, _>(all(letters, stale))
    .bind::<Timestamptz, _>(now.to_diesel());
    let noted: Noted = query.kept().get_result(&mut house.conn()).await?;
    Ok(usize::try_from(noted.number).unwrap_or(0))
}
