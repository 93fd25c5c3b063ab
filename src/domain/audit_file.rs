//! Rows of the audit log as files hold them: the fields of R-340, under the names that scripts of Azure know.

use serde_json::{Map, Value, json};

use super::activity;
use super::audit::{Entry, EntryActor};
use super::audit_target::Modified;
use super::device;
use super::subject::About;

/// A file holds so many rows at most.
pub const MOST_ROWS: usize = 250_000;

/// The headings of the audit log's file.
pub const HEADINGS: [&str; 17] = [
    "id",
    "activityDateTime",
    "loggedByService",
    "category",
    "activityDisplayName",
    "result",
    "resultReason",
    "initiatedBy.type",
    "initiatedBy.id",
    "initiatedBy.displayName",
    "initiatedBy.ipAddress",
    "targetResources.id",
    "targetResources.displayName",
    "modifiedProperties",
    "additionalDetails",
    "correlationId",
    "targetResources.type",
];

/// The headings of the sign-in log's file.
pub const SIGN_IN_HEADINGS: [&str; 15] = [
    "createdDateTime",
    "requestId",
    "status",
    "failureReason",
    "userPrincipalName",
    "userId",
    "ipAddress",
    "sessionId",
    "sessionKind",
    "id",
    "correlationId",
    "authenticationRequirement",
    "authenticationMethod",
    "deviceDetail.browser",
    "deviceDetail.operatingSystem",
];

impl Entry {
    /// The moment in UTC, as ISO 8601 has it, to the microsecond.
    fn moment(&self) -> String {
        self.at.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
    }

    const fn result(&self) -> &'static str {
        if self.failure.is_some() { "failure" } else { "success" }
    }

    /// Kind, id and name of whoever acted.
    fn initiator(&self) -> (&'static str, String, &str) {
        match &self.actor {
            EntryActor::Person { id, name } => ("user", id.to_string(), name),
            EntryActor::Guest => ("guest", String::new(), ""),
            EntryActor::Operator { command } => ("operator", String::new(), command),
            EntryActor::Program { job } => ("app", String::new(), job),
        }
    }

    /// What changed, and everything else that the row keeps; the name of Azure, where that is another one.
    fn parted(&self) -> (Vec<Modified<'_>>, Vec<(&str, &str)>) {
        let (mut modified, mut others) = (vec![], vec![]);
        for (name, value) in &self.details {
            match name.rsplit_once('.') {
                Some((name, "from")) => {
                    let after = self.detail(&format!("{name}.to")).unwrap_or("");
                    modified.push(Modified { name, before: value, after });
                }
                Some((_, "to")) => {}
                _ => others.push((name.as_str(), value.as_str())),
            }
        }
        others.extend(self.standard_activity().map(|name| ("azureActivity", name)));
        (modified, others)
    }

    /// The cells, in the order of [`HEADINGS`].
    pub fn cells(&self) -> [String; HEADINGS.len()] {
        let (kind, id, name) = self.initiator();
        let (modified, others) = self.parted();
        let ids: Vec<_> = self.subjects.iter().map(|about| about.uuid().to_string()).collect();
        let names: Vec<_> = self.subjects.iter().map(About::name).collect();
        let changed: Vec<_> =
            modified.iter().map(|one| format!("{}: \"{}\" → \"{}\"", one.name, one.before, one.after)).collect();
        let others: Vec<_> = others.iter().map(|(name, value)| format!("{name}={value}")).collect();
        [
            self.id.to_string(),
            self.moment(),
            activity::service(&self.activity).to_owned(),
            self.category.clone(),
            self.activity.clone(),
            self.result().to_owned(),
            self.failure.clone().unwrap_or_default(),
            kind.to_owned(),
            id,
            name.to_owned(),
            self.address.clone().unwrap_or_default(),
            ids.join(" "),
            names.join("; "),
            changed.join("; "),
            others.join("; "),
            self.request.to_string(),
            self.kinds().join(" "),
        ]
    }

    /// The row as an object.
    pub fn object(&self) -> Value {
        let (kind, id, name) = self.initiator();
        let (modified, others) = self.parted();
        let mut who = Map::new();
        if kind == "user" {
            who.insert("id".to_owned(), id.into());
            who.insert("userPrincipalName".to_owned(), name.into());
        }
        // Of a person the row keeps what signs in, and no other name of then.
        who.insert("displayName".to_owned(), name.into());
        who.insert("ipAddress".to_owned(), self.address.clone().into());
        let mut details: Vec<_> = others.iter().map(|(name, value)| json!({ "key": name, "value": value })).collect();
        let targets = self.targets(&modified);
        if targets.is_empty() {
            details.extend(
                modified.iter().map(|one| json!({ "key": one.name, "oldValue": one.before, "newValue": one.after })),
            );
        }
        json!({
            "id": self.id.to_string(),
            "activityDateTime": self.moment(),
            "activityDisplayName": self.activity,
            "category": self.category,
            "correlationId": self.request.to_string(),
            "loggedByService": activity::service(&self.activity),
            "result": self.result(),
            "resultReason": self.failure,
            "initiatedBy": { kind: who },
            "targetResources": targets,
            "additionalDetails": details,
        })
    }

    /// The cells of a sign-in, in the order of [`SIGN_IN_HEADINGS`].
    pub fn sign_in_cells(&self) -> [String; SIGN_IN_HEADINGS.len()] {
        let who = self.subjects.first();
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let (browser, system) = self.detail("device").map_or((None, None), device::parts);
        let status = if self.is_interrupted() { "interrupted" } else { self.result() };
        [
            self.moment(),
            self.request.to_string(),
            status.to_owned(),
            text(self.failure.as_deref()),
            text(who.map(About::name)),
            who.map(|about| about.uuid().to_string()).unwrap_or_default(),
            text(self.address.as_deref()),
            self.session.map(|session| session.to_string()).unwrap_or_default(),
            text(self.detail("session")),
            self.id.to_string(),
            self.whole_sign_in().map(|session| session.to_string()).unwrap_or_default(),
            match self.steps_asked() {
                Some(1) => "singleFactorAuthentication".to_owned(),
                Some(_) => "multiFactorAuthentication".to_owned(),
                None => String::new(),
            },
            text(self.detail("method")),
            text(browser),
            text(system),
        ]
    }
}
