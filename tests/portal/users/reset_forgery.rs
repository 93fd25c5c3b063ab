//! A60, A61: forms that were not made for this browser, this form, this day or this site.

use jiff::SignedDuration;
use reqwest::Method;

use super::password_reset::{path_of, untouched};
use crate::support::people::PASSWORD;
use crate::support::server::run;

#[test]
fn a_token_of_another_session_another_form_or_none_is_refused() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let path = path_of(&bram);
        let mallory = portal.helpdesk("Mallory Kwaad").await;
        let mut other = portal.signed_in(&mallory).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        other.get(&path).await;
        helen.get(&path).await;
        let form = helen.form(&path).with("verified_by", "saw-id");
        let foreign = other.form(&path).value("csrf_token").unwrap().to_owned();
        let sign_out = helen.form("/sign-out").value("csrf_token").unwrap().to_owned();
        let preferences = helen.form("/preferences").value("csrf_token").unwrap().to_owned();
        let mine = form.value("csrf_token").unwrap().to_owned();
        let mut earlier = portal.signed_in(&mallory).await;
        earlier.get(&path).await;
        let before = earlier.form(&path).value("csrf_token").unwrap().to_owned();
        let cookie = helen.cookies.values().next().unwrap().clone();
        for token in [
            &foreign,
            &sign_out,
            &preferences,
            &before,
            &cookie,
            "",
            "x",
            &mine[1..],
            &format!("{mine}A"),
            &mine.to_lowercase(),
        ] {
            let page = helen.press(&path, &form.clone().with("csrf_token", token)).await;
            assert_eq!((page.code(), page.heading().as_str()), (403, "This form did not come from here"), "{token}");
        }
        assert_eq!(helen.press(&path, &form.clone().without("csrf_token")).await.code(), 403);
        assert!(untouched(portal, &bram).await);
        assert_eq!(helen.press(&path, &form).await.code(), 200);
    });
}

#[test]
fn a_token_of_the_session_before_signing_in_again_is_refused() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let path = path_of(&bram);
        let helen_kramer = portal.helpdesk("Helen Kramer").await;
        let mut helen = portal.signed_in(&helen_kramer).await;
        helen.get(&path).await;
        let form = helen.form(&path).with("verified_by", "saw-id");
        helen.post("/sign-out", &[]).await;
        helen.sign_in(&helen_kramer.user_name, PASSWORD).await;
        assert_eq!(helen.submit(&path, &form).await.code(), 403);
        assert!(untouched(portal, &bram).await);
    });
}

#[test]
fn ones_own_token_grown_old_brings_the_form_back_filled_in() {
    run(async |portal| {
        // Sessions end before a token grows old; this one is kept alive behind everybody's back.
        let bram = portal.plain("Bram de Vries").await;
        let path = path_of(&bram);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        helen.get(&path).await;
        portal
            .execute("UPDATE auth_session SET idle_until = now() + interval '9 days', absolute_until = now() + interval '9 days'", &[])
            .await;
        portal.advance(SignedDuration::from_hours(36));
        let page = helen.post(&path, &[("verified_by", "saw-id"), ("reason", "Ticket 4711")]).await;
        assert_eq!(
            (page.code(), page.complaints()),
            (422, vec!["This page was open too long. Check it and send it again".to_owned()])
        );
        assert_eq!((page.value("verified_by").as_str(), page.value("reason").as_str()), ("saw-id", "Ticket 4711"));
        let page = helen.post(&path, &[]).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Bram has a temporary password"));
    });
}

#[test]
fn a_form_from_another_site_is_refused_whatever_it_carries() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let path = path_of(&bram);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        helen.get(&path).await;
        let form = helen.form(&path).with("verified_by", "saw-id").encoded();
        let origin = portal.origin.clone();
        let port = origin.rsplit(':').next().unwrap();
        let localhost = format!("http://localhost:{port}");
        let (secure, other_port, with_path) =
            (origin.replace("http:", "https:"), format!("{origin}0"), format!("{origin}/users"));
        let (foreign_page, tricky) = ("https://evil.example/page".to_owned(), format!("{origin}.evil.example/"));
        let refused: Vec<Vec<(&str, &str)>> = vec![
            vec![],
            vec![("origin", "https://evil.example")],
            vec![("origin", "null")],
            vec![("origin", "")],
            vec![("origin", &localhost)],
            vec![("origin", &secure)],
            vec![("origin", &other_port)],
            vec![("origin", &with_path)],
            vec![("origin", &origin), ("origin", "https://evil.example")],
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site")],
            vec![("sec-fetch-site", "none")],
            vec![("sec-fetch-site", "")],
            vec![("sec-fetch-site", "cross-site"), ("origin", &origin)],
            vec![("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")],
            vec![("referer", &foreign_page)],
            vec![("referer", &tricky)],
        ];
        for headers in refused {
            let mut all = headers.clone();
            all.push(("content-type", "application/x-www-form-urlencoded"));
            let page = helen.peek(Method::POST, &path, &all, form.clone()).await;
            assert_eq!(
                (page.code(), page.heading().as_str()),
                (403, "This form did not come from here"),
                "{headers:?}"
            );
        }
        assert!(untouched(portal, &bram).await);
        let all = [("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")];
        assert_eq!(helen.peek(Method::POST, &path, &all, form).await.code(), 200);
    });
}

#[test]
fn a_key_that_is_none_is_refused() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let path = path_of(&bram);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        helen.get(&path).await;
        let form = helen.form(&path).with("verified_by", "saw-id");
        for key in ["", "x", "00000000-0000-0000-0000-00000000000g"] {
            assert_eq!(helen.press(&path, &form.clone().with("form_key", key)).await.code(), 422, "{key}");
        }
        assert_eq!(helen.press(&path, &form.clone().without("form_key")).await.code(), 422);
        assert!(untouched(portal, &bram).await);
    });
}

#[test]
fn whoever_has_no_right_sends_a_forged_form_in_vain_and_is_written_down() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let path = path_of(&bram);
        for (person, reason) in [
            (portal.plain("Dora Jansen").await, "needs-role"),
            (portal.holder("Daan Lezer", latchkey::domain::role::Role::DirectoryReader).await, "needs-role"),
        ] {
            let mut browser = portal.signed_in(&person).await;
            browser.get("/account").await;
            let form = browser.form("/sign-out").with("verified_by", "saw-id");
            let before = portal.ledger().await;
            let page = browser.submit(&path, &form).await;
            assert_eq!(page.code(), 403);
            // A plain person is stopped at the gate, a reader by his form's token; only then would the policy speak.
            if page.heading() == "You may not do this" {
                assert_eq!(portal.ledger().await, before + 1);
                let sql = "SELECT reason FROM audit_event ORDER BY at DESC, id DESC LIMIT 1";
                assert_eq!(portal.ask(sql, &[]).await, reason);
            }
        }
        assert!(untouched(portal, &bram).await);
    });
}
