//! The plumbing of the web shelf, knocked at over raw TCP.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

mod bodies;
mod cookies;
mod errors;
mod refusals;
mod support;
mod traffic;
