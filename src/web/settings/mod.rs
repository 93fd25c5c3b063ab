//! The settings: an index, and a page for each section.

pub mod banned_words;
pub mod branding;
pub mod directory;
pub mod directory_account;
pub mod directory_status;
pub mod index;
pub mod invite;
pub mod letters;
pub mod lockout;
pub mod mail;
pub mod password_policy;
pub mod questions;
pub mod registration;
pub mod resets;
pub mod retention;
pub mod second_step;
pub mod self_service;
pub mod sessions;
mod sheet;
pub mod try_password;
