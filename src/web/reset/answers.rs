//! Answers to security questions, as they come with the form of the proofs; each is a secret from here on.

use crate::domain::secret::Answer;
use crate::web::form::Fields;
use crate::web::view::account_questions::{ANSWERS, QUESTIONS};

/// The questions that the page asked, and what was typed; nothing for an answer that nobody can have given.
pub(super) struct Answers(Vec<(String, Option<Answer>)>);

impl Answers {
    /// What came with the form.
    pub(super) fn taken(fields: &mut Fields) -> Self {
        let mut taken = vec![];
        for (asked, answer) in QUESTIONS.into_iter().zip(ANSWERS) {
            let typed = fields.take_password(answer);
            if let Some(id) = fields.take(asked) {
                taken.push((id, typed.as_ref().and_then(Answer::read)));
            }
        }
        Self(taken)
    }

    /// The places of those that are too short or too long, if there are any.
    pub(super) fn refused(&self) -> Option<Vec<usize>> {
        let places: Vec<_> =
            self.0.iter().enumerate().filter(|(_, (_, answer))| answer.is_none()).map(|(at, _)| at).collect();
        (!places.is_empty()).then_some(places)
    }

    /// All of them.
    pub(super) fn given(self) -> Vec<(String, Answer)> {
        self.0.into_iter().filter_map(|(id, answer)| Some((id, answer?))).collect()
    }
}
