//! Links as functions, and the one judge of where a sign-in may lead.

use crate::domain::id::{EventId, GroupId, JobId, PasskeyId, RequestId, UserId};
use crate::domain::letter::Kind;
use crate::domain::organisation::Language;
use crate::domain::role::Role;
use crate::domain::settings::Section;
use crate::domain::subject::About;
use crate::domain::trouble::Trouble;

/// The first page of administrators.
pub const HOME: &str = "/";
/// Sign in.
pub const SIGN_IN: &str = "/sign-in";
/// The wall of a temporary password.
pub const CHANGE_PASSWORD: &str = "/change-password";
/// The second step of a sign-in.
pub const SECOND_STEP: &str = "/sign-in/second-step";
/// A password that was forgotten.
pub const RESET_PASSWORD: &str = "/reset-password";
/// The proofs before a new one.
pub const RESET_VERIFY: &str = "/reset-password/verify";
/// The new one.
pub const RESET_NEW: &str = "/reset-password/new";
/// My address for codes.
pub const ACCOUNT_ADDRESS: &str = "/account/security/address";
/// My phone for codes.
pub const ACCOUNT_PHONE: &str = "/account/security/phone";
/// The own security questions.
pub const ACCOUNT_QUESTIONS: &str = "/account/security/questions";
/// What was sent by mail.
pub const MAIL: &str = "/settings/mail";
/// My proofs, and what is missing.
pub const ACCOUNT_REGISTRATION: &str = "/account/registration";
/// Whom an invitation would reach.
pub const INVITE: &str = "/settings/registration/invite";
/// My account.
pub const ACCOUNT: &str = "/account";
/// A proof before a page that needs one.
pub const PROOF: &str = "/account/proof";
/// Where I am signed in.
pub const ACCOUNT_SESSIONS: &str = "/account/sessions";
/// What happened to my account.
pub const ACCOUNT_ACTIVITY: &str = "/account/activity";
/// My authenticator app.
pub const ACCOUNT_APP: &str = "/account/security/app";
/// My passkeys: a new one.
pub const ACCOUNT_PASSKEYS: &str = "/account/security/passkeys";
/// My second step.
pub const ACCOUNT_SECURITY: &str = "/account/security";
/// The groups that I answer for.
pub const ACCOUNT_GROUPS: &str = "/account/groups";
/// Change my password.
pub const ACCOUNT_PASSWORD: &str = "/account/password";
/// The list of people.
pub const USERS: &str = "/users";
/// The list of those who are deleted.
pub const DELETED_USERS: &str = "/users/deleted";
/// Places that have to wait.
pub const PLACES: &str = "/users/places";
/// The list of people as a file.
pub const EXPORT_USERS: &str = "/users/export.csv";
/// What lists of people show.
pub const LIST_COLUMNS: &str = "/users/columns";
/// Who registered what.
pub const REGISTRATIONS: &str = "/reports/registration-activity";
/// The same as a file.
pub const REGISTRATIONS_FILE: &str = "/reports/registration-activity.csv";
/// Proofs that were registered or given, right or wrong.
pub const PROOF_EVENTS: &str = "/reports/events";
/// How the portal is used.
pub const USAGE: &str = "/reports/usage";
/// The report of password resets.
pub const PASSWORD_RESETS: &str = "/reports/password-resets";
/// The same rows as a file.
pub const PASSWORD_RESETS_FILE: &str = "/reports/password-resets.csv";
/// Who can help himself.
pub const REGISTRATION: &str = "/reports/registration";
/// The same people as a file.
pub const REGISTRATION_FILE: &str = "/reports/registration.csv";
/// The audit log.
pub const AUDIT: &str = "/audit";

/// The events about proofs.
pub const EVENTS_OF_PROOFS: &str = "/audit?service=Authentication+Methods";

/// A person's page.
pub fn user(id: UserId) -> String {
    format!("/users/{id}")
}

/// What is done to many people at once.
pub const BULK: &str = "/users/bulk";
/// The temporary passwords that wait.
pub const TEMPORARY_PASSWORDS: &str = "/temporary-passwords";
/// The list of jobs.
pub const JOBS: &str = "/jobs";

/// A password tried out.
pub const TRY_PASSWORD: &str = "/settings/password-policy/try";
/// The banned words.
pub const BANNED_WORDS: &str = "/settings/banned-words";

/// What a letter says, in a language.
pub fn letter(kind: Kind, language: Language) -> String {
    format!("/settings/letters/{}?language={}", kind.id(), language.tag())
}

/// A page of the settings.
pub fn settings(section: &Section) -> String {
    format!("/settings/{}", section.id())
}

/// The password of our account in the directory outside.
pub const DIRECTORY_PASSWORD: &str = "/settings/directory/password";
/// How the directory outside is.
pub const DIRECTORY_STATUS: &str = "/settings/directory/status";

/// A job's page.
pub fn job(id: JobId) -> String {
    format!("{JOBS}/{id}")
}

/// One of my passkeys.
pub fn passkey(id: PasskeyId) -> String {
    format!("{ACCOUNT_PASSKEYS}/{id}")
}

/// A role's page.
pub fn role(role: Role) -> String {
    format!("/roles/{role}")
}

/// The roles of a person.
pub fn user_roles(id: UserId) -> String {
    format!("/users/{id}/roles")
}

/// The reset of a person's password.
pub fn reset_password(id: UserId) -> String {
    format!("/users/{id}/reset-password")
}

/// The groups of a person.
pub fn user_groups(id: UserId) -> String {
    format!("/users/{id}/groups")
}

/// The people and groups in a group.
pub fn group_members(id: GroupId) -> String {
    format!("/groups/{id}/members")
}

/// Who answers for a group.
pub fn group_owners(id: GroupId) -> String {
    format!("/groups/{id}/owners")
}

/// A group's page.
pub fn group(id: GroupId) -> String {
    format!("/groups/{id}")
}

/// The page of whom or what a row of the audit log is about.
pub fn about(subject: &About) -> String {
    match subject {
        About::Person(person) => user(person.id),
        About::Group(group) => self::group(group.id),
    }
}

/// The rows of the audit log that one request left.
pub fn events_of(request: &RequestId) -> String {
    format!("{AUDIT}?code={request}")
}

/// What a reason means.
pub fn trouble(trouble: &Trouble) -> String {
    format!("/troubleshoot?code={}", trouble.code())
}

/// One row of the audit log.
pub fn event(id: EventId) -> String {
    format!("/audit/{id}")
}

/// The sign-in page that leads back to `here`.
pub fn sign_in_to(here: &str) -> String {
    leading(SIGN_IN, here)
}

/// The page of one's proofs, with the way back.
pub fn registration_to(here: &str) -> String {
    leading(ACCOUNT_REGISTRATION, here)
}

/// The wall of a temporary password, that leads on to `next`.
pub fn change_password_to(next: &str) -> String {
    leading(CHANGE_PASSWORD, next)
}

/// The second step, that leads on to `next`.
pub fn second_step_to(next: &str) -> String {
    leading(SECOND_STEP, next)
}

fn leading(page: &str, next: &str) -> String {
    match local(next) {
        Some("/") | None => page.to_owned(),
        Some(next) => {
            let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
            format!("{page}?next={next}")
        }
    }
}

/// An address that stays on this origin, or nothing (A79): a slash, then a letter or digit, then no trick.
pub fn local(next: &str) -> Option<&str> {
    let plain = next.len() <= 512
        && next.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'@' | b'<' | b'>' | b'"'));
    let begins =
        next == "/" || next.strip_prefix('/').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    let path = next.split(['?', '#']).next().unwrap_or("");
    (plain && begins && !path.contains("//") && !path.contains('%')).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_leads_nowhere_else() {
        for next in ["/", "/users", "/users?q=jan%20smit&view=all", "/account/password", "/audit?from=2026-11-01#list"]
        {
            assert_eq!(local(next), Some(next));
        }
        for next in [
            "",
            "//e",
            "/\\e",
            "/%2f/e",
            "http:e",
            "/%09/e",
            "https:///e",
            "\\\\e",
            "/ e",
            "///e@x",
            "//e.example/users",
            "/users//e",
            "/@e",
            "/users@e",
            "javascript:alert(1)",
            "/\te",
            "/\r\nLocation: //e",
            "/é",
            ".",
            "users",
            "/.",
            "/-",
            "/%61",
        ] {
            assert_eq!(local(next), None, "{next:?}");
        }
        assert_eq!(local(&format!("/{}", "a".repeat(600))), None);
    }
}
