//! My account.
mod password;
