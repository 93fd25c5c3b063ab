//! One connection to a directory. Connecting takes three seconds at most, each answer five (F31).

use std::sync::Arc;
use std::time::Duration;

use ldap3::controls::{Control, RawControl};
use ldap3::{Ldap, LdapConnAsync, LdapConnSettings, LdapError, LdapResult};
use tokio::time::timeout;
use url::Url;

use super::trust::Verifier;
use crate::domain::directory::access::{Security, Server};
use crate::domain::directory::answer::{Answer, POLICY_CONTROL, PolicyNote};
use crate::domain::directory::fault::{Fault, Trouble};
use crate::domain::secret::BindPassword;

/// Until there is a connection, TLS and all.
const CONNECT: Duration = Duration::from_secs(3);
/// For each answer.
const ANSWER: Duration = Duration::from_secs(5);

/// The connection. It ends when it is dropped.
pub(super) struct Line {
    pub(super) ldap: Ldap,
}

impl Line {
    /// Connects.
    ///
    /// # Errors
    /// Why not.
    pub(super) async fn open(server: &Server, verifier: Option<Arc<Verifier>>) -> Result<Self, Fault> {
        let scheme = if server.security == Security::Wrapped { "ldaps" } else { "ldap" };
        let host = if server.host.contains(':') && !server.host.starts_with('[') {
            format!("[{}]", server.host)
        } else {
            server.host.clone()
        };
        let url = Url::parse(&format!("{scheme}://{host}:{}", server.port));
        let url = url.map_err(|error| Fault::new(Trouble::Unreachable, error))?;
        let mut settings = LdapConnSettings::new().set_starttls(server.security == Security::Upgraded);
        if let Some(verifier) = &verifier {
            settings = settings.set_config(verifier.config()?);
        }
        let opened = timeout(CONNECT, LdapConnAsync::from_url_with_settings(settings, &url)).await;
        let opened = opened.map_err(|late| Fault::new(Trouble::TooSlow, late))?;
        let (connection, ldap) = opened.map_err(|error| unopened(&error))?;
        tokio::spawn(async move {
            // Why it ended is told to whoever waits for an answer.
            connection.drive().await.ok();
        });
        Ok(Self { ldap })
    }

    /// Signs in as our account.
    ///
    /// # Errors
    /// [`Trouble::Login`] where name and password are not taken.
    pub(super) async fn sign_in(&mut self, account: &str, password: &BindPassword) -> Result<(), Fault> {
        // Without a password the answer would be yes, to nobody (RFC 4513 5.1.2, A75).
        if account.is_empty() || password.is_empty() {
            return Err(Fault::new(Trouble::Login, "there is no password"));
        }
        let answer = self.bind(account, password.expose()).await?;
        match answer.code {
            0 => Ok(()),
            51 | 52 => Err(Fault::new(Trouble::Answer, answer.text)),
            code => Err(Fault::new(Trouble::Login, format!("{code} {}", answer.text))),
        }
    }

    /// Signs in, and hears what the password policy has to say.
    ///
    /// # Errors
    /// When there is no answer.
    pub(super) async fn bind(&mut self, name: &str, password: &str) -> Result<Answer, Fault> {
        if name.is_empty() || password.is_empty() {
            return Err(Fault::new(Trouble::Login, "there is no password"));
        }
        self.ldap.with_controls(policy_asked());
        answered(timeout(ANSWER, self.ldap.simple_bind(name, password)).await)
    }
}

/// The question for the password policy's words.
pub(super) fn policy_asked() -> RawControl {
    RawControl { ctype: POLICY_CONTROL.to_owned(), crit: false, val: None }
}

/// An answer within its time.
pub(super) async fn within<T>(
    question: impl Future<Output = Result<T, LdapError>>,
) -> Result<Result<T, LdapError>, tokio::time::error::Elapsed> {
    timeout(ANSWER, question).await
}

/// What came back, read.
pub(super) fn answered(
    came: Result<Result<LdapResult, LdapError>, tokio::time::error::Elapsed>,
) -> Result<Answer, Fault> {
    match came {
        Err(late) => Err(Fault::new(Trouble::TooSlow, late)),
        Ok(Err(error)) => Err(unanswered(&error)),
        Ok(Ok(result)) => Ok(read(&result)),
    }
}

fn read(result: &LdapResult) -> Answer {
    let policy = result.ctrls.iter().find_map(|Control(_, raw)| {
        (raw.ctype == POLICY_CONTROL).then(|| PolicyNote::read(raw.val.as_deref().unwrap_or_default())).flatten()
    });
    // Active Directory ends its texts with a zero byte.
    Answer { code: result.rc, text: result.text.trim_end_matches('\0').to_owned(), policy }
}

/// Why there is no connection.
fn unopened(error: &LdapError) -> Fault {
    let trouble = match error {
        LdapError::Timeout { .. } => Trouble::TooSlow,
        LdapError::Io { source } => match source.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(rustls::Error::InvalidCertificate(_)) => Trouble::Certificate,
            Some(_) => Trouble::Tls,
            None => Trouble::Unreachable,
        },
        LdapError::Rustls { .. } | LdapError::DNSName { .. } | LdapError::LdapResult { .. } => Trouble::Tls,
        _ => Trouble::Unreachable,
    };
    Fault::new(trouble, error)
}

/// Why there is no answer.
pub(super) fn unanswered(error: &LdapError) -> Fault {
    let trouble = match error {
        LdapError::Timeout { .. } => Trouble::TooSlow,
        _ => Trouble::Answer,
    };
    Fault::new(trouble, error)
}
