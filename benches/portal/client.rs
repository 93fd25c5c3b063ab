//! A client that costs next to nothing: one connection kept alive, requests written beforehand, answers measured and not understood.

use std::net::Ipv4Addr;

use anyhow::{Context as _, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

/// A connection.
pub(crate) struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer: where its parts lie in the client's buffer.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    head: &'a str,
    pub(crate) body: &'a [u8],
}

impl Client {
    pub(crate) async fn connect(port: u16) -> std::io::Result<Self> {
        Self::connect_from(Ipv4Addr::LOCALHOST, port).await
    }

    /// From another address of this machine: all that begin with 127 are.
    pub(crate) async fn connect_from(address: Ipv4Addr, port: u16) -> std::io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((address, 0).into())?;
        let stream = socket.connect((Ipv4Addr::LOCALHOST, port).into()).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; 256 * 1024] })
    }

    /// Sends a request and reads its answer to the last byte.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> anyhow::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        let mut filled = 0;
        let (head, length) = loop {
            filled += self.more(filled).await?;
            if let Some(at) = find(&self.buffer[..filled], b"\r\n\r\n") {
                break (at + 4, content_length(&self.buffer[..at])?);
            }
        };
        ensure!(head + length <= self.buffer.len(), "an answer of {length} bytes");
        while filled < head + length {
            filled += self.more(filled).await?;
        }
        ensure!(filled == head + length, "more was sent than announced");
        let status = std::str::from_utf8(&self.buffer[9..12])?.parse()?;
        Ok(Answer { status, head: std::str::from_utf8(&self.buffer[..head])?, body: &self.buffer[head..filled] })
    }

    async fn more(&mut self, filled: usize) -> anyhow::Result<usize> {
        let read = self.stream.read(&mut self.buffer[filled..]).await?;
        ensure!(read > 0, "the server closed the connection");
        Ok(read)
    }
}

impl Answer<'_> {
    /// `name=value` of every cookie that was set.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = &str> {
        let lines = self.head.split("\r\n").filter_map(|line| line.split_once(": "));
        let set = lines.filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
        set.filter_map(|(_, value)| value.split(';').next())
    }

    /// The value of a hidden field of the form that is sent to `action`.
    pub(crate) fn hidden(&self, action: &str, name: &str) -> anyhow::Result<String> {
        let page = std::str::from_utf8(self.body)?;
        let (_, form) = page.split_once(&format!("action=\"{action}\"")).context("the page lacks the form")?;
        let (_, rest) = form.split_once(&format!("name=\"{name}\" value=\"")).context("the form lacks a field")?;
        Ok(rest.split('"').next().unwrap_or_default().to_owned())
    }
}

/// The bytes of a GET.
pub(crate) fn get(port: u16, path: &str, cookie: &str) -> Vec<u8> {
    let cookie = if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\nAccept-Language: en\r\n{cookie}\r\n")
        .into_bytes()
}

/// The bytes of a form's POST.
pub(crate) fn post(port: u16, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nCookie: {cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn content_length(head: &[u8]) -> anyhow::Result<usize> {
    let head = std::str::from_utf8(head)?;
    let lines = head.split("\r\n").filter_map(|line| line.split_once(": "));
    let found = lines.filter(|(name, _)| name.eq_ignore_ascii_case("content-length")).map(|(_, length)| length).next();
    Ok(found.context("an answer without its length")?.parse()?)
}
