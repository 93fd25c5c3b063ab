//! How the portal looks: the picture that it shows, given and taken away; the rest is a section of the settings.

use sha2::{Digest as _, Sha256};

use super::error::Error;
use super::portal::{Portal, Reading};
use super::settings::{self, Saved};
use crate::domain::id::FormKey;
use crate::domain::permit::Actor;
use crate::domain::picture::{Format, Picture};
use crate::domain::settings::branding::Branding;
use crate::store::conn::Tx;
use crate::store::logos;

/// Shows a picture from now on, or none any more. Whatever else was decided stays.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before.
pub async fn show(portal: &Portal, actor: &Actor, picture: Option<Picture>, key: FormKey) -> Result<Saved, Error> {
    let logo = picture.as_ref().map(|picture| (digest(&picture.bytes), picture));
    let name = logo.as_ref().map(|(digest, picture)| format!("{digest}.{}", picture.format.ending()));
    let change = |before: &Branding| Branding { logo: name.clone().unwrap_or_default(), ..before.clone() };
    settings::change(portal, actor, change, key, async |tx: &mut Tx<'_>| match &logo {
        Some((digest, picture)) => Ok(logos::keep(tx, digest, picture.format, &picture.bytes).await?),
        None => Ok(logos::forget(tx).await?),
    })
    .await
}

/// The picture that is shown, by the name that the settings give it; nothing for any other one.
///
/// # Errors
/// The store's.
pub async fn logo(portal: &Portal, read: &Reading<'_>, name: &str) -> Result<Option<(Format, Vec<u8>)>, Error> {
    let settings = portal.settings();
    let Some((digest, format)) = settings.branding.picture().filter(|_| settings.branding.logo == name) else {
        return Ok(None);
    };
    Ok(logos::find(read, digest, format).await?.map(|bytes| (format, bytes)))
}

/// Half of a SHA-256: the name of a file, and no proof of anything.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).fold(String::new(), |name, byte| format!("{name}{byte:02x}"))
}
