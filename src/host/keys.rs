//! The keys for each purpose, derived from the master key.
use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

pub(super) const KEY_LENGTH: usize = 32;
/// Bytes of a nonce.
pub const NONCE_LENGTH: usize = 24;
/// The generation of sub-keys in use; it leads every sealed value, so that a rotation can tell old from new.
const KEY_ID: u8 = 1;
/// The same, as rows of the audit log and its heads carry it.
pub const AUDIT_KEY_ID: i16 = KEY_ID as i16;

/// One key per purpose: what is sealed or signed for one means nothing to another.
#[derive(Debug)]
pub struct Keys {
    /// Seals stored password hashes.
    pub pwd: SealingKey,
    /// Seals secrets of authenticator apps.
    pub totp: SealingKey,
    /// Seals backups.
    pub backup: SealingKey,
    /// Signs form tokens.
    pub csrf: MacKey,
    /// Signs cookies that carry no session.
    pub cookie: MacKey,
    /// Signs the mark of a recognised device.
    pub device: MacKey,
    /// Authenticates rows of the audit log.
    pub audit: MacKey,
    /// Signs heads of the audit log's chain.
    pub heads: HeadKey,
    /// Hashes one-time codes.
    pub code: MacKey,
    check: MacKey,
}

impl Keys {
    /// By HKDF-SHA-256, one label each; nothing only if HKDF refuses our length, which it cannot.
    pub(super) fn derive(master: &[u8; KEY_LENGTH]) -> Option<Self> {
        let hkdf = Hkdf::<Sha256>::new(None, master);
        let sub_key = |label: &str| {
            let mut key = Zeroizing::new([0; KEY_LENGTH]);
            hkdf.expand(format!("latchkey/v1/{label}").as_bytes(), &mut *key).ok()?;
            Some(key)
        };
        Some(Self {
            pwd: SealingKey(*sub_key("pwd")?),
            totp: SealingKey(*sub_key("totp")?),
            backup: SealingKey(*sub_key("backup")?),
            csrf: MacKey(*sub_key("csrf")?),
            cookie: MacKey(*sub_key("cookie")?),
            device: MacKey(*sub_key("device")?),
            audit: MacKey(*sub_key("audit")?),
            heads: HeadKey(Ed25519KeyPair::from_seed_unchecked(&*sub_key("audit-head")?).ok()?),
            code: MacKey(*sub_key("code")?),
            check: MacKey(*sub_key("check")?),
        })
    }

    /// Tells one master key from another without giving either away: stored with the data, compared at every start.
    pub fn check_value(&self) -> [u8; 16] {
        let mut value = [0; 16];
        value.copy_from_slice(&self.check.mac(&[b"latchkey master key"])[..16]);
        value
    }
}

/// A value that was not sealed by this key for this place, or cannot be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value cannot be opened: it was changed, moved, or sealed under another master key")]
pub struct SealError;

/// Encrypts and authenticates (XChaCha20-Poly1305).
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct SealingKey([u8; KEY_LENGTH]);

impl SealingKey {
    /// Key id, nonce, ciphertext and tag. `aad` is where the value belongs (table, column, row): elsewhere it does not open.
    /// `nonce` must be fresh randomness: 192 bits never meet by chance.
    pub fn seal(&self, nonce: [u8; NONCE_LENGTH], plaintext: &[u8], aad: &[u8]) -> Result<Vec<u8>, SealError> {
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), Payload { msg: plaintext, aad: &bound(aad) })
            .map_err(|_| SealError)?;
        Ok([&[KEY_ID][..], &nonce, &sealed].concat())
    }

    /// What was sealed, if it was sealed by this key for this place.
    pub fn open(&self, sealed: &[u8], aad: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let body = sealed.strip_prefix(&[KEY_ID]).ok_or(SealError)?;
        let (nonce, ciphertext) = body.split_first_chunk::<NONCE_LENGTH>().ok_or(SealError)?;
        self.cipher()
            .decrypt(&XNonce::from(*nonce), Payload { msg: ciphertext, aad: &bound(aad) })
            .map(Zeroizing::new)
            .map_err(|_| SealError)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(self.0))
    }
}

/// The place, and the generation of the key: neither can be exchanged.
fn bound(aad: &[u8]) -> Vec<u8> {
    [&[KEY_ID], aad].concat()
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SealingKey(***)")
    }
}

/// Signs (HMAC-SHA-256).
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct MacKey([u8; KEY_LENGTH]);

impl MacKey {
    /// The signature of `parts`. Each part is led by its length, so that ("ab", "c") and ("a", "bc") differ.
    pub fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        // HMAC fills a shorter key up with zeros; doing it here spares a conversion that could not fail.
        let mut block = Zeroizing::new([0; 64]);
        block[..KEY_LENGTH].copy_from_slice(&self.0);
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new((&*block).into());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// Whether `tag` signs `parts`; takes as long for a near miss as for a wild guess.
    pub fn verify(&self, parts: &[&[u8]], tag: &[u8]) -> bool {
        self.mac(parts).ct_eq(tag).into()
    }
}

impl fmt::Debug for MacKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("MacKey(***)")
    }
}

/// Signs what must be checked without a secret (Ed25519).
pub struct HeadKey(Ed25519KeyPair);

impl HeadKey {
    /// The signature of a message.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).as_ref().to_vec()
    }

    /// Whether a signature is this key's.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0.public_key()).verify(message, signature).is_ok()
    }
}

impl fmt::Debug for HeadKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("HeadKey(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::derive(&[7; KEY_LENGTH]).unwrap()
    }

    const NONCE: [u8; NONCE_LENGTH] = [3; NONCE_LENGTH];

    #[test]
    fn a_sealed_value_opens_with_its_key_in_its_place() {
        let sealed = keys().pwd.seal(NONCE, b"$argon2id$", b"credential|hash|1").unwrap();
        assert_eq!(keys().pwd.open(&sealed, b"credential|hash|1").unwrap().as_slice(), b"$argon2id$");
        assert_eq!(sealed.len(), 1 + NONCE_LENGTH + 10 + 16);
        assert!(!sealed.windows(8).any(|window| window == b"argon2id"));
    }

    #[test]
    fn a_sealed_value_opens_nowhere_else() {
        let sealed = keys().pwd.seal(NONCE, b"secret", b"row 1").unwrap();
        assert_eq!(keys().pwd.open(&sealed, b"row 2").unwrap_err(), SealError, "another row");
        assert_eq!(keys().totp.open(&sealed, b"row 1").unwrap_err(), SealError, "another purpose");
        let other = Keys::derive(&[8; KEY_LENGTH]).unwrap();
        assert_eq!(other.pwd.open(&sealed, b"row 1").unwrap_err(), SealError, "another master key");
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(keys().pwd.open(&changed, b"row 1").unwrap_err(), SealError, "byte {place} changed");
            assert_eq!(keys().pwd.open(&sealed[..place], b"row 1").unwrap_err(), SealError, "cut to {place} bytes");
        }
    }

    #[test]
    fn one_value_sealed_under_two_nonces_looks_different() {
        let one = keys().pwd.seal(NONCE, b"same", b"").unwrap();
        let two = keys().pwd.seal([4; NONCE_LENGTH], b"same", b"").unwrap();
        assert_ne!(one[1 + NONCE_LENGTH..], two[1 + NONCE_LENGTH..]);
    }

    #[test]
    fn a_signature_is_hmac_sha_256_over_parts_led_by_their_lengths() {
        let tag = keys().csrf.mac(&[b"ab", b"c"]);
        let mut plain = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&keys().csrf.0).unwrap();
        plain.update(b"\0\0\0\0\0\0\0\x02ab\0\0\0\0\0\0\0\x01c");
        assert_eq!(tag, <[u8; 32]>::from(plain.finalize().into_bytes()));
    }

    #[test]
    fn a_signature_holds_for_its_parts_and_its_key_only() {
        let tag = keys().csrf.mac(&[b"ab", b"c"]);
        assert!(keys().csrf.verify(&[b"ab", b"c"], &tag));
        assert!(!keys().csrf.verify(&[b"a", b"bc"], &tag));
        assert!(!keys().csrf.verify(&[b"abc"], &tag));
        assert!(!keys().cookie.verify(&[b"ab", b"c"], &tag));
        assert!(!keys().csrf.verify(&[b"ab", b"c"], &tag[..31]));
        assert!(!keys().csrf.verify(&[b"ab", b"c"], b""));
    }

    #[test]
    fn a_head_is_signed_by_its_key_alone() {
        let signature = keys().heads.sign(b"head");
        assert_eq!(signature.len(), 64);
        assert!(keys().heads.verify(b"head", &signature));
        assert!(!keys().heads.verify(b"tail", &signature));
        assert!(!keys().heads.verify(b"head", &signature[1..]));
        assert!(!Keys::derive(&[8; KEY_LENGTH]).unwrap().heads.verify(b"head", &signature));
    }

    #[test]
    fn the_check_value_belongs_to_the_master_key() {
        assert_eq!(keys().check_value(), keys().check_value());
        assert_ne!(keys().check_value(), Keys::derive(&[8; KEY_LENGTH]).unwrap().check_value());
    }

    #[test]
    fn debug_output_hides_every_key() {
        let shown = format!("{:?}", keys());
        assert_eq!(shown.matches("(***)").count(), 10);
        assert!(!shown.bytes().any(|byte| byte.is_ascii_digit()), "{shown}");
    }
}
