//! Groups: found, listed, made, changed; who is in them, who answers for them, how they are nested.
pub mod bulk;
pub mod list;
mod listed;
pub mod members;
pub mod nesting;
pub mod one;
pub mod owners;
pub mod removal;
mod row;

use row::GroupRow;
