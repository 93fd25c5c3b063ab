//! An administrator gives somebody a temporary password (R-060…R-073).

use jiff::Timestamp;

use crate::domain::check::Check;
use crate::domain::contact::Point;
use crate::domain::delivery::Delivery;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, UserId};
use crate::domain::letter::Letter;
use crate::domain::notice::About;
use crate::domain::password::issued::{Issue, Origin};
use crate::domain::password::temporary::{Expires, TemporaryPassword};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied};
use crate::domain::profile::Profile;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{PasswordKind, User};
use crate::host::hash_pool::Lane;
use crate::service::directory::reset as directory;
use crate::service::error::Error;
use crate::service::letters::{self, Recipient};
use crate::service::portal::Portal;
use crate::service::self_service::notices;
use crate::service::somebody;
use crate::service::stop::Stop;
use crate::store::conn::{Read, Tx};
use crate::store::{credentials, forms, sessions, users};

use super::{change, replace};

/// The name of the form, for its single use.
const FORM: &str = "reset-password";

/// A term of four letters is in one of some ten thousand temporary passwords; whoever bans a thousand waits a little longer.
const TRIES: usize = 100;

/// What the confirm page asks for.
#[derive(Debug)]
pub struct Reset {
    /// How the caller was checked.
    pub verified_by: Check,
    /// How it gets to its person.
    pub delivery: Delivery,
    /// How long the temporary password works.
    pub expires: Expires,
    /// Ticket or reason.
    pub reason: Option<String>,
    /// The form's single use.
    pub key: FormKey,
}

/// A code that was sent works for so long at most: a mailbox keeps what is in it for longer than a person remembers it.
const LONGEST_CODE: Expires = Expires::OneDay;

/// What came of a reset.
#[derive(Debug)]
pub enum Outcome {
    /// There is a temporary password, to be shown once.
    Shown(Box<Issued>),
    /// It is on its way to its person, and nobody here knows it.
    Sent,
    /// Nothing was done: no address for codes is known.
    NoAddress,
    /// Nothing was done: it was decided otherwise meanwhile (settings of resets).
    DecidedOtherwise,
}

/// A temporary password, to be shown once.
#[derive(Debug)]
pub struct Issued {
    /// Whose.
    pub user: User,
    /// The secret.
    pub password: TemporaryPassword,
    /// Its end, if it has one.
    pub expires_at: Option<Timestamp>,
}

/// What the confirm page shows before anything happens.
#[derive(Debug)]
pub struct Question {
    /// About whom.
    pub user: User,
    /// What an administrator can compare with the caller.
    pub profile: Profile,
    /// How many live sessions a reset ends.
    pub sessions: u64,
    /// A temporary password that still waits would be replaced: since when.
    pub waiting_since: Option<Timestamp>,
    /// Where a code would be sent, masked; nothing where no address is known.
    pub address: Option<String>,
    /// Whether it is reset in the directory outside.
    pub outside: bool,
    /// The least length of the password that the person is going to choose.
    pub shortest: usize,
    /// Why there is nothing to confirm.
    pub denied: Option<Denied>,
}

/// What became of a temporary password that was shown before.
#[derive(Debug)]
pub enum Fate {
    /// It waits for its first use; its end, if it has one.
    Waiting(Option<Timestamp>),
    /// Its half hour after the first use, or its time, is over.
    Over,
    /// The person has chosen an own password since.
    Used(Timestamp),
    /// A newer reset replaced it: when, and by whom.
    Superseded(Timestamp, Option<Box<User>>),
}

/// The answer to a form that was used before.
#[derive(Debug)]
pub struct AlreadyShown {
    /// Whose password.
    pub user: User,
    /// When it was shown.
    pub at: Timestamp,
    /// What became of it.
    pub fate: Fate,
}

/// Whom a reset would be about, and what it would do.
///
/// # Errors
/// [`Error::NotFound`] for nobody.
pub async fn question(portal: &Portal, read: &Read<'_>, actor: &Actor, target: UserId) -> Result<Question, Error> {
    actor.check(Permission::ViewUsers)?;
    let known = somebody::find(read, target).await?;
    let profile = somebody::profile(read, &known).await?;
    let sessions = sessions::live(read, target).await?;
    let outside = directory::is_open(portal, &known.user);
    let wanted = directory::permission(portal, &known.user);
    let denied = actor.check_on(wanted, &Target::from(&known)).err();
    let user = known.user;
    // Known to whoever may reset, and to nobody else.
    let contact = if denied.is_none() { Some(users::contact::find(read, target).await?) } else { None };
    let address = contact.and_then(|contact| contact.mail).map(|mail| Point::Mail.masked(&mail));
    let waiting_since = user.password_changed_at.filter(|_| user.password_kind == Some(PasswordKind::Temporary));
    let shortest = portal.rules().shortest(&change::context(portal, read, &user).await?);
    Ok(Question { user, profile, sessions, waiting_since, address, outside, shortest, denied })
}

/// Gives `target` a temporary password that must be changed at the next sign-in: to be shown, or sent.
///
/// # Errors
/// [`Error::Denied`], [`Error::Replayed`] when the form was used before, [`Error::NotFound`].
pub async fn reset(portal: &Portal, actor: &Actor, target: UserId, input: Reset) -> Result<Outcome, Error> {
    judge(portal, actor, target, input.key).await?;
    let password = temporary(portal)?;
    let kind = PasswordKind::Temporary;
    let prepared = replace::prepare(portal, Lane::SignedIn, target, kind, password.expose()).await?;
    let written = portal.db.write(async |tx| {
        let user = somebody::lock(tx, actor, Permission::ResetPassword, target).await?;
        let subject = Target::from(&user);
        let actor = &somebody::as_of_now(tx, actor, Permission::ResetPassword).await?;
        let permit = actor.may_to(Permission::ResetPassword, &subject).map_err(Error::from)?;
        if let Some(admin) = actor.user()
            && !forms::consume(tx, input.key, admin, FORM, Some(target)).await?
        {
            return Err(Stop::Error(Error::Replayed));
        }
        let settings = portal.settings();
        let decided = &settings.resets;
        let is_checked = decided.checks(!user.roles.is_empty()).contains(&input.verified_by);
        if !is_checked || !decided.ways().contains(&input.delivery) {
            return Err(Stop::Because(Outcome::DecidedOtherwise));
        }
        let sent = input.delivery == Delivery::Code;
        let expires = input.expires.min(decided.longest()).min(if sent { LONGEST_CODE } else { Expires::Never });
        let expires_at = expires.end(tx.now());
        let issue = Issue {
            verified_by: Some(input.verified_by),
            reason: input.reason.clone(),
            expires_at,
            ..Issue::by(actor, Origin::Reset)
        };
        let sessions_ended = replace::replace(tx, prepared, Some(&issue)).await?;
        let sent_to = if sent { Some(post(portal, tx, &user, &password, expires_at).await?) } else { None };
        if settings.self_service.tell_of_administrator {
            notices::tell(portal, tx, actor, &user, About::ResetByAdministrator).await?;
        }
        let event = Event::PasswordReset {
            user: Subject::from(&subject),
            verified_by: input.verified_by,
            expires: expires.id(),
            reason: input.reason,
            sent_to,
            sessions_ended,
        };
        let outcome =
            if sent { Outcome::Sent } else { Outcome::Shown(Box::new(Issued { user, password, expires_at })) };
        Ok(permit.change(&event, outcome))
    });
    match written.await {
        Ok(outcome) | Err(Stop::Because(outcome)) => Ok(outcome),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// Writes the letter with the code; says where to, masked.
async fn post(
    portal: &Portal,
    tx: &mut Tx<'_>,
    user: &User,
    password: &TemporaryPassword,
    until: Option<Timestamp>,
) -> Result<String, Stop<Outcome>> {
    let mail = users::contact::find(&tx.reading(), user.id).await?.mail.filter(|_| portal.has_mail);
    let (Some(to), Some(until)) = (mail, until) else { return Err(Stop::Because(Outcome::NoAddress)) };
    let masked = Point::Mail.masked(&to);
    let language = notices::language(portal, &tx.reading(), user.id).await?;
    let recipient = Recipient { to, language, about: Some(user.id) };
    letters::write(portal, tx, recipient, &Letter::SignInCode { code: password.again(), until })?;
    Ok(masked)
}

/// A temporary password in which nobody has to read a banned term aloud.
///
/// # Errors
/// [`Error::Busy`] without randomness.
pub(in crate::service) fn temporary(portal: &Portal) -> Result<TemporaryPassword, Error> {
    let rules = portal.rules();
    let mut password = TemporaryPassword::generate(&mut portal.dice())?;
    for _ in 0..TRIES {
        if rules.fits_temporary(password.expose()) {
            break;
        }
        password = TemporaryPassword::generate(&mut portal.dice())?;
    }
    Ok(password)
}

/// Asks the policy before anything costly: no hash is spent on a deed that will be refused, and none on a second press.
async fn judge(portal: &Portal, actor: &Actor, target: UserId, key: FormKey) -> Result<(), Error> {
    let judged = portal
        .db
        .read(async |read| {
            let known = somebody::find(read, target).await?;
            actor.check_on(Permission::ResetPassword, &Target::from(&known))?;
            match actor.user() {
                Some(admin) if forms::used_at(read, key, admin).await?.is_some() => Err(Error::Replayed),
                _ => Ok(()),
            }
        })
        .await;
    if let Err(Error::Denied(denied)) = &judged {
        portal.db.refused(denied).await?;
    }
    judged
}

/// What to say when a reset form is sent again.
///
/// # Errors
/// [`Error::NotFound`] when this administrator never used that form.
pub async fn already_shown(
    read: &Read<'_>,
    actor: &Actor,
    target: UserId,
    key: FormKey,
) -> Result<AlreadyShown, Error> {
    let admin = actor.user().ok_or(Error::NotFound)?;
    let at = forms::used_at(read, key, admin).await?.ok_or(Error::NotFound)?;
    let user = users::one::find(read, target).await?.ok_or(Error::NotFound)?;
    let credential = credentials::find(read, target).await?.ok_or(Error::NotFound)?;
    let now = read.now().await?;
    let fate = if credential.set_at == at && credential.set_by == Some(admin) {
        if crate::domain::password::temporary::is_over(now, credential.expires_at, credential.first_used_at) {
            Fate::Over
        } else {
            Fate::Waiting(credential.expires_at)
        }
    } else if credential.kind == PasswordKind::Own {
        Fate::Used(credential.set_at)
    } else {
        let by = match credential.set_by {
            Some(by) => users::one::find(read, by).await?.map(Box::new),
            None => None,
        };
        Fate::Superseded(credential.set_at, by)
    };
    Ok(AlreadyShown { user, at, fate })
}
