//! The file of signed heads beside the database: what was in the audit log can not be taken back unnoticed.
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::domain::chain::{Head, Link, SignedHead};

/// No line is longer.
const LONGEST_LINE: u64 = 1024;

/// One line of the file.
#[derive(Serialize, Deserialize)]
struct Line {
    seq: i64,
    hash: String,
    at: String,
    key: i16,
    signature: String,
}

impl Line {
    fn of(signed: &SignedHead) -> Self {
        Self {
            seq: signed.head.link.seq,
            hash: STANDARD.encode(signed.head.link.hash),
            at: signed.head.at.to_string(),
            key: signed.key_id,
            signature: STANDARD.encode(&signed.signature),
        }
    }

    fn head(self) -> Option<SignedHead> {
        let hash = STANDARD.decode(self.hash).ok()?.try_into().ok()?;
        let signature = STANDARD.decode(self.signature).ok()?;
        let head = Head { link: Link { seq: self.seq, hash }, at: self.at.parse().ok()? };
        Some(SignedHead { head, key_id: self.key, signature })
    }
}

/// The file, to which lines are only added.
#[derive(Debug)]
pub struct HeadFile {
    path: PathBuf,
    newest: Option<SignedHead>,
}

impl HeadFile {
    /// Finds out how far the file goes; a file that is not there yet goes nowhere.
    ///
    /// # Errors
    /// When it can not be read.
    pub fn open(path: PathBuf) -> io::Result<Self> {
        let newest = match File::open(&path) {
            Ok(file) => newest_of(file)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        Ok(Self { path, newest })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The last head in it: how long the chain was, and what it was then.
    pub fn newest(&self) -> Option<&SignedHead> {
        self.newest.as_ref()
    }

    /// The number of the last head in it.
    pub fn last(&self) -> i64 {
        self.newest.as_ref().map_or(0, |signed| signed.head.link.seq)
    }

    /// Adds heads, on the disk when this returns. After a failure the same heads are added again by the next call.
    ///
    /// # Errors
    /// When the disk is full or broken.
    pub fn append(&mut self, heads: &[SignedHead]) -> io::Result<()> {
        let Some(newest) = heads.last() else { return Ok(()) };
        // A line that a crash cut short is ended first.
        let mut lines = if self.ends_open()? { "\n".to_owned() } else { String::new() };
        for head in heads {
            lines.push_str(&serde_json::to_string(&Line::of(head))?);
            lines.push('\n');
        }
        let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(&self.path)?;
        file.write_all(lines.as_bytes())?;
        file.sync_data()?;
        self.newest = Some(newest.clone());
        Ok(())
    }

    fn ends_open(&self) -> io::Result<bool> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        if file.seek(SeekFrom::End(0))? == 0 {
            return Ok(false);
        }
        file.seek(SeekFrom::End(-1))?;
        let mut last = [0];
        file.read_exact(&mut last)?;
        Ok(last != *b"\n")
    }
}

/// Every head in a file, in the order of their numbers. What is no head (a line cut short by a crash) is left out: the database holds it
/// too.
///
/// # Errors
/// When the file can not be read.
pub fn read(path: &Path) -> io::Result<Vec<SignedHead>> {
    let mut heads: Vec<SignedHead> = vec![];
    for line in BufReader::new(File::open(path)?).split(b'\n') {
        heads.extend(parsed(&line?));
    }
    heads.sort_by_key(|signed| signed.head.link.seq);
    Ok(heads)
}

fn parsed(line: &[u8]) -> Option<SignedHead> {
    serde_json::from_slice::<Line>(line).ok()?.head()
}

fn newest_of(mut file: File) -> io::Result<Option<SignedHead>> {
    let length = file.seek(SeekFrom::End(0))?;
    let start = file.seek(SeekFrom::Start(length.saturating_sub(4 * LONGEST_LINE)))?;
    let mut tail = vec![];
    file.read_to_end(&mut tail)?;
    let mut newest = tail.split(|byte| *byte == b'\n').rev().find_map(parsed);
    // A crash may leave more than that behind the last head.
    if newest.is_none() && start > 0 {
        file.seek(SeekFrom::Start(0))?;
        for line in BufReader::new(file).split(b'\n') {
            newest = parsed(&line?).or(newest);
        }
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn head(seq: i64) -> SignedHead {
        let link = Link { seq, hash: [7; 32] };
        SignedHead { head: Head { link, at: Timestamp::UNIX_EPOCH }, key_id: 1, signature: vec![9; 64] }
    }

    #[test]
    fn heads_are_read_back_also_behind_a_line_that_was_cut_short() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("heads");
        let mut file = HeadFile::open(path.clone()).unwrap();
        assert_eq!(file.last(), 0);
        file.append(&[head(1), head(5)]).unwrap();
        std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{\"seq\":6,\"ha").unwrap();
        let mut file = HeadFile::open(path.clone()).unwrap();
        assert_eq!(file.last(), 5);
        file.append(&[head(6)]).unwrap();
        assert_eq!(read(&path).unwrap(), [head(1), head(5), head(6)]);
        assert_eq!(HeadFile::open(path.clone()).unwrap().last(), 6);
        // Whoever puts two files together gets them in order.
        let mut both = std::fs::read(&path).unwrap();
        both.extend_from_slice(&std::fs::read(&path).unwrap());
        std::fs::write(&path, both).unwrap();
        assert_eq!(read(&path).unwrap(), [1, 1, 5, 5, 6, 6].map(head));
    }

    #[test]
    fn a_head_is_found_however_much_lies_behind_it_that_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("heads");
        HeadFile::open(path.clone()).unwrap().append(&[head(1), head(5)]).unwrap();
        std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(&[0; 5_000]).unwrap();
        let mut file = HeadFile::open(path.clone()).unwrap();
        assert_eq!((file.last(), file.newest()), (5, Some(&head(5))));
        file.append(&[head(6)]).unwrap();
        assert_eq!(read(&path).unwrap(), [head(1), head(5), head(6)]);
        assert_eq!(HeadFile::open(path.clone()).unwrap().last(), 6);
        // Nothing else is no head either.
        std::fs::write(&path, [0; 5_000]).unwrap();
        assert_eq!(HeadFile::open(path).unwrap().newest(), None);
    }

    #[test]
    fn a_head_that_could_not_be_written_is_not_taken_for_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = HeadFile::open(folder.path().join("heads")).unwrap();
        let path = std::mem::replace(&mut file.path, folder.path().join("no/folder"));
        assert!(file.append(&[head(1)]).is_err());
        assert_eq!(file.last(), 0);
        file.path = path;
        file.append(&[head(1)]).unwrap();
        assert_eq!(file.last(), 1);
    }
}
