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
    /// The files that tell something, in front the one in its place, where that holds heads.
    files: Vec<Told>,
}

/// What a file of heads tells.
struct Told {
    file: HeadFile,
    newest: SignedHead,
    /// The newest one that the keys of the backup verify.
    proven: Option<SignedHead>,
}

impl Told {
    fn by(file: HeadFile, house: &House) -> anyhow::Result<Option<Self>> {
        let Some(newest) = file.newest().cloned() else { return Ok(None) };
        let proven = if house.keys.have_signed(&newest) {
            Some(newest.clone())
        } else {
            let heads = head_file::read(file.path()).with_context(|| unread(file.path()))?;
            heads.into_iter().rfind(|signed| house.keys.have_signed(signed))
        };
        Ok(Some(Self { file, newest, proven }))
    }

    fn is_proven(&self) -> bool {
        self.proven.as_ref() == Some(&self.newest)
    }

    /// Whether it may tell of more than another one: it proves more, or goes further where the other one is not proven either.
    fn goes_beyond(&self, other: &Self, manifest: &Manifest) -> bool {
        let seq = |signed: &SignedHead| signed.head.link.seq;
        let proves_more = self.proven.as_ref().is_some_and(|signed| {
            is_later(signed, manifest) && other.proven.as_ref().is_none_or(|other| seq(signed) > seq(other))
        });
        let tells_more = is_later(&self.newest, manifest) && seq(&self.newest) > seq(&other.newest);
        proves_more || (tells_more && !other.is_proven())
    }
}

impl KnownHeads {
    /// Looks at the file of heads. Where there is none, a restore that was interrupted right before its end may have put it aside already:
    /// heads that lie there and were signed after the backup was made are taken for the newest ones. Others that lie there are known, too,
    /// where they may tell of more.
    ///
    /// # Errors
    /// When a file can not be read.
    pub(super) fn find(house: &House, manifest: &Manifest) -> anyhow::Result<Self> {
        let place = house.heads_file.clone();
        let file = HeadFile::open(place.clone()).with_context(|| unread(&place))?;
        let left = heads_aside::all(&place)
            .with_context(|| format!("The heads that were put aside beside {} can not be read", place.display()))?;
        let mut files: Vec<Told> = Told::by(file, house)?.into_iter().collect();
        for file in left {
            let Some(told) = Told::by(file, house)? else { continue };
            let counts = match files.first() {
                Some(first) => told.goes_beyond(first, manifest),
                None => is_later(&told.newest, manifest),
            };
            if counts {
                files.push(told);
            }
        }
        Ok(Self { place, files })
    }

    /// What they tell.
    pub(super) fn known(&self) -> Vec<Known<'_>> {
        self.files.iter().map(|told| Known { newest: &told.newest, proven: told.proven.as_ref() }).collect()
    }

    /// Up to when something was written, by one of the files.
    pub(super) fn until(&self, by: usize) -> String {
        self.files.get(by).map(|told| told.newest.head.at.to_string()).unwrap_or_default()
    }

    /// One of the files.
    pub(super) fn path(&self, by: usize) -> &Path {
        self.files.get(by).map_or(&*self.place, |told| told.file.path())
    }

    /// Whether even the first ones lay aside before anything was restored.
    pub(super) fn lay_aside(&self) -> bool {
        self.path(0) != self.place
    }

    /// Puts those in their place aside, and says where; nothing where they lie aside already.
    ///
    /// # Errors
    /// When the folder takes no change.
    pub(super) fn put_aside(&self) -> io::Result<Option<PathBuf>> {
        let Some(first) = self.files.first().filter(|_| !self.lay_aside()) else { return Ok(None) };
        heads_aside::put(&self.place, first.file.last()).map(Some)
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

    /// The newest of the first ones that the keys of the backup verify.
    pub(super) fn into_proven(self) -> Option<SignedHead> {
        self.files.into_iter().next().and_then(|told| told.proven)
    }
}

/// Heads that were signed before the backup was made are in it, or were lost before.
fn is_later(signed: &SignedHead, manifest: &Manifest) -> bool {
    let made_at = manifest.made_at.parse::<Timestamp>().ok();
    made_at.is_none_or(|made_at| signed.head.at > made_at)
}

fn unread(path: &Path) -> String {
    format!("The heads in {} can not be read", path.display())
}
