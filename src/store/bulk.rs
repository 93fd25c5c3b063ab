//! Very many people at once: columns instead of rows, indexes and references built after (for `latchkey demo`).

use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Bool, Bytea, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use jiff::Timestamp;
use jiff_diesel::ToDiesel;
use uuid::Uuid;

use super::conn::{Bookkeeping, Read, Tx};
use super::error::StoreError;
use super::schema::{deleted_user, users};
use crate::domain::fold::{canonical, fold};
use crate::domain::id::UserId;
use crate::domain::profile::Profile;
use crate::domain::user::{PasswordKind, Source};

use super::users::create::search_text;

/// One made-up person with everything that belongs to the account.
#[derive(Debug, Clone)]
pub struct Person {
    /// The id.
    pub id: UserId,
    /// The name that signs in.
    pub user_name: String,
    /// The name that others see.
    pub display_name: String,
    /// The rest; `profile.manager` names an earlier person.
    pub profile: Profile,
    /// Where the account lives.
    pub source: Source,
    /// May sign in.
    pub enabled: bool,
    /// When the account was made.
    pub created_at: Timestamp,
    /// When it last signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// The password, sealed, and since when.
    pub password: Option<(PasswordKind, Vec<u8>, Timestamp)>,
}

/// What was taken away for the time of loading, to be built again.
pub struct Dismantled {
    /// The table of people: a backup may be of a time when it had another name.
    people: &'static str,
    statements: Vec<String>,
}

/// How an index or a reference is taken away, and built again.
#[derive(QueryableByName)]
pub(super) struct Definition {
    #[diesel(sql_type = Text)]
    take: String,
    #[diesel(sql_type = Text)]
    build: String,
}

impl Definition {
    /// The statement that builds it.
    pub(super) fn build(&self) -> &str {
        &self.build
    }
}

/// The lists of people by word are written at once, too, and not person by person.
const WITHOUT_WORDS: &str = "TRUNCATE user_word; ALTER TABLE user_word DROP CONSTRAINT user_word_pkey";
const WITH_WORDS: &str = "INSERT INTO user_word \
        SELECT word, sort_name, id FROM users, words_of(search_text) AS all_of (word) WHERE word NOT LIKE '@%'; \
    ALTER TABLE user_word ADD PRIMARY KEY (word, sort_name, user_id); \
    INSERT INTO search_word SELECT DISTINCT word FROM user_word \
        UNION SELECT DISTINCT domain[1] FROM users, regexp_matches(search_text, '@\\S*', 'g') AS domain ON CONFLICT DO NOTHING";

/// Whether there are people without any role, or people who are deleted.
///
/// # Errors
/// The store's.
pub async fn has_plain_people(read: &Read<'_>) -> Result<bool, StoreError> {
    let plain = users::table.filter(users::role_bits.eq(0));
    let question = diesel::select(exists(plain).or(exists(deleted_user::table.select(deleted_user::id))));
    read.run(question.get_result(&mut read.conn())).await
}

/// Takes indexes and references of the people's tables away, and of the groups' members where there are any. Only the owner may.
///
/// # Errors
/// The store's.
pub async fn dismantle(tx: &mut Tx<'_>) -> Result<Dismantled, StoreError> {
    tx.conn()
        .batch_execute("SET LOCAL statement_timeout = 0; SET LOCAL maintenance_work_mem = '512MB'; SET LOCAL synchronous_commit = off")
        .await?;
    let earlier: bool =
        diesel::select(sql::<Bool>("to_regclass('public.user_record') IS NULL")).get_result(&mut tx.conn()).await?;
    let people = if earlier { "users" } else { "user_record" };
    let definitions = take_away(tx, &[people, "login_name", "credential", "group_member"]).await?;
    tx.conn().batch_execute(&format!("ALTER TABLE {people} DISABLE TRIGGER keep_words; {WITHOUT_WORDS}")).await?;
    // Indexes first: references look for them.
    let mut statements: Vec<String> = definitions.into_iter().map(|definition| definition.build).collect();
    statements.reverse();
    Ok(Dismantled { people, statements })
}

/// Takes the indexes and references of some tables away, those of tables that there are. What has to be built again, the last one first:
/// references look for indexes.
///
/// # Errors
/// The store's.
pub(super) async fn take_away(tx: &mut Tx<'_>, tables: &[&str]) -> Result<Vec<Definition>, StoreError> {
    let definitions: Vec<Definition> = sql_query(
        "WITH those AS (SELECT to_regclass(name) AS id FROM unnest($1) AS name) \
         SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS take, \
                format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS build \
         FROM pg_constraint WHERE contype = 'f' AND conrelid IN (SELECT id FROM those) \
         UNION ALL \
         SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid) \
         FROM pg_index WHERE NOT indisprimary AND NOT indisunique AND indrelid IN (SELECT id FROM those)",
    )
    .bind::<Array<Text>, _>(tables)
    .load(&mut tx.conn())
    .await?;
    for definition in &definitions {
        tx.conn().batch_execute(&definition.take).await?;
    }
    Ok(definitions)
}

/// Builds again what was taken away.
///
/// # Errors
/// The store's.
pub async fn rebuild(tx: &mut Tx<'_>, dismantled: Dismantled) -> Result<(), StoreError> {
    let Dismantled { people, statements } = dismantled;
    for statement in statements {
        tx.conn().batch_execute(&statement).await?;
    }
    tx.conn().batch_execute(&format!("{WITH_WORDS}; ALTER TABLE {people} ENABLE TRIGGER keep_words")).await?;
    Ok(())
}

/// Tells the planner what is there now and which pages everybody can see, so that the first pages after a fill are as quick as
/// all later ones. Only after the commit: it runs in no transaction.
///
/// # Errors
/// The store's.
pub async fn vacuum(house: &mut Bookkeeping<'_>) -> Result<(), StoreError> {
    let mut conn = house.conn();
    conn.batch_execute("SET statement_timeout = 0").await?;
    let done = conn
        .batch_execute("VACUUM (ANALYZE) user_record, login_name, credential, role_assignment, user_word, search_word, groups, group_member, \
             group_owner, group_nesting, temporary_password, password_reset, audit_event, audit_target, audit_chain")
        .await;
    conn.batch_execute("RESET statement_timeout").await?;
    Ok(done?)
}

/// Writes a batch of people.
///
/// # Errors
/// The store's.
pub async fn insert(tx: &mut Tx<'_>, people: &[Person]) -> Result<(), StoreError> {
    fn texts<'a>(people: &'a [Person], of: impl Fn(&'a Profile) -> &'a Option<String>) -> Vec<Option<&'a str>> {
        people.iter().map(|person| of(&person.profile).as_deref()).collect()
    }
    let at = |moment: Timestamp| moment.to_diesel();
    let ids: Vec<Uuid> = people.iter().map(|person| person.id.uuid()).collect();
    let search: Vec<String> = people
        .iter()
        .map(|person| {
            let profile = &person.profile;
            let more = [&profile.given_name, &profile.surname, &profile.mail, &profile.employee_id];
            search_text(&person.display_name, &person.user_name, more)
        })
        .collect();
    let set = |person: &Person| person.password.as_ref().map(|(kind, _, at)| (kind.id(), *at));
    sql_query(
        "INSERT INTO users (id, user_name, display_name, given_name, surname, mail, employee_id, job_title, department, \
         company_name, office, mobile, telephone, city, country, usage_location, preferred_language, manager_id, source, \
         enabled, created_at, last_sign_in_at, password_kind, password_changed_at, sort_name, search_text, department_key, \
         employee_type, hire_date, other_mails, street_address, postal_code, state) \
         SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
         $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)",
    )
    .bind::<Array<SqlUuid>, _>(&ids)
    .bind::<Array<Text>, _>(people.iter().map(|person| &person.user_name).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(people.iter().map(|person| &person.display_name).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.given_name))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.surname))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.mail))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.employee_id))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.job_title))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.department))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.company_name))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.office))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.mobile))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.telephone))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.city))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.country))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.usage_location))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.preferred_language))
    .bind::<Array<Nullable<SqlUuid>>, _>(
        people.iter().map(|person| person.profile.manager.as_ref().map(|manager| manager.id.uuid())).collect::<Vec<_>>(),
    )
    .bind::<Array<Text>, _>(people.iter().map(|person| person.source.id()).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(people.iter().map(|person| person.enabled).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(people.iter().map(|person| at(person.created_at)).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(
        people.iter().map(|person| person.last_sign_in_at.map(at)).collect::<Vec<_>>(),
    )
    .bind::<Array<Nullable<Text>>, _>(people.iter().map(|person| set(person).map(|(kind, _)| kind)).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(
        people.iter().map(|person| set(person).map(|(_, since)| at(since))).collect::<Vec<_>>(),
    )
    .bind::<Array<Text>, _>(people.iter().map(|person| fold(&person.display_name)).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(search)
    .bind::<Array<Nullable<Text>>, _>(
        people.iter().map(|person| person.profile.department.as_deref().map(fold)).collect::<Vec<_>>(),
    )
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.employee_type))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.hire_date))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.other_mails))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.street_address))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.postal_code))
    .bind::<Array<Nullable<Text>>, _>(texts(people, |profile| &profile.state))
    .execute(&mut tx.conn())
    .await?;
    insert_names(tx, people).await?;
    insert_passwords(tx, people).await
}

async fn insert_names(tx: &mut Tx<'_>, people: &[Person]) -> Result<(), StoreError> {
    let names: Vec<String> = people.iter().map(|person| canonical(&person.user_name)).collect();
    let ids: Vec<Uuid> = people.iter().map(|person| person.id.uuid()).collect();
    sql_query("INSERT INTO login_name (canonical, user_id, kind) SELECT name, id, 'user-name' FROM unnest($1, $2) AS n (name, id)")
        .bind::<Array<Text>, _>(names)
        .bind::<Array<SqlUuid>, _>(ids)
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

async fn insert_passwords(tx: &mut Tx<'_>, people: &[Person]) -> Result<(), StoreError> {
    let with: Vec<_> = people
        .iter()
        .filter_map(|person| person.password.as_ref().map(|password| (person.id.uuid(), password)))
        .collect();
    sql_query("INSERT INTO credential (user_id, kind, sealed, set_at) SELECT * FROM unnest($1, $2, $3, $4)")
        .bind::<Array<SqlUuid>, _>(with.iter().map(|(id, _)| *id).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(with.iter().map(|(_, password)| password.0.id()).collect::<Vec<_>>())
        .bind::<Array<Bytea>, _>(with.iter().map(|(_, password)| &password.1).collect::<Vec<_>>())
        .bind::<Array<Timestamptz>, _>(with.iter().map(|(_, password)| password.2.to_diesel()).collect::<Vec<_>>())
        .execute(&mut tx.conn())
        .await?;
    let waiting: Vec<_> = with.iter().filter(|(_, password)| password.0 == PasswordKind::Temporary).collect();
    sql_query(
        "INSERT INTO temporary_password (user_id, made_at, origin, made_by_name) \
         SELECT id, at, 'operator', 'demo' FROM unnest($1, $2) AS waiting (id, at)",
    )
    .bind::<Array<SqlUuid>, _>(waiting.iter().map(|(id, _)| *id).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(waiting.iter().map(|(_, password)| password.2.to_diesel()).collect::<Vec<_>>())
    .execute(&mut tx.conn())
    .await?;
    Ok(())
}
