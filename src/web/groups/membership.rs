//! `POST /groups/{id}/members`, `POST /groups/{id}/owners`: who comes in and who leaves, done at once and undone with one press.

use actix_web::HttpResponse;
use actix_web::web::Path;

use crate::domain::id::{GroupId, UserId};
use crate::domain::permission::Permission;
use crate::service::groups::access;
use crate::service::groups::membership::{self, As, Move, Moved, Step};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::Complaint;
use crate::web::flash::Flash;
use crate::web::flashes::MOST_IDS;
use crate::web::form::Fields;
use crate::web::me::Me;
use crate::web::{forms, paths};

use super::members::{candidates, parsed, refused};
use super::owners;

/// So many people, and as many groups, are ticked at once.
const TICKS: usize = 25;

/// Members come or leave.
///
/// # Errors
/// The gate's, 403 and 409 by the policy, 404, 422 for a form that is not ours.
pub async fn members(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    change(&caller, parsed(&id), &body, As::Member).await
}

/// Owners come or leave.
///
/// # Errors
/// As [`members`].
pub async fn owners(caller: Caller, id: Path<String>, body: Body) -> Result<HttpResponse, Error> {
    change(&caller, parsed(&id), &body, As::Owner).await
}

/// What the form says beside who moves.
struct Sent {
    step: Step,
    people: Vec<UserId>,
    groups: Vec<GroupId>,
    /// The words by which the ticked were found.
    words: String,
    /// The person on whose page the button stood.
    page_of: Option<UserId>,
}

async fn change(caller: &Caller, group: GroupId, body: &Body, role: As) -> Result<HttpResponse, Error> {
    let (me, _) = caller.page(async move |_, read, me| access::seen(read, &me.actor, group).await).await?;
    let mut fields = body.fields()?;
    let form = if role == As::Member { forms::GROUP_MEMBERS } else { forms::GROUP_OWNERS };
    let ticket = caller.ticket(&me, form, &mut fields)?;
    let sent = sent(&mut fields, role)?;
    fields.finish()?;
    if ticket.stale {
        return again(caller, group, role, &sent, Complaint::PageTooOld).await;
    }
    if sent.people.is_empty() && sent.groups.is_empty() {
        return again(caller, group, role, &sent, Complaint::NobodyTicked).await;
    }
    let (step, people, groups) = (sent.step, sent.people.clone(), sent.groups.clone());
    let asked = Move { group, role, step, people, groups, key: ticket.key };
    let actor = me.actor.clone();
    let why = match caller.run(&me, async move |portal| membership::change(portal, &actor, asked).await).await {
        Ok(Moved::Done { people, groups }) => {
            told(caller, group, role, step, &people, &groups);
            return Ok(caller.go(&next(&me, group, role, &sent)));
        }
        Ok(Moved::Same) => {
            caller.tell(Flash::NothingChanged);
            return Ok(caller.go(&next(&me, group, role, &sent)));
        }
        // The first press did it: the page shows how it is.
        Err(Error::Replayed) => return Ok(caller.go(&next(&me, group, role, &sent))),
        Ok(Moved::Misfit(misfit, name)) => Complaint::GroupMisfit { misfit, name },
        Ok(Moved::TooManyOwners) => Complaint::TooManyOwners,
        Ok(Moved::BlockedOwner(name)) => Complaint::BlockedOwner { name },
        Err(error) => return Err(error),
    };
    again(caller, group, role, &sent, why).await
}

/// The page that the form stood on, with why it was refused.
async fn again(caller: &Caller, group: GroupId, role: As, sent: &Sent, why: Complaint) -> Result<HttpResponse, Error> {
    match (sent.step, role) {
        (Step::Add, _) => {
            let people = sent.people.iter().map(|id| id.uuid());
            let ticked = people.chain(sent.groups.iter().map(|id| id.uuid())).collect();
            candidates(caller, group, role, sent.words.clone(), ticked, Some(why)).await
        }
        (Step::Remove, As::Member) => refused(caller, group, why).await,
        (Step::Remove, As::Owner) => owners::list(caller, group, Some(why)).await,
    }
}

/// Says what happened, with the way back while it is not too much for one press.
fn told(caller: &Caller, group: GroupId, role: As, step: Step, people: &[UserId], groups: &[GroupId]) {
    let flash = match (role, step) {
        (As::Member, Step::Add) => Flash::MembersAdded,
        (As::Member, Step::Remove) => Flash::MembersRemoved,
        (As::Owner, Step::Add) => Flash::OwnersAdded,
        (As::Owner, Step::Remove) => Flash::OwnersRemoved,
    };
    let moved = people.iter().map(|id| format!("p-{id}")).chain(groups.iter().map(|id| format!("g-{id}")));
    let ids: Vec<String> = std::iter::once(group.to_string()).chain(moved).collect();
    caller.tell_of(flash, if ids.len() > MOST_IDS { vec![] } else { ids });
}

/// Where the browser goes on: whoever has just left a group's owners may not see it any more.
fn next(me: &Me, group: GroupId, role: As, sent: &Sent) -> String {
    let left =
        role == As::Owner && sent.step == Step::Remove && me.actor.user().is_some_and(|me| sent.people.contains(&me));
    match (sent.page_of, role) {
        (Some(person), _) => paths::user_groups(person),
        _ if left && me.actor.check(Permission::ViewUsers).is_err() => paths::ACCOUNT_GROUPS.to_owned(),
        (None, As::Member) => paths::group_members(group),
        (None, As::Owner) => paths::group_owners(group),
    }
}

fn sent(fields: &mut Fields, role: As) -> Result<Sent, Error> {
    let bad = || Error::Page(ErrorKind::BadForm);
    let step = match fields.take("step").as_deref() {
        Some("add") => Step::Add,
        Some("remove") => Step::Remove,
        _ => return Err(bad()),
    };
    let mut people = vec![];
    let mut groups = vec![];
    for number in 1..=TICKS {
        if let Some(id) = fields.take(&format!("person_{number}")) {
            people.push(id.parse().map_err(|_| bad())?);
        }
        if role == As::Member
            && let Some(id) = fields.take(&format!("group_{number}"))
        {
            groups.push(id.parse().map_err(|_| bad())?);
        }
    }
    let page_of = fields.take("page_of").map(|id| id.parse().map_err(|_| bad())).transpose()?;
    let words = fields.take("q").unwrap_or_default();
    Ok(Sent { step, people, groups, words, page_of })
}
