//! What the account menu does needs no script.

use super::browser::{Browser, Script};
use super::driver::room;
use super::portal::Portal;

#[tokio::test(flavor = "multi_thread")]
async fn language_theme_and_signing_out_need_no_script() {
    let _room = room(1).await;
    let portal = Portal::start();
    let mut browser = Browser::open(&portal.url, Script::Off).await;
    browser.go("/sign-in").await;
    browser.press("Nederlands").await;
    assert_eq!(browser.heading().await, "Inloggen");
    assert_eq!(browser.count("/html[@lang='nl']").await, 1);
    browser.press("English").await;
    browser.sign_in(&portal.person("helpdesk administrator")).await;
    browser.go("/users?view=temporary").await;
    assert_eq!(browser.count("//button[@data-js and not(@hidden)]").await, 0, "a button that could do nothing");

    browser.open_menu().await;
    browser.press("Nederlands").await;
    assert_eq!(browser.place().await, "/users?view=temporary", "one stays where one was");
    assert_eq!(browser.heading().await, "Gebruikers");

    let background = "return getComputedStyle(document.documentElement).backgroundColor";
    browser.medium("screen", "light").await;
    let light = browser.run(background).await;
    browser.open_menu().await;
    browser.press("Donker").await;
    let dark = browser.run(background).await;
    assert_ne!(light, dark);
    assert_eq!(browser.count("/html[@data-theme='dark']").await, 1);
    browser.open_menu().await;
    assert_eq!(browser.count("//header//button[normalize-space()='Donker' and @aria-pressed='true']").await, 1);

    browser.press("Uitloggen").await;
    assert_eq!(browser.heading().await, "Inloggen", "the language stays with the browser");
    assert_eq!(browser.run(background).await, dark, "so does the theme");
    browser.go("/account").await;
    assert_eq!(browser.heading().await, "Inloggen", "signed out is signed out");
}
