//! People, made by the same functions that make them in the portal.

use latchkey::cli::house::entropy;
use latchkey::domain::event::Event;
use latchkey::domain::id::{FormKey, SessionId, UserId};
use latchkey::domain::password::issued::{Issue, Origin};
use latchkey::domain::permit::{Actor, Who};
use latchkey::domain::profile::Profile;
use latchkey::domain::role::{Role, Roles};
use latchkey::domain::subject::Subject;
use latchkey::domain::user::{PasswordKind, Source, UserName};
use latchkey::host::hash_pool::Lane;
use latchkey::service::error::Error;
use latchkey::service::passwords::replace;
use latchkey::service::users::deletion::{self, Asked};
use latchkey::service::users::restoration::{self, Restore, Restored};
use latchkey::store::roles;
use latchkey::store::users::create::{self, NewUser};

use super::server::Portal;

/// The own password of everybody.
pub(crate) const PASSWORD: &str = "Amber-Kettle-Window-42";
/// Another one that obeys the rules.
pub(crate) const BETTER: &str = "velvet otter climbs 7 stairs";
/// The temporary one.
pub(crate) const TEMPORARY: &str = "kxwm-4r7p-qz9t-h3cv";

/// Somebody in the directory.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) user_name: String,
    pub(crate) password: String,
}

/// Somebody to be made.
pub(crate) struct Sketch {
    pub(crate) display_name: String,
    pub(crate) user_name: String,
    pub(crate) roles: Vec<Role>,
    pub(crate) source: Source,
    pub(crate) password: Option<PasswordKind>,
    pub(crate) profile: Profile,
    pub(crate) blocked: bool,
}

impl Sketch {
    /// A local person with an own password, a user name after the name, and no role.
    pub(crate) fn of(display_name: &str) -> Self {
        let folded = latchkey::domain::fold::fold(display_name);
        let mut words = folded.split(' ');
        let (first, last) = (words.next().unwrap_or("x").to_owned(), words.next_back());
        let local = last.map_or_else(|| first.clone(), |last| format!("{first}.{last}"));
        let local = local.replace('\'', "").trim_end_matches('.').to_owned();
        let given = display_name.split(' ').next().map(str::to_owned);
        Self {
            display_name: display_name.to_owned(),
            user_name: format!("{local}@noordzee.example"),
            roles: vec![],
            source: Source::Local,
            password: Some(PasswordKind::Own),
            profile: Profile { given_name: given, ..Profile::default() },
            blocked: false,
        }
    }

    /// With a role.
    pub(crate) fn role(mut self, role: Role) -> Self {
        self.roles.push(role);
        self
    }

    /// From elsewhere: without a password here.
    pub(crate) fn source(mut self, source: Source) -> Self {
        self.source = source;
        self.password = self.password.filter(|_| source == Source::Local);
        self
    }

    /// With another kind of password, or none.
    pub(crate) fn password(mut self, kind: Option<PasswordKind>) -> Self {
        self.password = kind;
        self
    }

    /// With more to tell.
    pub(crate) fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// May not sign in.
    pub(crate) fn blocked(mut self) -> Self {
        self.blocked = true;
        self
    }
}

impl Portal {
    /// Makes somebody.
    pub(crate) async fn make(&self, sketch: Sketch) -> Person {
        let service = self.maker();
        let operator = self.house.operator("test").unwrap();
        let mut dice = entropy();
        let id =
            service.db.read(async |read| Ok::<_, Error>(UserId::new(read.now().await?, &mut dice)?)).await.unwrap();
        let user_name = UserName::parse(&sketch.user_name).unwrap();
        let plain = if sketch.password == Some(PasswordKind::Temporary) { TEMPORARY } else { PASSWORD };
        let prepared = match sketch.password {
            Some(kind) => Some(replace::prepare(service, Lane::SignedIn, id, kind, plain).await.unwrap()),
            None => None,
        };
        service
            .db
            .write(async |tx| {
                let permit = operator.may_operate()?;
                let new = NewUser {
                    id,
                    user_name: &user_name,
                    display_name: &sketch.display_name,
                    source: sketch.source,
                    profile: &sketch.profile,
                };
                create::create(tx, &new).await?;
                for role in &sketch.roles {
                    roles::assign(tx, id, *role, None).await?;
                }
                if let Some(prepared) = prepared {
                    let temporary = sketch.password == Some(PasswordKind::Temporary);
                    let issue = temporary.then(|| Issue::by(&operator, Origin::Operator));
                    replace::replace(tx, prepared, issue.as_ref()).await?;
                }
                Ok::<_, Error>(
                    permit.change(&Event::UserCreated { user: Subject { id, name: user_name.to_string() } }, ()),
                )
            })
            .await
            .unwrap();
        // Whoever tests something else is not asked for a second step meanwhile.
        let grace = "INSERT INTO second_step_grace VALUES ($1::text::uuid, now() + interval '9 years')";
        self.execute(grace, &[&id.to_string()]).await;
        if sketch.blocked {
            self.execute("UPDATE users SET enabled = false WHERE id = $1::text::uuid", &[&id.to_string()]).await;
        }
        Person { id: id.to_string(), user_name: sketch.user_name, password: plain.to_owned() }
    }

    /// Somebody who is deleted, by the first administrator of the installation.
    pub(crate) async fn deleted(&self, name: &str) -> Person {
        let person = self.plain(name).await;
        self.delete(&person).await;
        person
    }

    /// Gives somebody this role in the place of all others.
    pub(crate) async fn becomes(&self, person: &Person, role: Role) {
        self.execute("DELETE FROM role_assignment WHERE user_id = $1::text::uuid", &[&person.id]).await;
        let sql =
            "INSERT INTO role_assignment (user_id, role, bit, assigned_at) VALUES ($1::text::uuid, $2, $3, now())";
        self.execute(sql, &[&person.id, &role.id(), &[role].into_iter().collect::<Roles>().bits()]).await;
    }

    /// Deletes somebody, as the page does.
    pub(crate) async fn delete(&self, person: &Person) {
        let (service, (actor, key)) = (self.maker(), self.first_administrator().await);
        let asked = Asked { reason: None, key };
        deletion::delete(service, &actor, person.id.parse().unwrap(), asked).await.unwrap();
    }

    /// Brings somebody back, as the page does.
    pub(crate) async fn restore(&self, person: &Person) {
        let (service, (actor, key)) = (self.maker(), self.first_administrator().await);
        let asked = Restore { user_name: None, key };
        let restored = restoration::restore(service, &actor, person.id.parse().unwrap(), asked).await.unwrap();
        assert_eq!(restored, Restored::Whole);
    }

    /// The first administrator of the installation, and a form of hers.
    async fn first_administrator(&self) -> (Actor, FormKey) {
        let first = self.ask("SELECT id::text FROM users WHERE user_name LIKE 'admin@%'", &[]).await;
        let mut actor = self.house.operator("test").unwrap();
        let mut dice = entropy();
        let now = latchkey::cli::house::now();
        let session = SessionId::new(now, &mut dice).unwrap();
        let open = "INSERT INTO auth_session (id, token_hash, user_id, kind, created_at, last_seen_at, idle_until, absolute_until, credential_epoch) \
                    SELECT $1::text::uuid, decode(md5($1), 'hex'), id, 'full', now(), now(), now() + interval '1 hour', now() + interval '1 hour', \
                    credential_epoch FROM users WHERE id::text = $2";
        self.execute(open, &[&session.to_string(), &first]).await;
        actor.who = Who::Person {
            id: first.parse().unwrap(),
            name: "admin@noordzee.example".to_owned(),
            roles: [Role::GlobalAdministrator].into_iter().collect(),
            session,
        };
        (actor, FormKey::new(now, &mut dice).unwrap())
    }

    /// Somebody without a role.
    pub(crate) async fn plain(&self, name: &str) -> Person {
        self.make(Sketch::of(name)).await
    }

    /// A holder of one role.
    pub(crate) async fn holder(&self, name: &str, role: Role) -> Person {
        self.make(Sketch::of(name).role(role)).await
    }

    /// A Helpdesk Administrator.
    pub(crate) async fn helpdesk(&self, name: &str) -> Person {
        self.holder(name, Role::HelpdeskAdministrator).await
    }

    /// A Global Administrator.
    pub(crate) async fn global(&self, name: &str) -> Person {
        self.holder(name, Role::GlobalAdministrator).await
    }

    /// Somebody whose temporary password waits.
    pub(crate) async fn newcomer(&self, name: &str) -> Person {
        self.make(Sketch::of(name).password(Some(PasswordKind::Temporary))).await
    }

    /// Keeps somebody out, as ten wrong passwords do.
    pub(crate) async fn locked(&self, person: &Person) {
        let sql = "INSERT INTO throttle (user_id, factor, recognised, serial, failures, in_a_row, recent, addresses, first_at, last_at, \
                   locked_until) VALUES ($1::text::uuid, 'password', false, 1, 10, 10, '{}', '{192.0.2.7}', now(), now(), \
                   now() + interval '1 hour') ON CONFLICT (user_id, factor, recognised) DO UPDATE SET serial = throttle.serial + 1, \
                   failures = 10, in_a_row = 10, locked_until = EXCLUDED.locked_until";
        assert_eq!(self.execute(sql, &[&person.id]).await, 1);
    }
}
