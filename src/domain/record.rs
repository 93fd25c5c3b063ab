//! One row of the audit log before it is written: what an event leaves, and what a refusal leaves.

use std::borrow::Cow;

use super::activity;
use super::event::Event;
use super::permission::Permission;
use super::permit::{Actor, Denied};
use super::subject::About;

/// One row of the audit log before it is written.
#[derive(Debug, Clone)]
pub struct Record {
    /// Who acted, from where.
    pub actor: Actor,
    /// With which permission.
    pub permission: Permission,
    /// The activity name.
    pub activity: &'static str,
    /// The reason of a failure.
    pub failure: Option<&'static str>,
    /// Whom or what it is about.
    pub subjects: Vec<About>,
    /// Names and values.
    pub details: Vec<(Cow<'static, str>, String)>,
}

impl Record {
    /// What an event leaves.
    pub(super) fn of(actor: &Actor, event: &Event) -> Self {
        Self {
            actor: actor.clone(),
            permission: event.permission(),
            activity: event.activity(),
            failure: event.failure(),
            subjects: event.subjects(),
            details: event.details(),
        }
    }
}

impl From<&Denied> for Record {
    fn from(denied: &Denied) -> Self {
        Self {
            actor: (*denied.actor).clone(),
            permission: denied.permission,
            activity: match denied.permission {
                Permission::ResetPassword => activity::PASSWORD_RESET,
                Permission::ChangeOwnPassword => activity::PASSWORD_CHANGE,
                Permission::SignIn => activity::SIGN_IN,
                Permission::SignOut => activity::SIGN_OUT,
                Permission::RevokeSessions => activity::SESSIONS_REVOKED,
                Permission::CreateUsers => activity::USER_CREATED,
                Permission::EditUsers => activity::USER_UPDATED,
                Permission::CreateGroups | Permission::ManageRoleGroups if denied.subject.is_none() => {
                    activity::GROUP_ADDED
                }
                Permission::CreateGroups | Permission::EditGroups | Permission::ManageRoleGroups => {
                    activity::GROUP_UPDATED
                }
                Permission::ViewUsers
                | Permission::ViewOwnAudit
                | Permission::ViewAudit
                | Permission::ChangeSensitive
                | Permission::Operate => activity::REFUSED,
            },
            failure: Some(denied.denial.id()),
            subjects: denied.subject.iter().cloned().collect(),
            details: vec![("permission".into(), denied.permission.id().to_owned())],
        }
    }
}
