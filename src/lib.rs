//! Latchkey, the password desk of an organisation: the list of its shelves and nothing else.
#![forbid(unsafe_code)]

pub mod config;
pub mod domain;
pub mod host;
pub mod telemetry;
pub mod web;
