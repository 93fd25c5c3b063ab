//! Security questions of a reset: some of the own ones, all to be right, and the same for whoever has none (R-244, R-246, R-250, T-89, T-95).

use futures_util::future::join_all;
use jiff::SignedDuration;
use latchkey::domain::role::Role;

use super::questions::{ANSWERS, PAGE, answered, asking, bank, pairs, right};
use super::{BEGIN, NEW, OWN, VERIFY, decide, decide_on, reachable};
use crate::support::server::Portal;
use crate::support::visitor::Visitor;

/// What a stranger sees of a reset with a name: pages and questions.
async fn seen(portal: &Portal, name: &str) -> (Vec<(u16, String, usize)>, Vec<Vec<String>>) {
    let mut browser = portal.visitor();
    browser.says_who(name).await;
    let (mut pages, mut questions) = (vec![], vec![]);
    for _ in 0..5 {
        questions.push(browser.drawn().await);
        let page = browser.tells(|_| "a guess".to_owned()).await;
        pages.push((page.code(), page.heading(), page.attributes("input[name^=answer]", "name").len()));
    }
    let page = portal.visitor().says_who(name).await;
    pages.push((page.code(), page.heading(), 0));
    (pages, questions)
}

#[test]
fn whoever_answers_all_of_some_own_questions_chooses_a_new_password() {
    asking(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        answered(portal, &bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let asked = browser.drawn().await;
        assert_eq!(asked.len(), 3);
        assert!(asked.iter().all(|question| bank()[..5].contains(question)), "{asked:?}");
        let page = browser.tells(right).await;
        assert_eq!((page.code(), page.location()), (303, NEW), "{}", page.text());
        browser.follow().await;
        assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
        assert_eq!(browser.sign_in(&bram.user_name, OWN).await.location(), "/");
        let row = portal.last("Reset password (self-service)").await;
        assert!(row.details.contains(r#""methods":"questions""#), "{}", row.details);
        let report = "SELECT methods::text FROM password_reset WHERE kind = 'self-service' ORDER BY at DESC LIMIT 1";
        assert_eq!(portal.ask(report, &[]).await, "{questions}");
        assert_eq!(
            portal.count("SELECT coalesce(sum(cardinality(wrong)), 0)::bigint FROM reset_tries").await,
            0,
            "nothing is left counted, not even that answers were saved (R-250d)"
        );
    });
}

#[test]
fn one_wrong_answer_is_a_wrong_proof_and_other_questions_are_asked_then() {
    asking(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        answered(portal, &bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        for wrong in 0..4 {
            let asked = browser.drawn().await;
            let page = browser
                .tells(|question| if question == asked[wrong % 3] { "no idea".into() } else { right(question) })
                .await;
            assert_eq!(page.code(), 422, "{wrong}: {}", page.text());
            assert_eq!(page.complaint("by-questions"), "Error: Not every answer is right. Try again");
            assert!(page.attributes("input[name^=answer][value]", "value").is_empty(), "nothing is shown again");
            assert_ne!(browser.drawn().await, asked, "{wrong}");
        }
        // What was typed is nowhere.
        for table in ["audit_event", "reset_flow", "reset_tries", "letter"] {
            let all = portal.ask(&format!("SELECT string_agg(t::text, ' ') FROM {table} t"), &[]).await;
            assert!(!all.contains("no idea") && !all.to_lowercase().contains("blauwe"), "{table}: {all}");
        }
        // Another reset draws on, where this one stopped: nobody begins until easy questions come.
        let asked = browser.drawn().await;
        let mut other = portal.visitor();
        other.says_who(&bram.user_name).await;
        assert_eq!(other.drawn().await, asked);
        let rows = "SELECT count(*) FROM audit_event WHERE reason = 'wrong-answers'";
        assert_eq!(portal.count(rows).await, 4);
        assert_eq!(browser.tells(right).await.location(), NEW, "the fifth was right");
    });
}

#[test]
fn five_wrong_proofs_close_the_way_whichever_they_were_and_a_right_answer_comes_too_late() {
    asking(async |portal, _| {
        decide(portal, r#"{"reach": "everybody", "questions": true}"#).await;
        let bram = reachable(portal, "Bram de Vries").await;
        answered(portal, &bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        for _ in 0..2 {
            assert_eq!(browser.gives("email", "12345678").await.code(), 422);
        }
        for expected in [422, 422, 429] {
            assert_eq!(browser.tells(|_| "no idea".into()).await.code(), expected);
        }
        assert_eq!(portal.visitor().says_who(&bram.user_name).await.code(), 429);
        assert_eq!(portal.last("Blocked from self-service password reset").await.reason, "too-many-codes");
        assert_eq!(portal.count("SELECT count(*) FROM password_reset WHERE result = 'blocked'").await, 2);
        portal.advance(SignedDuration::from_hours(24));
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        assert_eq!(browser.tells(right).await.location(), NEW);
    });
}

#[test]
fn names_that_nobody_has_and_people_without_answers_are_asked_questions_that_stay_the_same() {
    asking(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        answered(portal, &bram).await;
        let nora = portal.plain("Nora Niets").await;
        let chief = portal.holder("Chef Kok", Role::HelpdeskAdministrator).await;
        let names = [bram.user_name.as_str(), &nora.user_name, &chief.user_name, "nobody.at.all", "nobody.else"];
        let mut told = vec![];
        for name in names {
            let (pages, questions) = seen(portal, name).await;
            assert!(questions.iter().all(|asked| asked.len() == 3), "{name}: {questions:?}");
            assert!(questions.windows(2).all(|pair| pair[0] != pair[1]), "{name}: drawn anew each time");
            let mut all: Vec<_> = questions.concat();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), 5, "{name}: as many as are answered beforehand");
            told.push((pages, all));
        }
        let pages: Vec<_> = told.iter().map(|(pages, _)| pages).collect();
        assert!(pages.iter().all(|seen| *seen == pages[0]), "{pages:?}");
        assert_ne!(told[3].1, told[4].1, "not the same for every name");
        // A day later, and under another generation of keys, the same ones.
        portal.advance(SignedDuration::from_hours(25));
        for (name, (_, before)) in names.into_iter().zip(&told) {
            let mut all = seen(portal, name).await.1.concat();
            all.sort();
            all.dedup();
            assert_eq!(&all, before, "{name}");
        }
    });
}

#[test]
fn as_many_hashes_are_compared_for_whoever_it_is_and_however_many_answers_are_right() {
    asking(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        answered(portal, &bram).await;
        let nora = portal.plain("Nora Niets").await;
        let compared = async |name: &str, answer: &dyn Fn(&str) -> String| {
            let mut browser = portal.visitor();
            browser.says_who(name).await;
            let before = portal.service().hashes.verifications();
            browser.tells(answer).await;
            portal.service().hashes.verifications() - before
        };
        let wrong = |_: &str| "no idea".to_owned();
        for name in [bram.user_name.as_str(), &nora.user_name, "nobody.at.all"] {
            assert_eq!(compared(name, &wrong).await, 3, "{name}");
        }
        assert_eq!(compared(&bram.user_name, &right).await, 3);
        // Nothing is compared for an answer that nobody can have given, nor counted.
        assert_eq!(compared(&bram.user_name, &|_| "ab".to_owned()).await, 0);
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE reason = 'wrong-answers'").await, 3);
    });
}

#[test]
fn of_many_guesses_at_once_one_is_judged_and_the_others_are_asked_anew() {
    asking(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        answered(portal, &bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let asked = browser.drawn().await;
        let mut form = browser.form(VERIFY).with("method", "questions");
        for (at, question) in asked.iter().enumerate() {
            form.set(&format!("question{}", at + 1), question);
            form.set(&format!("answer{}", at + 1), "no idea");
        }
        let before = portal.service().hashes.verifications();
        let pages = join_all((0..20).map(|_| browser.press(VERIFY, &form))).await;
        let count = |words: &str| pages.iter().filter(|page| page.says(words)).count();
        assert_eq!((count("Not every answer is right."), count("Other questions are asked by now.")), (1, 19));
        assert_eq!(portal.service().hashes.verifications() - before, 3);
        assert_eq!(portal.count("SELECT max(cardinality(wrong))::bigint FROM reset_tries").await, 1);
    });
}

#[test]
fn answers_are_one_proof_however_many_they_are_and_none_of_an_administrator() {
    asking(async |portal, mailbox| {
        decide(portal, r#"{"reach": "everybody", "questions": true, "proofs": 2}"#).await;
        let bram = reachable(portal, "Bram de Vries").await;
        answered(portal, &bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        assert_eq!(browser.tells(right).await.location(), VERIFY);
        let page = browser.follow().await;
        assert!(page.says("One proof is right.") && !page.says("Security questions"), "{}", page.main());
        browser.asks_for_another().await;
        let code = super::code(portal, mailbox, &bram).await;
        // A role that came in between: two others are asked of an administrator, and this reset is over.
        let eva = reachable(portal, "Eva Smit").await;
        answered(portal, &eva).await;
        let mut hers = portal.visitor();
        hers.says_who(&eva.user_name).await;
        assert_eq!(hers.tells(right).await.location(), VERIFY);
        portal.becomes(&eva, Role::HelpdeskAdministrator).await;
        assert_eq!(hers.asks_for_another().await.location(), BEGIN);
        assert_eq!(browser.gives("email", &code).await.location(), NEW);
        // With a role, right answers prove nothing.
        portal.with_app(&eva).await;
        hers.says_who(&eva.user_name).await;
        assert_eq!(hers.tells(right).await.code(), 422);
    });
}

#[test]
fn a_question_that_was_taken_away_is_asked_no_more_and_counts_again_when_it_is_back() {
    asking(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        let mut at_work = answered(portal, &bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let left: Vec<_> = bank().into_iter().skip(2).collect();
        let body =
            format!(r#"{{"questions_register": 3, "questions_offered": {left:?}, "questions_own": ["Which door?"]}}"#);
        decide_on(portal, "security-questions", &body).await;
        let asked = browser.drawn().await;
        assert_eq!(asked.len(), 3, "three are left of five");
        assert!(asked.iter().all(|question| left.contains(question)), "{asked:?}");
        assert_eq!(browser.tells(right).await.location(), NEW);
        // Fewer than are asked: somebody else's questions, and no answer is right.
        decide_on(portal, "security-questions", &body.replace(&format!("{:?}, ", left[0]), "")).await;
        let mut other = portal.visitor();
        other.says_who(&bram.user_name).await;
        assert_eq!(other.tells(right).await.code(), 422);
        decide_on(portal, "security-questions", "{}").await;
        let mut again = portal.visitor();
        again.says_who(&bram.user_name).await;
        assert_eq!(again.tells(right).await.location(), NEW);
        // Answers that are given anew end what was begun with those of before.
        let mut late = portal.visitor();
        late.says_who(&bram.user_name).await;
        assert_eq!(at_work.answers(&pairs(&ANSWERS)).await.code(), 303);
        assert_eq!(late.get(VERIFY).await.location(), BEGIN);
    });
}

#[test]
fn a_typed_question_is_asked_as_it_was_typed_in_every_language() {
    asking(async |portal, _| {
        let own = r#"{"questions_register": 3, "questions_offered": [], "questions_own": ["Welke <kleur> & geur?", "Which door?", "Warum denn?"]}"#;
        decide_on(portal, "security-questions", own).await;
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        let page = browser.get(PAGE).await;
        let ids: Vec<_> = page.attributes("#question1 option", "value").split_off(1);
        assert!(page.texts("#question1 option").contains(&"Welke <kleur> & geur?".to_owned()), "{}", page.body);
        let given: Vec<_> = ids.iter().cloned().zip(["rood", "groen", "blauw"]).collect();
        assert_eq!(browser.answers(&given).await.code(), 303);
        let mut visitor = portal.visitor();
        visitor.says_who(&bram.user_name).await;
        let page = visitor.get(VERIFY).await;
        assert!(page.says("Welke <kleur> & geur?") && page.says("Warum denn?"), "{}", page.main());
        let told = |id: &str| given.iter().find(|(known, _)| known == id).map_or("", |(_, answer)| answer).to_owned();
        assert_eq!(visitor.tells(told).await.location(), NEW);
    });
}

#[test]
fn nobody_signs_in_with_answers() {
    asking(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        answered(portal, &bram).await;
        let mut visitor: Visitor = portal.visitor();
        for answer in ANSWERS {
            assert_eq!(visitor.sign_in(&bram.user_name, answer).await.code(), 422);
        }
        assert!(!visitor.get("/sign-in").await.says("question"));
    });
}
