//! Heads that were kept outside of the database, found by the row that they go up to (security 4.9).

use std::borrow::Cow;

use super::chain::SignedHead;

/// Heads in the order of their numbers. Files of heads grow for years, and so what is in order already is borrowed and never copied.
#[derive(Debug)]
pub struct OutsideHeads<'a>(Cow<'a, [SignedHead]>);

impl OutsideHeads<'static> {
    /// One head, or none.
    pub fn one(head: Option<SignedHead>) -> Self {
        Self(Cow::Owned(head.into_iter().collect()))
    }
}

impl<'a> OutsideHeads<'a> {
    /// Many, in whatever order.
    pub fn new(heads: &'a [SignedHead]) -> Self {
        let mut heads = Cow::Borrowed(heads);
        if !heads.is_sorted_by_key(number) {
            heads.to_mut().sort_by_key(number);
        }
        Self(heads)
    }

    /// The heads that go up to a row.
    pub fn at(&self, seq: i64) -> &[SignedHead] {
        let from = self.0.partition_point(|signed| number(signed) < seq);
        let until = self.0.partition_point(|signed| number(signed) <= seq);
        &self.0[from..until]
    }

    /// Whether one of them goes further than a row.
    pub fn go_behind(&self, seq: i64) -> bool {
        self.0.last().is_some_and(|signed| number(signed) > seq)
    }
}

fn number(signed: &SignedHead) -> i64 {
    signed.head.link.seq
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::domain::chain::{Head, Link};

    fn head(seq: i64, key_id: i16) -> SignedHead {
        let link = Link { seq, ..Link::START };
        SignedHead { head: Head { link, at: Timestamp::UNIX_EPOCH }, key_id, signature: vec![] }
    }

    #[test]
    fn every_head_of_a_row_is_found_whatever_the_order_and_none_of_another_row() {
        let sorted = [head(2, 1), head(5, 1), head(5, 2), head(9, 1)];
        let mixed = [head(9, 1), head(5, 1), head(2, 1), head(5, 2)];
        for heads in [&sorted, &mixed] {
            let heads = OutsideHeads::new(heads);
            assert_eq!(heads.at(5), [head(5, 1), head(5, 2)]);
            assert_eq!((heads.at(2).len(), heads.at(9).len()), (1, 1));
            assert!([0, 1, 3, 8, 10].into_iter().all(|seq| heads.at(seq).is_empty()));
            assert!(heads.go_behind(8) && !heads.go_behind(9));
        }
        let none = OutsideHeads::one(None);
        assert!(none.at(1).is_empty() && !none.go_behind(0));
        assert!(OutsideHeads::one(Some(head(3, 1))).go_behind(2));
    }

    #[test]
    fn what_is_in_order_is_not_copied() {
        let sorted = [head(2, 1), head(5, 1)];
        assert!(matches!(OutsideHeads::new(&sorted).0, Cow::Borrowed(_)));
        assert!(matches!(OutsideHeads::new(&[head(5, 1), head(2, 1)]).0, Cow::Owned(_)));
    }
}
