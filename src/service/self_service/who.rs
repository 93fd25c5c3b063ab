//! What counts of a person who wants to reset the own password, and under what tries are counted.

use crate::domain::contact::Contact;
use crate::domain::id::UserId;
use crate::domain::self_service::{Facts, Method, Refusal, Way, offered, way};
use crate::domain::settings::Settings;
use crate::domain::settings::questions::Questions;
use crate::domain::settings::self_service::{Reach, SelfService};
use crate::domain::user::{Source, User};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::conn::Read;
use crate::store::directory::people;
use crate::store::groups::nesting;
use crate::store::passkeys;
use crate::store::second_steps;
use crate::store::security_answers;
use crate::store::users::{self, one::SigningIn};

/// Somebody of whom a new password is asked.
#[expect(clippy::struct_excessive_bools, reason = "what is known of a person, each thing apart from the others")]
pub(super) struct Known {
    pub(super) user: User,
    pub(super) contact: Contact,
    pub(super) has_app: bool,
    pub(super) has_passkey: bool,
    /// The questions that are answered and can be chosen now; none where there are fewer than are asked, and where they are no proof.
    pub(super) questions: Vec<String>,
    pub(super) is_chosen: bool,
    /// Whether a password that lives in the directory outside is written there for this person.
    pub(super) is_written: bool,
}

impl Known {
    /// Whether the person may, as he is now.
    pub(super) fn way(&self, portal: &Portal, policy: &SelfService, user: &User) -> Result<Way, Refusal> {
        let facts = Facts {
            roles: user.roles,
            status: user.status,
            source: user.source,
            is_written: self.is_written && portal.settings().directory.writes_for_people(),
            is_chosen: self.is_chosen,
            has_mail: portal.has_mail && self.contact.mail.is_some(),
            has_phone: portal.has_texts && self.contact.phone.is_some(),
            has_app: self.has_app,
            has_passkey: self.has_passkey,
            has_questions: !self.questions.is_empty(),
        };
        way(&policy.usable(portal.passkeys.is_some()), &facts)
    }
}

/// The proofs that are offered to everybody here. Where the portal is called by numbers, no browser has a passkey.
pub(super) fn methods(portal: &Portal) -> Vec<Method> {
    offered(&portal.settings().self_service.usable(portal.passkeys.is_some()), portal.sends())
}

/// Whoever has this canonical name, with what counts.
pub(super) async fn find(read: &Read<'_>, settings: &Settings, name: &str) -> Result<Option<Known>, Error> {
    let Some(SigningIn { user, .. }) = users::one::by_sign_in_name(read, name).await? else { return Ok(None) };
    again(read, settings, user).await.map(Some)
}

/// Somebody who was found before, as the person is now.
pub(super) async fn again(read: &Read<'_>, settings: &Settings, user: User) -> Result<Known, Error> {
    let policy = &settings.self_service;
    let contact = users::contact::find(read, user.id).await?;
    let has_app = second_steps::app(read, user.id).await?.is_some();
    let has_passkey = policy.passkey && passkeys::has_discoverable(read, user.id).await?;
    let questions = if policy.questions { answered(read, &settings.questions, user.id).await? } else { vec![] };
    let is_written = match user.source {
        // Whom the directory refuses in any case is not asked for proofs first.
        Source::Directory => people::find(read, user.id).await?.is_some_and(|linked| linked.state.is_writable()),
        Source::Local | Source::External => false,
    };
    let is_chosen = policy.reach == Reach::Selected && is_chosen(read, policy, user.id).await?;
    Ok(Known { user, contact, has_app, has_passkey, questions, is_chosen, is_written })
}

/// The questions that count: as many as are asked, or none. One that can not be chosen any more counts no more (decision 53).
async fn answered(read: &Read<'_>, decided: &Questions, user: UserId) -> Result<Vec<String>, Error> {
    let known = security_answers::questions(read, user).await?.map(|(questions, _)| questions).unwrap_or_default();
    Ok(Some(decided.counting(known)).filter(|counting| counting.len() >= decided.asks()).unwrap_or_default())
}

/// Whether somebody is in one of the groups that may, at any depth, and in none that may not.
async fn is_chosen(read: &Read<'_>, policy: &SelfService, user: UserId) -> Result<bool, Error> {
    let may = nesting::is_in_any(read, user, &policy.chosen()).await?;
    Ok(may && !nesting::is_in_any(read, user, &policy.left_out()).await?)
}
