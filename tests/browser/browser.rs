//! A browser as a person has it before them: fields and buttons by the names they carry, and a count of what it costs.

use std::time::{Duration, Instant};

use base64::Engine as _;
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::driver::{Driver, named};
use super::portal::SignIn;

/// Longer than any page takes, also on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whether a click there opens another page.
const LEADS_AWAY: &str = "const e = arguments[0].closest('a, button, input, summary');
return e.matches('a[href]:not([href^=\"#\"])') || e.type === 'submit' && e.form !== null;";

/// Whether pages may run scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    On,
    Off,
}

/// What a task has cost a person so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cost {
    pub(crate) clicks: usize,
    pub(crate) keys: usize,
    pub(crate) screens: usize,
}

impl Cost {
    /// Whether nothing costs more than there.
    pub(crate) fn within(&self, limit: &Self) -> bool {
        self.clicks <= limit.clicks && self.keys <= limit.keys && self.screens <= limit.screens
    }
}

/// A browser with its own profile.
pub(crate) struct Browser {
    client: Client,
    session: String,
    http: reqwest::Client,
    driver: Driver,
    base: String,
    /// What was clicked, typed and seen since [`Browser::start_counting`].
    pub(crate) cost: Cost,
}

impl Browser {
    /// Opens a browser; addresses without a host mean `base`.
    pub(crate) async fn open(base: &str, script: Script) -> Self {
        let driver = Driver::start();
        let binary = named(&["chromium", "chromium-browser", "google-chrome"]);
        let mut arguments: Vec<String> = [
            "--headless=new",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-breakpad",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
            "--lang=en-GB",
            "--window-size=1280,860",
        ]
        .map(str::to_owned)
        .to_vec();
        arguments.push(format!("--user-data-dir={}", driver.profile().display()));
        if rustix::process::geteuid().is_root() {
            arguments.push("--no-sandbox".to_owned());
        }
        let mut settings = json!({ "credentials_enable_service": false });
        if script == Script::Off {
            settings["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let wishes = json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "args": arguments, "binary": binary, "prefs": settings },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let Value::Object(wishes) = wishes else { unreachable!("an object was written above") };
        let client =
            ClientBuilder::new(HttpConnector::new()).capabilities(wishes).connect(&driver.address()).await.unwrap();
        let session = client.session_id().await.unwrap().unwrap();
        let browser = Self {
            client,
            session,
            http: reqwest::Client::new(),
            driver,
            base: base.to_owned(),
            cost: Cost::default(),
        };
        browser.wide(1280).await;
        browser.medium("screen", "light").await;
        browser
    }

    /// Speaks to the browser itself, past the page.
    pub(crate) async fn command(&self, name: &str, parameters: Value) -> Value {
        self.driver("goog/cdp/execute", json!({ "cmd": name, "params": parameters })).await
    }

    async fn driver(&self, path: &str, body: Value) -> Value {
        let address = format!("{}/session/{}/{path}", self.driver.address(), self.session);
        let answer = self.http.post(address).body(body.to_string()).send().await.unwrap().text().await.unwrap();
        let mut answer: Value = serde_json::from_str(&answer).unwrap();
        assert!(answer["value"]["error"].is_null(), "{path} {body}: {answer}");
        answer["value"].take()
    }

    /// Makes the window so many pixels wide.
    pub(crate) async fn wide(&self, width: u32) {
        let size = json!({ "width": width, "height": 860, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// What the system would tell the page: its medium and its colours. Movements are off.
    pub(crate) async fn medium(&self, medium: &str, colours: &str) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": colours },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.command("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features })).await;
    }

    /// Opens an address of the portal, or any other.
    pub(crate) async fn go(&self, address: &str) {
        let address = if address.starts_with('/') { format!("{}{address}", self.base) } else { address.to_owned() };
        self.client.goto(&address).await.unwrap();
    }

    pub(crate) async fn reload(&self) {
        self.client.refresh().await.unwrap();
    }

    pub(crate) async fn back(&self) {
        self.client.back().await.unwrap();
    }

    /// Path and query of the page.
    pub(crate) async fn place(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    pub(crate) async fn title(&self) -> String {
        self.client.title().await.unwrap()
    }

    /// The page's main heading.
    pub(crate) async fn heading(&self) -> String {
        self.find("//h1").await.text().await.unwrap()
    }

    /// All that can be read on the page.
    pub(crate) async fn text(&self) -> String {
        self.find("//body").await.text().await.unwrap()
    }

    /// The page as it is in the browser now.
    pub(crate) async fn source(&self) -> String {
        self.client.source().await.unwrap()
    }

    /// The status with which the page was answered.
    pub(crate) async fn status(&self) -> u64 {
        self.run("return performance.getEntriesByType('navigation')[0].responseStatus").await.as_u64().unwrap()
    }

    /// Runs a script of ours, also in a page that may run none of its own.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script that calls back.
    pub(crate) async fn run_until_called(&self, script: &str) -> Value {
        self.client.execute_async(script, vec![]).await.unwrap()
    }

    /// Waits for something of the page.
    pub(crate) async fn find(&self, path: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(path)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("{path} at {}: {error}\n{}", self.place().await, self.text_of_all().await),
        }
    }

    async fn text_of_all(&self) -> String {
        self.client.find(Locator::Css("body")).await.unwrap().text().await.unwrap()
    }

    /// How many of these the page has now.
    pub(crate) async fn count(&self, path: &str) -> usize {
        self.client.find_all(Locator::XPath(path)).await.unwrap().len()
    }

    /// Writes into the field of this name, over what stood there.
    pub(crate) async fn fill(&mut self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
        self.cost.keys += text.chars().count();
    }

    /// Writes into the field that the form sends under this name.
    pub(crate) async fn put(&mut self, name: &str, text: &str) {
        let field = self.find(&format!("//main//*[self::input or self::textarea][@name={}]", quoted(name))).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// What stands in the field of this name.
    pub(crate) async fn value(&self, label: &str) -> String {
        self.field(label).await.prop("value").await.unwrap().unwrap_or_default()
    }

    async fn field(&self, label: &str) -> Element {
        let label = self.find(&format!("//main//label[normalize-space()={}]", quoted(label))).await;
        let id = label.attr("for").await.unwrap().unwrap();
        self.find(&format!("//*[@id={}]", quoted(&id))).await
    }

    /// Presses the button or link of this name, and waits for the page that it leads to, if any.
    pub(crate) async fn press(&mut self, name: &str) {
        let name = quoted(name);
        self.click(&format!(
            "//main//button[normalize-space()={name}] | //main//a[normalize-space()={name}] | \
             //main//summary[normalize-space()={name}] | //footer//button[normalize-space()={name}] | \
             //header//button[normalize-space()={name}] | //header//a[normalize-space()={name}]"
        ))
        .await;
    }

    /// Chooses the radio button of this name.
    pub(crate) async fn choose(&mut self, name: &str) {
        self.click(&format!("//input[@id=//label[normalize-space()={}]/@for]", quoted(name))).await;
    }

    /// Opens the menu of one's own account.
    pub(crate) async fn open_menu(&mut self) {
        self.click("//header//summary").await;
    }

    /// Clicks what the path names.
    pub(crate) async fn click(&mut self, path: &str) {
        let element = self.find(path).await;
        let before = self.page().await;
        let leads = self.client.execute(LEADS_AWAY, vec![serde_json::to_value(&element).unwrap()]).await.unwrap();
        element.click().await.unwrap_or_else(|error| panic!("{path}: {error}"));
        self.cost.clicks += 1;
        if leads == true {
            self.arrive(&before).await;
        }
    }

    /// Presses Enter in the field of this id.
    pub(crate) async fn enter(&mut self, id: &str, text: &str) {
        let field = self.find(&format!("//*[@id={}]", quoted(id))).await;
        let before = self.page().await;
        field.send_keys(&format!("{text}\u{e007}")).await.unwrap();
        self.cost.keys += text.chars().count() + 1;
        self.arrive(&before).await;
    }

    /// Waits for the next page, and counts it.
    async fn arrive(&mut self, before: &Value) {
        let started = Instant::now();
        let mut now = self.page().await;
        while now["ready"] != "complete" || now["birth"] == before["birth"] {
            assert!(started.elapsed() < PATIENCE, "no other page comes: {before} {now}");
            now = self.page().await;
        }
        self.cost.screens += 1;
    }

    /// What tells one page from the next.
    async fn page(&self) -> Value {
        self.run("return { birth: performance.timeOrigin, ready: document.readyState }").await
    }

    /// Forgets what was counted.
    pub(crate) fn start_counting(&mut self) {
        self.cost = Cost::default();
    }

    /// Signs in on the page that is open.
    pub(crate) async fn sign_in(&mut self, who: &SignIn) {
        self.fill("User name", &who.user_name).await;
        self.fill("Password", &who.password).await;
        self.press("Sign in").await;
    }

    /// Chooses a new password on the page that is open; the second field is there only without script.
    pub(crate) async fn choose_password(&mut self, password: &str, script: Script) {
        self.fill("New password", password).await;
        if script == Script::Off {
            self.fill("Type it again", password).await;
        }
    }

    /// What the browser complained about since it was last asked: errors of scripts, refusals of the content policy.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let lines = self.driver("se/log", json!({ "type": "browser" })).await;
        let lines = lines.as_array().unwrap().iter().filter(|line| line["level"] != "INFO" && line["level"] != "DEBUG");
        lines.filter_map(|line| line["message"].as_str().map(str::to_owned)).collect()
    }

    /// A picture of the whole page as it is.
    pub(crate) async fn picture(&self) -> Vec<u8> {
        let taken =
            self.command("Page.captureScreenshot", json!({ "format": "png", "captureBeyondViewport": true })).await;
        base64::engine::general_purpose::STANDARD.decode(taken["data"].as_str().unwrap()).unwrap()
    }

    /// Lets the page read and write the clipboard, as a person does by asking.
    pub(crate) async fn allow_clipboard(&self) {
        let rights = json!(["clipboardReadWrite", "clipboardSanitizedWrite"]);
        self.command("Browser.grantPermissions", json!({ "permissions": rights, "origin": self.base })).await;
    }
}

/// A word for `XPath`, which knows no escapes.
pub(crate) fn quoted(word: &str) -> String {
    if word.contains('"') { format!("'{word}'") } else { format!("\"{word}\"") }
}
