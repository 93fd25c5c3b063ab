//! Two servers behind `HAProxy`, by the very file that operators get: whose address it is, how many connections one address holds, that
//! a server comes and goes and nobody notices, and that nothing ambiguous (ASVS 4.2.1) or private (A20) gets through.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use latchkey::host::master_key::MasterKey;
use reqwest::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use crate::support::cluster::{Database, connect};
use crate::support::haproxy::{Behind, Haproxy, free, reads_what_is_shipped};
use crate::support::people::BETTER;
use crate::support::program::{Host, Running};
use crate::support::visitor::Visitor;

const SECRET: &str = "Temporary password: ";
/// So many connections one address holds.
const HELD: usize = 50;
/// Keeps whatever it is allowed to keep.
const CACHE: &str = "    http-request cache-use pages\n    http-response cache-store pages\n\
                     cache pages\n    total-max-size 16\n    max-age 60\n    process-vary on\n";

/// Somewhere else than everybody else.
fn elsewhere(last: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(127, 0, 0, last))
}

/// Two servers of one house, and the proxy.
struct House {
    database: Database,
    hosts: [Host; 2],
    serves: [Option<Running>; 2],
    address: String,
    secret: String,
    _proxy: Haproxy,
}

impl House {
    async fn open(more: &str) -> Self {
        let (database, address) = (Database::empty().await, free());
        let behind = [Behind::free(), Behind::free()];
        let hosts = [0, 1].map(|_| Host::with_database(&database.url));
        let key = hosts[0].folder().join("master.key");
        MasterKey::load_or_create(&key).unwrap();
        let hosts: Vec<_> = hosts
            .into_iter()
            .zip(&behind)
            .map(|(mut host, behind)| {
                host.set("LATCHKEY_MASTER_KEY_FILE", key.to_str().unwrap());
                host.set("LATCHKEY_PUBLIC_URL", &format!("http://{address}"));
                host.set("LATCHKEY_TRUSTED_PROXIES", "127.0.0.1");
                host.set("LATCHKEY_LISTEN", &behind.door);
                host.set("LATCHKEY_OPS_LISTEN", &behind.ops);
                host
            })
            .collect();
        let hosts: [Host; 2] = hosts.try_into().ok().unwrap();
        let mut first = hosts[0].start(&["serve"]);
        let secret = first.wait_for(SECRET).strip_prefix(SECRET).unwrap().to_owned();
        let mut house = Self {
            _proxy: Haproxy::at(&address, &behind, more),
            database,
            hosts,
            serves: [Some(first), None],
            address,
            secret,
        };
        house.starts(1);
        house.serves[0].as_mut().unwrap().wait_for("serving");
        house
    }

    /// A server begins, and serves.
    fn starts(&mut self, which: usize) {
        let mut serve = self.hosts[which].start(&["serve"]);
        serve.wait_for("serving");
        self.serves[which] = Some(serve);
    }

    fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The first administrator, through the wall.
    async fn administrator(&self) -> Visitor {
        let mut browser = Visitor::new(&self.origin());
        browser.sign_in("admin", &self.secret).await;
        browser.follow().await;
        assert_eq!(browser.post("/change-password", &[("new_password", BETTER)]).await.code(), 303);
        browser
    }

    /// A connection to the proxy from somewhere.
    async fn connection(&self, from: IpAddr) -> std::io::Result<TcpStream> {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind((from, 0).into()).unwrap();
        socket.connect(self.address.parse().unwrap()).await
    }

    async fn close(self) {
        for serve in self.serves.into_iter().flatten() {
            let done = serve.stop();
            assert_eq!(done.code, 0, "{}", done.err);
        }
        self.database.drop().await;
    }
}

#[test]
fn the_file_for_haproxy_is_read_without_a_warning() {
    reads_what_is_shipped();
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_haproxy_a_visitor_is_known_by_an_address_of_his_own_and_not_by_what_he_claims() {
    let house = House::open("").await;
    let mut guesser = Visitor::new(&house.origin()).at(elsewhere(9));
    let page = guesser.get("/sign-in").await;
    let form = page.form("/sign-in").unwrap().with("username", "admin").with("password", "wrong harbour 12");
    for claims in [&[][..], &[("x-forwarded-for", "203.0.113.9")], &[("forwarded", "for=203.0.113.9")]] {
        let origin = house.origin();
        let headers = [&crate::support::visitor::posting(&origin)[..], claims].concat();
        let page = guesser.peek(Method::POST, "/sign-in", &headers, form.encoded()).await;
        assert!(page.code() < 500, "{}", page.text());
    }
    let sql = connect(&house.database.url).await;
    let told = "SELECT string_agg(DISTINCT address, ' ') FROM audit_event WHERE result = 'failure'";
    assert_eq!(sql.query_one(told, &[]).await.unwrap().get::<_, String>(0), "127.0.0.9");
    drop(sql);
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_haproxy_one_address_holds_fifty_connections_and_everybody_else_goes_on() {
    let house = House::open("").await;
    let greedy = elsewhere(9);
    let mut held = vec![];
    for _ in 0..HELD {
        let mut stream = house.connection(greedy).await.unwrap();
        // Half of a head, as slow ones send it.
        stream.write_all(b"GET /sign-in HTTP/1.1\r\nHost:").await.unwrap();
        held.push(stream);
    }
    for _ in 0..3 {
        // It may be over before it has begun.
        if let Ok(more) = house.connection(greedy).await {
            assert!(is_closed(more).await, "more than {HELD} are held");
        }
    }
    assert!(!is_closed(held.pop().unwrap()).await, "fewer than {HELD} are held");
    let mut other = Visitor::new(&house.origin()).at(elsewhere(10));
    assert_eq!(other.get("/sign-in").await.code(), 200);
    drop(held);
    let mut back = Visitor::new(&house.origin()).at(greedy);
    assert_eq!(back.get("/sign-in").await.code(), 200);
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_haproxy_one_address_has_fifty_requests_under_way_also_by_http_2() {
    let house = House::open("").await;
    let greedy = elsewhere(9);
    let mut held = vec![];
    for _ in 0..20 {
        let mut stream = house.connection(greedy).await.unwrap();
        stream.write_all(&ten_slow_forms(&house.address)).await.unwrap();
        held.push(stream);
    }
    let mut refused = 0;
    for stream in &mut held {
        let mut heard = vec![];
        while let Ok(Ok(1..)) = timeout(Duration::from_millis(200), stream.read_buf(&mut heard)).await {}
        // The status of an answer, as HPACK writes it.
        refused += heard.windows(4).filter(|bytes| bytes == b"\x03429").count();
    }
    assert_eq!(refused, 200 - HELD);
    let mut other = Visitor::new(&house.origin()).at(elsewhere(10));
    assert_eq!(other.get("/sign-in").await.code(), 200);
    drop(held);
    house.close().await;
}

/// A client of HTTP/2 (RFC 9113) that begins ten forms on one connection and sends nothing of them.
fn ten_slow_forms(host: &str) -> Vec<u8> {
    fn frame(kind: u8, flags: u8, stream: u32, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&length[1..], &[kind, flags], &stream.to_be_bytes(), body].concat()
    }
    fn text(text: &str) -> Vec<u8> {
        [&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat()
    }
    // POST and http stand in HPACK's table (RFC 7541), as do the names of the path (4) and the authority (1).
    let length = [vec![0], text("content-length"), text("6")].concat();
    let head = [vec![0x83, 0x86, 4], text("/sign-in"), vec![1], text(host), length].concat();
    let forms = (0..10).flat_map(|form| frame(1, 4, 2 * form + 1, &head));
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".iter().copied().chain(frame(4, 0, 0, &[])).chain(forms).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_haproxy_servers_come_and_go_and_nobody_notices() {
    let mut house = House::open("").await;
    let mut browser = house.administrator().await;
    let mut made = 0;
    for which in [0, 1] {
        let serve = house.serves[which].take().unwrap();
        serve.terminate();
        let stopping = tokio::task::spawn_blocking(|| serve.end());
        while !stopping.is_finished() {
            works(&mut browser, &mut made).await;
        }
        let done = stopping.await.unwrap();
        assert_eq!(done.code, 0, "{}", done.err);
        for _ in 0..10 {
            works(&mut browser, &mut made).await;
        }
        house.starts(which);
    }
    // A server that dies can not say so before: what only asks goes to the other one.
    house.serves[0].as_mut().unwrap().kill();
    for _ in 0..50 {
        assert_eq!(browser.get("/users").await.code(), 200);
    }
    house.serves[0] = None;
    let sql = connect(&house.database.url).await;
    let people: i64 = sql.query_one("SELECT count(*) FROM users", &[]).await.unwrap().get(0);
    assert_eq!(people, made + 1);
    drop(sql);
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_haproxy_that_keeps_pages_nobody_sees_another_ones() {
    let house = House::open(CACHE).await;
    let mut browser = house.administrator().await;
    let mut stranger = Visitor::new(&house.origin());
    let page = browser.get("/users").await;
    let style = page.attributes("link[rel=stylesheet]", "href").remove(0);
    for path in ["/", "/users", "/account", "/audit"] {
        assert_eq!(browser.get(path).await.code(), 200, "{path}");
        let page = stranger.get(path).await;
        assert_eq!((page.code(), page.header("age")), (303, ""), "{path}: {}", page.text());
    }
    // A page before the sign-in holds what belongs to one browser.
    let tokens = [browser.peek(Method::GET, "/reset-password", &[], "").await, stranger.get("/reset-password").await];
    assert!(tokens.iter().all(|page| page.header("age").is_empty()));
    // And it does keep what it may.
    stranger.get(&style).await;
    assert!(!stranger.get(&style).await.header("age").is_empty(), "nothing is kept, and nothing is proven");
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_ambiguous_gets_through_haproxy_as_a_second_request() {
    let house = House::open("").await;
    let host = &house.address;
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n"
    );
    let second = format!("GET /static/none HTTP/1.1\r\nHost: {host}\r\n\r\n");
    // Two that are plainly two are answered twice.
    let mut stream = house.connection(elsewhere(1)).await.unwrap();
    stream.write_all(second.repeat(2).as_bytes()).await.unwrap();
    assert_eq!(all_of(stream).await.matches("HTTP/1.1 404").count(), 2);
    let smuggled = format!("0\r\n\r\n{second}");
    for lengths in [
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n",
        "Content-Length: 6\r\nContent-Length: 7\r\n",
        "Content-Length: +6\r\n",
        "Content-Length: -6\r\n",
        "Content-Length: 0x6\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding:\u{b}chunked\r\n",
        "Transfer-Encoding: \u{b}chunked\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: identity\r\n",
        "Content-Length: 5\r\n Transfer-Encoding: chunked\r\n",
        "Content-Length: 5\r\nX: y\rTransfer-Encoding: chunked\r\n",
        "Content-Length: 5\nTransfer-Encoding: chunked\r\n",
    ] {
        let mut stream = house.connection(elsewhere(1)).await.unwrap();
        stream.write_all(format!("{head}{lengths}\r\n{smuggled}").as_bytes()).await.unwrap();
        let answers = all_of(stream).await;
        assert_eq!(answers.matches("HTTP/1.1 ").count(), 1, "{lengths:?} is answered otherwise than once: {answers}");
    }
    house.close().await;
}

/// Whether the other side ends a connection at once.
async fn is_closed(mut stream: TcpStream) -> bool {
    timeout(Duration::from_millis(500), stream.read_u8()).await.is_ok()
}

/// Whatever comes, until nothing comes for a while.
async fn all_of(mut stream: TcpStream) -> String {
    let mut all = vec![];
    while let Ok(Ok(read)) = timeout(Duration::from_secs(1), stream.read_buf(&mut all)).await {
        if read == 0 {
            break;
        }
    }
    String::from_utf8_lossy(&all).into_owned()
}

/// Reads a list and makes somebody.
async fn works(browser: &mut Visitor, made: &mut i64) {
    assert_eq!(browser.get("/users").await.code(), 200);
    let name = format!("person.{made}");
    let fields = [("given_name", "Una"), ("surname", "Smit"), ("user_principal_name", &*name)];
    let page = browser.fill("/users/new", &fields).await;
    assert!(matches!(page.code(), 200 | 303) && page.complaints().is_empty(), "{}: {}", page.code(), page.text());
    *made += 1;
}
