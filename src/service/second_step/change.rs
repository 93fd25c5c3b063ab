//! What every change of the own second step has in common: who may, what ends with it, who is told (ASVS 7.4.3, R-352).

use crate::domain::event::Event;
use crate::domain::id::{FormKey, SessionId, UserId};
use crate::domain::notice::About;
use crate::domain::permit::Actor;
use crate::domain::second_step::recovery_hash;
use crate::domain::secret::{RecoveryCode, SessionToken};
use crate::domain::security_event::{SecurityDeed, SecurityEvent};
use crate::domain::session::SessionKind;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{Status, User};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::self_service::notices;
use crate::service::signin::session::{self, Beginning, Visitor};
use crate::store::conn::Tx;
use crate::store::{credentials, forms, second_steps, sessions};

pub(super) fn hashes(user: UserId, codes: &[RecoveryCode]) -> Vec<[u8; 32]> {
    codes.iter().map(|code| recovery_hash(user, code.expose())).collect()
}

pub(super) fn told(user: &User, deed: SecurityDeed) -> Event {
    Event::Security(SecurityEvent { user: Subject::from(&Target::from(user)), deed })
}

/// Whoever ended this session meanwhile, or blocked the account, wins.
pub(super) async fn consume(
    tx: &mut Tx<'_>,
    visitor: &Visitor,
    user: &User,
    form: &str,
    key: FormKey,
) -> Result<(), Error> {
    let stands = user.status != Status::Blocked && sessions::is_open(tx, visitor.session).await?;
    if stands && forms::consume(tx, key, user.id, form, None).await? { Ok(()) } else { Err(Error::Replayed) }
}

/// Gives somebody these recovery codes where none are left, and hands them back to be shown; otherwise those that there are stay.
pub(super) async fn codes_if_none(
    tx: &mut Tx<'_>,
    user: UserId,
    codes: Vec<RecoveryCode>,
) -> Result<Vec<RecoveryCode>, Error> {
    if second_steps::codes_left(&tx.reading(), user).await? > 0 {
        return Ok(vec![]);
    }
    second_steps::replace_codes(tx, user, &hashes(user, &codes)).await?;
    Ok(codes)
}

/// Ends every session of the person, and whatever was begun without this second step; one goes on. Says how many others were alive.
pub(super) async fn go_on(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    (user, visitor): (&User, &Visitor),
    (id, token): (SessionId, &SessionToken),
) -> Result<u64, Error> {
    let ended = sessions::close_all(tx, user.id, "second step changed").await?;
    credentials::begin_anew(tx, user.id).await?;
    session::open(tx, portal, user, SessionKind::Full, (id, token), &actor.origin, Beginning::going_on(visitor));
    Ok(ended.saturating_sub(1))
}

pub(super) async fn told_by_mail(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    user: &User,
    about: About,
) -> Result<(), Error> {
    if portal.settings().self_service.tell_of_proofs {
        notices::tell(portal, tx, actor, user, about).await?;
    }
    Ok(())
}
