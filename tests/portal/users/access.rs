//! Block, unblock, sign out everywhere: what it does at once, who may, who is never left out, and what is undone (R-129…R-133, T-26).

use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use crate::support::people::{PASSWORD, Sketch};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

async fn act(browser: &mut Visitor, id: &str, what: &str, reason: &str) -> (u16, String) {
    let path = format!("/users/{id}/{what}");
    let page = browser.fill(&path, &[("reason", reason)]).await;
    (page.code(), page.location().to_owned())
}

async fn is_blocked(portal: &Portal, id: &str) -> bool {
    portal.ask("SELECT (NOT enabled)::text FROM users WHERE id::text = $1", &[&id]).await == "true"
}

#[test]
fn a_block_ends_everything_at_once_and_one_press_undoes_it() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let desk = portal.signed_in(&bram).await;
        let profile = format!("/users/{}", bram.id);
        let asked = una.get(&format!("{profile}/block")).await;
        assert_eq!(asked.heading(), "Block Bram de Vries?");
        assert!(asked.says("1 device is signed out at once"), "{}", asked.main());
        assert!(desk.is_in().await && !is_blocked(portal, &bram.id).await, "a question changes nothing");
        assert_eq!(act(&mut una, &bram.id, "block", "SD-42").await, (303, profile.clone()));
        let page = una.follow().await;
        assert!(page.flash().contains("The account is blocked"), "{}", page.flash());
        assert!(page.says("This account is blocked") && page.says("una.smit blocked bram.vries."), "{}", page.main());
        assert!(!desk.is_in().await);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
        let row = portal.last("Disable account").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", bram.user_name.as_str()));
        assert_eq!(row.details, r#"{"reason":"SD-42","sessions_ended":"1"}"#);
        let page = una.post(&format!("{profile}/unblock"), &[]).await;
        assert_eq!((page.code(), page.location()), (303, profile.as_str()));
        assert!(una.follow().await.flash().contains("sign-in works again"));
        // What was ended stays ended.
        assert!(!desk.is_in().await);
        portal.signed_in(&bram).await;
        assert_eq!(portal.last("Enable account").await.details, "{}");
    });
}

#[test]
fn signing_somebody_out_everywhere_leaves_the_password_as_it_is() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let windows = [portal.signed_in(&bram).await, portal.signed_in(&bram).await];
        assert_eq!(act(&mut helen, &bram.id, "sign-out", "").await.0, 303);
        assert!(helen.follow().await.flash().contains("signed out everywhere"));
        for window in &windows {
            assert!(!window.is_in().await);
        }
        portal.signed_in(&bram).await;
        assert_eq!(portal.last("Update StsRefreshTokenValidFrom Timestamp").await.details, r#"{"sessions_ended":"2"}"#);
        // A helpdesk signs people out and blocks nobody; the menu says who could.
        let page = helen.get(&format!("/users/{}", bram.id)).await;
        assert!(page.link("Sign out everywhere").is_some() && page.link("Block sign-in").is_none());
        assert!(page.says("Block sign-in This needs the role"), "{}", page.main());
        assert_eq!(helen.get(&format!("/users/{}/block", bram.id)).await.code(), 403);
    });
}

#[test]
fn people_of_other_directories_are_blocked_and_signed_out_like_everybody() {
    run(async |portal| {
        let eva = portal.make(Sketch::of("Eva Elders").source(Source::External).password(None)).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        for what in ["sign-out", "block"] {
            assert_eq!(act(&mut gwen, &eva.id, what, "").await.0, 303, "{what}");
        }
        assert!(is_blocked(portal, &eva.id).await);
    });
}

#[test]
fn pressed_twice_or_on_an_old_page_it_is_done_once() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let path = format!("/users/{}/block", bram.id);
        let form = gwen.get(&path).await.form(&path).unwrap();
        let other = gwen.get(&path).await.form(&path).unwrap();
        let (one, two) = tokio::join!(gwen.press(&path, &form), gwen.press(&path, &form));
        for page in [one, two, gwen.press(&path, &other).await] {
            assert_eq!((page.code(), page.location()), (303, format!("/users/{}", bram.id).as_str()));
        }
        let rows = "SELECT count(*) FROM audit_event WHERE activity = 'Disable account'";
        assert_eq!(portal.count(rows).await, 1);
    });
}

#[test]
fn nobody_blocks_himself_and_somebody_is_always_left() {
    run(async |portal| {
        let [gwen, gijs] = [portal.global("Gwen Bakker").await, portal.global("Gijs Bos").await];
        // The first administrator of the installation is out of the way.
        portal.execute("UPDATE users SET enabled = false WHERE user_name LIKE 'admin@%'", &[]).await;
        let mut first = portal.signed_in(&gwen).await;
        let mut second = portal.signed_in(&gijs).await;
        let page = first.get(&format!("/users/{}/block", gwen.id)).await;
        assert_eq!((page.code(), page.heading().as_str()), (403, "You cannot block Gwen Bakker"));
        assert!(page.says("This does not work on your own account."));
        let paths = [format!("/users/{}/block", gijs.id), format!("/users/{}/block", gwen.id)];
        let forms =
            [first.get(&paths[0]).await.form(&paths[0]).unwrap(), second.get(&paths[1]).await.form(&paths[1]).unwrap()];
        // Each blocks the other at the same moment: one of them is the last.
        let (one, two) = tokio::join!(first.press(&paths[0], &forms[0]), second.press(&paths[1], &forms[1]));
        let left = "SELECT count(*) FROM users WHERE role_bits & 1 = 1 AND enabled";
        assert_eq!(portal.count(left).await, 1, "{} {}", one.text(), two.text());
        // Whoever was blocked is out; or he was quick enough to be refused as the last one's blocker.
        assert!([&one, &two].iter().any(|page| page.location().starts_with("/users/")));
        // Or his session had ended while he waited.
        assert!(
            [&one, &two]
                .iter()
                .any(|page| [403, 409].contains(&page.code()) || page.location().starts_with("/sign-in"))
        );
        // The one who is left cannot be blocked by anybody: somebody else with the right tries.
        let [last, gone] = if is_blocked(portal, &gwen.id).await { [&gijs, &gwen] } else { [&gwen, &gijs] };
        let mut una =
            portal.signed_in(&portal.holder("Paula Auth", Role::PrivilegedAuthenticationAdministrator).await).await;
        let page = una.fill(&format!("/users/{}/block", last.id), &[]).await;
        assert_eq!(page.code(), 409);
        assert!(page.says("the last Global Administrator who can sign in"), "{}", page.text());
        assert!(is_blocked(portal, &gone.id).await && !is_blocked(portal, &last.id).await);
        let row = portal.last("Disable account").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "last-global-administrator"));
    });
}

#[test]
fn a_reason_that_is_too_long_is_kept_and_nothing_is_done() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let ledger = portal.ledger().await;
        let long = "é".repeat(201);
        for what in ["block", "sign-out"] {
            let path = format!("/users/{}/{what}", bram.id);
            let page = gwen.fill(&path, &[("reason", &long)]).await;
            assert_eq!((page.code(), page.value("reason")), (422, long.clone()), "{what}");
            assert_eq!(page.complaint("reason"), "Error: Use at most 200 characters", "{what}");
        }
        assert_eq!((portal.ledger().await, is_blocked(portal, &bram.id).await), (ledger, false));
        let nobody = "/users/0198c0de-0000-7000-8000-000000000000/block";
        assert_eq!(gwen.get(nobody).await.code(), 404);
    });
}

#[test]
fn a_change_that_waits_while_its_session_ends_opens_no_new_one() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut desk = portal.signed_in(&bram).await;
        let fields = [("current_password", PASSWORD), ("new_password", "velvet otter climbs 7 stairs")];
        desk.get("/account/password").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        portal.sql.batch_execute("BEGIN; SELECT FROM users WHERE user_name LIKE 'bram%' FOR UPDATE").await.unwrap();
        let ended = async {
            let watch = crate::support::cluster::connect(&portal.database.url).await;
            let waiting =
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
            while watch.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
                tokio::task::yield_now().await;
            }
            portal.sql.batch_execute("UPDATE auth_session SET revoked_at = now() WHERE user_id = (SELECT id FROM users WHERE user_name LIKE 'bram%'); COMMIT").await.unwrap();
        };
        let (page, ()) = tokio::join!(desk.post("/account/password", &fields), ended);
        assert_eq!(page.code(), 303);
        assert!(!desk.is_in().await);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 303, "nothing was changed");
        assert_eq!(helen.get("/users").await.code(), 200);
    });
}

#[test]
fn the_page_of_a_blocked_person_tells_by_whom_when_and_why_to_whoever_may_undo_it_or_read_the_log() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let profile = format!("/users/{}", bram.id);
        let mut una = portal.signed_in(&portal.holder("Una User", Role::UserAdministrator).await).await;
        una.fill(&format!("{profile}/block"), &[("reason", "SD-4711 <b>")]).await;
        let told = ["Blocked today", "by una.user.", "Reason: SD-4711 <b>"];
        for (role, knows) in [
            (Role::UserAdministrator, true),
            (Role::GlobalReader, true),
            (Role::HelpdeskAdministrator, false),
            (Role::DirectoryReader, false),
        ] {
            let mut browser = portal.signed_in(&portal.holder(&format!("{} looks", role.id()), role).await).await;
            let page = browser.get(&profile).await;
            assert!(page.says("This account is blocked") && page.says("cannot sign in"), "{role}");
            for words in told {
                assert_eq!(page.says(words), knows, "{role}: {words} in {}", page.main());
            }
        }
        una.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        assert!(una.get(&profile).await.says("door una.user. Reden: SD-4711 <b>"));
        // Undone and done again, without a reason: nothing of before is told.
        una.get(&profile).await;
        una.post(&format!("{profile}/unblock"), &[]).await;
        assert_eq!(portal.count("SELECT count(*) FROM account_block").await, 0);
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        gwen.fill(&format!("{profile}/block"), &[]).await;
        let page = gwen.get(&profile).await;
        assert!(page.says("by gwen.bakker.") && !page.says("Reason: SD") && !page.says("una.user."), "{}", page.main());
        // Blocked before this was kept: the notice alone.
        portal.execute("DELETE FROM account_block", &[]).await;
        let page = gwen.get(&profile).await;
        assert!(page.says("This account is blocked") && !page.says("Blocked today"), "{}", page.main());
    });
}
