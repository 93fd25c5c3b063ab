//! Addresses of lists: path and query, without empty parts; and the links of a pager.

use std::borrow::Cow;
use std::fmt::Write as _;

use form_urlencoded::byte_serialize;

use crate::domain::paging::{Cursor, PageSize};

/// Most queries are no longer than this, so that one piece of memory is enough for a link.
const ROOM: usize = 64;

/// An address that is being put together.
#[must_use]
pub struct Address {
    text: String,
    asks: bool,
}

impl Address {
    /// A page without a query.
    pub fn of(path: impl Into<Cow<'static, str>>) -> Self {
        let path: Cow<'static, str> = path.into();
        Self { text: roomy(&path), asks: false }
    }

    /// One more part, left out when empty.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.begin(name);
            self.text.extend(byte_serialize(value.as_bytes()));
        }
        self
    }

    /// One more part, a number.
    pub fn with_number(mut self, name: &str, value: usize) -> Self {
        self.begin(name);
        // Writing to memory does not fail.
        let _ = write!(self.text, "{value}");
        self
    }

    /// The link.
    pub fn link(self) -> String {
        self.text
    }

    /// The same once more, to go on from.
    fn again(&self) -> Self {
        Self { text: roomy(&self.text), asks: self.asks }
    }

    fn begin(&mut self, name: &str) {
        self.text.push(if self.asks { '&' } else { '?' });
        self.asks = true;
        self.text.extend(byte_serialize(name.as_bytes()));
        self.text.push('=');
    }
}

fn roomy(start: &str) -> String {
    let mut text = String::with_capacity(start.len() + ROOM);
    text.push_str(start);
    text
}

/// One choice of how many rows a page holds.
#[derive(Debug)]
pub struct SizeLink {
    /// The link.
    pub href: String,
    /// The rows.
    pub rows: u16,
    /// Whether it is the choice now.
    pub current: bool,
}

/// The links below a list.
#[derive(Debug)]
pub struct Pager {
    /// The page before.
    pub back: Option<String>,
    /// The page behind.
    pub forth: Option<String>,
    /// How many rows.
    pub sizes: Vec<SizeLink>,
}

impl Pager {
    /// The links of a slice; `address` is the list without place and size. Another size than the usual one stays in the address.
    pub fn new(
        address: impl FnOnce() -> Address,
        size: PageSize,
        before: Option<&Cursor>,
        after: Option<&Cursor>,
    ) -> Self {
        Self::sized(address, size, size != PageSize::default(), before, after)
    }

    /// The same, where everybody has a usual size of his own: the size stays in the address where it was `given` there.
    pub fn sized(
        address: impl FnOnce() -> Address,
        size: PageSize,
        given: bool,
        before: Option<&Cursor>,
        after: Option<&Cursor>,
    ) -> Self {
        let list = address();
        let sized = || if given { list.again().with_number("size", size.rows()) } else { list.again() };
        Self {
            back: before.map(|cursor| sized().with("before", &cursor.encode()).link()),
            forth: after.map(|cursor| sized().with("after", &cursor.encode()).link()),
            sizes: PageSize::ALL
                .into_iter()
                .map(|rows| SizeLink {
                    href: list.again().with_number("size", usize::from(rows)).link(),
                    rows,
                    current: usize::from(rows) == size.rows(),
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_link_is_written_as_forms_write_theirs() {
        assert_eq!(Address::of("/users").with("q", "").link(), "/users");
        let query = [("q", "Zoë & co"), ("view", "a-b_c.d*"), ("odd name", "1+1=2/ü~")];
        let link = query.iter().fold(Address::of("/users"), |address, (name, value)| address.with(name, value)).link();
        let expected = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        assert_eq!(link, format!("/users?{expected}"));
        assert_eq!(Address::of("/a").with("b", "c").with_number("size", 25).link(), "/a?b=c&size=25");
    }

    #[test]
    fn a_pager_keeps_the_size_where_it_was_given() {
        let place = Cursor { keys: vec!["bram".to_owned()], id: Uuid::nil() };
        let word = place.encode();
        let pager = |given| {
            let address = || Address::of("/users").with("q", "b");
            Pager::sized(address, PageSize::default(), given, Some(&place), Some(&place))
        };
        assert_eq!(pager(false).back, Some(format!("/users?q=b&before={word}")));
        assert_eq!(pager(true).forth, Some(format!("/users?q=b&size=25&after={word}")));
        let sizes: Vec<_> = pager(false).sizes.into_iter().map(|size| (size.href, size.current)).collect();
        assert_eq!(sizes[1], ("/users?q=b&size=25".to_owned(), true));
        assert_eq!(sizes[3], ("/users?q=b&size=100".to_owned(), false));
    }
}
