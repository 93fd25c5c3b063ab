//! Groups (T-43, T-61, T-62, A63…A66, A73).
mod edit;
mod lists;
mod members;
mod nesting;
mod owners;
mod protection;
mod removal;
mod sight;
