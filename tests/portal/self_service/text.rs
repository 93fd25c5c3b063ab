//! Codes by text message: the whole number is typed first, and whoever does not know it has nothing sent (R-225, R-250b, T-91).

use jiff::SignedDuration;
use latchkey::domain::reset_report::Channel;
use latchkey::domain::role::Role;

use super::{BEGIN, NEW, OWN, VERIFY, decide};
use crate::support::gateway::Gateway;
use crate::support::mailbox::Mailbox;
use crate::support::page::Page;
use crate::support::people::Person;
use crate::support::server::{Portal, run_at};
use crate::support::visitor::Visitor;

const PHONE: &str = "/account/security/phone";
const CODE: &str = "/account/security/phone/code";
const REMOVE: &str = "/account/security/phone/remove";
const MAIL: &str = "/settings/mail";
const POLICY: &str = r#"{"reach": "everybody", "text": true}"#;

/// Runs a test in a portal that sends mail and text messages, and in which both are proofs.
fn texting(test: impl AsyncFnOnce(&Portal, &Mailbox, &Gateway)) {
    reached(POLICY, test);
}

/// The same, where this is decided.
pub(crate) fn reached(policy: &str, test: impl AsyncFnOnce(&Portal, &Mailbox, &Gateway)) {
    let (mailbox, gateway) = (Mailbox::open(), Gateway::open());
    run_at(
        "localhost",
        |house| {
            mailbox.serves(house);
            gateway.serves(house);
        },
        async |portal| {
            decide(portal, policy).await;
            test(portal, &mailbox, &gateway).await;
        },
    );
}

/// Gives somebody a phone for codes.
pub(crate) async fn phone(portal: &Portal, person: &Person, number: &str) {
    let sql = "INSERT INTO authentication_contact (user_id, phone) VALUES ($1::text::uuid, $2) \
               ON CONFLICT (user_id) DO UPDATE SET phone = $2";
    portal.execute(sql, &[&person.id, &number]).await;
}

impl Visitor {
    async fn types_number(&mut self, number: &str) -> Page {
        self.get(VERIFY).await;
        let form = self.form(VERIFY).without("code").without("method").without("send").without("phone");
        self.submit(VERIFY, &form.with("method", "sms").with("send", "yes").with("phone", number)).await
    }
}

#[test]
fn whoever_types_the_whole_number_gets_a_code_there_and_with_it_a_new_password() {
    texting(async |portal, mailbox, gateway| {
        let bram = portal.plain("Bram de Vries").await;
        phone(portal, &bram, "+31 612345678").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let page = browser.get(VERIFY).await;
        assert!(
            page.says("Type the number of your recovery phone") && !page.body.contains("678\u{3c}"),
            "{}",
            page.main()
        );
        let page = browser.types_number("0031 (0)6-1234 5678").await;
        assert_eq!((page.code(), page.location()), (303, VERIFY), "{}", page.text());
        let page = browser.follow().await;
        assert!(page.flash().contains("A text message with a code is on its way"), "{}", page.main());
        mailbox.collect(portal).await;
        let texts = gateway.arrived();
        assert_eq!((texts.len(), texts[0].to.as_str()), (1, "+31612345678"));
        let (text, code) = (&texts[0].text, texts[0].code());
        assert!(
            text.contains("works for 10 minutes") && text.chars().count() <= 160 && !text.contains("http"),
            "{text}"
        );
        for table in ["letter", "reset_flow", "audit_event"] {
            let all = portal.ask(&format!("SELECT string_agg(t::text, ' ') FROM {table} t"), &[]).await;
            assert!(!all.contains(&code), "{table}: {all}");
        }
        assert_eq!(browser.gives("email", &code).await.code(), 422, "it is no code of a mail");
        let page = browser.gives("sms", &code).await;
        assert_eq!((page.code(), page.location()), (303, NEW), "{}", page.text());
        browser.follow().await;
        assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
        assert_eq!(portal.last("Reset password (self-service)").await.details.matches("sms").count(), 1);
        let report = "SELECT methods::text FROM password_reset WHERE kind = 'self-service' ORDER BY at DESC LIMIT 1";
        assert!(portal.ask(report, &[]).await.contains("sms"));
    });
}

#[test]
fn another_number_has_nothing_sent_counts_as_a_wrong_proof_and_betrays_nobody() {
    texting(async |portal, mailbox, gateway| {
        let bram = portal.plain("Bram de Vries").await;
        phone(portal, &bram, "+31 612345678").await;
        let without = portal.plain("Anna Jansen").await;
        let mut told = vec![];
        for name in [bram.user_name.as_str(), without.user_name.as_str(), "nobody.at.all"] {
            let mut browser = portal.visitor();
            browser.says_who(name).await;
            let page = browser.types_number("call me").await;
            assert_eq!(page.value("phone"), "call me", "what was typed stays");
            assert_eq!(page.complaint("phone"), "Error: Begin with + and the country code, as in +31 612345678");
            let mut seen = vec![];
            for _ in 0..5 {
                let page = browser.types_number("+31 612345679").await;
                seen.push((page.code(), page.location().to_owned(), page.heading()));
            }
            let page = portal.visitor().says_who(name).await;
            seen.push((page.code(), page.location().to_owned(), page.heading()));
            told.push(seen);
        }
        assert_eq!(told[0][0].0, 422);
        assert_eq!(told[0][4].0, 429, "the fifth closes the way: {:?}", told[0]);
        assert_eq!((&told[0], &told[0]), (&told[1], &told[2]), "the same for whoever has none, and for nobody");
        mailbox.collect(portal).await;
        assert!(gateway.arrived().is_empty());
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE reason = 'wrong-number'").await, 15);
        // The number itself stands nowhere.
        let all = portal.ask("SELECT string_agg(t::text, ' ') FROM audit_event t", &[]).await;
        assert!(!all.contains("612345679"), "{all}");
    });
}

#[test]
fn whoever_asks_for_help_is_told_of_by_what_was_tried_last_also_where_it_was_wrong() {
    texting(async |portal, _, _| {
        let bram = portal.plain("Bram de Vries").await;
        phone(portal, &bram, "+31 612345678").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        assert_eq!(browser.types_number("+31687654321").await.code(), 422);
        browser.get(VERIFY).await;
        browser.post("/reset-password/help", &[]).await;
        let told = portal.ask("SELECT result || ' ' || detail FROM password_reset", &[]).await;
        assert_eq!(told, format!("contacted-administrator contacted-after:{}", Channel::Sms.id()));
    });
}

#[test]
fn no_phone_rings_more_than_three_times_an_hour_whoever_asks_and_the_mail_goes_on() {
    texting(async |portal, mailbox, gateway| {
        let (bram, anna) = (portal.plain("Bram de Vries").await, portal.plain("Anna Jansen").await);
        for person in [&bram, &anna] {
            phone(portal, person, "+31 612345678").await;
        }
        let (mut one, mut other) = (portal.visitor(), portal.visitor());
        one.says_who(&bram.user_name).await;
        other.says_who(&anna.user_name).await;
        for _ in 0..2 {
            assert_eq!(one.types_number("+31612345678").await.code(), 303);
            mailbox.collect(portal).await;
        }
        assert_eq!(other.types_number("+31612345678").await.code(), 303);
        let page = one.types_number("+31612345678").await;
        assert_eq!(page.code(), 422, "{}", page.text());
        assert!(page.says("Too many codes were sent. The next one can be sent after"), "{}", page.main());
        mailbox.collect(portal).await;
        assert_eq!(gateway.arrived().len(), 3);
        // The one that was sent last works, the one before does not.
        let codes = gateway.arrived();
        assert_eq!(one.gives("sms", &codes[0].code()).await.code(), 422);
        assert_eq!(one.gives("sms", &codes[1].code()).await.location(), NEW);
        portal.advance(SignedDuration::from_mins(61));
        let mut later = portal.visitor();
        later.says_who(&anna.user_name).await;
        assert_eq!(later.types_number("+31612345678").await.code(), 303);
    });
}

#[test]
fn a_reset_that_succeeds_and_an_administrator_forget_how_often_a_phone_rang() {
    texting(async |portal, mailbox, gateway| {
        let bram = portal.plain("Bram de Vries").await;
        phone(portal, &bram, "+31 612345678").await;
        let ring = async |times: usize| {
            let mut browser = portal.visitor();
            browser.says_who(&bram.user_name).await;
            let mut answers = vec![];
            for _ in 0..times {
                answers.push(browser.types_number("+31612345678").await.code());
            }
            (browser, answers)
        };
        let (mut browser, answers) = ring(4).await;
        assert_eq!(answers, [303, 303, 303, 422]);
        let page = format!("/users/{}", bram.id);
        let mut helpdesk = portal.signed_in(&portal.helpdesk("Hein Desk").await).await;
        let seen = helpdesk.get(&page).await;
        assert!(seen.says("As many codes as may be were sent to this person. No further one"), "{}", seen.main());
        mailbox.collect(portal).await;
        let code = gateway.arrived().last().unwrap().code();
        assert_eq!(browser.gives("sms", &code).await.location(), NEW);
        browser.get(NEW).await;
        assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
        assert!(!helpdesk.get(&page).await.says("As many codes as may be"), "all counters begin anew (R-250d)");
        assert_eq!(ring(4).await.1, [303, 303, 303, 422]);
        let answer = helpdesk.fill_at(&page, &format!("{page}/open-reset"), &[]).await;
        assert_eq!(answer.code(), 303, "{}", answer.text());
        assert!(!helpdesk.get(&page).await.says("As many codes as may be"));
        assert_eq!(ring(1).await.1, [303], "an administrator opens it (R-250g)");
    });
}

#[test]
fn of_many_that_ask_at_once_none_goes_beyond_the_budget() {
    texting(async |portal, mailbox, gateway| {
        decide(portal, r#"{"reach": "everybody", "text": true, "texts_an_hour": 2}"#).await;
        let mut browsers = vec![];
        for number in 0..10 {
            let person = portal.plain(&format!("Nora{number} Nieuw")).await;
            phone(portal, &person, &format!("+31 61234567{number}")).await;
            let mut browser = portal.visitor();
            browser.says_who(&person.user_name).await;
            browser.get(VERIFY).await;
            let form = browser.form(VERIFY).without("code").without("method").without("send").without("phone");
            let form = form.with("method", "sms").with("send", "yes").with("phone", &format!("+3161234567{number}"));
            browsers.push((browser, form));
        }
        let asked = browsers.iter_mut().map(|(browser, form)| browser.press(VERIFY, form));
        let mut codes: Vec<_> = futures_util::future::join_all(asked).await.iter().map(Page::code).collect();
        codes.sort_unstable();
        assert_eq!(codes, [303, 303, 422, 422, 422, 422, 422, 422, 422, 422]);
        mailbox.collect(portal).await;
        assert_eq!(gateway.arrived().len(), 2);
    });
}

#[test]
fn a_code_works_for_ten_minutes_and_in_its_own_reset_alone() {
    texting(async |portal, mailbox, gateway| {
        let bram = portal.plain("Bram de Vries").await;
        phone(portal, &bram, "+31 612345678").await;
        let (mut browser, mut stranger) = (portal.visitor(), portal.visitor());
        browser.says_who(&bram.user_name).await;
        stranger.says_who(&bram.user_name).await;
        browser.types_number("+31612345678").await;
        mailbox.collect(portal).await;
        let code = gateway.arrived()[0].code();
        assert_eq!(stranger.gives("sms", &code).await.code(), 422, "another browser's");
        portal.advance(SignedDuration::from_secs(601));
        assert_eq!(browser.gives("sms", &code).await.code(), 422, "ten minutes and a second");
        assert!(browser.get(VERIFY).await.says("Type the number of your recovery phone"));
    });
}

#[test]
fn whoever_gives_a_colleagues_number_as_the_own_one_keeps_nobody_from_a_reset() {
    texting(async |portal, mailbox, gateway| {
        let (bram, anna) = (portal.plain("Bram de Vries").await, portal.plain("Anna Jansen").await);
        phone(portal, &bram, "+31 612345678").await;
        let mut colleague = portal.signed_in(&anna).await;
        for expected in [303, 303, 303, 422] {
            colleague.get(&format!("{PHONE}?anew=yes")).await;
            assert_eq!(colleague.post(PHONE, &[("address", "+31 612345678")]).await.code(), expected);
        }
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        assert_eq!(browser.types_number("+31612345678").await.code(), 303);
        mailbox.collect(portal).await;
        assert_eq!(gateway.arrived().len(), 4);
    });
}

#[test]
fn where_it_is_not_decided_nobody_gives_a_phone_and_one_that_is_kept_can_be_taken_away() {
    texting(async |portal, _, _| {
        decide(portal, r#"{"reach": "everybody"}"#).await;
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        assert_eq!(browser.get(PHONE).await.code(), 404);
        assert!(!browser.get("/account/security").await.says("Recovery phone"));
        phone(portal, &bram, "+31 612345678").await;
        let page = browser.get("/account/security").await;
        assert!(page.says("No codes go to phones at present") && page.link("Change it").is_none(), "{}", page.main());
        assert_eq!(browser.fill_at("/account/security", REMOVE, &[]).await.code(), 303);
        assert_eq!(portal.ask("SELECT phone FROM authentication_contact", &[]).await, "");
    });
}

#[test]
fn two_proofs_are_two_kinds_of_them() {
    texting(async |portal, mailbox, gateway| {
        decide(portal, r#"{"reach": "everybody", "text": true, "proofs": 2}"#).await;
        let bram = super::reachable(portal, "Bram de Vries").await;
        phone(portal, &bram, "+31 612345678").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        browser.types_number("+31612345678").await;
        mailbox.collect(portal).await;
        let page = browser.gives("sms", &gateway.arrived()[0].code()).await;
        assert_eq!((page.code(), page.location()), (303, VERIFY), "{}", page.text());
        let page = browser.follow().await;
        assert!(!page.says("Code by text message") && page.says("Code by mail"), "{}", page.main());
        assert_eq!(browser.types_number("+31612345678").await.code(), 422, "none twice");
        browser.asks_for_another().await;
        let code = super::code(portal, mailbox, &bram).await;
        assert_eq!(browser.gives("email", &code).await.location(), NEW);
    });
}

#[test]
fn where_codes_go_is_shown_masked_behind_the_first_proof_and_to_nobody_before() {
    texting(async |portal, mailbox, _| {
        decide(portal, r#"{"reach": "everybody", "text": true, "proofs": 2}"#).await;
        let bram = super::reachable(portal, "Bram de Vries").await;
        phone(portal, &bram, "+31 687654378").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let page = browser.get(VERIFY).await;
        assert!(page.says("Type the number of your recovery phone") && !page.body.contains('•'), "{}", page.main());
        let code = super::code(portal, mailbox, &bram).await;
        assert_eq!(browser.gives("email", &code).await.location(), VERIFY);
        let page = browser.follow().await;
        assert!(page.says("Codes go to +31 •••••••78. Type the whole number"), "{}", page.main());
        browser.types_number("+31687654378").await;
        let page = browser.follow().await;
        assert!(page.says("A code is on its way to +31 •••••••78."), "{}", page.main());
        // What was typed stands in its field again, and nowhere else.
        assert!(!page.says("6876543"), "never the whole number");
    });
}

#[test]
fn a_code_that_came_first_is_good_behind_another_proof() {
    texting(async |portal, mailbox, gateway| {
        decide(portal, r#"{"reach": "everybody", "text": true, "proofs": 2}"#).await;
        let bram = super::reachable(portal, "Bram de Vries").await;
        phone(portal, &bram, "+31 612345678").await;
        let (app, _) = portal.with_app(&bram).await;
        // The text message, then the app, and then what the text message said.
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        browser.types_number("+31612345678").await;
        mailbox.collect(portal).await;
        assert_eq!(browser.gives("app", &app.next(portal)).await.location(), VERIFY);
        assert_eq!(browser.gives("sms", &gateway.arrived()[0].code()).await.location(), NEW);
        // The mail of the beginning, behind the text message.
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let mailed = super::code(portal, mailbox, &bram).await;
        browser.types_number("+31612345678").await;
        mailbox.collect(portal).await;
        assert_eq!(browser.gives("sms", &gateway.arrived()[1].code()).await.location(), VERIFY);
        assert_eq!(browser.gives("email", &mailed).await.location(), NEW);
    });
}

#[test]
fn an_administrator_also_forgets_how_often_a_number_was_given() {
    texting(async |portal, _, _| {
        let bram = portal.plain("Bram de Vries").await;
        let mut his = portal.signed_in(&bram).await;
        let mut give = async || {
            his.get(&format!("{PHONE}?anew=yes")).await;
            his.post(PHONE, &[("address", "+31612345678")]).await.code()
        };
        let mut answers = vec![];
        for _ in 0..4 {
            answers.push(give().await);
        }
        assert_eq!(answers, [303, 303, 303, 422]);
        let page = format!("/users/{}", bram.id);
        let mut helpdesk = portal.signed_in(&portal.helpdesk("Hein Desk").await).await;
        assert_eq!(helpdesk.fill_at(&page, &format!("{page}/open-reset"), &[]).await.code(), 303);
        assert_eq!(give().await, 303);
    });
}

#[test]
fn a_budget_holds_for_all_text_messages_together() {
    texting(async |portal, mailbox, gateway| {
        decide(portal, r#"{"reach": "everybody", "text": true, "texts_an_hour": 1}"#).await;
        let (bram, anna) = (portal.plain("Bram de Vries").await, portal.plain("Anna Jansen").await);
        phone(portal, &bram, "+31 612345678").await;
        phone(portal, &anna, "+31 687654321").await;
        let (mut one, mut other) = (portal.visitor(), portal.visitor());
        one.says_who(&bram.user_name).await;
        assert_eq!(one.types_number("+31612345678").await.code(), 303);
        other.says_who(&anna.user_name).await;
        let page = other.types_number("+31687654321").await;
        assert_eq!(
            page.complaint("phone"),
            "Error: No more text messages are sent at the moment. Try again in an hour, or choose another way"
        );
        assert_eq!(
            other.types_number("+31687654320").await.complaint("phone"),
            "Error: That is not the number that we know for this account. Nothing was sent"
        );
        let mut signed_in = portal.signed_in(&anna).await;
        let page = signed_in.fill(PHONE, &[("address", "+31 6 87654321")]).await;
        assert_eq!(page.code(), 422, "{}", page.text());
        mailbox.collect(portal).await;
        assert_eq!(gateway.arrived().len(), 1);
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        assert!(gwen.get(MAIL).await.says("As many text messages with a code were sent within an hour as may be."));
        portal.advance(SignedDuration::from_mins(61));
        let mut later = portal.visitor();
        later.says_who(&anna.user_name).await;
        assert_eq!(later.types_number("+31687654321").await.code(), 303);
    });
}

#[test]
fn a_phone_is_kept_when_its_code_came_back_and_whoever_owns_it_is_told() {
    texting(async |portal, mailbox, gateway| {
        let bram = super::reachable(portal, "Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        assert!(browser.get("/account/security").await.says("You have not given a phone."));
        for odd in ["", "06 12345678", "call me"] {
            let page = browser.fill(PHONE, &[("address", odd)]).await;
            assert_eq!((page.code(), page.value("address")), (422, odd.to_owned()), "{odd}");
        }
        let page = browser.fill(PHONE, &[("address", "+31 6 1234 5678")]).await;
        assert_eq!((page.code(), page.location()), (303, PHONE), "{}", page.text());
        assert!(browser.follow().await.says("We have sent a text message with a code to +31 612345678"));
        mailbox.collect(portal).await;
        let code = gateway.arrived()[0].code();
        assert_eq!(browser.post(CODE, &[("code", "12345678")]).await.code(), 422);
        let page = browser.post(CODE, &[("code", &code)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account/security"), "{}", page.text());
        let page = browser.follow().await;
        assert!(page.flash().contains("The recovery phone is saved") && page.says("+31 •••••••78"), "{}", page.main());
        assert_eq!(portal.ask("SELECT phone FROM authentication_contact", &[]).await, "+31 612345678");
        assert_eq!(
            portal.ask("SELECT mobile FROM users WHERE id = $1::text::uuid", &[&bram.id]).await,
            "",
            "no profile"
        );
        let row = portal.last("User registered recovery phone").await;
        assert!(row.details.contains("sms") && row.details.contains("+31 •••••••78"), "{}", row.details);
        mailbox.collect(portal).await;
        let told = mailbox.of("bram.vries@home.example");
        assert!(
            told.last().unwrap().text().contains("The recovery phone of bram.vries"),
            "{}",
            told.last().unwrap().text()
        );
        let page = browser.fill_at("/account/security", REMOVE, &[]).await;
        assert_eq!((page.code(), page.location()), (303, "/account/security"), "{}", page.text());
        assert_eq!(portal.ask("SELECT phone FROM authentication_contact", &[]).await, "");
        assert_eq!(portal.last("User deleted recovery phone").await.result, "success");
    });
}

#[test]
fn an_address_and_a_phone_wait_for_their_codes_side_by_side() {
    texting(async |portal, mailbox, gateway| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.fill("/account/security/address", &[("address", "bram@home.example")]).await;
        browser.fill(PHONE, &[("address", "+31 612345678")]).await;
        mailbox.collect(portal).await;
        let (mailed, texted) = (mailbox.of("bram@home.example")[0].code(), gateway.arrived()[0].code());
        browser.get(PHONE).await;
        assert_eq!(browser.post(CODE, &[("code", &mailed)]).await.code(), 422, "the code of the address");
        browser.get(PHONE).await;
        assert_eq!(browser.post(CODE, &[("code", &texted)]).await.code(), 303);
        browser.get("/account/security/address").await;
        assert_eq!(browser.post("/account/security/address/code", &[("code", &mailed)]).await.code(), 303);
        let both = "SELECT mail || ' ' || phone FROM authentication_contact";
        assert_eq!(portal.ask(both, &[]).await, "bram@home.example +31 612345678");
    });
}

#[test]
fn a_gateway_that_is_away_is_tried_again_and_one_that_refuses_is_not() {
    texting(async |portal, mailbox, gateway| {
        let bram = portal.plain("Bram de Vries").await;
        phone(portal, &bram, "+31 612345678").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        browser.types_number("+31612345678").await;
        for status in [None, Some(503)] {
            gateway.answers(status);
            assert_eq!(mailbox.collect(portal).await, 1, "{status:?}");
            assert_eq!(mailbox.collect(portal).await, 0, "at once again: {status:?}");
            portal.advance(SignedDuration::from_secs(30));
        }
        gateway.answers(Some(202));
        assert_eq!(mailbox.collect(portal).await, 1);
        assert_eq!(gateway.arrived().len(), 1);
        browser.types_number("+31612345678").await;
        gateway.answers(Some(422));
        assert_eq!(mailbox.collect(portal).await, 1);
        portal.advance(SignedDuration::from_mins(5));
        assert_eq!(mailbox.collect(portal).await, 0);
        let states = "SELECT string_agg(state || '/' || coalesce(said, ''), ' ' ORDER BY id) FROM letter WHERE kind = 'reset-text'";
        assert_eq!(portal.ask(states, &[]).await, "sent/503 busy failed/422 busy");
        // While the gateway hangs on to nothing, mail goes on.
        let anna = super::reachable(portal, "Anna Jansen").await;
        gateway.answers(None);
        portal.visitor().says_who(&anna.user_name).await;
        assert!(!super::code(portal, mailbox, &anna).await.is_empty());
    });
}

#[test]
fn a_test_message_shows_whether_the_gateway_takes_them() {
    texting(async |portal, mailbox, gateway| {
        let mut paul =
            portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await;
        let page = paul.fill_at(MAIL, "/settings/mail/text", &[("number", "06 123")]).await;
        assert_eq!((page.code(), page.value("number")), (422, "06 123".into()), "{}", page.text());
        let page = paul.fill_at(MAIL, "/settings/mail/text", &[("number", "+31 612345678")]).await;
        assert_eq!((page.code(), page.location()), (303, MAIL), "{}", page.text());
        assert!(paul.follow().await.flash().contains("The test message is on its way"));
        mailbox.collect(portal).await;
        assert!(gateway.arrived()[0].text.contains("this is a test"));
        let told = paul.get(MAIL).await.one("#list tbody tr");
        assert!(told.contains("Test, as a text message") && told.contains("+31 •••••••78"), "{told}");
    });
}

#[test]
fn without_a_gateway_no_page_speaks_of_phones() {
    super::decided(POLICY, async |portal, _| {
        let bram = super::reachable(portal, "Bram de Vries").await;
        phone(portal, &bram, "+31 612345678").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        assert!(!browser.get(VERIFY).await.says("text message"));
        assert_eq!(browser.types_number("+31612345678").await.code(), 422);
        let mut signed_in = portal.signed_in(&bram).await;
        assert_eq!(signed_in.get(PHONE).await.code(), 404);
        assert!(signed_in.get("/account/security").await.says("No codes go to phones at present"));
        let mut other = portal.signed_in(&portal.plain("Anna Jansen").await).await;
        assert!(!other.get("/account/security").await.says("Recovery phone"));
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        assert!(gwen.get(MAIL).await.says("LATCHKEY_TEXT_GATEWAY_URL"));
        assert!(
            gwen.get("/settings/self-service").await.says("No text messages are sent now, so this counts for nobody.")
        );
        assert_eq!(portal.visitor().get(BEGIN).await.code(), 200);
    });
}

#[test]
fn proofs_that_are_asked_for_anew_take_the_phone_along() {
    texting(async |portal, _, _| {
        let bram = portal.plain("Bram de Vries").await;
        phone(portal, &bram, "+31 612345678").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let path = format!("/users/{}/re-register", bram.id);
        let page = gwen.fill(&path, &[("reason", "SD-1")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert_eq!(portal.ask("SELECT phone FROM authentication_contact", &[]).await, "");
        assert!(portal.last("Require re-registration of security info (by admin)").await.details.contains("sms"));
    });
}
