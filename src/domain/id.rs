//! Ids are types: a user's id can not be passed where a session's is meant.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use thiserror::Error;
use uuid::Uuid;

use super::dice::{Dice, NoDice};

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id (UUID version 7): ordered by time, 74 random bits.
            ///
            /// # Errors
            /// [`NoDice`] without randomness.
            pub fn new(at: Timestamp, dice: &mut impl Dice) -> Result<Self, NoDice> {
                let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
                Ok(Self(uuid::Builder::from_unix_timestamp_millis(millis, &dice.bytes()?).into_uuid()))
            }

            /// The least id of a moment: every one that was made before is less.
            pub fn least(at: Timestamp) -> Self {
                let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid())
            }

            /// The id that the store remembers.
            pub const fn from_uuid(id: Uuid) -> Self {
                Self(id)
            }

            /// The id as the store remembers it.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            /// Only the usual hyphenated lower-case form is an id, so that one thing has one address.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let id = Uuid::try_parse(text).map_err(|_| NotAnId)?;
                if id.hyphenated().to_string() == text { Ok(Self(id)) } else { Err(NotAnId) }
            }
        }
    };
}

id! {
    /// Whom an account belongs to (objectId, R-001): never changes.
    UserId
}
id! {
    /// A group: never changes.
    GroupId
}
id! {
    /// One sign-in in one browser.
    SessionId
}
id! {
    /// One row of the audit log.
    EventId
}
id! {
    /// One request: the support code of its pages, the correlation id of its audit rows.
    RequestId
}
id! {
    /// Work on many people.
    JobId
}
id! {
    /// One self-service reset on its way.
    ResetId
}
id! {
    /// One passkey.
    PasskeyId
}
id! {
    /// One mail on its way.
    LetterId
}
id! {
    /// One write to the directory outside.
    WritebackId
}
id! {
    /// The single use of one form.
    FormKey
}
