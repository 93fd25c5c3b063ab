//! The signed heads that a restore finds here, and where they go when they do not fit what was restored.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::Timestamp;

use super::house::House;
use crate::domain::backup::Manifest;
use crate::domain::chain::SignedHead;
use crate::host::head_file::{self, HeadFile};
use crate::host::heads_aside;
use crate::service::restore::Known;

/// What is known by heads of what was written here.
pub(super) struct KnownHeads {
    /// Where the file of heads belongs.
    place: PathBuf,
    /// The one that they are in.
    file: HeadFile,
    /// The newest one that the keys of the backup verify.
    proven: Option<SignedHead>,
}

impl KnownHeads {
    /// Looks at the file of heads. Where there is none, a restore that was interrupted right before its end may have put it aside already:
    /// heads that lie there and were signed after the backup was made are taken for the newest ones.
    ///
    /// # Errors
    /// When a file can not be read.
    pub(super) fn find(house: &House, manifest: &Manifest) -> anyhow::Result<Self> {
        let place = house.heads_file.clone();
        let mut file = HeadFile::open(place.clone()).with_context(|| unread(&place))?;
        if file.newest().is_none() {
            let left = heads_aside::newest(&place)
                .with_context(|| format!("The heads that were put aside beside {} can not be read", place.display()))?;
            file = left.filter(|left| is_later(left, manifest)).unwrap_or(file);
        }
        let proven = match file.newest() {
            Some(newest) if house.keys.have_signed(newest) => Some(newest.clone()),
            Some(_) => {
                let heads = head_file::read(file.path()).with_context(|| unread(file.path()))?;
                heads.into_iter().rfind(|signed| house.keys.have_signed(signed))
            }
            None => None,
        };
        Ok(Self { place, file, proven })
    }

    /// What they tell.
    pub(super) fn known(&self) -> Option<Known<'_>> {
        Some(Known { newest: self.file.newest()?, proven: self.proven.as_ref() })
    }

    /// Up to when something was written.
    pub(super) fn until(&self) -> String {
        self.file.newest().map(|signed| signed.head.at.to_string()).unwrap_or_default()
    }

    /// The file that they are in.
    pub(super) fn path(&self) -> &Path {
        self.file.path()
    }

    /// Whether they lay aside before anything was restored.
    pub(super) fn lay_aside(&self) -> bool {
        self.file.path() != self.place
    }

    /// Puts them aside, and says where; nothing where they lie aside already.
    ///
    /// # Errors
    /// When the folder takes no change.
    pub(super) fn put_aside(&self) -> io::Result<Option<PathBuf>> {
        if self.lay_aside() { Ok(None) } else { heads_aside::put(&self.place, self.file.last()).map(Some) }
    }

    /// Puts them back: nothing was restored.
    ///
    /// # Errors
    /// When the folder takes no change.
    pub(super) fn put_back(&self, aside: &Path) -> anyhow::Result<()> {
        if !self.place.exists() {
            heads_aside::put_back(aside, &self.place).context("The signed heads can not be put back")?;
        }
        Ok(())
    }

    /// The newest head, where the keys of the backup verify it.
    pub(super) fn into_proven(self) -> Option<SignedHead> {
        self.proven
    }
}

/// Heads that were signed before the backup was made are in it, or were lost before.
fn is_later(file: &HeadFile, manifest: &Manifest) -> bool {
    let made_at = manifest.made_at.parse::<Timestamp>().ok();
    file.newest().is_some_and(|signed| made_at.is_none_or(|made_at| signed.head.at > made_at))
}

fn unread(path: &Path) -> String {
    format!("The heads in {} can not be read", path.display())
}
