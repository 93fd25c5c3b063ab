//! Reports (R-320…R-332, T-130…T-134).

mod endings;
mod events;
mod first_sign_in;
mod hours;
mod order;
mod registration;
mod registrations;
mod resets;
mod usage;
