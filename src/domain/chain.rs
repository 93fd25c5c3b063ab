//! The chain over the audit log: what of a row is proven, and how one link follows from the other (security 4.9).

use std::borrow::Cow;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A row of the audit log, field by field as it is stored.
#[derive(Debug)]
pub struct Fields<'a> {
    /// The row's id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Person, guest or operator.
    pub actor_kind: &'a str,
    /// The person.
    pub actor_id: Option<Uuid>,
    /// The name of that moment.
    pub actor_name: &'a str,
    /// The session.
    pub session: Option<Uuid>,
    /// From where.
    pub address: Option<&'a str>,
    /// The permission.
    pub permission: &'a str,
    /// The activity.
    pub activity: &'a str,
    /// Its category.
    pub category: &'a str,
    /// Success or failure.
    pub result: &'a str,
    /// Why it failed.
    pub reason: Option<&'a str>,
    /// The request.
    pub request: Uuid,
    /// The server.
    pub instance: &'a str,
    /// Names and values, as text.
    pub details: &'a str,
    /// Whom it is about, in their order.
    pub targets: Vec<(Uuid, &'a str)>,
}

impl<'a> Fields<'a> {
    /// The fields in the order in which they are authenticated; what is not there is empty.
    pub fn parts(&self) -> Vec<Cow<'a, [u8]>> {
        let id = |id: Uuid| Cow::Owned(id.as_bytes().to_vec());
        let some = |found: Option<Uuid>| found.map_or(Cow::Borrowed(&[][..]), id);
        let text = |text: &'a str| Cow::Borrowed(text.as_bytes());
        let mut parts = vec![
            id(self.id),
            Cow::Owned(self.at.as_microsecond().to_string().into_bytes()),
            text(self.actor_kind),
            some(self.actor_id),
            text(self.actor_name),
            some(self.session),
            text(self.address.unwrap_or("")),
            text(self.permission),
            text(self.activity),
            text(self.category),
            text(self.result),
            text(self.reason.unwrap_or("")),
            id(self.request),
            text(self.instance),
            text(self.details),
        ];
        for (target, name) in &self.targets {
            parts.push(id(*target));
            parts.push(text(name));
        }
        parts
    }
}

/// A link: how many rows there are up to here, and a hash over all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The row's number, from one.
    pub seq: i64,
    /// SHA-256.
    pub hash: [u8; 32],
}

impl Link {
    /// Before the first row.
    pub const START: Self = Self { seq: 0, hash: [0; 32] };

    /// The link of the next row: SHA-256 over this link's hash, the row's number, and SHA-256 over the row's parts and its code,
    /// each led by its length.
    #[must_use]
    pub fn next(&self, parts: &[Cow<'_, [u8]>], row_mac: &[u8]) -> Self {
        let mut row = Sha256::new();
        for part in parts.iter().map(AsRef::as_ref).chain([row_mac]) {
            row.update((part.len() as u64).to_be_bytes());
            row.update(part);
        }
        let seq = self.seq.saturating_add(1);
        let mut link = Sha256::new();
        link.update(self.hash);
        link.update(seq.to_be_bytes());
        link.update(row.finalize());
        Self { seq, hash: link.finalize().into() }
    }
}

/// The chain's head at a moment, as it is signed and kept outside the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// How far the chain went.
    pub link: Link,
    /// When it was signed.
    pub at: Timestamp,
}

impl Head {
    /// What the signature is over.
    pub fn message(&self) -> Vec<u8> {
        let mut message = b"latchkey/audit-head/v1".to_vec();
        message.extend(self.link.seq.to_be_bytes());
        message.extend(self.link.hash);
        message.extend(self.at.as_microsecond().to_be_bytes());
        message
    }
}

/// What a look through all of the log came to, as it is kept for the next start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// When it ended.
    pub at: Timestamp,
    /// The last row that is proven; of a broken log the first that is not as it was written.
    pub seq: i64,
    /// Whether the log is broken.
    pub broken: bool,
}

/// A head with its signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedHead {
    /// The head.
    pub head: Head,
    /// Which generation of keys signed it.
    pub key_id: i16,
    /// Ed25519.
    pub signature: Vec<u8>,
}

/// A clock that steps back by less than this is set right as clocks are; servers take turns at signing, too.
const STEP_BACK: SignedDuration = SignedDuration::from_secs(60);

/// The last place at which the clock was set back: a head that was signed earlier than the one before it, and that one. The chain says
/// what came when, and not the clock, so nothing is wrong with the log.
pub fn step_back(heads: &[SignedHead]) -> Option<(Head, Head)> {
    // References alone: there may be very many of them.
    let mut heads: Vec<&Head> = heads.iter().map(|signed| &signed.head).collect();
    heads.sort_by_key(|head| head.link.seq);
    let mut steps = heads.windows(2).rev().map(|pair| (*pair[0], *pair[1]));
    steps.find(|(before, after)| before.at.duration_since(after.at) > STEP_BACK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(link: Link, parts: &[&'static str]) -> Link {
        let parts: Vec<_> = parts.iter().map(|part| Cow::Borrowed(part.as_bytes())).collect();
        link.next(&parts, b"code")
    }

    #[test]
    fn a_link_depends_on_every_row_before_it_and_on_where_its_parts_end() {
        let one = next(Link::START, &["ab", "c"]);
        assert_eq!(one, next(Link::START, &["ab", "c"]));
        assert_ne!(one.hash, next(Link::START, &["a", "bc"]).hash);
        let (two, other) = (next(one, &["x"]), next(next(Link::START, &["ab", "d"]), &["x"]));
        assert_eq!((two.seq, other.seq), (2, 2));
        assert_ne!(two.hash, other.hash);
    }

    #[test]
    fn a_head_is_signed_with_its_place_its_hash_and_its_moment() {
        let head = Head { link: next(Link::START, &["a"]), at: Timestamp::UNIX_EPOCH };
        let later = Head { at: Timestamp::from_microsecond(1).unwrap(), ..head };
        let longer = Head { link: Link { seq: 2, ..head.link }, ..head };
        assert_ne!(head.message(), later.message());
        assert_ne!(head.message(), longer.message());
    }

    #[test]
    fn the_last_step_back_of_the_clock_is_found_whatever_the_order_of_the_heads() {
        let head = |seq, second| {
            let head = Head { link: Link { seq, ..Link::START }, at: Timestamp::from_second(second).unwrap() };
            SignedHead { head, key_id: 1, signature: vec![] }
        };
        let even = [head(1, 1_000), head(5, 1_060), head(9, 1_000)];
        assert_eq!(step_back(&even), None, "a minute is no step");
        let stepped = [head(9, 5_000), head(1, 9_000), head(5, 1_000), head(12, 2_000), head(20, 7_000)];
        let found = step_back(&stepped).map(|(before, after)| (before.link.seq, after.link.seq));
        assert_eq!(found, Some((9, 12)));
        assert_eq!(step_back(&[]), None);
    }
}
