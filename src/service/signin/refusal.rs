//! What the log keeps of somebody who does not get in: whom it would have been, and why.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::event::Event;
use crate::domain::failure::SignInFailure;
use crate::domain::permit::{Actor, Change};
use crate::domain::subject::Subject;
use crate::domain::target::Target;
use crate::domain::user::User;
use crate::service::lockout::{self, Door, Fall};
use crate::service::portal::Portal;

use super::password::SignIn;

/// What the log keeps of somebody who does not get in.
pub(super) struct Refusal {
    pub(super) user: Option<Subject>,
    pub(super) unknown_name: Option<String>,
    pub(super) reason: SignInFailure,
    /// Whether it was the same mistake again.
    pub(super) repeated: bool,
    /// The door that it closed.
    pub(super) closing: Option<Event>,
    /// The places that have to wait for it.
    pub(super) held: Vec<Event>,
}

impl Refusal {
    pub(super) fn of(user: &User, reason: SignInFailure) -> Self {
        Self {
            user: Some(Subject::from(&Target::from(user))),
            unknown_name: None,
            reason,
            repeated: false,
            closing: None,
            held: vec![],
        }
    }

    /// Of a guess: the one that closed the door, or the same mistake again.
    pub(super) fn because(user: &User, reason: SignInFailure, door: &Door, fall: Option<Fall>, repeated: bool) -> Self {
        let refusal = Self::of(user, reason);
        let closing = fall.zip(refusal.user.as_ref()).map(|(fall, user)| lockout::event(door, user, fall));
        Self { repeated, closing, ..refusal }
    }

    /// Of a name that nobody has.
    pub(super) fn unknown(portal: &Portal, name: &str) -> Self {
        let mac = portal.keys.current().code.mac(&[b"unknown sign-in name", name.as_bytes()]);
        let unknown_name = Some(URL_SAFE_NO_PAD.encode(&mac[..12]));
        Self {
            user: None,
            unknown_name,
            reason: SignInFailure::UnknownUser,
            repeated: false,
            closing: None,
            held: vec![],
        }
    }

    pub(super) fn change(&self, guest: &Actor) -> Change<SignIn> {
        let (user, unknown_name) = (self.user.clone(), self.unknown_name.clone());
        let failed = Event::SignInFailed { user, unknown_name, reason: self.reason };
        let events: Vec<Event> = [failed].into_iter().chain(self.closing.clone()).chain(self.held.clone()).collect();
        guest.may_sign_in().changes(&events, SignIn::Refused)
    }
}
