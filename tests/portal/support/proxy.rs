//! A wire between the portal and Postgres that a test can cut.

use std::cell::Cell;
use std::path::PathBuf;
use std::rc::Rc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::OwnedReadHalf;
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::watch;

/// What the wire does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wire {
    /// Carries everything.
    Whole,
    /// Ends the portal's connections, and new ones at once; Postgres goes on with what it was asked.
    Deaf,
    /// Ends every connection on both sides; new ones are ended at once.
    Cut,
    /// Carries nothing and ends nothing: a wall that drops everything.
    Silent,
}

/// The wire.
pub(crate) struct Proxy {
    port: u16,
    wire: watch::Sender<Wire>,
    ended: Rc<Cell<usize>>,
    turned_away: Rc<Cell<usize>>,
}

impl Proxy {
    /// In front of the socket that a URL names.
    pub(crate) fn before(url: &str) -> Self {
        Self::open(url, &[])
    }

    /// The same, as if behind it were another server: one that takes writes, whatever is decided for the database.
    pub(crate) fn before_a_primary(url: &str) -> Self {
        Self::open(url, b"default_transaction_read_only\0off\0")
    }

    fn open(url: &str, more: &'static [u8]) -> Self {
        let config: tokio_postgres::Config = url.parse().unwrap();
        let [tokio_postgres::config::Host::Unix(folder)] = config.get_hosts() else { panic!("a socket: {url}") };
        let port = config.get_ports().first().copied().unwrap_or(5432);
        let socket = folder.join(format!(".s.PGSQL.{port}"));
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let listener = TcpListener::from_std(listener).unwrap();
        let (wire, state) = watch::channel(Wire::Whole);
        let (ended, turned_away) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
        let (count, away) = (Rc::clone(&ended), Rc::clone(&turned_away));
        tokio::task::spawn_local(async move {
            loop {
                let (client, _) = listener.accept().await.unwrap();
                if matches!(*state.borrow(), Wire::Whole | Wire::Silent) {
                    let ends = (state.clone(), Rc::clone(&count));
                    tokio::task::spawn_local(carry(client, socket.clone(), more, ends));
                } else {
                    away.set(away.get() + 1);
                }
            }
        });
        Self { port, wire, ended, turned_away }
    }

    /// The same database, by this wire.
    pub(crate) fn url(&self, url: &str) -> String {
        let config: tokio_postgres::Config = url.parse().unwrap();
        let (user, database) = (config.get_user().unwrap(), config.get_dbname().unwrap());
        format!("postgres://{user}@{}/{database}", self.host())
    }

    /// One of several hosts: `host:port`.
    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// What it does from now on, whether or not anybody is connected.
    pub(crate) fn is(&self, wire: Wire) {
        self.wire.send(wire).unwrap();
    }

    /// Returns when it has ended a new connection at once.
    pub(crate) async fn turns_away(&self) {
        let before = self.turned_away.get();
        while self.turned_away.get() == before {
            tokio::task::yield_now().await;
        }
    }

    /// [`Self::is`]. Returns when the portal has lost a connection, where it must.
    pub(crate) async fn becomes(&self, wire: Wire) {
        let ended = self.ended.get();
        self.is(wire);
        while matches!(wire, Wire::Deaf | Wire::Cut) && self.ended.get() == ended {
            tokio::task::yield_now().await;
        }
    }
}

/// The first thing that a client sends, with more settings: its length, then names and values, then a last zero.
async fn greeting(client: &mut OwnedReadHalf, more: &[u8]) -> std::io::Result<Vec<u8>> {
    let length = client.read_u32().await?;
    let mut rest = vec![0; usize::try_from(length).unwrap() - 4];
    client.read_exact(&mut rest).await?;
    rest.pop();
    let length = length + u32::try_from(more.len()).unwrap();
    Ok([length.to_be_bytes().as_slice(), &rest, more, &[0]].concat())
}

async fn carry(
    client: TcpStream,
    socket: PathBuf,
    more: &'static [u8],
    (mut state, ended): (watch::Receiver<Wire>, Rc<Cell<usize>>),
) {
    let server = UnixStream::connect(socket).await.unwrap();
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    if !more.is_empty() {
        let Ok(greeting) = greeting(&mut from_client, more).await else { return };
        to_server.write_all(&greeting).await.unwrap();
    }
    let (mut asked, mut told) = (vec![0; 65536], vec![0; 65536]);
    loop {
        let now = *state.borrow_and_update();
        match now {
            Wire::Cut => {
                ended.set(ended.get() + 1);
                return;
            }
            Wire::Deaf => {
                // The portal hears that the line is dead; Postgres hears nothing and ends its work.
                drop((from_client, to_client));
                ended.set(ended.get() + 1);
                while from_server.read(&mut told).await.is_ok_and(|read| read > 0) {}
                return;
            }
            Wire::Silent => {
                if state.changed().await.is_err() {
                    return;
                }
            }
            Wire::Whole => {
                let carried = tokio::select! {
                    changed = state.changed() => changed.is_ok(),
                    read = from_client.read(&mut asked) => match read {
                        Ok(read) if read > 0 => to_server.write_all(&asked[..read]).await.is_ok(),
                        _ => false,
                    },
                    read = from_server.read(&mut told) => match read {
                        Ok(read) if read > 0 => to_client.write_all(&told[..read]).await.is_ok(),
                        _ => false,
                    },
                };
                if !carried {
                    return;
                }
            }
        }
    }
}
