//! Reports: who reset whom, who can help himself (R-320…R-332).
pub mod password_resets;
pub mod registration;
pub mod registrations;
