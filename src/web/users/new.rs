//! `GET, POST /users/new`: somebody new, with groups and a role where that is asked for. A temporary password is shown in the answer to
//! the POST itself, as after a reset.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError as _};

use crate::domain::id::GroupId;
use crate::domain::organisation::Organisation;
use crate::domain::password::rules::Context;
use crate::domain::permission::Permission;
use crate::domain::role::Role;
use crate::service::groups::person as membership;
use crate::service::newcomer::{self, Created, NewPerson};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::page::Section;
use crate::web::view::password_reset::PasswordResetDone;
use crate::web::view::user_new::{MOST_GROUPS, Start, UserNew, UserNewRefused};
use crate::web::{forms, paths, proof};

use super::person;

/// The empty form, or why there is none.
///
/// # Errors
/// The gate's.
pub async fn new(caller: Caller) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let page = caller.view(&me, Section::Users, None)?;
    if let Err(denied) = me.actor.check(Permission::CreateUsers) {
        let denial = denied.denial;
        let status = Error::Denied(Box::new(denied)).status_code();
        return caller.html(status, &UserNewRefused { page, denial });
    }
    caller.html(StatusCode::OK, &UserNew::empty(page, starts(&caller)))
}

/// Makes somebody.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn create(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let me = caller.enter().await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::NEW_USER, &mut fields)?;
    if let Err(denied) = me.actor.check(Permission::CreateUsers) {
        return Err(caller.stopped(Some(&me), Error::Denied(Box::new(denied))).await);
    }
    let role = fields.peek("role").filter(|role| !role.is_empty()).map(role).transpose()?;
    if role.is_some_and(Role::is_powerful)
        && let Some(asked) = proof::before(&caller, &me, forms::NEW_USER, &ticket, &mut fields).await?
    {
        return Ok(asked);
    }
    let mut form = UserNew::empty(caller.view(&me, Section::Users, Some(ticket.key))?, starts(&caller));
    person::typed(&mut form.person, &mut fields);
    if let Some(domain) = domain(&form.page.organisation, &mut fields)? {
        form.person.domain = Some(domain);
    }
    if let Some(start) = start(&mut fields)? {
        form.start = start;
    }
    form.blocked = blocked(&mut fields)?;
    form.groups = Field::of(fields.take_text("groups").unwrap_or_default());
    (form.role, _) = (role, fields.take("role"));
    fields.finish()?;
    form.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let properties = person::judged(&caller, &form.page, &mut form.person, None).await?;
    let groups = groups(&caller, &mut form.groups).await?;
    let Some(properties) = properties.filter(|_| form.refused.is_none() && !form.groups.is_bad()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form);
    };
    let (with_password, blocked) = (form.start == Start::Temporary, form.blocked);
    let person = NewPerson { properties, with_password, blocked, groups, role, key: ticket.key };
    let actor = me.actor.clone();
    match caller.run(&me, async move |portal| newcomer::create(portal, &actor, person).await).await {
        Ok(Created::WithPassword(issued)) => {
            let page = PasswordResetDone {
                page: form.page,
                user: issued.user,
                password: issued.password,
                expires_at: issued.expires_at,
                address: caller.app.site.public.authority().to_owned(),
                shortest: caller.app.portal.rules().shortest(&Context::default()),
            };
            caller.html(StatusCode::OK, &page)
        }
        Ok(Created::Done(user)) => {
            caller.tell(Flash::UserAdded);
            Ok(caller.go(&paths::user(user.id)))
        }
        Ok(Created::Taken(taken)) => {
            person::refuse_taken(&mut form.person, taken);
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
        // The first press made somebody: the second one ends at the person.
        Err(Error::Replayed) => {
            let key = ticket.key;
            let made = caller.page(async move |_, read, me| newcomer::made_before(read, &me.actor, key).await).await?.1;
            Ok(caller.go(&paths::user(made)))
        }
        Err(error) => Err(error),
    }
}

/// The domain chosen beside the user name; one typed in the name wins.
fn domain(organisation: &Organisation, fields: &mut Fields) -> Result<Option<String>, Error> {
    let Some(chosen) = fields.take("domain").filter(|chosen| !chosen.is_empty()) else { return Ok(None) };
    let known = organisation.domains.iter().find(|domain| domain.eq_ignore_ascii_case(&chosen));
    Ok(Some(known.ok_or(ErrorKind::BadForm)?.clone()))
}

/// The groups that are named, one a line; the field says which of them is not found.
async fn groups(caller: &Caller, field: &mut Field) -> Result<Vec<GroupId>, Error> {
    let mut names: Vec<String> = vec![];
    for name in field.value.lines().map(str::trim).filter(|name| !name.is_empty()) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    if names.is_empty() {
        return Ok(vec![]);
    }
    if names.len() > MOST_GROUPS {
        field.refuse(Complaint::TooManyGroups { most: MOST_GROUPS });
        return Ok(vec![]);
    }
    let read = caller.page(async move |_, read, me| {
        let mut found = vec![];
        for name in names {
            found.push((membership::named(read, &me.actor, &name).await?, name));
        }
        Ok(found)
    });
    let mut groups = vec![];
    for (group, name) in read.await?.1 {
        match group {
            Some(group) if groups.contains(&group) => {}
            Some(group) => groups.push(group),
            None => field.refuse(Complaint::GroupUnknown { name }),
        }
    }
    Ok(groups)
}

fn role(id: &str) -> Result<Role, Error> {
    Ok(Role::ALL.into_iter().find(|role| role.id() == id).ok_or(ErrorKind::BadForm)?)
}

fn blocked(fields: &mut Fields) -> Result<bool, Error> {
    match fields.take("account").as_deref() {
        None | Some("" | "enabled") => Ok(false),
        Some("blocked") => Ok(true),
        Some(_) => Err(ErrorKind::BadForm.into()),
    }
}

fn start(fields: &mut Fields) -> Result<Option<Start>, Error> {
    match fields.take("start").unwrap_or_default().as_str() {
        "" => Ok(None),
        start => Ok(Some(Start::from_id(start).ok_or(ErrorKind::BadForm)?)),
    }
}

/// How somebody may begin, as it was decided.
fn starts(caller: &Caller) -> &'static [Start] {
    if caller.app.portal.settings().resets.code_only { &[Start::Nothing] } else { &Start::ALL }
}
