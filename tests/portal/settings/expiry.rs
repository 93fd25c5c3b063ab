//! T-71, T-115: passwords that end by age.

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use crate::support::people::{BETTER, PASSWORD, Person};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const PAGE: &str = "/settings/password-policy";
const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn paul(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await
}

/// Makes somebody's password older.
async fn age(portal: &Portal, person: &Person, days: i32) {
    for sql in [
        "UPDATE credential SET set_at = set_at - make_interval(days => $2) WHERE user_id = $1::text::uuid",
        "UPDATE users SET password_changed_at = password_changed_at - make_interval(days => $2) WHERE id = $1::text::uuid",
    ] {
        portal.execute(sql, &[&person.id, &days]).await;
    }
}

/// Passwords end after 90 days, with 14 days of notice.
async fn decided(portal: &Portal) -> Visitor {
    let mut paul = paul(portal).await;
    let page = paul.fill(PAGE, &[("expires", "yes")]).await;
    assert_eq!(page.code(), 303, "{}", page.text());
    paul
}

#[test]
fn nobody_decides_it_without_seeing_whom_it_meets() {
    run(async |portal| {
        for (name, days) in [("Anna Bos", 91), ("Bram Bos", 90), ("Cees Bos", 85), ("Dora Bos", 70), ("Eva Bos", 40)] {
            age(portal, &portal.plain(name).await, days).await;
        }
        let mut paul = paul(portal).await;
        assert!(paul.get(PAGE).await.says("NIST SP 800-63B-4"));
        let page = paul.fill(PAGE, &[("expires", "yes")]).await;
        assert_eq!(page.code(), 200);
        assert!(page.says("Let passwords end after 90 days?"), "{}", page.main());
        assert!(page.says("2 people must choose a new password at the next sign-in."), "{}", page.main());
        assert!(page.says("In the next seven days one person is added. In the next thirty days those are 2 people."));
        assert_eq!(portal.count("SELECT count(*) FROM setting").await, 0);
        // Another number is another question.
        let page = paul.post(PAGE, &[("valid_days", "60")]).await;
        assert_eq!(page.code(), 200);
        assert!(page.says("Let passwords end after 60 days?") && page.says("4 people must choose"), "{}", page.main());
        let page = paul.post(PAGE, &[]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert!(portal.last("Update policy").await.details.contains(r#""expires.from":"false","expires.to":"true""#));
        // Longer lives meet nobody anew.
        assert_eq!(paul.fill(PAGE, &[("valid_days", "120")]).await.code(), 303);
    });
}

#[test]
fn on_day_76_there_is_notice_and_on_day_91_a_new_password_is_asked_for() {
    run(async |portal| {
        decided(portal).await;
        let (bram, gwen) = (portal.plain("Bram de Vries").await, portal.global("Gwen Bakker").await);
        let notice = "Your password ends:";
        portal.advance(DAY * 75);
        assert!(!portal.signed_in(&gwen).await.get("/").await.says(notice));
        assert!(!portal.signed_in(&bram).await.get("/account").await.says(notice));
        portal.advance(DAY);
        let mut browser = portal.signed_in(&bram).await;
        assert!(browser.get("/account").await.says(notice), "{}", browser.page().main());
        assert!(portal.signed_in(&gwen).await.get("/").await.says(notice));
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let told = helen.get(&format!("/users/{}", bram.id)).await.fact("Password ends");
        assert!(told.contains("It is valid for 90 days, counted from"), "{told}");
        portal.advance(DAY * 15);
        // R-283: the next sign-in leads to the change page and nowhere else.
        let mut browser = portal.visitor();
        let page = browser.sign_in(&bram.user_name, PASSWORD).await;
        assert_eq!((page.code(), page.location()), (303, "/change-password"));
        assert_eq!(portal.last("Password expired").await.details, r#"{"code":"50055"}"#);
        assert!(browser.follow().await.says("Passwords are valid for 90 days here"), "{}", browser.page().text());
        assert_eq!(browser.get("/account").await.location(), "/change-password");
        browser.get("/change-password").await;
        let page = browser.post("/change-password", &[("new_password", PASSWORD)]).await;
        assert_eq!(page.complaints(), ["Your new password must differ from the one it replaces"]);
        let page = browser.post("/change-password", &[("new_password", BETTER)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account"));
        assert_eq!(portal.visitor().sign_in(&bram.user_name, BETTER).await.location(), "/");
    });
}

#[test]
fn whoever_is_signed_in_stays_so_when_the_password_ends() {
    run(async |portal| {
        decided(portal).await;
        let bram = portal.plain("Bram de Vries").await;
        age(portal, &bram, 89).await;
        portal.advance(DAY - SignedDuration::from_mins(5));
        let mut browser = portal.signed_in(&bram).await;
        portal.advance(SignedDuration::from_mins(10));
        assert_eq!(browser.get("/account").await.code(), 200);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.location(), "/change-password");
    });
}

#[test]
fn age_counts_on_while_passwords_do_not_end() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        portal.advance(DAY * 400);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.location(), "/");
        let mut paul = paul(portal).await;
        paul.fill(PAGE, &[("expires", "yes")]).await;
        assert_eq!(paul.post(PAGE, &[]).await.code(), 303, "{}", paul.page().text());
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.location(), "/change-password");
    });
}
