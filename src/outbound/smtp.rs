//! Mail by SMTP: over TLS wherever it leaves this machine, one letter a connection, no answer waited for too long.

use std::borrow::Cow;
use std::error::Error;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use tokio::time::timeout;

use crate::domain::carrier::{Carrier, Failed, Outgoing, Trouble, Way};
use crate::domain::organisation::Organisation;
use crate::i18n::letter::Paper;
use crate::i18n::{BadWords, Locales};

/// Nobody is waited for longer to take a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// And not for everything together, from the connection to the last answer.
pub const WHOLE: Duration = Duration::from_secs(45);
/// So much of what a server says is kept.
const SAID: usize = 200;

/// The server that takes our letters.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is made safe.
    pub safety: Safety,
    /// As whom we sign in there, and with which password.
    pub login: Option<(String, String)>,
    /// The authority that signed its certificate, in PEM, where the system does not know it.
    pub authority: Option<Vec<u8>>,
    /// One letter takes no longer, whatever the server does; [`WHOLE`] but for tests.
    pub patience: Duration,
}

/// How a connection to the server is made safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// TLS from the first byte on.
    Wrapped,
    /// TLS is begun by STARTTLS, or nothing is sent.
    Upgraded,
    /// Not at all: the server is this machine.
    Loopback,
}

/// The settings do not make a way to send mail.
#[derive(Debug, thiserror::Error)]
pub enum BadServer {
    /// The authority's file.
    #[error("LATCHKEY_SMTP_CA_FILE holds no certificate that can be used")]
    Authority(#[source] SmtpError),
    /// The host.
    #[error("LATCHKEY_SMTP_URL names a host for which no safe connection can be made")]
    Host(#[source] SmtpError),
    /// Our own texts.
    #[error(transparent)]
    Words(#[from] BadWords),
}

/// Sends letters, each drawn in its own language.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    patience: Duration,
    from: Mailbox,
    /// Whether the operator said under which name letters come.
    is_named: bool,
    organisation: Organisation,
    portal: String,
    locales: Locales,
}

/// "Nobody wrote this by hand": keeps answers of absent people away (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Smtp {
    /// A way to send mail; connects when there is something to send. `portal` is the address that people type.
    ///
    /// # Errors
    /// [`BadServer`].
    pub fn new(server: &Server, from: Mailbox, organisation: Organisation, portal: &str) -> Result<Self, BadServer> {
        let parameters = || {
            let mut parameters = TlsParameters::builder(server.host.clone());
            if let Some(authority) = &server.authority {
                parameters =
                    parameters.add_root_certificate(Certificate::from_pem(authority).map_err(BadServer::Authority)?);
            }
            parameters.build_rustls().map_err(BadServer::Host)
        };
        let tls = match server.safety {
            Safety::Wrapped => Tls::Wrapper(parameters()?),
            Safety::Upgraded => Tls::Required(parameters()?),
            Safety::Loopback => Tls::None,
        };
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.host.clone())
            .port(server.port)
            .tls(tls)
            .timeout(Some(server.patience.min(CONNECT)));
        if let Some((name, password)) = &server.login {
            transport = transport.credentials(Credentials::new(name.clone(), password.clone()));
        }
        let is_named = from.name.is_some();
        let from = Mailbox::new(from.name.or_else(|| Some(organisation.name.clone())), from.email);
        let portal = portal.trim_end_matches('/').to_owned();
        let (transport, patience, locales) = (transport.build(), server.patience, Locales::load()?);
        Ok(Self { transport, patience, from, is_named, organisation, portal, locales })
    }

    /// Whether the server answers and takes our name and password.
    ///
    /// # Errors
    /// Why not.
    pub async fn try_out(&self) -> Result<(), Failed> {
        match timeout(self.patience, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(Failed { trouble: Trouble::Unreachable, said: String::new() }),
            Ok(Err(error)) => Err(failed(&error)),
            Err(_late) => Err(Failed { trouble: Trouble::TooSlow, said: String::new() }),
        }
    }

    fn message(&self, letter: &Outgoing) -> Result<(Envelope, Vec<u8>), Failed> {
        let unfit = |said: String| Failed { trouble: Trouble::Unfit, said: short(&said) };
        let words = self.locales.words(letter.language);
        let (mut organisation, mut from) = (Cow::Borrowed(&self.organisation), self.from.clone());
        if let Some(name) = letter.settings.branding.name(letter.language) {
            organisation = Cow::Owned(self.organisation.called(name));
            from.name = if self.is_named { from.name } else { Some(name.to_owned()) };
        }
        let help = letter.settings.self_service.help(letter.language);
        let paper = Paper { words: &words, organisation: &organisation, portal: &self.portal, help: help.as_ref() };
        let own = letter.settings.letters.own(letter.letter.kind(), letter.language);
        let drawn = paper.draw(&letter.letter, own.as_ref()).map_err(|error| unfit(error.to_string()))?;
        // The address alone: what people are called is no header.
        let to: Address = letter.to.parse().map_err(|error: lettre::address::AddressError| unfit(error.to_string()))?;
        let message = Message::builder()
            .from(from)
            .to(Mailbox::new(None, to))
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            .header(AutoSubmitted)
            .subject(drawn.subject)
            .multipart(MultiPart::alternative_plain_html(drawn.text, drawn.html))
            .map_err(|error| unfit(error.to_string()))?;
        Ok((message.envelope().clone(), message.formatted()))
    }
}

impl Carrier for Smtp {
    const WAY: Way = Way::Mail;

    async fn carry(&self, letter: &Outgoing) -> Result<(), Failed> {
        let (envelope, bytes) = self.message(letter)?;
        match timeout(self.patience, self.transport.send_raw(&envelope, &bytes)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(discreet(failed(&error), &letter.to)),
            Err(_late) => Err(Failed { trouble: Trouble::TooSlow, said: String::new() }),
        }
    }
}

/// Servers repeat the address that they refuse; here it is shown to more people than may know it.
fn discreet(failed: Failed, to: &str) -> Failed {
    let local = to.split('@').next().unwrap_or(to);
    let said = [to, local].into_iter().filter(|part| part.chars().count() > 2).fold(failed.said, |said, part| {
        let (lower, part) = (said.to_lowercase(), part.to_lowercase());
        // Where letters change their length with their case, nothing is shown at all.
        if lower.len() == said.len() { cut(&said, &lower, &part) } else { String::new() }
    });
    Failed { said, ..failed }
}

fn cut(said: &str, lower: &str, part: &str) -> String {
    let mut rest = 0;
    let mut out = String::new();
    for (at, found) in lower.match_indices(part) {
        out.push_str(said.get(rest..at).unwrap_or_default());
        out.push('…');
        rest = at + found.len();
    }
    out + said.get(rest..).unwrap_or_default()
}

/// What a try came to, in our terms and in the server's own words.
fn failed(error: &SmtpError) -> Failed {
    let login = error.status().is_some_and(|code| matches!(u16::from(code), 454 | 530 | 534 | 535 | 538));
    let trouble = if login {
        Trouble::Login
    } else if error.is_timeout() {
        Trouble::TooSlow
    } else if error.is_tls() || is_unsafe(error) {
        Trouble::Tls
    } else if error.is_permanent() {
        Trouble::Refused
    } else if error.is_transient() {
        Trouble::NotNow
    } else {
        Trouble::Unreachable
    };
    let cause = causes(error).last().map_or_else(|| error.to_string(), ToString::to_string);
    Failed { trouble, said: short(&cause) }
}

/// Whether no safe line could be made: the certificate is not good, or there is no STARTTLS. To lettre these are faults of the connection.
fn is_unsafe(error: &SmtpError) -> bool {
    let is_certificate = |cause: &(dyn Error + 'static)| {
        let inner = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()).is_some()
    };
    causes(error).any(is_certificate)
        || (error.is_client() && causes(error).any(|cause| cause.to_string().contains("STARTTLS")))
}

/// What lies behind an error, the nearest first.
fn causes(error: &SmtpError) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source())
}

/// One short line, whatever it was.
fn short(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SAID).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_says_is_kept_without_the_address_that_it_repeats() {
        let said = "5.1.1 <Bram.Vries@Private.example>: Recipient bram.vries rejected".to_owned();
        let kept = discreet(Failed { trouble: Trouble::Refused, said }, "bram.vries@private.example");
        assert_eq!(kept.said, "5.1.1 <…>: Recipient … rejected");
    }
}
