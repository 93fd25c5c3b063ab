//! Long lists: there and back over sixty people, nobody lost and nobody twice.

use latchkey::domain::profile::Profile;
use latchkey::domain::user::Source;

use crate::support::people::Sketch;
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

/// Sixty people, many of one name, some without a department; names that only folding orders.
async fn directory(portal: &Portal) -> Visitor {
    for number in 0..60 {
        let name = ["Jan Smit", "Zoë Müller", "anna de boer", "Émile Zola", "Jan Smit Jr."][number % 5];
        let mut sketch = Sketch::of(name).source(Source::Directory);
        sketch.user_name = format!("p{number}@noordzee.example");
        let department = ["Zorg", "ábc", "Haven", ""][number % 4];
        sketch.profile =
            Profile { department: Some(department.to_owned()).filter(|name| !name.is_empty()), ..Profile::default() };
        portal.make(sketch).await;
    }
    portal.signed_in(&portal.helpdesk("Helen Kramer").await).await
}

fn rows(page: &crate::support::page::Page) -> Vec<String> {
    page.attributes("#list .name a", "href")
}

async fn there_and_back(helen: &mut Visitor, query: &str) -> Vec<String> {
    let mut there = vec![];
    let mut page = helen.get(&format!("/users?size=10&{query}")).await;
    loop {
        assert_eq!(page.code(), 200, "{}", page.text());
        there.push(rows(&page));
        match page.attributes("a[rel=next]", "href").first() {
            Some(next) => page = helen.get(&next.clone()).await,
            None => break,
        }
    }
    let mut back = vec![rows(&page)];
    while let Some(previous) = page.attributes("a[rel=prev]", "href").first() {
        page = helen.get(&previous.clone()).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        back.push(rows(&page));
    }
    back.reverse();
    // Backwards, the page at the beginning may be the short one; the rows are the same.
    assert_eq!(there.concat(), back.concat(), "{query}");
    assert!(there.len() > 3 && there.iter().all(|rows| rows.len() <= 10), "{query}");
    there.concat()
}

#[test]
fn nobody_is_lost_or_doubled_in_either_order_and_direction() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        for (sort, order, filter) in [
            ("name", "sort_name, id", "true"),
            ("department", "department_key, sort_name, id", "department_key IS NOT NULL"),
        ] {
            let up = there_and_back(&mut helen, &format!("sort={sort}")).await;
            let mut down = there_and_back(&mut helen, &format!("sort={sort}&dir=desc")).await;
            down.reverse();
            assert_eq!(up, down, "{sort}");
            let sql = format!("SELECT string_agg('/users/' || id, ' ' ORDER BY {order}) FROM users WHERE {filter}");
            assert_eq!(up.join(" "), portal.ask(&sql, &[]).await, "{sort}");
        }
    });
}

#[test]
fn filters_stay_on_every_page() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        let found = there_and_back(&mut helen, "view=directory&dir=desc").await;
        assert_eq!(found.len(), 60);
        let found = there_and_back(&mut helen, "q=noordzee").await;
        assert!(found.len() >= 60, "{}", found.len());
        let page = helen.get("/users?department=zorg&size=10").await;
        let next = page.attributes("a[rel=next]", "href").remove(0);
        assert!(next.contains("department=zorg") && next.contains("size=10") && next.contains("after="), "{next}");
        assert_eq!(helen.get(&next).await.people().len(), 5);
    });
}

#[test]
fn a_page_beyond_the_end_says_so_and_leads_back() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        let page = helen.get("/users?size=50").await;
        let next = page.attributes("a[rel=next]", "href").remove(0);
        portal.execute("DELETE FROM users WHERE source = 'directory'", &[]).await;
        portal.execute("DELETE FROM users WHERE sort_name > 'helen'", &[]).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Aad Aal").await).await;
        let page = helen.get(&next).await;
        assert_eq!((page.code(), page.one("#none").as_str()), (200, "There is no one on this page"));
        let first = page.link("Back to the first page").unwrap();
        assert!(!helen.get(&first).await.people().is_empty());
    });
}

#[test]
fn a_cursor_of_one_order_is_no_place_in_another() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        let page = helen.get("/users?size=10").await;
        let next = page.attributes("a[rel=next]", "href").remove(0);
        let page = helen.get(&format!("{next}&sort=department")).await;
        assert_eq!(page.code(), 422);
        let page = helen.get(&next.replace("after=", "before=")).await;
        assert_eq!(page.code(), 200);
        let page = helen.get(&format!("{next}A")).await;
        assert_eq!(page.code(), 422);
    });
}

#[test]
fn the_head_of_the_list_says_its_order_and_turns_it_around() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        let page = helen.get("/users").await;
        assert_eq!(page.attributes("th[aria-sort]", "aria-sort"), ["ascending"]);
        assert_eq!(page.one("th[aria-sort]"), "Name");
        let down = page.attributes("th[aria-sort] a", "href").remove(0);
        let page = helen.get(&down).await;
        assert_eq!(page.attributes("th[aria-sort]", "aria-sort"), ["descending"]);
        let departments = page.link("Department").unwrap();
        let page = helen.get(&departments).await;
        assert_eq!(page.one("th[aria-sort]"), "Department");
        assert!(page.says("People without a department are left out of this order."));
    });
}
