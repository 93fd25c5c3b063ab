//! `GET /roles/matrix`: who may do what to whom, drawn from the policy itself; and what it says of two people.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::permission::Permission;
use crate::service::error::Error as ServiceError;
use crate::service::users::named::{Named, named};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::roles_matrix::{Asked, RolesMatrix};

/// The longest name to look for.
const LONGEST_NAME: usize = 200;

/// Both matrices; with people named, what they may, and the rows that decide.
///
/// # Errors
/// The gate's, 422 for an address that we did not write.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let mut asked = caller.query(asked).await?;
    let wanted = [&asked[0], &asked[1]].map(|asked| Some(asked.field.value.clone()).filter(|_| asked.is_sought()));
    let (me, [who, whom]) = caller
        .page(async move |portal, read, me| {
            me.actor.check(Permission::ViewUsers)?;
            let mut found = [None, None];
            for (found, wanted) in found.iter_mut().zip(wanted) {
                if let Some(wanted) = wanted {
                    *found = Some(named(portal, read, &wanted).await?);
                }
            }
            Ok::<_, ServiceError>(found)
        })
        .await?;
    for (asked, found) in asked.iter_mut().zip([who, whom]) {
        match found {
            Some(Named::One(user)) => asked.user = Some(*user),
            Some(Named::Nobody) => asked.field.refuse(Complaint::NobodyFound),
            Some(Named::Several(names)) => asked.field.refuse(Complaint::SeveralFound { names }),
            None => {}
        }
    }
    let [who, whom] = asked;
    caller.html(StatusCode::OK, &RolesMatrix { page: caller.view(&me, Section::Roles, None)?, who, whom })
}

fn asked(mut fields: Fields) -> Result<[Asked; 2], Error> {
    let mut given = |name: &str| {
        let mut field = Field::of(fields.take(name).map(|value| value.trim().to_owned()).unwrap_or_default());
        if field.value.chars().count() > LONGEST_NAME {
            field.refuse(Complaint::TooLong { most: LONGEST_NAME });
        }
        Asked { field, user: None }
    };
    let asked = [given("who"), given("whom")];
    fields.finish()?;
    Ok(asked)
}
