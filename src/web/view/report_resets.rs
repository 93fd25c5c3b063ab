//! The report of password resets: four numbers, a chart, who reset whom, and every row.

use askama::Template;
use jiff::SignedDuration;

use crate::domain::paging::{PageSize, Slice, Start};
use crate::domain::password::issued::{Ending, Stage};
use crate::domain::period::Period;
use crate::domain::reset_report::{Kind, Outcome, Reset};
use crate::i18n::t;
use crate::service::reports::password_resets::{Maker, Report};
use crate::web::chart::{Chart, Series, Slot, slot_name};
use crate::web::field::{Complaint, Field};
use crate::web::filters::Number;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{events, people, resets, temporary};
use crate::web::{assets, forms, icons, paths};

use super::address::Pager;
use super::report_query::{OLDEST, ResetsQuery};
use super::users::Chip;
use super::{VERSION, View};

/// `GET /reports/password-resets`, and its 422 (then without a report).
#[derive(Debug, Template)]
#[template(path = "reports/resets.html")]
pub struct PasswordResets {
    /// What every page knows; section [`Section::Reports`].
    pub page: Page,
    /// What was asked for.
    pub query: ResetsQuery,
    /// The time that it is about.
    pub period: Period,
    /// How many rows.
    pub size: PageSize,
    /// Where the page starts.
    pub start: Start,
    /// What there is.
    pub report: Option<Report>,
}

impl View for PasswordResets {
    fn room(&self) -> usize {
        64 * 1024
    }
}

/// A link to another time.
#[derive(Debug)]
pub struct Tab {
    /// The link.
    pub href: String,
    /// What it is called.
    pub text: String,
    /// Whether the page is of that time.
    pub current: bool,
}

impl PasswordResets {
    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let fields = self.query.fields();
        fields
            .iter()
            .flat_map(|(name, field)| field.errors.iter().map(|complaint| (*name, complaint.clone())))
            .collect()
    }

    fn is_of_days(&self) -> bool {
        matches!(self.period, Period::Days(..))
    }

    fn label(&self, name: &str) -> &str {
        match name {
            "person" => t!(self.page, "audit-person"),
            "by" => t!(self.page, "resets-by"),
            "kind" => t!(self.page, "resets-kind"),
            "result" => t!(self.page, "audit-result"),
            "from" => t!(self.page, "audit-from"),
            _ => t!(self.page, "audit-to"),
        }
    }

    fn periods(&self) -> Vec<Tab> {
        let without_days = ResetsQuery {
            person: self.query.person.clone(),
            by: self.query.by.clone(),
            kind: self.query.kind.clone(),
            result: self.query.result.clone(),
            order: self.query.order.clone(),
            ..ResetsQuery::default()
        };
        let tab = |period: Period| Tab {
            href: without_days.address("", Some(("period", period.id()))).link(),
            text: resets::period(&self.page.words, &period).to_owned(),
            current: period == self.period,
        };
        Period::NAMED.into_iter().map(tab).collect()
    }

    fn chips(&self) -> Vec<Chip> {
        let words = &self.page.words;
        let shown = |name: &str, value: &str| match name {
            "kind" => Kind::from_id(value).map_or(value, |kind| resets::kind(words, &kind)).to_owned(),
            "result" => Outcome::from_id(value).map_or(value, |outcome| resets::outcome(words, &outcome)).to_owned(),
            "by" => self.called(value).to_owned(),
            _ => value.to_owned(),
        };
        let fields = self.query.fields();
        fields
            .iter()
            .filter(|(name, field)| !matches!(*name, "period" | "order") && !field.value.is_empty())
            .map(|(name, field)| Chip {
                text: t!(self.page, "audit-chip", name = self.label(name), value = shown(name, &field.value)),
                href: self.query.address(name, None).link(),
            })
            .collect()
    }

    fn pager(&self, rows: &Slice<Reset>) -> Pager {
        Pager::new(|| self.query.address("", None), self.size, rows.before.as_ref(), rows.after.as_ref())
    }

    fn file(&self) -> String {
        self.query.address_of(paths::PASSWORD_RESETS_FILE, "", None).link()
    }

    /// The same rows from the other end.
    fn turned(&self) -> String {
        let other = (!self.query.is_oldest_first()).then_some(("order", OLDEST));
        format!("{}#list", self.query.address("order", other).link())
    }

    /// What is behind the way back of the pager, and behind the way forth.
    fn ways(&self) -> [&str; 2] {
        let [newer, older] = [t!(self.page, "audit-newer"), t!(self.page, "audit-older")];
        if self.query.is_oldest_first() { [older, newer] } else { [newer, older] }
    }

    fn newest(&self) -> String {
        self.query.address("", None).link()
    }

    /// How many resets of a kind succeeded, or did not. Whoever opened the own account again needed none.
    fn number(report: &Report, kind: Kind, succeeded: bool) -> u64 {
        let of = report.numbers.iter().filter(|number| number.kind == kind && number.outcome != Outcome::Unlocked);
        of.filter(|number| (number.outcome == Outcome::Succeeded) == succeeded).map(|number| number.number).sum()
    }

    /// Passwords that were reset, by whomever.
    fn done(report: &Report) -> u64 {
        Self::number(report, Kind::SelfService, true) + Self::number(report, Kind::Administrator, true)
    }

    fn resets(&self, report: &Report) -> Number {
        self.page.number(Self::done(report))
    }

    /// How many of them the people did themselves, of a hundred; nothing where there was none.
    fn share(&self, report: &Report) -> Option<Number> {
        let own = Self::number(report, Kind::SelfService, true);
        own.saturating_mul(100).checked_div(Self::done(report)).map(|share| self.page.number(share))
    }

    fn half_waited(&self, report: &Report) -> Option<String> {
        let half = SignedDuration::try_from_secs_f64(report.half_waited?).ok()?;
        Some(temporary::lasted(&self.page.words, half))
    }

    fn chart(&self, report: &Report) -> Chart {
        let (words, everything) = (&self.page.words, self.page.sees_everything());
        let values = |slot: &str| {
            let here = report.numbers.iter().filter(|number| number.slot == slot);
            let mut values = vec![0_u64; 4];
            for number in here {
                let series = match (number.kind, number.outcome) {
                    (_, Outcome::Unlocked) => continue,
                    (Kind::SelfService, Outcome::Succeeded) => 0,
                    (Kind::Administrator, Outcome::Succeeded) => 1,
                    (Kind::FirstSignIn, Outcome::Succeeded) => 2,
                    _ => 3,
                };
                values[series] += number.number;
            }
            if everything { values } else { vec![values[1], values[3]] }
        };
        let slots = report.slots.iter().map(|slot| {
            let (label, rests) = slot_name(&self.page, slot);
            Slot { label, rests, values: values(slot) }
        });
        let series = |class, name: &str| Series { class, name: name.to_owned() };
        let [own, others, first] = Kind::ALL.map(|kind| Self::number(report, kind, true));
        let not_done: u64 = Kind::ALL.map(|kind| Self::number(report, kind, false)).iter().sum();
        let finding = if everything {
            t!(self.page, "resets-finding", own = own, others = others, first = first, rest = not_done)
        } else {
            t!(self.page, "resets-finding-own", others = others, rest = not_done)
        };
        let mut all = vec![
            series("c1", resets::kind(words, &Kind::SelfService)),
            series("c2", resets::kind(words, &Kind::Administrator)),
            series("c3", resets::kind(words, &Kind::FirstSignIn)),
            series("c4", t!(self.page, "resets-not-done")),
        ];
        // Whoever sees the own deeds alone knows nothing of what people did themselves.
        all.retain(|series| everything || matches!(series.class, "c2" | "c4"));
        Chart {
            id: "resets",
            title: self.chart_title().to_owned(),
            finding,
            slot_name: if self.period == Period::Hours {
                t!(self.page, "chart-hour").to_owned()
            } else {
                t!(self.page, "chart-day").to_owned()
            },
            series: all,
            slots: slots.collect(),
        }
    }

    fn chart_title(&self) -> &str {
        if self.period == Period::Hours { t!(self.page, "resets-per-hour") } else { t!(self.page, "resets-per-day") }
    }

    /// Who an id behind a link is; a name as it was typed.
    fn called<'a>(&'a self, by: &'a str) -> &'a str {
        let makers = self.report.iter().flat_map(|report| &report.makers);
        makers.into_iter().find(|maker| maker.id.to_string() == by).map_or(by, |maker| self.short(&maker.name))
    }

    fn made(&self, maker: &Maker) -> Number {
        self.page.number(maker.number)
    }

    fn maker_link(&self, maker: &Maker) -> String {
        let query = ResetsQuery {
            by: Field::of(maker.id.to_string()),
            kind: Field::of(Kind::Administrator.id()),
            result: Field::of(Outcome::Succeeded.id()),
            period: self.query.period.clone(),
            from: self.query.from.clone(),
            to: self.query.to.clone(),
            ..ResetsQuery::default()
        };
        format!("{}#list", query.address("", None).link())
    }

    fn role(&self, reset: &Reset) -> &str {
        match reset.was_administrator {
            Some(true) => t!(self.page, "resets-role-administrator"),
            Some(false) => t!(self.page, "resets-role-user"),
            None => "",
        }
    }

    fn methods(&self, reset: &Reset) -> String {
        let names: Vec<_> = reset.methods.iter().map(|method| resets::channel(&self.page.words, *method)).collect();
        names.join(" + ")
    }

    fn details(&self, reset: &Reset) -> String {
        match reset.outcome {
            // How far it came is told of what ended there.
            Outcome::UnderWay => String::new(),
            _ => resets::detail(&self.page.words, reset.detail),
        }
    }

    /// How the caller was checked, and the ticket or reason.
    fn checked(&self, report: &Report, reset: &Reset) -> Option<String> {
        let beside = report.beside.get(&reset.id)?;
        let check = beside.check.map(|check| people::check(&self.page.words, &check).to_owned());
        let parts: Vec<String> = check.into_iter().chain(beside.reason.clone()).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// What became of the temporary password that a reset gave.
    fn became(&self, report: &Report, reset: &Reset) -> Option<String> {
        let issued = report.beside.get(&reset.id)?.issued.as_ref()?;
        let words = &self.page.words;
        Some(match (issued.stage(self.page.now), issued.ended) {
            (Stage::Ended(Ending::Used), Some((at, _))) => {
                let lasted = temporary::lasted(words, at.duration_since(issued.made_at));
                t!(self.page, "resets-changed-in", lasted = lasted)
            }
            (stage, _) => temporary::stage(words, stage).to_owned(),
        })
    }

    fn moment(&self, reset: &Reset) -> String {
        self.page.clock().within(&reset.at).text()
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}
