//! A small server with sample pages, and a client that can say anything.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};

use actix_session::Session;
use actix_web::http::{Method, header};
use actix_web::web::{self, ServiceConfig};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse};
use jiff::Timestamp;
use latchkey::domain::dice::{Dice, NoDice};
use latchkey::domain::id::RequestId;
use latchkey::domain::permit::Origin;
use latchkey::domain::secret::SessionToken;
use latchkey::web::address::TrustedProxies;
use latchkey::web::body::{Body, BodyLimits};
use latchkey::web::error_kind::ErrorKind;
use latchkey::web::flashes::{Flashes, Note};
use latchkey::web::methods::Methods;
use latchkey::web::origin::PublicUrl;
use latchkey::web::server::{Patience, Running, ServerOptions, serve};
use latchkey::web::session;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use zeroize::Zeroizing;

/// Counts up: ids need to differ, not to be secret.
pub(crate) struct Counting(u64);

static NEXT: AtomicU64 = AtomicU64::new(1);

impl Dice for Counting {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoDice> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = self.0.to_be_bytes()[0];
        }
        Ok(())
    }
}

pub(crate) fn dice() -> Counting {
    Counting(NEXT.fetch_add(1, Ordering::Relaxed))
}

pub(crate) fn noon() -> Timestamp {
    "2026-11-20T12:00:00Z".parse().unwrap()
}

/// Every log line of this test program.
pub(crate) static LOG: LazyLock<Arc<Mutex<Vec<u8>>>> = LazyLock::new(|| {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let writer = Arc::clone(&lines);
    tracing_subscriber::fmt().json().with_writer(move || Tee(Arc::clone(&writer))).init();
    lines
});

pub(crate) fn log() -> String {
    String::from_utf8(LOG.lock().unwrap().clone()).unwrap()
}

struct Tee(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Tee {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

const ROUTES: [(Method, &str); 20] = [
    (Method::GET, "/"),
    (Method::GET, "/asset"),
    (Method::GET, "/redirect"),
    (Method::GET, "/forbidden"),
    (Method::GET, "/panic"),
    (Method::GET, "/fail"),
    (Method::GET, "/bare"),
    (Method::GET, "/drawn"),
    (Method::GET, "/busy"),
    (Method::GET, "/address"),
    (Method::GET, "/large"),
    (Method::GET, "/people/{id}"),
    (Method::GET, "/whoami"),
    (Method::GET, "/note"),
    (Method::POST, "/form"),
    (Method::POST, "/strict"),
    (Method::POST, "/note"),
    (Method::POST, "/open"),
    (Method::POST, "/close"),
    (Method::POST, "/confuse"),
];

async fn whoami(session: Session) -> HttpResponse {
    HttpResponse::Ok().body(session::token(&session).map_or("anonymous".into(), |token| format!("token {}", token[0])))
}

async fn open(session: Session) -> Result<HttpResponse, Error> {
    let token = SessionToken::generate(&mut dice()).map_err(actix_web::error::ErrorInternalServerError)?;
    session::open(&session, &token).map_err(actix_web::error::ErrorInternalServerError)?;
    Ok(HttpResponse::Ok().body(format!("token {}", token.expose()[0])))
}

async fn form(session: Session, body: Body) -> Result<HttpResponse, Error> {
    let mut fields = body.fields()?;
    let name = fields.take("name").unwrap_or_default();
    let password = fields.take_password("password").map_or(0, |password| password.code_points());
    fields.finish()?;
    Ok(HttpResponse::Ok().body(format!("{name} {password} {}", session::token(&session).is_some())))
}

fn routes(config: &mut ServiceConfig) {
    let flashes = Flashes::new([3; 32]);
    let reading = flashes.clone();
    let text = |text: &'static str| web::get().to(move || async move { HttpResponse::Ok().body(text) });
    config
        .route("/", text("home"))
        .route(
            "/asset",
            web::get().to(|| async {
                HttpResponse::Ok()
                    .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
                    .body("a")
            }),
        )
        .route(
            "/redirect",
            web::get().to(|| async { HttpResponse::SeeOther().insert_header(("location", "/")).finish() }),
        )
        .route("/forbidden", web::get().to(|| async { Err::<HttpResponse, _>(ErrorKind::Forbidden) }))
        .route("/panic", web::get().to(|| async { if true { panic!("hunter2") } else { "calm" } }))
        .route(
            "/fail",
            web::get().to(|| async {
                Err::<HttpResponse, _>(actix_web::error::ErrorInternalServerError("hunter2 in a table"))
            }),
        )
        .route("/bare", web::get().to(|| async { HttpResponse::Conflict().body("hunter2 in a row") }))
        .route(
            "/drawn",
            web::get().to(|| async {
                HttpResponse::UnprocessableEntity().content_type("text/html; charset=utf-8").body("drawn")
            }),
        )
        .route("/busy", web::get().to(|| async { Err::<HttpResponse, _>(ErrorKind::Busy) }))
        .route(
            "/address",
            web::get().to(|request: HttpRequest| async move {
                let origin = request.extensions().get::<Origin>().cloned().unwrap();
                HttpResponse::Ok().body(format!("{} {}", origin.request, origin.address.unwrap()))
            }),
        )
        .route("/large", web::get().to(|| async { HttpResponse::Ok().body(vec![b'a'; 16 << 20]) }))
        .route("/people/{id}", web::get().to(|id: web::Path<u32>| async move { format!("person {id}") }))
        .route("/whoami", web::get().to(whoami))
        .route(
            "/note",
            web::get().to(move |request: HttpRequest| {
                let note = reading.take(&request, noon());
                async move {
                    HttpResponse::Ok()
                        .body(note.map_or("nothing".into(), |note| format!("{} {:?}", note.key, note.ids)))
                }
            }),
        )
        .route(
            "/note",
            web::post().to(move || {
                let cookie = flashes.issue(&Note { key: "reset-done".into(), ids: vec!["7".into()] }, noon()).unwrap();
                async move { HttpResponse::SeeOther().insert_header(("location", "/note")).cookie(cookie).finish() }
            }),
        )
        .route("/form", web::post().to(form))
        .service(web::resource("/strict").route(web::post().to(form)))
        .route("/open", web::post().to(open))
        .route(
            "/close",
            web::post().to(|session: Session| async move {
                session::close(&session);
                HttpResponse::Ok().body("closed")
            }),
        )
        .route(
            "/confuse",
            web::post()
                .to(|session: Session| async move { session.insert("other", 1).map(|()| HttpResponse::Ok().finish()) }),
        );
}

pub(crate) struct Server {
    pub(crate) running: Running,
    pub(crate) host: String,
    pub(crate) body: BodyLimits,
}

pub(crate) fn start() -> Server {
    start_with(vec![])
}

pub(crate) fn start_with(trusted: Vec<ipnet::IpNet>) -> Server {
    LazyLock::force(&LOG);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let body = BodyLimits { deadline: Duration::from_millis(150), ..BodyLimits::default() };
    let options = ServerOptions {
        listener,
        workers: 1,
        public_url: PublicUrl::parse(&format!("http://{host}")).unwrap(),
        trusted_proxies: TrustedProxies::new(trusted),
        cookie_key: Zeroizing::new([7; 64]),
        request_ids: Arc::new(|| RequestId::new(noon(), &mut dice())),
        methods: Methods::new(ROUTES),
        render: Arc::new(|request, kind| {
            assert_ne!(request.path(), "/undrawable", "hunter2");
            let id = request.extensions().get::<Origin>().map(|origin| origin.request.to_string());
            Some(format!("<title>page of {kind:?}</title>{}", id?))
        }),
        body,
        answered: Arc::default(),
        patience: Patience {
            head: Duration::from_millis(800),
            disconnect: Duration::from_millis(600),
            unread: Duration::from_secs(1),
            shutdown: Duration::from_secs(1),
            ..Patience::default()
        },
    };
    Server { running: serve(options, routes).unwrap(), host, body }
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
    pub(crate) took: Duration,
}

impl Reply {
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        let start = format!("{name}:");
        self.head
            .lines()
            .filter(|line| line.to_ascii_lowercase().starts_with(&start))
            .map(|line| line[start.len()..].trim().to_owned())
            .collect()
    }

    pub(crate) fn header(&self, name: &str) -> Option<String> {
        self.all(name).into_iter().next()
    }

    /// Name and value of the first cookie that was set, as a browser sends them back.
    pub(crate) fn cookie(&self) -> String {
        self.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
    }
}

impl Server {
    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.running.address).await.unwrap()
    }

    /// Sends bytes and reads until the server closes.
    pub(crate) async fn raw(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect().await;
        stream.write_all(bytes).await.unwrap();
        read(&mut stream).await
    }

    pub(crate) async fn get(&self, path: &str, headers: &str) -> Reply {
        let host = &self.host;
        self.raw(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n").as_bytes()).await
    }

    /// A form as our own pages post it.
    pub(crate) async fn post(&self, path: &str, headers: &str, body: &str) -> Reply {
        let (host, length) = (&self.host, body.len());
        self.raw(
            format!(
                "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
            )
            .as_bytes(),
        )
        .await
    }

    pub(crate) async fn alive(&self) {
        assert_eq!(self.get("/", "").await.status, 200);
    }
}

/// Reads until the server closes; it must, within two seconds.
pub(crate) async fn read(stream: &mut TcpStream) -> Reply {
    let started = Instant::now();
    let mut bytes = Vec::new();
    let end = tokio::time::timeout(Duration::from_secs(2), stream.read_to_end(&mut bytes)).await;
    assert!(end.is_ok(), "the connection stayed open after {:?}", String::from_utf8_lossy(&bytes));
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    Reply {
        status: head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0),
        head: head.to_owned(),
        body: body.to_owned(),
        took: started.elapsed(),
    }
}
