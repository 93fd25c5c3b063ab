//! People are asked at sign-in for what a reset needs (R-200…R-211, T-85…T-87, T-104).

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use super::{at_home, decide, decide_on, open, reachable};
use crate::support::mailbox::Mailbox;
use crate::support::people::{PASSWORD, Person, Sketch};
use crate::support::server::Portal;
use crate::support::visitor::Visitor;

const PAGE: &str = "/account/registration";
const ADDRESS: &str = "/account/security/address";
const SETTINGS: &str = "/settings/registration";
const INVITE: &str = "/settings/registration/invite";
const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn asks(portal: &Portal, policy: &str) {
    decide_on(portal, "registration", policy).await;
}

/// Where the first page after a sign-in leads to; nowhere else is empty.
async fn stopped(portal: &Portal, person: &Person) -> (Visitor, String) {
    let mut browser = portal.signed_in(person).await;
    let page = browser.get("/account/profile").await;
    let to = if page.code() == 303 { page.location().to_owned() } else { String::new() };
    (browser, to)
}

async fn gives_address(portal: &Portal, mailbox: &Mailbox, browser: &mut Visitor, mail: &str) {
    browser.fill(ADDRESS, &[("address", mail)]).await;
    mailbox.collect(portal).await;
    let code = mailbox.of(mail).last().unwrap().code();
    browser.get(ADDRESS).await;
    let page = browser.post("/account/security/address/code", &[("code", &code)]).await;
    assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.text());
}

#[test]
fn whoever_lacks_proofs_adds_them_before_anything_else_and_then_goes_where_he_wanted_to() {
    open(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        let mut at_work = portal.signed_in(&bram).await;
        asks(portal, r#"{"ask": "wall"}"#).await;
        assert_eq!(at_work.get("/account/profile").await.code(), 200, "a session that is open goes on");
        let (mut browser, to) = stopped(portal, &bram).await;
        assert_eq!(to, "/account/registration?next=%2Faccount%2Fprofile");
        let page = browser.get(&to).await;
        assert!(page.says("Before you go on: add what is missing") && !page.says("Later"), "{}", page.main());
        for path in ["/", "/account", "/account/sessions", "/account/password"] {
            assert!(browser.get(path).await.location().starts_with(PAGE), "{path}");
        }
        browser.get(&to).await;
        for (choice, why) in [("done", "Something is still missing"), ("later", "This can not be put off any more")] {
            let page = browser.post(PAGE, &[("choice", choice)]).await;
            assert!(page.code() == 422 && page.says(why), "{choice}: {}", page.text());
        }
        gives_address(portal, mailbox, &mut browser, "bram@home.example").await;
        let page = browser.get(&to).await;
        assert!(page.says("That is all.") && page.says("b•••@home.example"), "{}", page.main());
        let page = browser.post(PAGE, &[("choice", "done")]).await;
        assert_eq!((page.code(), page.location()), (303, "/account/profile"), "{}", page.text());
        assert!(browser.follow().await.flash().contains("noted as right"));
        assert_eq!(portal.last("User reviewed security info").await.targets, bram.user_name);
        let (_, to) = stopped(portal, &bram).await;
        assert_eq!(to, "", "everything is there");
    });
}

#[test]
fn it_may_be_put_off_as_often_as_it_is_decided_and_is_asked_again_afterwards() {
    open(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        asks(portal, r#"{"ask": "snooze", "snooze_days": 7, "snoozes": 2}"#).await;
        for number in 1..=2 {
            let (mut browser, to) = stopped(portal, &bram).await;
            assert!(to.starts_with(PAGE), "{number}: {to}");
            assert!(browser.get(PAGE).await.says("in 7 days at the earliest"));
            let page = browser.post(PAGE, &[("choice", "later")]).await;
            assert_eq!((page.code(), page.location()), (303, "/"), "{}", page.text());
            assert_eq!(browser.get("/account/profile").await.code(), 200);
            assert_eq!(stopped(portal, &bram).await.1, "", "{number}: it is put off");
            portal.advance(DAY * 7);
        }
        assert_eq!(portal.last("User canceled security info registration").await.targets, bram.user_name);
        let (mut browser, _) = stopped(portal, &bram).await;
        let page = browser.get(PAGE).await;
        assert!(page.says("Before you go on") && !page.says("Later"), "twice was enough: {}", page.main());
        // The same form twice puts it off once.
        portal.execute("UPDATE proof_registration SET put_off = 0, put_off_until = NULL", &[]).await;
        let (mut browser, _) = stopped(portal, &bram).await;
        browser.get(PAGE).await;
        let form = browser.form(PAGE).with("choice", "later");
        for _ in 0..2 {
            assert_eq!(browser.submit(PAGE, &form).await.code(), 303);
        }
        assert_eq!(portal.count("SELECT put_off::bigint FROM proof_registration").await, 1);
    });
}

#[test]
fn nobody_is_asked_whom_self_service_does_not_reach_or_who_could_never_have_enough() {
    open(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        asks(portal, r#"{"ask": "never"}"#).await;
        assert_eq!(stopped(portal, &bram).await.1, "");
        asks(portal, r#"{"ask": "wall"}"#).await;
        decide(portal, r#"{"reach": "nobody"}"#).await;
        let (mut browser, to) = stopped(portal, &bram).await;
        assert_eq!(to, "");
        assert!(browser.get(PAGE).await.says("that is not open to you"));
        let group = portal.group("Chosen").await;
        decide(portal, &format!(r#"{{"reach": "selected", "in_groups": ["{group}"]}}"#)).await;
        assert_eq!(stopped(portal, &bram).await.1, "", "another group");
        portal.join(&group, &bram).await;
        assert!(stopped(portal, &bram).await.1.starts_with(PAGE));
        // Two proofs are asked for, and one is all there can be.
        let gwen = portal.global("Gwen Bakker").await;
        decide(portal, r#"{"reach": "everybody", "app": false}"#).await;
        assert_eq!(stopped(portal, &gwen).await.1, "");
    });
}

#[test]
fn an_administrator_can_always_get_at_the_settings() {
    open(async |portal, _| {
        let gwen = portal.global("Gwen Bakker").await;
        asks(portal, r#"{"ask": "wall"}"#).await;
        let (mut browser, to) = stopped(portal, &gwen).await;
        assert!(to.starts_with(PAGE));
        let page = browser.get(PAGE).await;
        assert!(page.says("You need 2 of these") && page.says("Later"), "{}", page.main());
        assert!(page.link("Users").is_none(), "the navigation leads to closed doors");
        assert_eq!(browser.post(PAGE, &[("choice", "later")]).await.code(), 303);
        assert_eq!(browser.get(SETTINGS).await.code(), 200);
        assert!(stopped(portal, &gwen).await.1.starts_with(PAGE), "and is asked at every sign-in");
    });
}

#[test]
fn proofs_are_looked_at_again_after_the_days_that_were_decided() {
    open(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.fill(ADDRESS, &[("address", "bram@home.example")]).await;
        mailbox.collect(portal).await;
        let code = mailbox.of("bram@home.example")[0].code();
        browser.get(ADDRESS).await;
        assert_eq!(
            browser.post("/account/security/address/code", &[("code", &code)]).await.location(),
            "/account/security"
        );
        asks(portal, r#"{"ask": "snooze", "reconfirm_days": 180}"#).await;
        assert_eq!(stopped(portal, &bram).await.1, "", "whoever gave it knows it");
        portal.advance(DAY * 181);
        let (mut browser, to) = stopped(portal, &bram).await;
        assert!(to.starts_with(PAGE));
        assert!(browser.get(PAGE).await.says("Is this still right?"));
        assert_eq!(browser.post(PAGE, &[("choice", "done")]).await.code(), 303);
        assert_eq!(stopped(portal, &bram).await.1, "");
        // From that day on it is counted anew.
        portal.advance(DAY * 179);
        assert_eq!(stopped(portal, &bram).await.1, "");
        portal.advance(DAY * 2);
        assert!(stopped(portal, &bram).await.1.starts_with(PAGE));
        asks(portal, r#"{"ask": "snooze", "reconfirm_days": 0}"#).await;
        portal.advance(DAY * 900);
        assert_eq!(stopped(portal, &bram).await.1, "", "never again");
    });
}

#[test]
fn adding_the_app_in_the_middle_of_it_keeps_what_is_asked() {
    open(async |portal, mailbox| {
        decide(portal, r#"{"reach": "everybody", "proofs": 2}"#).await;
        asks(portal, r#"{"ask": "wall"}"#).await;
        let bram = portal.plain("Bram de Vries").await;
        let (mut browser, _) = stopped(portal, &bram).await;
        browser.add_app(portal).await;
        assert!(browser.get("/account").await.location().starts_with(PAGE), "the address is still missing");
        gives_address(portal, mailbox, &mut browser, "bram@home.example").await;
        browser.get(PAGE).await;
        assert_eq!(browser.post(PAGE, &[("choice", "done")]).await.code(), 303);
        assert_eq!(browser.get("/account").await.code(), 200);
    });
}

#[test]
fn a_forced_change_of_the_password_is_followed_by_it() {
    open(async |portal, _| {
        asks(portal, r#"{"ask": "wall"}"#).await;
        let hans = portal.newcomer("Hans Nieuw").await;
        let mut browser = portal.signed_in(&hans).await;
        browser.get("/change-password").await;
        let page = browser.post("/change-password", &[("new_password", super::OWN)]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert!(browser.get("/account").await.location().starts_with(PAGE));
    });
}

#[test]
fn an_administrator_asks_somebody_for_everything_anew() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let (_, mut elsewhere) = portal.with_app(&bram).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let path = format!("/users/{}/re-register", bram.id);
        let profile = format!("/users/{}", bram.id);
        assert_eq!(una.get(&profile).await.link("Ask for all proofs anew").as_deref(), Some(path.as_str()));
        let page = una.fill(&path, &[]).await;
        assert_eq!((page.code(), page.complaints().len()), (422, 1), "no reason was asked for");
        portal.advance(SignedDuration::from_mins(11));
        una.get(&path).await;
        assert_eq!(una.post(&path, &[("reason", "SD-7")]).await.heading(), "Confirm that it is you");
        let page = una.post(&path, &[("proof", PASSWORD)]).await;
        assert_eq!((page.code(), page.location()), (303, profile.as_str()), "{}", page.text());
        let row = portal.last("Require re-registration of security info (by admin)").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", bram.user_name.as_str()));
        assert!(row.details.contains("SD-7") && row.details.contains("app, email"), "{}", row.details);
        assert_eq!(elsewhere.get("/account").await.code(), 303, "a session of before lives on");
        let left = "SELECT (SELECT count(*) FROM authenticator_app) + (SELECT count(*) FROM recovery_code) \
                    + (SELECT count(*) FROM authentication_contact WHERE mail IS NOT NULL)";
        assert_eq!(portal.count(left).await, 0);
        mailbox.collect(portal).await;
        let told = mailbox.of(&at_home(&bram)).last().unwrap().text();
        assert!(told.contains("has removed the recovery address"), "{told}");
        // Although nobody else is asked.
        let (_, to) = stopped(portal, &bram).await;
        assert!(to.starts_with(PAGE), "{to}");
        // Who may not change what is sensitive, or not of this person, may not.
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        assert_eq!(helen.get(&path).await.code(), 403);
        let gwen = portal.global("Gwen Bakker").await;
        let above = format!("/users/{}/re-register", gwen.id);
        assert_eq!(una.get(&above).await.code(), 403);
    });
}

#[test]
fn what_an_administrator_filled_in_is_good_for_a_reset_at_once() {
    open(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let fields = [("authentication_email", "bram.vries@home.example")];
        assert_eq!(una.fill(&format!("/users/{}/edit", bram.id), &fields).await.code(), 303);
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let right = super::code(portal, mailbox, &bram).await;
        assert_eq!(browser.gives("email", &right).await.location(), super::NEW);
    });
}

#[test]
fn everybody_whom_a_list_shows_is_asked_anew_by_a_job() {
    open(async |portal, mailbox| {
        let people = [reachable(portal, "Bram de Vries").await, reachable(portal, "Eva Smit").await];
        let gwen = portal.global("Gwen Bakker").await;
        super::address(portal, &gwen, "gwen@home.example").await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let all = "/users/bulk?deed=re-register&all=yes";
        portal.advance(SignedDuration::from_mins(11));
        una.get(all).await;
        let page = una.post("/users/bulk", &[("reason", "SD-8")]).await;
        assert_eq!(page.heading(), "Confirm that it is you", "{}", page.text());
        let page = una.post("/users/bulk", &[("proof", PASSWORD)]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        portal.hand().work().await.unwrap();
        let left = "SELECT count(*) FROM authentication_contact WHERE mail IS NOT NULL";
        assert_eq!(portal.count(left).await, 1, "her own rank protects Gwen");
        mailbox.collect(portal).await;
        for person in &people {
            assert!(mailbox.of(&at_home(person))[0].text().contains("removed the recovery address"));
        }
    });
}

#[test]
fn those_who_lack_proofs_are_counted_and_written_to_and_not_again_soon() {
    open(async |portal, mailbox| {
        let (bram, _) = (portal.plain("Bram de Vries").await, reachable(portal, "Eva Smit").await);
        let gast = portal.make(Sketch::of("Gast Elders").blocked()).await;
        let mut paul =
            portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await;
        // Beside Bram: the first administrator and Paul himself.
        let page = paul.get(SETTINGS).await;
        assert!(page.says("3 people may reset the own password and lack the proofs"), "{}", page.main());
        assert_eq!(page.link("Write to them").as_deref(), Some(INVITE));
        let page = paul.fill(INVITE, &[]).await;
        assert_eq!((page.code(), page.complaint("reason").is_empty()), (422, false), "{}", page.text());
        let page = paul.fill(INVITE, &[("reason", "Live now")]).await;
        assert!(page.code() == 303 && page.location().starts_with("/jobs/"), "{}", page.text());
        portal.hand().work().await.unwrap();
        assert!(paul.follow().await.says("Write to 3 people who lack proofs"));
        mailbox.collect(portal).await;
        let text = mailbox.of(&bram.user_name)[0].text();
        assert!(text.contains("https://passwords.example.org/account/registration"), "{text}");
        assert!(!text.contains("When:"), "nothing has happened to the account: {text}");
        assert_eq!(mailbox.of(&gast.user_name).len(), 0);
        assert_eq!(
            portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Invite to register security info'").await,
            3
        );
        let page = paul.get(INVITE).await;
        assert!(
            page.says("0 people get a mail") && page.form(INVITE).is_none_or(|form| form.value("reason").is_none()),
            "{}",
            page.main()
        );
        portal.advance(DAY * 8);
        let mut paul = portal.visitor();
        paul.sign_in("paul.beleid", PASSWORD).await;
        assert!(paul.get(INVITE).await.says("3 people get a mail"));
    });
}

#[test]
fn the_settings_take_no_more_than_two_years_and_say_what_they_do() {
    open(async |portal, _| {
        let mut paul =
            portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await;
        let mut greta = portal.signed_in(&portal.holder("Greta Lezer", Role::GlobalReader).await).await;
        let page = paul.fill(SETTINGS, &[("ask", "snooze"), ("reconfirm_days", "731")]).await;
        assert_eq!(page.code(), 422);
        assert!(page.complaint("reconfirm_days").contains("730"), "{}", page.text());
        let page = paul.fill(SETTINGS, &[("ask", "snooze"), ("reconfirm_days", "0")]).await;
        assert_eq!((page.code(), page.location()), (303, SETTINGS), "{}", page.text());
        assert!(paul.get("/settings").await.says("asked for them at sign-in, and may put it off"));
        let row = portal.last("Update policy").await;
        assert!(row.details.contains(r#""ask.to":"snooze""#), "{}", row.details);
        assert!(row.details.contains(r#""ask.from":"never""#), "{}", row.details);
        let page = greta.get(SETTINGS).await;
        assert!(page.code() == 200 && page.link("Write to them").is_none(), "{}", page.main());
        let mut form = greta.get(INVITE).await.form(INVITE).unwrap();
        form.set("reason", "x");
        assert_eq!(greta.press(INVITE, &form).await.code(), 403);
    });
}

#[test]
fn two_orders_at_once_write_to_nobody_twice() {
    open(async |portal, mailbox| {
        portal.plain("Bram de Vries").await;
        let gwen = portal.global("Gwen Bakker").await;
        let mut gwen = portal.signed_in(&gwen).await;
        for _ in 0..2 {
            gwen.get(INVITE).await;
            assert_eq!(gwen.post(INVITE, &[("reason", "SD-1")]).await.code(), 303);
        }
        while portal.hand().work().await.unwrap() > 0 {}
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of("bram.vries@noordzee.example").len(), 1);
    });
}

#[test]
fn later_in_two_browsers_on_one_day_is_once_and_what_was_demanded_and_given_is_demanded_no_more() {
    open(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        asks(portal, r#"{"ask": "snooze", "snooze_days": 7, "snoozes": 2}"#).await;
        let ((mut one, _), (mut other, _)) = (stopped(portal, &bram).await, stopped(portal, &bram).await);
        for browser in [&mut one, &mut other] {
            browser.get(PAGE).await;
            assert_eq!(browser.post(PAGE, &[("choice", "later")]).await.code(), 303);
        }
        assert_eq!(portal.count("SELECT put_off::bigint FROM proof_registration").await, 1);
        asks(portal, r#"{"ask": "never"}"#).await;
        portal.execute("UPDATE proof_registration SET demanded = true", &[]).await;
        let (mut browser, to) = stopped(portal, &bram).await;
        assert!(to.starts_with(PAGE));
        gives_address(portal, mailbox, &mut browser, "bram@home.example").await;
        // Whoever closes the browser here, and takes the address away a year later, is asked by nobody.
        assert_eq!(stopped(portal, &bram).await.1, "");
        assert_eq!(portal.count("SELECT count(*) FROM proof_registration WHERE demanded").await, 0);
    });
}

#[test]
fn what_is_taken_away_is_told_by_its_names() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        portal.with_passkey(&bram).await;
        let una = portal.holder("Una Smit", Role::UserAdministrator).await;
        let mut una = portal.signed_in(&una).await;
        let path = format!("/users/{}/re-register", bram.id);
        let page = una.get(&path).await;
        assert!(page.says("the passkeys") && page.says("the password alone opens the account"), "{}", page.main());
        assert_eq!(una.post(&path, &[("reason", "SD-1")]).await.code(), 303);
        let row = portal.last("Require re-registration of security info (by admin)").await;
        assert!(row.details.contains("passkey") && row.details.contains("email"), "{}", row.details);
        mailbox.collect(portal).await;
        assert!(mailbox.of(&at_home(&bram)).iter().any(|letter| letter.text().contains("and the passkeys of")));
    });
}
