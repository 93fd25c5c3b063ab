//! The own answers to security questions: given, given anew, taken away, and shown to nobody (R-243, R-245, T-88, T-89).

use latchkey::domain::role::Role;
use latchkey::domain::settings::questions::Questions;

use super::{VERIFY, at_home, decide_on, decided, reachable};
use crate::support::mailbox::Mailbox;
use crate::support::page::Page;
use crate::support::people::{PASSWORD, Person};
use crate::support::server::Portal;
use crate::support::visitor::Visitor;
use jiff::SignedDuration;

pub(crate) const PAGE: &str = "/account/security/questions";
pub(crate) const REMOVE: &str = "/account/security/questions/remove";
const SECURITY: &str = "/account/security";
/// Answers are the only proof.
pub(crate) const ONLY: &str = r#"{"reach": "everybody", "mail": false, "app": false, "questions": true}"#;
/// What everybody answers here, to the first questions of the bank.
pub(crate) const ANSWERS: [&str; 5] = ["Blauwe  deur", "onder de TRAP", "Zürich 1999", "北京 烤鸭", "😀 lachen"];

/// Runs a test in a portal in which answers prove who everybody is, and nothing else does.
pub(crate) fn asking(test: impl AsyncFnOnce(&Portal, &Mailbox)) {
    decided(ONLY, test);
}

/// The questions that can be chosen as delivered.
pub(crate) fn bank() -> Vec<String> {
    Questions::default().questions_offered
}

/// Answers the first five questions.
pub(crate) async fn answered(portal: &Portal, person: &Person) -> Visitor {
    let mut browser = portal.signed_in(person).await;
    let page = browser.answers(&pairs(&ANSWERS)).await;
    assert_eq!(page.code(), 303, "{}", page.text());
    browser
}

/// The first questions with these answers.
pub(crate) fn pairs<'a>(answers: &[&'a str]) -> Vec<(String, &'a str)> {
    bank().into_iter().zip(answers.iter().copied()).collect()
}

impl Visitor {
    /// Answers questions, one after the other, on a page of its own.
    pub(crate) async fn answers(&mut self, given: &[(String, &str)]) -> Page {
        self.get(PAGE).await;
        let mut form = self.form(PAGE);
        for (at, (question, answer)) in given.iter().enumerate() {
            form.set(&format!("question{}", at + 1), question);
            form.set(&format!("answer{}", at + 1), answer);
        }
        self.submit(PAGE, &form).await
    }

    /// The names of the questions that the page of the proofs asks.
    pub(crate) async fn drawn(&mut self) -> Vec<String> {
        self.get(VERIFY).await.attributes("input[type=hidden][name^=question]", "value")
    }

    /// Answers what the page of the proofs asks.
    pub(crate) async fn tells(&mut self, answer: impl Fn(&str) -> String) -> Page {
        let asked = self.drawn().await;
        let mut form = self.form(VERIFY).without("send").without("code").without("phone").with("method", "questions");
        for (at, question) in asked.iter().enumerate() {
            form.set(&format!("question{}", at + 1), question);
            form.set(&format!("answer{}", at + 1), &answer(question));
        }
        self.submit(VERIFY, &form).await
    }
}

/// The right answer to a question, typed otherwise than it was given.
pub(crate) fn right(question: &str) -> String {
    let at = bank().iter().position(|known| known == question);
    at.and_then(|at| ANSWERS.get(at))
        .map_or_else(|| "never answered".to_owned(), |answer| format!(" {} ", answer.to_uppercase()))
}

#[test]
fn answers_are_kept_as_hashes_that_nobody_reads_and_are_on_no_page_and_in_no_row() {
    asking(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let page = browser.get(SECURITY).await;
        assert!(page.says("You have not answered any questions."), "{}", page.main());
        assert_eq!(page.link("Answer questions").unwrap(), PAGE);
        let page = browser.answers(&pairs(&ANSWERS)).await;
        assert_eq!((page.code(), page.location()), (303, SECURITY), "{}", page.text());
        let page = browser.follow().await;
        assert!(page.flash().contains("The answers are saved") && page.says("5 questions answered"), "{}", page.main());
        let row = portal.last("User registered security questions").await;
        assert_eq!((row.result.as_str(), &row.targets), ("success", &bram.user_name));
        assert!(
            row.details.contains(r#""questions":"5""#) && row.details.contains(r#""anew":"false""#),
            "{}",
            row.details
        );
        // Nothing of them stands anywhere: not on the pages, nor in any table.
        let mut pages = vec![page, browser.get(PAGE).await];
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        for path in [format!("/users/{}", bram.id), format!("/users/{}/activity", bram.id), "/audit".to_owned()] {
            pages.push(gwen.get(&path).await);
        }
        let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'";
        let mut rows = String::new();
        for table in
            portal.ask(&format!("SELECT string_agg(table_name, ' ') FROM ({tables}) AS t"), &[]).await.split(' ')
        {
            rows += &portal.ask(&format!("SELECT string_agg(t::text, ' ') FROM {table} t"), &[]).await;
        }
        mailbox.collect(portal).await;
        let letter = mailbox.of(&at_home(&bram)).last().unwrap().text();
        assert!(letter.contains("The answers to the security questions of bram.vries"), "{letter}");
        for word in ["blauwe", "trap", "zürich", "北京", "lachen"] {
            for page in &pages {
                assert!(!page.body.to_lowercase().contains(word), "{word}");
            }
            assert!(!rows.to_lowercase().contains(word) && !letter.to_lowercase().contains(word), "{word}");
        }
        assert!(!rows.contains("$argon2id$"), "a hash is sealed");
        assert_eq!(portal.count("SELECT count(DISTINCT one) FROM security_answers, unnest(sealed) AS one").await, 5);
    });
}

#[test]
fn no_question_twice_no_answer_twice_and_what_was_chosen_stays_while_answers_are_typed_again() {
    asking(async |portal, _| {
        let mut browser = portal.signed_in(&portal.plain("Bram de Vries").await).await;
        let mut given = pairs(&ANSWERS);
        given[1] = (given[0].0.clone(), " blauwe DEUR");
        given[2].1 = "ab";
        given[3].0 = String::new();
        let long = "x".repeat(41);
        given[4].1 = &long;
        let page = browser.answers(&given).await;
        assert_eq!(page.code(), 422, "{}", page.text());
        let complaints = ["question2", "answer2", "answer3", "question4", "answer5"].map(|place| page.complaint(place));
        assert_eq!(
            complaints,
            [
                "Error: This question was chosen above. Choose another one",
                "Error: This is the same answer as one above. Give another one",
                "Error: Give an answer of 3 to 40 characters",
                "Error: Choose one of the questions",
                "Error: Give an answer of 3 to 40 characters",
            ]
        );
        let chosen = page.attributes("select option[selected]", "value");
        let expected = [0, 0, 2, 4].map(|at: usize| given[at].0.clone());
        assert_eq!(chosen, expected, "what was chosen stays");
        assert!(!page.body.contains("blauwe") && page.attributes("input[name^=answer][value]", "value").is_empty());
        // One that is not asked here, and an answer fewer.
        let mut given = pairs(&ANSWERS);
        given[0].0 = "wrong-word".to_owned();
        assert_eq!(browser.answers(&given).await.complaint("question1"), "Error: Choose one of the questions");
        assert_eq!(browser.answers(&pairs(&ANSWERS[..4])).await.code(), 422);
        assert_eq!(portal.count("SELECT count(*) FROM security_answers").await, 0);
        let mut odd = pairs(&["abc", " abcd ", &long[1..], "  北京市  ", "x y"]);
        odd.truncate(5);
        assert_eq!(browser.answers(&odd).await.code(), 303);
    });
}

#[test]
fn answers_are_given_anew_and_taken_away_and_their_person_is_told_each_time() {
    asking(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = answered(portal, &bram).await;
        let before = portal.ask("SELECT sealed::text FROM security_answers", &[]).await;
        browser.get(PAGE).await;
        let form = browser.form(PAGE);
        assert_eq!(browser.answers(&pairs(&["one", "two", "three", "four", "five"])).await.code(), 303);
        assert!(portal.last("User registered security questions").await.details.contains(r#""anew":"true""#));
        let after = portal.ask("SELECT sealed::text FROM security_answers", &[]).await;
        assert_ne!(before, after);
        drop(form);
        let page = browser.fill_at(SECURITY, REMOVE, &[]).await;
        assert_eq!((page.code(), page.location()), (303, SECURITY), "{}", page.text());
        assert!(browser.follow().await.flash().contains("The answers are removed"));
        assert_eq!(portal.count("SELECT count(*) FROM security_answers").await, 0);
        assert_eq!(portal.last("User deleted security questions").await.targets, bram.user_name);
        mailbox.collect(portal).await;
        let told = mailbox.of(&at_home(&bram));
        let told = told.iter().filter(|letter| letter.text().contains("answers to the security questions")).count();
        assert_eq!(told, 3);
        // Who is told nothing of proofs is told nothing of these.
        super::decide(portal, &ONLY.replace('{', r#"{"tell_of_proofs": false, "#)).await;
        answered(portal, &bram).await;
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of(&at_home(&bram)).len(), 3);
    });
}

#[test]
fn a_session_that_was_left_open_proves_itself_first_and_carries_no_answer_along() {
    asking(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get(PAGE).await;
        let mut form = browser.form(PAGE);
        for (at, (question, answer)) in pairs(&ANSWERS).iter().enumerate() {
            form.set(&format!("question{}", at + 1), question);
            form.set(&format!("answer{}", at + 1), answer);
        }
        portal.advance(SignedDuration::from_mins(20));
        assert!(browser.get(PAGE).await.form("/account/proof").is_some());
        let page = browser.submit(PAGE, &form).await;
        assert!(page.code() == 200 && !page.body.contains("Blauwe"), "{}", page.text());
        assert_eq!(portal.count("SELECT count(*) FROM security_answers").await, 0);
        let page = browser.submit(PAGE, &browser.form(PAGE).with("proof", PASSWORD)).await;
        assert_eq!(page.code(), 422, "the answers are to be typed again: {}", page.text());
        assert_eq!(page.attributes("select option[selected]", "value").len(), 5, "what was chosen stays");
        assert_eq!(browser.answers(&pairs(&ANSWERS)).await.code(), 303);
    });
}

#[test]
fn whoever_lacks_answers_is_asked_for_them_at_sign_in_and_goes_on_when_they_are_given() {
    asking(async |portal, _| {
        decide_on(portal, "registration", r#"{"ask": "wall"}"#).await;
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        assert!(browser.get("/").await.location().starts_with("/account/registration"));
        let page = browser.get("/account/registration").await;
        assert_eq!(page.link("Answer questions").unwrap(), PAGE, "{}", page.main());
        let page = browser.answers(&pairs(&ANSWERS)).await;
        assert_eq!((page.code(), page.location()), (303, "/account/registration"), "{}", page.text());
        assert!(browser.get("/account/registration").await.says("That is all."));
        assert_eq!(browser.post("/account/registration", &[("choice", "done")]).await.code(), 303);
        assert_eq!(portal.signed_in(&bram).await.get("/account").await.code(), 200);
        // With fewer questions left than are asked, they are missing again.
        let few: Vec<_> = bank().into_iter().skip(3).collect();
        let body = format!(r#"{{"questions_register": 3, "questions_offered": {few:?}}}"#);
        decide_on(portal, "security-questions", &body).await;
        let mut browser = portal.signed_in(&bram).await;
        assert!(browser.get("/").await.location().starts_with("/account/registration"));
        assert!(browser.get(SECURITY).await.says("too few are left. Answer anew."));
    });
}

#[test]
fn answers_are_no_proof_of_an_administrator_whose_role_came_later() {
    asking(async |portal, _| {
        super::decide(portal, r#"{"reach": "everybody", "questions": true}"#).await;
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = answered(portal, &bram).await;
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let capable = "/reports/registration?view=capable";
        assert_eq!(rita.get(capable).await.texts("#list tbody td.wide > a"), ["Bram de Vries"]);
        portal.becomes(&bram, Role::HelpdeskAdministrator).await;
        assert!(rita.get(capable).await.texts("#list tbody td.wide > a").is_empty(), "two are asked, one counts");
        assert_eq!(browser.get(PAGE).await.code(), 404);
        let page = browser.get(SECURITY).await;
        assert!(
            page.says("Answers are of no use to you at present.") && page.link("Answer anew").is_none(),
            "{}",
            page.main()
        );
        assert!(!browser.get("/account/registration").await.says("Security questions"));
        assert_eq!(browser.fill_at(SECURITY, REMOVE, &[]).await.code(), 303, "they can still be taken away");
    });
}

#[test]
fn proofs_that_are_asked_for_anew_take_the_answers_along_and_so_does_the_end_of_the_account() {
    asking(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        let eva = portal.plain("Eva Smit").await;
        answered(portal, &bram).await;
        answered(portal, &eva).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = gwen.fill(&format!("/users/{}/re-register", bram.id), &[("reason", "SD-1")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert!(portal.last("Require re-registration of security info (by admin)").await.details.contains("questions"));
        assert_eq!(portal.count("SELECT count(*) FROM security_answers").await, 1);
        portal.execute("DELETE FROM user_record WHERE id = $1::text::uuid", &[&eva.id]).await;
        assert_eq!(portal.count("SELECT count(*) FROM security_answers").await, 0);
    });
}

#[test]
fn reports_settings_and_the_invitation_count_the_same_people() {
    asking(async |portal, _| {
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        answered(portal, &bram).await;
        answered(portal, &eva).await;
        portal.plain("Nora Niets").await;
        // Eva answered three questions of a time in which three were enough.
        portal.execute(
            "UPDATE security_answers SET questions = questions[1:3], sealed = sealed[1:3] WHERE user_id = $1::text::uuid",
            &[&eva.id],
        ).await;
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let people = async |rita: &mut Visitor, view: &str| {
            rita.get(&format!("/reports/registration?view={view}")).await.texts("#list tbody td.wide > a")
        };
        assert_eq!(people(&mut rita, "capable").await, ["Bram de Vries", "Eva Smit"], "three are asked");
        decide_on(portal, "security-questions", r#"{"questions_reset": 4}"#).await;
        assert_eq!(people(&mut rita, "capable").await, ["Bram de Vries"], "four are asked");
        assert_eq!(people(&mut rita, "lacking").await, ["Eva Smit", "Nora Niets"]);
        assert_eq!(rita.get("/reports/methods").await.texts("dl.stats dd.v"), ["0", "0", "0", "0", "2", "0"]);
        let file = rita.get("/reports/registration.csv?view=capable").await.body;
        assert!(file.contains("questions") && !file.contains(&eva.user_name), "{file}");
        let page = rita.get("/reports/registration-activity").await;
        assert!(page.says("Security questions"), "{}", page.main());
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = gwen.get("/settings/registration").await;
        assert!(page.says("2 people may reset the own password and lack the proofs for it"), "{}", page.main());
        let mut browser = portal.visitor();
        browser.says_who(&eva.user_name).await;
        assert_eq!(browser.tells(right).await.code(), 422, "no reset either");
    });
}
