//! The front door: every address, who may knock, what it leaves in the audit log, and who answers.

use actix_web::web;

use super::{desk_routes, own_routes, settings_routes};
use crate::domain::modules::Modules;

pub use super::route::{Gates, Ledger, Route};

/// The table, for the router, the 405 answers and the sweep of the tests.
pub fn table() -> Vec<Route> {
    own_routes::table().into_iter().chain(desk_routes::table()).chain(settings_routes::table()).collect()
}

/// Builds the router from the table, without the parts that an operator left out.
pub fn configure(config: &mut web::ServiceConfig, modules: Modules) {
    own_routes::configure(config, modules);
    desk_routes::configure(config, modules);
    settings_routes::configure(config, modules);
}
