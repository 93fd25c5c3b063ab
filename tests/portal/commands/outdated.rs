//! What was on its way when a backup was made is worth nothing in the house that is restored from it (F45).

use std::fs;
use std::time::{Duration, Instant};

use crate::support::cluster::{Database, connect};
use crate::support::mailbox::Mailbox;
use crate::support::program::{Done, Host};

const BEGIN: &str = "/reset-password";
const VERIFY: &str = "/reset-password/verify";
const NEW: &str = "/reset-password/new";
/// Where somebody without a role gets the codes.
const HOME: &str = "somebody@home.example";
/// Longer than a letter takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

fn fine(done: &Done) {
    assert_eq!(done.code, 0, "{}\n{}", done.out, done.err);
}

/// A host that sends its mail there.
fn sending(database: &Database, mailbox: &Mailbox) -> Host {
    let mut host = Host::with_database(&database.url);
    host.set("LATCHKEY_SMTP_URL", &mailbox.url());
    host.set("LATCHKEY_MAIL_FROM", "no-reply@noordzee.example");
    host
}

/// The code of the first letter that arrives.
async fn arrived(mailbox: &Mailbox) -> String {
    let began = Instant::now();
    loop {
        if let Some(letter) = mailbox.of(HOME).first() {
            return letter.code();
        }
        assert!(began.elapsed() < PATIENCE, "no letter arrives");
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_was_sent_before_the_backup_opens_nothing_in_the_restored_house() {
    let (database, mailbox) = (Database::empty().await, Mailbox::open());
    let host = sending(&database, &mailbox);
    fine(&host.run(&["demo", "--people", "40"]));
    let client = connect(&database.url).await;
    let find = "SELECT user_name FROM users WHERE role_bits = 0 AND password_kind = 'own' AND source = 'local' AND enabled \
                ORDER BY id LIMIT 1";
    let name: String = client.query_one(find, &[]).await.unwrap().get(0);
    let open = "INSERT INTO setting (section, body, version, changed_at, changed_by_name) \
                VALUES ('self-service', '{\"reach\": \"everybody\"}', 1, now(), 'test')";
    assert_eq!(client.execute(open, &[]).await.unwrap(), 1);
    let home = "INSERT INTO authentication_contact (user_id, mail) SELECT id, $2::text FROM users WHERE user_name = $1 \
                ON CONFLICT (user_id) DO UPDATE SET mail = EXCLUDED.mail";
    assert_eq!(client.execute(home, &[&name, &HOME]).await.unwrap(), 1);
    let mut serve = host.start(&["serve"]);
    let mut browser = serve.visitor();
    assert_eq!(browser.says_who(&name).await.location(), VERIFY, "{}", browser.page().text());
    let code = arrived(&mailbox).await;
    browser.get(VERIFY).await;
    let form = browser.form(VERIFY).without("send").without("code").without("method");
    let form = form.with("method", "email").with("code", &code);
    let file = host.folder().join("meanwhile.backup");
    fine(&host.run(&["backup", file.to_str().unwrap()]));
    fine(&serve.stop());
    // Elsewhere, with everything that a restore needs.
    let other = Database::empty().await;
    let elsewhere = sending(&other, &mailbox);
    fs::create_dir_all(elsewhere.folder().join("data")).unwrap();
    for kept in ["master.key", "audit-heads.jsonl"] {
        fs::copy(host.folder().join("data").join(kept), elsewhere.folder().join("data").join(kept)).unwrap();
    }
    fine(&elsewhere.run(&["restore", file.to_str().unwrap()]));
    let restored = connect(&other.url).await;
    for table in ["reset_flow", "letter"] {
        let rows = format!("SELECT count(*) FROM {table}");
        assert!(client.query_one(&rows, &[]).await.unwrap().get::<_, i64>(0) > 0, "{table} was empty before");
        assert_eq!(restored.query_one(&rows, &[]).await.unwrap().get::<_, i64>(0), 0, "{table}");
    }
    let mut serve = elsewhere.start(&["serve"]);
    let mut late = browser.clone();
    late.origin = serve.visitor().origin;
    // It knows the form as its own, and the reset as over.
    let page = late.submit(VERIFY, &form).await;
    assert_eq!((page.code(), page.location()), (303, BEGIN), "{}", page.text());
    assert_eq!(late.get(NEW).await.location(), BEGIN, "{}", late.page().text());
    // Who begins anew gets on.
    assert_eq!(late.says_who(&name).await.location(), VERIFY);
    fine(&serve.stop());
    // Where it was sent it still opens the way: nothing but the restore has made it worthless.
    let mut serve = host.start(&["serve"]);
    browser.origin = serve.visitor().origin;
    let page = browser.submit(VERIFY, &form).await;
    assert_eq!((page.code(), page.location()), (303, NEW), "{}", page.text());
    fine(&serve.stop());
    drop((client, restored));
    other.drop().await;
    database.drop().await;
}
