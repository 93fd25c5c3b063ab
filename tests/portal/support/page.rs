//! An answer, read as a person without script reads it.

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};

use super::form::Form;

/// An answer of the portal.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Page {
    /// The status as a number.
    pub(crate) fn code(&self) -> u16 {
        self.status.as_u16()
    }

    /// A header's text.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// Where it sends the browser.
    pub(crate) fn location(&self) -> &str {
        self.header("location")
    }

    /// The support code.
    pub(crate) fn request(&self) -> &str {
        self.header("x-request-id")
    }

    fn html(&self) -> Html {
        Html::parse_document(&self.body.replace("<noscript>", "").replace("</noscript>", ""))
    }

    /// The texts of all elements that a selector finds.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.html().select(&parsed(selector)).map(text).collect()
    }

    /// The text of the one element that a selector finds.
    pub(crate) fn one(&self, selector: &str) -> String {
        let mut found = self.texts(selector);
        assert_eq!(found.len(), 1, "{selector}: {found:?} in {}", self.text());
        found.remove(0)
    }

    /// An attribute of all elements that a selector finds.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.html().select(&parsed(selector)).filter_map(|found| found.attr(name).map(str::to_owned)).collect()
    }

    /// The heading.
    pub(crate) fn heading(&self) -> String {
        self.one("h1")
    }

    /// Everything that can be read.
    pub(crate) fn text(&self) -> String {
        self.texts("body").join(" ")
    }

    /// The main part.
    pub(crate) fn main(&self) -> String {
        self.one("main")
    }

    /// Whether something can be read.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// What is wrong with the form, as the summary says it.
    pub(crate) fn complaints(&self) -> Vec<String> {
        self.texts("[role=alert] li")
    }

    /// The reason beside a field.
    pub(crate) fn complaint(&self, field: &str) -> String {
        self.texts(&format!("#{field}-err")).join(" ")
    }

    /// What happened before this page.
    pub(crate) fn flash(&self) -> String {
        self.texts(".flash[role=status]").join(" ")
    }

    /// What a text field, or the chosen one of several, holds.
    pub(crate) fn value(&self, name: &str) -> String {
        let html = self.html();
        let selector = parsed(&format!("main [name={name}]"));
        let mut fields = html.select(&selector).filter(|field| match field.attr("type") {
            Some("radio") => field.attr("checked").is_some(),
            _ => true,
        });
        match fields.next() {
            Some(field) if field.value().name() == "textarea" => field.text().collect(),
            field => field.and_then(|field| field.attr("value")).unwrap_or("").to_owned(),
        }
    }

    /// Where the link or button with this text leads, if there is one.
    pub(crate) fn link(&self, words: &str) -> Option<String> {
        let html = self.html();
        html.select(&parsed("a[href]"))
            .find(|link| text(*link) == words)
            .and_then(|link| link.attr("href").map(str::to_owned))
    }

    /// The names in a list of people, in order.
    pub(crate) fn people(&self) -> Vec<String> {
        self.texts("#list .name")
    }

    /// What is told in the rows of the audit log, in order.
    pub(crate) fn events(&self) -> Vec<String> {
        self.texts("#list td.wide")
    }

    /// The one temporary password on the page.
    pub(crate) fn secret(&self) -> String {
        self.one("#secret")
    }

    /// A fact of a list by its name.
    pub(crate) fn fact(&self, name: &str) -> String {
        let html = self.html();
        let found = html
            .select(&parsed("dl.facts > div, dl.stats > div"))
            .find(|fact| fact.select(&parsed("dt")).next().is_some_and(|term| text(term) == name));
        let found = found.unwrap_or_else(|| panic!("no fact {name} in {}", self.text()));
        found.select(&parsed("dd")).map(text).collect::<Vec<_>>().join(" ")
    }

    /// The form that is sent to an address: what its fields hold already. Buttons are nobody's choice yet.
    pub(crate) fn form(&self, action: &str) -> Option<Form> {
        let html = self.html();
        let form = html.select(&parsed("form[method=post]")).find(|form| form.attr("action") == Some(action))?;
        let mut filled = Form::default();
        for field in form.select(&parsed("input[name]")) {
            let chosen = !matches!(field.attr("type"), Some("radio" | "checkbox")) || field.attr("checked").is_some();
            if let (true, Some(name)) = (chosen, field.attr("name")) {
                filled.set(name, field.attr("value").unwrap_or(""));
            }
        }
        for field in form.select(&parsed("textarea[name]")) {
            filled.set(field.attr("name").unwrap_or(""), &field.text().collect::<String>());
        }
        Some(filled)
    }

    /// The body without what differs from answer to answer in any case.
    pub(crate) fn masked(&self) -> String {
        let mut body = self.body.clone();
        for name in ["csrf_token", "form_key"] {
            for value in self.attributes(&format!("[name={name}]"), "value") {
                body = body.replace(&value, "***");
            }
        }
        // An error page tells when it was made, to the second.
        let told = self.texts("pre.diagnostics").join(" ");
        if let Some((_, rest)) = told.split_once("Time: ") {
            let second: Vec<_> = rest.split_whitespace().take(2).collect();
            body = body.replace(&second.join(" "), "***");
        }
        body.replace(self.request(), "***")
    }
}

fn parsed(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

fn text(element: ElementRef<'_>) -> String {
    let words: Vec<&str> = element.text().flat_map(str::split_whitespace).collect();
    words.join(" ")
}
