//! Signing in, being walled in, signing out.
pub mod forced_change;
pub mod password;
pub mod second_step;
pub mod signout;

use super::error::Error;
use super::form::Fields;

/// Where the visitor wanted to go; nothing else may stand in the address.
fn next(mut fields: Fields) -> Result<Option<String>, Error> {
    let next = fields.take("next");
    fields.finish()?;
    Ok(next)
}
