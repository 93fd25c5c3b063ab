//! The audit log.
mod files;
mod filters;
mod ledger;
mod proof;
mod reading;
mod retention;
mod sign_ins;
mod streams;
mod streams_tls;
mod troubleshoot;
