//! One line of the table of routes: method, address, gate, and what it leaves in the audit log.

use actix_web::http::Method;

use super::gate::Gate;

/// What a route leaves in the audit log when it succeeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ledger {
    /// A row, always.
    Grows,
    /// Nothing, for this reason.
    Quiet(&'static str),
}

/// What most routes leave.
pub const READS: Ledger = Ledger::Quiet("a page is read");

/// One line of the table.
#[derive(Debug, Clone)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The address.
    pub path: &'static str,
    /// Who may knock.
    pub gate: Gate,
    /// What it leaves in the audit log.
    pub ledger: Ledger,
}

/// The gates of one address, one a method.
#[derive(Debug, Clone, Default)]
pub struct Gates(Vec<(Method, Gate)>);

impl Gates {
    /// Of these methods.
    pub fn new(gates: Vec<(Method, Gate)>) -> Self {
        Self(gates)
    }

    /// The gate of a method. An address without that method is answered before any gate.
    pub fn of(&self, method: &Method) -> Gate {
        let wanted = if method == Method::HEAD { &Method::GET } else { method };
        self.0.iter().find(|(known, _)| known == wanted).map_or(Gate::Administrator, |(_, gate)| *gate)
    }
}

/// One part of the front door: the table, and the router built from it.
macro_rules! routes {
    ($($path:literal { $($method:ident $gate:ident $ledger:expr => $handler:path;)+ })+) => {
        /// The table, for the router, the 405 answers and the sweep of the tests.
        pub(super) fn table() -> Vec<Route> {
            vec![$($(
                Route { method: Method::$method, path: $path, gate: Gate::$gate, ledger: $ledger },
            )+)+]
        }

        /// Builds the router from the table.
        pub(super) fn configure(config: &mut web::ServiceConfig, modules: Modules) {
            $(
                if modules.open($path) {
                    let gates = Gates::new(vec![$((Method::$method, Gate::$gate),)+]);
                    config.service(
                        web::resource($path).app_data(gates)$(.route(web::method(Method::$method).to(AnyHandler::new($handler))))+,
                    );
                }
            )+
        }
    };
}
pub(super) use routes;
