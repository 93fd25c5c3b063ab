//! Charts as the server draws them: stacked columns of at most four parts, and the same numbers as a table (ux 6).

use jiff::civil::{Date, Weekday};

use super::filters::Number;
use super::page::Page;
use crate::i18n::t;

/// A part of every column.
#[derive(Debug, Clone)]
pub struct Series {
    /// The class of its colour: `c1` by the person, `c2` by an administrator, `c3` by itself, `c4` refused.
    pub class: &'static str,
    /// What it is.
    pub name: String,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Slot {
    /// What it is called.
    pub label: String,
    /// Whether it is a day of a weekend.
    pub rests: bool,
    /// How many, one for each series.
    pub values: Vec<u64>,
}

/// A chart.
#[derive(Debug, Clone)]
pub struct Chart {
    /// The id of its mark-up.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// What it tells, in one sentence.
    pub finding: String,
    /// What the columns are, above the table.
    pub slot_name: String,
    /// The parts, from below.
    pub series: Vec<Series>,
    /// The columns, from the left.
    pub slots: Vec<Slot>,
}

/// A part of a column as it is drawn.
#[derive(Debug, PartialEq)]
pub struct Bar {
    /// The class of its colour.
    pub class: &'static str,
    /// Its upper edge.
    pub y: String,
    /// Its height.
    pub height: String,
}

impl Chart {
    /// The round number at the top; four steps lead to it.
    pub fn top(&self) -> u64 {
        let highest = self.slots.iter().map(|slot| slot.values.iter().sum()).max().unwrap_or(0);
        let mut unit = 1_u64;
        loop {
            for step in [1, 2, 5] {
                let top = unit.saturating_mul(step).saturating_mul(4);
                if top >= highest {
                    return top;
                }
            }
            unit = unit.saturating_mul(10);
        }
    }

    /// The numbers of the axis, from above.
    pub fn steps(&self) -> Vec<u64> {
        let step = self.top() / 4;
        (0..=4).rev().map(|number| number * step).collect()
    }

    /// How many of a series in all.
    pub fn total(&self, series: &usize) -> u64 {
        self.slots.iter().filter_map(|slot| slot.values.get(*series)).sum()
    }

    /// The parts of a column, from below. What is there at all is seen, and a line of nothing lies between two parts.
    pub fn bars(&self, slot: &Slot) -> Vec<Bar> {
        let top = as_f64(self.top());
        let gap = top / 120.0;
        let mut below = 0.0;
        let mut bars = vec![];
        for (series, value) in self.series.iter().zip(&slot.values) {
            let value = as_f64(*value);
            if value > 0.0 {
                let height = (value - gap).max(gap);
                let y = (top - below - height).max(0.0);
                bars.push(Bar { class: series.class, y: format!("{y:.2}"), height: format!("{height:.2}") });
            }
            below += value;
        }
        bars
    }

    /// A column in words.
    pub fn told(&self, slot: &Slot) -> String {
        let parts = self.series.iter().zip(&slot.values).map(|(series, value)| format!("{value} {}", series.name));
        format!("{}: {}", slot.label, parts.collect::<Vec<_>>().join(", "))
    }

    /// A number as the page writes it.
    pub fn number(&self, page: &Page, number: &u64) -> Number {
        page.number(*number)
    }

    /// What the way to the table says.
    pub fn as_table<'a>(&self, page: &'a Page) -> &'a str {
        t!(page, "chart-as-table")
    }
}

/// What a column is called, a day or an hour of it, in the visitor's words; and whether it is a day of a weekend.
pub fn slot_name(page: &Page, slot: &str) -> (String, bool) {
    let (day, hour) = slot.split_once(' ').map_or((slot, None), |(day, hour)| (day, Some(hour)));
    let Ok(day) = day.parse::<Date>() else { return (slot.to_owned(), false) };
    let name = day_name(page, day);
    match hour {
        // The last 24 hours have the hour of now twice.
        Some(hour) => (format!("{name} {hour}:00"), false),
        None => (name, matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)),
    }
}

/// What a day is called where the organisation is, in the visitor's words.
pub fn day_name(page: &Page, day: Date) -> String {
    let noon = day.at(12, 0, 0, 0).to_zoned(page.organisation.time_zone.clone());
    noon.map_or_else(|_| day.to_string(), |noon| page.clock().day(&noon.timestamp()).text())
}

fn as_f64(number: u64) -> f64 {
    u32::try_from(number).map_or_else(|_| f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: &[&[u64]]) -> Chart {
        let slots = values.iter().map(|values| Slot { label: "d".into(), rests: false, values: values.to_vec() });
        let series = ["c1", "c2"].map(|class| Series { class, name: class.to_owned() });
        Chart {
            id: "x",
            title: String::new(),
            finding: String::new(),
            slot_name: String::new(),
            series: series.into(),
            slots: slots.collect(),
        }
    }

    #[test]
    fn the_top_is_round_and_nothing_sticks_out() {
        for (highest, top) in [(0, 4), (4, 4), (5, 8), (9, 20), (21, 40), (41, 80), (4_000_000_001, 8_000_000_000)] {
            assert_eq!(chart(&[&[highest, 0]]).top(), top, "{highest}");
        }
        assert_eq!(chart(&[&[3, 5]]).steps(), [8, 6, 4, 2, 0]);
    }

    #[test]
    fn parts_stand_on_each_other_with_a_line_between() {
        let chart = chart(&[&[8, 4], &[0, 0], &[0, 1]]);
        assert_eq!(chart.top(), 20);
        let bar = |class, y: &str, height: &str| Bar { class, y: y.to_owned(), height: height.to_owned() };
        assert_eq!(chart.bars(&chart.slots[0]), [bar("c1", "12.17", "7.83"), bar("c2", "8.17", "3.83")]);
        assert_eq!(chart.bars(&chart.slots[1]), []);
        assert_eq!(chart.bars(&chart.slots[2]), [bar("c2", "19.17", "0.83")]);
        assert_eq!((chart.total(&0), chart.told(&chart.slots[0])), (8, "d: 8 c1, 4 c2".to_owned()));
    }
}
