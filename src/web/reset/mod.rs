//! `/reset-password` and the pages behind it: people who forgot their password help themselves.
mod answers;
pub mod begin;
pub mod cancel;
pub mod help;
pub mod new;
pub mod unlock;
pub mod verify;

use std::time::Instant;

use actix_web::HttpResponse;

use super::caller::Caller;
use super::cookies;
use super::flash::Flash;
use super::me::Me;
use super::paths;
use crate::domain::permit::{Actor, Who};

/// Whoever resets acts as a guest, also where the browser is signed in as somebody: the proofs alone say who it is (A14).
fn guest(me: &Me) -> Actor {
    Actor { who: Who::Guest, origin: me.actor.origin.clone() }
}

/// What the browser carries of a reset on its way.
fn carried(caller: &Caller) -> Option<[u8; 32]> {
    cookies::decode(&cookies::read(caller.http(), cookies::RESET)?)
}

/// The reset is over: it begins again.
fn over(caller: &Caller) -> HttpResponse {
    caller.cookie(cookies::removal(cookies::RESET));
    caller.tell(Flash::ResetOver);
    caller.go(paths::RESET_PASSWORD)
}

/// Whatever was found, and whether anybody has that name: the answer takes as long (T-95).
async fn in_time(caller: &Caller, started: Instant) {
    caller.app.site.hold_back(started).await;
}
