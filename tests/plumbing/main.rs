//! The plumbing of the web shelf, knocked at over raw TCP.

mod bodies;
mod cookies;
mod errors;
mod refusals;
mod support;
mod traffic;
