//! What the page after a deed says of it.

/// What happened before this page; told once. The cookie holds the id, never the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flash {
    /// A new password was chosen because it had to be.
    PasswordSet,
    /// The own password was changed.
    PasswordChanged,
    /// An authenticator app was added beside a passkey.
    AppAdded,
    /// The authenticator app was removed.
    AppRemoved,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey has another name.
    PasskeyRenamed,
    /// A passkey was removed.
    PasskeyRemoved,
    /// Recovery codes were shown before, once.
    CodesShown,
    /// Signed in with a recovery code, which is used up.
    RecoveryCodeUsed,
    /// Signed out because of too many wrong codes.
    TooManyCodes,
    /// Somebody's second step was taken away.
    SecondStepCleared,
    /// An account in wrong hands was closed.
    Contained,
    /// Own sessions were ended.
    OwnSessionsEnded,
    /// Signed out by oneself.
    SignedOut,
    /// The same in the browser alone: that could not be written down.
    SignedOutHere,
    /// Signed out because nothing happened for a while.
    TimedOut,
    /// The session was ended by somebody or something else.
    SessionEnded,
    /// A code was sent to somebody whose password was reset.
    CodeSent,
    /// Somebody was added.
    UserAdded,
    /// What is known of somebody was changed.
    UserSaved,
    /// It was so already.
    NothingChanged,
    /// Lists look as one wants them.
    ListSaved,
    /// Something was to be done with those who are ticked, and nobody is.
    NobodyTicked,
    /// Something is decided for everybody.
    SettingsSaved,
    /// People are loaded from the directory outside in a moment.
    DirectoryWalk,
    /// Somebody may not sign in any more.
    Blocked,
    /// Somebody may sign in again.
    Unblocked,
    /// Somebody must choose another password at the next sign-in.
    PasswordExpired,
    /// Another photo shows.
    PhotoSaved,
    /// A photo is gone.
    PhotoRemoved,
    /// An exemption from the end of passwords is decided.
    ExemptionSaved,
    /// What wrong passwords had closed is open.
    Unlocked,
    /// It is open in the directory outside, and here.
    UnlockedThere,
    /// It is not: the activity of the person says why.
    NotUnlockedThere,
    /// Nobody knows whether it is: the directory did not say how it ended.
    UnlockUnknownThere,
    /// And closed again.
    LockedAgain,
    /// A place does not have to wait any more.
    PlaceLetIn,
    /// It did not have to wait.
    PlaceOpen,
    /// A new password is set by oneself.
    ResetDone,
    /// The same, and wrong guesses keep the account closed.
    ResetDoneClosed,
    /// A self-service reset is over.
    ResetOver,
    /// Another code was sent.
    ResetCodeSent,
    /// A request for help was sent.
    ResetHelp,
    /// The address for codes is kept.
    AddressAdded,
    /// The address for codes is gone.
    AddressRemoved,
    /// The phone for codes is kept.
    PhoneAdded,
    /// The phone for codes is gone.
    PhoneRemoved,
    /// The answers to the security questions are kept.
    QuestionsSaved,
    /// And these are gone.
    QuestionsRemoved,
    /// A code went to the phone.
    ResetTextSent,
    /// A test text message is on its way.
    TextTried,
    /// The own account is open again.
    SelfUnlocked,
    /// The own proofs are right.
    ProofsReviewed,
    /// The own proofs are seen to later.
    RegistrationPutOff,
    /// Somebody is asked for all proofs anew.
    RegistrationDemanded,
    /// A self-service reset is open again.
    ResetOpened,
    /// A test mail is on its way.
    MailTried,
    /// Somebody is signed out everywhere.
    SignedOutEverywhere,
    /// A temporary password was taken back.
    PasswordRevoked,
    /// Somebody has a role more.
    RoleAssigned,
    /// Somebody has a role less.
    RoleRemoved,
    /// Somebody is deleted.
    Deleted,
    /// Somebody who was deleted is back.
    Restored,
    /// Back, and not found by the mail address any more.
    RestoredWithoutMail,
    /// Somebody who was deleted is gone for good.
    Purged,
    /// A group was made.
    GroupAdded,
    /// Name or description of a group were changed.
    GroupSaved,
    /// A group was deleted.
    GroupDeleted,
    /// A group is back.
    GroupRestored,
    /// Somebody is in a group.
    MembersAdded,
    /// Somebody is not in a group any more.
    MembersRemoved,
    /// Somebody answers for a group.
    OwnersAdded,
    /// Somebody does not answer for a group any more.
    OwnersRemoved,
}

impl Flash {
    /// Every message.
    pub const ALL: [Self; 73] = [
        Self::PasswordSet,
        Self::PasswordChanged,
        Self::AppAdded,
        Self::AppRemoved,
        Self::PasskeyAdded,
        Self::PasskeyRenamed,
        Self::PasskeyRemoved,
        Self::CodesShown,
        Self::RecoveryCodeUsed,
        Self::TooManyCodes,
        Self::SecondStepCleared,
        Self::Contained,
        Self::OwnSessionsEnded,
        Self::SignedOut,
        Self::SignedOutHere,
        Self::TimedOut,
        Self::SessionEnded,
        Self::CodeSent,
        Self::UserAdded,
        Self::UserSaved,
        Self::NothingChanged,
        Self::ListSaved,
        Self::NobodyTicked,
        Self::SettingsSaved,
        Self::DirectoryWalk,
        Self::Blocked,
        Self::Unblocked,
        Self::PasswordExpired,
        Self::PhotoSaved,
        Self::PhotoRemoved,
        Self::ExemptionSaved,
        Self::Unlocked,
        Self::UnlockedThere,
        Self::NotUnlockedThere,
        Self::UnlockUnknownThere,
        Self::LockedAgain,
        Self::PlaceLetIn,
        Self::PlaceOpen,
        Self::ResetDone,
        Self::ResetDoneClosed,
        Self::ResetOver,
        Self::ResetCodeSent,
        Self::ResetHelp,
        Self::AddressAdded,
        Self::AddressRemoved,
        Self::PhoneAdded,
        Self::PhoneRemoved,
        Self::QuestionsSaved,
        Self::QuestionsRemoved,
        Self::ResetTextSent,
        Self::TextTried,
        Self::SelfUnlocked,
        Self::ProofsReviewed,
        Self::RegistrationPutOff,
        Self::RegistrationDemanded,
        Self::ResetOpened,
        Self::MailTried,
        Self::SignedOutEverywhere,
        Self::PasswordRevoked,
        Self::RoleAssigned,
        Self::RoleRemoved,
        Self::Deleted,
        Self::Restored,
        Self::RestoredWithoutMail,
        Self::Purged,
        Self::GroupAdded,
        Self::GroupSaved,
        Self::GroupDeleted,
        Self::GroupRestored,
        Self::MembersAdded,
        Self::MembersRemoved,
        Self::OwnersAdded,
        Self::OwnersRemoved,
    ];
}
