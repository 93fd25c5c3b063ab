//! What the commonest tasks may cost, in clicks, keys and screens.

use super::browser::{Browser, Cost, Script, quoted};
use super::driver::room;
use super::portal::Portal;

#[tokio::test(flavor = "multi_thread")]
async fn finding_a_person_and_resetting_the_password_takes_five_clicks_ten_keys_and_three_screens() {
    let _room = room(1).await;
    let portal = Portal::start();
    let person = portal.person("no role");
    let mut desk = Browser::open(&portal.url, Script::On).await;
    desk.go("/").await;
    desk.sign_in(&portal.person("helpdesk administrator")).await;
    assert_eq!(desk.heading().await, "Home");
    desk.allow_clipboard().await;

    desk.start_counting();
    desk.click("//input[@id='find']").await;
    let words: String = person.user_name.replace('.', " ").chars().take(9).collect();
    desk.enter("find", &words).await;
    desk.click(&format!("//tr[contains(., {})]//a[starts-with(normalize-space(), 'Reset')]", quoted(person.short())))
        .await;
    desk.choose("Saw ID").await;
    desk.press("Reset password").await;
    desk.press("Copy").await;
    desk.find("//button[normalize-space()='Copied']").await;
    let limit = Cost { clicks: 5, keys: 10, screens: 3 };
    assert!(desk.cost.within(&limit), "{:?} against {limit:?}", desk.cost);
}

#[tokio::test(flavor = "multi_thread")]
async fn changing_my_own_password_takes_three_clicks_thirty_nine_keys_and_two_screens() {
    let _room = room(1).await;
    let portal = Portal::start();
    let person = portal.person("no role");
    let mut browser = Browser::open(&portal.url, Script::On).await;
    browser.go("/").await;
    browser.sign_in(&person).await;

    browser.start_counting();
    browser.open_menu().await;
    browser.press("Change my password").await;
    browser.fill("Current password", &person.password).await;
    browser.fill("New password", "wet lamps on a tram").await;
    browser.press("Save").await;
    assert!(browser.text().await.contains("Your password is changed."), "{}", browser.text().await);
    let limit = Cost { clicks: 3, keys: 39, screens: 2 };
    assert!(browser.cost.within(&limit), "{:?} against {limit:?}", browser.cost);
}
