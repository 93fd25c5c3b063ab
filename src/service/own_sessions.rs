//! People see where they are signed in and what happened to their account, and end what is not theirs.

use crate::domain::audit::{Entry, Filter};
use crate::domain::event::Event;
use crate::domain::id::{FormKey, SessionId};
use crate::domain::paging::{PageSize, Slice, Start};
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::secret::SessionToken;
use crate::domain::security_event::{SecurityDeed, SecurityEvent};
use crate::domain::session::{OwnSession, SessionKind};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Status, User};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::signin::session::{self, Beginning, Visitor};
use crate::store::conn::{Read, Tx};
use crate::store::{audit, credentials, forms, own_sessions, password_age, sessions};

/// The name of the forms, for their single use.
const FORM: &str = "own-sessions";

/// Which sessions shall end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// One of them.
    One(SessionId),
    /// All but the one at hand.
    Others,
}

/// Where the visitor is signed in.
///
/// # Errors
/// The store's.
pub async fn list(read: &Read<'_>, visitor: &Visitor) -> Result<Vec<OwnSession>, Error> {
    Ok(own_sessions::all(read, visitor.user.id).await?)
}

/// What happened to the visitor's account, the newest first.
///
/// # Errors
/// The store's.
pub async fn activity(
    read: &Read<'_>,
    visitor: &Visitor,
    start: &Start,
    size: PageSize,
) -> Result<Slice<Entry>, Error> {
    let filter = Filter { subjects: Some(vec![visitor.user.id]), ..Filter::default() };
    Ok(audit::page(read, &filter, start, size).await?)
}

/// Ends sessions of the visitor.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before, or there is nothing to end.
pub async fn end(portal: &Portal, visitor: &Visitor, actor: &Actor, which: Which, key: FormKey) -> Result<(), Error> {
    portal
        .db
        .write_about(visitor.user.id, async |tx, person| {
            let (user, _) = person.ok_or(Error::Replayed)?;
            let permit = actor.may_own(Permission::ManageOwnSecurity)?;
            consume(tx, visitor, &user, key).await?;
            let ended = match which {
                Which::One(session) => u64::from(own_sessions::close(tx, user.id, session).await?),
                Which::Others => own_sessions::close_others(tx, user.id, visitor.session).await?,
            };
            if ended == 0 {
                return Err(Error::Replayed);
            }
            Ok(permit.change(&told(&user, SecurityDeed::SessionsEnded { sessions_ended: ended }), ()))
        })
        .await
}

/// "This was not me": every session is over, this browser is led to a new password, and so is the next sign-in if that is not chosen now.
///
/// # Errors
/// [`Error::Replayed`] when the form was used before; [`Error::NotFound`] without a password here.
pub async fn not_me(portal: &Portal, visitor: &Visitor, actor: &Actor, key: FormKey) -> Result<SessionToken, Error> {
    let mut dice = portal.dice();
    let token = SessionToken::generate(&mut dice)?;
    portal
        .db
        .write_about(visitor.user.id, async |tx, person| {
            let (user, _) = person.ok_or(Error::Replayed)?;
            let permit = actor.may_own(Permission::ManageOwnSecurity)?;
            consume(tx, visitor, &user, key).await?;
            if credentials::find(&tx.reading(), user.id).await?.is_none() {
                return Err(Error::NotFound);
            }
            // It may be demanded already, and a temporary one is changed at the next sign-in anyway.
            password_age::demand(tx, user.id).await?;
            let ended = sessions::close_all(tx, user.id, "somebody else used the account").await?;
            credentials::begin_anew(tx, user.id).await?;
            let id = SessionId::new(tx.now(), &mut dice)?;
            let beginning = Beginning { registration: None, ..Beginning::going_on(visitor) };
            session::open(tx, portal, &user, SessionKind::ForcedChange, (id, &token), &actor.origin, beginning);
            let deed = SecurityDeed::NotMe { sessions_ended: ended.saturating_sub(1) };
            Ok(permit.change(&told(&user, deed), token))
        })
        .await
}

async fn consume(tx: &mut Tx<'_>, visitor: &Visitor, user: &User, key: FormKey) -> Result<(), Error> {
    let stands = user.status != Status::Blocked && sessions::is_open(tx, visitor.session).await?;
    if stands && forms::consume(tx, key, user.id, FORM, None).await? { Ok(()) } else { Err(Error::Replayed) }
}

fn told(user: &User, deed: SecurityDeed) -> Event {
    Event::Security(SecurityEvent { user: Subject::from(&Target::from(user)), deed })
}
