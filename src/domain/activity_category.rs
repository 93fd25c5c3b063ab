//! By what activities are put together: category and service.

use super::activity::{
    AUDIT_FORGOTTEN, BACKED_UP, BREACH_LIST_MADE, DIRECTORY_FILLED, DIRECTORY_GROUPS, DIRECTORY_MEMBERS,
    DIRECTORY_RIGHTS, GROUP_ADDED, GROUP_DELETED, GROUP_MEMBER_ADDED, GROUP_MEMBER_REMOVED, GROUP_OWNER_ADDED,
    GROUP_OWNER_REMOVED, GROUP_PURGED, GROUP_RESTORED, GROUP_UPDATED, INSTALLED, KEYS_ROTATED, MAIL_TRIED, NOT_ME,
    PASSKEY_ADDED, PASSKEY_REMOVED, PASSKEY_RENAMED, PASSWORD_CHANGE, PASSWORD_ENDED, PASSWORD_RESET, PHONE_REGISTERED,
    PHONE_REMOVED, PROOF, PROOF_REGISTERED, PROOF_REMOVED, PROOFS_REVIEWED, QUESTIONS_REGISTERED, QUESTIONS_REMOVED,
    RECOVERY_CODES_MADE, REFUSED, REGISTRATION_DEMANDED, REGISTRATION_INVITED, REGISTRATION_PUT_OFF, RESETS_HELD,
    RESTORED, ROLE_ASSIGNED, ROLE_REMOVED, SECOND_STEP_ADDED, SECOND_STEP_CLEARED, SECOND_STEP_REMOVED,
    SECRETS_RESEALED, SELF_RESET, SELF_RESET_CLOSED, SELF_RESET_OPENED, SELF_RESET_STEP, SELF_UNLOCK, SETTINGS_CHANGED,
    SIGN_IN, SIGN_OUT, SOURCE_COUNTED, SOURCE_HELD, WRITEBACK_BEGUN, WRITEBACK_CHANGE, WRITEBACK_LOST, WRITEBACK_RESET,
    WRITEBACK_SELF_RESET, WRITEBACK_SETTLED, WRITEBACK_UNLOCK,
};

/// The category of everything about groups: the first subject of such a row is a group.
pub const GROUPS: &str = "GroupManagement";

/// Every category.
pub const CATEGORIES: [&str; 7] =
    ["UserManagement", GROUPS, "RoleManagement", "Policy", "DirectoryManagement", "SignIn", "Authorization"];

/// Every service.
pub const SERVICES: [&str; 4] = [CORE, SELF_SERVICE, METHODS, SIGN_INS];

const CORE: &str = "Core Directory";
const SELF_SERVICE: &str = "Self-service Password Management";
const METHODS: &str = "Authentication Methods";
const SIGN_INS: &str = "Sign-in";

/// The service that R-343 lists beside an activity, as Azure parts them.
pub fn service(activity: &str) -> &'static str {
    match activity {
        PASSWORD_RESET | PASSWORD_CHANGE | SELF_RESET | SELF_RESET_STEP | SELF_RESET_CLOSED | SELF_RESET_OPENED
        | SELF_UNLOCK | RESETS_HELD => SELF_SERVICE,
        SECOND_STEP_ADDED
        | SECOND_STEP_REMOVED
        | PASSKEY_ADDED
        | PASSKEY_REMOVED
        | PASSKEY_RENAMED
        | SECOND_STEP_CLEARED
        | RECOVERY_CODES_MADE
        | PROOF_REGISTERED
        | PROOF_REMOVED
        | PHONE_REGISTERED
        | PHONE_REMOVED
        | QUESTIONS_REGISTERED
        | QUESTIONS_REMOVED
        | PROOF
        | NOT_ME
        | PROOFS_REVIEWED
        | REGISTRATION_PUT_OFF
        | REGISTRATION_DEMANDED
        | REGISTRATION_INVITED => METHODS,
        activity if is_in_directory(activity) => SELF_SERVICE,
        activity if category(activity) == "SignIn" => SIGN_INS,
        _ => CORE,
    }
}

/// The category that R-343 lists beside an activity.
pub fn category(activity: &str) -> &'static str {
    match activity {
        ROLE_ASSIGNED | ROLE_REMOVED => "RoleManagement",
        GROUP_ADDED | GROUP_UPDATED | GROUP_DELETED | GROUP_RESTORED | GROUP_PURGED | GROUP_MEMBER_ADDED
        | GROUP_MEMBER_REMOVED | GROUP_OWNER_ADDED | GROUP_OWNER_REMOVED | DIRECTORY_GROUPS | DIRECTORY_MEMBERS => {
            GROUPS
        }
        SETTINGS_CHANGED => "Policy",
        INSTALLED | DIRECTORY_FILLED | KEYS_ROTATED | SECRETS_RESEALED | BACKED_UP | RESTORED | AUDIT_FORGOTTEN
        | BREACH_LIST_MADE | MAIL_TRIED => "DirectoryManagement",
        SIGN_IN | SIGN_OUT | PASSWORD_ENDED | SOURCE_HELD | SOURCE_COUNTED => "SignIn",
        REFUSED => "Authorization",
        _ => "UserManagement",
    }
}

/// Whether an activity is a write to the directory outside, whose reasons are that directory's.
pub fn is_in_directory(activity: &str) -> bool {
    [
        WRITEBACK_BEGUN,
        WRITEBACK_RESET,
        WRITEBACK_CHANGE,
        WRITEBACK_SELF_RESET,
        WRITEBACK_UNLOCK,
        WRITEBACK_LOST,
        WRITEBACK_SETTLED,
        DIRECTORY_RIGHTS,
    ]
    .contains(&activity)
}
