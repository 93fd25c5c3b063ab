//! The names of the forms: a CSRF token is good for one of them.

/// `POST /sign-in`.
pub const SIGN_IN: &str = "sign-in";
/// `POST /change-password`.
pub const CHANGE_PASSWORD: &str = "change-password";
/// `POST /sign-in/second-step`.
pub const SECOND_STEP: &str = "second-step";
/// `POST /reset-password`.
pub const RESET_BEGIN: &str = "reset-begin";
/// `POST /reset-password/verify`.
pub const RESET_PROVE: &str = "reset-prove";
/// `POST /reset-password/new`.
pub const RESET_NEW: &str = "reset-new";
/// `POST /reset-password/cancel`.
pub const RESET_CANCEL: &str = "reset-cancel";
/// `POST /reset-password/help`.
pub const RESET_HELP: &str = "reset-help";
/// `POST /account/security/address`.
pub const ADDRESS: &str = "address";
/// `POST /account/security/address/code`.
pub const ADDRESS_CODE: &str = "address-code";
/// `POST /account/security/address/remove`.
pub const REMOVE_ADDRESS: &str = "remove-address";
/// The number of the phone for codes.
pub const PHONE: &str = "phone";
/// The code that was sent to it.
pub const PHONE_CODE: &str = "phone-code";
/// Takes it away.
pub const REMOVE_PHONE: &str = "remove-phone";
/// The answers to security questions.
pub const QUESTIONS: &str = "questions";
/// Takes them away.
pub const REMOVE_QUESTIONS: &str = "remove-questions";
/// A test text message.
pub const TRY_TEXT: &str = "try-text";
/// `POST /settings/mail`.
pub const TRY_MAIL: &str = "try-mail";
/// `POST /users/{id}/open-reset`.
pub const OPEN_RESET: &str = "open-reset";
/// `POST /account/sessions/…`.
pub const OWN_SESSIONS: &str = "own-sessions";
/// `POST /account/activity/not-me`.
pub const NOT_ME: &str = "not-me";
/// `POST /account/proof`.
pub const PROOF: &str = "proof";
/// `POST /account/security/app`.
pub const ADD_APP: &str = "add-app";
/// `POST /account/security/app/remove`.
pub const REMOVE_APP: &str = "remove-app";
/// `POST /account/security/passkeys`.
pub const ADD_PASSKEY: &str = "add-passkey";
/// `POST /account/security/passkeys/{id}`.
pub const RENAME_PASSKEY: &str = "rename-passkey";
/// `POST /account/security/passkeys/{id}/remove`.
pub const REMOVE_PASSKEY: &str = "remove-passkey";
/// Script that asks what a device is to sign.
pub const ASK_PASSKEY: &str = "ask-passkey";
/// `POST /account/security/codes`.
pub const RECOVERY_CODES: &str = "recovery-codes";
/// `POST /account/password`.
pub const ACCOUNT_PASSWORD: &str = "account-password";
/// `POST /users/{id}/reset-password`.
pub const RESET_PASSWORD: &str = "reset-password";
/// `POST /users/new`.
pub const NEW_USER: &str = "new-user";
/// `POST /settings/password-policy/try`.
pub const TRY_PASSWORD: &str = "try-password";
/// `POST /settings/…`.
pub const SETTINGS: &str = "settings";
/// `POST /users/columns`.
pub const LIST_COLUMNS: &str = "list-columns";
/// `POST /users/{id}/edit`.
pub const EDIT_USER: &str = "edit-user";
/// `POST /users/{id}/block`.
pub const BLOCK: &str = "block";
/// `POST /users/{id}/second-step/remove`.
pub const CLEAR_SECOND_STEP: &str = "clear-second-step";
/// `POST /users/{id}/contain`.
pub const CONTAIN: &str = "contain";
/// `POST /reset-password/unlock`.
pub const RESET_UNLOCK: &str = "reset-unlock";
/// `POST /users/{id}/re-register`.
pub const REREGISTER: &str = "re-register";
/// `POST /account/registration`.
pub const REGISTRATION: &str = "registration";
/// `POST /settings/branding/logo`.
pub const LOGO: &str = "logo";
/// `POST /settings/registration/invite`.
pub const INVITE: &str = "invite";
/// `POST /settings/directory/password`.
pub const DIRECTORY_PASSWORD: &str = "directory-password";
/// `POST /settings/directory/test`.
pub const DIRECTORY_TEST: &str = "directory-test";
/// `POST /settings/directory/load`.
pub const DIRECTORY_LOAD: &str = "directory-load";
/// `POST /users/{id}/unblock`.
pub const UNBLOCK: &str = "unblock";
/// `POST /users/{id}/unlock`.
pub const UNLOCK: &str = "unlock";
/// `POST /users/places`.
pub const LET_IN: &str = "let-in";
/// `POST /users/{id}/sign-out`.
pub const SIGN_OUT_EVERYWHERE: &str = "sign-out-everywhere";
/// `POST /users/{id}/revoke-password`.
pub const REVOKE_PASSWORD: &str = "revoke-password";
/// `POST /users/{id}/expire-password`.
pub const EXPIRE_PASSWORD: &str = "expire-password";
/// `POST /account/photo` and `/users/{id}/photo`.
pub const PHOTO: &str = "photo";
/// `POST /users/{id}/exemption`.
pub const EXEMPTION: &str = "exemption";
/// `POST /users/{id}/roles/{role}/assign`.
pub const ASSIGN_ROLE: &str = "assign-role";
/// `POST /users/{id}/roles/{role}/remove`.
pub const REMOVE_ROLE: &str = "remove-role";
/// `POST /users/{id}/delete`.
pub const DELETE_USER: &str = "delete-user";
/// `POST /users/{id}/restore`.
pub const RESTORE_USER: &str = "restore-user";
/// `POST /users/{id}/purge`.
pub const PURGE_USER: &str = "purge-user";
/// `POST /users/bulk`.
pub const BULK: &str = "bulk";
/// `POST /jobs/{id}/stop`.
pub const STOP_JOB: &str = "stop-job";
/// `POST /sign-out`.
pub const SIGN_OUT: &str = "sign-out";
/// `POST /preferences`.
pub const PREFERENCES: &str = "preferences";
/// `POST /users/{id}/groups`.
pub const ADD_TO_GROUP: &str = "add-to-group";
/// `POST /groups/new`.
pub const NEW_GROUP: &str = "new-group";
/// `POST /groups/{id}`.
pub const EDIT_GROUP: &str = "edit-group";
/// `POST /groups/{id}/members`.
pub const GROUP_MEMBERS: &str = "group-members";
/// `POST /groups/{id}/owners`.
pub const GROUP_OWNERS: &str = "group-owners";
/// `POST /groups/{id}/delete`.
pub const DELETE_GROUP: &str = "delete-group";
/// `POST /groups/{id}/restore`.
pub const RESTORE_GROUP: &str = "restore-group";
