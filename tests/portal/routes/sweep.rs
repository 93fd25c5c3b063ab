//! Who may open what, who may send what, and what it leaves in the audit log.

use jiff::SignedDuration;
use latchkey::domain::role::Role;
use latchkey::web::gate::Gate;
use latchkey::web::routes::{self, Ledger};
use reqwest::Method;

use super::{Kind, ONE_PASSKEY, Targets, is_armoured, method};
use crate::self_service::address;
use crate::self_service::branding::png;
use crate::self_service::questions::{ANSWERS, answered, bank};
use crate::self_service::text::{phone, reached};
use crate::support::app::App;
use crate::support::device::{ADD, Device, STEP, asking};
use crate::support::form::Form;
use crate::support::people::{BETTER, PASSWORD, Person};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

/// With every page open.
const EVERYBODY: &str = r#"{"reach": "everybody", "unlock": true, "passkey": true, "text": true, "questions": true}"#;

#[test]
fn every_page_opens_for_exactly_those_whom_its_gate_lets_in() {
    reached(EVERYBODY, async |portal, _, _| {
        let targets = Targets::of(portal).await;
        for kind in Kind::all() {
            let mut visitor = kind.visitor(portal).await;
            for route in routes::table().iter().filter(|route| route.method == actix_web::http::Method::GET) {
                let path = targets.path(route);
                let page = visitor.get(&path).await;
                let expected = kind.expected(route, &path);
                assert_eq!((page.code(), page.location().to_owned()), expected, "{kind:?} opens {path}");
                is_armoured(&page, &path);
                let head = visitor.peek(Method::HEAD, &path, &[], "").await;
                assert_eq!((head.code(), head.body.as_str()), (expected.0, ""), "{kind:?} asks for the head of {path}");
                is_armoured(&head, &path);
                if page.code() == 403 {
                    assert!(page.says("role"), "{path} does not say which role would do: {}", page.main());
                }
            }
        }
    });
}

/// Whoever sends the form of an address, signed in as far as it asks for.
async fn doer(portal: &Portal, path: &str, number: usize, [newcomer, careful, twice]: [&Person; 3]) -> Visitor {
    match path {
        "/sign-in" | "/reset-password" => portal.visitor(),
        "/reset-password/verify"
        | "/reset-password/verify/passkey"
        | "/reset-password/help"
        | "/reset-password/cancel" => {
            let mut visitor = portal.visitor();
            visitor.says_who(&format!("somebody{number}")).await;
            visitor
        }
        "/reset-password/new" | "/reset-password/unlock" => {
            let somebody = portal.plain(&format!("Nora{number} Nieuw")).await;
            let app = portal.with_app(&somebody).await.0;
            let mut visitor = portal.visitor();
            visitor.says_who(&somebody.user_name).await;
            visitor.gives("app", &app.next(portal)).await;
            visitor
        }
        "/account/security/address/code" | "/account/security/address/remove" => {
            let somebody = portal.plain(&format!("Ada{number} Adres")).await;
            address(portal, &somebody, "ada@home.example").await;
            let mut visitor = portal.signed_in(&somebody).await;
            visitor.fill("/account/security/address", &[("address", "new@home.example")]).await;
            visitor
        }
        "/account/security/phone/code" | "/account/security/phone/remove" => {
            let somebody = portal.plain(&format!("Bel{number} Belt")).await;
            phone(portal, &somebody, "+31 612345678").await;
            let mut visitor = portal.signed_in(&somebody).await;
            visitor.fill("/account/security/phone", &[("address", &format!("+31 61234{number:04}"))]).await;
            visitor
        }
        "/account/security/questions" => portal.signed_in(&portal.plain(&format!("Vera{number} Vraag")).await).await,
        "/account/security/questions/remove" => {
            answered(portal, &portal.plain(&format!("Vera{number} Vraag")).await).await
        }
        "/change-password" => portal.signed_in(newcomer).await,
        "/sign-in/second-step" => portal.signed_in(careful).await,
        "/sign-in/second-step/passkey" | "/account/proof/passkey" => {
            let somebody = portal.plain(&format!("Pim{number} Sleutel")).await;
            let browser = portal.with_passkey(&somebody).await.1;
            if path.starts_with("/account") { browser } else { portal.signed_in(&somebody).await }
        }
        "/account/sessions/end-others" | "/account/sessions/{id}/end" => portal.signed_in(twice).await,
        "/account/registration" => {
            let somebody = portal.plain(&format!("Rik{number} Recht")).await;
            address(portal, &somebody, "rik@home.example").await;
            portal.signed_in(&somebody).await
        }
        "/account/security/app/remove" | "/account/security/codes" => {
            let somebody = portal.plain(&format!("Saar{number} Zeker")).await;
            portal.with_app(&somebody).await.1
        }
        "/settings/sessions"
        | "/settings/directory"
        | "/settings/directory/password"
        | "/settings/directory/test"
        | "/settings/directory/load"
        | "/settings/second-step"
        | "/settings/resets"
        | "/settings/self-service"
        | "/settings/security-questions"
        | "/settings/registration"
        | "/settings/branding"
        | "/settings/branding/logo"
        | "/settings/letters/{kind}"
        | "/settings/retention"
        | "/settings/registration/invite"
        | "/settings/mail"
        | "/settings/mail/text"
        | "/settings/password-policy"
        | "/settings/password-policy/try"
        | "/settings/banned-words"
        | "/settings/lockout"
        | "/users/{id}/roles/{role}/assign"
        | "/users/{id}/roles/{role}/remove"
        | "/jobs/{id}/stop" => portal.signed_in(&portal.global(&format!("Gwen{number} Bakker")).await).await,
        // A person a route: one of them changes the password.
        _ => {
            let helen = format!("Helen{number} Kramer");
            portal.signed_in(&portal.holder(&helen, Role::UserAdministrator).await).await
        }
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table of what each form asks for")]
fn every_post_grows_the_log_or_is_quiet_with_a_reason() {
    reached(EVERYBODY, async |portal, mailbox, gateway| {
        let bram = portal.plain("Bram de Vries").await;
        let newcomer = portal.newcomer("Hans Nieuw").await;
        let group = portal.group("Crane drivers").await;
        let gone = portal.deleted("Dora Weg").await;
        let job = portal.job(&bram, "sign-out", &[&bram]).await;
        let (running, bulk) = (format!("/jobs/{job}"), format!("/users/bulk?deed=sign-out&person_{}=yes", bram.id));
        let careful = portal.plain("Carla Zeker").await;
        let recovery = portal.with_app(&careful).await.0.codes.remove(0);
        let other = portal.plain("Otto Over").await;
        let twice = portal.plain("Twan Dubbel").await;
        portal.group("Dockers").await;
        let waiting = portal.newcomer("Wim Wacht").await;
        let bank = bank();
        let places = [
            ("question1", "answer1"),
            ("question2", "answer2"),
            ("question3", "answer3"),
            ("question4", "answer4"),
            ("question5", "answer5"),
        ];
        let answers: Vec<(&str, &str)> = (places.iter().zip(&bank).zip(ANSWERS))
            .flat_map(|(((question, answer), id), told)| [(*question, id.as_str()), (*answer, told)])
            .collect();
        let posts = routes::table().into_iter().filter(|route| route.method != actix_web::http::Method::GET);
        for (number, route) in posts.enumerate() {
            let mut ready = None;
            let own = match route.path {
                path if path.starts_with(ONE_PASSKEY) => {
                    let somebody = portal.plain(&format!("Piet{number} Sleutel")).await;
                    ready = Some(portal.with_passkey(&somebody).await.1);
                    portal.ask("SELECT id::text FROM passkey WHERE user_id::text = $1", &[&somebody.id]).await
                }
                "/account/sessions/end-others" | "/account/sessions/{id}/end" => {
                    portal.signed_in(&twice).await;
                    let newest = "SELECT id::text FROM auth_session WHERE user_id::text = $1 ORDER BY id DESC LIMIT 1";
                    portal.ask(newest, &[&twice.id]).await
                }
                _ => String::new(),
            };
            let id = match route.path {
                path if path.starts_with("/account") => &own,
                // The table deletes before it removes for good.
                // Bram has a temporary password by then.
                "/users/{id}/expire-password"
                | "/users/{id}/exemption"
                | "/users/{id}/contain"
                | "/users/{id}/re-register"
                | "/users/{id}/delete"
                | "/users/{id}/purge" => &other.id,
                "/users/{id}/second-step/remove" => &careful.id,
                "/users/{id}/restore" => &gone.id,
                "/users/{id}/revoke-password" => &waiting.id,
                path if path.starts_with("/groups") => &group,
                path if path.starts_with("/jobs") => &job,
                _ => &bram.id,
            };
            let path =
                route.path.replace("{kind}", "reset-code").replace("{id}", id).replace("{role}", "directory-reader");
            let mut visitor = match ready {
                Some(visitor) => visitor,
                None => doer(portal, route.path, number, [&newcomer, &careful, &twice]).await,
            };
            let profile = format!("/users/{id}");
            let (ours, edit) = (format!("/groups/{group}"), format!("/groups/{group}/edit"));
            let add = format!("{path}/add?q=bram.vries");
            let exempt_until =
                (latchkey::cli::house::now() + SignedDuration::from_hours(240)).to_string()[..10].to_owned();
            let (page, fields): (&str, Vec<(&str, &str)>) = match route.path {
                "/sign-in" => ("/sign-in", vec![("username", &bram.user_name), ("password", PASSWORD)]),
                "/change-password" => ("/change-password", vec![("new_password", BETTER)]),
                "/sign-in/second-step" => (&path, vec![("code", &recovery)]),
                "/reset-password" => (&path, vec![("username", &bram.user_name)]),
                "/reset-password/verify" => (&path, vec![("method", "email"), ("send", "yes")]),
                "/reset-password/new" => (&path, vec![("new_password", BETTER)]),
                "/reset-password/unlock" => ("/reset-password/new", vec![]),
                "/reset-password/help" | "/reset-password/verify/passkey" | "/reset-password/cancel" => {
                    ("/reset-password/verify", vec![])
                }
                "/account/security/address" => (&path, vec![("address", "helen@home.example")]),
                "/account/security/address/code" => ("/account/security/address", vec![]),
                "/account/security/phone" => (&path, vec![("address", "+31 612349999")]),
                "/account/security/phone/code" => ("/account/security/phone", vec![]),
                "/account/security/phone/remove" | "/account/security/questions/remove" => {
                    ("/account/security", vec![])
                }
                "/settings/self-service" => {
                    (&path, vec![("proofs", "1"), ("reach", "everybody"), ("help", "a@b.example")])
                }
                "/account/security/questions" => (&path, answers.clone()),
                "/settings/security-questions" => (&path, vec![("questions_reset", "4"), ("agreed", "1")]),
                "/account/registration" => (&path, vec![("choice", "done")]),
                "/settings/branding" => (&path, vec![("name", "Noord & Zee")]),
                "/settings/branding/logo" => ("/settings/branding", vec![("pages", "all")]),
                "/settings/letters/{kind}" => (&path, vec![("text", "Your code: {code}"), ("deed", "save")]),
                "/settings/registration" => (&path, vec![("snoozes", "5")]),
                "/settings/mail" => (&path, vec![("to", "gwen@home.example")]),
                "/settings/mail/text" => ("/settings/mail", vec![("number", "+31 612345678")]),
                "/account/proof" => ("/account/security/app", vec![("proof", PASSWORD)]),
                "/account/photo" | "/users/{id}/photo" | "/account/security/app" | "/account/security/app/remove" => {
                    (&path, vec![])
                }
                "/sign-in/second-step/passkey" => (STEP, vec![]),
                "/account/security/passkeys/ask" | "/account/proof/passkey" => (ADD, vec![]),
                ADD | ONE_PASSKEY => (&path, vec![("name", "Phone")]),
                "/account/security/passkeys/{id}/remove" | "/users/places" => (&path, vec![]),
                "/account/security/codes" | "/account/security/address/remove" => ("/account/security", vec![]),
                "/account/sessions/end-others" | "/account/sessions/{id}/end" => ("/account/sessions", vec![]),
                "/account/activity/not-me" => ("/account/activity", vec![]),
                "/sign-out" => ("/account", vec![]),
                "/preferences" => ("/account", vec![("language", "nl")]),
                "/account/password" => {
                    ("/account/password", vec![("current_password", PASSWORD), ("new_password", BETTER)])
                }
                "/users/{id}/reset-password" => (&path, vec![("verified_by", "saw-id")]),
                "/users/{id}/revoke-password"
                | "/settings/registration/invite"
                | "/users/{id}/block"
                | "/users/{id}/second-step/remove"
                | "/users/{id}/contain"
                | "/users/{id}/re-register"
                | "/users/{id}/sign-out"
                | "/users/{id}/expire-password"
                | "/users/{id}/roles/{role}/assign"
                | "/users/{id}/roles/{role}/remove" => (&path, vec![("reason", "SD-1")]),
                "/users/{id}/exemption" => {
                    (&path, vec![("until", exempt_until.as_str()), ("reason", "SD-1"), ("deed", "exempt")])
                }
                "/users/{id}/edit" => (&path, vec![("job_title", "Planner")]),
                "/users/new" => ("/users/new", vec![("given_name", "Zoë"), ("user_principal_name", "zoe")]),
                "/users/{id}/unblock" | "/users/{id}/unlock" | "/users/{id}/open-reset" | "/users/{id}/restore" => {
                    (&profile, vec![])
                }
                "/users/{id}/delete" | "/users/{id}/purge" => (&path, vec![("confirm", &other.user_name)]),
                "/users/{id}/groups" => (&path, vec![("group", "Dockers")]),
                "/groups/new" => ("/groups/new", vec![("name", "Stevedores")]),
                "/groups/{id}" => (&edit, vec![("description", "Whoever drives a crane")]),
                "/groups/{id}/members" | "/groups/{id}/owners" => (&add, vec![("person_1", &bram.id)]),
                "/groups/{id}/delete" => (&path, vec![("confirm", "Crane drivers")]),
                "/groups/{id}/restore" => (&ours, vec![]),
                "/users/bulk" => (&bulk, vec![("reason", "SD-1")]),
                "/jobs/{id}/stop" => (&running, vec![]),
                "/settings/sessions" => (&path, vec![("others_hours", "9")]),
                "/settings/directory" => (&path, vec![("host", "127.0.0.1"), ("account", "cn=x"), ("base", "dc=x")]),
                "/settings/directory/password" => (&path, vec![("account_password", "secret-Of-The-Account")]),
                "/settings/directory/test" => ("/settings/directory", vec![]),
                "/settings/directory/load" => ("/settings/directory/status", vec![("walk", "try")]),
                "/settings/retention" => (&path, vec![("audit_months", "24")]),
                "/settings/lockout" => (&path, vec![("lockout_threshold", "9")]),
                "/settings/password-policy" => (&path, vec![("shortest", "16")]),
                "/settings/password-policy/try" => (&path, vec![("password", "C0ntos0Blank12")]),
                "/settings/banned-words" => (&path, vec![("words", "noordzee"), ("deed", "add")]),
                "/settings/resets" => (&path, vec![("longest", "7d")]),
                "/settings/second-step" => (&path, vec![("grace_days", "9")]),
                "/users/columns" => (&path, vec![("column_mail", "yes")]),
                other => panic!("tell this sweep how {other} is filled in"),
            };
            if route.path.starts_with("/account/proof") {
                portal.advance(jiff::SignedDuration::from_mins(11));
            }
            if route.path == "/users/{id}/open-reset" {
                let tries = "INSERT INTO reset_tries (subject, wrong, last_at) SELECT $1::text::uuid, array_agg(now()), now() \
                             FROM generate_series(1, 5) ON CONFLICT (subject) DO UPDATE SET wrong = excluded.wrong";
                portal.execute(tries, &[&bram.id]).await;
            }
            if route.path == "/users/places" {
                let held = "INSERT INTO throttle_source (prefix, wide, failures, window_from, names, names_from, minute_failures, \
                            minute_from, untold, last_at, held_until) VALUES ('192.0.2.0/24', true, 300, now(), '{}', now(), 0, now(), 0, \
                            now(), now() + interval '1 day')";
                portal.execute(held, &[]).await;
            }
            if route.path == "/users/{id}/unlock" {
                portal.locked(&bram).await;
            }
            let shown = visitor.get(page).await;
            // Script asks in the name of a page, and sends no form of it.
            let mut form = if route.path.ends_with("/passkey") || route.path.ends_with("/ask") {
                asking(&shown)
            } else {
                visitor.form(&path)
            };
            for (name, value) in fields {
                form.set(name, value);
            }
            if route.path == "/account/security/address/code" {
                mailbox.collect(portal).await;
                form.set("code", &mailbox.of("new@home.example").last().unwrap().code());
            }
            if route.path == "/account/security/phone/code" {
                mailbox.collect(portal).await;
                form.set("code", &gateway.arrived().last().unwrap().code());
            }
            if route.path == ADD {
                form.set("passkey", &Device::new().made(&visitor.asked().await, &visitor.origin));
            }
            if route.path == "/account/security/app" {
                form.set("code", &App::offered(&shown).shows(portal, 0));
            }
            if route.path == "/settings/branding/logo" || route.path.ends_with("/photo") {
                form = form.without("remove").with_file(&png(245, 36));
            }
            let before = portal.ledger().await;
            let answer = visitor.submit(&path, &form).await;
            assert!([200, 303].contains(&answer.code()), "{path}: {} {}", answer.code(), answer.text());
            is_armoured(&answer, &path);
            match route.ledger {
                Ledger::Grows => assert!(portal.ledger().await > before, "{path} left no row"),
                Ledger::Quiet(reason) => {
                    assert!(reason.len() > 10, "{path} does not say why it is quiet");
                    assert_eq!(portal.ledger().await, before, "{path} is not quiet");
                }
            }
        }
    });
}

#[test]
fn what_is_only_read_leaves_no_row_but_for_a_file_that_takes_people_along() {
    run(async |portal| {
        let targets = Targets::of(portal).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        for route in routes::table().iter().filter(|route| route.method == actix_web::http::Method::GET) {
            let path = targets.path(route);
            let before = portal.ledger().await;
            gwen.peek(Method::HEAD, &path, &[], "").await;
            assert_eq!(portal.ledger().await, before, "the head of {path} left a row");
            gwen.get(&path).await;
            match route.ledger {
                Ledger::Grows => {
                    // Whatever is a file tells who took it along, and nothing else does.
                    let is_file = [".csv", ".json"].iter().any(|ending| route.path.ends_with(ending));
                    assert!(is_file, "{path} writes on GET");
                    assert!(portal.ledger().await > before, "{path} left no row");
                }
                Ledger::Quiet(_) => assert_eq!(portal.ledger().await, before, "{path} is not quiet"),
            }
        }
    });
}

#[test]
fn every_post_without_our_token_is_refused_for_every_kind_of_visitor() {
    run(async |portal| {
        let targets = Targets::of(portal).await;
        for kind in Kind::all() {
            let mut visitor = kind.visitor(portal).await;
            for route in routes::table().iter().filter(|route| route.method != actix_web::http::Method::GET) {
                let path = targets.path(route);
                visitor.get("/sign-in").await;
                let page = visitor.press(&path, &Form::default().with("csrf_token", "x")).await;
                let expected = match (route.gate, kind) {
                    // Somewhere else is the place to be for them.
                    (
                        Gate::Known
                        | Gate::Pending
                        | Gate::Step
                        | Gate::Own
                        | Gate::Proofs
                        | Gate::Person
                        | Gate::Administrator,
                        Kind::Guest,
                    )
                    | (
                        Gate::Outside | Gate::Step | Gate::Own | Gate::Proofs | Gate::Person | Gate::Administrator,
                        Kind::Forced,
                    )
                    | (Gate::Pending | Gate::Own | Gate::Proofs | Gate::Person | Gate::Administrator, Kind::Step)
                    | (Gate::Pending | Gate::Step, Kind::Plain | Kind::Holder(_)) => 303,
                    _ => 403,
                };
                assert_eq!(page.code(), expected, "{kind:?} posts to {path}: {}", page.text());
                is_armoured(&page, &path);
                let foreign = visitor.peek(method(route), &path, &[("origin", "https://evil.example")], "").await;
                assert_eq!(foreign.code(), 403, "{kind:?} posts to {path} from elsewhere");
                is_armoured(&foreign, &path);
            }
        }
    });
}
