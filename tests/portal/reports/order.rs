//! The report of resets from its other end, and what is known beside a reset of an administrator (R-326, ux 8.12).

use jiff::SignedDuration;

use super::resets::{REPORT, reader, rows};
use crate::support::page::Page;
use crate::support::people::BETTER;
use crate::support::server::run;

#[test]
fn the_oldest_reset_comes_first_where_that_is_asked_for_on_every_page_and_in_the_file() {
    run(async |portal| {
        portal
            .execute(
                "INSERT INTO password_reset SELECT gen_random_uuid(), now() - n * interval '1 hour', 'self-service', gen_random_uuid(), 'u' || lpad(n::text, 2, '0'), \
                 false, NULL, '', '{}', 'succeeded', 'done', now(), gen_random_uuid() FROM generate_series(1, 25) AS n",
                &[],
            )
            .await;
        let mut rita = reader(portal).await;
        let page = rita.get(&format!("{REPORT}?size=10")).await;
        assert_eq!(page.attributes("#list th[aria-sort]", "aria-sort"), ["descending"]);
        let turned = page.attributes("#list th[aria-sort] a", "href")[0].split('#').next().unwrap().to_owned();
        let mut page = rita.get(&format!("{turned}&size=10")).await;
        assert_eq!(page.attributes("#list th[aria-sort]", "aria-sort"), ["ascending"]);
        let users = |page: &Page| rows(page).into_iter().map(|(user, ..)| user).collect::<Vec<_>>();
        let mut all = users(&page);
        while let Some(next) = page.attributes("a[rel=next]", "href").first().cloned() {
            page = rita.get(&next).await;
            all.extend(users(&page));
        }
        let oldest_first: Vec<_> = (1..=25).rev().map(|number| format!("u{number:02}")).collect();
        assert_eq!(all, oldest_first);
        let back = page.attributes("a[rel=prev]", "href")[0].clone();
        assert_eq!(users(&rita.get(&back).await), oldest_first[10..20]);
        let file = rita.get(&format!("{REPORT}.csv?order=oldest")).await.body;
        let file = crate::users::export::cells(&file);
        assert_eq!((file[1][0].as_str(), file[25][0].as_str()), ("u25", "u01"));
        let narrowed = rita.get(&format!("{REPORT}?order=oldest&result=succeeded&kind=self-service&size=10")).await;
        assert_eq!(users(&narrowed), oldest_first[..10]);
        assert_eq!(rita.get(&format!("{REPORT}?order=best")).await.code(), 422);
    });
}

#[test]
fn a_reset_of_an_administrator_tells_the_check_the_reason_and_what_became_of_the_password() {
    run(async |portal| {
        let (bram, dora) = (portal.plain("Bram de Vries").await, portal.plain("Dora Jansen").await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = format!("/users/{}/reset-password", bram.id);
        let page = helen.fill(&path, &[("verified_by", "called-back"), ("reason", "SD-48213")]).await;
        let password = page.secret();
        let path = format!("/users/{}/reset-password", dora.id);
        helen.fill(&path, &[("verified_by", "saw-id"), ("expires", "8h")]).await;
        let mut rita = reader(portal).await;
        let page = rita.get(REPORT).await;
        let beside = page.texts("#list tbody td.wide .sub");
        assert!(beside.contains(&"Called back · SD-48213".to_owned()), "{beside:?}");
        assert!(beside.contains(&"Saw ID".to_owned()), "{beside:?}");
        assert_eq!(page.texts("#list tbody td:nth-child(5) .sub"), ["Waits", "Waits"]);
        let mut browser = portal.visitor();
        browser.sign_in(&bram.user_name, &password).await;
        portal.advance(SignedDuration::from_mins(6));
        browser.get("/change-password").await;
        browser.post("/change-password", &[("new_password", BETTER)]).await;
        let page = rita.get(&format!("{REPORT}?person=bram&kind=administrator")).await;
        assert_eq!(page.texts("#list tbody td:nth-child(5) .sub"), ["Changed after 6 minutes"]);
        portal.advance(SignedDuration::from_hours(9));
        let mut rita = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = rita.get(&format!("{REPORT}?person=dora")).await;
        assert_eq!(page.texts("#list tbody td:nth-child(5) .sub"), ["Its time is over"]);
        assert_eq!(page.attributes("button[data-print]", "type"), ["button"]);
    });
}

#[test]
fn the_first_page_the_report_and_the_list_have_one_number_of_passwords_that_wait() {
    run(async |portal| {
        let (bram, dora) = (portal.plain("Bram de Vries").await, portal.plain("Dora Jansen").await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for person in [&bram, &dora] {
            helen.fill(&format!("/users/{}/reset-password", person.id), &[("verified_by", "saw-id")]).await;
        }
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        // Whoever is blocked still has the password that waits.
        let page = gwen.fill(&format!("/users/{}/block", dora.id), &[("reason", "SD-1")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        for (browser, number) in [(&mut gwen, "3"), (&mut helen, "2")] {
            let home = browser.get("/").await;
            assert_eq!(home.texts("dd.v")[0], number);
            let list = home.attributes("dl.stats dd.d a", "href")[0].clone();
            let listed = browser.get(&list).await.texts("tbody tr").len();
            let report = browser.get(REPORT).await;
            assert_eq!((listed.to_string().as_str(), report.texts("dd.v").last().unwrap().as_str()), (number, number));
        }
    });
}
