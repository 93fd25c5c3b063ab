//! A browser without script: it keeps cookies, reads forms, and sends them as a person would.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, ClientBuilder, Method};

use super::form::Form;
use super::page::Page;

/// The cookie that points at the session.
pub(crate) const SESSION: &str = "__Host-latchkey";

/// A browser. A clone is a second window with the same cookies, or the same browser a moment ago.
#[derive(Clone)]
pub(crate) struct Visitor {
    http: Client,
    pub(crate) origin: String,
    pub(crate) cookies: BTreeMap<String, String>,
    page: Option<Page>,
}

fn plain() -> ClientBuilder {
    Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(Duration::from_secs(30)).no_proxy()
}

fn client(patience: Duration) -> Client {
    plain().timeout(patience).build().unwrap()
}

/// Whether a form is one that browsers send in parts.
fn takes_a_file(path: &str) -> bool {
    path == "/settings/branding/logo" || path.ends_with("/photo")
}

impl Visitor {
    pub(crate) fn new(origin: &str) -> Self {
        let http = plain().build().unwrap();
        Self { http, origin: origin.to_owned(), cookies: BTreeMap::new(), page: None }
    }

    /// The same browser, in the hands of somebody who waits no longer than so for an answer: what takes longer fails.
    pub(crate) fn within(&self, patience: Duration) -> Self {
        Self { http: client(patience), ..self.clone() }
    }

    /// The same browser, at another address of this machine.
    pub(crate) fn at(&self, address: IpAddr) -> Self {
        Self { http: plain().local_address(address).build().unwrap(), ..self.clone() }
    }

    /// The page on the screen.
    pub(crate) fn page(&self) -> &Page {
        self.page.as_ref().unwrap()
    }

    /// Whether the browser holds a session cookie.
    pub(crate) fn has_session(&self) -> bool {
        self.cookies.contains_key(SESSION)
    }

    /// Sends anything; keeps the cookies of the answer and shows it.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Vec<u8>>,
    ) -> Page {
        let page = self.peek(method, path, headers, body).await;
        self.show(page)
    }

    fn show(&mut self, page: Page) -> Page {
        for line in page.headers.get_all("set-cookie") {
            self.keep(line.to_str().unwrap());
        }
        self.page = Some(page.clone());
        page
    }

    /// Opens the page of a form, fills it in and sends it, to a server that may die meanwhile; nothing when it has.
    pub(crate) async fn attempt(&mut self, path: &str, fields: &[(&str, &str)]) -> Option<Page> {
        let page = self.reach(Method::GET, path, &[], "").await.ok()?;
        self.show(page);
        let form = fields.iter().fold(self.form(path), |form, (name, value)| form.with(name, value));
        let origin = self.origin.clone();
        let page = self.reach(Method::POST, path, &posting(&origin), form.encoded()).await.ok()?;
        Some(self.show(page))
    }

    /// Sends anything; forgets the answer.
    pub(crate) async fn peek(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Vec<u8>>,
    ) -> Page {
        self.reach(method, path, headers, body).await.unwrap()
    }

    async fn reach(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Vec<u8>>,
    ) -> reqwest::Result<Page> {
        let mut all = HeaderMap::new();
        if !self.cookies.is_empty() && !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("cookie")) {
            let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            all.insert("cookie", HeaderValue::from_str(&pairs.join("; ")).unwrap());
        }
        for (name, value) in headers {
            // As bytes: a test may send what no browser would.
            all.append(
                HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_bytes(value.as_bytes()).unwrap(),
            );
        }
        let url = format!("{}{path}", self.origin);
        let answer = self.http.request(method, url).headers(all).body(body.into()).send().await?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = String::from_utf8(answer.bytes().await?.to_vec()).unwrap_or_default();
        Ok(Page { status, headers, body })
    }

    /// Opens an address.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, &[], "").await
    }

    /// Goes where the answer sent it, until a page is shown.
    pub(crate) async fn follow(&mut self) -> Page {
        for _ in 0..5 {
            if !self.page().status.is_redirection() {
                break;
            }
            let to = self.page().location().to_owned();
            self.get(&to).await;
        }
        self.page().clone()
    }

    /// The form of the page on the screen that is sent to `path`.
    pub(crate) fn form(&self, path: &str) -> Form {
        let action = path.split('?').next().unwrap_or(path);
        let form = self.page().form(action);
        form.unwrap_or_else(|| {
            panic!("no form for {path} on a page with {} {}", self.page().status, self.page().text())
        })
    }

    /// Fills the form of the page on the screen in, and sends it.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let form = fields.iter().fold(self.form(path), |form, (name, value)| form.with(name, value));
        self.submit(path, &form).await
    }

    /// Opens the page of a form first, then fills it in and sends it.
    pub(crate) async fn fill(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.code(), 200, "{path}: {}", page.text());
        self.post(path, fields).await
    }

    /// Opens a page of another address than its form is sent to, fills the form in and sends it.
    pub(crate) async fn fill_at(&mut self, page: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        self.get(page).await;
        self.post(path, fields).await
    }

    /// Sends a form.
    pub(crate) async fn submit(&mut self, path: &str, form: &Form) -> Page {
        let page = self.press(path, form).await;
        self.show(page)
    }

    /// Sends a form and forgets the answer, cookies and all: for presses at the same moment.
    pub(crate) async fn press(&self, path: &str, form: &Form) -> Page {
        if takes_a_file(path) {
            let headers =
                [("origin", self.origin.as_str()), ("content-type", "multipart/form-data; boundary=----parts")];
            return self.peek(Method::POST, path, &headers, form.in_parts("----parts")).await;
        }
        self.peek(Method::POST, path, &posting(&self.origin), form.encoded()).await
    }

    /// Sends a form to a server that may die meanwhile; nothing when it has.
    pub(crate) async fn try_press(&self, path: &str, form: &Form) -> Option<Page> {
        self.reach(Method::POST, path, &posting(&self.origin), form.encoded()).await.ok()
    }

    /// Signs in through the page.
    pub(crate) async fn sign_in(&mut self, user_name: &str, password: &str) -> Page {
        self.fill("/sign-in", &[("username", user_name), ("password", password)]).await
    }

    /// Whether the browser is still signed in.
    pub(crate) async fn is_in(&self) -> bool {
        self.peek(Method::GET, "/account", &[], "").await.code() == 200
    }

    fn keep(&mut self, line: &str) {
        let (pair, rest) = line.split_once(';').unwrap_or((line, ""));
        let (name, value) = pair.split_once('=').unwrap();
        if rest.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// The headers of a form from one of our own pages.
pub(crate) fn posting(origin: &str) -> [(&str, &str); 2] {
    [("origin", origin), ("content-type", "application/x-www-form-urlencoded")]
}
