//! T-05, R-031: what a list shows beside the name is each person's own choice, and an address that names it wins.

use latchkey::domain::profile::Profile;
use latchkey::domain::role::Role;
use latchkey::domain::user::{PasswordKind, Source};

use crate::support::page::Page;
use crate::support::people::Sketch;
use crate::support::server::{Portal, run};

fn headings(page: &Page) -> Vec<String> {
    assert_eq!(page.code(), 200, "{}", page.text());
    let mut headings = page.texts("#list th");
    headings.retain(|heading| heading != "Select" && heading != "Actions");
    assert_eq!(headings.remove(0), "Name");
    headings
}

/// The cells of a person's row, without name and action.
fn row(page: &Page, person: &str) -> Vec<String> {
    let names = page.people();
    let at = names.iter().position(|name| name == person).unwrap() + 1;
    page.texts(&format!("#list tbody tr:nth-child({at}) td[data-l]"))
}

const USUAL: [&str; 4] = ["Status", "Department", "Password", "Last sign-in"];

async fn directory(portal: &Portal) {
    for number in 0..30 {
        let mut sketch = Sketch::of("Jan Smit").source(Source::External);
        sketch.user_name = format!("p{number:02}@noordzee.example");
        portal.make(sketch).await;
    }
    let some = |text: &str| Some(text.to_owned());
    let profile = Profile {
        mail: some("zoe@post.example"),
        company_name: some("Noordzee <b>"),
        employee_id: some("0042"),
        office: some("A1"),
        city: some("Rotterdam"),
        country: some("Nederland"),
        job_title: some("Planner"),
        department: some("Zorg"),
        employee_type: some("Contractor"),
        hire_date: some("2024-02-29"),
        mobile: some("+31 6 12345678"),
        telephone: some("+31 10 1234567"),
        other_mails: some("z@a.example, z@b.example"),
        street_address: some("Kade 12"),
        postal_code: some("3199 ZZ"),
        state: some("South Holland"),
        usage_location: some("NL"),
        ..Profile::default()
    };
    portal.make(Sketch::of("Zoë Bakker").role(Role::GuestInviter).profile(profile)).await;
}

#[test]
fn a_choice_follows_its_person_into_every_browser_and_nobody_else() {
    run(async |portal| {
        directory(portal).await;
        let helen = portal.helpdesk("Helen Kramer").await;
        let (mut here, mut there) = (portal.signed_in(&helen).await, portal.signed_in(&helen).await);
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        assert_eq!(headings(&here.get("/users").await), USUAL);
        let before = portal.ledger().await;
        let form = here.get("/users?view=administrators&dir=desc&size=25&columns=mail").await.link("Columns").unwrap();
        assert_eq!(here.get(&form).await.code(), 200);
        let ticked = here.page().attributes("input[type=checkbox][checked]", "name");
        assert_eq!(ticked, ["column_status", "column_department", "column_password", "column_last-sign-in"]);
        let filled = here
            .form("/users/columns")
            .without("column_password")
            .without("column_last-sign-in")
            .without("column_department")
            .with("column_mail", "yes")
            .with("column_company", "yes")
            .with("column_roles", "yes")
            .with("size", "10");
        let answer = here.submit("/users/columns", &filled).await;
        assert_eq!((answer.code(), answer.location()), (303, "/users?view=administrators&dir=desc"));
        let page = here.follow().await;
        assert_eq!(page.flash(), "The list looks as you chose, here and in every browser you sign in with.");
        let chosen = ["Status", "Email", "Company", "Roles"];
        assert_eq!(headings(&page), chosen);
        assert_eq!(row(&page, "Zoë Bakker")[1..], ["zoe@post.example", "Noordzee <b>", "Guest Inviter"]);
        // The list of everybody, a search and a filter; in another browser, and after another sign-in.
        for query in ["", "?q=bakker", "?view=administrators", "?sort=department", "?q=zoe&status=never-signed-in"] {
            let page = there.get(&format!("/users{query}")).await;
            assert_eq!(headings(&page), chosen, "{query}");
            assert!(page.people().len() <= 10, "{query}");
        }
        let mut later = portal.signed_in(&helen).await;
        let page = later.get("/users").await;
        assert_eq!((headings(&page).len(), page.people().len()), (4, 10));
        assert_eq!(headings(&gwen.get("/users").await), USUAL);
        assert_eq!(gwen.page().people().len(), 25);
        assert_eq!(portal.ledger().await, before + 1, "only the sign-in is told");
        // As usual again.
        there.get("/users/columns").await;
        assert_eq!(there.page().attributes("input[name=size][checked]", "value"), ["10"]);
        there.post("/users/columns", &[("usual", "yes")]).await;
        let page = later.get("/users").await;
        assert_eq!((headings(&page), page.people().len()), (USUAL.map(str::to_owned).to_vec(), 25));
    });
}

#[test]
fn an_address_that_names_columns_and_rows_wins_keeps_them_in_every_link_and_is_not_remembered() {
    run(async |portal| {
        directory(portal).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        helen.get("/users/columns").await;
        helen.post("/users/columns", &[("column_mail", "yes"), ("size", "50")]).await;
        let named = "columns=city,employee-number&size=10";
        let page = helen.get(&format!("/users?{named}&view=external")).await;
        assert_eq!(headings(&page), ["Employee number", "City"]);
        assert_eq!(page.people().len(), 10);
        let links = [
            page.attributes("nav.tabs a", "href").remove(0),
            page.attributes("th a", "href").remove(0),
            page.attributes("a[rel=next]", "href").remove(0),
            page.attributes("a.chip", "href").remove(0),
        ];
        for link in links {
            assert!(link.contains("size=10") && link.contains("columns=employee-number%2Ccity"), "{link}");
            assert_eq!(headings(&helen.get(&link).await), ["Employee number", "City"]);
        }
        assert_eq!(page.attributes("form.filters [name=columns]", "value"), ["employee-number,city"]);
        assert_eq!(page.attributes("form.filters [name=size]", "value"), ["10"]);
        let page = helen.get("/users").await;
        assert_eq!(headings(&page), ["Status", "Email", "Department", "Password", "Last sign-in"]);
        assert_eq!(page.people().len(), 33);
        assert!(page.attributes("nav.tabs a", "href").iter().all(|link| !link.contains("size")));
        for query in ["columns=password_hash", "columns=mail,mail", "columns=,", "columns=Mail"] {
            assert_eq!(helen.get(&format!("/users?{query}")).await.code(), 422, "{query}");
        }
    });
}

#[test]
fn every_column_shows_what_it_says() {
    run(async |portal| {
        directory(portal).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let all = [
            (
                "user-name,mail,department,job-title,company,employee-number",
                vec![
                    ("User name", "zoe.bakker@noordzee.example"),
                    ("Email", "zoe@post.example"),
                    ("Department", "Zorg"),
                    ("Job title", "Planner"),
                    ("Company", "Noordzee <b>"),
                    ("Employee number", "0042"),
                ],
            ),
            (
                "office,city,country,type,roles,created",
                vec![
                    ("Office", "A1"),
                    ("City", "Rotterdam"),
                    ("Country", "Nederland"),
                    ("Type", "Account of this organisation"),
                    ("Roles", "Guest Inviter"),
                    ("Created", "Today"),
                ],
            ),
            (
                "other-mails,employee-type,hire-date,mobile,telephone",
                vec![
                    ("Other email addresses", "z@a.example, z@b.example"),
                    ("Employee type", "Contractor"),
                    ("Hire date", "2024-02-29"),
                    ("Mobile", "+31 6 12345678"),
                    ("Office phone", "+31 10 1234567"),
                ],
            ),
            (
                "street-address,postal-code,state,usage-location",
                vec![
                    ("Street address", "Kade 12"),
                    ("Postal code", "3199 ZZ"),
                    ("State or province", "South Holland"),
                    ("Country of use", "NL"),
                ],
            ),
        ];
        for (columns, expected) in all {
            for path in ["/users?dir=desc&", "/users?q=zoe&", "/users?view=administrators&"] {
                let page = helen.get(&format!("{path}columns={columns}")).await;
                let (names, cells): (Vec<_>, Vec<_>) = expected.iter().copied().unzip();
                assert_eq!(headings(&page), names, "{path}");
                assert_eq!(row(&page, "Zoë Bakker"), cells, "{path}");
            }
        }
    });
}

#[test]
fn too_few_and_too_many_columns_are_told_and_the_ticks_stay() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        helen.get("/users/columns").await;
        let form = helen.form("/users/columns");
        let none = ["status", "department", "password", "last-sign-in"]
            .iter()
            .fold(form.clone(), |form, id| form.without(&format!("column_{id}")));
        let page = helen.press("/users/columns", &none).await;
        assert_eq!((page.code(), page.complaints()), (422, vec!["Choose one to 6 columns".to_owned()]));
        let many =
            ["mail", "city", "roles"].iter().fold(form.clone(), |form, id| form.with(&format!("column_{id}"), "yes"));
        let page = helen.press("/users/columns", &many).await;
        assert_eq!((page.code(), page.complaint("columns").as_str()), (422, "Error: Choose one to 6 columns"));
        assert_eq!(page.attributes("input[type=checkbox][checked]", "name").len(), 7);
        for forged in [
            form.clone().with("column_mail", "no"),
            form.clone().with("column_secret", "yes"),
            form.clone().with("size", "1000"),
            form.clone().and("size", "10"),
        ] {
            assert_eq!(helen.press("/users/columns", &forged).await.code(), 422);
        }
        for elsewhere in ["https://evil.example/", "//evil.example", "/users/../audit", "/sign-out", "/users//x"] {
            let answer = helen.press("/users/columns", &form.clone().with("next", elsewhere)).await;
            assert_eq!((answer.code(), answer.location()), (303, "/users"), "{elsewhere}");
        }
        let bram = portal.plain("Bram de Vries").await;
        let mut bram = portal.signed_in(&bram).await;
        assert_eq!(bram.get("/users/columns").await.code(), 403);
    });
}

#[test]
fn a_state_that_needs_something_has_it_in_its_row_for_those_who_may() {
    run(async |portal| {
        let cor = portal.make(Sketch::of("Cor Blok").blocked()).await;
        let boss = portal.make(Sketch::of("Boss Blok").role(Role::GlobalAdministrator).blocked()).await;
        portal.make(Sketch::of("Tine Nieuw").password(Some(PasswordKind::Temporary))).await;
        let actions = |page: &Page, person: &str| {
            let at = page.people().iter().position(|name| name == person).unwrap() + 1;
            let link = format!("#list tbody tr:nth-child({at}) td.acts a");
            (page.texts(&link), page.attributes(&link, "href"), page.attributes(&link, "class"))
        };
        let mut una = portal.signed_in(&portal.holder("Una User", Role::UserAdministrator).await).await;
        let page = una.get("/users").await;
        let unblock = format!("/users/{}/unblock", cor.id);
        let (texts, links, _) = actions(&page, "Cor Blok");
        assert_eq!((texts, links), (vec!["Unblock Cor Blok".to_owned()], vec![unblock.clone()]));
        assert_eq!(actions(&page, "Boss Blok").0, [""; 0], "out of her reach");
        let (texts, _, classes) = actions(&page, "Tine Nieuw");
        assert_eq!((texts, classes), (vec!["Reset password for Tine Nieuw".to_owned()], vec!["btn".to_owned()]));
        // Asked once, then done.
        let before = portal.ledger().await;
        let page = una.get(&unblock).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Unblock Cor Blok?"));
        assert_eq!(portal.ledger().await, before);
        assert_eq!(una.post(&unblock, &[("reason", "SD-1")]).await.code(), 303);
        assert_eq!(portal.last("Enable account").await.targets, cor.user_name);
        assert_eq!(actions(&una.get("/users").await, "Cor Blok").0, ["Reset password for Cor Blok"]);
        assert_eq!(una.get(&format!("/users/{}/unblock", boss.id)).await.code(), 403);
        // Who may reset but not unblock finds the reset there; who may neither finds nothing.
        portal.execute("UPDATE users SET enabled = false WHERE id = $1::text::uuid", &[&cor.id]).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        assert_eq!(actions(&helen.get("/users").await, "Cor Blok").0, ["Reset password for Cor Blok"]);
        let mut dirk = portal.signed_in(&portal.holder("Dirk Lezer", Role::DirectoryReader).await).await;
        assert_eq!(dirk.get("/users").await.texts("td.acts"), [""; 0]);
        una.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        assert_eq!(actions(&una.get("/users").await, "Cor Blok").0, ["Deblokkeren van Cor Blok"]);
    });
}
