//! The names of the activities of the audit log, and why something was refused.

use crate::domain::activity;
use crate::domain::denial::Denial;
use crate::domain::directory::fault::Trouble;
use crate::domain::directory::outcome::Refusal;
use crate::domain::failure::{ChangeFailure, SignInFailure};
use crate::i18n::{Words, t};

use super::self_service;

/// The name of an activity; the stable English one where it is not known.
pub fn activity_name<'a>(words: &'a Words, name: &'a str) -> &'a str {
    match name {
        activity::PASSWORD_RESET => t!(words, "activity-password-reset"),
        activity::TEMPORARY_PASSWORD_REVOKED => t!(words, "activity-temporary-password-revoked"),
        activity::USER_BLOCKED => t!(words, "activity-user-blocked"),
        activity::USER_UNBLOCKED => t!(words, "activity-user-unblocked"),
        activity::USER_LOCKED => t!(words, "activity-user-locked"),
        activity::USER_UNLOCKED => t!(words, "activity-user-unlocked"),
        activity::USER_LOCKED_AGAIN => t!(words, "activity-user-locked-again"),
        activity::LOCK_LAPSED => t!(words, "activity-lock-lapsed"),
        activity::SOURCE_HELD => t!(words, "activity-source-held"),
        activity::RESETS_HELD => t!(words, "activity-resets-held"),
        activity::SOURCE_RELEASED => t!(words, "activity-source-released"),
        activity::SOURCE_COUNTED => t!(words, "activity-source-counted"),
        activity::SESSIONS_REVOKED => t!(words, "activity-sessions-revoked"),
        activity::PASSWORD_CHANGE => t!(words, "activity-password-change"),
        activity::SELF_RESET => t!(words, "activity-self-reset"),
        activity::SELF_RESET_STEP => t!(words, "activity-self-reset-step"),
        activity::SELF_RESET_CLOSED => t!(words, "activity-self-reset-closed"),
        activity::SELF_RESET_OPENED => t!(words, "activity-self-reset-opened"),
        activity::PROOF_REGISTERED => t!(words, "activity-proof-registered"),
        activity::SELF_UNLOCK => t!(words, "activity-self-unlock"),
        activity::PROOFS_REVIEWED => t!(words, "activity-proofs-reviewed"),
        activity::REGISTRATION_PUT_OFF => t!(words, "activity-registration-put-off"),
        activity::REGISTRATION_DEMANDED => t!(words, "activity-registration-demanded"),
        activity::REGISTRATION_INVITED => t!(words, "activity-registration-invited"),
        activity::PHONE_REGISTERED => t!(words, "activity-phone-registered"),
        activity::PHONE_REMOVED => t!(words, "activity-phone-removed"),
        activity::QUESTIONS_REGISTERED => t!(words, "activity-questions-registered"),
        activity::QUESTIONS_REMOVED => t!(words, "activity-questions-removed"),
        activity::PROOF_REMOVED => t!(words, "activity-proof-removed"),
        activity::DIRECTORY_ACCOUNT => t!(words, "activity-directory-account"),
        activity::DIRECTORY_RIGHTS => t!(words, "activity-directory-rights"),
        activity::DIRECTORY_WALK => t!(words, "activity-directory-walk"),
        activity::DIRECTORY_PEOPLE => t!(words, "activity-directory-people"),
        activity::DIRECTORY_GROUPS => t!(words, "activity-directory-groups"),
        activity::DIRECTORY_MEMBERS => t!(words, "activity-directory-members"),
        activity::WRITEBACK_BEGUN => t!(words, "activity-writeback-begun"),
        activity::WRITEBACK_RESET => t!(words, "activity-writeback-reset"),
        activity::WRITEBACK_CHANGE => t!(words, "activity-writeback-change"),
        activity::WRITEBACK_SELF_RESET => t!(words, "activity-writeback-self-reset"),
        activity::WRITEBACK_UNLOCK => t!(words, "activity-writeback-unlock"),
        activity::WRITEBACK_LOST => t!(words, "activity-writeback-lost"),
        activity::WRITEBACK_SETTLED => t!(words, "activity-writeback-settled"),
        activity::MAIL_TRIED => t!(words, "activity-mail-tried"),
        activity::SECOND_STEP_ADDED => t!(words, "activity-second-step-added"),
        activity::SECOND_STEP_REMOVED => t!(words, "activity-second-step-removed"),
        activity::PASSKEY_ADDED => t!(words, "activity-passkey-added"),
        activity::PASSKEY_RENAMED => t!(words, "activity-passkey-renamed"),
        activity::PASSKEY_REMOVED => t!(words, "activity-passkey-removed"),
        activity::RECOVERY_CODES_MADE => t!(words, "activity-recovery-codes"),
        activity::SECOND_STEP_CLEARED => t!(words, "activity-second-step-cleared"),
        activity::CONTAINED => t!(words, "activity-contained"),
        activity::OWN_SESSIONS_ENDED => t!(words, "activity-own-sessions-ended"),
        activity::NOT_ME => t!(words, "activity-not-me"),
        activity::PROOF => t!(words, "activity-proof"),
        activity::SIGN_IN => t!(words, "activity-sign-in"),
        activity::SIGN_OUT => t!(words, "activity-sign-out"),
        activity::USER_CREATED => t!(words, "activity-user-created"),
        activity::PHOTO_SET => t!(words, "activity-photo-set"),
        activity::PHOTO_REMOVED => t!(words, "activity-photo-removed"),
        activity::USER_UPDATED => t!(words, "activity-user-updated"),
        activity::USER_DELETED => t!(words, "activity-user-deleted"),
        activity::USER_RESTORED => t!(words, "activity-user-restored"),
        activity::USER_PURGED => t!(words, "activity-user-purged"),
        activity::GROUP_ADDED => t!(words, "activity-group-added"),
        activity::GROUP_UPDATED => t!(words, "activity-group-updated"),
        activity::GROUP_DELETED => t!(words, "activity-group-deleted"),
        activity::GROUP_RESTORED => t!(words, "activity-group-restored"),
        activity::GROUP_PURGED => t!(words, "activity-group-purged"),
        activity::GROUP_MEMBER_ADDED => t!(words, "activity-group-member-added"),
        activity::GROUP_MEMBER_REMOVED => t!(words, "activity-group-member-removed"),
        activity::GROUP_OWNER_ADDED => t!(words, "activity-group-owner-added"),
        activity::GROUP_OWNER_REMOVED => t!(words, "activity-group-owner-removed"),
        activity::ROLE_ASSIGNED => t!(words, "activity-role-assigned"),
        activity::JOB_ORDERED => t!(words, "activity-job-ordered"),
        activity::JOB_STOPPED => t!(words, "activity-job-stopped"),
        activity::JOB_ENDED => t!(words, "activity-job-ended"),
        activity::ROLE_REMOVED => t!(words, "activity-role-removed"),
        activity::ADMINISTRATOR_RECOVERED => t!(words, "activity-administrator-recovered"),
        activity::DIRECTORY_FILLED => t!(words, "activity-directory-filled"),
        activity::KEYS_ROTATED => t!(words, "activity-keys-rotated"),
        activity::SECRETS_RESEALED => t!(words, "activity-secrets-resealed"),
        activity::BACKED_UP => t!(words, "activity-backed-up"),
        activity::RESTORED => t!(words, "activity-restored"),
        activity::AUDIT_FORGOTTEN => t!(words, "activity-audit-forgotten"),
        activity::PASSWORD_DEMANDED => t!(words, "activity-password-demanded"),
        activity::EXEMPTED => t!(words, "activity-exempted"),
        activity::EXEMPTION_ENDED => t!(words, "activity-exemption-ended"),
        activity::PASSWORD_ENDED => t!(words, "activity-password-ended"),
        activity::BREACH_LIST_MADE => t!(words, "activity-breach-list"),
        activity::DOWNLOAD_BEGUN => t!(words, "activity-download-begun"),
        activity::DOWNLOAD_ENDED => t!(words, "activity-download-ended"),
        activity::FILE_BEGUN => t!(words, "activity-file-begun"),
        activity::FILE_ENDED => t!(words, "activity-file-ended"),
        activity::SETTINGS_CHANGED => t!(words, "activity-settings-changed"),
        activity::INSTALLED => t!(words, "activity-installed"),
        activity::REFUSED => t!(words, "activity-refused"),
        other => other,
    }
}

/// Why a row of the log was refused, from its stable code: what the directory outside says no to, it says no to in words of its own.
pub fn why(words: &Words, activity: &str, code: &str) -> String {
    if let Some(refusal) = Refusal::from_id(code).filter(|_| activity::is_in_directory(activity)) {
        return super::directory::refusal(words, refusal).to_owned();
    }
    // As rows told it once.
    let code = if code == "policy" { ChangeFailure::Policy.id() } else { code };
    let sign_in = SignInFailure::ALL.into_iter().find(|failure| failure.id() == code);
    if let Some(failure) = sign_in {
        return sign_in_failure(words, failure).to_owned();
    }
    if code == ChangeFailure::Policy.id() {
        return t!(words, "why-policy").to_owned();
    }
    if let Some(why) = self_service::refusal(words, code) {
        return why.to_owned();
    }
    if code == "out-of-order" {
        return t!(words, "why-out-of-order").to_owned();
    }
    if code == "wrong-answers" {
        return t!(words, "why-wrong-answers").to_owned();
    }
    if code == "wrong-number" {
        return t!(words, "why-wrong-number").to_owned();
    }
    if let Some(refusal) = Refusal::from_id(code) {
        return super::directory::refusal(words, refusal).to_owned();
    }
    if let Some(trouble) = Trouble::from_id(code) {
        return super::directory::trouble(words, trouble).to_owned();
    }
    if code == "unknown" {
        return t!(words, "directory-unknown").to_owned();
    }
    if code == activity::BROKEN_OFF {
        return t!(words, "why-broken-off").to_owned();
    }
    match Denial::ALL.into_iter().find(|denial| denial.id() == code) {
        Some(Denial::NeedsRole(_)) => t!(words, "why-needs-role").to_owned(),
        Some(Denial::Protected(_)) => t!(words, "why-protected").to_owned(),
        Some(Denial::RoleAbove(_)) => t!(words, "why-role-above").to_owned(),
        Some(Denial::OwnAccount) => t!(words, "why-own-account").to_owned(),
        Some(Denial::SignedOut) => t!(words, "why-signed-out").to_owned(),
        Some(Denial::External) => t!(words, "why-external").to_owned(),
        Some(Denial::Directory) => t!(words, "why-directory").to_owned(),
        Some(Denial::LastGlobalAdministrator) => t!(words, "why-last-global").to_owned(),
        Some(Denial::Deleted) => t!(words, "why-deleted").to_owned(),
        Some(Denial::DirectoryGroup) => t!(words, "why-directory-group").to_owned(),
        Some(Denial::DeletedGroup) => t!(words, "why-deleted-group").to_owned(),
        None => t!(words, "why-other", code = code),
    }
}

fn sign_in_failure(words: &Words, failure: SignInFailure) -> &str {
    match failure {
        SignInFailure::UnknownUser => t!(words, "why-unknown-user"),
        SignInFailure::DirectoryDisabled => t!(words, "why-directory-disabled"),
        SignInFailure::DirectoryExpired => t!(words, "why-directory-expired"),
        SignInFailure::DirectoryAbsent => t!(words, "why-directory-absent"),
        SignInFailure::DirectoryLocked => t!(words, "why-directory-locked"),
        SignInFailure::WrongPassword => t!(words, "why-wrong-password"),
        SignInFailure::Blocked => t!(words, "why-blocked"),
        SignInFailure::NoPassword => t!(words, "why-no-password"),
        SignInFailure::TemporaryPasswordOver => t!(words, "why-temporary-over"),
        SignInFailure::WrongCode => t!(words, "why-wrong-code"),
        SignInFailure::WrongPasskey => t!(words, "why-wrong-passkey"),
        SignInFailure::PasskeyOver => t!(words, "why-passkey-over"),
        SignInFailure::PasskeyCopied => t!(words, "why-passkey-copied"),
        SignInFailure::TooManyCodes => t!(words, "why-too-many-codes"),
        SignInFailure::Locked => t!(words, "why-locked"),
        SignInFailure::PasswordOff => t!(words, "why-password-off"),
        SignInFailure::Superseded => t!(words, "why-superseded"),
    }
}
