//! People with everything that is told of them, page by page in the order of the list.

use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use diesel_async::RunQueryDsl;
use jiff::Timestamp;
use uuid::Uuid;

use super::list::{from_place, narrowed, ordered, planned, words_of};
use super::words::Listed;
use crate::domain::exported::Exported;
use crate::domain::id::UserId;
use crate::domain::paging::Cursor;
use crate::domain::people::{Direction, PeopleFilter, Sort};
use crate::domain::profile::{Manager, Profile};
use crate::domain::user::Source;
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::limited::Limited;
use crate::store::schema::users;

#[derive(Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
struct ExportRow {
    id: Uuid,
    user_name: String,
    display_name: String,
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
    #[diesel(select_expression = manager())]
    #[diesel(select_expression_type = SqlLiteral<Nullable<Text>>)]
    manager: Option<String>,
    source: String,
    enabled: bool,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    password_changed_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::NullableTimestamp)]
    last_sign_in_at: Option<Timestamp>,
    #[diesel(deserialize_as = jiff_diesel::Timestamp)]
    created_at: Timestamp,
    sort_name: String,
    department_key: Option<String>,
}

fn manager() -> SqlLiteral<Nullable<Text>> {
    sql("(SELECT manager.user_name FROM users AS manager WHERE manager.id = users.manager_id)")
}

/// The next `rows` people behind a place, in the order of the list.
///
/// # Errors
/// The store's.
pub async fn page(
    read: &Read<'_>,
    filter: &PeopleFilter,
    sort: Sort,
    walk: Direction,
    place: Option<&Cursor>,
    rows: usize,
) -> Result<Vec<Exported>, StoreError> {
    let columns = <ExportRow as Selectable<Pg>>::construct_selection();
    let found: Vec<ExportRow> = if let Some(words) = words_of(read, filter, sort).await? {
        let listed = Listed { columns, words, place: place.cloned(), walk, rows };
        read.run(listed.load(&mut read.conn())).await?
    } else {
        let query = from_place(narrowed(users::table.into_boxed(), filter), sort, walk, place);
        let query = Limited { query: ordered(query, sort, walk).select(columns), rows };
        planned(read, filter, query.load(&mut read.conn())).await?
    };
    found.into_iter().map(|row| row.exported(sort)).collect()
}

impl ExportRow {
    fn exported(self, sort: Sort) -> Result<Exported, StoreError> {
        let keys = match sort {
            Sort::Name => vec![self.sort_name],
            Sort::Department => vec![self.department_key.unwrap_or_default(), self.sort_name],
        };
        let manager = self.manager_id.zip(self.manager).map(|(id, user_name)| Manager {
            id: UserId::from_uuid(id),
            user_name,
            display_name: String::new(),
        });
        let profile = Profile {
            given_name: self.given_name,
            surname: self.surname,
            mail: self.mail,
            employee_id: self.employee_id,
            job_title: self.job_title,
            department: self.department,
            company_name: self.company_name,
            office: self.office,
            mobile: self.mobile,
            telephone: self.telephone,
            city: self.city,
            country: self.country,
            usage_location: self.usage_location,
            employee_type: self.employee_type,
            hire_date: self.hire_date,
            other_mails: self.other_mails,
            street_address: self.street_address,
            postal_code: self.postal_code,
            state: self.state,
            age_group: self.age_group,
            consent: self.consent,
            preferred_language: self.preferred_language,
            manager,
            created_at: Some(self.created_at),
            version: 0,
        };
        Ok(Exported {
            id: UserId::from_uuid(self.id),
            user_name: self.user_name,
            display_name: self.display_name,
            source: Source::from_id(&self.source).ok_or(StoreError::Corrupt("source"))?,
            enabled: self.enabled,
            profile,
            password_changed_at: self.password_changed_at,
            last_sign_in_at: self.last_sign_in_at,
            place: Cursor { keys, id: self.id },
        })
    }
}
