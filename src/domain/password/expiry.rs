//! When a password ends by itself, and why (R-280…R-285).

use jiff::{SignedDuration, Timestamp};

use super::policy::Expiry;
use crate::domain::user::PasswordKind;

/// What is known of somebody's password beside the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// Own or temporary.
    pub kind: PasswordKind,
    /// Since when.
    pub set_at: Timestamp,
    /// When an administrator asked for another one.
    pub demanded_at: Option<Timestamp>,
    /// Until when it does not end by itself.
    pub exempt_until: Option<Timestamp>,
}

/// When a password ends, and how that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Then.
    pub at: Timestamp,
    /// Counted from there: the password was set.
    pub counted_from: Timestamp,
    /// So many days.
    pub days: u16,
    /// It would have ended before, but for an exemption until then.
    pub exempt_until: Option<Timestamp>,
    /// From then on notice is given.
    pub notice_from: Timestamp,
}

/// How a password stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has no end by age: temporary ones have their own, and without a policy none has.
    Endless,
    /// It ends.
    Ends(End),
    /// It has ended.
    Ended(End),
    /// An administrator asked for another one, then.
    Demanded(Timestamp),
}

impl Standing {
    /// How a password stands under a policy. Age counts on while the policy knows no end.
    pub fn of(policy: Option<Expiry>, age: &Age, now: Timestamp) -> Self {
        if age.kind == PasswordKind::Temporary {
            return Self::Endless;
        }
        if let Some(at) = age.demanded_at {
            return Self::Demanded(at);
        }
        let Some(Expiry { days, notice }) = policy else { return Self::Endless };
        let by_age = later(age.set_at, days);
        let exempt_until = age.exempt_until.filter(|until| *until > by_age);
        let at = exempt_until.unwrap_or(by_age);
        let notice_from = at.checked_sub(whole_days(notice)).unwrap_or(at);
        let end = End { at, counted_from: age.set_at, days, exempt_until, notice_from };
        if now >= at { Self::Ended(end) } else { Self::Ends(end) }
    }

    /// Whether another one must be chosen at the next sign-in.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Ended(_) | Self::Demanded(_))
    }

    /// The end of which notice is given by now.
    pub fn noticed(&self, now: Timestamp) -> Option<End> {
        match self {
            Self::Ends(end) if now >= end.notice_from => Some(*end),
            _ => None,
        }
    }
}

impl Expiry {
    /// Passwords that were set before then have ended.
    pub fn oldest(self, now: Timestamp) -> Timestamp {
        now.checked_sub(whole_days(self.days)).unwrap_or(Timestamp::MIN)
    }
}

fn whole_days(days: u16) -> SignedDuration {
    SignedDuration::from_hours(i64::from(days) * 24)
}

fn later(from: Timestamp, days: u16) -> Timestamp {
    from.saturating_add(whole_days(days)).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: Option<Expiry> = Some(Expiry { days: 90, notice: 14 });

    fn day(number: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * number)
    }

    fn own() -> Age {
        Age { kind: PasswordKind::Own, set_at: day(0), demanded_at: None, exempt_until: None }
    }

    #[test]
    fn notice_is_given_on_day_76_and_the_end_comes_on_day_90() {
        for (today, noticed, over) in [(75, false, false), (76, true, false), (89, true, false), (90, false, true)] {
            let standing = Standing::of(POLICY, &own(), day(today));
            assert_eq!((standing.noticed(day(today)).is_some(), standing.is_over()), (noticed, over), "{today}");
        }
        let Standing::Ends(end) = Standing::of(POLICY, &own(), day(1)) else { panic!("no end") };
        assert_eq!((end.at, end.counted_from, end.days, end.exempt_until), (day(90), day(0), 90, None));
    }

    #[test]
    fn without_a_policy_and_for_temporary_ones_there_is_no_end() {
        assert_eq!(Standing::of(None, &own(), day(4_000)), Standing::Endless);
        let temporary = Age { kind: PasswordKind::Temporary, ..own() };
        assert_eq!(Standing::of(POLICY, &temporary, day(4_000)), Standing::Endless);
    }

    #[test]
    fn an_exemption_puts_the_end_off_and_no_longer_than_it_says() {
        let exempt = Age { exempt_until: Some(day(200)), ..own() };
        assert!(!Standing::of(POLICY, &exempt, day(199)).is_over());
        assert!(Standing::of(POLICY, &exempt, day(200)).is_over());
        // One that ends before the password does changes nothing.
        let short = Age { exempt_until: Some(day(30)), ..own() };
        assert_eq!(Standing::of(POLICY, &short, day(50)), Standing::of(POLICY, &own(), day(50)));
    }

    #[test]
    fn what_an_administrator_asks_for_holds_without_a_policy_and_against_an_exemption() {
        let asked = Age { demanded_at: Some(day(3)), exempt_until: Some(day(200)), ..own() };
        assert_eq!(Standing::of(None, &asked, day(4)), Standing::Demanded(day(3)));
        assert!(Standing::of(POLICY, &asked, day(4)).is_over());
    }
}
