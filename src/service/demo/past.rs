//! Made-up history: what happened to made-up people over two years, for trying out a long audit log.

use std::net::{IpAddr, Ipv4Addr};

use jiff::{SignedDuration, Timestamp};
use rand::RngExt;
use rand::rngs::StdRng;

use crate::domain::attribute::Attribute;
use crate::domain::check::Check;
use crate::domain::event::Event;
use crate::domain::failure::SignInFailure;
use crate::domain::group_event::{GroupDeed, GroupEvent, Members};
use crate::domain::id::{RequestId, SessionId, UserId};
use crate::domain::permission::Permission;
use crate::domain::permit::{Actor, Change, Origin, Who};
use crate::domain::property::{Changed, Property};
use crate::domain::record::Record;
use crate::domain::role::{Role, Roles};
use crate::domain::security_event::{SecurityDeed, SecurityEvent};
use crate::domain::self_service::Method;
use crate::domain::self_service_event::{SelfServiceEvent, Step as SelfStep};
use crate::domain::session::SessionKind;
use crate::domain::sign_in_step::{Means, Step};
use crate::domain::subject::Subject;
use crate::domain::target::{GroupTarget, Target};
use crate::domain::user::Source;
use crate::service::error::Error;
use crate::store::groups::bulk::Planned;

use super::people::Seeded;

/// So long ago it begins.
const YEARS: SignedDuration = SignedDuration::from_hours(730 * 24);
/// So many people appear in it at most.
const CAST: usize = 100_000;
/// One in so many people is busy, and does everything so many times as often as the others.
const ONE_BUSY_IN: usize = 50;
const BUSIER: usize = 20;
/// So many rows travel at once.
const BATCH: u64 = 5_000;

/// Tells one thing after the other, in the order of time.
pub(super) struct Storyteller {
    dice: StdRng,
    until: Timestamp,
    events: u64,
    told: u64,
    people: Vec<Subject>,
    helpers: Vec<(Subject, Role)>,
    groups: Vec<GroupTarget>,
}

impl Storyteller {
    /// Of so many events that end at a moment.
    pub(super) fn new(dice: StdRng, until: Timestamp, events: u64) -> Self {
        Self { dice, until, events, told: 0, people: vec![], helpers: vec![], groups: vec![] }
    }

    /// Somebody without a role.
    pub(super) fn meet(&mut self, id: UserId, name: &str) {
        if self.people.len() < CAST {
            self.people.push(Subject { id, name: name.to_owned() });
        }
    }

    /// Those who hold roles.
    pub(super) fn meet_helpers(&mut self, holders: &[(UserId, String, Role)]) {
        let helps = |role: Role| matches!(role, Role::GlobalAdministrator | Role::UserAdministrator);
        let helpers = holders.iter().filter(|(.., role)| helps(*role));
        self.helpers = helpers.map(|(id, name, role)| (Subject { id: *id, name: name.clone() }, *role)).collect();
    }

    /// Groups that people come to and leave.
    pub(super) fn meet_groups(&mut self, planned: &[Planned]) {
        let plain = planned.iter().filter(|group| !group.role_assignable);
        let known = plain.map(|group| {
            let (id, name) = (group.id, group.name.clone());
            GroupTarget { id, name, role_assignable: false, owned: false, from_directory: false }
        });
        self.groups = known.collect();
    }

    /// What happened next; nothing behind the end, or where there is nobody to whom anything could happen.
    pub(super) fn batch(&mut self) -> Result<Vec<(Timestamp, Record)>, Error> {
        let mut batch = vec![];
        if self.people.is_empty() || self.helpers.is_empty() || self.groups.is_empty() {
            return Ok(batch);
        }
        let until = self.events.min(self.told.saturating_add(BATCH));
        while self.told < until {
            let at = self.at();
            let (records, ()) = self.event(at)?.into_parts().ok_or(Error::NotFound)?;
            batch.extend(records.into_iter().map(|record| (at, record)));
            self.told += 1;
        }
        Ok(batch)
    }

    fn at(&self) -> Timestamp {
        let ahead = i128::from(self.events - self.told) * YEARS.as_nanos() / i128::from(self.events.max(1));
        let ahead = i64::try_from(ahead / 1_000).map_or(YEARS, SignedDuration::from_micros);
        self.until.saturating_sub(ahead).unwrap_or(self.until)
    }

    fn event(&mut self, at: Timestamp) -> Result<Change<()>, Error> {
        let user = self.someone();
        let target = Target {
            id: user.id,
            name: user.name.clone(),
            traits: Target::traits_of(Roles::NONE),
            source: Source::Local,
            deleted: false,
        };
        let reason = || Some("SD-48213".to_owned());
        let change = match self.dice.random_range(0..1_000) {
            0..80 => {
                let failed = (SignInFailure::WrongPassword, Some(user), None);
                self.refused(at, failed)?
            }
            80..100 => {
                let name = format!("{:032x}", self.dice.random::<u128>());
                self.refused(at, (SignInFailure::UnknownUser, None, Some(name)))?
            }
            100..120 => self.signs_in(at, user, SessionKind::ForcedChange)?,
            120..190 => self.person(at, &user)?.may_own(Permission::SignOut)?.change(&Event::SignedOut, ()),
            190..240 => {
                let permit = self.person(at, &user)?.may_own(Permission::ChangeOwnPassword)?;
                permit.change(&Event::PasswordChanged { user, forced: false, sessions_ended: 1 }, ())
            }
            240..270 => {
                let permit = self.helper(at)?.may_to(Permission::ResetPassword, &target)?;
                let (verified_by, expires, sent_to) = (Check::CalledBack, "never", None);
                let reset =
                    Event::PasswordReset { user, verified_by, expires, reason: reason(), sent_to, sessions_ended: 1 };
                permit.change(&reset, ())
            }
            270..310 => {
                let permit = self.helper(at)?.may_to(Permission::EditUsers, &target)?;
                let property = Property::Of(Attribute::JobTitle);
                let changed = Changed { property, before: Some("Planner".to_owned()), after: Some("Buyer".to_owned()) };
                permit.change(&Event::UserUpdated { user, changed: vec![changed] }, ())
            }
            310..330 => {
                let permit = self.helper(at)?.may_to(Permission::RevokeSessions, &target)?;
                permit.change(&Event::SessionsRevoked { user, reason: reason(), sessions_ended: 2 }, ())
            }
            330..345 => {
                let unknown_name = Some(format!("{:016x}", self.dice.random::<u64>()));
                self.self_service(at, None, SelfStep::Begun { unknown_name, refusal: None })?
            }
            345..360 => self.self_service(at, Some(user), SelfStep::Begun { unknown_name: None, refusal: None })?,
            360..375 => self.self_service(at, Some(user), SelfStep::Proved(Method::Mail))?,
            375..380 => self.self_service(at, Some(user), SelfStep::NotProved(Method::App))?,
            380..390 => self.secures(at, user, SecurityDeed::AppAdded { replaces: false, sessions_ended: 1 })?,
            390..393 => self.secures(at, user, SecurityDeed::AppRefused(SignInFailure::WrongCode))?,
            393..413 => {
                let group = self.groups[self.dice.random_range(0..self.groups.len())].clone();
                let permit = self.helper(at)?.may_to_group(Permission::EditGroups, &group)?;
                let who = Members::People(vec![user]);
                let deed =
                    if self.dice.random() { GroupDeed::MembersAdded(who) } else { GroupDeed::MembersRemoved(who) };
                permit.change(&Event::Group(GroupEvent::of(&group, deed)), ())
            }
            _ => self.signs_in(at, user, SessionKind::Full)?,
        };
        Ok(change)
    }

    /// One in fifty is busy, as the account of a counter is at which many sign in: twenty times as often as anybody else.
    fn someone(&mut self) -> Subject {
        let busy = self.people.len().div_ceil(ONE_BUSY_IN);
        let turns = busy * BUSIER;
        let turn = self.dice.random_range(0..turns + self.people.len() - busy);
        let place = if turn < turns { turn % busy } else { turn - turns + busy };
        self.people[place].clone()
    }

    fn self_service(&mut self, at: Timestamp, user: Option<Subject>, step: SelfStep) -> Result<Change<()>, Error> {
        let guest = Actor { who: Who::Guest, origin: self.origin(at)? };
        Ok(guest.may_reset_own().change(&Event::SelfService(SelfServiceEvent { user, step }), ()))
    }

    fn secures(&mut self, at: Timestamp, user: Subject, deed: SecurityDeed) -> Result<Change<()>, Error> {
        let permit = self.person(at, &user)?.may_own(Permission::ManageOwnSecurity)?;
        Ok(permit.change(&Event::Security(SecurityEvent { user, deed }), ()))
    }

    fn signs_in(&mut self, at: Timestamp, user: Subject, session: SessionKind) -> Result<Change<()>, Error> {
        let permit = self.person(at, &user)?.may_sign_in();
        Ok(permit.change(&Event::SignedIn { user, session, step: Step::first(Means::Password) }, ()))
    }

    fn refused(
        &mut self,
        at: Timestamp,
        (reason, user, unknown_name): (SignInFailure, Option<Subject>, Option<String>),
    ) -> Result<Change<()>, Error> {
        let guest = Actor { who: Who::Guest, origin: self.origin(at)? };
        Ok(guest.may_sign_in().change(&Event::SignInFailed { user, unknown_name, reason }, ()))
    }

    fn person(&mut self, at: Timestamp, user: &Subject) -> Result<Actor, Error> {
        self.acting(at, user, Roles::NONE)
    }

    fn helper(&mut self, at: Timestamp) -> Result<Actor, Error> {
        let (who, role) = self.helpers[self.dice.random_range(0..self.helpers.len())].clone();
        self.acting(at, &who, [role].into_iter().collect())
    }

    fn acting(&mut self, at: Timestamp, who: &Subject, roles: Roles) -> Result<Actor, Error> {
        let session = SessionId::new(at, &mut Seeded(&mut self.dice))?;
        let who = Who::Person { id: who.id, name: who.name.clone(), roles, session };
        Ok(Actor { who, origin: self.origin(at)? })
    }

    fn origin(&mut self, at: Timestamp) -> Result<Origin, Error> {
        let place = u16::try_from(self.dice.random_range(0..2_000)).unwrap_or(0).to_be_bytes();
        let address = Some(IpAddr::V4(Ipv4Addr::new(10, 20, place[0], place[1])));
        Ok(Origin { request: RequestId::new(at, &mut Seeded(&mut self.dice))?, address, device: None })
    }
}
