//! What an event keeps beside its kind and whom it is about.

use std::borrow::Cow;

use super::event::Event;
use super::id::JobId;
use super::job::Work;
use super::property::Changed;
use super::settings::Decided;

impl Event {
    /// Everything else worth keeping, as name and value. Never a secret. A change is two of them: `job_title.from` and `job_title.to`.
    pub fn details(&self) -> Vec<(Cow<'static, str>, String)> {
        if let Self::UserUpdated { changed, .. } = self {
            return changed.iter().flat_map(from_and_to).collect();
        }
        if let Self::UserRestored { renamed, mail_taken, .. } = self {
            let taken = mail_taken.then(|| ("mail_taken".into(), mail_taken.to_string()));
            return renamed.iter().flat_map(from_and_to).chain(taken).collect();
        }
        if let Self::SettingsChanged { section, decided } = self {
            let section = ("section".into(), section.id().to_owned());
            let values = decided.iter().flat_map(|Decided { name, before, after }| {
                [(format!("{name}.from").into(), before.clone()), (format!("{name}.to").into(), after.clone())]
            });
            return std::iter::once(section).chain(values).collect();
        }
        if let Self::Group(event) = self {
            return event.details();
        }
        if let Self::Password(event) = self {
            return event.details();
        }
        if let Self::Security(event) = self {
            return event.details();
        }
        if let Self::SelfService(event) = self {
            return event.details();
        }
        if let Self::Directory(event) = self {
            return event.details();
        }
        if let Self::Download(event) = self {
            return event.details();
        }
        self.facts().into_iter().map(|(name, value)| (name.into(), value)).collect()
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Installed { organisation } => vec![("organisation", organisation.clone())],
            Self::UserAdded { with_password, .. } => vec![("with_password", with_password.to_string())],
            Self::RoleChanged { change, reason, .. } => {
                let mut details = vec![("role", change.role.id().to_owned())];
                details.extend(given(reason.as_ref()));
                details
            }
            Self::JobOrdered { job, work, people, reason } => {
                let mut details = ordered(*job, work);
                details.extend([("people", people.to_string()), ("reason", reason.clone())]);
                details
            }
            Self::JobStopped { job, work } => ordered(*job, work),
            Self::JobEnded { job, work, done, passed_over, left } => {
                let mut details = ordered(*job, work);
                let numbers = [("done", done), ("passed_over", passed_over), ("left", left)];
                details.extend(numbers.map(|(name, number)| (name, number.to_string())));
                details
            }
            Self::RoleAssigned { role, .. } => vec![("role", role.id().to_owned())],
            Self::DirectoryFilled { people, seed, rows } => {
                vec![("people", people.to_string()), ("seed", seed.to_string()), ("rows", rows.to_string())]
            }
            Self::KeysRotated { generation } => vec![("generation", generation.to_string())],
            Self::SecretsResealed { generation, secrets, unopened } => {
                let mut details = vec![("generation", generation.to_string()), ("secrets", secrets.to_string())];
                details.extend((*unopened > 0).then(|| ("unopened", unopened.to_string())));
                details
            }
            Self::DownloadBegun { list } => vec![("list", list.clone())],
            Self::DownloadEnded { list, rows, .. } => vec![("list", list.clone()), ("rows", rows.to_string())],
            Self::BackedUp { rows } => vec![("rows", rows.to_string())],
            Self::Restored { made_at, lost_rows } => {
                vec![("made_at", made_at.clone()), ("lost_rows", lost_rows.clone())]
            }
            Self::AuditForgotten { before, rows, until_row } => {
                vec![("before", before.to_string()), ("rows", rows.to_string()), ("until_row", until_row.to_string())]
            }
            Self::SignedIn { session, step, .. } => {
                let mut details = vec![("session", session.id().to_owned())];
                details.extend(step.by.map(|by| ("method", by.id().to_owned())));
                details.extend(step.after.map(|after| ("after", after.to_string())));
                details
            }
            Self::SignInFailed { unknown_name, .. } => {
                unknown_name.iter().map(|mac| ("unknown_name", mac.clone())).collect()
            }
            Self::PasswordReset { verified_by, expires, reason, sent_to, sessions_ended, .. } => {
                let mut details = vec![
                    ("verified_by", verified_by.id().to_owned()),
                    ("expires", (*expires).to_owned()),
                    ("sessions_ended", sessions_ended.to_string()),
                ];
                details.extend(sent_to.iter().map(|to| ("sent_to", to.clone())));
                details.extend(given(reason.as_ref()));
                details
            }
            Self::UserBlocked { reason, sessions_ended, .. }
            | Self::UserDeleted { reason, sessions_ended, .. }
            | Self::TemporaryPasswordRevoked { reason, sessions_ended, .. }
            | Self::SessionsRevoked { reason, sessions_ended, .. } => {
                let mut details = vec![("sessions_ended", sessions_ended.to_string())];
                details.extend(given(reason.as_ref()));
                details
            }
            Self::UserUnblocked { reason, .. } => given(reason.as_ref()).collect(),
            Self::Lockout(event) => event.facts(),
            Self::PasswordChanged { forced, sessions_ended, .. } => {
                vec![("forced", forced.to_string()), ("sessions_ended", sessions_ended.to_string())]
            }
            Self::UserUpdated { .. }
            | Self::Group(_)
            | Self::SettingsChanged { .. }
            | Self::Password(_)
            | Self::Security(_)
            | Self::SelfService(_)
            | Self::Download(_)
            | Self::Directory(_)
            | Self::UserCreated { .. }
            | Self::PhotoChanged { .. }
            | Self::UserRestored { .. }
            | Self::UserPurged { .. }
            | Self::AdministratorRecovered { .. }
            | Self::SignedOut
            | Self::PasswordChangeRefused { .. } => vec![],
        }
    }
}

fn ordered(job: JobId, work: &Work) -> Vec<(&'static str, String)> {
    let mut details = vec![("job", job.to_string()), ("deed", work.kind().id().to_owned())];
    match work {
        Work::AddToGroup(group) => details.push(("into_group", group.name.clone())),
        Work::Edit(values) => {
            let names: Vec<&str> = values.iter().map(|(attribute, _)| attribute.id()).collect();
            details.push(("properties", names.join(", ")));
        }
        Work::Access(_) | Work::Restore | Work::Purge | Work::Invite | Work::Unlock => {}
    }
    details
}

fn given(reason: Option<&String>) -> impl Iterator<Item = (&'static str, String)> {
    reason.into_iter().map(|reason| ("reason", reason.clone()))
}

fn from_and_to(changed: &Changed) -> [(Cow<'static, str>, String); 2] {
    let id = changed.property.id();
    let value = |value: &Option<String>| value.clone().unwrap_or_default();
    [(format!("{id}.from").into(), value(&changed.before)), (format!("{id}.to").into(), value(&changed.after))]
}
