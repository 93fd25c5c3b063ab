//! The portal as people meet it: real Chromium, driven from outside, against the real program with its own Postgres.
//!
//! `bin/setup --tests` brings the browser, its driver and axe-core.
#![forbid(unsafe_code)]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]

mod axe;
mod browser;
mod budget;
mod driver;
mod foreign;
mod journey;
mod looks;
mod passkeys;
mod plain;
mod portal;
mod scenes;
