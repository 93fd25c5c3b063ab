//! `GET, POST /settings/directory/password`: the password of our account in the directory outside; `POST /settings/directory/test`.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::permission::Permission;
use crate::domain::secret::BindPassword;
use crate::domain::settings::Section as Which;
use crate::service::directory::setup;
use crate::web::body::Body;
use crate::web::caller::Caller;
use crate::web::directory_fault::DirectoryFault;
use crate::web::error::Error;
use crate::web::error_kind::ErrorKind;
use crate::web::field::{Complaint, Field};
use crate::web::flash::Flash;
use crate::web::me::Me;
use crate::web::page::Section;
use crate::web::view::directory_password::DirectoryPassword;
use crate::web::view::directory_tested::DirectoryTested;
use crate::web::{forms, paths, proof};

/// The longest name that is looked for.
const LONGEST_LOGIN: usize = 256;

/// The form, behind a proof: what is typed into it goes through no page that asks for one.
///
/// # Errors
/// The gate's, 403 by the policy.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let (me, _) = entered(&caller).await?;
    if let Some(asked) = proof::before_page(&caller, &me, paths::DIRECTORY_PASSWORD).await? {
        return Ok(asked);
    }
    let page = caller.view(&me, Section::Settings, None)?;
    caller.html(StatusCode::OK, &DirectoryPassword { page, password: Field::default() })
}

/// Takes the password.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn save(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let (me, _) = entered(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::DIRECTORY_PASSWORD, &mut fields)?;
    let typed = fields.take("account_password").unwrap_or_default();
    let password = BindPassword::new(typed);
    fields.finish()?;
    if !me.person()?.is_fresh() {
        return Ok(caller.go(paths::DIRECTORY_PASSWORD));
    }
    let page = caller.view(&me, Section::Settings, Some(ticket.key))?;
    let mut view = DirectoryPassword { page, password: Field::default() };
    if password.is_empty() {
        view.password.refuse(Complaint::Directory(DirectoryFault::NoPassword));
    }
    if ticket.stale {
        view.password.refuse(Complaint::PageTooOld);
    }
    if view.password.is_bad() {
        return caller.html(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    let actor = me.actor.clone();
    let given = async move |portal: &_| setup::give_password(portal, &actor, &password, ticket.key).await;
    match caller.run(&me, given).await {
        Ok(()) => caller.tell(Flash::SettingsSaved),
        // The first press did it.
        Err(Error::Replayed) => {}
        Err(error) => return Err(error),
    }
    Ok(caller.go(&paths::settings(&Which::Directory)))
}

/// Tries everything that is saved, part by part; with a tick also what our account may write, behind a proof.
///
/// # Errors
/// The gate's, 403 by the policy, 422 for a form that is not ours.
pub async fn test(caller: Caller, body: Body) -> Result<HttpResponse, Error> {
    let (me, has_password) = entered(&caller).await?;
    let mut fields = body.fields()?;
    let ticket = caller.ticket(&me, forms::DIRECTORY_TEST, &mut fields)?;
    // Somebody gets another password by it.
    if fields.peek("rights").is_some()
        && let Some(asked) = proof::before(&caller, &me, forms::DIRECTORY_TEST, &ticket, &mut fields).await?
    {
        return Ok(asked);
    }
    let login = fields.take("login").map(|login| login.trim().to_owned()).filter(|login| !login.is_empty());
    let writes = fields.take("rights").is_some_and(|ticked| ticked == "yes").then_some(ticket.key);
    fields.finish()?;
    if ticket.stale || login.as_ref().is_some_and(|login| login.chars().count() > LONGEST_LOGIN) {
        return Err(ErrorKind::BadForm.into());
    }
    let (actor, asked) = (me.actor.clone(), login.clone());
    let tested = caller.run(&me, async move |portal| setup::test(portal, &actor, asked.as_deref(), writes).await).await;
    let tested = match tested {
        // The first press tried it: what is read can be read again.
        Err(Error::Replayed) => return Ok(caller.go(&paths::settings(&Which::Directory))),
        tested => tested?,
    };
    let page = caller.view(&me, Section::Settings, None)?;
    caller.html(StatusCode::OK, &DirectoryTested { page, tested, login, has_password })
}

async fn entered(caller: &Caller) -> Result<(Me, bool), Error> {
    caller
        .page(async |_, read, me| {
            me.actor.check(Permission::ManageDirectory)?;
            setup::has_password(read, &me.actor).await
        })
        .await
}
