//! Files of heads that a restore put aside: what they know of is lost, and in their place they would call the log broken for ever.
use std::cmp::Reverse;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::head_file::HeadFile;

/// Stands between the name of the file of heads and the number of its last one.
const MARK: &str = ".lost-";

/// Puts the file of heads aside, under a name that no other file has: what lies there already is the only copy of something else. It is on
/// the disk when this returns, so that a power cut leaves no restored database with heads that do not fit.
///
/// # Errors
/// When the folder takes no change; the file is in its place then.
pub fn put(heads: &Path, last: i64) -> io::Result<PathBuf> {
    let aside = free(heads, last);
    fs::rename(heads, &aside)?;
    match kept(heads) {
        Ok(()) => Ok(aside),
        Err(error) => {
            fs::rename(&aside, heads)?;
            Err(error)
        }
    }
}

/// Puts a file back where it was.
///
/// # Errors
/// When the folder takes no change.
pub fn put_back(aside: &Path, heads: &Path) -> io::Result<()> {
    fs::rename(aside, heads)?;
    kept(heads)
}

/// The files that were put aside and hold a head, the one with the head that was signed last in front.
///
/// # Errors
/// When the folder or one of the files can not be read.
pub fn all(heads: &Path) -> io::Result<Vec<HeadFile>> {
    let Some(name) = heads.file_name() else { return Ok(vec![]) };
    let beginning = format!("{}{MARK}", name.to_string_lossy());
    let mut found = vec![];
    for entry in fs::read_dir(folder(heads))? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with(&beginning) || !entry.file_type()?.is_file() {
            continue;
        }
        let file = HeadFile::open(entry.path())?;
        if file.newest().is_some() {
            found.push(file);
        }
    }
    found.sort_by_key(|file| Reverse(signed(file)));
    Ok(found)
}

/// When the last head of a file was signed. Numbers tell less: after a restore they begin anew from the backup.
fn signed(file: &HeadFile) -> Option<(Timestamp, i64)> {
    file.newest().map(|signed| (signed.head.at, signed.head.link.seq))
}

fn free(heads: &Path, last: i64) -> PathBuf {
    let (mut aside, mut number) = (named(heads, &last.to_string()), 1_u64);
    while aside.symlink_metadata().is_ok() {
        number += 1;
        aside = named(heads, &format!("{last}-{number}"));
    }
    aside
}

fn named(heads: &Path, end: &str) -> PathBuf {
    let mut name = heads.as_os_str().to_owned();
    name.push(MARK);
    name.push(end);
    PathBuf::from(name)
}

/// Waits until the names of a folder are on the disk.
fn kept(heads: &Path) -> io::Result<()> {
    File::open(folder(heads))?.sync_all()
}

fn folder(heads: &Path) -> &Path {
    heads.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chain::{Head, Link, SignedHead};

    /// A file with one head.
    fn written(path: &Path, seq: i64, second: i64) {
        let head = Head { link: Link { seq, hash: [7; 32] }, at: Timestamp::from_second(second).unwrap() };
        let signed = SignedHead { head, key_id: 1, signature: vec![9; 64] };
        HeadFile::open(path.to_owned()).unwrap().append(&[signed]).unwrap();
    }

    #[test]
    fn what_was_put_aside_before_stays_whatever_its_number() {
        let folder = tempfile::tempdir().unwrap();
        let heads = folder.path().join("heads");
        let mut put_there = vec![];
        for second in 1..4 {
            written(&heads, 5, second);
            let before = fs::read(&heads).unwrap();
            put_there.push((put(&heads, 5).unwrap(), before));
            assert!(!heads.exists());
        }
        let names: Vec<_> = put_there.iter().map(|(path, _)| path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["heads.lost-5", "heads.lost-5-2", "heads.lost-5-3"]);
        for (path, content) in &put_there {
            assert_eq!(fs::read(path).unwrap(), *content);
        }
        put_back(&put_there[1].0, &heads).unwrap();
        assert_eq!(fs::read(&heads).unwrap(), put_there[1].1);
        assert!(put(&folder.path().join("none"), 5).is_err());
    }

    #[test]
    fn of_what_was_put_aside_the_head_that_was_signed_last_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let heads = folder.path().join("heads");
        assert!(all(&heads).unwrap().is_empty());
        fs::write(folder.path().join("heads.lost-7"), "no head").unwrap();
        fs::create_dir(folder.path().join("heads.lost-8")).unwrap();
        assert!(all(&heads).unwrap().is_empty());
        for (name, seq, second) in [("heads.lost-900", 900, 1), ("heads.lost-300", 300, 2), ("other.lost-1", 1, 3)] {
            written(&folder.path().join(name), seq, second);
        }
        let found: Vec<_> = all(&heads).unwrap().iter().map(HeadFile::last).collect();
        assert_eq!(found, [300, 900]);
    }
}
