//! One person: by id, by the name that signs in, locked for a deed.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use uuid::Uuid;

use super::{UserColumns, UserRow};
use crate::domain::id::UserId;
use crate::domain::lockout::Factor;
use crate::domain::profile::{Manager, Profile};
use crate::domain::user::User;
use crate::store::conn::{Read, Tx};
use crate::store::credentials::{Credential, CredentialRow, Epoch};
use crate::store::error::StoreError;
use crate::store::lockout::{Counter, CounterRow};
use crate::store::schema::{authenticator_app, credential, login_name, passkey, throttle, users};

/// A person by id.
///
/// # Errors
/// The store's.
pub async fn find(read: &Read<'_>, id: UserId) -> Result<Option<User>, StoreError> {
    read.run(async {
        users::table.find(id.uuid()).select(UserColumns).first::<UserRow>(&mut read.conn()).await.optional()
    })
    .await?
    .map(User::try_from)
    .transpose()
}

/// A person by id, locked until the deed ends: whoever changes the same person waits.
///
/// # Errors
/// The store's.
pub async fn lock(tx: &Tx<'_>, id: UserId) -> Result<Option<User>, StoreError> {
    users::table
        .find(id.uuid())
        .select(UserColumns)
        .for_no_key_update()
        .first::<UserRow>(&mut tx.conn())
        .await
        .optional()?
        .map(User::try_from)
        .transpose()
}

/// Somebody who signs in, and with what.
#[derive(Debug)]
pub struct SigningIn {
    /// Who.
    pub user: User,
    /// Which of the person's passwords this moment sees.
    pub epoch: Epoch,
    /// The password, if there is one.
    pub credential: Option<Credential>,
    /// Whether there is a second step.
    pub second_step: bool,
    /// The wrong guesses at the password: of recognised devices, of others, of both, of none.
    pub counters: Vec<Counter>,
}

/// Who signs in with this canonical name, and with what: one statement, whatever there is.
///
/// # Errors
/// The store's.
pub async fn by_sign_in_name(read: &Read<'_>, canonical: &str) -> Result<Option<SigningIn>, StoreError> {
    type Row = (UserRow, i32, Option<CredentialRow>, (Option<Uuid>, bool), Option<CounterRow>);
    let guessed = throttle::user_id.eq(users::id).and(throttle::factor.eq(Factor::Password.id()));
    let query = login_name::table
        .inner_join(users::table.left_join(credential::table).left_join(authenticator_app::table))
        .left_join(throttle::table.on(guessed))
        .filter(login_name::canonical.eq(canonical))
        .select((
            UserColumns,
            users::credential_epoch,
            Option::<CredentialRow>::as_select(),
            (
                authenticator_app::user_id.nullable(),
                exists(passkey::table.filter(passkey::user_id.eq(users::id)).select(passkey::id)),
            ),
            Option::<CounterRow>::as_select(),
        ));
    // A row for each counter, and one for whoever has none.
    let mut rows = read.run(query.load::<Row>(&mut read.conn())).await?.into_iter();
    let Some((user, epoch, credential, (app, has_passkey), counter)) = rows.next() else { return Ok(None) };
    Ok(Some(SigningIn {
        user: user.try_into()?,
        epoch: Epoch(epoch),
        credential: credential.map(Credential::try_from).transpose()?,
        second_step: app.is_some() || has_passkey,
        counters: counter.into_iter().chain(rows.filter_map(|row| row.4)).map(Counter::from).collect(),
    }))
}

/// The columns of [`ProfileRow`], of those who are there and of those who are deleted alike.
macro_rules! profile_columns {
    ($people:ident) => {
        (
            $people::given_name,
            $people::surname,
            $people::mail,
            $people::employee_id,
            $people::job_title,
            $people::department,
            $people::company_name,
            $people::office,
            $people::mobile,
            $people::telephone,
            $people::city,
            $people::country,
            $people::usage_location,
            $people::employee_type,
            $people::hire_date,
            $people::other_mails,
            $people::street_address,
            $people::postal_code,
            $people::state,
            $people::age_group,
            $people::consent,
            $people::preferred_language,
            $people::manager_id,
            $people::created_at,
            $people::version,
        )
    };
}
pub(super) use profile_columns;

#[derive(Queryable)]
pub(super) struct ProfileRow {
    given_name: Option<String>,
    surname: Option<String>,
    mail: Option<String>,
    employee_id: Option<String>,
    job_title: Option<String>,
    department: Option<String>,
    company_name: Option<String>,
    office: Option<String>,
    mobile: Option<String>,
    telephone: Option<String>,
    city: Option<String>,
    country: Option<String>,
    usage_location: Option<String>,
    employee_type: Option<String>,
    hire_date: Option<String>,
    other_mails: Option<String>,
    street_address: Option<String>,
    postal_code: Option<String>,
    state: Option<String>,
    age_group: Option<String>,
    consent: Option<String>,
    preferred_language: Option<String>,
    manager_id: Option<Uuid>,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    created_at: Timestamp,
    version: i32,
}

/// What the directory knows of a person beside the account.
///
/// # Errors
/// The store's.
pub async fn profile(read: &Read<'_>, id: UserId) -> Result<Option<Profile>, StoreError> {
    let row: Option<ProfileRow> = read
        .run(async {
            users::table.find(id.uuid()).select(profile_columns!(users)).first(&mut read.conn()).await.optional()
        })
        .await?;
    match row {
        Some(row) => profile_of(read, row).await.map(Some),
        None => Ok(None),
    }
}

/// With the manager's names. A manager who is deleted is not shown, and comes back when he does.
pub(super) async fn profile_of(read: &Read<'_>, row: ProfileRow) -> Result<Profile, StoreError> {
    let manager = match row.manager_id {
        None => None,
        Some(manager) => read
            .run(async {
                users::table
                    .find(manager)
                    .select((users::user_name, users::display_name))
                    .first::<(String, String)>(&mut read.conn())
                    .await
                    .optional()
            })
            .await?
            .map(|(user_name, display_name)| Manager { id: UserId::from_uuid(manager), user_name, display_name }),
    };
    Ok(Profile {
        given_name: row.given_name,
        surname: row.surname,
        mail: row.mail,
        employee_id: row.employee_id,
        job_title: row.job_title,
        department: row.department,
        company_name: row.company_name,
        office: row.office,
        mobile: row.mobile,
        telephone: row.telephone,
        city: row.city,
        country: row.country,
        usage_location: row.usage_location,
        employee_type: row.employee_type,
        hire_date: row.hire_date,
        other_mails: row.other_mails,
        street_address: row.street_address,
        postal_code: row.postal_code,
        state: row.state,
        age_group: row.age_group,
        consent: row.consent,
        preferred_language: row.preferred_language,
        manager,
        created_at: Some(row.created_at),
        version: row.version,
    })
}
