//! The address for codes is given by its person, and kept when a code shows that it reaches him (T-87, A18, A22).

use jiff::SignedDuration;

use super::{at_home, open, reachable};

const PAGE: &str = "/account/security/address";
const CODE: &str = "/account/security/address/code";
const REMOVE: &str = "/account/security/address/remove";

#[test]
fn an_address_is_kept_when_its_code_came_back_and_not_before() {
    open(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        assert!(browser.get("/account/security").await.says("You have not given one."));
        for odd in ["", "bram", "bram@", "a@b@c", bram.user_name.as_str()] {
            let page = browser.fill(PAGE, &[("address", odd)]).await;
            assert_eq!((page.code(), page.value("address")), (422, odd.to_owned()), "{odd}");
            assert!(!page.complaint("address").is_empty());
        }
        let page = browser.fill(PAGE, &[("address", "bram@home.example")]).await;
        assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.text());
        assert!(browser.follow().await.says("We have sent a code to bram@home.example"));
        mailbox.collect(portal).await;
        let code = mailbox.of("bram@home.example")[0].code();
        assert_eq!(portal.count("SELECT count(*) FROM authentication_contact").await, 0);
        let page = browser.post(CODE, &[("code", "12345678")]).await;
        assert_eq!(page.complaint("code"), "Error: This code is not right, or no longer works");
        let page = browser.post(CODE, &[("code", &code)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account/security"), "{}", page.text());
        let page = browser.follow().await;
        assert!(
            page.flash().contains("The recovery address is saved") && page.says("b•••@home.example"),
            "{}",
            page.main()
        );
        assert_eq!(portal.ask("SELECT mail FROM authentication_contact", &[]).await, "bram@home.example");
        assert_eq!(portal.ask("SELECT mail FROM users WHERE id = $1::text::uuid", &[&bram.id]).await, "", "no profile");
        let row = portal.last("User registered recovery address").await;
        assert!(row.details.contains("b•••@home.example") && row.result == "success", "{}", row.details);
        // Once.
        let page = browser.fill_at("/account/security", "/sign-out", &[]).await;
        assert_eq!(page.code(), 303);
    });
}

#[test]
fn a_code_belongs_to_the_address_that_it_was_sent_to() {
    open(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.fill(PAGE, &[("address", "own@home.example")]).await;
        mailbox.collect(portal).await;
        let own = mailbox.of("own@home.example")[0].code();
        browser.get(&format!("{PAGE}?anew=yes")).await;
        assert_eq!(browser.post(PAGE, &[("address", "victim@home.example")]).await.code(), 303);
        browser.get(PAGE).await;
        assert_eq!(browser.post(CODE, &[("code", &own)]).await.code(), 422);
        assert_eq!(portal.count("SELECT count(*) FROM authentication_contact").await, 0);
    });
}

#[test]
fn five_wrong_codes_or_ten_minutes_and_the_address_is_given_anew() {
    open(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.fill(PAGE, &[("address", "bram@home.example")]).await;
        mailbox.collect(portal).await;
        let code = mailbox.of("bram@home.example")[0].code();
        for _ in 0..5 {
            browser.get(PAGE).await;
            assert_eq!(browser.post(CODE, &[("code", "12345678")]).await.code(), 422);
        }
        assert!(browser.get(PAGE).await.form(CODE).is_none(), "it still waits");
        browser.fill(PAGE, &[("address", "bram@home.example")]).await;
        browser.get(PAGE).await;
        let form = browser.form(CODE).with("code", &code);
        assert_eq!(browser.submit(CODE, &form).await.code(), 422, "the code of before");
        mailbox.collect(portal).await;
        let code = mailbox.of("bram@home.example")[1].code();
        portal.advance(SignedDuration::from_secs(601));
        let page = browser.submit(CODE, &form.with("code", &code)).await;
        assert_eq!(page.code(), 422, "{}", page.text());
        assert!(page.complaint("address").contains("Give the address again"), "{}", page.text());
    });
}

#[test]
fn whoever_read_the_address_of_before_is_told_that_it_is_another_one() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.fill(PAGE, &[("address", "new@home.example")]).await;
        mailbox.collect(portal).await;
        let code = mailbox.of("new@home.example")[0].code();
        browser.get(PAGE).await;
        assert_eq!(browser.post(CODE, &[("code", &code)]).await.code(), 303);
        mailbox.collect(portal).await;
        let told = mailbox.of(&at_home(&bram));
        assert!(told[0].text().contains("The recovery address of bram.vries"), "{}", told[0].text());
        browser.get("/account/security").await;
        let page = browser.post(REMOVE, &[]).await;
        assert_eq!((page.code(), page.location()), (303, "/account/security"), "{}", page.text());
        assert!(browser.follow().await.flash().contains("removed"));
        assert_eq!(portal.ask("SELECT mail FROM authentication_contact", &[]).await, "");
    });
}

#[test]
fn an_older_sign_in_proves_itself_again_before_the_address_changes() {
    open(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        portal.advance(SignedDuration::from_mins(11));
        let page = browser.get(PAGE).await;
        assert!(page.form("/account/proof").is_some(), "{}", page.main());
    });
}

#[test]
fn codes_for_an_address_are_sent_no_oftener_than_the_page_says() {
    open(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let mut last = 0;
        for number in 0..12 {
            browser.get(&format!("{PAGE}?anew=yes")).await;
            let page = browser.post(PAGE, &[("address", "bram@home.example")]).await;
            last = page.code();
            if last != 303 {
                assert!(
                    number >= 3 && page.complaint("address").contains("Too many codes were sent"),
                    "{}",
                    page.main()
                );
                break;
            }
        }
        assert_eq!(last, 422, "it never ends");
        mailbox.collect(portal).await;
        let sent = mailbox.of("bram@home.example").len();
        assert!((3..=10).contains(&sent), "{sent}");
        // An hour later there is another one.
        portal.advance(SignedDuration::from_mins(61));
        let mut browser = portal.signed_in(&bram).await;
        assert_eq!(browser.fill(PAGE, &[("address", "bram@home.example")]).await.code(), 303);
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of("bram@home.example").len(), sent + 1);
    });
}
