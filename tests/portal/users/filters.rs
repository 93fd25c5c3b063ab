//! T-05: views, filters and the address that holds them.

use latchkey::domain::profile::Profile;
use latchkey::domain::role::Role;
use latchkey::domain::user::{PasswordKind, Source};

use crate::support::people::Sketch;
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

fn at(department: &str) -> Profile {
    Profile { department: Some(department.to_owned()), ..Profile::default() }
}

async fn directory(portal: &Portal) -> Visitor {
    let temporary = Some(PasswordKind::Temporary);
    portal.make(Sketch::of("Anna Smit").profile(at("Zorg")).password(temporary)).await;
    portal.make(Sketch::of("Bert Smit").profile(at("Zorg")).password(None)).await;
    portal.make(Sketch::of("Cor Smit").profile(at("ZÓRG")).blocked()).await;
    portal.make(Sketch::of("Dora Smit").profile(at("Haven")).password(temporary)).await;
    portal.make(Sketch::of("Eva Smit").source(Source::External)).await;
    portal.make(Sketch::of("Fons Smit").source(Source::Directory)).await;
    portal.make(Sketch::of("Gijs Smit").role(Role::GuestInviter)).await;
    let browser = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
    // Everybody with an own password has been here before, but for the first administrator.
    portal.execute("UPDATE users SET last_sign_in_at = now() WHERE password_kind = 'own'", &[]).await;
    browser
}

#[test]
fn each_view_shows_its_people_and_their_number() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        for (view, tab, names) in [
            (
                "all",
                "All 9",
                &[
                    "Administrator",
                    "Anna Smit",
                    "Bert Smit",
                    "Cor Smit",
                    "Dora Smit",
                    "Eva Smit",
                    "Fons Smit",
                    "Gijs Smit",
                    "Helen Kramer",
                ][..],
            ),
            ("temporary", "Temporary password 3", &["Administrator", "Anna Smit", "Dora Smit"]),
            ("never-signed-in", "Never signed in 3", &["Bert Smit", "Eva Smit", "Fons Smit"]),
            ("administrators", "Administrators 3", &["Administrator", "Gijs Smit", "Helen Kramer"]),
            ("external", "External 1", &["Eva Smit"]),
            ("directory", "Directory 1", &["Fons Smit"]),
            ("blocked", "Blocked 1", &["Cor Smit"]),
        ] {
            let page = helen.get(&format!("/users?view={view}")).await;
            assert_eq!(page.people(), names, "{view}");
            assert_eq!(page.one("nav.tabs [aria-current=page]"), tab);
        }
    });
}

#[test]
fn filters_hold_all_at_once_and_each_can_be_taken_away() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        for (query, names) in [
            ("department=zorg", &["Anna Smit", "Bert Smit", "Cor Smit"][..]),
            ("department=Zorg&status=temporary", &["Anna Smit"]),
            ("department=zorg&view=blocked", &["Cor Smit"]),
            ("status=temporary&q=smit", &["Anna Smit", "Dora Smit"]),
            ("status=temporary&q=smit&department=haven", &["Dora Smit"]),
            ("view=temporary&status=blocked", &[]),
            ("view=external&q=eva", &["Eva Smit"]),
            (
                "q=&status=&department=&view=&sort=&dir=&size=&after=",
                &[
                    "Administrator",
                    "Anna Smit",
                    "Bert Smit",
                    "Cor Smit",
                    "Dora Smit",
                    "Eva Smit",
                    "Fons Smit",
                    "Gijs Smit",
                    "Helen Kramer",
                ],
            ),
        ] {
            assert_eq!(helen.get(&format!("/users?{query}")).await.people(), names, "{query}");
        }
        let page = helen.get("/users?status=temporary&q=smit&department=haven").await;
        let chips = page.attributes("a.chip", "href");
        assert_eq!(chips.len(), 3, "{:?}", page.texts("a.chip"));
        let mut found = vec![];
        for chip in chips {
            found.push(helen.get(&chip).await.people().len());
        }
        found.sort_unstable();
        assert_eq!(found, [1, 1, 2]);
        // An empty result says which filter emptied it.
        let page = helen.get("/users?q=anna&department=haven").await;
        assert_eq!(page.one("#none"), "No one matches all of these");
        assert!(page.says("Without these words: 1") && page.says("In any department: 1"), "{}", page.main());
    });
}

#[test]
fn the_address_shows_another_administrator_the_same_rows() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        let mut other = portal.signed_in(&portal.holder("Peter Post", Role::PasswordAdministrator).await).await;
        for query in
            ["q=smit&status=temporary&dir=desc", "department=zorg&sort=department&size=10", "view=administrators"]
        {
            let path = format!("/users?{query}");
            let (mine, theirs) = (helen.get(&path).await, other.get(&path).await);
            assert!(!mine.people().is_empty());
            assert_eq!(mine.people(), theirs.people(), "{query}");
        }
    });
}

#[test]
fn an_address_that_asks_for_what_does_not_exist_is_refused() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        for query in [
            "view=locked-out",
            "status=asleep",
            "sort=password",
            "sort=last",
            "dir=up",
            "size=0",
            "size=26",
            "size=1000",
            "size=-1",
            "size=abc",
            "size=99999999999999999999",
            "after=x",
            "before=x",
            "after=AAAA",
            "after=%00",
            "page=2",
            "q=a&q=b",
            "unknown=",
            "q=a%00b",
            "q=a%0ab",
            "q=%ff",
            "q=%ef%bf%bd",
            "department=%1b%5b",
            "view=all&view=all",
            "after=a&before=b",
            "%71=a&q=b",
        ] {
            let page = helen.get(&format!("/users?{query}")).await;
            assert_eq!(
                (page.code(), page.heading().as_str()),
                (422, "Something in the address or form is not right"),
                "{query}"
            );
        }
        let page = helen.get(&format!("/users?q={}", "x".repeat(201))).await;
        assert_eq!(page.code(), 422);
        let page = helen.get(&format!("/users?q={}", "x".repeat(200))).await;
        assert_eq!(page.code(), 200);
    });
}

#[test]
fn what_was_typed_comes_back_as_text() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        let page = helen.get("/users?q=%3Cscript%3Ealert(1)%3C/script%3E&department=%22%3E%3Cb%3E").await;
        assert_eq!(page.value("q"), "<script>alert(1)</script>");
        assert_eq!(page.value("department"), "\"><b>");
        assert!(!page.body.contains("<script>alert"));
    });
}
