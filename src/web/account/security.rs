//! `GET /account/security`: by what I prove who I am.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::contact::Point;
use crate::domain::user::Source;
use crate::service::error::Error as ServiceError;
use crate::service::second_step::own::{self, Own};
use crate::service::self_service::{address, answers};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::page::Section;
use crate::web::view::security::Security;

/// The visitor's own second step.
///
/// # Errors
/// The gate's.
pub async fn show(caller: Caller) -> Result<HttpResponse, Error> {
    let read = caller.page(async |portal, read, me| {
        let visitor = me.visitor.as_ref().ok_or(ServiceError::NotFound)?;
        let own = own::own(read, visitor).await?;
        let kept = async |point| address::own(read, visitor, point).await.map(|own| Some(own.kept));
        let address = if portal.has_mail { kept(Point::Mail).await? } else { None };
        let (phone, texts) = (kept(Point::Phone).await?, portal.codes_go_to(Point::Phone));
        // One that is of no use any more can still be taken away.
        let phone = phone.filter(|phone| texts || phone.is_some());
        let questions = (answers::own(portal, read, visitor).await?, answers::are_open(portal, visitor.user.roles));
        Ok((own, address, (phone, texts), questions, portal.passkeys.is_some()))
    });
    let (me, (own, address, (phone, texts), questions, has_name)) = read.await?;
    let user = me.person()?.user.clone();
    let recovers = match user.source {
        Source::Local => true,
        Source::Directory => caller.app.portal.settings().directory.writes_for_people(),
        Source::External => false,
    };
    let Own { app, passkeys, codes } = own;
    let page = caller.view(&me, Section::None, None)?;
    let page = Security { page, user, app, passkeys, has_name, codes, recovers, address, phone, texts, questions };
    caller.html(StatusCode::OK, &page)
}
