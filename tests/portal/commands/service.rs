//! As a service of systemd: when it is ready, what the journal may hold, whose the files are.

use std::io::{Read as _, pipe};
use std::os::fd::AsFd as _;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::net::UnixDatagram;
use std::time::Duration;
use std::{fs, thread};

use rustix::process::geteuid;

use crate::support::cluster::Database;
use crate::support::program::Host;

fn password_in(text: &str) -> bool {
    let four = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text.split_whitespace().any(|word| word.split('-').count() == 4 && word.split('-').all(four))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_manager_hears_that_pages_are_served_and_that_they_end() {
    let database = Database::empty().await;
    let mut host = Host::with_database(&database.url);
    let path = host.folder().join("notify");
    let manager = UnixDatagram::bind(&path).unwrap();
    manager.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    host.set("NOTIFY_SOCKET", path.to_str().unwrap());
    let heard = || {
        let mut message = [0; 64];
        let length = manager.recv(&mut message).unwrap();
        String::from_utf8(message[..length].to_vec()).unwrap()
    };
    let mut serve = host.start(&["serve"]);
    assert_eq!(heard(), "READY=1");
    assert_eq!(serve.visitor().get("/sign-in").await.code(), 200);
    serve.terminate();
    assert_eq!(heard(), "STOPPING=1");
    assert_eq!(serve.end().code, 0);
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_password_is_not_written_into_the_journal() {
    for journal in [true, false] {
        let database = Database::empty().await;
        let (mut from, to) = pipe().unwrap();
        let facts = rustix::fs::fstat(to.as_fd()).unwrap();
        // What systemd sets; the variable may be about another stream than this one.
        let inode = if journal { facts.st_ino } else { facts.st_ino + 1 };
        let mut host = Host::with_database(&database.url);
        host.set("JOURNAL_STREAM", &format!("{}:{inode}", facts.st_dev));
        let text = thread::spawn(move || {
            let mut text = String::new();
            from.read_to_string(&mut text).unwrap();
            text
        });
        assert!(host.command(&["migrate"]).stderr(to).status().unwrap().success());
        let text = text.join().unwrap();
        assert_eq!(password_in(&text), !journal, "{text}");
        assert_eq!(text.contains("Temporary password: not written into the journal"), journal, "{text}");
        let recovered = host.run(&["admin", "recover", "--user-name", "admin"]);
        assert!(recovered.code == 0 && password_in(&recovered.out), "{recovered:?}");
        database.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_root_does_to_the_data_of_another_user_is_done_as_that_user() {
    let host = Host::with_its_own();
    let data = host.folder().join("data");
    fs::create_dir(&data).unwrap();
    if geteuid().is_root() {
        // `nobody`, as everywhere on Linux. Whoever is not root works on his own data, of which the same must hold.
        chown(&data, Some(65534), Some(65534)).unwrap();
    }
    let owner = fs::metadata(&data).unwrap().uid();
    let mut serve = host.start(&["serve"]);
    // From then on it hears signals.
    serve.wait_for("serving");
    assert_eq!(serve.stop().code, 0);
    let backup = data.join("backup");
    assert_eq!(host.run(&["backup", backup.to_str().unwrap()]).code, 0);
    let mut files = vec![data];
    let mut seen = 0;
    while let Some(path) = files.pop() {
        assert_eq!(fs::metadata(&path).unwrap().uid(), owner, "{}", path.display());
        seen += 1;
        if path.is_dir() {
            files.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    assert!(seen > 100, "a whole cluster, and a backup: {seen}");
}
