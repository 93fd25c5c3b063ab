//! The audit log.
mod filters;
mod ledger;
mod reading;
