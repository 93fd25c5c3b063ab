//! One connection to a directory. Connecting takes three seconds at most, each answer five (F31).

use std::io;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::FutureExt as _;
use ldap3::controls::{Control, RawControl};
use ldap3::{Ldap, LdapConnAsync, LdapConnSettings, LdapError, LdapResult, StdStream};
use tokio::time::timeout;
use url::Url;

use super::trust::Verifier;
use super::wire;
use crate::domain::directory::access::Server;
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
    pub(super) async fn open(server: &Server, verifier: Option<&Arc<Verifier>>) -> Result<Self, Fault> {
        let opened = timeout(CONNECT, async {
            let end = wire::open(server, verifier).await?;
            let settings = LdapConnSettings::new().set_std_stream(StdStream::Unix(end));
            let nowhere = Url::parse("ldapi:///").map_err(|error| Fault::new(Trouble::Unreachable, error))?;
            let opened = LdapConnAsync::from_url_with_settings(settings, &nowhere).await;
            opened.map_err(|error| Fault::new(Trouble::Unreachable, error))
        });
        let (connection, ldap) = opened.await.map_err(|late| Fault::new(Trouble::TooSlow, late))??;
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
        answered(within(self.ldap.simple_bind(name, password)).await)
    }
}

/// The question for the password policy's words.
pub(super) fn policy_asked() -> RawControl {
    RawControl { ctype: POLICY_CONTROL.to_owned(), crit: false, val: None }
}

/// An answer within its time. What is no answer at all, and makes its reader fall over, is none.
pub(super) async fn within<T>(
    question: impl Future<Output = Result<T, LdapError>>,
) -> Result<Result<T, LdapError>, tokio::time::error::Elapsed> {
    let caught = timeout(ANSWER, AssertUnwindSafe(question).catch_unwind()).await?;
    Ok(caught.unwrap_or_else(|_| Err(io::Error::other("an answer that nobody can read").into())))
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

/// Why there is no answer.
pub(super) fn unanswered(error: &LdapError) -> Fault {
    let trouble = match error {
        LdapError::Timeout { .. } => Trouble::TooSlow,
        _ => Trouble::Answer,
    };
    Fault::new(trouble, error)
}
