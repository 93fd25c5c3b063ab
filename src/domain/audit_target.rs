//! What a row of the audit log is about, as files and streams name it.

use serde_json::{Value, json};

use super::activity::{self, DOWNLOAD_BEGUN, DOWNLOAD_ENDED, FILE_BEGUN, FILE_ENDED, SETTINGS_CHANGED};
use super::audit::Entry;
use super::subject::About;

/// What was changed: name, before, after.
pub(super) struct Modified<'a> {
    pub(super) name: &'a str,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
}

/// One thing that a row is about, by the kind that R-341 has for it.
struct Thing<'a> {
    kind: &'static str,
    id: Option<String>,
    /// The name of that moment, as the row keeps it.
    name: Option<&'a str>,
    /// Of people: what signs in.
    user_name: Option<&'a str>,
}

impl Entry {
    /// Everything that the row is about, what changed with the first.
    pub(super) fn targets(&self, modified: &[Modified<'_>]) -> Vec<Value> {
        let mut changed: Vec<_> = modified
            .iter()
            .map(|one| json!({ "displayName": one.name, "oldValue": one.before, "newValue": one.after }))
            .collect();
        let told = |thing: Thing<'_>| {
            let mut target = json!({
                "id": thing.id,
                "type": thing.kind,
                "displayName": thing.name,
                "modifiedProperties": std::mem::take(&mut changed),
            });
            if let (Some(name), Some(fields)) = (thing.user_name, target.as_object_mut()) {
                fields.insert("userPrincipalName".to_owned(), name.into());
            }
            target
        };
        self.things().into_iter().map(told).collect()
    }

    /// The kinds of what the row is about, in the order of [`Entry::targets`].
    pub(super) fn kinds(&self) -> Vec<&'static str> {
        self.things().iter().map(|thing| thing.kind).collect()
    }

    fn things(&self) -> Vec<Thing<'_>> {
        let mut things: Vec<_> =
            self.subjects.iter().enumerate().map(|(place, about)| self.thing(place, about)).collect();
        if let Some(role) = self.detail("role") {
            things.push(Thing { kind: "Role", id: Some(role.to_owned()), name: Some(role), user_name: None });
        }
        if things.is_empty() {
            things.extend(self.thing_of_nobody());
        }
        things
    }

    fn thing<'a>(&'a self, place: usize, about: &'a About) -> Thing<'a> {
        let id = Some(about.uuid().to_string());
        match about {
            About::Person(person) => {
                // A row keeps what signs in; the other name only where it was changed.
                let before = self.detail("display_name.from").filter(|name| place == 0 && !name.is_empty());
                let name = before.unwrap_or(&person.name);
                Thing { kind: "User", id, name: Some(name), user_name: Some(&person.name) }
            }
            About::Group(group) => Thing { kind: "Group", id, name: Some(&group.name), user_name: None },
        }
    }

    /// What a row about neither people nor groups is about; nothing for a sign-in with a name that nobody has.
    fn thing_of_nobody(&self) -> Option<Thing<'_>> {
        let of = |kind, name| Some(Thing { kind, id: None, name, user_name: None });
        match self.activity.as_str() {
            SETTINGS_CHANGED => of("Policy", self.detail("section")),
            DOWNLOAD_BEGUN | DOWNLOAD_ENDED | FILE_BEGUN | FILE_ENDED => {
                of("Other", self.detail("file").or_else(|| self.detail("list")))
            }
            activity::DIRECTORY_ACCOUNT
            | activity::DIRECTORY_RIGHTS
            | activity::DIRECTORY_WALK
            | activity::DIRECTORY_PEOPLE => of("Directory", self.detail("organisation")),
            _ if self.category == "DirectoryManagement" => of("Directory", self.detail("organisation")),
            activity::SOURCE_HELD | activity::RESETS_HELD | activity::SOURCE_RELEASED | activity::SOURCE_COUNTED => {
                of("Other", self.detail("source"))
            }
            _ => {
                let job = self.detail("job")?;
                Some(Thing { kind: "Other", id: Some(job.to_owned()), name: self.detail("deed"), user_name: None })
            }
        }
    }
}
