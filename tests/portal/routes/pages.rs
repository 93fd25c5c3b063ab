//! Every page in both languages, every method that an address has not, and addresses that are none.

use latchkey::domain::role::Role;
use latchkey::web::routes;
use reqwest::Method;

use super::{Kind, Targets, is_armoured, method};
use crate::self_service::text::reached;
use crate::support::server::run;

#[test]
fn every_page_is_whole_in_english_and_in_dutch() {
    reached(r#"{"reach": "everybody", "text": true, "questions": true}"#, async |portal, _, _| {
        let mut targets = Targets::of(portal).await;
        let mut gwen = portal.with_passkey(&portal.global("Gwen Bakker").await).await.1;
        targets.passkey = portal.ask("SELECT id::text FROM passkey", &[]).await;
        let mut hans = portal.signed_in(&portal.newcomer("Hans Nieuw").await).await;
        let mut half = Kind::Step.visitor(portal).await;
        let mut guest = portal.visitor();
        let (mut forgetful, mut proved) = (portal.visitor(), portal.visitor());
        forgetful.says_who("hans.nieuw").await;
        let mut vera = portal.signed_in(&portal.plain("Vera Vraag").await).await;
        let nora = portal.plain("Nora Nieuw").await;
        let app = portal.with_app(&nora).await.0;
        proved.says_who(&nora.user_name).await;
        proved.gives("app", &app.next(portal)).await;
        let mut dutch = std::collections::HashMap::new();
        for language in ["en", "nl"] {
            for route in routes::table().iter().filter(|route| route.method == actix_web::http::Method::GET) {
                let path = targets.path(route);
                if matches!(
                    route.path,
                    "/users/export.csv"
                        | "/reports/password-resets.csv"
                        | "/reports/registration-activity.csv"
                        | "/reports/registration.csv"
                        | "/sign-ins/export.csv"
                        | "/audit/export.csv"
                        | "/audit/export.json"
                        | "/users/suggest"
                        | "/groups/suggest"
                        | "/jobs/{id}/progress"
                ) {
                    continue;
                }
                let visitor = match route.path {
                    "/sign-in" | "/reset-password" => &mut guest,
                    "/change-password" => &mut hans,
                    "/sign-in/second-step" => &mut half,
                    "/reset-password/verify" => &mut forgetful,
                    "/reset-password/new" => &mut proved,
                    // Answers are no proof of an administrator.
                    "/account/security/questions" => &mut vera,
                    _ => &mut gwen,
                };
                visitor.cookies.insert("__Host-latchkey-prefs".to_owned(), format!("{language}."));
                let page = visitor.get(&path).await;
                assert_eq!(page.code(), 200, "{path}");
                if path.starts_with("/static/") || path.starts_with("/photos/") {
                    continue;
                }
                assert_eq!(page.attributes("html", "lang"), [language], "{path}");
                assert_eq!(page.texts("h1").len(), 1, "{path}");
                assert!(page.texts("title")[0].ends_with("– Latchkey"), "{path}");
                for trace in ["{ $", "{$", "No localization", "Unknown", "\u{2068}"] {
                    assert!(!page.text().contains(trace), "{path} in {language}: {trace}");
                }
                let heading = page.heading();
                if let Some(other) = dutch.insert(path.clone(), heading.clone())
                    && !path.starts_with("/users/")
                    && !path.contains(&targets.group)
                {
                    assert_ne!(other, heading, "{path} is not translated");
                }
                assert_eq!(page.texts("script:not([src]), style, [style], [onclick]"), [""; 0], "{path}");
                for form in page.attributes("form[method=post]", "action") {
                    let form_of = page.form(&form).unwrap();
                    assert!(form_of.value("csrf_token").is_some_and(|token| token.len() == 86), "{path}: {form}");
                    assert!(form_of.value("form_key").is_some_and(|key| key.len() == 36), "{path}: {form}");
                }
            }
        }
        // Without a choice the browser's wish counts, then the organisation's.
        let guest = portal.visitor();
        for (wish, language) in [
            ("nl", "nl"),
            ("nl-BE,en;q=0.5", "nl"),
            ("en,nl;q=0.9", "en"),
            ("fr,de", "en"),
            ("*", "en"),
            (";;=,q", "en"),
        ] {
            let page = guest.peek(Method::GET, "/sign-in", &[("accept-language", wish)], "").await;
            assert_eq!(page.attributes("html", "lang"), [language], "{wish}");
        }
    });
}

#[test]
fn a_method_that_an_address_has_not_is_named_beside_those_that_it_has() {
    run(async |portal| {
        let targets = Targets::of(portal).await;
        let visitor = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let table = routes::table();
        for route in &table {
            let known: Vec<_> = table.iter().filter(|other| other.path == route.path).map(method).collect();
            let path = targets.path(route);
            for wrong in
                [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS, Method::TRACE]
            {
                if known.contains(&wrong) {
                    continue;
                }
                let headers = [("sec-fetch-site", "same-origin")];
                let page = visitor.peek(wrong.clone(), &path, &headers, "").await;
                assert_eq!(page.code(), 405, "{wrong} {path}");
                for known in &known {
                    assert!(page.header("allow").contains(known.as_str()), "{wrong} {path}: {}", page.header("allow"));
                }
                is_armoured(&page, &path);
            }
        }
    });
}

#[test]
fn what_does_not_exist_is_not_found_for_anybody() {
    run(async |portal| {
        for kind in [Kind::Guest, Kind::Plain, Kind::Holder(Role::GlobalAdministrator)] {
            let mut visitor = kind.visitor(portal).await;
            for path in [
                "/nothing",
                "/users/",
                "/users/x/y/z",
                "/static/",
                "/static/nothing.css",
                "/static/../Cargo.toml",
                "/static/%2e%2e%2fCargo.toml",
                "/admin",
                "/.env",
                "/%00",
                "/%ff",
                "//",
                "/users%2f",
            ] {
                let page = visitor.get(path).await;
                assert_eq!(page.code(), 404, "{kind:?} {path}");
                is_armoured(&page, path);
            }
        }
    });
}

#[test]
fn an_address_can_say_its_language_and_the_pages_behind_it_keep_it() {
    run(async |portal| {
        let mut guest = portal.visitor();
        let dutch = [("accept-language", "nl")];
        let page = guest.peek(Method::GET, "/sign-in?mkt=en-us", &dutch, "").await;
        assert_eq!((page.code(), page.attributes("html", "lang")), (200, vec!["en".to_owned()]));
        // Through the redirect to the sign-in page, too.
        assert_eq!(guest.get("/account?mkt=nl-NL").await.code(), 303);
        assert_eq!(guest.follow().await.attributes("html", "lang"), ["nl"]);
        assert_eq!(guest.get("/reset-password").await.attributes("html", "lang"), ["nl"]);
        // A choice of before gives way, what is no language changes nothing, and the look stays.
        guest.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.dark".to_owned());
        let page = guest.get("/sign-in?mkt=en").await;
        assert_eq!(
            (page.attributes("html", "lang"), page.attributes("html", "data-theme")),
            (vec!["en".to_owned()], vec!["dark".to_owned()])
        );
        assert_eq!((page.code(), guest.cookies["__Host-latchkey-prefs"].as_str()), (200, "en.dark"));
        // The switch leads away from it.
        assert_eq!(page.form("/preferences").unwrap().value("next"), Some("/sign-in"));
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        for path in ["/users?mkt=nl", "/audit?mkt=nl-nl", "/reports/password-resets?mkt=nl", "/account/activity?mkt=nl"]
        {
            let page = gwen.get(path).await;
            assert_eq!((page.code(), page.attributes("html", "lang")), (200, vec!["nl".to_owned()]), "{path}");
        }
        let page = gwen.get("/users?q=Gwen&mkt=en").await;
        assert_eq!(page.form("/preferences").unwrap().value("next"), Some("/users?q=Gwen"));
        assert_eq!(guest.get("/sign-in?mkt=xx-yy").await.attributes("html", "lang"), ["en"]);
        assert_eq!(guest.get("/nowhere?mkt=nl").await.attributes("html", "lang"), ["nl"], "an error page as well");
        let sheet = guest.get("/sign-in").await.attributes("link[rel=stylesheet]", "href").remove(0);
        let sheet = guest.peek(Method::GET, &format!("{sheet}?mkt=en"), &[], "").await;
        assert_eq!((sheet.code(), sheet.header("set-cookie")), (200, ""), "what everybody may keep is nobody's");
    });
}
