//! Signing in, staying in, signing out.
mod cookies;
mod forced_change;
mod next;
mod password;
mod refusals;
mod second_step;
mod sessions;
mod signout;
