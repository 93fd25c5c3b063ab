//! My account.
mod breaches;
mod history;
mod password;
mod security;
mod sessions;
mod wall;
