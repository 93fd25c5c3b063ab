//! From every version that there ever was to this one: a backup that it made, restored by today's program, with today's schema.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::support::cluster::{Database, connect};
use crate::support::program::Host;

/// Who stands in each of them.
pub(super) const NAME: &str = "gwen@noordzee.example";
/// How she signs in.
pub(super) const PASSWORD: &str = "amber kettle window 11";

fn versions() -> Vec<String> {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")).unwrap();
    folders.map(|folder| folder.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_version_has_left_a_backup() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        versions().iter().any(|known| known == version),
        "no tests/fixtures/{version}: CONTRIBUTING.md says how to make it"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_backup_of_every_version_is_restored_and_brought_up_to_date() {
    for version in versions() {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(&version);
        let database = Database::empty().await;
        let host = Host::with_database(&database.url);
        let data = host.folder().join("data");
        fs::create_dir(&data).unwrap();
        fs::copy(fixture.join("master.key"), data.join("master.key")).unwrap();
        fs::set_permissions(data.join("master.key"), Permissions::from_mode(0o600)).unwrap();
        let restored = host.run(&["restore", fixture.join("backup").to_str().unwrap()]);
        assert_eq!(restored.code, 0, "{version}: {}{}", restored.out, restored.err);
        let client = connect(&database.url).await;
        let steps: i64 = client.query_one("SELECT count(*) FROM __diesel_schema_migrations", &[]).await.unwrap().get(0);
        let ours = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")).unwrap().count();
        assert_eq!(usize::try_from(steps).unwrap(), ours, "{version}");
        let mut serve = host.start(&["serve"]);
        let mut gwen = serve.visitor();
        gwen.sign_in(NAME, PASSWORD).await;
        assert!(gwen.has_session(), "{version}: {}", gwen.page().text());
        assert_eq!(gwen.get("/users").await.people().len(), 14, "{version}");
        assert_eq!(gwen.get("/audit").await.code(), 200, "{version}");
        let found = gwen.get("/users?q=gwen").await.people();
        assert_eq!(found.len(), 1, "{version}: the lists of words are there");
        assert_eq!(serve.stop().code, 0, "{version}");
        let verified = host.run(&["audit", "verify"]);
        assert_eq!(verified.code, 0, "{version}: {}{}", verified.out, verified.err);
        let again = host.folder().join("again");
        let made = host.run(&["backup", again.to_str().unwrap()]);
        assert_eq!(made.code, 0, "{version}: {}{}", made.out, made.err);
        drop(client);
        database.drop().await;
    }
}
