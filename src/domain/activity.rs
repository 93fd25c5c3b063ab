//! The activity names of the audit log, English and stable, in one place for rows, filters and sentences.

pub use super::activity_category::{CATEGORIES, GROUPS, SERVICES, category, is_in_directory, service};
pub use super::activity_refused::of_refusal;

/// Installation.
pub const INSTALLED: &str = "Install Latchkey";
/// New account.
pub const USER_CREATED: &str = "Add user";
/// Changed attributes (R-348, T-08).
pub const USER_UPDATED: &str = "Update user";
/// A photo, or another one.
pub const PHOTO_SET: &str = "Set user photo";
/// None any more.
pub const PHOTO_REMOVED: &str = "Remove user photo";
/// New role holder.
pub const ROLE_ASSIGNED: &str = "Add member to role";
/// A role holder less.
pub const ROLE_REMOVED: &str = "Remove member from role";
/// Many people at once, ordered.
pub const JOB_ORDERED: &str = "Bulk operation - started (bulk)";
/// The same, stopped by somebody.
pub const JOB_STOPPED: &str = "Bulk operation - stopped (bulk)";
/// The same, at its end.
pub const JOB_ENDED: &str = "Bulk operation - finished (bulk)";
/// Break-glass on the host.
pub const ADMINISTRATOR_RECOVERED: &str = "Recover administrator";
/// Demo data.
pub const DIRECTORY_FILLED: &str = "Fill directory with made-up people";
/// A new generation of keys.
pub const KEYS_ROTATED: &str = "Rotate keys";
/// Everything sealed under the newest generation.
pub const SECRETS_RESEALED: &str = "Seal secrets under new keys";
/// A copy of everything.
pub const BACKED_UP: &str = "Back up";
/// The first rows are kept no more.
pub const AUDIT_FORGOTTEN: &str = "Remove old audit log rows";
/// A copy put back.
pub const RESTORED: &str = "Restore backup";
/// Sign-in, done or refused.
pub const SIGN_IN: &str = "Sign in";
/// Sign-out.
pub const SIGN_OUT: &str = "Sign out";
/// Reset by an administrator.
pub const PASSWORD_RESET: &str = "Reset password (by admin)";
/// A temporary password that opens nothing any more.
pub const TEMPORARY_PASSWORD_REVOKED: &str = "Revoke temporary password";
/// No sign-in any more.
pub const USER_BLOCKED: &str = "Disable account";
/// Sign-in again.
pub const USER_UNBLOCKED: &str = "Enable account";
/// Closed by wrong guesses.
pub const USER_LOCKED: &str = "Lock user account";
/// Opened by an administrator (T-77).
pub const USER_UNLOCKED: &str = "Unlock user account (by admin)";
/// Closed again by an administrator, who had opened it.
pub const USER_LOCKED_AGAIN: &str = "Lock user account again (by admin)";
/// Opened by time.
pub const LOCK_LAPSED: &str = "Lock of user account lapsed";
/// A place from which too many sign-ins failed.
pub const SOURCE_HELD: &str = "Hold source of failed sign-ins";
/// A place in which too many self-service resets began (R-250f).
pub const RESETS_HELD: &str = "Hold source of self-service resets";
/// Such a place, let in again (R-250g).
pub const SOURCE_RELEASED: &str = "Let source in again (by admin)";
/// Failed sign-ins that are told by their number.
pub const SOURCE_COUNTED: &str = "Failed sign-ins (counted)";
/// Gone from everywhere, restorable for a time (R-348, T-52).
pub const USER_DELETED: &str = "Delete user";
/// Back again (R-348, T-53).
pub const USER_RESTORED: &str = "Restore user";
/// Gone for good (R-348, T-54).
pub const USER_PURGED: &str = "Hard Delete user";
/// Signed out everywhere, under the name that Azure gives it (T-57).
pub const SESSIONS_REVOKED: &str = "Update StsRefreshTokenValidFrom Timestamp";
/// The list of people, asked for as a file.
pub const DOWNLOAD_BEGUN: &str = "Download users - started (bulk)";
/// The file was sent, or broken off.
pub const DOWNLOAD_ENDED: &str = "Download users - finished (bulk)";
/// A log or report, asked for as a file.
pub const FILE_BEGUN: &str = "Download report - started (bulk)";
/// The file was sent, or broken off.
pub const FILE_ENDED: &str = "Download report - finished (bulk)";
/// Own change.
pub const PASSWORD_CHANGE: &str = "Change password (self-service)";
/// An authenticator app more.
pub const SECOND_STEP_ADDED: &str = "User registered security info";
/// An authenticator app less, by its person.
pub const SECOND_STEP_REMOVED: &str = "User deleted security info";
/// New recovery codes.
pub const RECOVERY_CODES_MADE: &str = "User made recovery codes";
/// An authenticator app less, by an administrator.
pub const SECOND_STEP_CLEARED: &str = "Admin deleted security info";
/// Own sessions, ended from another one.
pub const OWN_SESSIONS_ENDED: &str = "User ended sessions";
/// "This was not me".
pub const NOT_ME: &str = "Suspicious activity reported";
/// An account in wrong hands, closed in one deed.
pub const CONTAINED: &str = "Contain account";
/// A proof asked for in the middle of a session, given or not.
pub const PROOF: &str = "Prove identity again";
/// A new group.
pub const GROUP_ADDED: &str = "Add group";
/// Name or description of a group.
pub const GROUP_UPDATED: &str = "Update group";
/// A group that can still be restored.
pub const GROUP_DELETED: &str = "Delete group";
/// A group that is back.
pub const GROUP_RESTORED: &str = "Restore Group";
/// A group that is gone for good.
pub const GROUP_PURGED: &str = "Hard Delete group";
/// New members of a group.
pub const GROUP_MEMBER_ADDED: &str = "Add member to group";
/// Members who left a group.
pub const GROUP_MEMBER_REMOVED: &str = "Remove member from group";
/// New owners of a group.
pub const GROUP_OWNER_ADDED: &str = "Add owner to group";
/// Owners who left a group.
pub const GROUP_OWNER_REMOVED: &str = "Remove owner from group";
/// Something decided for everybody.
pub const SETTINGS_CHANGED: &str = "Update policy";
/// Why a download is no success: the reader went away, or was too slow, or may not any more.
pub const BROKEN_OFF: &str = "broken-off";
/// The list of known breaches was replaced.
pub const BREACH_LIST_MADE: &str = "Load list of known breaches";
/// A sign-in with a password that had ended.
pub const PASSWORD_ENDED: &str = "Password expired";
/// Another password is asked for at the next sign-in.
pub const PASSWORD_DEMANDED: &str = "Expire password";
/// An old password lives on.
pub const EXEMPTED: &str = "Exempt from password expiry";
/// It does not any more.
pub const EXEMPTION_ENDED: &str = "End exemption from password expiry";
/// A step of a self-service reset.
pub const SELF_RESET_STEP: &str = "Self-service password reset flow activity progress";
/// A self-service reset, done.
pub const SELF_RESET: &str = "Reset password (self-service)";
/// Opened by its own person, who kept the password.
pub const SELF_UNLOCK: &str = "Unlock user account (self-service)";
/// Too many wrong proofs (R-250e).
pub const SELF_RESET_CLOSED: &str = "Blocked from self-service password reset";
/// The way is open again (R-250g).
pub const SELF_RESET_OPENED: &str = "Unblock from self-service password reset (by admin)";
/// A proof more, by its person: an address for codes.
pub const PROOF_REGISTERED: &str = "User registered recovery address";
/// A proof less, by its person.
pub const PROOF_REMOVED: &str = "User deleted recovery address";
/// The same of a phone.
pub const PHONE_REGISTERED: &str = "User registered recovery phone";
/// And this.
pub const PHONE_REMOVED: &str = "User deleted recovery phone";
/// Answers to security questions, by their person.
pub const QUESTIONS_REGISTERED: &str = "User registered security questions";
/// And none any more.
pub const QUESTIONS_REMOVED: &str = "User deleted security questions";
/// A passkey more, by its person.
pub const PASSKEY_ADDED: &str = "User registered passkey";
/// A passkey with another name.
pub const PASSKEY_RENAMED: &str = "User renamed passkey";
/// A passkey less, by its person.
pub const PASSKEY_REMOVED: &str = "User deleted passkey";
/// The own proofs, looked at and found right.
pub const PROOFS_REVIEWED: &str = "User reviewed security info";
/// Missing proofs, put off.
pub const REGISTRATION_PUT_OFF: &str = "User canceled security info registration";
/// All proofs, asked for anew (T-104).
pub const REGISTRATION_DEMANDED: &str = "Require re-registration of security info (by admin)";
/// A letter to somebody who lacks proofs.
pub const REGISTRATION_INVITED: &str = "Invite to register security info";
/// Whether mail leaves.
pub const MAIL_TRIED: &str = "Send test mail";
/// The password of our account in the directory outside.
pub const DIRECTORY_ACCOUNT: &str = "Set directory account";
/// What our account may write is tried on somebody (peers 95).
pub const DIRECTORY_RIGHTS: &str = "Try rights in directory";
/// A walk over the people of the directory, asked for.
pub const DIRECTORY_WALK: &str = "Load people from directory";
/// People as the directory tells of them.
pub const DIRECTORY_PEOPLE: &str = "Update people from directory";
/// Groups of the directory outside that are new, changed or gone.
pub const DIRECTORY_GROUPS: &str = "Update groups from directory";
/// Who came into groups of the directory outside, and who left them.
pub const DIRECTORY_MEMBERS: &str = "Update group members from directory";
/// A write to the directory that is about to be sent (31001, 31006, 31009).
pub const WRITEBACK_BEGUN: &str = "Begin directory write";
/// A temporary password there, by an administrator.
pub const WRITEBACK_RESET: &str = "Reset password in directory (by admin)";
/// The own password there.
pub const WRITEBACK_CHANGE: &str = "Change password in directory (self-service)";
/// Another password there, by whoever forgot the one of before.
pub const WRITEBACK_SELF_RESET: &str = "Reset password in directory (self-service)";
/// An account there is open again; the password stays.
pub const WRITEBACK_UNLOCK: &str = "Unlock account in directory";
/// A write of which nobody knows the end.
pub const WRITEBACK_LOST: &str = "Lose track of directory write";
/// Such a write was found to be there.
pub const WRITEBACK_SETTLED: &str = "Settle directory write";
/// Anything refused that has no activity of its own.
pub const REFUSED: &str = "Refused request";

/// Every name, for filters.
pub const ALL: [&str; 96] = [
    PASSWORD_RESET,
    TEMPORARY_PASSWORD_REVOKED,
    PASSWORD_CHANGE,
    SELF_RESET,
    SELF_RESET_STEP,
    SELF_RESET_CLOSED,
    SELF_RESET_OPENED,
    PROOF_REGISTERED,
    PHONE_REGISTERED,
    QUESTIONS_REGISTERED,
    SELF_UNLOCK,
    PROOFS_REVIEWED,
    REGISTRATION_PUT_OFF,
    REGISTRATION_DEMANDED,
    REGISTRATION_INVITED,
    PROOF_REMOVED,
    PHONE_REMOVED,
    QUESTIONS_REMOVED,
    SECOND_STEP_ADDED,
    SECOND_STEP_REMOVED,
    PASSKEY_ADDED,
    PASSKEY_RENAMED,
    PASSKEY_REMOVED,
    RECOVERY_CODES_MADE,
    SECOND_STEP_CLEARED,
    CONTAINED,
    OWN_SESSIONS_ENDED,
    NOT_ME,
    PROOF,
    PASSWORD_DEMANDED,
    EXEMPTED,
    EXEMPTION_ENDED,
    SIGN_IN,
    SIGN_OUT,
    PASSWORD_ENDED,
    USER_BLOCKED,
    USER_UNBLOCKED,
    SESSIONS_REVOKED,
    USER_LOCKED,
    USER_UNLOCKED,
    USER_LOCKED_AGAIN,
    LOCK_LAPSED,
    SOURCE_HELD,
    RESETS_HELD,
    SOURCE_RELEASED,
    SOURCE_COUNTED,
    USER_CREATED,
    USER_UPDATED,
    PHOTO_SET,
    PHOTO_REMOVED,
    USER_DELETED,
    USER_RESTORED,
    USER_PURGED,
    GROUP_ADDED,
    GROUP_UPDATED,
    GROUP_DELETED,
    GROUP_RESTORED,
    GROUP_PURGED,
    GROUP_MEMBER_ADDED,
    GROUP_MEMBER_REMOVED,
    GROUP_OWNER_ADDED,
    GROUP_OWNER_REMOVED,
    ROLE_ASSIGNED,
    ROLE_REMOVED,
    JOB_ORDERED,
    JOB_STOPPED,
    JOB_ENDED,
    DOWNLOAD_BEGUN,
    DOWNLOAD_ENDED,
    FILE_BEGUN,
    FILE_ENDED,
    ADMINISTRATOR_RECOVERED,
    DIRECTORY_FILLED,
    KEYS_ROTATED,
    SECRETS_RESEALED,
    BACKED_UP,
    RESTORED,
    AUDIT_FORGOTTEN,
    SETTINGS_CHANGED,
    BREACH_LIST_MADE,
    MAIL_TRIED,
    DIRECTORY_ACCOUNT,
    DIRECTORY_RIGHTS,
    DIRECTORY_WALK,
    DIRECTORY_PEOPLE,
    DIRECTORY_GROUPS,
    DIRECTORY_MEMBERS,
    WRITEBACK_BEGUN,
    WRITEBACK_RESET,
    WRITEBACK_CHANGE,
    WRITEBACK_SELF_RESET,
    WRITEBACK_UNLOCK,
    WRITEBACK_LOST,
    WRITEBACK_SETTLED,
    INSTALLED,
    REFUSED,
];
