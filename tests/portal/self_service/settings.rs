//! What is decided about forgotten passwords, and who would be left without (T-80…T-82, T-98, T-99).

use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use super::{BEGIN, VERIFY, address, at_home, decide, decide_on, open, reachable};
use crate::support::people::Sketch;
use crate::support::server::{Portal, run, run_at};
use crate::support::visitor::Visitor;

const PAGE: &str = "/settings/self-service";

async fn paul(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await
}

#[test]
fn as_delivered_it_is_open_to_nobody_and_the_page_says_what_to_tell_the_service_desk() {
    run(async |portal| {
        let mut visitor = portal.visitor();
        assert_eq!(visitor.get("/sign-in").await.link("Forgot your password?"), None);
        let page = visitor.get(BEGIN).await;
        assert!(page.code() == 200 && page.says("SSPR_0009") && page.form(BEGIN).is_none(), "{}", page.main());
    });
}

#[test]
fn where_no_browser_has_a_passkey_the_page_says_that_it_counts_for_nobody() {
    for (host, says) in
        [("localhost", "A passkey that the device offers by itself"), ("127.0.0.1", "called by numbers")]
    {
        run_at(
            host,
            |_| (),
            async |portal| {
                let page = paul(portal).await.get(PAGE).await;
                assert!(page.says(says), "{host}: {}", page.main());
            },
        );
    }
}

#[test]
fn groups_are_named_one_on_a_line_and_nothing_that_was_typed_is_lost() {
    open(async |portal, _| {
        let mut paul = paul(portal).await;
        let sales = portal.group("Sales").await;
        let base = [("reach", "selected"), ("proofs", "2"), ("mail", "yes"), ("app", "yes")];
        let page = paul.fill(PAGE, &[&base[..], &[("groups", "")]].concat()).await;
        assert_eq!(page.complaint("groups"), "Error: Name at least one group", "{}", page.text());
        let page =
            paul.fill(PAGE, &[&base[..], &[("groups", "Sales\nNobody's"), ("help", "javascript:x")]].concat()).await;
        assert_eq!(page.code(), 422);
        assert!(
            page.complaint("groups").contains("No group is called “Nobody's”") && page.says("Sales"),
            "{}",
            page.text()
        );
        assert!(page.complaint("help").contains("https://"), "{}", page.text());
        let page = paul.fill(PAGE, &[&base[..], &[("groups", "Sales"), ("help_nl", "ftp://x")]].concat()).await;
        assert!(page.code() == 422 && page.complaint("help_nl").contains("https://"), "{}", page.text());
        let page = paul.fill(PAGE, &[&base[..], &[("groups", " sales \n\nSALES")]].concat()).await;
        assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.text());
        assert!(paul.get("/settings").await.says("People in some groups can reset the own password with 2 proofs."));
        let row = portal.last("Update policy").await;
        assert!(row.details.contains(&sales) && row.details.contains(r#""reach.to":"selected""#), "{}", row.details);
        assert!(row.details.contains(r#""reach.from":"everybody""#), "{}", row.details);
        paul.get(PAGE).await;
        let form = paul.form(PAGE).without("mail").without("app").with("groups", "Sales");
        let page = paul.submit(PAGE, &form).await;
        assert!(page.code() == 422 && page.says("Choose at least one proof"), "{}", page.text());
        paul.get(PAGE).await;
        let form = paul.form(PAGE).without("mail").with("groups", "Sales").with("proofs", "1");
        let page = paul.submit(PAGE, &form).await;
        assert!(page.code() == 422 && page.says("Six digits of an app alone are too little"), "{}", page.text());
        // Nobody gives two proofs where there is one way.
        for other in ["mail", "app"] {
            paul.get(PAGE).await;
            let form = paul.form(PAGE).without(other).with("groups", "Sales").with("proofs", "2");
            let page = paul.submit(PAGE, &form).await;
            assert!(page.code() == 422 && page.says("Two proofs take two ways at least"), "{other}: {}", page.text());
        }
    });
}

#[test]
fn whoever_would_leave_people_without_it_is_told_how_many_first() {
    open(async |portal, _| {
        for name in ["Bram de Vries", "Eva Smit"] {
            reachable(portal, name).await;
        }
        let (app, _) = portal.with_app(&reachable(portal, "Kees Bos").await).await;
        drop(app);
        let mut paul = paul(portal).await;
        let two = [("reach", "everybody"), ("proofs", "2")];
        let page = paul.fill(PAGE, &two).await;
        assert!(
            page.code() == 200 && page.says("2 people who can reset the own password now no longer can"),
            "{}",
            page.text()
        );
        assert_eq!(portal.count("SELECT count(*) FROM setting WHERE body LIKE '%\"proofs\":2%'").await, 0);
        let page = paul.post(PAGE, &[]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        // Those who gained it are nobody's loss.
        let page = paul.fill(PAGE, &[("proofs", "1")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        // Nobody at all: everybody who could.
        let page = paul.fill(PAGE, &[("reach", "nobody")]).await;
        assert!(page.says("3 people"), "{}", page.text());
    });
}

#[test]
fn whoever_switches_the_directory_off_is_told_who_could_not_reset_any_more() {
    open(async |portal, _| {
        let dirk = portal.make(Sketch::of("Dirk Ectory").source(Source::Directory).password(None)).await;
        address(portal, &dirk, &at_home(&dirk)).await;
        let decided = r#"{"host": "127.0.0.1", "port": 9, "security": "plain", "account": "cn=a,dc=x", "base": "dc=x",
            "directory_on": true, "writeback": true, "writeback_self": true}"#;
        decide_on(portal, "directory", decided).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let path = "/settings/directory";
        gwen.fill("/settings/directory/password", &[("account_password", "opensesame")]).await;
        let form = gwen.get(path).await.form(path).unwrap().without("writeback_self");
        let page = gwen.submit(path, &form).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        assert!(page.says("one person who can reset the own password now no longer can"), "{}", page.main());
        assert_eq!(portal.count("SELECT count(*) FROM setting WHERE body LIKE '%\"writeback_self\":true%' OR body LIKE '%\"writeback_self\": true%'").await, 1);
        let form = gwen.page().form(path).unwrap();
        assert_eq!(gwen.submit(path, &form).await.code(), 303, "{}", gwen.page().text());
    });
}

#[test]
fn help_is_a_link_where_one_was_given_and_otherwise_a_letter_to_those_who_may_reset() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let (pia, ulla) = (
            portal.holder("Pia Password", Role::PasswordAdministrator).await,
            portal.holder("Ulla User", Role::UserAdministrator).await,
        );
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        browser.get(VERIFY).await;
        let page = browser.post("/reset-password/help", &[]).await;
        assert_eq!((page.code(), page.location()), (303, VERIFY), "{}", page.text());
        assert!(browser.follow().await.flash().contains("on its way to the people who can help"));
        mailbox.collect(portal).await;
        let asked = mailbox.of(&pia.user_name);
        assert!(
            asked[0].text().contains("asks for help") && asked[0].text().contains("users?q=bram.vries"),
            "{}",
            asked[0].text()
        );
        assert_eq!(mailbox.of(&ulla.user_name).len(), 0, "there are Password administrators");
        // Nobody's mailbox is filled.
        for _ in 0..5 {
            browser.get(VERIFY).await;
            browser.post("/reset-password/help", &[]).await;
        }
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of(&pia.user_name).len(), 3, "three an hour");
        assert_eq!(mailbox.of(&at_home(&bram)).len(), 1);
        decide(portal, r#"{"reach": "everybody", "help": "https://help.example.org/password"}"#).await;
        let page = browser.get(VERIFY).await;
        assert_eq!(page.link("Ask for help").unwrap(), "https://help.example.org/password");
        assert_eq!(page.attributes("a[target=_blank]", "rel"), ["noopener noreferrer"]);
        assert!(page.form("/reset-password/help").is_none());
        let dutch = r#"{"reach": "everybody", "help": "https://help.example.org/all", "help_nl": "hulp@example.org"}"#;
        decide(portal, dutch).await;
        assert_eq!(browser.get(VERIFY).await.link("Ask for help").unwrap(), "https://help.example.org/all");
        let page = browser.get(&format!("{VERIFY}?mkt=nl")).await;
        assert_eq!(page.link("Vraag om hulp").unwrap(), "mailto:hulp@example.org");
    });
}

#[test]
fn the_letter_about_a_reset_that_is_not_open_leads_to_the_help_that_was_decided() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let asked = async |policy: &str| {
            decide(portal, policy).await;
            portal.visitor().says_who(&bram.user_name).await;
            mailbox.collect(portal).await;
            let letter = mailbox.of(&at_home(&bram)).pop().unwrap();
            assert!(letter.text().contains("SSPR_0014"), "{}", letter.text());
            letter
        };
        let base = r#""reach": "everybody", "proofs": 2"#;
        let letter = asked(&format!("{{{base}}}")).await;
        assert!(!letter.text().contains("Find help"), "{}", letter.text());
        let letter = asked(&format!(r#"{{{base}, "help": "https://help.example.org/password"}}"#)).await;
        assert!(letter.text().contains("Find help: https://help.example.org/password"), "{}", letter.text());
        let letter = asked(&format!(r#"{{{base}, "help": "desk@example.org"}}"#)).await;
        assert!(letter.text().contains("Find help: desk@example.org"), "{}", letter.text());
        assert!(letter.raw.replace("=\r\n", "").contains("mailto:desk@example.org"), "{}", letter.raw);
    });
}

#[test]
fn without_password_administrators_user_administrators_are_asked_and_without_those_the_global_ones() {
    open(async |portal, mailbox| {
        let gwen = portal.global("Gwen Bakker").await;
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let mut asks = async || {
            browser.get(VERIFY).await;
            browser.post("/reset-password/help", &[]).await;
            mailbox.collect(portal).await;
        };
        asks().await;
        let told = mailbox.of(&gwen.user_name);
        assert_eq!(told.len(), 1, "nobody else is there");
        assert!(told[0].text().contains("asks for help"), "{}", told[0].text());
        let ulla = portal.holder("Ulla User", Role::UserAdministrator).await;
        asks().await;
        assert_eq!((mailbox.of(&ulla.user_name).len(), mailbox.of(&gwen.user_name).len()), (1, 1));
        let pia = portal.holder("Pia Password", Role::PasswordAdministrator).await;
        asks().await;
        let told = [&pia, &ulla, &gwen].map(|person| mailbox.of(&person.user_name).len());
        assert_eq!(told, [1, 1, 1]);
    });
}
