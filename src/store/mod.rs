//! What is remembered: the only place that knows diesel.
pub mod audit;
pub mod bulk;
pub mod conn;
mod connect;
pub mod credentials;
pub mod db;
pub mod error;
pub mod forms;
mod kept;
pub mod ledger;
mod limited;
pub mod migrations;
mod open;
pub mod organisation;
pub mod roles;
mod schema;
pub mod sessions;
pub mod users;
