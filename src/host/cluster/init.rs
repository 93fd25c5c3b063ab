//! Makes a new cluster, wholly or not at all.
use std::fs::{self, DirBuilder, File};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use super::database::SUPERUSER;
use super::error::{ClusterError, while_trying};
use super::layout::Layout;
use super::owner::Owner;
use super::postmaster::last_complaint;

const LIMIT: Duration = Duration::from_mins(2);

/// Made beside its place and renamed into it when whole. The draft carries our number: an `initdb` whose Latchkey was killed
/// may still be writing to another one.
pub(super) async fn run(initdb: &Path, layout: &Layout, owner: &Owner, durable: bool) -> Result<(), ClusterError> {
    sweep(&layout.folder)?;
    let draft = layout.folder.join(format!("pg.new.{}", std::process::id()));
    DirBuilder::new().mode(0o700).create(&draft).map_err(while_trying("make", &draft))?;
    owner.take(&draft)?;
    let mut command = owner.command(initdb, &draft);
    command.arg("--pgdata").arg(&draft).arg("--username").arg(SUPERUSER);
    // Who may enter the socket's folder may read the files too, so the folder is the wall and `trust` is honest.
    command.args([
        "--auth-local=trust",
        "--auth-host=reject",
        "--encoding=UTF8",
        "--data-checksums",
        "--no-instructions",
    ]);
    // Plain order of bytes, but letters are known as letters, or trigrams of names beyond ASCII would be empty.
    command.args(["--locale=C", "--lc-collate=C", "--lc-ctype=C.UTF-8", "--text-search-config=simple"]);
    if !durable {
        command.arg("--no-sync");
    }
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let child = tokio::process::Command::from(command).kill_on_drop(true).spawn();
    let child = child.map_err(|error| owner.explain(error, initdb, &draft))?;
    let failed = |reason: String| ClusterError::Init { data: layout.data.clone(), reason };
    let output = tokio::time::timeout(LIMIT, child.wait_with_output())
        .await
        .map_err(|_late| failed(format!("initdb did not finish within {} seconds", LIMIT.as_secs())))?
        .map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(last_complaint(&String::from_utf8_lossy(&output.stderr))));
    }
    fs::rename(&draft, &layout.data).map_err(while_trying("rename", &draft))?;
    if durable {
        let synced = File::open(&layout.folder).and_then(|folder| folder.sync_all());
        synced.map_err(while_trying("write", &layout.folder))?;
    }
    Ok(())
}

/// Removes what earlier attempts left.
fn sweep(folder: &Path) -> Result<(), ClusterError> {
    for entry in fs::read_dir(folder).map_err(while_trying("list", folder))?.flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(b"pg.new.") {
            fs::remove_dir_all(entry.path()).map_err(while_trying("remove", entry.path()))?;
        }
    }
    Ok(())
}
