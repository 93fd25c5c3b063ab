//! Made-up people for trying the portal out: any number of them, the same from the same seed.
mod groups;
mod names;
mod past;
mod people;

use jiff::Timestamp;
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::domain::dice::Dice;
use crate::domain::event::Event;
use crate::domain::id::UserId;
use crate::domain::password::temporary::TemporaryPassword;
use crate::domain::permit::Actor;
use crate::domain::role::Role;
use crate::domain::subject::Subject;
use crate::domain::user::PasswordKind;
use crate::host::argon::PhcString;
use crate::host::hash_pool::Lane;
use crate::service::error::Error;
use crate::service::passwords::verify::{belongs, compared};
use crate::service::portal::Portal;
use crate::store::groups::bulk as fill;
use crate::store::{bulk, history, roles};

use past::Storyteller;
use people::{Kind, Maker};

/// So many people travel at once.
const BATCH: usize = 10_000;

/// How to fill the directory.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// How many people.
    pub people: u64,
    /// The same seed, the same people.
    pub seed: u64,
    /// How many rows of the audit log about the two years before.
    pub events: u64,
}

/// What was made, and how to try it.
#[derive(Debug)]
pub struct Filled {
    /// The password of everybody who has an own one.
    pub password: TemporaryPassword,
    /// One person a role, and one without.
    pub sign_ins: Vec<(Option<Role>, String)>,
}

/// What came of the order.
#[derive(Debug)]
pub enum Demo {
    /// Done.
    Filled(Filled),
    /// There are people already.
    NotEmpty,
}

/// Fills a directory that holds nobody but its first administrators.
///
/// # Errors
/// [`Error::Denied`] for anybody but the operator.
pub async fn fill(portal: &Portal, operator: &Actor, order: Order) -> Result<Demo, Error> {
    if portal.db.read(async |read| Ok::<_, Error>(bulk::has_plain_people(read).await?)).await? {
        return Ok(Demo::NotEmpty);
    }
    let password = TemporaryPassword::generate(&mut portal.dice())?;
    let hash = async |kind| portal.hashes.hash(Lane::SignedIn, compared(kind, password.expose()).as_bytes()).await;
    let hashes = Hashes { own: hash(PasswordKind::Own).await?, temporary: hash(PasswordKind::Temporary).await? };
    let domain = portal.organisation.default_domain().to_owned();
    let company = portal.organisation.name.clone();
    let filled = portal
        .db
        .write(async |tx| {
            let permit = operator.may_operate()?;
            let midnight = tx.now().as_second().div_euclid(86_400) * 86_400;
            let anchor = Timestamp::from_second(midnight).unwrap_or_else(|_| tx.now());
            let mut maker = Maker::new(StdRng::seed_from_u64(order.seed), anchor, domain, company);
            let mut holders: Vec<(UserId, String, Role)> = vec![];
            let mut plain = None;
            let mut storyteller = Storyteller::new(StdRng::seed_from_u64(order.seed), anchor, order.events);
            let dismantled = bulk::dismantle(tx).await?;
            let mut left = order.people;
            while left > 0 {
                let size = usize::try_from(left).unwrap_or(BATCH).min(BATCH);
                let mut batch = Vec::with_capacity(size);
                for _ in 0..size {
                    let (mut person, kind) = maker.next()?;
                    if let Some((kind, sealed, _)) = &mut person.password {
                        *sealed = hashes.seal(portal, person.id, *kind)?;
                    }
                    match kind {
                        Kind::Holds(role) => holders.push((person.id, person.user_name.clone(), role)),
                        Kind::Plain => {
                            storyteller.meet(person.id, &person.user_name);
                            plain.get_or_insert_with(|| (person.id, person.user_name.clone()));
                        }
                        Kind::Other => {}
                    }
                    batch.push(person);
                }
                bulk::insert(tx, &batch).await?;
                left -= size as u64;
            }
            let owner = plain.as_ref().map(|(id, _)| *id);
            let made = groups::plan(&mut maker, order.people, owner, &holders)?;
            fill::fill(tx, &made).await?;
            bulk::rebuild(tx, dismantled).await?;
            storyteller.meet_helpers(&holders);
            storyteller.meet_groups(&made.groups);
            if order.events > 0 {
                history::fill(&portal.db, tx, || storyteller.batch()).await?;
            }
            let (people, seed, rows) = (order.people, order.seed, order.events);
            let mut events = vec![Event::DirectoryFilled { people, seed, rows }];
            for (id, name, role) in &holders {
                roles::assign(tx, *id, *role, None).await?;
                events.push(Event::RoleAssigned { user: Subject { id: *id, name: name.clone() }, role: *role });
            }
            let mut sign_ins: Vec<_> = plain.into_iter().map(|(_, name)| (None, name)).collect();
            for role in Role::ALL {
                sign_ins.extend(
                    holders
                        .iter()
                        .find(|(_, _, held)| *held == role)
                        .map(|(_, name, role)| (Some(*role), name.clone())),
                );
            }
            Ok::<_, Error>(permit.changes(&events, Demo::Filled(Filled { password, sign_ins })))
        })
        .await?;
    portal.db.keep_house(async |house| bulk::vacuum(house).await).await?;
    Ok(filled)
}

/// One password, hashed once; sealed for each person apart.
struct Hashes {
    own: PhcString,
    temporary: PhcString,
}

impl Hashes {
    fn seal(&self, portal: &Portal, user: UserId, kind: PasswordKind) -> Result<Vec<u8>, Error> {
        let phc = match kind {
            PasswordKind::Own => &self.own,
            PasswordKind::Temporary => &self.temporary,
        };
        Ok(portal.keys.current().pwd.seal(portal.dice().bytes()?, phc.expose().as_bytes(), &belongs(user, kind))?)
    }
}
