//! Administrators made and recovered by the operator on the host.

use crate::domain::event::Event;
use crate::domain::id::UserId;
use crate::domain::notice::About;
use crate::domain::password::issued::{Issue, Origin};
use crate::domain::password::rules::{Context, Judged, all_met};
use crate::domain::password::temporary::TemporaryPassword;
use crate::domain::permit::Actor;
use crate::domain::profile::Profile;
use crate::domain::role::Role;
use crate::domain::secret::PlainPassword;
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{PasswordKind, Source, UserName, sign_in_name};
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::passwords::{judge, replace, reset};
use crate::service::portal::Portal;
use crate::service::self_service::notices;
use crate::store::error::StoreError;
use crate::store::users::create::{self, NewUser};
use crate::store::{roles, second_steps, users};

/// What came of making an administrator.
#[derive(Debug)]
pub enum Created {
    /// Made, with a temporary password to hand over.
    Temporary(TemporaryPassword),
    /// Made, with the password that was given.
    Own,
    /// Somebody has that name already.
    Taken,
    /// The given password breaks rules.
    Weak(Vec<Judged>),
}

/// Makes an administrator. A given password is final and obeys the rules; without one a temporary password is made.
///
/// # Errors
/// [`Error::Denied`] for anybody but the operator.
pub async fn create(
    portal: &Portal,
    operator: &Actor,
    user_name: &UserName,
    role: Role,
    own: Option<&PlainPassword>,
) -> Result<Created, Error> {
    if let Some(own) = own {
        let ours = portal.names();
        let context = Context::new(std::iter::once(user_name.local()).chain(ours.iter().map(String::as_str)));
        let judged = judge::first(portal, own, &context);
        if !all_met(&judged) {
            return Ok(Created::Weak(judged));
        }
    }
    let mut dice = portal.dice();
    let temporary = reset::temporary(portal)?;
    let id = portal.db.read(async |read| Ok::<_, Error>(UserId::new(read.now().await?, &mut dice)?)).await?;
    let (kind, plain) = match own {
        Some(own) => (PasswordKind::Own, own.expose()),
        None => (PasswordKind::Temporary, temporary.expose()),
    };
    let prepared = replace::prepare(portal, Lane::SignedIn, id, kind, plain).await?;
    let made = portal
        .db
        .write(async |tx| {
            let permit = operator.may_operate()?;
            let profile = Profile::default();
            let new =
                NewUser { id, user_name, display_name: user_name.local(), source: Source::Local, profile: &profile };
            create::create(tx, &new).await?;
            roles::assign(tx, id, role, None).await?;
            let issue = own.is_none().then(|| Issue::by(operator, Origin::Operator));
            replace::replace(tx, prepared, issue.as_ref()).await?;
            let user = Subject { id, name: user_name.to_string() };
            let events = [Event::UserCreated { user: user.clone() }, Event::RoleAssigned { user, role }];
            Ok::<_, Error>(permit.changes(&events, ()))
        })
        .await;
    match made {
        Ok(()) if own.is_some() => Ok(Created::Own),
        Ok(()) => Ok(Created::Temporary(temporary)),
        Err(Error::Internal(error)) if is_taken(error.as_ref()) => Ok(Created::Taken),
        Err(error) => Err(error),
    }
}

fn is_taken(error: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    matches!(error.downcast_ref(), Some(StoreError::Constraint(name)) if name == "login_name_pkey")
}

/// Whether somebody who is deleted had this user name.
///
/// # Errors
/// The store's.
pub async fn is_deleted(portal: &Portal, typed: &str) -> Result<bool, Error> {
    let name = sign_in_name(typed, portal.organisation.default_domain());
    portal.db.read(async |read| Ok(!users::deleted::named(read, &name, 1).await?.is_empty())).await
}

/// Break-glass: a new temporary password, no second step, able to sign in, Global administrator again.
///
/// # Errors
/// [`Error::NotFound`] for nobody and for whoever is deleted, [`Error::Denied`] for accounts whose password lives elsewhere.
pub async fn recover(portal: &Portal, operator: &Actor, typed: &str) -> Result<TemporaryPassword, Error> {
    let name = sign_in_name(typed, portal.organisation.default_domain());
    let found = portal.db.read(async |read| Ok::<_, Error>(users::one::by_sign_in_name(read, &name).await?)).await?;
    let Some(user) = found.map(|found| found.user).filter(|user| user.source == Source::Local) else {
        return Err(Error::NotFound);
    };
    let password = reset::temporary(portal)?;
    let prepared =
        replace::prepare(portal, Lane::SignedIn, user.id, PasswordKind::Temporary, password.expose()).await?;
    portal
        .db
        .write(async |tx| {
            let permit = operator.may_operate()?;
            let user = users::one::lock(tx, user.id).await?.ok_or(Error::NotFound)?;
            users::block::unblock(tx, user.id).await?;
            let new_role = roles::assign(tx, user.id, Role::GlobalAdministrator, None).await?;
            replace::replace(tx, prepared, Some(&Issue::by(operator, Origin::Operator))).await?;
            // Whoever must be recovered has lost the second step too.
            second_steps::clear(tx, user.id).await?;
            // Whoever holds the server can do this: so those who hold the portal hear of it.
            notices::warn(portal, tx, operator, &user, About::Recovered).await?;
            let user = Subject::from(&Target::from(&user));
            let mut events = vec![Event::AdministratorRecovered { user: user.clone() }];
            if new_role {
                events.push(Event::RoleAssigned { user, role: Role::GlobalAdministrator });
            }
            Ok(permit.changes(&events, password))
        })
        .await
}
