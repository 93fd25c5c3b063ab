//! Signatures over several parts (HMAC-SHA-256), in which no part can borrow from its neighbour.

use std::fmt;
use std::sync::Arc;

use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

/// Signs with one key for one purpose.
#[derive(Clone)]
pub struct Signer(Hmac<Sha256>);

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer(***)")
    }
}

impl Signer {
    /// A signer with this key, which is wiped here.
    pub fn new(mut key: [u8; 32]) -> Self {
        // HMAC fills a key up to its block with zeros; doing so here leaves no error to invent.
        let mut block = Zeroizing::new([0; 64]);
        block[..32].copy_from_slice(&key);
        key.zeroize();
        Self(Hmac::new(&(*block).into()))
    }

    /// The signature; each part is signed with its length.
    pub fn sign(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.0.clone();
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

type Source = dyn Fn() -> Arc<[Signer]> + Send + Sync;

/// Signers for one purpose, of each moment: the first one signs, and what the others have signed is still accepted.
#[derive(Clone)]
pub struct Signers(Arc<Source>);

impl Signers {
    /// Asked for each signature: keys change while the portal works. There is always one.
    pub fn new(source: impl Fn() -> Arc<[Signer]> + Send + Sync + 'static) -> Self {
        Self(Arc::new(source))
    }

    /// The signature of this moment.
    pub fn sign(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.accepted()[0].sign(parts)
    }

    /// Those whose signatures are accepted.
    pub fn accepted(&self) -> Arc<[Signer]> {
        (self.0)()
    }
}

impl fmt::Debug for Signers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signers(***)")
    }
}

impl From<[u8; 32]> for Signers {
    /// With one key that never changes.
    fn from(key: [u8; 32]) -> Self {
        let signers: Arc<[Signer]> = Arc::new([Signer::new(key)]);
        Self::new(move || Arc::clone(&signers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_hmac_sha_256_of_length_and_part() {
        // Python: hmac.new(b"\x0b"*32, (8).to_bytes(8, "big") + b"Hi There", "sha256").hexdigest()
        let signed = Signer::new([0x0b; 32]).sign(&[b"Hi There"]);
        let hex: Vec<String> = signed.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex.concat(), "0bc448fbd942bda00fa596aed1a2014da91bb53394aafc0fd1b510d9ce5de26a");
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let signer = Signer::new([7; 32]);
        assert_ne!(signer.sign(&[b"ab", b"c"]), signer.sign(&[b"a", b"bc"]));
        assert_ne!(signer.sign(&[b"abc"]), signer.sign(&[b"abc", b""]));
        assert_ne!(signer.sign(&[b"abc"]), Signer::new([8; 32]).sign(&[b"abc"]));
        assert_eq!(format!("{signer:?}"), "Signer(***)");
    }
}
