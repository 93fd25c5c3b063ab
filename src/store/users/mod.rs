//! People: found, listed, counted, made.
pub mod block;
pub mod choice;
pub mod contact;
pub mod counts;
pub mod create;
pub mod deleted;
mod everybody;
pub mod export;
pub mod list;
pub mod names;
pub mod one;
pub mod photo;
pub mod recipients;
mod row;
pub mod update;
mod words;

pub(super) use row::{UserColumns, UserRow};
