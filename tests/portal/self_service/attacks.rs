//! Codes and passwords that belong elsewhere, to another time or to somebody else (A2, A3, A6, A11, A18, A22, F27, T-139).

use std::sync::Arc;

use jiff::SignedDuration;
use latchkey::cli::postman::Postman;
use latchkey::domain::modules::Modules;
use latchkey::domain::user::PasswordKind;
use latchkey::service::settings::Live;

use super::{BEGIN, NEW, OWN, VERIFY, at_home, code, decide, decided, open, reachable};
use crate::support::mailbox::Mailbox;
use crate::support::people::{PASSWORD, Sketch};
use crate::support::server::run_at;

const ADDRESS: &str = "/account/security/address";
const ADDRESS_CODE: &str = "/account/security/address/code";

#[test]
fn a_code_that_was_used_is_used_up_now_later_and_behind_the_tidier() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let used = code(portal, mailbox, &bram).await;
        assert_eq!(browser.gives("email", &used).await.location(), NEW);
        browser.get(NEW).await;
        let form = browser.form(NEW).with("new_password", OWN);
        assert_eq!(browser.submit(NEW, &form).await.location(), "/sign-in");
        for later in [SignedDuration::ZERO, SignedDuration::from_mins(11), SignedDuration::from_hours(49)] {
            portal.advance(later);
            latchkey::cli::tidier::Tidier::new(&portal.house).unwrap().beat().await.unwrap();
            let mut again = portal.visitor();
            again.says_who(&bram.user_name).await;
            assert_eq!(again.gives("email", &used).await.code(), 422, "{later:?}");
            assert_eq!(again.get(NEW).await.location(), VERIFY, "{later:?}");
            // The browser that used it is at the beginning, too.
            assert_eq!(browser.get(VERIFY).await.location(), BEGIN, "{later:?}");
        }
        assert_eq!(portal.visitor().sign_in(&bram.user_name, OWN).await.location(), "/");
    });
}

#[test]
fn a_code_for_an_address_opens_no_reset_and_that_of_a_reset_confirms_no_address() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut his = portal.signed_in(&bram).await;
        his.fill(ADDRESS, &[("address", "new@home.example")]).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let of_reset = code(portal, mailbox, &bram).await;
        let of_address = mailbox.of("new@home.example").last().unwrap().code();
        assert_eq!(browser.gives("email", &of_address).await.code(), 422);
        his.get(ADDRESS).await;
        assert_eq!(his.post(ADDRESS_CODE, &[("code", &of_reset)]).await.code(), 422);
        assert_eq!(portal.ask("SELECT mail FROM authentication_contact", &[]).await, at_home(&bram));
        // Each one is good where it belongs.
        assert_eq!(browser.gives("email", &of_reset).await.location(), NEW);
        his.get(ADDRESS).await;
        assert_eq!(his.post(ADDRESS_CODE, &[("code", &of_address)]).await.code(), 303);
    });
}

#[test]
fn a_temporary_password_that_is_over_stays_over_whatever_the_reset_comes_to() {
    decided(r#"{"reach": "everybody", "unlock": true}"#, async |portal, mailbox| {
        let hans = reachable(portal, "Hans Nieuw").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let fields = [("verified_by", "called-back"), ("expires", "8h")];
        let given = helen.fill(&format!("/users/{}/reset-password", hans.id), &fields).await.secret();
        portal.advance(SignedDuration::from_hours(9));
        let over = async || {
            let page = portal.visitor().sign_in(&hans.user_name, &given).await;
            assert_eq!(page.code(), 422, "{}", page.location());
            assert_eq!(portal.last("Sign in").await.reason, "temporary-password-over");
        };
        over().await;
        let mut browser = portal.visitor();
        browser.says_who(&hans.user_name).await;
        over().await;
        let right = code(portal, mailbox, &hans).await;
        assert_eq!(browser.gives("email", &right).await.location(), NEW);
        over().await;
        // Opening the account with "the password I know" makes none of it.
        let kind = "SELECT kind FROM credential WHERE user_id = $1::text::uuid";
        browser.get(NEW).await;
        let page = browser.post("/reset-password/unlock", &[]).await;
        assert_eq!(page.location(), "/sign-in", "{}", page.main());
        over().await;
        assert_eq!(portal.ask(kind, &[&hans.id]).await, PasswordKind::Temporary.id());
        // An own one, chosen behind a proof, is the only way in.
        let mut browser = portal.visitor();
        browser.says_who(&hans.user_name).await;
        let right = code(portal, mailbox, &hans).await;
        browser.gives("email", &right).await;
        browser.get(NEW).await;
        assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
        assert_eq!(portal.visitor().sign_in(&hans.user_name, &given).await.code(), 422);
        assert_eq!(portal.visitor().sign_in(&hans.user_name, OWN).await.location(), "/");
    });
}

#[test]
fn of_twenty_changes_of_the_address_at_once_only_the_one_whose_code_came_back_is_kept() {
    open(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get(ADDRESS).await;
        let form = browser.form(ADDRESS);
        let address = |number: usize| if number.is_multiple_of(2) { "own@home.example" } else { "victim@home.example" };
        let changes = (0..20).map(|number| {
            let (browser, form) = (browser.clone(), form.clone().with("address", address(number)));
            async move { browser.press(ADDRESS, &form).await.code() }
        });
        for status in futures_util::future::join_all(changes).await {
            assert!(matches!(status, 303 | 403 | 422 | 429), "{status}");
        }
        mailbox.collect(portal).await;
        for letter in mailbox.of("own@home.example") {
            browser.get(ADDRESS).await;
            if browser.page().form(ADDRESS_CODE).is_some() {
                browser.post(ADDRESS_CODE, &[("code", &letter.code())]).await;
            }
        }
        let kept = portal.ask("SELECT coalesce(string_agg(mail, ','), '') FROM authentication_contact", &[]).await;
        assert!(kept.is_empty() || kept == "own@home.example", "a code that went elsewhere confirmed {kept}");
        // An hour later, with the code that goes there, it is.
        portal.advance(SignedDuration::from_mins(61));
        let mut browser = portal.signed_in(&bram).await;
        browser.get(&format!("{ADDRESS}?anew=yes")).await;
        assert_eq!(browser.post(ADDRESS, &[("address", "own@home.example")]).await.code(), 303);
        mailbox.collect(portal).await;
        browser.get(ADDRESS).await;
        let last = mailbox.of("own@home.example").last().unwrap().code();
        assert_eq!(browser.post(ADDRESS_CODE, &[("code", &last)]).await.code(), 303);
        assert_eq!(portal.ask("SELECT mail FROM authentication_contact", &[]).await, "own@home.example");
    });
}

#[test]
fn no_code_goes_to_an_address_of_the_profile_or_to_one_that_waits_for_its_own_code() {
    open(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        portal.execute("UPDATE users SET mail = 'bram@work.example' WHERE id = $1::text::uuid", &[&bram.id]).await;
        let mut his = portal.signed_in(&bram).await;
        his.fill(ADDRESS, &[("address", "waits@home.example")]).await;
        mailbox.collect(portal).await;
        let before = mailbox.arrived().len();
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        browser.asks_for_another().await;
        mailbox.collect(portal).await;
        assert_eq!(mailbox.arrived().len(), before, "{:?}", mailbox.arrived().last().map(|letter| letter.to.clone()));
    });
}

#[test]
fn headers_of_a_proxy_that_is_none_change_nothing_about_a_reset() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.get(BEGIN).await;
        let form = browser.form(BEGIN).with("username", &bram.user_name).encoded();
        let headers = [
            ("origin", portal.origin.as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
            ("forwarded", "for=203.0.113.9;host=evil.example;proto=http"),
            ("x-forwarded-host", "evil.example"),
            ("x-forwarded-for", "203.0.113.9"),
            ("x-forwarded-proto", "http"),
            ("x-original-host", "evil.example"),
            ("x-original-url", "/account"),
            ("x-rewrite-url", "/account"),
        ];
        let page = browser.peek(reqwest::Method::POST, BEGIN, &headers, form).await;
        assert_eq!((page.code(), page.location()), (303, VERIFY), "{}", page.text());
        let cookie = page.header("set-cookie");
        assert!(cookie.contains("Secure") && !cookie.contains("evil"), "{cookie}");
        mailbox.collect(portal).await;
        let letters = mailbox.of(&at_home(&bram));
        assert_eq!(letters.len(), 1);
        assert!(!letters[0].raw.contains("evil"), "{}", letters[0].raw);
        let from = "SELECT DISTINCT address FROM audit_event WHERE details LIKE '%user-name%'";
        assert_eq!(portal.ask(from, &[]).await, "127.0.0.1");
    });
}

#[test]
fn a_flood_of_codes_does_not_hold_up_the_word_that_a_password_was_changed() {
    open(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        for number in 0..20 {
            let person = reachable(portal, &format!("Nora{number} Nieuw")).await;
            assert_eq!(portal.visitor().says_who(&person.user_name).await.code(), 303);
        }
        let mut his = portal.signed_in(&bram).await;
        let fields = [("current_password", PASSWORD), ("new_password", OWN)];
        assert_eq!(his.fill("/account/password", &fields).await.code(), 303);
        assert_eq!(mailbox.collect(portal).await, 21);
        let to: Vec<_> = mailbox.arrived().into_iter().flat_map(|letter| letter.to).collect();
        let place = to.iter().position(|to| *to == bram.user_name).unwrap();
        assert!(place < 8, "it was told as number {place} of {to:?}");
    });
}

#[test]
fn two_servers_that_send_at_the_same_time_send_nothing_twice() {
    open(async |portal, mailbox| {
        let mut people = vec![];
        for number in 0..18 {
            let person = reachable(portal, &format!("Nora{number} Nieuw")).await;
            portal.visitor().says_who(&person.user_name).await;
            people.push(person);
        }
        let hand = || Postman::new(&portal.house, &portal.organisation).unwrap();
        let (one, other) = (hand(), hand());
        let (one, other) = futures_util::future::join(one.beat(), other.beat()).await;
        assert_eq!(one.unwrap() + other.unwrap(), 18);
        for person in &people {
            assert_eq!(mailbox.of(&at_home(person)).len(), 1, "{}", person.user_name);
        }
    });
}

#[test]
fn the_page_masks_the_address_behind_the_first_proof_as_before_it() {
    decided(r#"{"reach": "everybody", "proofs": 2}"#, async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        assert_eq!(browser.gives("app", &app.next(portal)).await.location(), VERIFY);
        let page = browser.follow().await;
        assert!(page.says("One proof is right") && !page.body.contains(&at_home(&bram)), "{}", page.main());
        let second = code(portal, mailbox, &bram).await;
        let page = browser.gives("email", &second).await;
        assert_eq!(page.location(), NEW, "{}", page.text());
        assert!(!browser.follow().await.body.contains(&at_home(&bram)));
    });
}

#[test]
fn a_reset_works_where_reports_and_directories_are_left_out_and_no_menu_names_them() {
    let mailbox = Mailbox::open();
    run_at(
        "localhost",
        |house| {
            mailbox.serves(house);
            house.settings = Arc::new(Live::of(Modules { reports: false, directory: false }));
        },
        async |portal| {
            decide(portal, r#"{"reach": "everybody"}"#).await;
            let bram = reachable(portal, "Bram de Vries").await;
            let mut browser = portal.visitor();
            browser.says_who(&bram.user_name).await;
            let right = code(portal, &mailbox, &bram).await;
            assert_eq!(browser.gives("email", &right).await.location(), NEW);
            browser.get(NEW).await;
            assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
            let mut his = portal.visitor();
            assert_eq!(his.sign_in(&bram.user_name, OWN).await.location(), "/");
            his.get("/account/password").await;
            let fields = [("current_password", OWN), ("new_password", "Harbour-Crane-2931")];
            assert_eq!(his.post("/account/password", &fields).await.code(), 303);
            let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
            let reset = format!("/users/{}/reset-password", bram.id);
            assert_eq!(gwen.fill(&reset, &[("verified_by", "saw-id")]).await.code(), 200);
            let page = gwen.get("/").await;
            assert!(page.link("Reports").is_none() && page.link("Directory").is_none(), "{}", page.text());
            assert_eq!(gwen.get("/reports/password-resets").await.code(), 404);
        },
    );
}

#[test]
fn where_no_password_and_no_address_are_known_an_empty_code_proves_nothing() {
    open(async |portal, _| {
        let nina = portal.make(Sketch::of("Nina Nieuw").password(None)).await;
        let mut browser = portal.visitor();
        browser.says_who(&nina.user_name).await;
        for _ in 0..3 {
            assert_eq!(browser.gives("email", "").await.code(), 422);
            assert_eq!(browser.get(NEW).await.location(), VERIFY, "");
        }
        assert_eq!(portal.visitor().sign_in(&nina.user_name, "").await.code(), 422);
    });
}
