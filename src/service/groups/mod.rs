//! Groups: seen, made, changed, ended; who is in them and who answers for them.
pub mod access;
pub mod create;
pub mod directory;
pub mod edit;
pub mod members;
pub mod membership;
pub mod mine;
pub mod overview;
pub mod person;
pub mod purge;
pub mod removal;
