//! Signing in with a name and a password: one entry, one answer for everybody who does not get in.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::event::Event;
use crate::domain::failure::SignInFailure;
use crate::domain::id::{SessionId, UserId};
use crate::domain::password::temporary;
use crate::domain::password_event::PasswordEvent;
use crate::domain::permit::{Actor, Change, Who};
use crate::domain::secret::{PlainPassword, SessionToken};
use crate::domain::session::{SessionKind, SessionLife};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{PasswordKind, Status, User, sign_in_name};
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::passwords::age;
use crate::service::passwords::verify::verify;
use crate::service::portal::Portal;
use crate::store::conn::Tx;
use crate::store::credentials::{Credential, Epoch};
use crate::store::sessions::{self, NewSession};
use crate::store::temporary_passwords;
use crate::store::users::{self, one::SigningIn};

use super::session::token_hash;

/// What came of a knock.
#[derive(Debug)]
pub enum SignIn {
    /// In.
    Open(SessionToken),
    /// In as far as the change page.
    MustChange(SessionToken),
    /// The password was right; the second step comes next.
    MustProve(SessionToken),
    /// Not in. The reason is for the log alone.
    Refused,
}

/// Signs in by name and password; a session that the browser brought (`replaces`) ends with the new one. A refusal is remembered and is no error.
///
/// # Errors
/// [`Error::Busy`]: nothing was checked, nothing was changed.
pub async fn sign_in(
    portal: &Portal,
    guest: &Actor,
    replaces: Option<SessionId>,
    typed: &str,
    password: &PlainPassword,
) -> Result<SignIn, Error> {
    let name = sign_in_name(typed, portal.organisation.default_domain());
    let found = portal
        .db
        .read(async |read| {
            read.close_with_next();
            users::one::by_sign_in_name(read, &name).await
        })
        .await?;
    let known = found.as_ref().and_then(|found| found.credential.as_ref().map(|known| (found.user.id, known)));
    let right = verify(portal, Lane::Anonymous, known, password).await?;
    match (found, right) {
        (None, _) => refuse(portal, guest, None, Some(unknown(portal, &name)), SignInFailure::UnknownUser).await,
        (Some(SigningIn { user, credential: None, .. }), _) => {
            refuse(portal, guest, Some(&user), None, SignInFailure::NoPassword).await
        }
        (Some(SigningIn { user, .. }), false) => {
            refuse(portal, guest, Some(&user), None, SignInFailure::WrongPassword).await
        }
        (Some(SigningIn { user, epoch, credential: Some(verified), second_step }), true) => {
            match open(portal, guest, replaces, user.id, Verified { epoch, credential: verified, second_step }).await {
                // Deleted in between: as for any name that nobody has.
                Err(Error::NotFound) => {
                    refuse(portal, guest, None, Some(unknown(portal, &name)), SignInFailure::UnknownUser).await
                }
                done => done,
            }
        }
    }
}

/// What the log keeps of a name that nobody has.
fn unknown(portal: &Portal, name: &str) -> String {
    let mac = portal.keys.current().code.mac(&[b"unknown sign-in name", name.as_bytes()]);
    URL_SAFE_NO_PAD.encode(&mac[..12])
}

async fn refuse(
    portal: &Portal,
    guest: &Actor,
    user: Option<&User>,
    unknown_name: Option<String>,
    reason: SignInFailure,
) -> Result<SignIn, Error> {
    portal.db.write(async |_| Ok(refusal(guest, user, unknown_name, reason))).await
}

fn refusal(guest: &Actor, user: Option<&User>, unknown_name: Option<String>, reason: SignInFailure) -> Change<SignIn> {
    let user = user.map(|user| Subject::from(&Target::from(user)));
    guest.may_sign_in().change(&Event::SignInFailed { user, unknown_name, reason }, SignIn::Refused)
}

/// What was found when the password was looked at.
struct Verified {
    epoch: Epoch,
    credential: Credential,
    second_step: bool,
}

/// The password was right: everything else is judged again on the locked row.
async fn open(
    portal: &Portal,
    guest: &Actor,
    replaces: Option<SessionId>,
    id: UserId,
    verified: Verified,
) -> Result<SignIn, Error> {
    let mut dice = portal.dice();
    let token = SessionToken::generate(&mut dice)?;
    portal
        .db
        .write_about(id, async |tx, person| {
            let (user, epoch) = person.ok_or(Error::NotFound)?;
            let failure = if epoch == verified.epoch {
                over(tx, &user, &verified.credential)
            } else {
                Some(SignInFailure::Superseded)
            };
            if let Some(reason) = failure {
                return Ok(refusal(guest, Some(&user), None, reason));
            }
            let ended = age::standing(portal, &verified.credential, tx.now()).is_over();
            // A second step that was added or taken away meanwhile begins another epoch.
            let kind = match verified.credential.kind {
                _ if verified.second_step => SessionKind::SecondStep,
                PasswordKind::Own if !ended => SessionKind::Full,
                PasswordKind::Own | PasswordKind::Temporary => SessionKind::ForcedChange,
            };
            let session = SessionId::new(tx.now(), &mut dice)?;
            if let Some(replaced) = replaces {
                // The browser forgets its cookie with this answer: nobody could ever end that session.
                sessions::close(tx, replaced, "replaced by a new sign-in").await?;
            }
            sessions::open(
                tx,
                NewSession {
                    id: session,
                    token_hash: token_hash(token.expose()),
                    user: user.id,
                    kind,
                    life: SessionLife::of(kind, user.roles, &portal.settings().sessions),
                    address: guest.origin.address.map(|address| address.to_string()),
                },
            );
            let outcome = match kind {
                SessionKind::Full => SignIn::Open(token),
                SessionKind::SecondStep => SignIn::MustProve(token),
                SessionKind::ForcedChange => {
                    if verified.credential.kind == PasswordKind::Temporary {
                        temporary_passwords::note_first_use(tx, user.id);
                    }
                    SignIn::MustChange(token)
                }
            };
            let name = user.user_name.to_string();
            let who = Who::Person { id: user.id, name, roles: user.roles, session };
            let permit = Actor { who, origin: guest.origin.clone() }.may_sign_in();
            let subject = Subject::from(&Target::from(&user));
            let mut events = vec![Event::SignedIn { user: subject.clone(), session: kind }];
            if ended {
                events.push(Event::Password(PasswordEvent::Ended { user: subject }));
            }
            Ok(permit.changes(&events, outcome))
        })
        .await
}

fn over(tx: &Tx<'_>, user: &User, credential: &Credential) -> Option<SignInFailure> {
    let temporary = credential.kind == PasswordKind::Temporary;
    if user.status == Status::Blocked {
        Some(SignInFailure::Blocked)
    } else if temporary && temporary::is_over(tx.now(), credential.expires_at, credential.first_used_at) {
        Some(SignInFailure::TemporaryPasswordOver)
    } else {
        None
    }
}
