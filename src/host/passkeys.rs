//! Judges what devices answer: `WebAuthn` as webauthn-rs does it, for the one address of this portal (ASVS 6.7.2, A48).

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::Url;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyAuthentication, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::domain::id::UserId;
use crate::domain::passkey::{CEREMONY_LASTS, Unfit};

/// A question can not be made, or what was kept of one can not be read. A fault of ours.
#[derive(Debug, Error)]
#[error("a question to a device can not be made or read: {0}")]
pub struct Fault(Box<dyn std::error::Error + Send + Sync>);

impl From<WebauthnError> for Fault {
    fn from(error: WebauthnError) -> Self {
        Self(Box::new(error))
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self(Box::new(error))
    }
}

/// Why an answer is not taken: by what it holds, or by a fault of ours.
#[derive(Debug)]
pub enum Refused {
    /// By what it holds.
    Unfit(Unfit),
    /// By a fault of ours.
    Fault(Fault),
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<WebauthnError> for Refused {
    fn from(error: WebauthnError) -> Self {
        let copied = error == WebauthnError::CredentialPossibleCompromise;
        Self::Unfit(if copied { Unfit::Copied } else { Unfit::Wrong })
    }
}

/// A question to a device.
#[derive(Debug)]
pub struct Question {
    /// What the browser is told, as JSON.
    pub options: String,
    /// What is kept until the answer comes. Never for the browser.
    pub state: Vec<u8>,
}

/// A passkey that a device made.
#[derive(Debug)]
pub struct Made {
    /// What the device calls it.
    pub credential_id: Vec<u8>,
    /// The key, as it is kept.
    pub key: Vec<u8>,
    /// Whether the device offers it by itself.
    pub discoverable: bool,
}

/// A passkey that a device used.
#[derive(Debug)]
pub struct Used {
    /// What the device calls it.
    pub credential_id: Vec<u8>,
    /// How often the device says that it was used; zero where it does not count.
    pub counter: u32,
    result: AuthenticationResult,
}

/// Part of what the browser says of a new passkey; nobody signed it.
#[derive(Deserialize, Default)]
struct Properties {
    #[serde(default)]
    rk: bool,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Results {
    #[serde(default)]
    cred_props: Properties,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Said {
    #[serde(default)]
    client_extension_results: Results,
}

/// This portal, as devices know it.
#[derive(Debug)]
pub struct RelyingParty(Webauthn);

impl RelyingParty {
    /// Under the public address. None where that is no name: browsers keep passkeys for names alone, never for numbers.
    pub fn at(origin: &str, organisation: &str) -> Option<Self> {
        let url = Url::parse(origin).ok()?;
        let patience = std::time::Duration::try_from(CEREMONY_LASTS).ok()?;
        let builder = WebauthnBuilder::new(url.domain()?, &url).ok()?;
        builder.rp_name(organisation).timeout(patience).build().ok().map(Self)
    }

    /// Asks for a new passkey of somebody, on a device that has none of these yet. Keys that their device offers by itself are welcome:
    /// they alone could prove who it is where no name may be told.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn offer(
        &self,
        (user, user_name, display_name): (UserId, &str, &str),
        known: Vec<Vec<u8>>,
    ) -> Result<Question, Fault> {
        let (options, state) = self.0.start_passkey_registration(user.uuid(), user_name, display_name, Some(known))?;
        let mut options = serde_json::to_value(options.public_key)?;
        options["authenticatorSelection"]["residentKey"] = "preferred".into();
        Ok(Question { options: options.to_string(), state: kept(&state)? })
    }

    /// What the device made.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn made(&self, state: &[u8], answer: &str) -> Result<Made, Refused> {
        let state: PasskeyRegistration = read(state)?;
        let given: RegisterPublicKeyCredential = given(answer)?;
        let passkey = self.0.finish_passkey_registration(&given, &state)?;
        let said: Said = serde_json::from_str(answer).unwrap_or_default();
        Ok(Made {
            credential_id: passkey.cred_id().clone(),
            key: kept(&passkey)?,
            discoverable: said.client_extension_results.cred_props.rk,
        })
    }

    /// Asks for one of these passkeys.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn ask<'a>(&self, keys: impl IntoIterator<Item = &'a [u8]>) -> Result<Question, Fault> {
        let keys: Vec<Passkey> = keys.into_iter().map(read).collect::<Result<_, _>>()?;
        let (options, state) = self.0.start_passkey_authentication(&keys)?;
        Ok(Question { options: serde_json::to_string(&options.public_key)?, state: kept(&state)? })
    }

    /// The passkey that was used, of those that were asked for.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn used(&self, state: &[u8], answer: &str) -> Result<Used, Refused> {
        let state: PasskeyAuthentication = read(state)?;
        let given: PublicKeyCredential = given(answer)?;
        Ok(Used::from(self.0.finish_passkey_authentication(&given, &state)?))
    }

    /// Asks for a passkey of whoever it may be: nothing is told of whose keys there are, so the device answers with one that it offers by
    /// itself.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn ask_anybody(&self) -> Result<Question, Fault> {
        let (options, state) = self.0.start_discoverable_authentication()?;
        Ok(Question { options: serde_json::to_string(&options.public_key)?, state: kept(&state)? })
    }

    /// The passkey that was used, if it is one of these.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn used_of<'a>(
        &self,
        state: &[u8],
        answer: &str,
        keys: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Used, Refused> {
        let state: DiscoverableAuthentication = read(state)?;
        let given: PublicKeyCredential = given(answer)?;
        for key in keys {
            let key: Passkey = read(key)?;
            if key.cred_id().as_slice() == given.get_credential_id() {
                return Ok(Used::from(self.0.finish_discoverable_authentication_v2(&given, state, &key)?));
            }
        }
        Err(Refused::Unfit(Unfit::Wrong))
    }

    /// The key as it is kept after that use.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn after(&self, key: &[u8], used: &Used) -> Result<Vec<u8>, Fault> {
        let mut passkey: Passkey = read(key)?;
        passkey.update_credential(&used.result);
        kept(&passkey)
    }
}

impl From<AuthenticationResult> for Used {
    fn from(result: AuthenticationResult) -> Self {
        Self { credential_id: result.cred_id().clone(), counter: result.counter(), result }
    }
}

fn kept(value: &impl Serialize) -> Result<Vec<u8>, Fault> {
    Ok(serde_json::to_vec(value)?)
}

fn read<T: DeserializeOwned>(kept: &[u8]) -> Result<T, Fault> {
    Ok(serde_json::from_slice(kept)?)
}

/// An answer as script hands it over.
fn given<T: DeserializeOwned>(answer: &str) -> Result<T, Refused> {
    serde_json::from_str(answer).map_err(|_| Refused::Unfit(Unfit::Wrong))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_live_at_names_and_not_at_numbers() {
        assert!(RelyingParty::at("https://desk.example.org", "Noordzee").is_some());
        assert!(RelyingParty::at("http://localhost:8080", "Noordzee").is_some());
        for number in ["http://127.0.0.1:8080", "http://[::1]:8080", "desk"] {
            assert!(RelyingParty::at(number, "Noordzee").is_none(), "{number}");
        }
    }

    #[test]
    fn what_is_no_answer_is_refused_without_a_panic() {
        let party = RelyingParty::at("https://desk.example.org", "Noordzee").unwrap();
        let user = UserId::from_uuid(uuid::Uuid::from_u128(7));
        let question = party.offer((user, "bram@noordzee.example", "Bram"), vec![vec![1, 2, 3]]).unwrap();
        assert!(question.options.contains(r#""userVerification":"required""#), "{}", question.options);
        assert!(question.options.contains(r#""residentKey":"preferred""#), "{}", question.options);
        for answer in ["", "{}", "[]", "null", r#"{"id":"x"}"#] {
            assert!(matches!(party.made(&question.state, answer), Err(Refused::Unfit(Unfit::Wrong))), "{answer}");
        }
        assert!(matches!(party.made(b"{}", "{}"), Err(Refused::Fault(_))));
    }
}
