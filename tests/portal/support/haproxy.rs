//! A real `HAProxy` by the file that operators get: only its addresses are others, and it speaks no TLS.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::slapd::own_certificate;

/// What operators get.
const SHIPPED: &str = include_str!("../../../packaging/haproxy.cfg");
const TLS_DOOR: &str = "bind :443 ssl crt /etc/haproxy/passwords.pem alpn h2,http/1.1";
/// The servers of the file.
const SERVERS: [&str; 2] = ["server one 10.0.0.1:8080", "server two 10.0.0.2:8080"];

/// Where a server is behind it: its door, and where it says whether it is ready.
#[derive(Debug, Clone)]
pub(crate) struct Behind {
    pub(crate) door: String,
    pub(crate) ops: String,
}

impl Behind {
    /// Two addresses of this machine that nothing has now.
    pub(crate) fn free() -> Self {
        Self { door: free(), ops: free() }
    }
}

/// An address of this machine that was free a moment ago; nobody here asks for a certain port.
pub(crate) fn free() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

/// The proxy. It ends when it is dropped.
pub(crate) struct Haproxy {
    child: Child,
    // Holds its configuration.
    _folder: TempDir,
}

fn program() -> Command {
    let known = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new("haproxy");
    // Where Debian puts it, which is not on everybody's path.
    command.env("PATH", format!("{known}:/usr/sbin:/usr/local/sbin"));
    command
}

/// In the place of something that is there once.
fn instead(text: &str, of: &str, put: &str) -> String {
    assert_eq!(text.matches(of).count(), 1, "packaging/haproxy.cfg has {of:?} not once");
    text.replacen(of, put, 1)
}

impl Haproxy {
    /// At an address, before two servers; with more lines at the end of its part about them.
    pub(crate) fn at(address: &str, servers: &[Behind; 2], more: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut text = instead(SHIPPED, "    bind :80\n", "");
        text = instead(&text, TLS_DOOR, &format!("bind {address}"));
        text = instead(&text, "    http-request redirect scheme https code 308 unless { ssl_fc }\n", "");
        for (server, shipped) in servers.iter().zip(SERVERS) {
            let (name, _) = shipped.rsplit_once(' ').unwrap();
            let ops = server.ops.rsplit_once(':').unwrap().1;
            text = instead(&text, shipped, &format!("{name} {} port {ops}", server.door));
        }
        let file = folder.path().join("haproxy.cfg");
        fs::write(&file, text + more).unwrap();
        let child = program()
            .args(["-db", "-f", file.to_str().unwrap()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("haproxy is missing ({error}): bin/setup --tests installs it"));
        let proxy = Self { child, _folder: folder };
        let began = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(began.elapsed() < Duration::from_secs(20), "haproxy does not answer");
            std::thread::sleep(Duration::from_millis(10));
        }
        proxy
    }
}

impl Drop for Haproxy {
    fn drop(&mut self) {
        // It has ended already, or a test has failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Has the file that operators get read as it is, with a certificate in its place; what it warns of is an error, too.
pub(crate) fn reads_what_is_shipped() {
    let folder = tempfile::tempdir().unwrap();
    own_certificate(folder.path());
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let pem = folder.path().join("passwords.pem");
    fs::write(&pem, read("certificate.pem") + &read("key.pem")).unwrap();
    let file = folder.path().join("haproxy.cfg");
    fs::write(&file, instead(SHIPPED, "/etc/haproxy/passwords.pem", pem.to_str().unwrap())).unwrap();
    reads(&file);
}

fn reads(file: &Path) {
    let done = program().args(["-c", "-dW", "-f", file.to_str().unwrap()]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
