//! What is remembered of the directory outside: our account there, who is who, walks, writes, how it was.
pub mod account;
pub mod claims;
pub mod doubts;
pub mod exchanges;
pub mod groups;
pub mod health;
pub mod managers;
pub mod people;
pub mod runs;
pub mod unmet_groups;
pub mod unmet_people;
pub mod writes;
