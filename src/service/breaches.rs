//! The operator's list of known breaches, and the word of it in the audit log.

use crate::domain::event::Event;
use crate::domain::password_event::PasswordEvent;
use crate::domain::permit::Actor;
use crate::service::error::Error;
use crate::service::portal::Portal;

/// Writes down that a list was made.
///
/// # Errors
/// [`Error::Denied`] for anybody but the operator.
pub async fn made(portal: &Portal, operator: &Actor, entries: u64) -> Result<(), Error> {
    portal
        .db
        .write(async |_| {
            let permit = operator.may_operate()?;
            Ok(permit.change(&Event::Password(PasswordEvent::BreachListMade { entries }), ()))
        })
        .await
}
