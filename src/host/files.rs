//! Folders that hold what only Latchkey may see.
use std::fs::{DirBuilder, Permissions, set_permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

/// Makes the missing part of `folder`, closed to everybody else, whatever the umask.
///
/// As root others may pass through, because there Postgres runs as a user of its own and lives below; they may not list.
/// A folder that exists keeps the permissions its owner gave it.
pub fn prepare_folder(folder: &Path) -> io::Result<()> {
    let mode = if rustix::process::geteuid().is_root() { 0o711 } else { 0o700 };
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|part| !part.as_os_str().is_empty() && !part.exists()).collect();
    for part in missing.into_iter().rev() {
        match DirBuilder::new().mode(mode).create(part) {
            Ok(()) => set_permissions(part, Permissions::from_mode(mode))?,
            // Another process starting at the same moment was faster.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && part.is_dir() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
