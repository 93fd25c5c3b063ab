//! A new person, with every name that finds the account in one namespace.

use diesel::insert_into;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jiff_diesel::ToDiesel;

use crate::domain::fold::fold;
use crate::domain::id::UserId;
use crate::domain::profile::Profile;
use crate::domain::user::{Source, UserName};
use crate::store::conn::Tx;
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;
use crate::store::schema::users;

use super::names::{self, login_names};

/// A person to be made.
pub struct NewUser<'a> {
    /// The id.
    pub id: UserId,
    /// The name that signs in.
    pub user_name: &'a UserName,
    /// The name that others see.
    pub display_name: &'a str,
    /// Where the account lives.
    pub source: Source,
    /// The rest.
    pub profile: &'a Profile,
}

impl NewUser<'_> {
    /// The folded text that a search looks through.
    pub fn search_text(&self) -> String {
        search_text(
            self.display_name,
            self.user_name.as_str(),
            [&self.profile.given_name, &self.profile.surname, &self.profile.mail, &self.profile.employee_id],
        )
    }
}

/// What a search looks through: names, user name, mail, employee number.
pub fn search_text(display_name: &str, user_name: &str, more: [&Option<String>; 4]) -> String {
    let mut text = fold(display_name);
    for part in [Some(user_name)].into_iter().chain(more.map(|part| part.as_deref())).flatten() {
        let part = fold(part);
        if !text.contains(&part) {
            text.push(' ');
            text.push_str(&part);
        }
    }
    text
}

/// Makes a person. A name that finds somebody already breaks the constraint `login_name_pkey`.
///
/// # Errors
/// The store's.
pub async fn create(tx: &mut Tx<'_>, new: &NewUser<'_>) -> Result<(), StoreError> {
    let profile = new.profile;
    insert_into(users::table)
        .values((
            users::id.eq(new.id.uuid()),
            users::user_name.eq(new.user_name.as_str()),
            users::display_name.eq(new.display_name),
            users::given_name.eq(&profile.given_name),
            users::surname.eq(&profile.surname),
            users::mail.eq(&profile.mail),
            users::employee_id.eq(&profile.employee_id),
            users::job_title.eq(&profile.job_title),
            users::department.eq(&profile.department),
            users::preferred_language.eq(&profile.preferred_language),
            users::company_name.eq(&profile.company_name),
            users::office.eq(&profile.office),
            users::mobile.eq(&profile.mobile),
            users::telephone.eq(&profile.telephone),
            users::employee_type.eq(&profile.employee_type),
            users::hire_date.eq(&profile.hire_date),
            users::other_mails.eq(&profile.other_mails),
            users::street_address.eq(&profile.street_address),
            users::postal_code.eq(&profile.postal_code),
            users::state.eq(&profile.state),
            users::age_group.eq(&profile.age_group),
            users::consent.eq(&profile.consent),
            users::city.eq(&profile.city),
            users::country.eq(&profile.country),
            users::usage_location.eq(&profile.usage_location),
            users::manager_id.eq(profile.manager.as_ref().map(|manager| manager.id.uuid())),
            users::source.eq(new.source.id()),
            users::created_at.eq(tx.now().to_diesel()),
            users::sort_name.eq(fold(new.display_name)),
            users::search_text.eq(new.search_text()),
            users::department_key.eq(profile.department.as_deref().map(fold)),
        ))
        .kept()
        .execute(&mut tx.conn())
        .await?;
    for (name, kind) in login_names(new.user_name, profile) {
        names::give(tx, new.id, &name, kind).await?;
    }
    Ok(())
}
