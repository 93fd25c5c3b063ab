//! `GET, POST /users/new`: somebody new. A temporary password is shown in the answer to the POST itself, as after a reset.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError as _};

use crate::domain::attribute::{Attribute, LONGEST_DISPLAY_NAME, line};
use crate::domain::id::FormKey;
use crate::domain::permission::Permission;
use crate::domain::profile::Profile;
use crate::domain::user::UserName;
use crate::service::users::create::{self, Created, Found, NewPerson, proposed};
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::{Flash, Page, Section};
use crate::web::view::password_reset::PasswordResetDone;
use crate::web::view::user_new::{Start, UserNew, UserNewRefused};
use crate::web::{forms, paths};

/// What finds a manager, in characters at most: as a search.
const LONGEST_MANAGER: usize = 200;

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
    caller.html(StatusCode::OK, &UserNew::empty(page))
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
    let mut form = typed(caller.view(&me, Section::Users, Some(ticket.key))?, &mut fields)?;
    fields.finish()?;
    form.refused = ticket.stale.then_some(Complaint::PageTooOld);
    let manager = form.manager.value.trim().to_owned();
    let found = if manager.chars().count() > LONGEST_MANAGER {
        form.manager.refuse(Complaint::TooLong { most: LONGEST_MANAGER });
        None
    } else if manager.is_empty() {
        None
    } else {
        Some(caller.page(async move |portal, read, _| create::manager(portal, read, &manager).await).await?.1)
    };
    let Some(person) = judged(&mut form, found, ticket.key).filter(|_| form.refused.is_none()) else {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form);
    };
    let actor = me.actor.clone();
    match caller.run(&me, async move |portal| create::create(portal, &actor, person).await).await {
        Ok(Created::Done(user, Some(password))) => {
            let page = PasswordResetDone {
                page: form.page,
                user: *user,
                password,
                expires_at: None,
                address: caller.app.site.public.authority().to_owned(),
                shortest: caller.app.portal.rules.shortest(),
            };
            caller.html(StatusCode::OK, &page)
        }
        Ok(Created::Done(user, None)) => {
            caller.tell(Flash::UserAdded);
            Ok(caller.go(&paths::user(user.id)))
        }
        Ok(Created::NameTaken(free)) => {
            form.user_name.refuse(Complaint::NameTaken { free });
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
        Ok(Created::MailTaken) => {
            form.refuse(Attribute::Mail, Complaint::MailTaken);
            caller.html(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
        // The first press made somebody: the second one ends at the person.
        Err(Error::Replayed) => {
            let key = ticket.key;
            let made = caller.page(async move |_, read, me| create::made_before(read, &me.actor, key).await).await?.1;
            Ok(caller.go(&paths::user(made)))
        }
        Err(error) => Err(error),
    }
}

/// What was typed, not judged yet.
fn typed(page: Page, fields: &mut Fields) -> Result<UserNew, Error> {
    let mut form = UserNew::empty(page);
    let mut take = |name: &str| Field::of(fields.take(name).unwrap_or_default());
    form.user_name = take("user_principal_name");
    form.display_name = take("display_name");
    form.manager = take("manager");
    for (attribute, field) in &mut form.attributes {
        *field = take(attribute.id());
    }
    let start = take("start").value;
    form.start = if start.is_empty() { Start::default() } else { Start::from_id(&start).ok_or(ErrorKind::BadForm)? };
    Ok(form)
}

/// The form's fields as the deed wants them; every bad field carries its reason.
fn judged(form: &mut UserNew, manager: Option<Found>, key: FormKey) -> Option<NewPerson> {
    let mut profile = Profile::default();
    for (attribute, field) in &mut form.attributes {
        match attribute.judge(&field.value) {
            Ok(value) => profile.set(*attribute, value),
            Err(unfit) => field.refuse(unfit.into()),
        }
    }
    match manager {
        None => {}
        Some(Found::One(manager)) => profile.manager = Some(manager),
        Some(Found::Nobody) => form.manager.refuse(Complaint::NobodyFound),
        Some(Found::Several(names)) => form.manager.refuse(Complaint::SeveralFound { names }),
    }
    let names = [profile.given_name.as_deref(), profile.surname.as_deref()].map(Option::unwrap_or_default);
    let display_name = match line(&form.display_name.value, LONGEST_DISPLAY_NAME) {
        Ok("") => names.join(" ").trim().to_owned(),
        Ok(typed) => typed.to_owned(),
        Err(unfit) => {
            form.display_name.refuse(unfit.into());
            String::new()
        }
    };
    if display_name.is_empty() && !form.display_name.is_bad() {
        form.display_name.refuse(Complaint::NameMissing);
    }
    let user_name = user_name(form, names);
    let bad = form.display_name.is_bad() || form.manager.is_bad() || form.attributes.iter().any(|(_, f)| f.is_bad());
    let with_password = form.start == Start::Temporary;
    user_name.filter(|_| !bad).map(|user_name| NewPerson { user_name, display_name, profile, with_password, key })
}

/// The user name; a bare one gets the default domain, an empty one is proposed.
fn user_name(form: &mut UserNew, [given_name, surname]: [&str; 2]) -> Option<UserName> {
    let organisation = form.page.organisation.clone();
    let typed = form.user_name.value.trim();
    if typed.is_empty() {
        let proposal = proposed(given_name, surname, organisation.default_domain());
        form.user_name.refuse(if proposal.is_some() {
            Complaint::UserNameProposed
        } else {
            Complaint::NewUserNameMissing
        });
        form.user_name.value = proposal.unwrap_or_default();
        return None;
    }
    let full =
        if typed.contains('@') { typed.to_owned() } else { format!("{typed}@{}", organisation.default_domain()) };
    match UserName::parse(&full) {
        Err(error) => form.user_name.refuse(Complaint::NotAUserName(error)),
        Ok(name) if !organisation.domains.iter().any(|domain| domain.eq_ignore_ascii_case(name.domain())) => {
            let domains = organisation.domains.clone();
            form.user_name.refuse(Complaint::ForeignDomain { domains });
        }
        Ok(name) => return Some(name),
    }
    None
}
