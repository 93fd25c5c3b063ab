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
        Column::EmployeeType => t!(words, "user-employee-type"),
        Column::HireDate => t!(words, "user-hire-date"),
        Column::Mobile => t!(words, "user-mobile"),
        Column::Telephone => t!(words, "user-telephone"),
        Column::OtherMails => t!(words, "user-other-mails"),
        Column::StreetAddress => t!(words, "user-street"),
        Column::PostalCode => t!(words, "user-postal-code"),
        Column::State => t!(words, "user-state"),
        Column::UsageLocation => t!(words, "user-usage-location"),
    }
}
