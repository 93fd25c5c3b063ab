//! Whether a sign-in stops at the page of one's proofs: because some are missing, or to look at them again (R-200…R-206, T-85, T-86, T-104).

use jiff::{SignedDuration, Timestamp};

use super::self_service::{Refusal, Way};
use super::settings::registration::{Ask, Registration};

/// What a new session is asked before it opens anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Interrupt {
    /// Proofs are missing; it may be put off.
    Ask,
    /// Proofs are missing, and come first.
    Wall,
    /// Whether what is known is still right.
    Confirm,
}

impl Interrupt {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Ask, Self::Wall, Self::Confirm];

    /// The stable name in the store.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Wall => "wall",
            Self::Confirm => "confirm",
        }
    }

    /// Reads [`Interrupt::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|interrupt| interrupt.id() == id)
    }
}

/// What was asked of somebody before, and said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Past {
    /// When the person last said that everything is right, or added something.
    pub confirmed_at: Option<Timestamp>,
    /// How often it was put off.
    pub put_off: u32,
    /// Until when.
    pub put_off_until: Option<Timestamp>,
    /// Whether an administrator asks for all of it anew (T-104).
    pub demanded: bool,
}

/// What somebody who signs in now is asked. `way` is what a reset would say: the same proofs count. Whom self-service does not reach is asked
/// nothing.
pub fn interrupt(policy: &Registration, way: &Result<Way, Refusal>, past: &Past, now: Timestamp) -> Option<Interrupt> {
    match way {
        Err(Refusal::TooFewProofs) if past.demanded => Some(Interrupt::Wall),
        Err(Refusal::TooFewProofs) => match policy.ask {
            Ask::Never => None,
            Ask::Wall => Some(Interrupt::Wall),
            Ask::Snooze if past.put_off_until.is_some_and(|until| until > now) => None,
            Ask::Snooze if policy.snoozes > 0 && past.put_off >= u32::from(policy.snoozes) => Some(Interrupt::Wall),
            Ask::Snooze => Some(Interrupt::Ask),
        },
        Err(_) => None,
        Ok(_) if policy.ask == Ask::Never || policy.reconfirm_days == 0 => None,
        Ok(_) => {
            let kept = SignedDuration::from_hours(24 * i64::from(policy.reconfirm_days));
            let stands = past.confirmed_at.is_some_and(|at| now.duration_since(at) < kept);
            (!stands).then_some(Interrupt::Confirm)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::self_service::Method;

    fn day(number: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + number * 86_400).unwrap()
    }

    fn able() -> Way {
        Way { methods: vec![Method::Mail], needed: 1 }
    }

    #[test]
    fn whoever_lacks_proofs_is_asked_as_it_is_decided_and_whoever_is_out_of_reach_never() {
        let (lacks, none) = (Err(Refusal::TooFewProofs), Past::default());
        let policy = |ask| Registration { ask, ..Registration::default() };
        assert_eq!(interrupt(&policy(Ask::Never), &lacks, &none, day(0)), None);
        assert_eq!(interrupt(&policy(Ask::Wall), &lacks, &none, day(0)), Some(Interrupt::Wall));
        assert_eq!(interrupt(&policy(Ask::Snooze), &lacks, &none, day(0)), Some(Interrupt::Ask));
        for out in [Refusal::Off, Refusal::Elsewhere, Refusal::NotInGroup, Refusal::Blocked] {
            let demanded = Past { demanded: true, ..none };
            assert_eq!(interrupt(&policy(Ask::Wall), &Err(out), &demanded, day(0)), None, "{out:?}");
        }
        let demanded = Past { demanded: true, put_off_until: Some(day(9)), ..none };
        assert_eq!(interrupt(&policy(Ask::Never), &lacks, &demanded, day(0)), Some(Interrupt::Wall));
        assert_eq!(interrupt(&policy(Ask::Never), &Ok(able()), &demanded, day(0)), None, "everything is there again");
    }

    #[test]
    fn it_is_put_off_for_so_many_days_and_so_often_and_no_longer() {
        let policy = Registration { ask: Ask::Snooze, snooze_days: 7, snoozes: 2, ..Registration::default() };
        let lacks = Err(Refusal::TooFewProofs);
        let once = Past { put_off: 1, put_off_until: Some(day(7)), ..Past::default() };
        assert_eq!(interrupt(&policy, &lacks, &once, day(6)), None);
        assert_eq!(interrupt(&policy, &lacks, &once, day(7)), Some(Interrupt::Ask));
        let twice = Past { put_off: 2, put_off_until: Some(day(14)), ..Past::default() };
        assert_eq!(interrupt(&policy, &lacks, &twice, day(13)), None);
        assert_eq!(interrupt(&policy, &lacks, &twice, day(14)), Some(Interrupt::Wall));
        let freely = Registration { snoozes: 0, ..policy };
        assert_eq!(interrupt(&freely, &lacks, &Past { put_off: 99, ..twice }, day(14)), Some(Interrupt::Ask));
    }

    #[test]
    fn a_look_holds_for_as_long_as_it_is_decided() {
        let policy = Registration { ask: Ask::Snooze, reconfirm_days: 180, ..Registration::default() };
        let looked = Past { confirmed_at: Some(day(0)), ..Past::default() };
        assert_eq!(interrupt(&policy, &Ok(able()), &looked, day(179)), None);
        assert_eq!(interrupt(&policy, &Ok(able()), &looked, day(181)), Some(Interrupt::Confirm));
        assert_eq!(interrupt(&policy, &Ok(able()), &Past::default(), day(0)), Some(Interrupt::Confirm), "never looked");
        for never in [Registration { reconfirm_days: 0, ..policy }, Registration { ask: Ask::Never, ..policy }] {
            assert_eq!(interrupt(&never, &Ok(able()), &looked, day(9_000)), None);
        }
    }
}
