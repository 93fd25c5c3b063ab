//! The only mint of permits and changes: who asks, what the policy says, what may be committed.

use thiserror::Error;

use super::denial::Denial;
use super::event::Event;
use super::permission::{Permission, grants, may_assign};
use super::record::Record;
use super::role::{Role, Roles};
use super::subject::{About, GroupSubject};
use super::target::{GroupTarget, Target};
use super::verdict::verdict;

pub use super::actor::{Actor, Who};
pub use super::origin::Origin;

/// A refusal, with all that its audit row needs.
#[derive(Debug, Clone, Error)]
#[error("refused: {}", denial.id())]
pub struct Denied {
    /// Why.
    pub denial: Denial,
    /// Who asked.
    pub actor: Box<Actor>,
    /// For what.
    pub permission: Permission,
    /// About whom or what.
    pub subject: Option<About>,
    /// Which activity it would have been, where the permission is one of several deeds.
    pub activity: Option<&'static str>,
}

/// The policy's word that a deed may be done. Used once.
#[derive(Debug)]
#[must_use]
pub struct Permit {
    actor: Actor,
    permission: Permission,
}

/// A deed that may be committed, with what the audit log tells of it.
#[derive(Debug)]
#[must_use]
pub struct Change<T> {
    records: Vec<Record>,
    value: T,
}

impl Actor {
    /// Whether the policy allows something that has no target.
    ///
    /// # Errors
    /// [`Denied`] with the roles that would do.
    pub fn check(&self, permission: Permission) -> Result<(), Denied> {
        let denial = match &self.who {
            Who::Guest => Denial::SignedOut,
            Who::Person { roles, .. } if roles.iter().any(|role| grants(role, permission)) => return Ok(()),
            Who::Person { .. } | Who::Operator { .. } | Who::Program { .. } => Denial::NeedsRole(permission.roles()),
        };
        Err(self.denied(denial, permission, None))
    }

    /// Whether the policy allows something about somebody; buttons and deeds ask the same.
    ///
    /// # Errors
    /// [`Denied`] with the reason.
    pub fn check_on(&self, permission: Permission, target: &Target) -> Result<(), Denied> {
        if matches!(self.who, Who::Guest) {
            return Err(self.denied(Denial::SignedOut, permission, Some(target)));
        }
        let is_self = self.user() == Some(target.id);
        let Err(denial) = verdict(self.roles(), is_self, permission, target) else { return Ok(()) };
        Err(self.denied(denial, permission, Some(target)))
    }

    /// Whether the policy allows giving a role to somebody, or taking it away.
    ///
    /// # Errors
    /// [`Denied`] with the reason.
    pub fn check_role(&self, role: Role, target: &Target) -> Result<(), Denied> {
        let permission = Permission::AssignRoles;
        self.check(permission).map_err(|denied| self.denied(denied.denial, permission, Some(target)))?;
        let denial = if self.user() == Some(target.id) {
            Denial::OwnAccount
        } else if target.deleted {
            Denial::Deleted
        } else if self.roles().iter().any(|acting| may_assign(acting, role)) {
            return Ok(());
        } else {
            Denial::RoleAbove(Role::ALL.into_iter().filter(|acting| may_assign(*acting, role)).collect())
        };
        Err(self.denied(denial, permission, Some(target)))
    }

    /// Whether the policy allows something about a group: a role that has the right, or that the group is the actor's own to edit.
    ///
    /// # Errors
    /// [`Denied`] with the roles that would do.
    pub fn check_on_group(&self, wanted: Permission, target: &GroupTarget) -> Result<(), Denied> {
        let permission = if target.role_assignable { Permission::ManageRoleGroups } else { wanted };
        let owns = target.owned && permission == Permission::EditGroups && self.user().is_some();
        match self.check(permission) {
            Err(denied) if !owns => Err(Denied { subject: Some(About::Group(GroupSubject::from(target))), ..denied }),
            // Name, members and owners are decided where it is kept.
            _ if target.from_directory && wanted == Permission::EditGroups => {
                Err(self.refused_group(Denial::DirectoryGroup, permission, target))
            }
            _ => Ok(()),
        }
    }

    /// Leave to do something to a group.
    ///
    /// # Errors
    /// As [`Actor::check_on_group`].
    pub fn may_to_group(&self, wanted: Permission, target: &GroupTarget) -> Result<Permit, Denied> {
        self.check_on_group(wanted, target)?;
        Ok(self.permit(if target.role_assignable { Permission::ManageRoleGroups } else { wanted }))
    }

    /// Leave to do something that has no target.
    ///
    /// # Errors
    /// As [`Actor::check`].
    pub fn may(&self, permission: Permission) -> Result<Permit, Denied> {
        self.check(permission)?;
        Ok(self.permit(permission))
    }

    /// Leave to do something to somebody.
    ///
    /// # Errors
    /// As [`Actor::check_on`].
    pub fn may_to(&self, permission: Permission, target: &Target) -> Result<Permit, Denied> {
        self.check_on(permission, target)?;
        Ok(self.permit(permission))
    }

    /// Leave to give somebody a role, or to take it away.
    ///
    /// # Errors
    /// As [`Actor::check_role`].
    pub fn may_assign(&self, role: Role, target: &Target) -> Result<Permit, Denied> {
        self.check_role(role, target)?;
        Ok(self.permit(Permission::AssignRoles))
    }

    /// A refusal by the state of a group.
    pub fn refused_group(&self, denial: Denial, permission: Permission, target: &GroupTarget) -> Denied {
        let denied = self.denied(denial, permission, None);
        Denied { subject: Some(About::Group(GroupSubject::from(target))), ..denied }
    }

    /// A refusal by the state of an account, found where the deed looked at it.
    pub fn refused(&self, denial: Denial, permission: Permission, target: &Target) -> Denied {
        self.denied(denial, permission, Some(target))
    }

    /// A refusal because the session does not stand any more.
    pub fn signed_out(&self, permission: Permission) -> Denied {
        self.denied(Denial::SignedOut, permission, None)
    }

    /// Leave to sign in: everybody may knock.
    pub fn may_sign_in(&self) -> Permit {
        self.permit(Permission::SignIn)
    }

    /// Leave to try to reset a password that was forgotten: the proofs decide, and no role.
    pub fn may_reset_own(&self) -> Permit {
        self.permit(Permission::ResetOwnPassword)
    }

    /// Leave to act on one's own account.
    ///
    /// # Errors
    /// [`Denied`] for guests, and for permissions that are not about oneself.
    pub fn may_own(&self, permission: Permission) -> Result<Permit, Denied> {
        use Permission::{ChangeOwnPassword, ManageOwnSecurity, SignOut};
        match &self.who {
            Who::Person { .. } if matches!(permission, SignOut | ChangeOwnPassword | ManageOwnSecurity) => {
                Ok(self.permit(permission))
            }
            Who::Person { .. } => Err(self.denied(Denial::NeedsRole(permission.roles()), permission, None)),
            _ => Err(self.denied(Denial::SignedOut, permission, None)),
        }
    }

    /// Leave for a command on the host, or for what the program does by itself.
    ///
    /// # Errors
    /// [`Denied`] for people.
    pub fn may_operate(&self) -> Result<Permit, Denied> {
        if matches!(self.who, Who::Operator { .. } | Who::Program { .. }) {
            return Ok(self.permit(Permission::Operate));
        }
        Err(self.denied(Denial::NeedsRole(Roles::NONE), Permission::Operate, None))
    }

    /// Leave to remove for good whose time in the list of the deleted is over.
    ///
    /// # Errors
    /// [`Denied`] for everybody but the program itself.
    pub fn may_purge_expired(&self) -> Result<Permit, Denied> {
        if matches!(self.who, Who::Program { .. }) {
            return Ok(self.permit(Permission::PurgeUsers));
        }
        Err(self.denied(Denial::NeedsRole(Permission::PurgeUsers.roles()), Permission::PurgeUsers, None))
    }

    fn permit(&self, permission: Permission) -> Permit {
        Permit { actor: self.clone(), permission }
    }

    fn denied(&self, denial: Denial, permission: Permission, target: Option<&Target>) -> Denied {
        Denied {
            denial,
            actor: Box::new(self.clone()),
            permission,
            subject: target.map(|target| About::Person(target.into())),
            activity: None,
        }
    }
}

impl Permit {
    /// What this permit did, and what comes out of it.
    pub fn change<T>(self, event: &Event, value: T) -> Change<T> {
        self.changes(std::slice::from_ref(event), value)
    }

    /// As [`Permit::change`], for a deed that ends in a commit of its own: what was permitted when it began is told when it ends, whatever was
    /// decided meanwhile.
    pub fn begin<T>(self, event: &Event, value: T) -> Change<(T, Self)> {
        let end = self.again();
        self.change(event, (value, end))
    }

    /// The same for the same deed, where the database had no time for it and nothing of it was committed.
    pub fn again(&self) -> Self {
        Self { actor: self.actor.clone(), permission: self.permission }
    }

    /// As [`Permit::change`] for a deed of several events. An event of another permission makes the change unfit to commit.
    pub fn changes<T>(self, events: &[Event], value: T) -> Change<T> {
        let fits = events.iter().all(|event| event.permission() == self.permission);
        let records = if fits { events.iter().map(|event| Record::of(&self.actor, event)).collect() } else { vec![] };
        Change { records, value }
    }
}

impl<T> Change<T> {
    /// Two deeds in one commit, each by its own permit: both are told, or nothing is committed.
    pub fn and(mut self, also: Change<()>) -> Self {
        if self.records.is_empty() || also.records.is_empty() {
            self.records.clear();
        } else {
            self.records.extend(also.records);
        }
        self
    }

    /// The rows to write and the value to hand out; nothing when events and permit did not fit: then nothing is committed.
    pub fn into_parts(self) -> Option<(Vec<Record>, T)> {
        (!self.records.is_empty()).then_some((self.records, self.value))
    }
}
