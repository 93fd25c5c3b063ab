//! One request and whoever makes it: the way from a handler to the portal and back to the browser.

use std::cell::RefCell;
use std::future::{Ready, ready};
use std::rc::Rc;

use actix_session::{Session, SessionExt};
use actix_web::cookie::Cookie;
use actix_web::dev::Payload;
use actix_web::http::{Method, StatusCode, header};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};

use super::admission::Knock;
use super::app::App;
use super::csrf::Verdict;
use super::error::Error;
use super::error_kind::ErrorKind;
use super::flash::Flash;
use super::flashes::Note;
use super::form::Fields;
use super::gate::Gate;
use super::me::Me;
use super::page::{Page, Section};
use super::routes::Gates;
use super::view::View;
use super::view_of::{self, Seed};
use super::{cookies, session, undo};
use crate::domain::dice::Dice as _;
use crate::domain::id::{FormKey, SessionId};
use crate::domain::permit::Origin;
use crate::service::error::Error as ServiceError;
use crate::service::portal::{Portal, Reading};
use crate::service::signin::session::{self as sessions, Visit, Visitor};

/// The request at hand; an extractor.
pub struct Caller {
    /// The worker's portal.
    pub app: App,
    pub(super) http: HttpRequest,
    pub(super) session: Session,
    outgoing: RefCell<Vec<Cookie<'static>>>,
}

/// What a posted form brought beside its fields.
#[derive(Debug, Clone, Copy)]
pub struct Ticket {
    /// Its single use.
    pub key: FormKey,
    /// The page was open too long: shown again, filled in, nothing done.
    pub stale: bool,
}

impl FromRequest for Caller {
    type Error = ErrorKind;
    type Future = Ready<Result<Self, ErrorKind>>;

    fn from_request(http: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = http.app_data::<App>().cloned().ok_or(ErrorKind::Internal);
        ready(app.map(|app| Self {
            app,
            http: http.clone(),
            session: http.get_session(),
            outgoing: RefCell::default(),
        }))
    }
}

impl Caller {
    /// Reads a page: the visitor is looked up, the gate asked, and the page read in one moment of the database.
    ///
    /// # Errors
    /// The gate's and the page's.
    pub async fn page<T: 'static>(
        &self,
        page: impl AsyncFnOnce(&Portal, &Reading<'_>, &Me) -> Result<T, ServiceError> + 'static,
    ) -> Result<(Me, T), Error> {
        self.page_ahead(async |_, _| Ok(()), async move |portal, read, me, ()| page(portal, read, me).await).await
    }

    /// As [`Caller::page`], where what the page shows is asked for together with the visitor ([`Knock::read`]).
    ///
    /// # Errors
    /// The gate's and the page's.
    pub async fn page_ahead<A: 'static, T: 'static>(
        &self,
        ahead: impl AsyncFnOnce(&Portal, &Reading<'_>) -> Result<A, ServiceError> + 'static,
        page: impl AsyncFnOnce(&Portal, &Reading<'_>, &Me, A) -> Result<T, ServiceError> + 'static,
    ) -> Result<(Me, T), Error> {
        let (token, gate, origin) = (session::token(&self.session), self.gate(), self.origin()?);
        let knock = Knock { token, gate, origin, here: view_of::here(&self.http) };
        let read = async move |portal: &Portal| Ok::<_, ServiceError>(knock.read(portal, ahead, page).await);
        let done = self.app.run(read).await?;
        match done {
            Ok((me, page)) => {
                self.seen(&me);
                Ok((me, page))
            }
            Err((me, error)) => Err(self.stopped(me.as_ref(), error).await),
        }
    }

    /// Looks the visitor up and asks the gate, nothing else. A visitor without a cookie costs no query.
    ///
    /// # Errors
    /// The gate's.
    pub async fn enter(&self) -> Result<Me, Error> {
        if session::token(&self.session).is_none() {
            let (me, ended) = Me::of(Visit::Nobody, self.origin()?, (self.app.site.now)());
            return match self.gate().admit(&me, ended, &view_of::here(&self.http)) {
                Ok(()) => Ok(me),
                Err(error) => Err(self.stopped(Some(&me), error).await),
            };
        }
        Ok(self.page(async |_, _, _| Ok(())).await?.0)
    }

    /// Does a deed.
    ///
    /// # Errors
    /// The deed's.
    pub async fn run<T: 'static>(
        &self,
        me: &Me,
        deed: impl AsyncFnOnce(&Portal) -> Result<T, ServiceError> + 'static,
    ) -> Result<T, Error> {
        let done = self.app.run(deed).await;
        if let Err(error) = &done {
            view_of::leave(&self.http, Seed::of(me, Some(error)));
        }
        done
    }

    /// Checks a form's token and reads its key.
    ///
    /// # Errors
    /// A foreign token is 403, a key that is none 422.
    pub fn ticket(&self, me: &Me, form: &'static str, fields: &mut Fields) -> Result<Ticket, Error> {
        let token = fields.take("csrf_token").unwrap_or_default();
        let key = fields.take("form_key").unwrap_or_default();
        let binding = view_of::binding(&self.http, Some(me)).ok_or(ErrorKind::CrossSite)?;
        let stale = match self.app.site.csrf.check(&binding, form, (self.app.site.now)(), &token) {
            Verdict::Fresh => false,
            Verdict::Old => true,
            Verdict::Foreign => return Err(ErrorKind::CrossSite.into()),
        };
        let key = key.parse().map_err(|_| ErrorKind::BadForm)?;
        Ok(Ticket { key, stale })
    }

    /// The frame of a page; `key` is the form's, when a posted form is shown again.
    ///
    /// # Errors
    /// Without randomness.
    pub fn view(&self, me: &Me, section: Section, key: Option<FormKey>) -> Result<Page, Error> {
        let mut dice = self.app.site.dice.clone();
        let binding = if let Some(binding) = view_of::binding(&self.http, Some(me)) {
            binding
        } else {
            let fresh = dice.bytes::<32>().map_err(ServiceError::from)?;
            self.outgoing.borrow_mut().push(cookies::pre(&fresh));
            fresh.to_vec()
        };
        let note = self.app.site.flashes.take(&self.http, (self.app.site.now)());
        let told = note.and_then(|note| undo::told(&note));
        let key = match key {
            Some(key) => key,
            None => FormKey::new(me.now, &mut dice).map_err(ServiceError::from)?,
        };
        view_of::page(&self.app.site, &self.http, Some(me), section, told, key, binding)
    }

    /// The frame of a page that is the first of another session: its forms hang on that one.
    ///
    /// # Errors
    /// Without randomness.
    pub fn view_in(&self, me: &Me, session: SessionId) -> Result<Page, Error> {
        let visitor = me.person()?.as_ref().clone();
        let me = Me { visitor: Some(Rc::new(Visitor { session, ..visitor })), ..me.clone() };
        self.view(&me, Section::None, None)
    }

    /// Answers with a page.
    ///
    /// # Errors
    /// When the template fails, which is a fault of ours.
    pub fn html(&self, status: StatusCode, page: &impl View) -> Result<HttpResponse, Error> {
        let body = page.html().map_err(|error| ServiceError::Internal(Box::new(error)))?;
        let mut response = HttpResponse::build(status);
        response.insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"));
        self.carry(&mut response);
        Ok(response.body(body))
    }

    /// Sends the browser on after a change.
    pub fn go(&self, to: &str) -> HttpResponse {
        let mut response = HttpResponse::SeeOther();
        response.insert_header((header::LOCATION, to));
        self.carry(&mut response);
        response.finish()
    }

    /// Sends one sentence along to the next page.
    pub fn tell(&self, flash: Flash) {
        self.tell_of(flash, vec![]);
    }

    /// The same, with the ids of what it is about: for the way back.
    pub fn tell_of(&self, flash: Flash, ids: Vec<String>) {
        self.outgoing.borrow_mut().extend(self.flash(flash, ids));
    }

    fn flash(&self, flash: Flash, ids: Vec<String>) -> Option<Cookie<'static>> {
        let note = Note { key: flash.id().to_owned(), ids };
        self.app.site.flashes.issue(&note, (self.app.site.now)())
    }

    /// Sends a cookie along.
    pub fn cookie(&self, cookie: Cookie<'static>) {
        self.outgoing.borrow_mut().push(cookie);
    }

    /// The request's query, strictly read; its faults are told only to whom the gate lets in. 422, or the gate's.
    pub async fn query<T>(&self, read: impl FnOnce(Fields) -> Result<T, Error>) -> Result<T, Error> {
        let fields = Fields::from_query(self.http.query_string()).map(|mut fields| {
            // Every page takes it (`view_of::asked_for`).
            fields.take("mkt");
            fields
        });
        match fields.map_err(Error::from).and_then(read) {
            Err(wrong) => Err(self.enter().await.err().unwrap_or(wrong)),
            read => read,
        }
    }

    /// The request itself.
    pub fn http(&self) -> &HttpRequest {
        &self.http
    }

    fn carry(&self, response: &mut actix_web::HttpResponseBuilder) {
        for cookie in self.outgoing.borrow_mut().drain(..) {
            response.cookie(cookie);
        }
    }

    fn gate(&self) -> Gate {
        self.http.app_data::<Gates>().map_or(Gate::Anyone, |gates| gates.of(self.http.method()))
    }

    fn origin(&self) -> Result<Origin, Error> {
        self.http.extensions().get::<Origin>().cloned().ok_or(Error::Page(ErrorKind::Internal))
    }

    fn seen(&self, me: &Me) {
        view_of::leave(&self.http, Seed::of(me, None));
        if let Some(visitor) = me.visitor.as_ref().filter(|visitor| visitor.touch.is_some()) {
            let (app, visitor) = (self.app.clone(), Rc::clone(visitor));
            actix_web::rt::spawn(async move {
                // Missing one note of a visit is no harm: the next request writes it.
                if app.run(async move |portal| sessions::touch(portal, &visitor).await).await.is_err() {
                    tracing::warn!("a session's use could not be written down");
                }
            });
        }
    }

    /// Leaves behind what the error page needs; a refused post leaves its audit row, an ended session its sentence.
    pub async fn stopped(&self, me: Option<&Me>, error: Error) -> Error {
        if let Some(me) = me {
            view_of::leave(&self.http, Seed::of(me, Some(&error)));
        }
        match error {
            Error::SignIn { next, ended: Some(flash), .. } => {
                Error::SignIn { next, ended: Some(flash), note: self.flash(flash, vec![]).map(Box::new) }
            }
            Error::Denied(denied) if self.http.method() == Method::POST => {
                let row = denied.clone();
                let written = async move |portal: &Portal| Ok::<_, ServiceError>(portal.db.refused(&row).await?);
                match self.app.run(written).await {
                    Ok(()) => Error::Denied(denied),
                    Err(error) => error,
                }
            }
            error => error,
        }
    }
}
