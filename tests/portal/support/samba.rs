//! A real Samba domain controller, which is to LDAP what Active Directory is: in a folder and a network of its own.

use std::cell::RefCell;
use std::fs;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tempfile::TempDir;

use super::cluster::shared;
use super::slapd::{own_certificate, run};

/// Below it are people.
pub(crate) const PEOPLE: &str = "OU=People,DC=noordzee,DC=example";
/// Our account there.
pub(crate) const ACCOUNT: &str = "CN=latchkey,CN=Users,DC=noordzee,DC=example";
/// And its password.
pub(crate) const ACCOUNT_PASSWORD: &str = "service-Account-77";
/// The password of everybody there.
pub(crate) const THEIRS: &str = "Harbour-Crane-51";
const ROOT: &str = "Administrator@noordzee.example";
const ROOT_PASSWORD: &str = "Root-Harbour-77";

/// The controller. It ends when it is dropped.
pub(crate) struct Samba {
    folder: TempDir,
    child: RefCell<Option<Child>>,
}

/// A password as it is written there.
pub(crate) fn quoted(password: &str) -> String {
    let bytes: Vec<u8> = format!("\"{password}\"").encode_utf16().flat_map(u16::to_le_bytes).collect();
    STANDARD.encode(bytes)
}

/// One person, as LDIF.
pub(crate) fn person(uid: &str, given: &str, surname: &str, more: &str) -> String {
    format!(
        "dn: CN={given} {surname},{PEOPLE}\nobjectClass: user\nsAMAccountName: {uid}\nuserPrincipalName: {uid}@noordzee.example\n\
         givenName: {given}\nsn: {surname}\ndisplayName: {given} {surname}\nmail: {uid}@noordzee.example\nuserAccountControl: 512\n\
         unicodePwd:: {}\n{more}\n",
        quoted(THEIRS)
    )
}

/// A controller as it is fresh from the shelf: made once for all tests of a run, because that takes a while.
fn shelf() -> &'static Path {
    static SHELF: OnceLock<PathBuf> = OnceLock::new();
    SHELF.get_or_init(|| {
        let folder = tempfile::Builder::new().prefix("latchkey-samba-").tempdir().unwrap().keep();
        shared().guard("folder", &folder.display());
        let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
        fs::write(at("provision.conf"), "[global]\n").unwrap();
        let (target, password) = (format!("--targetdir={}", at("dc")), format!("--adminpass={ROOT_PASSWORD}"));
        let of_ours = ["--configfile", &at("provision.conf"), "--realm=NOORDZEE.EXAMPLE", "--domain=NOORDZEE"];
        let kind = ["--server-role=dc", "--dns-backend=NONE", "--host-name=dc1", "--host-ip=127.0.0.1"];
        let all = [&["domain", "provision"][..], &of_ours, &kind, &[target.as_str(), password.as_str()]].concat();
        run("samba-tool", &all);
        folder.join("dc")
    })
}

impl Samba {
    /// With these people in it. Ten wrong passwords close an account, the last three may not come again, and a password may be changed as often
    /// as one likes.
    pub(crate) fn with(people: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("latchkey-samba-").tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        run("cp", &["-a", shelf().to_str().unwrap(), &at("dc")]);
        fs::write(folder.path().join("smb.conf"), configuration(folder.path())).unwrap();
        own_certificate(folder.path());
        let server = Self { folder, child: RefCell::new(None) };
        server.tool(&["domain", "passwordsettings", "set", "--min-pwd-age=0", "--history-length=3"]);
        server.tool(&[
            "domain",
            "passwordsettings",
            "set",
            "--account-lockout-threshold=10",
            "--account-lockout-duration=0",
        ]);
        server.start();
        let ground = format!(
            "dn: {PEOPLE}\nobjectClass: organizationalUnit\n\ndn: {ACCOUNT}\nobjectClass: user\nsAMAccountName: latchkey\n\
             userAccountControl: 512\nunicodePwd:: {}\n\n{people}",
            quoted(ACCOUNT_PASSWORD)
        );
        server.ldif("ldapadd", &ground);
        server.delegate();
        server
    }

    /// Runs a command over its files.
    fn tool(&self, arguments: &[&str]) -> String {
        let configuration = format!("--configfile={}", self.folder.path().join("smb.conf").display());
        let files = self.folder.path().join("dc/private/sam.ldb").display().to_string();
        let done = Command::new("samba-tool").args(arguments).args([&configuration, "-H", &files]).output().unwrap();
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    /// Gives our account the rights that the settings ask for, and no others: Reset Password, pwdLastSet and lockoutTime of people.
    fn delegate(&self) {
        let shown = self.tool(&["user", "show", "latchkey", "--attributes=objectSid"]);
        let sid = shown.lines().find_map(|line| line.strip_prefix("objectSid: ")).unwrap().to_owned();
        let people = "bf967aba-0de6-11d0-a285-00aa003049e2";
        let rights = [
            ("CR", "00299570-246d-11d0-a768-00aa006e0529"),
            ("RPWP", "bf967a0a-0de6-11d0-a285-00aa003049e2"),
            ("RPWP", "28630ebf-41d5-11d1-a9c1-0000f80367c1"),
        ];
        let all = rights.map(|(right, what)| format!("(OA;CIIO;{right};{what};{people};{sid})")).concat();
        self.tool(&["dsacl", "set", &format!("--objectdn={PEOPLE}"), &format!("--sddl={all}")]);
    }

    /// Starts it, and waits until it answers. Its ports can not be chosen: it has a network of its own, and is reached by a socket.
    pub(crate) fn start(&self) {
        let configuration = self.folder.path().join("smb.conf").display().to_string();
        let apart = if rustix::process::geteuid().is_root() { "-n" } else { "-rn" };
        let child = Command::new("unshare")
            .args([apart, "samba", "-i", "-M", "single", "--debug-stdout", "-s", &configuration])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("samba can not be started ({error}): bin/setup --tests installs it"));
        shared().guard("program", &child.id());
        self.child.replace(Some(child));
        let began = Instant::now();
        while UnixStream::connect(self.socket()).is_err() {
            assert!(began.elapsed() < Duration::from_mins(1), "samba does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Where it is reached.
    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.path().join("dc/private/ldapi")
    }

    /// Its certificate, as PEM.
    pub(crate) fn certificate(&self) -> String {
        fs::read_to_string(self.folder.path().join("certificate.pem")).unwrap()
    }

    fn address(&self) -> String {
        format!("ldapi://{}", self.socket().display().to_string().replace('/', "%2F"))
    }

    fn ldif(&self, program: &str, ldif: &str) {
        let file = self.folder.path().join("change.ldif");
        fs::write(&file, ldif).unwrap();
        run(program, &["-x", "-H", &self.address(), "-D", ROOT, "-w", ROOT_PASSWORD, "-f", file.to_str().unwrap()]);
    }

    /// Changes something there, as whoever keeps it.
    pub(crate) fn modify(&self, ldif: &str) {
        self.ldif("ldapmodify", ldif);
    }

    /// What a sign-in there comes to: nothing when it is let in, and the sub-code otherwise.
    pub(crate) fn refuses(&self, uid: &str, password: &str) -> Option<String> {
        let name = format!("{uid}@noordzee.example");
        let ends = ["-b", "", "-s", "base", "1.1"];
        let tried = Command::new("ldapsearch")
            .args(["-x", "-H", &self.address(), "-D", &name, "-w", password])
            .args(ends)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&tried.stderr);
        let code = said.split_once("data ").map_or("", |(_, behind)| behind).split(',').next().unwrap_or_default();
        (!tried.status.success()).then(|| code.to_owned())
    }
}

impl Drop for Samba {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}

fn configuration(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "[global]\nnetbios name = DC1\nrealm = NOORDZEE.EXAMPLE\nworkgroup = NOORDZEE\nserver role = active directory domain controller\n\
         server services = ldap\ninterfaces = lo\nbind interfaces only = yes\ntls enabled = yes\ntls keyfile = {folder}/key.pem\n\
         tls certfile = {folder}/certificate.pem\ntls cafile =\nldap server require strong auth = no\n\
         private dir = {folder}/dc/private\nstate directory = {folder}/dc/state\ncache directory = {folder}/dc/cache\n\
         lock directory = {folder}/dc\npid directory = {folder}/dc\nncalrpc dir = {folder}/dc/ncalrpc\nlog file = {folder}/dc/log\n\
         ntp signd socket directory = {folder}/dc/ntp\nwinbindd socket directory = {folder}/dc/winbindd\n"
    )
}
