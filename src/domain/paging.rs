//! Pages of a long list: a place in the order, a direction, a size. No page numbers (keyset).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use thiserror::Error;
use uuid::Uuid;

/// The address asks for a page that can not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no such page")]
pub struct BadPage;

/// How many rows a page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSize(u16);

impl PageSize {
    /// The sizes on offer.
    pub const ALL: [u16; 4] = [10, 25, 50, 100];

    /// The smallest.
    pub const SMALLEST: Self = Self(10);

    /// Takes a size on offer.
    ///
    /// # Errors
    /// [`BadPage`] for any other.
    pub fn parse(text: &str) -> Result<Self, BadPage> {
        let size = text.parse().map_err(|_| BadPage)?;
        if Self::ALL.contains(&size) { Ok(Self(size)) } else { Err(BadPage) }
    }

    /// Takes a size on offer that was stored.
    pub fn from_rows(rows: i16) -> Option<Self> {
        u16::try_from(rows).ok().filter(|rows| Self::ALL.contains(rows)).map(Self)
    }

    /// As it is stored.
    pub const fn stored(self) -> i16 {
        self.0.cast_signed()
    }

    /// The number of rows.
    pub const fn rows(self) -> usize {
        self.0 as usize
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self(25)
    }
}

/// A row's place in an order: the sort keys and the id. The address carries it as one opaque word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The values of the sort keys, outermost first.
    pub keys: Vec<String>,
    /// The row.
    pub id: Uuid,
}

impl Cursor {
    /// A place in a list that is sorted by time.
    pub fn of_moment(at: Timestamp, id: Uuid) -> Self {
        Self { keys: vec![at.as_microsecond().to_string()], id }
    }

    /// The moment of such a place; nothing for a place in any other list.
    pub fn moment(&self) -> Option<Timestamp> {
        let [key] = self.keys.as_slice() else { return None };
        Timestamp::from_microsecond(key.parse().ok()?).ok()
    }

    /// The word in the address.
    pub fn encode(&self) -> String {
        let mut bytes = self.id.as_bytes().to_vec();
        bytes.extend(self.keys.join("\u{1f}").as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads the word back; `keys` is how many sort keys the order has.
    ///
    /// # Errors
    /// [`BadPage`] when it is none of ours.
    pub fn decode(word: &str, keys: usize) -> Result<Self, BadPage> {
        let bytes = URL_SAFE_NO_PAD.decode(word).map_err(|_| BadPage)?;
        let (id, rest) = bytes.split_at_checked(16).ok_or(BadPage)?;
        let text = std::str::from_utf8(rest).map_err(|_| BadPage)?;
        let cursor = Self {
            keys: text.split('\u{1f}').map(str::to_owned).collect(),
            id: Uuid::from_slice(id).map_err(|_| BadPage)?,
        };
        let clean = cursor.keys.iter().all(|key| key.chars().all(|c| !c.is_control()));
        if cursor.keys.len() == keys && clean { Ok(cursor) } else { Err(BadPage) }
    }
}

/// From where a page starts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Start {
    /// The first page.
    #[default]
    First,
    /// The rows behind a place.
    After(Cursor),
    /// The rows before a place.
    Before(Cursor),
}

impl Start {
    /// The place; nothing for the first page.
    pub const fn place(&self) -> Option<&Cursor> {
        match self {
            Self::First => None,
            Self::After(cursor) | Self::Before(cursor) => Some(cursor),
        }
    }
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Slice<T> {
    /// The rows, in the order asked for.
    pub rows: Vec<T>,
    /// Where the page before this one ends, if there is one.
    pub before: Option<Cursor>,
    /// Where the page behind this one starts, if there is one.
    pub after: Option<Cursor>,
}

impl<T> Slice<T> {
    /// Makes a page from up to `size + 1` rows as the store found them: walking away from `start`, so backwards before a place.
    pub fn cut(mut found: Vec<T>, start: &Start, size: PageSize, place: impl Fn(&T) -> Cursor) -> Self {
        let more = found.len() > size.rows();
        found.truncate(size.rows());
        let backwards = matches!(start, Start::Before(_));
        if backwards {
            found.reverse();
        }
        let (has_before, has_after) = match start {
            Start::First => (false, more),
            Start::After(_) => (true, more),
            Start::Before(_) => (more, true),
        };
        let before = found.first().filter(|_| has_before).map(&place);
        let after = found.last().filter(|_| has_after).map(&place);
        Self { rows: found, before, after }
    }
}

/// A number of rows that was not counted beyond a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exactly(u32),
    /// More than so many.
    MoreThan(u32),
}

impl Count {
    /// How far lists are counted.
    pub const LIMIT: u32 = 1_000;

    /// From a count that stopped one past the limit.
    pub fn capped(counted: i64) -> Self {
        match u32::try_from(counted) {
            Ok(counted) if counted <= Self::LIMIT => Self::Exactly(counted),
            _ => Self::MoreThan(Self::LIMIT),
        }
    }

    /// At least so many.
    pub const fn least(self) -> u32 {
        match self {
            Self::Exactly(number) | Self::MoreThan(number) => number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_address() {
        let cursor = Cursor { keys: vec!["sales".into(), "łukasz".into()], id: Uuid::from_u128(7) };
        assert_eq!(Cursor::decode(&cursor.encode(), 2), Ok(cursor.clone()));
        assert_eq!(Cursor::decode(&cursor.encode(), 1), Err(BadPage));
        for word in ["", "%", "AAAA", "!!", &"A".repeat(9000)] {
            assert_eq!(Cursor::decode(word, 2), Err(BadPage), "{word:.10}");
        }
    }

    #[test]
    fn a_page_knows_its_neighbours() {
        let place = |n: &u32| Cursor { keys: vec![n.to_string()], id: Uuid::nil() };
        let size = PageSize::parse("10").unwrap();
        let first = Slice::cut((1..=11).collect(), &Start::First, size, place);
        assert_eq!((first.rows.len(), first.before.is_some(), first.after.is_some()), (10, false, true));
        let last = Slice::cut((11..=15).collect(), &Start::After(place(&10)), size, place);
        assert_eq!((last.rows.len(), last.before.is_some(), last.after.is_some()), (5, true, false));
        let back = Slice::cut((1..=10).rev().collect(), &Start::Before(place(&11)), size, place);
        assert_eq!((back.rows[0], back.before.is_some(), back.after.is_some()), (1, false, true));
    }
}
