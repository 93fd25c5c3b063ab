//! A new person, with groups and a role from the beginning where that is asked for (R-120…R-123, T-12, T-45, T-50).

use crate::domain::access::Deed;
use crate::domain::event::Event;
use crate::domain::id::{FormKey, GroupId, UserId};
use crate::domain::password::issued::{Issue, Origin};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Change, Who};
use crate::domain::property::Properties;
use crate::domain::role::Role;
use crate::domain::role_change::{RoleChange, RoleDeed};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::{PasswordKind, Source, User};
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::groups::membership;
use crate::service::passwords::reset::Issued;
use crate::service::passwords::{replace, reset};
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::service::users::access;
use crate::service::users::names::{Taken, is_taken, taken};
use crate::store::conn::{Read, Tx};
use crate::store::users::create::{self, NewUser};
use crate::store::{forms, groups, roles, users};

/// The name of the form, for its single use.
const FORM: &str = "new-user";

/// What the form says.
#[derive(Debug)]
pub struct NewPerson {
    /// Names and all the rest.
    pub properties: Properties,
    /// Whether there is a temporary password at once.
    pub with_password: bool,
    /// Whether there is no sign-in yet.
    pub blocked: bool,
    /// The groups that the person is in.
    pub groups: Vec<GroupId>,
    /// The role.
    pub role: Option<Role>,
    /// The form's single use.
    pub key: FormKey,
}

/// What came of it.
#[derive(Debug)]
pub enum Created {
    /// There is somebody new, with a temporary password, to be shown once.
    WithPassword(Box<Issued>),
    /// There is somebody new, without any password yet.
    Done(Box<User>),
    /// Somebody is found by one of the names already.
    Taken(Taken),
}

/// Makes somebody. Each of the rest is judged by its own right and told by its own row; what is out of reach refuses the whole.
///
/// # Errors
/// [`Error::Denied`], [`Error::Replayed`] when the form was used before.
pub async fn create(portal: &Portal, actor: &Actor, new: NewPerson) -> Result<Created, Error> {
    if let Err(denied) = actor.check(Permission::CreateUsers) {
        portal.db.refused(&denied).await?;
        return Err(denied.into());
    }
    let looked = portal.db.read(async |read| match actor.user() {
        Some(admin) if forms::used_at(read, new.key, admin).await?.is_some() => Err(Error::Replayed),
        _ => Ok(taken(read, &new.properties).await?),
    });
    if let Some(taken) = looked.await? {
        return Ok(Created::Taken(taken));
    }
    let mut dice = portal.dice();
    let password = reset::temporary(portal)?;
    let id = portal.db.read(async |read| Ok::<_, Error>(UserId::new(read.now().await?, &mut dice)?)).await?;
    let decided = portal.settings();
    let (longest, with_password) = (decided.resets.longest(), new.with_password && !decided.resets.code_only);
    let prepared = if with_password {
        Some(replace::prepare(portal, Lane::SignedIn, id, PasswordKind::Temporary, password.expose()).await?)
    } else {
        None
    };
    let made = portal.db.write(async |tx| {
        ready(tx, id, &new).await?;
        let actor = &somebody::as_of_now(tx, actor, Permission::CreateUsers).await?;
        let permit = actor.may(Permission::CreateUsers)?;
        if let Some(admin) = actor.user()
            && !forms::consume(tx, new.key, admin, FORM, Some(id)).await?
        {
            return Err(Error::Replayed);
        }
        let Properties { user_name, display_name, profile, .. } = &new.properties;
        let row = NewUser { id, user_name, display_name, source: Source::Local, profile };
        create::create(tx, &row).await?;
        if let Some(prepared) = prepared {
            let issue = Issue { expires_at: longest.end(tx.now()), ..Issue::by(actor, Origin::NewUser) };
            replace::replace(tx, prepared, Some(&issue)).await?;
        }
        let besides = besides(portal, tx, actor, id, &new).await?;
        let user = users::one::lock(tx, id).await?.ok_or(Error::NotFound)?;
        let subject = Subject { id, name: user_name.to_string() };
        let added = permit.change(&Event::UserAdded { user: subject, with_password }, (user, longest.end(tx.now())));
        Ok(besides.into_iter().fold(added, Change::and))
    });
    match made.await {
        Ok((user, expires_at)) if with_password => {
            Ok(Created::WithPassword(Box::new(Issued { user, password, expires_at })))
        }
        Ok((user, _)) => Ok(Created::Done(Box::new(user))),
        // Somebody else was quicker.
        Err(Error::Internal(error)) if is_taken(error.as_ref()) => {
            let taken = portal.db.read(async |read| taken(read, &new.properties).await).await?;
            taken.map(Created::Taken).ok_or_else(|| Error::Internal(error))
        }
        Err(error) => Err(error),
    }
}

/// Waits for whatever could make the deed wait: whoever changes one of the groups, or a role.
async fn ready(tx: &mut Tx<'_>, id: UserId, new: &NewPerson) -> Result<(), Error> {
    if new.blocked || new.role.is_some() {
        roles::enabled_global_administrators_beside(tx, id).await?;
    }
    let mut groups = new.groups.clone();
    // In one order always: two who make people for the same groups do not wait for each other in a circle.
    groups.sort_unstable_by_key(|group| group.uuid());
    for group in groups {
        groups::one::lock(tx, group).await?;
    }
    Ok(())
}

/// What is done beside: judged on somebody who has no role yet.
async fn besides(
    portal: &Portal,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: UserId,
    new: &NewPerson,
) -> Result<Vec<Change<()>>, Error> {
    let mut besides = vec![];
    if new.blocked {
        besides.push(access::done(portal, tx, actor, id, Deed::Block, None).await?);
    }
    for group in &new.groups {
        besides.push(membership::joined(tx, actor, *group, id).await?);
    }
    if let Some(role) = new.role {
        let user = users::one::lock(tx, id).await?.ok_or(Error::NotFound)?;
        besides.push(given(tx, actor, &Target::from(&user), role).await?);
    }
    Ok(besides)
}

async fn given(tx: &mut Tx<'_>, actor: &Actor, target: &Target, role: Role) -> Result<Change<()>, Error> {
    let permit = actor.may_assign(role, target)?;
    let giver = match &actor.who {
        Who::Person { id, name, .. } => Some(Subject { id: *id, name: name.clone() }),
        Who::Guest | Who::Operator { .. } | Who::Program { .. } => None,
    };
    roles::assign(tx, target.id, role, giver.as_ref()).await?;
    let change = RoleChange { role, deed: RoleDeed::Assign };
    Ok(permit.change(&Event::RoleChanged { user: Subject::from(target), change, reason: None }, ()))
}

/// Whom a form that is sent again has made.
///
/// # Errors
/// [`Error::NotFound`] when this administrator never used that form.
pub async fn made_before(read: &Read<'_>, actor: &Actor, key: FormKey) -> Result<UserId, Error> {
    let admin = actor.user().ok_or(Error::NotFound)?;
    forms::subject(read, key, admin).await?.ok_or(Error::NotFound)
}
