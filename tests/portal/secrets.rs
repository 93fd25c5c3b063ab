//! A83: secrets of apps, codes, directories and receivers stand in no line of any log, and in no row of the audit log.

use latchkey::cli::chainer::Chainer;
use latchkey::cli::house::House;
use latchkey::cli::streamer::{Streamer, Streams};
use latchkey::outbound::line::Peer;
use latchkey::outbound::webhook::Webhook;

use crate::self_service::{code, decide, reachable};
use crate::support::app::App;
use crate::support::cluster::Database;
use crate::support::log;
use crate::support::mailbox::Mailbox;
use crate::support::people::PASSWORD;
use crate::support::program::Host;
use crate::support::server::{Portal, run_at};
use crate::support::slapd::{ACCOUNT, ACCOUNT_PASSWORD, PEOPLE, Slapd, person};

const APP: &str = "/account/security/app";
const NEW: &str = "/reset-password/new";
const DIRECTORY: &str = "/settings/directory";
const TEST: &str = "/settings/directory/test";
/// Signs what is sent on.
const SIGNING: &str = "copper-harbour-signs-83-times-a-day";
/// Chosen with the code from a letter.
const CHOSEN: &str = "copper lamps over 83 quiet bridges";
/// A password of the directory's account that is wrong.
const WRONG_BIND: &str = "Copper-Bind-83";
/// A recovery code that is nobody's.
const WRONG_CODE: &str = "kxwm-4r7p-qz9t-h3cv-b2da-77wx";

/// Whether a word stands in a text, and not only as a part of a longer number or name.
fn stands(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let around = [text[..at].chars().next_back(), text[at + found.len()..].chars().next()];
        !around.into_iter().flatten().any(|near| near.is_ascii_alphanumeric())
    })
}

/// Somebody gets an app, uses a code of it, a wrong recovery code and a right one.
async fn second_steps(portal: &Portal, words: &mut Vec<String>) {
    let kees = portal.plain("Kees Bos").await;
    let mut browser = portal.signed_in(&kees).await;
    let page = browser.get(APP).await;
    words.push(page.one("#spelled"));
    let app = App::offered(&page);
    let page = browser.post(APP, &[("code", &app.shows(portal, 0))]).await;
    let codes = page.texts("#recovery li");
    assert_eq!(codes.len(), 10, "{}", page.text());
    let mut again = portal.visitor();
    again.sign_in(&kees.user_name, PASSWORD).await;
    assert_eq!(again.prove(WRONG_CODE).await.code(), 422);
    assert_eq!(again.prove(&codes[0]).await.code(), 303, "{}", again.page().text());
    words.extend(codes);
    words.push(WRONG_CODE.to_owned());
}

/// Somebody who forgot the password chooses another one by a code from a letter.
async fn by_letter(portal: &Portal, mailbox: &Mailbox, words: &mut Vec<String>) {
    let bram = reachable(portal, "Bram de Vries").await;
    let mut browser = portal.visitor();
    browser.says_who(&bram.user_name).await;
    let mailed = code(portal, mailbox, &bram).await;
    assert_eq!(browser.gives("email", &mailed).await.location(), NEW, "{}", browser.page().text());
    browser.get(NEW).await;
    assert_eq!(browser.post(NEW, &[("new_password", CHOSEN)]).await.code(), 303, "{}", browser.page().text());
    words.extend([mailed, CHOSEN.to_owned()]);
}

/// The directory's account gets a wrong password and the right one, and both are tried.
async fn directory(portal: &Portal, words: &mut Vec<String>) {
    let server = Slapd::with(&person("bram", "Bram", "de Vries", ""));
    let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
    let port = server.port.to_string();
    let place =
        [("host", "127.0.0.1"), ("port", port.as_str()), ("security", "plain"), ("account", ACCOUNT), ("base", PEOPLE)];
    assert_eq!(gwen.fill(DIRECTORY, &place).await.code(), 303, "{}", gwen.page().text());
    for (password, says) in [(WRONG_BIND, "does not accept our account"), (ACCOUNT_PASSWORD, "Every part is in order")]
    {
        let page = gwen.fill("/settings/directory/password", &[("account_password", password)]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert!(gwen.fill_at(DIRECTORY, TEST, &[]).await.says(says), "{}", gwen.page().main());
        words.push(password.to_owned());
    }
}

/// Sends the log on, to where nobody takes it.
async fn sent_on(portal: &Portal) {
    Chainer::new(&portal.house).unwrap().finish().await;
    assert_eq!(Streamer::new(&portal.house).unwrap().beat().await.unwrap(), 0);
}

fn to_nobody(house: &mut House) {
    let peer = Peer { host: "127.0.0.1".to_owned(), port: 1, tls: None };
    let (authority, path) = ("127.0.0.1:1".to_owned(), "/in".to_owned());
    let webhook = Webhook { peer, authority, path, secret: SIGNING.as_bytes().to_vec() };
    house.streams = Streams { syslog: None, webhook: Some(webhook) };
}

#[test]
fn no_log_holds_the_secret_of_an_app_a_code_the_directorys_password_or_what_signs_requests() {
    let mailbox = Mailbox::open();
    let change = |house: &mut House| {
        mailbox.serves(house);
        to_nobody(house);
    };
    run_at("localhost", change, async |portal| {
        decide(portal, r#"{"reach": "everybody"}"#).await;
        let mut words = vec![SIGNING.to_owned()];
        // The first time tells where the log begins, the second one tries.
        sent_on(portal).await;
        second_steps(portal, &mut words).await;
        by_letter(portal, &mailbox, &mut words).await;
        Box::pin(directory(portal, &mut words)).await;
        sent_on(portal).await;
        let tried = "SELECT count(*) FROM audit_stream WHERE tries > 0";
        assert_eq!(portal.count(tried).await, 1, "nothing was sent with the secret");
        let rows = portal.ask("SELECT string_agg(t::text, ' ') FROM audit_event t", &[]).await;
        let log = log::everything();
        for path in [APP, NEW, TEST] {
            assert!(log.contains(path), "nothing was logged of {path}");
        }
        // As it is shown, and as it is kept or typed by others.
        let bare = words.iter().map(|word| word.replace(['-', ' '], ""));
        let all: Vec<String> = bare.chain(words.iter().cloned()).collect();
        assert!(all.len() >= 30, "{all:?}");
        for word in all {
            assert!(!stands(&log, &word), "{word} is in the log");
            assert!(!stands(&rows, &word), "{word} is in the audit log");
        }
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn no_command_tells_the_secrets_that_the_operator_has_set_not_even_when_they_open_nothing() {
    let database = Database::empty().await;
    let mut host = Host::with_database(&database.url);
    let secrets = [
        ("LATCHKEY_WEBHOOK_SECRET", SIGNING),
        ("LATCHKEY_TEXT_GATEWAY_SECRET", "copper-texts-are-signed-83-times-a-day"),
    ];
    for (name, value) in secrets.into_iter().chain([
        ("LATCHKEY_LOG_LEVEL", "debug"),
        ("LATCHKEY_WEBHOOK_URL", "http://127.0.0.1:1/in"),
        ("LATCHKEY_TEXT_GATEWAY_URL", "http://127.0.0.1:1/send"),
        ("LATCHKEY_SMTP_URL", "smtp://portal:Copper-Mail-83@127.0.0.1:1"),
    ]) {
        host.set(name, value);
    }
    let mut serve = host.start(&["serve"]);
    let mut browser = serve.visitor();
    serve.wait_for("serving");
    assert_eq!(browser.sign_in("nobody", "Copper-Typed-83").await.code(), 422);
    let stopped = serve.stop();
    assert_eq!(stopped.code, 0, "{}", stopped.err);
    let checked = host.run(&["check"]);
    assert!(checked.code == 1 && checked.err.contains("LATCHKEY_SMTP_URL"), "{}{}", checked.out, checked.err);
    // With a secret that is too short it is not repeated either.
    host.set("LATCHKEY_WEBHOOK_SECRET", "copper-83");
    let refused = host.run(&["serve"]);
    assert!(refused.code == 1 && refused.err.contains("LATCHKEY_WEBHOOK_SECRET"), "{}", refused.err);
    for done in [stopped, checked, refused] {
        let told = done.out + &done.err;
        for word in ["Copper-Mail-83", "Copper-Typed-83", "copper-83", secrets[0].1, secrets[1].1, &database.url] {
            assert!(!told.contains(word), "{word}: {told}");
        }
    }
    database.drop().await;
}
