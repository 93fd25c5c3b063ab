//! The report of registrations: a row for each thing that somebody registered.

use askama::Template;

use crate::domain::paging::{PageSize, Start};
use crate::domain::period::Period;
use crate::domain::registered::Registered;
use crate::i18n::t;
use crate::service::reports::registrations::Listed;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{events, people, resets};
use crate::web::{assets, forms, icons, paths};

use super::address::{Address, Pager};
use super::report_resets::Tab;
use super::users::Chip;
use super::{VERSION, View};

/// What was asked for, as typed.
#[derive(Debug, Default)]
pub struct RegistrationsQuery {
    /// A time that has a name.
    pub period: Field,
    /// Who: words or a user name.
    pub person: Field,
    /// The first day.
    pub from: Field,
    /// The last day.
    pub to: Field,
}

impl RegistrationsQuery {
    /// The fields by name, in the order of the page.
    pub fn fields(&self) -> [(&'static str, &Field); 4] {
        [("period", &self.period), ("person", &self.person), ("from", &self.from), ("to", &self.to)]
    }

    /// The address of the page, without one part, or for another time.
    pub fn address(&self, without: &str, period: Option<Period>) -> Address {
        self.of(paths::REGISTRATIONS, without, period)
    }

    fn of(&self, path: &'static str, without: &str, period: Option<Period>) -> Address {
        let fields = self.fields();
        let kept = fields.iter().filter(|(name, _)| *name != without && (period.is_none() || *name == "person"));
        let address = kept.fold(Address::of(path), |address, (name, field)| address.with(name, &field.value));
        period.iter().fold(address, |address, period| address.with("period", period.id()))
    }
}

/// `GET /reports/registration-activity`, and its 422 (then without rows).
#[derive(Debug, Template)]
#[template(path = "reports/registrations.html")]
pub struct Registrations {
    /// What every page knows; section [`Section::Reports`].
    pub page: Page,
    /// What was asked for.
    pub query: RegistrationsQuery,
    /// The time that it is about.
    pub period: Period,
    /// How many rows.
    pub size: PageSize,
    /// Where the page starts.
    pub start: Start,
    /// What there is.
    pub listed: Option<Listed>,
}

impl View for Registrations {}

impl Registrations {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let fields = self.query.fields();
        fields
            .iter()
            .flat_map(|(name, field)| field.errors.iter().map(|complaint| (*name, complaint.clone())))
            .collect()
    }

    fn label(&self, name: &str) -> &str {
        match name {
            "person" => t!(self.page, "audit-person"),
            "from" => t!(self.page, "audit-from"),
            _ => t!(self.page, "audit-to"),
        }
    }

    fn is_of_days(&self) -> bool {
        matches!(self.period, Period::Days(..))
    }

    fn periods(&self) -> Vec<Tab> {
        let tab = |period: Period| Tab {
            href: self.query.address("", Some(period)).link(),
            text: resets::period(&self.page.words, &period).to_owned(),
            current: period == self.period,
        };
        Period::NAMED.into_iter().map(tab).collect()
    }

    fn chips(&self) -> Vec<Chip> {
        let fields = self.query.fields();
        fields
            .iter()
            .filter(|(name, field)| *name != "period" && !field.value.is_empty())
            .map(|(name, field)| Chip {
                text: t!(self.page, "audit-chip", name = self.label(name), value = field.value.as_str()),
                href: self.query.address(name, None).link(),
            })
            .collect()
    }

    fn pager(&self, listed: &Listed) -> Pager {
        let (before, after) = (listed.rows.before.as_ref(), listed.rows.after.as_ref());
        Pager::new(|| self.query.address("", None), self.size, before, after)
    }

    fn file(&self) -> String {
        self.query.of(paths::REGISTRATIONS_FILE, "", None).link()
    }

    fn newest(&self) -> String {
        self.query.address("", None).link()
    }

    fn role(&self, row: &Registered) -> &str {
        match row.was_administrator {
            Some(true) => t!(self.page, "resets-role-administrator"),
            Some(false) => t!(self.page, "resets-role-user"),
            None => "",
        }
    }

    fn what(&self, row: &Registered) -> &str {
        resets::proof(&self.page.words, row.what)
    }

    fn moment(&self, row: &Registered) -> String {
        self.page.clock().within(&row.at).text()
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}
