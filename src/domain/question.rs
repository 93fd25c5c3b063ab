//! Security questions: those that come with the program, those that were typed, and which of somebody's are asked now (R-240…R-244).

use sha2::{Digest as _, Sha256};

use super::fold::{alike, is_unseen};
use super::secret::Answer;

/// The stable names of the questions that come with the program, in the order of the page. None asks what a stranger looks up, and none
/// assumes a family, a school or a home of some kind.
pub const PREDEFINED: [&str; 35] = [
    "first-record",
    "first-dish",
    "hiding-place",
    "soft-toy",
    "first-cinema-film",
    "refused-food",
    "first-job-task",
    "childhood-smell",
    "teacher-saying",
    "plan-at-ten",
    "missed-thing",
    "best-present",
    "book-read-twice",
    "journey-mishap",
    "first-bicycle",
    "broken-thing",
    "song-by-heart",
    "own-game",
    "secret-spot",
    "first-stage",
    "best-costume",
    "admired-character",
    "childhood-collection",
    "handmade-gift",
    "wettest-rain",
    "school-excuse",
    "first-savings",
    "wrong-word",
    "highest-climb",
    "unforgotten-animal",
    "relatives-object",
    "journey-alone",
    "wall-above-bed",
    "morning-sound",
    "window-view",
];

/// With what the names of typed questions begin; no name of ours holds a colon.
const OWN: &str = "own:";

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// One of [`PREDEFINED`], told in the language of whoever reads it.
    Ours(&'static str),
    /// One that was typed, told as it was.
    Own(String),
}

impl Question {
    /// Fewest and most characters of one that is typed.
    pub const LENGTH: (usize, usize) = (3, 200);

    /// One of ours, by its name.
    pub fn ours(name: &str) -> Option<Self> {
        PREDEFINED.into_iter().find(|known| *known == name).map(Self::Ours)
    }

    /// One that was typed, as it is kept: blanks collapsed. Nothing where it is too short, too long, or not all of it can be seen.
    pub fn own(typed: &str) -> Option<Self> {
        let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let (least, most) = Self::LENGTH;
        let fits = (least..=most).contains(&text.chars().count())
            && !text.chars().any(|symbol| symbol.is_control() || is_unseen(symbol));
        fits.then_some(Self::Own(text))
    }

    /// The stable name in forms and rows. Of a typed one it follows from the text, however it is spaced and capitalised: taken away and
    /// typed again it is the same question.
    pub fn id(&self) -> String {
        match self {
            Self::Ours(name) => (*name).to_owned(),
            Self::Own(text) => {
                let digest = Sha256::digest(alike(text).as_bytes());
                digest[..12].iter().fold(OWN.to_owned(), |id, byte| format!("{id}{byte:02x}"))
            }
        }
    }
}

/// What is wrong with one of the answers that somebody gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// No question was chosen, or one that is not asked here.
    NoQuestion,
    /// The question was chosen before.
    QuestionTwice,
    /// The answer is too short or too long, or none was given.
    Length,
    /// It is the same answer as one before.
    AnswerTwice,
}

/// What is wrong with the answers, each by its place; nothing where they can be kept.
pub fn misfits(bank: &[Question], given: &[(String, Option<Answer>)]) -> Vec<(usize, Unfit)> {
    let ids: Vec<_> = bank.iter().map(Question::id).collect();
    let mut found = vec![];
    for (at, (id, answer)) in given.iter().enumerate() {
        let before = &given[..at];
        if !ids.contains(id) {
            found.push((at, Unfit::NoQuestion));
        } else if before.iter().any(|(other, _)| other == id) {
            found.push((at, Unfit::QuestionTwice));
        }
        match answer {
            None => found.push((at, Unfit::Length)),
            Some(answer)
                if before.iter().any(|(_, other)| other.as_ref().is_some_and(|other| other.is_same(answer))) =>
            {
                found.push((at, Unfit::AnswerTwice));
            }
            Some(_) => {}
        }
    }
    found
}

/// Which of the questions in this order are asked behind so many wrong proofs: other ones each time, where there are more than are asked
/// . None where there are too few.
pub fn drawn(order: &[String], asks: usize, wrong: usize) -> Vec<String> {
    if order.len() < asks || asks == 0 {
        return vec![];
    }
    order.iter().cycle().skip(wrong % order.len()).take(asks).cloned().collect()
}

#[cfg(test)]
#[path = "question_tests.rs"]
mod tests;
