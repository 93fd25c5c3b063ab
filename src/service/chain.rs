//! The proof of the audit log: rows are linked, heads signed, and all of it is checked (security 4.9).

use std::borrow::Cow;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::domain::chain::{Head, Link, SignedHead};
use crate::domain::outside_heads::OutsideHeads;
use crate::domain::retention::{SignedStart, Start};
use crate::failpoint::{self, Failpoint};
use crate::host::keyring::Keyring;
use crate::service::error::Error;
use crate::service::loose_rows;
use crate::store::chain::{self, Linked};
use crate::store::db::Db;
use crate::store::retention;

/// So many rows are linked, or checked, at a time: each may be about a thousand people.
const STEP: usize = 100;
/// A head is signed when the last one is so old, or so far ahead of a clock that was set back, and something has happened since.
const HEAD_AGE: SignedDuration = SignedDuration::from_secs(60);
/// Or when so many rows are not under a head.
const HEAD_ROWS: i64 = 1_000;
/// So many rows are asked at a time whether they have a link.
const SLICE: usize = 1_000;

/// When a head is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// When it is due.
    WhenDue,
    /// Whenever the chain is longer than the last one says: before a stop.
    Now,
}

/// Links some of the rows that wait, and signs a head. Says whether more wait; nothing when another server is at it.
///
/// # Errors
/// The store's.
pub async fn advance(db: &Db, keys: &Keyring, sign: Sign) -> Result<Option<bool>, Error> {
    let advanced = db
        .link(async |linking| {
            let before = chain::last(linking).await?;
            let link = chain::extend(linking, before, STEP).await?;
            failpoint::reached(Failpoint::RowsLinked);
            let signed = chain::newest_head(linking).await?;
            let covered = signed.as_ref().map_or(0, |signed| signed.head.link.seq);
            // Waiting until a clock that was set back has caught up would leave all that happens meanwhile without a head.
            let old = signed.is_none_or(|signed| linking.now().duration_since(signed.head.at).abs() >= HEAD_AGE);
            let more = link.seq - before.seq >= i64::try_from(STEP).unwrap_or(i64::MAX);
            let due = link.seq > covered && (old || sign == Sign::Now && !more || link.seq - covered >= HEAD_ROWS);
            if due {
                let head = Head { link, at: linking.now() };
                let keys = keys.current();
                let (key_id, signature) = (i16::from(keys.generation), keys.heads.sign(&head.message()));
                chain::keep_head(linking, &SignedHead { head, key_id, signature }, keys.at_rest.bytes()).await?;
            }
            Ok((more, due))
        })
        .await?;
    if advanced.is_some_and(|(_, signed)| signed) {
        failpoint::reached(Failpoint::HeadsSigned);
    }
    Ok(advanced.map(|(more, _)| more))
}

/// Links everything that waits, and signs it.
///
/// # Errors
/// The store's.
pub async fn drain(db: &Db, keys: &Keyring) -> Result<(), Error> {
    while advance(db, keys, Sign::Now).await? == Some(true) {}
    Ok(())
}

/// Heads that were signed behind a place, for the file beside the database.
///
/// # Errors
/// The store's.
pub async fn heads_after(db: &Db, seq: i64) -> Result<Vec<SignedHead>, Error> {
    Ok(db.read(async |read| chain::heads_after(read, seq, STEP).await).await?)
}

/// How many rows wait for their link, counted to 1,001.
///
/// # Errors
/// The store's.
pub async fn waiting(db: &Db) -> Result<i64, Error> {
    Ok(db.read(async |read| chain::waiting(read).await).await?)
}

/// Before which moment the log is kept no more, and how many rows that were; nothing where it is all there.
///
/// # Errors
/// The store's.
pub async fn forgotten(db: &Db) -> Result<Option<(Timestamp, i64)>, Error> {
    let start = db.read(async |read| Ok::<_, Error>(retention::start(read).await?)).await?;
    Ok(start.map(|signed| (signed.start.before, signed.start.link.seq)))
}

/// What a look through the chain found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every row is linked, authentic and in its place, and every head agrees.
    Intact {
        /// How many rows there are.
        rows: i64,
    },
    /// The first row that is not as it was written.
    Broken {
        /// Its number.
        seq: i64,
    },
    /// What is linked is intact, but rows of more than ten seconds ago have no link.
    Incomplete {
        /// How many.
        waiting: i64,
    },
}

/// Checks the whole log against its links, their heads, and the heads that were kept `outside` of the database.
///
/// # Errors
/// The store's.
pub async fn verify(db: &Db, keys: &Keyring, outside: &[SignedHead]) -> Result<Verdict, Error> {
    let mut check = Check::new(OutsideHeads::new(outside));
    while let Some(progress) = check.advance(db, keys).await? {
        if let Progress::Broken(seq) = progress {
            return Ok(Verdict::Broken { seq });
        }
    }
    let waiting = loose_rows::count(db, SLICE).await?;
    Ok(if waiting > 0 {
        Verdict::Incomplete { waiting }
    } else {
        Verdict::Intact { rows: check.link.seq - check.first }
    })
}

/// A look through the chain, a step at a time.
#[derive(Debug)]
pub struct Check<'a> {
    link: Link,
    /// The last link that is kept no more.
    first: i64,
    outside: OutsideHeads<'a>,
}

/// How far a look has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// The row's number.
    pub row: i64,
    /// Its moment.
    pub at: Timestamp,
}

/// What a step found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// All well up to this row.
    Intact(Reached),
    /// The first row that is not as it was written.
    Broken(i64),
}

impl<'a> Check<'a> {
    /// From the beginning, with the heads that were kept outside of the database.
    pub const fn new(outside: OutsideHeads<'a>) -> Self {
        Self { link: Link::START, first: 0, outside }
    }

    /// The last row that was looked at.
    pub const fn row(&self) -> i64 {
        self.link.seq
    }

    /// Checks the next rows. Nothing when there are no more, and no head says that there were.
    ///
    /// # Errors
    /// The store's.
    pub async fn advance(&mut self, db: &Db, keys: &Keyring) -> Result<Option<Progress>, Error> {
        let from = self.link.seq;
        let (rows, heads, start) = db
            .read(async |read| {
                let rows = chain::links_after(read, from, STEP).await?;
                let heads = chain::heads_after(read, from, STEP).await?;
                Ok::<_, Error>((rows, heads, retention::start(read).await?.filter(|start| start.start.link.seq > from)))
            })
            .await?;
        // Another server may use keys that this one has not heard of yet; what nobody ever made is no key.
        let ids = rows.iter().map(Linked::key_id).chain(heads.iter().map(|head| head.key_id));
        let ids = ids.chain(start.iter().map(|start| start.key_id));
        if ids.into_iter().any(|id| keys.generation(id).is_none()) {
            super::keys::refresh(db, keys).await?;
        }
        if let Some(start) = start.filter(|start| is_signed(start, keys)) {
            return Ok(Some(self.begin_at(&start.start, keys)));
        }
        let mut at = None;
        let mut heads = heads.into_iter().peekable();
        for row in &rows {
            let fields = row.fields();
            let parts = fields.parts();
            let next = self.link.next(&parts, row.row_mac());
            if !self.stands(row, &parts, next, keys) {
                return Ok(Some(Progress::Broken(next.seq)));
            }
            while let Some(head) = heads.next_if(|head| head.head.link.seq <= next.seq) {
                if !agrees(&head, next, keys) {
                    return Ok(Some(Progress::Broken(next.seq)));
                }
            }
            (self.link, at) = (next, Some(fields.at));
        }
        // Heads behind the last row speak of rows that are gone.
        if rows.len() < STEP && (heads.peek().is_some() || self.outside.go_behind(self.link.seq)) {
            return Ok(Some(Progress::Broken(self.link.seq.saturating_add(1))));
        }
        Ok(at.map(|at| Progress::Intact(Reached { row: self.link.seq, at })))
    }

    /// What lies before is kept no more, and the next link follows from there. A head of that place, kept outside, knows it.
    fn begin_at(&mut self, start: &Start, keys: &Keyring) -> Progress {
        let link = start.link;
        if !self.outside.at(link.seq).iter().all(|head| agrees(head, link, keys)) {
            return Progress::Broken(link.seq);
        }
        self.link = link;
        self.first = link.seq;
        Progress::Intact(Reached { row: link.seq, at: start.before })
    }

    fn stands(&self, row: &Linked, parts: &[Cow<'_, [u8]>], next: Link, keys: &Keyring) -> bool {
        let parts: Vec<&[u8]> = parts.iter().map(AsRef::as_ref).collect();
        row.link == next
            && row.is_found()
            && keys.generation(row.key_id()).is_some_and(|keys| keys.audit.verify(&parts, row.row_mac()))
            && self.outside.at(next.seq).iter().all(|head| agrees(head, next, keys))
    }
}

pub(in crate::service) fn is_signed(signed: &SignedStart, keys: &Keyring) -> bool {
    let by = keys.generation(signed.key_id);
    by.is_some_and(|keys| keys.heads.verify(&signed.start.message(), &signed.signature))
}

fn agrees(signed: &SignedHead, link: Link, keys: &Keyring) -> bool {
    signed.head.link == link && keys.have_signed(signed)
}

/// What this server knows of the chain: what was found before its start, what it finds when it looks through all of it, and then at what
/// is added.
#[derive(Debug, Default)]
pub struct Proof(Mutex<Option<Progress>>);

impl Proof {
    /// How far the chain is known to be intact, or where it is broken; nothing while nothing was looked at.
    pub fn known(&self) -> Option<Progress> {
        *self.lock()
    }

    /// Where the chain is broken, if it is known to be.
    pub fn broken(&self) -> Option<i64> {
        match self.known() {
            Some(Progress::Broken(seq)) => Some(seq),
            Some(Progress::Intact(_)) | None => None,
        }
    }

    /// Notes what a step found. A broken chain stays broken.
    pub fn note(&self, found: Progress) {
        let mut known = self.lock();
        if !matches!(*known, Some(Progress::Broken(_))) {
            *known = Some(found);
        }
    }

    /// Somebody looked again and found nothing wrong: this server does, too.
    pub fn forget(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> MutexGuard<'_, Option<Progress>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
