//! A person's properties, changed; every name that finds the account follows.

use diesel::prelude::*;
use diesel::update as update_of;
use diesel_async::RunQueryDsl;

use super::create::NewUser;
use super::names::{Kind, login_names, rename};
use crate::domain::attribute::Attribute;
use crate::domain::fold::fold;
use crate::domain::id::UserId;
use crate::domain::property::{Changed, Properties, Property};
use crate::domain::user::Source;
use crate::store::conn::Tx;
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::users;

/// Writes all properties of a person, of which these are `changed`, and counts one version more. A new name that finds somebody else
/// breaks the constraint `login_name_pkey`. A manager who is deleted is not seen by anybody, and stays unless another one is chosen.
///
/// # Errors
/// The store's.
pub async fn update(
    tx: &mut Tx<'_>,
    id: UserId,
    source: Source,
    new: &Properties,
    changed: &[Changed],
) -> Result<(), StoreError> {
    let Properties { user_name, display_name, profile, .. } = new;
    let row = NewUser { id, user_name, display_name, source, profile };
    let is_other = |property: Property| changed.iter().any(|changed| changed.property == property);
    let manager = is_other(Property::Manager).then(|| profile.manager.as_ref().map(|manager| manager.id.uuid()));
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
                users::employee_type.eq(&profile.employee_type),
                users::hire_date.eq(&profile.hire_date),
                users::other_mails.eq(&profile.other_mails),
                users::street_address.eq(&profile.street_address),
                users::postal_code.eq(&profile.postal_code),
                users::state.eq(&profile.state),
                users::age_group.eq(&profile.age_group),
                users::consent.eq(&profile.consent),
                users::office.eq(&profile.office),
                users::mobile.eq(&profile.mobile),
                users::telephone.eq(&profile.telephone),
                users::city.eq(&profile.city),
                users::country.eq(&profile.country),
                users::usage_location.eq(&profile.usage_location),
                manager.map(|manager| users::manager_id.eq(manager)),
                users::sort_name.eq(fold(display_name)),
                users::search_text.eq(row.search_text()),
                users::department_key.eq(profile.department.as_deref().map(fold)),
                users::version.eq(users::version + 1),
            ),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    let is_new = |kind| match kind {
        Kind::UserName => is_other(Property::UserName),
        Kind::Mail => is_other(Property::Of(Attribute::Mail)),
    };
    rename(tx, id, &login_names(user_name, profile), is_new).await
}
