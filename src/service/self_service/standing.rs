//! How far a reset is: what the page of the proofs shows, and to whom.

use jiff::Timestamp;

use crate::domain::contact::Point;
use crate::domain::question::Question;
use crate::domain::self_service::Method;
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::store::{reset_tries, users};

use super::begin::methods;
use super::questions;

/// Where codes of a reset go, and whether a code can be sent now: what the page of the proofs shows.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Which proofs are still open, in their order.
    pub open: Vec<Method>,
    /// The security questions that are asked now; none where they are not open.
    pub questions: Vec<Question>,
    /// Whether one was given.
    pub is_half: bool,
    /// Whether all were given.
    pub is_proved: bool,
    /// Where codes go, masked: told to whoever has given one proof, and to nobody before.
    pub shown: Option<String>,
    /// The phone that codes go to, masked: likewise, while it is still to be proved.
    pub phone: Option<String>,
    /// Until when the code that was sent last works, if one does.
    pub code_until: Option<Timestamp>,
    /// Until when the code that went to a phone works, if one does.
    pub text_until: Option<Timestamp>,
    /// Until when no further code is sent, if that is so.
    pub no_code_until: Option<Timestamp>,
    /// Until when no proof is looked at, if that is so.
    pub closed_until: Option<Timestamp>,
}

/// How far the reset is that a browser carries; nothing where there is none.
///
/// # Errors
/// The store's.
pub async fn standing(portal: &Portal, read: &Reading<'_>, token: &[u8; 32]) -> Result<Option<Standing>, Error> {
    let Some(flow) = super::alive(read, token).await? else { return Ok(None) };
    let now = read.now().await?;
    let tries = reset_tries::find(read, flow.counted).await?.now(now);
    // Before the first proof everybody is offered the same.
    let mut open = if flow.proved.is_empty() { methods(portal) } else { flow.open_methods() };
    let asked = open.contains(&Method::Questions);
    let questions = if asked { questions::asked(portal, &flow, tries.wrong.len()) } else { vec![] };
    open.retain(|method| *method != Method::Questions || !questions.is_empty());
    let phone = match flow.user {
        Some(user) if !flow.proved.is_empty() && open.contains(&Method::Text) => {
            users::contact::find(read, user).await?.phone.map(|number| Point::Phone.masked(&number))
        }
        _ => None,
    };
    Ok(Some(Standing {
        open,
        questions,
        is_half: !flow.proved.is_empty(),
        is_proved: flow.is_proved(),
        code_until: flow.code.as_ref().map(|(_, until)| *until).filter(|until| *until > now),
        text_until: flow.text.as_ref().map(|(_, until)| *until).filter(|until| *until > now),
        no_code_until: tries.no_code_until(now),
        closed_until: tries.closed_until(now),
        shown: Some(flow.shown).filter(|_| !flow.proved.is_empty()),
        phone,
    }))
}
