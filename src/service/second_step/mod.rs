//! The second step: kept by its person, and checked wherever it is asked for.
pub mod ceremony;
mod change;
pub mod check;
pub mod own;
pub mod passkeys;
pub mod policy;
pub mod proof;
