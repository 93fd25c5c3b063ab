//! One row of the audit log before it is written.

use std::borrow::Cow;

use super::activity;
use super::event::Event;
use super::permission::Permission;
use super::permit::{Actor, Denied, Who};
use super::registered;
use super::subject::About;

/// What a row tells.
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
    /// Of what an actor did.
    pub(super) fn of(actor: &Actor, event: &Event) -> Self {
        let mut details = event.details();
        // The report of registrations tells the role of then, when nobody knows it any more.
        if let (true, None, Who::Person { roles, .. }) =
            (registered::ACTIVITIES.contains(&event.activity()), event.failure(), &actor.who)
        {
            details.push((registered::ADMINISTRATOR.into(), (!roles.is_empty()).to_string()));
        }
        // On what it was tried, in two words: nobody knows it any more when the session is gone.
        if event.activity() == activity::SIGN_IN {
            details.extend(actor.origin.device.iter().map(|device| ("device".into(), device.clone())));
        }
        Self {
            actor: actor.clone(),
            permission: event.permission(),
            activity: event.activity(),
            failure: event.failure(),
            subjects: event.subjects(),
            details,
        }
    }
}

impl Denied {
    /// The same, told under the name of the deed that it would have been.
    #[must_use]
    pub fn told_as(self, activity: &'static str) -> Self {
        Self { activity: Some(activity), ..self }
    }
}

impl From<&Denied> for Record {
    fn from(denied: &Denied) -> Self {
        Self {
            actor: (*denied.actor).clone(),
            permission: denied.permission,
            activity: denied
                .activity
                .unwrap_or_else(|| activity::of_refusal(denied.permission, denied.subject.is_some())),
            failure: Some(denied.denial.id()),
            subjects: denied.subject.iter().cloned().collect(),
            details: vec![("permission".into(), denied.permission.id().to_owned())],
        }
    }
}
