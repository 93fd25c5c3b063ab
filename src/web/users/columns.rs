//! `GET, POST /users/columns`: what lists of people show, and how many at a time; kept for whoever chooses.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::columns::{Choice, Column, Columns};
use crate::domain::paging::PageSize;
use crate::service::users::choice;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::user_columns::PeopleColumns;
use crate::web::{forms, paths};

/// The form.
///
/// # Errors
/// The gate's, 422 for an address that asks for what does not exist.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let next = caller.query(back).await?;
    let me = caller.enter().await?;
    let chosen = me.person()?.choice;
    let columns = chosen.columns.unwrap_or_default().iter().collect();
    let page = caller.view(&me, Section::Users, None)?;
    let size = chosen.size.unwrap_or_default();
    caller.html(StatusCode::OK, &PeopleColumns { page, columns, size, next, refused: vec![] })
}

/// Keeps the choice. An old page may still choose: nothing is lost by it, and twice is as once.
///
/// # Errors
/// The gate's, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::LIST_COLUMNS, &mut fields)?;
    let who = me.person()?.user.id;
    let usual = fields.take("usual").is_some();
    let columns = ticked(&mut fields)?;
    let size = fields.take("size").map(|size| PageSize::parse(&size).map_err(|_| ErrorKind::BadForm)).transpose()?;
    let next = back(fields)?;
    let choice = if usual {
        Choice::default()
    } else if let Some(columns) = Columns::new(columns.iter().copied()) {
        Choice { columns: Some(columns), size }
    } else {
        let page = caller.view(&me, Section::Users, Some(ticket.key))?;
        let size = size.unwrap_or_default();
        let refused = vec![Complaint::ColumnsNumber { most: Columns::MOST }];
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &PeopleColumns { page, columns, size, next, refused });
    };
    caller.run(&me, async move |portal| choice::keep(portal, who, choice).await).await?;
    caller.tell(Flash::ListSaved);
    Ok(caller.go(&next))
}

fn ticked(fields: &mut Fields) -> Result<Vec<Column>, Error> {
    let mut columns = vec![];
    for column in Column::ALL {
        match fields.take(&format!("column_{}", column.id())).as_deref() {
            None => {}
            Some("yes") => columns.push(column),
            Some(_) => return Err(ErrorKind::BadForm.into()),
        }
    }
    Ok(columns)
}

/// The list to go back to; the list of everybody where none of ours is named.
fn back(mut fields: Fields) -> Result<String, Error> {
    let next = fields.take("next").unwrap_or_default();
    fields.finish()?;
    let list = |next: &&str| *next == paths::USERS || next.starts_with("/users?");
    Ok(paths::local(&next).filter(list).unwrap_or(paths::USERS).to_owned())
}
