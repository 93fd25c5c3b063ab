//! A worker's way to the portal: every page and every deed is one spawned task that a browser going away can not cut in half.

use std::rc::Rc;
use std::sync::Arc;

use tracing::Instrument as _;

use super::error::Error;
use super::site::Site;
use crate::service::error::Error as ServiceError;
use crate::service::portal::Portal;

/// A worker's portal and the site that all workers share.
#[derive(Clone)]
pub struct App {
    /// The portal.
    pub portal: Rc<Portal>,
    /// The site.
    pub site: Arc<Site>,
}

impl App {
    /// Starts what goes on behind the answer, as a task of its own. A stop waits for it.
    pub fn start(&self, work: impl AsyncFnOnce(&Portal) + 'static) {
        let portal = Rc::clone(&self.portal);
        actix_web::rt::spawn(self.site.tasks.track_future(async move { work(&portal).await }.in_current_span()));
    }

    /// Runs a deed as a task of its own, with the request's span. A panic inside becomes an error page.
    ///
    /// # Errors
    /// Whatever the deed gives.
    pub async fn run<T: 'static, E>(
        &self,
        deed: impl AsyncFnOnce(&Portal) -> Result<T, E> + 'static,
    ) -> Result<T, Error>
    where
        E: Into<Error> + 'static,
    {
        let portal = Rc::clone(&self.portal);
        let task = self.site.tasks.track_future(async move { deed(&portal).await }.in_current_span());
        match actix_web::rt::spawn(task).await {
            Ok(done) => done.map_err(Into::into),
            Err(broken) => Err(ServiceError::Internal(Box::new(broken)).into()),
        }
    }
}
