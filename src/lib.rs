//! Latchkey, the password desk of an organisation: the list of its shelves and nothing else.
#![forbid(unsafe_code)]

pub mod cli;
pub mod config;
pub mod domain;
pub mod failpoint;
pub mod host;
pub mod i18n;
pub mod outbound;
pub mod service;
pub mod store;
pub mod telemetry;
pub mod web;
