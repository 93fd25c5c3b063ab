//! One person.

use askama::Template;
use jiff::Timestamp;

use crate::domain::audit::Entry;
use crate::domain::blocking::Blocking;
use crate::domain::contact::{Contact, Point};
use crate::domain::denial::Denial;
use crate::domain::failure::SignInFailure;
use crate::domain::legal_age::{AgeGroup, Consent};
use crate::domain::lockout::DoorState;
use crate::domain::password::expiry::Standing;
use crate::domain::permission::Permission;
use crate::domain::profile::Profile;
use crate::domain::property::Property;
use crate::domain::second_step::App;
use crate::domain::self_service::Limit;
use crate::domain::user::{PasswordKind, Source, Status, User};
use crate::i18n::t;
use crate::web::filters::Html;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, events, people, roles};
use crate::web::{assets, forms, icons};

use super::address::Address;
use super::password::ending;
use super::user_why::Help;
use super::{VERSION, View};

/// `GET /users/{id}`.
#[derive(Debug, Template)]
#[template(path = "users/show.html")]
pub struct UserShow {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// Who.
    pub user: User,
    /// What the directory knows.
    pub profile: Profile,
    /// How the person is reached to prove who she is, where the visitor may know it.
    pub contact: Option<Contact>,
    /// Whether the visitor may change something of the person.
    pub may_edit: bool,
    /// Why the visitor may not change what is not sensitive; nothing when he may.
    pub no_edit: Option<Denial>,
    /// Who blocked the account, when and why, where the visitor may know it.
    pub blocking: Option<Blocking>,
    /// Why the visitor may not reset the password; nothing when he may.
    pub no_reset: Option<Denial>,
    /// Why the visitor may not block or unblock; nothing when he may.
    pub no_block: Option<Denial>,
    /// Why the visitor may not delete the person; nothing when he may.
    pub no_delete: Option<Denial>,
    /// Why the visitor may not unlock the person; nothing when he may.
    pub no_unlock: Option<Denial>,
    /// What stands in the way of the right password.
    pub obstacles: Vec<SignInFailure>,
    /// Whether the account is opened from here where it is closed in the directory outside.
    pub opens_there: bool,
    /// The secrets at which somebody has guessed wrong.
    pub doors: Vec<DoorState>,
    /// What limits of helping oneself the person meets now, each with its end.
    pub reset_limits: Vec<(Limit, Timestamp)>,
    /// Why the visitor may not sign the person out; nothing when he may.
    pub no_sign_out: Option<Denial>,
    /// How the password stands; nothing where there is none here.
    pub standing: Option<Standing>,
    /// The display name of whoever gave the temporary password, where known.
    pub given_by: Option<String>,
    /// Live sessions.
    pub devices: u64,
    /// The authenticator app, where the visitor may take it away.
    pub app: Option<App>,
    /// How many passkeys there are, where the visitor may take them away.
    pub passkeys: usize,
    /// The newest events about this person; nothing for those who may not see them.
    pub recent: Option<Vec<Entry>>,
}

impl View for UserShow {}

/// A heading and the facts below it that are known.
pub(super) struct Group {
    pub(super) title: String,
    pub(super) facts: Vec<(String, String)>,
}

/// A command of the menu: a link, or why there is none.
struct Command {
    name: String,
    place: &'static str,
    icon: Html,
    why_not: Option<String>,
}

impl UserShow {
    /// What stands in the menu. Nobody does any of it to himself.
    fn commands(&self) -> Vec<Command> {
        let page = &self.page;
        if self.is_self() {
            return vec![];
        }
        let command = |name: &str, place, icon, denial: Option<&Denial>| {
            let why_not = denial.map(|denial| denials::sentence(&page.words, denial));
            Command { name: name.to_owned(), place, icon, why_not }
        };
        let (no_block, no_reset) = (self.no_block.as_ref(), self.no_reset.as_ref());
        let mut commands =
            vec![command(t!(page, "user-sign-out"), "sign-out", icons::SIGN_OUT, self.no_sign_out.as_ref())];
        if self.user.password_kind == Some(PasswordKind::Own) && !matches!(self.standing, Some(Standing::Demanded(_))) {
            commands.push(command(t!(page, "user-expire"), "expire-password", icons::STOPWATCH, no_reset));
        }
        if matches!(self.standing, Some(Standing::Ends(_) | Standing::Ended(_))) {
            commands.push(command(t!(page, "user-exempt"), "exemption", icons::DASHED, no_block));
        }
        commands.push(command(t!(page, "photo-change"), "photo", icons::CAMERA, self.no_edit.as_ref()));
        if self.app.is_some() || self.passkeys > 0 {
            commands.push(command(t!(page, "user-clear-second-step"), "second-step/remove", icons::PHONE, no_block));
        }
        if self.user.source == Source::Local {
            commands.push(command(t!(page, "user-re-register"), "re-register", icons::PHONE, no_block));
        }
        // Unblock stands beside the notice that the account is blocked.
        if self.user.status != Status::Blocked {
            commands.push(command(t!(page, "user-block"), "block", icons::BARRED, no_block));
            commands.push(command(t!(page, "user-contain"), "contain", icons::SHIELD, no_block));
        }
        commands.push(command(t!(page, "user-delete"), "delete", icons::TRASH, self.no_delete.as_ref()));
        commands
    }

    fn passkeys_shown(&self) -> String {
        let number = u64::try_from(self.passkeys).unwrap_or(u64::MAX);
        t!(self.page, "user-passkeys", number = number, shown = self.page.number(number).to_string())
    }

    /// Why the card is empty: nothing happened, or nothing that this visitor may see.
    fn nothing(&self) -> &str {
        if self.page.may(Permission::ViewAudit) {
            t!(self.page, "user-activity-none")
        } else {
            t!(self.page, "user-activity-none-own")
        }
    }

    /// Which tab is open.
    #[expect(clippy::unused_self, reason = "asked by a template that other pages share")]
    const fn is_groups(&self) -> bool {
        false
    }

    fn waits(&self) -> bool {
        self.user.source == Source::Local && self.user.password_kind == Some(PasswordKind::Temporary)
    }

    fn is_over(&self) -> bool {
        self.user.password_expires_at.is_some_and(|end| end <= self.page.now)
    }

    fn why_not(&self) -> Option<String> {
        self.no_reset.as_ref().map(|denial| denials::sentence(&self.page.words, denial))
    }

    fn is_self(&self) -> bool {
        self.page.person().is_some_and(|visitor| visitor.id == self.user.id)
    }

    fn text(&self, at: Option<&Timestamp>) -> String {
        at.map(|at| self.page.clock().within(at).text()).unwrap_or_default()
    }

    fn waiting_text(&self) -> String {
        let page = &self.page;
        let given = self.text(self.user.password_changed_at.as_ref());
        let mut text = if given.is_empty() { String::new() } else { t!(page, "user-temporary-text", at = given) + " " };
        text += &match &self.user.password_expires_at {
            None => t!(page, "user-temporary-forever").to_owned(),
            Some(end) if self.is_over() => t!(page, "user-temporary-over", until = self.text(Some(end))),
            Some(end) => t!(page, "user-temporary-until", until = page.clock().long(end).text()),
        };
        text
    }

    /// When the password ends, and how that is counted.
    fn ending(&self) -> Option<String> {
        ending(&self.page, self.standing.as_ref())
    }

    fn signed_in_on(&self) -> String {
        let shown = self.page.number(self.devices).to_string();
        t!(self.page, "user-devices", number = self.devices, shown = shown)
    }

    fn sentence(&self, entry: &Entry) -> String {
        events::sentence(&self.page.words, self.page.organisation.default_domain(), entry)
    }

    fn history(&self) -> String {
        Address::of("/audit").with("person", self.user.user_name.as_str()).link()
    }

    fn given_by(&self) -> Option<&str> {
        let domain = self.page.organisation.default_domain();
        self.given_by.as_deref().map(|name| events::short(name, domain))
    }

    /// How the person is reached, as far as the visitor may know it.
    fn reached(&self) -> Vec<(String, String)> {
        let Some(contact) = &self.contact else { return vec![] };
        let name = |point| people::property(&self.page.words, Property::Contact(point)).to_owned();
        Point::ALL.into_iter().filter_map(|point| Some((name(point), contact.value(point)?.clone()))).collect()
    }

    fn groups(&self) -> Vec<Group> {
        let mut groups = groups(&self.page, &self.user, &self.profile);
        let facts = self.reached();
        if !facts.is_empty() {
            groups.push(Group { title: t!(self.page, "user-authentication").to_owned(), facts });
        }
        groups
    }
}

/// The groups of R-041; what is not known is left out.
pub(super) fn groups(page: &Page, user: &User, profile: &Profile) -> Vec<Group> {
    let known = |facts: Vec<(&str, Option<&str>)>| -> Vec<(String, String)> {
        let fact = |(name, value): (&str, Option<&str>)| Some((name.to_owned(), value?.to_owned()));
        facts.into_iter().filter_map(fact).collect()
    };
    let group = |title: &str, facts| Group { title: title.to_owned(), facts: known(facts) };
    let words = &page.words;
    let age = profile.age_group.as_deref().and_then(AgeGroup::from_id);
    let age = age.map(|group| people::age_group(words, group).to_owned());
    let consent = profile.consent.as_deref().and_then(Consent::from_id);
    let consent = consent.map(|consent| people::consent(words, consent).to_owned());
    let legal = profile.legal_age().map(|age| people::legal_age(words, age).to_owned());
    [
        group(
            t!(page, "user-identity"),
            vec![
                (t!(page, "user-display-name"), Some(user.display_name.as_str())),
                (t!(page, "user-given-name"), profile.given_name.as_deref()),
                (t!(page, "user-surname"), profile.surname.as_deref()),
            ],
        ),
        group(
            t!(page, "user-work"),
            vec![
                (t!(page, "user-job"), profile.job_title.as_deref()),
                (t!(page, "user-department"), profile.department.as_deref()),
                (t!(page, "user-company"), profile.company_name.as_deref()),
                (t!(page, "user-employee"), profile.employee_id.as_deref()),
                (t!(page, "user-employee-type"), profile.employee_type.as_deref()),
                (t!(page, "user-hire-date"), profile.hire_date.as_deref()),
                (t!(page, "user-office"), profile.office.as_deref()),
            ],
        ),
        group(
            t!(page, "user-contact"),
            vec![
                (t!(page, "user-mail"), profile.mail.as_deref()),
                (t!(page, "user-other-mails"), profile.other_mails.as_deref()),
                (t!(page, "user-mobile"), profile.mobile.as_deref()),
                (t!(page, "user-telephone"), profile.telephone.as_deref()),
                (t!(page, "user-street"), profile.street_address.as_deref()),
                (t!(page, "user-postal-code"), profile.postal_code.as_deref()),
                (t!(page, "user-city"), profile.city.as_deref()),
                (t!(page, "user-state"), profile.state.as_deref()),
                (t!(page, "user-country"), profile.country.as_deref()),
            ],
        ),
        group(
            t!(page, "user-parental"),
            vec![
                (t!(page, "user-age-group"), age.as_deref()),
                (t!(page, "user-consent"), consent.as_deref()),
                (t!(page, "user-legal-age"), legal.as_deref()),
            ],
        ),
        group(
            t!(page, "user-settings"),
            vec![
                (t!(page, "user-usage-location"), profile.usage_location.as_deref()),
                (t!(page, "user-preferred-language"), profile.preferred_language.as_deref()),
            ],
        ),
    ]
    .into_iter()
    .filter(|group| !group.facts.is_empty())
    .collect()
}
