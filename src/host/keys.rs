//! The keys of one generation, one for each purpose, from the generation's secret.
use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::sub_key::{KEY_LENGTH, MacKey, SealingKey, SigningKey};
use crate::domain::dice::{Dice, NoDice};
use crate::domain::generation::WrappedGeneration;

/// A random secret from which the keys of a generation come. At rest it is wrapped by the master key.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct GenerationSecret(pub(super) [u8; KEY_LENGTH]);

impl GenerationSecret {
    /// A new one.
    ///
    /// # Errors
    /// [`NoDice`].
    pub fn generate(dice: &mut impl Dice) -> Result<Self, NoDice> {
        Ok(Self(dice.bytes()?))
    }
}

/// How a generation's secret rests in the database. Numbers come again when a backup is restored; these bytes never do.
#[derive(Clone, PartialEq, Eq)]
pub struct AtRest(Vec<u8>);

impl AtRest {
    /// As they stand in the row.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for AtRest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AtRest")
    }
}

/// One key per purpose: what is sealed or signed for one means nothing to another.
#[derive(Debug)]
pub struct Keys {
    /// Which generation; it leads every sealed value and stands beside every signature that is kept.
    pub generation: u8,
    /// Tells it from another one that has its number.
    pub at_rest: AtRest,
    /// Seals stored password hashes.
    pub pwd: SealingKey,
    /// Signs form tokens.
    pub csrf: MacKey,
    /// Signs cookies that carry no session.
    pub cookie: MacKey,
    /// Authenticates rows of the audit log.
    pub audit: MacKey,
    /// Signs heads of the audit log's chain.
    pub heads: SigningKey,
    /// Seals the parts of backups.
    pub backup: SealingKey,
    /// Signs what a backup holds.
    pub manifests: SigningKey,
    /// Seals what authenticator apps share with us.
    pub totp: SealingKey,
    /// Hashes what must be found again without being kept.
    pub code: MacKey,
    /// Seals mail on its way.
    pub mail: SealingKey,
    /// Seals the password of our account in the directory outside.
    pub directory: SealingKey,
    /// Seals hashes of answers to security questions.
    pub answer: SealingKey,
    /// Seals passkeys, and questions to devices until they are answered.
    pub passkey: SealingKey,
}

impl Keys {
    /// By HKDF-SHA-256, one label each; nothing only if HKDF refuses our length, which it cannot.
    pub(super) fn derive(row: &WrappedGeneration, secret: &GenerationSecret) -> Option<Self> {
        let generation = row.id;
        Some(Self {
            generation,
            at_rest: AtRest(row.wrapped.clone()),
            pwd: SealingKey::new(generation, *expand(&secret.0, "pwd")?),
            csrf: MacKey(*expand(&secret.0, "csrf")?),
            cookie: MacKey(*expand(&secret.0, "cookie")?),
            audit: MacKey(*expand(&secret.0, "audit")?),
            heads: SigningKey::from_seed(&*expand(&secret.0, "audit-head")?)?,
            backup: SealingKey::new(generation, *expand(&secret.0, "backup")?),
            manifests: SigningKey::from_seed(&*expand(&secret.0, "backup-manifest")?)?,
            totp: SealingKey::new(generation, *expand(&secret.0, "totp")?),
            code: MacKey(*expand(&secret.0, "code")?),
            mail: SealingKey::new(generation, *expand(&secret.0, "mail")?),
            directory: SealingKey::new(generation, *expand(&secret.0, "directory")?),
            answer: SealingKey::new(generation, *expand(&secret.0, "answer")?),
            passkey: SealingKey::new(generation, *expand(&secret.0, "passkey")?),
        })
    }
}

/// A key for a purpose, from a secret.
pub(super) fn expand<const LENGTH: usize>(secret: &[u8; KEY_LENGTH], label: &str) -> Option<Zeroizing<[u8; LENGTH]>> {
    let mut key = Zeroizing::new([0; LENGTH]);
    Hkdf::<Sha256>::new(None, secret).expand(format!("latchkey/v1/{label}").as_bytes(), &mut *key).ok()?;
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(byte: u8) -> Keys {
        let row = WrappedGeneration { id: 1, wrapped: vec![byte; 73], used_from: jiff::Timestamp::UNIX_EPOCH };
        Keys::derive(&row, &GenerationSecret([byte; KEY_LENGTH])).unwrap()
    }

    #[test]
    fn every_purpose_and_every_secret_has_keys_of_its_own() {
        let message: &[&[u8]] = &[b"message"];
        let mut macs = vec![];
        for byte in [7, 8] {
            let keys = keys(byte);
            macs.extend([&keys.csrf, &keys.cookie, &keys.audit, &keys.code].map(|key| key.mac(message)));
        }
        let all = macs.len();
        macs.sort_unstable();
        macs.dedup();
        assert_eq!(macs.len(), all);
        assert_eq!(keys(7).code.mac(message), keys(7).code.mac(message));
        assert!(!keys(8).heads.verify(b"head", &keys(7).heads.sign(b"head")));
        assert!(!keys(7).manifests.verify(b"head", &keys(7).heads.sign(b"head")));
        let sealed = keys(7).pwd.seal([3; 24], b"secret", b"row").unwrap();
        assert!(keys(8).pwd.open(&sealed, b"row").is_err());
        assert!(keys(7).backup.open(&sealed, b"row").is_err());
        assert!(keys(7).totp.open(&sealed, b"row").is_err());
    }

    #[test]
    fn debug_output_hides_every_key() {
        let shown = format!("{:?}", keys(7));
        assert_eq!(shown.matches("(***)").count(), 13);
        assert_eq!(shown.bytes().filter(u8::is_ascii_digit).count(), 1, "the generation alone: {shown}");
    }
}
