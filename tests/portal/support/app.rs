//! An authenticator app, as it lies beside the browser.

use jiff::SignedDuration;
use latchkey::domain::second_step::{code, step};
use latchkey::domain::secret::TotpSecret;

use super::people::Person;
use super::server::Portal;
use super::visitor::Visitor;

const PAGE: &str = "/account/security/app";
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// An app that shows codes.
pub(crate) struct App {
    secret: TotpSecret,
    /// The recovery codes that came with it.
    pub(crate) codes: Vec<String>,
}

impl App {
    /// Reads what the page offers.
    pub(crate) fn offered(page: &super::page::Page) -> Self {
        let spelled = page.one("#spelled").replace(' ', "");
        let bits = spelled.bytes().map(|letter| LETTERS.iter().position(|known| *known == letter).unwrap());
        let (mut bytes, mut kept, mut held) = (vec![], 0_usize, 0);
        for five in bits {
            (kept, held) = (kept << 5 | five, held + 5);
            if held >= 8 {
                held -= 8;
                bytes.push(u8::try_from(kept >> held & 0xff).unwrap());
            }
        }
        Self { secret: TotpSecret::from_bytes(&bytes).unwrap(), codes: vec![] }
    }

    /// The code that it shows now, or so many steps from now.
    pub(crate) fn shows(&self, portal: &Portal, steps: i64) -> String {
        code(&self.secret, step(latchkey::cli::house::now() + portal.house.clock.get()) + steps)
    }

    /// A code that was not used before: the next one.
    pub(crate) fn next(&self, portal: &Portal) -> String {
        portal.advance(SignedDuration::from_secs(30));
        self.shows(portal, 0)
    }
}

impl Visitor {
    /// Adds an app through the pages.
    pub(crate) async fn add_app(&mut self, portal: &Portal) -> App {
        let page = self.get(PAGE).await;
        let mut app = App::offered(&page);
        let page = self.post(PAGE, &[("code", &app.shows(portal, 0))]).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        app.codes = page.texts("#recovery li");
        assert_eq!(app.codes.len(), 10, "{}", page.text());
        app
    }

    /// Takes the second step.
    pub(crate) async fn prove(&mut self, code: &str) -> super::page::Page {
        self.fill("/sign-in/second-step", &[("code", code)]).await
    }
}

impl Portal {
    /// Somebody who has signed in and has an app; and the browser.
    pub(crate) async fn with_app(&self, person: &Person) -> (App, Visitor) {
        let mut browser = self.signed_in(person).await;
        (browser.add_app(self).await, browser)
    }

    /// Somebody who has an app and signs in with both steps.
    pub(crate) async fn both_steps(&self, person: &Person, app: &App) -> Visitor {
        let mut browser = self.signed_in(person).await;
        let page = browser.prove(&app.next(self)).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        browser
    }
}
