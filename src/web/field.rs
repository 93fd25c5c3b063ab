//! A field of a form: what was typed, and every reason why it was refused.

use crate::domain::group::Misfit;
use crate::domain::password::rules::Rule;
use crate::domain::user::UserNameError;
use crate::domain::wording;

use super::directory_fault::DirectoryFault;
use super::fault::{LookFault, PasskeyFault, QuestionFault};

/// One field.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// What was typed. Always empty for a password.
    pub value: String,
    /// Why it was refused.
    pub errors: Vec<Complaint>,
}

impl Field {
    /// A field with this in it.
    pub fn of(value: impl Into<String>) -> Self {
        Self { value: value.into(), errors: vec![] }
    }

    /// Refuses the field for one more reason.
    pub fn refuse(&mut self, complaint: Complaint) {
        self.errors.push(complaint);
    }

    /// Whether anything was refused.
    pub fn is_bad(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// Why a form, or a field of it, was refused. Its sentence stands in `sentences::complaints`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Complaint {
    /// User name and password do not open anything; never says which (security 4.5).
    SignInFailed,
    /// Something about the directory outside.
    Directory(DirectoryFault),
    /// Too much to do at once; nothing was changed.
    Busy,
    /// The page was open too long; it is filled in again.
    PageTooOld,
    /// No user name was given.
    UserNameMissing,
    /// No password was given.
    PasswordMissing,
    /// No current password was given.
    CurrentPasswordMissing,
    /// More people than one job takes.
    TooManyPeople {
        /// At most so many.
        most: usize,
    },
    /// A reason is asked for.
    ReasonMissing,
    /// The own password is asked for again, and is not there.
    OwnPasswordMissing,
    /// The own password, asked for again, was wrong.
    OwnPasswordWrong,
    /// No code was given.
    CodeMissing,
    /// Not a code that the app shows now, nor an unused recovery code.
    CodeWrong,
    /// Not a code that the new app shows now.
    AppCodeWrong,
    /// A passkey is wrong.
    Passkey(PasskeyFault),
    /// A security question or an answer is wrong.
    Question(QuestionFault),
    /// No code of a mail was given.
    SentCodeMissing,
    /// Not the code that was sent, or it works no longer.
    SentCodeWrong,
    /// None of the proofs.
    MethodMissing,
    /// The mail address is the user name.
    AddressSignsIn,
    /// The address that waited for its code waits no more.
    AddressOver,
    /// What is to be looked at does not fit.
    Look(LookFault),
    /// What a letter is to say does not fit.
    Wording(wording::Misfit),
    /// Proofs are still missing.
    ProofsMissing,
    /// It can not be put off any more.
    NotLater,
    /// There is nobody who lacks proofs and was not written to of late.
    NobodyLacks,
    /// Too many codes were sent.
    AddressWait {
        /// Then.
        at: String,
    },
    /// The phone has to be given anew.
    PhoneOver,
    /// No more text messages leave for the time being.
    TextsSpent,
    /// It is not the number of the phone for codes.
    NumberWrong,
    /// No group was named.
    NoGroup,
    /// No proof was chosen.
    NoProof,
    /// No check of a caller was chosen.
    NoCheck,
    /// Mail is not set up.
    NoMail,
    /// No address for codes is known of this person.
    NoAddress {
        /// Who.
        name: String,
    },
    /// Fewer ways to prove who one is than proofs that are asked for, or six digits alone.
    FewWays {
        /// Whether it is the app alone.
        app_alone: bool,
    },
    /// Neither a mail address nor the address of a page.
    NotHelp,
    /// The current password is not the right one.
    CurrentPasswordWrong,
    /// No new password was given.
    NewPasswordMissing,
    /// A rule is broken.
    Broken(Rule),
    /// The two new passwords are not the same.
    NotTheSame,
    /// Nothing says how the caller was checked.
    CheckMissing {
        /// Whom the caller says to be.
        name: String,
    },
    /// How long the temporary password works was not one of the choices.
    ExpiresUnknown,
    /// Longer than so many characters.
    TooLong {
        /// The most.
        most: usize,
    },
    /// Line breaks or other invisible characters.
    Invisible,
    /// Not a day of the calendar.
    NotADate,
    /// A day that is over, or too far ahead.
    NotAhead {
        /// At most so many days.
        most: u16,
    },
    /// The first day comes after the last.
    FromAfterTo,
    /// More days than a report is about.
    TooManyDays {
        /// At most so many.
        most: i32,
    },
    /// Neither a support code nor the code of a reason.
    NotACode,
    /// Not a support code.
    NotASupportCode,
    /// Not one of the choices.
    NotAChoice,
    /// No column, or too many.
    ColumnsNumber {
        /// The most.
        most: usize,
    },
    /// Neither a display name nor first and last name.
    NameMissing,
    /// No user name was given, and none can be proposed.
    NewUserNameMissing,
    /// The user name was left empty: this one is proposed.
    UserNameProposed,
    /// No user name by the rules.
    NotAUserName(UserNameError),
    /// A domain that is not the organisation's.
    ForeignDomain {
        /// Those that are.
        domains: Vec<String>,
    },
    /// Not the user name that was to be typed to confirm.
    NotTheUserName {
        /// The user name.
        name: String,
    },
    /// Somebody has this user name.
    NameTaken {
        /// Names like it that nobody has.
        free: Vec<String>,
    },
    /// Somebody is found by this mail address.
    MailTaken,
    /// No mail address.
    NotMail,
    /// No telephone number.
    NotPhone,
    /// No telephone number with its country.
    NotInternational,
    /// No two-letter country.
    NotCountry,
    /// No language tag.
    NotLanguage,
    /// Somebody else saved another value meanwhile.
    SavedMeanwhile,
    /// Somebody else saved this value meanwhile.
    SavedMeanwhileAs {
        /// Which.
        value: String,
    },
    /// A banned word is too short or too long.
    WordLength {
        /// Which.
        word: String,
        /// The fewest characters.
        least: usize,
        /// The most.
        most: usize,
    },
    /// More banned words than there may be.
    TooManyWords {
        /// At most so many.
        most: usize,
    },
    /// Somebody else saved this page of the settings meanwhile.
    SettingsSavedMeanwhile,
    /// No whole number between two others.
    NotBetween {
        /// The least.
        least: u16,
        /// The most.
        most: u16,
    },
    /// Nobody is her own manager.
    OwnManager,
    /// Nobody is found by this.
    NobodyFound,
    /// A group without a name.
    GroupNameMissing,
    /// Another group has this name.
    GroupNameTaken,
    /// No group has this name.
    GroupNotFound,
    /// No group has this one of several names.
    NoGroupNamed {
        /// Which.
        name: String,
    },
    /// No group has this name, of several that were typed on lines.
    GroupUnknown {
        /// What was typed.
        name: String,
    },
    /// More groups than fit.
    TooManyGroups {
        /// The most.
        most: usize,
    },
    /// Nobody was ticked.
    NobodyTicked,
    /// Nothing is to be changed.
    NothingToChange,
    /// Another value was typed, and a tick asks for none.
    ValueAndNone,
    /// The number of people was not typed.
    NumberNotTyped {
        /// Which it is.
        number: String,
    },
    /// A group does not fit into another one.
    GroupMisfit {
        /// Why.
        misfit: Misfit,
        /// Which.
        name: String,
    },
    /// More owners than a group may have.
    TooManyOwners,
    /// Whoever answers for a group must be able to sign in.
    BlockedOwner {
        /// Who can not.
        name: String,
    },
    /// The name was to be typed and was not.
    NameNotTyped {
        /// The name.
        name: String,
    },
    /// Several are found by this.
    SeveralFound {
        /// The first user names.
        names: Vec<String>,
    },
}
