//! Every form, fed with what no browser sends: the status of the contract, nothing changed, and the portal lives on.

use std::fmt::Write as _;

use reqwest::Method;

use crate::self_service::{decided, reachable};
use crate::support::form::Form;
use crate::support::people::{BETTER, PASSWORD, Person};
use crate::support::server::{Portal, run};
use crate::support::visitor::{Visitor, posting};

const BEGIN: &str = "/reset-password";
const VERIFY: &str = "/reset-password/verify";
const NEW: &str = "/reset-password/new";

/// A form filled in rightly, in the hands of somebody who may send it.
struct Filled {
    path: String,
    form: Form,
    by: Visitor,
    /// The fields that must not be left out or empty.
    needed: &'static [&'static str],
}

async fn forms(portal: &Portal) -> Vec<Filled> {
    let target = portal.plain("Anna Doel").await;
    let helen = portal.helpdesk("Helen Kramer").await;
    let bram = portal.plain("Bram de Vries").await;
    let filled = async |mut by: Visitor, page: &str, path: &str, fields: &[(&str, &str)], needed| {
        by.get(page).await;
        let form = fields.iter().fold(by.form(path), |form, (name, value)| form.with(name, value));
        Filled { path: path.to_owned(), form, by, needed }
    };
    let reset = format!("/users/{}/reset-password", target.id);
    let signed_in = async |person: &Person| portal.signed_in(person).await;
    vec![
        filled(
            portal.visitor(),
            "/sign-in",
            "/sign-in",
            &[("username", &target.user_name), ("password", PASSWORD)],
            &["username", "password"],
        )
        .await,
        filled(
            signed_in(&portal.newcomer("Hans Nieuw").await).await,
            "/change-password",
            "/change-password",
            &[("new_password", BETTER)],
            &["new_password"],
        )
        .await,
        filled(
            signed_in(&bram).await,
            "/account/password",
            "/account/password",
            &[("current_password", PASSWORD), ("new_password", BETTER)],
            &["current_password", "new_password"],
        )
        .await,
        filled(
            signed_in(&helen).await,
            &reset,
            &reset,
            &[("verified_by", "saw-id"), ("expires", "8h"), ("reason", "x")],
            &["verified_by"],
        )
        .await,
        filled(signed_in(&helen).await, "/account", "/preferences", &[("language", "nl"), ("theme", "dark")], &[])
            .await,
        filled(signed_in(&helen).await, "/account", "/sign-out", &[], &[]).await,
    ]
}

/// Everything but what is told and counted of refusals.
async fn state(portal: &Portal) -> String {
    let sql = "SELECT md5(string_agg(x, '' ORDER BY x)) FROM ( \
               SELECT c.user_id::text || encode(c.sealed, 'hex') || c.kind AS x FROM credential c \
               UNION ALL SELECT s.id::text || COALESCE(s.revoke_reason, '') FROM auth_session s \
               UNION ALL SELECT f.key::text FROM form_use f \
               UNION ALL SELECT a.id::text FROM audit_event a WHERE a.result = 'success') AS all_of_it";
    portal.ask(sql, &[]).await
}

async fn still_works(portal: &Portal) {
    let page = portal.visitor().sign_in("anna.doel", "wrong").await;
    assert_eq!((page.code(), page.heading().as_str()), (422, "Sign in"));
}

async fn refused(
    portal: &Portal,
    filled: &Filled,
    what: &str,
    content_type: &str,
    body: impl Into<Vec<u8>>,
    expected: &[u16],
) {
    let headers = [("origin", portal.origin.as_str()), ("content-type", content_type)];
    let page = filled.by.peek(Method::POST, &filled.path, &headers, body).await;
    assert!(expected.contains(&page.code()), "{} with {what}: {} {}", filled.path, page.code(), page.text());
    for line in page.headers.get_all("set-cookie") {
        assert!(!line.to_str().unwrap().starts_with("__Host-latchkey="), "{} with {what} gave a session", filled.path);
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn missing_empty_repeated_unknown_and_overlong_fields_are_refused() {
    run(async |portal| {
        let forms = forms(portal).await;
        let before = state(portal).await;
        for filled in &forms {
            for (name, value) in &filled.form.fields {
                let encoded = |form: &Form| form.encoded();
                let ours = ["csrf_token", "form_key"].contains(&name.as_str());
                let password = name.contains("password");
                if filled.needed.contains(&name.as_str()) || ours {
                    let token = name == "csrf_token";
                    let expected: &[u16] = if token { &[403] } else { &[422] };
                    refused(
                        portal,
                        filled,
                        &format!("no {name}"),
                        FORM,
                        encoded(&filled.form.clone().without(name)),
                        expected,
                    )
                    .await;
                    refused(
                        portal,
                        filled,
                        &format!("an empty {name}"),
                        FORM,
                        encoded(&filled.form.clone().with(name, "")),
                        expected,
                    )
                    .await;
                }
                let twice = filled.form.clone().and(name, value);
                refused(portal, filled, &format!("{name} twice"), FORM, encoded(&twice), &[422]).await;
                let other = filled.form.clone().and(name, "other");
                refused(portal, filled, &format!("two {name}"), FORM, encoded(&other), &[422]).await;
                let spelled = format!("{}&%{:02x}{}=x", filled.form.encoded(), name.as_bytes()[0], &name[1..]);
                refused(portal, filled, &format!("{name} in another spelling"), FORM, spelled, &[422]).await;
                let free = ["next", "username", "reason"].contains(&name.as_str());
                for length in [300, 9_000] {
                    // Where a value is carried along, its own limit is the form's.
                    if length == 300 && (free || filled.path == "/sign-in") && !password && !ours {
                        continue;
                    }
                    let long = filled.form.clone().with(name, &"x".repeat(length));
                    let expected: &[u16] = match length {
                        300 if name == "csrf_token" => &[403],
                        300 => &[422],
                        // More than some forms may hold altogether.
                        _ => &[413, 422],
                    };
                    refused(portal, filled, &format!("{length} in {name}"), FORM, encoded(&long), expected).await;
                }
            }
            for unknown in ["admin", "role", "is_admin", "user_id", "", "CSRF_TOKEN", "__proto__", "delivery[]"] {
                let more = filled.form.clone().and(unknown, "1");
                refused(portal, filled, &format!("an unknown {unknown:?}"), FORM, more.encoded(), &[422]).await;
            }
            let many = (0..70).fold(filled.form.encoded(), |mut body, number| {
                let _ = write!(body, "&f{number}=");
                body
            });
            refused(portal, filled, "seventy fields", FORM, many, &[422]).await;
        }
        assert_eq!(state(portal).await, before);
        still_works(portal).await;
    });
}

#[test]
fn bytes_that_are_no_text_and_control_characters_are_refused() {
    run(async |portal| {
        let forms = forms(portal).await;
        let before = state(portal).await;
        for filled in &forms {
            for (name, _) in
                filled.form.fields.iter().filter(|(name, _)| !["csrf_token", "form_key"].contains(&name.as_str()))
            {
                let rest = filled.form.clone().without(name).encoded();
                for bad in [
                    "%ff",
                    "%fe%ff",
                    "%c3",
                    "%ed%a0%80",
                    "%f5%80%80%80",
                    "%ef%bf%bd",
                    "%00",
                    "a%00b",
                    "%08",
                    "%1b%5b31m",
                    "%7f",
                    "%c2%85",
                    "a%0ab",
                    "a%0d%0ab",
                    "a%09b",
                ] {
                    refused(portal, filled, &format!("{bad} in {name}"), FORM, format!("{rest}&{name}={bad}"), &[422])
                        .await;
                }
                let mut raw = format!("{rest}&{name}=").into_bytes();
                raw.extend([0x80, 0xff, 0xfe]);
                refused(portal, filled, &format!("raw bytes in {name}"), FORM, raw, &[422]).await;
            }
            refused(portal, filled, "%00 in a name", FORM, format!("{}&a%00=1", filled.form.encoded()), &[422]).await;
            let all: Vec<u8> = (0..=255).collect();
            refused(portal, filled, "every byte there is", FORM, all, &[403, 422]).await;
        }
        assert_eq!(state(portal).await, before);
        still_works(portal).await;
    });
}

#[test]
fn whatever_is_no_small_form_is_refused_before_it_is_read() {
    run(async |portal| {
        let forms = forms(portal).await;
        let before = state(portal).await;
        let multipart = "--b\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\nx\r\n--b--\r\n";
        for filled in &forms {
            let good = filled.form.encoded();
            for kind in [
                "application/json",
                "text/plain",
                "text/html",
                "application/xml",
                "",
                "x",
                "application/x-www-form-urlencodedd",
                "application/x-www-form-urlencoded, text/plain",
            ] {
                refused(portal, filled, kind, kind, good.clone(), &[415]).await;
            }
            refused(portal, filled, "multipart", "multipart/form-data; boundary=b", multipart, &[415]).await;
            refused(portal, filled, "JSON", "application/json", r#"{"username":"x"}"#, &[415]).await;
            for size in [16 * 1024 + 1, 200_000] {
                let body = format!("{good}&x={}", "x".repeat(size));
                refused(portal, filled, &format!("{size} bytes"), FORM, body, &[413]).await;
            }
            refused(portal, filled, "nothing", FORM, "", &[403]).await;
            refused(portal, filled, "only separators", FORM, "&&&&====", &[403, 422]).await;
            let untyped = filled.by.peek(Method::POST, &filled.path, &[("origin", &portal.origin)], good.clone()).await;
            assert_eq!(untyped.code(), 415, "{} without a type", filled.path);
            let zipped = [("origin", portal.origin.as_str()), ("content-type", FORM), ("content-encoding", "gzip")];
            let page = filled.by.peek(Method::POST, &filled.path, &zipped, good).await;
            assert!([400, 403, 415, 422].contains(&page.code()), "{} zipped: {}", filled.path, page.code());
        }
        assert_eq!(state(portal).await, before);
        still_works(portal).await;
    });
}

#[test]
fn every_form_still_does_its_deed_once_all_that_is_over() {
    run(async |portal| {
        for mut filled in forms(portal).await {
            for body in ["%ff", "a=1&a=1", "&&", ""] {
                filled.by.peek(Method::POST, &filled.path, &posting(&portal.origin), body).await;
            }
            let form = filled.form.clone();
            let page = filled.by.submit(&filled.path, &form).await;
            assert!([200, 303].contains(&page.code()), "{}: {} {}", filled.path, page.code(), page.text());
        }
    });
}

/// What no browser makes of a form: nothing of it is a try, so it may be sent as often as one likes.
async fn refuses_the_malformed(portal: &Portal, filled: &Filled) {
    let good = filled.form.encoded();
    for (name, value) in &filled.form.fields {
        for other in [value.as_str(), "victim@evil.example"] {
            let twice = filled.form.clone().and(name, other);
            refused(portal, filled, &format!("{name} twice"), FORM, twice.encoded(), &[422]).await;
        }
        if ["csrf_token", "form_key"].contains(&name.as_str()) {
            let without = filled.form.clone().without(name);
            refused(portal, filled, &format!("no {name}"), FORM, without.encoded(), &[403, 422]).await;
            continue;
        }
        let rest = filled.form.clone().without(name).encoded();
        for bad in ["%ff", "%c3", "%00", "a%00b", "a%0d%0aBcc:evil%40evil.example", "%1b%5b31m", "%7f"] {
            let body = format!("{rest}&{name}={bad}");
            refused(portal, filled, &format!("{bad} in {name}"), FORM, body, &[422]).await;
        }
        if filled.needed.contains(&name.as_str()) {
            refused(portal, filled, &format!("no {name}"), FORM, rest.clone(), &[422]).await;
            for empty in ["", "%20"] {
                let body = format!("{rest}&{name}={empty}");
                refused(portal, filled, &format!("an empty {name}"), FORM, body, &[422]).await;
            }
        }
    }
    for unknown in ["email", "email[]", "user_id", "email_verified", "to", "__proto__"] {
        let more = filled.form.clone().and(unknown, "evil@evil.example");
        refused(portal, filled, &format!("an unknown {unknown}"), FORM, more.encoded(), &[422]).await;
    }
    for kind in ["application/json", "text/plain", "multipart/form-data; boundary=b", ""] {
        refused(portal, filled, kind, kind, good.clone(), &[415]).await;
    }
    refused(portal, filled, "a megabyte", FORM, format!("{good}&x={}", "9".repeat(1_000_000)), &[413]).await;
    refused(portal, filled, "nothing", FORM, "", &[403]).await;
}

#[test]
fn the_forms_of_a_reset_take_nothing_malformed_and_the_reset_goes_on_where_it_was() {
    decided(r#"{"reach": "everybody"}"#, async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let marked = "\"><script>alert(1)</script>";
        let at = |path: &'static str, by: &Visitor, typed: &[(&str, &str)], needed| {
            let form = typed.iter().fold(by.form(path), |form, (name, value)| form.with(name, value));
            Filled { path: path.to_owned(), form, by: by.clone(), needed }
        };
        let mut browser = portal.visitor();
        browser.get(BEGIN).await;
        refuses_the_malformed(portal, &at(BEGIN, &browser, &[("username", &bram.user_name)], &["username"])).await;
        mailbox.collect(portal).await;
        assert_eq!(mailbox.arrived().len(), 0);
        // What was typed comes back as text, and nothing runs.
        let page = browser.get(&format!("{BEGIN}?username=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E")).await;
        assert!(!page.body.contains("<script>alert") && page.value("username") == marked, "{}", page.body);

        browser.says_who(&bram.user_name).await;
        browser.get(VERIFY).await;
        let wrong = [("method", "email"), ("code", "00000000")];
        let mut verify = at(VERIFY, &browser, &wrong, &["method", "code"]);
        verify.form = verify.form.without("send").without("phone").without("code").without("method");
        verify.form = wrong.iter().fold(verify.form, |form, (name, value)| form.and(name, value));
        refuses_the_malformed(portal, &verify).await;
        assert_eq!(portal.count("SELECT wrong::bigint FROM reset_flow").await, 0, "none of it was a try");
        let page = browser.gives("email", marked).await;
        assert!(page.code() == 422 && !page.body.contains("<script>alert"), "{}", page.body);
        mailbox.collect(portal).await;
        let right = mailbox.arrived().pop().unwrap();
        assert_eq!((right.to.len(), mailbox.arrived().len()), (1, 1), "{:?}", right.to);
        assert_eq!(browser.gives("email", &right.code()).await.location(), NEW);

        browser.get(NEW).await;
        refuses_the_malformed(portal, &at(NEW, &browser, &[("new_password", BETTER)], &["new_password"])).await;
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.location(), "/");
        browser.get(NEW).await;
        assert_eq!(browser.post(NEW, &[("new_password", BETTER)]).await.location(), "/sign-in");
        assert_eq!(portal.visitor().sign_in(&bram.user_name, BETTER).await.location(), "/");
    });
}

#[test]
fn preferences_take_only_what_there_is_and_lead_nowhere_else() {
    run(async |portal| {
        let mut browser = portal.visitor();
        browser.get("/sign-in").await;
        let form = browser.form("/preferences");
        for (name, value) in
            [("language", "fr"), ("language", "EN"), ("language", "en; Domain=evil"), ("theme", "pink"), ("theme", "")]
        {
            let page = browser.press("/preferences", &form.clone().with(name, value)).await;
            assert_eq!(page.code(), 422, "{name}={value}");
            assert!(page.headers.get("set-cookie").is_none_or(|line| !line.to_str().unwrap().contains("prefs")));
        }
        for next in ["//e", "/\\e", "https://e", "/users//e", ""] {
            let page = browser.press("/preferences", &form.clone().with("language", "nl").with("next", next)).await;
            assert_eq!((page.code(), page.location()), (303, "/"), "{next}");
        }
        let page = browser.submit("/preferences", &form.clone().with("language", "nl")).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"));
        browser.follow().await;
        assert_eq!(browser.page().heading(), "Inloggen");
        let page = browser.post("/preferences", &[("theme", "dark")]).await;
        assert_eq!(page.code(), 303);
        browser.follow().await;
        assert_eq!(browser.page().attributes("html", "data-theme"), ["dark"]);
        assert_eq!(browser.page().attributes("html", "lang"), ["nl"]);
    });
}
