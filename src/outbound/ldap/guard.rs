//! What may come from a directory: messages that end, are not nested without end, and have not too many parts. Whoever reads them further goes as
//! deep as they do, and keeps each part.

/// The longest message: the names of a quarter of a million members, and more.
const LONGEST: u64 = 32 * 1024 * 1024;
/// LDAP itself goes six deep.
const DEEPEST: usize = 16;
/// The members of the largest group that is followed, and more; in all messages that answer one question.
const PARTS: u32 = 300_000;
/// So much may come for one question.
const ANSWER: u64 = 64 * 1024 * 1024;

/// Looks at what comes, byte by byte and keeping none.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// Bytes of this message that were looked at.
    at: u64,
    /// Where each element ends that is not over, the outermost first.
    ends: Vec<u64>,
    /// Parts, and bytes, since something was asked.
    parts: u32,
    since_asked: u64,
    next: Next,
}

/// What the next byte is.
#[derive(Debug, Default, Clone, Copy)]
enum Next {
    #[default]
    Tag,
    Length {
        tag: u8,
    },
    /// More digits of a length.
    Digits {
        tag: u8,
        left: u8,
        length: u64,
    },
    /// What is inside, and nobody's business.
    Content {
        left: u64,
    },
}

/// What came is no message that anybody here reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Overdone {
    /// It has no length, or one that it can not have.
    #[error("a message of a directory has a length that it can not have")]
    Length,
    /// It is too long.
    #[error("a message of a directory is too long")]
    TooLong,
    /// It is nested too deep.
    #[error("a message of a directory is nested too deep")]
    TooDeep,
    /// It has too many parts.
    #[error("a message of a directory has too many parts")]
    TooMany,
    /// Too much came for one question.
    #[error("a directory answers one question without end")]
    NoEnd,
}

impl Guard {
    /// Something was asked.
    pub(super) fn asked(&mut self) {
        (self.since_asked, self.parts) = (0, 0);
    }

    /// Looks at what came.
    ///
    /// # Errors
    /// Where it may not be read further: the connection has to end.
    pub(super) fn pass(&mut self, mut bytes: &[u8]) -> Result<(), Overdone> {
        self.since_asked = self.since_asked.saturating_add(length_of(bytes));
        if self.since_asked > ANSWER {
            return Err(Overdone::NoEnd);
        }
        while !bytes.is_empty() {
            bytes = self.step(bytes)?;
        }
        Ok(())
    }

    /// Whether one message is over and no other one has begun.
    pub(super) fn is_between(&self) -> bool {
        self.at == 0
    }

    fn step<'a>(&mut self, bytes: &'a [u8]) -> Result<&'a [u8], Overdone> {
        if let Next::Content { left } = self.next {
            let here = left.min(length_of(bytes));
            self.at += here;
            let left = left - here;
            self.next = if left == 0 { self.over() } else { Next::Content { left } };
            return Ok(usize::try_from(here).ok().and_then(|here| bytes.get(here..)).unwrap_or_default());
        }
        let Some((&byte, rest)) = bytes.split_first() else { return Ok(bytes) };
        self.at += 1;
        self.next = match self.next {
            Next::Tag => Next::Length { tag: byte },
            Next::Length { tag } => match byte {
                0..=0x7f => self.begins(tag, byte.into())?,
                0x81..=0x84 => Next::Digits { tag, left: byte - 0x80, length: 0 },
                _ => return Err(Overdone::Length),
            },
            Next::Digits { tag, left, length } => {
                let length = length << 8 | u64::from(byte);
                if left == 1 { self.begins(tag, length)? } else { Next::Digits { tag, left: left - 1, length } }
            }
            Next::Content { left } => Next::Content { left },
        };
        // A message can end in the middle of a header that it has no room for.
        if self.ends.last().is_some_and(|end| self.at > *end) { Err(Overdone::Length) } else { Ok(rest) }
    }

    /// An element begins behind its header.
    fn begins(&mut self, tag: u8, length: u64) -> Result<Next, Overdone> {
        self.parts += 1;
        let end = self.at + length;
        if self.ends.last().is_some_and(|outer| end > *outer) {
            return Err(Overdone::Length);
        }
        if end > LONGEST {
            return Err(Overdone::TooLong);
        }
        if self.parts > PARTS {
            return Err(Overdone::TooMany);
        }
        let is_constructed = tag & 0x20 != 0;
        if is_constructed && length > 0 {
            if self.ends.len() == DEEPEST {
                return Err(Overdone::TooDeep);
            }
            self.ends.push(end);
            return Ok(Next::Tag);
        }
        Ok(if length == 0 { self.over() } else { Next::Content { left: length } })
    }

    /// An element is over, and with it every one that ends here.
    fn over(&mut self) -> Next {
        while self.ends.last().is_some_and(|end| *end == self.at) {
            self.ends.pop();
        }
        if self.ends.is_empty() {
            self.at = 0;
        }
        Next::Tag
    }
}

fn length_of(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sequence around some bytes.
    fn around(inside: &[u8]) -> Vec<u8> {
        let length = u32::try_from(inside.len()).unwrap().to_be_bytes();
        [&[0x30, 0x84][..], &length, inside].concat()
    }

    #[test]
    fn messages_pass_in_pieces_of_any_size() {
        let message = around(&[&[2, 1, 7][..], &around(&[4, 3, 1, 2, 3]), &[0x30, 0], &[4, 0]].concat());
        let many = message.repeat(3);
        for size in 1..many.len() {
            let mut guard = Guard::default();
            for piece in many.chunks(size) {
                assert_eq!(guard.pass(piece), Ok(()));
            }
            assert!(guard.is_between());
        }
        let mut guard = Guard::default();
        guard.pass(&message[..message.len() - 1]).unwrap();
        assert!(!guard.is_between());
    }

    #[test]
    fn what_has_no_end_is_stopped_at_its_beginning() {
        let pass = |bytes: &[u8]| Guard::default().pass(bytes);
        let nested = (0..100_000).fold(vec![], |mut all: Vec<u8>, _| {
            all.extend([0x30, 0x84, 0, 0x0f, 0xff, 0xff]);
            all
        });
        assert_eq!(pass(&nested), Err(Overdone::Length), "it does not fit into itself");
        let deep = (0..40).fold(vec![4, 0], |inside, _| around(&inside));
        assert_eq!(pass(&deep), Err(Overdone::TooDeep));
        let fits = (0..DEEPEST).fold(vec![4, 0], |inside, _| around(&inside));
        assert_eq!(pass(&fits), Ok(()));
        assert_eq!(pass(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), Err(Overdone::TooLong));
        assert_eq!(pass(&[0x30, 0x80]), Err(Overdone::Length), "no length");
        assert_eq!(pass(&[0x30, 0x88, 0, 0, 0, 0, 0, 0, 0, 1]), Err(Overdone::Length));
        assert_eq!(pass(&[0x30, 3, 4, 2, 0]), Err(Overdone::Length), "longer than what it is in");
        assert_eq!(pass(&[0x30, 1, 4, 0]), Err(Overdone::Length), "no room for its header");
        assert_eq!(pass(&around(&[4, 0].repeat(300_001))), Err(Overdone::TooMany));
    }

    #[test]
    fn parts_of_all_messages_that_answer_one_question_are_counted_together() {
        let mut guard = Guard::default();
        let message = around(&[4, 0].repeat(100_000));
        for _ in 0..2 {
            guard.pass(&message).unwrap();
        }
        assert_eq!(guard.pass(&message), Err(Overdone::TooMany));
        let mut guard = Guard::default();
        for _ in 0..5 {
            guard.pass(&message).unwrap();
            guard.asked();
        }
    }

    #[test]
    fn an_answer_ends_and_the_next_question_has_one_of_its_own() {
        let mut guard = Guard::default();
        let piece = around(&[&[4, 0x84, 0, 0xf0, 0, 0][..], &vec![0; 0xf0_0000]].concat());
        for _ in 0..4 {
            guard.pass(&piece).unwrap();
        }
        assert_eq!(guard.pass(&piece), Err(Overdone::NoEnd));
        let mut guard = Guard::default();
        for _ in 0..10 {
            guard.pass(&piece).unwrap();
            guard.asked();
        }
    }
}
