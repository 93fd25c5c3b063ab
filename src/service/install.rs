//! The first start on an empty database: the organisation and its first Global administrator.

use crate::domain::event::Event;
use crate::domain::generation::WrappedGeneration;
use crate::domain::id::UserId;
use crate::domain::organisation::Organisation;
use crate::domain::password::issued::{Issue, Origin};
use crate::domain::password::temporary::TemporaryPassword;
use crate::domain::permit::Actor;
use crate::domain::profile::Profile;
use crate::domain::role::Role;
use crate::domain::subject::Subject;
use crate::domain::user::{PasswordKind, Source, UserName};
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::passwords::replace;
use crate::service::portal::Portal;
use crate::store::users::create::{self, NewUser};
use crate::store::{generations, organisation, roles};

/// The first administrator and the way in.
#[derive(Debug)]
pub struct Installed {
    /// The name that signs in.
    pub user_name: UserName,
    /// The password to be changed at first sign-in.
    pub password: TemporaryPassword,
}

/// Looks for an installation.
///
/// # Errors
/// The store's.
pub async fn find(portal: &Portal) -> Result<Option<Organisation>, Error> {
    portal.db.read(async |read| Ok(organisation::find(read).await?)).await
}

/// Installs, once, under the first generation of keys; the caller holds the installation lock.
///
/// # Errors
/// [`Error::Replayed`] when somebody else did.
pub async fn install(
    portal: &Portal,
    operator: &Actor,
    new: &Organisation,
    keys: &WrappedGeneration,
) -> Result<Installed, Error> {
    let mut dice = portal.dice();
    let password = TemporaryPassword::generate(&mut dice)?;
    let id = portal.db.read(async |read| Ok::<_, Error>(UserId::new(read.now().await?, &mut dice)?)).await?;
    let prepared = replace::prepare(portal, Lane::SignedIn, id, PasswordKind::Temporary, password.expose()).await?;
    let user_name = UserName::parse(&format!("admin@{}", new.default_domain()))
        .map_err(|error| Error::Internal(Box::new(error)))?;
    portal
        .db
        .write(async |tx| {
            let permit = operator.may_operate()?;
            if !(organisation::install(tx, new).await? && generations::add(tx, keys).await?) {
                return Err(Error::Replayed);
            }
            generations::note_resealed(tx, keys.id).await?;
            let profile = Profile::default();
            let admin = NewUser {
                id,
                user_name: &user_name,
                display_name: "Administrator",
                source: Source::Local,
                profile: &profile,
            };
            create::create(tx, &admin).await?;
            roles::assign(tx, id, Role::GlobalAdministrator, None).await?;
            replace::replace(tx, prepared, Some(&Issue::by(operator, Origin::Operator))).await?;
            let user = Subject { id, name: user_name.to_string() };
            let events = [
                Event::Installed { organisation: new.name.clone() },
                Event::UserCreated { user: user.clone() },
                Event::RoleAssigned { user, role: Role::GlobalAdministrator },
            ];
            Ok(permit.changes(&events, Installed { user_name, password }))
        })
        .await
}
