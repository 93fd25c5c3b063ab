//! The private Postgres moved to another major version, by the steps of docs/operations.md: a backup, the old folder put aside, a restore
//! in place.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::program::{Done, Host};

const GWEN: &str = "amber kettle window 11";

fn fine(done: &Done) {
    assert_eq!(done.code, 0, "{}\n{}", done.out, done.err);
}

/// The oldest and the newest Postgres of this machine that Latchkey works with: the same one where there is one only, and whichever the
/// program finds by itself where there is none in the usual place.
fn oldest_and_newest() -> Option<(PathBuf, PathBuf)> {
    let folders = fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<(u32, PathBuf)> = folders
        .filter_map(|folder| {
            let folder = folder.ok()?.path();
            let major: u32 = folder.file_name()?.to_str()?.parse().ok()?;
            let programs = folder.join("bin");
            (major >= 14 && programs.join("initdb").exists()).then_some((major, programs))
        })
        .collect();
    found.sort();
    Some((found.first()?.1.clone(), found.last()?.1.clone()))
}

fn uses(host: &mut Host, programs: Option<&Path>) {
    if let Some(programs) = programs {
        host.set("LATCHKEY_PG_BIN", programs.to_str().unwrap());
    }
}

/// What follows a sentence's beginning, up to the next blank.
fn after<'a>(text: &'a str, beginning: &str) -> &'a str {
    text.split_once(beginning).unwrap_or_else(|| panic!("no {beginning:?} in {text}")).1.split(' ').next().unwrap()
}

/// The heads that the restore put aside.
fn heads_aside(data: &Path) -> PathBuf {
    let mut names = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    names.find(|path| path.to_string_lossy().contains("audit-heads.jsonl.lost-")).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_in_place_moves_a_private_postgres_to_another_version_with_everybody_but_no_session() {
    let (old, new) = oldest_and_newest().unzip();
    let mut host = Host::with_its_own();
    let (data, file) = (host.folder().join("data"), host.folder().join("moved.backup"));
    uses(&mut host, old.as_deref());
    fine(&host.run_with(&["admin", "create", "--user-name", "gwen", "--password-stdin"], GWEN));
    fine(&host.run(&["demo", "--people", "10"]));
    let mut serve = host.start(&["serve"]);
    let mut gwen = serve.visitor();
    gwen.sign_in("gwen", GWEN).await;
    let people = gwen.get("/users").await.people();
    assert!(people.len() >= 11, "{}", gwen.page().text());
    fine(&serve.stop());
    fine(&host.run(&["backup", file.to_str().unwrap()]));
    // The version that made the data is gone from the machine, and says so to whoever has not put them aside.
    uses(&mut host, new.as_deref());
    if old == new {
        fs::write(data.join("pg/PG_VERSION"), "99\n").unwrap();
    }
    for command in [&["serve"][..], &["restore", file.to_str().unwrap()]] {
        let refused = host.run(command);
        assert_eq!(refused.code, 1, "{command:?} {}", refused.out);
        assert!(refused.err.contains("was made by Postgres"), "{command:?} {}", refused.err);
    }
    fs::rename(data.join("pg"), data.join("pg-before")).unwrap();
    let key = fs::read(data.join("master.key")).unwrap();
    let restored = host.run(&["restore", file.to_str().unwrap()]);
    fine(&restored);
    // Nobody worked any more: what is missing is the row about the backup itself.
    assert_eq!(after(&restored.out, "Lost: "), "1", "{}", restored.out);
    assert!(restored.out.contains("Intact: all"), "{}", restored.out);
    assert!(!data.join("pg/postmaster.pid").exists(), "Postgres still runs");
    assert_eq!(fs::read(data.join("master.key")).unwrap(), key);
    fine(&host.run(&["audit", "verify"]));
    let mut serve = host.start(&["serve"]);
    let mut again = serve.visitor();
    let mut ghost = again.clone();
    ghost.cookies.clone_from(&gwen.cookies);
    assert!(ghost.has_session() && !ghost.is_in().await, "a session of before lives");
    again.sign_in("gwen", GWEN).await;
    assert!(again.is_in().await, "{}", again.page().text());
    assert_eq!(again.get("/users").await.people(), people);
    assert!(again.get("/audit").await.text().contains("restored the backup of"), "{}", again.page().text());
    fine(&serve.stop());
    fine(&host.run(&["audit", "verify"]));
    assert_eq!(host.run(&["audit", "verify", "--heads", heads_aside(&data).to_str().unwrap()]).code, 2);
    // Once more, over what is there now: refused, and nothing of it is lost.
    let over = host.run(&["restore", file.to_str().unwrap()]);
    assert!(over.code == 1 && over.err.contains("a data folder without `pg`"), "{}{}", over.out, over.err);
    assert!(!data.join("pg/postmaster.pid").exists(), "Postgres still runs");
    fine(&host.run(&["backup", host.folder().join("next.backup").to_str().unwrap()]));
}
