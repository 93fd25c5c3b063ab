//! The second step: kept by its person, and checked wherever it is asked for.
pub mod check;
pub mod own;
pub mod policy;
pub mod proof;
