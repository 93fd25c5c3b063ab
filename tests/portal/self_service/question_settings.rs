//! What is decided about security questions (R-240…R-242, R-247, T-88).

use latchkey::domain::role::Role;

use super::questions::{answered, asking, bank};
use super::{VERIFY, decided};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const PAGE: &str = "/settings/security-questions";
const METHODS: &str = "/settings/self-service";

async fn paul(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await
}

#[test]
fn as_delivered_answers_prove_nothing_and_both_pages_warn_of_them() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        let page = paul.get(METHODS).await;
        assert_eq!(page.attributes("#questions[checked]", "id"), [""; 0]);
        assert!(page.says("Answers can often be found out by others. They never count for administrators."));
        let page = paul.get(PAGE).await;
        assert!(page.says("Answers to questions can often be found out"), "{}", page.main());
        assert_eq!(page.attributes("input[type=checkbox][name^=offer-]", "id").len(), 35);
        assert_eq!(page.attributes("input[name^=offer-][checked]", "id").len(), 10);
        assert_eq!((page.value("questions_register"), page.value("questions_reset")), ("5".into(), "3".into()));
        assert!(paul.get("/settings").await.says("Answers prove nothing at present. 3 of 5 answers are asked for."));
        paul.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        let dutch = paul.get(PAGE).await;
        assert!(dutch.says("Waar verstopte je je als kind het liefst?"), "{}", dutch.main());
        let mut bram = portal.signed_in(&portal.plain("Bram de Vries").await).await;
        assert_eq!(bram.get(PAGE).await.code(), 403);
        assert_eq!(bram.get("/account/security/questions").await.code(), 404);
        assert!(!bram.get("/account/security").await.says("Security questions"));
    });
}

#[test]
fn the_numbers_hold_together_and_a_bank_that_is_too_small_or_too_large_is_not_saved() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        let refused = async |paul: &mut Visitor, fields: &[(&str, &str)], place: &str| {
            let page = paul.fill(PAGE, fields).await;
            assert_eq!(page.code(), 422, "{fields:?}: {}", page.text());
            page.complaint(place)
        };
        let both = |register, reset| [("questions_register", register), ("questions_reset", reset)];
        assert_eq!(
            refused(&mut paul, &both("3", "4"), "questions_reset").await,
            "Error: No more can be asked than are answered beforehand"
        );
        for (odd, place) in [(both("2", "2"), "questions_register"), (both("5", "6"), "questions_reset")] {
            let complaint = refused(&mut paul, &odd, place).await;
            assert!(complaint.contains('3') && complaint.contains('5'), "{complaint}");
        }
        assert!(refused(&mut paul, &both("five", ""), "questions_register").await.contains("Error:"));
        assert_eq!(paul.page().value("questions_register"), "five", "what was typed stays");
        // Four to choose from, five to answer.
        paul.get(PAGE).await;
        let mut form = paul.form(PAGE);
        form.fields.retain(|(name, _)| !name.starts_with("offer-") || name == "offer-own-game");
        let few = form.clone().with("questions_own", "Which door?\nWhich lamp?\nWhich stone?");
        let page = paul.submit(PAGE, &few).await;
        let places = (page.code(), page.complaint("offer-first-record"));
        assert_eq!(
            places,
            (422, "Error: Choose at least 5 questions, your own included".to_owned()),
            "{}",
            page.text()
        );
        assert!(page.text().contains("Which stone?"), "what was typed stays");
        // One more is enough; and more than twenty are too many.
        let many = (0..20).map(|number| format!("Which number {number}?")).collect::<Vec<_>>().join("\n");
        paul.get(PAGE).await;
        let page = paul.submit(PAGE, &paul.form(PAGE).with("questions_own", &many)).await;
        assert_eq!(page.complaint("offer-first-record"), "Error: Choose at most 20 questions, your own included");
        paul.get(PAGE).await;
        let enough = paul.form(PAGE);
        let mut enough = few.clone().with("form_key", enough.value("form_key").unwrap());
        enough.set("questions_own", " Which  door?\n\nWhich lamp?\nWhich stone?\nWhich sea?");
        enough.set("csrf_token", paul.form(PAGE).value("csrf_token").unwrap());
        let page = paul.submit(PAGE, &enough).await;
        assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.text());
        let page = paul.follow().await;
        assert!(page.text().contains("Which door?") && page.flash().contains("Saved."), "{}", page.main());
        assert_eq!(page.attributes("input[name^=offer-][checked]", "id"), ["offer-own-game"]);
        let row = portal.last("Update policy").await;
        for part in ["questions_offered.from", "first-record", "questions_own.to", "Which door?", "Which sea?"] {
            assert!(row.details.contains(part), "{part}: {}", row.details);
        }
    });
}

#[test]
fn a_typed_question_is_refused_where_it_is_there_already_however_it_is_spaced_or_capitalised() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        let page = paul.fill(PAGE, &[("questions_own", "Which door?\nwhich   DOOR?")]).await;
        assert_eq!(
            (page.code(), page.complaint("questions_own")),
            (422, "Error: “which DOOR?” is there already".into())
        );
        let page = paul.fill(PAGE, &[("questions_own", "where did you like to hide as a child? ")]).await;
        assert!(page.complaint("questions_own").contains("is there already"), "one of ours: {}", page.main());
        let long = "x".repeat(201);
        for odd in ["no", &long] {
            let page = paul.fill(PAGE, &[("questions_own", odd)]).await;
            assert!(page.complaint("questions_own").contains("needs 3 to 200 characters"), "{odd}: {}", page.main());
        }
        for fine in ["Why", &"é".repeat(200)] {
            let page = paul.fill(PAGE, &[("questions_own", fine)]).await;
            assert_eq!(page.code(), 303, "{fine}: {}", page.text());
        }
        paul.get(PAGE).await;
        let page = paul.submit(PAGE, &paul.form(PAGE).with("offer-mothers-name", "yes")).await;
        assert_eq!(page.code(), 422, "no question of ours");
    });
}

#[test]
fn whoever_takes_questions_away_or_asks_for_more_is_told_first_how_many_are_left_without() {
    asking(async |portal, _| {
        for name in ["Bram de Vries", "Eva Smit"] {
            answered(portal, &portal.plain(name).await).await;
        }
        let mut paul = paul(portal).await;
        paul.get(PAGE).await;
        let mut form = paul.form(PAGE);
        for name in &bank()[..3] {
            form = form.without(&format!("offer-{name}"));
        }
        let page = paul.submit(PAGE, &form).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        assert!(page.says("2 people who can reset the own password now no longer can"), "{}", page.main());
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Update policy'").await, 0);
        let page = paul.submit(PAGE, &paul.form(PAGE)).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        // So it is on the other page, for those who have nothing else.
        paul.get(PAGE).await;
        let mut form = paul.form(PAGE);
        for name in &bank()[..3] {
            form.set(&format!("offer-{name}"), "yes");
        }
        assert_eq!(paul.submit(PAGE, &form).await.code(), 303, "those who gain it are nobody's loss");
        paul.get(METHODS).await;
        let form = paul.form(METHODS).without("questions").with("mail", "yes");
        let page = paul.submit(METHODS, &form).await;
        assert!(page.says("2 people who can reset the own password now no longer can"), "{}", page.main());
    });
}

#[test]
fn somebody_else_who_saved_meanwhile_is_seen_and_what_was_typed_stays() {
    run(async |portal| {
        let (mut paul, mut gwen) = (paul(portal).await, portal.signed_in(&portal.global("Gwen Bakker").await).await);
        paul.get(PAGE).await;
        assert_eq!(gwen.fill(PAGE, &[("questions_reset", "4")]).await.code(), 303);
        let page = paul.post(PAGE, &[("questions_reset", "5"), ("questions_own", "Which door?")]).await;
        assert_eq!((page.code(), page.value("questions_reset")), (409, "5".into()), "{}", page.text());
        assert!(page.text().contains("Which door?"));
    });
}

#[test]
fn a_stopped_method_is_on_no_page_of_a_reset() {
    decided(r#"{"reach": "everybody"}"#, async |portal, _| {
        let mut browser = portal.visitor();
        browser.says_who("nobody.at.all").await;
        let page = browser.get(VERIFY).await;
        assert!(!page.says("Security questions"), "{}", page.main());
        let page = browser.gives("questions", "x").await;
        assert_eq!(page.code(), 422, "{}", page.text());
    });
}
