//! The steps of one sign-in, put together from the rows that each left.

use jiff::SignedDuration;

use crate::domain::activity::SIGN_IN;
use crate::domain::audit::{Entry, Filter};
use crate::domain::paging::{PageSize, Start};
use crate::domain::subject::About;
use crate::service::error::Error;
use crate::store::audit;
use crate::store::conn::Read;

/// A sign-in asks for its second step for five minutes; rows tell when a deed began.
const AROUND: SignedDuration = SignedDuration::from_mins(6);

/// The steps of the sign-in that a row belongs to, the first one first; none where it had one step alone, or the row is about something
/// else. `seen` is what the viewer may see.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn of(read: &Read<'_>, seen: &Filter, entry: &Entry) -> Result<Vec<Entry>, Error> {
    let (Some(whole), Some(person)) = (entry.whole_sign_in(), entry.subjects.first().and_then(About::person)) else {
        return Ok(vec![]);
    };
    let filter = Filter {
        subjects: Some(vec![person]),
        activity: Some(SIGN_IN.to_owned()),
        from: entry.at.saturating_sub(AROUND).ok(),
        until: entry.at.saturating_add(AROUND).ok(),
        ..seen.clone()
    };
    let mut steps = audit::rows(read, &filter, &Start::First, PageSize::default().rows()).await?;
    steps.retain(|step| step.session == Some(whole) || step.went_on_from() == Some(whole));
    steps.reverse();
    Ok(steps)
}
