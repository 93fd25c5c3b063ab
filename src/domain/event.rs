//! Every event of the audit log: a closed list with stable English names (R-340…R-354).

use jiff::Timestamp;

use super::check::Check;
use super::directory_event::DirectoryEvent;
use super::download_event::DownloadEvent;
use super::failure::{ChangeFailure, SignInFailure};
use super::group_event::GroupEvent;
use super::id::JobId;
use super::job::Work;
use super::lockout_event::LockoutEvent;
use super::password_event::PasswordEvent;
use super::property::Changed;
use super::role::Role;
use super::role_change::RoleChange;
use super::security_event::SecurityEvent;
use super::self_service_event::SelfServiceEvent;
use super::session::SessionKind;
use super::settings::{Decided, Section};
use super::sign_in_step::Step;
use super::subject::Subject;

/// Something that happened, to be told in the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Latchkey was installed: keys, organisation, first administrator.
    Installed {
        /// The organisation's name.
        organisation: String,
    },
    /// An administrator made somebody.
    UserAdded {
        /// Whom.
        user: Subject,
        /// Whether there is a temporary password.
        with_password: bool,
    },
    /// What is known of somebody was changed.
    UserUpdated {
        /// Of whom; by the name of before.
        user: Subject,
        /// What, from what, to what.
        changed: Vec<Changed>,
    },
    /// Somebody has another photo, or none any more.
    PhotoChanged {
        /// Whose.
        user: Subject,
        /// Whether that one did it.
        is_own: bool,
        /// Whether there is none any more.
        removed: bool,
    },
    /// An account was made.
    UserCreated {
        /// Whose.
        user: Subject,
    },
    /// An administrator gave somebody a role, or took it away.
    RoleChanged {
        /// Whose.
        user: Subject,
        /// Which role, which way.
        change: RoleChange,
        /// Ticket or reason, as typed.
        reason: Option<String>,
    },
    /// An administrator ordered something for many people.
    JobOrdered {
        /// Which job, as its page has it.
        job: JobId,
        /// What.
        work: Work,
        /// For how many.
        people: u32,
        /// Ticket or reason, as typed.
        reason: String,
    },
    /// An administrator asked such a job to stop.
    JobStopped {
        /// Which job.
        job: JobId,
        /// What it does.
        work: Work,
    },
    /// A job has ended.
    JobEnded {
        /// Which job.
        job: JobId,
        /// What it did.
        work: Work,
        /// To how many.
        done: u32,
        /// How many it left as they were.
        passed_over: u32,
        /// How many it did not come to.
        left: u32,
    },
    /// The operator gave a role.
    RoleAssigned {
        /// To whom.
        user: Subject,
        /// Which.
        role: Role,
    },
    /// The operator gave an administrator a way back in.
    AdministratorRecovered {
        /// Whom.
        user: Subject,
    },
    /// The directory was filled with made-up people.
    DirectoryFilled {
        /// How many.
        people: u64,
        /// From which seed.
        seed: u64,
        /// With how many rows about what they did before.
        rows: u64,
    },
    /// New keys were made.
    KeysRotated {
        /// Their generation.
        generation: u8,
    },
    /// Everything that can be opened is sealed under the newest keys.
    SecretsResealed {
        /// Their generation.
        generation: u8,
        /// How many secrets were sealed anew.
        secrets: u64,
        /// How many could not be opened.
        unopened: u64,
    },
    /// A copy of everything was made.
    BackedUp {
        /// How many rows.
        rows: u64,
    },
    /// A copy was put back.
    Restored {
        /// The moment that it shows.
        made_at: String,
        /// How many rows of the audit log that are known to have been are not in it; `?` where that can not be told.
        lost_rows: String,
    },
    /// The first rows of the audit log are kept no more.
    AuditForgotten {
        /// Every one of them is older than this.
        before: Timestamp,
        /// How many.
        rows: u64,
        /// The place of the last of them in the chain.
        until_row: i64,
    },
    /// Somebody signed in.
    SignedIn {
        /// Who.
        user: Subject,
        /// What the session may do.
        session: SessionKind,
        /// The step that opened it.
        step: Step,
    },
    /// Somebody did not get in.
    SignInFailed {
        /// Who it would have been, if anybody.
        user: Option<Subject>,
        /// A keyed hash of a name that nobody has: people type passwords there.
        unknown_name: Option<String>,
        /// Why.
        reason: SignInFailure,
    },
    /// Somebody signed out.
    SignedOut,
    /// An administrator gave somebody a temporary password.
    PasswordReset {
        /// Whom.
        user: Subject,
        /// How the caller was checked.
        verified_by: Check,
        /// How long the temporary password works (`never`, `8h`…).
        expires: &'static str,
        /// Ticket or reason, as typed.
        reason: Option<String>,
        /// Where it was sent, masked; nothing where it was shown.
        sent_to: Option<String>,
        /// How many live sessions it ended.
        sessions_ended: u64,
    },
    /// An administrator took a temporary password back.
    TemporaryPasswordRevoked {
        /// Whose.
        user: Subject,
        /// Ticket or reason, as typed.
        reason: Option<String>,
        /// How many live sessions it ended.
        sessions_ended: u64,
    },
    /// Somebody may not sign in any more.
    UserBlocked {
        /// Who.
        user: Subject,
        /// Ticket or reason, as typed.
        reason: Option<String>,
        /// How many live sessions it ended.
        sessions_ended: u64,
    },
    /// Somebody may sign in again.
    UserUnblocked {
        /// Who.
        user: Subject,
        /// Ticket or reason, as typed.
        reason: Option<String>,
    },
    /// Somebody was deleted, and can be restored for a time.
    UserDeleted {
        /// Whom.
        user: Subject,
        /// Ticket or reason, as typed.
        reason: Option<String>,
        /// How many live sessions it ended.
        sessions_ended: u64,
    },
    /// Somebody who was deleted is back.
    UserRestored {
        /// Whom; by the name of before.
        user: Subject,
        /// The new user name, where another one was taken.
        renamed: Option<Changed>,
        /// Whether somebody else is found by the mail address meanwhile, so that it does not sign in any more.
        mail_taken: bool,
    },
    /// Somebody who was deleted is gone for good.
    UserPurged {
        /// Whom: the last name.
        user: Subject,
    },
    /// An administrator ended every session of somebody.
    SessionsRevoked {
        /// Whose.
        user: Subject,
        /// Ticket or reason, as typed.
        reason: Option<String>,
        /// How many of them were alive.
        sessions_ended: u64,
    },
    /// Somebody began to download the list of people.
    DownloadBegun {
        /// The address of the list: which people, in which order.
        list: String,
    },
    /// A download of the list ended.
    DownloadEnded {
        /// The address of the list.
        list: String,
        /// How many people were sent.
        rows: u64,
        /// Whether that were all of them; otherwise it was broken off.
        whole: bool,
    },
    /// A log or report was asked for as a file.
    Download(DownloadEvent),
    /// A person changed the own password.
    PasswordChanged {
        /// Who.
        user: Subject,
        /// Whether a temporary password demanded it.
        forced: bool,
        /// How many other sessions it ended.
        sessions_ended: u64,
    },
    /// Something happened to passwords beside resets and changes.
    Password(PasswordEvent),
    /// Something happened to somebody's second step.
    Security(SecurityEvent),
    /// Somebody helps himself.
    SelfService(SelfServiceEvent),
    /// Something happened to a group.
    Group(GroupEvent),
    /// An administrator decided something for everybody.
    SettingsChanged {
        /// Which section.
        section: Section,
        /// What, from what, to what.
        decided: Vec<Decided>,
    },
    /// Something happened between us and the directory outside.
    Directory(DirectoryEvent),
    /// Wrong guesses closed a door, or it was opened.
    Lockout(LockoutEvent),
    /// A person's own change was refused.
    PasswordChangeRefused {
        /// Who.
        user: Subject,
        /// Why.
        reason: ChangeFailure,
    },
}
