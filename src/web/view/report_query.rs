//! What the report of password resets is asked for, and its address.

use crate::web::field::Field;
use crate::web::paths;

use super::address::Address;

/// What was asked for, as typed.
#[derive(Debug, Default)]
pub struct ResetsQuery {
    /// A time that has a name.
    pub period: Field,
    /// The first day.
    pub from: Field,
    /// The last day.
    pub to: Field,
    /// Whose password: words or a user name.
    pub person: Field,
    /// Who reset it: words or a user name.
    pub by: Field,
    /// How.
    pub kind: Field,
    /// What came of it.
    pub result: Field,
    /// `oldest`, for the oldest first.
    pub order: Field,
}

/// The one other order of the rows that an index has (decision 59).
pub const OLDEST: &str = "oldest";

impl ResetsQuery {
    /// Whether the oldest row comes first.
    pub fn is_oldest_first(&self) -> bool {
        self.order.value == OLDEST
    }

    /// The fields by name, in the order of the page.
    pub fn fields(&self) -> [(&'static str, &Field); 8] {
        [
            ("period", &self.period),
            ("person", &self.person),
            ("by", &self.by),
            ("kind", &self.kind),
            ("result", &self.result),
            ("from", &self.from),
            ("to", &self.to),
            ("order", &self.order),
        ]
    }

    /// The address of the page, without one part, or with another one in its place.
    pub fn address(&self, without: &str, with: Option<(&str, &str)>) -> Address {
        self.address_of(paths::PASSWORD_RESETS, without, with)
    }

    /// The same, of another page with the same query.
    pub fn address_of(&self, path: &'static str, without: &str, with: Option<(&str, &str)>) -> Address {
        let fields = self.fields();
        let kept = fields.iter().filter(|(name, _)| *name != without && with.is_none_or(|(other, _)| other != *name));
        let address = kept.fold(Address::of(path), |address, (name, field)| address.with(name, &field.value));
        with.into_iter().fold(address, |address, (name, value)| address.with(name, value))
    }
}
