//! Addresses of lists: path and query, without empty parts; and the links of a pager.

use std::borrow::Cow;

use form_urlencoded::Serializer;

use crate::domain::paging::{Cursor, PageSize};

/// An address that is being put together.
#[must_use]
pub struct Address {
    path: Cow<'static, str>,
    query: Serializer<'static, String>,
}

impl Address {
    /// A page without a query.
    pub fn of(path: impl Into<Cow<'static, str>>) -> Self {
        Self { path: path.into(), query: Serializer::new(String::new()) }
    }

    /// One more part, left out when empty.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.query.append_pair(name, value);
        }
        self
    }

    /// The link.
    pub fn link(mut self) -> String {
        let query = self.query.finish();
        if query.is_empty() { self.path.into_owned() } else { format!("{}?{query}", self.path) }
    }
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
    pub fn new(address: impl Fn() -> Address, size: PageSize, before: Option<&Cursor>, after: Option<&Cursor>) -> Self {
        Self::sized(address, size, size != PageSize::default(), before, after)
    }

    /// The same, where everybody has a usual size of his own: the size stays in the address where it was `given` there.
    pub fn sized(
        address: impl Fn() -> Address,
        size: PageSize,
        given: bool,
        before: Option<&Cursor>,
        after: Option<&Cursor>,
    ) -> Self {
        let rows = if given { size.rows().to_string() } else { String::new() };
        let sized = || address().with("size", &rows);
        Self {
            back: before.map(|cursor| sized().with("before", &cursor.encode()).link()),
            forth: after.map(|cursor| sized().with("after", &cursor.encode()).link()),
            sizes: PageSize::ALL
                .into_iter()
                .map(|rows| SizeLink {
                    href: address().with("size", &rows.to_string()).link(),
                    rows,
                    current: usize::from(rows) == size.rows(),
                })
                .collect(),
        }
    }
}
