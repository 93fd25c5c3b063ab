//! How the portal is used: sign-ins, passwords, proofs and registrations of a time.

use askama::Template;

use crate::domain::capability::Proof;
use crate::domain::period::Period;
use crate::domain::reset_report::{Kind, Outcome};
use crate::domain::second_step::BY_PASSWORD;
use crate::domain::usage::{NOT_NOTED, ONE_STEP, TWO_STEPS, What, total};
use crate::i18n::t;
use crate::service::reports::usage::Usage;
use crate::web::chart::{Chart, Series, Slot, slot_name};
use crate::web::field::{Complaint, Field};
use crate::web::filters::Number;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, resets};
use crate::web::{assets, forms, icons, paths};

use super::address::Address;
use super::report_query::ResetsQuery;
use super::report_resets::Tab;
use super::{VERSION, View};

/// What was asked for, as typed.
#[derive(Debug, Default)]
pub struct UsageQuery {
    /// A time that has a name.
    pub period: Field,
    /// The first day.
    pub from: Field,
    /// The last day.
    pub to: Field,
}

/// `GET /reports/usage`, and its 422 (then without numbers).
#[derive(Debug, Template)]
#[template(path = "reports/usage.html")]
pub struct UsageReport {
    /// What every page knows; section [`Section::Reports`].
    pub page: Page,
    /// What was asked for.
    pub query: UsageQuery,
    /// The time that it is about.
    pub period: Period,
    /// What there is.
    pub usage: Option<Usage>,
}

impl View for UsageReport {
    fn room(&self) -> usize {
        64 * 1024
    }
}

/// A line of a table: what succeeded by a method, and what failed.
struct Line<'a> {
    name: &'a str,
    succeeded: Number,
    failed: Number,
}

impl UsageReport {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let fields = [("from", &self.query.from), ("to", &self.query.to)];
        let each = |(name, field): (&'static str, &Field)| {
            field.errors.iter().map(move |complaint| (name, complaint.clone())).collect::<Vec<_>>()
        };
        fields.into_iter().flat_map(each).collect()
    }

    fn label(&self, name: &str) -> &str {
        if name == "from" { t!(self.page, "audit-from") } else { t!(self.page, "audit-to") }
    }

    fn is_of_days(&self) -> bool {
        matches!(self.period, Period::Days(..))
    }

    fn periods(&self) -> Vec<Tab> {
        let tab = |period: Period| Tab {
            href: Address::of(paths::USAGE).with("period", period.id()).link(),
            text: resets::period(&self.page.words, &period).to_owned(),
            current: period == self.period,
        };
        Period::NAMED.into_iter().map(tab).collect()
    }

    fn here(&self) -> String {
        let address = Address::of(paths::USAGE).with("period", &self.query.period.value);
        address.with("from", &self.query.from.value).with("to", &self.query.to.value).link()
    }

    fn sign_ins(&self, usage: &Usage) -> Number {
        self.page.number(total(&usage.numbers, What::Requirement, None, true))
    }

    /// Those sign-ins, of the same time where that is of days.
    fn sign_ins_link(&self) -> String {
        let days = self.period.days(self.page.now, &self.page.organisation.time_zone);
        let (from, to) = days.map_or_else(Default::default, |(from, to)| (from.to_string(), to.to_string()));
        Address::of("/sign-ins").with("result", "success").with("from", &from).with("to", &to).link()
    }

    /// How many of a hundred sign-ins took two steps; nothing where there was none.
    fn share(&self, usage: &Usage) -> Option<Number> {
        let two = total(&usage.numbers, What::Requirement, Some(TWO_STEPS), true);
        // What nobody noted is never one step.
        let all = two + total(&usage.numbers, What::Requirement, Some(ONE_STEP), true);
        two.saturating_mul(100).checked_div(all).map(|share| self.page.number(share))
    }

    fn changes(&self, usage: &Usage) -> Number {
        self.page.number(total(&usage.numbers, What::Change, None, true))
    }

    fn resets_by(&self, usage: &Usage, kind: Kind) -> Number {
        self.page.number(resets_of(usage, kind, None))
    }

    /// Those resets in their own report: of the same time, and as many rows.
    fn resets_link(&self, kind: Kind) -> String {
        let query = ResetsQuery {
            period: self.query.period.clone(),
            from: self.query.from.clone(),
            to: self.query.to.clone(),
            kind: Field::of(kind.id()),
            result: Field::of(Outcome::Succeeded.id()),
            ..ResetsQuery::default()
        };
        query.address("", None).link()
    }

    fn unlocks(&self, usage: &Usage) -> Number {
        self.page.number(total(&usage.numbers, What::Unlock, None, true))
    }

    fn line<'a>(&self, usage: &Usage, (what, method, name): (What, &str, &'a str)) -> Line<'a> {
        let of = |succeeded| self.page.number(total(&usage.numbers, what, Some(method), succeeded));
        Line { name, succeeded: of(true), failed: of(false) }
    }

    /// Sign-ins by method; what nobody noted is a line only where there is any.
    fn by_method<'a>(&'a self, usage: &Usage) -> Vec<Line<'a>> {
        let words = &self.page.words;
        let known = [
            (BY_PASSWORD, t!(words, "usage-password")),
            (Proof::App.id(), t!(words, "usage-app")),
            (Proof::Passkey.id(), resets::proof(words, Proof::Passkey)),
        ];
        let unknown = total(&usage.numbers, What::SignIn, Some(NOT_NOTED), true) > 0;
        let unknown = unknown.then_some((NOT_NOTED, t!(words, "usage-not-noted")));
        let lines = known.into_iter().chain(unknown);
        lines.map(|(method, name)| self.line(usage, (What::SignIn, method, name))).collect()
    }

    /// Proofs, at a reset or as they were registered.
    fn by_proof<'a>(&'a self, usage: &Usage, what: What) -> Vec<Line<'a>> {
        let line = |proof: Proof| self.line(usage, (what, proof.id(), resets::proof(&self.page.words, proof)));
        Proof::ALL.map(line).into()
    }

    fn tables<'a>(&'a self, usage: &Usage) -> [(&'static str, &'a str, Vec<Line<'a>>); 3] {
        [
            ("by-method", t!(self.page, "usage-by-method"), self.by_method(usage)),
            ("by-proof", t!(self.page, "usage-by-proof"), self.by_proof(usage, What::Proof)),
            ("registered", t!(self.page, "usage-registered"), self.by_proof(usage, What::Registration)),
        ]
    }

    fn title_of_sign_ins(&self) -> &str {
        if self.period == Period::Hours {
            t!(self.page, "usage-sign-ins-per-hour")
        } else {
            t!(self.page, "usage-sign-ins-per-day")
        }
    }

    fn title_of_passwords(&self) -> &str {
        if self.period == Period::Hours {
            t!(self.page, "usage-passwords-per-hour")
        } else {
            t!(self.page, "usage-passwords-per-day")
        }
    }

    fn charts(&self, usage: &Usage) -> [Chart; 2] {
        let of = |what, method: &str| total(&usage.numbers, what, Some(method), true);
        let of_slot = |slot: &str, what, method: &str| {
            let here = usage.numbers.iter().filter(|number| number.slot == slot && number.succeeded);
            let here = here.filter(|number| number.what == what && number.method == method);
            here.map(|number| number.number).sum::<u64>()
        };
        let steps = [ONE_STEP, TWO_STEPS, NOT_NOTED];
        let [one, two, unknown] = steps.map(|steps| of(What::Requirement, steps));
        let number = if unknown > 0 { 3 } else { 2 };
        let series = |class, name: &str| Series { class, name: name.to_owned() };
        let words = &self.page.words;
        let mut of_steps = vec![
            series("c1", t!(words, "usage-one-step")),
            series("c2", t!(words, "usage-two-steps")),
            series("c3", t!(words, "usage-not-noted")),
        ];
        of_steps.truncate(number);
        let mut finding = t!(self.page, "usage-sign-ins-finding", one = one, two = two);
        if unknown > 0 {
            finding = format!("{finding} {}", t!(self.page, "usage-sign-ins-unknown", unknown = unknown));
        }
        let sign_ins = Chart {
            id: "sign-ins",
            title: self.title_of_sign_ins().to_owned(),
            finding,
            slot_name: self.slot_kind().to_owned(),
            series: of_steps,
            slots: self
                .slots(usage, |slot| steps[..number].iter().map(|by| of_slot(slot, What::Requirement, by)).collect()),
        };
        let kinds = [Kind::SelfService, Kind::Administrator];
        let [own, others] = kinds.map(|kind| resets_of(usage, kind, None));
        let (changes, unlocks) = (of(What::Change, NOT_NOTED), of(What::Unlock, NOT_NOTED));
        let passwords = Chart {
            id: "passwords",
            title: self.title_of_passwords().to_owned(),
            finding: t!(
                self.page,
                "usage-passwords-finding",
                changes = changes,
                own = own,
                others = others,
                unlocks = unlocks
            ),
            slot_name: self.slot_kind().to_owned(),
            series: vec![
                series("c1", t!(words, "usage-own-resets")),
                series("c2", t!(words, "usage-administrators-resets")),
                series("c3", t!(words, "usage-changes")),
                series("c5", t!(words, "usage-unlocks")),
            ],
            slots: self.slots(usage, |slot| {
                let [own, others] = kinds.map(|kind| resets_of(usage, kind, Some(slot)));
                vec![own, others, of_slot(slot, What::Change, NOT_NOTED), of_slot(slot, What::Unlock, NOT_NOTED)]
            }),
        };
        [sign_ins, passwords]
    }

    fn slot_kind(&self) -> &str {
        if self.period == Period::Hours { t!(self.page, "chart-hour") } else { t!(self.page, "chart-day") }
    }

    fn slots(&self, usage: &Usage, values: impl Fn(&str) -> Vec<u64>) -> Vec<Slot> {
        let slot = |slot: &String| {
            let (label, rests) = slot_name(&self.page, slot);
            Slot { label, rests, values: values(slot) }
        };
        usage.slots.iter().map(slot).collect()
    }
}

/// Passwords that were reset in this way, as the report of resets counts them.
fn resets_of(usage: &Usage, kind: Kind, slot: Option<&str>) -> u64 {
    let of = usage.resets.iter().filter(|number| number.kind == kind && number.outcome == Outcome::Succeeded);
    of.filter(|number| slot.is_none_or(|slot| number.slot == slot)).map(|number| number.number).sum()
}
