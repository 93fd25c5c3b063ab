//! Every page in every important state: no fault that axe-core knows, nothing sticks out, nothing is complained of or stored.

use std::fs;

use super::axe::Axe;
use super::browser::{Browser, Script};
use super::driver::room;
use super::portal::{Portal, shots};
use super::scenes;

/// How thoroughly a page is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    /// axe-core and a picture, wide and narrow, light and dark.
    Full,
    /// Once wide and light; the words are longer, so everything must still fit, also from right to left.
    Once,
}

/// Looks at pages and remembers what is wrong with them.
pub(crate) struct Inspector {
    axe: Axe,
    care: Care,
    prefix: &'static str,
    seen: usize,
    faults: Vec<String>,
}

/// What makes a page wider than its window, if anything does.
const STICKS_OUT: &str = "const room = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= room) return [];
const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > room + 1);
return ['the page is ' + document.documentElement.scrollWidth + ' px wide'].concat(out.slice(0, 6).map((e) => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40)));";

/// What sticks out, or stays where it was, once the page is read from right to left.
const TURNED: &str = "const root = document.documentElement;
root.dir = 'rtl';
const wrong = [];
if (root.scrollWidth > root.clientWidth) {
  wrong.push('from right to left the page is ' + root.scrollWidth + ' px wide');
  const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().left < -1);
  wrong.push(...out.slice(0, 6).map((e) => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40)));
}
const side = document.querySelector('.shell > .side')?.getBoundingClientRect();
if (side?.width && side.left < root.clientWidth / 2) wrong.push('the navigation stays on the left');
root.removeAttribute('dir');
return wrong;";

const STORED: &str = "return localStorage.length + sessionStorage.length";

impl Inspector {
    pub(crate) fn new(care: Care, prefix: &'static str) -> Self {
        Self { axe: Axe::read(), care, prefix, seen: 0, faults: vec![] }
    }

    /// Looks at the page that is open, under this name.
    pub(crate) async fn look(&mut self, browser: &Browser, name: &str) {
        self.seen += 1;
        self.quiet(browser, name).await;
        self.axe.enter(browser).await;
        let (widths, colours): (&[u32], &[&str]) = match self.care {
            Care::Full => (&[1280, 390], &["light", "dark"]),
            Care::Once => (&[1280], &["light"]),
        };
        for &width in widths {
            self.look_at(browser, name, width, colours).await;
        }
        for width in [320, 390, 1280] {
            browser.wide(width).await;
            let mut wrong = vec![browser.run(STICKS_OUT).await];
            if self.care == Care::Once {
                wrong.push(browser.run(TURNED).await);
            }
            for out in wrong.iter().flat_map(|wrong| wrong.as_array().unwrap()) {
                self.faults.push(format!("{}{name} at {width}: {out}", self.prefix));
            }
        }
        browser.medium("screen", "light").await;
    }

    /// Looks at what only a narrow page has: the drawer and the sheet, which are opened there.
    pub(crate) async fn look_narrow(&mut self, browser: &Browser, name: &str) {
        self.axe.enter(browser).await;
        self.look_at(browser, name, 390, &["light", "dark"]).await;
        browser.wide(1280).await;
        browser.medium("screen", "light").await;
    }

    async fn look_at(&mut self, browser: &Browser, name: &str, width: u32, colours: &[&str]) {
        browser.wide(width).await;
        for scheme in colours {
            browser.medium("screen", scheme).await;
            let view = format!("{name}-{width}-{scheme}");
            for fault in Axe::faults(browser).await {
                self.faults.push(format!("{}{view}: {fault}", self.prefix));
            }
            self.keep(browser, &view).await;
        }
    }

    /// Nothing on the console, nothing stored.
    async fn quiet(&mut self, browser: &Browser, name: &str) {
        // The browser also tells of every page that was answered with 4xx, which is what some of them are for.
        let said = browser.complaints().await;
        for line in said
            .iter()
            .filter(|line| !line.contains("Failed to load resource: the server responded with a status of 4"))
        {
            self.faults.push(format!("{}{name} on the console: {line}", self.prefix));
        }
        if browser.run(STORED).await != 0 {
            self.faults.push(format!("{}{name} keeps something in the browser's storage", self.prefix));
        }
    }

    /// Keeps a picture of the page for people to look at.
    pub(crate) async fn keep(&self, browser: &Browser, name: &str) {
        fs::write(shots().join(format!("{}{name}.png", self.prefix)), browser.picture().await).unwrap();
    }

    /// Says what was wrong, all of it.
    pub(crate) fn judge(self, least: usize) {
        assert!(self.seen >= least, "only {} pages were looked at", self.seen);
        assert!(self.faults.is_empty(), "{} faults:\n{}", self.faults.len(), self.faults.join("\n"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_an_administrator_is_without_fault_wide_and_narrow_light_and_dark() {
    let _room = room(1).await;
    let portal = Portal::start();
    let mut browser = Browser::open(&portal.url, Script::On).await;
    let mut inspector = Inspector::new(Care::Full, "");
    browser.go("/sign-in").await;
    scenes::of_an_administrator(&mut browser, &portal, &mut inspector).await;
    inspector.judge(24);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_everybody_else_is_without_fault_wide_and_narrow_light_and_dark() {
    let _room = room(1).await;
    let portal = Portal::start();
    let mut browser = Browser::open(&portal.url, Script::On).await;
    let mut inspector = Inspector::new(Care::Full, "");
    browser.go("/sign-in").await;
    scenes::of_everybody_else(&mut browser, &portal, &mut inspector).await;
    inspector.judge(9);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_without_fault_in_dutch() {
    let _room = room(1).await;
    let portal = Portal::start();
    let mut browser = Browser::open(&portal.url, Script::On).await;
    let mut inspector = Inspector::new(Care::Once, "nl-");
    browser.go("/sign-in").await;
    browser.press("Nederlands").await;
    scenes::of_everybody_else(&mut browser, &portal, &mut inspector).await;
    scenes::of_an_administrator(&mut browser, &portal, &mut inspector).await;
    inspector.judge(33);
}
