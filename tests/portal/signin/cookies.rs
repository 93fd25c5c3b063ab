//! A50, A55, A56: cookies that somebody planted, cut or made up.

use reqwest::Method;

use crate::support::people::PASSWORD;
use crate::support::server::run;
use crate::support::visitor::SESSION;

#[test]
fn a_planted_session_cookie_is_replaced_and_opens_nothing_afterwards() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        // The attacker has a session of his own and plants its cookie, and the one from before sign-in, on Bram.
        let attacker = portal.signed_in(&portal.plain("Mallory Kwaad").await).await;
        let mut victim = portal.visitor();
        victim.cookies.clone_from(&attacker.cookies);
        let planted = victim.cookies[SESSION].clone();
        victim.get("/sign-in").await;
        assert_eq!(victim.page().location(), "/", "the planted session is the attacker's, and shows as his");
        victim.cookies.remove(SESSION);
        victim.sign_in(&bram.user_name, PASSWORD).await;
        assert!(victim.has_session());
        assert_ne!(victim.cookies[SESSION], planted);
        let mut attacker = attacker.clone();
        assert_eq!(attacker.get("/account").await.heading(), "Hello Mallory");
        assert_eq!(victim.get("/account").await.heading(), "Hello Bram");
    });
}

#[test]
fn every_sign_in_has_a_token_of_its_own() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let first = portal.signed_in(&bram).await;
        let second = portal.signed_in(&bram).await;
        assert_ne!(first.cookies[SESSION], second.cookies[SESSION]);
        assert!(first.is_in().await && second.is_in().await);
        let newcomer = portal.newcomer("Hans Smit").await;
        let mut browser = portal.signed_in(&newcomer).await;
        let limited = browser.clone();
        browser.fill("/change-password", &[("new_password", "velvet otter climbs 7 stairs")]).await;
        assert_ne!(browser.cookies[SESSION], limited.cookies[SESSION]);
        assert!(browser.is_in().await && !limited.is_in().await);
    });
}

#[test]
fn a_token_that_was_cut_stretched_or_turned_opens_nothing() {
    run(async |portal| {
        let browser = portal.signed_in(&portal.plain("Bram de Vries").await).await;
        let token = browser.cookies[SESSION].clone();
        let mut bent = vec![
            token[..token.len() - 1].to_owned(),
            token[1..].to_owned(),
            format!("{token}A"),
            format!("A{token}"),
            format!("{token}%00"),
            format!("{token}="),
            format!("\"{token}\""),
            token.to_uppercase(),
            token.to_lowercase(),
            token.replace('%', "%25"),
            token.bytes().fold(String::new(), |all, byte| all + &format!("%{byte:02X}")),
        ];
        bent.extend((0..token.len()).step_by(7).map(|at| {
            let other = if &token[at..=at] == "A" { "B" } else { "A" };
            format!("{}{other}{}", &token[..at], &token[at + 1..])
        }));
        for token in bent.iter().filter(|bent| **bent != token) {
            let mut other = browser.clone();
            other.cookies.insert(SESSION.to_owned(), token.clone());
            let page = other.get("/account").await;
            assert_eq!((page.code(), page.location()), (303, "/sign-in?next=%2Faccount"), "{token}");
        }
        assert!(browser.is_in().await);
    });
}

#[test]
fn two_hundred_malformed_cookies_make_a_guest_and_no_failure() {
    run(async |portal| {
        let browser = portal.signed_in(&portal.plain("Bram de Vries").await).await;
        let good = format!("{SESSION}={}", browser.cookies[SESSION]);
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        for number in 0..200_usize {
            let junk: String = (0..(number * 37) % 300)
                .map(|_| {
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    // Every byte that HTTP lets through in a header.
                    char::from(b' ' + u8::try_from(state % 95).unwrap())
                })
                .collect();
            let cookie = match number % 8 {
                0 => junk.clone(),
                1 => format!("{SESSION}={junk}"),
                2 => format!("{good}; {good}"),
                3 => format!("{SESSION}; {SESSION}=; ={}; ;;{junk}", browser.cookies[SESSION]),
                4 => format!("{SESSION}=\u{e9}\u{ff}{junk}"),
                5 => format!("{}={}", SESSION.to_uppercase(), browser.cookies[SESSION]),
                6 => format!("{SESSION}={}", "A".repeat(3_000 + number)),
                _ => format!("x={junk}; {SESSION}=\"{}", browser.cookies[SESSION]),
            };
            let page = browser.peek(Method::GET, "/account", &[("cookie", cookie.trim())], "").await;
            assert_eq!(page.code(), 303, "{cookie}");
            assert!(page.location().starts_with("/sign-in"), "{cookie}");
        }
        let page =
            browser.peek(Method::GET, "/account", &[("cookie", &format!("{SESSION}={}", "A".repeat(9_000)))], "").await;
        assert!([303, 431].contains(&page.code()), "{}", page.code());
        assert!(browser.is_in().await);
    });
}

#[test]
fn guests_add_no_row_to_any_table() {
    run(async |portal| {
        let sessions = "SELECT count(*) FROM auth_session";
        let (ledger, rows) = (portal.ledger().await, portal.count(sessions).await);
        let mut browser = portal.visitor();
        for number in 0..500 {
            let fresh = portal.visitor();
            let browser = if number % 2 == 0 { &mut browser } else { &mut fresh.clone() };
            match number % 5 {
                0 => browser.get("/sign-in").await,
                1 => browser.get("/account").await,
                2 => browser.get("/nothing/here").await,
                3 => {
                    browser
                        .send(
                            Method::POST,
                            "/sign-out",
                            &[("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")],
                            "",
                        )
                        .await
                }
                _ => browser.get("/change-password").await,
            };
            assert!(browser.page().code() < 500);
        }
        assert_eq!((portal.ledger().await, portal.count(sessions).await), (ledger, rows));
        assert_eq!(portal.count("SELECT count(*) FROM form_use").await, 0);
    });
}
