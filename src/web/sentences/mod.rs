//! The words for what the domain says: one exhaustive match each.
pub mod activities;
pub mod columns;
pub mod complaints;
pub mod denials;
pub mod event_details;
pub mod events;
pub mod groups;
pub mod jobs;
mod lockout;
pub mod passwords;
pub mod people;
pub mod resets;
pub mod roles;
pub mod rules;
pub mod security;
pub mod self_service;
pub mod settings;
pub mod temporary;
