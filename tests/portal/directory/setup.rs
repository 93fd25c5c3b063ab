//! Setting the directory up, part by part.

use latchkey::domain::role::Role;

use super::{PAGE, STATUS, on, place, two};
use crate::support::server::run;
use crate::support::slapd::{ACCOUNT_PASSWORD, Slapd};

const TEST: &str = "/settings/directory/test";
const PASSWORD_PAGE: &str = "/settings/directory/password";

#[test]
fn every_part_is_tested_before_the_next_and_says_what_is_wrong() {
    run(async |portal| {
        let server = Slapd::with(&two());
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let port = server.tls_port.to_string();
        let mut fields = place(&port);
        fields.extend([("security", "ldaps"), ("host", "localhost")]);
        assert_eq!(gwen.fill(PAGE, &fields).await.code(), 303);
        // The certificate first: this machine does not know who signed it.
        let page = gwen.fill_at(PAGE, TEST, &[]).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        assert!(page.says("certificate is not trusted"), "{}", page.main());
        let shown = page.main();
        let print = shown.split_once("has this fingerprint: ").unwrap().1.split_once(". If").unwrap().0.to_owned();
        assert_eq!(print.len(), 95, "{print}");
        assert_eq!(gwen.fill(PAGE, &[("fingerprint", &print)]).await.code(), 303);
        // Then the account.
        let page = gwen.fill_at(PAGE, TEST, &[]).await;
        assert!(page.says("answers with a certificate that is trusted") && page.says(&print), "{}", page.main());
        assert!(page.says("does not accept our account"), "{}", page.main());
        gwen.fill(PASSWORD_PAGE, &[("account_password", "guessed-Wrongly-1")]).await;
        let page = gwen.fill_at(PAGE, TEST, &[]).await;
        assert!(page.says("does not accept our account") && page.says("The directory says"), "{}", page.main());
        let page = gwen.fill(PASSWORD_PAGE, &[("account_password", ACCOUNT_PASSWORD)]).await;
        assert_eq!((page.code(), page.location()), (303, PAGE));
        // Then the base.
        gwen.fill(PAGE, &[("base", "ou=nowhere,dc=noordzee,dc=example")]).await;
        let page = gwen.fill_at(PAGE, TEST, &[]).await;
        assert!(page.says("It accepts our account") && page.says("The base is not there"), "{}", page.main());
        gwen.fill(PAGE, &[("base", crate::support::slapd::PEOPLE)]).await;
        // And somebody.
        let page = gwen.fill_at(PAGE, TEST, &[("login", "bram")]).await;
        for words in ["Every part is in order", "The first page has 2 people", "bram is uid=bram,ou=people"] {
            assert!(page.says(words), "{words}: {}", page.main());
        }
        let page = gwen.fill_at(PAGE, TEST, &[("login", "bram)(uid=*")]).await;
        assert!(page.says("Nobody signs in by bram)(uid=*"), "{}", page.main());
        // By the authority's certificate in the place of the fingerprint.
        let pem = server.certificate();
        assert_eq!(gwen.fill(PAGE, &[("fingerprint", ""), ("authority", &pem)]).await.code(), 303);
        assert!(gwen.fill_at(PAGE, TEST, &[]).await.says("Every part is in order"), "{}", gwen.page().main());
        let plain = server.port.to_string();
        assert_eq!(gwen.fill(PAGE, &[("security", "starttls"), ("port", &plain)]).await.code(), 303);
        assert!(gwen.fill_at(PAGE, TEST, &[]).await.says("Every part is in order"), "{}", gwen.page().main());
        // What keeps the directory is told which rights are missing.
        assert!(gwen.get(PAGE).await.says("attrs=userPassword"), "{}", gwen.page().main());
        // The secret is nowhere.
        let rows = portal.ask("SELECT string_agg(details, ' ') FROM audit_event", &[]).await;
        assert!(rows.contains("127.0.0.1") || rows.contains("localhost"), "{rows}");
        assert!(!rows.contains(ACCOUNT_PASSWORD) && !gwen.get(PAGE).await.body.contains(ACCOUNT_PASSWORD));
        let sealed = portal.ask("SELECT encode(sealed, 'escape') FROM directory_account", &[]).await;
        assert!(!sealed.contains(ACCOUNT_PASSWORD));
        assert_eq!(portal.last("Set directory account").await.actor, "gwen.bakker@noordzee.example");
    });
}

#[test]
fn a_certificate_of_another_server_is_not_believed() {
    run(async |portal| {
        let (ours, other) = (Slapd::with(&two()), Slapd::with(&two()));
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        gwen.fill(PASSWORD_PAGE, &[("account_password", ACCOUNT_PASSWORD)]).await;
        let (port, pem) = (ours.tls_port.to_string(), other.certificate());
        let mut fields = place(&port);
        fields.extend([("security", "ldaps"), ("host", "localhost"), ("authority", &pem)]);
        assert_eq!(gwen.fill(PAGE, &fields).await.code(), 303);
        let page = gwen.fill_at(PAGE, TEST, &[]).await;
        assert!(page.says("certificate is not trusted") && !page.says("It accepts our account"), "{}", page.main());
        // TLS where there is none: no way around it.
        let plain = ours.port.to_string();
        gwen.fill(PAGE, &[("port", &plain)]).await;
        let page = gwen.fill_at(PAGE, TEST, &[]).await;
        assert!(!page.says("It accepts our account"), "{}", page.main());
    });
}

#[test]
fn what_was_typed_wrongly_is_told_beside_its_field() {
    run(async |portal| {
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        for (field, wrong) in [
            ("host", "ldap://directory.example"),
            ("host", "a b"),
            ("port", "0"),
            ("port", "65536"),
            ("fingerprint", "ab:cd"),
            ("authority", "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----"),
            ("deletions_percent", "101"),
        ] {
            let page = gwen.fill(PAGE, &[(field, wrong)]).await;
            assert_eq!(page.code(), 422, "{field}: {wrong}");
            assert!(page.complaint(field).starts_with("Error: "), "{field}: {wrong}: {}", page.main());
        }
        let page = gwen.fill(PAGE, &[("host", "directory.example"), ("security", "plain")]).await;
        assert_eq!(page.code(), 422);
        assert!(page.says("Without TLS only a directory on this same machine"), "{}", page.main());
        let page = gwen.fill(PAGE, &[("directory_on", "yes")]).await;
        assert_eq!(page.code(), 422);
        assert!(page.says("before you switch it on"), "{}", page.main());
        let page = gwen.fill(PASSWORD_PAGE, &[("account_password", "")]).await;
        assert_eq!(page.code(), 422, "{}", page.main());
    });
}

#[test]
fn only_a_global_administrator_decides_it_and_proves_who_he_is() {
    run(async |portal| {
        let paul = portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await;
        let mut paul = portal.signed_in(&paul).await;
        assert_eq!(paul.get(PAGE).await.code(), 200);
        assert!(paul.page().texts("main form button").is_empty(), "{}", paul.page().main());
        for path in [PASSWORD_PAGE] {
            assert_eq!(paul.get(path).await.code(), 403);
        }
        let form = paul.get("/settings/sessions").await.form("/settings/sessions").unwrap();
        let form = form.without("others_hours").with("kind", "openldap").with("security", "ldaps").with("port", "1");
        assert_eq!(paul.press(PAGE, &form).await.code(), 403);
        assert_eq!(portal.ask("SELECT count(*)::text FROM setting", &[]).await, "0");
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        portal.advance(jiff::SignedDuration::from_mins(11));
        let page = gwen.fill(PAGE, &[("host", "directory.example")]).await;
        assert!(page.texts("input[name=proof]").len() == 1, "{}", page.main());
        assert_eq!(portal.ask("SELECT count(*)::text FROM setting", &[]).await, "0");
    });
}

#[test]
fn the_status_page_tells_the_state_in_words() {
    run(async |portal| {
        let server = Slapd::with(&two());
        let mut reader = portal.signed_in(&portal.holder("Gita Lezer", Role::GlobalReader).await).await;
        assert!(reader.get(STATUS).await.says("Not set up"), "{}", reader.page().main());
        let (mut gwen, attendant) = on(portal, server.port).await;
        assert!(gwen.get(STATUS).await.says("Unknown: nobody has looked"), "{}", gwen.page().main());
        attendant.look().await.unwrap();
        let page = gwen.get(STATUS).await;
        assert!(page.one("#state").starts_with("Running It answered"), "{}", page.one("#state"));
        portal.advance(jiff::SignedDuration::from_hours(3));
        let mut gwen = portal.signed_in(&portal.global("Gerda Groot").await).await;
        attendant.look().await.unwrap();
        assert!(gwen.get(STATUS).await.says("out of date"), "{}", gwen.page().main());
        server.stop();
        for _ in 0..4 {
            attendant.look().await.unwrap();
            assert!(gwen.get(STATUS).await.one("#state").starts_with("Can not connect"), "{}", gwen.page().main());
        }
        attendant.look().await.unwrap();
        assert!(gwen.get(STATUS).await.one("#state").starts_with("Temporarily unable"), "{}", gwen.page().main());
        server.start();
        portal.advance(jiff::SignedDuration::from_secs(31));
        attendant.walk().await.unwrap();
        attendant.look().await.unwrap();
        assert!(gwen.get(STATUS).await.one("#state").starts_with("Running"), "{}", gwen.page().main());
    });
}
