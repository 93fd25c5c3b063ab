//! A real `OpenLDAP` server in a folder of its own: TLS, the password policy overlay, people, and a wire in front that can be cut.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::fs;
use std::net::{TcpListener as StdListener, TcpStream as StdStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UnixStream};

/// The suffix of everything in it.
pub(crate) const SUFFIX: &str = "dc=noordzee,dc=example";
/// Below it are people.
pub(crate) const PEOPLE: &str = "ou=people,dc=noordzee,dc=example";
/// Our account there.
pub(crate) const ACCOUNT: &str = "cn=latchkey,ou=services,dc=noordzee,dc=example";
/// And its password.
pub(crate) const ACCOUNT_PASSWORD: &str = "service-Account-77";
/// The password of everybody there.
pub(crate) const THEIRS: &str = "Harbour-Crane-51";
/// What writes a password, as it travels: the operation of RFC 3062, and the attribute of Active Directory.
const WRITES: [&[u8]; 2] = [b"1.3.6.1.4.1.4203.1.11.1", b"unicodePwd"];
/// What opens an account, as a change of it travels: behind the attributes that are asked for this one is not the last.
const OPENS: &[u8] = b"pwdAccountLockedTime1\0";
const OPENS_THERE: &[u8] = b"lockoutTime1";
/// What asks for a page (RFC 2696).
const PAGES: &[u8] = b"1.2.840.113556.1.4.319";
/// What asks for somebody by what never changes: in the filter the value stands behind the attribute.
const ANCHORS: &[u8] = b"entryUUID\x04\x24";

/// What the server shows for itself: signed by nobody else, and no authority.
const CERTIFICATE: &str = "[req]\ndistinguished_name = name\nx509_extensions = more\nprompt = no\n[name]\nCN = localhost\n[more]\n\
                           subjectAltName = DNS:localhost, IP:127.0.0.1\nbasicConstraints = critical, CA:FALSE\n";

/// The server. It ends when it is dropped.
pub(crate) struct Slapd {
    folder: TempDir,
    child: RefCell<Option<Child>>,
    /// The port without TLS; `StartTLS` works there.
    pub(crate) port: u16,
    /// The port with TLS.
    pub(crate) tls_port: u16,
}

/// Runs a program to its end, which must be a good one.
pub(crate) fn run(program: &str, arguments: &[&str]) {
    let done = Command::new(program).args(arguments).output().unwrap_or_else(|error| {
        panic!("{program} is missing ({error}): bin/setup --tests installs what the tests need")
    });
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
}

fn free_port() -> u16 {
    StdListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Makes `key.pem` and `certificate.pem` in a folder.
pub(crate) fn own_certificate(folder: &Path) {
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    fs::write(folder.join("openssl.conf"), CERTIFICATE).unwrap();
    let fresh = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30"];
    let files = ["-config", &at("openssl.conf"), "-keyout", &at("key.pem"), "-out", &at("certificate.pem")];
    run("openssl", &[&fresh[..], &files].concat());
}

/// One person, as LDIF.
pub(crate) fn person(uid: &str, given: &str, surname: &str, more: &str) -> String {
    format!(
        "dn: uid={uid},{PEOPLE}\nobjectClass: inetOrgPerson\nuid: {uid}\ncn: {given} {surname}\ngivenName: {given}\nsn: {surname}\n\
         mail: {uid}@noordzee.example\nuserPassword: {THEIRS}\n{more}\n"
    )
}

impl Slapd {
    /// With these people in it.
    pub(crate) fn with(people: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        fs::create_dir(folder.path().join("data")).unwrap();
        own_certificate(folder.path());
        fs::write(folder.path().join("slapd.conf"), configuration(folder.path())).unwrap();
        fs::write(folder.path().join("people.ldif"), format!("{}{people}", ground())).unwrap();
        run("slapadd", &["-q", "-f", &at("slapd.conf"), "-l", &at("people.ldif")]);
        let server = Self { folder, child: RefCell::new(None), port: free_port(), tls_port: free_port() };
        server.start();
        server
    }

    /// Starts it, and waits until it answers.
    pub(crate) fn start(&self) {
        let addresses = format!("ldap://127.0.0.1:{}/ ldaps://127.0.0.1:{}/", self.port, self.tls_port);
        let configuration = self.folder.path().join("slapd.conf");
        let child = Command::new("slapd")
            .args(["-d", "0", "-h", &addresses, "-f", configuration.to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        self.child.replace(Some(child));
        let began = std::time::Instant::now();
        while StdStream::connect(("127.0.0.1", self.tls_port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(20), "slapd does not answer");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// From now on our account may look for somebody by an attribute, and not see it.
    pub(crate) fn veils(&self, uid: &str, attribute: &str) {
        self.veils_entry(&format!("uid={uid},{PEOPLE}"), attribute);
    }

    /// The same of anything there.
    pub(crate) fn veils_entry(&self, name: &str, attributes: &str) {
        self.allows(&format!("dn.exact=\"{name}\""), attributes, "search");
    }

    /// From now on our account sees what never changes of some, by their names, and finds none of them by it.
    pub(crate) fn mutes(&self, names: &str) {
        self.allows(&format!("dn.regex=\"{names}\""), "entryUUID", "=r");
    }

    /// From now on our account may not even look for anything there by these.
    pub(crate) fn shuts_entry(&self, name: &str, attributes: &str) {
        self.allows(&format!("dn.exact=\"{name}\""), attributes, "none");
    }

    /// From now on our account may do so much with these, and as at the beginning with everything else.
    fn allows(&self, which: &str, attributes: &str, right: &str) {
        self.stop();
        let hidden = format!("access to {which} attrs={attributes} by dn.exact=\"{ACCOUNT}\" {right} by * none\n");
        let whole = configuration(self.folder.path());
        let at = whole.find("access to attrs=").unwrap();
        let (before, behind) = whole.split_at(at);
        fs::write(self.folder.path().join("slapd.conf"), format!("{before}{hidden}{behind}")).unwrap();
        self.start();
    }

    /// From now on our account manages passwords there: whatever it writes is an administrator's, after which another one is asked for.
    pub(crate) fn manages(&self) {
        self.stop();
        let path = self.folder.path().join("slapd.conf");
        let writes = format!("pwdAccountLockedTime by dn.exact=\"{ACCOUNT}\" write");
        let manages = writes.replace(" write", " manage");
        fs::write(&path, fs::read_to_string(&path).unwrap().replacen(&writes, &manages, 1)).unwrap();
        self.start();
    }

    /// Ends it, as a power cut does.
    pub(crate) fn stop(&self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Changes something there, as whoever keeps it.
    pub(crate) fn modify(&self, ldif: &str) {
        let file = self.folder.path().join("change.ldif");
        fs::write(&file, ldif).unwrap();
        let address = format!("ldap://127.0.0.1:{}", self.port);
        let root = format!("cn=root,{SUFFIX}");
        run("ldapmodify", &["-x", "-H", &address, "-D", &root, "-w", "root", "-f", file.to_str().unwrap()]);
    }

    /// Whether somebody may sign in there with this password.
    pub(crate) fn accepts(&self, uid: &str, password: &str) -> bool {
        let (address, name) = (format!("ldap://127.0.0.1:{}", self.port), format!("uid={uid},{PEOPLE}"));
        let tried =
            Command::new("ldapwhoami").args(["-x", "-H", &address, "-D", &name, "-w", password]).output().unwrap();
        // Whoever must choose another password is let in, and may do nothing else (50).
        matches!(tried.status.code(), Some(0 | 50))
    }

    /// One value of an entry, as whoever keeps it reads it.
    pub(crate) fn told(&self, name: &str, attribute: &str) -> String {
        let (address, root) = (format!("ldap://127.0.0.1:{}", self.port), format!("cn=root,{SUFFIX}"));
        let asked =
            ["-x", "-LLL", "-o", "ldif-wrap=no", "-H", &address, "-D", &root, "-w", "root", "-s", "base", "-b", name];
        let told = Command::new("ldapsearch").args(asked).args(["(objectClass=*)", attribute]).output().unwrap();
        let told = String::from_utf8(told.stdout).unwrap();
        let value = told.lines().find_map(|line| line.strip_prefix(&format!("{attribute}: ")));
        value.unwrap_or_default().to_owned()
    }

    /// From now on this group is found among others, and not told where it is asked for itself.
    pub(crate) fn hides(&self, name: &str) {
        self.stop();
        let path = self.folder.path().join("slapd.conf");
        let rest = "access to * by dn.exact";
        let rules = format!(
            "access to dn.base=\"{name}\" attrs=objectClass val.exact=\"groupOfNames\" by * read\n\
             access to dn.base=\"{name}\" attrs=objectClass by * none\n{rest}"
        );
        fs::write(&path, fs::read_to_string(&path).unwrap().replacen(rest, &rules, 1)).unwrap();
        self.start();
    }

    /// Its certificate, as PEM.
    pub(crate) fn certificate(&self) -> String {
        fs::read_to_string(self.folder.path().join("certificate.pem")).unwrap()
    }
}

impl Drop for Slapd {
    fn drop(&mut self) {
        self.stop();
    }
}

fn configuration(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "include /etc/ldap/schema/core.schema\ninclude /etc/ldap/schema/cosine.schema\ninclude /etc/ldap/schema/inetorgperson.schema\n\
         include /etc/ldap/schema/nis.schema\n\
         modulepath /usr/lib/ldap\nmoduleload back_mdb\nmoduleload ppolicy\n\
         allow bind_anon_dn\n\
         TLSCertificateFile {folder}/certificate.pem\nTLSCertificateKeyFile {folder}/key.pem\n\
         database mdb\nsuffix \"{SUFFIX}\"\nrootdn \"cn=root,{SUFFIX}\"\nrootpw root\ndirectory {folder}/data\nmaxsize 1073741824\n\
         index objectClass,entryUUID,uid,modifyTimestamp eq\n\
         limits dn.exact=\"{ACCOUNT}\" size=unlimited time=unlimited\n\
         access to attrs=userPassword,pwdReset,pwdAccountLockedTime by dn.exact=\"{ACCOUNT}\" write by self =xw by anonymous auth by * none\n\
         access to * by dn.exact=\"{ACCOUNT}\" read by self read by * none\n\
         overlay ppolicy\nppolicy_default \"cn=default,{SUFFIX}\"\nppolicy_use_lockout\n"
    )
}

fn ground() -> String {
    let mut ground = String::new();
    let _ =
        write!(ground, "dn: {SUFFIX}\nobjectClass: dcObject\nobjectClass: organization\ndc: noordzee\no: Noordzee\n\n");
    for unit in ["people", "services", "elsewhere"] {
        let _ = write!(ground, "dn: ou={unit},{SUFFIX}\nobjectClass: organizationalUnit\nou: {unit}\n\n");
    }
    let _ = write!(
        ground,
        "dn: {ACCOUNT}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: latchkey\nuserPassword: {ACCOUNT_PASSWORD}\n\n\
         dn: cn=default,{SUFFIX}\nobjectClass: device\nobjectClass: pwdPolicy\ncn: default\npwdAttribute: userPassword\npwdMinLength: 10\n\
         pwdCheckQuality: 2\npwdInHistory: 3\npwdMaxFailure: 20\npwdLockout: TRUE\npwdMustChange: TRUE\npwdAllowUserChange: TRUE\n\n"
    );
    ground
}

/// What the wire before the server does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Carries everything.
    Whole,
    /// Takes connections and carries nothing.
    Silent,
    /// Lets the write of a password through and ends the connection before its answer (F30).
    SwallowsWrites,
    /// The same, and takes no connection afterwards.
    DiesWithWrites,
    /// Lets the write of a password, or of a lock, through and holds its answer back until it does something else.
    HoldsAnswers,
    /// Ends a connection that would open an account: the server hears nothing of it.
    OpensNothing,
    /// The same, and takes no connection afterwards.
    DiesOpening,
    /// Holds back the next question for a page, and says so by becoming [`Manner::HoldingPage`].
    HoldsPages,
    /// Holds back the answer to the next question for a page, and says so in the same way.
    HoldsTold,
    /// Holds a question for a page back until it does something else.
    HoldingPage,
    /// Ends a connection that asks for somebody by what never changes.
    EndsAnchors,
    /// Ends a connection as soon as it is there.
    Gone,
}

/// The wire, without TLS so that it sees what it carries.
pub(crate) struct LdapWire {
    /// Where the portal finds it.
    pub(crate) port: u16,
    manner: Rc<RefCell<Manner>>,
    open: Rc<RefCell<(usize, usize)>>,
}

impl LdapWire {
    /// Before this server.
    pub(crate) fn before(server: &Slapd) -> Self {
        Self::ending(Behind::Port(server.port))
    }

    /// Before whatever listens at this socket.
    pub(crate) fn to(socket: &Path) -> Self {
        Self::ending(Behind::Socket(socket.to_owned()))
    }

    fn ending(behind: Behind) -> Self {
        let listener = StdListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let listener = TcpListener::from_std(listener).unwrap();
        let (manner, open) = (Rc::new(RefCell::new(Manner::Whole)), Rc::new(RefCell::new((0, 0))));
        let wire = Self { port, manner: Rc::clone(&manner), open: Rc::clone(&open) };
        tokio::task::spawn_local(async move {
            loop {
                let Ok((client, _)) = listener.accept().await else { return };
                let (manner, open, behind) = (Rc::clone(&manner), Rc::clone(&open), behind.clone());
                tokio::task::spawn_local(async move {
                    {
                        let mut open = open.borrow_mut();
                        open.0 += 1;
                        open.1 = open.1.max(open.0);
                    }
                    carry(client, &behind, &manner).await;
                    open.borrow_mut().0 -= 1;
                });
            }
        });
        wire
    }

    /// What it does from now on.
    pub(crate) fn is(&self, manner: Manner) {
        self.manner.replace(manner);
    }

    /// Until it holds a page back.
    pub(crate) async fn holds(&self) {
        while *self.manner.borrow() != Manner::HoldingPage {
            tokio::task::yield_now().await;
        }
    }

    /// The most connections that were open at once.
    pub(crate) fn most(&self) -> usize {
        self.open.borrow().1
    }
}

/// Where a wire ends.
#[derive(Debug, Clone)]
enum Behind {
    Port(u16),
    Socket(PathBuf),
}

trait Stream: AsyncRead + AsyncWrite + Unpin {}
impl<T: AsyncRead + AsyncWrite + Unpin> Stream for T {}

impl Behind {
    async fn open(&self) -> std::io::Result<Box<dyn Stream>> {
        Ok(match self {
            Self::Port(port) => Box::new(TcpStream::connect(("127.0.0.1", *port)).await?),
            Self::Socket(socket) => Box::new(UnixStream::connect(socket).await?),
        })
    }
}

async fn carry(mut client: TcpStream, behind: &Behind, manner: &RefCell<Manner>) {
    let now = *manner.borrow();
    if now == Manner::Gone {
        return;
    }
    if now == Manner::Silent {
        // Until whoever waits gives up.
        let mut asked = [0; 4096];
        while client.read(&mut asked).await.is_ok_and(|read| read > 0) {}
        return;
    }
    let Ok(mut server) = behind.open().await else { return };
    let (mut asked, mut told) = (vec![0; 65536], vec![0; 65536]);
    loop {
        tokio::select! {
            read = client.read(&mut asked) => {
                let Ok(read @ 1..) = read else { return };
                let opens = asked[..read].windows(OPENS.len()).any(|part| part == OPENS)
                    || asked[..read].windows(OPENS_THERE.len()).any(|part| part == OPENS_THERE);
                let now = *manner.borrow();
                if opens && now == Manner::DiesOpening {
                    manner.replace(Manner::Gone);
                }
                if opens && matches!(now, Manner::OpensNothing | Manner::DiesOpening) {
                    return;
                }
                if now == Manner::EndsAnchors && asked[..read].windows(ANCHORS.len()).any(|part| part == ANCHORS) {
                    return;
                }
                if now == Manner::HoldsPages && asked[..read].windows(PAGES.len()).any(|part| part == PAGES) {
                    manner.replace(Manner::HoldingPage);
                    while *manner.borrow() == Manner::HoldingPage {
                        tokio::task::yield_now().await;
                    }
                }
                if server.write_all(&asked[..read]).await.is_err() {
                    return;
                }
                if now == Manner::HoldsTold && asked[..read].windows(PAGES.len()).any(|part| part == PAGES) {
                    let Ok(read @ 1..) = server.read(&mut told).await else { return };
                    manner.replace(Manner::HoldingPage);
                    while *manner.borrow() == Manner::HoldingPage {
                        tokio::task::yield_now().await;
                    }
                    if client.write_all(&told[..read]).await.is_err() {
                        return;
                    }
                }
                let writes = WRITES.iter().any(|what| asked[..read].windows(what.len()).any(|part| part == *what));
                let now = *manner.borrow();
                if now == Manner::HoldsAnswers && (writes || opens) {
                    while *manner.borrow() == Manner::HoldsAnswers {
                        tokio::task::yield_now().await;
                    }
                }
                if writes && matches!(now, Manner::SwallowsWrites | Manner::DiesWithWrites) {
                    // Its answer shows that it was done; nobody hears of it.
                    let _ = server.read(&mut told).await;
                    if now == Manner::DiesWithWrites {
                        manner.replace(Manner::Gone);
                    }
                    return;
                }
            }
            read = server.read(&mut told) => {
                let Ok(read @ 1..) = read else { return };
                if client.write_all(&told[..read]).await.is_err() {
                    return;
                }
            }
        }
    }
}
