//! What a person's page tells of what keeps it closed: wrong guesses, from where, until when; a block, by whom and why (R-099, ux 8.4).

use jiff::Timestamp;

use crate::domain::blocking::Blocking;
use crate::domain::failure::SignInFailure;
use crate::domain::lockout::{DoorState, Factor, Lock};
use crate::domain::self_service::Limit;
use crate::i18n::t;
use crate::web::page::Page;
use crate::web::sentences::events;

use super::user::UserShow;

impl UserShow {
    /// The door that stays closed the longest.
    pub(super) fn locked(&self) -> Option<(&DoorState, Lock)> {
        let closed = self.doors.iter().filter_map(|door| Some((door, door.guesses.lock(self.page.now)?)));
        closed.max_by_key(|(door, _)| door.guesses.locked_until)
    }

    /// Whether the viewer may open it: that of the second step takes the right to take a second step away.
    pub(super) fn may_open(&self, door: &DoorState) -> bool {
        self.no_unlock.is_none() && (door.factor != Factor::SecondStep || self.no_block.is_none())
    }

    /// Whether wrong guesses have closed the account in the directory outside.
    pub(super) fn is_locked_there(&self) -> bool {
        self.obstacles.contains(&SignInFailure::DirectoryLocked)
    }

    /// Whether the viewer may open it there.
    pub(super) fn may_open_there(&self) -> bool {
        self.opens_there && self.no_unlock.is_none()
    }

    /// What limits the person meets on the way to a new password, and until when.
    pub(super) fn reset_limit_texts(&self) -> Vec<String> {
        let told = |(limit, until): &(Limit, Timestamp)| {
            let at = self.page.clock().within(until).text();
            match limit {
                Limit::Closed => t!(self.page, "user-reset-closed", at = at),
                Limit::Codes => t!(self.page, "user-reset-codes", at = at),
                Limit::Answers => t!(self.page, "user-reset-answers", at = at),
            }
        };
        self.reset_limits.iter().map(told).collect()
    }

    /// Until when.
    pub(super) fn locked_title(&self, door: &DoorState, lock: &Lock) -> String {
        match lock {
            Lock::Off if door.factor == Factor::SecondStep => t!(self.page, "user-second-step-off-title").to_owned(),
            Lock::Until(until) => t!(self.page, "user-locked-title", until = self.page.clock().within(until).text()),
            Lock::Off => t!(self.page, "user-password-off-title").to_owned(),
        }
    }

    /// Why, how often, from where.
    pub(super) fn locked_text(&self, door: &DoorState) -> String {
        let number = door.guesses.failures.max(1);
        let shown = self.page.number(number.into()).to_string();
        let last = door.guesses.last_at.as_ref().map(|at| self.page.clock().within(at).text()).unwrap_or_default();
        let from = door.guesses.addresses.join(", ");
        if door.factor == Factor::SecondStep {
            return t!(self.page, "user-locked-step-text", number = number, shown = shown, from = from, last = last);
        }
        let whose = whose(&self.page, door);
        t!(self.page, "user-locked-text", number = number, shown = shown, from = from, last = last, whose = whose)
    }

    /// Since when the account is blocked, by whom and why.
    pub(super) fn blocked_text(&self) -> String {
        let page = &self.page;
        let mut text = t!(page, "user-blocked-text", name = self.user.short_name());
        if let Some(Blocking { at, by, reason }) = &self.blocking {
            let by = events::short(by, page.organisation.default_domain());
            text = format!("{text} {}", t!(page, "user-blocked-by", at = self.page.clock().within(at).text(), by = by));
            if let Some(reason) = reason {
                text = format!("{text} {}", t!(page, "user-blocked-reason", reason = reason.as_str()));
            }
        }
        text
    }

    /// The wrong guesses that are remembered, door by door.
    pub(super) fn wrong_guesses(&self) -> Vec<String> {
        let line = |door: &DoorState| {
            let shown = self.page.number(door.guesses.failures.into()).to_string();
            t!(
                self.page,
                "user-wrong-line",
                number = door.guesses.failures,
                shown = shown,
                whose = whose(&self.page, door)
            )
        };
        self.doors.iter().filter(|door| door.guesses.failures > 0).map(line).collect()
    }
}

fn whose<'a>(page: &'a Page, door: &DoorState) -> &'a str {
    match (door.factor, door.recognised) {
        (Factor::Password, false) => t!(page, "user-wrong-elsewhere"),
        (Factor::Password, true) => t!(page, "user-wrong-recognised"),
        (Factor::CurrentPassword, _) => t!(page, "user-wrong-own"),
        (Factor::SecondStep, _) => t!(page, "user-wrong-second-step"),
    }
}
