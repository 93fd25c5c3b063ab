//! Several deleted people at once: back, or gone for good; ticked in their list, judged one by one (R-128, T-53, T-54).

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use crate::support::people::{Person, Sketch};
use crate::support::server::{Portal, run};

use super::{ordered, outcomes, ticked};

async fn deleted(portal: &Portal) -> i64 {
    portal.count("SELECT count(*) FROM deleted_user").await
}

#[test]
fn ticked_people_come_back_and_whose_name_is_taken_waits_for_another_one() {
    run(async |portal| {
        let people =
            [portal.deleted("Aad Arends").await, portal.deleted("Bea Blok").await, portal.deleted("Cor Claes").await];
        let reader = portal.holder("Dirk Lezer", Role::GlobalReader).await;
        portal.delete(&reader).await;
        portal.make(Sketch { user_name: people[1].user_name.clone(), ..Sketch::of("Berta Visser") }).await;
        let mut browser = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let list = browser.get("/users/deleted").await;
        assert_eq!(list.texts("#deed option"), ["Restore", "Delete permanently"]);
        assert_eq!(list.attributes("#list input[type=checkbox][form=bulk]", "name").len(), 4);
        let everybody: Vec<&Person> = people.iter().chain([&reader]).collect();
        let asked = browser.get(&ticked("restore", &everybody)).await;
        assert_eq!(asked.heading(), "Restore 4 people?");
        assert!(asked.says("Bea Blok") && asked.says("Dirk Lezer"), "{}", asked.main());
        assert_eq!(deleted(portal).await, 4, "a question changes nothing");
        let job = ordered(&mut browser, &ticked("restore", &everybody)).await;
        portal.hand().work().await.unwrap();
        assert_eq!(outcomes(portal).await, "done name-taken done protected-target");
        assert_eq!(deleted(portal).await, 2);
        let page = browser.get(&job).await;
        assert!(page.says("Restore 4 people") && page.says("somebody has the user name by now"), "{}", page.main());
        let told = "SELECT string_agg(target_name, ' ' ORDER BY target_name) FROM audit_event JOIN audit_target ON event_id = id \
                    WHERE audit_event.activity = 'Restore user' AND result = 'success' AND actor_name LIKE 'una.smit@%'";
        assert_eq!(portal.ask(told, &[]).await, format!("{} {}", people[0].user_name, people[2].user_name));
        // Of whom the roles do not reach, the log tells the refusal.
        let row = portal.last("Restore user").await;
        assert_eq!((row.reason.as_str(), row.targets.as_str()), ("protected-target", reader.user_name.as_str()));
        for back in [&people[0], &people[2]] {
            portal.signed_in(back).await;
        }
    });
}

#[test]
fn many_are_removed_for_good_only_with_their_number_typed_and_nobody_who_is_back() {
    run(async |portal| {
        let people =
            [portal.deleted("Aad Arends").await, portal.deleted("Bea Blok").await, portal.deleted("Cor Claes").await];
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let address = ticked("purge", &people.iter().collect::<Vec<_>>());
        let asked = gwen.get(&address).await;
        assert_eq!(asked.heading(), "Permanently delete 3 people?");
        assert!(asked.says("This cannot be undone"), "{}", asked.main());
        for typed in ["", "2", "all"] {
            let page = gwen.post("/users/bulk", &[("reason", "SD-42"), ("confirm", typed)]).await;
            assert_eq!(
                (page.code(), page.complaint("confirm").as_str()),
                (422, "Error: Type the number of people: 3"),
                "{typed}"
            );
        }
        let page = gwen.post("/users/bulk", &[("reason", "SD-42"), ("confirm", "3")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        let job = page.location().to_owned();
        // One of them is brought back before the turn.
        portal.restore(&people[1]).await;
        portal.hand().work().await.unwrap();
        assert_eq!(outcomes(portal).await, "done not-deleted done");
        assert_eq!(deleted(portal).await, 0);
        portal.signed_in(&people[1]).await;
        assert_eq!(gwen.get(&format!("/users/{}", people[0].id)).await.code(), 404);
        let page = gwen.get(&job).await;
        assert_eq!(page.attributes("#list tbody a", "href"), [format!("/users/{}", people[1].id)]);
        assert_eq!(
            portal
                .count("SELECT count(*) FROM audit_event WHERE activity = 'Hard Delete user' AND result = 'success'")
                .await,
            2
        );
    });
}

#[test]
fn whose_days_are_over_or_who_is_there_already_is_left_as_is() {
    run(async |portal| {
        let people = [portal.deleted("Aad Arends").await, portal.deleted("Bea Blok").await];
        let gwen = portal.global("Gwen Bakker").await;
        portal.job(&gwen, "restore", &people.iter().collect::<Vec<_>>()).await;
        portal.restore(&people[0]).await;
        portal.advance(SignedDuration::from_hours(31 * 24));
        portal.hand().work().await.unwrap();
        assert_eq!(outcomes(portal).await, "already gone");
    });
}

#[test]
fn the_deleted_are_not_ordered_for_by_those_who_may_not_nor_all_at_once_nor_the_living() {
    run(async |portal| {
        let bea = portal.deleted("Bea Blok").await;
        let cor = portal.plain("Cor Claes").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        assert!(helen.get("/users/deleted").await.texts("#deed option").is_empty());
        for deed in ["restore", "purge"] {
            assert_eq!(helen.get(&ticked(deed, &[&bea])).await.code(), 403, "{deed}");
        }
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        assert!(!gwen.get("/users").await.texts("#deed option").contains(&"Restore".to_owned()));
        assert_eq!(gwen.get("/users/bulk?deed=purge&all=yes").await.code(), 422);
        assert_eq!(gwen.get(&ticked("purge", &[&cor])).await.code(), 422, "nobody of the living is in the list");
        assert_eq!(gwen.get(&ticked("block", &[&bea])).await.code(), 422, "nor of the deleted in the other one");
        assert_eq!(portal.count("SELECT count(*) FROM job").await, 0);
    });
}
