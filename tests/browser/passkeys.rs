//! A passkey in a real browser, with a device that Chromium plays: made, used behind the password, and its pages without fault.

use serde_json::{Value, json};

use super::browser::{Browser, Script};
use super::driver::room;
use super::looks::{Care, Inspector};
use super::portal::Portal;

/// A device that unlocks itself when it is asked, or one that nobody unlocks.
async fn device(browser: &Browser, unlocked: bool) -> Value {
    browser.command("WebAuthn.enable", json!({})).await;
    let options = json!({
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
        "isUserVerified": unlocked, "automaticPresenceSimulation": true,
    });
    browser.command("WebAuthn.addVirtualAuthenticator", json!({ "options": options })).await["authenticatorId"].take()
}

/// What happens behind the button that asks a device, until another page is there.
async fn arrives(browser: &Browser, heading: &str) {
    browser.find(&format!("//h1[normalize-space()='{heading}']")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_made_and_opens_the_second_step() {
    let _room = room(1).await;
    let portal = Portal::start_named();
    let person = portal.person("no role");
    let mut browser = Browser::open(&portal.url, Script::On).await;
    let mut inspector = Inspector::new(Care::Full, "");
    let phone = device(&browser, true).await;
    browser.go("/sign-in").await;
    browser.sign_in(&person).await;
    browser.go("/account/security").await;
    inspector.look(&browser, "security-passkeys-none").await;
    browser.press("Add a passkey").await;
    inspector.look(&browser, "passkey-add").await;
    browser.fill("Name", "My phone").await;
    browser.press("Create the passkey").await;
    arrives(&browser, "Your passkey is added").await;
    inspector.look(&browser, "passkey-added").await;
    browser.go("/account/security").await;
    inspector.look(&browser, "security-passkeys").await;
    browser.press("My phone").await;
    inspector.look(&browser, "passkey").await;
    browser.press("Remove this passkey").await;
    inspector.look(&browser, "passkey-remove").await;

    // The device again, behind the password.
    browser.open_menu().await;
    browser.click("//header//form[@action='/sign-out']//button").await;
    browser.go("/sign-in").await;
    browser.sign_in(&person).await;
    assert_eq!(browser.heading().await, "One more step");
    inspector.look(&browser, "second-step-passkey").await;
    browser.press("Use a passkey").await;
    browser.find("//main//nav//a[@href='/account/profile']").await;
    browser.go("/account/security").await;
    assert!(browser.text().await.contains("last used"), "{}", browser.text().await);

    // A device that nobody unlocks: the page says that it did not work, and a code still does.
    browser.open_menu().await;
    browser.click("//header//form[@action='/sign-out']//button").await;
    browser.command("WebAuthn.setUserVerified", json!({ "authenticatorId": phone, "isUserVerified": false })).await;
    browser.go("/sign-in").await;
    browser.sign_in(&person).await;
    browser.press("Use a passkey").await;
    browser.find("//*[@data-passkey-failed and not(@hidden)]").await;
    assert_eq!(browser.heading().await, "One more step");
    inspector.look(&browser, "second-step-passkey-failed").await;
    inspector.judge(8);

    // Without script: said plainly, and no button.
    let mut plain = Browser::open(&portal.url, Script::Off).await;
    plain.go("/sign-in").await;
    plain.sign_in(&person).await;
    assert!(plain.text().await.contains("Passkeys need JavaScript"), "{}", plain.text().await);
    assert!(!plain.find("//button[@data-passkey-go]").await.is_displayed().await.unwrap());
    plain.press("Nederlands").await;
    assert!(plain.text().await.contains("Passkeys hebben JavaScript nodig"), "{}", plain.text().await);
}
