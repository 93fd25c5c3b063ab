//! A passkey as a proof of a reset, and as a proof that is registered (R-180, R-203, R-329…R-331).

use jiff::SignedDuration;
use latchkey::domain::role::Role;
use reqwest::Method;

use super::{NEW, OWN, VERIFY, at_home, decide, decide_on, decided, reachable};
use crate::support::device::{Device, Lie, asking};
use crate::support::page::Page;
use crate::support::people::Person;
use crate::support::server::Portal;
use crate::support::visitor::{Visitor, posting};

const WITH: &str = r#"{"reach": "everybody", "passkey": true}"#;

impl Visitor {
    /// Begins a reset and proves it with a device.
    async fn resets_with(&mut self, name: &str, device: &Device) -> Page {
        self.says_who(name).await;
        self.touches(device).await
    }

    async fn touches(&mut self, device: &Device) -> Page {
        self.get(VERIFY).await;
        let signed = device.signed(&self.asked().await, &self.origin.clone());
        self.gives("passkey", &signed).await
    }
}

#[test]
fn a_passkey_proves_who_somebody_is_and_nothing_is_told_before_it_does() {
    decided(WITH, async |portal, _| {
        let nora = portal.plain("Nora Nieuw").await;
        let (device, _, _) = portal.with_passkey(&nora).await;
        let (mut browser, mut stranger) = (portal.visitor(), portal.visitor());
        browser.says_who(&nora.user_name).await;
        stranger.says_who("nobody.at.all").await;
        let (page, other) = (browser.get(VERIFY).await, stranger.get(VERIFY).await);
        assert!(page.says("Your device asks for your fingerprint"), "{}", page.main());
        let [masked, other] = [(&browser, page), (&stranger, other)].map(|(_, page)| {
            let token = page.attributes("[data-passkey]", "data-token").remove(0);
            let key = page.attributes("[data-passkey]", "data-key").remove(0);
            page.masked().replace(&token, "***").replace(&key, "***")
        });
        assert_eq!(masked, other, "the page says whether anybody has that name");
        let (mut asked, mut of_nobody) = (browser.asked().await, stranger.asked().await);
        for asked in [&mut asked, &mut of_nobody] {
            assert!(asked["allowCredentials"].as_array().is_none_or(Vec::is_empty), "{asked}");
            assert_eq!(asked["userVerification"], "required", "{asked}");
        }
        let challenge = asked["challenge"].take();
        assert_ne!(challenge, of_nobody["challenge"].take());
        assert_eq!(asked, of_nobody, "the question says whether anybody has that name");
        let page = browser.touches(&device).await;
        assert_eq!((page.code(), page.location()), (303, NEW), "{}", page.text());
        let step = portal.last("Self-service password reset flow activity progress").await;
        assert!(step.details.contains("passkey"), "{}", step.details);
        browser.get(NEW).await;
        let page = browser.post(NEW, &[("new_password", OWN)]).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"), "{}", page.text());
        assert_eq!(
            portal.ask("SELECT array_to_string(methods, ',') || ' ' || result FROM password_reset", &[]).await,
            "passkey succeeded"
        );
        // Nobody's name opens nothing with it.
        let page = stranger.touches(&device).await;
        assert_eq!(page.code(), 422, "{}", page.text());
    });
}

#[test]
fn what_is_not_this_persons_or_not_signed_as_it_must_be_proves_nothing_and_counts() {
    decided(WITH, async |portal, _| {
        let nora = portal.plain("Nora Nieuw").await;
        let (device, _, _) = portal.with_passkey(&nora).await;
        let (others, _, _) = portal.with_passkey(&portal.plain("Otto Over").await).await;
        let mut browser = portal.visitor();
        let page = browser.resets_with(&nora.user_name, &others).await;
        assert!(page.code() == 422 && page.says("This passkey was not accepted"), "{}", page.main());
        let unknown = Device::new();
        assert_eq!(browser.touches(&unknown).await.code(), 422, "a key that nobody has");
        // A question is answered once, and in its own reset alone.
        browser.get(VERIFY).await;
        let asked = browser.asked().await;
        let mut elsewhere = portal.visitor();
        elsewhere.says_who(&nora.user_name).await;
        let signed = device.signed(&asked, &browser.origin.clone());
        let wrong = "SELECT max(cardinality(wrong))::text FROM reset_tries";
        assert_eq!(elsewhere.gives("passkey", &signed).await.code(), 422, "another reset");
        portal.advance(SignedDuration::from_mins(6));
        let page = browser.gives("passkey", &signed).await;
        assert!(
            page.code() == 422 && page.says("That took too long, or was answered before"),
            "too late: {}",
            page.main()
        );
        assert_eq!(portal.ask(wrong, &[]).await, "2", "what answers no question proves nothing, and costs nothing");
        for number in 3..=5 {
            browser.get(VERIFY).await;
            browser.asked().await;
            let code = browser.gives("passkey", "{}").await.code();
            assert_eq!(code, if number == 5 { 429 } else { 422 }, "five in all, with whatever browser");
        }
        assert_eq!(portal.count("SELECT count(*) FROM password_reset WHERE result = 'succeeded'").await, 0);
    });
}

#[test]
fn a_copied_one_proves_nothing_and_its_owner_and_the_global_administrators_hear_of_it() {
    decided(WITH, async |portal, mailbox| {
        let gwen = portal.global("Gwen Bakker").await;
        let bram = reachable(portal, "Bram de Vries").await;
        let (device, _, _) = portal.with_passkey(&bram).await;
        device.counter.set(40);
        assert_eq!(portal.signed_in(&bram).await.touch(&device).await.location(), "/");
        mailbox.collect(portal).await;
        device.counter.set(12);
        let page = portal.visitor().resets_with(&bram.user_name, &device).await;
        assert!(page.code() == 422 && !page.says("copy"), "{}", page.main());
        mailbox.collect(portal).await;
        for to in [at_home(&bram), gwen.user_name.clone()] {
            assert!(
                mailbox.of(&to).iter().any(|letter| letter.text().contains("a copy of a passkey of bram.vries")),
                "{to}"
            );
        }
    });
}

#[test]
fn a_page_in_between_or_a_hand_that_is_missing_is_no_proof() {
    decided(WITH, async |portal, _| {
        for (number, lie) in [
            Lie { origin: Some("https://evil.example".into()), ..Lie::default() },
            Lie { site: Some("evil.example".into()), ..Lie::default() },
            Lie { unverified: true, ..Lie::default() },
            Lie { forged: true, ..Lie::default() },
        ]
        .into_iter()
        .enumerate()
        {
            let person = portal.plain(&format!("Lies{number} Leugen")).await;
            let (mut device, _, _) = portal.with_passkey(&person).await;
            device.lie = lie;
            let page = portal.visitor().resets_with(&person.user_name, &device).await;
            assert_eq!(page.code(), 422, "{number}: {}", page.text());
        }
    });
}

#[test]
fn where_it_is_not_decided_there_is_no_button_and_no_question() {
    decided(r#"{"reach": "everybody"}"#, async |portal, _| {
        let nora = portal.plain("Nora Nieuw").await;
        let (device, _, _) = portal.with_passkey(&nora).await;
        let mut browser = portal.visitor();
        browser.says_who(&nora.user_name).await;
        assert!(browser.get(VERIFY).await.attributes("[data-passkey]", "data-passkey").is_empty());
        decide(portal, WITH).await;
        let form = asking(&browser.get(VERIFY).await).encoded();
        decide(portal, r#"{"reach": "everybody"}"#).await;
        let path = "/reset-password/verify/passkey";
        let page = browser.peek(Method::POST, path, &posting(&browser.origin), form.clone()).await;
        assert_eq!(page.code(), 404, "{}", page.text());
        let page = portal.visitor().peek(Method::POST, path, &posting(&browser.origin), form).await;
        assert!(matches!(page.code(), 403 | 404), "without a reset: {}", page.text());
        let page = browser
            .gives("passkey", &device.signed(&serde_json::json!({"rpId": "localhost", "challenge": "x"}), "x"))
            .await;
        assert_eq!(page.code(), 422, "{}", page.text());
    });
}

/// Somebody whose device keeps its passkey to itself until it is told whose it is.
async fn shy(portal: &Portal, name: &str) -> Person {
    let person = portal.plain(name).await;
    portal.with_passkey(&person).await;
    portal.execute("UPDATE passkey SET discoverable = false WHERE user_id = $1::text::uuid", &[&person.id]).await;
    person
}

#[test]
fn a_passkey_counts_in_registration_reports_and_warnings_alike() {
    decided(r#"{"reach": "everybody", "mail": false, "app": false, "passkey": true}"#, async |portal, _| {
        let nora = portal.plain("Nora Nieuw").await;
        portal.with_passkey(&nora).await;
        let piet = shy(portal, "Piet Verlegen").await;
        reachable(portal, "Mia Mail").await;
        decide_on(portal, "registration", r#"{"ask": "wall"}"#).await;
        // Whoever has signed in behind a passkey gives it as a second step, and then is asked or not.
        let rows = "SELECT count(*) FROM passkey WHERE discoverable";
        assert_eq!(portal.count(rows).await, 1);
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let page = rita.get("/reports/registration?view=capable").await;
        assert_eq!(page.texts("#list tbody td.wide > a"), ["Nora Nieuw"], "{}", page.main());
        let file = rita.get("/reports/registration.csv?view=capable").await.body;
        assert!(file.contains("passkey") && !file.contains(&piet.user_name), "{file}");
        let page = rita.get("/reports/registration?view=lacking").await;
        let lacking = page.texts("#list tbody td.wide > a");
        assert!(
            lacking.contains(&"Piet Verlegen".to_owned()) && lacking.contains(&"Mia Mail".to_owned()),
            "{lacking:?}"
        );
        let page = rita.get("/reports/methods").await;
        assert_eq!(page.texts("dl.stats dd.v"), ["1", "0", "0", "2", "0", "0"], "{}", page.main());
        let mia = portal.plain("Mila Tweede").await;
        let mut browser = portal.signed_in(&mia).await;
        let page = browser.get("/account/registration").await;
        assert!(
            page.says("Passkey that your device offers by itself") && page.link("Add a passkey").is_some(),
            "{}",
            page.main()
        );
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        gwen.get("/settings/self-service").await;
        let form = gwen.form("/settings/self-service").without("passkey").with("mail", "yes");
        let page = gwen.submit("/settings/self-service", &form).await;
        assert!(page.says("one person who can reset the own password now no longer can"), "{}", page.main());
        // The invitation counts the same people, but for those of whom two are asked: with one kind open they could never have enough.
        let page = gwen.get("/settings/registration").await;
        assert!(page.says("3 people may reset the own password and lack the proofs for it"), "{}", page.main());
    });
}
