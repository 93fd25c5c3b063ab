//! What systemd is told: the service is ready, or is stopping (`sd_notify(3)`).

use std::env;
use std::io;
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixDatagram;

/// What there is to say.
#[derive(Debug, Clone, Copy)]
pub enum State {
    /// Pages are served.
    Ready,
    /// No new requests are taken.
    Stopping,
}

/// Tells the service manager, if one wants to know.
///
/// # Errors
/// The system's. Nothing depends on it but the manager's own picture.
pub fn tell(state: State) -> io::Result<()> {
    let Some(socket) = env::var_os("NOTIFY_SOCKET").filter(|socket| !socket.is_empty()) else { return Ok(()) };
    let message: &[u8] = match state {
        State::Ready => b"READY=1",
        State::Stopping => b"STOPPING=1",
    };
    UnixDatagram::unbound()?.send_to(message, socket)?;
    Ok(())
}

/// Whether standard error is the system's journal, which many may read and nobody forgets.
pub fn logs_to_journal() -> bool {
    let Some(stream) = env::var_os("JOURNAL_STREAM") else { return false };
    // The variable is handed on to children whose output goes elsewhere: it names the device and inode that it is about.
    let here = rustix::fs::fstat(io::stderr().as_fd());
    here.is_ok_and(|here| stream == *format!("{}:{}", here.st_dev, here.st_ino))
}
