//! The security questions: the page of the settings.

use askama::Template;
use jiff::Timestamp;

use crate::domain::fold::alike;
use crate::domain::id::UserId;
use crate::domain::permission::Permission;
use crate::domain::question::{PREDEFINED, Question};
use crate::domain::settings::questions::Questions;
use crate::domain::settings::{Section as Which, Settled as _};
use crate::i18n::t;
use crate::service::settings::Page as Found;
use crate::web::fault::QuestionFault;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, questions, settings as sentences};
use crate::web::{assets, forms, icons};

use super::person_form::Input;
use super::settings::{Met, Sheet, number, number_input, since};
use super::{VERSION, View};

/// With what the names of the ticks begin.
const TICK: &str = "offer-";
/// The numbers, in the order of the page.
const NAMES: [&str; 2] = ["questions_register", "questions_reset"];

/// One of our questions, as the page draws it.
struct Choice<'a> {
    name: &'static str,
    text: &'a str,
    on: bool,
}

/// `GET /settings/security-questions`, the question before people are left without a reset, and the 409 and 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/questions.html")]
pub struct SettingsQuestions {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<Questions>,
    /// How many are answered, and how many are asked.
    pub numbers: [Field; 2],
    /// Which of ours can be chosen.
    pub offered: Vec<String>,
    /// Only the errors of the ticks.
    pub ours: Field,
    /// Typed ones, one on a line.
    pub own: Field,
    /// How many would be left without a reset: to be agreed to.
    pub question: Option<Met>,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsQuestions {}

impl Sheet for SettingsQuestions {
    type Decided = Questions;

    fn of(page: Page, found: Found<Questions>, _: bool) -> Self {
        let decided = &found.settings;
        let numbers = values(decided).map(Field::of);
        let (offered, own) = (decided.questions_offered.clone(), Field::of(decided.questions_own.join("\n")));
        Self { page, numbers, offered, ours: Field::default(), own, question: None, refused: None, found }
    }

    fn typed(&mut self, fields: &mut Fields) -> Option<()> {
        self.numbers = NAMES.map(|name| Field::of(fields.take(name).unwrap_or_default()));
        let ticked = fields.take_ticks(TICK);
        let known: Vec<_> = PREDEFINED.into_iter().filter(|name| ticked.iter().any(|tick| tick == name)).collect();
        self.offered = known.iter().map(|name| (*name).to_owned()).collect();
        self.own = Field::of(fields.take_text("questions_own").unwrap_or_default());
        (known.len() == ticked.len()).then_some(())
    }

    fn judged(&mut self) -> Option<Questions> {
        let own = self.judged_own();
        let [register, reset] = &mut self.numbers;
        let (answered, asked) = (number(register, Questions::NUMBER), number(reset, Questions::NUMBER));
        if let (Some(answered), Some(asked)) = (answered, asked)
            && asked > answered
        {
            reset.refuse(Complaint::Question(QuestionFault::MoreAsked));
        }
        let known = self.offered.len() + own.len();
        let least = usize::from(answered.unwrap_or_default());
        if known < least {
            self.ours.refuse(Complaint::Question(QuestionFault::TooFew { least }));
        } else if known > Questions::MOST {
            self.ours.refuse(Complaint::Question(QuestionFault::TooMany { most: Questions::MOST }));
        }
        let bad = self.numbers.iter().chain([&self.ours, &self.own]).any(Field::is_bad);
        let decided = Questions {
            questions_register: u8::try_from(answered?).ok()?,
            questions_reset: u8::try_from(asked?).ok()?,
            questions_offered: self.offered.clone(),
            questions_own: own,
        };
        (!bad && decided.is_sound()).then_some(decided)
    }

    fn ask(&mut self, met: Met) {
        self.question = Some(met);
    }

    fn refuse(&mut self, complaint: Complaint) {
        self.refused = Some(complaint);
    }

    fn contest(&mut self, found: Found<Questions>) {
        for (field, now) in self.numbers.iter_mut().zip(values(&found.settings)) {
            if field.value.trim() != now {
                field.refuse(Complaint::SavedMeanwhileAs { value: now });
            }
        }
        self.found = found;
        self.refused = Some(Complaint::SettingsSavedMeanwhile);
    }
}

fn values(decided: &Questions) -> [String; 2] {
    [decided.questions_register, decided.questions_reset].map(|number| number.to_string())
}

impl SettingsQuestions {
    const WHICH: &Which = &Which::Questions;

    /// The typed questions that fit; for each that does not, the field carries the reason.
    fn judged_own(&mut self) -> Vec<String> {
        let ours = self.offered.iter().filter_map(|name| Question::ours(name));
        let mut told: Vec<_> = ours.map(|question| alike(questions::question(&self.page.words, &question))).collect();
        let mut kept = vec![];
        for line in self.own.value.clone().lines().map(str::trim).filter(|line| !line.is_empty()) {
            let text: String = line.chars().take(60).collect();
            match Question::own(line) {
                Some(Question::Own(question)) if !told.contains(&alike(&question)) => {
                    told.push(alike(&question));
                    kept.push(question);
                }
                Some(_) => self.own.refuse(Complaint::Question(QuestionFault::TextTwice { text })),
                None => self.own.refuse(Complaint::Question(QuestionFault::TextLength { text })),
            }
        }
        kept
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let whole = self.refused.iter().map(|complaint| (NAMES[0], complaint.clone()));
        let numbers = NAMES.iter().zip(&self.numbers);
        let fields = numbers.chain([(&"offer-first-record", &self.ours), (&"questions_own", &self.own)]);
        whole.chain(fields.flat_map(|(id, field)| field.errors.iter().map(|error| (*id, error.clone())))).collect()
    }

    fn since(&self) -> Option<(Timestamp, Option<UserId>, &str)> {
        since(&self.page, self.found.kept.as_ref())
    }

    fn may(&self) -> bool {
        self.page.may(Permission::ManageSettings)
    }

    fn question_text(&self) -> Option<(u16, String)> {
        let Met { number, agreement } = self.question?;
        let shown = self.page.number(number).to_string();
        Some((agreement, t!(self.page, "settings-self-service-stranded", number = number, shown = shown)))
    }

    fn inputs(&self) -> [Input<'_>; 2] {
        let labels = [t!(self.page, "settings-questions-register"), t!(self.page, "settings-questions-reset")];
        [0, 1].map(|at| {
            number_input(&self.page, NAMES[at], labels[at], Questions::NUMBER, &self.numbers[at], !self.may())
        })
    }

    fn choices(&self) -> Vec<Choice<'_>> {
        let choice = |name: &'static str| Choice {
            name,
            text: questions::ours(&self.page.words, name),
            on: self.offered.iter().any(|offered| offered == name),
        };
        PREDEFINED.into_iter().map(choice).collect()
    }

    fn own_hint(&self) -> String {
        let (least, most) = Question::LENGTH;
        t!(self.page, "settings-questions-own-hint", least = least, most = most)
    }

    fn offered_hint(&self) -> String {
        t!(self.page, "settings-questions-offered-hint", most = Questions::MOST)
    }
}
