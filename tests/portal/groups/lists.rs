//! The list of groups, the people of a group in the list of users, and the groups of a person.

use latchkey::domain::profile::Profile;
use latchkey::domain::role::Role;

use crate::support::people::Sketch;
use crate::support::server::run;

#[test]
fn the_list_shows_members_and_owner_and_finds_by_any_part_of_the_name() {
    run(async |portal| {
        let (bram, anna) = (portal.plain("Bram de Vries").await, portal.plain("Anna Smit").await);
        let (sales, rotterdam, keepers) = (
            portal.group("Sales").await,
            portal.group("Office Rotterdam, Maasvlakte").await,
            portal.role_group("Identity keepers").await,
        );
        for person in [&bram, &anna] {
            portal.join(&sales, person).await;
            portal.entrust(&sales, person).await;
        }
        let mut reader = portal.signed_in(&portal.holder("Daan Lezer", Role::DirectoryReader).await).await;
        let page = reader.get("/groups").await;
        assert_eq!(page.people(), ["Identity keepers", "Office Rotterdam, Maasvlakte", "Sales"]);
        let row = page.texts("#list tbody tr").remove(2);
        assert_eq!(row, "Sales 2 Anna Smit and 1 more Membership");
        assert!(page.texts("#list tbody tr")[0].contains("0 No owner May hold roles"), "{}", page.main());
        assert!(page.says("3 groups"), "{}", page.main());
        for (words, names) in [
            ("maas rot", &["Office Rotterdam, Maasvlakte"][..]),
            ("SÁLES", &["Sales"]),
            ("id", &["Identity keepers"]),
            ("%25", &[]),
            ("nothing", &[]),
        ] {
            assert_eq!(reader.get(&format!("/groups?q={words}")).await.people(), names, "{words}");
        }
        for id in [&sales, &rotterdam, &keepers] {
            assert_eq!(reader.get(&format!("/groups/{id}")).await.code(), 200);
        }
        for bad in ["size=26", "after=x", "q=a&q=b", "unknown=1", "before=a&after=b"] {
            assert_eq!(reader.get(&format!("/groups?{bad}")).await.code(), 422, "{bad}");
        }
        assert_eq!(reader.get("/groups/0198c0de-0000-7000-8000-000000000000").await.code(), 404);
        assert_eq!(reader.get("/groups/x").await.code(), 404);
    });
}

#[test]
fn pages_of_groups_go_on_where_the_one_before_ended() {
    run(async |portal| {
        for number in 0..25 {
            portal.group(&format!("Team {number:02}")).await;
        }
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let mut seen = vec![];
        let mut page = gwen.get("/groups?size=10").await;
        loop {
            seen.extend(page.people());
            let Some(next) = page.attributes("a[rel=next]", "href").pop() else { break };
            page = gwen.get(&next).await;
        }
        let all: Vec<String> = (0..25).map(|number| format!("Team {number:02}")).collect();
        assert_eq!(seen, all);
        let back = page.attributes("a[rel=prev]", "href").remove(0);
        assert_eq!(gwen.get(&back).await.people(), all[10..20]);
        // Of a group's members too.
        let group = portal.group("Everybody").await;
        for number in 10..35 {
            let person = portal.make(Sketch::of(&format!("Piet Nummer{number}")).password(None)).await;
            portal.join(&group, &person).await;
        }
        let mut seen = vec![];
        let mut page = gwen.get(&format!("/groups/{group}/members?size=10")).await;
        assert!(page.says("25 people"), "{}", page.main());
        loop {
            seen.extend(page.people());
            let Some(next) = page.attributes("a[rel=next]", "href").pop() else { break };
            page = gwen.get(&next).await;
        }
        assert_eq!(seen, (10..35).map(|number| format!("Piet Nummer{number}")).collect::<Vec<_>>());
    });
}

#[test]
fn the_list_of_users_shows_who_is_in_a_group_through_other_groups_too() {
    run(async |portal| {
        let at = |department: &str| Profile { department: Some(department.to_owned()), ..Profile::default() };
        let anna = portal.make(Sketch::of("Anna Smit").profile(at("Zorg"))).await;
        let bram = portal.make(Sketch::of("Bram Smit").profile(at("Haven")).blocked()).await;
        let cor = portal.make(Sketch::of("Cor Bakker").profile(at("Haven"))).await;
        portal.plain("Dora Buiten").await;
        let (outer, middle, inner) =
            (portal.group("Netherlands").await, portal.group("Zuid").await, portal.group("Rotterdam").await);
        portal.nest(&outer, &middle).await;
        portal.nest(&middle, &inner).await;
        portal.join(&outer, &anna).await;
        portal.join(&inner, &anna).await;
        portal.join(&inner, &bram).await;
        portal.join(&middle, &cor).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get(&format!("/users?group={outer}")).await;
        assert_eq!(page.people(), ["Anna Smit", "Bram Smit", "Cor Bakker"], "each once, by name");
        assert!(page.texts("a.chip")[0].starts_with("Group: Netherlands"), "{:?}", page.texts("a.chip"));
        assert!(page.says("3 people match"), "{}", page.main());
        for (query, names) in [
            (format!("group={inner}"), &["Anna Smit", "Bram Smit"][..]),
            (format!("group={outer}&dir=desc"), &["Cor Bakker", "Bram Smit", "Anna Smit"]),
            (format!("group={outer}&department=haven"), &["Bram Smit", "Cor Bakker"]),
            (format!("group={outer}&view=blocked"), &["Bram Smit"]),
            (format!("group={outer}&q=smit"), &["Anna Smit", "Bram Smit"]),
            (format!("group={outer}&q=smit&status=blocked"), &["Bram Smit"]),
            (format!("group={outer}&sort=department"), &["Bram Smit", "Cor Bakker", "Anna Smit"]),
            (format!("group={outer}&q=dora"), &[]),
        ] {
            assert_eq!(helen.get(&format!("/users?{query}")).await.people(), names, "{query}");
        }
        // The filter stays when another one is applied, and goes with its chip.
        let page = helen.get(&format!("/users?group={outer}&q=dora")).await;
        assert_eq!(page.value("group"), outer);
        assert!(page.says("Not in this group alone: 1"), "{}", page.main());
        let mut page = helen.get(&format!("/users?group={outer}&size=10")).await;
        assert!(page.attributes("a[rel=next]", "href").is_empty());
        for number in 0..12 {
            let person = portal.make(Sketch::of(&format!("Zed Nummer{number:02}")).password(None)).await;
            portal.join(&inner, &person).await;
            portal.join(&middle, &person).await;
        }
        page = helen.get(&format!("/users?group={outer}&size=10")).await;
        let next = page.attributes("a[rel=next]", "href").remove(0);
        assert!(next.contains(&format!("group={outer}")), "{next}");
        assert_eq!(page.people().len() + helen.get(&next).await.people().len(), 15);
        for (bad, code) in
            [("x", 422), ("0198C0DE-0000-7000-8000-000000000000", 422), ("0198c0de-0000-7000-8000-000000000000", 404)]
        {
            assert_eq!(helen.get(&format!("/users?group={bad}")).await.code(), code, "{bad}");
        }
        // A group that is deleted in between lets nobody through.
        portal.execute("UPDATE groups SET deleted_at = now(), purge_at = now() WHERE id::text = $1", &[&middle]).await;
        assert_eq!(helen.get(&format!("/users?group={outer}")).await.people(), ["Anna Smit"]);
        assert_eq!(helen.get(&format!("/users?group={middle}")).await.code(), 404);
    });
}

#[test]
fn a_new_name_of_a_person_moves_her_in_every_list_of_members() {
    run(async |portal| {
        let (anna, bram) = (portal.plain("Anna Smit").await, portal.plain("Bram Smit").await);
        let group = portal.group("Sales").await;
        portal.join(&group, &anna).await;
        portal.join(&group, &bram).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        assert_eq!(una.fill(&format!("/users/{}/edit", anna.id), &[("display_name", "Zoë Smit")]).await.code(), 303);
        assert_eq!(una.get(&format!("/users?group={group}")).await.people(), ["Bram Smit", "Zoë Smit"]);
    });
}

#[test]
fn a_person_is_added_to_a_group_by_its_name() {
    run(async |portal| {
        let anna = portal.plain("Anna Smit").await;
        let (group, keepers) = (portal.group("Sales").await, portal.role_group("Keepers").await);
        let mut gina = portal.signed_in(&portal.holder("Gina Groep", Role::GroupsAdministrator).await).await;
        let path = format!("/users/{}/groups", anna.id);
        for (typed, says) in
            [("", "No group is called this"), ("Sale", "No group is called this"), ("x\u{202e}", "No group")]
        {
            let page = gina.fill(&path, &[("group", typed)]).await;
            assert_eq!((page.code(), page.value("group")), (422, typed.to_owned()), "{typed}");
            assert!(page.complaint("group").contains(says), "{typed}: {}", page.complaint("group"));
        }
        let page = gina.fill(&path, &[("group", " SALES ")]).await;
        assert_eq!((page.code(), page.location()), (303, path.as_str()), "{}", page.text());
        let page = gina.follow().await;
        assert_eq!(page.people(), ["Sales"]);
        assert!(page.flash().contains("They are members now") && page.says("Undo"), "{}", page.flash());
        assert_eq!(portal.members(&group).await, "Anna Smit");
        assert_eq!(gina.fill(&path, &[("group", "Keepers")]).await.code(), 403);
        assert_eq!(portal.members(&keepers).await, "");
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        assert!(helen.get(&path).await.form(&path).is_none(), "whoever keeps no group has no form");
    });
}

#[test]
fn a_persons_groups_say_by_which_way_she_is_in_them() {
    run(async |portal| {
        let anna = portal.plain("Anna Smit").await;
        let (outer, middle, inner) =
            (portal.group("Netherlands").await, portal.group("Zuid").await, portal.group("Rotterdam").await);
        portal.nest(&outer, &middle).await;
        portal.nest(&middle, &inner).await;
        portal.join(&inner, &anna).await;
        portal.group("Without her").await;
        let keepers = portal.role_group("Keepers").await;
        portal.join(&keepers, &anna).await;
        let mut gina = portal.signed_in(&portal.holder("Gina Groep", Role::GroupsAdministrator).await).await;
        let tab = gina.get(&format!("/users/{}", anna.id)).await.link("Groups").unwrap();
        assert_eq!(tab, "/groups", "the navigation comes first");
        let path = format!("/users/{}/groups", anna.id);
        let page = gina.get(&path).await;
        assert_eq!(page.people(), ["Keepers", "Netherlands", "Rotterdam", "Zuid"]);
        let ways = page.texts("#list tbody td:nth-child(2)");
        assert_eq!(ways, ["Direct", "Through Rotterdam > Zuid", "Direct", "Through Rotterdam"]);
        // One press takes her out where that is possible: not of those that may hold roles, not of those she is in through others.
        assert_eq!(page.texts("#list form button"), ["Remove Rotterdam"]);
        let members = format!("/groups/{inner}/members");
        let form = page.form(&members).unwrap().with("person_1", &anna.id);
        let page = gina.submit(&members, &form).await;
        assert_eq!((page.code(), page.location()), (303, path.as_str()));
        let page = gina.follow().await;
        assert_eq!(page.people(), ["Keepers"]);
        assert!(page.flash().contains("They are not members any more"), "{}", page.flash());
        let undo = page.form(&members).unwrap();
        assert_eq!(gina.submit(&members, &undo).await.code(), 303);
        assert_eq!(portal.members(&inner).await, "Anna Smit");
        assert_eq!(gina.get("/users/0198c0de-0000-7000-8000-000000000000/groups").await.code(), 404);
    });
}

#[test]
fn names_of_groups_are_proposed_while_one_is_typed() {
    run(async |portal| {
        portal.group("Crane drivers").await;
        portal.group("Crane inspectors").await;
        let divers = portal.group("Divers \"north\"").await;
        portal.execute("UPDATE groups SET description = 'At sea' WHERE id::text = $1", &[&divers]).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        for (query, told) in [
            ("?q=crane", r#"[{"name":"Crane drivers","label":""},{"name":"Crane inspectors","label":""}]"#),
            ("?q=CRANE+insp", r#"[{"name":"Crane inspectors","label":""}]"#),
            ("?q=div", r#"[{"name":"Divers \"north\"","label":"At sea"}]"#),
            ("?q=di", r#"[{"name":"Divers \"north\"","label":"At sea"}]"#),
            ("?q=d", "[]"),
            ("", "[]"),
        ] {
            let page = una.get(&format!("/groups/suggest{query}")).await;
            assert_eq!(
                (page.code(), page.header("content-type"), page.body.as_str()),
                (200, "application/json", told),
                "{query}"
            );
        }
        for bad in ["?q=a&q=b".to_owned(), format!("?q={}", "x".repeat(201)), "?words=crane".to_owned()] {
            assert_eq!(una.get(&format!("/groups/suggest{bad}")).await.code(), 422, "{bad}");
        }
        let bram = portal.plain("Bram de Vries").await;
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::GlobalAdministrator).await).await;
        for path in ["/audit".to_owned(), "/reports/registration".to_owned(), format!("/users/{}/groups", bram.id)] {
            let page = rita.get(&path).await;
            assert_eq!(page.attributes("#group", "data-suggest"), ["/groups/suggest"], "{path}");
            assert_eq!(page.attributes("datalist#group-list", "id"), ["group-list"], "{path}");
        }
    });
}
