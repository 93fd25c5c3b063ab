//! The columns of a list of people in words.

use crate::domain::columns::Column;
use crate::i18n::{Words, t};

/// The heading of a column.
pub fn name<'a>(words: &'a Words, column: &Column) -> &'a str {
    match column {
        Column::Status => t!(words, "users-column-status"),
        Column::Department => t!(words, "users-column-department"),
        Column::Password => t!(words, "users-column-password"),
        Column::LastSignIn => t!(words, "users-column-last-sign-in"),
        Column::UserName => t!(words, "user-name"),
        Column::Mail => t!(words, "user-mail"),
        Column::JobTitle => t!(words, "user-job"),
        Column::Company => t!(words, "user-company"),
        Column::EmployeeId => t!(words, "user-employee"),
        Column::Office => t!(words, "user-office"),
        Column::City => t!(words, "user-city"),
        Column::Country => t!(words, "user-country"),
        Column::Source => t!(words, "user-type"),
        Column::Roles => t!(words, "user-roles"),
        Column::Created => t!(words, "user-created"),
    }
}
