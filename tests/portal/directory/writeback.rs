//! Passwords written there: by administrators, by people themselves, and what is told when it goes wrong.

use super::{STATUS, before, id, on, two};
use crate::support::server::Portal;
use crate::support::slapd::{Manner, PEOPLE, SUFFIX, THEIRS};
use crate::support::visitor::Visitor;

const NEW: &str = "Lighthouse-Rope-19";

async fn path(portal: &Portal, uid: &str) -> String {
    format!("/users/{}/reset-password", id(portal, uid).await)
}

/// Somebody of the helpdesk.
async fn helen(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.helpdesk("Helen Kramer").await).await
}

#[test]
fn a_reset_is_written_there_and_asks_for_another_password_at_the_next_sign_in() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        let mut session = portal.signed_in_there("bram").await;
        let mut helen = helen(portal).await;
        let path = path(portal, "bram").await;
        let page = helen.fill(&path, &[("verified_by", "called-back"), ("reason", "SD-7")]).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        let secret = page.secret();
        assert!(page.says("exactly as it stands here"), "{}", page.main());
        assert!(!page.says("will not ask"), "{}", page.main());
        assert!(server.accepts("bram", &secret) && !server.accepts("bram", THEIRS));
        assert_eq!(session.get("/account").await.code(), 303, "every session is over");
        let row = portal.last("Reset password in directory (by admin)").await;
        assert_eq!(
            (row.result.as_str(), row.actor.as_str(), row.targets.as_str()),
            ("success", "helen.kramer@noordzee.example", "bram@noordzee.example")
        );
        assert!(row.details.contains("31010") && row.details.contains("SD-7"), "{}", row.details);
        assert_eq!(portal.last("Begin directory write").await.result, "success");
        // The report of who reset whom knows it as every other one.
        let reported = "SELECT concat_ws(' ', kind, result, detail, user_name, by_name) FROM password_reset ORDER BY at DESC LIMIT 1";
        let told = "administrator succeeded done bram@noordzee.example helen.kramer@noordzee.example";
        assert_eq!(portal.ask(reported, &[]).await, told);
        let rows = portal.ask("SELECT string_agg(details, ' ') FROM audit_event", &[]).await;
        assert!(!rows.contains(&secret));
        // Hyphens count there; the wall comes with the right one.
        let mut bram = portal.visitor();
        bram.sign_in("bram@noordzee.example", &secret.replace('-', "")).await;
        assert!(!bram.has_session());
        let page = bram.sign_in("bram@noordzee.example", &secret).await;
        assert_eq!((page.code(), page.location()), (303, "/change-password"), "{}", page.main());
        let page = bram.follow().await;
        assert!(page.says("Your organisation’s directory wants a new password"), "{}", page.main());
        let page = bram.fill("/change-password", &[("current_password", "wrong-one-12"), ("new_password", NEW)]).await;
        assert_eq!(page.code(), 422);
        assert!(!page.complaint("current_password").is_empty(), "{}", page.main());
        let page = bram.fill("/change-password", &[("current_password", &secret), ("new_password", "short")]).await;
        assert_eq!(page.code(), 422);
        assert!(page.complaint("new_password").contains("too short or too simple"), "{}", page.main());
        let page = bram.fill("/change-password", &[("current_password", &secret), ("new_password", NEW)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account"), "{}", page.main());
        assert_eq!(bram.follow().await.code(), 200);
        assert!(server.accepts("bram", NEW));
        let mut again = portal.visitor();
        assert_eq!(again.sign_in("bram@noordzee.example", NEW).await.location(), "/");
    });
}

#[test]
fn people_change_their_own_password_there_by_the_rules_there() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        let mut bram = portal.signed_in_there("bram").await;
        let other = portal.signed_in_there("bram").await;
        let change = async |bram: &mut Visitor, current: &str, new: &str| {
            bram.fill("/account/password", &[("current_password", current), ("new_password", new)]).await
        };
        let page = bram.get("/account/password").await;
        assert!(page.says("directory decides which passwords it takes"), "{}", page.main());
        let page = change(&mut bram, "Harbour-Crane-52", NEW).await;
        assert_eq!(page.code(), 422);
        assert!(!page.complaint("current_password").is_empty(), "{}", page.main());
        let page = change(&mut bram, THEIRS, "tiny").await;
        assert!(page.complaint("new_password").contains("too short"), "{}", page.main());
        assert_eq!(portal.last("Change password in directory (self-service)").await.reason, "quality");
        let page = change(&mut bram, THEIRS, NEW).await;
        assert_eq!((page.code(), page.location()), (303, "/account"), "{}", page.main());
        assert!(server.accepts("bram", NEW) && !server.accepts("bram", THEIRS));
        assert!(!other.is_in().await, "the other session is over");
        assert!(bram.is_in().await);
        // History is judged there.
        let page = change(&mut bram, NEW, THEIRS).await;
        assert!(page.complaint("new_password").contains("used before"), "{}", page.main());
        // Bytes that some directories would cut at are not sent.
        let page = change(&mut bram, NEW, "Lighthouse-Rope\u{1}-20").await;
        assert_eq!(page.code(), 422, "{}", page.main());
        // Letters of any language are.
        let page = change(&mut bram, NEW, "Zeeëgel-Ψάρι-鯨-20").await;
        assert_eq!(page.code(), 303, "{}", page.main());
        assert!(server.accepts("bram", "Zeeëgel-Ψάρι-鯨-20"));
    });
}

#[test]
fn what_is_sent_there_is_what_was_typed_whatever_looks_the_same() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        let mut bram = portal.signed_in_there("bram").await;
        // The mark behind its letter, and both in one: the same password here, and two there.
        let (apart, together) = ("Zeee\u{308}gel-Lantern-20", "Zee\u{eb}gel-Lantern-20");
        let fields = [("current_password", THEIRS), ("new_password", apart)];
        let page = bram.fill("/account/password", &fields).await;
        assert_eq!((page.code(), page.location()), (303, "/account"), "{}", page.main());
        assert!(server.accepts("bram", apart) && !server.accepts("bram", together));
        assert_eq!(portal.visitor().sign_in("bram@noordzee.example", apart).await.location(), "/");
        let mut other = portal.visitor();
        other.sign_in("bram@noordzee.example", together).await;
        assert!(!other.has_session());
        let fields = [("current_password", apart), ("new_password", together)];
        let page = bram.fill("/account/password", &fields).await;
        assert_eq!((page.code(), page.location()), (303, "/account"), "{}", page.main());
        assert!(server.accepts("bram", together) && !server.accepts("bram", apart));
    });
}

#[test]
fn nothing_is_written_where_writing_is_off_or_the_person_is_nobody_there() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, _) = on(portal, server.port).await;
        let lost = portal
            .make(crate::support::people::Sketch::of("Lia Los").source(latchkey::domain::user::Source::Directory))
            .await;
        let mut helen = helen(portal).await;
        let page = helen.fill(&format!("/users/{}/reset-password", lost.id), &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 409, "{}", page.main());
        assert!(page.says("does not have this person any more") && page.says("33002"), "{}", page.main());
        let row = portal.last("Reset password in directory (by admin)").await;
        assert_eq!(
            (row.result.as_str(), row.actor.as_str(), row.targets.as_str()),
            ("failure", "helen.kramer@noordzee.example", "lia.los@noordzee.example")
        );
        let form = gwen.get("/settings/directory").await.form("/settings/directory").unwrap().without("writeback");
        assert_eq!(gwen.submit("/settings/directory", &form).await.code(), 303);
        let path = path(portal, "bram").await;
        let page = helen.get(&path).await;
        assert_eq!(page.code(), 409);
        assert!(page.says("lives in another directory"), "{}", page.main());
        let mut bram = portal.signed_in_there("bram").await;
        assert!(bram.get("/account/password").await.says("lives in another directory"), "{}", bram.page().main());
        assert!(server.accepts("bram", THEIRS));
    });
}

#[test]
fn a_disabled_account_is_refused_with_its_code() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        server.modify(&format!(
            "dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z\n"
        ));
        let mut helen = helen(portal).await;
        let page = helen.fill(&path(portal, "bram").await, &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 409);
        assert!(page.says("disabled in the directory") && page.says("33005"), "{}", page.main());
        assert_eq!(portal.count("SELECT count(*) FROM writeback").await, 0, "nothing was begun");
        let row = portal.last("Reset password in directory (by admin)").await;
        assert!(
            row.result == "failure" && row.targets == "bram@noordzee.example" && row.details.contains("33005"),
            "{row:?}"
        );
    });
}

#[test]
fn a_policy_there_that_asks_nobody_for_another_password_is_told_to_whoever_resets() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        server.modify(&format!(
            "dn: cn=default,{SUFFIX}\nchangetype: modify\nreplace: pwdMustChange\npwdMustChange: FALSE\n"
        ));
        let mut helen = helen(portal).await;
        let page = helen.fill(&path(portal, "bram").await, &[("verified_by", "saw-id")]).await;
        assert!(page.code() == 200 && page.says("will not ask"), "{}", page.main());
        let row = portal.last("Reset password in directory (by admin)").await;
        assert_eq!(row.result, "success", "{}", row.details);
    });
}

#[test]
fn a_right_that_is_missing_is_told_in_our_words_beside_the_directorys_own() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        // Somebody whom the policy over there lets nobody change.
        server.modify(&format!(
            "dn: cn=strict,{SUFFIX}\nchangetype: add\nobjectClass: device\nobjectClass: pwdPolicy\ncn: strict\npwdAttribute: userPassword\n\
             pwdMinLength: 60\npwdCheckQuality: 2\n\ndn: uid=bram,{PEOPLE}\nchangetype: modify\nadd: pwdPolicySubentry\npwdPolicySubentry: cn=strict,{SUFFIX}\n"
        ));
        let mut helen = helen(portal).await;
        let page = helen.fill(&path(portal, "bram").await, &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 409, "{}", page.main());
        assert!(
            page.says("too short or too simple") && page.says("33008") && page.says("The directory says"),
            "{}",
            page.main()
        );
        let row = portal.last("Reset password in directory (by admin)").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "quality"));
        assert!(server.accepts("bram", THEIRS), "the old one works on");
    });
}

#[test]
fn a_directory_that_is_away_is_told_before_anybody_decides_anything() {
    before(&two(), async |portal, server, wire| {
        on(portal, wire.port).await;
        let mut bram = portal.signed_in_there("bram").await;
        let mut helen = helen(portal).await;
        let path = path(portal, "bram").await;
        let form = helen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
        let own = bram.get("/account/password").await.form("/account/password").unwrap();
        let own = own.with("current_password", THEIRS).with("new_password", NEW);
        server.stop();
        wire.is(Manner::Gone);
        let page = helen.get(&path).await;
        assert_eq!(page.code(), 503);
        assert!(page.says("nothing was changed"), "{}", page.main());
        let page = bram.get("/account/password").await;
        assert_eq!(page.code(), 503);
        assert!(page.says("nothing was changed"), "{}", page.main());
        assert!(!page.says("The directory says"), "nobody outside the desk reads its own words: {}", page.main());
        let page = helen.press(&path, &form).await;
        assert_eq!(page.code(), 503, "{}", page.main());
        let page = bram.press("/account/password", &own).await;
        assert!(page.code() == 422 && page.says("nothing was changed"), "{}", page.main());
        assert_eq!(portal.count("SELECT count(*) FROM writeback").await, 0);
        for activity in ["Reset password in directory (by admin)", "Change password in directory (self-service)"] {
            let row = portal.last(activity).await;
            assert_eq!((row.result.as_str(), row.targets.as_str()), ("failure", "bram@noordzee.example"));
        }
        let anna = portal.plain("Anna Lokaal").await;
        let page = helen.fill(&format!("/users/{}/reset-password", anna.id), &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 200, "local people notice nothing: {}", page.main());
        server.start();
        assert!(server.accepts("bram", THEIRS));
    });
}

#[test]
fn a_write_without_an_answer_is_settled_by_a_test_sign_in() {
    before(&two(), async |portal, server, wire| {
        on(portal, wire.port).await;
        let mut helen = helen(portal).await;
        wire.is(Manner::SwallowsWrites);
        let page = helen.fill(&path(portal, "bram").await, &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        assert!(server.accepts("bram", &page.secret()));
        assert_eq!(portal.ask("SELECT outcome FROM writeback", &[]).await, "done");
    });
}

#[test]
fn a_write_that_nothing_settles_is_told_as_unknown() {
    before(&two(), async |portal, server, wire| {
        let (mut gwen, _) = on(portal, wire.port).await;
        let mut helen = helen(portal).await;
        wire.is(Manner::DiesWithWrites);
        let path = path(portal, "bram").await;
        let page = helen.fill(&path, &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 503, "{}", page.main());
        assert!(page.says("The old or the new password may be valid"), "{}", page.main());
        assert!(!server.accepts("bram", THEIRS), "it was written, and nobody could know");
        let row = portal.last("Reset password in directory (by admin)").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "unknown"));
        assert_eq!(portal.ask("SELECT outcome FROM writeback", &[]).await, "unknown");
        assert!(gwen.get(STATUS).await.says("may be valid"), "{}", gwen.page().main());
        // The form that came back is good for another try.
        wire.is(Manner::Whole);
        let form = page.form(&path).unwrap().with("verified_by", "saw-id");
        let page = helen.press(&path, &form).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        assert!(server.accepts("bram", &page.secret()));
    });
}

#[test]
fn a_write_that_a_dead_server_left_is_told_to_be_lost() {
    before(&two(), async |portal, server, _| {
        let (_, attendant) = on(portal, server.port).await;
        let bram = id(portal, "bram").await;
        let left = "INSERT INTO writeback (id, user_id, name, operation, begun_at) \
                    VALUES (gen_random_uuid(), $1::text::uuid, 'bram@noordzee.example', 'reset', now())";
        portal.execute(left, &[&bram]).await;
        assert_eq!(attendant.look().await.unwrap(), 0, "it may still be under way");
        portal.advance(jiff::SignedDuration::from_secs(61));
        assert_eq!(attendant.look().await.unwrap(), 1);
        assert_eq!(portal.ask("SELECT outcome FROM writeback", &[]).await, "unknown");
        let row = portal.last("Lose track of directory write").await;
        assert_eq!(
            (row.reason.as_str(), row.targets.as_str(), row.actor_kind.as_str()),
            ("unknown", "bram@noordzee.example", "program")
        );
        assert_eq!(attendant.look().await.unwrap(), 0);
    });
}

#[test]
fn the_same_form_sent_twice_resets_once() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        let mut helen = helen(portal).await;
        let path = path(portal, "bram").await;
        let form = helen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
        let first = helen.press(&path, &form).await;
        let second = helen.press(&path, &form).await;
        assert_eq!((first.code(), second.code()), (200, 303), "{}", second.main());
        assert!(server.accepts("bram", &first.secret()));
        assert_eq!(portal.count("SELECT count(*) FROM writeback").await, 1);
    });
}

#[test]
fn what_was_written_is_read_back_and_what_drifted_is_shown() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let page = helen(portal).await.fill(&path(portal, "bram").await, &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        attendant.look().await.unwrap();
        assert!(!gwen.get(STATUS).await.says("Read back"), "other servers over there have not heard of it yet");
        portal.advance(jiff::SignedDuration::from_mins(2));
        attendant.look().await.unwrap();
        let page = gwen.get(STATUS).await;
        assert!(page.says("Read back: it is there") && page.says("1 are there, 0 were changed"), "{}", page.main());
        let moved = async |by: &str, words: &str| {
            let moved = format!(
                "UPDATE writeback SET read_back = NULL, begun_at = begun_at + interval '{by}', ended_at = ended_at + interval '{by}'"
            );
            portal.execute(&moved, &[]).await;
            attendant.look().await.unwrap();
            let mut gerda = portal.signed_in(&portal.global(&format!("Gerda {}", words.len())).await).await;
            let page = gerda.get(STATUS).await;
            assert!(page.says(words), "{by} {words}: {}", page.main());
        };
        // As if it had been written an hour ago: what is there now is newer.
        moved("-1 hour", "Read back: changed over there since").await;
        // As if it were to be written in an hour, and two passed: what is there now is older.
        portal.advance(jiff::SignedDuration::from_hours(4));
        moved("3 hours", "Read back: it is not there").await;
        server.modify(&format!("dn: uid=bram,{PEOPLE}\nchangetype: delete\n"));
        moved("0 hours", "Read back: the person is gone over there").await;
    });
}

#[test]
fn whoever_was_renamed_meanwhile_is_the_same_person_and_whoever_left_the_base_is_nobody() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        let mut helen = helen(portal).await;
        let (bram, zoe) = (path(portal, "bram").await, path(portal, "zoe").await);
        // Bram has another name, and somebody else has his of before.
        server.modify(&format!("dn: uid=bram,{PEOPLE}\nchangetype: modrdn\nnewrdn: uid=bram.boer\ndeleteoldrdn: 1\n"));
        server.modify(&crate::support::slapd::person("bram", "Other", "Bram", "").replacen(
            '\n',
            "\nchangetype: add\n",
            1,
        ));
        let page = helen.fill(&bram, &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        assert!(server.accepts("bram.boer", &page.secret()) && server.accepts("bram", THEIRS));
        server.modify(&format!(
            "dn: uid=zoe,{PEOPLE}\nchangetype: modrdn\nnewrdn: uid=zoe\ndeleteoldrdn: 0\nnewsuperior: ou=elsewhere,{SUFFIX}\n"
        ));
        let page = helen.fill(&zoe, &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 409, "{}", page.main());
        assert!(page.says("33002"), "{}", page.main());
        assert_eq!(portal.count("SELECT count(*) FROM writeback").await, 1);
        let page = portal.visitor().sign_in("zoe@noordzee.example", THEIRS).await;
        assert_eq!(page.code(), 422, "nor does she sign in");
    });
}

#[test]
fn a_password_written_there_ends_whatever_was_begun_under_the_one_of_before() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        let epoch =
            async || portal.ask("SELECT credential_epoch::text FROM users WHERE user_name LIKE 'bram@%'", &[]).await;
        assert_eq!(epoch().await, "0");
        let mut bram = portal.signed_in_there("bram").await;
        let page = bram.fill("/account/password", &[("current_password", THEIRS), ("new_password", NEW)]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        assert_eq!(epoch().await, "1");
        assert!(bram.is_in().await, "the session that changed it goes on");
        let page = helen(portal).await.fill(&path(portal, "bram").await, &[("verified_by", "saw-id")]).await;
        assert_eq!((page.code(), epoch().await.as_str()), (200, "2"), "{}", page.main());
        assert!(!bram.is_in().await && server.accepts("bram", &page.secret()));
    });
}

#[test]
fn pressing_an_own_change_twice_writes_once_and_counts_no_wrong_guess() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        let mut bram = portal.signed_in_there("bram").await;
        bram.get("/account/password").await;
        let form = bram.form("/account/password").with("current_password", THEIRS).with("new_password", NEW);
        let press = || bram.press("/account/password", &form);
        let both = futures_util::future::join(press(), press()).await;
        for page in [both.0, both.1, press().await] {
            assert_eq!((page.code(), page.location()), (303, "/account"), "{}", page.main());
        }
        assert!(server.accepts("bram", NEW));
        assert_eq!(portal.ask("SELECT string_agg(outcome, ', ') FROM writeback", &[]).await, "done");
        assert_eq!(portal.count("SELECT count(*) FROM throttle WHERE failures > 0").await, 0);
    });
}
