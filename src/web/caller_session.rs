//! The session of the request at hand: opened, handed on, taken away.

use actix_web::HttpMessage as _;
use jiff::SignedDuration;

use super::caller::Caller;
use super::error::Error;
use super::form::Fields;
use super::me::Me;
use super::{cookies, session};
use crate::domain::secret::SessionToken;
use crate::service::error::Error as ServiceError;
use crate::service::portal::Portal;
use crate::service::signin::session as sessions;

impl Caller {
    /// Whether a form that comes with an ended session is the second press of what ended it.
    ///
    /// # Errors
    /// The store's.
    pub async fn was_done(&self, fields: &mut Fields) -> Result<bool, Error> {
        let token = session::token(&self.session);
        let Some(key) = fields.take("form_key").and_then(|key| key.parse().ok()) else { return Ok(false) };
        let used = async move |portal: &Portal| {
            portal.db.read(async |read| sessions::was_used(read, token.as_ref(), key).await).await
        };
        self.app.run(used).await
    }

    /// Gives the browser a new session, in the place of whatever it brought.
    ///
    /// # Errors
    /// Only after a sign-out in the same request, which is a fault of ours.
    pub fn open(&self, token: &SessionToken) -> Result<(), Error> {
        session::open(&self.session, token).map_err(|error| ServiceError::Internal(Box::new(error)).into())
    }

    /// As [`Caller::open`], and the browser keeps it for so long where that is not nothing.
    ///
    /// # Errors
    /// As [`Caller::open`].
    pub fn open_for(&self, token: &SessionToken, kept_for: Option<SignedDuration>) -> Result<(), Error> {
        if let Some(time) = kept_for {
            self.http.extensions_mut().insert(cookies::Kept(time));
        }
        self.open(token)
    }

    /// Gives the browser another token of a session that goes on, and keeps it as long as that of before.
    ///
    /// # Errors
    /// As [`Caller::open`].
    pub fn go_on(&self, me: &Me, token: &SessionToken) -> Result<(), Error> {
        self.open_for(token, me.visitor.as_ref().and_then(|visitor| visitor.kept_for))
    }

    /// Takes the session from the browser.
    pub fn close(&self) {
        session::close(&self.session);
    }
}
