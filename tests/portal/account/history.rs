//! T-72: passwords that somebody had before do not come back.

use latchkey::domain::user::PasswordKind;

use crate::support::people::{PASSWORD, Person, Sketch};
use crate::support::server::{Portal, run};

const PAGE: &str = "/account/password";

/// The number of a password in a row of them.
fn nth(number: usize) -> String {
    format!("velvet otter climbs {number} stairs")
}

async fn change(portal: &Portal, person: &mut Person, new: &str) -> (u16, Vec<String>) {
    let mut browser = portal.signed_in(person).await;
    let page = browser.fill(PAGE, &[("current_password", &person.password), ("new_password", new)]).await;
    if page.code() == 303 {
        new.clone_into(&mut person.password);
    }
    (page.code(), page.complaints())
}

async fn kept(portal: &Portal) -> i64 {
    portal.count("SELECT count(*) FROM password_history").await
}

#[test]
fn none_of_the_last_five_comes_back_and_the_one_before_does() {
    run(async |portal| {
        let mut bram = portal.plain("Bram de Vries").await;
        for number in 1..=4 {
            assert_eq!(change(portal, &mut bram, &nth(number)).await.0, 303);
        }
        let refused = ["You had this password before: choose one that is none of the last 5".to_owned()];
        for earlier in [PASSWORD, &nth(1), &nth(2), &nth(3)] {
            assert_eq!(change(portal, &mut bram, earlier).await, (422, refused.to_vec()), "{earlier}");
        }
        let same = ["Your new password must differ from the one it replaces".to_owned()];
        assert_eq!(change(portal, &mut bram, &nth(4)).await, (422, same.to_vec()));
        assert_eq!(portal.last("Change password (self-service)").await.reason, "policy-violation");
        assert_eq!(change(portal, &mut bram, &nth(5)).await.0, 303);
        assert_eq!(change(portal, &mut bram, PASSWORD).await.0, 303);
        assert_eq!(kept(portal).await, 5);
    });
}

#[test]
fn a_reset_does_not_wipe_what_was_before() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let bram = portal.plain("Bram de Vries").await;
        let path = format!("/users/{}/reset-password", bram.id);
        let secret = helen.fill(&path, &[("verified_by", "called-back"), ("expires", "never")]).await.secret();
        let mut browser = portal.visitor();
        browser.sign_in(&bram.user_name, &secret).await;
        let page = browser.fill("/change-password", &[("new_password", PASSWORD)]).await;
        assert_eq!(page.code(), 422);
        assert_eq!(page.complaints(), ["You had this password before: choose one that is none of the last 5"]);
        assert_eq!(page.texts("ul.rules li.unmet").len(), 1);
        let page = browser.post("/change-password", &[("new_password", &nth(1))]).await;
        assert_eq!((page.code(), page.location()), (303, "/account"));
        // The temporary one is not kept: it can never be chosen again by chance.
        assert_eq!(kept(portal).await, 1);
    });
}

#[test]
fn what_is_kept_is_sealed_and_goes_with_the_person() {
    run(async |portal| {
        let mut bram = portal.plain("Bram de Vries").await;
        let mut other = portal.plain("Other Smit").await;
        change(portal, &mut bram, &nth(1)).await;
        change(portal, &mut other, &nth(1)).await;
        let plain = "SELECT count(*) FROM password_history WHERE encode(sealed, 'escape') LIKE '%argon2%'";
        assert_eq!((kept(portal).await, portal.count(plain).await), (2, 0));
        // Nobody else's row opens: a swapped one fails closed.
        portal
            .execute("UPDATE password_history SET sealed = (SELECT sealed FROM password_history WHERE user_id = $1::text::uuid)", &[&other.id])
            .await;
        assert_eq!(change(portal, &mut bram, &nth(2)).await.0, 500);
        portal.execute("DELETE FROM user_record WHERE id = $1::text::uuid", &[&bram.id]).await;
        assert_eq!(kept(portal).await, 1);
    });
}

#[test]
fn both_spellings_of_one_password_sign_in_and_count_as_the_same() {
    run(async |portal| {
        let (composed, apart) = ("caf\u{e9} met drie stoelen", "cafe\u{301} met drie stoelen");
        let mut bram = portal.plain("Bram de Vries").await;
        assert_eq!(change(portal, &mut bram, apart).await.0, 303);
        for spelling in [composed, apart] {
            assert_eq!(portal.visitor().sign_in(&bram.user_name, spelling).await.code(), 303);
        }
        let same = ["Your new password must differ from the one it replaces".to_owned()];
        assert_eq!(change(portal, &mut bram, composed).await, (422, same.to_vec()));
    });
}

#[test]
fn two_hundred_and_fifty_six_characters_are_accepted_and_one_more_is_not() {
    run(async |portal| {
        let mut bram = portal.plain("Bram de Vries").await;
        let longest: String = "🦀 stap 7 ".chars().cycle().take(256).collect();
        let longer = format!("{longest}x");
        let refused = ["Your new password may have at most 256 characters".to_owned()];
        assert_eq!(change(portal, &mut bram, &longer).await, (422, refused.to_vec()));
        assert_eq!(change(portal, &mut bram, &longest).await.0, 303);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, &longest).await.code(), 303);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, &longer).await.code(), 422);
    });
}

#[test]
fn a_megabyte_and_a_nul_cost_no_hash() {
    run(async |portal| {
        let hans = portal.make(Sketch::of("Hans Smit").password(Some(PasswordKind::Temporary))).await;
        let mut browser = portal.signed_in(&hans).await;
        browser.get("/change-password").await;
        let (verified, hashed) = (portal.house.hashes.verifications(), portal.house.hashes.hashes());
        let long = "x".repeat(1 << 20);
        for (bad, codes) in [(long.as_str(), [413, 413]), ("velvet otter\0climbs 7 stairs", [422, 422])] {
            let form = browser.form("/change-password").with("new_password", bad);
            let code = browser.press("/change-password", &form).await.code();
            assert!(codes.contains(&code), "{code}");
        }
        assert_eq!((portal.house.hashes.verifications(), portal.house.hashes.hashes()), (verified, hashed));
    });
}
