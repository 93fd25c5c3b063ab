//! T-110…T-116: the rules of passwords, decided on their page.

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use crate::support::people::{BETTER, PASSWORD, Person};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const PAGE: &str = "/settings/password-policy";
const WORDS: &str = "/settings/banned-words";
const TRY: &str = "/settings/password-policy/try";
const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn paul(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await
}

/// What comes of choosing a new password.
async fn change(portal: &Portal, person: &Person, new: &str) -> (u16, Vec<String>) {
    let mut browser = portal.signed_in(person).await;
    let fields = [("current_password", person.password.as_str()), ("new_password", new)];
    let page = browser.fill("/account/password", &fields).await;
    (page.code(), page.complaints())
}

#[test]
fn what_is_decided_holds_for_the_next_password_and_for_none_of_today() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        let bram = portal.plain("Bram de Vries").await;
        let form = [("shortest", "30"), ("history", "0"), ("classes", "yes")];
        let page = paul.fill(PAGE, &form).await;
        assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.text());
        assert!(paul.get("/settings").await.says("At least 30 characters"));
        let refused = change(portal, &bram, "velvet otter climbs stairs").await;
        assert_eq!(
            refused,
            (
                422,
                vec![
                    "Your new password must have at least 30 characters".to_owned(),
                    "Your new password must have three of these four: small letters, capitals, digits, signs"
                        .to_owned(),
                ]
            )
        );
        // T-116: the password of before still signs in.
        portal.signed_in(&bram).await;
        assert_eq!(change(portal, &bram, "Velvet otter climbs 7 stairs & more").await.0, 303);
        let row = portal.last("Update policy").await;
        assert!(row.details.contains(r#""shortest.from":"15","shortest.to":"30""#), "{}", row.details);
    });
}

#[test]
fn figures_beyond_their_bounds_are_refused_beside_their_fields() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        for (name, wrong, between) in [
            ("shortest", "7", "8 to 64"),
            ("points", "9", "5 to 8"),
            ("history", "25", "0 to 24"),
            ("youngest", "-1", "0 to 720"),
            ("valid_days", "13", "14 to 730"),
            ("valid_days", "731", "14 to 730"),
            ("notice_days", "31", "1 to 30"),
        ] {
            let page = paul.fill(PAGE, &[(name, wrong)]).await;
            assert_eq!(page.code(), 422, "{name}");
            assert_eq!(page.complaint(name), format!("Error: Fill in a whole number from {between}"));
            assert_eq!(page.value(name), wrong);
        }
        let form = paul.get(PAGE).await.form(PAGE).unwrap();
        for (name, value) in [("fill", "x"), ("classes", "x"), ("agreed", "x"), ("unheard", "x")] {
            assert_eq!(paul.press(PAGE, &form.clone().with(name, value)).await.code(), 422, "{name}");
        }
        assert_eq!(portal.count("SELECT count(*) FROM setting").await, 0);
    });
}

#[test]
fn the_preset_is_filled_in_first_and_saved_by_another_press() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        let page = paul.fill(PAGE, &[("fill", "azure-2018")]).await;
        assert_eq!((page.code(), page.value("shortest"), page.value("history")), (200, "8".into(), "1".into()));
        assert_eq!(page.attributes("input[name=classes][checked]", "value"), ["yes"]);
        assert_eq!(portal.count("SELECT count(*) FROM setting").await, 0);
        let page = paul.post(PAGE, &[]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        let bram = portal.plain("Bram de Vries").await;
        assert_eq!(change(portal, &bram, "Kt7 wo!").await.0, 422);
        assert_eq!(change(portal, &bram, "Kt7 wo!p").await.0, 303);
        let page = paul.fill(PAGE, &[("fill", "delivered")]).await;
        assert_eq!((page.code(), page.value("shortest")), (200, "15".into()));
    });
}

#[test]
fn banned_words_hold_from_the_next_request_on_whatever_their_case() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        let page = paul.fill(WORDS, &[("words", "Otters\r\nSTAIRS\r\nclimbing\r\n"), ("deed", "add")]).await;
        assert_eq!((page.code(), page.location()), (303, WORDS), "{}", page.text());
        assert_eq!(paul.follow().await.texts("main ul.pairs li"), ["climbing", "otters", "stairs"]);
        let row = portal.last("Update policy").await;
        assert!(row.details.contains(r#""words.from":"","words.to":"climbing, otters, stairs""#), "{}", row.details);
        let bram = portal.plain("Bram de Vries").await;
        let refused = "Your new password is too close to words that your organisation has banned: add other words, or choose another";
        assert_eq!(change(portal, &bram, "Ott3r5StairsClimbing").await, (422, vec![refused.to_owned()]));
        assert_eq!(change(portal, &bram, BETTER).await.0, 303);
        // Taken away, in any case; what was never there is no matter.
        let page = paul.fill(WORDS, &[("words", "CLIMBING\nnever there"), ("deed", "remove")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert_eq!(paul.follow().await.texts("main ul.pairs li"), ["otters", "stairs"]);
        for (words, complaint) in [
            ("abc", "Error: “abc” does not have 4 to 16 characters"),
            ("seventeen letters", "Error: “seventeen letters” does not have 4 to 16 characters"),
        ] {
            let page = paul.fill(WORDS, &[("words", words), ("deed", "add")]).await;
            assert_eq!((page.code(), page.complaint("words").as_str()), (422, complaint));
        }
    });
}

#[test]
fn a_thousand_and_one_words_are_too_many() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        let many = |from: usize, to: usize| (from..to).map(|word| format!("w{word:04}")).collect::<Vec<_>>().join("\n");
        for from in [0, 500] {
            let page = paul.fill(WORDS, &[("words", &many(from, from + 500)), ("deed", "add")]).await;
            assert_eq!(page.code(), 303, "{}", page.text());
        }
        assert!(paul.get(WORDS).await.says("1000 of at most 1000 words"), "{}", paul.page().main());
        let page = paul.fill(WORDS, &[("words", "another"), ("deed", "add")]).await;
        assert_eq!(
            (page.code(), page.complaint("words").as_str()),
            (422, "Error: There can be 1000 banned words at most. None of these was added")
        );
    });
}

#[test]
fn whoever_tries_a_password_sees_its_parts_and_nothing_is_kept() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        paul.fill(WORDS, &[("words", "contoso\nblank"), ("deed", "add")]).await;
        let bram = portal.plain("Bram Veldhuizen").await;
        let before = portal.ledger().await;
        let page = paul.fill(TRY, &[("password", "C0ntos0Blank12")]).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        assert!(page.says("It would be refused") && page.says("4 points; 5 are needed"), "{}", page.main());
        assert_eq!(page.texts("#parts tbody tr td:first-child"), ["contoso", "blank", "l", "2"]);
        assert_eq!(page.texts("#parts tbody tr td:last-child"), ["1", "1", "1", "1"]);
        assert_eq!(page.value("password"), "");
        let page = paul.fill(TRY, &[("password", BETTER)]).await;
        assert!(page.says("It would be accepted"), "{}", page.main());
        let page = paul.fill(TRY, &[("password", "veldhuizen climbs 7 stairs"), ("username", &bram.user_name)]).await;
        assert!(page.says("It would be refused"), "{}", page.main());
        assert_eq!(page.texts("#rules li.unmet").len(), 1);
        let page = paul.fill(TRY, &[("password", BETTER), ("username", "nobody.at.all")]).await;
        assert_eq!((page.code(), page.complaints().len()), (422, 1));
        let page = paul.fill(TRY, &[("password", &"x".repeat(257))]).await;
        assert_eq!((page.code(), page.complaints().len()), (422, 1));
        assert_eq!(portal.ledger().await, before);
    });
}

#[test]
fn a_minimum_age_keeps_a_change_by_choice_waiting_and_no_other() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        assert_eq!(paul.fill(PAGE, &[("youngest", "24")]).await.code(), 303);
        let bram = portal.plain("Bram de Vries").await;
        let refused = "You changed your password less than 24 hours ago: keep it a little longer".to_owned();
        assert_eq!(change(portal, &bram, BETTER).await, (422, vec![refused]));
        let hans = portal.newcomer("Hans Smit").await;
        let mut browser = portal.signed_in(&hans).await;
        assert_eq!(browser.fill("/change-password", &[("new_password", BETTER)]).await.code(), 303);
        portal.advance(DAY);
        assert_eq!(change(portal, &bram, BETTER).await.0, 303);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
    });
}

#[test]
fn who_only_reads_the_settings_finds_no_button() {
    run(async |portal| {
        let mut rob = portal.signed_in(&portal.holder("Rob Lezer", Role::GlobalReader).await).await;
        for page in [PAGE, WORDS] {
            let page = rob.get(page).await;
            assert_eq!((page.code(), page.texts("main form button").len()), (200, 0), "{}", page.main());
        }
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for page in [PAGE, WORDS, TRY] {
            assert_eq!(helen.get(page).await.code(), 403);
        }
    });
}
