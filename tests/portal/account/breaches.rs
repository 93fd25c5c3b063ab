//! the operator's list of known breaches.

use std::fs;

use latchkey::host::breach_list::BreachList;

use crate::support::people::{BETTER, PASSWORD};
use crate::support::server::run_in;

#[test]
fn what_is_on_the_operators_list_is_refused_from_the_moment_it_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let list = BreachList::of(folder.path());
    let lines = folder.path().join("lines.txt");
    fs::write(&lines, format!("hunter2\n{BETTER}\n")).unwrap();
    let of_portal = list.clone();
    run_in(
        |house| house.breaches = of_portal,
        async |portal| {
            let bram = portal.plain("Bram de Vries").await;
            let mut browser = portal.signed_in(&bram).await;
            let rule = "Not in a list of passwords that became known through break-ins";
            assert!(!browser.get("/account/password").await.says(rule));
            list.make(&lines).unwrap();
            assert!(browser.get("/account/password").await.says(rule));
            let page =
                browser.post("/account/password", &[("current_password", PASSWORD), ("new_password", BETTER)]).await;
            assert_eq!(page.code(), 422);
            assert_eq!(
                page.complaints(),
                ["Your new password became known through a break-in somewhere, choose another"]
            );
            let other = "velvet otter climbs 8 stairs";
            let page =
                browser.post("/account/password", &[("current_password", PASSWORD), ("new_password", other)]).await;
            assert_eq!(page.code(), 303);
        },
    );
}
