//! How one row of the audit log is proven: what its page tells, without a look through all of the log (security 4.9).

use jiff::{SignedDuration, Timestamp};

use crate::domain::audit::Entry;
use crate::domain::chain::{Link, SignedHead};
use crate::domain::retention::SignedStart;
use crate::host::keyring::Keyring;
use crate::service::chain::{Progress, is_signed};
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::chain::{self, Linked};
use crate::store::conn::Read;
use crate::store::{findings, retention};

/// A row that waits longer than this for its link waits for a server that does not come.
const SOON: SignedDuration = SignedDuration::from_secs(30);

/// How a row is proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// It has no link yet.
    Waiting {
        /// Whether it should have one.
        late: bool,
    },
    /// It is not as it was written, or does not follow from the row before it.
    Altered {
        /// Its number.
        row: i64,
    },
    /// It is linked.
    Sealed {
        /// Its number.
        row: i64,
        /// Whether it was checked for this page; not where this server has not heard of its keys yet.
        checked: bool,
        /// When the first head over it was signed.
        signed_at: Option<Timestamp>,
        /// What is known of the log around it.
        log: Log,
    },
}

/// What looks through all of the log have found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Log {
    /// Every row is as it was written, up to this one.
    Proven(i64),
    /// This is the first row that is not.
    Broken(i64),
}

/// The seal of a row: its own code and its link are checked, the rest is what is known already.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn of(portal: &Portal, read: &Read<'_>, entry: &Entry) -> Result<Seal, Error> {
    let Some(row) = chain::place(read, entry.id).await? else {
        return Ok(Seal::Waiting { late: read.now().await?.duration_since(entry.at).abs() > SOON });
    };
    let keys = &portal.keys;
    let start = retention::start(read).await?.filter(|start| is_signed(start, keys));
    let links = chain::links_after(read, row.saturating_sub(2), 2).await?;
    let Some(checked) = stands(row, &links, start.as_ref(), keys) else { return Ok(Seal::Altered { row }) };
    let head = chain::heads_after(read, row.saturating_sub(1), 1).await?.pop();
    let signed_at = head.filter(|head| is_ours(head, keys)).map(|signed| signed.head.at);
    let kept = findings::latest(read).await?;
    let log = match (portal.proof.known(), kept) {
        (Some(Progress::Broken(seq)), _) => Log::Broken(seq),
        (_, Some(kept)) if kept.broken => Log::Broken(kept.seq),
        (Some(Progress::Intact(reached)), kept) => Log::Proven(reached.row.max(kept.map_or(0, |kept| kept.seq))),
        (None, kept) => Log::Proven(kept.map_or(0, |kept| kept.seq)),
    };
    Ok(Seal::Sealed { row, checked, signed_at, log })
}

/// Whether a row stands where it stood, and as it was; nothing where it does not. What could not be checked is not said to be right.
fn stands(row: i64, links: &[Linked], start: Option<&SignedStart>, keys: &Keyring) -> Option<bool> {
    let own = links.iter().find(|linked| linked.link.seq == row)?;
    let fields = own.fields();
    let parts = fields.parts();
    let beginning = start.map_or(Link::START, |signed| signed.start.link);
    // What is kept no more goes from its beginning on: there may be no row before this one.
    if row > beginning.seq {
        let before = links.iter().map(|linked| linked.link).find(|link| link.seq + 1 == row);
        let before = if row == beginning.seq + 1 { Some(beginning) } else { before };
        if before?.next(&parts, own.row_mac()) != own.link {
            return None;
        }
    }
    let Some(keys) = keys.generation(own.key_id()) else { return Some(false) };
    let parts: Vec<&[u8]> = parts.iter().map(AsRef::as_ref).collect();
    keys.audit.verify(&parts, own.row_mac()).then_some(true)
}

fn is_ours(signed: &SignedHead, keys: &Keyring) -> bool {
    let by = keys.generation(signed.key_id);
    by.is_some_and(|keys| keys.heads.verify(&signed.head.message(), &signed.signature))
}
