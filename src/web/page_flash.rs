//! What happened before a page: in words, in its colour, with its icon.

use super::filters::Html;
use super::flash::Flash;
use super::icons;
use super::page::Page;
use crate::i18n::t;

impl Page {
    /// What the flash says.
    pub fn flash_text(&self) -> Option<&str> {
        Some(match self.flash? {
            Flash::PasswordSet => t!(self, "flash-password-set"),
            Flash::PasswordChanged => t!(self, "flash-password-changed"),
            Flash::AppAdded => t!(self, "flash-app-added"),
            Flash::PasskeyAdded => t!(self, "flash-passkey-added"),
            Flash::PasskeyRenamed => t!(self, "flash-passkey-renamed"),
            Flash::PasskeyRemoved => t!(self, "flash-passkey-removed"),
            Flash::AppRemoved => t!(self, "flash-app-removed"),
            Flash::CodesShown => t!(self, "flash-codes-shown"),
            Flash::RecoveryCodeUsed => t!(self, "flash-recovery-code-used"),
            Flash::TooManyCodes => t!(self, "flash-too-many-codes"),
            Flash::SecondStepCleared => t!(self, "flash-second-step-cleared"),
            Flash::Contained => t!(self, "flash-contained"),
            Flash::OwnSessionsEnded => t!(self, "flash-own-sessions-ended"),
            Flash::SignedOut => t!(self, "flash-signed-out"),
            Flash::SignedOutHere => t!(self, "flash-signed-out-here"),
            Flash::TimedOut => t!(self, "flash-timed-out"),
            Flash::SessionEnded => t!(self, "flash-session-ended"),
            Flash::CodeSent => t!(self, "flash-code-sent"),
            Flash::UserAdded => t!(self, "flash-user-added"),
            Flash::UserSaved => t!(self, "flash-user-saved"),
            Flash::NothingChanged => t!(self, "flash-nothing-changed"),
            Flash::SettingsSaved => t!(self, "flash-settings-saved"),
            Flash::DirectoryWalk => t!(self, "flash-directory-walk"),
            Flash::NobodyTicked => t!(self, "complaint-nobody-ticked"),
            Flash::ListSaved => t!(self, "flash-list-saved"),
            Flash::Blocked => t!(self, "flash-blocked"),
            Flash::Unblocked => t!(self, "flash-unblocked"),
            Flash::PasswordExpired => t!(self, "flash-password-expired"),
            Flash::PhotoSaved => t!(self, "flash-photo-saved"),
            Flash::PhotoRemoved => t!(self, "flash-photo-removed"),
            Flash::ExemptionSaved => t!(self, "flash-exemption-saved"),
            Flash::Unlocked => t!(self, "flash-unlocked"),
            Flash::UnlockedThere => t!(self, "flash-unlocked-there"),
            Flash::NotUnlockedThere => t!(self, "flash-not-unlocked-there"),
            Flash::UnlockUnknownThere => t!(self, "flash-unlock-unknown-there"),
            Flash::LockedAgain => t!(self, "flash-locked-again"),
            Flash::PlaceLetIn => t!(self, "flash-place-let-in"),
            Flash::PlaceOpen => t!(self, "flash-place-open"),
            Flash::ResetDone => t!(self, "flash-reset-done"),
            Flash::ResetDoneClosed => t!(self, "flash-reset-done-closed"),
            Flash::ResetOver => t!(self, "flash-reset-over"),
            Flash::ResetCodeSent => t!(self, "flash-reset-sent"),
            Flash::ResetHelp => t!(self, "flash-reset-help"),
            Flash::AddressAdded => t!(self, "flash-address-added"),
            Flash::AddressRemoved => t!(self, "flash-address-removed"),
            Flash::PhoneAdded => t!(self, "flash-phone-added"),
            Flash::PhoneRemoved => t!(self, "flash-phone-removed"),
            Flash::QuestionsSaved => t!(self, "flash-questions-saved"),
            Flash::QuestionsRemoved => t!(self, "flash-questions-removed"),
            Flash::ResetTextSent => t!(self, "flash-reset-text-sent"),
            Flash::TextTried => t!(self, "flash-text-tried"),
            Flash::SelfUnlocked => t!(self, "flash-self-unlocked"),
            Flash::ProofsReviewed => t!(self, "flash-proofs-reviewed"),
            Flash::RegistrationPutOff => t!(self, "flash-registration-put-off"),
            Flash::RegistrationDemanded => t!(self, "flash-registration-demanded"),
            Flash::ResetOpened => t!(self, "flash-reset-opened"),
            Flash::MailTried => t!(self, "flash-mail-tried"),
            Flash::SignedOutEverywhere => t!(self, "flash-signed-out-everywhere"),
            Flash::PasswordRevoked => t!(self, "flash-password-revoked"),
            Flash::RoleAssigned => t!(self, "flash-role-assigned"),
            Flash::RoleRemoved => t!(self, "flash-role-removed"),
            Flash::Deleted => t!(self, "flash-deleted"),
            Flash::Restored => t!(self, "flash-restored"),
            Flash::RestoredWithoutMail => t!(self, "flash-restored-without-mail"),
            Flash::Purged => t!(self, "flash-purged"),
            Flash::GroupAdded => t!(self, "flash-group-added"),
            Flash::GroupSaved => t!(self, "flash-group-saved"),
            Flash::GroupDeleted => t!(self, "flash-group-deleted"),
            Flash::GroupRestored => t!(self, "flash-group-restored"),
            Flash::MembersAdded => t!(self, "flash-members-added"),
            Flash::MembersRemoved => t!(self, "flash-members-removed"),
            Flash::OwnersAdded => t!(self, "flash-owners-added"),
            Flash::OwnersRemoved => t!(self, "flash-owners-removed"),
        })
    }

    /// The colour of the flash.
    pub fn flash_tone(&self) -> &'static str {
        match self.flash {
            Some(
                Flash::SignedOutHere
                | Flash::TimedOut
                | Flash::SessionEnded
                | Flash::NobodyTicked
                | Flash::NotUnlockedThere
                | Flash::UnlockUnknownThere
                | Flash::PlaceOpen
                | Flash::ResetOver
                | Flash::CodesShown
                | Flash::RecoveryCodeUsed
                | Flash::TooManyCodes,
            )
            | None => "",
            Some(_) => "ok",
        }
    }

    /// The icon of the flash.
    pub fn flash_icon(&self) -> Html {
        if self.flash_tone() == "ok" { icons::TICK_ROUND } else { icons::INFO }
    }
}
