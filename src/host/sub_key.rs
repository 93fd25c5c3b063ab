//! A key for one purpose: it seals, it signs, or it signs what must be checked without a secret.
use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

pub(super) const KEY_LENGTH: usize = 32;
/// Bytes of a nonce.
pub const NONCE_LENGTH: usize = 24;

/// A value that was not sealed by this key for this place, or cannot be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value cannot be opened: it was changed, moved, or sealed under another master key")]
pub struct SealError;

/// Encrypts and authenticates (XChaCha20-Poly1305). Every value is led by the generation of the key that sealed it.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct SealingKey {
    generation: u8,
    key: [u8; KEY_LENGTH],
}

impl SealingKey {
    pub(super) fn new(generation: u8, key: [u8; KEY_LENGTH]) -> Self {
        Self { generation, key }
    }

    /// Generation, nonce, ciphertext and tag. `aad` is where the value belongs (table, column, row): elsewhere it does not open.
    /// `nonce` must be fresh randomness: 192 bits never meet by chance.
    pub fn seal(&self, nonce: [u8; NONCE_LENGTH], plaintext: &[u8], aad: &[u8]) -> Result<Vec<u8>, SealError> {
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), Payload { msg: plaintext, aad: &self.bound(aad) })
            .map_err(|_| SealError)?;
        Ok([&[self.generation][..], &nonce, &sealed].concat())
    }

    /// What was sealed, if it was sealed by this key for this place.
    pub fn open(&self, sealed: &[u8], aad: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let body = sealed.strip_prefix(&[self.generation]).ok_or(SealError)?;
        let (nonce, ciphertext) = body.split_first_chunk::<NONCE_LENGTH>().ok_or(SealError)?;
        self.cipher()
            .decrypt(&XNonce::from(*nonce), Payload { msg: ciphertext, aad: &self.bound(aad) })
            .map(Zeroizing::new)
            .map_err(|_| SealError)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(self.key))
    }

    /// The place, and the generation of the key: neither can be exchanged.
    fn bound(&self, aad: &[u8]) -> Vec<u8> {
        [&[self.generation], aad].concat()
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SealingKey(***)")
    }
}

/// Signs (HMAC-SHA-256).
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct MacKey(pub(super) [u8; KEY_LENGTH]);

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
pub struct SigningKey(Ed25519KeyPair);

impl SigningKey {
    /// Nothing only if the seed has the wrong length, which it cannot.
    pub(super) fn from_seed(seed: &[u8; KEY_LENGTH]) -> Option<Self> {
        Ed25519KeyPair::from_seed_unchecked(seed).ok().map(Self)
    }

    /// The signature of a message.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).as_ref().to_vec()
    }

    /// Whether a signature is this key's.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0.public_key()).verify(message, signature).is_ok()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SigningKey(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONCE: [u8; NONCE_LENGTH] = [3; NONCE_LENGTH];

    fn key(byte: u8) -> SealingKey {
        SealingKey::new(1, [byte; KEY_LENGTH])
    }

    #[test]
    fn a_sealed_value_opens_with_its_key_in_its_place() {
        let sealed = key(7).seal(NONCE, b"$argon2id$", b"credential|hash|1").unwrap();
        assert_eq!(key(7).open(&sealed, b"credential|hash|1").unwrap().as_slice(), b"$argon2id$");
        assert_eq!(sealed.len(), 1 + NONCE_LENGTH + 10 + 16);
        assert!(!sealed.windows(8).any(|window| window == b"argon2id"));
    }

    #[test]
    fn a_sealed_value_opens_nowhere_else() {
        let sealed = key(7).seal(NONCE, b"secret", b"row 1").unwrap();
        assert_eq!(key(7).open(&sealed, b"row 2").unwrap_err(), SealError, "another row");
        assert_eq!(key(8).open(&sealed, b"row 1").unwrap_err(), SealError, "another key");
        let next = SealingKey::new(2, [7; KEY_LENGTH]);
        assert_eq!(next.open(&sealed, b"row 1").unwrap_err(), SealError, "another generation");
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(key(7).open(&changed, b"row 1").unwrap_err(), SealError, "byte {place} changed");
            assert_eq!(key(7).open(&sealed[..place], b"row 1").unwrap_err(), SealError, "cut to {place} bytes");
        }
    }

    #[test]
    fn one_value_sealed_under_two_nonces_looks_different() {
        let one = key(7).seal(NONCE, b"same", b"").unwrap();
        let two = key(7).seal([4; NONCE_LENGTH], b"same", b"").unwrap();
        assert_ne!(one[1 + NONCE_LENGTH..], two[1 + NONCE_LENGTH..]);
    }

    #[test]
    fn a_signature_is_hmac_sha_256_over_parts_led_by_their_lengths() {
        let tag = MacKey([7; KEY_LENGTH]).mac(&[b"ab", b"c"]);
        let mut plain = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&[7; KEY_LENGTH]).unwrap();
        plain.update(b"\0\0\0\0\0\0\0\x02ab\0\0\0\0\0\0\0\x01c");
        assert_eq!(tag, <[u8; 32]>::from(plain.finalize().into_bytes()));
    }

    #[test]
    fn a_signature_holds_for_its_parts_and_its_key_only() {
        let key = MacKey([7; KEY_LENGTH]);
        let tag = key.mac(&[b"ab", b"c"]);
        assert!(key.verify(&[b"ab", b"c"], &tag));
        assert!(!key.verify(&[b"a", b"bc"], &tag));
        assert!(!key.verify(&[b"abc"], &tag));
        assert!(!MacKey([8; KEY_LENGTH]).verify(&[b"ab", b"c"], &tag));
        assert!(!key.verify(&[b"ab", b"c"], &tag[..31]));
        assert!(!key.verify(&[b"ab", b"c"], b""));
    }

    #[test]
    fn a_head_is_signed_by_its_key_alone() {
        let head = |byte| SigningKey::from_seed(&[byte; KEY_LENGTH]).unwrap();
        let signature = head(7).sign(b"head");
        assert_eq!(signature.len(), 64);
        assert!(head(7).verify(b"head", &signature));
        assert!(!head(7).verify(b"tail", &signature));
        assert!(!head(7).verify(b"head", &signature[1..]));
        assert!(!head(8).verify(b"head", &signature));
    }
}
