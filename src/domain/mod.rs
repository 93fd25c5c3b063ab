//! What is true: pure rules, without SQL, HTTP, clock or dice of their own.
pub mod audit;
pub mod dice;
pub mod event;
pub mod fold;
pub mod id;
pub mod organisation;
pub mod paging;
pub mod password;
pub mod people;
pub mod permission;
pub mod permit;
pub mod profile;
pub mod role;
pub mod secret;
pub mod session;
pub mod target;
pub mod user;
