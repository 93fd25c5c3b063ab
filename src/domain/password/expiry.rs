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

/// What somebody was told by mail of the end of a password: that it is so near. What is nearer is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// Nothing.
    Nothing,
    /// A fortnight or less.
    Fortnight,
    /// A week or less.
    Week,
    /// A day or less.
    Day,
}

impl Told {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Fortnight, Self::Week, Self::Day];

    /// So many days are left then; none for nothing.
    pub const fn days(self) -> u8 {
        match self {
            Self::Nothing => 0,
            Self::Fortnight => 14,
            Self::Week => 7,
            Self::Day => 1,
        }
    }

    /// Reads [`Told::days`] back.
    pub fn from_days(days: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|told| i16::from(told.days()) == days)
    }
}

/// Those of whom one thing was told, and another is true by now: by when their passwords were set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// What they were told.
    pub told: Told,
    /// What is to be known by now. Less than what was told where passwords may live longer since: then nobody is told anything, and hears
    /// again when the new end is near.
    pub due: Told,
    /// Set after this moment,
    pub from: Timestamp,
    /// and at this one at the latest.
    pub until: Timestamp,
}

impl Expiry {
    /// Passwords that were set before then have ended.
    pub fn oldest(self, now: Timestamp) -> Timestamp {
        now.checked_sub(whole_days(self.days)).unwrap_or(Timestamp::MIN)
    }

    /// Every stage at which something changes, the nearest ends first. Of passwords that have ended there is none.
    pub fn stages(self, now: Timestamp) -> Vec<Stage> {
        let oldest = self.oldest(now);
        let (mut stages, mut from) = (vec![], oldest);
        for near in [Told::Day, Told::Week, Told::Fortnight, Told::Nothing] {
            let days = u16::from(near.days());
            let until = if near == Told::Nothing { now } else { later(oldest, days) };
            // Of a password that lives no longer than that, nobody is told as soon as it is chosen.
            let due = if days < self.days { near } else { Told::Nothing };
            let others = Told::ALL.into_iter().filter(|told| *told != due);
            stages.extend(others.map(|told| Stage { told, due, from, until }));
            from = until;
        }
        stages
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

    /// What is due for a password that was set on day 0 and of which this was told.
    fn due(days: u16, told: Told, today: i64) -> Option<Told> {
        let stages = Expiry { days, notice: 14 }.stages(day(today));
        let met: Vec<_> = stages
            .into_iter()
            .filter(|stage| stage.told == told && stage.from < day(0) && day(0) <= stage.until)
            .collect();
        assert!(met.len() <= 1, "{met:?}");
        met.first().map(|stage| stage.due)
    }

    #[test]
    fn each_of_three_days_is_told_once_and_whoever_comes_late_tells_the_nearest_alone() {
        let nothing = Told::Nothing;
        for (today, told, expected) in [
            (75, nothing, None),
            (76, nothing, Some(Told::Fortnight)),
            (76, Told::Fortnight, None),
            (82, Told::Fortnight, None),
            (83, Told::Fortnight, Some(Told::Week)),
            (83, nothing, Some(Told::Week)),
            (88, Told::Week, None),
            (89, Told::Week, Some(Told::Day)),
            (89, nothing, Some(Told::Day)),
            (89, Told::Day, None),
            (90, nothing, None),
            (90, Told::Week, None),
        ] {
            assert_eq!(due(90, told, today), expected, "{today} {told:?}");
        }
    }

    #[test]
    fn what_was_told_of_a_nearer_end_is_forgotten_when_passwords_live_longer() {
        assert_eq!(due(120, Told::Day, 89), Some(Told::Nothing));
        assert_eq!(due(96, Told::Day, 89), Some(Told::Week), "less than what was told: noted, and nobody hears it");
        assert_eq!(due(14, Told::Nothing, 0), None, "nobody is told of the end of what was just chosen");
        assert_eq!(due(14, Told::Nothing, 7), Some(Told::Week));
        for told in Told::ALL {
            assert_eq!(Told::from_days(told.days().into()), Some(told));
        }
        assert_eq!(Told::from_days(3), None);
    }

    #[test]
    fn what_an_administrator_asks_for_holds_without_a_policy_and_against_an_exemption() {
        let asked = Age { demanded_at: Some(day(3)), exempt_until: Some(day(200)), ..own() };
        assert_eq!(Standing::of(None, &asked, day(4)), Standing::Demanded(day(3)));
        assert!(Standing::of(POLICY, &asked, day(4)).is_over());
    }
}
