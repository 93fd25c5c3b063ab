//! The values of details that are codes: steps, deeds, proofs, rights, in the visitor's words.

use std::borrow::Cow;

use crate::domain::activity;
use crate::domain::job::Kind;
use crate::domain::permission::Permission;
use crate::domain::property::Property;
use crate::domain::second_step::Factor;
use crate::domain::self_service::Method;
use crate::domain::session::SessionKind;
use crate::domain::sign_in_step::Means;
use crate::i18n::{Words, t};

use super::activities::activity_name;
use super::{people, roles, self_service};

/// The value of a detail in words; nothing where it is no code, or one that is not known.
pub fn value<'a>(words: &'a Words, name: &str, value: &str) -> Option<Cow<'a, str>> {
    match name {
        "step" => step(words, value).map(Cow::Borrowed),
        "deed" => Kind::from_id(value).map(|kind| deed(words, kind).into()),
        // A proof of self-service has its own word for what both know.
        "method" if Method::from_id(value).is_none() => Some(means(words, value).to_owned().into()),
        "methods" => Some(each(value, |id| method(words, id))),
        "properties" => Some(each(value, |id| {
            Property::from_id(id).map_or_else(|| id.to_owned(), |property| people::property(words, property).to_owned())
        })),
        "permission" => {
            let known = Permission::ALL.into_iter().find(|permission| permission.id() == value)?;
            Some(permission(words, known).into())
        }
        _ => None,
    }
}

/// What a session of a sign-in opens.
pub fn session(words: &Words, kind: SessionKind) -> &str {
    match kind {
        SessionKind::Full => t!(words, "session-full"),
        SessionKind::ForcedChange => t!(words, "session-forced-change"),
        SessionKind::SecondStep => t!(words, "session-second-step"),
    }
}

/// By what a sign-in came about; as recorded where that is not known.
pub fn means<'a>(words: &'a Words, id: &'a str) -> &'a str {
    match Means::ALL.into_iter().find(|by| by.id() == id) {
        Some(Means::Password) => t!(words, "means-password"),
        Some(Means::OutsidePassword) => t!(words, "means-outside-password"),
        Some(Means::Second(Factor::App)) => t!(words, "means-app"),
        Some(Means::Second(Factor::Passkey)) => t!(words, "means-passkey"),
        Some(Means::Second(Factor::RecoveryCode)) => t!(words, "means-recovery-code"),
        None => id,
    }
}

/// "Yes" or "No", where that is what stands there.
pub fn yes_no<'a>(words: &'a Words, value: &'a str) -> &'a str {
    match value {
        "true" => t!(words, "detail-yes"),
        "false" => t!(words, "detail-no"),
        other => other,
    }
}

/// A list of codes, one by one.
fn each<'a>(value: &str, told: impl Fn(&str) -> String) -> Cow<'a, str> {
    value.split(", ").filter(|id| !id.is_empty()).map(told).collect::<Vec<_>>().join(", ").into()
}

fn method(words: &Words, id: &str) -> String {
    self_service::method(words, id).to_owned()
}

/// Where a self-service reset stood, or a registration.
fn step<'a>(words: &'a Words, id: &str) -> Option<&'a str> {
    Some(match id {
        "user-name" => t!(words, "step-user-name"),
        "code-sent" => t!(words, "step-code-sent"),
        "code-asked" => t!(words, "step-code-asked"),
        "proof" => t!(words, "step-proof"),
        "number" => t!(words, "step-number"),
        "new-password" => t!(words, "step-new-password"),
        "help" => t!(words, "step-help"),
        "cancelled" => t!(words, "step-cancelled"),
        "out-of-order" => t!(words, "step-out-of-order"),
        _ => return None,
    })
}

/// What a job does, under the name of what it leaves in the log of each person.
fn deed(words: &Words, kind: Kind) -> &str {
    let activity = match kind {
        Kind::Access(deed) => deed.activity(),
        Kind::AddToGroup => activity::GROUP_MEMBER_ADDED,
        Kind::Restore => activity::USER_RESTORED,
        Kind::Purge => activity::USER_PURGED,
        Kind::Edit => activity::USER_UPDATED,
        Kind::Invite => activity::REGISTRATION_INVITED,
        Kind::Unlock => activity::USER_UNLOCKED,
    };
    activity_name(words, activity)
}

/// A right; also one that no role has to give.
fn permission(words: &Words, permission: Permission) -> &str {
    match permission {
        Permission::SignIn => activity_name(words, activity::SIGN_IN),
        Permission::SignOut => activity_name(words, activity::SIGN_OUT),
        Permission::ChangeOwnPassword => t!(words, "right-own-password"),
        Permission::ManageOwnSecurity => t!(words, "right-own-security"),
        Permission::ResetOwnPassword => t!(words, "right-own-reset"),
        Permission::Operate => t!(words, "right-operate"),
        Permission::ViewOwnAudit => t!(words, "right-own-audit"),
        known => roles::permission(words, known),
    }
}
