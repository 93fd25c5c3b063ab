//! Who comes in, and what is read for him: visitor, gate and page in one moment of the database.

use std::cell::Cell;

use futures_util::future::join;

use super::error::Error;
use super::gate::Gate;
use super::me::Me;
use crate::domain::permit::Origin;
use crate::service::error::Error as ServiceError;
use crate::service::portal::{Portal, Reading};
use crate::service::signin::session::{self, Visit};

/// What a request brings to the gate.
pub struct Knock {
    /// The session's token, when there is a cookie that we signed.
    pub token: Option<[u8; 32]>,
    /// What the address asks for.
    pub gate: Gate,
    /// Where the request comes from.
    pub origin: Origin,
    /// Path and query, to come back to after sign-in.
    pub here: String,
}

impl Knock {
    /// Looks the visitor up, asks the gate, reads the page. What is read `ahead` is asked for together with the visitor, in one
    /// journey to the database; nobody whom the gate keeps out gets it, and without a token it is not asked for before the gate.
    ///
    /// # Errors
    /// The gate's and the page's; with the visitor, when that much is known.
    pub async fn read<A, T>(
        self,
        portal: &Portal,
        ahead: impl AsyncFnOnce(&Portal, &Reading<'_>) -> Result<A, ServiceError>,
        page: impl AsyncFnOnce(&Portal, &Reading<'_>, &Me, A) -> Result<T, ServiceError>,
    ) -> Result<(Me, T), (Option<Me>, Error)> {
        let Self { token, gate, origin, here } = self;
        let settings = portal.settings();
        let timed_out = Cell::new(None);
        let looked = portal
            .db
            .read(async |read| {
                let visit = session::visit(read, token.as_ref(), &settings.sessions);
                let (visit, early) = match token {
                    // The visitor's query goes first: it takes the transaction's beginning along, and brings the time.
                    Some(_) => {
                        let (visit, early) = join(visit, ahead(portal, read)).await;
                        (visit, Ok(early))
                    }
                    None => (visit.await, Err(ahead)),
                };
                let visit = visit?;
                if let Visit::TimedOut(over) = visit {
                    timed_out.set(over);
                }
                let (me, ended) = Me::of(visit, origin, read.now().await?);
                let page = match gate.admit(&me, ended, &here) {
                    Ok(()) => {
                        let early = match early {
                            Ok(early) => early,
                            Err(ahead) => ahead(portal, read).await,
                        };
                        match early {
                            Ok(early) => page(portal, read, &me, early).await.map_err(Error::from),
                            Err(error) => Err(error.into()),
                        }
                    }
                    Err(refused) => Err(refused),
                };
                Ok::<_, ServiceError>((me, page))
            })
            .await;
        if let Some(over) = timed_out.get() {
            session::time_out(portal, over).await;
        }
        match looked {
            Ok((me, Ok(page))) => Ok((me, page)),
            Ok((me, Err(error))) => Err((Some(me), error)),
            Err(error) => Err((None, error.into())),
        }
    }
}
