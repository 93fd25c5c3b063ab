//! The security questions, and what is wrong with one, or with an answer.

use crate::domain::question::Question;
use crate::domain::secret::Answer;
use crate::i18n::{Words, t};
use crate::web::fault::QuestionFault;

/// A question: ours in the language of whoever reads it, a typed one as it was typed.
pub fn question<'a>(words: &'a Words, question: &'a Question) -> &'a str {
    match question {
        Question::Own(text) => text,
        Question::Ours(name) => ours(words, name),
    }
}

/// One of ours, by its name.
pub fn ours<'a>(words: &'a Words, name: &'a str) -> &'a str {
    match name {
        "first-record" => t!(words, "question-first-record"),
        "first-dish" => t!(words, "question-first-dish"),
        "hiding-place" => t!(words, "question-hiding-place"),
        "soft-toy" => t!(words, "question-soft-toy"),
        "first-cinema-film" => t!(words, "question-first-cinema-film"),
        "refused-food" => t!(words, "question-refused-food"),
        "first-job-task" => t!(words, "question-first-job-task"),
        "childhood-smell" => t!(words, "question-childhood-smell"),
        "teacher-saying" => t!(words, "question-teacher-saying"),
        "plan-at-ten" => t!(words, "question-plan-at-ten"),
        "missed-thing" => t!(words, "question-missed-thing"),
        "best-present" => t!(words, "question-best-present"),
        "book-read-twice" => t!(words, "question-book-read-twice"),
        "journey-mishap" => t!(words, "question-journey-mishap"),
        "first-bicycle" => t!(words, "question-first-bicycle"),
        "broken-thing" => t!(words, "question-broken-thing"),
        "song-by-heart" => t!(words, "question-song-by-heart"),
        "own-game" => t!(words, "question-own-game"),
        "secret-spot" => t!(words, "question-secret-spot"),
        "first-stage" => t!(words, "question-first-stage"),
        "best-costume" => t!(words, "question-best-costume"),
        "admired-character" => t!(words, "question-admired-character"),
        "childhood-collection" => t!(words, "question-childhood-collection"),
        "handmade-gift" => t!(words, "question-handmade-gift"),
        "wettest-rain" => t!(words, "question-wettest-rain"),
        "school-excuse" => t!(words, "question-school-excuse"),
        "first-savings" => t!(words, "question-first-savings"),
        "wrong-word" => t!(words, "question-wrong-word"),
        "highest-climb" => t!(words, "question-highest-climb"),
        "unforgotten-animal" => t!(words, "question-unforgotten-animal"),
        "relatives-object" => t!(words, "question-relatives-object"),
        "journey-alone" => t!(words, "question-journey-alone"),
        "wall-above-bed" => t!(words, "question-wall-above-bed"),
        "morning-sound" => t!(words, "question-morning-sound"),
        "window-view" => t!(words, "question-window-view"),
        other => other,
    }
}

/// What is wrong, and what helps.
pub fn fault(words: &Words, fault: &QuestionFault) -> String {
    let (least, most) = Question::LENGTH;
    match fault {
        QuestionFault::Missing => t!(words, "complaint-question-missing"),
        QuestionFault::Twice => t!(words, "complaint-question-twice"),
        QuestionFault::Alike => t!(words, "complaint-answers-alike"),
        QuestionFault::Changed => t!(words, "complaint-questions-changed"),
        QuestionFault::TooOften => t!(words, "complaint-questions-often"),
        QuestionFault::Wrong => t!(words, "complaint-answers-wrong"),
        QuestionFault::Moved => t!(words, "complaint-questions-moved"),
        QuestionFault::MoreAsked => t!(words, "complaint-questions-more-asked"),
        QuestionFault::Length => {
            let (least, most) = Answer::LENGTH;
            return t!(words, "complaint-answer-length", least = least, most = most);
        }
        QuestionFault::TooFew { least } => return t!(words, "complaint-questions-few", least = *least),
        QuestionFault::TooMany { most } => return t!(words, "complaint-questions-many", most = *most),
        QuestionFault::TextLength { text } => {
            return t!(words, "complaint-question-length", text = text.as_str(), least = least, most = most);
        }
        QuestionFault::TextTwice { text } => {
            return t!(words, "complaint-question-there", text = text.as_str());
        }
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::organisation::Language;
    use crate::domain::question::PREDEFINED;

    #[test]
    fn every_question_of_ours_is_told_in_both_languages_and_no_two_are_the_same() {
        let both = Language::ALL.map(|language| Words::load(language).unwrap());
        let mut told: Vec<&str> = both.iter().flat_map(|words| PREDEFINED.map(|name| ours(words, name))).collect();
        assert!(told.iter().all(|text| text.ends_with('?')), "{told:?}");
        told.sort_unstable();
        told.dedup();
        assert_eq!(told.len(), 70);
    }
}
