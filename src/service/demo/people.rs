//! Makes one plausible person after another from seeded dice.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::{Rng, RngExt};

use crate::domain::dice::{Dice, NoDice};
use crate::domain::fold::fold;
use crate::domain::id::{GroupId, UserId};
use crate::domain::profile::{Manager, Profile};
use crate::domain::role::Role;
use crate::domain::user::{PasswordKind, Source};
use crate::store::bulk::Person;

use super::names::{DEPARTMENTS, GIVEN, OFFICES, SURNAMES};

/// What is special about a made-up person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Signs in with the demo password and holds no role.
    Plain,
    /// Signs in with the demo password and holds a role.
    Holds(Role),
    /// Blocked, external, from a directory, with a temporary password, or never seen.
    Other,
}

/// Ids hold the moment the account was made: counted from a fixed day (2026-01-01), the same seed gives the same ids on any day.
const ACCOUNTS_BEFORE: Timestamp = Timestamp::constant(1_767_225_600, 0);

pub(super) struct Maker {
    dice: StdRng,
    /// What people did lately is counted from today.
    anchor: Timestamp,
    domain: String,
    company: String,
    made: u64,
    taken: HashMap<String, u32>,
    managers: HashMap<&'static str, Manager>,
}

/// Seeded dice, for ids: never for a secret.
pub(super) struct Seeded<'a>(pub(super) &'a mut StdRng);

impl Dice for Seeded<'_> {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoDice> {
        self.0.fill_bytes(bytes);
        Ok(())
    }
}

impl Maker {
    pub(super) fn new(dice: StdRng, anchor: Timestamp, domain: String, company: String) -> Self {
        Self { dice, anchor, domain, company, made: 0, taken: HashMap::new(), managers: HashMap::new() }
    }

    pub(super) fn next(&mut self) -> Result<(Person, Kind), NoDice> {
        let number = self.made;
        self.made += 1;
        let created_at = self.days_before(ACCOUNTS_BEFORE, 100, 1_700);
        let id = UserId::new(created_at, &mut Seeded(&mut self.dice))?;
        let given = self.pick(GIVEN);
        let surname = self.pick(SURNAMES);
        let (department, jobs) = DEPARTMENTS[self.dice.random_range(0..DEPARTMENTS.len())];
        let [office, street, postal_code, city, state, country] = OFFICES[self.dice.random_range(0..OFFICES.len())];
        let job = self.pick(jobs);
        let kind = self.kind(number);
        let source = match (kind, self.dice.random_range(0..100)) {
            (Kind::Other, 0..20) => Source::External,
            (Kind::Other, 20..60) => Source::Directory,
            _ => Source::Local,
        };
        let user_name = self.user_name(given, surname);
        let display_name = format!("{given} {surname}");
        let manager = self.managers.get(department).cloned();
        if manager.is_none() || self.dice.random_range(0..200) == 0 {
            let manager = Manager { id, user_name: user_name.clone(), display_name: display_name.clone() };
            self.managers.insert(department, manager);
        }
        let mobile = format!("+31 6{:08}", self.dice.random_range(10_000_000..99_999_999));
        let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let profile = Profile {
            given_name: Some(given.to_owned()),
            surname: Some(surname.to_owned()),
            mail: Some(user_name.clone()),
            employee_id: Some((20_000 + number).to_string()),
            job_title: Some(job.to_owned()),
            department: Some(department.to_owned()),
            company_name: Some(self.company.clone()),
            employee_type: Some(if number.is_multiple_of(12) { "Contractor" } else { "Employee" }.to_owned()),
            hire_date: Some(created_at.strftime("%Y-%m-%d").to_string()),
            office: known(office),
            mobile: Some(mobile),
            telephone: None,
            // One in ten has an address elsewhere as well.
            other_mails: number.is_multiple_of(10).then(|| format!("{number}@post.example")),
            street_address: known(street),
            postal_code: known(postal_code),
            city: known(city),
            state: known(state),
            country: known(country),
            usage_location: Some("NL".to_owned()),
            preferred_language: None,
            age_group: None,
            consent: None,
            manager,
            created_at: None,
            version: 0,
        };
        let changed_at = self.days_before(self.anchor, 1, 390);
        let seen_at = self.days_before(self.anchor, 0, 30);
        let (enabled, last_sign_in_at, password) = match (kind, source, self.dice.random_range(0..3)) {
            (Kind::Plain | Kind::Holds(_), ..) => (true, Some(seen_at), Some(PasswordKind::Own)),
            (Kind::Other, Source::External | Source::Directory, _) => (true, Some(seen_at), None),
            (Kind::Other, Source::Local, 0) => (true, Some(seen_at), Some(PasswordKind::Temporary)),
            (Kind::Other, Source::Local, 1) => (false, Some(seen_at), Some(PasswordKind::Own)),
            (Kind::Other, Source::Local, _) => (true, None, None),
        };
        let password = password.map(|kind| (kind, vec![], changed_at));
        let person =
            Person { id, user_name, display_name, profile, source, enabled, created_at, last_sign_in_at, password };
        Ok((person, kind))
    }

    /// A group's id, made like a person's.
    pub(super) fn group_id(&mut self) -> Result<GroupId, NoDice> {
        GroupId::new(ACCOUNTS_BEFORE, &mut Seeded(&mut self.dice))
    }

    /// Since when groups have their members.
    pub(super) const fn made_at(&self) -> Timestamp {
        self.anchor
    }

    /// Who leads a department.
    pub(super) fn manager(&self, department: &str) -> Option<UserId> {
        self.managers.get(department).map(|manager| manager.id)
    }

    /// The first twenty-six hold roles, two each; of the rest one in five is special.
    fn kind(&mut self, number: u64) -> Kind {
        let holder = usize::try_from(number).ok().and_then(|number| Role::ALL.get(number / 2));
        match holder {
            Some(role) => Kind::Holds(*role),
            None if self.dice.random_range(0..5) == 0 => Kind::Other,
            None => Kind::Plain,
        }
    }

    fn user_name(&mut self, given: &str, surname: &str) -> String {
        let letters = |name: &str| fold(name).chars().filter(char::is_ascii_alphabetic).collect::<String>();
        let local = format!("{}.{}", letters(given), letters(surname));
        let taken = self.taken.entry(local.clone()).or_default();
        *taken += 1;
        if *taken == 1 { format!("{local}@{}", self.domain) } else { format!("{local}{taken}@{}", self.domain) }
    }

    fn pick(&mut self, from: &'static [&'static str]) -> &'static str {
        from[self.dice.random_range(0..from.len())]
    }

    fn days_before(&mut self, anchor: Timestamp, least: i64, most: i64) -> Timestamp {
        let minutes = self.dice.random_range(least * 1_440..=most * 1_440);
        anchor.saturating_sub(SignedDuration::from_mins(minutes)).unwrap_or(anchor)
    }
}
