//! My account.
mod breaches;
mod history;
mod passkeys;
mod password;
mod security;
mod sessions;
mod wall;
