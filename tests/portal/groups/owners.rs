//! Who answers for a group keeps it, without any role, and nothing else (R-152, T-62, A66).

use latchkey::domain::group::MOST_OWNERS;
use latchkey::domain::role::Role;

use crate::support::people::Sketch;
use crate::support::server::run;

#[test]
fn an_owner_without_a_role_reaches_the_group_and_keeps_it() {
    run(async |portal| {
        let (olga, anna) = (portal.plain("Olga Eigen").await, portal.plain("Anna Smit").await);
        let (group, inner) = (portal.group("Sales").await, portal.group("Sales north").await);
        portal.entrust(&group, &olga).await;
        portal.entrust(&inner, &olga).await;
        let mut browser = portal.signed_in(&olga).await;
        let mine = browser.get("/account").await.link("Go to my groups").unwrap();
        assert_eq!(browser.get(&mine).await.people(), ["Sales", "Sales north"]);
        let path = format!("/groups/{group}");
        let page = browser.get(&path).await;
        assert_eq!(page.code(), 200);
        assert_eq!(page.link("My groups").unwrap(), "/account/groups");
        assert!(
            page.attributes("main a", "href")
                .iter()
                .all(|href| !href.starts_with("/users") && !href.starts_with("/audit"))
        );
        assert_eq!(browser.get(&format!("{path}/edit")).await.code(), 200);
        assert_eq!(browser.post(&path, &[("name", "Sales and care")]).await.code(), 303);
        let row = portal.last("Update group").await;
        assert_eq!((row.actor.as_str(), row.result.as_str()), (olga.user_name.as_str(), "success"));
        // People are found by the whole user name alone: answering for a group opens no list of everybody.
        let members = format!("{path}/members");
        for words in ["anna", "smit", "a", "%25", "Sale"] {
            let page = browser.get(&format!("{members}/add?q={words}")).await;
            assert!(page.form(&members).is_none(), "{words}: {}", page.main());
        }
        let page = browser.get(&format!("{members}/add?q=anna.smit")).await;
        let form = page.form(&members).unwrap().with("person_1", &anna.id);
        assert_eq!(browser.submit(&members, &form).await.code(), 303);
        let form =
            browser.get(&format!("{members}/add?q=sales north")).await.form(&members).unwrap().with("group_1", &inner);
        assert_eq!(browser.submit(&members, &form).await.code(), 303);
        let page = browser.follow().await;
        assert_eq!(page.people(), ["Anna Smit"]);
        assert!(page.flash().contains("They are members now"));
        let owners = format!("{path}/owners");
        let form =
            browser.get(&format!("{owners}/add?q=anna.smit")).await.form(&owners).unwrap().with("person_1", &anna.id);
        assert_eq!(browser.submit(&owners, &form).await.code(), 303);
        // Whoever takes herself away is let out gently, and is out.
        let form = browser.get(&owners).await.form(&owners).unwrap().with("person_1", &olga.id);
        let page = browser.submit(&owners, &form).await;
        assert_eq!((page.code(), page.location()), (303, "/account/groups"));
        let page = browser.follow().await;
        assert!(page.flash().contains("They are not owners any more"), "{}", page.flash());
        assert_eq!(browser.get(&path).await.code(), 403);
        portal.execute("DELETE FROM group_owner WHERE group_id::text = $1", &[&inner]).await;
        assert!(browser.get("/account").await.link("Go to my groups").is_none());
        assert!(portal.signed_in(&anna).await.get(&path).await.says("Sales and care"));
    });
}

#[test]
fn an_owner_keeps_that_group_and_nothing_else() {
    run(async |portal| {
        let (olga, anna) = (portal.plain("Olga Eigen").await, portal.plain("Anna Smit").await);
        let (own, other, keepers) =
            (portal.group("Own").await, portal.group("Other").await, portal.role_group("Keepers").await);
        portal.entrust(&own, &olga).await;
        portal.entrust(&keepers, &olga).await;
        let mut browser = portal.signed_in(&olga).await;
        for path in ["", "/edit", "/members", "/members/add", "/owners", "/owners/add", "/delete"] {
            let page = browser.get(&format!("/groups/{other}{path}")).await;
            assert_eq!(page.code(), 403, "{path}");
            // As little as of a group that does not exist.
            let nothing = browser.get(&format!("/groups/0198c0de-0000-7000-8000-000000000000{path}")).await;
            assert_eq!(
                page.masked().replace(&other, ""),
                nothing.masked().replace("0198c0de-0000-7000-8000-000000000000", ""),
                "{path}"
            );
        }
        assert_eq!(browser.get(&format!("/groups/{own}/delete")).await.code(), 403);
        // What may hold roles is only seen.
        let page = browser.get(&format!("/groups/{keepers}")).await;
        assert_eq!((page.code(), page.link("Add members"), page.link("Edit")), (200, None, None));
        let members = format!("/groups/{own}/members");
        let form =
            browser.get(&format!("{members}/add?q=anna.smit")).await.form(&members).unwrap().with("person_1", &anna.id);
        let edit = browser.get(&format!("/groups/{own}/edit")).await.form(&format!("/groups/{own}")).unwrap();
        for group in [&other, &keepers] {
            assert_eq!(browser.press(&format!("/groups/{group}/members"), &form).await.code(), 403);
            assert_eq!(
                browser.press(&format!("/groups/{group}"), &edit.clone().with("name", "Mine")).await.code(),
                403
            );
        }
        assert_eq!(portal.members(&other).await + &portal.members(&keepers).await, "");
        // Another id in a hidden field moves nothing elsewhere.
        assert_eq!(browser.press(&members, &form.clone().with("group", &other)).await.code(), 422);
        // Whoever stops to be an owner is out at the next press.
        portal.execute("DELETE FROM group_owner WHERE group_id::text = $1", &[&own]).await;
        assert_eq!(browser.press(&members, &form).await.code(), 403);
        assert_eq!(portal.members(&own).await, "");
    });
}

#[test]
fn an_owner_without_a_role_looks_into_no_group_by_putting_it_into_the_own_one() {
    run(async |portal| {
        let (olga, anna) = (portal.plain("Olga Eigen").await, portal.plain("Anna Smit").await);
        let (own, second) = (portal.group("Own").await, portal.group("Second").await);
        let (secret, keepers) = (portal.group("Secret").await, portal.role_group("Keepers").await);
        for group in [&own, &second, &keepers] {
            portal.entrust(group, &olga).await;
        }
        portal.join(&secret, &anna).await;
        let outer = portal.group("Everything").await;
        portal.nest(&outer, &own).await;
        let mut browser = portal.signed_in(&olga).await;
        let members = format!("/groups/{own}/members");
        let ours = browser.get(&format!("{members}/add?q=Second")).await;
        let form = ours.form(&members).unwrap();
        assert!(!browser.get(&format!("{members}/add?q=Secret")).await.body.contains(&secret), "not even offered");
        assert_eq!(browser.press(&members, &form.clone().with("group_1", &secret)).await.code(), 403);
        // One that may hold roles takes the right to such groups, whoever answers for it (A64).
        assert_eq!(browser.press(&members, &form.clone().with("group_1", &keepers)).await.code(), 403);
        assert_eq!(portal.count("SELECT count(*) FROM group_nesting").await, 1);
        assert_eq!(browser.press(&members, &form.with("group_1", &second)).await.code(), 303);
        // Nor does the page tell in which groups the own one is.
        assert!(!browser.get(&format!("/groups/{own}")).await.says("Everything"));
    });
}

#[test]
fn the_ticks_stay_when_the_form_is_refused() {
    run(async |portal| {
        let (anna, bart) = (portal.plain("Anna Smit").await, portal.plain("Bart Smit").await);
        let (outer, inner) = (portal.group("Smit outer").await, portal.group("Smit inner").await);
        portal.nest(&inner, &outer).await;
        let mut gina = portal.signed_in(&portal.holder("Gina Groep", Role::GroupsAdministrator).await).await;
        let members = format!("/groups/{outer}/members");
        let form = gina.get(&format!("{members}/add?q=smit")).await.form(&members).unwrap();
        let form = form.with("person_1", &anna.id).with("person_2", &bart.id).with("group_1", &inner);
        let page = gina.press(&members, &form).await;
        assert_eq!(page.code(), 422, "{}", page.text());
        let mut ticked = page.attributes("input[type=checkbox][checked]", "value");
        ticked.sort();
        let mut expected = [anna.id, bart.id, inner];
        expected.sort();
        assert_eq!(ticked, expected);
        assert_eq!(portal.members(&outer).await, "");
    });
}

#[test]
fn a_group_has_at_most_a_hundred_owners_who_can_sign_in() {
    run(async |portal| {
        let group = portal.group("Sales").await;
        let (anna, bart) = (portal.plain("Anna Smit").await, portal.make(Sketch::of("Bart Smit").blocked()).await);
        let mut gina = portal.signed_in(&portal.holder("Gina Groep", Role::GroupsAdministrator).await).await;
        let owners = format!("/groups/{group}/owners");
        let page = gina.get(&format!("{owners}/add?q=smit")).await;
        assert_eq!(page.texts("main .check:not(:has(input))"), ["Bart Smit bart.smit · Blocked"]);
        let form = page.form(&owners).unwrap();
        let page = gina.press(&owners, &form.clone().with("person_1", &bart.id)).await;
        assert_eq!(page.code(), 422);
        assert!(
            page.complaints()[0].contains("cannot sign in, so cannot answer for a group"),
            "{:?}",
            page.complaints()
        );
        let many = "INSERT INTO users (id, user_name, display_name, source, created_at, sort_name, search_text) \
                    SELECT gen_random_uuid(), 'p' || n, 'P', 'local', now(), 'p', 'p' FROM generate_series(1, $1::bigint) n";
        portal.execute(many, &[&(i64::try_from(MOST_OWNERS - 1).unwrap())]).await;
        portal.execute("INSERT INTO group_owner SELECT $1::text::uuid, id, now() FROM users WHERE user_name LIKE 'p%' AND display_name = 'P'", &[&group]).await;
        let cor = portal.plain("Cor Smit").await;
        let both = form.clone().with("person_1", &anna.id).with("person_2", &cor.id);
        let page = gina.press(&owners, &both).await;
        assert_eq!(page.code(), 422);
        assert!(page.complaints()[0].contains("at most 100 owners"), "{:?}", page.complaints());
        assert_eq!(gina.submit(&owners, &form.with("person_1", &anna.id)).await.code(), 303);
        assert!(portal.last("Add owner to group").await.targets.contains("anna.smit@"));
        assert_eq!(portal.count("SELECT count(*) FROM group_owner").await, 100);
    });
}
