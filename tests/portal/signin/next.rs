//! A79: where a sign-in leads.

use crate::support::people::{BETTER, PASSWORD};
use crate::support::server::run;

const ELSEWHERE: [&str; 19] = [
    "//e",
    "/\\e",
    "/%2f/e",
    "http:e",
    "/%09/e",
    "https:///e",
    "\\\\e",
    "/ e",
    "///e@x",
    "//e.example/users",
    "https://e.example/",
    "javascript:alert(1)",
    "/users//e",
    "/@e",
    "/\u{e9}",
    ".",
    "users",
    "",
    "/%5ce",
];

fn encoded(next: &str) -> String {
    form_urlencoded::byte_serialize(next.as_bytes()).collect()
}

#[test]
fn a_sign_in_never_leads_to_another_origin() {
    run(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        for next in ELSEWHERE {
            let mut browser = portal.visitor();
            let page = browser.get(&format!("/sign-in?next={}", encoded(next))).await;
            assert_eq!((page.code(), page.value("next").as_str()), (200, ""), "{next:?}");
            let form = browser.form("/sign-in").with("username", &helen.user_name).with("password", PASSWORD);
            let page = browser.submit("/sign-in", &form.with("next", next)).await;
            assert_eq!((page.code(), page.location()), (303, "/"), "{next:?}");
            let page = browser.get(&format!("/sign-in?next={}", encoded(next))).await;
            assert_eq!((page.code(), page.location()), (303, "/"), "{next:?}");
        }
    });
}

#[test]
fn control_characters_in_next_are_refused_as_a_whole() {
    run(async |portal| {
        for next in ["%2f%0d%0aLocation:%20//e", "%2fa%00", "%2fa%09"] {
            let page = portal.visitor().get(&format!("/sign-in?next={next}")).await;
            assert_eq!(page.code(), 422, "{next}");
            assert_eq!(page.headers.get_all("location").iter().count(), 0);
        }
    });
}

#[test]
fn next_survives_a_wrong_password_and_the_wall_of_a_temporary_one() {
    run(async |portal| {
        let hans = portal.newcomer("Hans Smit").await;
        let next = "/account/password";
        let mut browser = portal.visitor();
        browser.get(next).await;
        browser.follow().await;
        let page = browser.post("/sign-in", &[("username", &hans.user_name), ("password", "wrong")]).await;
        assert_eq!((page.code(), page.value("next").as_str()), (422, next));
        let page = browser.post("/sign-in", &[("username", &hans.user_name), ("password", &hans.password)]).await;
        assert_eq!((page.code(), page.location()), (303, "/change-password?next=%2Faccount%2Fpassword"));
        browser.follow().await;
        let page = browser.post("/change-password", &[("new_password", "short")]).await;
        assert_eq!((page.code(), page.value("next").as_str()), (422, next));
        let page = browser.post("/change-password", &[("new_password", BETTER)]).await;
        assert_eq!((page.code(), page.location()), (303, next));
    });
}

#[test]
fn the_change_of_a_temporary_password_never_leads_to_another_origin() {
    run(async |portal| {
        for (number, next) in ["//e", "/\\e", "https:///e", "/users//e"].into_iter().enumerate() {
            let hans = portal.newcomer(&format!("Hans{number} Smit")).await;
            let mut browser = portal.signed_in(&hans).await;
            browser.get(&format!("/change-password?next={}", encoded(next))).await;
            assert_eq!(browser.page().value("next"), "");
            let form = browser.form("/change-password").with("new_password", BETTER).with("next", next);
            let page = browser.submit("/change-password", &form).await;
            assert_eq!((page.code(), page.location()), (303, "/account"), "{next}");
        }
    });
}
