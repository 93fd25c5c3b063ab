//! Groups in groups: never in a circle, never too deep, with the way by which each is a member (R-153, A64).

use latchkey::domain::group::{MOST_BELOW, MOST_LEVELS};
use latchkey::domain::role::Role;

use crate::support::page::Page;
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

async fn gina(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Gina Groep", Role::GroupsAdministrator).await).await
}

/// Puts a group into another one through the page.
async fn put(browser: &mut Visitor, outer: &str, inner: &str) -> Page {
    let path = format!("/groups/{outer}/members");
    let page = browser.get(&format!("{path}/add?q=group")).await;
    let form = page.form(&path).unwrap().with("group_1", inner);
    browser.submit(&path, &form).await
}

#[test]
fn everybody_inside_is_shown_once_with_the_shortest_way() {
    run(async |portal| {
        let (anna, bram, cor) =
            (portal.plain("Anna Smit").await, portal.plain("Bram Smit").await, portal.plain("Cor Smit").await);
        let (outer, middle, inner) =
            (portal.group("Netherlands").await, portal.group("Zuid").await, portal.group("Rotterdam").await);
        portal.nest(&outer, &middle).await;
        portal.nest(&middle, &inner).await;
        portal.join(&outer, &anna).await;
        portal.join(&inner, &anna).await;
        portal.join(&inner, &bram).await;
        portal.join(&middle, &cor).await;
        let mut gina = gina(portal).await;
        let page = gina.get(&format!("/groups/{outer}")).await;
        assert_eq!(
            (page.fact("Members"), page.fact("With nested groups")),
            ("1 person".to_owned(), "3 people".to_owned())
        );
        let page = gina.get(&format!("/groups/{outer}/members?effective=yes")).await;
        assert_eq!(page.people(), ["Anna Smit", "Bram Smit", "Cor Smit"]);
        assert_eq!(page.texts("#list tbody td:nth-child(4)"), ["Direct", "Through Rotterdam > Zuid", "Through Zuid"]);
        assert!(
            page.form(&format!("/groups/{outer}/members")).is_none(),
            "who is in through another group leaves that one"
        );
        let page = gina.get(&format!("/groups/{inner}")).await;
        assert!(page.says("This group is in Zuid"), "{}", page.main());
        assert_eq!(gina.get(&format!("/groups/{outer}/members?effective=no")).await.code(), 422);
    });
}

#[test]
fn a_group_is_never_in_itself() {
    run(async |portal| {
        let mut gina = gina(portal).await;
        let ids = [portal.group("Group A").await, portal.group("Group B").await, portal.group("Group C").await];
        for (outer, inner) in [(0, 1), (1, 2)] {
            assert_eq!(put(&mut gina, &ids[outer], &ids[inner]).await.code(), 303);
        }
        let before = portal.ledger().await;
        for (outer, inner) in [(2, 0), (1, 0), (2, 1), (0, 0)] {
            let page = put(&mut gina, &ids[outer], &ids[inner]).await;
            assert_eq!(page.code(), 422, "{outer} {inner}: {}", page.main());
            assert!(page.complaints()[0].contains("A group is never in itself"), "{:?}", page.complaints());
        }
        assert_eq!((portal.count("SELECT count(*) FROM group_nesting").await, portal.ledger().await), (2, before));
        // A deleted group in between may come back, so it counts.
        portal.execute("UPDATE groups SET deleted_at = now(), purge_at = now() WHERE name = 'Group B'", &[]).await;
        assert_eq!(put(&mut gina, &ids[2], &ids[0]).await.code(), 422);
        // The same twice is nothing new.
        portal.execute("UPDATE groups SET deleted_at = NULL, purge_at = NULL", &[]).await;
        assert_eq!(put(&mut gina, &ids[0], &ids[1]).await.code(), 303);
        assert!(gina.follow().await.flash().contains("nothing was changed"));
    });
}

#[test]
fn two_who_close_a_circle_at_the_same_moment_do_not() {
    run(async |portal| {
        let mut gina = gina(portal).await;
        let mut gert = portal.signed_in(&portal.holder("Gert Groep", Role::GroupsAdministrator).await).await;
        for round in 0..5 {
            let (a, b) =
                (portal.group(&format!("Group A{round}")).await, portal.group(&format!("Group B{round}")).await);
            let (first, second) = (format!("/groups/{a}/members"), format!("/groups/{b}/members"));
            let one = gina.get(&format!("{first}/add?q=group")).await.form(&first).unwrap().with("group_1", &b);
            let two = gert.get(&format!("{second}/add?q=group")).await.form(&second).unwrap().with("group_1", &a);
            let (one, two) = tokio::join!(gina.press(&first, &one), gert.press(&second, &two));
            let mut codes = [one.code(), two.code()];
            codes.sort_unstable();
            assert_eq!(codes, [303, 422], "{} {}", one.main(), two.main());
        }
        assert_eq!(portal.count("SELECT count(*) FROM group_nesting").await, 5);
    });
}

#[test]
fn nesting_ends_at_its_limits() {
    run(async |portal| {
        let mut gina = gina(portal).await;
        let mut chain = vec![portal.group("Group 0").await];
        for number in 1..MOST_LEVELS {
            let id = portal.group(&format!("Group {number}")).await;
            let page = put(&mut gina, &chain[number - 1], &id).await;
            assert_eq!(page.code(), 303, "{number}: {}", page.main());
            chain.push(id);
        }
        let more = portal.group("Group more").await;
        let last = chain.last().unwrap().clone();
        for (outer, inner) in [(&last, &more), (&more, &chain[0])] {
            let page = put(&mut gina, outer, inner).await;
            assert_eq!(page.code(), 422);
            assert!(page.complaints()[0].contains("at most 8 groups stand in one another"), "{:?}", page.complaints());
        }
        let wide = portal.group("Group wide").await;
        let many = "INSERT INTO groups (id, name, name_key, role_assignable, created_at) SELECT gen_random_uuid(), 'Many ' || n, 'many ' || n, false, now() \
                    FROM generate_series(1, $1::bigint) n";
        portal.execute(many, &[&(i64::try_from(MOST_BELOW).unwrap())]).await;
        portal.execute("INSERT INTO group_nesting SELECT $1::text::uuid, id, now() FROM groups WHERE name LIKE 'Many %' AND name <> 'Many 1'", &[&wide]).await;
        assert_eq!(put(&mut gina, &wide, &more).await.code(), 303);
        let one = portal.ask("SELECT id::text FROM groups WHERE name = 'Many 1'", &[]).await;
        for outer in [&wide, &more] {
            let page = put(&mut gina, outer, &one).await;
            assert_eq!(page.code(), 422, "{}", page.main());
            assert!(page.complaints()[0].contains("at most 200 groups"), "{:?}", page.complaints());
        }
    });
}
