//! What every request passes, outermost first: headers, request, error pages, recovery, then the refusals and the session.
pub mod cookies;
pub mod error_pages;
pub mod headers;
pub mod host;
pub mod language;
pub mod layer;
pub mod methods;
pub mod recover;
pub mod request;
pub mod same_origin;
pub mod sizes;
pub mod unread;
