//! Jobs: the list, and one with its people.

use askama::Template;
use serde::Serialize;

use crate::domain::job::{Job, Kind, Outcome, Person, State};
use crate::domain::paging::{PageSize, Slice};
use crate::i18n::t;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{events, jobs, people};
use crate::web::{assets, forms, icons, paths};

use super::address::{Address, Pager};
use super::{VERSION, View};

/// `GET /jobs`.
#[derive(Debug, Template)]
#[template(path = "jobs/index.html")]
pub struct JobsIndex {
    /// What every page knows; section [`Section::Jobs`].
    pub page: Page,
    /// The jobs, newest first.
    pub jobs: Slice<Job>,
    /// How many rows.
    pub size: PageSize,
}

impl View for JobsIndex {
    fn room(&self) -> usize {
        16 * 1024 + self.jobs.rows.len() * 700
    }
}

impl JobsIndex {
    fn title(&self, job: &Job) -> String {
        let shown = self.page.number(u64::from(job.total)).to_string();
        jobs::title(&self.page.words, job.work.kind(), job.work.group(), job.total, &shown)
    }

    fn turns(&self, job: &Job) -> String {
        format!("{} / {}", self.page.number(u64::from(job.turns())), self.page.number(u64::from(job.total)))
    }

    fn pager(&self) -> Pager {
        Pager::new(|| Address::of(paths::JOBS), self.size, self.jobs.before.as_ref(), self.jobs.after.as_ref())
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }
}

/// `GET /jobs/{id}`.
#[derive(Debug, Template)]
#[template(path = "jobs/show.html")]
pub struct JobShow {
    /// What every page knows; section [`Section::Jobs`].
    pub page: Page,
    /// Which.
    pub job: Job,
    /// Its people.
    pub people: Slice<Person>,
    /// Whether only those are shown to whom it was not done.
    pub passed_over: bool,
    /// How many rows.
    pub size: PageSize,
}

/// How far a job is, for the script of its page.
#[derive(Debug, Serialize)]
pub struct Told {
    /// Whether it goes on.
    running: bool,
    /// How many people had their turn.
    turns: u32,
    /// Where it stands, in words.
    state: String,
    /// "280 of 424".
    progress: String,
    /// What came of it so far, in words.
    numbers: String,
}

impl View for JobShow {
    fn room(&self) -> usize {
        16 * 1024 + self.people.rows.len() * 700
    }
}

impl JobShow {
    /// What changes on the page while the job goes on.
    pub fn told(&self) -> Told {
        Told {
            running: self.is_running(),
            turns: self.job.turns(),
            state: jobs::state(&self.page.words, &self.job).to_owned(),
            progress: self.progress(),
            numbers: self.numbers(),
        }
    }

    fn pager(&self) -> Pager {
        let address =
            || Address::of(paths::job(self.job.id)).with("show", if self.passed_over { "passed-over" } else { "" });
        Pager::new(address, self.size, self.people.before.as_ref(), self.people.after.as_ref())
    }

    fn passed_over(&self) -> String {
        self.page.number(u64::from(self.job.passed_over)).to_string()
    }

    fn total(&self) -> String {
        self.page.number(u64::from(self.job.total)).to_string()
    }

    fn title(&self) -> String {
        let shown = self.total();
        jobs::title(&self.page.words, self.job.work.kind(), self.job.work.group(), self.job.total, &shown)
    }

    /// "280 of 424".
    fn progress(&self) -> String {
        let [turns, total] =
            [self.job.turns(), self.job.total].map(|number| self.page.number(u64::from(number)).to_string());
        t!(self.page, "job-progress", turns = turns, total = total)
    }

    /// What came of it so far.
    fn numbers(&self) -> String {
        let [done, over] =
            [self.job.done, self.job.passed_over].map(|number| self.page.number(u64::from(number)).to_string());
        t!(self.page, "job-numbers", done = done, over = over)
    }

    fn short<'a>(&self, name: &'a str) -> &'a str {
        events::short(name, self.page.organisation.default_domain())
    }

    fn outcome(&self, person: &Person) -> String {
        jobs::outcome(&self.page.words, person.outcome, self.job.state)
    }

    /// Whether the person has a page.
    fn is_there(&self, person: &Person) -> bool {
        let removed = self.job.work.kind() == Kind::Purge && person.outcome == Some(Outcome::Done);
        !removed && person.outcome != Some(Outcome::Gone)
    }

    fn is_running(&self) -> bool {
        self.job.state == State::Running
    }

    fn may_stop(&self) -> bool {
        self.is_running() && !self.job.stop_asked && self.page.may(self.job.work.permission())
    }
}
