//! T-77, R-096, R-099: administrators see who is locked, why, from where and until when; one press opens, one more closes again.

use jiff::SignedDuration;
use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use crate::support::people::{PASSWORD, Person, Sketch};
use crate::support::server::{Portal, run};

async fn lock(portal: &Portal, person: &Person) {
    for wrong in 0..10 {
        portal.visitor().sign_in(&person.user_name, &format!("wrong {wrong}")).await;
    }
}

async fn gets_in(portal: &Portal, person: &Person) -> bool {
    portal.visitor().sign_in(&person.user_name, PASSWORD).await.code() == 303
}

#[test]
fn a_locked_account_tells_why_and_one_press_opens_it_and_one_more_closes_it_again() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let profile = format!("/users/{}", bram.id);
        assert!(!helen.get(&profile).await.says("Locked until"));
        lock(portal, &bram).await;
        let page = helen.get(&profile).await;
        assert!(page.says("Locked until") && page.says("10 wrong passwords"), "{}", page.main());
        assert!(page.says("127.0.0.1"), "{}", page.main());
        assert!(helen.get("/users?view=locked").await.says("Bram de Vries"));
        let path = format!("{profile}/unlock");
        helen.get(&profile).await;
        let page = helen.post(&path, &[]).await;
        assert_eq!((page.code(), page.location()), (303, profile.as_str()));
        let page = helen.follow().await;
        assert!(page.flash().contains("can sign in again"), "{}", page.flash());
        assert!(!page.says("Locked until"), "{}", page.main());
        let row = portal.last("Unlock user account (by admin)").await;
        assert_eq!((row.actor.as_str(), row.targets.as_str()), ("helen.kramer@noordzee.example", &*bram.user_name));
        assert!(!helen.get("/users?view=locked").await.says("Bram de Vries"));
        // And back.
        let form = page.form(&path).unwrap();
        assert_eq!(form.value("step"), Some("lock"));
        assert_eq!(helen.submit(&path, &form).await.code(), 303);
        assert!(helen.follow().await.says("Locked until"));
        assert_eq!(portal.last("Lock user account again (by admin)").await.targets, bram.user_name);
        assert!(!gets_in(portal, &bram).await);
        helen.get(&profile).await;
        helen.post(&path, &[]).await;
        assert!(gets_in(portal, &bram).await);
    });
}

#[test]
fn time_opens_a_door_and_the_log_tells_of_it_once() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        lock(portal, &bram).await;
        let hand = portal.hand();
        hand.beat().await.unwrap();
        let lapses = "SELECT count(*) FROM audit_event WHERE activity = 'Lock of user account lapsed'";
        assert_eq!(portal.count(lapses).await, 0);
        portal.advance(SignedDuration::from_secs(61));
        for _ in 0..2 {
            hand.beat().await.unwrap();
            assert_eq!(portal.count(lapses).await, 1);
        }
        let row = portal.last("Lock of user account lapsed").await;
        assert_eq!((row.actor_kind.as_str(), row.targets.as_str()), ("program", &*bram.user_name));
        // The next wrong one closes it for longer all the same.
        portal.visitor().sign_in(&bram.user_name, "one more").await;
        portal.advance(SignedDuration::from_secs(61));
        assert!(!gets_in(portal, &bram).await);
    });
}

#[test]
fn whoever_may_not_reset_may_not_unlock_and_nobody_unlocks_himself() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let gwen = portal.global("Gwen Bakker").await;
        let mut inside = portal.signed_in(&gwen).await;
        let mut reader = portal.signed_in(&portal.holder("Rita Reader", Role::DirectoryReader).await).await;
        lock(portal, &bram).await;
        let profile = format!("/users/{}", bram.id);
        let page = reader.get(&profile).await;
        assert!(page.says("Locked until") && page.form(&format!("{profile}/unlock")).is_none(), "{}", page.main());
        lock(portal, &gwen).await;
        let own = format!("/users/{}", gwen.id);
        let page = inside.get(&own).await;
        assert!(page.says("Locked until") && page.form(&format!("{own}/unlock")).is_none(), "{}", page.main());
        // Another one's form, sent for oneself.
        let page = inside.get(&profile).await;
        let form = page.form(&format!("{profile}/unlock")).unwrap();
        assert_eq!(inside.press(&format!("{own}/unlock"), &form).await.code(), 403);
        assert_eq!(portal.last("Unlock user account (by admin)").await.reason, "own-account");
        // Pressed twice it is done once.
        for _ in 0..2 {
            assert_eq!(inside.press(&format!("{profile}/unlock"), &form).await.code(), 303);
        }
        let rows =
            "SELECT count(*) FROM audit_event WHERE activity = 'Unlock user account (by admin)' AND result = 'success'";
        assert_eq!(portal.count(rows).await, 1);
    });
}

#[test]
fn the_page_of_a_person_says_why_she_cannot_sign_in_and_what_helps() {
    run(async |portal| {
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let bram = portal.plain("Bram de Vries").await;
        let nobody = portal.make(Sketch::of("Nina Nieuw").password(None)).await;
        let eva = portal.make(Sketch::of("Eva Elders").source(Source::External).password(None)).await;
        let hans = portal.newcomer("Hans Smit").await;
        let blocked = portal.make(Sketch::of("Bert Bruin").blocked()).await;
        portal.signed_in(&hans).await;
        portal.advance(SignedDuration::from_mins(31));
        let mut gwen = {
            gwen.cookies.clear();
            gwen.sign_in("gwen.bakker", PASSWORD).await;
            gwen
        };
        portal.locked(&bram).await;
        for (person, cause, help) in [
            (&bram, "Wrong passwords have locked the account", Some("unlock")),
            (&nobody, "There is no password yet", Some("reset-password")),
            (&eva, "The account signs in at its own organisation", None),
            (&hans, "The temporary password is over", Some("reset-password")),
            (&blocked, "The account is blocked", Some("unblock")),
        ] {
            let profile = format!("/users/{}", person.id);
            let page = gwen.get(&profile).await;
            let card = page.one("section[aria-labelledby=why]");
            assert!(card.contains(cause) && card.contains("To say on the telephone"), "{card}");
            let mut ways = page.attributes("section[aria-labelledby=why] a", "href");
            ways.extend(page.attributes("section[aria-labelledby=why] form", "action"));
            let expected: Vec<String> = help.map(|help| format!("{profile}/{help}")).into_iter().collect();
            assert_eq!(ways, expected, "{card}");
        }
        // What helps does.
        let profile = format!("/users/{}", bram.id);
        gwen.fill_at(&profile, &format!("{profile}/unlock"), &[]).await;
        let page = gwen.follow().await;
        assert!(page.one("section[aria-labelledby=why]").contains("Nothing stands in the way"), "{}", page.main());
        assert!(gets_in(portal, &bram).await);
    });
}

#[test]
fn many_people_are_unlocked_at_once_and_lists_say_who_is_locked() {
    run(async |portal| {
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        let gwen = portal.global("Gwen Bakker").await;
        for person in [&bram, &gwen] {
            portal.locked(person).await;
        }
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get("/users").await;
        let rows = page.texts("#list tbody tr");
        let locked: Vec<_> = rows.into_iter().filter(|row| row.contains("Locked")).collect();
        assert!(locked.len() == 2 && locked.iter().any(|row| row.contains("Bram")), "{locked:?}");
        let ticks = [&bram, &eva, &gwen].map(|person| format!("person_{}=yes", person.id)).join("&");
        let page = helen.get(&format!("/users/bulk?deed=unlock&{ticks}")).await;
        assert_eq!(page.heading(), "Unlock 3 people?");
        let page = helen.post("/users/bulk", &[("reason", "SD-7")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert_eq!(portal.hand().work().await.unwrap(), 1);
        let outcomes = "SELECT string_agg(user_name || ' ' || outcome, ', ' ORDER BY user_name) FROM job_person";
        assert_eq!(
            portal.ask(outcomes, &[]).await,
            "bram.vries@noordzee.example done, eva.smit@noordzee.example already, gwen.bakker@noordzee.example protected-target"
        );
        let row = portal.last("Unlock user account (by admin)").await;
        assert!(row.details.contains("SD-7") || row.result == "failure", "{}", row.details);
        assert!(gets_in(portal, &bram).await && !gets_in(portal, &gwen).await);
    });
}

#[test]
fn the_service_desk_buys_nobody_guesses_at_the_second_step() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let mut his = portal.signed_in(&bram).await;
        for code in ["000001", "000002", "000003", "000004", "000005"] {
            his.prove(code).await;
        }
        let profile = format!("/users/{}", bram.id);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get(&profile).await;
        assert!(page.says("5 wrong second steps behind the right password"), "{}", page.main());
        assert!(
            page.says("Too many wrong codes") && page.form(&format!("{profile}/unlock")).is_none(),
            "{}",
            page.main()
        );
        assert_eq!(portal.signed_in(&bram).await.prove(&app.next(portal)).await.location(), "/sign-in");
        let una = portal.holder("Una Smit", Role::UserAdministrator).await;
        let mut una = portal.signed_in(&una).await;
        una.get(&profile).await;
        assert_eq!(una.post(&format!("{profile}/unlock"), &[]).await.code(), 303);
        assert_eq!(portal.signed_in(&bram).await.prove(&app.next(portal)).await.location(), "/");
    });
}

#[test]
fn a_lower_number_of_guesses_says_first_whom_it_meets() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        for wrong in 0..6 {
            portal.visitor().sign_in(&bram.user_name, &format!("wrong {wrong}")).await;
        }
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = gwen.fill("/settings/lockout", &[("lockout_threshold", "5")]).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        assert!(page.says("One person has typed so many wrong passwords of late"), "{}", page.main());
        assert_eq!(portal.count("SELECT count(*) FROM setting WHERE section = 'lockout'").await, 0);
        // Another number is another question, and the same one is agreed to.
        assert_eq!(gwen.post("/settings/lockout", &[("lockout_threshold", "6")]).await.code(), 200);
        assert_eq!(gwen.post("/settings/lockout", &[]).await.code(), 303);
        // Nobody is met, so nobody is asked.
        portal.execute("DELETE FROM throttle", &[]).await;
        assert_eq!(gwen.fill("/settings/lockout", &[("lockout_threshold", "3")]).await.code(), 303);
    });
}
