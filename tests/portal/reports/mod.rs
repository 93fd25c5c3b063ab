//! Reports (R-320…R-332, T-130…T-134).

mod registration;
mod resets;
