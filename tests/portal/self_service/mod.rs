//! People who forgot their password and help themselves (R-170…R-268, T-80…T-104, A1…A22).

mod address;
mod attacks;
pub(crate) mod branding;
mod ends;
mod letters;
mod limits;
mod locked;
mod mail;
mod mail_server;
mod mail_tls;
mod notices;
mod order;
mod passkey;
mod question_settings;
pub(crate) mod questions;
mod questions_asked;
mod questions_counted;
mod registration;
mod settings;
pub(crate) mod text;
mod unlock;

use jiff::SignedDuration;
use latchkey::domain::role::Role;
use latchkey::domain::user::{PasswordKind, Source};
use latchkey::service::settings::renew;

use crate::support::mailbox::Mailbox;
use crate::support::page::Page;
use crate::support::people::{PASSWORD, Person, Sketch};
use crate::support::server::{Portal, run_at};
use crate::support::visitor::Visitor;

const BEGIN: &str = "/reset-password";
const VERIFY: &str = "/reset-password/verify";
const NEW: &str = "/reset-password/new";
const OWN: &str = "zeven groene fietsen bij de brug";

/// Runs a test in a portal that sends mail, and in which everybody may reset the own password by one proof.
fn open(test: impl AsyncFnOnce(&Portal, &Mailbox)) {
    decided(r#"{"reach": "everybody"}"#, test);
}

pub(crate) fn decided(policy: &str, test: impl AsyncFnOnce(&Portal, &Mailbox)) {
    let mailbox = Mailbox::open();
    run_at(
        "localhost",
        |house| mailbox.serves(house),
        async |portal| {
            decide(portal, policy).await;
            test(portal, &mailbox).await;
        },
    );
}

pub(crate) async fn decide(portal: &Portal, policy: &str) {
    decide_on(portal, "self-service", policy).await;
}

pub(crate) async fn decide_on(portal: &Portal, section: &str, policy: &str) {
    let sql = "INSERT INTO setting (section, body, version, changed_at, changed_by_name) VALUES ($2, $1, 1, now(), 'test') \
               ON CONFLICT (section) DO UPDATE SET body = $1";
    portal.execute(sql, &[&policy, &section]).await;
    renew(&portal.service().db, &portal.house.settings).await.unwrap();
}

/// Gives somebody an address for codes.
pub(crate) async fn address(portal: &Portal, person: &Person, mail: &str) {
    let sql = "INSERT INTO authentication_contact (user_id, mail) VALUES ($1::text::uuid, $2) \
               ON CONFLICT (user_id) DO UPDATE SET mail = $2";
    portal.execute(sql, &[&person.id, &mail]).await;
}

/// Somebody with an address for codes: `bram.vries@home.example` for Bram de Vries.
pub(crate) async fn reachable(portal: &Portal, name: &str) -> Person {
    let person = portal.plain(name).await;
    address(portal, &person, &at_home(&person)).await;
    person
}

fn at_home(person: &Person) -> String {
    format!("{}@home.example", person.user_name.split('@').next().unwrap())
}

impl Visitor {
    pub(crate) async fn says_who(&mut self, name: &str) -> Page {
        self.fill(BEGIN, &[("username", name)]).await
    }

    pub(crate) async fn gives(&mut self, method: &str, code: &str) -> Page {
        self.get(VERIFY).await;
        let form = self.form(VERIFY).without("send").without("code").without("method");
        self.submit(VERIFY, &form.with("method", method).with("code", code)).await
    }

    pub(crate) async fn asks_for_another(&mut self) -> Page {
        self.get(VERIFY).await;
        let form = self.form(VERIFY).without("code").without("method").without("send");
        self.submit(VERIFY, &form.with("method", "email").with("send", "yes")).await
    }
}

/// The code that came last.
pub(crate) async fn code(portal: &Portal, mailbox: &Mailbox, person: &Person) -> String {
    mailbox.collect(portal).await;
    mailbox.of(&at_home(person)).last().unwrap().code()
}

#[test]
fn a_forgotten_password_becomes_a_new_one_by_a_code_from_the_mail_and_by_nothing_else() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut elsewhere = portal.signed_in(&bram).await;
        let mut browser = portal.visitor();
        let page = browser.get("/sign-in").await;
        assert_eq!(page.link("Forgot your password?").unwrap(), BEGIN);
        let page = browser.says_who("Bram.Vries").await;
        assert_eq!((page.code(), page.location()), (303, VERIFY), "{}", page.text());
        let cookie = page.header("set-cookie").to_owned();
        assert!(cookie.contains("__Host-latchkey-reset=") && cookie.contains("SameSite=Strict"), "{cookie}");
        let page = browser.follow().await;
        assert!(page.says("If this account has a recovery address, a code is on its way to it."), "{}", page.main());
        assert!(!page.body.contains("home.example"), "the whole address: {}", page.main());
        assert_eq!(mailbox.collect(portal).await, 1);
        let letters = mailbox.arrived();
        assert_eq!((letters.len(), letters[0].to.clone()), (1, vec![at_home(&bram)]));
        let (code, text) = (letters[0].code(), letters[0].text());
        assert!(text.contains("works for 10 minutes") && !text.contains("http"), "{text}");
        assert!(!letters[0].subject().contains(&code[..4]), "{}", letters[0].subject());
        // The code stands nowhere but in the letter.
        for table in ["letter", "reset_flow", "audit_event"] {
            let all = portal.ask(&format!("SELECT string_agg(t::text, ' ') FROM {table} t"), &[]).await;
            assert!(!all.contains(&code), "{table}: {all}");
        }
        let page = browser.gives("email", &format!("{} {}", &code[..4], &code[4..])).await;
        assert_eq!((page.code(), page.location()), (303, NEW), "{}", page.text());
        let page = browser.follow().await;
        assert!(
            page.says("Choose a new password") && page.says("None of the last 5 passwords you had"),
            "{}",
            page.main()
        );
        let page = browser.post(NEW, &[("new_password", "bram")]).await;
        assert_eq!(page.code(), 422, "{}", page.text());
        let page = browser.post(NEW, &[("new_password", OWN)]).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"), "{}", page.text());
        assert!(!browser.has_session(), "a reset signs nobody in");
        assert_eq!(browser.follow().await.flash(), "Your new password is set. Sign in with it.");
        assert_eq!(elsewhere.get("/account").await.code(), 303, "a session of before lives on");
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
        assert_eq!(browser.sign_in(&bram.user_name, OWN).await.location(), "/");
        // The person is told, at the address that is known.
        mailbox.collect(portal).await;
        let told = mailbox.of(&at_home(&bram)).last().unwrap().text();
        assert!(
            told.contains("was reset on the page for a forgotten password") && told.contains("127.0.0.1"),
            "{told}"
        );
        let row = portal.last("Reset password (self-service)").await;
        assert_eq!((row.result.as_str(), &row.targets, row.actor_kind.as_str()), ("success", &bram.user_name, "guest"));
        assert!(row.details.contains(r#""methods":"email""#), "{}", row.details);
        let steps =
            "SELECT count(*) FROM audit_event WHERE activity = 'Self-service password reset flow activity progress'";
        assert_eq!(portal.count(steps).await, 4, "name, code sent, proof, refused password");
    });
}

#[test]
fn whoever_has_no_account_or_may_not_is_answered_like_everybody_else_and_gets_no_mail() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let blocked = portal.make(Sketch::of("Blok Kade").blocked()).await;
        let guest = portal.make(Sketch::of("Gast Elders").source(Source::External).password(None)).await;
        let directory = portal.make(Sketch::of("Dirk Ectory").source(Source::Directory).password(None)).await;
        for person in [&blocked, &guest, &directory] {
            address(portal, person, &at_home(person)).await;
        }
        let nothing = portal.plain("Nico Niets").await;
        let names = [&blocked, &guest, &directory, &nothing].map(|person| person.user_name.clone());
        let mut usual = portal.visitor();
        usual.says_who(&bram.user_name).await;
        let usual_page = usual.follow().await;
        for name in names.into_iter().chain(["nobody.at.all".into(), "<b>x</b>".into(), "x".repeat(3_000)]) {
            let mut browser = portal.visitor();
            let page = browser.says_who(&name).await;
            assert_eq!((page.code(), page.location()), (303, VERIFY), "{name}");
            let page = browser.follow().await;
            assert_eq!(page.masked(), usual_page.masked(), "{name}");
            let wrong = browser.gives("email", "12345678").await;
            assert_eq!(wrong.complaint("mail-code"), "Error: This code is not right, or no longer works", "{name}");
            assert_eq!(browser.get(NEW).await.location(), VERIFY, "{name}");
        }
        mailbox.collect(portal).await;
        for person in [&blocked, &guest, &directory] {
            assert_eq!(mailbox.of(&at_home(person)).len(), 0, "{}", person.user_name);
        }
        let reasons = portal
            .ask("SELECT string_agg(DISTINCT reason, ',' ORDER BY reason) FROM audit_event WHERE details LIKE '%user-name%'", &[])
            .await;
        assert_eq!(reasons, "SSPR_0010,SSPR_0011,SSPR_0014,unknown-user");
        let names = portal.ask("SELECT string_agg(details, ' ') FROM audit_event", &[]).await;
        assert!(!names.contains("nobody.at.all"), "people type passwords there: {names}");
    });
}

#[test]
fn an_administrator_gives_two_proofs_and_none_twice() {
    decided(r#"{"reach": "everybody", "tell_administrators": true}"#, async |portal, mailbox| {
        let gwen = portal.global("Gwen Bakker").await;
        let otto = portal.holder("Otto Global", Role::GlobalAdministrator).await;
        address(portal, &gwen, &at_home(&gwen)).await;
        let mut browser = portal.visitor();
        // With one proof only it is not open to her, and she is told where she alone reads it.
        browser.says_who(&gwen.user_name).await;
        mailbox.collect(portal).await;
        assert!(mailbox.of(&at_home(&gwen))[0].text().contains("SSPR_0014"));
        let (app, _) = portal.with_app(&gwen).await;
        browser.says_who(&gwen.user_name).await;
        let mailed = code(portal, mailbox, &gwen).await;
        assert_eq!(browser.gives("email", &mailed).await.location(), VERIFY);
        let page = browser.follow().await;
        assert!(page.says("One proof is right. Give a second one.") && !page.says("Code by mail"), "{}", page.main());
        assert_eq!(browser.get(NEW).await.location(), VERIFY, "one is not enough");
        let page = browser.gives("email", &mailed).await;
        assert_eq!(page.code(), 422, "the same proof again: {}", page.text());
        assert_eq!(browser.gives("app", &app.next(portal)).await.location(), NEW);
        browser.get(NEW).await;
        assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
        mailbox.collect(portal).await;
        let told = mailbox.of(&otto.user_name).last().unwrap().text();
        assert!(
            told.contains("has reset the own password") && told.contains("https://passwords.example.org/users?q="),
            "{told}"
        );
        assert_eq!(mailbox.of(&gwen.user_name).len(), 0, "she has an address");
        // The second step is asked for as before.
        assert_eq!(browser.sign_in(&gwen.user_name, OWN).await.location(), "/sign-in/second-step");
    });
}

#[test]
fn a_recovery_code_stands_in_for_the_app_once() {
    open(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        assert_eq!(browser.gives("app", &app.codes[3].to_uppercase()).await.location(), NEW);
        let mut second = portal.visitor();
        second.says_who(&bram.user_name).await;
        let page = second.gives("app", &app.codes[3]).await;
        assert_eq!(page.code(), 422, "{}", page.text());
    });
}

#[test]
fn only_those_in_the_groups_may_at_any_depth_and_nobody_in_those_left_out() {
    open(async |portal, mailbox| {
        let (inner, outer) = (portal.group("Inner").await, portal.group("Outer").await);
        let barred = portal.group("Barred").await;
        portal.nest(&outer, &inner).await;
        let policy = format!(r#"{{"reach": "selected", "in_groups": ["{outer}"], "without_groups": ["{barred}"]}}"#);
        decide(portal, &policy).await;
        let deep = portal.group("Deep in barred").await;
        portal.nest(&barred, &deep).await;
        let (bram, eva, kees, dora) = (
            reachable(portal, "Bram de Vries").await,
            reachable(portal, "Eva Smit").await,
            reachable(portal, "Kees Bos").await,
            reachable(portal, "Dora Diep").await,
        );
        for (group, person) in [(&inner, &bram), (&inner, &kees), (&barred, &kees), (&inner, &dora), (&deep, &dora)] {
            portal.join(group, person).await;
        }
        // However many others there are, before those that count.
        let many = "WITH many AS (INSERT INTO groups (id, name, name_key, role_assignable, created_at) \
                    SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Many ' || n, 'many ' || n, false, now() \
                    FROM generate_series(1, 1001) n RETURNING id) \
                    INSERT INTO group_member (group_id, user_id, sort_name, added_at) SELECT many.id, users.id, sort_name, now() FROM many, users \
                    WHERE users.id::text IN ($1, $2)";
        assert_eq!(portal.execute(many, &[&bram.id, &kees.id]).await, 2002);
        for person in [&bram, &eva, &kees, &dora] {
            portal.visitor().says_who(&person.user_name).await;
        }
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of(&at_home(&bram))[0].code().len(), 8);
        for person in [&eva, &kees, &dora] {
            let text = mailbox.of(&at_home(person))[0].text();
            assert!(text.contains("Tell them this code: SSPR_0013"), "{text}");
        }
    });
}

#[test]
fn somebody_who_never_had_a_password_may_choose_the_first_one() {
    open(async |portal, mailbox| {
        let nina = portal.make(Sketch::of("Nina Nieuw").password(None)).await;
        address(portal, &nina, &at_home(&nina)).await;
        let mut browser = portal.visitor();
        browser.says_who(&nina.user_name).await;
        let code = code(portal, mailbox, &nina).await;
        assert_eq!(browser.gives("email", &code).await.location(), NEW);
        browser.get(NEW).await;
        assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
        assert_eq!(browser.sign_in(&nina.user_name, OWN).await.location(), "/");
    });
}

#[test]
fn a_reset_opens_a_door_that_guesses_have_closed_and_never_one_that_an_administrator_closed() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        portal.locked(&bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let first = code(portal, mailbox, &bram).await;
        browser.gives("email", &first).await;
        browser.get(NEW).await;
        assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
        assert_eq!(portal.count("SELECT count(*) FROM throttle").await, 0);
        // Blocked in the middle: the code of before is dead, and the account stays blocked (A7).
        portal.advance(SignedDuration::from_hours(1));
        browser.says_who(&bram.user_name).await;
        let second = code(portal, mailbox, &bram).await;
        portal.execute("UPDATE users SET enabled = false WHERE id = $1::text::uuid", &[&bram.id]).await;
        assert_eq!(browser.gives("email", &second).await.location(), BEGIN);
        assert_eq!(portal.count("SELECT count(*) FROM users WHERE NOT enabled").await, 1);
        assert_eq!(browser.get(VERIFY).await.location(), BEGIN);
    });
}

#[test]
fn a_temporary_password_that_waits_ends_with_the_reset() {
    open(async |portal, mailbox| {
        let bram = portal.make(Sketch::of("Bram de Vries").password(Some(PasswordKind::Temporary))).await;
        address(portal, &bram, &at_home(&bram)).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let code = code(portal, mailbox, &bram).await;
        browser.gives("email", &code).await;
        browser.get(NEW).await;
        assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
        assert_eq!(portal.visitor().sign_in(&bram.user_name, &bram.password).await.code(), 422);
        assert_eq!(
            portal.ask("SELECT ending FROM temporary_password WHERE user_id = $1::text::uuid", &[&bram.id]).await,
            "used"
        );
    });
}
