//! T-06, R-035: the file holds exactly whom the list shows, under the names of R-001, and nothing that a spreadsheet calculates.

use latchkey::domain::profile::Profile;
use latchkey::domain::role::Role;
use latchkey::domain::user::{PasswordKind, Source};
use reqwest::Method;

use crate::support::page::Page;
use crate::support::people::Sketch;
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

/// The cells of a file, as RFC 4180 has them.
pub(crate) fn cells(file: &str) -> Vec<Vec<String>> {
    let file = file.strip_prefix('\u{feff}').unwrap();
    let (mut lines, mut line, mut cell) = (vec![], vec![], String::new());
    let mut letters = file.chars().peekable();
    let mut quoted = false;
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'), "lines end with CR LF");
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted && line.is_empty() && cell.is_empty(), "the file ends with its last line");
    lines
}

/// The ids in a file, in order.
fn ids(page: &Page) -> Vec<String> {
    assert_eq!(page.code(), 200, "{}", page.text());
    let lines = cells(&page.body);
    assert_eq!(lines[0][0], "objectId");
    lines[1..].iter().map(|line| line[0].clone()).collect()
}

/// The ids of a list, on all of its pages.
async fn listed(browser: &mut Visitor, query: &str) -> Vec<String> {
    let mut ids = vec![];
    let mut page = browser.get(&format!("/users?size=10&{query}")).await;
    loop {
        let links = page.attributes("#list .name a", "href");
        ids.extend(links.iter().map(|link| link.trim_start_matches("/users/").to_owned()));
        match page.attributes("a[rel=next]", "href").first() {
            Some(next) => page = browser.get(&next.clone()).await,
            None => return ids,
        }
    }
}

async fn directory(portal: &Portal) -> Visitor {
    for number in 0..30 {
        let name = ["Jan Smit", "Zoë Müller", "anna de boer", "Émile Zola", "Jan Smit Jr."][number % 5];
        let mut sketch = Sketch::of(name).source([Source::Directory, Source::External][number % 2]);
        sketch.user_name = format!("p{number}@noordzee.example");
        let department = ["Zorg", "ábc", ""][number % 3];
        sketch.profile =
            Profile { department: Some(department.to_owned()).filter(|name| !name.is_empty()), ..Profile::default() };
        portal.make(sketch).await;
    }
    portal.make(Sketch::of("Cor Blok").blocked()).await;
    portal.make(Sketch::of("Tine Nieuw").password(Some(PasswordKind::Temporary))).await;
    portal.signed_in(&portal.helpdesk("Helen Kramer").await).await
}

#[test]
fn the_file_holds_whom_the_list_shows_on_all_its_pages_in_its_order() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        for query in [
            "",
            "dir=desc",
            "sort=department",
            "sort=department&dir=desc",
            "view=external",
            "view=directory&dir=desc",
            "view=administrators",
            "status=blocked",
            "department=zorg",
            "q=smit",
            "q=jan+smit",
            "q=smit&dir=desc",
            "q=ja",
            "q=smit&department=ZORG&view=external",
            "q=noordzee",
            "q=nobody+at+all",
        ] {
            let shown = listed(&mut helen, query).await;
            let page = helen.get(&format!("/users/export.csv?{query}")).await;
            assert_eq!(ids(&page), shown, "{query}");
        }
        // The link on the list leads there.
        for query in ["", "?q=smit&view=external&department=zorg&sort=department&dir=desc"] {
            let link = helen.get(&format!("/users{query}")).await.link("Export").unwrap();
            assert_eq!(link, format!("/users/export.csv{query}"));
        }
    });
}

#[test]
fn a_line_tells_what_is_known_of_a_person_under_the_names_of_the_directory() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        let mut browser = portal.signed_in(&gwen).await;
        let some = |text: &str| Some(text.to_owned());
        let profile = Profile {
            given_name: some("Zoë"),
            surname: some("d'Ancona, \"Jr.\""),
            mail: some("zoe@post.example"),
            employee_id: some("0042"),
            job_title: some("Planner"),
            department: some("Zorg"),
            company_name: some("Noordzee"),
            office: some("A1"),
            mobile: some("+31 6 12345678"),
            street_address: some("Kade 12"),
            postal_code: some("3199 ZZ"),
            city: some("Rotterdam"),
            country: some("Nederland"),
            usage_location: some("NL"),
            preferred_language: some("nl"),
            ..Profile::default()
        };
        let zoe = portal.make(Sketch::of("Zoë d'Ancona").profile(profile).blocked()).await;
        let set = "UPDATE users SET manager_id = $1::text::uuid, created_at = '2026-11-01 10:20:30.5+01', \
                   password_changed_at = NULL WHERE id = $2::text::uuid";
        portal.execute(set, &[&gwen.id, &zoe.id]).await;
        let page = browser.get("/users/export.csv?status=blocked").await;
        assert_eq!(page.header("content-type"), "text/csv; charset=utf-8; header=present");
        let disposition = page.header("content-disposition");
        assert!(
            disposition.starts_with("attachment; filename=\"users-20") && disposition.ends_with("-blocked.csv\""),
            "{disposition}"
        );
        assert_eq!((page.header("cache-control"), page.header("x-content-type-options")), ("no-store", "nosniff"));
        let lines = cells(&page.body);
        assert_eq!(lines.len(), 2);
        let known: Vec<(&str, &str)> =
            lines[0].iter().map(String::as_str).zip(lines[1].iter().map(String::as_str)).collect();
        assert_eq!(
            known,
            [
                ("objectId", zoe.id.as_str()),
                ("userPrincipalName", "zoe.dancona@noordzee.example"),
                ("displayName", "Zoë d'Ancona"),
                ("givenName", "Zoë"),
                ("surname", "d'Ancona, \"Jr.\""),
                ("mail", "zoe@post.example"),
                ("userType", "Member"),
                ("accountEnabled", "false"),
                ("onPremisesSyncEnabled", "false"),
                ("createdDateTime", "2026-11-01T09:20:30Z"),
                ("companyName", "Noordzee"),
                ("jobTitle", "Planner"),
                ("department", "Zorg"),
                ("employeeId", "0042"),
                ("manager", "gwen.bakker@noordzee.example"),
                ("physicalDeliveryOfficeName", "A1"),
                ("city", "Rotterdam"),
                ("country", "Nederland"),
                ("telephoneNumber", ""),
                ("mobile", "'+31 6 12345678"),
                ("usageLocation", "NL"),
                ("preferredLanguage", "nl"),
                ("lastPasswordChangeDateTime", ""),
                ("lastSignInDateTime", ""),
                ("employeeType", ""),
                ("employeeHireDate", ""),
                ("otherMails", ""),
                ("streetAddress", "Kade 12"),
                ("postalCode", "3199 ZZ"),
                ("state", ""),
                ("ageGroup", ""),
                ("consentProvidedForMinor", ""),
                ("legalAgeGroupClassification", ""),
            ]
        );
    });
}

#[test]
fn no_cell_is_calculated_and_no_secret_is_in_any() {
    run(async |portal| {
        let mut helen = directory(portal).await;
        let formulas = ["=cmd|'/C calc'!A0", "+1", "-1", "@SUM(1)", "＝1", "Zorg;=1+1", "\t=1", "\r=1"];
        for formula in formulas {
            let set = "UPDATE users SET job_title = $1, department = $1, display_name = $1 \
                       WHERE id = (SELECT id FROM users WHERE job_title IS NULL AND source <> 'local' ORDER BY id LIMIT 1)";
            assert_eq!(portal.execute(set, &[&formula]).await, 1);
        }
        let page = helen.get("/users/export.csv").await;
        let lines = cells(&page.body);
        let titles: Vec<&str> =
            lines[1..].iter().map(|line| line[11].as_str()).filter(|cell| !cell.is_empty()).collect();
        assert_eq!(titles.len(), formulas.len());
        for cell in lines[1..].iter().flatten() {
            let first = cell.chars().next().unwrap_or('a');
            assert!(!"=+-@\t\r\n＝＋－＠".contains(first), "{cell:?} is calculated");
            assert!(!cell.contains(";="), "{cell:?} is calculated where semicolons part cells");
        }
        assert!(!page.body.contains("argon2"), "a hash left the house");
    });
}

#[test]
fn every_role_may_and_the_log_tells_who_took_whom_along() {
    run(async |portal| {
        directory(portal).await;
        for role in Role::ALL {
            let person = portal.holder(&format!("{} holder", role.id()), role).await;
            let page = portal.signed_in(&person).await.get("/users/export.csv?view=external&q=smit").await;
            assert_eq!(page.code(), 200, "{role}");
            let begun = portal.last("Download users - started (bulk)").await;
            let ended = portal.last("Download users - finished (bulk)").await;
            for row in [&begun, &ended] {
                assert_eq!((row.result.as_str(), row.actor.as_str()), ("success", person.user_name.as_str()), "{role}");
                assert!(row.details.contains("\"list\":\"/users?q=smit&view=external\""), "{}", row.details);
                assert_eq!(row.request, page.request());
            }
            let rows = ids(&page).len();
            assert!(rows > 0 && ended.details.contains(&format!("\"rows\":\"{rows}\"")), "{}", ended.details);
        }
        let before = portal.ledger().await;
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        assert_eq!(browser.get("/users/export.csv").await.code(), 403);
        assert_eq!(portal.visitor().get("/users/export.csv").await.code(), 303);
        // Making Bram and his sign-in left two rows.
        assert_eq!(portal.ledger().await, before + 2);
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let log = gwen.get("/audit?activity=Download+users+-+finished+%28bulk%29").await;
        assert!(log.events()[0].contains("downloaded the list of users"), "{:?}", log.events());
        gwen.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        let log = gwen.get("/audit?activity=Download+users+-+finished+%28bulk%29").await;
        assert!(log.events()[0].contains("downloadde de lijst met gebruikers"), "{:?}", log.events());
    });
}

#[test]
fn another_site_a_browsers_guess_and_a_wrong_address_get_nothing_and_leave_nothing() {
    run(async |portal| {
        let helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let before = portal.ledger().await;
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("referer", "https://evil.example/"),
            ("origin", "https://evil.example"),
            ("sec-purpose", "prefetch"),
        ] {
            let page = helen.peek(Method::GET, "/users/export.csv", &[(name, value)], "").await;
            assert_eq!(page.code(), 403, "{name}: {value}");
            assert!(page.header("content-type").starts_with("text/html"), "{name}: {value}");
        }
        for query in ["view=everybody", "sort=mail", "q=a&q=b", "unknown=1"] {
            let page = helen.peek(Method::GET, &format!("/users/export.csv?{query}"), &[], "").await;
            assert_eq!(page.code(), 422, "{query}");
        }
        let head = helen.peek(Method::HEAD, "/users/export.csv", &[], "").await;
        assert_eq!((head.code(), head.body.as_str()), (200, ""));
        assert_eq!(portal.ledger().await, before);
        for value in ["same-origin", "none"] {
            let page = helen.peek(Method::GET, "/users/export.csv", &[("sec-fetch-site", value)], "").await;
            assert_eq!(page.code(), 200, "{value}");
        }
    });
}
