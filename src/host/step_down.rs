//! Root steps down to the user whose data it is, before anything is written that he could not read afterwards.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rustix::process::geteuid;

/// Root working on a data folder of somebody else becomes that user: `sudo latchkey admin recover` does what the service's own user
/// would do, and leaves no file behind that the service can not open. A folder that does not exist yet, or is root's, changes nothing.
///
/// To be called while the process has one thread: the rights are those of a thread, and handed on to those it starts.
///
/// # Errors
/// The system's, when root may not become the other (a container without that capability).
pub fn step_down(data: &Path) -> io::Result<()> {
    if !geteuid().is_root() {
        return Ok(());
    }
    // Whoever uses a folder that can not be looked at tells what is wrong with it.
    let Ok(facts) = fs::metadata(data) else { return Ok(()) };
    if facts.uid() == 0 {
        return Ok(());
    }
    become_user(facts.uid(), group_of(facts.uid()).unwrap_or_else(|| facts.gid()))
}

/// The user's own group. The folder's is often root's.
fn group_of(user: u32) -> Option<u32> {
    let users = fs::read_to_string("/etc/passwd").ok()?;
    let mut fields = users.lines().map(|line| line.split(':').skip(2));
    fields.find_map(|mut fields| (fields.next()?.parse() == Ok(user)).then(|| fields.next()?.parse().ok())?)
}

#[cfg(target_os = "linux")]
fn become_user(user: u32, group: u32) -> io::Result<()> {
    use rustix::process::{Gid, Uid};
    use rustix::thread::{set_thread_gid, set_thread_groups, set_thread_uid};

    set_thread_groups(&[])?;
    set_thread_gid(Gid::from_raw(group))?;
    set_thread_uid(Uid::from_raw(user))?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn become_user(_: u32, _: u32) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "this system is no Linux"))
}
