//! Roles: who holds which, given and taken away (R-100, R-101, R-129, R-350, T-44).

use crate::domain::denial::Denial;
use crate::domain::event::Event;
use crate::domain::holding::{Holder, Holding};
use crate::domain::id::{FormKey, UserId};
use crate::domain::paging::{Count, Cursor, PageSize, Slice, Start};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Denied, Who};
use crate::domain::role::Role;
use crate::domain::role_change::{RoleChange, RoleDeed};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::User;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::service::somebody;
use crate::store::conn::Read;
use crate::store::{forms, roles};

/// The name of the form, for its single use.
const FORM: &str = "change-role";

/// A person, and the roles of that person.
#[derive(Debug)]
pub struct PersonRoles {
    /// Who.
    pub user: User,
    /// Every role, whether the person holds it, and why the viewer may not change that.
    pub roles: Vec<(Role, Option<Holding>, Option<Denied>)>,
}

/// What the confirm page shows before anything happens.
#[derive(Debug)]
pub struct Question {
    /// Whose role.
    pub user: User,
    /// Why there is nothing to confirm.
    pub denied: Option<Denied>,
    /// It is so already.
    pub so_already: bool,
}

/// What the form says.
#[derive(Debug)]
pub struct Asked {
    /// Ticket or reason.
    pub reason: Option<String>,
    /// The form's single use.
    pub key: FormKey,
}

/// How many hold each role.
///
/// # Errors
/// [`Error::Denied`].
pub async fn counts(read: &Read<'_>, actor: &Actor) -> Result<Vec<(Role, Count)>, Error> {
    actor.check(Permission::ViewUsers)?;
    Ok(roles::counts(read).await?)
}

/// One page of those who hold a role, the newest first.
///
/// # Errors
/// [`Error::Denied`].
pub async fn holders(
    read: &Read<'_>,
    actor: &Actor,
    role: Role,
    start: &Start,
    size: PageSize,
) -> Result<Slice<Holder>, Error> {
    actor.check(Permission::ViewUsers)?;
    Ok(roles::holders(read, role, start, size).await?)
}

/// Whether a cursor is a place in the list of holders.
pub fn is_place(cursor: &Cursor) -> bool {
    roles::is_moment(cursor)
}

/// The roles of a person.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn of(read: &Read<'_>, actor: &Actor, id: UserId) -> Result<PersonRoles, Error> {
    actor.check(Permission::ViewUsers)?;
    let known = somebody::find(read, id).await?;
    let held = roles::of(read, id).await?;
    let target = Target::from(&known);
    let line = |role| {
        let holding = held.iter().find(|holding| holding.role == role).cloned();
        (role, holding, actor.check_role(role, &target).err())
    };
    Ok(PersonRoles { roles: Role::ALL.into_iter().map(line).collect(), user: known.user })
}

/// Whose role would change, and whether it may.
///
/// # Errors
/// [`Error::NotFound`] for nobody.
pub async fn question(read: &Read<'_>, actor: &Actor, id: UserId, change: RoleChange) -> Result<Question, Error> {
    actor.check(Permission::ViewUsers)?;
    let known = somebody::find(read, id).await?;
    let denied = actor.check_role(change.role, &Target::from(&known)).err();
    let user = known.user;
    let so_already = user.roles.has(change.role) == (change.deed == RoleDeed::Assign);
    Ok(Question { user, denied, so_already })
}

/// Gives a role to somebody, or takes it away. The page asks for a fresh proof before a powerful role. All changes of roles follow each
/// other: what the giver holds is looked at again, and of two who take from each other one finds that he no longer may.
///
/// # Errors
/// [`Error::Denied`], also for the last Global administrator; [`Error::Replayed`] when the form was used before, or it is so already.
pub async fn change(
    portal: &Portal,
    actor: &Actor,
    target: UserId,
    change: RoleChange,
    asked: Asked,
) -> Result<(), Error> {
    let form = asked.key;
    portal
        .db
        .write(async |tx| {
            let others = roles::enabled_global_administrators_beside(tx, target).await?;
            let user = somebody::lock(tx, actor, Permission::AssignRoles, target).await?;
            let subject = Target::from(&user);
            let actor = &somebody::as_of_now(tx, actor, Permission::AssignRoles).await?;
            let permit = actor.may_assign(change.role, &subject)?;
            if user.roles.has(change.role) == (change.deed == RoleDeed::Assign) {
                return Err(Error::Replayed);
            }
            let takes_global = change == RoleChange { role: Role::GlobalAdministrator, deed: RoleDeed::Remove };
            if takes_global && !others {
                let permission = Permission::AssignRoles;
                return Err(actor.refused(Denial::LastGlobalAdministrator, permission, &subject).into());
            }
            if let Some(admin) = actor.user()
                && !forms::consume(tx, form, admin, FORM, Some(target)).await?
            {
                return Err(Error::Replayed);
            }
            match change.deed {
                RoleDeed::Assign => roles::assign(tx, target, change.role, giver(actor).as_ref()).await?,
                RoleDeed::Remove => roles::remove(tx, target, change.role).await?,
            };
            let user = Subject::from(&subject);
            Ok(permit.change(&Event::RoleChanged { user, change, reason: asked.reason }, ()))
        })
        .await
}

fn giver(actor: &Actor) -> Option<Subject> {
    match &actor.who {
        Who::Person { id, name, .. } => Some(Subject { id: *id, name: name.clone() }),
        Who::Guest | Who::Operator { .. } | Who::Program { .. } => None,
    }
}
