//! The directory outside: people from it, sign-ins there, passwords written there (R-300…R-311, security 4.12).

pub mod change;
mod claim;
pub mod drift;
mod exchange;
mod follow;
pub mod gate;
mod gone;
mod group_walk;
mod groups;
mod likeness;
mod managers;
mod meeting;
mod membership;
mod nested;
pub mod outside;
mod patience;
pub mod people;
pub mod reset;
pub mod self_reset;
pub mod setup;
pub mod signin;
pub mod status;
pub mod trial;
pub mod unlock;
pub mod walk;
pub mod writeback;
