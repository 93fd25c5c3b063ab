//! Questions and answers by themselves.

use super::*;
use crate::domain::secret::PlainPassword;
use crate::domain::self_service::Method;

fn answer(typed: &str) -> Option<Answer> {
    Answer::read(&PlainPassword::new(typed.to_owned()))
}

#[test]
fn our_questions_are_thirty_five_and_each_has_a_name_of_its_own() {
    let mut names = PREDEFINED.to_vec();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 35);
    for name in names {
        assert_eq!(Question::ours(name).unwrap().id(), name);
        assert!(Method::from_id(name).is_none() && !name.contains(':'), "{name}");
    }
    assert_eq!(Question::ours("own:x"), None);
}

#[test]
fn a_typed_question_has_three_to_two_hundred_characters_and_is_the_same_however_it_is_spaced_and_capitalised() {
    let long = "é".repeat(200);
    for (typed, kept) in [(" Why  not? ", Some("Why not?")), ("Why", Some("Why")), (&long, Some(&*long))] {
        assert_eq!(Question::own(typed), kept.map(|text| Question::Own(text.to_owned())), "{typed}");
    }
    for typed in ["", "  ", "ab", "a \u{7} bc", &"é".repeat(201)] {
        assert_eq!(Question::own(typed), None, "{typed}");
    }
    let ids = ["Wie war's?", "wie  WAR's?", "ｗie war's?"].map(|typed| Question::own(typed).unwrap().id());
    assert!(ids.iter().all(|id| *id == ids[0] && id.len() == 28), "{ids:?}");
    assert_ne!(ids[0], Question::own("Wie wars?").unwrap().id());
}

#[test]
fn an_answer_is_three_to_forty_characters_of_any_script_and_forgives_case_and_blanks() {
    for fine in ["abc", " a b ", "北京市", "😀😀😀", &"x".repeat(40), &format!("  {}  ", "é".repeat(40))] {
        assert!(answer(fine).is_some(), "{fine}");
    }
    for odd in ["", "   ", "ab", " ab ", "北京", &"x".repeat(41)] {
        assert!(answer(odd).is_none(), "{odd}");
    }
    for (one, other) in [
        ("Grote Straße", "  GROTE   strasse "),
        ("Cafe\u{301}", "CAFÉ"),
        ("ｆｉｌｍ", "Film"),
        ("ΟΔΟΣ", "οδος"),
        ("a\u{a0}b", "A B"),
    ] {
        assert!(answer(one).unwrap().is_same(&answer(other).unwrap()), "{one} {other}");
    }
    assert!(!answer("cafe").unwrap().is_same(&answer("café").unwrap()), "an accent is another letter");
    assert_eq!(format!("{:?}", answer("blue door")), "Some(Answer(***))");
}

#[test]
fn no_question_and_no_answer_is_given_twice() {
    let bank = ["first-record", "own-game", "window-view"].map(|name| Question::ours(name).unwrap());
    let given = |pairs: &[(&str, &str)]| -> Vec<_> {
        pairs.iter().map(|(id, typed)| ((*id).to_owned(), answer(typed))).collect()
    };
    let fine = given(&[("first-record", "Low"), ("own-game", "hat war"), ("window-view", "a canal")]);
    assert_eq!(misfits(&bank, &fine), []);
    let odd = given(&[("first-record", "Low"), ("first-record", " LOW"), ("wrong-word", "a"), ("", "low")]);
    assert_eq!(
        misfits(&bank, &odd),
        [
            (1, Unfit::QuestionTwice),
            (1, Unfit::AnswerTwice),
            (2, Unfit::NoQuestion),
            (2, Unfit::Length),
            (3, Unfit::NoQuestion),
            (3, Unfit::AnswerTwice)
        ]
    );
}

#[test]
fn after_a_wrong_proof_other_questions_are_asked_where_there_are_more() {
    let order: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).into();
    let asked: Vec<_> = (0..5).map(|wrong| drawn(&order, 3, wrong)).collect();
    assert_eq!(asked[0], ["a", "b", "c"]);
    assert_eq!(asked[4], ["e", "a", "b"]);
    assert!(asked.windows(2).all(|pair| pair[0] != pair[1]));
    assert_eq!(drawn(&order[..3], 3, 1), ["b", "c", "a"]);
    assert_eq!(drawn(&order[..2], 3, 0), [""; 0], "too few");
}
