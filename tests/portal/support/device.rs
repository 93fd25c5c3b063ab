//! A device with passkeys, as it lies beside the browser: ES256 keys, and the few lines of CBOR that `WebAuthn` asks for.

use std::cell::Cell;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use reqwest::Method;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

use super::form::Form;
use super::page::Page;
use super::people::Person;
use super::server::Portal;
use super::visitor::{Visitor, posting};

/// Where a passkey is added.
pub(crate) const ADD: &str = "/account/security/passkeys";
/// The second step of a sign-in.
pub(crate) const STEP: &str = "/sign-in/second-step";

const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const ATTESTED: u8 = 64;

/// A device that holds one passkey.
pub(crate) struct Device {
    pair: EcdsaKeyPair,
    /// What it calls the passkey.
    pub(crate) id: Vec<u8>,
    /// How often it was used, as it says; zero for ever where it does not count.
    pub(crate) counter: Cell<u32>,
    /// Whose it is, as it was told when the passkey was made.
    owner: Cell<Option<Vec<u8>>>,
    /// What it says beside what is true.
    pub(crate) lie: Lie,
}

/// What a device, or a page between it and us, does wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Lie {
    /// The page that asked, if it is another one.
    pub(crate) origin: Option<String>,
    /// The site it was made for, if it is another one.
    pub(crate) site: Option<String>,
    /// Nobody touched or unlocked it.
    pub(crate) unverified: bool,
    /// The signature is of something else.
    pub(crate) forged: bool,
}

impl Device {
    /// A new one.
    pub(crate) fn new() -> Self {
        let dice = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &dice).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &dice).unwrap();
        let mut id = vec![0; 16];
        dice.fill(&mut id).unwrap();
        Self { pair, id, counter: Cell::new(1), owner: Cell::default(), lie: Lie::default() }
    }

    /// A new one that does something wrong.
    pub(crate) fn lying(lie: Lie) -> Self {
        Self { lie, ..Self::new() }
    }

    fn client_data(&self, kind: &str, asked: &Value, origin: &str) -> Vec<u8> {
        let origin = self.lie.origin.as_deref().unwrap_or(origin);
        json!({ "type": kind, "challenge": asked["challenge"], "origin": origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn authenticator_data(&self, site: &str, flags: u8) -> Vec<u8> {
        let site = self.lie.site.as_deref().unwrap_or(site);
        let flags = flags | if self.lie.unverified { PRESENT } else { PRESENT | VERIFIED };
        [digest(&SHA256, site.as_bytes()).as_ref(), &[flags], &self.counter.get().to_be_bytes()].concat()
    }

    /// Makes the passkey that is asked for.
    pub(crate) fn made(&self, asked: &Value, origin: &str) -> String {
        self.owner.set(Some(B64.decode(asked["user"]["id"].as_str().unwrap()).unwrap()));
        let mut data = self.authenticator_data(asked["rp"]["id"].as_str().unwrap(), ATTESTED);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        let point = self.pair.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        object.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        object.extend(data);
        json!({
            "id": B64.encode(&self.id), "rawId": B64.encode(&self.id), "type": "public-key",
            "response": {
                "attestationObject": B64.encode(object),
                "clientDataJSON": B64.encode(self.client_data("webauthn.create", asked, origin)),
            },
            "clientExtensionResults": { "credProps": { "rk": true } },
        })
        .to_string()
    }

    /// Signs what is asked for.
    pub(crate) fn signed(&self, asked: &Value, origin: &str) -> String {
        if self.counter.get() > 0 {
            self.counter.set(self.counter.get() + 1);
        }
        let client = self.client_data("webauthn.get", asked, origin);
        let data = self.authenticator_data(asked["rpId"].as_str().unwrap(), 0);
        let over = [data.as_slice(), digest(&SHA256, &client).as_ref()].concat();
        let over = if self.lie.forged { b"something else".to_vec() } else { over };
        let signature = self.pair.sign(&SystemRandom::new(), &over).unwrap();
        let owner = self.owner.take();
        self.owner.set(owner.clone());
        json!({
            "id": B64.encode(&self.id), "rawId": B64.encode(&self.id), "type": "public-key",
            "response": {
                "authenticatorData": B64.encode(data),
                "clientDataJSON": B64.encode(client),
                "signature": B64.encode(signature.as_ref()),
                "userHandle": owner.map(|owner| B64.encode(owner)),
            },
            "clientExtensionResults": {},
        })
        .to_string()
    }
}

/// What script sends to ask in the name of a page.
pub(crate) fn asking(page: &Page) -> Form {
    let of = |name: &str| page.attributes("[data-passkey]", name).remove(0);
    Form::default().with("csrf_token", &of("data-token")).with("form_key", &of("data-key"))
}

impl Visitor {
    /// Asks what the device is to sign, as script does; the whole answer.
    pub(crate) async fn ask_of(&self, page: &Page) -> Page {
        let path = page.attributes("[data-passkey]", "data-passkey").remove(0);
        self.peek(Method::POST, &path, &posting(&self.origin), asking(page).encoded()).await
    }

    /// The same, read.
    pub(crate) async fn asked(&self) -> Value {
        let answer = self.ask_of(self.page()).await;
        assert_eq!((answer.code(), answer.header("content-type")), (200, "application/json"), "{}", answer.text());
        assert_eq!(answer.header("cache-control"), "no-store");
        serde_json::from_str(&answer.body).unwrap()
    }

    /// Adds a passkey through the pages; what the last one says.
    pub(crate) async fn add_passkey(&mut self, name: &str, device: &Device) -> Page {
        let page = self.get(ADD).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        let made = device.made(&self.asked().await, &self.origin.clone());
        self.post(ADD, &[("name", name), ("passkey", &made)]).await
    }

    /// Takes the second step with a passkey.
    pub(crate) async fn touch(&mut self, device: &Device) -> Page {
        self.get(STEP).await;
        let signed = device.signed(&self.asked().await, &self.origin.clone());
        self.post(STEP, &[("passkey", &signed)]).await
    }
}

impl Portal {
    /// Somebody who has signed in and has a passkey; the browser, and the recovery codes.
    pub(crate) async fn with_passkey(&self, person: &Person) -> (Device, Visitor, Vec<String>) {
        let mut browser = self.signed_in(person).await;
        let device = Device::new();
        let page = browser.add_passkey("My phone", &device).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        let codes = page.texts("#recovery li");
        assert_eq!(codes.len(), 10, "{}", page.text());
        (device, browser, codes)
    }
}
