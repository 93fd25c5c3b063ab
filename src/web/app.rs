//! A worker's way to the portal: every page and every deed is one spawned task that a browser going away can not cut in half.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::future::LocalBoxFuture;
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
        let work: LocalBoxFuture<'static, ()> = Box::pin(async move { work(&portal).await });
        actix_web::rt::spawn(self.site.tasks.track_future(work.in_current_span()));
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
        let done = Rc::new(Cell::new(None));
        let place = Rc::clone(&done);
        // Tasks are all of one type: their machinery is in the program once, and not again for every page and deed.
        let work: LocalBoxFuture<'static, ()> = Box::pin(async move { place.set(Some(deed(&portal).await)) });
        let ended = actix_web::rt::spawn(self.site.tasks.track_future(work.in_current_span())).await;
        match (done.take(), ended) {
            (Some(done), _) => done.map_err(Into::into),
            (None, Err(broken)) => Err(ServiceError::Internal(Box::new(broken)).into()),
            (None, Ok(())) => Err(ServiceError::Internal("a task ended without an answer".into()).into()),
        }
    }
}
