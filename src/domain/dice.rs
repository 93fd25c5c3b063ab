//! Randomness is handed in: one trait for whoever needs dice.

use std::fmt;
use std::sync::Arc;

use thiserror::Error;

/// The operating system had no randomness to give. Nothing may fall back to weaker dice (ASVS 11.5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the operating system gave no randomness")]
pub struct NoDice;

/// A source of unpredictable bytes.
pub trait Dice {
    /// Fills `bytes` with randomness.
    ///
    /// # Errors
    /// [`NoDice`] when the source fails; the caller gives up.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoDice>;

    /// `N` random bytes.
    ///
    /// # Errors
    /// As [`Dice::fill`].
    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], NoDice>
    where
        Self: Sized,
    {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }
}

/// Dice that are passed around: the composition root says where they come from.
#[derive(Clone)]
pub struct Entropy(Arc<Source>);

type Source = dyn Fn(&mut [u8]) -> Result<(), NoDice> + Send + Sync;

impl Entropy {
    /// Wraps a source.
    pub fn new(source: impl Fn(&mut [u8]) -> Result<(), NoDice> + Send + Sync + 'static) -> Self {
        Self(Arc::new(source))
    }
}

impl Dice for Entropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoDice> {
        (self.0)(bytes)
    }
}

impl fmt::Debug for Entropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entropy")
    }
}
