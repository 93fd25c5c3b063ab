//! What must hold after every fault (security 6.2): what of it a database can be asked (V4), and that the log is whole (V2).

use latchkey::cli::house::Acting;
use latchkey::service::chain::{self, Verdict};
use tokio_postgres::Client;

use super::server::{Portal, run};

/// Each counts what must never be there.
const NEVER: [(&str, &str); 11] = [
    (
        "a person without the password there should be, or with one too many",
        "SELECT count(*) FROM users WHERE source = 'local' AND \
         (SELECT count(*) FROM credential WHERE user_id = users.id) <> (password_kind IS NOT NULL)::int",
    ),
    (
        "a password of another kind than the person knows of",
        "SELECT count(*) FROM users JOIN credential ON user_id = users.id WHERE kind IS DISTINCT FROM password_kind",
    ),
    (
        "two temporary passwords of one person",
        "SELECT count(*) FROM (SELECT FROM temporary_password WHERE ended_at IS NULL GROUP BY user_id \
         HAVING count(*) > 1) AS twice",
    ),
    (
        "a temporary password beside another one",
        "SELECT count(*) FROM temporary_password AS given JOIN users ON users.id = given.user_id \
         WHERE given.ended_at IS NULL AND password_kind IS DISTINCT FROM 'temporary'",
    ),
    (
        "a session of a password that is still to come",
        "SELECT count(*) FROM auth_session AS open JOIN users ON users.id = open.user_id \
         WHERE revoked_at IS NULL AND open.credential_epoch > users.credential_epoch",
    ),
    (
        "a session that opens everything by a password that must be changed",
        "SELECT count(*) FROM auth_session AS open JOIN users ON users.id = open.user_id WHERE revoked_at IS NULL \
         AND open.kind = 'full' AND open.credential_epoch = users.credential_epoch AND password_kind = 'temporary'",
    ),
    (
        "a session of somebody who may not sign in",
        "SELECT count(*) FROM auth_session AS open LEFT JOIN users ON users.id = open.user_id WHERE revoked_at IS NULL \
         AND (users.id IS NULL OR open.credential_epoch = users.credential_epoch AND NOT enabled)",
    ),
    (
        "no Global administrator who may sign in",
        "SELECT (NOT EXISTS (SELECT FROM users WHERE enabled AND role_bits & 1 <> 0))::int::bigint",
    ),
    (
        "a job that is done, but not with everybody",
        "SELECT count(*) FROM job_person JOIN job ON job.id = job_id WHERE state = 'done' AND outcome IS NULL",
    ),
    (
        "a write to the directory with an end and no outcome",
        "SELECT count(*) FROM writeback WHERE ended_at IS NOT NULL AND outcome IS NULL",
    ),
    (
        "a reset by an administrator that is not told, or told and not done",
        "SELECT count(*) FROM users WHERE source = 'local' AND \
         (SELECT count(*) FROM form_use WHERE form = 'reset-password' AND subject_id = users.id) <> \
         (SELECT count(*) FROM audit_event JOIN audit_target ON event_id = audit_event.id \
         WHERE audit_event.activity = 'Reset password (by admin)' AND result = 'success' AND actor_kind = 'person' \
         AND target_id = users.id)",
    ),
];

/// What does not hold.
async fn broken(client: &Client) -> Vec<&'static str> {
    let mut broken = vec![];
    for (what, sql) in NEVER {
        if client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0) != 0 {
            broken.push(what);
        }
    }
    broken
}

/// Nothing is there that must never be.
pub(crate) async fn holds(client: &Client) {
    let broken = broken(client).await;
    assert!(broken.is_empty(), "{broken:#?}");
}

impl Portal {
    /// The same, and every row of the log is linked, authentic and in its place.
    pub(crate) async fn holds(&self) {
        holds(&self.sql).await;
        let db = self.house.db(Acting::App, 1).unwrap();
        chain::drain(&db, &self.house.keys).await.unwrap();
        let rows = self.ledger().await;
        assert_eq!(chain::verify(&db, &self.house.keys, &[]).await.unwrap(), Verdict::Intact { rows });
    }
}

#[test]
fn a_fault_that_left_something_behind_would_be_noticed() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        portal.signed_in(&bram).await;
        portal.holds().await;
        let his = format!("user_id = '{}'", bram.id);
        for (left, names) in [
            (format!("DELETE FROM credential WHERE {his}"), &NEVER[..1]),
            (format!("UPDATE credential SET kind = 'temporary' WHERE {his}"), &NEVER[1..2]),
            (format!("UPDATE auth_session SET credential_epoch = 9 WHERE {his}"), &NEVER[4..5]),
            (format!("UPDATE users SET enabled = false WHERE id = '{}'", bram.id), &NEVER[6..7]),
            ("UPDATE users SET enabled = false WHERE role_bits & 1 <> 0".to_owned(), &NEVER[7..8]),
        ] {
            portal.sql.batch_execute(&format!("BEGIN; {left}")).await.unwrap();
            let found = broken(&portal.sql).await;
            portal.sql.batch_execute("ROLLBACK").await.unwrap();
            assert_eq!(found, names.iter().map(|(what, _)| *what).collect::<Vec<_>>(), "{left}");
        }
    });
}
