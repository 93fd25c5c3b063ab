//! Groups.
pub mod edit;
pub mod index;
pub mod members;
pub mod membership;
pub mod new;
pub mod owners;
pub mod removal;
pub mod show;
pub mod suggest;
