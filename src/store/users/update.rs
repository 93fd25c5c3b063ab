//! A person's properties, changed; every name that finds the account follows.

use diesel::prelude::*;
use diesel::{delete, insert_into, update as update_of};
use diesel_async::RunQueryDsl;

use super::create::{NewUser, login_names};
use crate::domain::fold::fold;
use crate::domain::id::UserId;
use crate::domain::property::Properties;
use crate::domain::user::Source;
use crate::store::conn::Tx;
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::{login_name, users};

/// Writes all properties of a person and counts one version more. A name that finds somebody else breaks the constraint
/// `login_name_pkey`.
///
/// # Errors
/// The store's.
pub async fn update(tx: &mut Tx<'_>, id: UserId, source: Source, new: &Properties) -> Result<(), StoreError> {
    let Properties { user_name, display_name, profile, .. } = new;
    let row = NewUser { id, user_name, display_name, source, profile };
    update_of(users::table.find(id.uuid()))
        .set((
            (
                users::user_name.eq(user_name.as_str()),
                users::display_name.eq(display_name),
                users::given_name.eq(&profile.given_name),
                users::surname.eq(&profile.surname),
                users::mail.eq(&profile.mail),
                users::employee_id.eq(&profile.employee_id),
                users::job_title.eq(&profile.job_title),
                users::department.eq(&profile.department),
                users::preferred_language.eq(&profile.preferred_language),
                users::company_name.eq(&profile.company_name),
            ),
            (
                users::office.eq(&profile.office),
                users::mobile.eq(&profile.mobile),
                users::telephone.eq(&profile.telephone),
                users::city.eq(&profile.city),
                users::country.eq(&profile.country),
                users::usage_location.eq(&profile.usage_location),
                users::manager_id.eq(profile.manager.as_ref().map(|manager| manager.id.uuid())),
                users::sort_name.eq(fold(display_name)),
                users::search_text.eq(row.search_text()),
                users::department_key.eq(profile.department.as_deref().map(fold)),
                users::version.eq(users::version + 1),
            ),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    rename(tx, id, &login_names(user_name, profile)).await
}

/// The names that find the account. Those that stay are not touched.
async fn rename(tx: &mut Tx<'_>, id: UserId, names: &[(String, &'static str)]) -> Result<(), StoreError> {
    let known: Vec<(String, String)> = login_name::table
        .filter(login_name::user_id.eq(id.uuid()))
        .select((login_name::canonical, login_name::kind))
        .load(&mut tx.conn())
        .await?;
    let is = |(wanted, of): &(String, &str), (name, kind): &(String, String)| wanted == name && of == kind;
    let gone: Vec<&String> =
        known.iter().filter(|known| !names.iter().any(|wanted| is(wanted, known))).map(|(name, _)| name).collect();
    if !gone.is_empty() {
        delete(login_name::table.filter(login_name::canonical.eq_any(gone)).filter(login_name::user_id.eq(id.uuid())))
            .kept()
            .execute(&mut tx.conn())
            .await?;
    }
    for (name, kind) in names.iter().filter(|wanted| !known.iter().any(|known| is(wanted, known))) {
        insert_into(login_name::table)
            .values((login_name::canonical.eq(name), login_name::user_id.eq(id.uuid()), login_name::kind.eq(kind)))
            .kept()
            .execute(&mut tx.conn())
            .await?;
    }
    Ok(())
}
