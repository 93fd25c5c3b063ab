//! The directory outside in which people and their passwords live (R-300…R-311).

pub mod access;
pub mod answer;
pub mod ber;
pub mod door;
pub mod drift;
pub mod entry;
pub mod escape;
pub mod fault;
pub mod group_entry;
pub mod kind;
pub mod naming;
pub mod outcome;
pub mod run;
