//! What the portal does: one function a deed, (portal, actor, input) → outcome.
pub mod admins;
pub mod audit;
pub mod backup;
pub mod chain;
pub mod demo;
pub mod error;
pub mod groups;
pub mod health;
pub mod home;
pub mod install;
pub mod keys;
pub mod passwords;
pub mod portal;
pub mod restore;
pub mod signin;
pub mod users;
