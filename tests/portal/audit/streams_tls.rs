//! The audit log leaves over TLS to the server that it is meant for, or not at all; and `latchkey check` says so before (R-354, F28).

use std::io::Read as _;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use latchkey::cli::chainer::Chainer;
use latchkey::cli::streamer::{Streamer, Streams};
use latchkey::config::Config;
use latchkey::config::surroundings::Surroundings;
use rustls::{ServerConnection, StreamOwned};

use crate::support::cluster::Database;
use crate::support::mailbox::{behind_tls, tls_file};
use crate::support::program::Host;
use crate::support::server::{Portal, run_at};

/// A syslog server behind TLS. What it could read of each connection; nothing where there was no safe one.
struct Collector {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Collector {
    fn open(certificate: &str) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        let collector = Self { port: socket.local_addr().unwrap().port(), heard: Arc::default() };
        let (heard, config) = (Arc::clone(&collector.heard), behind_tls(certificate));
        thread::spawn(move || {
            for line in socket.incoming().map_while(Result::ok) {
                line.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
                let mut line = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), line);
                let mut all = Vec::new();
                // A line that breaks off leaves what was read before.
                drop(line.read_to_end(&mut all));
                heard.lock().unwrap().push(String::from_utf8(all).unwrap());
            }
        });
        collector
    }

    fn heard(&self) -> String {
        self.heard.lock().unwrap().concat()
    }

    fn url(&self) -> String {
        format!("tls://127.0.0.1:{}", self.port)
    }

    /// The way to it, as the configuration has it.
    fn streams(&self, authority: &str) -> Streams {
        let authority = tls_file(authority);
        let folder = tempfile::tempdir().unwrap();
        let vars = [
            ("LATCHKEY_DATA_DIR", folder.path().display().to_string()),
            ("LATCHKEY_SYSLOG_URL", self.url()),
            ("LATCHKEY_SYSLOG_CA_FILE", authority.display().to_string()),
        ];
        let surroundings = Surroundings {
            vars: vars.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
            folder: folder.path().to_owned(),
            system_file: folder.path().join("none"),
            is_root: false,
            on_terminal: false,
            cores: 1,
        };
        Streams::of(&Config::from_surroundings(&surroundings).unwrap()).unwrap()
    }
}

async fn beat(portal: &Portal) -> usize {
    Chainer::new(&portal.house).unwrap().finish().await;
    Streamer::new(&portal.house).unwrap().beat().await.unwrap()
}

fn over(collector: &Collector, authority: &str, test: impl AsyncFnOnce(&Portal)) {
    let streams = collector.streams(authority);
    run_at("localhost", |house| house.streams = streams, test);
}

#[test]
fn events_arrive_at_the_server_that_its_authority_vouches_for() {
    let collector = Collector::open("server");
    over(&collector, "authority.pem", async |portal| {
        beat(portal).await;
        let bram = portal.plain("Bram de Vries").await;
        portal.signed_in(&bram).await;
        assert!(beat(portal).await > 0);
        // The last byte is on its way when the beat is over.
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        assert!(!gwen.get("/audit/streams").await.says("Does not get through"));
        assert!(beat(portal).await > 0);
        assert!(collector.heard().contains("latchkey - audit - {"), "{}", collector.heard());
    });
}

#[test]
fn nothing_leaves_where_the_certificate_is_anothers_has_ended_or_nobody_knows_who_signed_it() {
    let faults = [("elsewhere", "authority.pem"), ("expired", "authority.pem"), ("server", "stranger.pem")];
    for (certificate, authority) in faults {
        let collector = Collector::open(certificate);
        over(&collector, authority, async |portal| {
            beat(portal).await;
            let bram = portal.plain("Bram de Vries").await;
            portal.signed_in(&bram).await;
            assert_eq!(beat(portal).await, 0, "{certificate} {authority}");
            let told = "SELECT trouble || ' ' || tries FROM audit_stream WHERE target = 'syslog'";
            assert_eq!(portal.ask(told, &[]).await, "tls 1", "{certificate} {authority}");
            let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
            let page = gwen.get("/audit/streams").await;
            assert!(page.says("Does not get through") && page.says("No safe connection"), "{}", page.main());
            assert_eq!(collector.heard(), "", "{certificate} {authority}");
        });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn check_tries_everybody_whom_the_log_goes_to() {
    let database = Database::empty().await;
    let mut host = Host::with_database(&database.url);
    assert_eq!(host.run(&["migrate"]).code, 0);
    let collector = Collector::open("server");
    host.set("LATCHKEY_SYSLOG_URL", &collector.url());
    for (authority, fine) in [("authority.pem", true), ("stranger.pem", false)] {
        host.set("LATCHKEY_SYSLOG_CA_FILE", tls_file(authority).to_str().unwrap());
        let done = host.run(&["check"]);
        assert_eq!(done.code == 0, fine, "{} {}", done.out, done.err);
        let told = if fine { &done.out } else { &done.err };
        assert!(told.contains(&format!("syslog server 127.0.0.1, port {}", collector.port)), "{told}");
        assert_eq!(done.err.contains("mend LATCHKEY_SYSLOG_URL"), !fine, "{}", done.err);
    }
    assert_eq!(collector.heard(), "", "a trial sends no event");
    // A webhook that nobody answers at.
    host.set("LATCHKEY_SYSLOG_CA_FILE", tls_file("authority.pem").to_str().unwrap());
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    host.set("LATCHKEY_WEBHOOK_URL", &format!("http://127.0.0.1:{gone}/in"));
    host.set("LATCHKEY_WEBHOOK_SECRET", "a secret of more than thirty-two characters");
    let done = host.run(&["check"]);
    assert_eq!(done.code, 1, "{}", done.out);
    assert!(
        done.err.contains(&format!("webhook 127.0.0.1, port {gone}")) && done.err.contains("LATCHKEY_WEBHOOK_URL"),
        "{}",
        done.err
    );
    database.drop().await;
}
