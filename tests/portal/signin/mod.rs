//! Signing in, staying in, signing out.
mod cookies;
mod devices;
mod forced_change;
mod lockout;
mod next;
mod passkeys;
mod password;
mod refusals;
mod renewal;
mod second_step;
mod sessions;
mod signout;
mod staying;
