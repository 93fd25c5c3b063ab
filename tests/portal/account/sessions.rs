//! Where I am signed in, what happened to my account, and "this was not me".

use reqwest::Method;

use crate::support::people::{BETTER, PASSWORD};
use crate::support::server::{Portal, run};
use crate::support::visitor::{Visitor, posting};

const PAGE: &str = "/account/sessions";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Signs in with a browser that says what it is.
async fn with_firefox(portal: &Portal, name: &str) -> Visitor {
    let mut browser = portal.visitor();
    browser.get("/sign-in").await;
    let form = browser.form("/sign-in").with("username", name).with("password", PASSWORD);
    let origin = browser.origin.clone();
    let [one, two] = posting(&origin);
    browser.send(Method::POST, "/sign-in", &[one, two, ("user-agent", FIREFOX)], form.encoded()).await;
    assert!(browser.has_session());
    browser
}

#[test]
fn every_session_is_listed_and_one_is_ended_at_once() {
    run(async |portal| {
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        let hers = portal.signed_in(&eva).await;
        let other = with_firefox(portal, &bram.user_name).await;
        portal.advance(jiff::SignedDuration::from_mins(5));
        let mut browser = portal.signed_in(&bram).await;
        let page = browser.get(PAGE).await;
        let devices = page.texts("#sessions dt");
        assert_eq!(devices, ["A browser that does not say what it is", "Firefox · Linux"], "{}", page.main());
        assert!(page.says("127.0.0.1") && page.texts("#sessions .badge") == ["This one"], "{}", page.main());
        let end = page.attributes("#sessions form", "action").remove(0);
        let page = browser.post(&end, &[]).await;
        assert_eq!((page.code(), page.location()), (303, PAGE));
        assert_eq!(browser.follow().await.texts("#sessions dt").len(), 1);
        assert!(!other.is_in().await && browser.is_in().await && hers.is_in().await);
        assert_eq!(portal.last("User ended sessions").await.actor, bram.user_name);
    });
}

#[test]
fn nobody_ends_a_session_of_somebody_else() {
    run(async |portal| {
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        let hers = portal.signed_in(&eva).await;
        let _other = portal.signed_in(&bram).await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get(PAGE).await;
        let own = browser.page().attributes("#sessions form", "action").remove(0);
        let form = browser.form(&own);
        let foreign = portal.ask("SELECT id::text FROM auth_session WHERE user_id::text = $1", &[&eva.id]).await;
        let page = browser.press(&format!("/account/sessions/{foreign}/end"), &form).await;
        assert_eq!(page.code(), 303, "told apart from one that is over");
        assert!(hers.is_in().await);
        assert_eq!(browser.press("/account/sessions/x/end", &form).await.code(), 404);
    });
}

#[test]
fn all_others_are_ended_with_one_press() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let others = [portal.signed_in(&bram).await, portal.signed_in(&bram).await];
        let mut browser = portal.signed_in(&bram).await;
        browser.get(PAGE).await;
        let page = browser.post("/account/sessions/end-others", &[]).await;
        assert_eq!(page.code(), 303);
        assert!(browser.follow().await.form("/account/sessions/end-others").is_none(), "a button without use");
        for other in others {
            assert!(!other.is_in().await);
        }
        assert!(portal.last("User ended sessions").await.details.contains(r#""sessions_ended":"2""#));
    });
}

#[test]
fn what_happened_to_my_account_is_told_and_nothing_of_others() {
    run(async |portal| {
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        portal.signed_in(&eva).await;
        portal.visitor().sign_in(&bram.user_name, "wrong").await;
        let mut browser = portal.signed_in(&bram).await;
        let page = browser.get("/account/activity").await;
        let told = page.texts("#list .trail li span").join(" ");
        assert!(told.contains("bram.vries signed in.") && told.contains("bram.vries could not sign in"), "{told}");
        assert!(!page.says("eva.smit"), "{}", page.main());
        for bad in ["?after=x", "?size=7", "?shoe=size"] {
            assert_eq!(browser.get(&format!("/account/activity{bad}")).await.code(), 422, "{bad}");
        }
    });
}

#[test]
fn this_was_not_me_ends_everything_and_leads_to_a_new_password_now_or_at_the_next_sign_in() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let thief = portal.signed_in(&bram).await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get("/account/activity").await;
        let page = browser.post("/account/activity/not-me", &[]).await;
        assert_eq!((page.code(), page.location()), (303, "/change-password"));
        assert!(!thief.is_in().await);
        assert_eq!(browser.get("/account").await.location(), "/change-password");
        let row = portal.last("Suspicious activity reported").await;
        assert_eq!((row.actor.as_str(), row.result.as_str()), (bram.user_name.as_str(), "success"));
        assert!(row.details.contains(r#""sessions_ended":"1""#), "{}", row.details);
        // Whoever closes the browser now comes to the same page.
        let mut again = portal.signed_in(&bram).await;
        assert_eq!(again.page().location(), "/change-password");
        let page = again.fill("/change-password", &[("new_password", PASSWORD)]).await;
        assert_eq!(page.code(), 422, "the old password was taken for a new one");
        assert_eq!(again.post("/change-password", &[("new_password", BETTER)]).await.code(), 303);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, BETTER).await.location(), "/");
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
    });
}

#[test]
fn my_profile_shows_what_is_known_of_me() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let page = browser.get("/account/profile").await;
        assert_eq!((page.code(), page.fact("Display name").as_str()), (200, "Bram de Vries"), "{}", page.main());
    });
}
