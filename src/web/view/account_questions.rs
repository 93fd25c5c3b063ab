//! My answers to security questions: chosen and given, and never shown.

use askama::Template;

use crate::domain::question::Question;
use crate::domain::secret::Answer;
use crate::i18n::t;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, questions};
use crate::web::{assets, forms, icons};

use super::{VERSION, View};

/// The names of the fields with the questions: as many as can be asked for.
pub const QUESTIONS: [&str; 5] = ["question1", "question2", "question3", "question4", "question5"];
/// Those with the answers.
pub const ANSWERS: [&str; 5] = ["answer1", "answer2", "answer3", "answer4", "answer5"];

/// A question and its answer.
#[derive(Debug, Default)]
pub struct Row {
    /// The name of the question.
    pub question: Field,
    /// The answer; only its errors.
    pub answer: Field,
}

/// A question and its answer, as the page draws them.
struct Line<'a> {
    question_label: String,
    answer_label: String,
    question: &'static str,
    answer: &'static str,
    choices: Vec<(String, &'a str, bool)>,
    question_errors: &'a [Complaint],
    answer_errors: &'a [Complaint],
}

/// `GET /account/security/questions`, and the 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "account/questions.html")]
pub struct AccountQuestions {
    /// What every page knows.
    pub page: Page,
    /// The questions that can be chosen.
    pub bank: Vec<Question>,
    /// As many as are to be answered.
    pub rows: Vec<Row>,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for AccountQuestions {}

impl AccountQuestions {
    /// Whether nothing was refused.
    pub fn is_fine(&self) -> bool {
        self.complaints().is_empty()
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let whole = self.refused.iter().map(|complaint| (QUESTIONS[0], complaint.clone()));
        let of = |id, field: &Field| field.errors.iter().map(|error| (id, error.clone())).collect::<Vec<_>>();
        let rows = self.rows.iter().zip(QUESTIONS).zip(ANSWERS);
        whole
            .chain(
                rows.flat_map(|((row, question), answer)| {
                    [of(question, &row.question), of(answer, &row.answer)].concat()
                }),
            )
            .collect()
    }

    fn lines(&self) -> Vec<Line<'_>> {
        let names = QUESTIONS.into_iter().zip(ANSWERS).enumerate().zip(&self.rows);
        names
            .map(|((at, (question, answer)), row)| Line {
                question_label: t!(self.page, "questions-question", number = at + 1),
                answer_label: t!(self.page, "questions-answer", number = at + 1),
                question,
                answer,
                choices: self.choices(row),
                question_errors: &row.question.errors,
                answer_errors: &row.answer.errors,
            })
            .collect()
    }

    /// The questions with their names, and which of them a row has.
    fn choices(&self, row: &Row) -> Vec<(String, &str, bool)> {
        self.bank
            .iter()
            .map(|question| {
                let id = question.id();
                let is_chosen = row.question.value == id;
                (id, questions::question(&self.page.words, question), is_chosen)
            })
            .collect()
    }

    fn text(&self) -> String {
        t!(self.page, "questions-text", number = self.rows.len())
    }

    fn answer_hint(&self) -> String {
        let (least, most) = Answer::LENGTH;
        t!(self.page, "questions-answer-hint", least = least, most = most)
    }
}
