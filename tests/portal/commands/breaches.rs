//! `latchkey breach-list`: the operator's list of known breaches.

use std::fs;

use crate::support::cluster::{Database, connect};
use crate::support::program::Host;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_breaches_is_made_into_a_list_that_the_next_password_is_checked_against() {
    let database = Database::empty().await;
    let host = Host::with_database(&database.url);
    assert_eq!(host.run(&["migrate"]).code, 0);
    let lines = host.folder().join("breaches.txt");
    fs::write(&lines, "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:10\nvelvet otter climbs 7 stairs\n").unwrap();
    let name = lines.to_str().unwrap();
    let made = host.run(&["breach-list", name]);
    assert_eq!(made.code, 0, "{}", made.err);
    let list = host.folder().join("data/breached-passwords.filter");
    assert_eq!(made.out.trim(), format!("2 lines are in {}, in 88 bytes.", list.display()));
    let create = ["admin", "create", "--user-name", "ann", "--password-stdin"];
    let refused = host.run_with(&create, "velvet otter climbs 7 stairs\n");
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("not on the list of known breaches"), "{}", refused.err);
    let accepted = host.run_with(&create, "velvet otter climbs 8 stairs\n");
    assert_eq!(accepted.code, 0, "{}", accepted.err);
    let client = connect(&database.url).await;
    let told = "SELECT details FROM audit_event WHERE activity = 'Load list of known breaches'";
    let details: String = client.query_one(told, &[]).await.unwrap().get(0);
    assert_eq!(details, r#"{"entries":"2"}"#);
    // A file that is not there leaves the list as it was.
    let kept = fs::read(&list).unwrap();
    let missing = host.run(&["breach-list", "/nowhere/at-all.txt"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert!(missing.err.contains("/nowhere/at-all.txt can not be made into"), "{}", missing.err);
    assert_eq!(fs::read(&list).unwrap(), kept);
    drop(client);
    database.drop().await;
}
