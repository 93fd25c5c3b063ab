//! Temporary passwords in words: where one stands, and how long something lasted.

use jiff::SignedDuration;

use crate::domain::password::issued::{Ending, Stage};
use crate::i18n::{Words, t};

/// Where a temporary password stands.
pub fn stage(words: &Words, stage: Stage) -> &str {
    match stage {
        Stage::Waiting => t!(words, "temporary-waiting"),
        Stage::Begun => t!(words, "temporary-begun"),
        Stage::Over => t!(words, "temporary-over"),
        Stage::Ended(Ending::Used) => t!(words, "temporary-used"),
        Stage::Ended(Ending::Superseded) => t!(words, "temporary-superseded"),
        Stage::Ended(Ending::Revoked) => t!(words, "temporary-revoked"),
    }
}

/// A length of time in the unit that suits it: minutes, hours, from two days on days.
pub fn lasted(words: &Words, lasted: SignedDuration) -> String {
    let minutes = u64::try_from(lasted.as_mins()).unwrap_or(0);
    match minutes {
        0..60 => t!(words, "lasted-minutes", number = minutes),
        60..2880 => t!(words, "lasted-hours", number = minutes / 60),
        _ => t!(words, "lasted-days", number = minutes / 1440),
    }
}
