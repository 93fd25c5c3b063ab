//! What a deed may use: the database, the keys, the hashing threads, dice. One portal a worker thread.

use std::cell::RefCell;
use std::sync::Arc;

use crate::domain::contact::Point;
use crate::domain::dice::Entropy;
use crate::domain::lockout::LockoutPolicy;
use crate::domain::organisation::Organisation;
use crate::domain::password::rules::Rules;
use crate::domain::self_service::Sends;
use crate::domain::settings::Settings;
use crate::domain::settings::branding::Branding;
use crate::domain::source_limit::SourcePolicy;
use crate::domain::stream::Target;
use crate::host::breach_list::BreachList;
use crate::host::darkroom::Darkroom;
use crate::host::hash_pool::HashPool;
use crate::host::keyring::Keyring;
use crate::host::passkeys::RelyingParty;
use crate::store::db::Db;

use super::chain::Proof;
use super::directory::outside::Outside;
use super::settings::Live;
use super::users::counts::Counted;

/// The portal, as deeds and pages see it.
pub struct Portal {
    /// The database's doors.
    pub db: Db,
    /// The threads that hash, shared by all workers.
    pub hashes: Arc<HashPool>,
    /// Where pictures are looked at, shared by all workers.
    pub darkroom: Arc<Darkroom>,
    /// The keys, shared by all workers.
    pub keys: Arc<Keyring>,
    /// Where randomness comes from.
    pub dice: Entropy,
    /// The organisation.
    pub organisation: Arc<Organisation>,
    rules: RefCell<(Arc<Settings>, Arc<Rules>)>,
    /// The operator's list of known breaches, if there is one.
    pub breaches: BreachList,
    /// The numbers beside the views, kept until something changes.
    pub counted: Counted,
    /// What this process knows of the audit log's chain.
    pub proof: Arc<Proof>,
    /// What administrators decided, as this process knows it.
    pub settings: Arc<Live>,
    /// Whether mail is sent at all: the operator named a server.
    pub has_mail: bool,
    /// Whether text messages are sent at all: the operator named a gateway.
    pub has_texts: bool,
    /// The way to the directory outside.
    pub outside: Arc<Outside>,
    /// Where the audit log is sent to, as the operator configured it.
    pub sent_to: Vec<Target>,
    /// This portal as devices know it; nothing where its address is no name, and for whoever answers no browser.
    pub passkeys: Option<Arc<RelyingParty>>,
}

/// What all portals of a process share.
pub struct Shared {
    /// The threads that hash.
    pub hashes: Arc<HashPool>,
    /// Where pictures are looked at.
    pub darkroom: Arc<Darkroom>,
    /// The keys.
    pub keys: Arc<Keyring>,
    /// What this process knows of the audit log's chain.
    pub proof: Arc<Proof>,
    /// What administrators decided, as this process knows it.
    pub settings: Arc<Live>,
    /// The operator's list of known breaches, if there is one.
    pub breaches: BreachList,
    /// Whether mail is sent.
    pub has_mail: bool,
    /// Whether text messages are.
    pub has_texts: bool,
    /// The way to the directory outside.
    pub outside: Arc<Outside>,
    /// Where the audit log is sent to.
    pub sent_to: Vec<Target>,
}

impl Portal {
    /// Puts a worker's portal together.
    pub fn new(db: Db, dice: Entropy, organisation: Arc<Organisation>, shared: Shared) -> Self {
        let Shared { hashes, darkroom, keys, proof, settings, breaches, has_mail, has_texts, outside, sent_to } =
            shared;
        let (rules, counted) = (RefCell::default(), Counted::default());
        Self {
            db,
            hashes,
            darkroom,
            keys,
            dice,
            organisation,
            rules,
            breaches,
            counted,
            proof,
            settings,
            has_mail,
            has_texts,
            outside,
            sent_to,
            passkeys: None,
        }
    }

    /// The same portal, for browsers under its public address.
    #[must_use]
    pub fn with_passkeys(self, passkeys: Option<Arc<RelyingParty>>) -> Self {
        Self { passkeys, ..self }
    }

    /// Whether codes of a reset go to such an address: somebody takes them from here, and for phones it was decided, too. A message costs
    /// money, and what is kept should be of use.
    pub fn codes_go_to(&self, point: Point) -> bool {
        match point {
            Point::Mail => self.has_mail,
            Point::Phone | Point::AlternativePhone => self.has_texts && self.settings().self_service.text,
        }
    }

    /// What leaves this house.
    pub const fn sends(&self) -> Sends {
        Sends { mail: self.has_mail, texts: self.has_texts }
    }

    /// What the organisation is called, also by its administrators: a password that holds it is guessed first.
    pub fn names(&self) -> [String; 4] {
        let Branding { name, name_en, name_nl, .. } = self.settings().branding.clone();
        [self.organisation.name.clone(), name, name_en, name_nl]
    }

    /// What administrators decided, as it holds now.
    pub fn settings(&self) -> Arc<Settings> {
        self.settings.get()
    }

    /// The rules of new passwords, as they are now: made ready once for each state of the settings.
    pub fn rules(&self) -> Arc<Rules> {
        let settings = self.settings();
        let mut ready = self.rules.borrow_mut();
        if !Arc::ptr_eq(&ready.0, &settings) {
            let rules = Rules::of(settings.password_policy, &settings.banned_words.words);
            *ready = (settings, Arc::new(rules));
        }
        Arc::clone(&ready.1)
    }

    /// What wrong guesses cost.
    pub fn lockout(&self) -> LockoutPolicy {
        (&self.settings().lockout).into()
    }

    /// How many sign-ins may fail from one place.
    pub fn sources(&self) -> SourcePolicy {
        (&self.settings().lockout).into()
    }

    /// Dice for one deed.
    pub fn dice(&self) -> Entropy {
        self.dice.clone()
    }
}

/// One moment of the database, handed from page to service function and on to the store.
pub type Reading<'a> = crate::store::conn::Read<'a>;
