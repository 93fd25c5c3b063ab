//! Reports: who reset whom, who can help himself, how the portal is used (R-320…R-332).
pub mod password_resets;
pub mod proof_events;
pub mod registration;
pub mod registrations;
pub mod usage;
