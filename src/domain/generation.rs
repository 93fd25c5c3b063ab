//! A generation of keys as it rests: wrapped by the master key, and used from some moment on.

use jiff::Timestamp;

/// A generation of keys, as it rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedGeneration {
    /// From one upwards.
    pub id: u8,
    /// Its secret, wrapped by the master key.
    pub wrapped: Vec<u8>,
    /// From when on it seals and signs what is new.
    pub used_from: Timestamp,
}
