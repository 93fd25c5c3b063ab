//! How the portal looks: the picture that it shows, given and taken away; the rest is a section of the settings.

use super::error::Error;
use super::portal::{Portal, Reading};
use super::settings::{self, Saved};
use crate::domain::id::FormKey;
use crate::domain::organisation::Language;
use crate::domain::permit::Actor;
use crate::domain::picture::{Format, Picture};
use crate::domain::settings::branding::Branding;
use crate::store::conn::Tx;
use crate::store::logos;

/// Shows a picture from now on, or none any more, in one language or wherever there is no other one. Whatever else was decided stays.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Replayed`] when the form was used before.
pub async fn show(
    portal: &Portal,
    actor: &Actor,
    picture: Option<Picture>,
    language: Option<Language>,
    key: FormKey,
) -> Result<Saved, Error> {
    let logo = picture.as_ref().map(|picture| (picture.name(), picture));
    let name = logo.as_ref().map(|(digest, picture)| format!("{digest}.{}", picture.format.ending()));
    let change = |before: &Branding| before.clone().with_logo(language, name.clone().unwrap_or_default());
    settings::change(portal, actor, change, key, async |tx: &mut Tx<'_>, now: &Branding| {
        if let Some((digest, picture)) = &logo {
            logos::keep(tx, digest, picture.format, &picture.bytes).await?;
        }
        let shown: Vec<&str> =
            now.logos().into_iter().filter_map(Branding::picture).map(|(digest, _)| digest).collect();
        Ok(logos::forget_others(tx, &shown).await?)
    })
    .await
}

/// The picture of that name, where it is shown: no other one is kept. The store is asked and not the settings, for another server may show it
/// already.
///
/// # Errors
/// The store's.
pub async fn logo(read: &Reading<'_>, name: &str) -> Result<Option<(Format, Vec<u8>)>, Error> {
    let Some((digest, format)) = Branding::picture(name) else { return Ok(None) };
    Ok(logos::find(read, digest, format).await?.map(|bytes| (format, bytes)))
}
