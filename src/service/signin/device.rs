//! Devices that are recognised: a browser on which a person has signed in carries a signed note of it (R-093, security 4.7).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};

use crate::domain::id::UserId;
use crate::domain::secret::SessionToken;
use crate::service::portal::Portal;
use crate::store::credentials::Epoch;

/// So long a device is recognised after the last sign-in on it.
pub const RECOGNISED: SignedDuration = SignedDuration::from_hours(24 * 180);

const PURPOSE: &[u8] = b"recognised device";

/// What the browser gets of somebody who is in.
#[derive(Debug)]
pub struct Opened {
    /// The session.
    pub session: SessionToken,
    /// So long the browser keeps it; nothing where it goes with the browser.
    pub kept_for: Option<SignedDuration>,
    /// The note that recognises the device. It opens nothing.
    pub device: String,
}

/// The note for a browser: bound to the person and to the password, so that a reset takes every device's away.
pub fn note(portal: &Portal, user: UserId, epoch: Epoch, now: Timestamp) -> String {
    let keys = portal.keys.current();
    let (epoch, second) = (epoch.number().to_be_bytes(), now.as_second().to_be_bytes());
    let signature = keys.cookie.mac(&[PURPOSE, user.uuid().as_bytes(), &epoch, &second]);
    format!("{}.{}.{}", keys.generation, now.as_second(), URL_SAFE_NO_PAD.encode(signature))
}

/// Whether this person has signed in with this password on the device that brings the note.
pub fn recognises(portal: &Portal, note: &str, user: UserId, epoch: Epoch, now: Timestamp) -> bool {
    let mut fields = note.splitn(3, '.');
    let (Some(generation), Some(second), Some(signature)) = (fields.next(), fields.next(), fields.next()) else {
        return false;
    };
    let keys = generation.parse().ok().and_then(|generation| portal.keys.generation(generation));
    let (Some(keys), Ok(second)) = (keys, second.parse::<i64>()) else { return false };
    let (Ok(noted), Ok(signature)) = (Timestamp::from_second(second), URL_SAFE_NO_PAD.decode(signature)) else {
        return false;
    };
    let (epoch, second) = (epoch.number().to_be_bytes(), second.to_be_bytes());
    now.duration_since(noted) < RECOGNISED
        && keys.cookie.verify(&[PURPOSE, user.uuid().as_bytes(), &epoch, &second], &signature)
}
