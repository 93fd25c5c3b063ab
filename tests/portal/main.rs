//! The portal from outside: a real server on a real Postgres, a database of its own for every test.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

mod support;

mod account;
mod attacks;
mod audit;
mod bad_input;
mod busy;
mod clock;
mod commands;
#[cfg(feature = "failpoints")]
mod deaths;
mod directory;
mod faults;
mod groups;
#[cfg(target_os = "linux")]
mod haproxy;
mod hosts;
mod jobs;
mod numbers;
mod policy;
mod reports;
mod roles;
mod routes;
mod schema;
mod secrets;
mod self_service;
mod settings;
mod signin;
mod trouble;
mod users;
