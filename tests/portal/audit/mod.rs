//! The audit log.
mod filters;
mod ledger;
mod proof;
mod reading;
mod sign_ins;
