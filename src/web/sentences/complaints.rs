//! Why a form was refused, in one sentence that says what to do.

use crate::domain::attribute::Unfit;
use crate::domain::group::MOST_OWNERS;
use crate::domain::password::rules::Rule;
use crate::domain::picture::{HIGHEST, PHOTO_PIXELS, WIDEST};
use crate::domain::user::UserNameError;
use crate::i18n::{Words, t};
use crate::web::fault::{LookFault, PasskeyFault, Room};
use crate::web::field::Complaint;

/// The sentence, for the summary and above the field alike.
pub fn sentence(words: &Words, complaint: &Complaint) -> String {
    let plain = match complaint {
        Complaint::GroupMisfit { misfit, name } => return format!("{name}: {}", super::groups::misfit(words, *misfit)),
        Complaint::BlockedOwner { name } => return t!(words, "complaint-blocked-owner", name = name.as_str()),
        Complaint::NameNotTyped { name } => return t!(words, "complaint-name-not-typed", name = name.as_str()),
        Complaint::Directory(fault) => return super::directory::fault(words, fault),
        Complaint::TooManyOwners => return t!(words, "complaint-owners", most = MOST_OWNERS),
        Complaint::GroupNameMissing => t!(words, "complaint-group-name-missing"),
        Complaint::GroupNameTaken => t!(words, "complaint-group-name-taken"),
        Complaint::NoGroupNamed { name } => return t!(words, "complaint-no-group-named", name = name.as_str()),
        Complaint::GroupNotFound => t!(words, "complaint-group-not-found"),
        Complaint::NumberNotTyped { number } => {
            return t!(words, "complaint-number-not-typed", number = number.as_str());
        }
        Complaint::Look(fault) => return of_looks(words, fault),
        Complaint::Wording(misfit) => return super::letters::misfit(words, misfit),
        Complaint::NothingToChange => t!(words, "complaint-nothing-to-change"),
        Complaint::ValueAndNone => t!(words, "complaint-value-and-none"),
        Complaint::NobodyTicked => t!(words, "complaint-nobody-ticked"),
        Complaint::CheckMissing { name } => return t!(words, "complaint-check-missing", name = name.as_str()),
        Complaint::ColumnsNumber { most } => return t!(words, "complaint-columns", most = *most),
        Complaint::NotBetween { least, most } => return t!(words, "complaint-between", least = *least, most = *most),
        Complaint::SavedMeanwhileAs { value } => {
            return t!(words, "complaint-saved-meanwhile-as", value = value.as_str());
        }
        Complaint::GroupUnknown { name } => return t!(words, "complaint-group-unknown", name = name.as_str()),
        Complaint::TooManyGroups { most } => return t!(words, "complaint-too-many-groups", most = *most),
        Complaint::Broken(rule) => return broken(words, rule),
        Complaint::TooLong { most } => return t!(words, "complaint-too-long", most = *most),
        Complaint::ForeignDomain { domains } => {
            return t!(words, "complaint-foreign-domain", domains = domains.join(", "));
        }
        Complaint::NotTheUserName { name } => return t!(words, "complaint-not-the-user-name", name = name.as_str()),
        Complaint::NameTaken { free } => return taken(words, free),
        Complaint::SeveralFound { names } => return t!(words, "complaint-several-found", names = names.join(", ")),
        Complaint::WordLength { word, least, most } => {
            return t!(words, "complaint-word-length", word = word.as_str(), least = *least, most = *most);
        }
        Complaint::TooManyWords { most } => return t!(words, "complaint-too-many-words", most = *most),
        Complaint::NotAhead { most } => return t!(words, "complaint-not-ahead", most = *most),
        Complaint::TooManyPeople { most } => return t!(words, "complaint-too-many-people", most = *most),
        Complaint::NotAUserName(fault) => of_a_user_name(words, *fault),
        Complaint::NameMissing => t!(words, "complaint-name-missing"),
        Complaint::NewUserNameMissing => t!(words, "complaint-new-user-name-missing"),
        Complaint::UserNameProposed => t!(words, "complaint-user-name-proposed"),
        Complaint::SavedMeanwhile => t!(words, "complaint-saved-meanwhile"),
        Complaint::OwnManager => t!(words, "complaint-own-manager"),
        Complaint::MailTaken => t!(words, "complaint-mail-taken"),
        Complaint::NotMail => t!(words, "complaint-mail"),
        Complaint::NotPhone => t!(words, "complaint-phone"),
        Complaint::NotInternational => t!(words, "complaint-phone-country"),
        Complaint::NotCountry => t!(words, "complaint-country"),
        Complaint::NotLanguage => t!(words, "complaint-language"),
        Complaint::NobodyFound => t!(words, "complaint-nobody-found"),
        Complaint::SignInFailed => t!(words, "complaint-sign-in"),
        Complaint::Busy => t!(words, "complaint-busy"),
        Complaint::PageTooOld => t!(words, "complaint-page-too-old"),
        Complaint::UserNameMissing => t!(words, "complaint-user-name-missing"),
        Complaint::PasswordMissing => t!(words, "complaint-password-missing"),
        Complaint::ReasonMissing => t!(words, "complaint-reason-missing"),
        Complaint::OwnPasswordMissing => t!(words, "complaint-own-missing"),
        Complaint::OwnPasswordWrong => t!(words, "complaint-own-wrong"),
        Complaint::NoGroup => t!(words, "complaint-no-group"),
        Complaint::FewWays { app_alone } => few_ways(words, *app_alone),
        Complaint::NoProof => t!(words, "complaint-no-proof"),
        Complaint::NoCheck => t!(words, "complaint-no-check"),
        Complaint::NoMail => t!(words, "complaint-no-mail"),
        Complaint::NoAddress { name } => return t!(words, "complaint-no-address", name = name.as_str()),
        Complaint::NotHelp => t!(words, "complaint-help"),
        Complaint::SentCodeMissing => t!(words, "complaint-sent-code-missing"),
        Complaint::SentCodeWrong => t!(words, "complaint-sent-code-wrong"),
        Complaint::MethodMissing => t!(words, "complaint-method-missing"),
        Complaint::AddressSignsIn => t!(words, "complaint-address-signs-in"),
        Complaint::AddressOver => t!(words, "complaint-address-over"),
        Complaint::ProofsMissing => t!(words, "complaint-proofs-missing"),
        Complaint::NotLater => t!(words, "complaint-not-later"),
        Complaint::NobodyLacks => t!(words, "complaint-nobody-lacks"),
        Complaint::AddressWait { at } => return t!(words, "complaint-address-wait", at = at.as_str()),
        Complaint::PhoneOver => t!(words, "complaint-phone-over"),
        Complaint::TextsSpent => t!(words, "complaint-texts-spent"),
        Complaint::NumberWrong => t!(words, "complaint-number-wrong"),
        Complaint::CodeMissing => t!(words, "complaint-code-missing"),
        Complaint::CodeWrong => t!(words, "complaint-code-wrong"),
        Complaint::AppCodeWrong => t!(words, "complaint-app-code-wrong"),
        Complaint::Question(fault) => return super::questions::fault(words, fault),
        Complaint::Passkey(fault) => of_a_passkey(words, *fault),
        Complaint::CurrentPasswordMissing => t!(words, "complaint-current-missing"),
        Complaint::CurrentPasswordWrong => t!(words, "complaint-current-wrong"),
        Complaint::NewPasswordMissing => t!(words, "complaint-new-missing"),
        Complaint::NotTheSame => t!(words, "complaint-not-the-same"),
        Complaint::ExpiresUnknown => t!(words, "complaint-expires"),
        Complaint::Invisible => t!(words, "complaint-invisible"),
        Complaint::NotADate => t!(words, "complaint-date"),
        Complaint::TooManyDays { most } => return t!(words, "complaint-too-many-days", most = *most),
        Complaint::NotACode => t!(words, "complaint-not-a-code"),
        Complaint::FromAfterTo => t!(words, "complaint-from-after-to"),
        Complaint::NotASupportCode => t!(words, "complaint-code"),
        Complaint::SettingsSavedMeanwhile => t!(words, "complaint-settings-meanwhile"),
        Complaint::NotAChoice => t!(words, "complaint-choice"),
    };
    plain.to_owned()
}

fn few_ways(words: &Words, app_alone: bool) -> &str {
    if app_alone { t!(words, "complaint-app-alone") } else { t!(words, "complaint-ways-few") }
}

/// A user name is somebody's; these like it are nobody's.
fn taken(words: &Words, free: &[String]) -> String {
    match free {
        [] => t!(words, "complaint-name-taken-none").to_owned(),
        free => t!(words, "complaint-name-taken", free = free.join(", ")),
    }
}

/// Why a user name is none.
fn of_a_user_name(words: &Words, fault: UserNameError) -> &str {
    match fault {
        UserNameError::Shape => t!(words, "complaint-user-name-shape"),
        UserNameError::LocalTooLong => t!(words, "complaint-user-name-local"),
        UserNameError::DomainTooLong => t!(words, "complaint-user-name-domain"),
        UserNameError::Character => t!(words, "complaint-user-name-character"),
        UserNameError::DotBeforeAt => t!(words, "complaint-user-name-dot"),
    }
}

/// What is wrong with a passkey.
fn of_a_passkey(words: &Words, fault: PasskeyFault) -> &str {
    match fault {
        PasskeyFault::Wrong => t!(words, "complaint-passkey-wrong"),
        PasskeyFault::Over => t!(words, "complaint-passkey-over"),
        PasskeyFault::Copied => t!(words, "complaint-passkey-copied"),
        PasskeyFault::Missing => t!(words, "complaint-passkey-missing"),
        PasskeyFault::Taken => t!(words, "complaint-passkey-taken"),
        PasskeyFault::NameMissing => t!(words, "complaint-passkey-name-missing"),
    }
}

/// Why something is not fit to be looked at.
fn of_looks(words: &Words, fault: &LookFault) -> String {
    let plain = match fault {
        LookFault::NoFile => t!(words, "complaint-no-file"),
        LookFault::NoPicture => t!(words, "complaint-no-picture"),
        LookFault::NoColour => t!(words, "complaint-no-colour"),
        LookFault::FileTooLarge { bytes, most } => {
            return t!(words, "complaint-file-too-large", bytes = bytes.div_ceil(1024), most = most / 1024);
        }
        LookFault::PictureTooWide { width, height, room: Room::Photo } => {
            let (width, height) = (u64::from(*width), u64::from(*height));
            return t!(
                words,
                "complaint-photo-too-wide",
                width = width,
                height = height,
                most = PHOTO_PIXELS / 1_000_000
            );
        }
        LookFault::PictureTooWide { width, height, room: Room::Logo } => {
            return t!(
                words,
                "complaint-picture-too-wide",
                width = *width,
                height = *height,
                widest = WIDEST,
                highest = HIGHEST,
            );
        }
        LookFault::Pale { hundredths } => {
            let ratio = format!("{}{}{:02}", hundredths / 100, t!(words, "decimal-mark"), hundredths % 100);
            return t!(words, "complaint-pale", ratio = ratio);
        }
    };
    plain.to_owned()
}

/// A rule of passwords that is broken.
fn broken(words: &Words, rule: &Rule) -> String {
    let plain = match rule {
        Rule::Shortest(least) => return t!(words, "complaint-too-short", least = *least),
        Rule::Longest(most) => return t!(words, "complaint-too-long-password", most = *most),
        Rule::NotUsedBefore(depth) => {
            return t!(words, "complaint-used", depth = usize::from(*depth));
        }
        Rule::KeptFor(hours) => return t!(words, "complaint-kept", hours = usize::from(*hours)),
        Rule::NotCommon => t!(words, "complaint-common"),
        Rule::NotBreached => t!(words, "complaint-breached"),
        Rule::NotBanned => t!(words, "complaint-banned"),
        Rule::Ascii => t!(words, "complaint-ascii"),
        Rule::Classes => t!(words, "complaint-classes"),
        Rule::NoNames => t!(words, "complaint-names"),
        Rule::NotTheOld => t!(words, "complaint-the-old"),
    };
    plain.to_owned()
}

impl From<Unfit> for Complaint {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::TooLong { most } => Self::TooLong { most },
            Unfit::Invisible => Self::Invisible,
            Unfit::NotMail => Self::NotMail,
            Unfit::NotPhone => Self::NotPhone,
            Unfit::NotInternational => Self::NotInternational,
            Unfit::NotCountry => Self::NotCountry,
            Unfit::NotLanguage => Self::NotLanguage,
            Unfit::NotDay => Self::NotADate,
            Unfit::NotAChoice => Self::NotAChoice,
        }
    }
}
