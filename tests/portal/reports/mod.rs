//! Reports (R-320…R-332, T-130…T-134).

mod endings;
mod first_sign_in;
mod registration;
mod registrations;
mod resets;
