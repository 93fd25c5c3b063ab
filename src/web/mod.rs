//! What people see: requests in, pages out.
pub mod address;
pub mod body;
pub mod cookies;
pub mod csrf;
pub mod error_kind;
pub mod flash;
pub mod form;
pub mod methods;
pub mod middleware;
pub mod ops;
pub mod origin;
pub mod server;
pub mod session;
pub mod signature;
