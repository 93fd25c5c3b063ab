//! The list of the deleted: newest first, page by page, a form of its own in each row.

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use crate::support::people::Sketch;
use crate::support::server::run;

#[test]
fn the_list_tells_who_when_by_whom_and_until_when_the_newest_first() {
    run(async |portal| {
        let mut reader = portal.signed_in(&portal.holder("Daan Lezer", Role::DirectoryReader).await).await;
        let link = reader.get("/users").await.link("Deleted users").unwrap();
        let page = reader.get(&link).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Deleted users"));
        assert!(page.says("Nobody is deleted"), "{}", page.main());
        let bram = portal.deleted("Bram de Vries").await;
        portal.advance(SignedDuration::from_hours(2 * 24));
        portal.deleted("Eva Smit").await;
        let mut reader = portal.signed_in(&portal.holder("Dora Lezer", Role::DirectoryReader).await).await;
        let page = reader.get(&link).await;
        assert_eq!(page.people(), ["Eva Smit", "Bram de Vries"]);
        let cells = page.texts("tbody tr:last-child td");
        assert_eq!(cells[1], "bram.vries");
        assert_eq!(cells[3], "admin");
        let ends = portal
            .ask("SELECT to_char(purge_at AT TIME ZONE 'Europe/Amsterdam', 'FMDD Mon') FROM deleted_user WHERE id = $1::text::uuid", &[&bram.id])
            .await;
        assert!(cells[4].starts_with(&ends), "{cells:?}: {ends}");
        assert_eq!(page.texts("td.acts"), Vec::<String>::new(), "a reader restores nobody");
        assert!(reader.get(&format!("/users/{}", bram.id)).await.says("28 days are left"));
    });
}

#[test]
fn pages_of_the_deleted_follow_one_another_and_back() {
    run(async |portal| {
        for number in 10..32 {
            portal.deleted(&format!("Person{number} Weg")).await;
        }
        // Two of the same moment.
        portal.execute("UPDATE deleted_user SET deleted_at = (SELECT max(deleted_at) FROM deleted_user) WHERE display_name IN ('Person20 Weg', 'Person21 Weg')", &[]).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let first = gwen.get("/users/deleted?size=10").await;
        assert_eq!((first.people().len(), first.link("Newer")), (10, None));
        let second = gwen.get(&first.link("Older").unwrap()).await;
        let third = gwen.get(&second.link("Older").unwrap()).await;
        assert_eq!((third.people().len(), third.link("Older")), (2, None));
        let mut all: Vec<String> = [&first, &second, &third].iter().flat_map(|page| page.people()).collect();
        assert_eq!(gwen.get(&third.link("Newer").unwrap()).await.people(), second.people());
        assert_eq!(gwen.get(&second.link("Newer").unwrap()).await.people(), first.people());
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 22);
        for bad in
            ["after=x", "after=AAAA", "size=11", "before=a&after=b", "sort=name", "after=AAAAAAAAAAAAAAAAAAAAAHg"]
        {
            assert_eq!(gwen.get(&format!("/users/deleted?{bad}")).await.code(), 422, "{bad}");
        }
    });
}

#[test]
fn each_row_restores_its_own_person_also_on_a_page_that_was_used_before() {
    run(async |portal| {
        let people = [portal.deleted("Bram de Vries").await, portal.deleted("Eva Smit").await];
        let strong = portal.make(Sketch::of("Gijs Bos").role(Role::GlobalAdministrator)).await;
        portal.delete(&strong).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let list = una.get("/users/deleted").await;
        assert_eq!(list.people().len(), 3);
        assert!(list.form(&format!("/users/{}/restore", strong.id)).is_none(), "out of her reach");
        for person in &people {
            // Both from the one page that was opened at the beginning.
            let path = format!("/users/{}/restore", person.id);
            let page = una.submit(&path, &list.form(&path).unwrap()).await;
            assert_eq!((page.code(), page.location().to_owned()), (303, format!("/users/{}", person.id)));
            portal.signed_in(person).await;
        }
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Restore user'").await, 2);
    });
}
