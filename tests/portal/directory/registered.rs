//! The registration report of people whose password lives in a directory: they count where it is written for them (R-329, R-331, T-133).

use super::self_reset::{HOME, there};
use super::{PAGE, id};
use crate::support::page::Page;
use crate::support::visitor::Visitor;

const REPORT: &str = "/reports/registration";

async fn listed(browser: &mut Visitor, view: &str) -> Vec<String> {
    let page: Page = browser.get(&format!("{REPORT}?size=100&view={view}")).await;
    assert_eq!(page.code(), 200, "{}", page.text());
    let names = page.texts("#list tbody td.wide > a");
    names.into_iter().filter(|name| ["Bram de Vries", "Zoe Klaver"].contains(&name.as_str())).collect()
}

#[test]
fn whoever_is_from_a_directory_counts_where_a_password_is_written_there_for_people() {
    there(async |there| {
        let gwen = &mut there.gwen;
        assert_eq!(listed(gwen, "enabled").await, ["Bram de Vries", "Zoe Klaver"]);
        assert_eq!(listed(gwen, "capable").await, ["Bram de Vries"]);
        assert_eq!(listed(gwen, "lacking").await, ["Zoe Klaver"]);
        let mut bram = there.portal.visitor();
        bram.says_who("bram@noordzee.example").await;
        there.mailbox.collect(there.portal).await;
        assert_eq!(there.mailbox.of(HOME).len(), 1);
        // As soon as nothing is written for them, the report and the flow say so alike.
        gwen.get(PAGE).await;
        let form = gwen.form(PAGE).without("writeback_self");
        let page = gwen.submit(PAGE, &form).await;
        assert!(page.says("one person who can reset the own password now no longer can"), "{}", page.main());
        let agreed = page.form(PAGE).unwrap();
        assert_eq!(gwen.submit(PAGE, &agreed).await.code(), 303, "{}", gwen.page().main());
        assert_eq!(listed(gwen, "registered").await, ["Bram de Vries"]);
        for view in ["enabled", "capable", "lacking"] {
            assert_eq!(listed(gwen, view).await, Vec::<String>::new(), "{view}");
        }
        // Whom the directory lets nobody change does not count either, whatever is decided.
        gwen.fill(PAGE, &[("writeback_self", "yes")]).await;
        assert_eq!(listed(gwen, "capable").await, ["Bram de Vries"]);
        let blocked = format!("/users/{}/block", id(there.portal, "bram").await);
        let page = gwen.fill(&blocked, &[]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        assert_eq!(listed(gwen, "capable").await, Vec::<String>::new());
    });
}
